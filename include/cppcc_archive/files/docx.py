"""docx (ECMA-376) and the flat XML of Word 2003: paragraphs, tables, notes; what is deleted or hidden stays out.

Read from the XML itself: python-docx leaves out what stands in content controls, smart tags and accepted insertions, of
which the papers of offices are full, and knows no list numbers.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cppcc_archive.extract.document import Block
from cppcc_archive.files.model import FileKind, FileReading, Limits, Piece, TextLine, data_rows, table
from cppcc_archive.files.numbering import Numbering
from cppcc_archive.files.sniff import kind_of
from cppcc_archive.files.texts import read_html, read_mhtml
from cppcc_archive.files.xml import Container, attribute, local, parse_xml
from cppcc_archive.markup.text import one_line

_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pict_fallback", "Fallback", "rPr", "pPr", "sdtPr", "sectPr", "tblPr"}
)
"""What readers do not see: deletions, field codes, a drawing's second copy for old programs, properties."""
_MOST_SPAN = 200
_DOCUMENT = "word/document.xml"
_RELATIONS = "_rels/.rels"
_OF_DOCUMENT = "word/_rels/document.xml.rels"


def read_docx(body: bytes, limits: Limits) -> FileReading:
    """Read a docx. Pages are not known: a program lays them out when it prints."""
    container = Container(body, limits)
    root = parse_xml(container.read(_main_part(container)))
    listed = container.has("word/numbering.xml")
    numbers = Numbering.of_docx(parse_xml(container.read("word/numbering.xml"))) if listed else None
    styles = _styles(parse_xml(container.read("word/styles.xml"))) if container.has("word/styles.xml") else {}
    notes = []
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if container.has(part):
            notes += [note for note in parse_xml(container.read(part)) if attribute(note, "type") is None]
    reader = _Reader(numbers, styles, limits, _chunks(container))
    return _read(FileKind.DOCX, reader, root, notes)


def _main_part(container: Container) -> str:
    """Where the document is: programs on the web name it otherwise than Word."""
    if not container.has(_DOCUMENT) and container.has(_RELATIONS):
        for item in parse_xml(container.read(_RELATIONS)):
            if (attribute(item, "Type") or "").endswith("/officeDocument"):
                return attribute(item, "Target") or _DOCUMENT
    return _DOCUMENT


def _chunks(container: Container) -> dict[str, bytes]:
    """Web pages that are parts of the document as they are (``altChunk``), by the ids of their relations: what programs
    on the web make of a page."""
    if not container.has(_OF_DOCUMENT):
        return {}
    return {
        attribute(item, "Id") or "": container.read(posixpath.join("word", attribute(item, "Target") or ""))
        for item in parse_xml(container.read(_OF_DOCUMENT))
        if (attribute(item, "Type") or "").endswith("/aFChunk")
    }


def read_word_xml(body: bytes, limits: Limits) -> FileReading:
    """Read the flat XML that Word 2003 (``w:wordDocument``) and later (``pkg:package``) save."""
    root = parse_xml(body)
    documents = [item for item in root.iter() if local(item) in ("document", "body")]
    numbering = next((item for item in root.iter() if local(item) == "numbering"), None)
    numbers = Numbering.of_docx(numbering) if numbering is not None else None
    styles = next((_styles(item) for item in root.iter() if local(item) == "styles"), {})
    return _read(FileKind.WORD_XML, _Reader(numbers, styles, limits), documents[0] if documents else root, [])


