"""Tables that hold data, as grids. Tables that only lay a page out are text and never come here."""

from __future__ import annotations

from cppcc_archive.extract.nodes import TEXT, Nodes
from cppcc_archive.extract.text import one_line

_SILENT = frozenset({"script", "style", "noscript", "template", "textarea", "select", "svg", "math", "iframe", "xml"})
_MAX_SPAN = 200
_PROSE = 200
"""Characters in one cell from which on a one- or two-cell table is taken for layout."""

Rows = tuple[tuple[str, ...], ...]


def _rows_and_cells(nodes: Nodes, table: int) -> list[list[int]]:
    """Indices of the table's own cells by row; those of tables inside it left out."""
    found: list[list[int]] = []
    index, end = table + 1, nodes.ends[table]
    while index < end:
        tag = nodes.tags[index]
        if tag == "tr":
            found.append([])
        elif tag in ("td", "th"):
            if found:
                found[-1].append(index)
            index = nodes.ends[index]
            continue
        elif tag == "table" or tag in _SILENT:
            index = nodes.ends[index]
            continue
        index += 1
    return [cells for cells in found if cells]


def is_data_table(nodes: Nodes, table: int) -> bool:
    """Whether the table is a grid of data: at least two rows and two columns, no table or long prose inside."""
    rows = _rows_and_cells(nodes, table)
    if len(rows) < 2 or max(len(cells) for cells in rows) < 2:
        return False
    end = nodes.ends[table]
    if "table" in nodes.tags[table + 1 : end]:
        return False
    filled = sum(1 for cells in rows for cell in cells if nodes.text(cell).strip())
    return filled >= 4 or filled * 2 >= sum(map(len, rows))


def cell_text(nodes: Nodes, cell: int) -> str:
    """The cell's text on one line: paragraphs in it glued, as in ``合<br>计``; Latin words keep a space between."""
    parts = []
    index, end = cell + 1, nodes.ends[cell]
    while index < end:
        tag = nodes.tags[index]
        if tag in _SILENT:
            index = nodes.ends[index]
            continue
        if tag == TEXT:
            parts.append(nodes.texts[index])
        elif tag in ("p", "div", "br", "li"):
            parts.append("\n")
        index += 1
    return one_line("".join(parts))


def _span(nodes: Nodes, cell: int, name: str) -> int:
    value = nodes.attribute(cell, name).strip()
    return min(int(value), _MAX_SPAN) or 1 if value.isascii() and value.isdigit() else 1


def rows_of(nodes: Nodes, table: int) -> tuple[Rows, frozenset[tuple[int, int]]]:
    """The table's grid with spans resolved (a spanning cell's text stands in every place it covers), and the places
    that only repeat."""
    grid: list[dict[int, str]] = []
    repeated: set[tuple[int, int]] = set()
    rows = _rows_and_cells(nodes, table)
    for number, cells in enumerate(rows):
        while len(grid) <= number:
            grid.append({})
        column = 0
        for cell in cells:
            while column in grid[number]:
                column += 1
            text = cell_text(nodes, cell)
            height = min(_span(nodes, cell, "rowspan"), len(rows) - number)
            width = _span(nodes, cell, "colspan")
            for down in range(height):
                while len(grid) <= number + down:
                    grid.append({})
                for right in range(width):
                    grid[number + down].setdefault(column + right, text)
                    if down or right:
                        repeated.add((number + down, column + right))
            column += width
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return tuple(tuple(row.get(place, "") for place in range(width)) for row in grid), frozenset(repeated)


def table_text(rows: Rows, repeated: frozenset[tuple[int, int]]) -> str:
    """Cells joined by tabs, rows by newlines; a spanning cell's text is printed once."""
    return "\n".join(
        "\t".join("" if (number, place) in repeated else text for place, text in enumerate(row)).rstrip("\t")
        for number, row in enumerate(rows)
    )
