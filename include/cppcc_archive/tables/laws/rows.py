"""What a look loads of the tables: the ids of all rows of some sites, or of those that new and lost rows concern.

Both come to Arrow tables by name, on which the laws of :mod:`~cppcc_archive.tables.laws.checks` are asked. What a look
for news loads is enough to tell whether the new rows keep the laws, and grows with them: their own rows, and the ids of
what they refer to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from cppcc_archive.tables.contract import (
    CAPTURES,
    CRAWL_OUTCOMES,
    DIVISIONS,
    PARSES,
    PARTS,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
    SITES,
    TABLES,
)
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.laws.changes import Changes
from cppcc_archive.tables.scan import DataFile, Keep, Mask, among, batches_of, both, data_files, either, scan
from cppcc_archive.tables.schema import Table

OF_REPORTS = (REPORTS, REPORT_TEXTS, REPORT_VERSIONS, *PARTS)
"""Tables whose rows are of a report each."""

APPEND_ONLY = (CAPTURES, CRAWL_OUTCOMES)
"""Tables of which no row ever goes, and nothing but the log may know that one did. (Nor does one of ``parses``; but a
page is read again, and the laws miss it.)"""

_HASH = "row_hash"

PLACES, RUNS = "places", "told_runs"
"""Names beside the tables': where reports are from, and the runs that told anything."""

_IDS: Mapping[str, tuple[str, ...]] = {
    CAPTURES.name: ("site_id", "capture_id", "run_id", "revisit_of"),
    REPORTS.name: ("site_id", "report_id", "revision", "version_id", "capture_id", "characters", "division_code"),
    PARSES.name: (
        "site_id",
        "capture_id",
        "files_at",
        "parser_version",
        "parsed_at",
        "report_id",
        "version_id",
        "result",
    ),
}


@dataclass(frozen=True, slots=True)
class Span:
    """The sites from ``first`` to before ``until`` (None: to the last); what has no site is the first span's."""

    first: str = ""
    until: str | None = None

    def meets(self, file: DataFile) -> bool:
        """Whether the file can hold rows of these sites."""
        if file.first is None or file.last is None:
            return True
        return file.last >= self.first and (self.until is None or file.first < self.until)

    def mask(self, rows: pa.Table) -> Mask:
        """Where the column ``site_id`` is one of these sites."""
        after: Any = pc.greater_equal(rows["site_id"], pa.scalar(self.first))
        return after if self.until is None else both(after, pc.less(rows["site_id"], pa.scalar(self.until)))


def ids_of(table: Table) -> tuple[str, ...]:
    """The columns of a table that the laws name."""
    of_site = ("site_id",) if "site_id" in table.column else ()
    return tuple(dict.fromkeys(_IDS.get(table.name, (*of_site, *table.key))))


def batches_of_span(
    tables: Tables, table: Table, columns: Sequence[str], span: Span, files: Iterable[DataFile] | None = None
) -> Iterator[pa.Table]:
    """The rows of the span's sites, one row group after the other; of ``files`` alone where they are given."""
    if "site_id" not in table.column:
        yield from batches_of(tables, table, columns, files=() if span.first else files)
        return
    listed = [file for file in (data_files(tables, table) if files is None else files) if span.meets(file)]
    yield from batches_of(tables, table, columns, by=("site_id",), keep=span.mask, files=listed)


def scan_span(
    tables: Tables, table: Table, columns: Sequence[str], span: Span, files: Iterable[DataFile] | None = None
) -> pa.Table:
    """:func:`batches_of_span` in one."""
    found = [_empty(table, columns)]
    found += (rows.cast(found[0].schema) for rows in batches_of_span(tables, table, columns, span, files))
    return pa.concat_tables(found)


class Whole:
    """All rows of some sites."""

    def __init__(self, tables: Tables, span: Span) -> None:
        self._tables, self._span = tables, span

    def ids(self, table: Table) -> pa.Table:
        """The ids of a table."""
        # Dimensions are small, and reports of any site name their rows.
        whole = table in (SITES, DIVISIONS)
        return scan_span(self._tables, table, ids_of(table), Span() if whole else self._span)


