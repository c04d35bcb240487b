"""The body of a page nobody knows: the element that holds the prose after the title.

Prose is text outside links, weighed by its Chinese punctuation (menus and lists of headlines have none). The smallest
element that holds most of it is looked for, then widened again as long as what stands beside it is prose as well: a
paragraph too many can be cut off, one too few is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cppcc_archive.extract.body.anchor import DATED, LABEL, SECTION_NAME, UNLABELLED, behind_line, find_anchor, in_form
from cppcc_archive.extract.body.ending import TABLE_PARTS, closing_end, end_of_prose
from cppcc_archive.extract.body.weights import (
    FILES,
    INFO_WITHIN,
    LITTLE,
    PUNCTUATION,
    masses,
    outside_links,
    weigh_media,
    without_other_sections,
)
from cppcc_archive.extract.chrome import (
    is_after,
    is_editor_line,
    is_info_line,
    letters,
)
from cppcc_archive.extract.elements import BLOCK_TAGS, TEXT
from cppcc_archive.extract.lines import read_lines
from cppcc_archive.extract.links import is_file
from cppcc_archive.extract.names import Landmarks
from cppcc_archive.extract.nodes import Nodes

_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:foot|footer|copyright|nav|menu|sidebar|side|comment|comments|share|bdshare\w*|related|relate|breadcrumb|crumbs?"
    r"|position|pager|pages?nav|header|top|login|links?|friend\w*|hot|rank\w*|recommend\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"摘\s*要|导\s*读|导\s*语|提\s*示|简\s*介|概\s*要")
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "header", "form"})
_MOST = 0.7
"""Share of the prose that an element must hold to be gone into."""
_SOME = 0.3
"""Share of the prose below the title that the element around title and body holds at least."""
_SENTENCE = re.compile(r"[。；！？]")


@dataclass(frozen=True, slots=True)
class Prose:
    """Nodes ``start`` to ``end``, found by ``method``: ``scoring`` or ``anchored`` (after the title, little prose), the
    whole or a part of ``container``."""

    start: int
    end: int
    method: str
    container: int


def prose_container(nodes: Nodes, landmarks: Landmarks, title: str) -> Prose | None:
    """The range that holds the page's prose."""
    outside = outside_links(nodes)
    visible = [index for index in outside if index not in nodes.unseen] if nodes.unseen else outside
    mass = masses(nodes, visible)
    anchor = find_anchor(nodes, visible, title, mass)
    if nodes.unseen and sum(mass[anchor + 1 :]) < LITTLE:  # the article may be hidden until a script shows it
        shown = masses(nodes, outside)
        mass = shown if sum(shown) > 4 * sum(mass) else mass
    if anchor >= 0:
        mass[: anchor + 1] = [0.0] * (anchor + 1)
        mass = without_other_sections(nodes, landmarks.others, anchor, mass)
    for index in range(anchor + 1, min(anchor + INFO_WITHIN, len(mass)) if anchor >= 0 else 0):
        if (
            mass[index]
            and len(nodes.texts[index]) < 60
            and (DATED.search(text := nodes.texts[index]) or LABEL.search(text))
        ):
            mass[index] = 0.0
    if anchor >= 0 and sum(mass) < LITTLE:
        weigh_media(nodes, anchor, mass)
    if not any(mass):
        return None
    root = _viewed(nodes, anchor, mass)
    totals = _totals(nodes, mass)
    if root < 0:
        root = _root(nodes, totals, anchor) if anchor >= 0 else 0
    here = _widened(nodes, totals, _deepest(nodes, totals, root, landmarks.wrappers), root, anchor)
    if nodes.tags[here] in TABLE_PARTS and here <= anchor < nodes.ends[here] and in_form(nodes, anchor):
        here = next(above for above in (here, *nodes.ancestors(here)) if nodes.tags[above] in ("table", "html"))
    elif here <= anchor < nodes.ends[here]:
        end = end_of_prose(nodes, landmarks.others, mass, anchor, nodes.ends[here])
        start = behind_line(nodes, anchor)
        return Prose(start, end, "anchored", here) if start < end else None
    end = end_of_prose(nodes, landmarks.others, mass, here, nodes.ends[here])
    return Prose(here, closing_end(nodes, here) if end == nodes.ends[here] else end, "scoring", here)


def _totals(nodes: Nodes, mass: list[float]) -> list[float]:
    """What each element holds of the mass. Only nodes between the first and the last that weigh anything are gone
    through, and then the elements around them."""
    totals, parents = list(mass), nodes.parents
    first = mass.index(next(filter(None, mass)))
    last = len(mass) - 1 - mass[::-1].index(next(filter(None, reversed(mass))))
    for index in range(last, first - 1, -1):
        if totals[index]:
            totals[parents[index]] += totals[index]
    for above in nodes.ancestors(first):
        if above > 0:
            totals[parents[above]] += totals[above]
    return totals


