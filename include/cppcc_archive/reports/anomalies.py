# ruff: noqa: E501  (a row is read as one line)
"""Text that lost characters: what is there and what it must have been, where that is certain. Nothing is repaired."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import Final

from cppcc_archive.reports.anchors import Sought
from cppcc_archive.reports.figures.numbers import PARTING, Figure
from cppcc_archive.reports.head.dates import BROKEN, repaired
from cppcc_archive.reports.lines import Line
from cppcc_archive.reports.model import Anomaly, Heading
from cppcc_archive.reports.outline import LOST, ordinal_value
from cppcc_archive.reports.shadow import shadow


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole in a fixed expression. ``examples`` are tests: the span in ``[ ]``.

    ``head``: only looked for in the first lines, where titles are broken over lines.
    """

    kind: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    expected: str | None = None
    head: bool = False


_NOT_BEFORE_TERM: Final = "0-9一二三四五六七八九十每历上本换首末各往当应几两多同全下后前 "
# fmt: off
GAPS: Final[tuple[Gap, ...]] = (
    Gap("lost_term", re.compile(r"第 *届(?!次)"), ("政协[第届]青河县委员会",)),
    Gap("lost_term", re.compile(rf"届(?<![{_NOT_BEFORE_TERM}第].)(?=[\u4e00-\u9fff]{{2,12}}委员会)"), ("[届]青河县委员会",), head=True),
    Gap("lost_session", re.compile(r"第 *次(?=(?:全体)?会议|全会)"), ("委员会[第次]会议上",)),
    Gap("lost_session", re.compile(r"第(?=会议上)"), ("政协青河县第九届委员会[第]会议上",)),
    Gap("lost_character", re.compile(r"工作[报告]$", re.MULTILINE), ("常务委员会[工作报]",), "工作报告", head=True),
    Gap("lost_character", re.compile(r"常务委员工作报告"), ("政协云山区[常务委员工作报告]",), "常务委员会工作报告"),
)
# fmt: on
_SPLIT_NUMBER: Final = re.compile(r"[0-9]+\.?(?: [0-9]+)+")
"""``1 98 件``: a blank in the middle of a number."""
_PARTS: Final = frozenset(" '’´٬")
_PIECE: Final = re.compile(rf"(?<=[\u4e00-\u9fff])(?<![第表图页版号])[0-9]{{1,3}}[{''.join(_PARTS)}]$")
"""Digits and a blank, or a mark that parts thousands elsewhere, before a figure: ``18 71件``, ``1’151件``."""
_ARABIC_DIGITS: Final = frozenset("0123456789")
_HEAD_LINES: Final = 20
_OPENERS: Final = {"“": "”", "（": "）", "《": "》"}
_QUOTED_LINES: Final = 4
"""How many lines further a quotation may close: speeches are quoted over several paragraphs."""


def find_anomalies(
    shade: str,
    text: str,
    lines: list[Line],
    outline: Sequence[Heading],
    figures: list[Figure],
    published: date | None,
    term: int | None,
) -> tuple[Anomaly, ...]:
    """Every anomaly, in order of position."""
    found = _gaps(shade, lines[:_HEAD_LINES][-1].end if lines else 0, term) + _dates(shade, published)
    found += _measures(shade, text, figures) + _ordinals(text, outline)
    return _printed(text, found + _unbalanced(shade, lines) + _stops(shade, lines), "text")


def title_anomalies(title: str, term: int | None) -> tuple[Anomaly, ...]:
    """The holes in a title that is not part of the text; offsets cut the title."""
    return _printed(title, _gaps(shadow(title), len(title), term), "title")


def _printed(text: str, found: list[Anomaly], field: str) -> tuple[Anomaly, ...]:
    """In order of position, with their spans as they stand in the text."""
    ordered = sorted(found, key=attrgetter("start", "end"))
    return tuple(item._replace(span=text[item.start : item.end], field=field) for item in ordered)


def _gaps(shade: str, head_end: int, term: int | None) -> list[Anomaly]:
    found: list[Anomaly] = []
    for gap in GAPS:
        for match in gap.pattern.finditer(shade, 0, head_end if gap.head else len(shade)):
            expected = f"第{chinese(term)}届" if gap.kind == "lost_term" and term else gap.expected
            found.append(Anomaly(gap.kind, "", *match.span(), expected))
    return found


