"""Line charts as shapes a template draws: every number placed, nothing left to compute. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

_WIDTH, _HEIGHT = 320, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 20, 14, 24
_DIGIT = 7
"""Width of a digit of the value axis, in pixels: a mark of many digits pushes the axis to the right."""
_LARGE = frozenset({"元", "字"})
"""Units printed by the ten thousand or hundred million."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: ``href`` leads to where it was read from; ``doubtful`` where other documents differ.

    ``no_total``: why it is none (several_things, said_twice); no line leads to or from it.
    """

    year: int
    value: float
    href: str
    note: str = ""
    doubtful: bool = False
    no_total: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point in place, in pixels from the upper left corner."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to draw. ``lines`` are the coordinates of polylines: a year without a value, or with one that is no
    total, breaks the line."""

    unit: str
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT
    bottom: int = _HEIGHT - _BOTTOM
    right: int = _WIDTH - _RIGHT


def line_chart(unit: str, points: Sequence[Point], years: tuple[int, int] | None = None) -> Chart:
    """A chart of ``points`` by year (at least one), the value axis beginning at 0 unless values are negative.

    ``years``: the first and last year of the axis, for charts that are compared; without it, those of the points. Large
    sums of money and words are drawn in 万 or 亿 of their unit, as reports print them; points and unit say so.
    """
    unit, ordered = _in_large_units(unit, sorted(points, key=lambda point: point.year))
    first, last = years or (ordered[0].year, ordered[-1].year)
    low, high, step = _scale([point.value for point in ordered])
    marks = [low + number * step for number in range(round((high - low) / step) + 1)]
    left = max(_LEFT, _DIGIT * max(len(shown(mark)) for mark in marks) + 10)

    def x(year: int) -> float:
        span = max(1, last - first)
        return round(left + (year - first) / span * (_WIDTH - left - _RIGHT), 1)

    def y(value: float) -> float:
        return round(_TOP + (high - value) / (high - low) * (_HEIGHT - _TOP - _BOTTOM), 1)

    dots = tuple(Dot(x(point.year), y(point.value), point) for point in ordered)
    every = max(1, math.ceil((last - first + 1) / 6))
    across = tuple(Tick(x(year), str(year)) for year in range(first, last + 1, every))
    up = tuple(Tick(y(mark), shown(mark)) for mark in marks)
    return Chart(unit, dots, tuple(_lines(dots)), across, up, left=left)


def _in_large_units(unit: str, points: Sequence[Point]) -> tuple[str, Sequence[Point]]:
    if unit in _LARGE:
        highest = max(abs(point.value) for point in points)
        for large, factor in (("亿", 1e8), ("万", 1e4)):
            if highest >= factor:
                return large + unit, [replace(point, value=point.value / factor) for point in points]
    return unit, points


def shown(value: float) -> str:
    """A number for people: thousands apart, no trailing zeros."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text or "0"


def _lines(dots: Sequence[Dot]) -> list[str]:
    runs: list[list[Dot]] = []
    for dot in dots:
        if dot.point.no_total:
            continue
        if runs and dot.point.year - runs[-1][-1].point.year == 1:
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1]


def _scale(values: Sequence[float]) -> tuple[float, float, float]:
    """The lowest and highest mark of the value axis, and the step between marks: some three to six of them.

    Where every value is whole, so is every mark: there is no quarter of a meeting.
    """
    low, high = min(0.0, *values), max(0.0, *values)
    if high - low < 1e-9:
        high = low + 1
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    whole = all(value.is_integer() for value in map(float, values))
    steps = (factor * power for factor in (1, 2, 2.5, 5, 10))
    step = next((step for step in steps if step >= rough and (not whole or step.is_integer())), 10 * power)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step
