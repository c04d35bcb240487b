"""Where the rows of a release come from, a partition at a time: what is loaded at once is a year's narrow rows, or the
texts of a few sites.

DuckDB reads the tables' files itself. What takes a look at all years (which rows stand, which report copies which,
until when a version stood) is made once, without texts, in a database beside the work. The names of analysts are then
asked as they are declared, over files of one partition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import PARTS, REPORT_TEXTS, REPORT_VERSIONS, REPORTS, TABLES
from cppcc_archive.tables.literals import quoted, text_list
from cppcc_archive.tables.query import as_declared, blank, empty, files_read, sign_in
from cppcc_archive.tables.release.moment import Moment
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.views import SQL, WITHOUT_TEXTS

_PARTS = frozenset(table.name for table in PARTS)

_SETTINGS = {
    # Beside it stand the libraries, and rows on their way into a file. What does not fit is sorted and joined on disk.
    "memory_limit": "160MB",
    # What is freed goes back at once, and is not kept for what comes next.
    "allocator_flush_threshold": "4MB",
    "allocator_bulk_deallocation_flush_threshold": "16MB",
    # A file is read once or twice: of what was read of it nothing is kept for a third time.
    "enable_external_file_cache": "false",
    # Nor of its foot: those of all tables are hundreds of megabytes, which no limit counts.
    "parquet_metadata_cache": "false",
    # Each holds row groups of its own; most of the time goes into files that are written, which is done here.
    "threads": "1",
    "preserve_insertion_order": "false",
}

_CHARACTERS = 8_000_000
"""Characters of texts, and so some 24 MB, that are sorted at a time."""

_REPORTS = 100_000
"""Reports, or their versions, that rows are joined to at a time."""

_FIGURES = 100_000
"""Figures that are ranked and compared at a time."""

Sites = tuple[str, str]
"""The first and the last of a range of sites."""


@dataclass(slots=True)
class Sources:
    """A connection over the tables of one moment. ``held.reports`` and ``held.report_versions`` are what analysts call
    so, but for their texts."""

    store: Store
    connection: duckdb.DuckDBPyConnection
    moment: Moment
    _years: dict[tuple[str, str], dict[int, set[int]]] = field(default_factory=dict)
    _texts: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def close(self) -> None:
        """Let the connection go."""
        self.connection.close()

    def partitions(self, table: Table) -> list[int | None]:
        """The values of the table's partition column, in order; None alone where it has none, or no file."""
        files = self.moment[table.name] if table.partition_by else ()
        return [*sorted({file.partition for file in files if file.partition is not None})] or [None]

    def mount(self, table: Table, year: int | None) -> None:
        """Have the names that the table is made of, of one of its partitions (None: of all)."""
        if table.name in (REPORTS.name, REPORT_VERSIONS.name):
            return
        self._view(table.name, year)
        if table.name not in _PARTS:
            return
        standing = "" if year is None else f" WHERE published_year IN ({_listed(self.filed(table, year))})"
        columns = ", ".join("0 AS revision" if name == "revision" else name for name in REPORTS.column)
        self.connection.execute(
            f"CREATE OR REPLACE VIEW stored.reports AS SELECT {columns} FROM held.reports{standing}"
        )

    def mount_texts(self, table: Table, year: int | None, sites: Sites | None = None) -> None:
        """Have the texts that the rows of a partition have, or those of some ``sites`` among them."""
        self._view(REPORT_TEXTS.name, *(() if year is None else self._of_texts(table, year)), sites=sites)

    def _of_texts(self, table: Table, year: int) -> Collection[int]:
        """In which years the texts of a partition's rows are filed."""
        against = REPORT_VERSIONS if table.name == REPORT_VERSIONS.name else REPORTS
        return {found for one in self.filed(table, year) for found in self.beside(REPORT_TEXTS, against, one)}

    def filed(self, table: Table, year: int) -> Collection[int]:
        """In which years the reports of a partition's rows are filed."""
        return self.beside(table, REPORTS, year) if table.name in _PARTS else {year}

    def ranges(self, table: Table, year: int | None) -> list[Sites | None]:
        """Ranges of sites, in order, whose texts are together few enough to be sorted at once; None alone: all."""
        held = REPORT_VERSIONS.name if table.name == REPORT_VERSIONS.name else REPORTS.name
        where = "" if year is None else f" WHERE published_year IN ({_listed(self.filed(table, year))})"
        return self._ranges_by(f"held.{held}{where}", "sum(characters)::BIGINT", _CHARACTERS)

    def _ranges_by(self, rows: str, size: str, most: int) -> list[Sites | None]:
        """Ranges of sites, in order, whose rows come to up to ``most`` each by ``size``; None alone: all."""
        sizes = self.connection.execute(f"SELECT site_id, {size} FROM {rows} GROUP BY 1 ORDER BY 1").fetchall()
        return [(piece[0], piece[-1]) for piece in pieces_of(sizes, most)] or [None]

    def beside(self, table: Table, other: Table, year: int) -> Collection[int]:
        """In which years of ``other`` there are versions that the table has rows of in ``year`` (of
        texts: the other way round). The same one, unless the tables are damaged, or a page was dated anew."""
        known = self._years.get((table.name, other.name))
        if known is None:
            known = self._years[table.name, other.name] = {}
            for sites in self._ranges_by(f"held.{other.name}", "count(*)", _REPORTS):
                rows = self._rows(table.name, sites=sites)
                for one, another in self.connection.execute(
                    f"SELECT DISTINCT p.published_year, r.published_year FROM ({rows}) AS p "
                    f"JOIN (FROM held.{other.name}{_within(sites)}) AS r "
                    "ON r.report_id = p.report_id AND r.version_id = p.version_id"
                ).fetchall():
                    first, second = (another, one) if table is REPORT_TEXTS else (one, another)
                    known.setdefault(first, set()).add(second)
        return known.get(year, {year})

    def _view(self, name: str, *years: int | None, sites: Sites | None = None) -> None:
        rows = self._rows(name, *years, sites=sites)
        self.connection.execute(f"CREATE OR REPLACE VIEW stored.{name} AS {rows}")

    def _rows(self, name: str, *years: int | None, sites: Sites | None = None) -> str:
        """SQL for a table's rows as its files have them: all, or those of some partitions or sites."""
        table = TABLES[name]
        chosen = [file.key for file in self.moment[name] if not years or None in years or file.partition in years]
        rows = empty(table)
        self.turn()
        if chosen:
            files = files_read(self.store, table, chosen)
            there = {row[0] for row in self.connection.execute(f"DESCRIBE SELECT * FROM {files}").fetchall()}
            rows = f"{as_declared(table, there)} FROM {files}"
        return f"SELECT * FROM ({rows}){_within(sites)}"

    def turn(self) -> None:
        """Have the connection ready for other files: with keys that are in force, and without what it freed and kept.
        DuckDB lets that go (some 70 MB) when it is told its limit, the same one, too."""
        sign_in(self.connection, self.store)
        self.connection.execute(f"SET memory_limit = {quoted(_SETTINGS['memory_limit'])}")

    def mount_released(
        self, table: Table, keys: Sequence[str], sites: Sites | None = None, places: Collection[str] | None = None
    ) -> None:
        """Have a name of the release as its own files have it, or the rows of some ``sites`` and ``places`` in them."""
        self.turn()
        files = ", ".join(quoted(f"{self.store.uri.rstrip('/')}/{key}") for key in keys)
        of_places = "" if places is None else f" AND coalesce(division_code, site_id) IN ({text_list(places)})"
        self.connection.execute(
            f"CREATE OR REPLACE VIEW {table.name} AS SELECT * FROM read_parquet([{files}], hive_partitioning = false)"
            f"{_within(sites)}{of_places}"
        )

    def places(self) -> list[tuple[Sites, Collection[str]]]:
        """Districts (by division code, or site) in pieces of few enough figures for a panel, each piece with the range
        that its sites lie in."""
        found = self.connection.execute(
            "SELECT coalesce(division_code, site_id) AS place, min(site_id) AS first, max(site_id), count(*) "
            "FROM indicators GROUP BY 1 ORDER BY first, place"
        ).fetchall()
        sites = {place: (first, last) for place, first, last, _ in found}
        pieces = pieces_of([(place, count) for place, _, _, count in found], _FIGURES)
        return [((min(sites[one][0] for one in piece), max(sites[one][1] for one in piece)), piece) for piece in pieces]

    def digest(self, table: Table, sql: str) -> tuple[int, ...]:
        """A digest of rows, the same in any order, as long as it is made by the same DuckDB."""
        columns = ", ".join(table.column)
        found = self.connection.execute(
            f"SELECT count(*), sum(hash(t)), bit_xor(hash(t)) FROM (SELECT {columns} FROM ({sql})) AS t"
        ).fetchone()
        return tuple(int(number or 0) for number in found or ())

    def digest_of_partition(self, table: Table, year: int | None) -> tuple[int, ...]:
        """A digest of a partition's rows, in any order. Texts go into it as the tables have them: each is read once,
        beside its ids alone, whatever is joined to it later."""
        self.mount(table, year)
        found = self.digest(table, narrow(table, year))
        if table.name not in WITHOUT_TEXTS or year is None:
            return found
        return (*found, *(number for one in sorted(self._of_texts(table, year)) for number in self._text_digest(one)))

    def _text_digest(self, year: int) -> tuple[int, ...]:
        if year not in self._texts:
            self._view(REPORT_TEXTS.name, year)
            self._texts[year] = self.digest(REPORT_TEXTS, f"SELECT * FROM stored.{REPORT_TEXTS.name}")
        return self._texts[year]


