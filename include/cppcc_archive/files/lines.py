"""From glyphs on a sheet to lines of text and ruled tables, from top to bottom. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from cppcc_archive.extract.document import Block
from cppcc_archive.files.grid import Stroke, find_grids
from cppcc_archive.files.model import table
from cppcc_archive.markup.text import one_line

_GAP = 1.6
"""Ems of nothing from which a line has two parts."""
_GUTTER = 0.8
"""Ems of nothing, in the same place on several lines, that part two columns of text."""
_LEAST_LINES, _PROSE = 3, 6
"""Lines with that gap that make a gutter, and the characters that stand on either side of it on each."""
_MIDDLE = (0.3, 0.7)
"""Where on a sheet a gutter may be."""
_WORD_GAP = 0.18
"""Ems between Latin letters that stand for a blank nobody wrote."""
_PRINTED_TWICE = 0.3
"""Ems within which the same character again is the same one, printed twice to look bold."""
_LATIN = re.compile(r"[A-Za-z0-9]")
_DIGITS_APART = re.compile(r"(?<=\d)\n(?=\d)")

_SPREAD, _SPREAD_PAIRS = 0.12, 4
"""Ems between Chinese characters from which they are letterspaced, and pairs of them that it takes to say so."""


class Glyph(NamedTuple):
    """One character and its box in points, y downwards. ``size`` is the height of its em."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float | None = None


@dataclass(slots=True)
class Sheet:
    """One page: its glyphs and the straight lines drawn on it. ``number`` counts from 1."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    strokes: list[Stroke] = field(default_factory=list)
    is_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a line without a gap in it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float | None = None


@dataclass(slots=True)
class Line:
    """What stands side by side: runs of text, or (``block``) a table."""

    runs: list[Run]
    block: Block | None = None
    top: float = field(init=False)
    bottom: float = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)

    def __post_init__(self) -> None:
        self.top, self.bottom = min(run.top for run in self.runs), max(run.bottom for run in self.runs)
        self.x0, self.x1 = self.runs[0].x0, self.runs[-1].x1

    @property
    def size(self) -> float:
        """The em of most of the line."""
        return max(self.runs, key=lambda run: len(run.text)).size

    @property
    def text(self) -> str:
        """Its runs with blanks between."""
        return " ".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(run.bold for run in self.runs)


def joined(texts: Iterable[str]) -> str:
    """Lines of one paragraph as one: Chinese is glued, Latin words keep a blank, numbers go on over a line's end."""
    return one_line(_DIGITS_APART.sub("", "\n".join(texts)))


def lines_of(sheet: Sheet) -> list[Line]:
    """The sheet's lines from top to bottom; a ruled table is one line of its own."""
    grids = find_grids(sheet.strokes)
    inside: list[list[Glyph]] = [[] for _ in grids]
    outside: list[Glyph] = []
    for glyph in sheet.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        at = next((number for number, grid in enumerate(grids) if grid.holds(x, y)), None)
        (outside if at is None else inside[at]).append(glyph)
    lines = _without_side_print(text_lines(outside, sheet.width))
    for grid, glyphs in zip(grids, inside, strict=True):
        if glyphs:
            rows, repeated = grid.read(glyphs, lambda found: joined(line.text for line in text_lines(found)))
            box = grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]
            known = [one.confidence for one in glyphs if one.confidence is not None]
            sure = sum(known) / len(known) if known else None
            whole = Run("", *box, median(one.size for one in glyphs), confidence=sure)
            lines.append(Line([whole], table(rows, repeated)))
    return sorted(lines, key=lambda line: line.top)


def text_lines(glyphs: Iterable[Glyph], width: float | None = None) -> list[Line]:
    """The glyphs in lines from top to bottom; ``width`` is the sheet's, where they may be set in columns."""
    rows = rows_of(glyphs)
    gutter = _gutter(rows, width) if width else None
    return [Line(runs) for row in rows if (runs := _runs(row, gutter))]


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs that stand at one height, from left to right, the rows from top to bottom."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda one: one.top + one.bottom):
        at = (glyph.top + glyph.bottom) / 2
        if not rows or at - middle > 0.5 * glyph.size:
            rows.append([])
            middle = at
        rows[-1].append(glyph)
        # The row's mean, so that a glyph in the margin between two lines does not tear one apart.
        middle += (at - middle) / len(rows[-1])
    for row in rows:
        row.sort(key=lambda one: one.x0)
    return rows


