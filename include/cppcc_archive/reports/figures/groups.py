# ruff: noqa: E501  (a pattern is read as one line)
"""Lists: of opinions by who sent them or what they are about, of members by kind, and rows of all that one group did."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from cppcc_archive.reports.anchors import Sought
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.positions import PEOPLE
from cppcc_archive.reports.figures.rows import Row
from cppcc_archive.reports.lexicon_table import PARTIES
from cppcc_archive.reports.model import Indicator

_PIECES: Final = frozenset("篇条件")
_NO_ITEM: Final = frozenset({"sign:norm", "sign:threshold"})
_LEAST: Final = 2
"""Items that make a list."""
_CUT: Final = re.compile("[，；：。、\n]")
_SENDING: Final = "报送|上报|提交|反映|提供|撰写|报来"
_PARTIES: Final = f"{PARTIES}|工商联"
_KINDS: Final = (
    f"(?:民主|各)?党派(?:团体|成员)?|{_PARTIES}|(?:人民|群众|社会)?团体|"
    "(?:政协)?委员|(?:特[邀约聘])?信息(?:联络)?员|专委会|专门委员会|界别组?|支部|(?:乡镇|街道|镇街)?(?:（街道）|街道)?(?:政协)?"
    "(?:联络[组委站处]|工委|工作室)|乡镇|街道|机关(?:干部)?"
)
_SOURCE: Final = re.compile(
    f"(?:其中|全年)?(?:[区县市旗州]?政协)?(?:各)?(?:民主)?(?:{_KINDS})(?:[和及与](?:{_KINDS}))?(?:个人)?(?:共|累计)?(?P<sent>{_SENDING})?"
    "(?:社情民意)?(?:信息)?"
)
_FIELD: Final = re.compile("(?:其中|涉及|属于?|反映|关于)?[一-鿿]{1,12}(?:类|方面|领域)(?:信息|的)?(?:有)?")
_SENDERS: Final = re.compile(
    "(?:报送|上报|报来|提交)[^。；]{0,14}的(?:单位|委员会|个人|委员|乡镇|界别)(?:有|分别[是为]|依次[是为]|是)?："
)
_NAME: Final = re.compile("[一-鿿（）]{2,16}")
"""``报送10条以上的单位有：经济委员会18条，文史委员会14条``: whatever they are called."""
_REST: Final = re.compile("其[他它](?:类|方面|领域)?")
_BY_SENDER: Final = re.compile("来源|主体|渠道|报送")
_LATER: Final = re.compile("采用|采纳|批示|录用|转化|表彰|编发|刊发|建议|诉求|线索|问题|稿件|史料")
"""What became of opinions, and other things than opinions: lists behind it do not count what was sent in."""

_ADOPTED: Final = re.compile(
    "被?(?:采用|采纳|录用)的(?:社情民意)?(?:信息)?中?[，：]?(?:涉及|从|按)?[^，。；0-9]{0,14}$"
)
"""``被采用的信息中，经济类12篇、民生类16篇``."""

SENT: Final = ("opinions_submitted", "opinions_reported")
_SENDER: Final = re.compile(
    "^(?!.{0,8}收到.{0,12}来稿)"
    f"[、和与及]?(?:其中)?[^，。；、各共]{{0,10}}(?:{_PARTIES}|支部|党派|信息员|界别组?|界|专委会|联络[组委站]|工作室|街道|[乡镇])"
    "[^，。；各共]{0,10}$"
)
"""One source of what several sent in (``民盟支部报送81篇``)."""


def listed_in(shade: str, start: int, rows: Sequence[Row], last: str) -> frozenset[int]:
    """The indexes of those ``rows`` of the sentence from ``start`` on that are items of such a list; those without a
    code get theirs. ``last`` is the code of the figure before the sentence: a 其中 that it opens with goes on from it,
    and where the sentence has no topic of its own (``3．来源。民主党派报送246条``) it tells whether opinions are spoken
    of."""
    topics = ("opinion", None) if last.startswith("opinions_") else ("opinion",)
    pieces = [index for index, row in enumerate(rows) if row.topic in topics and row.figure.unit in _PIECES]
    if len(pieces) < _LEAST:
        return frozenset()
    sources, fields, rest = list[int](), list[int](), list[int]()
    is_by_sender = False
    is_of_senders = _SENDERS.search(shade, start, rows[pieces[-1]].figure.start) is not None
    for index in pieces:
        row = rows[index]
        is_open = row.coded in (["other"], ["opinions_submitted"]) and not row.figure.place
        if not is_open or not _NO_ITEM.isdisjoint(row.frame.marks):
            continue
        floor = rows[index - 1].figure.end if index else start
        name = _CUT.split(shade[floor : row.figure.start].replace(" ", ""))[-1]
        if source := _SOURCE.fullmatch(name) or (_NAME.fullmatch(name) if is_of_senders else None):
            sources.append(index)
            is_by_sender |= is_of_senders or source["sent"] is not None
        elif row.coded == ["other"] and _REST.fullmatch(name):
            rest.append(index)
        elif _FIELD.fullmatch(name):
            fields.append(index)
    found = frozenset[int]()
    if len(sources) >= _LEAST and (is_by_sender or _BY_SENDER.search(shade, start, rows[sources[0]].figure.start)):
        found |= frozenset(sources)
    if len(fields) >= _LEAST:
        found |= frozenset([*fields, *rest])
    if not found:
        return found
    first, end = min(found), rows[max(found)].figure.start
    if _ADOPTED.search(shade, start, rows[first].figure.start):
        for index in found:
            rows[index].coded = ["opinions_adopted"]
        return found
    is_led = first > 0 and _NO_ITEM.isdisjoint(rows[first - 1].frame.marks)  # ``报送10条以上的单位有：``
    before = rows[first - 1].coded[0] if is_led else last if shade.startswith("其中", start) else "opinions_submitted"
    if before != "opinions_submitted" or _LATER.search(shade, start, end):
        return frozenset()
    for index in found:
        rows[index].coded = ["opinions_submitted"]
    return found


def is_sender(words: str) -> bool:
    """Whether the words before a figure of opinions sent name one sender of several."""
    return _SENDER.search(words) is not None


_WHO: Final = re.compile(
    "(?:^|[\n。；：])[ \u3000]*(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．、])? *"
    "([^\n，。；：（）《》“”0-9 ]{2,14})(?:（[^（）\n]{1,10}）)?$"
)
_REACH: Final = 36
"""Characters that a row's name is at most, with its number and what stands in brackets."""
_NOBODY: Final = re.compile(
    "(?:[年月季度间面类级]|半年|工作|建设|协商|监督|参政|议政|会议|提案|信息|视察|调研|学习|培训|活动|宣传|服务|联谊|扶贫|政协|情况|如下|以下)$|[合总共小]计|累计|全[年区县市州旗]|^[一二三四五六七八九十]是"
)
"""What heads no row by who: a time, a task, a sum, who adopts what is reported."""
_ENDS: Final = re.compile("[。\n]|；(?=[^\n，。；：]{0,8}[合总共]计|累计|以上|全[年区县市州旗])")
_ALONE: Final = re.compile(
    "：?[^：]*(?:组|界别|支部|专委会|街道|[镇乡])(?:（[^（）\n]{1,10}）)?：(?:现有|共有|有)?委员[0-9]"
)
"""One that says so by its name, and needs no other beside it."""
_OF_MEMBERS: Final = re.compile("[ \u3000]*[^\n，。；：、《》0-9 ]{1,8}界别?")
_GAVE: Final = re.compile("(?:政协)?委员(?:全年|今年|一年来|共|先后)*(?:提交|提出|报送|撰写|反映)")
_OF_A_TEAM: Final = re.compile(
    "[ \u3000]*[^\n，。；：、《》0-9 ]{1,8}(?:委员小组|联络组|活动组)(?:全年|今年|一年来|共|先后)*"
    "(?:提交|提出|报送|撰写|反映|开展)[^，。；：0-9]{0,10}"
)
_OPENING: Final = 32
"""Characters of a sentence before the first figure of what it tells of one sector's members."""
_STOP: Final = re.compile("[。；\n]")
_BETWEEN: Final = re.compile("[。；\\s]*")
_CLAUSE: Final = re.compile("[^，、；：。\n]*$")
_START: Final = attrgetter("start")
_ALIKE: Final = 2
"""Figures with the same words before them that two rows have, one below the other."""


