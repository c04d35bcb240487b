"""Two versions of a report side by side: what was struck out, what was written in, which figures moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cppcc_archive.reports.difference import Edit, Moved, edits, moved
from cppcc_archive.view.archive import Archive

_VERSIONS = """
SELECT version_id, valid_from, title, text FROM report_versions
WHERE report_id = $report ORDER BY valid_from
"""
_SHOWN = 60
"""Characters of an unchanged passage kept at each end of it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions."""

    version_id: str
    valid_from: datetime


@dataclass(frozen=True, slots=True)
class ComparePage:
    """All that the page shows. ``edits`` has long unchanged passages cut to their ends (``…`` between).

    ``moved`` is None where the figures of one of the versions are not known.
    """

    report_id: str
    title: str | None
    before: Side
    after: Side
    stays: tuple[Side, ...]
    edits: tuple[Edit, ...]
    moved: Sequence[Moved] | None


def compare_page(archive: Archive, report_id: str, before: str | None, after: str | None) -> ComparePage | None:
    """The two versions asked for (default: the newest and the one before it); None where there are no such two."""
    rows = archive.rows(_VERSIONS, {"report": report_id})
    later = _place(rows, after, len(rows) - 1)
    earlier = _place(rows, before, later - 1)
    if earlier < 0 or later < 0:
        return None
    old, new = rows[earlier], rows[later]
    return ComparePage(
        report_id,
        new["title"],
        _side(old),
        _side(new),
        tuple(map(_side, rows)),
        tuple(_cut(edits(old["text"], new["text"]))),
        _moved(archive, report_id, old["version_id"], new["version_id"]),
    )


def _moved(archive: Archive, report_id: str, before: str, after: str) -> Sequence[Moved] | None:
    figures = []
    for version in (before, after):
        rows = archive.parts("indicators", report_id, version)
        if rows is None:
            return None
        figures.append([row for row in rows if row["code"] != "other"])
    return moved(*figures)


def _place(rows: Sequence[Mapping[str, Any]], version: str | None, default: int) -> int:
    """Where ``version`` stands in ``rows``; -1 where it does not."""
    if version is None:
        return default
    return next((place for place, row in enumerate(rows) if row["version_id"] == version), -1)


def _side(row: Mapping[str, Any]) -> Side:
    return Side(row["version_id"], row["valid_from"])


def _cut(found: Sequence[Edit]) -> Iterator[Edit]:
    for place, edit in enumerate(found):
        if edit.kind != "same" or len(edit.text) <= 2 * _SHOWN:
            yield edit
            continue
        head = "" if place == 0 else edit.text[:_SHOWN]
        tail = "" if place == len(found) - 1 else edit.text[-_SHOWN:]
        yield Edit("same", f"{head} … {tail}")
