"""Spreadsheets (xls, xlsx, et, ods) by calamine (MIT): every visible sheet is a table."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import python_calamine as calamine

from cppcc_archive.extract.document import Block, BlockKind
from cppcc_archive.extract.text import one_line
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits, Piece, table
from cppcc_archive.files.xml import Container

_UNNAMED = re.compile(r"(?i)^(?:sheet|工作表|表)\s*\d*$")
_MOST_CELLS = 200_000


def read_sheet(body: bytes, limits: Limits) -> FileReading:
    """Read a spreadsheet: a heading and a table a sheet. Values are written as the file holds them, not as a cell's
    format would show them; formulas show the value that was saved."""
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
    for number, meta in enumerate(shown[: limits.pages], start=1):
        try:
            sheet = book.get_sheet_by_name(meta.name)
            block, count = _table(sheet, _MOST_CELLS - cells)
        except (calamine.CalamineError, OSError, ValueError) as error:
            warnings.append(f"the sheet {meta.name} cannot be read: {error}")
            continue
        cells += count
        if count and block is None:
            warnings.append(f"more than {_MOST_CELLS} cells: read up to the sheet before {meta.name}")
            break
        if block is not None:
            if len(shown) > 1 or not _UNNAMED.match(meta.name):
                pieces.append(Piece(Block(BlockKind.HEADING, one_line(meta.name), level=1), number))
            pieces.append(Piece(block, number))
    return FileReading(FileKind.SHEET, tuple(pieces), len(shown), warnings=tuple(warnings))


def _table(sheet: Any, most: int) -> tuple[Block | None, int]:
    """A sheet's cells, empty rows and columns around them left out; how many there are."""
    raw = sheet.to_python(skip_empty_area=False)
    count = sum(map(len, raw))
    if count > most:
        return None, count
    rows = [[_written(value) for value in row] for row in raw]
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
        return None, 0
    grid = tuple(tuple(rows[number][place] for place in columns) for number in kept)
    again = frozenset(
        (row, column)
        for row, number in enumerate(kept)
        for column, place in enumerate(columns)
        if (number, place) in repeated
    )
    return table(grid, again), count


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 10))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return one_line(str(value).replace("_x000D_", "")) if value is not None else ""
