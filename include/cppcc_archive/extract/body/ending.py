"""Where the prose of an unknown page ends: before comments, lists of other articles and the page's foot; behind the
note, the signature and the day that close an article."""

from __future__ import annotations

from bisect import bisect_left

from cppcc_archive.extract.body.anchor import MARKS, SECTION_NAME
from cppcc_archive.extract.body.weights import INFO_WITHIN, ROW_MASS, ROWS, is_headline, tags_above
from cppcc_archive.extract.chrome import (
    is_after,
    is_editor_line,
    is_footer,
    is_info_line,
    is_site_footer,
    letters,
    opens_other_section,
)
from cppcc_archive.extract.elements import TEXT
from cppcc_archive.extract.lines import place_of
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.extract.text import one_line

TABLE_PARTS = frozenset({"tr", "tbody", "table"})
"""Gone through on the way up: a cell's neighbours are its row's and its table's other rows."""
_CLOSING = 60
"""Characters of a note, a signature or its day."""


def end_of_prose(nodes: Nodes, others: list[int], mass: list[float], anchor: int, end: int) -> int:
    """Where the page's foot, another section or a list of other articles begins behind the last prose of an element
    that holds both; ``end`` where there is none."""
    prose = [index for index in range(anchor + 1, end) if mass[index]]
    while prose and mass[prose[-1]] < ROW_MASS and _is_beside_link(nodes, prose[-1]):
        prose.pop()
    if not prose:
        return end
    listed = _listed(nodes, prose, end)
    if listed < end:
        return listed
    index = prose[-1] + 1
    beside = frozenset(others)
    while index < end:
        tag = nodes.tags[index]
        if (
            tag == "footer"
            or index in beside
            or (tag == TEXT and (is_site_footer(nodes.texts[index]) or opens_other_section(nodes.texts[index])))
        ):
            return index
        index += 1
    return end


def closing_end(nodes: Nodes, body: int) -> int:
    """Where the body ends with what closes an article right behind its container: a note in brackets, a signature and
    its day on the right."""
    end = nodes.ends[body]
    above = nodes.parents[body]
    if above < 0 or nodes.tags[above] in ("html", *TABLE_PARTS):
        return end
    index = end
    while index < nodes.ends[above]:
        text = one_line(nodes.text(index)) if nodes.ends[index] - index < INFO_WITHIN else "too much"
        if text:
            if not _closes(nodes, index, text):
                break
            end = nodes.ends[index]
        index = nodes.ends[index]
    return end


def _closes(nodes: Nodes, index: int, text: str) -> bool:
    attributes = nodes.attributes[index]
    is_right = attributes.get("align") == "right" or "right" in (attributes.get("style") or "")
    return (
        1 < len(text) < _CLOSING
        and (is_right or (text[0] in "（(" and text[-1] in "）)"))
        and not nodes.within("a", index, nodes.ends[index])
        and not any(is_such(text) for is_such in (is_after, is_editor_line, is_footer))
        and not is_info_line(text, below_title=False)
    )


def _is_beside_link(nodes: Nodes, index: int) -> bool:
    """Whether a link stands in the same line."""
    place = bisect_left(nodes.printed, index)
    return any(
        0 <= near < len(nodes.printed)
        and nodes.lines[near] == nodes.lines[place]
        and "a" in (nodes.tags[nodes.parents[nodes.printed[near]]], nodes.tags[nodes.parents[index]])
        for near in (place - 1, place + 1)
    )


def _listed(nodes: Nodes, prose: list[int], end: int) -> int:
    """Where a list of other articles begins behind the last of the ``prose``, its heading included; ``end`` where there
    is none. A list that stands where the article's paragraphs do is the article's."""
    links = [index for index in nodes.within("a", prose[-1] + 1, end) if is_headline(nodes, index)]
    if len(links) < ROWS:
        return end
    places = [place_of(nodes, index) for index in prose[-2:]]
    if place_of(nodes, links[0] + 1) in places or "table" in tags_above(nodes, links[0], prose[-1]):
        return end
    start = links[0]
    name = letters(nodes.texts[prose[-1]])
    if len(prose) > 1 and places[0] != places[1] and 0 < len(name) <= SECTION_NAME and not MARKS.search(name):
        start = prose[-1]
    return start
