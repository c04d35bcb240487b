"""From sheets of glyphs to paragraphs and tables in reading order: what PDF, OFD and OCR have in common. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from cppcc_archive.files.columns import Band, bands_of
from cppcc_archive.files.furniture import furniture
from cppcc_archive.files.lines import Line, Run, Sheet, joined, lines_of
from cppcc_archive.files.marks import without_marks
from cppcc_archive.files.model import FileKind, FileReading, Piece, paragraph

_INDENT = 0.8
"""Ems from the left edge from which a line is a paragraph's first."""
_CENTRED = 2.6
"""Ems that a centred line leaves free on both sides at least: more than an indent."""
_SHORT, _SHORT_AND_CLOSED = 1.3, 1.0
"""Ems that a paragraph's last line leaves free at least, beside the next line's first word; where it ends a sentence,
in all."""
_WORD = re.compile(r"[A-Za-z0-9.%]+")
_WIDE_LEADING, _MOST_LEADING = 1.7, 2.4
"""Times the usual leading from which a paragraph ends; and what can be usual at most, in ems."""
_FOOT, _TOP = 0.6, 0.35
"""Shares of a sheet: how far down its text must reach to go on on the next, and how far up that must begin."""
_CLOSED = re.compile(r"[。！？；：…”』」）)]$")
_OPENING = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[）)、.．]|第[一二三四五六七八九十百]+[章节条部分]|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the text of a band begins and ends, and how far apart its lines are."""

    left: float
    right: float
    leading: float

    def is_centred(self, line: Line) -> bool:
        left, right = line.x0 - self.left, self.right - line.x1
        return min(left, right) > _CENTRED * line.size and abs(left - right) < 2 * line.size

    def is_symmetric(self, line: Line) -> bool:
        return abs((line.x0 - self.left) - (self.right - line.x1)) < line.size


@dataclass(slots=True)
class _Open:
    """A paragraph that may go on; ``frame`` is that of its last line, ``sheet`` that of its first."""

    lines: list[Line]
    sheet: Sheet
    frame: _Frame
    is_centred: bool


def reading_of(
    kind: FileKind, sheets: Sequence[Sheet], pages: int, unread: Sequence[int] = (), warnings: Sequence[str] = ()
) -> FileReading:
    """What a file of so many pages says whose ``sheets`` could be read and whose ``unread`` pages could not.

    Sheets in which an OCR found nothing are the blank backs of a scan where others have text. Where none has, nobody
    knows that they are blank: they still need an OCR, a better one.
    """
    pieces = read_sheets(sheets)
    blind = [sheet.number for sheet in sheets if sheet.is_ocr and not sheet.glyphs]
    if blind and not pieces:
        found_nothing = "an OCR found no text in it"
        return FileReading(kind, (), pages, tuple(sorted((*unread, *blind))), tuple(warnings), found_nothing)
    said = (*warnings, *(f"page {number}: an OCR found no text on it" for number in blind))
    return FileReading(kind, tuple(pieces), pages, tuple(unread), said)


def read_sheets(sheets: Sequence[Sheet]) -> list[Piece]:
    """The text of all sheets in reading order, without what is printed around it."""
    unmarked = [without_marks(sheet) for sheet in sheets]
    pages = [(found.sheet, lines_of(found.sheet)) for found in unmarked]
    around = furniture(pages)
    kept = [(sheet, [line for line in lines if id(line) not in around]) for sheet, lines in pages]
    notes = [_split(lines, found.notes) for (_, lines), found in zip(kept, unmarked, strict=True)]
    writer = _Writer(_body_size([line for _, lines in kept for line in lines]), _right_edge(kept))
    for sheet, lines in kept:
        for band in bands_of(lines, sheet.width):
            writer.take(band, sheet)
    # As office programs write them: text goes on over the notes at the foot of a sheet.
    for (sheet, _), lines in zip(kept, notes, strict=True):
        writer.take(Band(lines), sheet)
    return writer.finish()


def _split(lines: list[Line], notes: float) -> list[Line]:
    """Take from the lines those of the notes, and give these."""
    found = [line for line in lines if line.top > notes - line.size]
    del lines[len(lines) - len(found) :]
    return found


def _body_size(lines: list[Line]) -> float:
    sizes = [line.size for line in lines if line.block is None for _ in line.text]
    return median(sizes) if sizes else 0.0


def _right_edge(pages: Sequence[tuple[Sheet, list[Line]]]) -> float:
    """Where lines end on most sheets."""
    ends = [
        max(line.x1 for line in text) for _, lines in pages if (text := [one for one in lines if one.block is None])
    ]
    return median(ends) if ends else 0.0


def _frame_of(band: Band, right_edge: float) -> _Frame:
    text = [line for line in band.lines if line.block is None]
    if not text:
        return _Frame(0.0, 0.0, 0.0)
    long = [line for line in text if len(line.text) >= 8] or text
    steps = [below.top - line.top for line, below in pairwise(text) if below.top > line.top]
    right = max(line.x1 for line in text)
    leading = min(median(steps or [0]), _MOST_LEADING * median(line.size for line in text))
    return _Frame(_left_edge(long), right if band.is_column else max(right, right_edge), leading)


def _left_edge(lines: list[Line]) -> float:
    """The leftmost place where several lines begin: one alone may hang out, or be wider than the text and centred."""
    starts = sorted(line.x0 for line in lines)
    near = 0.3 * median(line.size for line in lines)
    enough = max(2, len(lines) // 10)
    return next((x for x in starts if sum(abs(other - x) <= near for other in starts) >= enough), starts[0])


@dataclass(slots=True)
class _Writer:
    """Puts lines together to paragraphs, over the ends of columns and sheets too."""

    body_size: float
    right_edge: float
    pieces: list[Piece] = field(default_factory=list)
    _open: _Open | None = None
    _in_column: bool = False

    def take(self, band: Band, sheet: Sheet) -> None:
        """Take in the lines of one band."""
        if band.is_column != self._in_column:
            self._close()
            self._in_column = band.is_column
        frame = _frame_of(band, self.right_edge)
        previous: Line | None = None
        for line in band.lines:
            if line.block is not None:
                self._close()
                sure = _confidence(line.runs)
                self.pieces.append(Piece(line.block, sheet.number, None, sheet.is_ocr, sure))
                previous = None
                continue
            centred = frame.is_centred(line)
            follows = previous is not None or self._open is None or self._turns(self._open, line, sheet)
            if self._open is not None and follows and self._goes_on(self._open, line, frame, centred, previous):
                self._open.lines.append(line)
                self._open.frame = frame
            else:
                self._close()
                self._open = _Open([line], sheet, frame, centred)
            previous = line

    def finish(self) -> list[Piece]:
        """All pieces."""
        self._close()
        return self.pieces

    def _goes_on(self, last: _Open, line: Line, frame: _Frame, centred: bool, previous: Line | None) -> bool:
        before = last.lines[-1]
        size = line.size
        if abs(size - before.size) > 0.15 * size:
            return False
        if centred != last.is_centred:
            # The full line of a headline, whose rest stands centred below it.
            is_rest = centred and frame.is_symmetric(before) and not _CLOSED.search(before.text)
            last.is_centred = last.is_centred or is_rest
            return is_rest
        if previous is not None and frame.leading and line.top - previous.top > _WIDE_LEADING * frame.leading:
            return False
        if centred:
            # A headline of several lines; below it, date and speaker stand each on a line of its own.
            is_headline = size > 1.15 * self.body_size and previous is not None
            return is_headline or self._is_full(before, frame, 2 * _CENTRED + 1)
        if line.x0 - frame.left > _INDENT * size:
            return False
        word = _WORD.match(line.text)
        free = _SHORT_AND_CLOSED if _CLOSED.search(before.text) else _SHORT + (0.55 * len(word[0]) if word else 1.0)
        if not self._is_full(before, last.frame, free):
            return False
        return not (_OPENING.match(line.text) and _CLOSED.search(before.text) and before.bold != line.bold)

    @staticmethod
    def _turns(last: _Open, line: Line, sheet: Sheet) -> bool:
        """Whether text may go on from the foot of a sheet, or of a column, to this line."""
        if sheet is last.sheet:
            return True
        return last.lines[-1].bottom > _FOOT * last.sheet.height and line.top < _TOP * sheet.height

    @staticmethod
    def _is_full(line: Line, frame: _Frame, ems: float) -> bool:
        return frame.right - line.x1 <= ems * line.size

    def _close(self) -> None:
        if self._open is None:
            return
        lines, sheet = self._open.lines, self._open.sheet
        text = joined(line.text for line in lines)
        if text:
            block = paragraph(text, bold=all(line.bold for line in lines), centred=self._open.is_centred)
            runs = [run for line in lines for run in line.runs]
            self.pieces.append(Piece(block, sheet.number, None, sheet.is_ocr, _confidence(runs)))
        self._open = None


def _confidence(runs: list[Run]) -> float | None:
    """The mean over characters; None where nobody doubted."""
    known = [(run.confidence, max(len(run.text), 1)) for run in runs if run.confidence is not None]
    return (
        round(sum(value * length for value, length in known) / sum(length for _, length in known), 4) if known else None
    )
