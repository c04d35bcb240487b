"""Delta tables: created as declared, written with the archive's Parquet settings, every commit atomic and repeatable.

A commit that another writer got in the way of is tried again from the table's newest state. Delta does not enforce its
transaction ids over time, so whoever appends under one looks first whether it was there before
(:func:`transaction_version`); but two commits that carry one id and begin at the same state never both succeed, which
is what keeps two builds of a site apart (:class:`OvertakenError`).
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import (
    BloomFilterProperties,
    ColumnProperties,
    CommitProperties,
    DeltaTable,
    QueryBuilder,
    Schema,
    Transaction,
    WriterProperties,
    write_deltalake,
)
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from cppcc_archive.errors import ObjectExistsError, OvertakenError, StoreError, TableError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.schema import Column, Table

log = logging.getLogger(__name__)

Row = Mapping[str, Any]
_Result = TypeVar("_Result")

NIGHTLY_LEVEL = 6
COMPACTED_LEVEL = 9

SETTINGS = {"delta.deletedFileRetentionDuration": "interval 7 days", "delta.checkpointInterval": "10"}
"""Of every table. A reader replays the log since the last checkpoint: two requests a commit on S3."""

BEGIN = "begin/"
"""How application ids begin whose number only one writer may ever take; see :func:`announce`."""

_TRIES = 10
_PAUSE_SECONDS = 0.1
_KEPT_SECONDS = 600.0


@dataclass(slots=True)
class _Held:
    delta: DeltaTable
    since: float
    checked: Table | None = None
    late: bool = True
    """Whether it was opened after the last refresh: then it may hold what came since."""


class Tables:
    """The tables of a store, each opened once and read on from there.

    Opening replays a log, reading on asks for what came since. A table is as it was when it was last refreshed or
    written through this object. Opened anew after ten minutes, since credentials rotate.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._held: dict[str, _Held] = {}
        self._numbers: dict[str, tuple[int, Mapping[str, int]]] = {}

    def get(self, table: Table) -> DeltaTable | None:
        """The table as it was last looked at; None when nothing was ever written to it."""
        held = self._held.get(table.name)
        if held is None:
            delta = _opened(self.store, table)
            if delta is None:
                return None
            held = self._held[table.name] = _Held(delta, time.monotonic())
        return held.delta

    def refresh(self, *tables: Table) -> None:
        """Look at the tables as they are now."""
        for table in tables:
            held = self._held.get(table.name)
            if held is None:
                self.get(table)
                if table.name in self._held:
                    self._held[table.name].late = False
                continue
            held.late = False
            if time.monotonic() - held.since > _KEPT_SECONDS:
                del self._held[table.name]
                continue
            try:
                held.delta.update_incremental()
            except (DeltaError, OSError):
                # Moved aside, or its credentials ran out: opening says which.
                del self._held[table.name]

    def numbers(self, table: Table) -> Mapping[str, int]:
        """The numbers of all application ids of the table as it was last looked at. Asking Delta for each replays the
        log each time; this reads it once a version."""
        delta = self.get(table)
        if delta is None:
            return {}
        version = delta.version()
        known = self._numbers.get(table.name)
        if known is None or known[0] != version:
            known = self._numbers[table.name] = version, _numbers_in_log(self.store, table, version)
        return known[1]

    def is_late(self, table: Table) -> bool:
        """Whether the table was opened, or made, after it was last refreshed."""
        held = self._held.get(table.name)
        return held is None or held.late

    def writable(self, table: Table) -> DeltaTable:
        """The table, made if it is not there, brought up to the declaration if that gained columns."""
        self.store.prove_conditional_put()
        delta = self.get(table)
        if delta is None:
            delta = _created(self.store, table)
            self._held[table.name] = _Held(delta, time.monotonic())
        held = self._held[table.name]
        if held.checked is not table:
            _check_shape(table, delta)
            held.checked = table
        return delta


_SHARED: WeakKeyDictionary[Store, Tables] = WeakKeyDictionary()


def tables_of(where: Store | Tables) -> Tables:
    """The tables that everybody shares who works on the same store object; a :class:`Tables` stands for itself."""
    if isinstance(where, Tables):
        return where
    return _SHARED.setdefault(where, Tables(where))


def open_table(store: Store, table: Table) -> DeltaTable | None:
    """The table as it is now, None when nothing was ever written to it."""
    tables = tables_of(store)
    tables.refresh(table)
    return tables.get(table)


