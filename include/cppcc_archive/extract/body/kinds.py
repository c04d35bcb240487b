"""What a line of a page nobody knows is, by its words and links: prose, a signature, a pager, an info line …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cppcc_archive.extract import chrome, filing
from cppcc_archive.extract.elements import BLOCK_TAGS, HEADING_TAGS
from cppcc_archive.extract.head.lines import is_day
from cppcc_archive.extract.links import is_file, is_file_name
from cppcc_archive.extract.nodes import BOXES, Line, Nodes
from cppcc_archive.markup.dates import first_date
from cppcc_archive.markup.text import is_cut_short, one_line


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line is. ``weight`` counts once, ``each`` for every letter up to ``LONG``; ``closes``: what stands
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
TURNS = Kind("what turns a gallery's pictures", 0, "上一张 下一张")
CARD = Kind("what tells of another article amid this one", 0, "<div><a>县政协开会</a><p>会上强调了…</p></div>")
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

_LABEL = 10  # letters of a form's label, or of a button
_SLIDES = re.compile(
    r"\W*(?:(?:[上下前后]一(?:[张幅组][图片]?|图集?)|\d{1,2}\s*/\s*\d{1,2}|(?:支持)?键盘|(?:鼠标)?(?:点击|滑动)?(?:图片|屏幕)?(?:左右侧?)?可?翻页)[\s←→|]*)+\W*"
)


def turns_slides(text: str) -> bool:
    """Whether a line is a button that turns a gallery's pictures: captions stand below it as well as above."""
    return len(text) < 3 * _LABEL and _SLIDES.fullmatch(text) is not None


_BY_WORDS = (
    (chrome.is_site_footer, FOOT),
    (chrome.opens_other_section, SECTION),
    (chrome.is_toolbar, BUTTONS),
    (turns_slides, TURNS),
    (chrome.is_after, AFTER),
    (chrome.is_editor_line, EDITOR),
)
"""Kinds that are told by words alone, the surest first."""
LONGEST_SUBTITLE = 60  # letters of a second line of a title
NEAR = 12  # lines below within which an article goes on
_SENTENCE = re.compile(r"[。；！？]|，.*，|[，、].*[：:”]$")
_ROW_DATE = re.compile(r"[\[(（]?(?:(?:19|20)?\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])）]?")
_TELLS = re.compile(
    r"^(?![（(])(?=.*(?:\d{4}[-./年]\d|\d{8})).*(?:来源|稿源|编辑|作者|录入|发布人|供稿|浏览|点击|阅读)[^:：]{0,3}[:：]"
    r"|^[\u3400-\u9fff]{2,12}(?:网|报|社|发布|媒体中心|客户端|电视台)\s+\d{4}-\d\d-\d\d$"
)
_SIGNED = re.compile(rf"^[\u3400-\u9fff、 \u3000]{{2,30}}(?:{'|'.join(chrome.OFFICES)})$")
DAY = re.compile(
    r"^[\s（(\[〔]*(?:(?:19|20|二[〇○0])\S{2}\s*年\s*)?\S{1,3}\s*月\s*\S{1,3}\s*日[\s）)\]〕]*$|^(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}$"
)
RECORD = re.compile(
    r"^(?:[\u3400-\u9fff]{2,18}(?:[网报社]|政协|发布|中心|办公室|客户端|[委局]|电视台)[\s|｜/]+)?"
    r"(?:(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|[一二][〇○零九Ｏ○О]\S{2}年\S{1,2}月\S{1,3}[日号])$"
)
"""A day as databases print it or in numerals, alone or behind an office or paper: in an element of its own below the
text it tells when the page was published, unless who signs stands above."""
MINUTES = re.compile(
    r"(?:时\s*间|地\s*点|人\s*物|采访(?:时间|地点|对象|人)|受访[人者]|嘉\s*宾|主\s*持人?|出\s*席(?:人员)?|列\s*席(?:人员)?|参\s*加(?:人员)?|缺\s*席|请\s*假|记\s*录人?|议\s*题)\s*[:：]"
)
"""A field of a meeting's minutes, or of an interview: of two in a row none is an info line."""
PART = re.compile(chrome.NUMBERED + r"|第[一二三四五六七八九十]{1,3}[章节部编]")
"""How the heading of a part of a text begins."""
_MIXED = 0.3  # share of links in a line from which it is no prose
_HEADLINE = 8  # letters of another article's title