def _gutter(rows: list[list[Glyph]], width: float) -> float | None:
    """Where most lines have a gap too narrow to part them by itself, and prose on both its sides; None where none
    has."""
    gaps: list[tuple[float, float]] = []
    for row in rows:
        inked = [glyph for glyph in row if not glyph.text.isspace()]
        for place, (one, two) in enumerate(pairwise(inked), start=1):
            is_prose = min(place, len(inked) - place) >= _PROSE
            if is_prose and two.x0 - one.x1 > _GUTTER * max(one.size, two.size):
                gaps.append((max(one.x1, _MIDDLE[0] * width), min(two.x0, _MIDDLE[1] * width)))
    edges = sorted([(low, 1) for low, high in gaps if low < high] + [(high, -1) for low, high in gaps if low < high])
    count = most = 0
    found: float | None = None
    for (x, step), (following, _) in pairwise(edges):
        count += step
        if count > most:
            most, found = count, (x + following) / 2
    return found if most >= _LEAST_LINES else None


def _runs(row: list[Glyph], gutter: float | None = None) -> list[Run]:
    runs: list[Run] = []
    parts: list[Glyph] = []
    for glyph in row:
        if any(one.text == glyph.text and glyph.x0 - one.x0 < _PRINTED_TWICE * one.size for one in parts[-3:]):
            continue
        if parts and _is_apart(parts, glyph, gutter):
            runs.extend(_run(parts))
            parts = []
        parts.append(glyph)
    runs.extend(_run(parts))
    return runs


def _is_apart(parts: list[Glyph], glyph: Glyph, gutter: float | None) -> bool:
    last = next((one for one in reversed(parts) if not one.text.isspace()), parts[-1])
    if glyph.x0 - parts[-1].x1 > _GAP * max(parts[-1].size, glyph.size):
        return True
    gap = glyph.x0 - last.x1 > _GUTTER * max(last.size, glyph.size)
    return gutter is not None and gap and last.x1 <= gutter <= glyph.x0


def _run(parts: list[Glyph]) -> list[Run]:
    while parts and parts[0].text.isspace():
        parts = parts[1:]
    while parts and parts[-1].text.isspace():
        parts = parts[:-1]
    if not parts:
        return []
    text, last = "", parts[0]
    for glyph in parts:
        latin = _LATIN.match(last.text[-1]) and _LATIN.match(glyph.text[0])
        if latin and glyph.x0 - last.x1 > _WORD_GAP * glyph.size and not _is_spread(parts, last, glyph):
            text += " "
        text += glyph.text
        last = glyph
    inked = [glyph for glyph in parts if not glyph.text.isspace()]
    known = [glyph.confidence for glyph in inked if glyph.confidence is not None]
    return [
        Run(
            text,
            parts[0].x0,
            min(glyph.top for glyph in inked),
            parts[-1].x1,
            max(glyph.bottom for glyph in inked),
            median(glyph.size for glyph in inked),
            2 * sum(glyph.bold for glyph in inked) > len(inked),
            sum(known) / len(known) if known else None,
        )
    ]


def _is_spread(parts: list[Glyph], last: Glyph, glyph: Glyph) -> bool:
    """Whether two digits or letters stand apart only because everything in their line does: letterspaced print."""
    gaps = [
        two.x0 - one.x1
        for one, two in pairwise(part for part in parts if not part.text.isspace())
        if not (_LATIN.match(one.text) and _LATIN.match(two.text))
    ]
    if len(gaps) < _SPREAD_PAIRS or (gap := median(gaps)) < _SPREAD * glyph.size:
        return False
    return glyph.x0 - last.x1 <= gap + _WORD_GAP * glyph.size


def _without_side_print(lines: list[Line]) -> list[Line]:
    """Without what is printed from top to bottom in a margin: single characters beside all other text."""
    wide = [run for line in lines for run in line.runs if len(run.text) > 4]
    if not wide:
        return lines
    left, right = min(run.x0 for run in wide), max(run.x1 for run in wide)
    beside = {
        id(run)
        for line in lines
        for run in line.runs
        if len(run.text) <= 2 and (run.x1 <= left + 1 or run.x0 >= right - 1)
    }
    if len(beside) < 3:
        return lines
    kept = [[run for run in line.runs if id(run) not in beside] for line in lines]
    return [Line(runs) for runs in kept if runs]
