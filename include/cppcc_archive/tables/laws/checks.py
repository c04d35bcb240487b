"""What must hold between the tables of a sound archive, as queries for the rows that break it.

Every query selects one column ``what``: the thing that is wrong, by name. None of them needs anything but ids of the
tables, as :mod:`~cppcc_archive.tables.laws.rows` loads them.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from cppcc_archive.sites.divisions import EXAMPLE
from cppcc_archive.tables.contract import (
    CAPTURES,
    CRAWL_OUTCOMES,
    DIVISIONS,
    PARAGRAPHS,
    PARSES,
    PARTS,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
    SITES,
    TABLES,
)
from cppcc_archive.tables.laws import breach as kept
from cppcc_archive.tables.laws.breach import AGAIN, Breach
from cppcc_archive.tables.laws.rows import PLACES, RUNS
from cppcc_archive.tables.schema import Table

_STANDING = (
    "(SELECT report_id, arg_max(version_id, revision) AS version_id, arg_max(characters, revision) AS characters, "
    "arg_max(capture_id, revision) AS capture_id FROM reports GROUP BY report_id)"
)
"""The rows of reports that no later revision replaced."""

_TWICE = "move <store>/tables/{table} aside, then {again}"


@dataclass(frozen=True, slots=True)
class Check:
    """One law, a query over ``tables`` for what breaks it, and what to do then."""

    law: str
    tables: tuple[Table, ...]
    sql: str
    remedy: str
    is_second: bool = False
    """Whether what another law names already is left out: one damage is told once."""


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


CHECKS: tuple[Check, ...] = (
    *map(_single_key, TABLES.values()),
    *map(_no_loose_parts, (REPORT_TEXTS, *PARTS)),
    Check(
        "reports: every version that stands has its text",
        (REPORTS, REPORT_TEXTS),
        f"SELECT report_id AS what FROM {_STANDING} ANTI JOIN texts USING (report_id, version_id)",
        AGAIN,
    ),
    Check(
        "reports: every report with a text has its paragraphs",
        (REPORTS, PARAGRAPHS),
        f"SELECT report_id AS what FROM {_STANDING} ANTI JOIN paragraphs USING (report_id, version_id) "
        "WHERE characters > 0",
        AGAIN,
    ),
    Check(
        "reports: every version that stands is among report_versions",
        (REPORTS, TABLES["report_versions"]),
        f"SELECT report_id AS what FROM {_STANDING} ANTI JOIN report_versions USING (report_id, version_id)",
        AGAIN,
    ),
    Check(
        "parses: every version that was read is among report_versions",
        (TABLES["parses"], TABLES["report_versions"]),
        "SELECT DISTINCT report_id || ' ' || version_id AS what FROM ("
        "SELECT arg_max(report_id, parsed_at) AS report_id, arg_max(version_id, parsed_at) AS version_id, "
        "arg_max(result, parsed_at) AS result FROM parses GROUP BY capture_id, files_at) "
        "ANTI JOIN report_versions USING (report_id, version_id) WHERE result = 'report'",
        AGAIN,
    ),
    Check(
        "reports: every version that stands is among parses",
        (REPORTS, PARSES),
        f"SELECT report_id AS what FROM {_STANDING} ANTI JOIN parses USING (report_id, version_id)",
        AGAIN,
        is_second=True,
    ),
    Check(
        "parses: every page that was read as a report is one",
        (PARSES, REPORTS),
        "SELECT DISTINCT report_id AS what FROM ("
        "SELECT arg_max(report_id, parsed_at) AS report_id, arg_max(result, parsed_at) AS result FROM parses "
        "GROUP BY capture_id, files_at) ANTI JOIN reports USING (report_id) WHERE result = 'report'",
        AGAIN,
        is_second=True,
    ),
    Check(
        "reports: every site that has reports is among sites",
        (REPORTS, SITES),
        f"SELECT site_id AS what FROM {PLACES} ANTI JOIN sites USING (site_id) GROUP BY site_id",
        "cppcc build",
    ),
    Check(
        "reports: every division that has reports is among divisions",
        (REPORTS, DIVISIONS),
        f"SELECT DISTINCT division_code AS what FROM {PLACES} ANTI JOIN divisions USING (division_code) "
        # Invented places (demo, tests) have codes of a province or a city that does not exist.
        f"WHERE division_code IS NOT NULL AND '{EXAMPLE}' NOT IN (division_code[1:2], division_code[3:4])",
        "cppcc build",
    ),
    Check(
        "captures: every site that a run brought captures of came out of it somehow",
        (CAPTURES, CRAWL_OUTCOMES),
        "SELECT DISTINCT run_id || ' ' || site_id AS what FROM captures "
        f"SEMI JOIN {RUNS} USING (run_id) ANTI JOIN crawl_outcomes USING (run_id, site_id)",
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


def broken(connection: duckdb.DuckDBPyConnection, check: Check) -> Breach | None:
    """How a law does not hold over the tables of a connection; None where it does."""
    try:
        return _asked(connection, check)
    except duckdb.Error as error:
        remedy = "look again; if it lasts, restore what it names from a copy"
        return Breach(check.law, 1, (f"cannot be looked at: {str(error).splitlines()[0][:300]}",), remedy)


def _asked(connection: duckdb.DuckDBPyConnection, check: Check) -> Breach | None:
    row = connection.execute(
        f"WITH broken AS ({check.sql}) "
        f"SELECT count(*), (SELECT list(what) FROM (SELECT what FROM broken ORDER BY what LIMIT {kept.KEPT})) "
        "FROM broken"
    ).fetchone()
    count, rows = row or (0, None)
    return Breach(check.law, count, tuple(rows or ()), check.remedy) if count else None
