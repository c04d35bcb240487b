# ruff: noqa: E501  (a pattern is read as one line)
"""The title of a text that came without one: its first line, or the first few where a title is broken over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cppcc_archive.reports.lines import Line
from cppcc_archive.reports.shadow import shadow

_CLOSED: Final = re.compile(
    r"(?:报告?|讲话|致辞|致词|发言|[开闭]幕词|贺词|献词|决议|决定|通知|通报|公告|公示|启事|名单|名录|办法|要点|条例|规则|规程|细则|制度|意见|方案|规划|"
    r"计划|安排|总结|情况|思路|打算|开幕|闭幕|召开|举行|提案|建议|草案|纪要|综述|统计表|一览表|汇总表|倡议书?|函|信|日程|议程|结束)"
    r"(?: *[（(][^（）()]{1,16}[）)])?$"
)
"""How a whole title ends. ``工作报`` is one that lost its last character."""
_NO_TITLE: Final = re.compile(r"[。；！？：，\t]|^[（—]|^(?:19|20)[0-9]{2}[-./年]|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
"""What no line of a title holds: the marks of a sentence, a salutation, a table, a place and date line."""
_AT_THE_END: Final = re.compile("[（(]?(?:中国人民政治协商会议|政协)[^，。；]{6,50}(?:决议|决定)[）)]?")
_PROSE: Final = re.compile(r"[。；]|[：，、]$")
_ENCLOSURE: Final = re.compile("附件? *[0-9一二三四五六]?：?")
_LINES: Final = 4
_SHORTEST: Final = 4
_LONGEST: Final = 45
"""A title line is short; prose that begins a text is not."""
COLUMN: Final = re.compile(
    r"(?:(?:政协|委员|提案|协商|民主|社情|文史|机关|党建|理论|专委会?|区县|县区|县市区|市县|乡镇|基层|图片|视频|新闻|时政|政务|综合|媒体|调研|视察|学习|履职|"
    r"热点|今日|通知|公告|会议|领导|信息|专题|参政|建言|自身|对外|联谊|界别|政策|文件|规章|重要|本地|党派|统战|书画|工作|政治|队伍|走进|品牌|特色|两会|党组|先进|典型|经验|他山|领导|人物)){1,2}"
    r"(?:工作)?(?:活动|民主|监督|风采|要闻|动态|新闻|工作|资讯|中心|公告|公开|建设|天地|园地|之窗|视点|关注|聚焦|民意|交流|文件|讲话|报道|速递|快讯|播报|"
    r"在线|学习|论坛|议政|研究|视察|调研|协商|办理|选登|资料|概况|传真|之家|党建|风貌|文苑|信息|苑|动向|参考|园|窗口|政协|团体|书画|制度|法规|献策|专栏|专题|发布|简报|荟萃|撷英|之声|之音|声音|建言|履职)"
)
"""The name of a site's column, on a line of its own above the title."""
_CAPTION: Final = re.compile(
    r"[^。：]{0,16}(?:会场|现场|合影|主席台|场景|资料图片?|图为[^。]{0,20}|摄影?[：:][^。]{2,8}|[^，。]{2,6} ?摄)[）)]?|图片[0-9一二三四]?"
)
_BYLINE: Final = re.compile(
    r"[^。]{0,24}(?:讯|消息|电)? *[（(【](?:通讯员|记者|特约|见习|[^（）()]{0,8}(?:记者|通讯员))[^。]{0,40}[）)】]?|[^，。]{0,10}(?:本报|本网|本社|本台)讯"
)
"""A picture's caption, a reporter's line: what stands where a title could and is none."""


def no_title(line: str) -> bool:
    """Whether a line of the shadow stands above the text without being its title."""
    return bool(COLUMN.fullmatch(line.replace(" ", "")) or _CAPTION.fullmatch(line) or _BYLINE.fullmatch(line))


_SPACED: Final = re.compile(r"(?:[\u4e00-\u9fff]\s+){2,}[\u4e00-\u9fff]")


def title_of(text: str, lines: Sequence[Line]) -> str | None:
    """The title as printed at the head of ``text``, None where the text begins with prose, a date or a name.

    A resolution printed without a title may carry it at its end, above its date.
    """
    if lines and _ENCLOSURE.fullmatch(lines[0].text):
        lines = lines[1:]
    if not lines or lines[0].text[0] in "（—" or no_title(lines[0].text):
        return None
    first = lines[0].text.replace(" ", "")
    if len(first) < _SHORTEST and not _CLOSED.search(first):
        return None
    found = joined_title([text[line.start : line.end] for line in lines[:_LINES]], only_first=True)
    return found or next(
        (text[line.start : line.end] for line in lines[1:][-3:] if _AT_THE_END.fullmatch(line.text)), None
    )


def joined_title(printed: Sequence[str], *, only_first: bool = False) -> str | None:
    """The first line, and the next ones where only together they read like a title (政协青河县委员会, 工作报告).

    ``printed``: the lines that may be title. ``only_first`` when what follows the title may stand among them too.
    """
    if not printed:
        return None
    for count, line in enumerate(printed[:_LINES], start=1):
        plain = shadow(line).replace(" ", "")
        if len(plain) > _LONGEST or (only_first and _PROSE.search(plain)) or (count > 1 and _NO_TITLE.search(plain)):
            break
        if _CLOSED.search(plain):
            return closed_up("".join(item.strip() for item in printed[:count]))
    if not only_first:
        return closed_up("".join(item.strip() for item in printed))
    first = shadow(printed[0]).strip()
    return None if _PROSE.search(first) or len(first) > _LONGEST + 15 else printed[0].strip()


def closed_up(title: str) -> str:
    """A title without the blanks that only space its letters (``工　作　报　告``)."""
    return _SPACED.sub(lambda run: "".join(run[0].split()), title)