def chinese(number: int) -> str:
    """A small ordinal in Chinese (1 to 99); a larger one in figures."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones or not tens else "")


def _dates(shade: str, published: date | None) -> list[Anomaly]:
    found = [(match.span(), repaired(match, published)) for match in BROKEN.finditer(shade)]
    return [
        Anomaly("broken_date", "", *span, f"{day.year}年{day.month}月{day.day}日" if day else None)
        for span, day in found
    ]


def _measures(shade: str, text: str, figures: list[Figure]) -> list[Anomaly]:
    found = []
    for figure in figures:
        if " " in shade[figure.start : figure.end] and (broken := _SPLIT_NUMBER.match(shade, figure.start, figure.end)):
            found.append(Anomaly("split_number", "", *broken.span(), broken[0].replace(" ", "")))
        elif _has_a_piece_before(shade, text, figure.start):
            # Which of the two it is, one number or two, nothing tells: the figure is what stands before its unit.
            start = figure.start - 1
            while shade[start - 1] in _ARABIC_DIGITS:
                start -= 1
            found.append(Anomaly("split_number", "", start, figure.end, None))
        if figure.bare:
            expected = shade[figure.start : figure.end] + figure.unit if figure.unit else None
            found.append(Anomaly("lost_measure", "", figure.start, figure.end, expected))
    return found


def _has_a_piece_before(shade: str, text: str, start: int) -> bool:
    """Whether digits and a blank stand before the digits of a figure, in one sentence and one cell with it."""
    if shade[start - 1 : start] not in _PARTS or shade[start] not in _ARABIC_DIGITS:
        return False
    before = _PIECE.search(shade, max(0, start - 8), start)
    return before is not None and not PARTING.search(text, before.start(), start)


def _ordinals(text: str, outline: Sequence[Heading]) -> list[Anomaly]:
    """Headings without their ordinal, and ordinals that skip one (``二、`` … ``四、``) under one heading."""
    found: list[Anomaly] = []
    last: dict[int, int] = {}
    numbered = {heading.level for heading in outline if heading.number is not None}
    bare = Counter(heading.level for heading in outline if heading.number is None and _lacks_ordinal(heading))
    for heading in outline:
        if heading.number is None:
            # Two parts without a number never had one: 一、 and 二、 stand inside the first.
            if heading.level in numbered and _lacks_ordinal(heading) and bare[heading.level] == 1:
                found.append(Anomaly("lost_ordinal", heading.heading, heading.start, heading.end))
                last = {level: value for level, value in last.items() if level < heading.level}
            continue
        value = ordinal_value(heading.number)
        before = last.get(heading.level)
        last = {level: kept for level, kept in last.items() if level < heading.level}
        if value is None:
            continue
        last[heading.level] = value
        if before is not None and value > before + 1:
            start = text.rindex(heading.number, 0, heading.start)
            found.append(Anomaly("skipped_ordinal", heading.number, start, start + len(heading.number)))
    return found


def _lacks_ordinal(heading: Heading) -> bool:
    return not heading.run_in and LOST.match(heading.heading.replace(" ", "")) is not None


def _stops(shade: str, lines: Sequence[Line]) -> list[Anomaly]:
    """Sentences that run together behind a figure (``占总数的61%常委会``) and paragraphs that end without a stop."""
    run_on = [Anomaly("lost_stop", "", *match.span(), f"{match[1]}。{match[2]}") for match in _RUN_ON.finditer(shade)]
    return run_on + [
        Anomaly("lost_stop", "", line.end - 1, line.end, f"{line.text[-1]}。")
        for line in lines
        if len(line.text) >= _PARAGRAPH
        and not line.table
        and "。" in line.text
        and _ENDS_BARE.match(line.text, len(line.text) - 1)
    ]


_PARAGRAPH: Final = 60
"""Characters from which on a line with a sentence in it is a paragraph, and ends with a stop."""
_ENDS_BARE: Final = re.compile(r"(?<![年月日])[\u4e00-\u9fff0-9%]")

_RUN_ON: Final = Sought(r"([%件篇条次])(?<=[0-9].)(常委会|(?:[区县市]|自治[县旗])政协(?!委员|提案)|一年来|全年|我们)")


def _unbalanced(shade: str, lines: list[Line]) -> list[Anomaly]:
    """Quotation marks and brackets without their partner on the same line, or in one of the next few lines."""
    found: list[tuple[int, str, int]] = []
    marks = sorted(_marks(shade))
    begin = 0
    for number, line in enumerate(lines):
        end = bisect_left(marks, (line.end,), begin)
        found += [(number, mark, at) for mark, at in _loose(line.start, marks[begin:end])]
        begin = end
    paired: set[int] = set()
    for index, ((number, mark, _), (other, closer, _)) in enumerate(pairwise(found)):
        if _OPENERS.get(mark) == closer and 0 < other - number <= _QUOTED_LINES and index not in paired:
            paired |= {index, index + 1}
    return [
        Anomaly("unbalanced_quote" if mark in "“”" else "unbalanced_bracket", mark, at, at + 1)
        for index, (_, mark, at) in enumerate(found)
        if index not in paired
    ]


def _marks(shade: str) -> Iterator[tuple[int, str]]:
    for mark in "“”（）《》":
        at = shade.find(mark)
        while at >= 0:
            yield at, mark
            at = shade.find(mark, at + 1)


def _loose(start: int, marks: Sequence[tuple[int, str]]) -> list[tuple[str, int]]:
    """Those ``marks`` of the line from ``start`` that find no partner in it, in order."""
    loose: list[tuple[str, int]] = []
    stack: list[tuple[str, int]] = []
    for at, mark in marks:
        if mark in _OPENERS:
            if mark == "“" and stack and stack[-1][0] == "“":
                # “ inside “ is never printed on purpose: the first one lost its partner.
                loose.append(stack.pop())
            stack.append((mark, at))
        elif stack and _OPENERS[stack[-1][0]] == mark:
            stack.pop()
        elif not (mark == "）" and at - start <= 4):
            loose.append((mark, at))
    return sorted(loose + stack, key=lambda item: item[1])
