"""The rules of :mod:`.rule_table` ready to run: one look at a sentence tells which of them can match in it at all.

A rule is a regular expression over one sentence in which the figure in question is ``◆`` and every other figure is
``#``. Rules are tried in order and the first that matches decides. Every rule carries an example with its figure in
``[ ]``, and every example is a test.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cppcc_archive.reports.anchors import Told
from cppcc_archive.reports.figures.rule_table import RULES, Rule


class Ready(NamedTuple):
    """A compiled rule."""

    rule: Rule
    pattern: re.Pattern[str]
    units: frozenset[str]


_READY: Final = [Ready(rule, re.compile(rule.pattern), frozenset(rule.units.split())) for rule in RULES]
_TOLD: Final = Told(re.sub("[◆#]", ".", rule.pattern) for rule in RULES)
"""Where a sentence is asked, its numbers stand in it as printed."""


def possible(sentence: str) -> list[Ready]:
    """The rules whose words stand in ``sentence`` (without blanks): no other can match a figure of it."""
    return [_READY[at] for at in _TOLD.among(sentence)]


def fitting(rules: Sequence[Ready], unit: str, topic: str | None) -> list[Ready]:
    """Those that may know a figure in this unit where the text speaks of this topic."""
    return [one for one in rules if (not one.units or unit in one.units) and one.rule.topic in (None, topic)]


def code_by(rules: Sequence[Ready], context: str) -> str | None:
    """The code that the first rule that matches gives the figure ``◆`` of ``context``."""
    return next((one.rule.code for one in rules if one.pattern.search(context)), None)
