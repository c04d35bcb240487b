"""OpenDocument text (ISO/IEC 26300), zipped or flat: paragraphs, list numbers, tables, notes, text boxes; what is
deleted, hidden or a comment stays out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cppcc_archive.extract.document import Block
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits, Piece, TextLine, data_rows, table
from cppcc_archive.files.numbering import written
from cppcc_archive.files.xml import Container, attribute, local, parse_xml
from cppcc_archive.markup.text import one_line

_SKIPPED = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "sequence-decls", "variable-decls", "user-field-decls", "forms"}
    | {"hidden-text", "hidden-paragraph", "ruby-text", "title", "desc", "dde-connection-decls", "note-citation"}
)
"""What readers do not see: deletions, comments, declarations, what stands above a word in small print."""
_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_WAYS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "１": "decimalFullWidth",
    "01": "decimalZero",
}
"""By what a list's format begins with (``一, 二, 三, ...``), Word's name of that way of counting."""
_MOST_SPAN, _MOST_BLANKS, _DEEPEST = 200, 100, 60


def read_odt(body: bytes, limits: Limits) -> FileReading:
    """Read an OpenDocument text. Pages are not known: a program lays them out when it prints."""
    if body.startswith(b"PK"):
        container = Container(body, limits)
        if container.has("META-INF/manifest.xml") and b"encryption-data" in container.read("META-INF/manifest.xml"):
            raise FileError("it is locked by a password")
        roots = [parse_xml(container.read(name)) for name in ("styles.xml", "content.xml") if container.has(name)]
    else:
        roots = [parse_xml(body)]
    text = next((item for root in roots for item in root.iter() if _is_text_body(item)), None)
    if text is None:
        raise FileError("a damaged OpenDocument text: it has no body")
    reader = _Reader(_styles(roots), _lists(roots), limits)
    reader.children(text)
    for note in reader.notes:
        reader.children(note)
    warnings = (f"more than {limits.characters} characters: the rest was not read",) if reader.is_full else ()
    return FileReading(FileKind.ODT, tuple(Piece(block) for block in reader.blocks), warnings=warnings)


def _is_text_body(item: Any) -> bool:
    return local(item) == "text" and local(item.getparent()) == "body" if item.getparent() is not None else False


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of a paragraph or a run; None where its parent decides."""

    bold: bool | None = None
    centred: bool | None = None
    hidden: bool | None = None
    numbers: str | None = None

    def below(self, parent: _Style) -> _Style:
        return _Style(
            *(own if own is not None else above for own, above in zip(_told(self), _told(parent), strict=True))
        )


def _told(style: _Style) -> tuple[Any, ...]:
    return style.bold, style.centred, style.hidden, style.numbers


@dataclass(frozen=True, slots=True)
class _Level:
    way: str
    before: str
    after: str
    start: int
    shown: int


def _styles(roots: list[Any]) -> dict[tuple[str, str], _Style]:
    raw: dict[tuple[str, str], tuple[str | None, _Style]] = {}
    for root in roots:
        for item in root.iter():
            family = attribute(item, "family")
            if local(item) == "style" and family in ("paragraph", "text"):
                raw[family, attribute(item, "name") or ""] = attribute(item, "parent-style-name"), _style(item)
    found: dict[tuple[str, str], _Style] = {}
    for family, name in raw:
        above, merged = raw[family, name]
        for _ in range(12):
            if above is None or (family, above) not in raw:
                break
            merged = merged.below(raw[family, above][1])
            above = raw[family, above][0]
        found[family, name] = merged
    return found


def _style(item: Any) -> _Style:
    said: dict[str, str] = {}
    for properties in item:
        if local(properties) in ("text-properties", "paragraph-properties"):
            said |= {key.rpartition("}")[2]: str(value) for key, value in properties.attrib.items()}
    weight = said.get("font-weight-asian") or said.get("font-weight")
    return _Style(
        weight == "bold" if weight else None,
        said["text-align"] == "center" if "text-align" in said else None,
        said["display"] == "none" if "display" in said else None,
        attribute(item, "list-style-name"),
    )


