"""The weekly care of the tables: fewer and larger files, a checkpoint, and no files that no version needs any more."""

from __future__ import annotations

from dataclasses import dataclass

from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import TABLES
from cppcc_archive.tables.delta import COMPACTED_LEVEL, open_table, writer_properties
from cppcc_archive.tables.schema import Table

KEEP_DAYS = 7
"""Files of superseded versions are kept at least this long, for readers and builds that began before."""

_TARGET_BYTES = 128 << 20


@dataclass(frozen=True, slots=True)
class Care:
    """What was done to one table: files merged into how many, and files deleted."""

    table: str
    files_removed: int
    files_added: int
    files_deleted: int


def maintain(store: Store, *, keep_days: int = KEEP_DAYS) -> list[Care]:
    """Compact, checkpoint and vacuum every table that exists; safe beside readers and writers.

    Raises InputError for a retention below seven days, StoreError when the store fails.
    """
    if keep_days < KEEP_DAYS:
        raise InputError(f"keep_days={keep_days}: superseded files must be kept at least {KEEP_DAYS} days")
    store.prove_conditional_put()
    return [
        _maintain(table, delta, keep_days)
        for table in TABLES.values()
        if (delta := open_table(store, table)) is not None
    ]


def write_manifests(store: Store) -> None:
    """Write the symlink manifests that Redshift Spectrum reads instead of the Delta log, as of now."""
    for table in TABLES.values():
        delta = open_table(store, table)
        if delta is not None:
            delta.generate()


def _maintain(table: Table, delta: DeltaTable, keep_days: int) -> Care:
    try:
        done = delta.optimize.compact(
            target_size=_TARGET_BYTES, writer_properties=writer_properties(table, COMPACTED_LEVEL)
        )
        delta.create_checkpoint()
        deleted = delta.vacuum(retention_hours=keep_days * 24, dry_run=False)
    except CommitFailedError as error:
        raise StoreError(f"{table.name}: a writer changed the same files meanwhile; maintain it again") from error
    except OSError as error:
        raise StoreError(f"cannot maintain {table.name}: {error}") from error
    return Care(table.name, done["numFilesRemoved"], done["numFilesAdded"], len(deleted))
