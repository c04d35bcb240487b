"""Lists told respectively: ``甲、乙、丙分别为1、2、3``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from cppcc_archive.reports.figures.numbers import Figure

_RESPECTIVE: Final = re.compile(
    r"(?:采用|采纳|录用|刊用|批示|签批)[^，。；：、]{0,16}分别|分别|依次|各为|(?:采用|采纳|录用|刊用)(?=[^，。；：、]{0,4}$)"
)
_BETWEEN: Final = re.compile(r" ?(?:、|，|和|及|与|以及) ?")
_LONGEST_BETWEEN: Final = 4
_NAME_JOINT: Final = re.compile(r"、|以及|和|与|及|，")
_BODY: Final = re.compile(
    "(?:全国|国家|中央|自治区|[省市州盟区县旗])(?:政协|委办?|政府|级|部委|办公厅)(?=[^，。；：、]{0,3}$)"
)
LONGEST_LIST: Final = 12
_SUMS: Final = frozenset({"类", "级", "个", "项", "方面", "个方面"})
_SUM_REACH: Final = 12
"""Characters from the number of a list's names to its first figure."""

_BARE_JOINT: Final = re.compile("、|和|与|及|以及|")
_BATCH_JOINT: Final = re.compile("[、，和]?(?:共|共计|计|累计|合计|约)?")
_SERIAL_JOINT: Final = re.compile("、|和|与|及|以及|(?:共|共计|计|累计|合计)?(?:刊载|刊登|刊发|登载|收录)?")
_JOINTS: Final = {"批": _BATCH_JOINT, "期": _SERIAL_JOINT, "辑": _SERIAL_JOINT}


def adds_to(unit: str, between: str) -> bool:
    """Whether a figure only goes on with the one in ``unit`` before it: ``19批230人次``, ``专刊33期共96条``."""
    return _JOINTS.get(unit[:1], _BARE_JOINT).fullmatch(between) is not None


def lists_in(
    shade: str, start: int, figures: Sequence[Figure], edges: Sequence[int]
) -> dict[int, tuple[tuple[int, int], tuple[int, int]]]:
    """For each figure of ``甲、乙、丙分别为1、2、3``: where its own name stands, and what all names share."""
    found: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {}
    first = 0
    while first < len(figures):
        last = first
        while last + 1 < len(figures) and last - first < LONGEST_LIST:
            close, begin = figures[last].end, figures[last + 1].start
            if begin - close > _LONGEST_BETWEEN or not _BETWEEN.fullmatch(shade, close, begin):
                break
            last += 1
        if last > first:
            names = _names(shade, start, figures, first, last, edges) or _same_years(shade, figures, first, last, found)
            found.update(names)
        first = last + 1
    return found


_YEAR: Final = re.compile("(?:19|20)[0-9]{2}年?度?")
_YEARS: Final = re.compile(f"{_YEAR.pattern}(?:(?:至|到|[—－-]{{1,2}}){_YEAR.pattern})?")
_YEARS_LED: Final = re.compile(
    "(?<![0-9])(?:(?:19|20)[0-9]{2}年?度?[、和与及]){1,6}(?:19|20)[0-9]{2}年度?，[^，。；、0-9]{0,14}$"
)
"""``2021、2022、2023年，区政协分别``: years that another clause parts from the verb."""
_YEARS_THROUGH: Final = re.compile(
    "(?<![0-9])((?:19|20)[0-9]{2})年?度?(?:至|到|[—－-]{1,2})((?:19|20)[0-9]{2})年度?，?[^，。；、0-9]{0,14}$"
)
"""``2019年至2023年，分别``: each year from the first to the last."""


def _same_years(
    shade: str,
    figures: Sequence[Figure],
    first: int,
    last: int,
    found: dict[int, tuple[tuple[int, int], tuple[int, int]]],
) -> dict[int, tuple[tuple[int, int], tuple[int, int]]]:
    """``2021、2022年分别收到130、141件，立案121件和128件``: the years of the list before hold for a list as long."""
    count = last - first + 1
    names = [found[at][0] for at in range(first - count, first) if at in found]
    years = [_YEARS.match(shade, *name) for name in names]
    if len(names) < count:
        return {}
    shared = (figures[first - 1].end, figures[first].start)
    return {first + place: (year.span(), shared) for place, year in enumerate(years) if year and all(years)}


def _names(
    shade: str, start: int, figures: Sequence[Figure], first: int, last: int, edges: Sequence[int]
) -> dict[int, tuple[tuple[int, int], tuple[int, int]]]:
    begin = figures[first].start
    floor = max(figures[first - 1].end if first else start, start)
    summed = figures[first - 1] if first else None
    if summed and summed.unit in _SUMS and summed.value == last - first + 1 and begin - summed.end < _SUM_REACH:
        # ``A、B、C三类依次为90件、30件、8件``: the number of names parts nothing.
        floor = figures[first - 2].end if first > 1 else start
    for said in _RESPECTIVE.finditer(shade, floor, begin):
        at = bisect_left(edges, said.start()) - 1
        opening = max(floor, edges[at] + 1 if at >= 0 else start)
        close = summed.start if summed and floor < summed.start < said.start() else said.start()
        if opening == close and at >= 0 and shade[close - 1] == "，":
            # ``甲、乙报送较多，分别为``
            close, opening = close - 1, max(floor, edges[at - 1] + 1 if at else start)
        cuts = [opening]
        for joint in _NAME_JOINT.finditer(shade, opening, close):
            cuts += [joint.start(), joint.end()]
        cuts.append(close)
        names = list(zip(cuts[::2], cuts[1::2], strict=True))
        count = last - first + 1
        if len(names) >= count and all(close > open_ for open_, close in names[-count:]):
            shared = (names[-1][0], begin)
            return {first + place: (name, shared) for place, name in enumerate(names[-count:])}
        through = _YEARS_THROUGH.search(shade, floor, said.start())
        if through and int(through[2]) - int(through[1]) == count - 1:
            return {first + place: (through.span(), (through.end(), begin)) for place in range(count)}
        if led := _YEARS_LED.search(shade, floor, said.start()):
            years = [year.span() for year in _YEAR.finditer(shade, *led.span())]
            if len(years) == count:
                return {first + place: (year, (years[-1][1], begin)) for place, year in enumerate(years)}
        bodies = [_BODY.search(shade, start, one.start) for one in figures[max(0, first - count) : first]]
        if len(bodies) == count and "分别" in said[0]:
            # ``报送省政协38条、市政协124条，分别被采用9条和45条``: the bodies stand at the figures before.
            shared = (said.start(), begin)
            return {first + place: (body.span(), shared) for place, body in enumerate(bodies) if body}
    return {}