_CELLS = ("td", "th", "li", "dd", "dt", "tr", "dl", "ul")


def kind_of(nodes: Nodes, line: Line, linked: frozenset[int], beside: frozenset[int]) -> Kind:
    """What a line of a page is, by its words and links alone."""
    text = line.text
    if line.at in beside:
        return BESIDE
    for says, kind in _BY_WORDS:
        if says(text):
            return kind
    size = len(text)
    share = linked_share(nodes, line, linked)
    if share > 0.6:
        return _link_kind(nodes, line, text)
    if filing.is_index_line(text):
        return FORM
    inside = range(line.at, line.end) if "input" in nodes.tags[line.at : line.end] else ()
    if any(nodes.tags[at] == "input" and nodes.attribute(at, "type") != "hidden" for at in inside):
        return BUTTONS
    tells = size < LONGEST_SUBTITLE and ("20" in text or "19" in text) and _TELLS.search(text) is not None
    if chrome.is_info_line(text, below_title=tells or chrome.has_clock(text) or text.startswith(chrome.BRACKETS)):
        return INFO
    if size > 10 and is_cut_short(text):
        return TEASER
    if share < _MIXED and (
        (size >= 10 and ("。" in text or _SENTENCE.search(text))) or (size > 3 and text[-1] in "。！？”")
    ):
        return PROSE
    if share == 0 and (DAY.match(text) or _SIGNED.match(text) or chrome.GREETING.match(text)):
        return CLOSING
    return PLAIN


def _link_kind(nodes: Nodes, line: Line, text: str) -> Kind:
    above = nodes.around(line.at, ("a",))
    if above < 0:
        inside = nodes.within("a", line.at, line.end)
        above = inside[0] if inside else -1
    if (above >= 0 and is_file(nodes.attribute(above, "href"))) or is_file_name(text):
        return FILE
    is_row = len(chrome.letters(text)) >= _HEADLINE and not nodes.attribute(max(above, 0), "href").startswith("#")
    return ROW if is_row else LINK


def linked_share(nodes: Nodes, line: Line, linked: frozenset[int]) -> float:
    """The share of a line's letters in links, a row's date not counted."""
    if line.end == line.at + 1:
        return 1.0 if line.at in linked else 0.0
    count = sum(len(chrome.letters(nodes.texts[index])) for index in range(line.at, line.end) if index in linked)
    if not count:
        return 0.0
    return count / max(1, len(chrome.letters(_ROW_DATE.sub("", line.text))))


def opens_minutes(lines: Sequence[Line], at: int) -> bool:
    """Whether a meeting's minutes say at a line and the one below it when, where and by whom it was held."""
    pair = lines[at : at + 2]
    return len(pair) > 1 and all(MINUTES.match(line.text) for line in pair)


def is_copy(nodes: Nodes, lines: Sequence[Line], first: int, at: int) -> bool:
    """Whether a second copy of the article that begins with line ``first`` begins at a line in another box: it goes on
    like it, or is one line like it."""
    if first < 0 or lines[at].text != lines[first].text:
        return False
    one, other = ([line.text for line in lines[here + 1 : here + 2]] for here in (first, at))
    boxes = [nodes.block_around(line.at) for line in lines[at : at + 2]]
    is_alone = len({(nodes.parents[box], nodes.tags[box], nodes.attribute(box, "class")) for box in boxes}) == len(
        boxes
    )
    return one == other or (at == first + 1 and is_alone)


