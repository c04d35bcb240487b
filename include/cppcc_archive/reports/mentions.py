"""Named things: works and files in 《》, named proposals, meetings, mechanisms, persons with their role."""

from __future__ import annotations

import re

from cppcc_archive.reports.lexicon_table import COMPOUND_SURNAMES, SURNAMES
from cppcc_archive.reports.model import Mention

_N = "0-9〇一二三四五六七八九十"
_WORK = re.compile(r"《[^《》\n]{2,80}》")
_PROPOSAL_AFTER = re.compile(r"[、“”《》]*(?:等|的)*[^，。；、“”《》\n]{0,20}提案")
_QUOTE_RUN = re.compile(r"“[^“”\n]{4,60}”[、，和]?(?:“[^“”\n]{4,60}”[、，和]?){0,9}")
_WORK_RUN = re.compile(r"《[^《》\n]{2,80}》[、，和]?(?:《[^《》\n]{2,80}》[、，和]?){0,9}")
_QUOTED = re.compile(r"“([^“”\n]{4,60})”")
_TITLED = re.compile(r"《([^《》\n]{2,80})》")
_NAMED_PROPOSAL = re.compile(r"“([^“”\n]{4,60}的?(?:提案|建议))”")
MECHANISM = re.compile(
    r"“([^“”，。\n]{0,10}(?:商量|协商|议事|直通车|恳谈|会客厅|议事厅|圆桌|面对面|书香政协|委员之家|[一-鿿]来商|好商)[^“”，。\n]{0,8}(?:[，、][^“”，。\n]{2,10})?)”"
)
_MEETING_END = re.compile(r"次(?:全体|主席|常委会|常委|常务委员会|党组)?会议")
_MEETING = re.compile(
    rf"(?:(?:政协[^，。；、\n（）“”召举]{{0,12}})?第?[{_N}]{{1,3}}届[^，。；、\n（）“”届]{{0,16}}?第?[{_N}]{{1,3}}"
    rf"|第[{_N}]{{1,3}})\Z"
)
_ROLES = (
    "副主席兼秘书长|党组书记、主席|党组副书记、副主席|政协主席|政协副主席|副主席|主席|秘书长|副秘书长|区委书记|县委书记|市委书记|副书记|书记|"
    "副区长|副县长|副市长|区长|县长|市长|副主任|主任|常委|部长|局长|委员|会长|主委|院长|校长|教授|董事长|总经理"
)
_NAME = rf"(?:(?:{COMPOUND_SURNAMES})[一-鿿]{{1,2}}?|[{SURNAMES}] ?[一-鿿]{{1,2}}?)"
_AFTER_NAME = (
    r"(?=主持|出席|参加|指出|强调|讲话|代表|作了|作[^为]|宣布|等|带队|率|一行|向|介绍|通报|传达|表示|要求|就|对|在|和|与|及|陪同"
    r"|致|同志|，|、|。|；|（|）| |\n|$|分别|到会|应邀|主讲|任|说|认为|提出|围绕|带领|深入|走访|调研|领衔|赴|为)"
)
PERSON = re.compile(rf"({_ROLES})(?:同志)? ?({_NAME})(?:同志)?{_AFTER_NAME}")
_NEXT_PERSON = re.compile(rf"[、和]({_NAME}){_AFTER_NAME}")


def find_mentions(shade: str, text: str) -> tuple[Mention, ...]:
    """Every mention, in order of position; one thing named in one place is one mention."""
    found: dict[int, Mention] = {}

    def add(kind: str, match: re.Match[str], group: int, role: str | None = None) -> None:
        start, end = match.span(group)
        found.setdefault(start, Mention(kind, text[start:end], start, end, role))

    for runs, inner in ((_QUOTE_RUN, _QUOTED), (_WORK_RUN, _TITLED)):
        for run in runs.finditer(shade):
            if _PROPOSAL_AFTER.match(shade, run.end()):
                for item in inner.finditer(shade, run.start(), run.end()):
                    add("proposal", item, 1)
    for kind, pattern in (("proposal", _NAMED_PROPOSAL), ("mechanism", MECHANISM), ("work", _TITLED)):
        for item in pattern.finditer(shade):
            add(kind, item, 1)
    for end in _MEETING_END.finditer(shade):
        begin = _MEETING.search(shade, max(0, end.start() - 40), end.start())
        if begin and ("届" in begin[0] or end[0] not in ("次会议", "次全体会议")):
            span = (begin.start(), end.end())
            found.setdefault(span[0], Mention("meeting", text[span[0] : span[1]], *span))
    for item in PERSON.finditer(shade):
        add("person", item, 2, item[1])
        position = item.end(2)
        while following := _NEXT_PERSON.match(shade, position):
            add("person", following, 1, item[1])
            position = following.end(1)
    return tuple(sorted(found.values(), key=lambda item: (item.start, item.end, item.kind)))
