"""Grids: lines of cells below a head. What the head of a column and the name of a row say together is a cell's clause.

``立案 167 84.3%`` under ``项目 数量（件） 占比``, ``主席会议（次） 13 12`` under ``2024年 2023年``,
``第二组 29人 27件`` under ``活动组 委员人数 提交提案``. Cells are parted by tabs,
or by blanks where a line is no sentence; below a declared measure word (``单位：件``) a colon and slashes part them
(``区住建局：19/8`` under ``主要承办单位（主办件数/会办件数）``), and a caption is their head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cppcc_archive.reports.figures.numerals import parse_arabic
from cppcc_archive.reports.lexicon_table import ANY_UNIT

Span = tuple[int, int]

_LIKELY: Final = re.compile(" [0-9][^ \n]{0,12}(?:[ \n]|\\Z)")
"""Without a number between blanks there is no grid."""
_LINE: Final = re.compile("[^\n]+")
_BLANK_PARTED: Final = re.compile("[^ \n]+")
_SENTENCE: Final = re.compile("[，。；]")
_NUMERIC: Final = re.compile(rf"[约近超]?[0-9][0-9,]*(?:\.[0-9]{{1,4}})?[余多]?[万亿千]?(?:{ANY_UNIT}|%)?")
_TOLD: Final = re.compile(
    rf"(?P<name>[^：，。；0-9\n][^：，。；\n]{{0,20}})：(?P<numbers>(?![0-9]{{6}}){_NUMERIC.pattern}(?:/{_NUMERIC.pattern})*)"
)
"""``收到提案：176``, ``区住建局：19/8``; no telephone."""
_COLUMNS: Final = re.compile("（(?P<heads>[^（）/\n]{1,8}(?:/[^（）/\n]{1,8})+)）$")
"""``主要承办单位（主办件数/会办件数）``."""
_BARE: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]{1,2})?")
_YEAR: Final = re.compile("((?:19|20)[0-9]{2})(?:年度?)?")
_MONTH: Final = re.compile("((?:19|20)[0-9]{2})年[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_YEARS: Final = re.compile(_YEAR.pattern)
_DIGIT: Final = re.compile("[0-9]")
_UNIT_OF_ALL: Final = re.compile("单位：(件|篇|条|次|人|名|个|项|期)）?(?![^ \t])")
"""Said above a table; it holds until the next one, or until prose begins."""
_IN_BRACKETS: Final = re.compile(rf"（(?:单位：)?({ANY_UNIT}|%)）$")
_COUNTED_IN: Final = re.compile("^.{0,4}?([件条篇人])数$")
_SHARE: Final = re.compile("率$|占比$|比例$|比重$")
_PIECES: Final = re.compile(
    "提案|收到|征集|提交|受理|立案|交办|承办|办复|办结|答复|解决|采纳|落实|列入|参考|[A-D]类|主办|会办|协办"
)
"""Columns that count pieces without saying so: ``承办系统 交办 A类 B类``."""
_SUM: Final = re.compile("(?:[二三四五]年)?(?:合计|总计|共计|总数|累计)")
_OF_ALL: Final = re.compile(f"{_SUM.pattern}|全[区县市旗州]")
_PLAIN: Final = re.compile(
    f"(?:(?:数量|{ANY_UNIT}|[件篇次条人]数|数|小计|{_SUM.pattern})?(?:（.{{1,4}}）)?|{_YEAR.pattern})"
)
"""Heads that leave it to the row to say what is counted."""
_NOUN: Final = re.compile("提案(?:件?数量?)?(?:（件）)?")
"""Heads that name a thing, and leave it to the row to say what became of it or whose it is."""


class Place(NamedTuple):
    """Where a number of a grid stands. ``words``: what says what it counts, none where its own line does; ``name``: of
    which body, field or time; ``corner``: what such names are called (``承办单位``). ``year``: its own, ``latest``: of
    the grid. ``is_total``: whether it sums up the others, ``is_part``: whether it is one of several."""

    words: tuple[Span, ...]
    name: Span
    corner: Span
    year: int | None
    latest: int | None
    is_total: bool
    is_part: bool


class Cell(NamedTuple):
    """A number of a grid; ``unit`` is None where its own measure word follows it."""

    start: int
    end: int
    value: float
    unit: str | None
    place: Place


class _Line(NamedTuple):
    start: int
    cells: list[Span]
    is_tabbed: bool
    is_told: bool = False
    """Whether a colon parts its cells, or it stands above such lines."""


def cells_in(shade: str, text: str) -> Iterator[Cell]:
    """The numbers of all grids, in order; ``text`` has the tabs that ``shade`` shows as blanks."""
    if not _LIKELY.search(shade) and "单位：" not in shade:
        return
    head: _Line | None = None
    rows: list[_Line] = []
    of_all: str | None = None
    for match in _LINE.finditer(shade):
        line = (_told(shade, match) if of_all else None) or _line(shade, text, *match.span())
        is_row = line is not None and any(_is_number(shade, cell) for cell in line.cells[1:])
        if rows and not (is_row and line and line.is_told == rows[0].is_told):
            yield from _grid(shade, head, rows, of_all)
            head, rows = None, []
        declared = _UNIT_OF_ALL.search(match[0])
        of_all = declared[1] if declared else None if "。" in match[0] else of_all
        if line is not None and is_row:
            rows.append(line)
        elif line is not None and (line.is_tabbed or not _DIGIT.search(_YEARS.sub("", match[0]))):
            head = line
        else:
            head = _caption(shade, *match.span()) if of_all else None
    yield from _grid(shade, head, rows, of_all)


def _told(shade: str, match: re.Match[str]) -> _Line | None:
    """``label：number`` as cells."""
    told = _TOLD.fullmatch(shade, *match.span())
    if told is None:
        return None
    return _Line(match.start(), [told.span("name"), *_parted(told, "numbers")], is_tabbed=True, is_told=True)


def _caption(shade: str, start: int, end: int) -> _Line:
    """What stands above lines of ``label：number``, as the heads of their columns."""
    columns = _COLUMNS.search(shade, start, end)
    if columns is None:
        return _Line(start, [(start, end), (end, end)], is_tabbed=True, is_told=True)
    return _Line(start, [(start, columns.start()), *_parted(columns, "heads")], is_tabbed=True, is_told=True)


def _parted(match: re.Match[str], group: str) -> list[Span]:
    """What slashes part in a group."""
    cells, at = [], match.start(group)
    for part in match[group].split("/"):
        cells.append((at, at + len(part)))
        at += len(part) + 1
    return cells


def _line(shade: str, text: str, start: int, end: int) -> _Line | None:
    """A line as cells, None for one that is prose."""
    is_tabbed = text.find("\t", start, end) >= 0
    if not is_tabbed and (shade.find(" ", start, end) < 0 or _SENTENCE.search(shade, start, end)):
        return None
    if not is_tabbed:
        parts = [match.span() for match in _BLANK_PARTED.finditer(shade, start, end)]
        return _Line(start, parts, is_tabbed) if len(parts) > 1 else None
    cells, at = [], start
    for part in text[start:end].split("\t"):
        blank = len(part) - len(part.lstrip())
        cells.append((at + blank, at + blank + len(part.strip())))
        at += len(part) + 1
    return _Line(start, cells, is_tabbed)


def _is_number(shade: str, cell: Span) -> bool:
    return _NUMERIC.fullmatch(shade, *cell) is not None and _YEAR.fullmatch(shade, *cell) is None


def _year(shade: str, cell: Span) -> int | None:
    found = _YEAR.fullmatch(shade, *cell)
    return int(found[1]) if found else None


def _unit_of(name: str) -> str | None:
    """The measure word of a column or row by its head."""
    if found := _IN_BRACKETS.search(name) or _COUNTED_IN.search(name):
        return found[1]
    if _SHARE.search(name):
        return "%"
    return "件" if _PIECES.search(name) else None


def _bare_words(shade: str, cell: Span) -> Span:
    """A head without the measure word in brackets behind it."""
    unit = _IN_BRACKETS.search(shade[slice(*cell)])
    return (cell[0], cell[0] + unit.start()) if unit else cell


class _Grid(NamedTuple):
    """Lines below a head. ``of_all``: the measure word said above it for all; ``has_sum``: whether a row or column sums
    up; ``latest``: the latest year that a row or column is of; ``sums``: the row that sums up."""

    head: _Line
    rows: Sequence[_Line]
    of_all: str | None
    has_sum: bool
    latest: int | None
    sums: _Line | None


def _grid(shade: str, head: _Line | None, rows: Sequence[_Line], of_all: str | None) -> Iterator[Cell]:
    """The numbers of the rows below a line of heads; without one, of those that say themselves what they count."""
    if head is None:
        rows = [row for row in rows if _IN_BRACKETS.search(shade[slice(*_name(shade, row))])]
        head = _Line(0, [(0, 0)] * max((len(row.cells) for row in rows), default=0), is_tabbed=True)
    names = [_name(shade, row) for row in rows]
    years = [year for cell in (*head.cells, *names) if (year := _year(shade, cell))] or _years_of_months(shade, names)
    has_sum = any(_SUM.fullmatch(shade, *_bare_words(shade, cell)) for cell in head.cells) or any(
        _OF_ALL.fullmatch(shade, *name) for name in names
    )
    sums = next((row for row, name in zip(rows, names, strict=True) if _OF_ALL.fullmatch(shade, *name)), None)
    grid = _Grid(head, rows, of_all, has_sum, max(years, default=None), sums)
    for row in rows:
        is_short = len(row.cells) < len(head.cells)
        if len(row.cells) <= len(head.cells) and (not is_short or row.is_tabbed or grid.of_all):
            yield from _row(shade, grid, row)


def _years_of_months(shade: str, names: Sequence[Span]) -> list[int]:
    """The years of rows that months name, where they are of several (``1984年5月``, ``1985年4月``)."""
    years = [int(month[1]) for name in names if (month := _MONTH.fullmatch(shade, *name))]
    return years if len(set(years)) > 1 else []


def _row(shade: str, grid: _Grid, row: _Line) -> Iterator[Cell]:
    name = _name(shade, row)
    at = row.cells.index(name)
    numbers = [at + 1 + behind for behind, cell in enumerate(row.cells[at + 1 :]) if _is_number(shade, cell)]
    for column in numbers:
        cell, over = row.cells[column], grid.head.cells[column]
        is_first = column == numbers[0] and at == 0
        place = _place(shade, name, over, grid.head.cells[at], is_first=is_first)._replace(latest=grid.latest)
        if year := _year(shade, over) or _year(shade, name):
            is_part = grid.has_sum and not (
                grid.sums and _year(shade, name) and not _is_summed(shade, grid.sums, column)
            )
            place = place._replace(year=year, is_part=is_part)
        if not _BARE.fullmatch(shade, *cell):
            yield Cell(*cell, 0.0, None, place)
            continue
        in_row = _IN_BRACKETS.search(shade[slice(*name)])
        unit = _unit_of(shade[slice(*over)]) or (in_row[1] if in_row else grid.of_all)
        value = parse_arabic(shade[slice(*cell)])
        if unit and value is not None:
            yield Cell(*cell, value, unit, place)


def _is_summed(shade: str, sums: _Line, column: int) -> bool:
    """Whether the row of sums has a number in a ``column``: of years, rates and bodies often have none."""
    return column < len(sums.cells) and _is_number(shade, sums.cells[column])


def _name(shade: str, row: _Line) -> Span:
    """The cell that names a row: the last before its numbers that is not empty (``合计||647``)."""
    first = next(at for at, cell in enumerate(row.cells) if at and _is_number(shade, cell))
    return next((cell for cell in reversed(row.cells[:first]) if cell[0] < cell[1]), row.cells[first - 1])


def _place(shade: str, row: Span, over: Span, corner: Span, *, is_first: bool) -> Place:
    """What a row's name and a column's head say together."""
    head, name = _bare_words(shade, over), _bare_words(shade, row)
    is_of_all = _OF_ALL.fullmatch(shade, *name) is not None
    if _PLAIN.fullmatch(shade, *over):
        # The row says what is counted, the column when or in which unit.
        words = () if is_first and name == row and not _year(shade, over) else (name,)
        is_sum = _SUM.fullmatch(shade, *head) is not None
        return Place(words, row, corner, None, None, is_of_all or is_sum, is_part=False)
    if name != row:
        return Place((name,), head, corner, None, None, False, is_part=True)  # ``提案（件） 9 7`` under ``民盟 民建``
    if _NOUN.fullmatch(shade, *over):
        return Place((name, head), row, corner, None, None, is_of_all, is_part=False)
    return Place((head,), row, corner, None, None, is_of_all, is_part=not is_of_all)
