"""Commits to Delta tables: with the archive's Parquet settings, every one atomic and repeatable.

A commit that another writer got in the way of is tried again from the table's newest state. Delta does not enforce its
transaction ids over time, so whoever appends under one looks first whether it was there before
(:func:`~cppcc_archive.tables.delta.transaction_version`); but two commits that carry one id and begin at the same state
never both succeed, which is what keeps two builds of a site apart (:class:`OvertakenError`).
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import pyarrow as pa
from deltalake import (
    BloomFilterProperties,
    ColumnProperties,
    CommitProperties,
    DeltaTable,
    PostCommitHookProperties,
    QueryBuilder,
    Transaction,
    WriterProperties,
    write_deltalake,
)
from deltalake.exceptions import CommitFailedError, DeltaError

from cppcc_archive.errors import OvertakenError, StoreError, TableError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.delta import Tables, schema_of, tables_of
from cppcc_archive.tables.literals import text_list
from cppcc_archive.tables.schema import Table

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

NIGHTLY_LEVEL = 3
COMPACTED_LEVEL = 9

BEGIN = "begin/"
"""How application ids begin whose number only one writer may ever take; see :func:`announce`."""

_HOOKS = PostCommitHookProperties(create_checkpoint=True, cleanup_expired_logs=False)
"""The whole log is listed to find what is old in it: the weekly care does that, not every commit."""

_TRIES = 10
_PAUSE_SECONDS = 0.1


def append(where: Store | Tables, table: Table, rows: pa.Table, transactions: Mapping[str, int] | None = None) -> None:
    """Add rows in one commit; ``transactions`` are application ids and the number of this commit under each.

    Under an id of one's own (see :func:`announce`) OvertakenError says that somebody took over with a higher number.
    """
    if not rows.num_rows:
        return

    def write(delta: DeltaTable, properties: CommitProperties | None) -> None:
        write_deltalake(
            delta,
            _undescribed(rows),
            mode="append",
            writer_properties=writer_properties(table),
            commit_properties=properties,
            post_commithook_properties=_HOOKS,
        )

    _commit(where, table, write, transactions)


def announce(tables: Tables, table: Table, transactions: Mapping[str, int]) -> None:
    """A commit of nothing but application ids. An id that starts with ``BEGIN`` is a claim: of two writers that saw the
    same number and announce the next, one gets it and the other OvertakenError."""

    def write(delta: DeltaTable, properties: CommitProperties | None) -> None:
        delta.create_write_transaction(
            [], "append", schema_of(table), commit_properties=properties, post_commithook_properties=_HOOKS
        )
        delta.update_incremental()

    _commit(tables, table, write, transactions)


def upsert(where: Store | Tables, table: Table, rows: pa.Table, partitions: Sequence[int] = ()) -> None:
    """Update the rows whose key is there and insert the others, in one commit. Keys are texts, all but one the same.

    ``partitions`` are all values of the (single) partition column that old or new rows have.
    """
    if not rows.num_rows:
        return
    values = {key: {str(value) for value in rows[key].to_pylist()} for key in table.key}
    if sum(len(found) > 1 for found in values.values()) > 1:
        raise TableError(f"{table.name}: one value in all but one of {', '.join(table.key)} are brought up at once")
    # Not a MERGE: that leaves Arrow's string views in the files, which older readers cannot open.
    same = " AND ".join(f"{key} IN ({text_list(found)})" for key, found in values.items())
    for column in table.partition_by:
        same = f"{column} IN ({', '.join(str(int(value)) for value in sorted(set(partitions)))}) AND {same}"
    replace_where(where, table, rows, same)


def replace_where(
    where: Store | Tables, table: Table, rows: pa.Table, predicate: str, transactions: Mapping[str, int] | None = None
) -> None:
    """Put ``rows`` in the place of all rows that ``predicate`` selects, in one commit; they must satisfy it too."""

    def write(delta: DeltaTable, properties: CommitProperties | None) -> None:
        _overwrite(delta, table, rows, properties, predicate)

    _commit(where, table, write, transactions)


def replace_all(
    where: Store | Tables, table: Table, rows: pa.Table, transactions: Mapping[str, int] | None = None
) -> None:
    """Put ``rows`` in the place of the whole table, in one commit."""

    def write(delta: DeltaTable, properties: CommitProperties | None) -> None:
        _overwrite(delta, table, rows, properties)

    _commit(where, table, write, transactions)


def delete_where(
    where: Store | Tables, table: Table, predicate: str, transactions: Mapping[str, int] | None = None
) -> None:
    """Delete the rows that ``predicate`` selects, in one commit. Nothing is committed when there are none."""

    def write(delta: DeltaTable, properties: CommitProperties | None) -> None:
        asked = QueryBuilder().register("held", delta).execute(f"SELECT 1 FROM held WHERE {predicate} LIMIT 1")
        if not pa.table(asked).num_rows:
            return
        # Not a DELETE: that leaves Arrow's string views in the files, which older readers cannot open.
        _overwrite(delta, table, table.schema.empty_table(), properties, predicate)

    _commit(where, table, write, transactions)


def _overwrite(
    delta: DeltaTable,
    table: Table,
    rows: pa.Table,
    properties: CommitProperties | None,
    predicate: str | None = None,
) -> None:
    write_deltalake(
        delta,
        _undescribed(rows),
        mode="overwrite",
        predicate=predicate,
        writer_properties=writer_properties(table),
        commit_properties=properties,
        post_commithook_properties=_HOOKS,
    )


def writer_properties(table: Table, level: int = NIGHTLY_LEVEL) -> WriterProperties:
    """Parquet settings: small row groups, no dictionary and no statistics on long text, bloom filters on the ids."""
    special = {
        column.name: ColumnProperties(dictionary_enabled=False, statistics_enabled="NONE")
        for column in table.columns
        if column.bulky
    }
    for name in table.bloom:
        special[name] = ColumnProperties(
            bloom_filter_properties=BloomFilterProperties(set_bloom_filter_enabled=True, fpp=0.01)
        )
    return WriterProperties(
        compression="ZSTD",
        compression_level=level,
        max_row_group_size=table.group_rows,
        data_page_size_limit=4 << 20,
        # The page size is otherwise only looked at every 1,024 rows, which are many megabytes of text.
        write_batch_size=64,
        column_properties=special or None,
    )


def _undescribed(rows: pa.Table) -> pa.Table:
    """The rows without column descriptions: the table keeps its own, and refuses a commit whose wording differs."""
    return rows.cast(pa.schema([field.remove_metadata() for field in rows.schema]))


def _commit(
    where: Store | Tables,
    table: Table,
    write: Callable[[DeltaTable, CommitProperties | None], _Result],
    transactions: Mapping[str, int] | None = None,
) -> _Result:
    tables = tables_of(where)
    if not isinstance(where, Tables):
        tables.refresh(table)
    properties = None
    if transactions:
        listed = [Transaction(app_id, number) for app_id, number in transactions.items()]
        properties = CommitProperties(app_transactions=listed)

    def once() -> _Result:
        delta = tables.writable(table)
        # What a table held when it was looked at, another commit under the same id conflicts with by itself. One that
        # was not there then must not hold anything under the id by now, unless we wrote it.
        if transactions and tables.is_late(table):
            _only_ours(table, _numbers(tables, table, transactions), {}, transactions)
        return write(delta, properties)

    def look_again() -> None:
        before = _numbers(tables, table, transactions or {})
        tables.refresh(table)
        _only_ours(table, _numbers(tables, table, transactions or {}), before, transactions or {})

    return _committed(table, once, look_again)


def _numbers(tables: Tables, table: Table, app_ids: Iterable[str]) -> dict[str, int | None]:
    held = tables.numbers(table)
    return {app_id: held.get(app_id) for app_id in app_ids}


def _only_ours(
    table: Table, now: Mapping[str, int | None], before: Mapping[str, int | None], ours: Mapping[str, int]
) -> None:
    """Raise OvertakenError when somebody else committed under one of our ids. A claim is nobody's but the first's."""
    for app_id, number in now.items():
        own = number == ours[app_id] and not app_id.startswith(BEGIN)
        if number != before.get(app_id) and not own:
            raise OvertakenError(f"{table.name}: another build of {app_id.partition('/')[2]} came first")


def _committed(table: Table, write: Callable[[], _Result], look_again: Callable[[], None]) -> _Result:
    for attempt in range(_TRIES):
        try:
            return write()
        except CommitFailedError as error:
            if attempt == _TRIES - 1:
                raise StoreError(
                    f"cannot commit to {table.name}: other writers got in the way {_TRIES} times"
                ) from error
            log.info("%s: another writer committed first, trying again", table.name)
            time.sleep(_PAUSE_SECONDS * 2 ** min(attempt, 5) * random.uniform(0.5, 1.5))
        except (DeltaError, OSError) as error:
            raise StoreError(f"cannot write to the table {table.name}: {error}") from error
        look_again()
    raise AssertionError("every turn of the loop returns or raises")
