"""Whether a figure counts what was sent on: to a body above, or to those that are to act on it."""

from __future__ import annotations

import re
from typing import Final

from cppcc_archive.reports.figures.words import Token

_ABOVE: Final = frozenset({"national", "province", "city", "district", "above", "authorities"})
ABOVE: Final = frozenset(f"body:{name}" for name in _ABOVE)
"""Bodies that opinions are sent up to."""
ACTING: Final = frozenset({"thing:place", "thing:handler"})
"""Those that are to act on them."""
_UPWARD: Final = re.compile(
    "(?:向|(?:[报呈送寄]|报送|推送|呈报|转报|寄往)[给至到往]?)[“”]?(?:[\u4e00-\u9fff]{2,3}(?=$))?$"
)
_ON_TO: Final = re.compile("(?:[送转呈]|送交|转交|转办|移交|反馈|向)[给至到往]?[^，。；：0-9]{0,12}$")
_REACH: Final = 7
_REACH_ON: Final = 16
"""Characters before a name that say that something is sent there."""


def sends_up(shade: str, before: tuple[Token, ...]) -> bool:
    """Whether something is sent to a body above: ``向市政协报送信息``, ``上报省政协``, ``呈市委``."""
    return any(
        token.sort == "body"
        and token.name in _ABOVE
        and _UPWARD.search(shade, max(0, token.start - _REACH), token.start) is not None
        for token in before
    )


def sends_on(shade: str, before: tuple[Token, ...]) -> bool:
    """Whether something is sent to those that are to act on it: ``转送县水利局等部门``, ``向承办部门转送``."""
    return any(
        token.key in ACTING and _ON_TO.search(shade, max(0, token.start - _REACH_ON), token.start) is not None
        for token in before
    )
