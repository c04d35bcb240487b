"""What each text of a page weighs as prose: long lines with Chinese punctuation much; links, menus, feet and abstracts
of other articles nothing."""

from __future__ import annotations

import re

from cppcc_archive.extract.chrome import (
    is_footer,
    letters,
    opens_other_section,
)
from cppcc_archive.extract.lines import place_of
from cppcc_archive.extract.links import is_file
from cppcc_archive.extract.nodes import Nodes

PUNCTUATION = "，。；：！？、”"
_POINTS = re.compile(f"[{PUNCTUATION}]")
_ABSTRACT_END = ("…", "...", "……[", "[详细]")
_LINK_PROSE = 300
"""Characters from which an element that says it is a link is one somebody forgot to close."""
FILES = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
LITTLE = 40.0
"""Mass of about four words with a comma: less is no article's prose."""
INFO_WITHIN = 40
"""How many nodes after the title the info line may stand."""
_MOST_SECTIONS = 5
"""Headings of other sections that are looked at, so that a hostile page does not buy time with them."""
_BESIDE_TAGS = ("aside", "nav", "footer")
"""Elements for what is not the article, by their definition."""
ROW_MASS, ROWS, _HEADLINE = 4.0, 3, 8
"""A row of a list of other articles: what its date weighs at most, how many make a list, letters of a headline."""


def masses(nodes: Nodes, outside: list[int]) -> list[float]:
    """What each text node weighs, of those ``outside`` links; footers weigh nothing."""
    mass = [0.0] * len(nodes.tags)
    texts, printed, lines = nodes.texts, nodes.printed, nodes.lines
    run: list[int] = []
    number, place = -1, 0
    for index in outside:
        while printed[place] != index:
            place += 1
        if lines[place] != number:
            if run:
                _weigh(texts, run, mass)
            run, number = [], lines[place]
        run.append(index)
    if run:
        _weigh(texts, run, mass)
    return mass


def _weigh(texts: list[str], run: list[int], mass: list[float]) -> None:
    """Weigh the text nodes of one line together, and give each its share: Word cuts a sentence into single
    characters."""
    text = texts[run[0]] if len(run) == 1 else "".join([texts[index] for index in run])
    text = text.strip()
    if len(text) < 2 or is_footer(text):
        return
    each = 0.1 + len(_POINTS.findall(text))
    if len(run) == 1:
        mass[run[0]] = len(text) * each
    else:
        for index in run:
            mass[index] = len(texts[index].strip()) * each


def outside_links(nodes: Nodes) -> list[int]:
    """The text nodes that say something and stand in no link, the page's own ``<title>`` left out."""
    ends, parents = nodes.ends, nodes.parents
    links = {index for index in nodes.tagged["a"] if _is_link(nodes, index)}
    inside = nodes.texts_of(index for index in nodes.tagged["a"] if index in links and ends[index] > index + 2)
    return [index for index in nodes.printed if parents[index] not in links and index not in inside]


def _is_link(nodes: Nodes, index: int) -> bool:
    """Whether an ``<a>`` is a link: a named place without an address is none, nor one that holds half an article
    because its end is missing."""
    if not nodes.attributes[index].get("href"):
        return False
    if nodes.ends[index] - index < 4:
        return True
    paragraphs = nodes.tags[index : nodes.ends[index]].count("p")
    return len(nodes.text(index)) < (_LINK_PROSE if paragraphs < 3 else _LINK_PROSE // 2)


def without_other_sections(nodes: Nodes, others: list[int], anchor: int, mass: list[float]) -> list[float]:
    """``mass`` without what stands in ``others`` (containers named for comments, related articles and feet), below a
    heading that announces those, and in abstracts of other articles, which break off or stand each in a box of its own
    below its headline's link; as it is where little else is left."""
    left = list(mass)
    texts, count = nodes.texts, len(nodes.tags)
    named = (index for index in others if index > anchor)
    tagged = (index for tag in _BESIDE_TAGS for index in nodes.within(tag, anchor + 1, count))
    beside = nodes.texts_of(sorted((*named, *tagged)))
    before, prose, looks = 0.0, -1, 0
    teasers: list[int] = []
    last_printed = anchor
    first, last = nodes.printed_within(anchor + 1, count)
    for index in nodes.printed[first:last]:
        previous, last_printed = last_printed, index
        text = texts[index]
        if index in beside:
            left[index] = 0.0
        elif before > LITTLE and 4 <= len(text) < 40 and looks < _MOST_SECTIONS and opens_other_section(text):
            looks += 1
            if not _goes_on(nodes, mass, prose, index):
                left[index:] = [0.0] * (count - index)
                break
        elif left[index]:
            if text.rstrip().endswith(_ABSTRACT_END):
                left[index] = 0.0
            elif left[index] > LITTLE / 2:
                if _is_in_headline(nodes, previous):
                    teasers.append(index)
                prose = index
            before += left[index]
    if len(teasers) >= ROWS and len({place_of(nodes, index) for index in teasers}) == len(teasers):
        for index in teasers:
            left[index] = 0.0
    return left if sum(left) >= LITTLE else mass


def _goes_on(nodes: Nodes, mass: list[float], prose: int, heading: int) -> bool:
    """Whether prose below a heading stands where the article's prose above it does: then it is one of the article's
    own."""
    if prose < 0:
        return False
    place = place_of(nodes, prose)
    first, last = nodes.printed_within(heading + 1, nodes.ends[place[0]])
    return any(mass[index] > LITTLE / 2 and place_of(nodes, index) == place for index in nodes.printed[first:last])


def tags_above(nodes: Nodes, index: int, beside: int) -> list[str]:
    """The tags of the elements around ``index`` that do not hold ``beside``."""
    found = []
    for above in nodes.ancestors(index):
        if above <= beside < nodes.ends[above]:
            break
        found.append(nodes.tags[above])
    return found


def _is_in_headline(nodes: Nodes, index: int) -> bool:
    """Whether a text is the link to another article."""
    above = nodes.parents[index]
    return nodes.tags[above] == "a" and is_headline(nodes, above)


def is_headline(nodes: Nodes, index: int) -> bool:
    """Whether a link leads to another article: it has a headline's length and no file behind it."""
    target = nodes.attribute(index, "href")
    return bool(target) and not is_file(target) and len(letters(nodes.text(index))) >= _HEADLINE


def weigh_media(nodes: Nodes, anchor: int, mass: list[float]) -> None:
    """Below the title of a page with next to no prose, pictures and files are what the article is."""
    for index in range(anchor + 1, min(anchor + 2 * INFO_WITHIN, len(mass))):
        if nodes.tags[index] == "img" and nodes.attribute(index, "src"):
            mass[index] = LITTLE
        elif nodes.tags[index] in FILES and is_file(nodes.attribute(index, FILES[nodes.tags[index]])):
            mass[index] = 2 * LITTLE