def _opened(store: Store, table: Table) -> DeltaTable | None:
    try:
        return DeltaTable(store.table_uri(table.name), storage_options=dict(store.storage_options()))
    except TableNotFoundError:
        return None
    except (DeltaError, OSError) as error:
        raise StoreError(f"cannot open the table {table.name} in {store.uri}: {error}") from error


def _created(store: Store, table: Table) -> DeltaTable:
    made = DeltaTable.create(
        store.table_uri(table.name),
        table.schema,
        mode="ignore",
        partition_by=list(table.partition_by) or None,
        name=table.name,
        description=table.description,
        configuration={"delta.dataSkippingStatsColumns": ",".join(table.measured), **SETTINGS},
        storage_options=dict(store.storage_options()),
    )
    # A table that is removed whole would otherwise look like one that never was.
    with suppress(ObjectExistsError):
        store.put_new(mark_key(table.name), f"{table.name} was made here\n".encode())
    return made


def mark_key(name: str) -> str:
    """Where it is noted that a table was made."""
    return f".cppcc/tables/{name}"


def transaction_version(where: Store | Tables, table: Table, app_id: str) -> int | None:
    """The number of the last commit made under ``app_id``; None when there was none."""
    delta = where.get(table) if isinstance(where, Tables) else open_table(where, table)
    return delta.transaction_version(app_id) if delta else None


def rows_of(table: Table, rows: Iterable[Row]) -> pa.Table:
    """The rows as Arrow in the table's schema and order.

    Raises TableError naming table, column and row for a value that does not fit, a missing or unknown column, or a key
    that occurs twice.
    """
    found = list(rows)
    names = set(table.column)
    for number, row in enumerate(found):
        if row.keys() != names:
            wrong = sorted(names ^ row.keys())
            raise TableError(f"{table.name}, row {number}: missing or unknown columns: {', '.join(wrong)}")
    arrays = [_array(table, column, [row[column.name] for row in found]) for column in table.columns]
    arrow = pa.table(arrays, schema=table.schema)
    _check_key(table, found)
    return arrow.sort_by([(name, "ascending") for name in (*table.partition_by, *table.order)])


def fitting_rows(table: Table, rows: Iterable[Row]) -> tuple[pa.Table, list[tuple[Row, TableError]]]:
    """:func:`rows_of` where one row must not stop the others: what does not fit is left out, and named."""
    found = list(rows)
    try:
        return rows_of(table, found), []
    except TableError:
        kept: dict[tuple[Any, ...], Row] = {}
        refused: list[tuple[Row, TableError]] = []
        for row in found:
            key = tuple(row.get(name) for name in table.key)
            try:
                rows_of(table, [kept[key], row] if key in kept else [row])
            except TableError as error:
                refused.append((row, error))
            else:
                kept[key] = row
        return rows_of(table, kept.values()), refused


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
        )

    _commit(where, table, write, transactions)


def announce(tables: Tables, table: Table, transactions: Mapping[str, int]) -> None:
    """A commit of nothing but application ids. An id that starts with ``BEGIN`` is a claim: of two writers that saw the
    same number and announce the next, one gets it and the other OvertakenError."""

    def write(delta: DeltaTable, properties: CommitProperties | None) -> None:
        delta.create_write_transaction([], "append", _delta_schema(table), commit_properties=properties)
        delta.update_incremental()

    _commit(tables, table, write, transactions)


def upsert(store: Store, table: Table, rows: pa.Table, partitions: Sequence[int] = ()) -> None:
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
    replace_where(store, table, rows, same)


def replace_where(
    where: Store | Tables, table: Table, rows: pa.Table, predicate: str, transactions: Mapping[str, int] | None = None
) -> None:
    """Put ``rows`` in the place of all rows that ``predicate`` selects, in one commit; they must satisfy it too."""

    def write(delta: DeltaTable, properties: CommitProperties | None) -> None:
        write_deltalake(
            delta,
            _undescribed(rows),
            mode="overwrite",
            predicate=predicate,
            writer_properties=writer_properties(table),
            commit_properties=properties,
        )

    _commit(where, table, write, transactions)


