"""A release copied out of a store into a folder, verified as it comes: each file is there once its checksum holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.store.base import Store, checked_key
from cppcc_archive.tables.release.datapackage import data_bytes
from cppcc_archive.tables.release.index import LATEST, ROOT, releases
from cppcc_archive.tables.release.verify import PACKAGE, SUMS, digest, sums_of

_PIECE = 8 << 20
"""Bytes that are fetched at a time."""

NEWEST = "latest"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole copy: how many files it has, how many of them were there before, and bytes of data (tables, sheets)."""

    release: str
    folder: str
    files: int
    there: int
    bytes: int

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc release fetch`` prints."""
        return asdict(self)


def fetch(
    store: Store, name: str, folder: Path, advance: Callable[[int, int], None] = lambda done, total: None
) -> Fetched:
    """Copy the release ``name`` (``latest``: the newest) to ``folder``; done again, it fetches what is not there yet.

    Raises InputError where there is no such release, or another one in the folder; StoreError for a file whose bytes
    are not those that were released.
    """
    name = named(store, name)
    root = f"{ROOT}{name}/"
    described, sums = store.get(root + PACKAGE), store.get(root + SUMS)
    held = folder / PACKAGE
    if held.exists() and held.read_bytes() != described:
        raise InputError(f"{folder} holds another release already: name an empty folder")
    wanted, sizes = sums_of(sums), store.sizes(root)
    there = 0
    for done, (path, expected) in enumerate(sorted(wanted.items()), 1):
        there += _fetched(store, root, checked_key(path), sizes.get(root + path, 0), expected, folder)
        advance(done, len(wanted))
    (folder / SUMS).write_bytes(sums)
    # Last: what has none is no release, but a copy on its way.
    held.write_bytes(described)
    return Fetched(name, str(folder), len(wanted), there, data_bytes({path: sizes[root + path] for path in wanted}))


def named(store: Store, name: str) -> str:
    """The release of that name, ``latest`` being the newest. Raises InputError where there is none."""
    if name == NEWEST:
        held = store.read_tagged(LATEST)
        if held is None:
            raise InputError(f"there is no release in {store.uri} yet: cppcc release writes one")
        return str(json.loads(held.data)["release"])
    if name not in (there := releases(store)):
        raise InputError(f"there is no release {name} in {store.uri}: there are {', '.join(there) or 'none'}")
    return name


def _fetched(store: Store, root: str, path: str, size: int, expected: str, folder: Path) -> bool:
    """Have one file; whether it was there before."""
    target = folder / path
    if target.is_file():
        with target.open("rb") as file:
            if digest(file) == expected:
                return True
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    with store.reader(root + path, size) as source, part.open("wb") as copy:
        found = _copied(source, copy)
    if found != expected:
        part.unlink()
        raise StoreError(f"{root}{path} in {store.uri} has other bytes than were released: fetch an earlier release")
    part.replace(target)
    return False


def _copied(source: IO[bytes], copy: IO[bytes]) -> str:
    """The digest of what was copied."""
    made = hashlib.sha256()
    while piece := source.read(_PIECE):
        made.update(piece)
        copy.write(piece)
    return made.hexdigest()
