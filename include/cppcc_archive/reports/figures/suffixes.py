"""Nouns that no list can hold: what a compound is says its last character (``新闻通气会3次`` are meetings)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.figures.heads import GLUE
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.word_table import SUFFIXES
from cppcc_archive.reports.figures.words import Token

_REACH: Final = 16
"""Characters from a number to the end of the compound."""


_CORE: Final = 3
"""Characters that may stand between a deed and the end of its compound."""


class _Suffixes:
    """The suffixes that one unit may count, before and behind its number."""

    def __init__(self, unit: str) -> None:
        own = [(key, words) for units, key, words, _ in SUFFIXES if unit in units.split()]
        either = "|".join(f"(?P<s{at}>{words})" for at, (_, words) in enumerate(own))
        self._keys = [key for key, _ in own]
        self.before = Ended(f"(?:{either}){GLUE.pattern}$")
        self.behind = re.compile(f"[^，。；：、！？（）0-9\\n]{{0,{_REACH}}}?(?:{either})(?=[，。；：、！？（）\\n]|$)")

    def token(self, match: re.Match[str]) -> Token:
        """What the compound stands for."""
        at, text = next((at, text) for at, text in enumerate(match.groups()) if text)
        sort, name = self._keys[at].split(":")
        end = match.end(f"s{at}")
        return Token(end - 1, end, text, sort, name, self._keys[at])


_BY_UNIT: Final = {unit: _Suffixes(unit) for units, *_ in SUFFIXES for unit in units.split()}


def _has_core(tokens: Sequence[Token], last: Token) -> bool:
    """Whether a word of the lexicon holds a compound's last character, or names its deed (读书 of 读书分享会)."""
    # A loop: compiled, a generator would be a list of all the words before, for each figure.
    at = bisect_left(tokens, last.end, key=attrgetter("start")) - 1
    while at >= 0 and last.start < tokens[at].end + _CORE:
        one = tokens[at]
        if last.start < one.end or (one.sort == "deed" and last.sort != "thing"):
            return True
        at -= 1
    return False


def with_heads_by_suffix(
    shade: str, end: int, figures: Sequence[Figure], tokens: tuple[Token, ...]
) -> tuple[Token, ...]:
    """The words of a sentence and, beside figures that stand beside none, those that compounds stand for."""
    more: list[Token] = []
    floor = 0
    for index, figure in enumerate(figures):
        if suffixes := _BY_UNIT.get(figure.unit):
            found = suffixes.before.search(shade, max(floor, figure.start - _REACH), figure.start)
            if not found:
                ceiling = figures[index + 1].start if index + 1 < len(figures) else end
                found = suffixes.behind.match(shade, figure.end, ceiling)
            if found:
                token = suffixes.token(found)
                if not _has_core(tokens, token):
                    more.append(token)
        floor = figure.end
    return tuple(sorted([*tokens, *more], key=attrgetter("start"))) if more else tokens