def replace_all(store: Store, table: Table, rows: pa.Table) -> None:
    """Put ``rows`` in the place of the whole table, in one commit."""

    def write(delta: DeltaTable, properties: CommitProperties | None) -> None:
        write_deltalake(
            delta,
            _undescribed(rows),
            mode="overwrite",
            writer_properties=writer_properties(table),
            commit_properties=properties,
        )

    _commit(store, table, write)


def delete_where(
    where: Store | Tables, table: Table, predicate: str, transactions: Mapping[str, int] | None = None
) -> None:
    """Delete the rows that ``predicate`` selects, in one commit. Nothing is committed when there are none."""

    def write(delta: DeltaTable, properties: CommitProperties | None) -> None:
        asked = QueryBuilder().register("held", delta).execute(f"SELECT 1 FROM held WHERE {predicate} LIMIT 1")
        if not pa.table(asked).num_rows:
            return
        # Not a DELETE: that leaves Arrow's string views in the files, which older readers cannot open.
        write_deltalake(
            delta,
            _undescribed(table.schema.empty_table()),
            mode="overwrite",
            predicate=predicate,
            writer_properties=writer_properties(table),
            commit_properties=properties,
        )

    _commit(where, table, write, transactions)


def text_list(values: Iterable[str]) -> str:
    """Values as the inside of an SQL ``IN (…)``."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in sorted(set(values)))


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


def _check_shape(table: Table, delta: DeltaTable) -> None:
    stored = {field.name: str(field.type) for field in delta.schema().fields}
    declared = {field.name: str(field.type) for field in _delta_schema(table).fields}
    if stored.items() - declared.items():
        wrong = sorted({name for name, _ in stored.items() - declared.items()})
        raise TableError(
            f"the table {table.name} has another shape than declared (columns {', '.join(wrong)}): it was written by "
            f"another major version; move it aside and build it again"
        )
    new = [field for field in _delta_schema(table).fields if field.name not in stored]
    if any(not field.nullable for field in new):
        raise TableError(
            f"the table {table.name} lacks the columns {', '.join(field.name for field in new)}: it was written by an "
            "earlier major version; move it aside and build it again"
        )
    if new:
        delta.alter.add_columns(new)


def _undescribed(rows: pa.Table) -> pa.Table:
    """The rows without column descriptions: the table keeps its own, and refuses a commit whose wording differs."""
    return rows.cast(pa.schema([field.remove_metadata() for field in rows.schema]))


def _delta_schema(table: Table) -> Schema:
    return Schema.from_arrow(table.schema)


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


def _numbers_in_log(store: Store, table: Table, version: int) -> dict[str, int]:
    """The application ids up to a version, from the newest checkpoint before it and the commits since."""
    log_of = f"tables/{table.name}/_delta_log"
    found: dict[str, int] = {}
    start = -1
    if store.exists(f"{log_of}/_last_checkpoint"):
        newest = int(json.loads(store.get(f"{log_of}/_last_checkpoint"))["version"])
        if newest <= version:
            start = newest
            data = store.get(f"{log_of}/{newest:020d}.checkpoint.parquet")
            rows = pq.read_table(pa.BufferReader(data), columns=["txn"])["txn"].to_pylist()
            found = {row["appId"]: row["version"] for row in rows if row is not None and row["appId"] is not None}
        else:
            # Somebody was quicker: the commits before a checkpoint are kept for a month.
            start = -1
    for number in range(start + 1, version + 1):
        for line in store.get(f"{log_of}/{number:020d}.json").decode().splitlines():
            action = json.loads(line).get("txn")
            if action:
                found[action["appId"]] = action["version"]
    return found


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


def _array(table: Table, column: Column, values: list[Any]) -> Any:
    if not column.nullable and None in values:
        raise TableError(f"{table.name}.{column.name}, row {values.index(None)}: must not be null")
    try:
        return pa.array(values, column.type)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        for number, value in enumerate(values):
            try:
                pa.array([value], column.type)
            except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
                raise TableError(
                    f"{table.name}.{column.name}, row {number}: {value!r:.80} is no {column.type}: {error}"
                ) from error
        raise


def _check_key(table: Table, rows: list[Row]) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows):
        key = tuple(row[name] for name in table.key)
        if key in seen:
            named = ", ".join(f"{name}={value}" for name, value in zip(table.key, key, strict=True))
            raise TableError(f"{table.name}, rows {seen[key]} and {number}: the same key twice ({named})")
        seen[key] = number
