"""The date a listing prints beside a row, in all the forms lists have; the row's URL helps with a missing year."""

from __future__ import annotations

import re
from datetime import date

from cppcc_archive.cms.listing.urlforms import date_in_url, year_in_url
from cppcc_archive.markup.dates import first_date

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_SPLIT = tuple(
    re.compile(form)
    for form in (
        # <b>07</b><span>2025-01</span> and its mirror image; <b>01-07</b><i>2025</i> and its mirror image.
        rf"(?<!\d){_DAY}\s*日?\s+{_YEAR}\s*[-./年]\s*{_MONTH}\s*月?(?!\s*[-./\d])",
        rf"(?<!\d){_YEAR}\s*[-./年]\s*{_MONTH}\s*月?\s+{_DAY}\s*日?(?!\s*[-./:\d])",
        rf"(?<!\d){_MONTH}\s*[-./月]\s*{_DAY}\s*日?\s+{_YEAR}\s*年?(?!\d)",
        rf"(?<!\d){_YEAR}\s*年?\s+{_MONTH}\s*[-./月]\s*{_DAY}\s*日?(?!\d)",
    )
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_DATE_PARTS = re.compile(r"[\d\s年月日时分秒:：.\-/\[\]()（）【】|]|发布|发表|更新|日期|时间")
_LABEL = 6
_SHORT_YEAR = re.compile(rf"(?<![\d.:-])(?P<y>\d\d)\s*(?P<sign>[-./])\s*{_MONTH}\s*(?P=sign)\s*{_DAY}(?![\d:%％.-])")
"""``[25-01-07]``: certain only where the row's address says the same year, or the same day."""
_YEARLESS = re.compile(rf"(?<![\d.:-]){_MONTH}\s*(?:[-/月]|\.(?=\d\d))\s*{_DAY}\s*日?(?![\d.:%％-])")


def row_date(text: str, url: str, url_day: date | None = None) -> date | None:
    """The date printed in ``text`` (the row without its title), else the one of the row's URL.

    ``url_day`` is what the family reads from the URL. A year-less ``[01-07]`` takes the URL's year, and ``[25-01-07]``
    is a date where that year agrees; without one either stays unknown.
    """
    printed = printed_date(text)
    if printed is not None:
        return printed
    url_day = url_day or date_in_url(url)
    year = url_day.year if url_day else year_in_url(url)
    short = _SHORT_YEAR.search(text) if year else None
    if short and year and int(short["y"]) == year % 100:
        found = _day(year, short["m"], short["d"])
        if found is not None:
            return found
    match = _YEARLESS.search(text) if year else None
    if match and year:
        found = _day(year, match["m"], match["d"])
        if found is not None:
            return _nearest_year(found, url_day)
    return url_day


def printed_date(text: str) -> date | None:
    """The full date printed in ``text``, also when day and year stand in elements of their own."""
    found = first_date(text)
    if found is not None:
        return found
    for form in (*_SPLIT, _COMPACT):
        match = form.search(text)
        if match:
            found = _day(int(match["y"]), match["m"], match["d"])
            if found is not None:
                return found
    return None


def beside_date(text: str) -> int | None:
    """How many characters ``text`` holds beside a date, its label and a clock time; None for no date or too many."""
    if printed_date(text) is None and not has_yearless(text):
        return None
    beside = len(_DATE_PARTS.sub("", text))
    return beside if beside <= _LABEL else None


def has_yearless(text: str) -> bool:
    """Whether ``text`` prints a month and day without a year."""
    return bool(_YEARLESS.search(text))


def _nearest_year(found: date, url_day: date | None) -> date:
    """``found`` in the year that brings it closest to the URL's date: a row of 12-31 in a folder of 2 January."""
    if url_day is None:
        return found
    options = [day for year in (-1, 0, 1) if (day := _day(found.year + year, str(found.month), str(found.day)))]
    return min(options, key=lambda day: abs((day - url_day).days))


def _day(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
