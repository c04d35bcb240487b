"""The lines of a page: the same line breaks as :mod:`blocks`, without tables, images and layout."""

from __future__ import annotations

from typing import NamedTuple

from cppcc_archive.extract.elements import BLOCK_TAGS, HEADING_TAGS
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.extract.text import one_line

_PARAGRAPHS = HEADING_TAGS | {"p", "center", "blockquote"}


class Line(NamedTuple):
    """One line of text, the node it begins at, whether it stands in a heading element, and one past its last node."""

    text: str
    at: int
    is_heading: bool
    end: int = 0


def read_lines(nodes: Nodes, start: int, end: int, hidden_too: bool = False) -> list[Line]:
    """The lines of nodes ``start`` to ``end`` that readers see, in order; with ``hidden_too`` also what they do not."""
    printed, numbers, texts, headed = nodes.printed, nodes.lines, nodes.texts, nodes.headed
    unseen = frozenset[int]() if hidden_too else nodes.unseen
    place, last = nodes.printed_within(start, end)
    found: list[Line] = []
    while place < last:
        at, number = printed[place], numbers[place]
        place += 1
        if at in unseen:
            continue
        while place < last and numbers[place] == number:
            place += 1
        upto = printed[place - 1] + 1
        if upto == at + 1:
            whole = texts[at]
        elif unseen:
            whole = "".join([texts[index] for index in range(at, upto) if index not in unseen])
        else:
            whole = "".join(texts[at:upto])
        if text := one_line(whole):
            found.append(Line(text, at, at in headed, upto))
    return found


def place_of(nodes: Nodes, index: int) -> tuple[int, str]:
    """Where a text stands: the element that holds its paragraph (or the text itself, bare), and the paragraph's tag."""
    for above in nodes.ancestors(index):
        tag = nodes.tags[above]
        if tag in BLOCK_TAGS:
            return (nodes.parents[above], tag) if tag in _PARAGRAPHS else (above, tag)
    return 0, ""
