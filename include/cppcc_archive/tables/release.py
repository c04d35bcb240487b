"""A release: the tables of one moment as plain Parquet, which needs no Delta reader, written once and never changed.

    <store>/releases/2026-12-01/reports/reports-2025.parquet    one file a partition, rows in the table's order
    <store>/releases/2026-12-01/sites/sites.parquet             one file where a table has no partitions
    <store>/releases/2026-12-01/panel.csv.gz, panel.xlsx        for people without SQL
    <store>/releases/2026-12-01/changes.json, changes.csv.gz    what changed since the release before
    <store>/releases/2026-12-01/README.md, README.zh.md, CITATION.cff, datacite.json, croissant.json
    <store>/releases/2026-12-01/SHA256SUMS                      of every file above
    <store>/releases/2026-12-01/datapackage.json                every file, table and column described; written last
    <store>/releases/index.json, latest.json                    all releases, and the newest: moved when one is whole

What has no ``datapackage.json`` is no release but what a killed one left behind: the next try takes the next free name
(``2026-12-01-2``).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from cppcc_archive.errors import InputError, ObjectExistsError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.companions import Facts, as_json, commit, croissant, datacite, pages
from cppcc_archive.tables.contract import REPORTS, TABLES
from cppcc_archive.tables.datapackage import Written, datapackage
from cppcc_archive.tables.ddl import type_in
from cppcc_archive.tables.delta import Tables, open_table
from cppcc_archive.tables.publish import unfinished
from cppcc_archive.tables.render import csv_lines, rows_in, workbook
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.view_figures import PANEL
from cppcc_archive.tables.views import ANALYSTS, SQL, in_order

_INTERNAL = frozenset({"texts", "confirmed"})

RELEASED = tuple(
    ANALYSTS[name] for name in in_order(ANALYSTS) if not name.endswith("_history") and name not in _INTERNAL
)
"""The tables of a release: every name that analysts use, but for the parts of superseded versions, and without what is
joined to others already or only the crawl asks for."""

PACKAGE = "datapackage.json"
INDEX, LATEST = "releases/index.json", "releases/latest.json"
_ROOT = "releases/"
_NAME = re.compile(r"\d{4}-\d\d-\d\d(?:-\d+)?")
_TRIES, _PAUSE = 5, 10.0
_ROWS_AT_A_TIME = 4096


@dataclass(frozen=True, slots=True)
class Release:
    """What was written: the release's name, its tables' files, and what changed since the release before."""

    name: str
    tables: Mapping[str, tuple[Written, ...]]
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
    created = datetime.now(UTC).isoformat(timespec="seconds")
    with duckdb.connect() as connection, tempfile.TemporaryDirectory() as folder:
        connection.execute(f"SET temp_directory = '{folder}'")
        # Arrow's scanner fails on what joins would have it leave out beforehand (strings beside string views).
        connection.execute("SET disabled_optimizers = 'join_filter_pushdown'")
        _take(store, connection)
        if not _one(connection, "SELECT count(*) FROM reports"):
            raise InputError(f"there is no report in {store.uri}: crawl and build first")
        tables = {table.name: tuple(_write(store, connection, name, table, folder)) for table in RELEASED}
        _known(store, connection, before, folder)
        changes = _changes(store, connection, before, tables)
        files = [file for written in tables.values() for file in written]
        files += _for_people(store, connection, name, Path(folder))
        facts = _facts(connection, name, created, before, tables)
    size = sum(file.size for file in files)
    texts = {
        "changes.json": as_json(changes),
        "datacite.json": as_json(datacite(facts, size)),
        "croissant.json": as_json(croissant(facts, files)),
        **pages(facts),
    }
    files += [_put(store, name, path, data) for path, data in texts.items()]
    sums = "".join(f"{file.digest}  {file.path}\n" for file in sorted(files, key=lambda file: file.path))
    _put(store, name, "SHA256SUMS", sums.encode())
    _put(store, name, PACKAGE, as_json(datapackage(name, created, files)))
    _list(store, facts, size)
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


def _write(
    store: Store, connection: duckdb.DuckDBPyConnection, name: str, table: Table, folder: str
) -> Iterator[Written]:
    columns = ", ".join(table.column)
    by = dict.fromkeys((*table.order, *table.key, *table.column))
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


def _write_file(store: Store, name: str, path: str, table: Table, rows: pa.RecordBatchReader, folder: str) -> Written:
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
    return Written(path, count, size, digest, table)


def _conform(table: Table, batch: pa.RecordBatch) -> pa.Table:
    """The rows in the declared types."""
    return pa.Table.from_batches([batch]).select(list(table.column)).cast(table.schema)


def _put(store: Store, name: str, path: str, data: bytes) -> Written:
    store.put_new(f"{_ROOT}{name}/{path}", data)
    return Written(path, 0, len(data), hashlib.sha256(data).hexdigest())


def _changes(
    store: Store, connection: duckdb.DuckDBPyConnection, before: str | None, tables: Mapping[str, tuple[Written, ...]]
) -> dict[str, Any]:
    """Row counts beside those of the release before, and how many reports are new, changed or no longer there."""
    counted: dict[str, int] = {}
    if before is not None:
        for resource in json.loads(store.get(f"{_ROOT}{before}/{PACKAGE}"))["resources"]:
            table = resource.get("table", resource["name"])
            if not str(resource["path"]).endswith(".csv.gz"):
                counted[table] = counted.get(table, 0) + resource["rows"]
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


def _known(store: Store, connection: duckdb.DuckDBPyConnection, before: str | None, folder: str) -> None:
    """Register what the release before had: ``known`` (its reports) and ``known_figures``; empty without one."""
    reports = _files_of(store, before, "reports", folder)
    source = f"read_parquet({reports})" if reports else "reports WHERE false"
    connection.execute(f"CREATE TEMP TABLE known AS SELECT report_id, version_id FROM {source}")
    figures = _files_of(store, before, "indicators", folder)
    source = f"read_parquet({figures}, union_by_name = true)" if figures else "indicators WHERE false"
    found = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    named = "indicator_id" if "indicator_id" in found else "NULL::VARCHAR AS indicator_id"
    connection.execute(f"CREATE TEMP VIEW known_figures AS SELECT report_id, {named}, code, unit, value FROM {source}")


def _files_of(store: Store, name: str | None, table: str, folder: str) -> list[str]:
    """A table's files of a release, copied beside the work."""
    found = []
    for key in store.keys(f"{_ROOT}{name}/{table}/") if name else ():
        copy = Path(folder) / f"before-{key.rpartition('/')[2]}"
        copy.write_bytes(store.get(key))
        found.append(str(copy))
    return found


