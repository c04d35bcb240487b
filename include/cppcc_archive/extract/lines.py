"""The lines of a page outside its body: the same line breaks as :mod:`blocks`, without tables, images and layout."""

from __future__ import annotations

from typing import NamedTuple

from cppcc_archive.extract.elements import BLOCK_TAGS, HEADING_TAGS, SILENT_TAGS, is_hidden
from cppcc_archive.extract.nodes import TEXT, Nodes
from cppcc_archive.extract.text import one_line

_BREAKING = BLOCK_TAGS | {"br"}


class Line(NamedTuple):
    """One line of text, the node it begins at, and whether it stands in a heading element."""

    text: str
    at: int
    is_heading: bool


def read_lines(nodes: Nodes, start: int, end: int) -> list[Line]:
    """The lines of nodes ``start`` to ``end`` that readers see, in order."""
    tags, texts, ends, attributes = nodes.tags, nodes.texts, nodes.ends, nodes.attributes
    found: list[Line] = []
    parts: list[str] = []
    at = start
    breaks = [end]
    heading_until = 0
    index = start
    while index < end:
        tag = tags[index]
        is_block = tag in _BREAKING
        if is_block or index >= breaks[-1]:
            while index >= breaks[-1]:
                breaks.pop()
            if parts:
                if text := one_line("".join(parts)):
                    found.append(Line(text, at, at < heading_until))
                parts = []
        if tag == TEXT:
            text = texts[index]
            if parts:
                parts.append(text)
            elif not text.isspace():
                at = index
                parts.append(text)
        elif tag in SILENT_TAGS or is_hidden(attributes[index]):
            index = ends[index]
            continue
        elif is_block and ends[index] > index + 1:
            breaks.append(min(ends[index], end))
            if tag in HEADING_TAGS:
                heading_until = ends[index]
        index += 1
    if parts and (text := one_line("".join(parts))):
        found.append(Line(text, at, at < heading_until))
    return found
