"""What must hold between the tables of a sound archive, as queries for the rows that break it.

Every query selects one column ``what``: the thing that is wrong, by name. None of them needs anything but the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import duckdb

from cppcc_archive.errors import StoreError
from cppcc_archive.sites.divisions import EXAMPLE
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import (
    CAPTURES,
    CRAWL_OUTCOMES,
    DIVISIONS,
    INDICATORS,
    MENTIONS,
    PARAGRAPHS,
    PARSES,
    PARTS,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
    SECTIONS,
    SITES,
    TABLES,
)
from cppcc_archive.tables.delta import Tables, mark_key, open_table
from cppcc_archive.tables.query import connect
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.standing import standing_of

KEPT = 1000
"""Broken rows of a law that are kept by name; all are counted."""

_STANDING = (
    "(SELECT report_id, arg_max(version_id, revision) AS version_id, arg_max(characters, revision) AS characters, "
    "arg_max(capture_id, revision) AS capture_id FROM reports GROUP BY report_id)"
)
"""The rows of reports that no later revision replaced."""

_AGAIN = "cppcc build --reparse (all years, or those of the reports' captures)"
_TWICE = "move <store>/tables/{table} aside, then {again}"
_STATES = ("the table is there", "the table can be opened", "every file can be read")
_REMEDIES = {
    "captures": "cppcc audit --repair reads its rows from the WARC objects",
    "crawl_outcomes": "restore it from a copy: quiet nights leave nothing to make it from",
    "sites": "cppcc build",
    "divisions": "cppcc build",
}
_REPORTS_AT_ONCE = 1000
_DIGESTED = frozenset(table.name for table in (REPORTS, REPORT_TEXTS, REPORT_VERSIONS, *PARTS))
_SPANS = (
    (SECTIONS, "heading", "heading"),
    (INDICATORS, "span", "figure"),
    (MENTIONS, "text", "name"),
)
"""Tables of parts, their column that repeats the report's text, and what it is called."""


@dataclass(frozen=True, slots=True)
class Check:
    """One law, a query over ``tables`` for what breaks it, and what to do then."""

    law: str
    tables: tuple[Table, ...]
    sql: str
    remedy: str
    is_second: bool = False
    """Whether what another law names already is left out: one damage is told once."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that does not hold: how many rows break it, those of them that were kept by name, and what to do."""

    law: str
    count: int
    rows: tuple[str, ...]
    remedy: str


def _single_key(table: Table) -> Check:
    key = ", ".join(table.key)
    named = f"concat_ws(' ', {key})"
    return Check(
        f"{table.name}: no key is there twice",
        (table,),
        f"SELECT {named} AS what FROM {table.name} GROUP BY {key} HAVING count(*) > 1",
        _TWICE.format(table=table.name, again="cppcc audit --repair" if table is CAPTURES else "cppcc build --reparse"),
    )


def _no_loose_parts(table: Table) -> Check:
    return Check(
        f"{table.name}: every row belongs to a version of a report",
        (table, REPORT_VERSIONS),
        f"SELECT DISTINCT report_id || ' ' || version_id AS what FROM {table.name} "
        "ANTI JOIN report_versions USING (report_id, version_id)",
        "a build was killed: build the year again",
    )


def _spans_stand(table: Table, column: str, called: str) -> Check:
    return Check(
        f"{table.name}: every {called} stands in the report's text where it says",
        (table, REPORT_TEXTS),
        f"SELECT p.report_id || ' ' || p.{table.key[2]} AS what FROM {table.name} p "
        "JOIN texts t USING (report_id, version_id) "
        f"WHERE substr(t.text, p.start_char + 1, p.end_char - p.start_char) <> p.{column}",
        _AGAIN,
    )