def is_subtitle(text: str) -> bool:
    """Whether a line may be the second one of a title: no sentence, and no file."""
    return len(text) <= LONGEST_SUBTITLE and "。" not in text and text[-1] not in "！；：" and not is_file_name(text)


def is_in_row_with(nodes: Nodes, title: Line, one: Line, other: Line) -> bool:
    """Whether two lines stand in one list or row that holds little else, each in a cell of its own, and not the
    title."""
    above = next((index for index in nodes.ancestors(one.at) if nodes.ends[index] > other.at), 0)
    whole = nodes.text(above) if above > title.at else "。"
    first, later = sorted((one, other), key=lambda line: line.at)
    box = nodes.block_around(later.at)
    # A paragraph below other boxes, or a cell of a table that begins below, is the text's.
    is_typed = (
        nodes.tags[box] == "p" != nodes.tags[nodes.block_around(first.at)] or nodes.around(box, ("table",)) > above
    )
    is_cell = box <= above or (
        (nodes.parents[box] == above or nodes.tags[nodes.parents[box]] in _CELLS)
        and len(one_line(nodes.text(box))) <= len(later.text)
    )
    # (An icon shares its box with what it stands for.)
    alone = (at for at in nodes.within("img", one.end, other.at) if not nodes.text(nodes.block_around(at)).strip())
    is_name = other.text[-1] not in "：:" and not is_file_name(other.text) and not any(alone)
    return len(whole) < chrome.LONGEST_INFO and "。" not in whole and is_name and is_cell and not is_typed


def is_caption(nodes: Nodes, lines: Sequence[Line], at: int) -> bool:
    """Whether a picture stands right above a line, as above the one before: a gallery has no other text."""
    return bool(nodes.within("img", lines[at - 1].at, lines[at].at))


def is_below_picture(nodes: Nodes, lines: Sequence[Line], at: int) -> bool:
    """Whether a picture in a box of its own stands right above a line: no icon."""
    pictures = nodes.within("img", lines[at - 1].end, lines[at].at) if at else []
    return any(nodes.ends[nodes.block_around(one)] <= lines[at].at for one in pictures)


def is_text_below(nodes: Nodes, lines: Sequence[Line], informed: int, at: int) -> bool:
    """Whether a line below the info line is the text's, whatever it tells: who speaks and when, who told and wrote down
    what follows, in the place of the line below and apart from the info line."""
    text, here = lines[at].text, lines[at].at
    is_such = (is_day(text) and "年" in text) or (first_date(text) is None and "浏览" not in text)
    return (
        is_such
        and at + 1 < len(lines)
        and stands_apart(nodes, lines[informed].at, here)
        and not stands_apart(nodes, here, lines[at + 1].at)
    )


def named_box(nodes: Nodes, line: Line) -> tuple[int, str, str]:
    """The element around a line's paragraph, told by what it is in, its tag and class."""
    box = nodes.place_of(line.at)[0]
    return nodes.parents[box], nodes.tags[box], nodes.attribute(box, "class")


def cousin_of(nodes: Nodes, box: tuple[int, str, str]) -> tuple[int, str, str, str]:
    """The same for a box that is alone in one of several alike."""
    return nodes.parents[box[0]], nodes.attribute(box[0], "class"), *box[1:]


def is_of_proposal(text: str) -> bool:
    """Whether a line is a field of a proposal's form with its value (第一提案人：何远山), and none that a foot has."""
    label, mark, _ = text.replace("：", ":").partition(":")
    return mark != "" and filing.is_field(label) and not label.endswith("办单位")


def stands_apart(nodes: Nodes, one: int, other: int) -> bool:
    """Whether a text stands in another box than one below it, or in a box of another make: no paragraph above it."""
    own, its = nodes.block_around(one), nodes.block_around(other)
    is_boxed = nodes.tags[own] in BOXES and nodes.attribute(own, "class") != nodes.attribute(its, "class")
    return own != its and (nodes.parents[own] != nodes.parents[its] or is_boxed)


