"""The rules of :mod:`.rule_table` ready to run: one look at a sentence tells which of them can match in it at all.

A rule is a regular expression over one sentence in which the figure in question is ``◆`` and every other figure is
``#``; ``~`` abbreviates up to ten characters of the same clause. Rules are tried in order and the first that matches
decides. Every rule carries an example with its figure in ``[ ]``, and every example is a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from cppcc_archive.reports.figures.rule_table import GUARDS, RULES, Rule

_GAP = "[^，。；：！？、◆#]{0,10}?"
_EVERYWHERE = "委员政协提案建议工作信息会议办交作人以大公在界重点"
"""Characters that most sentences have, the commonest first."""


class _Ready(NamedTuple):
    """A compiled rule; ``needs`` and ``also`` are literals of which one must be in the sentence."""

    code: str
    search: Callable[[str], re.Match[str] | None]
    needs: tuple[str, ...]
    also: tuple[str, ...]


def _compiled(rule: Rule) -> _Ready:
    search = re.compile(rule.pattern.replace("~", _GAP)).search
    return _Ready(rule.code, search, tuple(rule.needs.split()), tuple(rule.also.split()))


_TABLE = (*GUARDS, *RULES)
_READY = tuple(map(_compiled, _TABLE))
_UNITS = frozenset(unit for rule in _TABLE for unit in rule.units.split())
_GUARDING = (1 << len(GUARDS)) - 1
_ANYWHERE = sum(1 << at for at, ready in enumerate(_READY) if not ready.needs)
"""Rules that need no word. (A set of rules is a whole number, bit by bit, guards first.)"""


def _rarest(word: str) -> str:
    """The character of a word that the fewest sentences have."""
    return max(word, key=lambda char: _EVERYWHERE.find(char) if char in _EVERYWHERE else len(_EVERYWHERE))


def _signs() -> dict[str, int]:
    signs: dict[str, int] = {}
    for at, ready in enumerate(_READY):
        for word in ready.needs:
            signs[_rarest(word)] = signs.get(_rarest(word), 0) | 1 << at
    return signs


_SIGNS = _signs()
"""The rules that need a word with this character."""
_SIGN_CHARS = frozenset(_SIGNS)


def _has_none(words: tuple[str, ...], text: str) -> bool:
    return not any(word in text for word in words)


def possible(sentence: str) -> int:
    """The rules whose words stand in ``sentence`` (without blanks): no other can match a figure of it."""
    able = _ANYWHERE
    for char in _SIGN_CHARS.intersection(sentence):
        able |= _SIGNS[char]
    left = able & ~_ANYWHERE
    while left:
        bit = left & -left
        left ^= bit
        ready = _READY[bit.bit_length() - 1]
        if _has_none(ready.needs, sentence) or (ready.also and _has_none(ready.also, sentence)):
            able ^= bit
    return able


@cache
def _fitting(unit: str, topic: str | None) -> int:
    """The rules that may know a figure in this unit where the text speaks of this topic. Units and topics are few."""
    found = 0
    for at, rule in enumerate(_TABLE):
        units = rule.units.split()
        if (not units or unit in units) and (rule.topic is None or rule.topic == topic):
            found |= 1 << at
    return found


def guards_among(able: int, unit: str, topic: str | None) -> bool:
    """Whether a guard is among the rules that a figure may match."""
    return bool(_fitting(unit if unit in _UNITS else "", topic) & able & _GUARDING)


def is_guarded(context: str, unit: str, topic: str | None, able: int) -> bool:
    """Whether the figure ``◆`` of ``context`` is no measure of ours whatever its words; ``able``: :func:`possible`."""
    return _first(_fitting(unit if unit in _UNITS else "", topic) & able & _GUARDING, context) is not None


def ruled(context: str, unit: str, topic: str | None, able: int) -> str | None:
    """The code that a rule gives the figure ``◆`` of ``context``; None when no rule knows it."""
    return _first(_fitting(unit if unit in _UNITS else "", topic) & able & ~_GUARDING, context)


def _first(rules: int, context: str) -> str | None:
    while rules:
        bit = rules & -rules
        rules ^= bit
        ready = _READY[bit.bit_length() - 1]
        if ready.search(context):
            return ready.code
    return None