CHECKS: tuple[Check, ...] = (
    *map(_single_key, TABLES.values()),
    *map(_no_loose_parts, (REPORT_TEXTS, *PARTS)),
    *(_spans_stand(*one) for one in _SPANS),
    Check(
        "reports: every version that stands has its text",
        (REPORTS, REPORT_TEXTS),
        f"SELECT report_id AS what FROM {_STANDING} ANTI JOIN texts USING (report_id, version_id)",
        _AGAIN,
    ),
    Check(
        "reports: every report with a text has its paragraphs",
        (REPORTS, PARAGRAPHS),
        f"SELECT report_id AS what FROM {_STANDING} ANTI JOIN paragraphs USING (report_id, version_id) "
        "WHERE characters > 0",
        _AGAIN,
    ),
    Check(
        "reports: every version that stands is among report_versions",
        (REPORTS, TABLES["report_versions"]),
        f"SELECT report_id AS what FROM {_STANDING} ANTI JOIN report_versions USING (report_id, version_id)",
        _AGAIN,
    ),
    Check(
        "parses: every version that was read is among report_versions",
        (TABLES["parses"], TABLES["report_versions"]),
        "SELECT DISTINCT report_id || ' ' || version_id AS what FROM ("
        "SELECT arg_max(report_id, parsed_at) AS report_id, arg_max(version_id, parsed_at) AS version_id, "
        "arg_max(result, parsed_at) AS result FROM parses GROUP BY capture_id) "
        "ANTI JOIN report_versions USING (report_id, version_id) WHERE result = 'report'",
        _AGAIN,
    ),
    Check(
        "reports: every version that stands is among parses",
        (REPORTS, PARSES),
        f"SELECT report_id AS what FROM {_STANDING} ANTI JOIN parses USING (report_id, version_id)",
        _AGAIN,
        is_second=True,
    ),
    Check(
        "parses: every page that was read as a report is one",
        (PARSES, REPORTS),
        "SELECT DISTINCT report_id AS what FROM ("
        "SELECT arg_max(report_id, parsed_at) AS report_id, arg_max(result, parsed_at) AS result FROM parses "
        "GROUP BY capture_id) ANTI JOIN reports USING (report_id) WHERE result = 'report'",
        _AGAIN,
        is_second=True,
    ),
    Check(
        "reports: every site that has reports is among sites",
        (REPORTS, SITES),
        "SELECT DISTINCT site_id AS what FROM reports ANTI JOIN sites USING (site_id)",
        "cppcc build",
    ),
    Check(
        "reports: every division that has reports is among divisions",
        (REPORTS, DIVISIONS),
        "SELECT DISTINCT division_code AS what FROM reports ANTI JOIN divisions USING (division_code) "
        # Invented places (demo, tests) have codes of a province or a city that does not exist.
        f"WHERE division_code IS NOT NULL AND '{EXAMPLE}' NOT IN (division_code[1:2], division_code[3:4])",
        "cppcc build",
    ),
    Check(
        "captures: every site that a run brought captures of came out of it somehow",
        (CAPTURES, CRAWL_OUTCOMES),
        "SELECT DISTINCT run_id || ' ' || site_id AS what FROM captures "
        "SEMI JOIN crawl_outcomes USING (run_id) ANTI JOIN crawl_outcomes USING (run_id, site_id)",
        "rows of crawl_outcomes are missing: restore the table from a copy",
    ),
    Check(
        "reports: every report leads back to a capture",
        (REPORTS, CAPTURES),
        f"SELECT report_id AS what FROM {_STANDING} ANTI JOIN captures USING (capture_id)",
        "rows of captures are missing: cppcc audit --repair reads them from the WARC objects",
    ),
    Check(
        "captures: every revisit leads back to the capture it repeats",
        (CAPTURES,),
        "SELECT a.capture_id AS what FROM captures a ANTI JOIN captures b ON a.revisit_of = b.capture_id "
        "WHERE a.revisit_of IS NOT NULL",
        "rows of captures are missing: cppcc audit --repair reads them from the WARC objects",
    ),
)
"""Every law, in the order it is looked at."""


def breaches(store: Store) -> list[Breach]:
    """The laws that do not hold in ``store``, and the tables that are gone or cannot be read to their end.

    A law over such a table is not looked at: one damage is one breach.
    """
    found = [breach for table in TABLES.values() if (breach := _lost(store, table) or _unopenable(store, table))]
    if len(found) == len(TABLES):
        raise StoreError(f"no table can be opened: {found[0].rows[0]}")
    damaged = {breach.law.split(":")[0] for breach in found}
    with connect(store, frozenset(TABLES.keys() - damaged)) as connection:
        sound = [table for name, table in TABLES.items() if name not in damaged]
        found += (breach for table in sound if (breach := _unreadable(connection, table)))
        damaged = {breach.law.split(":")[0] for breach in found}
        for check in CHECKS:
            if damaged.isdisjoint(table.name for table in check.tables) and (breach := _breach(connection, check)):
                found += [breach] if not check.is_second else _beyond(breach, found)
    if damaged.isdisjoint(_DIGESTED) and (breach := _other_content(store, found)):
        found.append(breach)
    return found