def with_forms(nodes: Nodes, lines: Sequence[Line], kinds: list[Kind]) -> list[Kind]:
    """``kinds``, those of a form's labels and what stands in one row with them set right."""
    for at, line in enumerate(lines):
        if opens_minutes(lines, at) or (at and opens_minutes(lines, at - 1)):
            kinds[at] = PLAIN
        elif len(line.text) <= _LABEL and filing.is_index_label(line.text):
            kinds[at] = FORM
            row = nodes.around(line.at, ("tr", "dl", "li"))
            beside = lines[at + 1] if at + 1 < len(lines) and row >= 0 and lines[at + 1].at < nodes.ends[row] else None
            before = at > 0 and row >= 0 and lines[at - 1].at > row and kinds[at - 1] is not FORM
            if before or (beside is not None and filing.is_index_label(beside.text)):
                kinds[at] = PLAIN  # the head of a table
                continue
            if beside is not None and len(beside.text) < LONGEST_SUBTITLE:
                kinds[at + 1] = FORM
        elif at and kinds[at] is AFTER and chrome.are_keywords(line.text) and chrome.opens_abstract(lines[at - 1].text):
            kinds[at] = PLAIN
        elif at and kinds[at - 1] is FORM and filing.is_index_line(line.text, among=True):
            kinds[at] = FORM
        elif kinds[at] is PLAIN and line.text[-1] not in "：:" and chrome.is_info_line(line.text):
            row = max(nodes.around(line.at, ("tr", "dl", "ul")), 0)
            near = [
                other
                for other in range(max(0, at - 3), min(at + 4, len(lines)))
                if row < lines[other].at < nodes.ends[row]
            ]
            told = [other for other in near if kinds[other] is INFO or chrome.is_info_line(lines[other].text)]
            if row and len(told) > 1 and any(kinds[other] is INFO or first_date(lines[other].text) for other in told):
                kinds[at] = INFO  # beside others, each in a cell of its own
    return kinds


_ROWS = frozenset({"tr", "td", "tbody"})
_BOXES = BLOCK_TAGS - HEADING_TAGS - {"p", "center", "blockquote", "pre"}


def box_of(nodes: Nodes, line: Line, head: int) -> tuple[int, str, str]:
    """The outermost element around a line that begins behind the head, told by what it is in, its tag and class: the
    container of all its lines, or a paragraph beside others like it."""
    here = nodes.outermost(line.at, head, len(nodes.tags))
    if nodes.tags[here] in _ROWS:
        # A layout's rows are no paragraphs of one container.
        return here, "", ""
    if nodes.tags[here] not in _BOXES:
        return nodes.parents[here], "", ""
    return nodes.parents[here], nodes.tags[here], nodes.attribute(here, "class")


def is_menu(lines: Sequence[Line], kinds: Sequence[Kind]) -> bool:
    """Whether most of what lines say are links, several of them, and none is prose."""
    linked = [len(line.text) for line, kind in zip(lines, kinds, strict=True) if kind in (ROW, LINK)]
    return PROSE not in kinds and len(linked) > 2 and sum(linked) * 2 > sum(len(line.text) for line in lines)


def are_two(nodes: Nodes, lines: Sequence[Line], kinds: Sequence[Kind], at: int) -> bool:
    """Whether prose stands at a line and right below it in the same box: more than a headline's abstract."""
    pair = [nodes.place_of(line.at) for line in lines[at : at + 2]]
    return kinds[at : at + 2] == [PROSE, PROSE] and pair[0] == pair[1]


def is_between(nodes: Nodes, lines: Sequence[Line], kinds: Sequence[Kind], at: int, limit: int) -> bool:
    """Whether prose stands below a line at just its place, and it has no link: it was typed into the article."""
    line = lines[at]
    if nodes.within("a", line.at - 1, line.end):
        return False
    place = nodes.typed_in(line.at)
    return any(
        kinds[after] is PROSE and nodes.typed_in(lines[after].at) == place
        for after in range(at + 1, min(at + NEAR, limit, len(lines)))
    )
