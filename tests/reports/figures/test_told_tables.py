"""Tables turned to lines: the measure word said once, captions for heads, a colon and slashes between cells."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import parsed

TITLE = "政协青河县九届三次会议提案统计表\n"
ROWS = "一、总体情况\n收到提案：143\n立案：120\n其中退回：4\n"


def rows_of(text: str) -> list[tuple[str, float, str, str | None]]:
    """Code, value, unit and role of every figure below the title."""
    return [(one.code, one.value, one.unit, one.role) for one in parsed(TITLE + text).indicators]


def test_the_declared_unit_holds_for_bare_numbers_and_the_caption_says_what_they_are() -> None:
    text = (
        f"统计截止时间：2024年3月8日 单位：件\n{ROWS}"
        "二、按提案者分\n委员个人：70\n民主党派：50\n合计：120\n"
        "三、按内容分类\n产业发展：80\n文旅：40\n"
        "四、承办单位（主办件数/会办件数）\n县交通局：30/9\n"
    )
    assert rows_of(text) == [
        ("proposals_submitted", 143, "件", "total"),
        ("proposals_filed", 120, "件", "total"),
        ("other", 4, "件", "part"),
        ("proposals_individual", 70, "件", "part"),
        ("proposals_by_source", 50, "件", "part"),
        ("proposals_filed", 120, "件", "total"),
        ("proposals_by_sector", 80, "件", "part"),
        ("proposals_by_sector", 40, "件", "part"),
        ("proposals_assigned", 30, "件", "part"),
        ("other", 9, "件", "part"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        f"单位：件\n以下为各界别情况。\n{ROWS}",
        "单位：件\n联系电话：3221234\n",
        "主办单位：青河县政协\n编号：143\n",
    ],
)
def test_without_a_declared_unit_a_bare_number_is_no_figure(text: str) -> None:
    assert rows_of(text) == []


def test_a_day_that_figures_are_counted_to_is_no_event() -> None:
    report = parsed(f"{TITLE}统计截止时间：2024年3月8日 单位：件\n{ROWS}")
    assert (report.event_date, report.year_reviewed) == (None, None)
