"""Marks of notes: small raised print that must not become part of the number it stands behind. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from cppcc_archive.files.lines import Glyph, Sheet, rows_of

_SMALL, _NOTE = 0.78, 0.92
"""Times the size of the print around it that a mark has at most, and of the sheet's that a note has."""
_RAISED = 0.12
"""Ems of the print around it by which a mark's foot is above its."""
_MARK = re.compile(r"[\[〔（(]?(?:\d{1,3}|[①-⑳*])[\]〕）)]?")
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Unmarked(NamedTuple):
    """A sheet without the marks of its notes, and how far down the first of these begins."""

    sheet: Sheet
    notes: float = math.inf


def without_marks(sheet: Sheet) -> Unmarked:
    """The sheet without the marks of the notes at its foot, in the text and before the notes. Other raised digits
    beside a digit (a power, a note on another page) become raised characters: 196¹ is not 1961."""
    rows = rows_of(sheet.glyphs)
    marked = [(row, list(_marks(row))) for row in rows]
    if not any(marks for _, marks in marked):
        return Unmarked(sheet)
    body = median(glyph.size for glyph in sheet.glyphs)
    raised = {_said(row[at:end]) for row, marks in marked for at, end in marks if at}
    notes = {mark: row for row in rows if (mark := _note(row, body, sheet.height)) in raised and mark}
    dropped = {id(one) for mark, row in notes.items() for one in row[: len(mark)]}
    changed: dict[int, Glyph] = {}
    for row, marks in marked:
        for at, end in marks:
            glyphs = row[at:end]
            if _said(glyphs) in notes:
                dropped |= {id(one) for one in glyphs}
            elif _is_number(row[at - 1 : at]) or _is_number(row[end : end + 1]):
                changed |= {id(one): one._replace(text=one.text.translate(_RAISED_DIGITS)) for one in glyphs}
    kept = [changed.get(id(one), one) for one in sheet.glyphs if id(one) not in dropped]
    return Unmarked(replace(sheet, glyphs=kept), min((row[0].top for row in notes.values()), default=math.inf))


def _marks(row: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """From where to where in a row stands a mark."""
    sizes = [glyph.size for glyph in row]
    size = max(sizes)
    if min(sizes) > _SMALL * size:
        return
    feet = [glyph.bottom for glyph in row if glyph.size > _SMALL * size]
    at = 0
    while at < len(row):
        end = at
        while end < len(row) and _is_raised(row[end], size, feet):
            end += 1
        if end > at and _MARK.fullmatch(_said(row[at:end])):
            yield at, end
        at = max(end, at + 1)


def _is_raised(glyph: Glyph, size: float, feet: Sequence[float]) -> bool:
    return glyph.size <= _SMALL * size and glyph.bottom < median(feet) - _RAISED * size


def _note(row: Sequence[Glyph], body: float, height: float) -> str | None:
    """The mark that a note in the lower half of a sheet begins with; None where a row is none."""
    if row[0].top < height / 2 or median(glyph.size for glyph in row) > _NOTE * body:
        return None
    found = _MARK.match(_said(row[:8]))
    return found[0] if found and len(row) > len(found[0]) else None


def _is_number(glyphs: Sequence[Glyph]) -> bool:
    return bool(glyphs) and glyphs[0].text.isascii() and glyphs[0].text.isdigit()


def _said(glyphs: Iterable[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs).strip()
