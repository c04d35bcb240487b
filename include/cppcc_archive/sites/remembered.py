"""A registry that was read before, by the digest of its files: reading 3,000 entries' YAML takes seconds, each time.

What is kept are the checked sites as JSON (what is as usual left out), in the user's cache folder (``$XDG_CACHE_HOME``
or ``~/.cache``), under a name that says which bytes and which code they were made from. A cache that cannot be read or
written is no mistake: the files are read as if there were none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cppcc_archive import __version__

if TYPE_CHECKING:
    from cppcc_archive.sites.model import Site

WORTH_BYTES = 64 << 10
"""Size of a registry from which it is remembered."""

_KEPT = 8
_PACKAGE = Path(__file__).parents[1]


def name_of(files: Iterable[tuple[Path, bytes]]) -> str | None:
    """The name under which a registry of these files is remembered; None when it is too small to be worth it."""
    digest = hashlib.sha256(_code().encode())
    size = 0
    for path, data in files:
        size += len(data)
        digest.update(f"\0{path}\0{len(data)}\0".encode() + data)
    return f"registry-{digest.hexdigest()}.json" if size >= WORTH_BYTES else None


def recall(name: str) -> tuple[tuple[Site, ...], dict[str, Path]] | None:
    """The sites, and the file of each id; None when they are not remembered."""
    from pydantic import TypeAdapter, ValidationError

    from cppcc_archive.sites.model import Site

    try:
        held = json.loads((_folder() / name).read_bytes())
        sites = TypeAdapter(tuple[Site, ...]).validate_python(held["sites"], strict=False)
        return sites, {site_id: Path(path) for site_id, path in held["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError):
        return None


def recall_entries(name: str) -> list[dict[str, Any]] | None:
    """The sites as JSON, of which nobody makes models: that takes longer than all else does."""
    try:
        held = json.loads((_folder() / name).read_bytes())["sites"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = isinstance(held, list) and all(isinstance(site, dict) and "id" in site for site in held)
    return held if whole else None


def remember(name: str, sites: Sequence[Site], files: Mapping[str, Path]) -> None:
    """Keep the sites; older ones go."""
    held = {
        "sites": [site.model_dump(mode="json", exclude_defaults=True) for site in sites],
        "files": {site_id: str(path) for site_id, path in files.items()},
    }
    with contextlib.suppress(OSError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".registry-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(held, stream, ensure_ascii=False)
        Path(temporary).replace(folder / name)
        known = sorted(folder.glob("registry-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in known[_KEPT:]:
            path.unlink()


def _folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cppcc-archive"


@lru_cache(maxsize=1)
def _code() -> str:
    """What the checks are made of: another version of it checks anew."""
    places = (_PACKAGE / "sites", _PACKAGE / "sites" / "data", _PACKAGE / "cms" / "families", _PACKAGE / "markup")
    found = [
        f"{path.name} {stat.st_size} {stat.st_mtime_ns}"
        for place in places
        for path in sorted(place.iterdir())
        if path.is_file() and (stat := path.stat())
    ]
    return "\n".join([__version__, *found])
