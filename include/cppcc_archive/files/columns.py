"""The order of reading on a sheet: text set in two columns, and rows that are aligned without being ruled. Pure."""

from __future__ import annotations

from typing import NamedTuple

from cppcc_archive.files.lines import Line, Run
from cppcc_archive.files.model import table

_LEAST_LINES, _FEWEST_LINES = 4, 2
"""Lines with text on both sides of a gutter that make columns; and where both are filled from edge to edge."""
_ALIKE = 1.5
"""Ems by which two columns of few lines differ in width at most, and their full lines from either."""
_PROSE = 8
"""Characters a run of a column has on average; less is a table's cell."""
_MIDDLE = (0.3, 0.7)
"""Where on a sheet a gutter may be."""
_NOTE = 0.8
"""Share of the columns' own size of letters below which a line is a note."""
_SHORT = 20
"""Characters of an aligned cell on average; longer is prose."""


class Band(NamedTuple):
    """Lines that are read from top to bottom before the next band begins."""

    lines: list[Line]
    is_column: bool = False


def bands_of(lines: list[Line], width: float) -> list[Band]:
    """The lines of a sheet in bands: a column each where text is set in two, else all of them."""
    bands: list[Band] = []
    plain: list[Line] = []
    index = 0
    while index < len(lines):
        end, gutter = _columns_from(lines, index, width)
        if end > index:
            bands += [Band(plain)] if plain else []
            plain = []
            sides = (
                [[run for run in line.runs if run.x1 <= gutter] for line in lines[index:end]],
                [[run for run in line.runs if run.x0 >= gutter] for line in lines[index:end]],
            )
            bands += [Band([Line(runs) for runs in side if runs], True) for side in sides]
            index = end
        else:
            plain.append(lines[index])
            index += 1
    bands += [Band(plain)] if plain else []
    return [Band(with_aligned(band.lines), band.is_column) for band in bands]


def _columns_from(lines: list[Line], start: int, width: float) -> tuple[int, float]:
    """How far lines from ``start`` on leave one upright gutter free, with prose on both its sides, and where it is;
    ``start`` itself where they do not. The lines of the two columns need not stand at the same height."""
    free = _MIDDLE[0] * width, _MIDDLE[1] * width
    end, both, runs, letters = start, 0, 0, 0
    left = right = 0
    while end < len(lines) and lines[end].block is None:
        line = lines[end]
        narrowed = _narrowed(free, line)
        # Notes stand below both columns, in smaller print.
        if narrowed is None or line.size < _NOTE * lines[start].size:
            break
        free = narrowed
        is_left, is_right = line.runs[0].x1 <= free[0], line.runs[-1].x0 >= free[1]
        both += is_left and is_right
        left += is_left and not is_right
        right += is_right and not is_left
        runs += len(line.runs)
        letters += sum(len(run.text) for run in line.runs)
        end += 1
    pairs = both + min(left, right)
    is_enough = pairs >= _LEAST_LINES or (pairs >= _FEWEST_LINES and _are_filled(lines[start:end], free))
    is_prose = is_enough and 2 * (both + 2 * min(left, right)) >= end - start and letters >= _PROSE * runs
    if not is_prose or (len(lines[start].runs) < 2 and not min(left, right)):
        return start, 0.0
    return end, (free[0] + free[1]) / 2


def _are_filled(lines: list[Line], free: tuple[float, float]) -> bool:
    """Whether the few lines on both sides of a gutter fill two columns of one width, but for the last of each: cells of
    a table end anywhere."""
    sides = (
        [run for line in lines for run in line.runs if run.x1 <= free[0]],
        [run for line in lines for run in line.runs if run.x0 >= free[1]],
    )
    if any(len(side) < _FEWEST_LINES or min(len(run.text) for run in side[:-1]) < _PROSE for side in sides):
        return False
    size = lines[0].size
    edges = [(min(run.x0 for run in side), max(run.x1 for run in side)) for side in sides]
    width, other = (end - start for start, end in edges)
    short = [end - run.x1 for side, (_, end) in zip(sides, edges, strict=True) for run in side[:-1]]
    return max(short) < _ALIKE * size and abs(width - other) < _ALIKE * size and width > _PROSE * size


def _narrowed(free: tuple[float, float], line: Line) -> tuple[float, float] | None:
    low, high = free
    for run in line.runs:
        if run.x1 <= low or run.x0 >= high:
            continue
        if run.x0 <= low and run.x1 >= high:
            return None
        if run.x1 < high and (run.x0 <= low or run.x1 - low < high - run.x0):
            low = run.x1
        else:
            high = run.x0
    return (low, high) if high - low > 0.5 * line.size else None


def with_aligned(lines: list[Line]) -> list[Line]:
    """The lines, rows of short runs that stand below one another being tables."""
    found: list[Line] = []
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and lines[end].block is None and len(lines[end].runs) > 1:
            end += 1
        rows = lines[index:end]
        if _is_table(rows):
            found.append(_table(rows))
            index = end
        else:
            found.append(lines[index])
            index += 1
    return found


def _is_table(rows: list[Line]) -> bool:
    runs = [run for line in rows for run in line.runs]
    enough = len(rows) >= 3 or (len(rows) == 2 and len(runs) >= 6)
    return enough and sum(len(run.text) for run in runs) <= _SHORT * len(runs)


def _table(rows: list[Line]) -> Line:
    columns: list[tuple[float, float]] = []
    for run in sorted((run for line in rows for run in line.runs), key=lambda run: run.x0):
        if columns and run.x0 < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], run.x1)
        else:
            columns.append((run.x0, run.x1))
    grid = []
    for line in rows:
        cells = [""] * len(columns)
        for run in line.runs:
            at = next(number for number, (_, end) in enumerate(columns) if run.x0 < end or end == columns[-1][1])
            cells[at] = f"{cells[at]} {run.text}".strip()
        grid.append(tuple(cells))
    first, last = rows[0], rows[-1]
    left, right = min(line.x0 for line in rows), max(line.x1 for line in rows)
    known = [run.confidence for line in rows for run in line.runs if run.confidence is not None]
    sure = sum(known) / len(known) if known else None
    return Line([Run("", left, first.top, right, last.bottom, first.size, confidence=sure)], table(tuple(grid)))
