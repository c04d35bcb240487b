"""Publication dates as pages print them."""

from __future__ import annotations

from datetime import date

import pytest

from cppcc_archive.markup.dates import dates_in, first_date, first_datetime


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布日期：2025-01-07 02:43", "2025-01-07T02:43:00+08:00"),
        ("2025年1月7日", "2025-01-07T00:00:00+08:00"),
        ("2025/1/7 9:08:05", "2025-01-07T09:08:05+08:00"),
        ("2025.01.07", "2025-01-07T00:00:00+08:00"),
        ("2019年06月15日08:18\xa0来源", "2019-06-15T08:18:00+08:00"),
        ("2007-08-20-23:59:59", "2007-08-20T23:59:59+08:00"),
        ("2025-01-07T02:43:00", "2025-01-07T02:43:00+08:00"),
        ("2016年9月1日 下午3:05", "2016-09-01T15:05:00+08:00"),
    ],
)
def test_the_ways_a_date_is_printed(text: str, expected: str) -> None:
    found = first_datetime(text)
    assert found is not None
    assert found[0].isoformat() == expected


@pytest.mark.parametrize("text", ["", "2025", "2025-13-01", "2025-02-30", "12025-01-07", "0512-36833606", "2025-1"])
def test_what_is_no_date(text: str) -> None:
    assert first_date(text) is None


def test_an_impossible_date_does_not_hide_the_next() -> None:
    assert first_date("2023-02-30 2023-03-01") == date(2023, 3, 1)


def test_dates_tell_where_they_stand() -> None:
    text = "2018-01-01 至 2018-02-03 10:00"
    assert [(text[one.start : one.end], one.has_clock) for one in dates_in(text)] == [
        ("2018-01-01", False),
        ("2018-02-03 10:00", True),
    ]
