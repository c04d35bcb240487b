"""Publication dates as pages print them. (Dates inside report prose are ``reports``' business.)"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had one zone and no summer time since 1991; archived pages are later than that."""

_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:年|[-./])\s*(?P<m>0?[1-9]|1[0-2])\s*(?:月|[-./])\s*(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"(?:\s*日)?(?:[T\s]{0,6}(?P<h>[01]?\d|2[0-3])\s*[:：时]\s*(?P<min>[0-5]\d)(?:\s*[:：分]\s*(?P<s>[0-5]\d))?)?"
)


def first_datetime(text: str) -> tuple[datetime, bool] | None:
    """The first plausible date in ``text`` as (aware datetime in Shanghai time, whether a clock time was printed)."""
    for match in _DATE.finditer(text):
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
        clock = (int(match["h"] or 0), int(match["min"] or 0), int(match["s"] or 0))
        return datetime(day.year, day.month, day.day, *clock, tzinfo=SHANGHAI), match["h"] is not None
    return None


def first_date(text: str) -> date | None:
    """The first plausible calendar date in ``text`` (``2025-01-07``, ``2025年1月7日``, ``2025/1/7``,
    ``2025.01.07``)."""
    found = first_datetime(text)
    return found[0].date() if found else None
