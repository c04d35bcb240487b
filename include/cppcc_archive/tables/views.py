"""The names analysts use. Most are tables as they are stored; the others are views over them, declared here.

Every connection has the stored tables in the schema ``stored``, and every name of :data:`ANALYSTS` beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cppcc_archive.tables.contract import PARTS, REPORT_VERSIONS, TABLES
from cppcc_archive.tables.schema import Table, View
from cppcc_archive.tables.view_figures import CODE_LIST, CONTRADICTIONS, FIGURE_CONTEXT, PANEL, PANEL_WIDE
from cppcc_archive.tables.view_history import AS_OF, CHANGES, HISTORIES, STOOD
from cppcc_archive.tables.view_places import COVERAGE, LATEST_REPORTS


def _as_stored(table: Table) -> str:
    return f"SELECT {', '.join(table.column)} FROM stored.{table.name}"


def _standing(part: Table) -> str:
    listed = ", ".join(f"p.{name}" for name in part.column)
    return (
        f"SELECT {listed}\nFROM stored.{part.name} AS p\n"
        "JOIN stored.reports AS r ON r.report_id = p.report_id AND r.version_id = p.version_id"
    )


_VERSIONS = View(
    replace(
        REPORT_VERSIONS,
        columns=(*REPORT_VERSIONS.columns, *STOOD),
        description="Every text of every report and when it stood: A, then B, then A again are three rows.",
    ),
    f"SELECT {', '.join(REPORT_VERSIONS.column)}, first_seen AS valid_from,\n"
    "  LEAD(first_seen) OVER (PARTITION BY report_id ORDER BY first_seen) AS valid_to\n"
    "FROM stored.report_versions",
)

_DECLARED = (
    _VERSIONS,
    *(View(part, _standing(part)) for part in PARTS),
    CODE_LIST,
    FIGURE_CONTEXT,
    PANEL,
    PANEL_WIDE,
    CONTRADICTIONS,
    LATEST_REPORTS,
    COVERAGE,
    *HISTORIES,
    CHANGES,
)

ANALYSTS: dict[str, Table] = {**TABLES, **{view.table.name: view.table for view in _DECLARED}}
"""Every name an analyst may ask, as it is declared to them."""

SQL: dict[str, str] = {
    **{name: _as_stored(table) for name, table in TABLES.items()},
    **{view.table.name: view.sql.strip() for view in _DECLARED},
}
"""By name, the SELECT over ``stored`` tables and other names of this list."""

MACROS = AS_OF
"""Table macros of one argument (a moment), by the name of what they look back on."""

_WORD = re.compile(r"(?:FROM|JOIN)\s+(stored\.)?(\w+)")


def described(name: str) -> Table:
    """A table as analysts see it."""
    return ANALYSTS[name]


def in_order(names: Iterable[str]) -> list[str]:
    """The names (macros stand for what they look back on) and all that they are made of, what is needed first."""
    found: dict[str, None] = {}

    def add(name: str) -> None:
        if name not in found:
            for other in _made_of(name):
                add(other)
            found[name] = None

    for name in names:
        add(MACROS.get(name, name))
    return list(found)


def stored_behind(names: Iterable[str]) -> frozenset[str]:
    """The stored tables that these names are made of."""
    return frozenset(
        match[2] for name in in_order(names) for match in _WORD.finditer(SQL[name]) if match[1] and match[2] in TABLES
    )


def _made_of(name: str) -> Iterator[str]:
    return (match[2] for match in _WORD.finditer(SQL[name]) if not match[1] and match[2] in ANALYSTS)
