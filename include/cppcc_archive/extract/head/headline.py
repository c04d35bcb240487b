"""The title of an article, with the lines above and below that belong to it (引题, 副题)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from cppcc_archive.extract.chrome import GREETING, is_furniture, is_info_line, is_toolbar, letters
from cppcc_archive.extract.elements import BLOCK_TAGS, HEADING_TAGS
from cppcc_archive.extract.filing import is_label
from cppcc_archive.extract.head.candidates import PLACE, SECTION, TITLES, candidates
from cppcc_archive.extract.head.clues import MOST_LANDMARKS, Clues, Hint
from cppcc_archive.extract.head.evidence import TOLD, Teller, Told
from cppcc_archive.extract.head.lines import BADGES, around, is_day, titled_part
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.text import one_line

_SEPARATOR = re.compile(
    r"\s*(?:[-_|｜丨—–]{1,3}|>>|::|»|·\s(?=[^·]*$)|\s(?=\S{2,12}(?:数字报|电子报|[日晚]报|政协网|政协)$))\s*"
)
_SITE_WORD = re.compile(
    r"Powered\sby|网|政府$|政协$|政协[^的]{0,6}委员会|门户|网站|委员会$|平台|数字报|电子报|官网|首页|频道|新闻中心|信息中心|管理局|学院|大学|中心$|日报|晚报|公报$|馆$|[局厅部院办处]$|(?:[协学商工]|联合|联谊|促进|研究)会$"
)
_SITE_END = re.compile(
    r"(?:网|网站|门户|数字报|电子报|政府|政协|政协.{2,8}委员会|政治协商会议.{2,12}委员会|(?:管理|提案|办公|履职)系统)$"
)
_SURELY_SITE = re.compile(r"(?:网|网站|门户|平台|数字报|电子报|频道|客户端)$")
_DOCUMENT = re.compile(
    r"(?:办法|规定|规则|细则|制度|条例|章程|报告|通知|通报|意见|建议|方案|公告|公示|决定|决议|要点|总结|计划|名单|讲话|致辞|发言|提案|答复)"
    r"(?:[（(].*)?$"
)
"""What a document is called, and no site."""
_DOCUMENT_NAME = 10  # letters of a document's name; less is a column's
_NO_TITLE = re.compile(
    r"(?:new ?page|untitled|无标题|未命名|新建|document|index|标题|文章|内容|页面|网页|详情|正文)\w{0,6}\s*\d*",
    re.IGNORECASE,
)
"""What programs call a page that nobody gave a title."""
_SHORTEST_SUBTITLE = 5  # letters; less is an author's name
_INTRODUCTION = re.compile(
    r"(?:^|[\s_-])(?:pre|(?:pre|up|top|lead|eyebrow|over)[_-]?(?:title|tit|line|bt)|yin_?(?:ti|biaoti|bt)|ytitle|yt|jian_?(?:ti|biaoti|bt)|mei_?ti|intro\w*|shoulder|kicker|eyebrow)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SHORTEST_INTRODUCTION = 7  # letters of a line above the title that no section's name has
_ENDS = "。！？；：:"
DASHES = ("—", "－", "--", "―")  # what a second line of a title begins with, and a first one ends in
_LEVELS = 5  # elements between a line and its heading
_BROKEN = 8  # letters from which a title may be broken over lines
_STEP = re.compile(r"[>＞»›→/\-–—|｜:：]+")
_LONGEST_NAME, _LONGEST_SITE = 12, 20  # letters of a column's name, and of a site's
_WORD = re.compile(r"\w")
_HAN = r"[\u3400-\u9fff]"
_PERSON = rf"{_HAN}(?:\s+{_HAN}|\s*{_HAN}\s*{_HAN}(?<![网报社讯局部办县区市]))"
_SPEAKER = re.compile(rf"(?:[\u3400-\u9fff、·（）()]{{3,24}}\s+)?{_PERSON}(?:[\s、]+{_PERSON}){{0,3}}|{_HAN}{{2,20}}组")
_DAY = r"[\d〇零○一二三四五六七八九]{4}\s?年.{1,4}月"
_GIVEN = re.compile(rf"[（(]\s*{_DAY}[^（()）]{{2,60}}[)）]|[—－―-]+\s*{_DAY}.{{2,60}}")
"""Who speaks or wrote, and when it was said: lines below a title that are the article's."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The title, the lines around it, and which head line it was read from (-1: none)."""

    title: str | None
    subtitles: tuple[str, ...] = ()
    at: int = -1


