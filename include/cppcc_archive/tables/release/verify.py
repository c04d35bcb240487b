"""Whether a copy of a release is what was released: every file there, byte for byte, and readable as described."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.store.base import Store

PACKAGE, SUMS = "datapackage.json", "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was released."""

    path: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what is wrong with it."""

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
        lines = [line.partition("  ") for line in store.get(SUMS).decode().splitlines()]
    except (StoreError, ValueError) as error:
        raise InputError(f"{store.uri} is no release, or not a whole one: {error}") from error
    sums = {path: digest for digest, _, path in lines}
    resources = {resource["path"]: resource for resource in described["resources"]}
    problems: list[Finding] = []
    size = 0
    for path, digest in sorted(sums.items()):
        try:
            data = store.get(path)
        except StoreError:
            problems.append(Finding(path, "is missing: copy the release again"))
            continue
        size += len(data)
        if hashlib.sha256(data).hexdigest() != digest:
            problems.append(Finding(path, "has other bytes than were released: copy it again"))
        else:
            problems += [Finding(path, problem) for problem in _unlike(data, resources.get(path))]
    problems += [
        Finding(path, f"is described in {PACKAGE} but has no line in {SUMS}")
        for path in sorted(resources.keys() - sums)
    ]
    extra = sorted(key for key in store.keys("") if key not in sums and key not in (PACKAGE, SUMS))
    problems += [Finding(path, "is no part of the release") for path in extra]
    return Verified(described["version"], len(sums), size, tuple(problems))


def _unlike(data: bytes, resource: dict[str, Any] | None) -> Iterator[str]:
    """How a Parquet file is not what its description says."""
    if resource is None or resource["format"] != "parquet":
        return
    try:
        found = pq.read_metadata(pa.BufferReader(data))
        names = pq.read_schema(pa.BufferReader(data)).names
    except pa.ArrowException as error:
        yield f"cannot be read as Parquet: {error}"
        return
    if found.num_rows != resource["rows"]:
        yield f"has {found.num_rows} rows, described are {resource['rows']}"
    if names != [field["name"] for field in resource["schema"]["fields"]]:
        yield "has other columns than described"
