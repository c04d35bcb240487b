"""Numbers of tables whose measure word stands in the head of their row or column.

``主席会议（次） 13 12`` under ``2024年 2023年``, ``立案 167 84.3%`` under ``项目 数量（件） 占比``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cppcc_archive.reports.figures.numerals import parse_arabic
from cppcc_archive.reports.lexicon_table import UNITS

_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_ROW = re.compile(
    rf"^ *(?P<name>[\u4e00-\u9fff][^\n0-9（）。；]{{1,20}})（(?:单位：)?(?P<unit>{_UNIT})）"
    r"(?P<cells>(?: +[0-9][0-9,.]{0,11}%?)+) *$",
    re.MULTILINE,
)
_HEADER = re.compile(r"^[^\n0-9。；]{0,16}(?: +20[0-9]{2} ?年?度?){1,6} *$", re.MULTILINE)
_YEAR = re.compile("20[0-9]{2}")
_CELL = re.compile(r"[0-9][0-9,.]*")


_HEAD = re.compile(
    r"^(?:.{0,12}单位：(?P<all>件|篇|条|次|人|名|个|项|期)\n)?(?P<line> *[\u4e00-\u9fff][^\n0-9。；，]{1,80})$",
    re.MULTILINE,
)
_BODY = re.compile(r"(?:\n *[\u4e00-\u9fff][^\n0-9。；，]{0,24} +[0-9][^\n。；，]{0,60})+")
_COLUMN = re.compile("[^ \n]+")
_HEAD_UNIT = re.compile(rf"（(?:单位：)?({_UNIT})）$|^([件条篇人])数$")
_BARE = re.compile(r"[0-9][0-9,]*")


class Cell(NamedTuple):
    """A number of a table; ``column``: the year that heads its column and the latest that heads any; ``head``: where
    the words stand that say what its column counts."""

    start: int
    end: int
    value: float
    unit: str
    column: tuple[int, int] | None
    head: tuple[int, int] | None = None


def cells_in(shade: str) -> Iterator[Cell]:
    """The numbers of such rows, in order."""
    if "） " not in shade and "数 " not in shade and "单位：" not in shade:
        return
    yield from _headed(shade)
    headers = list(_HEADER.finditer(shade))
    ends = [match.end() for match in headers]
    for row in _ROW.finditer(shade):
        last = bisect_right(ends, row.start()) - 1
        above = [int(year) for year in _YEAR.findall(headers[last][0])] if last >= 0 else []
        for at, cell in enumerate(_CELL.finditer(shade, *row.span("cells"))):
            value = parse_arabic(cell[0])
            if value is not None:
                column = (above[at], max(above)) if at < len(above) else None
                yield Cell(cell.start(), cell.end(), value, row["unit"], column, row.span("name"))


def _headed(shade: str) -> Iterator[Cell]:
    """The bare numbers of columns whose head has the measure word, or of all below ``单位：条``."""
    for head in _HEAD.finditer(shade):
        body = _BODY.match(shade, head.end())
        columns = list(_COLUMN.finditer(shade, *head.span("line"))) if body else []
        units = [
            next((one for one in found.groups() if one), None) if (found := _HEAD_UNIT.search(column[0])) else None
            for column in columns
        ]
        if body is None or len(columns) < 2 or not (head["all"] or any(units)):
            continue
        start = body.start() + 1
        for row in shade[start : body.end()].split("\n"):
            for at, cell in enumerate(_COLUMN.finditer(row)):
                unit = units[at] or head["all"] if at < len(columns) else None
                value = parse_arabic(cell[0]) if unit and _BARE.fullmatch(cell[0]) else None
                if unit and value is not None:
                    words = columns[at].span() if head["all"] else None
                    yield Cell(start + cell.start(), start + cell.end(), value, unit, None, words)
            start += len(row) + 1