def _root(nodes: Nodes, totals: list[float], anchor: int) -> int:
    """The element around title and body: it holds a good share of the prose, or some, and another section begins
    right behind it."""
    for up in nodes.ancestors(anchor):
        if totals[up] > _SOME * totals[0]:
            return up
        if totals[up] > 2 * LITTLE and _ends_article(nodes, totals, up):
            return up
    return 0


def _ends_article(nodes: Nodes, totals: list[float], index: int) -> bool:
    """Whether the next prose behind an element stands below a heading of its own."""
    above = nodes.parents[index]
    if above < 0 or _SUMMARY.search(nodes.text(index)):
        return False
    following = next((child for child in nodes.children(above) if child > index and totals[child] > 0), -1)
    if following < 0 or nodes.tags[following] in (TEXT, "p"):
        return False
    lines = read_lines(nodes, following, nodes.ends[following])
    return len(lines) > 1 and lines[0].is_heading and len(letters(lines[0].text)) < SECTION_NAME


def _viewed(nodes: Nodes, anchor: int, mass: list[float]) -> int:
    """The smallest element around the title and a document shown in a frame right below it; -1 where there is none.
    The document is the article, whatever prose stands elsewhere."""
    if anchor < 0:
        return -1
    upto = min(anchor + 2 * INFO_WITHIN, len(mass))
    for tag in ("iframe", "embed", "object"):
        for index in nodes.within(tag, anchor + 1, upto):
            if is_file(nodes.attribute(index, FILES[tag])) and sum(mass[anchor + 1 : index]) < LITTLE:
                mass[index] = 2 * LITTLE
                return next((above for above in nodes.ancestors(anchor) if nodes.ends[above] > index), 0)
    return -1


def _deepest(nodes: Nodes, totals: list[float], root: int, wrappers: set[int]) -> int:
    """Down from ``root`` into whichever child holds most of the mass, to where it spreads over children."""
    here = root
    known = -1
    while True:
        heir = max(
            (child for child in nodes.children(here) if nodes.tags[child] != TEXT),
            key=lambda child: totals[child],
            default=-1,
        )
        if heir < 0 or totals[heir] < _MOST * totals[here] or nodes.tags[heir] == "p":
            break
        here = heir
        if here in wrappers:
            known = here
    return known if known >= 0 and totals[known] >= _MOST * totals[root] else here


def _widened(nodes: Nodes, totals: list[float], here: int, root: int, anchor: int) -> int:
    """Up again, at most to ``root``, while the element's siblings are prose, or stand between title and body and are
    no info line: its parent is the body and it only the longest part."""
    widest = here
    while here > root:
        above = nodes.parents[here]
        beside = [child for child in nodes.children(above) if child > anchor and child != here]
        if any(
            _is_prose(nodes, child, totals) or (anchor >= 0 and child < here and _is_head_of_body(nodes, child))
            for child in beside
        ):
            widest = above
        elif nodes.tags[above] not in TABLE_PARTS:
            break
        here = above
    return widest


def _is_head_of_body(nodes: Nodes, index: int) -> bool:
    """Whether what stands between the title and the longest part of the body belongs to the body."""
    informed = False
    for line in read_lines(nodes, index, nodes.ends[index]):
        text = line.text
        if is_info_line(text):
            informed = True
        elif len(text) > 3 and not line.is_heading and text[0] not in "—－" and not is_after(text):
            beside_date = informed and len(text) <= UNLABELLED and not any(mark in text for mark in PUNCTUATION)
            if not beside_date and not is_editor_line(text):
                return True
    return False


def _is_prose(nodes: Nodes, index: int, totals: list[float]) -> bool:
    """Whether an element beside the body reads like part of it: a paragraph or bare text, no chrome."""
    if totals[index] <= 0:
        return False
    tag, attributes = nodes.tags[index], nodes.attributes[index]
    if tag in _CHROME_TAGS or _CHROME_NAME.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
        return False
    text = nodes.text(index).strip()
    if is_after(text) or is_editor_line(text):
        return False
    if tag == TEXT or tag == "p" or tag not in BLOCK_TAGS:
        return bool(text) and not (DATED.search(text) and LABEL.search(text))
    inside = nodes.tags[index : nodes.ends[index]]
    return len(text) >= 20 and _SENTENCE.search(text) is not None and inside.count("a") <= 2 and "input" not in inside
