"""Numbers of tables whose measure word stands in the head of their row or column, or is told by what the head names.

``主席会议（次） 13 12`` under ``2024年 2023年``, ``立案 167 84.3%`` under ``项目 数量（件） 占比``,
``城建系统 79 50 23 6`` under ``承办系统 交办 A类 B类 C类``.
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
    r"^(?:[^\n]{0,40}单位：(?P<all>件|篇|条|次|人|名|个|项|期)）?\n+)?(?P<line> *[\u4e00-\u9fff][^\n0-9。；，]{1,80})$",
    re.MULTILINE,
)
_BODY = re.compile(r"(?:\n *[\u4e00-\u9fff0-9][^\n。；，]{0,24} +[0-9][^\n。；，]{0,60})+")
_COLUMN = re.compile("[^ \n]+")
_HEAD_UNIT = re.compile(rf"（(?:单位：)?({_UNIT}|%)）$|^.{{0,4}}?([件条篇人])数$")
_SHARE = re.compile("率$|占比$|比例$|比重$")
_PIECES = re.compile("提案|收到|征集|提交|受理|立案|交办|承办|办复|办结|答复|[A-D]类|主办|会办|协办")
"""Columns that count pieces without saying so: ``承办系统 交办 A类 B类``."""
_PLAIN = re.compile("(?:数量|[件篇次条人]数|数|合计|总数|总计|小计)?(?:（.{1,4}）)?")
"""Names of columns that leave it to the row to say what is counted."""
_BARE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]{1,2})?%?")


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
    yield from _headed(shade)
    if "） " not in shade:
        return
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


def _unit_of(name: str, of_all: str | None) -> str | None:
    """The measure word of a column."""
    if found := _HEAD_UNIT.search(name):
        return next(one for one in found.groups() if one)
    if _SHARE.search(name):
        return "%"
    return of_all or ("件" if _PIECES.search(name) else None)


def _headed(shade: str) -> Iterator[Cell]:
    """The bare numbers of columns whose head tells the measure word, or of all below ``单位：条``."""
    for head in _HEAD.finditer(shade):
        body = _BODY.match(shade, head.end())
        columns = list(_COLUMN.finditer(shade, *head.span("line"))) if body else []
        units = [_unit_of(column[0], head["all"] if at else None) for at, column in enumerate(columns)]
        if body is None or len(columns) < 2 or not any(units[1:]):
            continue
        start = body.start() + 1
        rows = shade[start : body.end()].split("\n")
        years = [int(year[0]) for row in rows if (year := _YEAR.match(row.strip()))]
        for row in rows:
            cells = list(_COLUMN.finditer(row))
            year = _YEAR.match(cells[0][0]) if cells else None
            for column, unit, cell in zip(columns[1:], units[1:], cells[1:], strict=False):
                is_bare = unit and _BARE.fullmatch(cell[0]) and (unit == "%" or cell[0][-1] != "%")
                value = parse_arabic(cell[0].rstrip("%")) if is_bare else None
                if unit and value is not None and (len(cells) == len(columns) or head["all"]):
                    words = None if _PLAIN.fullmatch(column[0]) else column.span()
                    told = (int(year[0]), max(years)) if year else None
                    yield Cell(start + cell.start(), start + cell.end(), value, unit, told, words)
            start += len(row) + 1
