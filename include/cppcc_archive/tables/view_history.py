"""Views of the past: parts of every version with the time it stood, and what moved from one version to the next.

A version that came back (A → B → A) has two spans of time, and its parts stand in both.
"""

from __future__ import annotations

from dataclasses import replace

from cppcc_archive.tables.contract import INDICATORS, PARAGRAPHS, PARTS, REPORT_TEXTS, REPORTS
from cppcc_archive.tables.schema import INT, REAL, TEXT, TIME, Column, Table, View

STOOD = (
    Column("valid_from", TIME, "When this version was first seen to stand", "2025-01-08 18:00:05"),
    Column(
        "valid_to", TIME, "When the next one was first seen; null while it stands", "2025-03-01 18:00:05", nullable=True
    ),
)


TEXT_OF_VERSION = replace(REPORT_TEXTS.column["text"], nullable=True)
"""The text, as views over ``texts`` have it."""

_PARAGRAPH = Column("text", TEXT, "The paragraph as printed", "一年来，共征集提案171件……", nullable=True, bulky=True)


def columns_of_words(part: Table) -> tuple[Column, ...]:
    """What analysts see of a part beside its own columns: the words of a paragraph, which are stored with the text."""
    return (_PARAGRAPH,) if part is PARAGRAPHS else ()


def words_of(part: Table) -> tuple[str, ...]:
    """The same as SQL, of rows ``p`` and texts ``t``."""
    return ("SUBSTR(t.text, p.start_char + 1, p.end_char - p.start_char) AS text",) if part is PARAGRAPHS else ()


def source_of_words(part: Table) -> str:
    """Where ``t`` comes from."""
    if part is not PARAGRAPHS:
        return ""
    return "LEFT JOIN stored.texts AS t ON t.report_id = p.report_id AND t.version_id = p.version_id"


def _history(part: Table) -> View:
    columns = (*part.columns, *columns_of_words(part), *STOOD)
    listed = ", ".join([*(f"p.{column.name}" for column in part.columns), *words_of(part)])
    return View(
        Table(
            f"{part.name}_history",
            part.row,
            f"{part.name} of every version of every report, with the time the version stood.",
            columns,
            key=(*part.key, "valid_from"),
            order=("report_id", "valid_from", *part.key[2:]),
        ),
        f"SELECT {listed}, v.valid_from, v.valid_to\n"
        f"FROM stored.{part.name} AS p\n"
        "JOIN report_versions AS v ON v.report_id = p.report_id AND v.version_id = p.version_id\n"
        f"{source_of_words(part)}",
    )


HISTORIES = tuple(_history(part) for part in PARTS)

CHANGES = View(
    Table(
        "changes",
        "one thing that differs between a version of a report and the one before",
        "What committees changed in their reports after publishing them: each text that changed, and each figure that "
        "moved, came or went with it.",
        (
            *(REPORTS.column[name] for name in ("report_id", "site_id", "division_code", "title", "url")),
            Column("version_before", TEXT, "The version before", "5d41402abc4b2a76b9719d911017c592"),
            Column("version_after", TEXT, "The version after", "7d793037a0760186574b0282f2f435e7"),
            Column("changed_at", TIME, "When the version after was first seen", "2025-03-01 18:00:05"),
            Column(
                "kind",
                TEXT,
                "text (one row for each new version), or what became of a figure: moved, added, removed",
                "moved",
            ),
            Column("indicator_id", TEXT, "The figure; null for a text", "9b2e6a1c5d4f3e70", nullable=True),
            Column("code", TEXT, "What it counts; null for a text", "proposals_filed", nullable=True),
            Column("unit", TEXT, "Its unit", "件", nullable=True),
            Column("value_before", REAL, "What it was; null where it was added", "172", nullable=True),
            Column("value_after", REAL, "What it is; null where it was removed", "174", nullable=True),
            Column("span_before", TEXT, "The words before", "立案172件", nullable=True),
            Column("span_after", TEXT, "The words after", "立案174件", nullable=True),
            Column("characters_before", INT, "Length of the text before", "8421", "code points"),
            Column("characters_after", INT, "Length of the text after", "8423", "code points"),
        ),
        key=("report_id", "changed_at", "kind", "indicator_id"),
        order=("changed_at", "report_id", "kind", "indicator_id"),
    ),
    f"""
WITH stays AS (
  SELECT report_id, site_id, division_code, title, url, version_id, characters, valid_from,
    LAG(version_id) OVER (PARTITION BY report_id ORDER BY valid_from) AS version_before,
    LAG(characters) OVER (PARTITION BY report_id ORDER BY valid_from) AS characters_before
  FROM report_versions
),
pairs AS (SELECT * FROM stays WHERE version_before IS NOT NULL AND version_before <> version_id),
figures_before AS (
  SELECT p.report_id, p.valid_from, i.indicator_id, i.code, i.unit, i.value, i.span
  FROM pairs AS p
  JOIN stored.{INDICATORS.name} AS i ON i.report_id = p.report_id AND i.version_id = p.version_before
  WHERE i.indicator_id IS NOT NULL
),
figures_after AS (
  SELECT p.report_id, p.valid_from, i.indicator_id, i.code, i.unit, i.value, i.span
  FROM pairs AS p
  JOIN stored.{INDICATORS.name} AS i ON i.report_id = p.report_id AND i.version_id = p.version_id
  WHERE i.indicator_id IS NOT NULL
),
figures AS (
  SELECT COALESCE(a.report_id, b.report_id) AS report_id, COALESCE(a.valid_from, b.valid_from) AS valid_from,
    CASE WHEN b.report_id IS NULL THEN 'added' WHEN a.report_id IS NULL THEN 'removed' ELSE 'moved' END AS kind,
    COALESCE(a.indicator_id, b.indicator_id) AS indicator_id, COALESCE(a.code, b.code) AS code,
    COALESCE(a.unit, b.unit) AS unit, b.value AS value_before, a.value AS value_after, b.span AS span_before,
    a.span AS span_after
  FROM figures_before AS b
  FULL OUTER JOIN figures_after AS a ON a.report_id = b.report_id AND a.valid_from = b.valid_from
    AND a.indicator_id = b.indicator_id
  WHERE a.value IS NULL OR b.value IS NULL OR a.value <> b.value
)
SELECT p.report_id, p.site_id, p.division_code, p.title, p.url, p.version_before, p.version_id AS version_after,
  p.valid_from AS changed_at, f.kind, f.indicator_id, f.code, f.unit, f.value_before, f.value_after, f.span_before,
  f.span_after, p.characters_before, p.characters AS characters_after
FROM pairs AS p
JOIN figures AS f ON f.report_id = p.report_id AND f.valid_from = p.valid_from
UNION ALL
SELECT p.report_id, p.site_id, p.division_code, p.title, p.url, p.version_before, p.version_id AS version_after,
  p.valid_from AS changed_at, 'text' AS kind, CAST(NULL AS VARCHAR) AS indicator_id, CAST(NULL AS VARCHAR) AS code,
  CAST(NULL AS VARCHAR) AS unit, CAST(NULL AS DOUBLE) AS value_before, CAST(NULL AS DOUBLE) AS value_after,
  CAST(NULL AS VARCHAR) AS span_before, CAST(NULL AS VARCHAR) AS span_after, p.characters_before,
  p.characters AS characters_after
FROM pairs AS p
""",
)

AS_OF = {"reports_at": "report_versions", **{f"{part.name}_at": f"{part.name}_history" for part in PARTS}}
"""Macros by name: what the tables said at a moment, each over a view with ``valid_from`` and ``valid_to``."""
