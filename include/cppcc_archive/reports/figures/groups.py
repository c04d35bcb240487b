"""Rows of a list by who (``柳林组：委员26人，提交提案22件``): all that they count is of a group, none of it of all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from cppcc_archive.reports.figures.numbers import Figure

_WHO: Final = re.compile(
    "(?:^|[\n。；：])[ \u3000]*(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．、])? *"
    "([^\n，。；：（）《》“”0-9 ]{2,14})(?:（[^（）\n]{1,10}）)?$"
)
_REACH: Final = 36
"""Characters that a row's name is at most, with its number and what stands in brackets."""
_NOBODY: Final = re.compile(
    "(?:[年月季度间面类级]|半年|工作|建设|协商|监督|参政|议政|会议|提案|信息|视察|调研|学习|培训|活动|宣传|服务|联谊|扶贫|政协|情况|如下|以下)$|[合总共小]计|累计|全[年区县市州旗]|^[一二三四五六七八九十]是"
)
"""What heads no row by who: a time, a task, a sum, who adopts what is reported."""
_ENDS: Final = re.compile("[。\n]|；(?=[^\n，。；：]{0,8}[合总共]计|累计|以上|全[年区县市州旗])")
_ALONE: Final = re.compile(
    "：?[^：]*(?:组|界别|支部|专委会|街道|[镇乡])(?:（[^（）\n]{1,10}）)?：(?:现有|共有|有)?委员[0-9]"
)
"""One that says so by its name, and needs no other beside it."""
_OF_MEMBERS: Final = re.compile("[ \u3000]*[^\n，。；：、《》0-9 ]{1,8}界别?")
_GAVE: Final = re.compile("(?:政协)?委员(?:全年|今年|一年来|共|先后)*(?:提交|提出|报送|撰写|反映)")
_OF_A_TEAM: Final = re.compile(
    "[ \u3000]*[^\n，。；：、《》0-9 ]{1,8}(?:委员小组|联络组|活动组)(?:全年|今年|一年来|共|先后)*"
    "(?:提交|提出|报送|撰写|反映|开展)[^，。；：0-9]{0,10}"
)
_OPENING: Final = 32
"""Characters of a sentence before the first figure of what it tells of one sector's members."""
_STOP: Final = re.compile("[。；\n]")
_BETWEEN: Final = re.compile("[。；\\s]*")
_CLAUSE: Final = re.compile("[^，、；：。\n]*$")
_START: Final = attrgetter("start")
_ALIKE: Final = 2
"""Figures with the same words before them that two rows have, one below the other."""


class _Line(NamedTuple):
    """What stands behind a name and a colon; ``name``: where that begins, with its number; ``counted``: the words
    before its figures, with their units."""

    name: int
    start: int
    end: int
    counted: frozenset[tuple[str, str]]


class Groups:
    """Whether a figure stands in a row by who: consecutive lines or parts of a sentence that open with a name and a
    colon, and count the same."""

    def __init__(self, shade: str, figures: Sequence[Figure]) -> None:
        lines = _lines(shade, figures)
        starts = {line for line in lines if _ALONE.match(shade, line.name)}
        for one, other in pairwise(lines):
            if _BETWEEN.fullmatch(shade, one.end, other.name) and len(one.counted & other.counted) >= _ALIKE:
                starts |= {one, other}
        self._rows = sorted(starts.union(_told_of_one(shade, figures)))

    def has(self, at: int) -> bool:
        """Whether what stands ``at`` a position is said of one group."""
        row = bisect_right(self._rows, (at,)) - 1
        return row >= 0 and at < self._rows[row].end


def _lines(shade: str, figures: Sequence[Figure]) -> list[_Line]:
    """What looks like a row of a list by who, in order."""
    names: list[tuple[int, int]] = []
    at = shade.find("：")
    while at >= 0:
        who = _WHO.search(shade[max(0, at - _REACH) : at])
        if who and not _NOBODY.search(who[1]):
            names.append((at - len(who.string) + who.start(), at + 1))
        at = shade.find("：", at + 1)
    lines: list[_Line] = []
    for index, (name, start) in enumerate(names):
        after = names[index + 1][0] if index + 1 < len(names) else len(shade)
        stop = _ENDS.search(shade, start, after)  # no farther than the next name: a text may have no end of a sentence
        end = stop.start() if stop else after
        own = figures[bisect_left(figures, start, key=_START) : bisect_left(figures, end, key=_START)]
        counted = frozenset((_before(shade, start, one), one.unit) for one in own if not one.place)
        lines.append(_Line(name, start, end, counted))
    return lines


def _told_of_one(shade: str, figures: Sequence[Figure]) -> list[_Line]:
    """What sentences tell of one sector's or team's members (``医卫界25名委员提交提案17件，立案14件``)."""
    lines: list[_Line] = []
    for figure in figures:
        at = figure.start
        is_members = figure.unit in ("名", "位") and shade[at - 1 : at] in "界别" and _GAVE.match(shade, figure.end)
        if not is_members and shade.find("组", max(0, at - _OPENING), at) < 0:
            continue
        opening = _STOP.split(shade[max(0, at - _OPENING) : at])[-1]
        if (_OF_MEMBERS if is_members else _OF_A_TEAM).fullmatch(opening):
            stop = _STOP.search(shade, figure.end)
            lines.append(_Line(at - len(opening), at, stop.start() if stop else len(shade), frozenset()))
    return lines


def _before(shade: str, start: int, figure: Figure) -> str:
    clause = _CLAUSE.search(shade[max(start, figure.start - _REACH) : figure.start])
    return clause[0] if clause else ""
