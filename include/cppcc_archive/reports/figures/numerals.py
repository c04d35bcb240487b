"""Numerals of every style: ``171``, ``1,260``, ``3.7``, ``二百零三``, ``二〇二五``, ``十届``, ``九十八点五``."""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = {
    char: value for value, chars in enumerate(("〇零○", "一壹", "二两贰", "三叁", "四肆")) for char in chars
} | {char: value for value, chars in enumerate(("五伍", "六陆", "七柒", "八捌", "九玖"), start=5) for char in chars}
SCALES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}


def parse_chinese(text: str) -> float | None:
    """The value of a Chinese numeral (``二百零三`` 203, ``二〇二五`` 2025, ``三万七`` 37000); None when it is none."""
    whole, _, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not fraction:
        return None if value is None or text.endswith("点") else float(value)
    if any(char not in DIGITS for char in fraction):
        return None
    return float(f"{value}.{''.join(str(DIGITS[char]) for char in fraction)}")


def parse_integer(text: str) -> int | None:
    """An ordinal or a year in either script (``10``, ``十``, ``２０２５``, ``二○二五``); None when it is no number."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    value = parse_chinese(text)
    return int(value) if value is not None and value == int(value) else None


def parse_arabic(text: str) -> float | None:
    """``1,260``, ``3.7``, ``171`` as a number; None when it is none."""
    plain = text if text.isdecimal() else text.replace(",", "").replace("，", "").replace(" ", "")
    try:
        return float(plain)
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text)) if len(text) < 16 else None
    total = section = digit = 0
    last_scale = 1
    for char in text:
        if char in DIGITS:
            if digit and last_scale == 1 and char not in "〇零":
                return None
            digit = DIGITS[char]
            if digit == 0:
                last_scale = 10
        elif char in SCALES:
            section += (digit or 1) * SCALES[char]
            digit, last_scale = 0, SCALES[char]
        elif char in MYRIADS:
            counted = section + digit
            # 亿 multiplies all before it (万亿), 万 only what follows the last 亿.
            total = (total + counted or 1) * MYRIADS[char] if char == "亿" else total + (counted or 1) * MYRIADS[char]
            section, digit, last_scale = 0, 0, MYRIADS[char]
        else:
            return None
    # 三万七 is 37000 and 二百五 is 250: a digit right after a scale counts the next lower one.
    lower = last_scale // 10 if digit and last_scale > 10 and text[-2] not in "〇零" else 1
    return total + section + digit * lower


_ONES: Final = frozenset("件条次篇个名户份项")
_ONE_EACH: Final = re.compile(
    "(?:提|反映|参加|参与|撰写|办(?:理|好)?|引进|联系|结对|帮扶|走访|领办|报送|提交)(?:其中)?$"
)
_SO_MANY_ONES: Final = re.compile("[三四五六七八九十]个一[”活履]")
_ONE_BACK: Final = 8
_ONES_REACH: Final = 140
"""Characters before 一 that its verb may take, and between “五个一” and what it is made of."""


def is_one_of_many(shade: str, start: int, unit: str) -> bool:
    """Whether the 一 at ``start`` is one of a “五个一” (``即：提一件提案，反映一条信息``)."""
    return (
        unit in _ONES
        and _ONE_EACH.search(shade, max(0, start - _ONE_BACK), start) is not None
        and _SO_MANY_ONES.search(shade, max(0, start - _ONES_REACH), start + _ONES_REACH) is not None
    )


_ABOUT: Final = re.compile("(.?十|)([一二三四五六七八两])([二三四五六七八九])([十百千万]?)")


def neighbours(printed: str) -> float | None:
    """The lower of two neighbouring digits that mean "about" (``四五个`` 4, ``二三十`` 20, ``十七八`` 17)."""
    if len(printed) < 2 or printed[0].isdecimal():
        return None
    match = _ABOUT.fullmatch(printed)
    if not match or DIGITS[match[2]] + 1 != DIGITS[match[3]]:
        return None
    return parse_chinese(match[1] + match[2] + match[4])
