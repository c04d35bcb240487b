"""What the place of a figure says of it, whatever its words: a limit, a team's members, who does what follows."""

from __future__ import annotations

import re

from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.words import Token
from cppcc_archive.reports.model import Qualifier

WHO = frozenset({"thing:member", "thing:member_kind", "thing:mass"})
LIMITS = frozenset({Qualifier.MORE_THAN, Qualifier.LESS_THAN})
_THRESHOLD = (
    re.compile("(?:提案|信息|活动)?的(?:有|占)?(?:单位|部门|委员|个人|企业|承办|有|各|先进|小组|界别|党派)"),
    re.compile("的?(?:重大|重点|产业|工业|优质|大)?(?:项目|企业)|的?(?:有|达)?(?=[0-9]{1,4}[个家项])"),
)
"""What follows a limit, of anything and of money."""
_TEAM = re.compile("[^，。；：、0-9]{0,12}组成的?[^，。；0-9]{0,16}?(?:团|队|小?组|专班|分队)")
_PART_OF = re.compile("[，。；：！？（）]|[、和与]$")
_VERBS_OF = frozenset({"act", "deed"})
_BODIES_COUNTED = frozenset({"body:national", "body:province", "body:city", "body:district", "body:home"})
_DOERS = WHO | {"body:leaders"}
_TOWARDS = frozenset("对为与向给同")
_BODY_REACH = 2
PEOPLE = frozenset("名人位")


def marks_at(
    shade: str, figure: Figure, last: Figure | None, before: tuple[Token, ...], after: tuple[Token, ...]
) -> set[str]:
    """What the place of a figure says of it, whatever its words: a limit, a team's members, who does what follows."""
    marks: set[str] = set()
    if figure.qualifier in LIMITS and _THRESHOLD[figure.unit == "元"].match(shade, figure.end):
        marks.add("sign:threshold")  # ``引进10亿元以上项目2个``, ``承办10件以上的单位``
    if shade[figure.start - 1 : figure.start] == "”":
        marks.add("sign:quoted")
    if figure.unit in PEOPLE:
        if _TEAM.match(shade, figure.end):
            marks.add("sign:team")
        if last and figure.start - last.end == 1 and shade[figure.start - 1] == "（":
            marks.add("sign:bracketed")  # ``培训班2期（110人）``
        is_first = shade[figure.start - 1 : figure.start] not in _TOWARDS
        if is_first and after and after[0].key in _DOERS and _VERBS_OF.isdisjoint([token.sort for token in before]):
            done = next((token for token in after if token.sort in _VERBS_OF), None)
            if done and not _PART_OF.search(shade, figure.end, done.start):
                marks |= {"sign:subject", done.key}
    elif after and after[0].key in _BODIES_COUNTED and figure.unit in ("个", "家"):
        marks |= {"sign:bodies"} if after[0].start - figure.end <= _BODY_REACH else set()
    return marks
