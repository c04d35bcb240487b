"""The lines of a page outside its body: the same line breaks as :mod:`blocks`, without tables, images and layout."""

from __future__ import annotations

from typing import NamedTuple

from cppcc_archive.extract.elements import BLOCK_TAGS, SILENT_TAGS, is_hidden
from cppcc_archive.extract.nodes import TEXT, Nodes
from cppcc_archive.extract.text import one_line


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
        over = index >= breaks[-1]
        if over or tag == "br" or tag in BLOCK_TAGS:
            while index >= breaks[-1]:
                breaks.pop()
            if parts:
                if text := one_line("".join(parts)):
                    found.append(Line(text, at, at < heading_until))
                parts = []
        if tag == TEXT:
            text = texts[index]
            if parts or not text.isspace():
                if not parts:
                    at = index
                parts.append(text)
        elif tag in SILENT_TAGS or (attributes[index] and is_hidden(attributes[index])):
            index = ends[index]
            continue
        elif tag in BLOCK_TAGS and ends[index] > index + 1:
            breaks.append(min(ends[index], end))
            if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                heading_until = ends[index]
        index += 1
    if parts and (text := one_line("".join(parts))):
        found.append(Line(text, at, at < heading_until))
    return found
