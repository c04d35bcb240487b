"""The files of a release: tables as Parquet, and what people without SQL open."""

from __future__ import annotations

import gzip
import hashlib
import logging
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.errors import ObjectExistsError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import INDICATORS, REPORTS, TABLES
from cppcc_archive.tables.release.datapackage import Written
from cppcc_archive.tables.release.index import ROOT
from cppcc_archive.tables.release.since import MOVED
from cppcc_archive.tables.release.sources import Sites, Sources, whole
from cppcc_archive.tables.release.verify import digest
from cppcc_archive.tables.render import csv_lines, rows_in, workbook
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.view_figures import CONTRADICTIONS, FIGURE_CONTEXT, PANEL
from cppcc_archive.tables.views import SQL, WITHOUT_TEXTS, in_order

log = logging.getLogger(__name__)

ROWS_AT_A_TIME = 4096

_LEVEL = 5
"""Of Zstandard: 9 takes up to 1.9 times as long for up to 3 % fewer bytes, 3 half as long for 3 to 5 % more."""


@dataclass(frozen=True, slots=True)
class Making:
    """A release on its way: what it is made from, its name, a folder for what is on the way, the tables' files of the
    release before (by path: where each lies and what it is), and those written so far by table."""

    sources: Sources
    name: str
    folder: str
    before: Mapping[str, tuple[str, Written]]
    written: dict[str, tuple[Written, ...]] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """Where its files go."""
        return f"{ROOT}{self.name}/"

    def keys(self, table: Table, *years: int | None) -> list[str]:
        """Where the files of a table lie that was written, or those of some years."""
        ends = tuple("" if year is None else f"-{year}.parquet" for year in years) or ""
        return [self.root + file.path for file in self.written[table.name] if file.path.endswith(ends)]


def write_table(making: Making, table: Table) -> None:
    """One table's files, one for each partition; from then on its name stands for what is in them. A file whose rows
    are those of a file of the release before is copied, when its bytes are still those that were released."""
    write = _write_stored if table.name in TABLES else _write_view
    making.written[table.name] = tuple(write(making, table))
    making.sources.mount_released(table, making.keys(table))


def _write_stored(making: Making, table: Table) -> Iterator[Written]:
    for year in making.sources.partitions(table):
        content = _content(table, making.sources.digest_of_partition(table, year))
        yield _copied_or_written(making, table, year, content, _rows_of_partition(making.sources, table, year))


def _rows_of_partition(sources: Sources, table: Table, year: int | None) -> Iterator[pa.RecordBatch]:
    with_texts = table.name in WITHOUT_TEXTS
    # Rows lie by site first: one range after the other is the order of all.
    for sites in sources.ranges(table, year) if with_texts else [None]:
        if with_texts:
            sources.mount_texts(table, year, sites)
        yield from _in_order(sources, table, whole(table, year, sites))


def _write_view(making: Making, table: Table) -> Iterator[Written]:
    sources, sql = making.sources, SQL[table.name]
    if "stored." in sql:
        sources.mount(INDICATORS, None)
        content = _content(table, sources.digest(table, sql))
    else:
        # The same files and the same question, the same rows: they need not be made to know that.
        made_of = in_order([table.name])[:-1]
        content = _content(table, sql, [file.content for name in made_of for file in making.written[name]])
    yield _copied_or_written(making, table, None, content, _rows_of_view(making, table))


def _rows_of_view(making: Making, table: Table) -> Iterator[pa.RecordBatch]:
    sources, pieces = making.sources, _IN_PIECES.get(table.name)
    if pieces is None:
        yield from _in_order(sources, table, SQL[table.name])
        return
    making_of = f"CREATE TABLE held.{table.name} AS"
    for _ in pieces(making):
        sources.connection.execute(f"{making_of} {SQL[table.name]}")
        making_of = f"INSERT INTO held.{table.name}"
    for one in (REPORTS, INDICATORS):
        sources.mount_released(one, making.keys(one))
    yield from _in_order(sources, table, f"FROM held.{table.name}")
    sources.connection.execute(f"DROP TABLE held.{table.name}")


def _by_texts(making: Making) -> Iterator[None]:
    """Have figures and reports of one year and few enough sites that their texts can be joined, piece by piece."""
    sources = making.sources
    for year in sources.partitions(INDICATORS):
        years = [year] if year is None else sources.filed(INDICATORS, year)
        for sites in sources.ranges(INDICATORS, year):
            sources.mount_released(INDICATORS, making.keys(INDICATORS, year), sites)
            sources.mount_released(REPORTS, making.keys(REPORTS, *years), sites)
            yield


def _by_places(making: Making) -> Iterator[None]:
    """Have the figures and reports of a few places, of which each has all of its sites, piece by piece."""
    sources = making.sources
    pieces: Sequence[tuple[Sites | None, Collection[str] | None]] = sources.places() or [(None, None)]
    for sites, places in pieces:
        sources.mount_released(INDICATORS, making.keys(INDICATORS), sites, places)
        sources.mount_released(REPORTS, making.keys(REPORTS), sites)
        yield


_IN_PIECES: Mapping[str, Callable[[Making], Iterator[None]]] = {
    FIGURE_CONTEXT.table.name: _by_texts,
    PANEL.table.name: _by_places,
    CONTRADICTIONS.table.name: _by_places,
}
"""Views that would be more than fits if they were asked as a whole, and what they can be asked by."""


