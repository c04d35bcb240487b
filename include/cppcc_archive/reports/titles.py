"""The title of a text that came without one: its first line, or the first few where a title is broken over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cppcc_archive.reports.lines import Line
from cppcc_archive.reports.shadow import shadow

_CLOSED = re.compile(
    r"(?:报告?|讲话|致辞|致词|发言|[开闭]幕词|贺词|献词|决议|决定|通知|通报|公告|公示|启事|名单|名录|办法|要点|条例|规则|规程|细则|制度|意见|方案|规划|"
    r"计划|安排|总结|情况|思路|打算|开幕|闭幕|召开|举行|提案|建议|草案|纪要|综述|统计表|一览表|汇总表|倡议书?|函|信|日程|议程|结束)"
    r"(?: *[（(][^（）()]{1,16}[）)])?$"
)
"""How a whole title ends. ``工作报`` is one that lost its last character."""
_NO_TITLE = re.compile(r"[。；！？：，\t]|^[（—]|^(?:19|20)[0-9]{2}[-./年]|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
"""What no line of a title holds: the marks of a sentence, a salutation, a table, a place and date line."""
_PROSE = re.compile(r"[。；]|：$")
_LINES = 4
_LONGEST = 45
"""A title line is short; prose that begins a text is not."""


def title_of(text: str, lines: Sequence[Line]) -> str | None:
    """The title as printed at the head of ``text``, None where the text begins with prose, a date or a name."""
    if not lines or lines[0].text[0] in "（—" or len(lines[0].text.replace(" ", "")) < 4:
        return None
    return joined_title([text[line.start : line.end] for line in lines[:_LINES]], only_first=True)


def joined_title(printed: Sequence[str], *, only_first: bool = False) -> str | None:
    """The first line, and the next ones where only together they read like a title (政协青河县委员会, 工作报告).

    ``printed``: the lines that may be title. ``only_first`` when what follows the title may stand among them too.
    """
    if not printed:
        return None
    for count, line in enumerate(printed[:_LINES], start=1):
        plain = shadow(line).replace(" ", "")
        if len(plain) > _LONGEST or (count > 1 and _NO_TITLE.search(plain)):
            break
        if _CLOSED.search(plain):
            return "".join(item.strip() for item in printed[:count])
    if not only_first:
        return "".join(item.strip() for item in printed)
    first = shadow(printed[0]).strip()
    return None if _PROSE.search(first) or len(first) > _LONGEST + 15 else printed[0].strip()
