"""Dates in prose: whole, without a year, relative (昨天), ranges; and those that lost their 年, 月."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cppcc_archive.reports.numerals import parse_integer

_D = "0-9〇零一二三四五六七八九十"
FULL = re.compile(
    rf"((?:19|20)[0-9]{{2}}|[一二][〇零一二三四五六七八九]{{3}}) ?[年./-]"
    rf" ?([{_D}]{{1,3}}) ?[月./-] ?([{_D}]{{1,3}})(?![0-9])"
)
MONTH_DAY = re.compile(rf"(?<![0-9{_D}年])([{_D}]{{1,3}}) ?月 ?([{_D}]{{1,3}}) ?(?:日|号|[—至到~-])")
DAY_ONLY = re.compile(r"(?<![0-9月年十至—~-])([0-9]{1,2})日(?!前|内|起|报|常|均)(?:[，上下晚凌]|$)")
RELATIVE = (("昨天", 1), ("昨日", 1), ("前天", 2), ("今天", 0), ("今日", 0))
BROKEN = re.compile(
    r"((?:19|20)[0-9]{2})(?<![0-9]{5})(?:年?(?P<run>[0-9]{2,4})日|(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日)"
)
"""A date without its 年 and 月, or without one of them (``202517日``, ``2025年17日``, ``20251月7日``)."""


def first_full(text: str) -> date | None:
    """The first whole date of ``text``, in either script."""
    for match in FULL.finditer(text):
        if found := _date(parse_integer(match[1]), parse_integer(match[2]), parse_integer(match[3])):
            return found
    return None


def first_event(text: str, published: date | None) -> date | None:
    """The first date of ``text``; what it leaves out (year, month) is taken from the day of publication."""
    full = FULL.search(text)
    short = MONTH_DAY.search(text)
    if full and (not short or full.start() <= short.start()):
        return _date(parse_integer(full[1]), parse_integer(full[2]), parse_integer(full[3]))
    if published is None:
        return None
    if short:
        return _latest_before(published, parse_integer(short[1]), parse_integer(short[2]))
    for word, days in RELATIVE:
        if word in text:
            return published - timedelta(days=days)
    if match := DAY_ONLY.search(text):
        day = int(match[1])
        month_end = published.replace(day=1) - timedelta(days=1)
        return (
            _date(published.year, published.month, day)
            if day <= published.day
            else _date(month_end.year, month_end.month, day)
        )
    return None


def readings(digits: str, year: int) -> list[date]:
    """Every date that ``digits`` (month and day run together) can mean in ``year``."""
    found = [
        _date(year, int(digits[:cut]), int(digits[cut:]))
        for cut in range(1, len(digits))
        if digits[cut] != "0" or len(digits) - cut == 2
    ]
    return [day for day in found if (day and digits[0] != "0") or (day and len(digits) > 2)]


def repaired(match: re.Match[str], published: date | None) -> date | None:
    """What a date that lost 年 or 月 must have been; None where several readings are left.

    With several readings the one on or shortly before the day of publication decides.
    """
    year = int(match[1])
    if match["month"]:
        return _date(year, int(match["month"]), int(match["day"]))
    possible = readings(match["run"], year)
    if published:
        near = [day for day in possible if 0 <= (published - day).days <= 62]
        if len(near) == 1:
            return near[0]
        if near and (same := [day for day in near if day == published]):
            return same[0]
    return possible[0] if len(possible) == 1 else None


def _latest_before(published: date, month: int | None, day: int | None) -> date | None:
    """The newest such day that is no more than a week after publication (an announcement may look ahead)."""
    this = _date(published.year, month, day)
    if this and (this - published).days > 60:
        return _date(published.year - 1, month, day)
    return this


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
