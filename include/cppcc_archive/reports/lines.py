"""The text as lines that carry layout hints: what the outline and the identity are read from."""

from __future__ import annotations

from typing import NamedTuple

from cppcc_archive.extract.document import BlockKind, Document


class Line(NamedTuple):
    """One line with something on it, blanks at its ends left out; ``text`` is the shadow's."""

    start: int
    end: int
    text: str
    bold: bool = False
    centred: bool = False
    heading: bool = False
    table: bool = False


def lines_of(shade: str, document: Document | None = None) -> list[Line]:
    """The non-blank lines of ``shade``, with the hints of the blocks they came from."""
    hints = _hints(document) if document else {}
    found: list[Line] = []
    offset = 0
    for row in shade.split("\n"):
        if text := row.strip():
            start = offset + (len(row) - len(row.lstrip()) if len(row) > len(text) else 0)
            found.append(Line(start, start + len(text), text, *hints.get(offset, ())))
        offset += len(row) + 1
    return found


def _hints(document: Document) -> dict[int, tuple[bool, bool, bool, bool]]:
    hints: dict[int, tuple[bool, bool, bool, bool]] = {}
    position = 0
    for block in document.printed:
        kinds = (block.bold, block.centred, block.kind is BlockKind.HEADING, block.kind is BlockKind.TABLE)
        offset = position
        for row in block.text.split("\n"):
            hints[offset] = kinds
            offset += len(row) + 1
        position += len(block.text) + 1
    return hints