def _read(kind: FileKind, reader: _Reader, root: Any, notes: list[Any]) -> FileReading:
    for part in (root, *notes):
        reader.children(part)
        reader.flush()
    most = reader.limits.characters
    warnings = (f"more than {most} characters: the rest was not read",) if reader.is_full else ()
    return FileReading(kind, tuple(Piece(block) for block in reader.blocks), warnings=warnings)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says: of a paragraph its heading level, its list, whether it is centred; of print whether it is bold
    or hidden."""

    level: int | None = None
    number: tuple[str, int] | None = None
    centred: bool = False
    bold: bool = False
    hidden: bool = False


def _styles(root: Any) -> dict[str, _Style]:
    raw: dict[str, tuple[str | None, Any]] = {}
    for style in root:
        name = attribute(style, "styleId")
        if local(style) == "style" and name:
            based = _child(style, "basedOn")
            raw[name] = (attribute(based, "val") if based is not None else None, style)
    found: dict[str, _Style] = {}
    for name in raw:
        chain: list[Any] = []
        at: str | None = name
        while at in raw and len(chain) < 12:
            above, style = raw[at]
            chain.append(style)
            at = above
        merged = _Style()
        for style in reversed(chain):
            own = _style_of(_child(style, "pPr"), _child(style, "rPr"))
            merged = _Style(
                own.level if own.level is not None else merged.level,
                own.number or merged.number,
                own.centred or merged.centred,
                own.bold or merged.bold,
                own.hidden or merged.hidden,
            )
        found[name] = merged
    return found


def _style_of(properties: Any, run: Any) -> _Style:
    if properties is None and run is None:
        return _Style()
    level = _child(properties, "outlineLvl")
    number = _child(properties, "numPr")
    align = _child(properties, "jc")
    depth = attribute(level, "val") if level is not None else None
    return _Style(
        int(depth) + 1 if depth and depth.isdigit() and int(depth) < 9 else None,
        _number_of(number),
        align is not None and attribute(align, "val") == "center",
        _is_on(_child(run, "b")),
        _is_on(_child(run, "vanish")),
    )


def _number_of(properties: Any) -> tuple[str, int] | None:
    named, level = _child(properties, "numId"), _child(properties, "ilvl")
    value = attribute(named, "val") if named is not None else None
    depth = (attribute(level, "val") if level is not None else None) or "0"
    return (value, int(depth) if depth.isdigit() else 0) if value is not None else None


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if local(child) == name), None) if element is not None else None


def _is_on(switch: Any) -> bool:
    return switch is not None and attribute(switch, "val") not in ("0", "false", "none", "off")


@dataclass(slots=True)
class _Reader:
    """Reads the body's children in order."""

    numbers: Numbering | None
    styles: dict[str, _Style]
    limits: Limits
    chunks: Mapping[str, bytes] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    characters: int = 0
    depth: int = 0
    before: TextLine | None = None

    @property
    def is_full(self) -> bool:
        return self.characters > self.limits.characters

    def children(self, element: Any) -> None:
        """Paragraphs and tables below ``element``, whatever wraps them."""
        for child in element:
            name = local(child)
            if self.is_full:
                return
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name == "altChunk":
                self._chunk(self.chunks.get(attribute(child, "id") or "", b""))
            elif name and name not in _SKIPPED:
                self._deeper(child)

    def flush(self) -> None:
        """Write a paragraph that was to go on with the next one, where none follows."""
        line, self.before = self.before, None
        if line is not None and line.text:
            self._add(line.block(line.text, None, centred=False))

    def _chunk(self, body: bytes) -> None:
        self.flush()
        read = read_mhtml if kind_of(body) is FileKind.MHTML else read_html
        for piece in read(body, "", self.limits).pieces if body else ():
            self._add(piece.block)

    def _deeper(self, element: Any) -> None:
        if self.depth < 60:
            self.depth += 1
            self.children(element)
            self.depth -= 1

    def _paragraph(self, element: Any) -> None:
        if self._runs_on(element):
            return
        block, boxes = self._block(element)
        if block is not None:
            self._add(block)
        for box in boxes:
            self._deeper(box)

    def _block(self, element: Any) -> tuple[Block | None, list[Any]]:
        properties = _child(element, "pPr")
        named = _child(properties, "pStyle")
        style = self.styles.get((attribute(named, "val") if named is not None else "") or "", _Style())
        own = _style_of(properties, None)
        line, self.before = self.before or TextLine(), None
        self._runs(element, line, style)
        text = line.text
        number = own.number or style.number
        if number and self.numbers and text:
            text = one_line(self.numbers.next(*number) + text)
        if not text:
            return None, line.boxes
        level = own.level if own.level is not None else style.level
        centred = (own.centred or style.centred) and not _is_left(properties)
        return line.block(text, level, centred), line.boxes

    def _runs_on(self, element: Any) -> bool:
        """Whether the end of the paragraph was deleted, so that it goes on with the next one; it is kept for that."""
        mark = _child(_child(element, "pPr"), "rPr")
        if _child(mark, "del") is None and _child(mark, "moveFrom") is None:
            return False
        self.before = self.before or TextLine()
        self._runs(element, self.before, _Style())
        return True

    def _runs(self, element: Any, line: TextLine, style: _Style) -> None:
        """The characters of a paragraph in order; text boxes anchored in it come after it."""
        for item in _walk(element):
            name = local(item)
            if name == "r":
                run = _child(item, "rPr")
                if self._is_hidden(run, style):
                    continue
                before = sum(map(len, line.parts))
                self._run(item, line)
                if _is_on(_child(run, "b")) if _child(run, "b") is not None else style.bold:
                    line.bold += sum(map(len, line.parts)) - before

    def _is_hidden(self, run: Any, style: _Style) -> bool:
        own, named = _child(run, "vanish"), _child(run, "rStyle")
        if own is not None:
            return _is_on(own)
        of_run = self.styles.get((attribute(named, "val") if named is not None else "") or "", style)
        return of_run.hidden or style.hidden

    def _run(self, run: Any, line: TextLine) -> None:
        for item in run:
            name = local(item)
            if name == "t":
                line.parts.append(item.text or "")
            elif name == "tab":
                line.parts.append("\t")
            elif name in ("br", "cr"):
                line.parts.append("\n" if attribute(item, "type") is None else "")
            elif name == "sym":
                code = attribute(item, "char") or ""
                line.parts.append(_symbol(code))
            elif name == "noBreakHyphen":
                line.parts.append("-")
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                line.boxes += [box for box in _walk(item, inside=True) if local(box) == "txbxContent"]
            elif name == "ruby":
                base = _child(item, "rubyBase")
                if base is not None:
                    self._runs(base, line, _Style())

    def _table(self, element: Any) -> None:
        self.flush()
        grid: list[dict[int, str]] = []
        repeated: set[tuple[int, int]] = set()
        nested: list[Any] = []
        for row in _own(element, "tr"):
            cells: dict[int, str] = {}
            at = 0
            for cell in _own(row, "tc"):
                properties = _child(cell, "tcPr")
                span, merged = _child(properties, "gridSpan"), _child(properties, "vMerge")
                width = attribute(span, "val") if span is not None else "1"
                wide = min(int(width), _MOST_SPAN) if width and width.isdigit() else 1
                goes_on = merged is not None and attribute(merged, "val") in (None, "continue")
                text = grid[-1].get(at, "") if goes_on and grid else self._cell(cell, nested)
                for step in range(wide):
                    cells[at + step] = text
                    if step or (goes_on and grid):
                        repeated.add((len(grid), at + step))
                at += wide
            grid.append(cells)
        rows = data_rows(grid)
        if rows is None:
            # A frame around text, not data.
            for row in _own(element, "tr"):
                for cell in _own(row, "tc"):
                    self._deeper(cell)
            return
        block = table(rows, frozenset(repeated))
        if block.text:
            self._add(block)
        for inner in nested:
            self._deeper(inner)

    def _cell(self, cell: Any, nested: list[Any]) -> str:
        parts = []
        for item in _walk(cell, stop="tbl"):
            if local(item) == "p":
                block, boxes = self._block(item)
                nested += boxes
                parts.append(block.text if block else "")
            elif local(item) == "tbl":
                nested.append([item])
        return one_line("\n".join(part for part in parts if part))

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self.characters += len(block.text)


def _is_left(properties: Any) -> bool:
    align = _child(properties, "jc")
    return align is not None and attribute(align, "val") in ("left", "both", "start", "right", "end")


def _own(element: Any, name: str) -> Iterator[Any]:
    """Rows of a table, cells of a row: also where a content control or an insertion wraps them."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"):
            yield from _own(child, name)


def _walk(element: Any, *, inside: bool = False, stop: str = "") -> Iterator[Any]:
    """Elements below ``element`` in order, those readers do not see left out. A run, a paragraph of a cell and a box
    are not entered: who asked for them reads them."""
    for child in element:
        name = local(child)
        if not name or name in _SKIPPED:
            continue
        yield child
        if name == stop or name == "txbxContent" or (not inside and name in ("r", "p")):
            continue
        yield from _walk(child, inside=inside, stop=stop)


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    # Symbol fonts sit in the private area, their ASCII moved up.
    return chr(value) if not 0xE000 <= value <= 0xF8FF else ""
