# ruff: noqa: E501  (a pattern is read as one line)
"""Of what kinds a committee's members are: lists that go on from their whole (``委员47名：教育界9名；妇联2名``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cppcc_archive.reports.anchors import Sought
from cppcc_archive.reports.figures.positions import PEOPLE
from cppcc_archive.reports.figures.rows import Row
from cppcc_archive.reports.model import Indicator

WHOLES: Final = frozenset({"members_total", "members_attending", "members_group"})
"""What a list of members by kind goes on from."""
_LED: Final = "(?:其中(?:有|包括|含)?|包括|含|[另还]有|有|属)?[，：]?"
_ITEM: Final = re.compile(
    f"[，；、。（）： ]*(?P<led>{_LED})(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff、“”（） ]{{0,30}}?)(?:[的各共有为是占])* ?$"
)
_KIND: Final = re.compile(
    "(?:界|党|党员|党派|[民][盟革建进]|农工|九三|九三学社|工商联?|[妇台侨科青]联|工会|农会|[青共]?年?团|[华归]侨|[台侨军烈]属|少数民族|[汉回满蒙藏苗壮]族|人士|群众|人员|妇女|[女男]性?|青年|特邀|邀请人士"
    "|委员|学历|文化程度|职称|提名|[连新留]任|劳动者|工作者|知识分子|农民|工人|教师|医生|专家|代表|企业家|个体户?)$"
)
"""How the name of a kind of members ends, where neither 其中 nor a bracket leads to it."""
_NO_KIND: Final = re.compile(
    "工作人员|联络员|信息员|志愿者|机关干部|列席|来宾|嘉宾|邀请[区县市]|承办|负责人|提案[人者]|主席|秘书长|主任|[正副组]?组长|单位|平均|累计|[驻住][我区县市旗州]|代表团|群众代表|旁听|^(?:政协)?委员$|[以之]来$|[年月日届次]$"
)
_OFFICES: Final = frozenset(("主席", "副主席", "秘书长", "副秘书长"))
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
    last = _before(shade, begin, found)
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


def _before(shade: str, begin: int, found: Sequence[Indicator]) -> str:
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
    item = _ITEM.fullmatch(shade, max(begin, comma), figure.start)
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
