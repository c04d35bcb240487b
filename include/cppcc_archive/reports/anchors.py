"""Patterns that are tried only where words stand without which they cannot match: many patterns, one pass over a text.

A regular expression that begins with anything but a fixed word is tried at every character. Which words each of its
matches must hold, and how far from its beginning, follows from the expression itself; one automaton finds the words of
all expressions of a table at once, and each is tried at the few places that are left.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, Implementation

from cppcc_archive.markup.expressions import reader

_MOST_WORDS: Final = 160
_LONGEST: Final = 8
_FARTHEST: Final = 24
_WIDE: Final = 4
"""Words that one pattern is told by at most, their length, their distance from where a match begins, and how uncertain
that may be before a shorter word is better."""
_ANYWHERE: Final = 1 << 30
_ZERO_WIDTH: Final = frozenset({"AT", "ASSERT", "ASSERT_NOT"})


Anchors = dict[str, tuple[int, int]]
"""Words of which every match holds one, and how near to the match's beginning and how far from it each begins."""


def _worth(anchors: Anchors) -> tuple[float, ...]:
    """Long words that leave few places are best, not numerals; few words, where the place does not matter."""
    shortest = min(2, *(1 / 2 if word.isnumeric() else len(word) for word in anchors))
    if min(anchors.values())[0] < 0:
        return shortest, -len(anchors)
    spread = max(farthest - nearest for nearest, farthest in anchors.values())
    return shortest - (spread > _WIDE), -spread, -len(anchors)


def anchors_of(pattern: str, *, near: bool = True) -> Anchors | None:
    """The best of what a pattern's matches must hold, near their beginning or anywhere; None where nothing is sure."""
    begin = 0 if near else -_ANYWHERE
    return max(_options(reader.parse(pattern), begin, begin), key=_worth, default=None)


def _options(items: Any, low: int, high: int) -> Iterator[Anchors]:
    """The anchors that a sequence offers which begins ``low`` to ``high`` characters behind the match."""
    words, begin = frozenset({""}), (low, high)
    for item in items:
        more = _words(item)
        together = {one + other for one, other in product(words, more)} if more is not None else set()
        if not together or len(together) > _MOST_WORDS or max(map(len, together)) > _LONGEST:
            yield from _checked(words, *begin)
            together, begin = set(more or {""}), (low, high)
            yield from _inside(item, low, high)
        words = frozenset(together)
        shortest, longest = _width(item)
        low, high = low + shortest, high + longest
        if more is None:
            begin = low, high
        if low > _FARTHEST:
            break
    yield from _checked(words, *begin)


def _checked(words: frozenset[str], low: int, high: int) -> Iterator[Anchors]:
    if "" not in words and high <= _FARTHEST:
        # A word that begins with another of them tells no more.
        told = [one for one in words if not any(one[:cut] in words for cut in range(1, len(one)))]
        yield dict.fromkeys(told, (low, high))


def _inside(item: Any, low: int, high: int) -> Iterator[Anchors]:
    """What an item that stands for many words offers in its own parts."""
    name, told = str(item[0]), item[1]
    if name == "SUBPATTERN":
        yield from _options(told[3], low, high)
    elif name == "ATOMIC_GROUP":
        yield from _options(told, low, high)
    elif name.endswith("_REPEAT") and told[0]:
        yield from _options(told[2], low, high)
    elif name == "ASSERT" and told[0] > 0:
        yield from _options(told[1], low, high)
    elif name == "BRANCH":
        each = [max(_options(branch, low, high), key=_worth, default=None) for branch in told[1]]
        if all(each):
            merged: Anchors = {}
            for one in filter(None, each):
                for word, (nearest, farthest) in one.items():
                    other = merged.get(word, (nearest, farthest))
                    merged[word] = min(nearest, other[0]), max(farthest, other[1])
            yield merged


def _words(item: Any) -> set[str] | None:
    """All that an item can stand for, if that is little; what has no width stands for nothing."""
    name, told = str(item[0]), item[1]
    if name in _ZERO_WIDTH:
        return {""}
    if name == "LITERAL":
        return {chr(told)}
    if name == "IN":
        ranges = [(one[1], one[1]) if str(one[0]) == "LITERAL" else one[1] for one in told]
        if any(str(one[0]) not in ("LITERAL", "RANGE") for one in told):
            return None
        chars = {chr(code) for first, last in ranges for code in range(first, min(last, first + 40) + 1)}
        return chars if len(chars) <= _MOST_WORDS // 8 else None
    if name == "BRANCH":
        parts = [_sequence(branch) for branch in told[1]]
        return None if None in parts else set[str]().union(*(part for part in parts if part))
    if name == "SUBPATTERN":
        return _sequence(told[3])
    if name.endswith("_REPEAT") and (told[0], told[1]) == (0, 1) and (inner := _sequence(told[2])):
        return inner | {""}
    return None


def _sequence(items: Any) -> set[str] | None:
    words = {""}
    for item in items:
        more = _words(item)
        if more is None or len(words) * len(more) > _MOST_WORDS:
            return None
        words = {one + other for one, other in product(words, more)}
    return words


def _width(item: Any) -> tuple[int, int]:
    if str(item[0]) in _ZERO_WIDTH:
        return 0, 0
    shortest, longest = reader.SubPattern(reader.State(), [item]).getwidth()
    return shortest, min(longest, 10 * _FARTHEST)


def _finder(words: Iterable[str]) -> AhoCorasick:
    """The automaton of some words, in the form that is quickest to run."""
    return AhoCorasick(list(words), implementation=Implementation.DFA)


