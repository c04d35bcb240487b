"""RTF as Word, WPS and LibreOffice write it: what a reader sees, in paragraphs and tables.

The format is a tree of groups in which every group inherits how its parent prints. Groups that are no text
(*destinations*: fonts, styles, pictures, heads and feet) are passed over; text boxes and notes come out of theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cppcc_archive.extract.document import Block
from cppcc_archive.files.model import FileError, Limits, paragraph, table
from cppcc_archive.markup.text import one_line

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n\x00]+|(?P<text>[^\\{}\r\n\x00]+)"
)
_DEEPEST = 1000
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 204: "cp1251", 238: "cp1250"}
_NO_TEXT = """
aftncn aftnsep aftnsepc annotation atnauthor atndate atnid atnparent atnref bkmkend bkmkstart colorschememapping
colortbl comment datastore doccomm docvar filetbl fldinst fonttbl footer footerf footerl footerr ftncn ftnsep
ftnsepc generator header headerf headerl headerr info latentstyles listoverridetable listtable mmathPr nonesttables
nonshppict objdata object oldcprops oldpprops oldtprops passwordhash pgptbl pict pntxta pntxtb private revtbl
rsidtbl rxe shppict sn stylesheet sv tc template themedata txe upr wgrffmtfilter xe xmlnstbl
"""
_PASSED = frozenset(_NO_TEXT.split())
"""Destinations that are no text."""
_KNOWN = frozenset({"nesttableprops"})
"""Destinations that are read though their group may be passed over by whoever does not know them."""
_SWITCHES = {"v": "hidden", "deleted": "deleted", "b": "bold"}
_SIGNS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "·",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}


@dataclass(slots=True)
class _State:
    """How a group prints. ``sink`` is what its text goes to (None: nowhere)."""

    sink: _Text | None
    codec: str
    skip: int = 1
    hidden: bool = False
    deleted: bool = False
    bold: bool = False
    is_number: bool = False


@dataclass(slots=True)
class _Text:
    """Text on its way into paragraphs and tables."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    number: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    in_table: bool = False
    centred: bool = False
    letters: int = 0
    bold: int = 0

    def line(self) -> str:
        """The paragraph that ends here, without the mark of a list that is no number."""
        number, self.number = one_line("".join(self.number)), []
        text, self.parts = one_line(_whole("".join(self.parts))), []
        return number + text if any(one.isalnum() for one in number) else text

    def end_paragraph(self) -> None:
        """The end of a paragraph, in a table or outside."""
        text = self.line()
        is_bold, self.letters, self.bold = 2 * self.bold > self.letters, 0, 0
        if self.in_table or self.cells:
            self.cell.append(text)
            return
        self.end_table()
        if text:
            self.blocks.append(paragraph(text, bold=is_bold, centred=self.centred))

    def end_cell(self) -> None:
        """The end of a cell."""
        self.cell.append(self.line())
        self.cells.append(one_line("\n".join(filter(None, self.cell))))
        self.cell, self.letters, self.bold = [], 0, 0

    def end_row(self) -> None:
        """The end of a row; what stands behind its last cell goes to the next."""
        if self.cells:
            self.rows.append(tuple(self.cells))
            self.cells = []
        self.in_table = False

    def end_table(self) -> None:
        """The end of the rows that belong together."""
        if not self.rows:
            return
        width = max(map(len, self.rows))
        if width == 1:
            self.blocks += [paragraph(row[0]) for row in self.rows if row[0]]
        else:
            self.blocks.append(table(tuple((*row, *[""] * (width - len(row))) for row in self.rows)))
        self.rows = []

    def finish(self) -> list[Block]:
        """All blocks."""
        self.end_row()
        if self.parts or self.cell:
            self.parts = ["\n".join([*self.cell, "".join(self.parts)])]
            self.cell = []
            self.end_paragraph()
        self.end_table()
        return self.blocks


def blocks_of_rtf(body: bytes, limits: Limits) -> list[Block]:
    """The paragraphs and tables of an RTF, those of text boxes and notes behind the others. FileError when groups lie
    too deep in one another."""
    return _Reader(limits).read(body)


