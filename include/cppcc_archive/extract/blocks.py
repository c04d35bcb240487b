"""Nodes to blocks: inline elements glued, block elements broken, nothing dropped for being short.

The rules are a browser's, not an article's: what a reader sees on one line is one block. Tables that hold data are
grids; tables that only lay a page out are text and are read as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cppcc_archive.extract import elements
from cppcc_archive.extract.document import Block, BlockKind
from cppcc_archive.extract.elements import BLOCK, BOLD, BREAK, IMAGE, INLINE, NO_STYLE, PRINTED, ROLES, SILENT, TEXT
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.markup.text import one_line
from cppcc_archive.markup.urls import absolute

_HEADING, _PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH
_BOLD_TAGS = elements.HEADING_TAGS | {"b", "strong"}
_TELLING = elements.HEADING_TAGS | {"li", "center"}
"""Block elements that mean something for their text without any style."""
_HEADING_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

_MAX_SPAN = 200  # wider or higher spans than any real table's: what a page says beyond is a mistake
_MAX_REPEATED = 20_000
"""Places filled by spans in one table; beyond, spans are ignored (a page must not buy memory with two attributes)."""
_PROSE_CELL = 150
"""Characters from which a cell of several paragraphs is prose in a frame (a proposal's form), not data."""
_WRITTEN = re.compile(
    r"(?:[来写][信件]|信件|信访|留言|咨询|投诉|提问|问题|诉求|建议|意见|提案|答复|回复|答询|办理|处理|反馈|回信)?"
    r"(?:的?(?:内容|正文|全文|详情))|(?:答复|回复|答询|反馈|回信|办理|处理)(?:意见|结果|情况)?"
)
"""What a form calls the cell that somebody wrote into."""

Rows = tuple[tuple[str, ...], ...]
_PARAGRAPH_END = "\v"
_SENTENCE_END = re.compile(r"[。；！？]")


class Placed:
    """A block and the index of the node its text begins at; for a picture, the ``name`` it carries (alt or title)."""

    __slots__ = ("at", "block", "name")

    def __init__(self, block: Block, at: int, name: str = "") -> None:
        self.block = block
        self.at = at
        self.name = name


@dataclass(slots=True)
class _Frame:
    """What an open element means for the text inside it. Most share the frame of the element around them."""

    breaks: bool
    level: int | None
    bold: bool
    centred: bool


_OUTERMOST = _Frame(True, None, False, False)


def read_blocks(nodes: Nodes, start: int, end: int, base: str, hidden_too: bool = False) -> list[Placed]:
    """The blocks of nodes ``start`` to ``end`` (one past the last) in order.

    ``base`` makes image addresses absolute. Elements hidden from readers are left out unless ``hidden_too``.
    """
    return _Reader(nodes, base, hidden_too).read(start, end)


class _Reader:
    """Fills one block after the other: its parts and the pictures among them, where it begins (-1: nowhere yet), what
    of it is bold and plain, and the number drawn before it."""

    def __init__(self, nodes: Nodes, base: str, hidden_too: bool) -> None:
        self._nodes = nodes
        self._base = base
        self._hidden_too = hidden_too
        self._placed: list[Placed] = []
        self._at = -1
        self._parts: list[str] = []
        self._images: list[Placed] = []
        self._has_bold = self._has_plain = False
        self._marker: str | None = None
        self._items: dict[int, int] = {}

    def read(self, start: int, end: int) -> list[Placed]:
        nodes = self._nodes
        tags, attributes, ends, texts, styles = nodes.tags, nodes.attributes, nodes.ends, nodes.texts, nodes.styles
        parts, images = self._parts, self._images
        role_of = ROLES.get
        frame, frame_end = _OUTERMOST, end
        stack = [(frame, frame_end)]
        index = start
        while index < end:
            while index >= frame_end:
                if frame.breaks and (parts or images):
                    self._flush(frame)
                stack.pop()
                frame, frame_end = stack[-1]
            tag = tags[index]
            role = role_of(tag, INLINE)
            if role == PRINTED:
                text = texts[index]
                if text.isspace():
                    if parts:
                        parts.append(text)
                elif text:
                    parts.append(text)
                    if self._at < 0:
                        self._at = index
                    if frame.bold:
                        self._has_bold = True
                    else:
                        self._has_plain = True
                index += 1
                continue
            if role == BREAK:
                if parts or images:
                    self._flush(frame)
                index += 1
                continue
            if role == SILENT:
                index = ends[index]
                continue
            breaks, style = role == BLOCK, NO_STYLE
            if index in styles:
                style = styles[index]
                if style.hidden and not self._hidden_too:
                    index = ends[index]
                    continue
                if style.breaks is not None:
                    breaks = style.breaks
            if breaks:
                if parts or images:
                    self._flush(frame)
                if tag == "table" and self._table(index, frame):
                    index = ends[index]
                    continue
                if ends[index] > index + 1:
                    if style is not NO_STYLE or tag in _TELLING or not frame.breaks or "align" in attributes[index]:
                        frame = self._block(index, tag, style, frame)
                    frame_end = ends[index]
                    stack.append((frame, frame_end))
            elif role == IMAGE:
                self._image(index, frame)
            elif role == BOLD or tag in elements.HEADING_TAGS or style.bold is not None:
                bold = _is_bold(tag, style, frame.bold)
                frame = _Frame(False, frame.level, bold, frame.centred)
                frame_end = ends[index]
                stack.append((frame, frame_end))
            index += 1
        self._flush(frame)
        return self._placed

    def _block(self, index: int, tag: str, style: elements.Style, outer: _Frame) -> _Frame:
        if tag == "li":
            self._marker = self._number(index)
        centred = outer.centred or tag == "center"
        if align := self._nodes.attributes[index].get("align"):
            centred = align.lower() == "center"
        if style.centred is not None:
            centred = style.centred
        level = _HEADING_LEVELS.get(tag, outer.level)
        return _Frame(True, level, _is_bold(tag, style, outer.bold), centred)

    def _table(self, index: int, frame: _Frame) -> bool:
        """Take the table as one block, its pictures after it; False for a table that is only layout."""
        table = read_table(self._nodes, index)
        if table is None:
            return False
        self._placed.extend(Placed(block, index) for block in table)
        for picture in self._nodes.within("img", index, self._nodes.ends[index]):
            self._image(picture, frame)
        self._flush(frame)
        return True

    def _number(self, item: int) -> str | None:
        """The number drawn before an item of an ordered list, unless its style says that none is drawn."""
        nodes = self._nodes
        above = nodes.parents[item]
        if above < 0 or nodes.tags[above] != "ol":
            return None
        start = nodes.attribute(item, "value") or ("" if above in self._items else nodes.attribute(above, "start"))
        number = int(start) if start.isdecimal() and len(start) < 6 else self._items.get(above, 0) + 1
        self._items[above] = number
        styles = nodes.attribute(above, "style") + nodes.attribute(item, "style")
        drawn = nodes.attribute(above, "type") in ("", "1") and "none" not in styles.lower()
        return f"{number}." if drawn else None

    def _image(self, index: int, frame: _Frame) -> None:
        source = self._nodes.attribute(index, "src")
        if not source or source.startswith("data:"):
            return
        url = absolute(self._base, source)
        if url is None:
            return
        if self._at < 0:
            self._at = index
        alt = one_line(self._nodes.attribute(index, "alt"))
        name = alt or one_line(self._nodes.attribute(index, "title"))
        picture = Block(BlockKind.IMAGE, name if frame.level else alt, level=frame.level, src=url)
        self._images.append(Placed(picture, self._at, name))

    def _flush(self, frame: _Frame) -> None:
        if text := one_line("".join(self._parts)):
            level = None if text[-1] in "。；" else frame.level  # a heading element around a paragraph is a mistake
            kind, bold = _HEADING if level else _PARAGRAPH, self._has_bold and not self._has_plain
            block = Block(kind, text, None, level, bold, frame.centred, None, self._marker)
            self._placed.append(Placed(block, self._at))
            self._marker = None
        if self._images:
            self._placed.extend(self._images)
            self._images.clear()
        self._parts.clear()
        self._at = -1
        self._has_bold = self._has_plain = False


def _is_bold(tag: str, style: elements.Style, outer: bool) -> bool:
    return style.bold if style.bold is not None else outer or tag in _BOLD_TAGS


def read_table(nodes: Nodes, table: int) -> list[Block] | None:
    """The table as blocks (its caption, then the grid), or None where it is a table for layout only."""
    rows = own_cells(nodes, table)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    if "table" in nodes.tags[table + 1 : nodes.ends[table]]:
        return None
    texts = {cell: _cell_text(nodes, cell) for row in rows for cell in row}
    filled = [cell for cell, text in texts.items() if text]
    if len(filled) < 3 or any(_is_prose(nodes, cell, texts[cell]) for cell in filled):
        return None
    if all(_is_beside_picture(nodes, row, texts) for row in rows) or any(_is_letter(nodes, row, texts) for row in rows):
        return None
    grid, repeated = _resolve(nodes, rows, texts)
    caption = next((child for child in nodes.children(table) if nodes.tags[child] == "caption"), None)
    name = _cell_text(nodes, caption) if caption is not None else ""
    named = [Block(BlockKind.PARAGRAPH, name, centred=True)] if name else []
    return [*named, Block(BlockKind.TABLE, _table_text(grid, repeated), rows=grid)]


def own_cells(nodes: Nodes, table: int) -> list[list[int]]:
    """Indices of the table's cells by row; those of tables inside it left out."""
    found: list[list[int]] = []
    index, end = table + 1, nodes.ends[table]
    while index < end:
        tag = nodes.tags[index]
        if tag == "tr":
            if nodes.is_hidden(index):
                index = nodes.ends[index]
                continue
            found.append([])
        elif tag in ("td", "th"):
            if found and not nodes.is_hidden(index):
                found[-1].append(index)
            index = nodes.ends[index]
            continue
        index += 1
    return [cells for cells in found if cells]


def _is_prose(nodes: Nodes, cell: int, text: str) -> bool:
    if len(text) < _PROSE_CELL or len(_SENTENCE_END.findall(text)) < 3:
        return False
    breaks = sum(1 for tag in nodes.tags[cell : nodes.ends[cell]] if tag in ("p", "div", "br", "section"))
    return breaks >= 2


def _is_letter(nodes: Nodes, row: list[int], texts: dict[int, str]) -> bool:
    """Whether a row is a label like 来信内容 and the paragraphs of a letter or of its answer."""
    said = [cell for cell in row if texts[cell]]
    return (
        len(said) == 2
        and _WRITTEN.fullmatch("".join(texts[said[0]].split()).strip(":：")) is not None
        and _SENTENCE_END.search(texts[said[1]]) is not None
        and len(nodes.lines_of(said[1])) > 1
    )


def _is_beside_picture(nodes: Nodes, row: list[int], texts: dict[int, str]) -> bool:
    """Whether a row is a picture and the paragraphs beside it (a person, as whom he is introduced)."""
    said = [cell for cell in row if texts[cell]]
    if len(said) != 1 or not any(nodes.within("img", cell, nodes.ends[cell]) for cell in row if not texts[cell]):
        return False
    inside = range(said[0] + 1, nodes.ends[said[0]])
    return sum(nodes.tags[at] == "p" and bool(nodes.text(at).strip()) for at in inside) > 1


def _cell_text(nodes: Nodes, cell: int) -> str:
    """The cell's text on one line: lines in it are glued, as in ``合<br>计``; Latin words keep a space between, and so
    do paragraphs where one of them is a sentence."""
    parts: list[str] = []
    index, end = cell + 1, nodes.ends[cell]
    while index < end:
        tag = nodes.tags[index]
        if tag == TEXT:
            parts.append(nodes.texts[index])
        elif tag in elements.SILENT_TAGS or nodes.is_hidden(index):
            index = nodes.ends[index]
            continue
        elif tag == "br" or tag in elements.BLOCK_TAGS:
            parts.append(_PARAGRAPH_END if tag == "p" else "\n")
        index += 1
    paragraphs = "".join(parts).split(_PARAGRAPH_END)
    between = " " if any(_SENTENCE_END.search(text) for text in paragraphs) else "\n"
    return one_line(between.join(text for text in paragraphs if text.strip()))


def _span(nodes: Nodes, cell: int, name: str) -> int:
    value = nodes.attribute(cell, name).strip()
    return min(int(value[:4]), _MAX_SPAN) or 1 if value.isascii() and value.isdigit() else 1


def _resolve(nodes: Nodes, rows: list[list[int]], texts: dict[int, str]) -> tuple[Rows, frozenset[tuple[int, int]]]:
    """The grid, a spanning cell's text in every place that it covers, and the places that only repeat."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    repeated: set[tuple[int, int]] = set()
    for number, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while column in grid[number]:
                column += 1
            width, height = _span(nodes, cell, "colspan"), min(_span(nodes, cell, "rowspan"), len(rows) - number)
            if len(repeated) + width * height > _MAX_REPEATED:
                width = height = 1
            for down in range(height):
                for right in range(width):
                    grid[number + down].setdefault(column + right, texts[cell])
                    if down or right:
                        repeated.add((number + down, column + right))
            column += width
    width = max(max(row) + 1 for row in grid)
    if width * len(grid) > _MAX_REPEATED + 4 * sum(map(len, grid)):
        # One long row among short ones must not buy memory: rows stay as long as they are.
        return tuple(tuple(row.get(place, "") for place in range(max(row) + 1)) for row in grid if row), frozenset()
    return tuple(tuple(row.get(place, "") for place in range(width)) for row in grid), frozenset(repeated)


def _table_text(rows: Rows, repeated: frozenset[tuple[int, int]]) -> str:
    """Cells joined by tabs, rows by newlines; a spanning cell's text is printed once, an empty row not at all."""
    lines = (
        "\t".join("" if (number, place) in repeated else text for place, text in enumerate(row)).rstrip("\t")
        for number, row in enumerate(rows)
    )
    return "\n".join(line for line in lines if line)