_Place = tuple[int, int]
"""The first and the last character at which a match may begin."""


Places = dict[int, list[_Place]]
"""Where in a stretch of text which patterns of a table, by their order, may match; all others cannot."""


class Anchored:
    """Patterns that one pass over a text tells where to try.

    Raises ValueError for one without words that its matches must hold: it may match anywhere, nothing, or ignore case.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = [re.compile(pattern) for pattern in patterns]
        by_word: dict[str, list[tuple[int, int, int]]] = {}
        for at, pattern in enumerate(self.patterns):
            anchors = anchors_of(pattern.pattern)
            if anchors is None or "(?i" in pattern.pattern or not reader.parse(pattern.pattern).getwidth()[0]:
                raise ValueError(f"cannot be told by its words: {pattern.pattern}")
            for word, (nearest, farthest) in anchors.items():
                by_word.setdefault(word, []).append((at, nearest, farthest))
        self._uses = list(by_word.values())
        self._finder = _finder(by_word)

    def places(self, text: str, start: int, end: int) -> Places:
        """Where in a stretch of ``text`` which of the patterns may match."""
        found: Places = {}
        words = text[start:end] if start or end < len(text) else text
        for word, begin, _ in self._finder.find_matches_as_indexes(words, overlapping=True):
            begin += start
            for at, nearest, farthest in self._uses[word]:
                if at in found:
                    found[at].append((begin - farthest, begin - nearest))
                else:
                    found[at] = [(begin - farthest, begin - nearest)]
        return found


def tried(pattern: re.Pattern[str], text: str, start: int, end: int, places: Sequence[_Place]) -> list[re.Match[str]]:
    """The matches of a pattern that begin at ``places`` (sorted), in order and apart."""
    found: list[re.Match[str]] = []
    for first, last in places:
        if first > start:
            start = first
        while start <= last:
            if match := pattern.match(text, start, end):
                found.append(match)
                start = match.end()
            else:
                start += 1
    return found


class Told:
    """Patterns of which the words of a text tell which may match in it at all; one without sure words may in any."""

    def __init__(self, patterns: Iterable[str]) -> None:
        told = [anchors_of(pattern, near=False) for pattern in patterns]
        words: dict[str, list[int]] = {}
        for at, each in enumerate(told):
            for word in each or ():
                words.setdefault(word, []).append(at)
        self._uses = list(words.values())
        self._always = {at for at, each in enumerate(told) if not each}
        self._finder = _finder(words)

    def among(self, text: str) -> list[int]:
        """Those that may match, by their order."""
        found = set(self._always)
        for word, _, _ in self._finder.find_matches_as_indexes(text, overlapping=True):
            found.update(self._uses[word])
        return sorted(found)


class Words:
    """Words of which each match of a pattern holds one. Raises ValueError where there are none that is sure."""

    def __init__(self, pattern: str) -> None:
        words = anchors_of(pattern, near=False)
        if not words:
            raise ValueError(f"cannot be told by its words: {pattern}")
        self._finder = _finder(words)

    def stand_in(self, text: str) -> bool:
        """Whether any does, so that the pattern may match."""
        return bool(self._finder.find_matches_as_indexes(text))


class Sought:
    """A pattern that whole texts are read for: one pass serves all that there are."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self._at = len(SOUGHT)
        told = anchors_of(pattern) or {}
        self._spread = max([farthest - nearest for nearest, farthest in told.values()], default=0)
        SOUGHT.append(self)

    def finditer(self, text: str) -> list[re.Match[str]]:
        """The matches, in order and apart."""
        return tried(self.pattern, text, 0, len(text), self.places(text))

    def places(self, text: str) -> Sequence[_Place]:
        """Where in ``text`` a match may begin, in order."""
        return _places(text, len(SOUGHT)).get(self._at, ())

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in a stretch of a whole text."""
        places = self.places(text)
        for at in range(bisect_left(places, (start - self._spread, -1)), len(places)):
            first, last = places[at]
            if first >= end:
                break
            for here in range(max(first, start), last + 1):
                if match := self.pattern.match(text, here, end):
                    return match
        return None

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether a match may begin from ``start`` on and before ``end``, of a pattern told by where it begins."""
        places = self.places(text)
        at = bisect_left(places, (start, -1))
        return at < len(places) and places[at][0] < end


SOUGHT: Final[list[Sought]] = []
"""All that there are, in the order in which their modules are loaded."""


class Asked:
    """A pattern that sentences are asked for: one pass over a sentence tells which of all can match in it at all."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self.at = len(ASKED)
        self.search, self.match, self.fullmatch = self.pattern.search, self.pattern.match, self.pattern.fullmatch
        ASKED.append(self)


ASKED: Final[list[Asked]] = []


def answers(text: str, start: int, end: int) -> Places:
    """Where in a sentence which of :data:`ASKED`, by its ``at``, may match."""
    return _anchored(Asked, len(ASKED)).places(text, start, end)


@lru_cache(maxsize=4)
def _anchored(kind: type[Sought | Asked], count: int) -> Anchored:
    """Those named so far: which modules are loaded when the first text is read is not ours to say."""
    return Anchored(one.pattern.pattern for one in (SOUGHT if kind is Sought else ASKED)[:count])


@lru_cache(maxsize=2)
def _places(text: str, count: int) -> Places:
    found = _anchored(Sought, count).places(text, 0, len(text))
    for places in found.values():
        places.sort()
    return found