_MOVED = """
SELECT coalesce(n.report_id, k.report_id) AS report_id, coalesce(n.indicator_id, k.indicator_id) AS indicator_id,
  coalesce(n.code, k.code) AS code, coalesce(n.unit, k.unit) AS unit, k.value AS value_before, n.value AS value_after,
  CASE WHEN k.report_id IS NULL THEN 'added' WHEN n.report_id IS NULL THEN 'removed' ELSE 'moved' END AS kind
FROM (SELECT * FROM known_figures WHERE indicator_id IS NOT NULL) AS k
FULL JOIN (SELECT report_id, indicator_id, code, unit, value FROM indicators WHERE indicator_id IS NOT NULL) AS n
  ON n.report_id = k.report_id AND n.indicator_id = k.indicator_id
WHERE k.value IS NULL OR n.value IS NULL OR k.value <> n.value
ORDER BY ALL
"""
_SHEETS = {
    "panel_wide": "SELECT * FROM panel_wide ORDER BY place_id, year",
    "panel": "SELECT * FROM panel ORDER BY year DESC, place_id, code LIMIT 1000000",
    "coverage": "SELECT * FROM coverage WHERE state <> 'never_seen' ORDER BY place_id, year",
    "codes": "SELECT * FROM codes ORDER BY code",
}
"""What ``panel.xlsx`` holds; of a panel that no sheet holds whole, the newest years."""


