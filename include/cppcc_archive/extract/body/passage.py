"""The body of a page nobody knows: the run of lines that reads as the article.

Every line below the title has a kind, and a kind a weight (:class:`Kind`): prose much, a plain line a little, what
stands beside and below articles less than nothing. The body is the run of lines with the greatest sum. So a notice of
one sentence is found where nothing else is, a signature is worth its line, and a pager ends the article without a rule
for it. A short line in another box than the prose loses what it is worth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from cppcc_archive.extract.blocks import read_table
from cppcc_archive.extract.chrome import (
    has_clock,
    is_after,
    is_editor_line,
    is_footer,
    is_index_label,
    is_index_line,
    is_info_line,
    is_site_footer,
    is_toolbar,
    letters,
    opens_other_section,
)
from cppcc_archive.extract.elements import BLOCK_TAGS, HEADING_TAGS
from cppcc_archive.extract.links import is_file, is_file_name
from cppcc_archive.extract.nodes import Line, Nodes


class Kind(NamedTuple):
    """What a line is. ``weight`` counts once, ``each`` for every letter up to :data:`_LONG`; ``closes``: what stands
    below it belongs to the article only where the article's own paragraphs stand."""

    name: str
    weight: float
    example: str
    each: float = 0.0
    closes: bool = False


PROSE = Kind("prose", 8, "会议指出，要广泛凝聚共识。", each=0.5)
CLOSING = Kind("whom a letter greets, who signs it, its day", 6, "各位委员：; 县政协办公室; 2025年1月7日")
PLAIN = Kind("a plain line", 3, "附件：登记表")
FILE = Kind("a link to a file", 2, "登记表.doc")
ROW = Kind("a link to another article", -14, "县政协召开党组会议")
LINK = Kind("another link", -6, "更多>>")
TEASER = Kind("a text that breaks off", -6, "县政协召开会议，学习传达…")
INFO = Kind("an info line", -8, "发布时间：2025-01-07 来源：办公室")
FORM = Kind("a field of the form an office files articles in", -2, "索引号")
BUTTONS = Kind("buttons", -8, "【打印】【关闭】", closes=True)
EDITOR = Kind("who edited the page", -5, "责任编辑：何远山", closes=True)
AFTER = Kind("what stands below articles", -14, "上一篇：没有了", closes=True)
SECTION = Kind("the heading of another section", -40, "相关文章", closes=True)
FOOT = Kind("the page's foot", -60, "版权所有：青沙县政协", closes=True)
BESIDE = Kind("a container named for what is beside", -20, '<div class="related">', closes=True)

_SECTION_NAME = 12
"""Letters of the name of a section."""
_NEAR = 12
"""Lines below within which an article goes on."""
_LABEL = 10
"""Letters of a form's label."""
_LONG = 120
"""Letters of a line that count."""
_ELSEWHERE = 8.0
"""What a short line loses that stands in another box than the prose."""
_HEAD, _SUBTITLES, _NAME, _LONGEST_SUBTITLE, _LONGEST_INFO = 10, 2, 16, 60, 160
"""Lines below a title among which its info line stands, letters of a name beside the date, of a second line of a title,
and of an element that holds an info line."""
_SENTENCE = re.compile(r"[。；！？]|，.*，|[，、].*[：:”]$")
_ROW_DATE = re.compile(r"[\[(（]?(?:(?:19|20)?\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])）]?")
_TELLS = re.compile(
    r"^(?![（(])(?=.*(?:\d{4}[-./年]\d|\d{8})).*(?:来源|稿源|编辑|作者|录入|发布人|供稿|浏览|点击|阅读)[^:：]{0,3}[:：]"
    r"|^[\u3400-\u9fff]{2,12}(?:网|报|社|发布|媒体中心|客户端|电视台)\s+\d{4}-\d\d-\d\d$"
)
_SIGNED = re.compile(r"^[\u3400-\u9fff、 \u3000]{2,30}(?:委员会|办公室|办公厅|委|局|部|处|组|政府|政协|中心)$")
_GREETED = re.compile(r"^(?:尊敬的|各位|各[\u3400-\u9fff]{2,12}[、：:]|同志们|全体|委员们).{0,40}[：:]$")
_DAY = re.compile(
    r"^[\s（(\[〔]*(?:(?:19|20|二[〇○0])\S{2}\s*年\s*)?\S{1,3}\s*月\s*\S{1,3}\s*日[\s）)\]〕]*$|^(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}$"
)
_CLOSING = 60  # characters of a note, a signature or its day
_MIXED = 0.3
"""Share of links in a line from which it is no prose."""
_HEADLINE = 8
"""Letters of another article's title."""
_ROWS, _DATA = frozenset({"tr", "td", "tbody"}), ("table", "with lines")
_BOXES = BLOCK_TAGS - HEADING_TAGS - {"p", "center", "blockquote", "pre"}
_FEW = 10.0
"""What a run is worth at least, to be an article without a title above."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines ``first`` up to ``last`` (exclusive) of a page, worth ``value``; ``left`` is the prose below the title that
    is not among them, in letters."""

    first: int
    last: int
    value: float
    left: int


