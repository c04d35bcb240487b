"""Which cells of a spreadsheet show percentages, and with how many decimals: what the library of values does not say.

From the formats alone (ECMA-376, [MS-XLS], OpenDocument); values come from :mod:`.sheets`.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

import olefile

from cppcc_archive.files.model import FileError
from cppcc_archive.files.xml import Container, attribute, local, parse_xml

Decimals = Mapping[tuple[int, int], int]
"""By row and column (from 0) of a sheet, the decimals its percentage shows."""

_BUILT_IN = {9: 0, 10: 2}
"""Formats of every workbook: 0% and 0.00%."""
_SHOWN = re.compile(r"(?:\.([0#]+))?%")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_MOST_CELLS = 200_000
_FORMULA, _END, _BOUNDSHEET, _MULRK, _XF, _NUMBER, _RK, _FORMAT = 0x06, 0x0A, 0x85, 0xBD, 0xE0, 0x203, 0x27E, 0x41E


def percentages(body: bytes, container: Container | None) -> dict[str, Decimals]:
    """The percentages of each sheet by its name; nothing of a sheet whose formats cannot be read. ``container`` is the
    file's zip, None for the old binary form."""
    try:
        if container is None:
            return _of_xls(body)
        return _of_ods(container) if container.has("content.xml") else _of_xlsx(container)
    except (FileError, OSError, ValueError, struct.error, IndexError):
        return {}


def decimals_of(code: str) -> int | None:
    """How many decimals a format code shows of a percentage; None for a format that shows none."""
    found = _SHOWN.search(_QUOTED.sub("", code.partition(";")[0]))
    return len(found[1] or "") if found else None


# -- xlsx -------------------------------------------------------------------------------------------------------


def _of_xlsx(container: Container) -> dict[str, Decimals]:
    if not (container.has("xl/styles.xml") and container.has("xl/workbook.xml")):
        return {}
    styles = _styles(parse_xml(container.read("xl/styles.xml")))
    if not styles:
        return {}
    relations = parse_xml(container.read("xl/_rels/workbook.xml.rels"))
    targets = {attribute(one, "Id"): attribute(one, "Target") or "" for one in relations}
    found: dict[str, Decimals] = {}
    for sheet in parse_xml(container.read("xl/workbook.xml")).iter():
        if local(sheet) == "sheet":
            path = posixpath.normpath(posixpath.join("xl", targets.get(attribute(sheet, "id"), "")))
            if container.has(path):
                with suppress(FileError, ValueError):
                    found[attribute(sheet, "name") or ""] = dict(_cells(parse_xml(container.read(path)), styles))
    return found


def _styles(root: Any) -> dict[str, int]:
    """By the number of a cell's style, the decimals of its percentage."""
    shown = {str(number): decimals for number, decimals in _BUILT_IN.items()}
    for item in root.iter():
        if local(item) == "numFmt" and (decimals := decimals_of(attribute(item, "formatCode") or "")) is not None:
            shown[attribute(item, "numFmtId") or ""] = decimals
    listed = next((item for item in root if local(item) == "cellXfs"), ())
    formats = ((str(number), attribute(item, "numFmtId") or "") for number, item in enumerate(listed))
    return {number: shown[name] for number, name in formats if name in shown}


def _cells(root: Any, styles: Mapping[str, int]) -> Iterator[tuple[tuple[int, int], int]]:
    for item in root.iter():
        if local(item) == "c" and (style := item.get("s")) in styles and (place := _PLACE.match(item.get("r") or "")):
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            yield (int(place[2]) - 1, column - 1), styles[style]


# -- xls --------------------------------------------------------------------------------------------------------


def _of_xls(body: bytes) -> dict[str, Decimals]:
    with olefile.OleFileIO(io.BytesIO(body)) as file:
        name = next((one for one in ("Workbook", "Book") if file.exists(one)), None)
        data = file.openstream(name).read() if name else b""
    shown, formats, sheets = dict(_BUILT_IN), list[int](), list[tuple[str, int]]()
    for kind, record in _records(data, 0):
        if kind == _FORMAT:
            (number,), code = struct.unpack_from("<H", record), record[2:].replace(b"\x00", b"").decode("latin-1")
            if (decimals := decimals_of(code)) is not None:
                shown[number] = decimals
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", record, 2)[0])
        elif kind == _BOUNDSHEET:
            sheets.append((_sheet_name(record), struct.unpack_from("<I", record)[0]))
    styles = {number: shown[one] for number, one in enumerate(formats) if one in shown}
    return {name: dict(_binary_cells(data, start, styles)) for name, start in sheets}


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from ``at`` to the end of their part."""
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _END:
            return
        yield kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def _sheet_name(record: bytes) -> str:
    count, flags = record[6], record[7]
    return record[8 : 8 + 2 * count].decode("utf-16-le") if flags & 1 else record[8 : 8 + count].decode("latin-1")


def _binary_cells(data: bytes, at: int, styles: Mapping[int, int]) -> Iterator[tuple[tuple[int, int], int]]:
    for kind, record in _records(data, at):
        if kind in (_NUMBER, _RK, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", record)
            if style in styles:
                yield (row, column), styles[style]
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", record)
            for number in range((len(record) - 6) // 6):
                (style,) = struct.unpack_from("<H", record, 4 + 6 * number)
                if style in styles:
                    yield (row, first + number), styles[style]


# -- ods --------------------------------------------------------------------------------------------------------


def _of_ods(container: Container) -> dict[str, Decimals]:
    found: dict[str, Decimals] = {}
    for table in parse_xml(container.read("content.xml")).iter():
        if local(table) == "table":
            found[attribute(table, "name") or ""] = dict(islice(_written_cells(table), _MOST_CELLS))
    return found


def _written_cells(table: Any) -> Iterator[tuple[tuple[int, int], int]]:
    number = 0
    for row in (item for item in table.iter() if local(item) == "table-row"):
        times = int(attribute(row, "number-rows-repeated") or 1)
        column = 0
        for cell in row:
            wide = int(attribute(cell, "number-columns-repeated") or 1)
            if attribute(cell, "value-type") == "percentage":
                shown = "".join(cell.itertext()).strip()
                decimals = len(shown.rstrip("%").partition(".")[2])
                for down in range(times):
                    for across in range(wide):
                        yield (number + down, column + across), decimals
            column += wide
        number += times
