"""Publication dates as pages print them. (Dates inside report prose are ``reports``' business.)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had one zone and no summer time since 1991; archived pages are later than that."""

_DATE = re.compile(
    r"((?:19|20)\d\d)(?<!\d{5})\s*(?:年|[-./])\s*(0?[1-9]|1[0-2])\s*(?:月|[-./])\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
    r"(?:\s*日)?(?:[T\s-]{0,6}(上午|下午|晚上)?\s?"
    r"([01]?\d|2[0-3])\s*[:：时]\s*([0-5]\d)(?!\d)(?:\s*[:：分]\s*([0-5]\d))?)?"
)
"""Year, month, day, half of the day, hour, minute, second. (Looking behind once the year is found lets the engine look
for its first digit.)"""

_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


class FoundDate(NamedTuple):
    """One date in a text: when (aware, Shanghai time), whether a clock time was printed, and where."""

    when: datetime
    has_clock: bool
    start: int
    end: int


def dates_in(text: str) -> Iterator[FoundDate]:
    """Every calendar date in ``text`` (``2025-01-07``, ``2025年1月7日``, ``2025/1/7``, ``2025.01.07``), in order;
    full-width digits are digits."""
    if "０" in text or "１" in text or "２" in text:
        text = text.translate(_NARROW)
    elif "20" not in text and "19" not in text:
        return
    for match in _DATE.finditer(text):
        year, month, day, half, clock, minute, second = match.groups()
        hour = int(clock or 0)
        if hour < 12 and half in ("下午", "晚上"):
            hour += 12
        try:
            when = datetime(int(year), int(month), int(day), hour, int(minute or 0), int(second or 0), tzinfo=SHANGHAI)
        except ValueError:
            continue
        yield FoundDate(when, clock is not None, match.start(), match.end())


def first_datetime(text: str) -> tuple[datetime, bool] | None:
    """The first plausible date in ``text`` as (aware datetime in Shanghai time, whether a clock time was printed)."""
    found = next(dates_in(text), None)
    return (found.when, found.has_clock) if found else None


def first_date(text: str) -> date | None:
    """The first plausible calendar date in ``text`` (``2025-01-07``, ``2025年1月7日``, ``2025/1/7``,
    ``2025.01.07``)."""
    found = next(dates_in(text), None)
    return found.when.date() if found else None
