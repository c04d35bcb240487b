"""Patterns that are looked for where a character stands that their matches begin with.

``re`` does so by itself only where a pattern begins with a character, or with words of which each does. Any other, such
as ``(?:近|将近)[12]|[五四]年``, it tries at every place, at ten times the price.
"""

from __future__ import annotations

import importlib
import re
import sys
from typing import Any, Final

_parser: Any = importlib.import_module("re._parser")
"""How ``re`` itself reads an expression; it is not published otherwise."""
_ZERO_WIDTH: Final = frozenset({"AT", "ASSERT", "ASSERT_NOT"})


class Begun:
    """A pattern that is searched for by the characters that its matches begin with.

    Raises ValueError for one whose matches may begin with anything.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self.match, self.fullmatch = self.pattern.match, self.pattern.fullmatch
        chars, may_be_empty = _first(_parser.parse(pattern))
        if may_be_empty or not chars:
            raise ValueError(f"its matches may begin with anything: {pattern}")
        # What is consumed is one character, so that ``re`` leaps to it; the pattern is held against it from there.
        self._starts = re.compile(f"[{''.join(sorted(chars))}](?<=(?={pattern})(?s:.))")
        self._may_open = "^" in pattern

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match from ``start`` up to ``end``."""
        if self._may_open and start == 0 and (match := self.pattern.match(text, 0, end)):
            return match
        found = self._starts.search(text, start, end)
        return self.pattern.match(text, found.start(), end) if found else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[re.Match[str]]:
        """The matches, in order and apart."""
        found: list[re.Match[str]] = []
        while match := self.search(text, start, end):
            found.append(match)
            start = match.end()
        return found


def _first(items: Any) -> tuple[set[str], bool]:
    """The characters that what a sequence stands for begins with, behind the text's own beginning, as a set in an
    expression names them; and whether it may be empty.

    Raises ValueError where it begins with anything.
    """
    found: set[str] = set()
    for item in items:
        name, told = str(item[0]), item[1]
        if name == "AT" and str(told) == "AT_BEGINNING":
            return found, False
        if name in _ZERO_WIDTH:
            continue
        if name == "BRANCH":
            each = [_first(branch) for branch in told[1]]
        elif name.endswith("_REPEAT"):
            each = [_first(told[2]), (set(), told[0] == 0)]
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            each = [_first(told[3] if name == "SUBPATTERN" else told)]
        else:
            each = [(_chars([item] if name != "IN" else told), False)]
        found = found.union(*(chars for chars, _ in each))
        if not any(may_be_empty for _, may_be_empty in each):
            return found, False
    return found, True


def _chars(told: Any) -> set[str]:
    """A list of characters and ranges as a set in an expression names them."""
    if any(str(one[0]) not in ("LITERAL", "RANGE") for one in told):
        raise ValueError("its matches may begin with anything")
    ranges = [(one[1], one[1]) if str(one[0]) == "LITERAL" else one[1] for one in told]
    return {f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges}
