"""Whether a figure counts what was sent on: to a body above, or to those that are to act on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cppcc_archive.reports.figures.clauses import Look
from cppcc_archive.reports.figures.words import Token

_ABOVE: Final = frozenset({"national", "province", "city", "district", "above", "authorities"})
ABOVE: Final = frozenset(f"body:{name}" for name in _ABOVE)
"""Bodies that opinions are sent up to."""
ACTING: Final = frozenset({"thing:place", "thing:handler", "act:transfer"})
"""Those that are to act on them, named or within the verb (``转有关部门``)."""
_UPWARD: Final = re.compile(
    "(?:向|(?:[报呈送寄]|报送|推送|呈报|转报|寄往)[给至到往]?)[“”]?(?:[\u4e00-\u9fff]{2,3}(?=$))?$"
)
_ON_TO: Final = re.compile("(?:[送转呈]|送交|转交|转办|移交|反馈|向)[给至到往]?[^，。；：0-9]{0,12}$")
_REACH: Final = 7
_REACH_ON: Final = 16
"""Characters before a name that say that something is sent there."""


def is_upward(shade: str, look: Look, last: Sequence[set[str]]) -> bool:
    """Whether a figure counts what was sent to a body above, there or earlier in its list; ``last``: the marks of the
    figures just before it."""
    before = look.before
    if _sends_up(shade, before) or (look.stop == look.edge and _sends_behind(shade, look)):
        return True
    if last and any(one.text.startswith("上报") for one in before if one.key == "act:send"):
        return any("sign:upward" in marks for marks in last)
    is_list = before and look.clause == look.floor + 1 and last and all(one.sort == "body" for one in before)
    return bool(is_list) and "sign:upward" in last[-1]


def sends_on(shade: str, look: Look) -> bool:
    """Whether something is sent to those that are to act on it: ``转送县水利局等部门``, ``向承办部门转送``."""
    words = look.before + look.after if look.stop == look.edge else look.before
    return any(
        token.text.startswith("转有关部") or token.text.startswith("转相关部")
        if token.key == "act:transfer"
        else token.key in ACTING and _ON_TO.search(shade, max(0, token.start - _REACH_ON), token.start) is not None
        for token in words
    )


def _sends_up(shade: str, before: tuple[Token, ...]) -> bool:
    """Whether something is sent to a body above: ``向市政协报送信息``, ``上报省政协``, ``呈市委``."""
    return any(
        token.sort == "body"
        and token.name in _ABOVE
        and _UPWARD.search(shade, max(0, token.start - _REACH), token.start) is not None
        for token in before
    )


def _sends_behind(shade: str, look: Look) -> bool:
    """Whether the words behind a figure say where it is sent: ``精选18篇呈送省政协``, ``上报38期至市政协``."""
    if not look.after or look.after[-1].key not in ABOVE:
        return False
    is_sent = any(one.key == "act:send" for one in look.before)
    return (is_sent and shade[look.after[0].start - 1] in "至到给") or (
        look.after[0].key == "act:send" and look.after[0].start == look.figure.end
    )
