"""Word 97 to 2003 and the ``.wps`` of WPS Office, which is the same format (MS-DOC): text by its piece table.

olefile (BSD) opens the container; the rest is what MS-DOC says: the file information block leads to the pieces of the
text, the paragraph properties say where a table's row ends.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

import olefile

from cppcc_archive.extract.document import Block
from cppcc_archive.files.doclists import list_in, lists_of, places_of, size_of, styles_in_lists
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits, Piece, paragraph, table
from cppcc_archive.files.numbering import Numbering
from cppcc_archive.markup.text import one_line

_MAGIC = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_TEXT_LENGTHS, _LOCATIONS = 64, 154
"""Where the lengths of the text's parts, and the places of the tables, begin in the block of Word 97 (fcMin … )."""
_CLX, _CHPX, _PAPX = 33, 12, 13
"""Which pair of place and length leads to the piece table, and to the properties of characters and of paragraphs."""
_PARTS = 8
"""Parts of the text one after the other: body, footnotes, heads and feet, macros, comments, endnotes, text boxes, and
those of heads and feet."""
_SHOWN = (0, 1, 5, 6)
"""Those that are read."""
_FKP = 512
_IN_TABLE, _ROW_END, _ALIGN, _ALIGN_NEW = 0x2416, 0x2417, 0x2403, 0x2461
_ROW_END_INNER, _DEPTH = 0x244C, 0x6649
_HIDDEN, _DELETED = 0x083C, 0x0800
_STRUCTURE = frozenset("\r\x07\x0c\x13\x14\x15")
"""Characters that stay where text is hidden: ends of paragraphs and cells, marks of fields."""
_ENDS = re.compile("[\r\x07\x0c]")
_CHARACTERS = {
    "\x0b": "\n",
    "\x1e": "-",
    "\x1f": "",
    "\xa0": " ",
    "\x00": "",
    "\x01": "",
    "\x02": "",
    "\x05": "",
    "\x08": "",
    "\x0e": "\n",
}
_PLAIN = str.maketrans(_CHARACTERS)


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text as it lies in the file: characters ``first`` to ``last``, ``width`` bytes each from ``at``."""

    first: int
    last: int
    at: int
    width: int


@dataclass(frozen=True, slots=True)
class _Properties:
    """What the properties of a paragraph say of it; ``number`` is the list it is in, and how deep."""

    in_table: bool = False
    ends_row: bool = False
    centred: bool = False
    number: tuple[int, int] | None = None


def read_doc(body: bytes, limits: Limits) -> FileReading:
    """Read a binary Word or WPS document. FileError when it is damaged, locked, or older than Word 97."""
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as container:
            main = container.openstream("WordDocument").read()
            streams = {
                name: container.openstream(name).read() for name in ("0Table", "1Table") if container.exists(name)
            }
    except (OSError, ValueError, IndexError, KeyError, struct.error, TypeError) as error:
        raise FileError(f"a damaged Word document: {error}") from None
    try:
        return _read(main, streams, limits)
    except (struct.error, IndexError) as error:
        raise FileError(f"a damaged Word document: {error}") from None


def _read(main: bytes, streams: dict[str, bytes], limits: Limits) -> FileReading:
    magic, version, flags = *struct.unpack_from("<HH", main), struct.unpack_from("<H", main, 10)[0]
    if flags & _ENCRYPTED:
        raise FileError("it is locked by a password")
    if magic != _MAGIC or version < 101:
        raise FileError(f"a document of Word 6 or 95, or of another program (magic {magic:#x}, version {version})")
    table_stream = streams.get("1Table" if flags & _SECOND_TABLE else "0Table")
    if table_stream is None:
        raise FileError("a damaged Word document: its table stream is missing")
    runs = list(_pieces(table_stream, *_place(main, _CLX)))
    lengths = [max(one, 0) for one in struct.unpack_from(f"<{_PARTS}i", main, _TEXT_LENGTHS + 12)]
    if not lengths[0] and runs:
        lengths = [runs[-1].last]
    text, files = _text(main, runs, min(sum(lengths), limits.characters))
    text = _without(text, files, _unseen(main, table_stream, _place(main, _CHPX)))
    lists, overrides, styles = places_of({pair: _place(main, pair) for pair in range(75)})
    numbers = lists_of(table_stream, lists, overrides)
    properties = _paragraphs(main, table_stream, _place(main, _PAPX), styles_in_lists(table_stream, styles))
    starts = [0, *accumulate(lengths)]
    spans = [(starts[part], starts[part + 1]) for part in _SHOWN if part < len(lengths)]
    blocks = [block for span in spans for block in _blocks(text, span, files, properties, numbers)]
    body = lengths[0]
    warnings = (f"more than {limits.characters} characters: the rest was not read",) if body > limits.characters else ()
    return FileReading(FileKind.DOC, tuple(Piece(block) for block in blocks if block.text), warnings=warnings)


def _place(main: bytes, pair: int) -> tuple[int, int]:
    where, length = struct.unpack_from("<II", main, _LOCATIONS + 8 * pair)
    return where, length


def _pieces(stream: bytes, where: int, length: int) -> Iterator[_Run]:
    """The piece table: where each stretch of the text lies."""
    at, end = where, where + length
    while at < end and stream[at] == 1:
        at += 3 + struct.unpack_from("<H", stream, at + 1)[0]
    if at >= end or stream[at] != 2:
        raise FileError("a damaged Word document: it has no piece table")
    size = struct.unpack_from("<I", stream, at + 1)[0]
    at += 5
    count = (min(size, len(stream) - at) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", stream, at)
    for number in range(count):
        packed = struct.unpack_from("<I", stream, at + 4 * (count + 1) + 8 * number + 2)[0]
        first, last = places[number], places[number + 1]
        if last > first:
            narrow = packed & 0x40000000
            place = packed & 0x3FFFFFFF
            yield _Run(first, last, place // 2 if narrow else place, 1 if narrow else 2)


def _text(main: bytes, runs: list[_Run], most: int) -> tuple[str, list[_Run]]:
    """The text up to ``most`` characters, and the stretches it came from."""
    parts, used = [], []
    for run in runs:
        count = min(run.last, most) - run.first
        if count <= 0:
            break
        raw = main[run.at : run.at + count * run.width]
        part = raw.decode("cp1252" if run.width == 1 else "utf-16-le", "replace")
        # A pair of halves is one character of ours and two of the file's: kept as two until all places are known.
        if run.width == 2 and len(part) != count:
            part = "".join(_halves(raw))
        parts.append(part.ljust(count, "\x00"))
        used.append(run)
    return "".join(parts), used


def _halves(raw: bytes) -> Iterator[str]:
    for (unit,) in struct.iter_unpack("<H", raw[: len(raw) // 2 * 2]):
        yield chr(unit)


def _unseen(main: bytes, stream: bytes, place: tuple[int, int]) -> list[tuple[int, int]]:
    """From where to where in the file characters are hidden, or were deleted with the change kept."""
    found: list[tuple[int, int]] = []
    for sheet, ends in _sheets(main, stream, place):
        for row in range(len(ends) - 1):
            at = 2 * sheet[4 * len(ends) + row] if 4 * len(ends) + row < _FKP else 0
            if at:
                values = _values(sheet[at + 1 : at + 1 + sheet[at]])
                if values.get(_HIDDEN) == 1 or values.get(_DELETED) == 1:
                    found.append((ends[row], ends[row + 1]))
    return found


def _without(text: str, runs: list[_Run], unseen: list[tuple[int, int]]) -> str:
    """The text with nothing in the place of what is not seen, as long as before."""
    parts = list(text)
    for run in runs:
        for start, end in unseen:
            first = run.first + max(0, -(-(start - run.at) // run.width))
            last = min(run.first + (end - run.at) // run.width, run.last, len(parts))
            for number in range(first, last):
                if parts[number] not in _STRUCTURE:
                    parts[number] = "\x00"
    return "".join(parts)


def _sheets(main: bytes, stream: bytes, place: tuple[int, int]) -> Iterator[tuple[bytes, tuple[int, ...]]]:
    """The pages of properties, each with the places in the file that its rows go from and to."""
    where, length = place
    count = (min(length, len(stream) - where) - 4) // 8
    for number in range(max(count, 0)):
        page = struct.unpack_from("<I", stream, where + 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
        sheet = main[page * _FKP : (page + 1) * _FKP]
        if len(sheet) == _FKP:
            rows = sheet[_FKP - 1]
            yield sheet, struct.unpack_from(f"<{rows + 1}I", sheet) if 4 * (rows + 1) < _FKP else ()


def _paragraphs(
    main: bytes, stream: bytes, place: tuple[int, int], styles: dict[int, tuple[int, int]]
) -> dict[int, _Properties]:
    """The properties of paragraphs by where in the file their end lies; ``styles`` are those that belong to lists."""
    found: dict[int, _Properties] = {}
    for sheet, ends in _sheets(main, stream, place):
        for row in range(len(ends) - 1):
            at = 2 * sheet[4 * len(ends) + 13 * row] if 4 * len(ends) + 13 * row < _FKP else 0
            if at:
                found[ends[row + 1]] = _properties(_sprms(sheet, at), styles)
    return found


def _sprms(sheet: bytes, at: int) -> bytes:
    words = sheet[at]
    if words:
        return sheet[at + 1 : at + 2 * words]
    return sheet[at + 2 : at + 2 + 2 * sheet[at + 1]]


def _properties(said: bytes, styles: dict[int, tuple[int, int]]) -> _Properties:
    """What a paragraph's style, its first two bytes, and its own properties say."""
    raw = said[2:]
    values = _values(raw)
    listed, deep = styles.get(int.from_bytes(said[:2], "little"), (0, 0))
    number, depth = list_in(raw)
    listed, deep = listed if number is None else number, deep if depth is None else depth
    return _Properties(
        bool(values.get(_IN_TABLE) or values.get(_DEPTH)),
        bool(values.get(_ROW_END) or values.get(_ROW_END_INNER)),
        (values.get(_ALIGN_NEW) or values.get(_ALIGN)) == 1,
        (listed, deep) if listed else None,
    )


