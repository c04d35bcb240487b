"""Lists of opinions by who sent them or by what they are about, which no rule knows by the words of one item alone:
``从来源看，民主党派报送246条，委员报送401条``, ``经济发展类130条，民生类168条``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cppcc_archive.reports.figures.rows import Row

_PIECES: Final = frozenset("篇条件")
_LEAST: Final = 2
"""Items that make a list."""
_CUT: Final = re.compile("[，；：。、\n]")
_SENDING: Final = "报送|上报|提交|反映|提供|撰写|报来"
_PARTIES: Final = "民革|民盟|民建|民进|农工党?|致公党?|九三(?:学社)?|台盟|工商联"
_WHO: Final = (
    f"(?:民主|各)?党派(?:团体|成员)?|{_PARTIES}|(?:人民|群众|社会)?团体|"
    "(?:政协)?委员|(?:特[邀约聘])?信息(?:联络)?员|专委会|专门委员会|界别组?|支部|(?:乡镇|街道|镇街)?(?:（街道）|街道)?(?:政协)?"
    "(?:联络[组委站处]|工委|工作室)|乡镇|街道|机关(?:干部)?"
)
_SOURCE: Final = re.compile(
    f"(?:其中|全年)?(?:[区县市旗州]?政协)?(?:各)?(?:民主)?(?:{_WHO})(?:[和及与](?:{_WHO}))?(?:个人)?(?:共|累计)?(?P<sent>{_SENDING})?"
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
        if not is_open or "sign:norm" in row.frame.marks:
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
    before = rows[first - 1].coded[0] if first else last if shade.startswith("其中", start) else "opinions_submitted"
    if before != "opinions_submitted" or _LATER.search(shade, start, end):
        return frozenset()
    for index in found:
        rows[index].coded = ["opinions_submitted"]
    return found


def is_sender(words: str) -> bool:
    """Whether the words before a figure of opinions sent name one sender of several."""
    return _SENDER.search(words) is not None
