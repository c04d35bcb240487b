"""Publication dates as pages print them. (Dates inside report prose are ``reports``' business.)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had one zone and no summer time since 1991; archived pages are later than that."""

_DATE = re.compile(
    r"((?:19|20)\d\d)(?<!\d{5})(?:\s*(?:年|[-./])\s*|\s+(?=\d\d[-./]\d\d(?!\d)|\d\d?月))(0?[1-9]|1[0-2])"
    r"\s*(?:月|[-./])\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
    r"(?:\s*日)?(?:[T\s-]{0,6}(上午|下午|晚上)?\s?"
    r"([01]?\d|2[0-3])\s*[:：时]\s*([0-5]\d)(?!\d)(?:\s*[:：分]\s*([0-5]\d))?)?"
)
"""Year, month, day, half of the day, hour, minute, second. (Looking behind once the year is found lets the engine look
for its first digit.)"""

_NARROW = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")

_NUMERAL = "一二三四五六七八九"
_NOUGHT = "〇零○ОOＯo0"
"""Nought as it is written, and the look-alikes it is typed as (a circle, capital and small O, Cyrillic too)."""
_WRITTEN = re.compile(
    rf"(?<!农历)([一二][{_NOUGHT}九][{_NUMERAL}{_NOUGHT}]{{2}})\s?年\s?(十[一二]?|[{_NUMERAL}])\s?月\s?"
    rf"(三十一?|[二廿]?十?[{_NUMERAL}]|[二廿]?十|廿)\s?[日号]"
)
_SHORT = re.compile(r"(?<![\d.])['’]?(\d\d)年(0?[1-9]|1[0-2])月(3[01]|[12]\d|0?[1-9])日")
"""A year of two digits, where 年, 月 and 日 leave no doubt of the order."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_FIRST = re.compile(
    rf"(?<![a-z]){_MONTH}\s{{1,3}}(\d\d?)(?:st|nd|rd|th)?(?:,\s{{0,3}}|\s{{1,3}})"
    r"(?:([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\s{1,3}(?:CST|GMT\+0?8(?::?00)?)\s{1,3})?((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
"""``January 7, 2025``, and what Java prints of a date: ``Tue Jan 07 09:30:00 CST 2025``."""
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d\d?)(?:st|nd|rd|th)?[\s-]{{1,3}}{_MONTH}[\s,-]{{1,3}}((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_LATIN = re.compile(r"[A-Za-z]{3}")
"""The least of a month's name."""
_CENTURY = 50
"""Years of two digits from here on are of the last century."""


_LABELLED = re.compile(
    r"(?:时间|日期|发布于?)\s*[:：]?\s*[\[【〔〖(（]?"
    r"(?P<said>(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
    r"|(?P<yy>\d\d)(?P<mark>[-./])(?P<mm>1[0-2]|0?[1-9])(?P=mark)(?P<dd>3[01]|[12]\d|0?[1-9]))"
    r"(?![-./]?\d)"
)
"""Eight digits (20250107) and a year of two digits (25-01-07, 25/1/7), which are a date only where a label says so."""
_SHORT_YEAR = re.compile(
    r"(?:^|(?<=[\s\[【〔〖]))(?P<said>(?P<yy>\d\d)-(?P<mm>0[1-9]|1[0-2])-(?P<dd>0[1-9]|[12]\d|3[01]))"
    r"(?=[\]】〕〗]?\s+(?:(?P<hour>[01]\d|2[0-3])[:：](?P<minute>[0-5]\d)|来\s*源|稿源|作\s*者|浏览|点击|阅读|编辑)|[\]】〕〗])"
)
"""A year of two digits in brackets, or as a word before a clock time or what else an info line tells."""
_AMERICAN = re.compile(
    r"(?<![\d/])(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/((?:19|20)\d\d)(?!\d)(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([AP])M)?)?",
    re.IGNORECASE,
)
"""Month, day, year: what a server set to English prints (``1/7/2025 9:05:00 AM``)."""
_LEAF = re.compile(r"(?P<day>[0-3]?\d)\s*(?P<year>(?:19|20)\d\d)[-/.年](?P<month>[01]?\d)月?")
"""A calendar's leaf, the day above month and year: ``07 2025-01``."""
_YEAR_LAST = re.compile(
    r"(?<![-\d./年])(0?[1-9]|1[0-2])(?:[-./]|月)(3[01]|[12]\d|0?[1-9])日?[\s,，]{0,3}"
    r"((?:19|20)\d\d)(?![\d年:：.])"
)
"""The year behind month and day: ``12月15日 2023``, ``01-07 2025``."""
_BETWEEN = re.compile("[-./月]")
"""What stands between its month and its day."""
_DAY_MONTH_YEAR = re.compile(
    r"(?<![\d.])(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.((?:19|20)\d\d)(?![\d.年])(?:\s{1,3}([01]\d|2[0-3]):([0-5]\d)(?!\d))?"
)
"""Day, month, year with dots, as a server set to German or Russian prints them: ``07.01.2025 09:30``."""
_BARE = re.compile(
    r"[\[【〔〖(（]?(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])[\]】〕〗)）]?"
)
"""The same eight digits where they are the whole line."""
_LONGEST_LEAF, _LINE = 14, 160


class FoundDate(NamedTuple):
    """One date in a text: when (aware, Shanghai time), whether a clock time was printed, and where."""

    when: datetime
    has_clock: bool
    start: int
    end: int


