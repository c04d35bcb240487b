"""The files of a release: tables as Parquet, and what people without SQL open."""

from __future__ import annotations

import gzip
import hashlib
import logging
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.errors import ObjectExistsError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.release.datapackage import Written
from cppcc_archive.tables.release.index import ROOT
from cppcc_archive.tables.release.since import MOVED
from cppcc_archive.tables.render import csv_lines, rows_in, workbook
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.view_figures import PANEL

log = logging.getLogger(__name__)

ROWS_AT_A_TIME = 4096
_PIECE = 8 << 20
"""Bytes of a file that is read through at a time: what a request costs is little beside it."""


def write_table(
    store: Store,
    connection: duckdb.DuckDBPyConnection,
    name: str,
    table: Table,
    folder: str,
    before: Mapping[str, tuple[str, Written]],
) -> Iterator[Written]:
    """One table's files, one for each partition; ``folder`` is for what is on the way. A file whose rows are those of a
    file of the release ``before`` (by path, where it lies and what it is) is copied, when its bytes are still those
    that were released."""
    columns = ", ".join(table.column)
    by = dict.fromkeys((*table.order, *table.key, *table.column))
    order = ", ".join(f"{name} NULLS FIRST" for name in by)
    for value, content in partitions(connection, table).items():
        path = f"{table.name}/{table.name}.parquet" if value is None else f"{table.name}/{table.name}-{value}.parquet"
        place, known = before.get(path, ("", None))
        if known is not None and known.content == content and _copied(store, place, known, f"{ROOT}{name}/{path}"):
            yield replace(known, table=table)
            continue
        where = "" if value is None else f" WHERE {table.partition_by[0]} = $value"
        rows = connection.execute(
            f"SELECT {columns} FROM {table.name}{where} ORDER BY {order}", {} if value is None else {"value": value}
        ).to_arrow_reader(ROWS_AT_A_TIME)
        yield replace(_write_file(store, name, path, table, rows, folder), content=content)


def partitions(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[Any, str]:
    """A digest of the rows by the values of the partition column; by None where the table has no partitions, or no row.

    The same rows in any order have the same one, as long as they are written by the same libraries in the same columns:
    then the file is the same, too.
    """
    by = table.partition_by[0] if table.partition_by else "NULL"
    columns = ", ".join(table.column)
    found = connection.execute(
        f"SELECT {by} AS place, count(*), sum(hash(t)), bit_xor(hash(t)) "
        f"FROM (SELECT {columns} FROM {table.name}) AS t GROUP BY 1 ORDER BY 1"
    ).fetchall()
    # Not as a text: that leaves out what is in the middle of a long description.
    described = hashlib.sha256(table.schema.serialize()).hexdigest()
    made = f"{duckdb.__version__} {pa.__version__} {described}"
    return {
        place: hashlib.sha256(f"{made} {numbers}".encode()).hexdigest()[:32]
        for place, *numbers in found or [(None, 0, 0, 0)]
    }


def _copied(store: Store, source: str, released: Written, key: str) -> bool:
    """Whether the file could be copied. One that rotted must not go on under the checksum it had: it is written."""
    try:
        if _digest(store, source, released.size) != released.digest:
            log.warning("%s has other bytes than were released: put it back from a copy, or from %s", source, key)
            return False
        store.copy_new(source, key)
    except ObjectExistsError:
        raise
    except StoreError:
        return False  # it is written, then
    return True


def _digest(store: Store, key: str, size: int) -> str:
    made = hashlib.sha256()
    with store.reader(key, size) as file:
        while piece := file.read(_PIECE):
            made.update(piece)
    return made.hexdigest()


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
        store.put_new_file(f"{ROOT}{name}/{path}", file)
    return Written(path, count, size, digest, table)


def _conform(table: Table, batch: pa.RecordBatch) -> pa.Table:
    """The rows in the declared types."""
    return pa.Table.from_batches([batch]).select(list(table.column)).cast(table.schema)


def put(store: Store, name: str, path: str, data: bytes) -> Written:
    """One file of the release ``name`` that is no table."""
    store.put_new(f"{ROOT}{name}/{path}", data)
    return Written(path, 0, len(data), hashlib.sha256(data).hexdigest())


_SHEETS = {
    "panel_wide": "SELECT * FROM panel_wide ORDER BY place_id, year",
    "panel": "SELECT * FROM panel ORDER BY year DESC, place_id, code LIMIT 1000000",
    "coverage": "SELECT * FROM coverage WHERE state <> 'never_seen' ORDER BY place_id, year",
    "codes": "SELECT * FROM codes ORDER BY code",
}
"""What ``panel.xlsx`` holds; of a panel that no sheet holds whole, the newest years."""


def for_people(store: Store, connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> Iterator[Written]:
    """``panel.csv.gz``, ``changes.csv.gz`` and ``panel.xlsx``."""
    for path, sql, table in (
        ("panel.csv.gz", "SELECT * FROM panel ORDER BY place_id, year, code", PANEL.table),
        ("changes.csv.gz", MOVED, None),
    ):
        answer = connection.execute(sql).to_arrow_reader(ROWS_AT_A_TIME)
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
    yield from rows_in(connection.execute(sql).to_arrow_reader(ROWS_AT_A_TIME))


def _put_file(store: Store, name: str, path: str, file: Path, rows: int, table: Table | None) -> Written:
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
        data.seek(0)
        store.put_new_file(f"{ROOT}{name}/{path}", data)
    return Written(path, rows, file.stat().st_size, digest, table)
