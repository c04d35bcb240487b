"""Named things: works and files in 《》, named proposals, meetings, mechanisms, persons with office and act."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from cppcc_archive.reports.anchors import Sought
from cppcc_archive.reports.model import Act, DocType, Mention
from cppcc_archive.reports.persons import act_of, persons_in

_N: Final = "0-9〇一二三四五六七八九十"
_PROPOSAL_AFTER: Final = re.compile(r"[、“”《》]*(?:等|的)*[^，。；、“”《》\n]{0,20}提案(?!委|工作|形式)")
_PIECES_AFTER: Final = re.compile(
    r"(?:等)?(?:[0-9一二三四五六七八九十百]{1,4}余?件|(?:的)?(?:提案|办理)|(?:所提|中的?)(?=[0-9]|[^，。]{0,4}建议)|(?:作为|列为|确定为)重点)"
)
_QUOTE_RUN: Final = re.compile(r"“[^“”\n]{4,60}”[、，和]?(?:“[^“”\n]{4,60}”[、，和]?){0,9}")
_WORK_RUN: Final = re.compile(r"《[^《》\n]{2,80}》[、，和]?(?:《[^《》\n]{2,80}》[、，和]?){0,9}")
_QUOTED: Final = re.compile(r"“([^“”\n]{4,60})”")
_TITLED: Final = re.compile(r"《([^《》\n]{2,80})》")
_AS_TITLE: Final = re.compile(r"^关于|(?:提案|建议|意见|对策)$")
_SHORTEST_TITLE: Final = 9
"""Characters from which on quoted words before 提案 are a title and no slogan (“三个提升”, “飞线充电”)."""
_PROPOSAL_TITLE: Final = re.compile(r"提案$")
_NEAR: Final = 160
"""Characters back that tell whether a passage speaks of proposals."""
MECHANISM: Final = Sought(
    r"“([^“”，。\n]{0,10}(?:商量|协商|议事|直通车|恳谈|会客厅|议事厅|圆桌|面对面|书香政协|委员之家|[一-鿿]来商|好商)[^“”，。\n]{0,8}(?:[，、][^“”，。\n]{2,10})?)”"
)
_MEETING_END: Final = Sought(r"次(?:全体|主席|常委会|常委|常务委员会|党组)?会议")
_MEETING: Final = re.compile(
    rf"(?:(?:[区县市旗州盟省]?政协(?:(?!关于|办公|主席|主持|出席|参加)[^，。；、\n（）“”召举]){{0,12}})?第?[{_N}]{{1,3}}届[^，。；、\n（）“”届]{{0,16}}?第?[{_N}]{{1,3}}"
    rf"|政协第届[^，。；、\n（）“”届]{{0,16}}?委员会第?[{_N}]{{1,3}}|第[{_N}]{{1,3}})\Z"
)


def find_mentions(
    shade: str, text: str, speaker: str | None = None, role: str | None = None, kind: DocType | None = None
) -> tuple[Mention, ...]:
    """Every mention, in order of position; one thing named in one place is one mention.

    ``speaker``: who gives the document, with ``role``; his name in its head is a mention too.
    """
    found: dict[int, Mention] = {}

    def add(sort: str, start: int, end: int, office: str | None = None, act: Act | None = None) -> None:
        found.setdefault(start, Mention(sort, text[start:end], start, end, office, act))

    _proposals(shade, add)
    for sort, items in (("mechanism", MECHANISM.finditer(shade)), ("work", _TITLED.finditer(shade))):
        for item in items:
            add(sort, *item.span(1))
    for end in _MEETING_END.finditer(shade):
        begin = _MEETING.search(shade, max(0, end.start() - 40), end.start())
        if begin and ("届" in begin[0] or end[0] not in ("次会议", "次全体会议")):
            add("meeting", begin.start(), end.end())
    if speaker:
        spot = re.compile(" *".join(map(re.escape, speaker))).search(shade, 0, _HEAD)
        if spot:
            act = Act.SPOKE if kind is DocType.SPEECH else Act.REPORTED
            add("person", *spot.span(), role, act)
    for person in persons_in(shade):
        add("person", person.start, person.end, person.office, act_of(shade, person))
    return tuple(sorted(found.values(), key=lambda item: (item.start, item.end, item.kind)))


_HEAD: Final = 400
"""Characters in which the speaker's own line stands."""


def role_in(mentions: tuple[Mention, ...], speaker: str) -> str | None:
    """The office that a document gives its speaker somewhere."""
    plain = speaker.replace(" ", "")
    return next((item.role for item in mentions if item.role and item.text.replace(" ", "") == plain), None)


def _proposals(shade: str, add: Callable[..., None]) -> None:
    for runs, inner in ((_QUOTE_RUN, _QUOTED), (_WORK_RUN, _TITLED)):
        for run in runs.finditer(shade):
            is_work = inner is _TITLED
            named = bool(_PROPOSAL_AFTER.match(shade, run.end()))
            if is_work and not named and _PIECES_AFTER.match(shade, run.end()):
                # The passage before speaks of proposals, and of nothing else that is counted by pieces since.
                before = shade[max(0, run.start() - _NEAR) : run.start()]
                named = before.rfind("提案") > max(before.rfind("社情民意"), before.rfind("信息"))
            for item in inner.finditer(shade, run.start(), run.end()):
                is_title = is_work or len(item[1]) >= _SHORTEST_TITLE or _AS_TITLE.search(item[1])
                if _PROPOSAL_TITLE.search(item[1]) or (named and is_title):
                    add("proposal", *item.span(1))
