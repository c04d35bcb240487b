"""Publication dates as pages print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("2025.1.7", "2025-01-07T00:00:00+08:00"),
        ("2025-1-7", "2025-01-07T00:00:00+08:00"),
        ("２０２５年１月７日", "2025-01-07T00:00:00+08:00"),
        ("发布日期：二〇二五年一月七日", "2025-01-07T00:00:00+08:00"),
        ("二○二四年十二月三十一日", "2024-12-31T00:00:00+08:00"),
        ("二零一九年十月二十日", "2019-10-20T00:00:00+08:00"),
        ("二O二三年十一月十号", "2023-11-10T00:00:00+08:00"),
        ("一九九八年二月廿三日", "1998-02-23T00:00:00+08:00"),
        ("25年1月7日", "2025-01-07T00:00:00+08:00"),
        ("’98年3月1日", "1998-03-01T00:00:00+08:00"),
        ("25-01-07 09:30", "2025-01-07T09:30:00+08:00"),
        ("25-01-07　来源：青沙日报", "2025-01-07T00:00:00+08:00"),
        ("January 7, 2025", "2025-01-07T00:00:00+08:00"),
        ("Published: Jan 7th, 2025", "2025-01-07T00:00:00+08:00"),
        ("7 Sept. 2024", "2024-09-07T00:00:00+08:00"),
        ("07-Jan-2025", "2025-01-07T00:00:00+08:00"),
        ("Tue Jan 07 09:30:05 CST 2025", "2025-01-07T09:30:05+08:00"),
        ("07.01.2025  09:30", "2025-01-07T09:30:00+08:00"),
        ("27.01.2025", "2025-01-27T00:00:00+08:00"),
    ],
)
def test_the_ways_a_date_is_printed(text: str, expected: str) -> None:
    found = first_datetime(text)
    assert found is not None
    assert found[0].isoformat() == expected


UNDATED = (
    "二〇二五年",
    "二〇二五年二月三十日",
    "农历二〇二五年一月七日",
    "二〇二五年十三月一日",
    "25-01-07",
    "历时125年1月7日",
    "7 Marching 2025",
    "May 2025",
    "Jan 32, 2025",
)
"""Forms like those above that say no day, or not for certain."""


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-13-01", "2025-02-30", "12025-01-07", "0512-36833606", "2025-1", *UNDATED]
)
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


def test_dates_of_every_dress_come_in_order() -> None:
    dates = ["7 Jan 2025", "二〇二五年二月三日", "2025-03-04", "25年4月5日"]
    text = f"{dates[0]} 至 {'，'.join(dates[1:])}"
    found = list(dates_in(text))
    assert [one.when.month for one in found] == [1, 2, 3, 4]
    assert [text[one.start : one.end] for one in found] == [
        "7 Jan 2025",
        "二〇二五年二月三日",
        "2025-03-04",
        "25年4月5日",
    ]


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_a_date_written_out_is_the_date(day: date) -> None:
    assert first_date(f"（{in_words(day)}）") == day


def in_words(day: date) -> str:
    numerals = "〇一二三四五六七八九"

    def number(value: int) -> str:
        tens, ones = divmod(value, 10)
        return ("" if tens < 2 else numerals[tens]) + ("十" if tens else "") + (numerals[ones] if ones else "")

    return f"{''.join(numerals[int(char)] for char in str(day.year))}年{number(day.month)}月{number(day.day)}日"