def _for_people(store: Store, connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> Iterator[Written]:
    """``panel.csv.gz``, ``changes.csv.gz`` and ``panel.xlsx``."""
    for path, sql, table in (
        ("panel.csv.gz", "SELECT * FROM panel ORDER BY place_id, year, code", PANEL.table),
        ("changes.csv.gz", _MOVED, None),
    ):
        answer = connection.execute(sql).to_arrow_reader(_ROWS_AT_A_TIME)
        count = 0
        # The same rows give the same bytes: no time in the head.
        with (folder / path).open("wb") as file, gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed:
            for line in csv_lines(answer.schema.names, rows_in(answer)):
                packed.write(line.encode())
                count += 1
        yield _put_file(store, name, path, folder / path, count - 1, table)
    sheets = {sheet: (_columns(connection, sql), _rows(connection, sql)) for sheet, sql in _SHEETS.items()}
    workbook(sheets, folder / "panel.xlsx")
    yield _put_file(store, name, "panel.xlsx", folder / "panel.xlsx", 0, None)


def _columns(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE {sql}").fetchall()]


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[list[Any]]:
    """Asked when the first row is: a connection answers one question at a time."""
    yield from rows_in(connection.execute(sql).to_arrow_reader(_ROWS_AT_A_TIME))


def _put_file(store: Store, name: str, path: str, file: Path, rows: int, table: Table | None) -> Written:
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
        data.seek(0)
        store.put_new_file(f"{_ROOT}{name}/{path}", data)
    return Written(path, rows, file.stat().st_size, digest, table)


def _facts(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    created: str,
    before: str | None,
    tables: Mapping[str, tuple[Written, ...]],
) -> Facts:
    last = _one(connection, "SELECT max(published_year) FROM reports")
    return Facts(
        name=name,
        created=created,
        before=before,
        parser_version=str(_first(connection, "SELECT max(parser_version) FROM reports")),
        commit=commit(),
        tables=RELEASED,
        rows={table: sum(file.rows for file in files) for table, files in tables.items()},
        places=_one(connection, "SELECT count(DISTINCT coalesce(division_code, site_id)) FROM reports"),
        first_year=_one(connection, "SELECT min(published_year) FROM reports"),
        last_year=last,
        counties=_one(connection, f"SELECT count(*) FROM coverage WHERE is_county AND year = {last}"),
        present=_one(
            connection, f"SELECT count(*) FROM coverage WHERE is_county AND year = {last} AND state = 'present'"
        ),
        conflicts=_one(connection, "SELECT count(*) FROM panel WHERE values_found > 1"),
        warned=_one(connection, "SELECT count(*) FROM indicators WHERE warning IS NOT NULL"),
        anomalies=_one(connection, "SELECT coalesce(sum(anomaly_count), 0) FROM reports"),
        gone=_one(connection, "SELECT count(*) FROM reports WHERE gone_since IS NOT NULL"),
        edited=_one(connection, "SELECT count(DISTINCT report_id) FROM changes"),
    )


def _list(store: Store, facts: Facts, size: int) -> None:
    """Add the release to the index, then move ``latest`` to the newest."""
    entry = {
        "release": facts.name,
        "created": facts.created,
        "key": f"{_ROOT}{facts.name}/",
        "bytes": size,
        "reports": facts.rows["reports"],
        "citation": facts.citation,
    }
    _change(store, INDEX, lambda held: _with(held.get("releases", []), entry))
    _change(store, LATEST, lambda held: _newest(held.get("release", ""), facts.name))


def _with(listed: list[dict[str, Any]], entry: dict[str, Any]) -> dict[str, Any]:
    others = [one for one in listed if one["release"] != entry["release"]]
    return {"releases": sorted([*others, entry], key=lambda one: one["release"])}


def _newest(held: str, name: str) -> dict[str, Any]:
    newest = max(held, name)
    return {"release": newest, "key": f"{_ROOT}{newest}/"}


def _change(store: Store, key: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Bring an object that may change to what ``change`` makes of it, whoever else does the same meanwhile."""
    while True:
        held = store.read_tagged(key)
        before = json.loads(held.data) if held else {}
        after = change(before)
        if after == before:
            return
        try:
            store.put_tagged(key, as_json(after), held.tag if held else None)
        except ObjectExistsError:
            continue
        return


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(_first(connection, sql) or 0)


def _first(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    return row[0] if row else None
