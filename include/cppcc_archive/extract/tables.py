"""Tables that hold data, as grids. Tables that only lay a page out are text and are read as such."""

from __future__ import annotations

import re

from cppcc_archive.extract.document import Block, BlockKind
from cppcc_archive.extract.elements import BLOCK_TAGS, SILENT_TAGS, TEXT
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.extract.text import one_line

_MAX_SPAN = 200
"""Wider or higher spans than any real table's: what a page says beyond is a mistake."""
_MAX_REPEATED = 20_000
"""Places filled by spans in one table; beyond, spans are ignored (a page must not buy memory with two attributes)."""
_PROSE_CELL = 150
"""Characters from which a cell of several paragraphs is prose in a frame (a proposal's form), not data."""

Rows = tuple[tuple[str, ...], ...]
_SENTENCE_END = re.compile(r"[。；！？]")


def read_table(nodes: Nodes, table: int) -> list[Block] | None:
    """The table as blocks (its caption, then the grid), or None where it is a table for layout only."""
    rows = _own_cells(nodes, table)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    if "table" in nodes.tags[table + 1 : nodes.ends[table]]:
        return None
    texts = {cell: _cell_text(nodes, cell) for row in rows for cell in row}
    filled = [cell for cell, text in texts.items() if text]
    if len(filled) < 3 or any(_is_prose(nodes, cell, texts[cell]) for cell in filled):
        return None
    grid, repeated = _resolve(nodes, rows, texts)
    caption = next((child for child in nodes.children(table) if nodes.tags[child] == "caption"), None)
    name = _cell_text(nodes, caption) if caption is not None else ""
    named = [Block(BlockKind.PARAGRAPH, name, centred=True)] if name else []
    return [*named, Block(BlockKind.TABLE, _table_text(grid, repeated), rows=grid)]


def _own_cells(nodes: Nodes, table: int) -> list[list[int]]:
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
        elif tag == "table":
            index = nodes.ends[index]
            continue
        index += 1
    return [cells for cells in found if cells]


def _is_prose(nodes: Nodes, cell: int, text: str) -> bool:
    if len(text) < _PROSE_CELL or len(_SENTENCE_END.findall(text)) < 3:
        return False
    breaks = sum(1 for tag in nodes.tags[cell : nodes.ends[cell]] if tag in ("p", "div", "br", "section"))
    return breaks >= 2


def _cell_text(nodes: Nodes, cell: int) -> str:
    """The cell's text on one line: lines in it are glued, as in ``合<br>计``; Latin words keep a space between."""
    parts = []
    index, end = cell + 1, nodes.ends[cell]
    while index < end:
        tag = nodes.tags[index]
        if tag == TEXT:
            parts.append(nodes.texts[index])
        elif tag in SILENT_TAGS or nodes.is_hidden(index):
            index = nodes.ends[index]
            continue
        elif tag == "br" or tag in BLOCK_TAGS:
            parts.append("\n")
        index += 1
    return one_line("".join(parts))


def _span(nodes: Nodes, cell: int, name: str) -> int:
    value = nodes.attribute(cell, name).strip()
    return min(int(value[:4]), _MAX_SPAN) or 1 if value.isascii() and value.isdigit() else 1


def _resolve(nodes: Nodes, rows: list[list[int]], texts: dict[int, str]) -> tuple[Rows, frozenset[tuple[int, int]]]:
    """The grid with spans resolved (a spanning cell's text stands in every place it covers), and the places that only
    repeat."""
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