class _Line(NamedTuple):
    """What stands behind a name and a colon; ``name``: where that begins, with its number; ``counted``: the words
    before its figures, with their units."""

    name: int
    start: int
    end: int
    counted: frozenset[tuple[str, str]]


class Groups:
    """Whether a figure stands in a row by who: consecutive lines or parts of a sentence that open with a name and a
    colon, and count the same."""

    def __init__(self, shade: str, figures: Sequence[Figure]) -> None:
        lines = _lines(shade, figures)
        starts = {line for line in lines if _ALONE.match(shade, line.name)}
        for one, other in pairwise(lines):
            if _BETWEEN.fullmatch(shade, one.end, other.name) and len(one.counted & other.counted) >= _ALIKE:
                starts |= {one, other}
        self._rows = sorted(starts.union(_told_of_one(shade, figures)))

    def has(self, at: int) -> bool:
        """Whether what stands ``at`` a position is said of one group."""
        row = bisect_right(self._rows, (at,)) - 1
        return row >= 0 and at < self._rows[row].end


def _lines(shade: str, figures: Sequence[Figure]) -> list[_Line]:
    """What looks like a row of a list by who, in order."""
    names: list[tuple[int, int]] = []
    at = shade.find("：")
    while at >= 0:
        who = _WHO.search(shade[max(0, at - _REACH) : at])
        if who and not _NOBODY.search(who[1]):
            names.append((at - len(who.string) + who.start(), at + 1))
        at = shade.find("：", at + 1)
    lines: list[_Line] = []
    for index, (name, start) in enumerate(names):
        after = names[index + 1][0] if index + 1 < len(names) else len(shade)
        stop = _ENDS.search(shade, start, after)  # no farther than the next name: a text may have no end of a sentence
        end = stop.start() if stop else after
        own = figures[bisect_left(figures, start, key=_START) : bisect_left(figures, end, key=_START)]
        counted = frozenset((_before(shade, start, one), one.unit) for one in own)
        lines.append(_Line(name, start, end, counted))
    return lines


