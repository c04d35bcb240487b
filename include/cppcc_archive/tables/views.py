"""The names analysts use. Most are tables as they are stored; the others are views over them, declared here.

Every connection has the stored tables in the schema ``stored``, and every name of :data:`ANALYSTS` beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cppcc_archive.reports.anomaly_table import ANOMALY_KINDS
from cppcc_archive.tables.contract import ANOMALIES, PARTS, REPORT_VERSIONS, REPORTS, TABLES
from cppcc_archive.tables.literals import quoted
from cppcc_archive.tables.schema import TEXT, Column, Table, View
from cppcc_archive.tables.view_codes import CODE_LIST
from cppcc_archive.tables.view_figures import CONTRADICTIONS, FIGURE_CONTEXT, PANEL, PANEL_WIDE
from cppcc_archive.tables.view_history import (
    AS_OF,
    CHANGES,
    HISTORIES,
    STOOD,
    TEXT_OF_VERSION,
    columns_of_words,
    source_of_words,
    words_of,
)
from cppcc_archive.tables.view_places import COVERAGE, LATEST_REPORTS


def _as_stored(table: Table) -> str:
    return f"SELECT {', '.join(table.column)} FROM stored.{table.name}"


_ROWS_THAT_STAND = (
    "FROM stored.reports AS r\n"
    "LEFT JOIN (\n"
    "  SELECT report_id, MAX(revision) AS newest FROM stored.reports WHERE revision > 0 GROUP BY report_id\n"
    ") AS n ON n.report_id = r.report_id\n"
)
"""The rows of ``reports`` that no later revision replaced: only few have any, so the right side is small."""

_STANDS = "WHERE n.newest IS NULL OR r.revision = n.newest"

COPY_FROM = 100
"""Characters from which two reports of one committee in the same words are one report listed twice."""

_DUPLICATE_OF = Column(
    "duplicate_of",
    TEXT,
    "The report this one copies: the same committee's same text under another address (two columns, an old host); null "
    "for a report that counts",
    "9b1c0d7e5a3f4e21",
    nullable=True,
)
_PLACE = "COALESCE(r.division_code, r.site_id)"
_FIRST_COPY = f"""FIRST_VALUE(r.report_id) OVER (
      PARTITION BY {_PLACE}, r.version_id
      ORDER BY CASE WHEN r.gone_since IS NULL THEN 0 ELSE 1 END, r.first_seen, r.report_id
    )"""

_COPIES = f"""LEFT JOIN (
  SELECT r.report_id, {_FIRST_COPY} AS first_id
  {_ROWS_THAT_STAND}  JOIN (
    SELECT {_PLACE} AS place_id, r.version_id FROM stored.reports AS r
    WHERE r.characters >= {COPY_FROM} GROUP BY {_PLACE}, r.version_id HAVING COUNT(*) > 1
  ) AS w ON w.place_id = {_PLACE} AND w.version_id = r.version_id
  {_STANDS}
) AS c ON c.report_id = r.report_id
"""
"""Reports whose text another row of their committee has, with the one that counts. So few are ranked, and a question
for some reports reads those."""

_REPORTS = View(
    replace(
        REPORTS,
        row="one report as it stands now",
        description="The newest version of every report, also of those the site has deleted since (gone_since).",
        columns=(*(column for column in REPORTS.columns if column.name != "revision"), TEXT_OF_VERSION, _DUPLICATE_OF),
        key=("report_id",),
        order=("site_id", "published_at", "report_id"),
    ),
    f"SELECT {', '.join(f'r.{name}' for name in REPORTS.column if name != 'revision')}, t.text,\n"
    "  NULLIF(c.first_id, r.report_id) AS duplicate_of\n"
    f"{_ROWS_THAT_STAND}{_COPIES}"
    "LEFT JOIN stored.texts AS t ON t.report_id = r.report_id AND t.version_id = r.version_id\n"
    f"{_STANDS}",
)


_ADVICE = (
    Column("label_zh", TEXT, "What kind that is, in Chinese", "缺届次数字"),
    Column("label_en", TEXT, "What kind that is, in English", "The number of the term (届) is missing"),
    Column("advice_zh", TEXT, "What to do about it, in Chinese", "届数以 reports.term 为准；为空则查原网页。"),
    Column("advice_en", TEXT, "What to do about it, in English", "Take the term from reports.term."),
)


def _said_of_kind(name: str) -> str:
    """What is said of every kind of anomaly in one column, by the kind of ``p``."""
    listed = (
        f"    WHEN '{kind.kind}' THEN {quoted(value)}\n"
        for kind, value in ((kind, kind._asdict()[name]) for kind in ANOMALY_KINDS)
    )
    return f"CASE p.kind\n{''.join(listed)}    ELSE p.kind\n  END AS {name}"


def _standing(part: Table) -> View:
    """The rows of a part that belong to versions that stand; paragraphs with their words, anomalies with advice."""
    advice = _ADVICE if part is ANOMALIES else ()
    said = (_said_of_kind(column.name) for column in advice)
    listed = ", ".join([*(f"p.{name}" for name in part.column), *words_of(part), *said])
    return View(
        replace(part, columns=(*part.columns, *columns_of_words(part), *advice)),
        f"SELECT {listed}\nFROM stored.{part.name} AS p\n"
        f"JOIN (\nSELECT r.report_id, r.version_id\n{_ROWS_THAT_STAND}{_STANDS}\n) AS s\n"
        f"  ON s.report_id = p.report_id AND s.version_id = p.version_id\n{source_of_words(part)}",
    )


_VERSIONS = View(
    replace(
        REPORT_VERSIONS,
        columns=(*REPORT_VERSIONS.columns, STOOD[1], TEXT_OF_VERSION),
        description="Every text of every report and when it stood: A, then B, then A again are three rows.",
    ),
    f"SELECT {', '.join(f'v.{name}' for name in REPORT_VERSIONS.column)},\n"
    "  LEAD(v.valid_from) OVER (PARTITION BY v.report_id ORDER BY v.valid_from) AS valid_to, t.text\n"
    "FROM stored.report_versions AS v\n"
    "LEFT JOIN stored.texts AS t ON t.report_id = v.report_id AND t.version_id = v.version_id",
)

_DECLARED = (
    _REPORTS,
    _VERSIONS,
    *map(_standing, PARTS),
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

_JOIN_OF_TEXTS = re.compile(r"LEFT JOIN stored\.texts AS t ON [^\n]*\n?")
_OF_TEXTS = re.compile(r"SUBSTR\(t\.text, [^)]*\) AS text|\bt\.text\b")

WITHOUT_TEXTS: dict[str, str] = {
    name: _OF_TEXTS.sub("CAST(NULL AS VARCHAR) AS text", _JOIN_OF_TEXTS.sub("", sql)).strip()
    for name, sql in SQL.items()
    if _JOIN_OF_TEXTS.search(sql)
}
"""The names whose text is joined from ``texts``, without it: for questions that do not ask for any. DuckDB leaves no
join out because its columns are not used."""

MACROS = AS_OF
"""Table macros of one argument (a moment), by the name of what they look back on."""

_NO_COLUMNS = re.compile(r"count\s*\(\s*\*\s*\)|\b\d[\d.]*\s*\*|\*\s*\d", re.IGNORECASE)
"""Stars that are no columns: a count of rows, a product with a number."""
_ALL_OR_TEXT = re.compile(
    r"\btext\b|\*|\bcolumns\s*\(|^\s*(?:from|describe|summarize|show|table|pivot)\b", re.IGNORECASE
)
_TEXT = re.compile(r"\b[^\Wp]\.text\b")
"""Of a joined text: ``p`` is a part itself, and the words of a mention are its own."""
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


def stored_behind(names: Iterable[str], sources: Mapping[str, str] = SQL) -> frozenset[str]:
    """The stored tables that these names are made of."""
    return frozenset(
        match[2]
        for name in in_order(names)
        for match in _WORD.finditer(sources[name])
        if match[1] and match[2] in TABLES
    )


def asks_for_text(sql: str, names: Iterable[str]) -> bool:
    """Whether a question over these names can want the text of anything: of one that has any it says so, or wants all
    columns."""
    shown = [name for name in (MACROS.get(name, name) for name in names) if shows_text(name)]
    if shown and _ALL_OR_TEXT.search(_NO_COLUMNS.sub("", sql)):
        return True
    return any(name not in WITHOUT_TEXTS for name in shown)


def shows_text(name: str) -> bool:
    """Whether a name has texts, or words of them, in its rows. What only counts or ranks what has some does not."""
    behind = (one for one in in_order([name]) if one not in WITHOUT_TEXTS)
    return name in WITHOUT_TEXTS or any(_TEXT.search(SQL[one]) for one in behind)


def _made_of(name: str) -> Iterator[str]:
    return (match[2] for match in _WORD.finditer(SQL[name]) if not match[1] and match[2] in ANALYSTS)


_WITH_A_TEXT = re.compile(rf"\b(FROM|JOIN) ({'|'.join(WITHOUT_TEXTS)})\b")

OF_NARROW: dict[str, str] = {
    name: _WITH_A_TEXT.sub(r"\1 narrow.\2", sql) for name, sql in SQL.items() if not shows_text(name)
}
"""What shows no text, made of names that have none: those of ``WITHOUT_TEXTS`` in a schema ``narrow``."""
