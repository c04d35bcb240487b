"""Spreadsheets (xls, xlsx, et, ods) by calamine (MIT): every visible sheet is a table, or prose with tables in it."""

from __future__ import annotations

import datetime as dt
import io
import re
from itertools import groupby
from typing import Any

import python_calamine as calamine

from cppcc_archive.extract.document import Block, BlockKind
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits, Piece, Rows, paragraph, table
from cppcc_archive.files.percents import Decimals, percentages
from cppcc_archive.files.xml import Container
from cppcc_archive.markup.text import one_line

_UNNAMED = re.compile(r"(?i)^(?:sheet|工作表|表)\s*\d*$")
_MOST_CELLS = 200_000


def read_sheet(body: bytes, limits: Limits) -> FileReading:
    """Read a spreadsheet: a heading and its cells a sheet. Percentages are written as their cells show them, other
    values as the file holds them; formulas show the value that was saved."""
    container = None
    if body.startswith(b"PK"):
        container = Container(body, limits)
        if sum(info.file_size for info in container.members) > limits.unpacked_megabytes << 20:
            raise FileError("it unpacks beyond the limit: a zip bomb")
    try:
        book = calamine.load_workbook(io.BytesIO(body))
    except (calamine.CalamineError, OSError, ValueError) as error:
        reason = "it is locked by a password" if "password" in str(error).lower() else f"a damaged spreadsheet: {error}"
        raise FileError(reason) from None
    pieces: list[Piece] = []
    warnings: list[str] = []
    shown = [
        sheet
        for sheet in book.sheets_metadata
        if sheet.visible is calamine.SheetVisibleEnum.Visible and sheet.typ is calamine.SheetTypeEnum.WorkSheet
    ]
    cells = 0
    shown_as = percentages(body, container)
    for number, meta in enumerate(shown[: limits.pages], start=1):
        try:
            sheet = book.get_sheet_by_name(meta.name)
            blocks, count = _blocks(sheet, _MOST_CELLS - cells, shown_as.get(meta.name, {}))
        except (calamine.CalamineError, OSError, ValueError) as error:
            warnings.append(f"the sheet {meta.name} cannot be read: {error}")
            continue
        cells += count
        if count and not blocks:
            warnings.append(f"more than {_MOST_CELLS} cells: read up to the sheet before {meta.name}")
            break
        if blocks:
            if len(shown) > 1 or not _UNNAMED.match(meta.name):
                pieces.append(Piece(Block(BlockKind.HEADING, one_line(meta.name), level=1), number))
            pieces += [Piece(block, number) for block in blocks]
    return FileReading(FileKind.SHEET, tuple(pieces), len(shown), warnings=tuple(warnings))


def _blocks(sheet: Any, most: int, shown: Decimals) -> tuple[list[Block], int]:
    """A sheet's cells, empty rows and columns around them left out, and how many there are: no block where these are
    more than ``most``."""
    raw = sheet.to_python(skip_empty_area=False)
    count = sum(map(len, raw))
    if count > most:
        return [], count
    rows = [
        [_written(value, shown.get((number, place))) for place, value in enumerate(row)]
        for number, row in enumerate(raw)
    ]
    repeated = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                if (row, column) != (top, left):
                    rows[row][column] = rows[top][left]
                    repeated.add((row, column))
    kept = [number for number, row in enumerate(rows) if any(row)]
    columns = [
        place for place in range(max(map(len, rows), default=0)) if any(place < len(row) and row[place] for row in rows)
    ]
    if not kept:
        return [], 0
    grid = tuple(tuple(rows[number][place] for place in columns) for number in kept)
    again = frozenset(
        (row, column)
        for row, number in enumerate(kept)
        for column, place in enumerate(columns)
        if (number, place) in repeated
    )
    return _parts(grid, again), count


def _parts(grid: Rows, again: frozenset[tuple[int, int]]) -> list[Block]:
    """One table; of a sheet that is mostly prose (somebody wrote the report into a spreadsheet) its paragraphs, and a
    table for each run of rows of several cells."""
    printed = [
        [cell for place, cell in enumerate(row) if cell and (number, place) not in again]
        for number, row in enumerate(grid)
    ]
    letters = [sum(map(len, cells)) for cells in printed]
    prose = sum(length for length, cells in zip(letters, printed, strict=True) if len(cells) == 1)
    if 2 * prose <= sum(letters):
        return [table(grid, again)]
    blocks: list[Block] = []
    for is_prose, run in groupby(range(len(grid)), key=lambda number: len(printed[number]) == 1):
        numbers = list(run)
        if is_prose:
            blocks += [paragraph(printed[number][0]) for number in numbers]
        else:
            first = numbers[0]
            own = frozenset((row - first, place) for row, place in again if row in numbers)
            blocks.append(table(grid[first : numbers[-1] + 1], own))
    return blocks


def _written(value: object, decimals: int | None = None) -> str:
    if decimals is not None and isinstance(value, int | float):
        return f"{100 * value:.{decimals}f}%"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 10))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return one_line(str(value).replace("_x000D_", "")) if value is not None else ""
