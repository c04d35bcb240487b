"""An answer as text or as a file: for people, for spreadsheets, for programs."""

from __future__ import annotations

import io
import itertools
import json
import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.errors import InputError

FILE_FORMS = ("parquet", "xlsx")

MARK = "\ufeff"
"""Byte order mark: without it Excel takes UTF-8 for the machine's old encoding, and Chinese is lost."""

_CELL = 48
_BLANKS = "\u00a0\u3000"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ZONE = ZoneInfo("Asia/Shanghai")
_SHEET_ROWS, _SHEET_CELL = 1_048_576, 32_767


def render(table: pa.Table, form: str = "table", *, sheet: bool = False) -> str:
    """An answer as text: ``table`` (for people, long cells cut), ``csv`` or ``json`` (a list of objects).

    ``sheet`` is for CSV that a spreadsheet opens: it begins with a byte order mark, and a text that would be taken for
    a formula has an apostrophe before it. In CSV nothing between two commas is null, ``""`` the empty text.
    """
    names, rows = distinct(table.column_names), _rows(table)
    if form == "json":
        return json.dumps(
            [dict(zip(names, map(_json, row), strict=True)) for row in rows], ensure_ascii=False, allow_nan=False
        )
    if form == "csv":
        guard = _guarded if sheet else str
        lines = [",".join(_field(cell, guard) for cell in row) for row in ([*names], *rows)]
        return (MARK if sheet else "") + "\n".join(lines)
    if form != "table":
        raise InputError(f"unknown format {form!r}: table, csv or json")
    if table.column_names == ["explain_key", "explain_value"]:
        return "\n".join(_shown_lines(str(row[1])) for row in rows)
    return _for_people(names, rows)


def as_file(table: pa.Table, form: str) -> bytes:
    """An answer as a Parquet file or an Excel workbook. Raises InputError for what no sheet holds."""
    table = table.rename_columns(distinct(table.column_names))
    if form == "parquet":
        out = io.BytesIO()
        pq.write_table(table, out, compression="zstd")
        return out.getvalue()
    if form != "xlsx":
        raise InputError(f"unknown format {form!r}: parquet or xlsx")
    if table.num_rows >= _SHEET_ROWS:
        raise InputError(f"{table.num_rows} rows do not fit a sheet ({_SHEET_ROWS - 1}): use csv or parquet, or LIMIT")
    return workbook({"answer": (table.column_names, _rows(table))})


