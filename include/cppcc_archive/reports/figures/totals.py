"""Sums that a sentence draws itself (``大会收到116件，会后9件，共125件``): the arithmetic tells, not the wording."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.model import Indicator, Qualifier, Role

_SUMS_UP: Final = re.compile(
    "[，；：、。） ]*(?:其中)?(?:[两二三四五六七八九十]年(?:来)?|[两二三四]项|[两二三四]者|以上|全年|前后|先后)?"
    "(?:合计|共计|总计|总共|一共|累计|总数|共)[^，。；：0-9]{0,10}"
)
_ROUNDED: Final = 0.11
"""By how much a sum of percentages may miss its parts, each of them rounded."""
_MOST: Final = 12
"""Figures that a sum is looked for in."""
_RECEIVED: Final = frozenset({"proposals_submitted", "proposals_plenary", "proposals_between"})
_MADE: Final = frozenset({"proposals_individual", "proposals_collective", "proposals_joint", "proposals_by_source"})


def totals_in(shade: str, figures: Sequence[Figure]) -> dict[int, tuple[int, ...]]:
    """The figures of a sentence that are the sum of those before them, by index, and of which."""
    found: dict[int, tuple[int, ...]] = {}
    for index in range(2, len(figures)):
        figure, before = figures[index], figures[index - 1]
        if figure.qualifier is not Qualifier.EXACT or not _SUMS_UP.fullmatch(shade, before.end, figure.start):
            continue
        left, parts = figure.value, list[int]()
        slack = _ROUNDED if figure.unit == "%" else 0.0
        for at in range(index - 1, max(index - 1 - _MOST, -1), -1):
            if figures[at].unit == figure.unit and figures[at].qualifier is Qualifier.EXACT:
                left -= figures[at].value
                parts.append(at)
            if left <= slack:
                break
        if abs(left) <= slack and len(parts) > 1:
            found[index] = tuple(reversed(parts))
    return found


def code_of_sum(codes: Sequence[str]) -> str:
    """What a sum counts that says so by no word of its own (``共计135件``): what all its parts do."""
    kinds = set(codes)
    if len(kinds) == 1:
        return codes[0]
    return "proposals_submitted" if kinds <= _RECEIVED or kinds <= _MADE else "other"


def make_parts(found: list[Indicator], begun: int, starts: Sequence[int], sums: Mapping[int, tuple[int, ...]]) -> None:
    """What a sentence sums up are parts of the sum, unless they speak of another time."""
    at = {item.start: place for place, item in enumerate(found[begun:], begun)}
    for index, parts in sums.items():
        whole = found[at[starts[index]]]
        for part in parts:
            item = found[at[starts[part]]]
            if (item.period, item.figure_year) == (whole.period, whole.figure_year):
                found[at[item.start]] = item._replace(role=Role.PART, part_of=whole.indicator_id)


_LOOK_BACK: Final = 200
"""Figures back that a comparison's base may belong to."""


def compared(found: Sequence[Indicator], figure: Figure, sentence: int, paragraph: int) -> list[str]:
    """The code of the figure that a comparison's base belongs to: the one before it in the same unit, or where the
    sentence has none, the paragraph's first."""
    chosen = None
    for item in reversed(found[-_LOOK_BACK:]):
        if item.start < paragraph:
            break
        if item.unit == figure.unit and item.code != "other" and item.start < figure.start:
            chosen = item
            if item.start >= sentence:
                break
    return [chosen.code] if chosen else []
