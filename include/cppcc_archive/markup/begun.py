"""Patterns that are looked for where a character stands that their matches begin with.

``re`` does so by itself only where a pattern begins with a character, or with words of which each does. Any other, such
as ``(?:近|将近)[12]|[五四]年``, it tries at every place, at ten times the price.
"""

from __future__ import annotations

import re
import sys

from cppcc_archive.markup.expressions import outermost, reader


class Begun:
    """A pattern that is searched for by the characters that its matches begin with.

    Raises ValueError for one whose matches may begin with anything.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self.match, self.fullmatch = self.pattern.match, self.pattern.fullmatch
        ranges, may_be_empty = outermost(reader.parse(pattern), last=False)
        if may_be_empty or not ranges:
            raise ValueError(f"its matches may begin with anything: {pattern}")
        chars = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in sorted(ranges))
        # What is consumed is one character, so that ``re`` leaps to it; the pattern is held against it from there.
        self._starts = re.compile(f"[{chars}](?<=(?={pattern})(?s:.))")
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
