"""What a figure counts that repeats, sums up or goes on from earlier ones: the number told again, sums, bases."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.figures.breakdown import PIECES
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.roles import WHOLES
from cppcc_archive.reports.figures.rows import Row
from cppcc_archive.reports.model import Indicator, Qualifier, Role

_AGAIN: Final = re.compile("(?:政协|委员|立案)*提案(?:中(?![心共])|所提|的?(?:撰写人|提案人|提出人|承办单位|主要内容))")
"""``135件提案中，已解决的80件``: the number that was told before."""
_MERGE: Final = "(?:并案|合并|归并)"
_LEFT: Final = Ended(f"{_MERGE}[^。；0-9]{{0,8}}后[^。；0-9]{{0,12}}$|{_MERGE}[^。；]{{0,16}}实际立案$")
_MERGED_BEHIND: Final = re.compile(f"[^，。；0-9]{{0,8}}{_MERGE}[^，。；0-9]{{0,6}}后，")
_NAMED: Final = re.compile("[0-9]+件中(?![心共])")
"""``政协提案9件中，主办的1件``"""
_NOT_FILED: Final = re.compile("[不未]予?立案[的，、]*[^，。；0-9]*$")
"""``未予立案，作为意见处理的8件``"""
_BARE: Final = Ended(
    "(?:^|[，。；：])(?:[^，。；：0-9]{0,8}[将把]|[在对将把这该]|上述|以上|全部|所有|(?:大会|会议|共|一共)*(?:收到|提交|提出)的)*$"
)
_REACH: Final = 32
"""Characters before a figure that say of merging."""
_BASES: Final = Ended("分别(?:比|较|同|与)[^，。；：0-9]{0,12}$")
"""``占46%，占7%，分别比上年的48%、8%减少``: each base is of the figure in its place."""
_MERGED_FILED: Final = Ended("(?:合并|并案|归并)后?立案(?:提案)?(?:共|为)?$")
"""``立案180件，合并立案174件``: most of those filed are what is left."""
_JOINT: Final = re.compile("[、和与及]|以及")
_LOOK_BACK: Final = 200
_TOLD: Final = WHOLES | {"proposals_key"}


def retell(shade: str, rows: list[Row], start: int, found: Sequence[Indicator]) -> None:
    """Code the ``rows`` of a sentence by the figures before them; ``found`` are those of the document so far, ``start``
    is where the sentence begins, in its paragraph."""
    filed = _filed_before(found, rows[0].home.paragraph)
    for at, row in enumerate(rows):
        figure, code = row.figure, row.coded[0]
        if figure.unit in PIECES and row.topic == "proposal":
            before = shade[max(start, figure.start - _REACH) : figure.start]
            is_again = (
                (_BARE.search(before) and _AGAIN.match(shade, figure.end))
                or _NAMED.match(shade, figure.start)
                or (code == "other" and figure.place and figure.place.is_total)  # ``合计：158`` below a caption
            )
            if is_again and (
                told := _told_before(rows[max(0, at - _LOOK_BACK) : at], found, figure.value, figure.unit)
            ):
                row.coded = [told]
            elif code == "proposals_filed":
                if filed >= figure.value and _LEFT.search(before):
                    row.coded = ["proposals_after_merging"]
                else:
                    filed = figure.value
            elif code == "proposals_merged" and filed >= figure.value > filed / 2 and _MERGED_FILED.search(before):
                row.coded = ["proposals_after_merging"]
            elif code == "proposals_transferred" and _NOT_FILED.search(before):
                row.coded = ["proposals_not_filed"]
            elif code == "proposals_after_merging" and _MERGED_BEHIND.match(shade, figure.end):
                row.coded = ["proposals_merged"]
        elif at and code == "other" and _BASES.search(shade[max(start, figure.start - _REACH) : figure.start]):
            _tell_bases(shade, rows, at)


def _filed_before(found: Sequence[Indicator], paragraph: int) -> float:
    """How many proposals were filed, by what a paragraph told last."""
    for item in reversed(found[-_LOOK_BACK:]):
        if item.start < paragraph:
            break
        if item.code == "proposals_filed":
            return item.value
    return 0.0


def _told_before(rows: Sequence[Row], found: Sequence[Indicator], value: float, unit: str) -> str | None:
    """What the number counted where it was told before."""
    for row in reversed(rows):
        if row.figure.value == value and row.figure.unit == unit and row.coded[0] in _TOLD:
            return row.coded[0]
    for item in reversed(found[-_LOOK_BACK:]):
        if item.value == value and item.unit == unit and item.code in _TOLD and item.role is not Role.CHANGE:
            return item.code
    return None


def _tell_bases(shade: str, rows: list[Row], first: int) -> None:
    """Each base of a row of them is of the figure that stands in its place before them."""
    last = first
    while last + 1 < len(rows) and _JOINT.fullmatch(shade, rows[last].figure.end, rows[last + 1].figure.start):
        last += 1
    count = last - first + 1
    counted = [
        row.coded for row in rows[max(0, first - _LOOK_BACK) : first] if row.figure.unit == rows[first].figure.unit
    ][-count:]
    if len(counted) == count:
        for row, coded in zip(rows[first : last + 1], counted, strict=True):
            row.coded = coded


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
