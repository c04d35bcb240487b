"""The site registry as files: YAML lists of sites, read with every mistake named at once, and added to in place.

``include/sites`` holds one file per province (an installed wheel has them under ``_data/sites``). A file is a YAML list
of :class:`~cppcc_archive.sites.model.Site`; three lines (``id``, ``name``, ``base_url``) make an entry. Aliases are
refused and sizes bounded: an entry may come from a pull request of a stranger.
"""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cppcc_archive.errors import RegistryError
from cppcc_archive.sites.remembered import name_of, recall, recall_entries, remember

# Whoever only reads a registry that is remembered needs no YAML, and to list it no models: importing them takes longer
# than all else does.
if TYPE_CHECKING:
    from cppcc_archive.sites.mistakes import Mistake, Placed
    from cppcc_archive.sites.model import Site

MAX_BYTES = 4 << 20
"""Of one registry file."""

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Registry:
    """All sites of a registry, in the order of its files; ``files`` tells where each id stands."""

    sites: tuple[Site, ...]
    files: Mapping[str, Path] = field(default_factory=dict)
    by_id: Mapping[str, Site] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {site.id: site for site in reversed(self.sites)})

    def get(self, site_id: str) -> Site:
        """The site with this id; RegistryError with the nearest ids when there is none."""
        if (site := self.by_id.get(site_id)) is not None:
            return site
        near = difflib.get_close_matches(site_id, self.by_id, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `cppcc sites list` shows all ids"
        raise RegistryError(f"no site {site_id!r} in the registry{hint}")

    def crawlable(self, on: date | None = None) -> list[Site]:
        """The sites a run visits: active or unverified, and not outside ``since``/``until`` (default: today)."""
        from cppcc_archive.markup.dates import SHANGHAI
        from cppcc_archive.sites.model import SiteStatus

        day = on or datetime.now(SHANGHAI).date()
        return [
            site
            for site in self.sites
            if site.status in (SiteStatus.ACTIVE, SiteStatus.UNVERIFIED)
            and (site.since is None or site.since <= day)
            and (site.until is None or day <= site.until)
        ]


def is_installed() -> bool:
    """Whether the code runs from an installed wheel, whose registry is not the operator's to write."""
    return (_PACKAGE / "_data" / "sites").is_dir()


def builtin_folder() -> Path:
    """The registry that comes with the code: inside an installed wheel, else beside the package in a checkout."""
    return _PACKAGE / "_data" / "sites" if is_installed() else _PACKAGE.parent / "sites"


def load(path: Path | None = None) -> Registry:
    """Read a registry: the built-in one, a folder of ``*.yaml``, or one file.

    RegistryError lists every mistake of every file, one a line: ``file:line: site: field: what is wrong``.
    """
    files, name = _named(path)
    held = recall(name) if name else None
    if held is not None:
        return Registry(*held)
    registry = _read(files)
    if name:
        remember(name, registry.sites, registry.files)
    return registry


def entries(path: Path | None = None) -> list[dict[str, Any]]:
    """The sites of a registry as JSON, what is as usual left out; as they are remembered, where they are.

    Raises RegistryError as :func:`load` does.
    """
    _, name = _named(path)
    held = recall_entries(name) if name else None
    if held is not None:
        return held
    return [site.model_dump(mode="json", exclude_defaults=True) for site in load(path).sites]


def _named(path: Path | None) -> tuple[list[Path], str | None]:
    """The files of a registry, and the name under which it is remembered, if it is."""
    files = _files(builtin_folder() if path is None else path)
    return files, name_of((file, file.read_bytes()) for file in files) if _is_bounded(files) else None


def _read(files: Sequence[Path]) -> Registry:
    from cppcc_archive.sites.entries import read_entries
    from cppcc_archive.sites.mistakes import duplicates

    mistakes: list[Mistake] = []
    placed: list[Placed] = []
    for file in files:
        found, wrong = read_entries(file)
        placed.extend(found)
        mistakes.extend(wrong)
    mistakes.extend(duplicates(placed))
    if mistakes:
        in_order = sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line))
        raise RegistryError("\n".join(str(mistake) for mistake in in_order))
    return Registry(tuple(item.site for item in placed), {item.site.id: item.file for item in placed})


def _is_bounded(files: Sequence[Path]) -> bool:
    return all(file.stat().st_size <= MAX_BYTES for file in files)


def append_site(path: Path, site: Site, *, header: str | None = None) -> None:
    """Add one entry at the end of a registry file; what stands there stays byte for byte. Atomic.

    A file that does not exist is made, beginning with ``header`` as its comment. RegistryError when the id or the
    address is taken already, or the file has mistakes: nothing is written then.
    """
    from cppcc_archive.sites.entries import comment_of, indent_of, write_yaml

    before = path.read_text(encoding="utf-8") if path.exists() else comment_of(header)
    entry = write_yaml(site)
    indent = indent_of(before)
    text = re.sub(r"(?m)^\[\s*\]\s*$", "", before).rstrip()
    text = f"{text}\n\n" if text else ""
    after = text + re.sub(r"(?m)^(?=.)", indent, entry)
    _put(path, after)


def replace_file(path: Path, before: str, after: str) -> None:
    """Replace a registry file's text, which must still be ``before``. Atomic.

    RegistryError when it is not, or when ``after`` has mistakes: nothing is written then.
    """
    if path.read_bytes() != before.encode():
        raise RegistryError(f"{path} was not changed: somebody else changed it meanwhile; run the command again")
    _put(path, after)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".registry-", suffix=".yaml.new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        _check_new(Path(name), path)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _files(place: Path) -> list[Path]:
    if place.is_dir():
        return sorted([*place.glob("*.yaml"), *place.glob("*.yml")])
    if not place.is_file():
        raise RegistryError(f"{place}: no such registry file or folder")
    return [place]


def _check_new(new: Path, path: Path) -> None:
    """Read the file as it would be; messages name the file it is meant for."""
    from cppcc_archive.sites.entries import read_entries
    from cppcc_archive.sites.mistakes import duplicates

    placed, mistakes = read_entries(new)
    wrong = [*mistakes, *duplicates(placed)]
    if wrong:
        text = "\n".join(str(mistake) for mistake in wrong).replace(str(new), str(path))
        raise RegistryError(f"{path} was not changed:\n{text}")