def _lists(roots: list[Any]) -> dict[str, dict[int, _Level]]:
    found: dict[str, dict[int, _Level]] = {}
    for root in roots:
        for item in root.iter():
            if local(item) in ("list-style", "outline-style"):
                found[attribute(item, "name") or ""] = {
                    _number(level, "level"): _level(level)
                    for level in item
                    if local(level) in ("list-level-style-number", "outline-level-style")
                }
    return found


def _level(item: Any) -> _Level:
    way = (attribute(item, "num-format") or "").partition(",")[0].strip()
    before, after = attribute(item, "num-prefix") or "", attribute(item, "num-suffix") or ""
    return _Level(_WAYS.get(way, "decimal" if way else ""), before, after, _number(item, "start-value"), _shown(item))


def _shown(item: Any) -> int:
    return _number(item, "display-levels")


def _number(item: Any, name: str) -> int:
    said = attribute(item, name) or ""
    return int(said) if said.isdigit() and len(said) < 7 else 1


@dataclass(slots=True)
class _Numbers:
    """Counts the lists of one document."""

    levels: dict[str, dict[int, _Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """The style of a list by its id: another may go on where it ended."""

    def begin(self, element: Any, name: str) -> None:
        """A list of the first depth begins; it counts anew unless it says that it goes on."""
        on = self.names.get(attribute(element, "continue-list") or "", "")
        if on and on != name:
            self.counts[name] = dict(self.counts.get(on, {}))
        elif not on and attribute(element, "continue-numbering") != "true":
            self.counts[name] = {}
        if said := attribute(element, "id"):
            self.names[said] = name

    def next(self, name: str, depth: int, start: int | None) -> str:
        """What stands before the next item of a list at a depth (from 1); empty for bullets."""
        level = self.levels.get(name, {}).get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(name, {})
        counts[depth] = start if start is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if not level.way:
            return ""
        first = max(1, depth - level.shown + 1)
        return level.before + ".".join(self._written(name, one) for one in range(first, depth + 1)) + level.after

    def _written(self, name: str, depth: int) -> str:
        level = self.levels[name].get(depth)
        if level is None or not level.way:
            return ""
        return written(self.counts[name].get(depth, level.start), level.way)


@dataclass(slots=True)
class _Reader:
    """Reads the body's children in order."""

    styles: dict[tuple[str, str], _Style]
    lists: dict[str, dict[int, _Level]]
    limits: Limits
    blocks: list[Block] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)
    characters: int = 0
    depth: int = 0
    numbers: _Numbers = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = _Numbers(self.lists)

    @property
    def is_full(self) -> bool:
        return self.characters > self.limits.characters

    def children(self, element: Any) -> None:
        """Paragraphs, lists and tables below ``element``, whatever wraps them."""
        for child in element:
            if self.is_full:
                return
            name = local(child)
            if name in ("p", "h"):
                self._paragraph(child)
            elif name == "table":
                self._table(child)
            elif name == "list":
                self._list(child, "", 1)
            elif name and name not in _SKIPPED and attribute(child, "display") != "none":
                self._deeper(child)

    def _deeper(self, element: Any) -> None:
        if self.depth < _DEEPEST:
            self.depth += 1
            self.children(element)
            self.depth -= 1

    def _list(self, element: Any, name: str, depth: int) -> None:
        name = attribute(element, "style-name") or name
        if depth == 1:
            self.numbers.begin(element, name)
        for item in element if depth < _DEEPEST else ():
            is_first = local(item) == "list-item"
            start = _number(item, "start-value") if attribute(item, "start-value") else None
            for child in item:
                if local(child) == "list":
                    self._list(child, name, depth + 1)
                elif local(child) in ("p", "h"):
                    self._paragraph(child, self.numbers.next(name, depth, start) if is_first else "")
                    is_first = False
                elif local(child):
                    self._deeper([child])

    def _paragraph(self, element: Any, number: str = "") -> None:
        block, boxes = self._block(element, number)
        if block is not None:
            self._add(block)
        for box in boxes:
            self._deeper(box)

    def _block(self, element: Any, number: str = "") -> tuple[Block | None, list[Any]]:
        style = self.styles.get(("paragraph", attribute(element, "style-name") or ""), _Style())
        line = TextLine()
        if not style.hidden:
            self._runs(element, line, bool(style.bold))
        text = line.text
        if not text:
            return None, line.boxes
        text = one_line(number + text)
        level = min(max(_number(element, "outline-level"), 1), 9) if local(element) == "h" else None
        return line.block(text, level, bool(style.centred)), line.boxes

    def _runs(self, element: Any, line: TextLine, bold: bool, depth: int = 0) -> None:
        """The characters of a paragraph in order; text boxes anchored in it come after it, notes behind everything."""
        self._say(line, element.text, bold)
        for item in element:
            name = local(item)
            if name == "s":
                self._say(line, " " * min(_number(item, "c"), _MOST_BLANKS), bold)
            elif name == "tab":
                self._say(line, "\t", bold)
            elif name == "line-break":
                self._say(line, "\n", bold)
            elif name == "note":
                self.notes += [child for child in item if local(child) == "note-body"]
            elif name in ("frame", "custom-shape", "text-box", "g", "rect"):
                line.boxes.append(item)
            elif name and name not in _SKIPPED and depth < _DEEPEST:
                style = self.styles.get(("text", attribute(item, "style-name") or ""), _Style())
                if not style.hidden:
                    self._runs(item, line, bold if style.bold is None else style.bold, depth + 1)
            self._say(line, item.tail, bold)

    @staticmethod
    def _say(line: TextLine, text: str | None, bold: bool) -> None:
        if text:
            line.parts.append(text)
            line.bold += len(text) if bold else 0

    def _table(self, element: Any) -> None:
        grid: list[dict[int, str]] = []
        repeated: set[tuple[int, int]] = set()
        below: dict[int, tuple[int, str]] = {}
        nested: list[Any] = []
        before = None
        for row in _rows(element):
            inner, before = [] if row is before else nested, row  # what is in a repeated row is said once
            cells: dict[int, str] = {}
            at = 0
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                wide = min(_number(cell, "number-columns-spanned"), _MOST_SPAN)
                text = self._cell(cell, inner)
                covered = local(cell) == "covered-table-cell"
                for _ in range(min(_number(cell, "number-columns-repeated"), _MOST_SPAN)):
                    if not covered:
                        tall = min(_number(cell, "number-rows-spanned"), _MOST_SPAN)
                        below |= {at + step: (tall, text) for step in range(wide)}
                        repeated |= {(len(grid), at + step) for step in range(1, wide)}
                    left, cells[at] = below.get(at, (0, text))
                    if covered and left:
                        repeated.add((len(grid), at))
                    at += 1
            below = {place: (left - 1, text) for place, (left, text) in below.items() if left > 1}
            grid.append(cells)
        rows = data_rows(grid)
        if rows is None:
            for row in _rows(element, most=1):  # a frame around text, not data: said once, or frames in it never end
                self._deeper([child for cell in row for child in cell])
            return
        block = table(rows, frozenset(repeated))
        if block.text:
            self._add(block)
        for inner in nested:
            self._deeper(inner)

    def _cell(self, cell: Any, nested: list[Any]) -> str:
        parts = []
        for item in _inside(cell):
            if local(item) == "table":
                nested.append([item])
                continue
            block, boxes = self._block(item)
            nested += boxes
            parts.append(block.text if block else "")
        return one_line("\n".join(part for part in parts if part))

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self.characters += len(block.text)


def _rows(element: Any, most: int = _MOST_SPAN) -> Iterator[Any]:
    for child in element:
        if local(child) == "table-row":
            yield from [child] * min(_number(child, "number-rows-repeated"), most)
        elif local(child) in _GROUPS:
            yield from _rows(child, most)


def _inside(cell: Any, depth: int = 0) -> Iterator[Any]:
    """Paragraphs and tables of a cell, lists and sections entered."""
    for child in cell:
        if local(child) in ("p", "h", "table"):
            yield child
        elif local(child) and local(child) not in _SKIPPED and depth < _DEEPEST:
            yield from _inside(child, depth + 1)