def kind_of(nodes: Nodes, line: Line, linked: frozenset[int], beside: frozenset[int]) -> Kind:
    """What a line of a page is, by its words and links alone."""
    text = line.text
    if line.at in beside:
        return BESIDE
    if is_site_footer(text):
        return FOOT
    if opens_other_section(text):
        return SECTION
    if is_toolbar(text):
        return BUTTONS
    if is_after(text):
        return AFTER
    if is_editor_line(text):
        return EDITOR
    size = len(text)
    share = _linked_share(nodes, line, linked)
    if share > 0.6:
        return _link_kind(nodes, line, text)
    if is_index_line(text):
        return FORM
    tells = size < _LONGEST_SUBTITLE and ("20" in text or "19" in text) and _TELLS.search(text) is not None
    if is_info_line(text, below_title=tells or has_clock(text) or text[0] in "〔[【"):
        return INFO
    if size > 10 and text.endswith(("...", "…")) and not text.endswith("……"):
        return TEASER
    if share < _MIXED and (
        (size >= 10 and ("。" in text or _SENTENCE.search(text))) or (size > 3 and text[-1] in "。！？”")
    ):
        return PROSE
    if share == 0 and (_DAY.match(text) or _SIGNED.match(text) or _GREETED.match(text)):
        return CLOSING
    return PLAIN


def _closes(nodes: Nodes, line: Line) -> bool:
    """Whether a line stands at the right or is a note in brackets, as at the end of an article, or below a picture."""
    if len(line.text) > _CLOSING:
        return False
    box = _block(nodes, line)
    if (line.text[0] in "（(" and line.text[-1] in "）)") or nodes.tags[box] == "figcaption":
        return True
    attributes = nodes.attributes[box]
    return attributes.get("align") == "right" or "right" in (attributes.get("style") or "")


def _block(nodes: Nodes, line: Line) -> int:
    """The block element that a line stands in."""
    return next((above for above in nodes.ancestors(line.at) if nodes.tags[above] in BLOCK_TAGS), 0)


def _link_kind(nodes: Nodes, line: Line, text: str) -> Kind:
    above = next((index for index in nodes.ancestors(line.at) if nodes.tags[index] == "a"), -1)
    if above < 0:
        inside = nodes.within("a", line.at, line.end)
        above = inside[0] if inside else -1
    if (above >= 0 and is_file(nodes.attribute(above, "href"))) or is_file_name(text):
        return FILE
    return ROW if len(letters(text)) >= _HEADLINE else LINK


def _linked_share(nodes: Nodes, line: Line, linked: frozenset[int]) -> float:
    """The share of a line's letters in links, a row's date not counted."""
    if line.end == line.at + 1:
        return 1.0 if line.at in linked else 0.0
    count = sum(len(letters(nodes.texts[index])) for index in range(line.at, line.end) if index in linked)
    if not count:
        return 0.0
    return count / max(1, len(letters(_ROW_DATE.sub("", line.text))))


def find_passage(
    nodes: Nodes, lines: Sequence[Line], title: int, linked: frozenset[int], beside: frozenset[int]
) -> Passage | None:
    """The run of lines that is the article below the line ``title`` (-1: no title is known); None for none."""
    head = _behind_head(nodes, lines, title)
    below = lines[head:]
    kinds = _with_forms(nodes, below, [kind_of(nodes, line, linked, beside) for line in below])
    limit = _limit(nodes, lines[title], below, kinds) if title >= 0 else len(kinds)
    values = _values(nodes, below, kinds, limit, lines[head - 1].end if head else 0)
    best = _best_run(values)
    if best is None or (title < 0 and best[2] < _FEW):
        return None
    first, last, value = best
    return Passage(head + first, head + last, value, _left_out(below, kinds, first, last))


def _left_out(lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int) -> int:
    """The letters of prose before a run, and behind it up to where something else begins."""
    end = next((at for at in range(last, len(kinds)) if kinds[at].closes or kinds[at] in (ROW, LINK)), len(kinds))
    return sum(len(lines[at].text) for at in (*range(first), *range(last, end)) if kinds[at] is PROSE)