def read_headline(
    nodes: Nodes,
    clues: Clues,
    head: Sequence[Line],
    outside: int,
    told: Sequence[Told],
    hint: Callable[[], Hint],
    start: int,
) -> Headline:
    """Choose the title.

    ``head`` are lines in order, the first ``outside`` of them above the body, ``told`` what the layout, the listing,
    the metas, an element that the site's CMS uses for titles and the search for the body call the article, best first;
    ``hint`` tells what else it may be called, and what a column's or the site's name is; the body begins at ``start``.
    """
    lines = [line.text for line in head]
    names = {letters(name) for name in (clues.meta("sitename"), clues.meta("columnname")) if name}
    page_title = letters(clues.title)
    if named := TOLD.best(one for one in told if len(letters(one.text)) > 1 and letters(one.text) not in names):
        text, short = named.text, letters(named.text)
        at = _matching(lines, outside, short)
        by_body = any(one.place is Teller.BODY and one.text == text for one in told)
        is_part = by_body and at >= 0 and short in page_title and short == letters(lines[at])
    else:
        seen = hint()
        best = TITLES.best(candidates(nodes, head, seen._replace(names=seen.names | names)))
        if best is None:
            return Headline(_unprinted(nodes, clues, seen.names, start))
        text, at = best.text, best.at
        is_part = text == lines[at] and 0 < best.told < 1 and best.short in page_title
    if is_part:
        return _joined(lines, at, page_title, clues)
    if at >= 0 and text == lines[at]:
        text = broken_title(nodes, head, at)
        if text == lines[at] and letters(text) not in page_title:
            text = titled_part(nodes, head[at])
    elif named:
        text = _longer(text, lines)
    return _with_lines_around(text, lines, at, clues)


def _unprinted(nodes: Nodes, clues: Clues, names: frozenset[str], start: int) -> str | None:
    """The title where no line is it: what ``<title>`` says, unless that names the site or nothing; what the page is to
    be called where it is shared, or the last picture above the body is that stands where titles do."""
    title, _ = without_site(clues)
    short = letters(title)
    told = None if _NO_TITLE.fullmatch(short) else title or None
    if told and short not in names:
        return told
    return without_site(replace(clues, title=clues.shared))[0] or _pictured(nodes, start) or told


def _pictured(nodes: Nodes, before: int) -> str:
    """What the last picture before a node is called that stands where titles do (as a heading, or right above the info
    line): the title is drawn on it."""
    for at in reversed(nodes.within("img", 0, before)):
        name = one_line(nodes.attribute(at, "alt"))
        _, heading, _, is_named, links = around(nodes, Line(name, at, False, at + 1))
        below = [line.text for line in nodes.lines_between(at, before)]
        heads_info = len(name) >= _DOCUMENT_NAME and bool(below) and all(map(is_info_line, below))
        if len(letters(name)) >= _SHORTEST_SUBTITLE and (heading or is_named or heads_info) and not links:
            return name
    return ""


def without_site(clues: Clues, columns: Collection[str] = ()) -> tuple[str, list[str]]:
    """``<title>`` without the names of site and column behind (or before) the article's, and those names; without those
    of ``columns`` behind it, too."""
    site = letters(clues.meta("sitename"))
    parts, marks = _SEPARATOR.split(clues.title), _SEPARATOR.findall(clues.title)
    names = []
    for end in (-1, 0):
        while len(parts) > 1 and _is_site(parts[end], site, last=end < 0):
            if end < 0 and "——" in marks[end] and not _SITE_END.search(parts[end]):
                break  # a second line (——访县政协委员何远山)
            names.append(parts.pop(end))
            marks.pop(end)
    while len(parts) > 1 and letters(parts[-1]) in columns:
        parts.pop()
        marks.pop()
    title = "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True)).strip()
    return title if _WORD.search(title) else "", names


