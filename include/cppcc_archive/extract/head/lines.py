"""What the markup of a line in the head says: how a title is printed and what else stands in its line (公开, 置顶),
where each field of an info line ends, and which value stands beside which label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from cppcc_archive.extract.chrome import (
    BRACKETS,
    LONGEST_INFO,
    is_bare_label,
    is_footer,
    is_info_line,
    letters,
    told_names,
)
from cppcc_archive.extract.elements import BLOCK_TAGS, HEADING_TAGS
from cppcc_archive.extract.head.clues import EARLIEST
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.dates import FoundDate, dates_in
from cppcc_archive.markup.text import one_line, with_labels_closed

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

_LONGEST_LABEL, _LONGEST_DAY, _LENGTH_OF_DAY = 12, 24, 8  # characters of a label, of a day, of one of two-digit parts
_LABEL_ENDS = (":", "：", "时间", "日期", "来源", "稿源", "作者", "发布机构")
_BESIDE_DAY = re.compile(r"[\s\[\]【】〔〕()（）]|星期.|周[一二三四五六日]")
_MOST_LABELS = 6  # labels in a row of them
_FIELD = re.compile(r"[^:：]{1,10}[:：]\s*[^\s:：].*", re.DOTALL)
_LABEL_END = re.compile(r"[:：]\s*$")
_SHORT_DAY = re.compile(r"\d\d-\d\d-\d\d")
"""A day that stands alone, its year of two digits: elsewhere it may be anything, and is no date (``[25-01-07]`` is)."""
_MAY_INFORM = re.compile(r"199\d|20[0-3]\d|[源〇]|间：|记者|通讯员|口述|\d\d-\d\d[\]】〕〗]")
_APART = "\u3000\u3000"  # the end of a field


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
            part = _text_of(nodes, pieces[first : first + size])
            if letters(part) in wanted:
                return part
    first, last = 0, len(pieces)
    while last - first > 1 and _is_badge(nodes, pieces[first], pieces[first + 1]):
        first += 1
    while last - first > 1 and _is_badge(nodes, pieces[last - 1], pieces[last - 2]):
        last -= 1
    part = _text_of(nodes, pieces[first:last])
    return part if last - first < len(pieces) and len(letters(part)) >= _SHORTEST else line.text


def _text_of(nodes: Nodes, pieces: list[int]) -> str:
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
            centred = centred or (attributes.get("align") or "").lower() in ("center", "middle")
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
    links = nodes.tags[line.at : line.end].count("a") + (nodes.tags[nodes.parents[line.at]] == "a")
    return box, heading, bold + large + centred, named, links


def plausible(text: str) -> list[FoundDate]:
    return [found for found in dates_in(text) if found.when.year >= EARLIEST]


def is_day(line: str) -> bool:
    """Whether a line is a day and nothing else."""
    found = next(iter(plausible(line)), None) if len(line) <= _LONGEST_DAY else None
    return found is not None and not _BESIDE_DAY.sub("", line[: found.start] + line[found.end :])


def tells_day(text: str) -> bool:
    """Whether a line says when or by whom an article was published."""
    may = len(text) < LONGEST_INFO and (_MAY_INFORM.search(text) is not None or text.startswith(BRACKETS))
    return may and is_info_line(text)


def labelled_lines(lines: Sequence[str]) -> list[str]:
    """The lines, a label alone in its line (in a table cell of its own) joined to what it labels: a row of labels to
    the row below it, cell by cell."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        line, label = with_labels_closed(lines[at]), found[-1] if found else ""
        row = _row_of_labels(lines, at) if is_bare_label(line) else []
        if row:
            found += [_joined(label, value) for label, value in row]
            at += 2 * len(row)
            continue
        is_label = label and len(label) <= _LONGEST_LABEL and (is_bare_label(label) or label.endswith(_LABEL_ENDS))
        if is_label and is_bare_label(line):
            found[-1:] = [_joined(label, ""), line]  # a field that stands empty
        elif is_label and not is_footer(line):
            found[-1] = _joined(label, line)
        else:
            found.append(f"[{line}]" if len(line) == _LENGTH_OF_DAY and _SHORT_DAY.fullmatch(line) else line)
        at += 1
    return found


def _row_of_labels(lines: Sequence[str], at: int) -> list[tuple[str, str]]:
    """The labels in a row from a line on, each with what stands below it."""
    labels = list(takewhile(is_bare_label, lines[at : at + _MOST_LABELS]))
    row = list(zip(labels, lines[at + len(labels) : at + 2 * len(labels)], strict=False))
    # Days, and days alone, stand below the labels of days, and no labels below labels.
    is_row = 1 < len(row) == len(labels) and all(
        label.rstrip(":：").endswith(("时间", "日期")) == is_day(value) and not is_bare_label(value)
        for label, value in row
    )
    return row if is_row else []


def _joined(label: str, value: str) -> str:
    return f"{label}：{value}" if label[-1] not in ":：" and is_bare_label(label) else label + value


def parted(nodes: Nodes, line: Line) -> str:
    """The line's text, with two wide spaces where a field ends or begins, a colon behind a label in its own element.

    A field ends with its element (``<span>来源：青沙县政协</span>评论``), at a link (``来源：青沙县政协 <a>评论</a>``),
    a label (``<label>来源</label>青沙县政协<label>作者</label>``), a day (``<i>青沙日报</i><i>2025-01-07</i>``) or hits
    (``<i>青沙日报</i><i>12人看过</i>``).
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
    label = one_line(nodes.texts[other])
    if (
        is_bare_label(label)
        or (len(label) <= _LONGEST_LABEL and _LABEL_END.search(label) and nodes.parents[one] != nodes.parents[other])
        or is_day(text)
        or is_day(nodes.texts[other].strip())
        or (label and told_names(label) == ())
    ):
        return _APART
    if nodes.tags[nodes.parents[other]] == "a" and nodes.parents[other] > one:
        return _APART
    for box in nodes.ancestors(other):
        if box <= one:
            break
        if _FIELD.match(one_line(nodes.text(box))):
            return _APART
    for box in nodes.ancestors(one):
        if nodes.tags[box] in BLOCK_TAGS or nodes.ends[box] > other:
            return ""
        if _FIELD.match(one_line(nodes.text(box))):
            return _APART
    return ""