def _in_order(sources: Sources, table: Table, sql: str) -> Iterator[pa.RecordBatch]:
    """The rows, as many at a time as a row group of the file holds: of long texts fewer."""
    # Texts are not compared: rows that differ in nothing else do not stand beside one another.
    by = (*table.order, *table.key, *(column.name for column in table.columns if not column.bulky))
    order = ", ".join(f"{name} NULLS FIRST" for name in dict.fromkeys(by))
    most = ROWS_AT_A_TIME // (4 if any(column.bulky for column in table.columns) else 1)
    columns = ", ".join(table.column)
    yield from sources.connection.execute(f"SELECT {columns} FROM ({sql}) ORDER BY {order}").to_arrow_reader(most)


def _content(table: Table, *said: Any) -> str:
    """A digest by which a later release knows that a file would be the same: what its rows are made of, in the same
    columns, by the same libraries."""
    # Not as a text: that leaves out what is in the middle of a long description.
    described = hashlib.sha256(table.schema.serialize()).hexdigest()
    return hashlib.sha256(repr((duckdb.__version__, pa.__version__, described, *said)).encode()).hexdigest()[:32]


def _copied_or_written(
    making: Making, table: Table, value: int | None, content: str, rows: Iterator[pa.RecordBatch]
) -> Written:
    path = f"{table.name}/{table.name}.parquet" if value is None else f"{table.name}/{table.name}-{value}.parquet"
    store, key = making.sources.store, making.root + path
    place, known = making.before.get(path, ("", None))
    if known is not None and known.content == content and _copied(store, place, known, key):
        return replace(known, table=table)
    return replace(_write_file(store, key, path, table, rows, making.folder), content=content)


def _copied(store: Store, source: str, released: Written, key: str) -> bool:
    """Whether the file could be copied. One that rotted must not go on under the checksum it had: it is written."""
    try:
        with store.reader(source, released.size) as file:
            found = digest(file)
        if found != released.digest:
            log.warning("%s has other bytes than were released: put it back from a copy, or from %s", source, key)
            return False
        store.copy_new(source, key)
    except ObjectExistsError:
        raise
    except StoreError:
        return False  # it is written, then
    return True


def _write_file(
    store: Store, key: str, path: str, table: Table, rows: Iterator[pa.RecordBatch], folder: str
) -> Written:
    count = 0
    with tempfile.TemporaryFile(dir=folder) as file:
        short = [column.name for column in table.columns if not column.bulky]
        with pq.ParquetWriter(
            file,
            table.schema,
            compression="zstd",
            compression_level=_LEVEL,
            use_dictionary=short,  # type: ignore[arg-type]  # its stubs do not know that columns can be named
            write_statistics=short,
        ) as writer:
            for batch in rows:
                writer.write_table(_conform(table, batch))
                count += batch.num_rows
        # Arrow keeps what it freed, as much as the largest row group took.
        pa.default_memory_pool().release_unused()
        size = file.tell()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        store.put_new_file(key, file)
    return Written(path, count, size, digest, table)


def _conform(table: Table, batch: pa.RecordBatch) -> pa.Table:
    """The rows in the declared types."""
    return pa.Table.from_batches([batch]).select(list(table.column)).cast(table.schema)


def put(store: Store, name: str, path: str, data: bytes) -> Written:
    """One file of the release ``name`` that is no table."""
    store.put_new(f"{ROOT}{name}/{path}", data)
    return Written(path, 0, len(data), hashlib.sha256(data).hexdigest())


_SHEET_ROWS = 200_000
"""More in one sheet takes minutes to open, and hundreds of megabytes to write."""

_SHEETS = {
    "panel_wide": "SELECT * FROM panel_wide ORDER BY place_id, year",
    "panel": f"SELECT * FROM panel ORDER BY year DESC, place_id, code LIMIT {_SHEET_ROWS}",
    "coverage_by_year": "SELECT year, state, count(*) AS counties FROM coverage WHERE is_county "
    "GROUP BY ALL ORDER BY ALL",
    "coverage": "SELECT * FROM coverage WHERE state <> 'never_seen' ORDER BY place_id, year",
    "codes": "SELECT * FROM codes ORDER BY code",
}
"""What ``panel.xlsx`` holds; of a panel that is too long for a sheet, the newest years. Counties that nothing is known
of are counted, not listed."""


def for_people(making: Making) -> Iterator[Written]:
    """``panel.csv.gz``, ``changes.csv.gz`` and ``panel.xlsx``."""
    sources, folder = making.sources, Path(making.folder)
    for path, sql, table in (
        ("panel.csv.gz", "SELECT * FROM panel ORDER BY place_id, year, code", PANEL.table),
        ("changes.csv.gz", MOVED, None),
    ):
        sources.turn()
        answer = sources.connection.execute(sql).to_arrow_reader(ROWS_AT_A_TIME)
        count = 0
        # The same rows give the same bytes: no time in the head.
        with (folder / path).open("wb") as file, gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed:
            for line in csv_lines(answer.schema.names, rows_in(answer)):
                packed.write(line.encode())
                count += 1
        yield _put_file(making, path, folder / path, count - 1, table)
    sheets = {sheet: (_columns(sources.connection, sql), _rows(sources, sql)) for sheet, sql in _SHEETS.items()}
    workbook(sheets, folder / "panel.xlsx")
    yield _put_file(making, "panel.xlsx", folder / "panel.xlsx", 0, None)


def _columns(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE {sql}").fetchall()]


def _rows(sources: Sources, sql: str) -> Iterator[list[Any]]:
    """Asked when the first row is: a connection answers one question at a time."""
    sources.turn()
    yield from rows_in(sources.connection.execute(sql).to_arrow_reader(ROWS_AT_A_TIME))


def _put_file(making: Making, path: str, file: Path, rows: int, table: Table | None) -> Written:
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
        data.seek(0)
        making.sources.store.put_new_file(making.root + path, data)
    return Written(path, rows, file.stat().st_size, digest, table)
