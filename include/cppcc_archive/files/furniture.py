"""What is printed around the text of a sheet: page numbers, running heads and feet. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from cppcc_archive.files.lines import Line, Sheet

_MARGIN = 0.13
"""Share of a sheet at its top and at its foot where heads and page numbers stand."""
_LINES = 3
"""Lines at either end of a sheet that may be such."""
_DASHES = "—–－\\-_·•~～"
_NUMBER = r"(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,5}|[ivxlcIVXLC]{1,6})"
_DRESSED = re.compile(
    rf"^(?:[{_DASHES}\s]+{_NUMBER}[{_DASHES}\s]+"
    rf"|第\s*{_NUMBER}\s*页(?:\s*[,，/（(]?\s*共\s*{_NUMBER}\s*页\s*[）)]?)?"
    rf"|\d{{1,4}}\s*/\s*\d{{1,4}}"
    rf"|(?i:page)\s*\d{{1,4}}(?:\s*(?i:of)\s*\d{{1,4}})?)$"
)
_CHANGING = re.compile(r"\d+|\s+")
_SENTENCE = ("。", "；", "，", "：")
"""What no head ends with, however much two lines are alike."""
_SMALLER, _SHEETS = 0.85, 3
"""Times the size of the text that a head has which changes, and the sheets that have one at the same height."""
_ROUGHLY = 6.0
"""Points within which heads of two sheets stand at the same height."""


class _Edge(NamedTuple):
    sheet: int
    where: str
    line: Line


def furniture(pages: Sequence[tuple[Sheet, list[Line]]]) -> set[int]:
    """Ids of the lines that belong to the sheets and not to the text."""
    edges: list[_Edge] = []
    for index, (sheet, lines) in enumerate(pages):
        top, foot = sheet.height * _MARGIN, sheet.height * (1 - _MARGIN)
        plain = [line for line in lines if line.block is None]
        edges += [_Edge(index, "top", line) for line in plain[:_LINES] if line.bottom < top]
        edges += [_Edge(index, "foot", line) for line in plain[-_LINES:] if line.top > foot]
    found = {id(edge.line) for edge in edges if _DRESSED.match(edge.line.text.strip())}
    return found | _counting(edges) | _repeated(edges, len(pages)) | _changing(edges, pages)


def _counting(edges: list[_Edge]) -> set[int]:
    """Bare numbers that count on with the sheets; a single sheet's is a 1."""
    numbers = [(edge, int(edge.line.text)) for edge in edges if re.fullmatch(r"\d{1,4}", edge.line.text)]
    first = Counter(number - edge.sheet for edge, number in numbers)
    return {id(edge.line) for edge, number in numbers if first[number - edge.sheet] >= 2 or number == edge.sheet + 1}


def _repeated(edges: list[_Edge], sheets: int) -> set[int]:
    """Lines that stand at the same height on several sheets, but for their numbers. Odd and even sheets may have heads
    of their own, and the first has none as a rule."""
    places: dict[tuple[str, str, int], set[int]] = {}
    for edge in edges:
        places.setdefault(_place(edge), set()).add(edge.sheet)
    found = set()
    for edge in edges:
        where, shape, height = _place(edge)
        if not shape.strip("#") or edge.line.text.rstrip().endswith(_SENTENCE):
            continue
        on = set().union(*(places.get((where, shape, height + step), set()) for step in (-1, 0, 1)))
        if len(on) >= 2 and len(on) >= 0.3 * sheets:
            found.add(id(edge.line))
    return found


def _changing(edges: list[_Edge], pages: Sequence[tuple[Sheet, list[Line]]]) -> set[int]:
    """Heads that name the part a sheet belongs to, and so change: the first line of most sheets, always at one height,
    in smaller print than the text and well above it."""
    sizes = [line.size for _, lines in pages for line in lines if line.block is None for _ in line.text]
    body = median(sizes) if sizes else 0.0
    heads: dict[int, list[_Edge]] = {}
    for index, (_, lines) in enumerate(pages):
        first = next((edge for edge in edges if edge.sheet == index and edge.where == "top"), None)
        below = lines[1].top - first.line.bottom if first is not None and len(lines) > 1 else 0.0
        if first is not None and first.line is lines[0] and first.line.size < _SMALLER * body and below > body:
            heads.setdefault(round(first.line.top / _ROUGHLY), []).append(first)
    return {
        id(edge.line)
        for found in heads.values()
        if len(found) >= _SHEETS and len(found) >= 0.6 * len(pages)
        for edge in found
        if not edge.line.text.rstrip().endswith(_SENTENCE)
    }


def _place(edge: _Edge) -> tuple[str, str, int]:
    return edge.where, _CHANGING.sub("#", edge.line.text), round(edge.line.top / _ROUGHLY)
