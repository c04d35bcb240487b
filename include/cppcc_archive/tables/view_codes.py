"""The view of the code list: what each indicator code means, and which documents account for it.

SQL as every warehouse reads it (DuckDB's dialect, written for the others by :mod:`cppcc_archive.tables.ddl`).
"""

from __future__ import annotations

from cppcc_archive.reports.figures.codes import CODES, SLICES, Code
from cppcc_archive.tables.literals import quoted
from cppcc_archive.tables.schema import TEXT, Column, Table, View

BREAKDOWNS = frozenset({"proposals_by_source", "proposals_by_sector", "proposals_share", "members_group"})
"""Codes that stand for many figures of one report, told apart by their labels: no panel has one value of them."""

SLICE_CODES = sorted(SLICES - BREAKDOWNS)
"""Codes that are a part by what they count (collective proposals): their part is the committee's own total."""

OTHER = "other"


_ALSO_OF_PROPOSALS = frozenset({"planned_share", "deferred_share", "handling_bodies", "proposers"})


def documents_of(code: Code) -> tuple[str, ...]:
    """The kinds of documents that account for a code, the first before the second.

    A report on proposals accounts for proposals alone: the inspections that it counts are of how they are handled, not
    those of the year.
    """
    if code.code.startswith("proposals") or code.code.endswith("rate") or code.code in _ALSO_OF_PROPOSALS:
        return ("proposal_report", "standing_committee_report")
    if code.code.startswith("opinions"):
        return ("opinion_report", "standing_committee_report")
    return ("standing_committee_report",)


def listed_for(doc_type: str) -> str:
    """The codes that a kind of document accounts for, as SQL lists them."""
    return ", ".join(quoted(code.code) for code in CODES if doc_type in documents_of(code))


def kind_of(code: Code) -> str:
    """``count``, ``share`` or ``breakdown``."""
    if code.code in BREAKDOWNS:
        return "breakdown"
    return "share" if code.unit == "%" else "count"


CODE_LIST = View(
    Table(
        "codes",
        "one indicator code",
        "What the codes of indicators mean; rules and examples in docs/indicators.md.",
        (
            Column("code", TEXT, "What is counted", "proposals_filed"),
            Column("label_zh", TEXT, "The Chinese term", "立案"),
            Column("label_en", TEXT, "What it means, in English", "Proposals filed after examination"),
            Column("unit", TEXT, "The units it is printed in", "件"),
            Column(
                "kind",
                TEXT,
                "count, share (per cent), or breakdown (many figures of one report, told apart by their labels)",
                "count",
            ),
            Column(
                "documents",
                TEXT,
                "Kinds of documents that account for it, the first before the second; the panel takes no other report "
                "on proposals or opinions, and what else counts it only where these do not",
                "proposal_report, standing_committee_report",
            ),
        ),
        key=("code",),
        order=("code",),
    ),
    "SELECT code, label_zh, label_en, unit, kind, documents FROM (\n  "
    + "\n  UNION ALL ".join(
        f"SELECT {quoted(code.code)} AS code, {quoted(code.label)} AS label_zh, {quoted(code.meaning)} AS label_en, "
        f"{quoted(code.unit)} AS unit, {quoted(kind_of(code))} AS kind, "
        f"{quoted(', '.join(documents_of(code)))} AS documents"
        for code in CODES
    )
    + "\n) AS listed",
)