def workbook(sheets: Mapping[str, tuple[list[str], Iterable[list[Any]]]], path: Path | None = None) -> bytes:
    """An Excel workbook of sheets by name, each with a head and rows; written row by row to ``path``, if one is given.

    Texts beyond a cell's 32,767 characters are cut and end in ``…``; times are Shanghai's, for sheets know no zones.
    """
    import xlsxwriter

    out = io.BytesIO()
    # Nothing a page says becomes a formula or a link.
    settings = {
        "in_memory": path is None,
        "constant_memory": path is not None,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    if path is not None:
        settings["tmpdir"] = str(path.parent)
    with xlsxwriter.Workbook(str(path) if path else out, settings) as book:
        # The same rows give the same bytes.
        book.set_properties({"created": datetime(2000, 1, 1)})
        bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for name, (head, rows) in sheets.items():
            page = book.add_worksheet(name[:31])
            page.freeze_panes(1, 0)
            page.write_row(0, 0, head, bold)
            # As wide as their heads, or an id: a date in less is shown as ####.
            for place, title in enumerate(head):
                page.set_column(place, place, min(max(len(title) + 2, 12), 30))
            for number, row in enumerate(rows, 1):
                for place, value in enumerate(row):
                    _put_cell(page, number, place, _sheet(value), moment)
    return out.getvalue()


def _put_cell(page: Any, number: int, place: int, cell: Any, moment: Any) -> None:
    # By type: the library's own way of finding out what a value is costs as much as writing it.
    match cell:
        case None | "":
            return
        case str():
            page.write_string(number, place, cell)
        case bool():
            page.write_boolean(number, place, cell)
        case int() | float():
            page.write_number(number, place, cell)
        case datetime():
            page.write_datetime(number, place, cell, moment)
        case _:
            page.write_datetime(number, place, cell)


def rows_in(batches: Iterable[pa.RecordBatch]) -> Iterator[list[Any]]:
    """The rows of an answer that comes in batches."""
    for batch in batches:
        yield from _rows(pa.Table.from_batches([batch]))


def csv_lines(names: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """CSV line by line, for programs (:func:`render` says how null and the empty text differ)."""
    for row in itertools.chain([[*names]], rows):
        yield ",".join(_field(cell, str) for cell in row) + "\n"


def distinct(names: Iterable[str]) -> list[str]:
    """Column names, each once: a second ``a`` is ``a_1``."""
    found: list[str] = []
    for name in names:
        candidate, number = name, 0
        while candidate in found:
            number += 1
            candidate = f"{name}_{number}"
        found.append(candidate)
    return found


def _rows(table: pa.Table) -> list[list[Any]]:
    columns = [_values(name, table.column(place)) for place, name in enumerate(table.column_names)]
    return [list(row) for row in zip(*columns, strict=True)] if columns else []


def _values(name: str, column: pa.ChunkedArray[Any]) -> list[Any]:
    try:
        return column.to_pylist()
    except (ValueError, OverflowError):
        # Python's calendar ends where DuckDB's goes on.
        raise InputError(f"the column {name} has times beyond the years 1 to 9999: write {name}::VARCHAR") from None


def _json(value: Any) -> Any:
    """A value as JSON has it: decimals as numbers, what is no number as null, times and intervals as text."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case pa.MonthDayNano():
            return _interval(value)
        case list() | tuple():
            return [_json(item) for item in value]
        case dict():
            return {str(name): _json(item) for name, item in value.items()}
        case str() | int() | None:
            return value
    return _text(value)


def _text(value: Any) -> str:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case bytes():
            return value.hex()
        case pa.MonthDayNano():
            return _interval(value)
        case list() | tuple() | dict():
            return json.dumps(_json(value), ensure_ascii=False)
        case Decimal():
            return f"{value:f}"
    return str(value)


def _interval(value: Any) -> str:
    """As DuckDB writes one: ``1 year 2 months 3 days 04:05:06.7``."""
    years, months = divmod(abs(value.months), 12)
    sign = "-" if value.months < 0 else ""
    parts = [
        f"{sign if name != 'day' else ''}{count} {name}{'' if abs(count) == 1 else 's'}"
        for count, name in ((years, "year"), (months, "month"), (value.days, "day"))
        if count
    ]
    if value.nanoseconds or not parts:
        seconds, rest = divmod(abs(value.nanoseconds) // 1000, 1_000_000)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}" + (
            f".{rest:06}".rstrip("0") if rest else ""
        )
        parts.append(("-" if value.nanoseconds < 0 else "") + clock)
    return " ".join(parts)


def _field(value: Any, guard: Callable[[str], str]) -> str:
    if value is None:
        return ""
    text = guard(value) if isinstance(value, str) else _text(value)
    if text == "" or any(char in text for char in ',"\n\r') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _sheet(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(_ZONE).replace(tzinfo=None) if value.tzinfo else value
        case bool() | int() | date() | None:
            return value
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return float(value)
    text = _text(value)
    return text if len(text) <= _SHEET_CELL else text[: _SHEET_CELL - 1] + "…"


def _for_people(names: list[str], rows: list[list[Any]]) -> str:
    cells = [[_shown(name) for name in names], *([_cut(cell) for cell in row] for row in rows)]
    widths = [max(_width(row[number]) for row in cells) for number in range(len(names))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def _cut(value: Any) -> str:
    text = "" if value is None else " ".join(_text(value).split())
    return _shown(text if len(text) <= _CELL else text[: _CELL - 1] + "…")


def _shown_lines(text: str) -> str:
    return "\n".join(_shown(line) for line in text.splitlines())


def _shown(text: str) -> str:
    r"""``text`` for a terminal: what would steer it or turn the order of letters is written out (``\x1b``)."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in _BLANKS else ascii(char)[1:-1] for char in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
