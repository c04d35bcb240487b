"""Patterns whose matches end where the text does: looked for only behind a character that they end with, and no
farther back than they are long.

``re`` tries such a pattern (``(?:共|计)$``) at every character of what stands before a figure, and most figures have
none of its words there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any, Final

from cppcc_archive.markup.expressions import outermost, reader

_UNBOUNDED: Final = 1 << 16
_MOST: Final = 200
"""Characters of a range that is written out."""


class Ended:
    """A pattern whose matches end in ``$``: searched for by the characters that they end with, if those are few, and as
    far back as they are long; where ``words`` are told of which each match holds one, only if one of them is there.

    Raises ValueError for one that may end elsewhere, match nothing, or be of any length and end with anything.
    """

    def __init__(self, pattern: str, words: Iterable[str] = ()) -> None:
        self.pattern, self._words = re.compile(pattern), tuple(words)
        parsed = reader.parse(pattern)
        self._ends, may_be_empty = _endings(parsed)
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
        start = max(start, end - self._longest)
        if self._words and not self._has_word(text, start, end):
            return None
        return self.pattern.search(text, start, end)

    def _has_word(self, text: str, start: int, end: int) -> bool:
        for word in self._words:  # noqa: SIM110  (compiled, a generator costs as much as the search)
            if text.find(word, start, end) >= 0:
                return True
        return False


class Tail:
    """Words that are cut off where a text ends with them. Raises ValueError for those that may end with anything."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        parsed = reader.parse(pattern)
        ends, _ = _endings(parsed)
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


def _endings(items: Any) -> tuple[frozenset[str] | None, bool]:
    """The characters that matches end with, None where these may be any or many; and whether a match may be empty."""
    ranges, may_be_empty = outermost(items, last=True)
    if ranges is None or any(last - first > _MOST for first, last in ranges):
        return None, may_be_empty
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1)), may_be_empty
