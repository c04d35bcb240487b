"""One report as a page shows it: its text in pieces, every figure and damaged place marked, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cppcc_archive.view.archive import Archive
from cppcc_archive.view.district import name_of

_REPORT = "SELECT * FROM reports WHERE report_id = $report"
_VERSIONS = """
SELECT version_id, valid_from, title, text FROM report_versions
WHERE report_id = $report ORDER BY valid_from
"""
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
class Stay:
    """One version and since when it stood."""

    version_id: str
    valid_from: datetime


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the page of a report shows. Rows are as the tables have them."""

    row: Mapping[str, Any]
    district: str
    version_id: str
    title: str | None
    paragraphs: tuple[Paragraph, ...]
    figures: Sequence[Mapping[str, Any]]
    attachments: Sequence[Mapping[str, Any]]
    mentions: Sequence[Mapping[str, Any]]
    stays: tuple[Stay, ...]
    outline: tuple[tuple[int, str, int], ...]

    @property
    def is_newest(self) -> bool:
        """Whether the version shown is the one that stands."""
        return bool(self.version_id == self.row["version_id"])


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
    parts |= {name: archive.parts(name, report_id, version) or [] for name in ("indicators", "sections")}
    damages = _damages(row["anomalies"]) if version == row["version_id"] else []
    return ReportPage(
        row,
        name_of(archive, row["division_code"] or row["site_id"]),
        version,
        shown["title"] if shown else row["title"],
        tuple(paragraphs(text, parts["indicators"], parts["sections"], damages)),
        parts["indicators"],
        parts["attachments"],
        parts["mentions"],
        tuple(Stay(one["version_id"], one["valid_from"]) for one in versions),
        tuple(
            (one["level"], text[one["start_char"] : one["end_char"]], one["start_char"]) for one in parts["sections"]
        ),
    )


def _damages(anomalies: str | None) -> list[tuple[int, int, str]]:
    listed = json.loads(anomalies or "[]")
    # Those of a title that is no part of the text cut the title.
    return [
        (one["start"], one["end"], one.get("expected") or one["kind"])
        for one in listed
        if one.get("field", "text") == "text"
    ]


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