def hint_of(nodes: Nodes, clues: Clues, row: str) -> Hint:
    """What the page is called by itself and by the listing (``row``), and what site and columns are called."""
    _, site = without_site(clues)
    parts = {letters(part) for part in _SEPARATOR.split(clues.title)}
    surely = (part for part in (*site, *parts) if _SITE_END.search(letters(part)) or _SURELY_SITE.search(letters(part)))
    names = {letters(name) for name in (clues.meta("sitename"), clues.meta("columnname"), *surely) if name}
    ways = [letters(nodes.text(index)) for index in clues.landmarks.ways[:MOST_LANDMARKS]]
    steps = {step for way in ways for step in _STEP.split(way) if len(step) <= _LONGEST_NAME}
    names |= steps
    short = letters(clues.meta("articletitle") or without_site(clues, steps)[0])
    if _NO_TITLE.fullmatch(short) or (_SITE_END.search(short) and len(short) <= _LONGEST_SITE):
        names.add(short)
        shared = letters(without_site(replace(clues, title=clues.shared))[0])
        short = "" if shared in names or _SITE_END.search(shared) else shared
    return Hint(short, frozenset(parts - names), frozenset(names - {short, ""}), row, letters(clues.title))


def names_site(name: str) -> bool:
    """Whether a name can only be a site's."""
    return _SURELY_SITE.search(letters(name)) is not None


def _is_site(part: str, site: str, last: bool) -> bool:
    short = letters(part)
    if not _WORD.search(short) or (site and (short in site or site in short)):
        return True
    if len(short) >= _DOCUMENT_NAME and _DOCUMENT.search(short):
        return False
    is_office = last and len(short) < _DOCUMENT_NAME and ("政协" in short or "政府" in short)
    return is_office or (len(short) <= 24 and (_SITE_WORD if last else _SITE_END).search(short) is not None)


def broken_title(nodes: Nodes, lines: Sequence[Line], at: int) -> str:
    """A title and what stands in its element before and behind a line break: a long one broken in the middle. A second
    line (——副题), a name and an info line are none of it."""
    told = lines[at].text
    own = nodes.parents[lines[at].at]
    # Of lines in one box those that stand in one phrase, printed like each other.
    is_phrase = [nodes.parents[line.at] for line in lines[max(at - 1, 0) : at + 2]].count(own) > 1
    box_of = nodes.parents.__getitem__ if is_phrase and nodes.tags[own] not in BLOCK_TAGS else nodes.block_around
    box = box_of(lines[at].at)
    while at > 0 and box_of(lines[at - 1].at) == box and not is_info_line(lines[at - 1].text):
        at -= 1
    first = lines[at].text
    if len(letters(first)) < (_SHORTEST_SUBTITLE if nodes.tags[box] in HEADING_TAGS else _BROKEN) or first[-1] in _ENDS:
        return told
    parts = [first]
    for line in lines[at + 1 : at + 3]:
        text = line.text
        is_long = len(text) >= _SHORTEST_SUBTITLE or _DOCUMENT.search(text) is not None
        is_part = box_of(line.at) == box and is_long and text[-1] not in _ENDS
        if not is_part or text.startswith((*DASHES, "（", "(")) or is_info_line(text):
            break
        parts.append(text)
    whole = "".join(parts)
    # More lines than a title has: they are the article's, apart by line breaks.
    return whole if told in whole and len(letters(nodes.text(box))) <= len(letters(whole)) + _BROKEN else told


def _matching(lines: list[str], outside: int, wanted: str) -> int:
    """The head line nearest the body that is the title (or begins it), one above the body first; -1 for none."""
    for at in (*range(outside - 1, -1, -1), *range(outside, len(lines))):
        short = letters(lines[at])
        begins = wanted.startswith(short) or short.startswith(wanted)
        is_within = wanted in short and len(short) <= len(wanted) + BADGES
        if short == wanted or ((begins or is_within) and 6 <= len(short) < 2 * len(wanted)):
            return int(at)
    return -1


def _longer(wanted: str, lines: list[str]) -> str:
    """The line's text where the meta was cut short (``…``)."""
    cut = wanted.rstrip(".…")
    longer = (line for line in lines if len(line) > len(wanted) and letters(line).startswith(letters(cut)))
    return next(longer, wanted) if cut != wanted else wanted


