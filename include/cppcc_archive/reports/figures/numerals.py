"""Numerals of every style (``1,260``, ``3.7``, ``二百零三``, ``二〇二五``), and how they are printed with a unit."""

from __future__ import annotations

import re
from typing import Final

from cppcc_archive.reports.lexicon_table import ANY_UNIT

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


CJK: Final = "〇零一二两三四五六七八九十百千万亿"
_ARABIC: Final = (
    r"(?=[0-9.]{1,4} [0-9])(?:"
    r"(?<=[\u4e00-\u9fff] )[0-9]{1,2} [0-9]{1,2}(?= ?[件篇条名次份])|[0-9]{2,3}\. [0-9]{1,2}(?= ?%)|"
    r"(?<=[\u4e00-\u9fff])(?<![第表图页版号])[0-9]{1,3}(?: [0-9]{3}){1,2}(?![0-9])|"
    r"(?<=[\u4e00-\u9fff] )[0-9]{1,3}(?: [0-9]{3}){1,2}(?![0-9])|"
    r"(?<=[件篇条次人名个家户元字]、)[0-9]{1,3}(?: [0-9]{3}){1,2}(?![0-9]))|"
    r"(?=[0-9]{1,3}[,，])[0-9]{1,3}(?:[,，][0-9]{3}){1,4}(?![0-9])|[0-9]{1,14}+(?:\.[0-9]{1,6}+)?+"
)
"""Digits as they are printed, those that blanks part first. Of no number a part is tried, nor of those below: nothing
that may follow one begins with its characters."""
_FORMAL: Final = r"(?:[壹贰叁肆伍陆柒捌玖]?[拾佰仟]零?)+[壹贰叁肆伍陆柒捌玖]?(?![拾佰仟])"
"""Numerals as they are written on cheques: ``贰佰壹拾``. One alone may be a name (伍, 陆)."""
_CHINESE: Final = rf"[数几]?[{CJK}]{{1,16}}+[几数]?+(?:点[〇零一二三四五六七八九]{{1,6}})?"
_NO_TENTH: Final = "[一二三四五六七八九十百件篇条次人名个项家]"
_OVER: Final = (
    r"(?<=成)多|(?<=个)多(?=星期|学期|世纪)|(?<=[年天时月])多(?=[，。；、）\n的来时以之前后]|努力|建设|筹备|实践|$)"
)
_TAILS_BEGIN: Final = "一二三四五六七八九半多 及以左上之"
FIGURE: Final = re.compile(
    rf"(?:(?P<pct>百分之 ?)(?P<part>[0-9.]{{1,9}}|[{CJK}点]{{1,12}})|(?P<num>{_ARABIC}|{_FORMAL}|{_CHINESE}))"
    rf"(?:(?=[ 余多来千百万亿]) ?(?P<mid>[余多来])? ?(?P<mag>[千百]?万|亿|千|百)? ?(?P<mid2>[余多])? ?|)"
    rf"(?P<unit>(?(pct)|(?:{ANY_UNIT})))(?:(?=[{_TAILS_BEGIN}])(?P<tenth>(?<=成)[一二三四五六七八九](?!{_NO_TENTH}))?"
    rf"(?P<half>半)?(?P<over>{_OVER})?"
    rf"(?P<tail> ?(?:及?以上|左右|上下|以内|以下|之多))?|)"
)
"""What most figures have none of stands behind a look at one character: each part that may be missing costs as much as
a number."""
_NUMERALS: Final = f"数几{CJK}壹贰叁肆伍陆柒捌玖拾佰仟"
_GO_ON: Final = "".join(sorted({unit[0] for unit in ANY_UNIT.split("|")}))
STARTS: Final = re.compile(rf"[0-9{_NUMERALS}](?:(?<=[0-9])|(?=[{_NUMERALS}点余多来 {_GO_ON}]))")
"""Where a figure can begin (百分之 included): a look for one of these costs a tenth of the pattern's at every place."""
FRACTION: Final = re.compile(
    r"(?P<whole>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])(?![一-九十百千点])(?P<tail>(?:及?以上|左右|多|强|弱))?"
)
WHOLES: Final = re.compile(r"率[”、，]{0,2}(?:[均都达到实现]{1,3})?“?[二两三四五2-5]个“?(?P<each>100 ?%|百分之?百)”?")
"""Several rates and the one percentage that is each one's."""