@dataclass(slots=True)
class News:
    """The rows that came and went since an earlier look, of some sites, and the ids of what they refer to."""

    tables: Tables
    span: Span
    changes: Mapping[str, Changes]
    every_year: bool = False
    """Whether the rows of a report are looked for in all years, and not only in those it has news in."""
    new: dict[str, pa.Table] = field(default_factory=dict)
    lost: dict[str, pa.Table] = field(default_factory=dict)
    _touched: dict[int, dict[str, set[str]]] = field(default_factory=dict)
    _captures: pa.Table | None = None

    def __post_init__(self) -> None:
        for name, changes in self.changes.items():
            table = TABLES[name]
            # Where files were written anew most rows are as they were.
            hashed = bool(changes.added and changes.removed)
            came, went = self._keys(table, changes.added, hashed), self._keys(table, changes.removed, hashed)
            # A row that was written anew twice is news, one of two that is left is not lost.
            self.new[name], self.lost[name] = _beyond(came, went, each=True), _beyond(went, came)
        for table in (*OF_REPORTS, PARSES):
            for rows in (self.new[table.name], self.lost[table.name]):
                self._touch(rows)

    def ids(self, table: Table) -> pa.Table:
        """The ids of the rows of a table that the news concern."""
        if table in OF_REPORTS:
            return self._of_reports(table, ids_of(table), lambda ids: lambda rows: among(rows, "report_id", ids))
        if table is PARSES:
            return self._parses()
        if table is CAPTURES:
            return self._with_originals()
        if table is CRAWL_OUTCOMES:
            return self._outcomes()
        return Whole(self.tables, self.span).ids(table)

    def pairs(self, of: Mapping[str, pa.Table], tables: Iterable[Table]) -> set[tuple[str, str]]:
        """The (report, version) pairs that the new or lost rows of some tables are of."""
        found: set[tuple[str, str]] = set()
        for table in tables:
            rows = of[table.name].select(["report_id", "version_id"]).group_by(["report_id", "version_id"])
            held = rows.aggregate([]).to_pydict()
            found |= set(zip(held["report_id"], held["version_id"], strict=True))
        return found

    @property
    def sites(self) -> set[str]:
        """The sites with reports among the news."""
        return {site_id for sites in self._touched.values() for site_id in sites}

    def gone(self, table: Table) -> pa.Table:
        """The keys of the rows that went and did not come again with other values."""
        keys = list(table.key)
        return _beyond(self.lost[table.name].select(keys), self.new[table.name].select(keys))

    def _keys(self, table: Table, files: Sequence[DataFile], hashed: bool) -> pa.Table:
        """The keys of the rows in some files; of rows of reports also whose and of which year they are. ``hashed``:
        with a hash over all the row says."""
        names = ("site_id", "report_id", *table.partition_by, *table.key)
        columns = [name for name in dict.fromkeys(names) if name in table.column]
        if not hashed:
            return scan_span(self.tables, table, columns, self.span, files)
        schema = _empty(table, columns).schema.append(pa.field(_HASH, pa.uint64()))
        found = [schema.empty_table()]
        with duckdb.connect() as connection:
            for batch in batches_of_span(self.tables, table, list(table.column), self.span, files):
                connection.register("batch", batch)
                said = connection.execute(f"SELECT {', '.join(columns)}, hash(t) AS {_HASH} FROM batch t")
                found.append(said.to_arrow_table().cast(schema))
        return pa.concat_tables(found)

    def _touch(self, rows: pa.Table) -> None:
        names = ["published_year", "site_id", "report_id"]
        distinct = rows.select(names).group_by(names).aggregate([]).to_pydict()
        for year, site_id, report_id in zip(*(distinct[name] for name in names), strict=True):
            of_site = self._touched.setdefault(year, {}).setdefault(site_id, set())
            if report_id is not None:
                of_site.add(report_id)

    def _of_reports(
        self, table: Table, columns: Sequence[str], keep: Any, by: Sequence[str] = ("report_id",)
    ) -> pa.Table:
        """Year by year: those of old years are few, and of few sites."""
        if self.every_year:
            ids = {report_id for sites in self._touched.values() for of_site in sites.values() for report_id in of_site}
            return scan(self.tables, table, columns, sites=self.sites, by=by, keep=keep(ids))
        found = [
            scan(
                self.tables,
                table,
                columns,
                sites=sites,
                partitions={year},
                by=by,
                keep=keep({report_id for ids in sites.values() for report_id in ids}),
            )
            for year, sites in sorted(self._touched.items())
        ]
        return pa.concat_tables(found) if found else _empty(table, columns)

    def _parses(self) -> pa.Table:
        captures = _values(self.new[PARSES.name], "capture_id")

        def keep(ids: Collection[str]) -> Keep:
            return lambda rows: either(
                pc.fill_null(among(rows, "report_id", ids), False), among(rows, "capture_id", captures)
            )

        return self._of_reports(PARSES, ids_of(PARSES), keep, ("report_id", "capture_id"))

    def _left_captures(self) -> pa.Table:
        """The new captures, and those of runs of which an outcome is new."""
        if self._captures is None:
            new = self.new[CAPTURES.name]
            ids = _values(new, "capture_id")
            runs = _values(self.new[CRAWL_OUTCOMES.name], "run_id")
            years = {file.partition for file in self.changes[CAPTURES.name].added if file.partition is not None}
            self._captures = scan(
                self.tables,
                CAPTURES,
                ids_of(CAPTURES),
                partitions=years,
                by=("site_id", "capture_id", "run_id"),
                keep=lambda rows: both(
                    self.span.mask(rows), either(among(rows, "capture_id", ids), among(rows, "run_id", runs))
                ),
            )
        return self._captures

    def _with_originals(self) -> pa.Table:
        """The new captures, and the ids of those that they and reports refer to."""
        left = self._left_captures()
        wanted = _by_site(left.filter(pc.is_valid(left["revisit_of"])), "revisit_of")
        for site_id, ids in _by_site(self.ids(REPORTS), "capture_id").items():
            wanted.setdefault(site_id, set()).update(ids)
        there = set(left["capture_id"].to_pylist())
        years = {file.partition for file in self.changes[CAPTURES.name].added if file.partition is not None}
        loose = pa.schema([(name, pa.string()) for name in ids_of(CAPTURES)])
        found = [left.cast(loose)]
        # Most are of the years that something was captured in; only for the rest the others are opened.
        for partitions in (years, None):
            missing = {site_id: ids - there for site_id, ids in wanted.items() if ids - there}
            ids = {capture_id for of_site in missing.values() for capture_id in of_site}
            rows = scan(
                self.tables,
                CAPTURES,
                ("site_id", "capture_id"),
                sites=missing,
                partitions=partitions,
                by=("capture_id",),
                keep=lambda rows, ids=ids: among(rows, "capture_id", ids),  # type: ignore[misc]
            )
            there |= set(rows["capture_id"].to_pylist())
            bare = {name: pa.nulls(rows.num_rows, pa.string()) for name in ("run_id", "revisit_of")}
            named = {"site_id": rows["site_id"], "capture_id": rows["capture_id"]}
            found.append(pa.table({**named, **bare}, schema=loose))
        return pa.concat_tables(found)

    def _outcomes(self) -> pa.Table:
        runs = _values(self.new[CRAWL_OUTCOMES.name], "run_id") | _values(self._left_captures(), "run_id")
        return scan(
            self.tables,
            CRAWL_OUTCOMES,
            ids_of(CRAWL_OUTCOMES),
            by=("site_id", "run_id"),
            keep=lambda rows: both(self.span.mask(rows), among(rows, "run_id", runs)),
        )


