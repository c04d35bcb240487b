"""Rows in JSON answers, whatever their keys are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.cms.listing.anchors import resolve, squeeze
from cppcc_archive.cms.listing.rowdates import row_date
from cppcc_archive.cms.listing.rows import unique
from cppcc_archive.markup.dates import SHANGHAI

_MAX_RECORDS = 5000
_MAX_DEPTH = 8
_TITLES = ("title", "infotitle", "titlenew", "showtitle", "doctitle", "articletitle", "subject", "name", "realtitle")
_URLS = (
    "url",
    "infourl",
    "linkurl",
    "link",
    "href",
    "docpuburl",
    "puburl",
    "pageurl",
    "detailurl",
    "articleurl",
    "path",
)
_DATES = (
    "display_publish_time", "publish_time", "publishtime", "publishdate", "pubdate", "pubtime", "infodate", "showdate",
    "releasetime", "releasedate", "docreltime", "date", "time", "first_publish_time", "created_at", "createtime",
    "create_time", "createdate",
)  # fmt: skip
_TOTALS = ("total", "totalcount", "rowcount", "totalnum", "totalrecord", "totalrecords", "recordcount", "count")


def json_rows(base: str, value: Any, url_date: Callable[[str], date | None]) -> tuple[ArticleLink, ...]:
    """The records of ``value`` that have a title and a page's address, in order; addresses relative to ``base``."""
    return unique(_links(base, value, url_date))


def json_total(value: Any) -> int | None:
    """The number of records over all pages that the answer claims."""
    for record in _objects(value, 3):
        folded = _folded(record)
        for name in _TOTALS:
            number = folded.get(name)
            if isinstance(number, str) and number.isdecimal() and len(number) < 9:
                number = int(number)
            if isinstance(number, int) and not isinstance(number, bool) and number >= 0:
                return number
    return None


def _links(base: str, value: Any, url_date: Callable[[str], date | None]) -> Iterator[ArticleLink]:
    for index, record in enumerate(_objects(value, _MAX_DEPTH)):
        if index >= _MAX_RECORDS:
            return
        folded = _folded(record)
        title = _text(folded, _TITLES)
        url = resolve(base, _text(folded, _URLS))
        if title and url:
            yield ArticleLink(url, title, _when(folded, url, url_date))


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Every object in ``value``, outer before inner."""
    if depth < 0:
        return
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _objects(part, depth - 1)
    elif isinstance(value, list):
        for part in value[:_MAX_RECORDS]:
            yield from _objects(part, depth - 1)


def _folded(record: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).lower(): part for key, part in record.items()}


def _text(record: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        part = record.get(name)
        if isinstance(part, str) and part.strip():
            return squeeze(re.sub(r"<[^>]*>", "", part))
    return ""


def _when(record: Mapping[str, Any], url: str, url_date: Callable[[str], date | None]) -> date | None:
    for name in _DATES:
        part = record.get(name)
        if isinstance(part, int | float) and not isinstance(part, bool):
            found = _epoch(part)
        elif isinstance(part, str) and part.isdecimal() and 10 <= len(part) <= 13:
            found = _epoch(int(part))
        else:
            found = row_date(part, url, None) if isinstance(part, str) else None
        if found is not None:
            return found
    return row_date("", url, url_date(url))


def _epoch(number: float) -> date | None:
    seconds = number / 1000 if number > 1e11 else number
    if not 8e8 < seconds < 4.2e9:
        return None
    return datetime.fromtimestamp(seconds, SHANGHAI).date()
