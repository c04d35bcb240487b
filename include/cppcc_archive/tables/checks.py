"""What must hold between the tables of a sound archive, as queries for the rows that break it.

Every query selects one column ``what``: the thing that is wrong, by name. None of them needs anything but the tables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import duckdb

from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import (
    CAPTURES,
    INDICATORS,
    MENTIONS,
    PARAGRAPHS,
    PARTS,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
    SECTIONS,
    TABLES,
)
from cppcc_archive.tables.delta import open_table
from cppcc_archive.tables.query import connect
from cppcc_archive.tables.schema import Table

KEPT = 1000
"""Broken rows of a law that are kept by name; all are counted."""

_STANDING = (
    "(SELECT report_id, arg_max(version_id, revision) AS version_id, arg_max(characters, revision) AS characters, "
    "arg_max(capture_id, revision) AS capture_id FROM reports GROUP BY report_id)"
)
"""The rows of reports that no later revision replaced."""

_AGAIN = "cppcc build --reparse (all years, or those of the reports' captures)"
_TWICE = "move <store>/tables/{table} aside, then {again}"
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
    """The laws that do not hold in ``store``, and the tables that cannot be read to their end."""
    found = [breach for table in TABLES.values() if (breach := _unopenable(store, table))]
    if len(found) == len(TABLES):
        raise StoreError(f"no table can be opened: {found[0].rows[0]}")
    damaged = {breach.law.split(":")[0] for breach in found}
    with connect(store, frozenset(TABLES.keys() - damaged)) as connection:
        sound = [table for name, table in TABLES.items() if name not in damaged]
        found += (breach for table in sound if (breach := _unreadable(connection, table)))
        damaged = {breach.law.split(":")[0] for breach in found}
        for check in CHECKS:
            if damaged.isdisjoint(table.name for table in check.tables) and (breach := _breach(connection, check)):
                found.append(breach)
    return found


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


def _unopenable(store: Store, table: Table) -> Breach | None:
    try:
        open_table(store, table)
    except StoreError as error:
        return Breach(f"{table.name}: the table can be opened", 1, (str(error)[:300],), "restore its _delta_log")
    return None


def _unreadable(connection: duckdb.DuckDBPyConnection, table: Table) -> Breach | None:
    """Reads every value of a table: what cannot be unpacked any more is told. (Parquet has no checksum of values.)"""
    try:
        connection.execute(f"SELECT max(hash(t)) FROM {table.name} t").fetchone()
    except duckdb.Error as error:
        remedy = "restore the file it names from a copy, or move the table aside and build it again"
        return Breach(f"{table.name}: every file can be read", 1, (str(error).splitlines()[0][:300],), remedy)
    return None


def _breach(connection: duckdb.DuckDBPyConnection, check: Check) -> Breach | None:
    row = connection.execute(
        f"WITH broken AS ({check.sql}) "
        f"SELECT count(*), (SELECT list(what) FROM (SELECT what FROM broken ORDER BY what LIMIT {KEPT})) "
        "FROM broken"
    ).fetchone()
    count, rows = row or (0, None)
    return Breach(check.law, count, tuple(rows or ()), check.remedy) if count else None
