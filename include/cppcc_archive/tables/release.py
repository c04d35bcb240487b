"""A release: the tables of one moment as plain Parquet, which needs no Delta reader, written once and never changed.

    <store>/releases/2026-12-01/reports/reports-2025.parquet    one file a partition, rows in the table's order
    <store>/releases/2026-12-01/sites/sites.parquet             one file where a table has no partitions
    <store>/releases/2026-12-01/changes.json                    row counts, and what changed since the release before
    <store>/releases/2026-12-01/SHA256SUMS                      of every file above
    <store>/releases/2026-12-01/datapackage.json                every table and column described; written last

What has no ``datapackage.json`` is no release but what a killed one left behind: the next try takes the next free name
(``2026-12-01-2``).
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import REPORTS, TABLES
from cppcc_archive.tables.datapackage import datapackage
from cppcc_archive.tables.ddl import type_in
from cppcc_archive.tables.delta import Tables, open_table
from cppcc_archive.tables.publish import unfinished
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.views import SQL, described, in_order

RELEASED = tuple(described(name) for name in TABLES if name not in ("texts", "confirmed"))
"""The tables as analysts see them: with their texts, and without what only the crawl asks for."""

PACKAGE = "datapackage.json"
_ROOT = "releases/"
_NAME = re.compile(r"\d{4}-\d\d-\d\d(?:-\d+)?")
_TRIES, _PAUSE = 5, 10.0
_ROWS_AT_A_TIME = 4096


@dataclass(frozen=True, slots=True)
class File:
    """One file of a release: its path below it, rows, size in bytes, and SHA-256 in hex."""

    path: str
    rows: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Release:
    """What was written: the release's name, its tables' files, and what changed since the release before."""

    name: str
    tables: Mapping[str, tuple[File, ...]]
    changes: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc release`` prints."""
        rows = {table: sum(file.rows for file in files) for table, files in self.tables.items()}
        size = sum(file.size for files in self.tables.values() for file in files)
        return {"release": self.name, "key": f"{_ROOT}{self.name}/", "bytes": size, "rows": rows, **self.changes}


def release(store: Store, day: date | None = None) -> Release:
    """Write a release named by ``day`` (default: today, UTC).

    Raises InputError when there is one of that day already, or nothing to release; StoreError when the store fails, or
    builds do not leave the tables alone for the moment it takes to look at all of them.
    """
    before, name = _names(store, day or datetime.now(UTC).date())
    with duckdb.connect() as connection, tempfile.TemporaryDirectory() as folder:
        connection.execute(f"SET temp_directory = '{folder}'")
        # Arrow's scanner fails on what joins would have it leave out beforehand (strings beside string views).
        connection.execute("SET disabled_optimizers = 'join_filter_pushdown'")
        _take(store, connection)
        if not _one(connection, "SELECT count(*) FROM reports"):
            raise InputError(f"there is no report in {store.uri}: crawl and build first")
        tables = {table.name: tuple(_write(store, connection, name, table, folder)) for table in RELEASED}
        changes = _changes(store, connection, before, tables)
    files = [file for written in tables.values() for file in written]
    files.append(_put(store, name, "changes.json", _json(changes)))
    sums = "".join(f"{file.digest}  {file.path}\n" for file in sorted(files, key=lambda file: file.path))
    _put(store, name, "SHA256SUMS", sums.encode())
    paths = {table: [(file.path, file.rows, file.size) for file in written] for table, written in tables.items()}
    _put(store, name, PACKAGE, _json(datapackage(name, paths)))
    return Release(name, tables, changes)


def releases(store: Store) -> list[str]:
    """The names of the releases that are whole, oldest first."""
    keys = (key.removeprefix(_ROOT).split("/") for key in store.keys(_ROOT))
    return sorted(parts[0] for parts in keys if len(parts) == 2 and parts[1] == PACKAGE and _NAME.fullmatch(parts[0]))


def _names(store: Store, day: date) -> tuple[str | None, str]:
    """The release before, and the name of the new one."""
    there = {key.removeprefix(_ROOT).split("/")[0] for key in store.keys(_ROOT)}
    whole = releases(store)
    of_day = [name for name in whole if name[:10] == day.isoformat()]
    if of_day:
        raise InputError(f"there is a release {of_day[-1]} already, and releases never change: give another --date")
    earlier = [name for name in whole if name < day.isoformat()]
    candidates = (day.isoformat() if number == 1 else f"{day}-{number}" for number in range(1, len(there) + 2))
    return (earlier[-1] if earlier else None), next(name for name in candidates if name not in there)


def _take(store: Store, connection: duckdb.DuckDBPyConnection) -> None:
    """Register every table as it is at one moment.

    A build commits texts and parts, then reports. So when ``reports`` is the same before and after all others were
    opened, every report has its parts; those of no report that stands are left out. Sites of which a build has begun
    to write and is not done are waited for.
    """
    for attempt in range(_TRIES):
        time.sleep(_PAUSE * attempt)
        before = _version(store, REPORTS)
        opened = {table.name: open_table(store, table) for table in TABLES.values()}
        if before == _version(store, REPORTS):
            _register(connection, opened)
            sites = [row[0] for row in connection.execute("SELECT site_id FROM sites").fetchall()]
            if not unfinished(Tables(store), sites):
                return
    raise StoreError(
        f"builds were at work in each of {_TRIES} looks: release when they are done; run a killed one again"
    )


