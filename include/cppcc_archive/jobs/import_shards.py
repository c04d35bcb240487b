"""An import split over processes or mapped tasks: ranges of files of about as many bytes each.

A range names its first and last file and nothing more, so that what passes between tasks stays small. What two files
both hold is kept once, whoever reads them: see :meth:`~cppcc_archive.jobs.intake.Intake.commit`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from cppcc_archive.errors import InputError
from cppcc_archive.jobs.importing import PREFIX, Import, archives_below
from cppcc_archive.jobs.intake import Taken
from cppcc_archive.jobs.shards import MOST_SHARDS, plan
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.store.opening import open_store

SHARD_BYTES = 64 << 20
"""Of files, worth a task of its own: minutes of work."""


@dataclass(frozen=True, slots=True)
class FileRange:
    """The files from ``first`` to ``last`` in their order, both included, and their bytes."""

    name: str
    first: str
    last: str
    size: int

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.first <= key <= self.last

    def to_json(self) -> dict[str, Any]:
        """What one task hands another."""
        return {"shard": self.name, "first": self.first, "last": self.last, "bytes": self.size}


def file_range(shard: Mapping[str, Any]) -> FileRange:
    """The range a task was handed (see :meth:`FileRange.to_json`)."""
    return FileRange(str(shard["shard"]), str(shard["first"]), str(shard["last"]), int(shard["bytes"]))


def plan_files(
    sizes: Mapping[str, int], *, at_most: int = MOST_SHARDS, each: int | None = None, workers: int = 1
) -> list[FileRange]:
    """Ranges that hold every file once, even by bytes as far as single files allow, ``at_most`` so many. Pure."""
    # An empty file is looked at like any other.
    counted = {name: max(1, size) for name, size in sizes.items()}
    found = plan(counted, at_most=at_most, each=each or SHARD_BYTES, workers=workers)
    return [FileRange(one.name, one.first, one.last, one.captures) for one in found]


def plan_prefix(store: Store, prefix: str = PREFIX) -> list[FileRange]:
    """The files below a prefix of the store, split. Raises InputError when there is none."""
    sizes = {key: size for key, size in store.sizes(prefix).items() if not key.endswith("/")}
    if not sizes:
        raise InputError(f"nothing lies under {store.uri}/{prefix}: put WARC, ARC or WACZ files there")
    return plan_files(sizes)


def import_folder(store: Store, registry: Registry, folder: Path, jobs: int, operator: str | None, dry: bool) -> Taken:
    """:meth:`~cppcc_archive.jobs.importing.Import.path` of a folder, its files shared by so many processes; pages saved
    by hand are read here."""
    sizes = {str(file): file.stat().st_size for file in archives_below(folder)}
    taking = Import(store, registry, operator=operator, dry=dry)
    if sizes:
        ranges = plan_files(sizes, workers=jobs)
        shares = [[Path(name) for name in sorted(sizes) if name in one] for one in ranges]
        for taken in _shared(store, registry, shares, jobs, operator, dry):
            taking.taken.add(taken)
    return taking.saved(folder)


def _shared(
    store: Store, registry: Registry, shares: Sequence[Sequence[Path]], jobs: int, operator: str | None, dry: bool
) -> Iterator[Taken]:
    # Fresh processes: the libraries' threads do not live through a fork.
    with ProcessPoolExecutor(min(jobs, len(shares)), mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(_import, store.uri, registry.sites, share, operator, dry) for share in shares]
        for future in as_completed(waiting):
            yield future.result()


def _import(uri: str, sites: Sequence[Any], files: Sequence[Path], operator: str | None, dry: bool) -> Taken:
    taking = Import(open_store(uri), Registry(tuple(sites)), operator=operator, dry=dry)
    for file in files:
        taking.path(file)
    return taking.taken
