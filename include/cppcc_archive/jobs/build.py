"""Captures to tables: read what was not read yet, and bring every report's row and parts to what its captures say.

The state of the tables is a function of the captures and the parser: a build that is killed, repeated, split into
shards, or run after each night instead of once at the end comes to the same rows. The reading side is
:mod:`cppcc_archive.jobs.dossiers`, the deciding side :mod:`cppcc_archive.jobs.changes`; here they are run in batches.
"""

from __future__ import annotations

import gc
import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from cppcc_archive.errors import OvertakenError, StoreError
from cppcc_archive.jobs.buildresult import UNREADABLE, BuildResult, Redesign
from cppcc_archive.jobs.chunk import LOOKS, PATIENCE, ChunkBuilder
from cppcc_archive.jobs.dossiers import WATERMARK, Mode, counts_of, dossiers_of, may_be_unread, news_of
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.jobs.shards import SiteRange, chunks, most_shards, plan
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.tables.commits import announce
from cppcc_archive.tables.contract import PARSES
from cppcc_archive.tables.delta import Tables, transaction_version
from cppcc_archive.tables.publish import publish_divisions, publish_sites

log = logging.getLogger(__name__)

CHUNK_CAPTURES = 10_000
"""Captures whose dossiers are held at once."""

_ATTEMPTS = 8

_YOUNG = 50_000
"""Objects made and not let go between two looks of the garbage collector: a few megabytes."""

_MANY = 20
"""Captures whose payload cannot be had, none that can: then it is the store that fails."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build is to read: ranges of sites, and up to which version of ``captures`` that leaves nothing unread."""

    ranges: tuple[SiteRange, ...]
    version: int


def build_year(
    store: Store,
    year: int | None = None,
    *,
    reparse: bool = False,
    mode: Mode | None = None,
    registry: Registry | None = None,
    jobs: int = 1,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> BuildResult:
    """Build the reports of one publication year (None: of all) from their captures.

    ``reparse`` (the mode ``all``) reads captures again that were read before, and puts back what the tables lost.
    ``jobs`` processes share the work. A page that cannot be read or parsed is a failure in the result, never the end of
    the year. ``advance`` is told after each shard how many captures were looked at, and of how many there are to be.
    Raises StoreError when the store fails, and when no payload at all can be had.
    """
    mode = mode or (Mode.ALL if reparse else Mode.NEW)
    tables = Tables(store)
    planned = plan_build(tables, year, mode=mode, registry=registry, workers=jobs)
    result, done = BuildResult(year), 0
    total = sum(one.captures for one in planned.ranges)
    for shard, one in _built(tables, planned.ranges, year, mode, jobs):
        result.add(one)
        done += shard.captures
        advance(done, total)
    finish(tables, planned.version, year, result)
    return result


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Have the garbage collector look at what a build makes, and seldom: pages, rows and divisions hardly make cycles,
    and each look goes through all the rows of a batch, and through whatever was imported."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@_rarely_collected()
def plan_build(
    tables: Tables,
    year: int | None = None,
    *,
    mode: Mode = Mode.NEW,
    registry: Registry | None = None,
    workers: int = 1,
    builds: int = 1,
) -> Plan:
    """Bring the dimensions to what the registry says, look for what is to be read, and split it into shards.

    ``workers`` are the processes that stand ready on this machine; tasks of other machines come as they come. Of so
    many ``builds`` that are one run the shards together are no more than Airflow maps.
    """
    registry = registry or Settings.from_environment().registry()
    publish_sites(tables, registry.sites)
    publish_divisions(tables)
    news = news_of(tables, mode)
    shards = plan(counts_of(tables, news, year), at_most=most_shards(builds), workers=workers)
    return Plan(tuple(shards), news.version)


def to_read(tables: Tables, year: int | None = None, *, mode: Mode = Mode.NEW) -> dict[str, int]:
    """How many captures a build would look at, by site; nothing is written."""
    return dict(sorted(counts_of(tables, news_of(tables, mode), year).items()))


@_rarely_collected()
def build_shard(tables: Tables, shard: SiteRange, year: int | None = None, *, mode: Mode = Mode.NEW) -> BuildResult:
    """Build what is to be read of the sites of one shard; it reads and commits by itself, and twice does no harm.

    ``tables`` are nobody else's meanwhile.
    """
    result = BuildResult(year)
    news = news_of(tables, mode)
    counts = counts_of(tables, news, None)
    for chunk in chunks((site_id for site_id in counts if site_id in shard), counts, CHUNK_CAPTURES):
        redesigned: dict[str, Redesign] = {}
        for attempt in range(_ATTEMPTS):
            try:
                result.add(ChunkBuilder(tables, news, chunk, year, mode, LOOKS * 2**attempt, redesigned).run())
                break
            except OvertakenError as error:
                if attempt == _ATTEMPTS - 1:
                    raise
                log.info("%s; looking again", error)
                time.sleep(random.uniform(0.5, 1.5) * PATIENCE * 2**attempt)
    return result


def finish(tables: Tables, version: int, year: int | None, result: BuildResult) -> None:
    """Remember that nothing is unread up to a version of ``captures``, when that is so.

    Raises StoreError when nothing could be read at all.
    """
    unreadable = [one for one in result.failures if one.reason.startswith(UNREADABLE)]
    tables.refresh(PARSES)
    # One object that is damaged stays so from build to build; a store that gives nothing at all is another matter.
    all_lost = tables.get(PARSES) is None or len(unreadable) >= _MANY
    if unreadable and all_lost and not result.captures_read:
        raise StoreError(f"not one capture could be read; the first: {unreadable[0].reason.removeprefix(UNREADABLE)}")
    if unreadable or tables.get(PARSES) is None:
        return
    if (transaction_version(tables, PARSES, WATERMARK) or -1) >= version:
        return
    if year is None or not _unread(tables):
        try:
            announce(tables, PARSES, {WATERMARK: version})
        except OvertakenError:
            log.info("another build has read what there was already")


def _built(
    tables: Tables, ranges: Sequence[SiteRange], year: int | None, mode: Mode, jobs: int
) -> Iterator[tuple[SiteRange, BuildResult]]:
    if jobs <= 1 or len(ranges) <= 1:
        yield from ((one, build_shard(tables, one, year, mode=mode)) for one in ranges)
        return
    # Fresh processes: the libraries' threads do not live through a fork.
    with ProcessPoolExecutor(min(jobs, len(ranges)), mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(_build_in_process, tables.store.uri, one, year, mode): one for one in ranges}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _build_in_process(uri: str, shard: SiteRange, year: int | None, mode: Mode) -> BuildResult:
    from cppcc_archive.store import open_store

    return build_shard(Tables(open_store(uri)), shard, year, mode=mode)


def _unread(tables: Tables) -> bool:
    """Whether any capture that came since the last build that left nothing unread, of whatever year, is unread."""
    news = news_of(tables, Mode.NEW)
    if not may_be_unread(tables, news):
        return False
    counts = counts_of(tables, news, None)
    return any(
        dossier.late or any(fetch.parse is None for fetch in dossier.fetches)
        for chunk in chunks(counts, counts, CHUNK_CAPTURES)
        for dossier in dossiers_of(tables, news, chunk, Mode.NEW, None)
    )
