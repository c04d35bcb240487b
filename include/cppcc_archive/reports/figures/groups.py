"""Lists by who: opinions by who sent them or what they are about, and rows of all that one group did."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.rows import Row

_PIECES: Final = frozenset("篇条件")
_NO_ITEM: Final = frozenset({"sign:norm", "sign:threshold"})
_LEAST: Final = 2
"""Items that make a list."""
_CUT: Final = re.compile("[，；：。、\n]")
_SENDING: Final = "报送|上报|提交|反映|提供|撰写|报来"
_PARTIES: Final = "民革|民盟|民建|民进|农工党?|致公党?|九三(?:学社)?|台盟|工商联"
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
        counted = frozenset((_before(shade, start, one), one.unit) for one in own if not one.place)
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