def damage(store: Store, table: Table) -> Breach | None:
    """Why a table is gone or cannot be read to its end; None when it can."""
    found = _lost(store, table) or _unopenable(store, table)
    if found is not None:
        return found
    with connect(store, frozenset({table.name})) as connection:
        return _unreadable(connection, table)


def unreadable(found: Iterable[Breach]) -> frozenset[str]:
    """The tables that are gone or cannot be read, by what :func:`breaches` found."""
    return frozenset(one.law.partition(":")[0] for one in found if one.law.partition(": ")[2] in _STATES)


def lasting(before: list[Breach], after: list[Breach]) -> list[Breach]:
    """The breaches that two looks have in common, row by row: a build at work breaks laws between its commits."""
    seen = {breach.law: breach for breach in before}
    found = []
    for breach in after:
        known = seen.get(breach.law)
        rows = tuple(row for row in breach.rows if known and row in known.rows)
        if rows:
            found.append(replace(breach, rows=rows, count=len(rows) if breach.count <= KEPT else breach.count))
    return found


def _beyond(breach: Breach, found: Iterable[Breach]) -> list[Breach]:
    """A breach less the rows that others name (by their first word) already."""
    named = {row.split(" ")[0] for one in found for row in one.rows}
    rows = tuple(row for row in breach.rows if row.split(" ")[0] not in named)
    return [replace(breach, rows=rows, count=len(rows) if breach.count <= KEPT else breach.count)] if rows else []


def _other_content(store: Store, found: Iterable[Breach]) -> Breach | None:
    """Reports whose row and parts are not what their digest says, but for those that another breach names."""
    with connect(store, frozenset({REPORTS.name})) as connection:
        sql = (
            "SELECT site_id, report_id, arg_max(content_digest, revision) FROM reports GROUP BY ALL "
            "ORDER BY site_id, report_id"
        )
        said = connection.execute(sql).fetchall()
    opened, wrong = Tables(store), []
    for start in range(0, len(said), _REPORTS_AT_ONCE):
        chunk = said[start : start + _REPORTS_AT_ONCE]
        held = standing_of(opened, {site_id for site_id, _, _ in chunk}, {report_id for _, report_id, _ in chunk})
        wrong += [report_id for _, report_id, digest in chunk if held[report_id].digest != digest]
    tables = ", ".join(table.name for table in PARTS)
    law = f"reports: every row with its parts ({tables}) is what its digest says"
    rows = tuple(sorted(wrong))
    return next(iter(_beyond(Breach(law, len(rows), rows[:KEPT], _AGAIN), found)), None)


def _lost(store: Store, table: Table) -> Breach | None:
    """Whether a table that was once made is not there any more."""
    try:
        if open_table(store, table) is not None or not store.exists(mark_key(table.name)):
            return None
    except StoreError:
        return None
    said = "the table was made here and is gone"
    return Breach(f"{table.name}: {_STATES[0]}", 1, (said,), _REMEDIES.get(table.name, _AGAIN))


def _unopenable(store: Store, table: Table) -> Breach | None:
    try:
        open_table(store, table)
    except StoreError as error:
        return Breach(f"{table.name}: {_STATES[1]}", 1, (str(error)[:300],), "restore its _delta_log")
    return None


def _unreadable(connection: duckdb.DuckDBPyConnection, table: Table) -> Breach | None:
    """Reads every value of a table: what cannot be unpacked any more is told. (Parquet has no checksum of values.)"""
    try:
        connection.execute(f"SELECT max(hash(t)) FROM {table.name} t").fetchone()
    except duckdb.Error as error:
        remedy = "restore the file it names from a copy, or move the table aside and build it again"
        return Breach(f"{table.name}: {_STATES[2]}", 1, (str(error).splitlines()[0][:300],), remedy)
    return None


def _breach(connection: duckdb.DuckDBPyConnection, check: Check) -> Breach | None:
    try:
        return _asked(connection, check)
    except duckdb.Error as error:
        remedy = "look again; if it lasts, restore what it names from a copy"
        return Breach(check.law, 1, (f"cannot be looked at: {str(error).splitlines()[0][:300]}",), remedy)


def _asked(connection: duckdb.DuckDBPyConnection, check: Check) -> Breach | None:
    row = connection.execute(
        f"WITH broken AS ({check.sql}) "
        f"SELECT count(*), (SELECT list(what) FROM (SELECT what FROM broken ORDER BY what LIMIT {KEPT})) "
        "FROM broken"
    ).fetchone()
    count, rows = row or (0, None)
    return Breach(check.law, count, tuple(rows or ()), check.remedy) if count else None