@dataclass(slots=True)
class _Reader:
    limits: Limits
    main: _Text = field(default_factory=_Text)
    boxes: _Text = field(default_factory=_Text)
    notes: _Text = field(default_factory=_Text)
    stack: list[_State] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    declared: str = "gb18030"
    font: int = 0
    pending: bytearray = field(default_factory=bytearray)
    skipping: int = 0
    characters: int = 0
    opened: bool = False
    """Whether the group has only just begun: its first word says what it is."""
    optional: bool = False
    """Whether that word stands behind the sign for groups that may be passed over."""

    def read(self, body: bytes) -> list[Block]:
        state, at = _State(self.main, self.declared), 0
        while (found := _TOKEN.match(body, at)) and self.characters <= self.limits.characters:
            at = found.end()
            if found["brace"]:
                state = self._brace(state, found["brace"] == b"{")
            elif found["word"]:
                value = int(found["number"]) if found["number"] is not None else None
                at += max(value or 0, 0) if found["word"] == b"bin" else 0
                self._word(state, found["word"].decode("ascii"), value)
            elif found["byte"]:
                self._bytes(state, bytes([int(found["byte"], 16)]))
            elif found["sign"]:
                self._sign(state, found["sign"])
            elif found["text"]:
                self._bytes(state, found["text"])
        self._flush(state)
        return [*self.main.finish(), *self.boxes.finish(), *self.notes.finish()]

    def _brace(self, state: _State, opens: bool) -> _State:
        self._flush(state)
        self.skipping, self.optional, self.opened = 0, False, opens
        if opens:
            if len(self.stack) >= _DEEPEST:
                raise FileError("a damaged RTF: it is nested too deeply")
            self.stack.append(state)
            return replace(state)
        outer = self.stack.pop() if self.stack else state
        if state.sink is not None and state.sink is not outer.sink and state.sink is not self.main:
            state.sink.end_paragraph()
        return outer

    def _word(self, state: _State, word: str, value: int | None) -> None:
        self._flush(state)
        if self.skipping and word != "u":
            self.skipping -= 1
            return
        is_first, self.opened = self.opened, False
        if is_first and self._is_destination(state, word):
            return
        if word == "u":
            self._put(state, chr((value or 0) % 65536))
            self.skipping = state.skip
        elif word in _SIGNS:
            self._put(state, _SIGNS[word])
        elif word == "ansicpg":
            self.declared = state.codec = _codec(value)
        elif word == "f":
            self.font = value or 0
            state.codec = self.fonts.get(self.font, self.declared)
        elif word == "fcharset":
            self.fonts[self.font] = _CHARSETS.get(value or 0, self.declared)
        elif word == "uc":
            state.skip = max(value or 0, 0)
        elif word in _SWITCHES:
            setattr(state, _SWITCHES[word], value != 0)
        elif word == "plain":
            state.hidden = state.bold = False
        elif state.sink is not None:
            _structure(state.sink, word)

    def _is_destination(self, state: _State, word: str) -> bool:
        """Whether the first word of a group says that it is no ordinary text; if so, where its text goes."""
        if word in ("shptxt", "dptxbxtext"):
            state.sink = self.boxes
        elif word == "footnote":
            state.sink = self.notes
        elif word == "ud":
            state.sink = self.main
        elif word in ("listtext", "pntext"):
            state.is_number = True
        elif word in _PASSED or (self.optional and word not in _KNOWN):
            state.sink = None
        else:
            return False
        return True

    def _sign(self, state: _State, sign: bytes) -> None:
        if sign == b"*":
            self.optional = self.opened
            return
        if sign in (b"\n", b"\r"):
            self._word(state, "par", None)
        elif sign in (b"\\", b"{", b"}"):
            self._bytes(state, sign)
        elif sign in (b"~", b"_"):
            self._flush(state)
            self._put(state, " " if sign == b"~" else "-")

    def _bytes(self, state: _State, raw: bytes) -> None:
        self.opened = False
        dropped = min(self.skipping, len(raw))
        self.skipping -= dropped
        if state.sink is not None:
            self.pending += raw[dropped:]

    def _flush(self, state: _State) -> None:
        """Bytes are characters only together: those of a Chinese one may be written one by one."""
        if self.pending:
            raw, self.pending = bytes(self.pending), bytearray()
            self._put(state, _decoded(raw, state.codec, self.declared))

    def _put(self, state: _State, text: str) -> None:
        sink = state.sink
        if sink is None or state.hidden or state.deleted:
            return
        self.characters += len(text)
        if state.is_number:
            sink.number.append(text)
            return
        sink.parts.append(text)
        sink.letters += len(text)
        sink.bold += len(text) * state.bold


def _structure(text: _Text, word: str) -> None:
    match word:
        case "par" | "sect" | "page":
            text.end_paragraph()
        case "pard":
            text.in_table, text.centred = False, False
        case "intbl":
            text.in_table = True
        case "qc":
            text.centred = True
        case "cell":
            text.end_cell()
        case "row":
            text.end_row()
        case "nestcell":
            text.parts.append("\n")


def _codec(page: int | None) -> str:
    return "gb18030" if page in (None, 0, 936) else f"cp{page}"


def _decoded(raw: bytes, codec: str, declared: str) -> str:
    """Bytes as their font's charset has them, or the document's where they are none of that."""
    for name in dict.fromkeys((codec, declared, "gb18030")):
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("gb18030", "replace")


def _whole(text: str) -> str:
    """Halves of characters beyond the first plane put together."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