def _with_forms(nodes: Nodes, lines: Sequence[Line], kinds: list[Kind]) -> list[Kind]:
    """``kinds``, those of a form's labels and what stands in one row with them set right."""
    for at, line in enumerate(lines):
        if len(line.text) <= _LABEL and is_index_label(line.text):
            kinds[at] = FORM
            row = next((above for above in nodes.ancestors(line.at) if nodes.tags[above] in ("tr", "dl", "li")), -1)
            beside = lines[at + 1] if at + 1 < len(lines) and row >= 0 and lines[at + 1].at < nodes.ends[row] else None
            before = at > 0 and row >= 0 and lines[at - 1].at > row and kinds[at - 1] is not FORM
            if before or (beside is not None and is_index_label(beside.text)):
                kinds[at] = PLAIN  # the head of a table
                continue
            for after in range(at + 1, min(at + 2, len(lines))):
                if row >= 0 and lines[after].at < nodes.ends[row] and len(lines[after].text) < _LONGEST_SUBTITLE:
                    kinds[after] = FORM
    return kinds


def _behind_head(nodes: Nodes, lines: Sequence[Line], title: int) -> int:
    """The first line below title and info line: the lines between that tell date, source or hits, with names that stand
    in one element with them, and buttons."""
    head = title + 1
    if title < 0:
        return head
    box = _block(nodes, lines[title])
    if len(nodes.text(box)) < _LONGEST_INFO:
        while head < len(lines) and lines[head].at < nodes.ends[box]:
            head += 1  # the rest of a title broken over lines
    informed = -1
    for at in range(head, min(head + _HEAD, len(lines))):
        text = lines[at].text
        if is_toolbar(text):
            head = at + 1 if head == at else head
        elif is_info_line(text) and head >= at - _SUBTITLES:
            informed, head = at, at + 1
        elif informed >= 0 and len(text) <= _NAME and _beside(nodes, lines[title], lines[informed], lines[at]):
            head = at + 1
        elif informed >= 0 or len(text) > _LONGEST_SUBTITLE or text[-1] in "。！；：":
            break
    return head


def _beside(nodes: Nodes, title: Line, one: Line, other: Line) -> bool:
    """Whether two lines stand in one list or row that holds little else, and not the title."""
    above = next((index for index in nodes.ancestors(one.at) if nodes.ends[index] > other.at), 0)
    whole = nodes.text(above) if above > title.at else "。"
    return len(whole) < _LONGEST_INFO and "。" not in whole and other.text[-1] not in "：:"


def _best_run(values: Sequence[float]) -> tuple[int, int, float] | None:
    """The run with the greatest sum, the longest of equal ones: (first, last, sum)."""
    best: tuple[int, int, float] | None = None
    start, total = 0, 0.0
    for at, value in enumerate(values):
        if total <= 0:
            start, total = at, 0.0
        total += value
        if value > 0 and (best is None or total >= best[2]):
            best = start, at + 1, total
    return best


def _limit(nodes: Nodes, title: Line, below: Sequence[Line], kinds: Sequence[Kind]) -> int:
    """How many of the lines below the head may be the article's: those in the smallest element around title and text,
    and those behind it where prose goes on at once."""
    first = next((at for at, kind in enumerate(kinds) if kind.weight > 0), -1)
    if first < 0:
        return len(kinds)
    root = next((above for above in nodes.ancestors(title.at) if nodes.ends[above] > below[first].at), 0)
    while root > 0:
        inside = next((at for at, line in enumerate(below) if line.at >= nodes.ends[root]), len(below))
        said = sum(kind.weight > 0 for kind in kinds[:inside])
        goes_on = inside < len(kinds) and kinds[inside] is PROSE and not below[inside].is_heading
        in_row = (
            nodes.tags[root] in ("td", "tr", "p", "span", "font") and inside < len(kinds) and kinds[inside].weight > 0
        )
        if not (goes_on or in_row or (said < 2 and inside < len(kinds) and kinds[inside].weight > 0)):
            return inside
        root = nodes.parents[root]
    return len(kinds)


