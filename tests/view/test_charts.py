"""Charts: every value in its place, gaps left open, numbers a person can read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.view.charts import Point, line_chart, shown

VALUES = st.lists(st.tuples(st.integers(2000, 2026), st.floats(-1e9, 1e9)), min_size=1, max_size=30)


@given(VALUES)
def test_every_dot_lies_within_the_frame(values) -> None:
    chart = line_chart("件", [Point(year, value, "x") for year, value in values])
    assert len(chart.dots) == len(values)
    assert all(chart.left <= dot.x <= chart.right and 0 <= dot.y <= chart.bottom for dot in chart.dots)
    assert 2 <= len(chart.up) <= 8


def test_a_greater_value_stands_higher_and_a_later_year_further_right() -> None:
    first, second = line_chart("件", [Point(2024, 151, "a"), Point(2025, 174, "b")]).dots
    assert first.x < second.x
    assert first.y > second.y


@pytest.mark.parametrize(
    ("values", "ticks"),
    [([1, 0], ["0", "1"]), ([9, 3], ["0", "5", "10"]), ([1, 0.5], ["0", "0.25", "0.5", "0.75", "1"])],
)
def test_whole_values_have_whole_ticks(values: list[float], ticks: list[str]) -> None:
    points = [Point(2024 + place, value, "x") for place, value in enumerate(values)]
    assert [tick.text for tick in line_chart("次", points).up] == ticks


@pytest.mark.parametrize(
    ("values", "unit", "drawn"),
    [
        ([2_570_000, 980_000], "万元", [257, 98]),
        ([120_000_000, 9_000_000], "亿元", [1.2, 0.09]),
        ([9000, 0], "元", [9000, 0]),
    ],
)
def test_large_sums_are_drawn_as_reports_print_them(values: list[float], unit: str, drawn: list[float]) -> None:
    chart = line_chart("元", [Point(2024 + place, value, "x") for place, value in enumerate(values)])
    assert chart.unit == unit
    assert [dot.point.value for dot in chart.dots] == drawn
    assert line_chart("人次", [Point(2024, 2_570_000, "x")]).unit == "人次"


def test_a_long_mark_has_its_room_beside_the_axis() -> None:
    small, large = (line_chart("人次", [Point(2024, value, "x"), Point(2025, value, "x")]) for value in (9.0, 2e7))
    assert large.left > small.left
    assert large.left > 7 * max(len(tick.text) for tick in large.up)
    assert all(dot.x >= large.left for dot in large.dots)


def test_a_year_without_a_value_breaks_the_line() -> None:
    years = (2018, 2019, 2021, 2022)
    assert len(line_chart("件", [Point(year, 1, "x") for year in years]).lines) == 2


@pytest.mark.parametrize(
    ("value", "text"), [(1260.0, "1,260"), (88.3, "88.3"), (0.0, "0"), (100.0, "100"), (-2.5, "-2.5")]
)
def test_numbers_are_for_people(value: float, text: str) -> None:
    assert shown(value) == text