def _joined(lines: list[str], at: int, title: str, clues: Clues) -> Headline:
    """The title line with its neighbours that ``<title>`` holds as well: a title broken over lines."""
    first, last = at, at
    while first > 0 and letters(lines[first - 1]) + letters("".join(lines[first : last + 1])) in title:
        first -= 1
    while last + 1 < len(lines) and letters("".join(lines[first : last + 2])) in title:
        last += 1
    parts = lines[first : last + 1]
    below = next((number for number, line in enumerate(parts) if number and line.startswith(DASHES)), len(parts))
    found = _with_lines_around("".join(parts[:below]), lines, last, clues)
    return Headline(found.title, (*parts[below:], *found.subtitles), last)


def with_introduction(nodes: Nodes, found: Headline, head: Sequence[Line]) -> Headline:
    """``found`` with the 引题 that stands right above the title: a lesser heading beside the title's, or a line that is
    named for it, runs on with a dash, or has the box of the subtitle below."""
    if found.at < 1:
        return found
    above, title = head[found.at - 1], head[found.at]
    below = [line for line in head[found.at + 1 : found.at + 2] if line.text in found.subtitles]
    own, its = (nodes.around(line.at, HEADING_TAGS, _LEVELS) for line in (title, above))
    if its < 0:
        its = nodes.block_around(above.at)
        named = nodes.attribute(its, "class")
        alike = [nodes.attribute(nodes.block_around(line.at), "class") for line in below]
        is_its = above.text.endswith(DASHES) or (named != "" and alike == [named])
        fits = nodes.ends[its] <= nodes.block_around(title.at)
    else:
        headed = [nodes.tags[under] for line in below if (under := nodes.around(line.at, HEADING_TAGS, _LEVELS)) >= 0]
        is_its = len(letters(above.text)) >= _SHORTEST_INTRODUCTION or headed == [nodes.tags[its]]
        fits = own >= 0 and nodes.parents[own] == nodes.parents[its] and nodes.tags[its] > nodes.tags[own]
        fits = fits and not any(says(above.text) for says in (SECTION.match, PLACE.search, is_info_line, is_toolbar))
    if not fits or not (is_its or _INTRODUCTION.search(nodes.attribute(its, "class"))):
        return found
    return replace(found, subtitles=(above.text, *found.subtitles))


def spoken_lines(nodes: Nodes, lines: Sequence[Line], title: Line) -> list[Line]:
    """Those of the lines below a title that say who speaks and when: a name, a day in brackets or behind a dash. A name
    in one box with an info line tells who published the page; behind a label stands its value (办理状态 | 已办复)."""
    informs = [line for line in lines if is_info_line(line.text)]
    values = {value.at for label, value in pairwise(lines) if is_label(label.text)}

    def is_beside(line: Line) -> bool:
        boxes = (next((at for at in nodes.ancestors(line.at) if at <= one.at < nodes.ends[at]), 0) for one in informs)
        return any(box > title.at for box in boxes)

    return [
        line
        for line in lines
        if (_GIVEN.fullmatch(line.text) or (_SPEAKER.fullmatch(line.text) and not is_beside(line)))
        and line.at not in nodes.linked
        and line not in informs
        and line.at not in values
        and not (is_toolbar(line.text) or is_furniture(line.text) or is_label(line.text))
    ]


def opening_day(texts: Iterable[str], is_apart: bool) -> str:
    """The first of a text's lines if it is a day in brackets, and apart from the text below, or the next is nobody's
    name who speaks and greets nobody: of a speech it says when it was held. "" else."""
    first, after = [*islice(texts, 2), "", ""][:2]
    is_of_speech = not is_apart and (_SPEAKER.fullmatch(after) is not None or GREETING.match(after) is not None)
    return first if first.startswith(("（", "(")) and is_day(first) and not is_of_speech else ""


def _with_lines_around(title: str, lines: list[str], at: int, clues: Clues) -> Headline:
    """The title with its 引题 and 副题: from the metas, or lines between the title and the info line."""
    named = tuple(value for name in ("introtitle", "subtitle") if (value := clues.meta(name)))
    if named or at < 0:
        return Headline(title, named, at)
    below: list[str] = []
    for line in lines[at + 1 : at + 4]:
        if is_info_line(line) or is_toolbar(line):
            return Headline(title, tuple(below), at)
        if (
            len(letters(line)) >= _SHORTEST_SUBTITLE
            and letters(line) not in letters(title)
            and not (PLACE.search(line) or line[-1] in _ENDS)
        ):
            below.append(line)
    return Headline(title, tuple(line for line in below if line.startswith(DASHES)), at)