def _values(nodes: Nodes, lines: Sequence[Line], kinds: Sequence[Kind], limit: int, head: int) -> list[float]:
    """What each line is worth where it stands: a short one little outside the boxes that hold the prose."""
    values: list[float] = []
    boxes: set[tuple[int, str, str]] = set()
    places: set[tuple[int, str]] = set()
    closed = prose = False

    def following(at: int) -> tuple[int, str, str] | None:
        goes_on = at + 1 < limit and kinds[at + 1].weight > 0
        return _box_of(nodes, lines[at + 1], head) if goes_on else None

    for at, (line, kind) in enumerate(zip(lines[:limit], kinds, strict=False)):
        value = kind.weight + kind.each * min(len(line.text), _LONG)
        if kind.weight > 0:
            box, place = _box_of(nodes, line, head), nodes.place_of(line.at)
            if place in places:
                pass
            elif closed or (kind is PROSE and at and kinds[at - 1] is ROW):
                value = -4.0
            elif kind is PLAIN and kinds[at + 1 : at + 3] == [ROW, ROW] and len(line.text) <= _SECTION_NAME and boxes:
                value, closed = SECTION.weight, True
            elif (kind is PROSE or not boxes or _is_among(box, boxes)) and not is_footer(line.text):
                boxes.add(box)
                places.add(place)
                prose = prose or kind is PROSE or (len(places) > 0 and head > 0)
            elif not (_closes(nodes, line) or _is_amid(values, following(at), boxes)):
                value -= _ELSEWHERE
            if is_footer(line.text) and place not in places:
                value = INFO.weight
        elif kind is BESIDE and any(
            kinds[after] is PROSE and nodes.place_of(lines[after].at) in places
            for after in range(at + 1, min(at + _NEAR, limit))
        ):
            value = 0.0  # a box in the middle of the article
        elif kind.closes and _is_between(nodes, lines, kinds, at, limit):
            value = PLAIN.weight
        elif kind is EDITOR and nodes.place_of(line.at) in places and kinds[at + 1 : at + 2] not in _FOLLOWED:
            value = 1.0  # typed into the article like its other paragraphs
        elif kind.closes and prose:
            closed = True
        values.append(value)
    return values


def _is_among(box: tuple[int, str, str], boxes: set[tuple[int, str, str]]) -> bool:
    """Whether a box is one of the article's, or a table with lines beside them."""
    return box in boxes or (box[1:] == _DATA and any(box[0] == one[0] for one in boxes))


def _is_amid(values: Sequence[float], following: tuple[int, str, str] | None, boxes: set[tuple[int, str, str]]) -> bool:
    """Whether one line of another make stands between two of the article's (a speaker's name)."""
    return bool(values) and values[-1] > 0 and following is not None and _is_among(following, boxes)


_FOLLOWED = ([SECTION], [AFTER], [BUTTONS], [ROW])
"""Kinds below an editor's name that make it the template's."""


def _is_between(nodes: Nodes, lines: Sequence[Line], kinds: Sequence[Kind], at: int, limit: int) -> bool:
    """Whether prose stands below a line at just its place, and it has no link: it was typed into the article."""
    line = lines[at]
    if nodes.within("a", line.at - 1, line.end):
        return False
    place = nodes.place_of(line.at)
    return any(
        kinds[after] is PROSE and nodes.place_of(lines[after].at) == place
        for after in range(at + 1, min(at + _NEAR, limit, len(lines)))
    )


def _box_of(nodes: Nodes, line: Line, head: int) -> tuple[int, str, str]:
    """The outermost element around a line that begins behind the head, told by what it is in, its tag and class: the
    container of all its lines, or a paragraph beside others like it."""
    here = line.at
    for above in nodes.ancestors(line.at):
        if above < head:
            break
        here = above
    if nodes.tags[here] in _ROWS:
        # A layout's rows are no paragraphs of one container.
        return here, "", ""
    if nodes.tags[here] == "table" and nodes.attribute(here, "border") not in ("", "0"):
        return nodes.parents[here], *_DATA
    if nodes.tags[here] not in _BOXES:
        return nodes.parents[here], "", ""
    return nodes.parents[here], nodes.tags[here], nodes.attribute(here, "class")


def span_of(nodes: Nodes, lines: Sequence[Line], found: Passage, behind: int) -> tuple[int, int]:
    """The nodes that a passage's lines and the pictures among them take up: from behind the line above it (a data table
    that begins after ``behind``, the end of the title, is taken whole) to the end of the outermost element that ends
    before the line below."""
    start = lines[found.first - 1].end if found.first else 0
    head = lines[found.first].at
    after = lines[found.last].at if found.last < len(lines) else len(nodes.tags)
    end = lines[found.last - 1].end
    for above in nodes.ancestors(lines[found.last - 1].at):
        if nodes.ends[above] > after or above < start:
            break
        end = nodes.ends[above]
    for above in nodes.ancestors(head):
        if above < start or nodes.ends[above] > after:
            break
        head = above
    table = next((above for above in nodes.ancestors(head) if nodes.tags[above] == "table"), 0)
    if table > behind and read_table(nodes, table) is not None:
        head = table
    return head, max(end, lines[found.last - 1].end)


def in_form(nodes: Nodes, title: Line) -> bool:
    """Whether a title stands in a form's field, in one row with its label: what is above it in the form belongs to the
    article too."""
    row = next((above for above in islice(nodes.ancestors(title.at), 5) if nodes.tags[above] == "tr"), -1)
    if row < 0:
        return False
    cells = [text for child in nodes.children(row) if (text := nodes.text(child).strip())]
    return len(cells) > 1 and len(cells[0]) <= _SECTION_NAME
