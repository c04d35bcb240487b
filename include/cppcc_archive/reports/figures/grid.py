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
    rf"^ *[\u4e00-\u9fff][^\n0-9（）。；]{{1,20}}（(?:单位：)?(?P<unit>{_UNIT})）"
    r"(?P<cells>(?: +[0-9][0-9,.]{0,11}%?)+) *$",
    re.MULTILINE,
)
_HEADER = re.compile(r"^[^\n0-9。；]{0,16}(?: +20[0-9]{2} ?年?度?){1,6} *$", re.MULTILINE)
_YEAR = re.compile("20[0-9]{2}")
_CELL = re.compile(r"[0-9][0-9,.]*")


_HEADS = re.compile(
    rf"^[^\n0-9。；，]{{1,30}}(?:（(?:单位：)?(?P<unit>{_UNIT})）|件数)(?: [^\n0-9。；，]{{0,30}})?$", re.MULTILINE
)
_BODY = re.compile(r"(?:\n *[\u4e00-\u9fff][^\n0-9。；，]{0,24} +[0-9][^\n。；，]{0,40})+")
_BARE = re.compile(r"(?<=[^\n0-9.] )[0-9][0-9,]*(?= |$)", re.MULTILINE)


class Cell(NamedTuple):
    """A number of a table; ``column``: the year that heads its column and the latest that heads any."""

    start: int
    end: int
    value: float
    unit: str
    column: tuple[int, int] | None


def cells_in(shade: str) -> Iterator[Cell]:
    """The numbers of such rows, in order."""
    if "） " not in shade and "件数 " not in shade:
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
                yield Cell(cell.start(), cell.end(), value, row["unit"], column)


def _headed(shade: str) -> Iterator[Cell]:
    """The bare numbers of the one column whose head has the measure word."""
    for head in _HEADS.finditer(shade):
        if body := _BODY.match(shade, head.end()):
            for number in _BARE.finditer(shade, body.start(), body.end()):
                value = parse_arabic(number[0])
                line = shade.rfind("\n", 0, number.start()) + 1
                if value is not None and not any(char.isdecimal() for char in shade[line : number.start()]):
                    yield Cell(*number.span(), value, head["unit"] or "件", None)
