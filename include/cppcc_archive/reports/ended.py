"""Patterns whose matches end where the text does: looked for only behind a character that they end with, and no
farther back than they are long.

``re`` tries such a pattern (``(?:共|计)$``) at every character of what stands before a figure, and most figures have
none of its words there.
"""

from __future__ import annotations

import importlib
import re
import sys
from typing import Any, Final

_parser: Any = importlib.import_module("re._parser")
"""How ``re`` itself reads an expression; it is not published otherwise."""
_ZERO_WIDTH: Final = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_UNBOUNDED: Final = 1 << 16
_MOST: Final = 200
"""Characters of a set that is written out."""


class Ended:
    """A pattern whose matches end in ``$``: searched for by the characters that they end with, if those are few, and as
    far back as they are long.

    Raises ValueError for one that may end elsewhere, match nothing, or be of any length and end with anything.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        parsed = _parser.parse(pattern)
        self._ends, may_be_empty = _last(parsed)
        self._longest = int(min(parsed.getwidth()[1], _UNBOUNDED))
        if may_be_empty or not _is_at_end(parsed) or (self._ends is None and self._longest == _UNBOUNDED):
            raise ValueError(f"its end does not tell where it may match: {pattern}")

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match from ``start`` on that ends at ``end``."""
        end = min(end, len(text))
        if end <= start or text[end - 1] == "\n":
            return self.pattern.search(text, start, end)  # ``$`` stands before a last line break, too
        if self._ends is not None and text[end - 1] not in self._ends:
            return None
        return self.pattern.search(text, max(start, end - self._longest), end)


class Tail:
    """Words that are cut off where a text ends with them. Raises ValueError for those that may end with anything."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        parsed = _parser.parse(pattern)
        ends, _ = _last(parsed)
        if ends is None or not _is_at_end(parsed):
            raise ValueError(f"its matches may end with anything: {pattern}")
        self._ends = ends | {"\n"}

    def cut(self, text: str) -> str:
        """``text`` without them."""
        return self.pattern.sub("", text) if text and text[-1] in self._ends else text


def _is_at_end(items: Any) -> bool:
    """Whether whatever a sequence stands for ends where the text does."""
    if not len(items):
        return False
    name, told = str(items[-1][0]), items[-1][1]
    if name == "BRANCH":
        return all(_is_at_end(branch) for branch in told[1])
    return name == "AT" and str(told) == "AT_END"


def _last(items: Any) -> tuple[frozenset[str] | None, bool]:
    """The characters that what a sequence stands for ends with, None where that may be any; and whether it may be empty
    anywhere but where the text begins."""
    found = frozenset[str]()
    for item in list(items)[::-1]:
        name, told = str(item[0]), item[1]
        if name == "AT" and str(told) == "AT_BEGINNING":
            return found, False
        if name in _ZERO_WIDTH:
            continue
        if name == "BRANCH":
            each = [_last(branch) for branch in told[1]]
        elif name.endswith("_REPEAT"):
            each = [_last(told[2]), (frozenset(), told[0] == 0)]
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            each = [_last(told[3] if name == "SUBPATTERN" else told)]
        else:
            each = [(_chars([item] if name != "IN" else told), False)]
        if any(chars is None for chars, _ in each):
            return None, False
        found = found.union(*(chars for chars, _ in each if chars))
        if not any(may_be_empty for _, may_be_empty in each):
            return found, False
    return found, True


def _chars(told: Any) -> frozenset[str] | None:
    """A list of characters and ranges, None for what cannot be written out."""
    if any(str(one[0]) not in ("LITERAL", "RANGE") for one in told):
        return None
    ranges = [(one[1], one[1]) if str(one[0]) == "LITERAL" else one[1] for one in told]
    if sum(last - first for first, last in ranges) > _MOST:
        return None
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))