def dates_in(text: str) -> Iterator[FoundDate]:
    """Every calendar date in ``text``, in order: ``2025-01-07``, ``2025年1月7日``, ``2025/1/7``, ``2025.01.07`` also in
    full-width digits, ``二〇二五年一月七日``, ``25年1月7日``, ``January 7, 2025``, ``7 Jan 2025``."""
    return iter(_dates_of_line(text)) if len(text) <= _LINE else _all_dates(text)


@lru_cache(256)
def _dates_of_line(text: str) -> tuple[FoundDate, ...]:
    """The same of a short text, remembered: the lines around a title are asked again and again."""
    return tuple(_all_dates(text))


def _all_dates(text: str) -> Iterator[FoundDate]:
    if "０" in text or "１" in text or "２" in text:
        text = text.translate(_NARROW)
    others = _other_dates(text)
    if not others:
        yield from _dates_in_digits(text)
        return
    yield from sorted((*_dates_in_digits(text), *others), key=lambda found: found.start)


def _dates_in_digits(text: str) -> Iterator[FoundDate]:
    if "20" not in text and "19" not in text:
        return
    for match in _DATE.finditer(text):
        year, month, day, half, clock, minute, second = match.groups()
        hour = int(clock or 0)
        if hour < 12 and half in ("下午", "晚上"):
            hour += 12
        when = _time(int(year), int(month), int(day), hour, int(minute or 0), int(second or 0))
        if when is not None:
            yield FoundDate(when, clock is not None, match.start(), match.end())


def _other_dates(text: str) -> list[FoundDate]:
    """Dates in words, with a short year, or in English."""
    found: list[tuple[datetime | None, bool, re.Match[str]]] = []
    if ("20" in text or "19" in text) and _BETWEEN.search(text):
        for match in _YEAR_LAST.finditer(text):
            found.append((_time(int(match[3]), int(match[1]), int(match[2])), False, match))
        if "." in text:
            for match in _DAY_MONTH_YEAR.finditer(text):
                when = _time(int(match[3]), int(match[2]), int(match[1]), int(match[4] or 0), int(match[5] or 0))
                found.append((when, match[4] is not None, match))
    if "月" in text:
        for match in _WRITTEN.finditer(text):
            found.append((_time(_year(match[1]), _value(match[2]), _value(match[3])), False, match))
        for match in _SHORT.finditer(text):
            found.append((_time(_century(match[1]), int(match[2]), int(match[3])), False, match))
    if ("20" in text or "19" in text) and _LATIN.search(text):
        for match in _MONTH_FIRST.finditer(text):
            name, day, hour, minute, second, written = match.groups()
            clock = (int(hour), int(minute), int(second)) if hour else (0, 0, 0)
            found.append((_time(int(written), _month(name), int(day), *clock), hour is not None, match))
        for match in _DAY_FIRST.finditer(text):
            found.append((_time(int(match[3]), _month(match[2]), int(match[1])), False, match))
    if "间" in text or "期" in text or "发布" in text:
        for match in _LABELLED.finditer(text):
            year, month, day = match.group("year", "month", "day") if match["year"] else match.group("yy", "mm", "dd")
            when = _time(int(year) if match["year"] else _century(year), int(month), int(day))
            found.append((when, False, match))
    if "-" in text:
        for match in _SHORT_YEAR.finditer(text):
            clock = int(match["hour"] or 0), int(match["minute"] or 0), 0
            found.append(
                (_time(_century(match["yy"]), int(match["mm"]), int(match["dd"]), *clock), bool(match["hour"]), match)
            )
    if "/" in text:
        for match in _AMERICAN.finditer(text):
            hour = int(match[4] or 0) % 24
            hour = hour % 12 + 12 * (match[7] in "Pp") if match[7] else hour
            clock = hour, int(match[5] or 0), int(match[6] or 0)
            found.append((_time(int(match[3]), int(match[1]), int(match[2]), *clock), match[4] is not None, match))
    if len(text) <= _LONGEST_LEAF and (leaf := _LEAF.fullmatch(text) or _BARE.fullmatch(text)):
        found.append((_time(int(leaf["year"]), int(leaf["month"]), int(leaf["day"])), False, leaf))
    return [
        FoundDate(when, clock, match.start("said" if "said" in match.re.groupindex else 0), match.end())
        for when, clock, match in found
        if when is not None
    ]


def _century(year: str) -> int:
    return int(year) + (2000 if int(year) < _CENTURY else 1900)


def _time(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _year(numerals: str) -> int:
    return int("".join(str(_NUMERAL.find(char) + 1) for char in numerals))


def _value(numeral: str) -> int:
    """A month's or day's number: 七, 十, 十二, 二十, 廿三, 三十一."""
    numeral = numeral.replace("廿十", "二十").replace("廿", "二十")
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (_NUMERAL.find(tens) + 1 if tens else 1) if ten else 0) + (_NUMERAL.find(ones) + 1 if ones else 0)


def first_datetime(text: str) -> tuple[datetime, bool] | None:
    """The first plausible date in ``text`` as (aware datetime in Shanghai time, whether a clock time was printed)."""
    found = next(dates_in(text), None)
    return (found.when, found.has_clock) if found else None


def first_date(text: str) -> date | None:
    """The first plausible calendar date in ``text``, in any of the forms of :func:`dates_in`."""
    found = next(dates_in(text), None)
    return found.when.date() if found else None