def _values(raw: bytes) -> dict[int, int]:
    """The first byte of each property by its code."""
    values: dict[int, int] = {}
    at = 0
    while at + 2 <= len(raw):
        code = struct.unpack_from("<H", raw, at)[0]
        at += 2
        if at < len(raw):
            values[code] = raw[at]
        at += size_of(code, raw, at)
    return values


@dataclass(slots=True)
class _Table:
    """A table being read."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)

    def block(self) -> Block:
        if self.cells or self.cell:
            self.rows.append((*self.cells, one_line("\n".join(self.cell))))
        width = max(map(len, self.rows), default=0)
        if width == 1:
            return paragraph(one_line("\n".join(row[0] for row in self.rows)))
        return table(tuple((*row, *[""] * (width - len(row))) for row in self.rows))


def _blocks(
    text: str, span: tuple[int, int], runs: list[_Run], properties: dict[int, _Properties], numbers: Numbering
) -> Iterator[Block]:
    start, end = span
    open_table: _Table | None = None
    places = _Places(runs)
    for match in _ENDS.finditer(text, start, end):
        raw, mark = text[start : match.start()], match[0]
        start = match.end()
        found = properties.get(places.after(match.start()), _Properties())
        line = _printed(raw)
        if line and found.number:
            line = one_line(numbers.next(str(found.number[0]), found.number[1]) + line)
        if not (mark == "\x07" or found.in_table):
            if open_table:
                yield open_table.block()
                open_table = None
            if line:
                yield paragraph(line, centred=found.centred)
            continue
        open_table = open_table or _Table()
        if mark == "\x07" and found.ends_row:
            open_table.rows.append(tuple(open_table.cells))
            open_table.cells = []
        else:
            open_table.cell.append(line)
            if mark == "\x07":
                open_table.cells.append(one_line("\n".join(part for part in open_table.cell if part)))
                open_table.cell = []
    if open_table:
        yield open_table.block()
    if line := _printed(text[start:end]):
        yield paragraph(line)


@dataclass(slots=True)
class _Places:
    """From places in the text to places in the file, asked for in order."""

    runs: list[_Run]
    _at: int = 0

    def after(self, position: int) -> int:
        """Where in the file the character after ``position`` begins, had its stretch gone on."""
        while self._at < len(self.runs) - 1 and position >= self.runs[self._at].last:
            self._at += 1
        run = self.runs[self._at] if self.runs else _Run(0, 0, 0, 1)
        return run.at + (position + 1 - run.first) * run.width


_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")


def _printed(raw: str) -> str:
    """A paragraph as readers see it: fields show their result, marks of pictures and notes nothing."""
    while "\x13" in raw:
        shown = _FIELD.sub(lambda match: match[1] or "", raw)
        if shown == raw:
            break
        raw = shown
    raw = raw.translate(_PLAIN)
    if any("\ud800" <= one < "\ue000" for one in raw):
        raw = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return one_line("".join(one for one in raw if one >= " " or one in "\t\n"))
