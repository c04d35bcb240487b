"""Numerals of every style come back as the number they were written from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.reports.figures.numerals import parse_arabic, parse_chinese, parse_integer

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """The usual way to write 0 to 99,999,999 (一百零三, 十五, 三万零二十)."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        link = "零" if 0 < low < 1000 else ""
        return f"{chinese(high)}万{link}{'' if not low else below_myriad(low)}"
    return below_myriad(number) or DIGITS[0]


def below_myriad(number: int) -> str:
    text, pending = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if pending and text else "") + DIGITS[digit] + name
            pending = False
        else:
            pending = True
    return text


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_round_trip(number: int) -> None:
    assert parse_chinese(chinese(number)) == number


@given(st.integers(10, 19))
def test_ten_needs_no_one(number: int) -> None:
    assert parse_chinese(chinese(number).removeprefix("一")) == number


@given(st.integers(0, 99), st.text("零一二三四五六七八九", min_size=1, max_size=3))
def test_decimals_round_trip(whole: int, fraction: str) -> None:
    expected = float(f"{whole}.{''.join(str(DIGITS.index(char)) for char in fraction)}")
    assert parse_chinese(f"{chinese(whole)}点{fraction}") == expected


@given(st.integers(0, 10**9))
def test_grouped_thousands_round_trip(number: int) -> None:
    assert parse_arabic(f"{number:,}") == number


@pytest.mark.parametrize(
    ("printed", "value"),
    [("二○二五", 2025), ("二〇〇八", 2008), ("十", 10), ("10", 10), ("二十三", 23), ("三万七", 37_000), ("二百五", 250),
     ("一万亿", 10**12), ("三亿两千万", 320_000_000), ("一百零三", 103)],
)  # fmt: skip
def test_styles_of_the_genre(printed: str, value: int) -> None:
    assert parse_integer(printed) == value


@pytest.mark.parametrize("printed", ["", "点", "三点", "一件", "二三五百"])
def test_what_is_no_numeral_is_none(printed: str) -> None:
    assert parse_chinese(printed) is None


@given(st.text("〇零一二两三四五六七八九十百千万亿点", max_size=12))
def test_no_string_of_numerals_raises(printed: str) -> None:
    parse_chinese(printed)
