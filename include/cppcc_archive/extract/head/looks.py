"""How a title's line looks: in what element, how large, and what else stands in it (公开, 原创, 置顶)."""

from __future__ import annotations

import re

from cppcc_archive.extract.chrome import letters
from cppcc_archive.extract.elements import BLOCK_TAGS, HEADING_TAGS
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.text import one_line

BADGES = 12  # letters of all that stands beside a title in its line
_BADGE, _SHORTEST = 4, 4  # letters of a badge, and of a title
_BADGE_TAGS = frozenset({"a", "em", "i", "label", "mark", "small", "sup"})
_OPEN = ("[", "［", "〔")  # how a badge begins that is set apart by nothing but its brackets

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:\w*title|\w*tit|\w{0,3}bt|\w*biaoti|\w*_bt|headline|\w*subject)\d*(?:$|[\s_-])", re.IGNORECASE
)
_BIG = re.compile(
    r"font-size\s*:\s*(?:(?:2\d|3\d)(?:\.\d+)?(?:px|pt)|1[89]px|1[6-9]pt|x+-?large)|font:\s*[^;]*\b2\d(?:px|pt)"
)


def titled_part(nodes: Nodes, line: Line, *titles: str) -> str:
    """What a line says without badges: the part of it, elements being whole, that one of the titles has all letters of;
    where that is none, without short phrases at its ends that are made otherwise than what stands beside them."""
    if line.end - line.at < 2 or letters(line.text) in titles:
        return line.text
    pieces = [at for at in range(line.at, line.end) if nodes.texts[at].strip() and at not in nodes.unseen]
    whole = letters(line.text)
    wanted = [title for title in titles if title and title in whole]
    for size in range(len(pieces) - 1, 0, -1) if wanted else ():
        for first in range(len(pieces) - size + 1):
            part = _said(nodes, pieces[first : first + size])
            if letters(part) in wanted:
                return part
    first, last = 0, len(pieces)
    while last - first > 1 and _is_badge(nodes, pieces[first], pieces[first + 1]):
        first += 1
    while last - first > 1 and _is_badge(nodes, pieces[last - 1], pieces[last - 2]):
        last -= 1
    part = _said(nodes, pieces[first:last])
    return part if last - first < len(pieces) and len(letters(part)) >= _SHORTEST else line.text


def _said(nodes: Nodes, pieces: list[int]) -> str:
    return one_line("".join([nodes.texts[at] for at in range(pieces[0], pieces[-1] + 1) if at not in nodes.unseen]))


def _is_badge(nodes: Nodes, at: int, beside: int) -> bool:
    """Whether a text is a short word alone in a phrase, made otherwise than the text ``beside`` it."""
    text, phrase, other = nodes.texts[at].strip(), nodes.parents[at], nodes.parents[beside]
    if nodes.tags[phrase] in BLOCK_TAGS or letters(nodes.text(phrase)) != letters(text):
        return False
    if sum(map(str.isalnum, text)) > _BADGE or not text.strip("[]［］〔〕").isalnum():
        return False
    made, its = ((nodes.tags[one], nodes.attribute(one, "class")) for one in (phrase, other))
    is_named = made[1] != "" and (its[1] == "" or its[0] in BLOCK_TAGS)
    return made != its and (made[0] in _BADGE_TAGS or text.startswith(_OPEN) or is_named)


def around(nodes: Nodes, line: Line) -> tuple[int, int, int, bool, int]:
    """The block a line stands in, the level of its heading (0: none), in how many ways of large, bold and in the middle
    it is printed, whether an element is named for titles, and the links inside."""
    heading, named, box = 0, False, 0
    bold = large = centred = False
    for depth, above in enumerate(nodes.ancestors(line.at)):
        tag, attributes = nodes.tags[above], nodes.attributes[above]
        if tag in HEADING_TAGS and not heading:
            heading = int(tag[1])
        bold = bold or tag in ("b", "strong", "big")
        centred = centred or tag == "center"
        if attributes:
            style = attributes.get("style") or ""
            centred = centred or attributes.get("align") in ("center", "middle")
            large = large or (tag == "font" and (attributes.get("size") or "0").lstrip("+") in "4567")
            if style:
                large = large or _BIG.search(style) is not None
                centred = centred or ("text-align" in style and "center" in style)
            name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
            named = named or (len(name) > 2 and _NAMED.search(name) is not None)
        if tag in BLOCK_TAGS:
            box = box or above
            if depth > 2 or nodes.ends[above] > line.end + 6:
                break
    return (
        box,
        heading,
        bold + large + centred,
        named,
        nodes.tags[line.at : line.end].count("a") + (nodes.tags[nodes.parents[line.at]] == "a"),
    )
