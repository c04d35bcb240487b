"""The numbers Word draws before the paragraphs of a list: 一、 （一） 1. and their likes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cppcc_archive.files.xml import attribute, local

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "koreanCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "chinese-counting",
    }
)
_DIGITAL = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "koreanDigital2", "taiwaneseDigital"})
_LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal", "koreanLegal"})
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_HEAVENLY, _EARTHLY = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_CIRCLED = {1: 0x2460, 21: 0x3251, 36: 0x32B1}
"""From which number on circled ones stand where."""
_ENCLOSED = {"decimalEnclosedParen": 0x2473, "decimalEnclosedFullstop": 0x2487}
_MOST_ROMAN = 4000
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of a list counts: Word's name of the way, the text around ``%1`` … ``%9``, the first number."""

    style: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the lists of one document: ``levels`` by a definition's name and depth, ``of`` the definition of each
    list, ``restarts`` what a list of its own begins with at a depth."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(init=False, default_factory=dict)

    @classmethod
    def of_docx(cls, root: Any) -> Numbering:
        """The lists that ``word/numbering.xml`` declares."""
        found = cls()
        for item in root:
            if local(item) == "abstractNum":
                name = attribute(item, "abstractNumId") or ""
                found.levels[name] = {
                    int(attribute(level, "ilvl") or 0): _level(level) for level in item if local(level) == "lvl"
                }
            elif local(item) == "num":
                meant = next((child for child in item if local(child) == "abstractNumId"), None)
                if meant is not None:
                    found.of[attribute(item, "numId") or ""] = attribute(meant, "val") or ""
                found.restarts |= _overrides(item)
        return found

    def next(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of a list at a depth; empty for bullets and lists nobody declared."""
        name = self.of.get(number, "")
        level = self.levels.get(name, {}).get(depth)
        if level is None:
            return ""
        # Lists that share their definition count on together, until one of them says that it begins anew.
        key = name, depth
        if (start := self.restarts.pop((number, depth), None)) is not None:
            self._counts[key] = start - 1
        self._counts[key] = self._counts.get(key, level.start - 1) + 1
        for deeper in [other for other in self._counts if other[0] == name and other[1] > depth]:
            del self._counts[deeper]
        if level.style in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda match: self._count(name, int(match[1]) - 1), level.text)

    def _count(self, name: str, depth: int) -> str:
        level = self.levels[name].get(depth)
        if level is None:
            return ""
        return written(self._counts.get((name, depth), level.start), level.style)


def _overrides(number: Any) -> dict[tuple[str, int], int]:
    """By list and depth, what a list of its own begins with."""
    found: dict[tuple[str, int], int] = {}
    for item in number:
        start = next((child for child in item if local(child) == "startOverride"), None)
        depth, value = attribute(item, "ilvl") or "", (attribute(start, "val") or "") if start is not None else ""
        if depth.isdigit() and value.isdigit():
            found[attribute(number, "numId") or "", int(depth)] = int(value)
    return found


def _level(element: Any) -> Level:
    values = {local(child): attribute(child, "val") for child in element}
    start = values.get("start") or "1"
    return Level(values.get("numFmt") or "decimal", values.get("lvlText") or "", int(start) if start.isdigit() else 1)


def written(count: int, style: str) -> str:
    """A number in one of Word's ways of writing it."""
    if style in _CHINESE:
        return chinese(count)
    if style in _DIGITAL:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if style in _LEGAL:
        return chinese(count).translate(_FORMAL)
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return _circled(count)
    if style in _ENCLOSED:
        return chr(_ENCLOSED[style] + count) if 1 <= count <= 20 else str(count)
    if style == "ideographTraditional":
        return _HEAVENLY[(count - 1) % 10]
    if style == "ideographZodiac":
        return _EARTHLY[(count - 1) % 12]
    if style in ("upperRoman", "lowerRoman"):
        return _roman(count) if style == "upperRoman" else _roman(count).lower()
    if style == "decimalZero":
        return f"{count:02d}"
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if style == "lowerLetter" else letter.upper()
    if style == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    return str(count)


def _circled(count: int) -> str:
    first = max((one for one in _CIRCLED if one <= count), default=0)
    return chr(_CIRCLED[first] + count - first) if first and count <= 50 else str(count)


def _roman(count: int) -> str:
    if not 0 < count < _MOST_ROMAN:
        return str(count)
    found = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        found += sign * times
    return found


def chinese(count: int) -> str:
    """1 to 9999 as 一 … 九千九百九十九."""
    if not 0 < count < 10_000:
        return str(count)
    found, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, unit)
        if digit:
            found += (
                ("零" if gap and found else "")
                + ("" if digit == 1 and unit == 10 and not found else _DIGITS[digit])
                + name
            )
        gap = not digit
    return found