def open_sources(store: Store, moment: Moment, folder: str) -> Sources:
    """A connection that works in ``folder``, with what takes a look at all years made. The caller closes it."""
    connection = blank(store)
    connection.execute(f"SET temp_directory = {quoted(folder)}")
    for name, value in _SETTINGS.items():
        connection.execute(f"SET {name} = {quoted(value)}")
    connection.execute(f"ATTACH {quoted(f'{folder}/work.duckdb')} AS work")
    connection.execute("USE work")
    connection.execute("CREATE SCHEMA stored")
    connection.execute("CREATE SCHEMA held")
    sources = Sources(store, connection, moment)
    for name in (REPORTS.name, REPORT_VERSIONS.name):
        sources._view(name)
        connection.execute(f"CREATE TABLE held.{name} AS {WITHOUT_TEXTS[name]}")
    return sources


def narrow(table: Table, year: int | None) -> str:
    """SQL for a partition's rows, null for texts that are joined."""
    where = "" if year is None else f" WHERE published_year = {year}"
    if table.name in (REPORTS.name, REPORT_VERSIONS.name):
        return f"SELECT * FROM held.{table.name}{where}"
    return WITHOUT_TEXTS.get(table.name, SQL[table.name])


def whole(table: Table, year: int | None, sites: Sites | None) -> str:
    """SQL for a partition's rows, or those of some ``sites``, with their texts."""
    clauses = [] if year is None else [f"{table.partition_by[0]} = {year}"]
    clauses += [] if sites is None else [f"site_id BETWEEN {quoted(sites[0])} AND {quoted(sites[1])}"]
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    if table.name in (REPORTS.name, REPORT_VERSIONS.name):
        return (
            f"SELECT h.* REPLACE (t.text AS text) FROM (SELECT * FROM held.{table.name}{where}) AS h "
            "LEFT JOIN stored.texts AS t ON t.report_id = h.report_id AND t.version_id = h.version_id"
        )
    return f"SELECT * FROM ({SQL[table.name]}) AS p{where}"


def pieces_of(sizes: Iterable[tuple[str, int]], most: int) -> Iterator[list[str]]:
    """Names in pieces of up to ``most`` in all (one that has more is alone), by each one's size, in their order."""
    piece: list[str] = []
    together = 0
    for name, size in sizes:
        if piece and together + size > most:
            yield piece
            piece, together = [], 0
        piece.append(name)
        together += size
    if piece:
        yield piece


def _within(sites: Sites | None) -> str:
    return "" if sites is None else f" WHERE site_id BETWEEN {quoted(sites[0])} AND {quoted(sites[1])}"


def _listed(years: Iterable[Any]) -> str:
    return ", ".join(str(int(year)) for year in sorted(years))
