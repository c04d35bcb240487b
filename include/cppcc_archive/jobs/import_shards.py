"""An import split: over mapped tasks in ranges of files of about as many bytes each, over processes file by file.

A range names its first and last file and nothing more, so that what passes between tasks stays small. What two files
both hold is kept once, whoever reads them: see :meth:`~cppcc_archive.jobs.intake.Intake.commit`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from cppcc_archive.errors import InputError
from cppcc_archive.jobs.importing import PREFIX, Import, archives_below
from cppcc_archive.jobs.intake import Taken
from cppcc_archive.jobs.shards import MOST_SHARDS, plan
from cppcc_archive.sites.model import Site
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


def plan_files(sizes: Mapping[str, int], *, each: int, at_most: int = MOST_SHARDS) -> list[FileRange]:
    """Ranges that hold every file once, even by bytes as far as single files allow, ``at_most`` so many. Pure."""
    # An empty file is looked at like any other.
    counted = {name: max(1, size) for name, size in sizes.items()}
    found = plan(counted, at_most=at_most, each=each)
    return [FileRange(one.name, one.first, one.last, one.captures) for one in found]


def plan_prefix(store: Store, prefix: str = PREFIX) -> list[FileRange]:
    """The files below a prefix of the store, split. Raises InputError when there is none."""
    sizes = {key: size for key, size in store.sizes(prefix).items() if not key.endswith("/")}
    if not sizes:
        raise InputError(f"nothing lies under {store.uri}/{prefix}: put WARC, ARC or WACZ files there")
    return plan_files(sizes, each=SHARD_BYTES)


def import_folder(
    store: Store,
    registry: Registry,
    folder: Path,
    jobs: int,
    operator: str | None,
    dry: bool,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Taken:
    """:meth:`~cppcc_archive.jobs.importing.Import.path` of a folder, its files shared by so many processes; pages saved
    by hand are read here. ``advance`` is told after each file how many are done, and of how many."""
    # The largest first: so no process is left with one when the others are done.
    files = sorted(archives_below(folder), key=lambda file: (-file.stat().st_size, file))
    taking = Import(store, registry, operator=operator, dry=dry)
    for done, taken in enumerate(_shared(taking, files, jobs), 1):
        taking.taken.add(taken)
        advance(done, len(files))
    return taking.saved(folder)


def _shared(taking: Import, files: Sequence[Path], jobs: int) -> Iterator[Taken]:
    if not files:
        return
    one_file = partial(_import, taking.store.uri, taking.registry.sites, taking.operator, taking.dry)
    # Fresh processes: the libraries' threads do not live through a fork.
    with ProcessPoolExecutor(min(jobs, len(files)), mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(one_file, file) for file in files]
        for future in as_completed(waiting):
            yield future.result()


def _import(uri: str, sites: tuple[Site, ...], operator: str | None, dry: bool, file: Path) -> Taken:
    return Import(open_store(uri), Registry(sites), operator=operator, dry=dry).path(file)
