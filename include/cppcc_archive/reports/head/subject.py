# ruff: noqa: E501  (a pattern is read as one line)
"""Whether a document is a committee's: its pages, and its county's, hold bulletins, tenders and schools' news."""

from __future__ import annotations

import re
from typing import Final

_LEADER: Final = "政协(?:党组)?(?:副?主席|副?书记|领导|秘书长)"
OURS: Final = re.compile(
    f"(?!{_LEADER})政协|政治协商|提案|社情民意|(?<!委)委员(?!会)|界别|主席会议|民主监督|参政议政|专题协商|协商议政|文史资料|我会"
)
"""Words that a text has which speaks of a committee, its members or what they do."""
_LED: Final = re.compile(rf"(?:(?![人区县市旗州董][大委长]|政府|事长)[^。]){{0,80}}{_LEADER}")
"""A committee's leader who acts, named first; behind others (``县委书记…、县政协主席…出席``) it is no committee's affair."""
_ANOTHERS: Final = re.compile(
    "政府工作(?:的)?报告|统计(?:公报|年鉴|快报)|国民经济|财政[预决]算|预算执行|[法检]院工作报告|人(?:大|民代表大会)常(?:务委员|委)会[^，]{0,6}报告"
    "|^[^，。]{2,16}(?:局|法院|检察院|总?工会|妇联|团委|残联|管委会|中心|学校|中学|小学|医院|[乡镇](?:人民)?政府|街道(?:办事处)?|办公室)"
    "[^，。]{0,12}(?:总结|工作报告|计划|要点|工作汇报|工作情况|思路|打算)"
)
"""Reports of others, which greet members in their first words and count proposals in one clause."""
_BUREAUS: Final = re.compile(
    "(?:(?!主席|委员|常委|书记|[区县市州旗]长|走访|调研|视察|考察|[到赴对向在与和同获])[^，。：、\n]){2,16}?"
    "(?:局|工商联|统战部|商会|联谊会|知联会|法院|检察院|总?工会|妇联|团[区县市]?委|残联|红十字会|管委会)[^，。\n]{0,40}"
    "|(?:第?[一二三四五六七八九十]{1,2}[章节]? ?)?(?:统一战线|统战|民主党派|工商联|对台|侨务|民族宗教)工作"
)
"""News of another body, and the chapter on it: what they do is theirs, unless a committee stands in the first words."""
_LEAD: Final = 120
_OPENING: Final = 600
_OFTEN: Final = 3
_EVERY: Final = 400
"""How often a text that does not open with a committee speaks of one, and in how many characters, to be its document."""


def is_of_committee(title: str, source: str, text: str) -> bool:
    """Whether a document of this ``title`` is a committee's, or one on what it or its members do. What has no title, and
    may be a piece of anything, is, unless its first line is another body's."""
    if OURS.search(title) or OURS.search(source):
        return True
    if title and _ANOTHERS.search(title):
        return False
    if _BUREAUS.fullmatch(title or text.lstrip().partition("\n")[0]):
        return OURS.search(text, 0, _LEAD) is not None
    if not title:
        return True
    if OURS.search(text, 0, _OPENING) or _LED.match(text):
        return True
    said = sum(1 for _ in OURS.finditer(text))
    return said >= max(_OFTEN, len(text) / _EVERY)