def _told_of_one(shade: str, figures: Sequence[Figure]) -> list[_Line]:
    """What sentences tell of one sector's or team's members (``医卫界25名委员提交提案17件，立案14件``)."""
    lines: list[_Line] = []
    for figure in figures:
        at = figure.start
        is_members = figure.unit in ("名", "位") and shade[at - 1 : at] in "界别" and _GAVE.match(shade, figure.end)
        if not is_members and shade.find("组", max(0, at - _OPENING), at) < 0:
            continue
        opening = _STOP.split(shade[max(0, at - _OPENING) : at])[-1]
        if (_OF_MEMBERS if is_members else _OF_A_TEAM).fullmatch(opening):
            stop = _STOP.search(shade, figure.end)
            lines.append(_Line(at - len(opening), at, stop.start() if stop else len(shade), frozenset()))
    return lines


def _before(shade: str, start: int, figure: Figure) -> str:
    clause = _CLAUSE.search(shade[max(start, figure.start - _REACH) : figure.start])
    return clause[0] if clause else ""


WHOLES: Final = frozenset({"members_total", "members_attending", "members_group"})
"""What a list of members by kind goes on from."""
_LED: Final = "(?:其中(?:有|包括|含)?|包括|含|[另还]有|有|属)?[，：]?"
_KIND_NAMED: Final = re.compile(
    f"[，；、。（）： ]*(?P<led>{_LED})(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff、“”（） ]{{0,30}}?)(?:[的各共有为是占])* ?$"
)
_KIND: Final = re.compile(
    f"(?:界|党|党员|党派|{_PARTIES}?|[妇台侨科青]联|工会|农会|[青共]?年?团|[华归]侨|[台侨军烈]属|少数民族|[汉回满蒙藏苗壮]族|人士|群众|人员|妇女|[女男]性?|青年|特邀|邀请人士"
    "|委员|学历|文化程度|职称|提名|[连新留]任|劳动者|工作者|知识分子|农民|工人|教师|医生|专家|代表|企业家|个体户?)$"
)
"""How the name of a kind of members ends, where neither 其中 nor a bracket leads to it."""
_OFFICES: Final = frozenset(("主席", "副主席", "秘书长", "副秘书长"))
_NO_KIND: Final = re.compile(
    "工作人员|联络员|信息员|志愿者|机关干部|列席|来宾|嘉宾|邀请[区县市]|承办|负责人|提案[人者]|主席|秘书长|主任|[正副组]?组长|单位|平均|累计|[驻住][我区县市旗州]|代表团|群众代表|旁听|^(?:政协)?委员$|[以之]来$|[年月日届次]$"
)
_TOLD: Final = frozenset({"act", "deed", "meeting", "rate"})
_NAMING: Final = frozenset(("提名", "继续提名", "新提名", "现有", "共有"))
"""Verbs that a kind's name may have (``新提名的402名``)."""
_OPEN: Final = frozenset({"other", "people_aided", "participations"})


