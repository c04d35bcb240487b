"""Dates in prose: whole, without a year, relative (昨天), ranges; and those that lost their 年, 月."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import chain, islice
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.markup.urls import path_of
from cppcc_archive.reports.anchors import Sought, Told
from cppcc_archive.reports.figures.numerals import parse_integer

_D: Final = "0-9〇零一二三四五六七八九十"
FULL: Final = re.compile(
    rf"((?:19|20)[0-9]{{2}}|[一二][〇零一二三四五六七八九]{{3}}) ?[年./-]"
    rf" ?([{_D}]{{1,3}}) ?[月./-] ?([{_D}]{{1,3}})(?![0-9])"
)
MONTH_DAY: Final = re.compile(rf"(?<![0-9{_D}年])([{_D}]{{1,3}}|元) ?月 ?([{_D}]{{1,3}}) ?(?:日|号|[—至到~-])")
DAY_ONLY: Final = re.compile(
    r"(?<![0-9月年十至—~-])([0-9]{1,2})(?:日|号)(?!前|内|起|报|常|均)(?=[，上下晚凌至—~-]|[开闭]幕|召开|举行|$)"
)
RELATIVE: Final = re.compile("(?<!的)(昨天|昨日|前天|今天|今日)(?![的和、起])")
_DAYS_AGO: Final = {"昨天": 1, "昨日": 1, "前天": 2, "今天": 0, "今日": 0}
RUN_TOGETHER: Final = re.compile(r"(?<![0-9年月.．—~-])([1-9][0-9]{2,3})日(?=[，上下晚凌]|$)")
"""Month and day without the 月 between them (``719日``): only the day of publication can say which they are."""
VAGUE: Final = re.compile("近日|日前|近期|连日来|前不久|[上中下]旬")
"""Words of a text that does not tell the day; a date in a later sentence is another thing's."""
_NOT_YET: Final = re.compile(r"(?:定|将|拟|成立|始建|创办|诞生|颁布|始)于 *$")
"""What stands before the day of something to come, or of a founding."""
BROKEN: Final = Sought(
    r"((?:19|20)[0-9]{2})(?<![0-9]{5})(?:年?(?P<run>[0-9]{2,4})日|(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日)"
)
"""A date without its 年 and 月, or without one of them (``202517日``, ``2025年17日``, ``20251月7日``)."""


_URL_MONTH: Final = re.compile(
    r"(?<![0-9a-zA-Z])((?:199|20[0-3])[0-9])[-/]?(0[1-9]|1[0-2])(?=[-/.]|[0-3][0-9](?![0-9]))"
)
"""``/201001/t9.html``, ``/2010/01/9.html``: the month that a page was filed under."""
_AS_OF: Final = Begun(
    r"(?:截[至止]到?|(?<![0-9月日])到|已?于)((?:19|20)[0-9]{2})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日|底|末)?|底|末)"
    r"(?=[^。；\n]{0,30}(?:收到|收集|提交|提出|征集|立案|办[复结理]|全部|已|共|累计))"
)
"""``截至2020年12月31日，共收到``, ``到2020年11月，已全部办复``: the day to which a text counts."""
_TO_COME: Final = re.compile(
    r"(?:决定|[将定拟])[^。；\n]{0,24}?((?:19|20)[0-9]{2})年([0-9]{1,2})月[^。；\n]{0,16}(?:召开|举行)"
)
"""``会议决定，五次会议于2026年1月12日召开``: what was said before it."""
COUNTS: Final = 3000
"""Characters in which a text says so."""
_RECENT: Final = 14
"""Days back that a day without its month may lie in the month before."""
SUMMER: Final = 6
"""The last month in which what is said of a year as a whole is of the one before."""


def year_over(day: date) -> int:
    """The year that a document of ``day`` looks back on if it looks back on one."""
    return day.year - (day.month <= SUMMER)


def first_full(text: str) -> date | None:
    """The first whole date of ``text``, in either script."""
    for match in FULL.finditer(text):
        if found := _date(parse_integer(match[1]), parse_integer(match[2]), parse_integer(match[3])):
            return found
    return None


def first_event(text: str, published: date | None) -> date | None:
    """The first date of ``text``; what it leaves out (year, month) is taken from the day of publication."""
    first_few = (islice(_FORMS[at].finditer(text), 3) for at in _TOLD.among(text))
    found = sorted(chain.from_iterable(first_few), key=re.Match[str].start)
    vague = VAGUE.search(text) if found else None
    for match in found:
        if _NOT_YET.search(text, max(0, match.start() - 6), match.start()):
            continue
        if vague and re.search("[。\n]", text[vague.end() : match.start()]):
            return None
        return _read(match, published)
    return None


def month_in_url(url: str) -> date | None:
    """The last day of the month that an address files its page under."""
    match = _URL_MONTH.search(path_of(url))
    return _month_end(int(match[1]), int(match[2])) if match else None


def as_of(text: str) -> date | None:
    """The day to which ``text`` says that it counts, the last of its month or year where it names no day."""
    said = _AS_OF.finditer(text)
    if not said:
        return None
    match = next((one for one in said if one[0][0] == "截"), said[0])
    year, month = int(match[1]), int(match[2] or 12)
    return _date(year, month, int(match[3])) if match[3] else _month_end(year, month)


def event_without_year(opening: str, text: str, issued: date | None) -> date | None:
    """The first day that the ``opening`` of an undated ``text`` names: the last such day before it was ``issued``, else
    the first one since the day to which it counts, or the last before the meeting that it announces."""
    match = MONTH_DAY.search(opening)
    if match is None:
        return None
    month, day = 1 if match[1] == "元" else parse_integer(match[1]), parse_integer(match[2])
    if issued:
        return _latest_before(issued, month, day)
    if until := as_of(text):
        this = _date(until.year, month, day)
        return _date(until.year + 1, month, day) if this and this < until else this
    if ahead := _TO_COME.search(text):
        this = _date(int(ahead[1]), month, day)
        first = _date(int(ahead[1]), int(ahead[2]), 1)
        return _date(int(ahead[1]) - 1, month, day) if this and first and this >= first else this
    return None


def _month_end(year: int, month: int) -> date | None:
    first = _date(year, month, 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if first else None


_FORMS: Final = (FULL, MONTH_DAY, RELATIVE, DAY_ONLY, RUN_TOGETHER)
_TOLD: Final = Told(form.pattern for form in _FORMS)


def _read(match: re.Match[str], published: date | None) -> date | None:
    if match.re is FULL:
        return _date(parse_integer(match[1]), parse_integer(match[2]), parse_integer(match[3]))
    if published is None:
        return None
    if match.re is MONTH_DAY:
        number = 1 if match[1] == "元" else parse_integer(match[1])
        return _latest_before(published, number, parse_integer(match[2]))
    if match.re is RELATIVE:
        return published - timedelta(days=_DAYS_AGO[match[1]])
    if match.re is RUN_TOGETHER:
        return _decided(readings(match[1], published.year) + readings(match[1], published.year - 1), published)
    day = int(match[1])
    month_end = published.replace(day=1) - timedelta(days=1)
    month = published if day <= published.day else month_end
    found = _date(month.year, month.month, day)
    return found if found and (published - found).days <= _RECENT else None


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
    if published and (decided := _decided(possible, published)):
        return decided
    return possible[0] if len(possible) == 1 else None


def _decided(possible: list[date], published: date) -> date | None:
    """The reading on or shortly before the day of publication; None where there are several."""
    near = [day for day in possible if 0 <= (published - day).days <= 62]
    if len(near) == 1:
        return near[0]
    return published if published in near else None


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
