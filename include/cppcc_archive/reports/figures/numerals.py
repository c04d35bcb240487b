"""Numerals of every style: ``171``, ``1,260``, ``3.7``, ``二百零三``, ``二〇二五``, ``十届``, ``九十八点五``."""

from __future__ import annotations

DIGITS = {char: value for value, chars in enumerate(("〇零○", "一壹", "二两贰", "三叁", "四肆")) for char in chars} | {
    char: value for value, chars in enumerate(("五伍", "六陆", "七柒", "八捌", "九玖"), start=5) for char in chars
}
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}


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
