"""An info line as its elements part it: where a field ends is told by markup, not only by words."""

from __future__ import annotations

import re

from cppcc_archive.extract.chrome import LONGEST_INFO, is_bare_label
from cppcc_archive.extract.elements import BLOCK_TAGS
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.dates import first_date
from cppcc_archive.markup.text import one_line

_APART = "\u3000\u3000"  # as :mod:`info` reads it, the end of a field
_LONGEST_DAY = 24  # characters of a day alone in an element
_FIELD = re.compile(r"[^:：]{1,10}[:：]\s*[^\s:：].*", re.DOTALL)
_LABEL_END = re.compile(r"[:：]\s*$")
_DAY_ONLY = re.compile(r"[\d年月日/.:：T\s-]+")


def parted(nodes: Nodes, line: Line) -> str:
    """The line's text, with two wide spaces where a field ends, and a colon behind a label in an element of its own.

    A field ends with its element (``<span>来源：青沙县政协</span>评论``), at a link (``来源：青沙县政协 <a>评论</a>``),
    a label (``<label>来源</label>青沙县政协<label>作者</label>``) or a day (``<i>青沙日报</i><i>2025-01-07</i>``).
    """
    if line.end <= line.at + 1 or len(line.text) > LONGEST_INFO:
        return line.text
    parts: list[str] = []
    before = -1
    for at in range(line.at, line.end):
        text = nodes.texts[at]
        if not text or at in nodes.unseen:
            continue
        if not text.isspace():
            if before >= 0:
                parts.append(_between(nodes, before, at))
            before = at
        parts.append(text)
    return one_line("".join(parts))


def _between(nodes: Nodes, one: int, other: int) -> str:
    """What parts two texts of a line."""
    text = nodes.texts[one].strip()
    if _LABEL_END.search(text):
        return ""
    if nodes.parents[one] != nodes.parents[other] and is_bare_label(text):
        return "："
    if is_bare_label(one_line(nodes.texts[other])) or _is_day(text) or _is_day(nodes.texts[other].strip()):
        return _APART
    if nodes.tags[nodes.parents[other]] == "a" and nodes.parents[other] > one:
        return _APART
    for box in nodes.ancestors(one):
        if nodes.tags[box] in BLOCK_TAGS or nodes.ends[box] > other:
            return ""
        if _FIELD.match(one_line(nodes.text(box))):
            return _APART
    return ""


def _is_day(text: str) -> bool:
    return len(text) <= _LONGEST_DAY and _DAY_ONLY.fullmatch(text) is not None and first_date(text) is not None