def places(tables: Tables, span: Span, look: Whole | News, reports: pa.Table) -> pa.Table:
    """The sites and divisions that reports have, each once: of all where rows of these have gone, of ``reports`` (their
    ids, as the look loaded them) else."""
    names = ["site_id", "division_code"]
    if isinstance(look, Whole) or not any(look.lost[table.name].num_rows for table in (SITES, DIVISIONS)):
        return reports.group_by(names).aggregate([]).select(names)
    every = [rows.group_by(names).aggregate([]).select(names) for rows in batches_of_span(tables, REPORTS, names, span)]
    return pa.concat_tables([rows.cast(every[0].schema) for rows in every] or [reports.select(names)])


def told_runs(tables: Tables, captures: pa.Table, outcomes: pa.Table) -> pa.Table:
    """Of the runs that brought a site captures and no outcome, those that told how another site came out."""
    told = set(zip(outcomes["run_id"].to_pylist(), outcomes["site_id"].to_pylist(), strict=True))
    brought = captures.select(["run_id", "site_id"]).group_by(["run_id", "site_id"]).aggregate([]).to_pydict()
    pairs = zip(brought["run_id"], brought["site_id"], strict=True)
    runs = {str(run_id) for run_id, site_id in pairs if run_id is not None and (run_id, site_id) not in told}
    if not runs:
        return _empty(CRAWL_OUTCOMES, ["run_id"])
    found = scan(tables, CRAWL_OUTCOMES, ["run_id"], by=("run_id",), keep=lambda rows: among(rows, "run_id", runs))
    return found.group_by(["run_id"]).aggregate([])


def _empty(table: Table, columns: Sequence[str]) -> pa.Table:
    return pa.schema([table.schema.field(name) for name in columns]).remove_metadata().empty_table()


def _values(rows: pa.Table, column: str) -> set[str]:
    return {str(value) for value in pc.unique(rows[column]).to_pylist() if value is not None}


def _by_site(rows: pa.Table, column: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for site_id, value in zip(rows["site_id"].to_pylist(), rows[column].to_pylist(), strict=True):
        found.setdefault(str(site_id), set()).add(str(value))
    return found


def _beyond(rows: pa.Table, others: pa.Table, *, each: bool = False) -> pa.Table:
    """The rows that are not among the others, each once; with ``each`` as often as they are there more often."""
    if not rows.num_rows or not others.num_rows:
        return rows
    with duckdb.connect() as connection:
        connection.register("rows_here", rows)
        connection.register("rows_there", others)
        except_ = "EXCEPT ALL" if each else "EXCEPT"
        return connection.execute(f"FROM rows_here {except_} FROM rows_there").to_arrow_table().cast(rows.schema)


def batches(rows: Sequence[Any], each: int) -> Iterator[Sequence[Any]]:
    """The rows in groups of so many."""
    for start in range(0, len(rows), each):
        yield rows[start : start + each]