def _register(connection: duckdb.DuckDBPyConnection, opened: Mapping[str, DeltaTable | None]) -> None:
    connection.execute("CREATE SCHEMA IF NOT EXISTS stored")
    for table in TABLES.values():
        delta = opened[table.name]
        found: Any = table.schema.empty_table() if delta is None else delta.to_pyarrow_dataset()
        connection.register(f"whole_{table.name}", found)
        columns = _as_declared(table, delta)
        connection.execute(f"CREATE OR REPLACE VIEW stored.{table.name} AS SELECT {columns} FROM whole_{table.name}")
    for name in in_order(table.name for table in RELEASED):
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS {SQL[name]}")
    columns = "report_id, version_id, parser_version"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE standing AS SELECT {columns} FROM reports")


def _as_declared(table: Table, delta: DeltaTable | None) -> str:
    """The table's columns as declared; one that it has not gained yet is null."""
    stored = set(table.column) if delta is None else {field.name for field in delta.schema().fields}
    return ", ".join(
        name if name in stored else f"NULL::{type_in('duckdb', column.type)} AS {name}"
        for name, column in table.column.items()
    )


def _version(store: Store, table: Table) -> int | None:
    delta = open_table(store, table)
    return delta.version() if delta else None


def _write(store: Store, connection: duckdb.DuckDBPyConnection, name: str, table: Table, folder: str) -> Iterator[File]:
    stored = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {table.name}").fetchall()}
    columns = ", ".join(name for name in table.column if name in stored)
    by = dict.fromkeys(name for name in (*table.order, *table.key, *table.column) if name in stored)
    order = ", ".join(f"{name} NULLS FIRST" for name in by)
    for value in _partitions(connection, table):
        where = "" if value is None else f" WHERE {table.partition_by[0]} = $value"
        path = f"{table.name}/{table.name}.parquet" if value is None else f"{table.name}/{table.name}-{value}.parquet"
        rows = connection.execute(
            f"SELECT {columns} FROM {table.name}{where} ORDER BY {order}", {} if value is None else {"value": value}
        ).to_arrow_reader(_ROWS_AT_A_TIME)
        yield _write_file(store, name, path, table, rows, folder)


def _partitions(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Any]:
    """The values of the partition column; only None where the table has no partitions, or no row."""
    if not table.partition_by:
        return [None]
    rows = connection.execute(f"SELECT DISTINCT {table.partition_by[0]} FROM {table.name} ORDER BY 1").fetchall()
    return [row[0] for row in rows] or [None]


def _write_file(store: Store, name: str, path: str, table: Table, rows: pa.RecordBatchReader, folder: str) -> File:
    count = 0
    with tempfile.TemporaryFile(dir=folder) as file:
        short = [column.name for column in table.columns if not column.bulky]
        with pq.ParquetWriter(
            file,
            table.schema,
            compression="zstd",
            compression_level=9,
            use_dictionary=short,  # type: ignore[arg-type]  # its stubs do not know that columns can be named
            write_statistics=short,
        ) as writer:
            for batch in rows:
                writer.write_table(_conform(table, batch))
                count += batch.num_rows
        size = file.tell()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        store.put_new_file(f"{_ROOT}{name}/{path}", file)
    return File(path, count, size, digest)


def _conform(table: Table, batch: pa.RecordBatch) -> pa.Table:
    """The rows as declared; a nullable column that the stored table has not gained yet is null."""
    there = batch.schema.names
    found = pa.Table.from_batches([batch])
    for column in table.columns:
        if column.name not in there:
            found = found.append_column(column.name, pa.array([None] * batch.num_rows, column.type))
    return found.select(list(table.column)).cast(table.schema)


def _put(store: Store, name: str, path: str, data: bytes) -> File:
    store.put_new(f"{_ROOT}{name}/{path}", data)
    return File(path, 0, len(data), hashlib.sha256(data).hexdigest())


def _changes(
    store: Store, connection: duckdb.DuckDBPyConnection, before: str | None, tables: Mapping[str, tuple[File, ...]]
) -> dict[str, Any]:
    """Row counts beside those of the release before, and how many reports are new, changed or no longer there."""
    counted: dict[str, int] = {}
    connection.register("known", _reports_of(store, before))
    if before is not None:
        described = json.loads(store.get(f"{_ROOT}{before}/{PACKAGE}"))
        counted = {resource["name"]: resource["rows"] for resource in described["resources"]}
    rows = {table: sum(file.rows for file in files) for table, files in tables.items()}
    return {
        "before": before,
        "tables": {table: {"rows": count, "before": counted.get(table)} for table, count in rows.items()},
        "reports": {
            "new": _one(connection, "SELECT count(*) FROM standing ANTI JOIN known USING (report_id)"),
            "changed": _one(
                connection,
                "SELECT count(*) FROM standing s JOIN known k USING (report_id) WHERE s.version_id <> k.version_id",
            ),
            "removed": _one(connection, "SELECT count(*) FROM known ANTI JOIN standing USING (report_id)"),
        },
    }


def _reports_of(store: Store, name: str | None) -> pa.Table:
    """report_id and version_id of every report of a release; none where there is no release."""
    columns = ["report_id", "version_id"]
    empty = pa.schema([REPORTS.schema.field(column) for column in columns]).empty_table()
    keys = store.keys(f"{_ROOT}{name}/reports/") if name else iter(())
    read = [pq.read_table(pa.BufferReader(store.get(key)), columns=columns) for key in keys]
    return pa.concat_tables([empty, *(table.cast(empty.schema) for table in read)])


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
