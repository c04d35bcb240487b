"""The weekly care of the tables: rows that nobody needs go, few and larger files that lie by site, a checkpoint, and no
files that no version needs any more. Partitions that gained little since are left alone, unless readers of some years
ago could not open one of their files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.store.base import TRIES, Store
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import COMPACTED_LEVEL, delete_where, replace_where, writer_properties
from cppcc_archive.tables.contract import CONFIRMED, REPORTS, TABLES
from cppcc_archive.tables.delta import SETTINGS, Tables
from cppcc_archive.tables.literals import text_list
from cppcc_archive.tables.scan import DataFile, above, data_files, scan
from cppcc_archive.tables.schema import Table

KEEP_DAYS = 7
"""Files of superseded versions are kept at least this long, for readers and builds that began before."""

_TARGET_BYTES = 16 << 20
"""Of a file: it is what a changed or re-read site rewrites, and what a reader of one site opens."""

_SMALL_BYTES = _TARGET_BYTES // 2
_SHARE, _FILES = 0.2, 40
"""A partition is laid anew when small files hold this share of its bytes, or are so many."""

_SPILL_BYTES = 256 << 20
_IDS_AT_ONCE = 2000
_SETTLED = timedelta(days=1)
"""Age from which no crawl at work writes a confirmation any more."""

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
    drop_superseded(store)
    fold_confirmed(store, now or datetime.now(UTC))
    store.drop_notes(TRIES, _TRIED.total_seconds())
    tables = Tables(store)
    return [
        _maintain(tables, table, delta, keep_days)
        for table in TABLES.values()
        if (delta := tables.get(table)) is not None
    ]


def drop_superseded(store: Store) -> int:
    """Delete the rows of ``reports`` that a later revision replaced; how many reports had some."""
    tables = Tables(store)
    newest: dict[str, tuple[str, int]] = {}
    for row in scan(tables, REPORTS, ["site_id", "report_id", "revision"]).to_pylist() if _revised(tables) else ():
        known = newest.get(row["report_id"])
        if row["revision"] and (known is None or row["revision"] > known[1]):
            newest[row["report_id"]] = row["site_id"], row["revision"]
    there = scan(
        tables,
        REPORTS,
        ["report_id", "revision"],
        sites={site_id for site_id, _ in newest.values()},
    ).to_pylist()
    old = sorted({row["report_id"] for row in there if row["revision"] < newest.get(row["report_id"], ("", 0))[1]})
    for start in range(0, len(old), _IDS_AT_ONCE):
        delete_where(store, REPORTS, " OR ".join(_older(old[start : start + _IDS_AT_ONCE], newest)))
    return len(old)


def fold_confirmed(store: Store, now: datetime) -> int:
    """Keep of every page only its newest confirmation; how many rows became shorter or went."""
    tables = Tables(store)
    until = now - _SETTLED
    rows = [row for row in scan(tables, CONFIRMED, list(CONFIRMED.column)).to_pylist() if row["confirmed_at"] < until]
    kept = list(_folded(sorted(rows, key=lambda row: (row["confirmed_at"], row["run_id"]), reverse=True)))
    as_they_were = set(map(id, rows))
    changed = len(rows) - sum(id(row) in as_they_were for row in kept)
    if changed:
        where = f"confirmed_at < '{until:%Y-%m-%dT%H:%M:%S.%fZ}'"
        replace_where(store, CONFIRMED, rows_of(CONFIRMED, kept), where)
    return changed


def _revised(tables: Tables) -> bool:
    found = scan(tables, REPORTS, ["revision"], by=("revision",), keep=lambda rows: above(rows, "revision", 0))
    return found.num_rows > 0


def _older(report_ids: list[str], newest: dict[str, tuple[str, int]]) -> Iterator[str]:
    """Predicates for the rows of the reports below their newest revision."""
    by_revision: dict[int, list[str]] = {}
    for report_id in report_ids:
        by_revision.setdefault(newest[report_id][1], []).append(report_id)
    for revision, ids in sorted(by_revision.items()):
        yield f"(revision < {revision} AND report_id IN ({text_list(ids)}))"


def _folded(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows, newest first, without the pages and validators that a newer row of the site has; one that has none of
    those is the very row that came."""
    seen: dict[str, set[int]] = {}
    valid: dict[str, set[int]] = {}
    for row in rows:
        pages, known = seen.setdefault(row["site_id"], set()), valid.setdefault(row["site_id"], set())
        left = [page for page in row["pages"] if page not in pages]
        validators = [
            item
            for item in zip(row["validated"], row["etags"], row["last_modifieds"], strict=True)
            if item[0] not in known
        ]
        pages.update(left)
        known.update(page for page, _, _ in validators)
        if not (left or validators):
            continue
        if len(left) == len(row["pages"]) and len(validators) == len(row["validated"]):
            yield row
        else:
            yield {
                **row,
                "pages": left,
                "validated": [page for page, _, _ in validators],
                "etags": [etag for _, etag, _ in validators],
                "last_modifieds": [modified for _, _, modified in validators],
            }


def _maintain(tables: Tables, table: Table, delta: DeltaTable, keep_days: int) -> Care:
    try:
        if delta.metadata().configuration.get("delta.checkpointInterval") != SETTINGS["delta.checkpointInterval"]:
            delta.alter.set_table_properties(SETTINGS)
        removed, added = _lay_anew(tables, table, delta)
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


def _lay_anew(tables: Tables, table: Table, delta: DeltaTable) -> tuple[int, int]:
    """Merge the files of every partition that gained enough, sorted by what the table lies by."""
    by_partition: dict[int | None, list[DataFile]] = {}
    for file in data_files(tables, table):
        by_partition.setdefault(file.partition, []).append(file)
    removed = added = 0
    for value, files in sorted(by_partition.items(), key=lambda item: item[0] or 0):
        if not (_is_worn(files) or _only_new_readers(tables.store, files)):
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
