"""The rules of :mod:`.rule_table` ready to run: one look at a sentence tells which of them can match in it at all.

A rule is a regular expression over one sentence in which the figure in question is ``◆`` and every other figure is
``#``; ``~`` abbreviates up to ten characters of the same clause. Rules are tried in order and the first that matches
decides. Every rule carries an example with its figure in ``[ ]``, and every example is a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cppcc_archive.reports.figures.rule_table import GUARDS, RULES
from cppcc_archive.reports.figures.words import Signs

_GAP = "[^，。；：！？、◆#]{0,10}?"


class Ready(NamedTuple):
    """A compiled rule; a guard says of a figure that it is no measure of ours, whatever its words."""

    code: str
    search: Callable[[str], re.Match[str] | None]
    units: frozenset[str]
    topic: str | None
    is_guard: bool


_TABLE = (*GUARDS, *RULES)
_READY = [
    Ready(
        rule.code,
        re.compile(rule.pattern.replace("~", _GAP)).search,
        frozenset(rule.units.split()),
        rule.topic,
        at < len(GUARDS),
    )
    for at, rule in enumerate(_TABLE)
]
_SIGNS = Signs([rule.needs for rule in _TABLE])


def possible(sentence: str) -> list[Ready]:
    """The rules whose words stand in ``sentence`` (without blanks), guards first: no other can match a figure of it."""
    return [_READY[at] for at in _SIGNS.among(sentence)]


def fitting(rules: Sequence[Ready], unit: str, topic: str | None) -> list[Ready]:
    """Those that may know a figure in this unit where the text speaks of this topic."""
    return [
        rule for rule in rules if (not rule.units or unit in rule.units) and (rule.topic is None or rule.topic == topic)
    ]


def code_by(rules: Sequence[Ready], context: str, *, guards: bool = False) -> str | None:
    """The code that the first rule (or guard) that matches gives the figure ``◆`` of ``context``."""
    return next((rule.code for rule in rules if rule.is_guard is guards and rule.search(context)), None)
