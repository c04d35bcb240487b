"""The weekly care of the tables: rows that nobody needs go, few and larger files that lie by site, a checkpoint, and no
files that no version needs any more. Partitions that gained little since are left alone, unless readers of some years
ago could not open one of their files."""

from __future__ import annotations

import json
import logging
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from cppcc_archive.errors import InputError, ObjectExistsError, StoreError
from cppcc_archive.store.base import TRIES, Store
from cppcc_archive.tables.commits import COMPACTED_LEVEL, writer_properties
from cppcc_archive.tables.contract import REPORTS, TABLES
from cppcc_archive.tables.delta import SETTINGS, Tables
from cppcc_archive.tables.scan import DataFile, added_since, data_files
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.shedding import drop_superseded, fold_confirmed

log = logging.getLogger(__name__)

SEEN = ".cppcc/care.json"
"""Where it is noted which version of each table the last care began with."""

KEEP_DAYS = 7
"""Files of superseded versions are kept at least this long, for readers and builds that began before."""

_TARGET_BYTES = 16 << 20
"""Of a file: it is what a changed or re-read site rewrites, and what a reader of one site opens."""

_SMALL_BYTES = _TARGET_BYTES // 2
_SHARE, _FILES = 0.2, 40
"""A partition is laid anew when small files hold this share of its bytes, or are so many."""

_SPILL_BYTES = 256 << 20

_TRIED = timedelta(days=30)
"""Age from which nobody tries a shard of a run again: an audit has put back what it left, long since."""


@dataclass(frozen=True, slots=True)
class Care:
    """What was done to one table: files merged into how many, and files deleted."""

    table: str
    files_removed: int
    files_added: int
    files_deleted: int


def maintain(store: Store, *, keep_days: int = KEEP_DAYS, now: datetime | None = None) -> list[Care]:
    """Compact, checkpoint and vacuum every table that exists, and drop notes of runs long over; safe beside readers and
    writers.

    Raises InputError for a retention below seven days, StoreError when the store fails.
    """
    if keep_days < KEEP_DAYS:
        raise InputError(f"keep_days={keep_days}: superseded files must be kept at least {KEEP_DAYS} days")
    store.prove_conditional_put()
    before, tables = _last_seen(store), Tables(store)
    there = [(table, delta) for table in TABLES.values() if (delta := tables.get(table)) is not None]
    seen = {table.name: _version_of(delta) for table, delta in there}
    fresh = {table.name: _fresh(tables, table, seen[table.name], before.get(table.name)) for table, _ in there}
    drop_superseded(tables, fresh.get(REPORTS.name, ()))
    fold_confirmed(tables, now or datetime.now(UTC))
    store.drop_notes(TRIES, _TRIED.total_seconds())
    tables.refresh_held()
    done = [
        _maintain(tables, table, delta, keep_days, fresh[table.name])
        for table, _ in there
        if (delta := tables.get(table)) is not None
    ]
    _remember(store, seen)
    return done


def _version_of(delta: DeltaTable) -> tuple[str, int]:
    return str(delta.metadata().id), delta.version()


def _fresh(tables: Tables, table: Table, now: tuple[str, int], before: tuple[str, int] | None) -> list[DataFile]:
    """The files that came since a care that began with the version ``before``; all, where that is not known."""
    is_same = before is not None and before[0] == now[0] and before[1] <= now[1]
    came = added_since(tables, table, before[1]) if before is not None and is_same else None
    return data_files(tables, table) if came is None else list(came)


def _last_seen(store: Store) -> dict[str, tuple[str, int]]:
    """Identity and version of each table that the last care began with; empty where nobody knows."""
    try:
        held = store.read_tagged(SEEN)
        told = json.loads(held.data) if held is not None else {}
        return {str(name): (str(table_id), int(version)) for name, (table_id, version) in told.items()}
    except (StoreError, ValueError, TypeError, AttributeError) as error:
        log.warning("%s cannot be read, so all files are looked at: %s", SEEN, error)
        return {}


def _remember(store: Store, seen: Mapping[str, tuple[str, int]]) -> None:
    """Remember what a care began with; of two that end at once one is remembered."""
    held = store.read_tagged(SEEN)
    data = (json.dumps(dict(sorted(seen.items())), indent=1) + "\n").encode()
    if held is None or held.data != data:
        with suppress(ObjectExistsError):
            store.put_tagged(SEEN, data, held.tag if held else None)


def _maintain(tables: Tables, table: Table, delta: DeltaTable, keep_days: int, fresh: Iterable[DataFile]) -> Care:
    try:
        if delta.metadata().configuration.get("delta.checkpointInterval") != SETTINGS["delta.checkpointInterval"]:
            delta.alter.set_table_properties(SETTINGS)
        removed, added = _lay_anew(tables, table, delta, {file.key for file in fresh})
        delta.create_checkpoint()
        # No commit does it: of the log what is a month old and before a checkpoint.
        delta.cleanup_metadata()
        # Redshift Spectrum reads these instead of the log. What last week's named is not yet old enough to go.
        delta.generate()
        deleted = delta.vacuum(retention_hours=keep_days * 24, dry_run=False)
    except CommitFailedError as error:
        raise StoreError(f"{table.name}: a writer changed the same files meanwhile; maintain it again") from error
    except OSError as error:
        raise StoreError(f"cannot maintain {table.name}: {error}") from error
    return Care(table.name, removed, added, len(deleted))


def _lay_anew(tables: Tables, table: Table, delta: DeltaTable, fresh: Container[str]) -> tuple[int, int]:
    """Merge the files of every partition that gained enough, sorted by what the table lies by; no care has looked into
    those whose keys are ``fresh``."""
    by_partition: dict[int | None, list[DataFile]] = {}
    for file in data_files(tables, table):
        by_partition.setdefault(file.partition, []).append(file)
    removed = added = 0
    for value, files in sorted(by_partition.items(), key=lambda item: item[0] or 0):
        unseen = [file for file in files if file.key in fresh]
        if not (_is_worn(files) or _only_new_readers(tables.store, unseen)):
            continue
        done = delta.optimize.z_order(
            [table.order[0]],
            partition_filters=None if value is None else [(table.partition_by[0], "=", str(value))],
            target_size=_TARGET_BYTES,
            max_concurrent_tasks=1,
            max_spill_size=_SPILL_BYTES,
            writer_properties=writer_properties(table, COMPACTED_LEVEL),
        )
        removed, added = removed + done["numFilesRemoved"], added + done["numFilesAdded"]
    return removed, added


def _is_worn(files: list[DataFile]) -> bool:
    small = [file.size for file in files if file.size < _SMALL_BYTES]
    share = sum(small) / max(1, sum(file.size for file in files))
    return len(files) > 1 and len(small) > 1 and (share >= _SHARE or len(small) >= _FILES)


def _only_new_readers(store: Store, files: list[DataFile]) -> bool:
    """Whether a file says that its texts are Arrow's string views, as a MERGE or DELETE of delta-rs leaves them:
    pyarrow before 16 cannot open it, filters of later ones fail. Only the foot of each file is read."""
    schemas = (pq.read_schema(store.reader(file.key, file.size)) for file in files)
    return any("view" in str(field.type) for schema in schemas for field in schema)
