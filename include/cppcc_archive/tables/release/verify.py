"""Whether a copy of a release is what was released: every file there, byte for byte, and readable as described."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.release.datapackage import data_bytes

PACKAGE, SUMS = "datapackage.json", "SHA256SUMS"

_PIECE = 8 << 20
"""Bytes of a file that are read at a time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was released."""

    path: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what is wrong with it; ``bytes`` are those of data (tables, sheets) that are there."""

    release: str
    files: int
    bytes: int
    problems: tuple[Finding, ...]

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc release verify`` prints."""
        return asdict(self)


def verify(store: Store) -> Verified:
    """Look at every file of the release that lies at ``store``. Raises InputError when there is no release."""
    try:
        described = json.loads(store.get(PACKAGE))
        sums = sums_of(store.get(SUMS))
    except (StoreError, ValueError) as error:
        raise InputError(f"{store.uri} is no release, or not a whole one: {error}") from error
    resources = {resource["path"]: resource for resource in described["resources"]}
    sizes = store.sizes("")
    problems: list[Finding] = []
    for path, expected in sorted(sums.items()):
        if path not in sizes:
            problems.append(Finding(path, "is missing: copy the release again"))
            continue
        with store.reader(path, sizes[path]) as file:
            if digest(file) != expected:
                problems.append(Finding(path, "has other bytes than were released: copy it again"))
            else:
                problems += [Finding(path, problem) for problem in _unlike(file, resources.get(path))]
    problems += [
        Finding(path, f"is described in {PACKAGE} but has no line in {SUMS}")
        for path in sorted(resources.keys() - sums)
    ]
    extra = sorted(key for key in sizes if key not in sums and key not in (PACKAGE, SUMS))
    problems += [Finding(path, "is no part of the release") for path in extra]
    size = data_bytes({path: sizes[path] for path in sums if path in sizes})
    return Verified(described["version"], len(sums), size, tuple(problems))


def sums_of(data: bytes) -> dict[str, str]:
    """The digest of each file by its path, as ``SHA256SUMS`` has them."""
    lines = (line.partition("  ") for line in data.decode().splitlines())
    return {path: found for found, _, path in lines}


def digest(file: IO[bytes]) -> str:
    """SHA-256 in hex of what is left of a file; it is never held whole."""
    made = hashlib.sha256()
    while piece := file.read(_PIECE):
        made.update(piece)
    return made.hexdigest()


def _unlike(file: IO[bytes], resource: dict[str, Any] | None) -> Iterator[str]:
    """How a Parquet file is not what its description says."""
    if resource is None or resource["format"] != "parquet":
        return
    try:
        with pq.ParquetFile(file) as parquet:
            found, names = parquet.metadata, parquet.schema_arrow.names
    except pa.ArrowException as error:
        yield f"cannot be read as Parquet: {error}"
        return
    if found.num_rows != resource["rows"]:
        yield f"has {found.num_rows} rows, described are {resource['rows']}"
    if names != [field["name"] for field in resource["schema"]["fields"]]:
        yield "has other columns than described"
