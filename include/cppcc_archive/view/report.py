"""One report as a page shows it: its text in pieces, every figure and damaged place marked, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cppcc_archive.reports.anomaly_table import ANOMALY_KINDS, AnomalyKind
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.district import name_of

_REPORT = "SELECT * FROM reports WHERE report_id = $report"
_VERSIONS = """
SELECT version_id, valid_from, title, text FROM report_versions
WHERE report_id = $report ORDER BY valid_from
"""
_CONFLICTS = """
SELECT indicator_id, other_report_id, other_id, other_value, other_doc_type FROM contradictions
WHERE report_id = $report AND version_id = $version ORDER BY ALL
"""
_KINDS = {kind.kind: kind for kind in ANOMALY_KINDS}
_PARTS = {
    "attachments": "SELECT name, url FROM attachments WHERE report_id = $report AND version_id = $version ORDER BY ALL",
    "mentions": "SELECT kind, text, role, count(*) AS times FROM mentions "
    "WHERE report_id = $report AND version_id = $version GROUP BY ALL ORDER BY kind, times DESC, text",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. ``figure`` is the place of its figure in the list beside the text; ``damage`` what is lost."""

    text: str
    figure: int | None = None
    damage: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text; ``level`` 0 is plain, 1 and on are headings by their depth in the outline."""

    level: int
    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """What a text or a title lost: as printed, what is ``expected`` there, and where its paragraph begins (None: in the
    title)."""

    kind: AnomalyKind
    span: str
    expected: str | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Stay:
    """One version and since when it stood."""

    version_id: str
    valid_from: datetime


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the page of a report shows. Rows are as the tables have them; ``conflicts`` by the figure's
    ``indicator_id``."""

    row: Mapping[str, Any]
    district: str
    version_id: str
    title: str | None
    paragraphs: tuple[Paragraph, ...]
    figures: Sequence[Mapping[str, Any]]
    conflicts: Mapping[str, Sequence[Mapping[str, Any]]]
    damages: tuple[Damage, ...]
    attachments: Sequence[Mapping[str, Any]]
    mentions: Sequence[Mapping[str, Any]]
    stays: tuple[Stay, ...]
    outline: tuple[tuple[int, str, int], ...]

    @property
    def is_newest(self) -> bool:
        """Whether the version shown is the one that stands."""
        return bool(self.version_id == self.row["version_id"])

    @property
    def same_minute(self) -> bool:
        """Whether two versions were first seen in the same minute: then seconds tell them apart."""
        return len({stay.valid_from.replace(second=0, microsecond=0) for stay in self.stays}) < len(self.stays)


def report_page(archive: Archive, report_id: str, version_id: str | None = None) -> ReportPage | None:
    """The report, in the version asked for (default: the one that stands); None where there is no such thing."""
    row = archive.row(_REPORT, {"report": report_id})
    if row is None:
        return None
    versions = archive.rows(_VERSIONS, {"report": report_id})
    shown = next((one for one in versions if one["version_id"] == version_id), None)
    if version_id is not None and shown is None:
        return None
    version = version_id or row["version_id"]
    text = shown["text"] if shown else row["text"]
    asked = {"report": report_id, "version": version}
    parts = {name: archive.rows(sql, asked) for name, sql in _PARTS.items()}
    parts |= {name: archive.parts(name, report_id, version) or [] for name in ("indicators", "sections", "anomalies")}
    lost = [one for one in parts["anomalies"] if one["field"] == "text"]
    marks = [(one["start_char"], one["end_char"], one["expected"] or one["kind"]) for one in lost]
    lines = tuple(paragraphs(text, parts["indicators"], parts["sections"], marks))
    return ReportPage(
        row,
        name_of(archive, row["division_code"] or row["site_id"]),
        version,
        shown["title"] if shown else row["title"],
        lines,
        parts["indicators"],
        _by_figure(archive.rows(_CONFLICTS, asked)),
        tuple(_damage(one, lines) for one in parts["anomalies"]),
        parts["attachments"],
        parts["mentions"],
        tuple(Stay(one["version_id"], one["valid_from"]) for one in versions),
        tuple(
            (one["level"], text[one["start_char"] : one["end_char"]], one["start_char"]) for one in parts["sections"]
        ),
    )


def _damage(row: Mapping[str, Any], lines: Sequence[Paragraph]) -> Damage:
    # One of a title that is no part of the text cuts the title.
    before = [line.start for line in lines if row["field"] == "text" and line.start <= row["start_char"]]
    kind = _KINDS.get(row["kind"]) or AnomalyKind(row["kind"], row["kind"], row["kind"], "", "")
    return Damage(kind, row["span"], row["expected"], before[-1] if before else None)


def _by_figure(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["indicator_id"], []).append(row)
    return found


def paragraphs(
    text: str,
    figures: Sequence[Mapping[str, Any]],
    sections: Sequence[Mapping[str, Any]],
    damages: Sequence[tuple[int, int, str]] = (),
) -> Iterator[Paragraph]:
    """The lines of ``text`` in pieces. Joined again they are ``text``: nothing is lost where marks overlap or lie."""
    marks = _marks(len(text), figures, damages)
    headings = [(one["start_char"], one["level"]) for one in sections if not one["run_in"]]
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [mark for mark in marks if mark[0] < end and start < mark[1]]
        # A heading's span begins behind its number: the line that holds it is the heading.
        level = next((level for first, level in headings if start <= first < end), 0)
        yield Paragraph(level, start, tuple(_pieces(text, start, end, inside)))
        start = end + 1


_Mark = tuple[int, int, int | None, str | None]


def _marks(length: int, figures: Sequence[Mapping[str, Any]], damages: Sequence[tuple[int, int, str]]) -> list[_Mark]:
    """Marks in the order of the text, none reaching into another: of two that overlap the earlier, longer one stays."""
    found: list[_Mark] = [(one["start_char"], one["end_char"], place, None) for place, one in enumerate(figures)]
    found += [(start, end, None, said) for start, end, said in damages]
    kept: list[_Mark] = []
    for mark in sorted(found, key=lambda mark: (mark[0], -mark[1], mark[2] is None)):
        if 0 <= mark[0] < mark[1] <= length and (not kept or kept[-1][1] <= mark[0]):
            kept.append(mark)
    return kept


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Piece]:
    at = start
    for first, last, figure, damage in marks:
        first, last = max(first, start), min(last, end)
        if at < first:
            yield Piece(text[at:first])
        yield Piece(text[first:last], figure, damage)
        at = last
    if at < end:
        yield Piece(text[at:end])