_SHARE: Final = re.compile("(?:，?(?:约)?占[^，。；、0-9]{0,12})?$")
_STAND_FOR: Final = re.compile(
    "[，（]?(?:他们)?(?:共|分别)?(?:代表|来自|涵盖|分属)[^，。；0-9]{0,6}[0-9]{1,2}个(?:方面|界别?|单位|行业|战线|党派|民族)）?[。，；：]"
)
"""``委员157人，代表15个方面。其中，``: the sides that members stand for part no list from its whole."""
_LISTS: Final = Sought("委员中，|(?:界别?|方面)[^，。；0-9]{0,6}组成，其中|界别(?:分别)?(?:有|为|是)：")
"""``委员中，汉族22人，其他少数民族4人``, ``委员由14个界别组成，其中：工会4名``: kinds of members, whatever they are called."""
_NEXT: Final = 3
"""Characters between the last figure of a sentence and the next one that goes on with it."""


def compose(shade: str, rows: Sequence[Row], begin: int, found: Sequence[Indicator]) -> None:
    """Give the figures of a sentence that ``begin``s here, and count kinds of members, their code; it may go on with
    the one before (``党员35人。民主人士95人``), whose figures are the last ``found``."""
    last = _last_code(shade, begin, found)
    for row in rows:
        figure = row.figure
        if figure.unit == "%":
            if last == "members_group" and _SHARE.fullmatch(shade, begin, figure.start):
                row.coded = ["other"]  # ``女委员62名，占29.7%``: no share of proposals
            begin = figure.end
            continue
        if _LISTS.search(shade, begin, figure.start):
            last = "members_group"
        if last in WHOLES and row.coded[0] in _OPEN and figure.unit in PEOPLE and _is_kind(shade, row, begin, last):
            row.coded = ["members_group"]
        last, begin = row.coded[0], figure.end


def _last_code(shade: str, begin: int, found: Sequence[Indicator]) -> str:
    """The code of the last figure before a sentence that is no share, if nothing but the sentence's end parts them."""
    for item in reversed(found[-2:]):
        is_far = begin - item.end > _NEXT and not _STAND_FOR.fullmatch(shade, item.end, begin)
        if is_far or "\n" in shade[item.end : begin]:
            break
        if item.unit != "%":
            return item.code
        share = _SHARE.search(shade, max(0, item.start - 16), item.start)
        begin = share.start() if share else item.start
    return "other"


def _is_kind(shade: str, row: Row, begin: int, last: str) -> bool:
    """Whether what stands between a figure and the one before it names a kind of members, and nothing that they did."""
    figure, frame = row.figure, row.frame
    comma = max([shade.rfind(sign, begin, figure.start) for sign in "，；。（："])
    item = _KIND_NAMED.fullmatch(shade, max(begin, comma), figure.start)
    if item and item["name"] in _OFFICES:
        return True  # ``委员231人，常务委员43人，主席1人``
    if not item or _NO_KIND.search(item["name"]):
        return False
    words = [one for one in (*frame.before, *frame.after) if one.start >= item.start("name")]
    if any((one.sort in _TOLD and one.text not in _NAMING) or one.key == "sign:sit_in" for one in words):
        return False
    is_led = item["led"].startswith(("其中", "包括")) or (comma >= begin and shade[comma] in "（：")
    is_led = is_led or shade.endswith("其中", begin, max(begin, comma))
    return last == "members_group" or is_led or _KIND.search(item["name"]) is not None
