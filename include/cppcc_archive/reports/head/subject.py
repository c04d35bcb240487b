# ruff: noqa: E501  (a pattern is read as one line)
"""Whether a document is a committee's: its pages, and its county's, hold bulletins, tenders and schools' news."""

from __future__ import annotations

import re
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.reports.lexicon_table import PARTIES

_LEADER: Final = "政协(?:党组)?(?:副?主席|副?书记|领导|秘书长)"
OURS: Final = re.compile(
    f"(?!{_LEADER})政协|政治协商|提案|社情民意|(?<!委)(?<!主任)委员(?!会)|界别|主席会议|民主监督|参政议政|专题协商|协商议政|有事好商量|文史资料|我会"
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
    "(?:局|工商(?:业)?联(?:合会)?|统战部|商会|联谊会|知联会|法院|检察院|总?工会|妇联|团[区县市]?委|残联|红十字会|管委会)[^，。\n]{0,40}"
    f"|[一-鿿]{{0,8}}?(?:{PARTIES})(?!界)[^，。\n]{{0,40}}"
    "|(?:第?[一二三四五六七八九十]{1,2}[章节]? ?)?(?:统一战线|统战|民主党派|工商联|对台|侨务|民族宗教)工作"
)
"""News of another body, and the chapter on it: what they do is theirs, unless a committee stands in the first words."""
_BODY: Final = (
    "(?:局|人大常委会|人大|法院|检察院|监委|纪委|小学|中学|高中|学校|幼儿园|大学|学院|医院|卫生院|公司|集团|银行|企业|合作社|[乡镇](?:党委|政府)?|街道(?:党工委|办事处)?"
    "|社区|村|工商联|(?:统战|组织|宣传)(?:部|系统)|商会|总?工会|妇联|团[县区市]?委|残联|科协|红十字会|管委会|支队|大队|派出所|县[委域]?政府|区政府|市政府)"
)
_ACTS: Final = re.compile(
    "(?:[^。\n]{0,40}(?:[，：）日午]| ))?(?:本文讯|讯)?(?:(?!走[访进]|深入|调研|视察|考察|邀请|联合|会同|帮[助扶]|慰问|联系|提案|[到赴对向在与和同获由为])[一-鿿“”0-9]){0,16}?"
    f"(?:{_BODY}(?:党委|党组|党支部|机关|干部)?"
    "(?=[，坚积认全扎以围聚通紧把将狠着大不深多持成启开举召年去今共为始党副主推优强创抓研获搭打发充加依立注突落夯凝走访调常]|组织|近年|先后|邀请)"
    "|[我本全][局校镇乡院村所行司](?=[，坚积认全扎以围聚通紧把将狠着大不深多持开举召共走访调]|组织))"
)
"""What another body's news opens with where its title is cut off: who acts in the first sentence."""
_COUNTS: Final = Begun(
    "生产总值|[同环]比(?:增长|下降)|比上年(?:增长|下降)|固定资产投资|(?:户籍|常住)人口|财政收入|增加值|初步核算|年末|总产值|播种面积|人均可?支?配?收入"
)
"""Words of statistics, several of which tell a bulletin."""
_GUESTS: Final = re.compile("人大代表(?:[、和及与]|以及)政协委员|政协委员(?:[、和及与]|以及)人大代表|代表委员")
"""Members among the guests of another body."""
_LEAD: Final = 120
_FIRST: Final = 200
_OPENING: Final = 600
_OFTEN: Final = 3
_EVERY: Final = 400
"""How often a text that does not open with a committee speaks of one, and in how many characters, to be its document."""


def speaks_of_committee(sentence: str) -> bool:
    """Whether a sentence of another body's text speaks of a committee, its members or proposals, but as its guests."""
    return OURS.search(_GUESTS.sub("", sentence)) is not None


_PIECE: Final = 150
"""Characters from which on a text without a title is more than a piece that a committee's report may be cut from."""


def is_piece(title: str, text: str) -> bool:
    """Whether a text without a title may be a piece of anything."""
    return not title and len(text) < _PIECE


def is_of_committee(title: str, source: str, text: str) -> bool:
    """Whether a document of this ``title`` is a committee's, or one on what it or its members do. What has no title, and
    may be a piece of anything, is, unless it opens with another body that acts, or counts as statistics do, or all of it,
    long as a page's text is, speaks of none."""
    if OURS.search(title) or OURS.search(source):
        return True
    if title and _ANOTHERS.search(title):
        return False
    text = text.lstrip()
    if _BUREAUS.fullmatch(title or text.partition("\n")[0]):
        return speaks_of_committee(text[:_LEAD])
    is_anothers = _ACTS.match(text) is not None or len(_COUNTS.finditer(text, 0, _OPENING)) >= _OFTEN
    if not title and not is_anothers:
        return is_piece(title, text) or OURS.search(text) is not None
    if is_anothers:
        text = _GUESTS.sub("", text)
    if OURS.search(text, 0, _OPENING if title else _FIRST) or _LED.match(text):
        return True
    said = sum(1 for _ in OURS.finditer(text))
    return said >= max(_OFTEN, len(text) / _EVERY)
