"""Rows in JSON answers, whatever their keys are called."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.cms.listing.anchors import MAX_URL, resolve, squeeze
from cppcc_archive.cms.listing.rowdates import row_date
from cppcc_archive.cms.listing.rows import Rows, unique
from cppcc_archive.errors import InputError
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.markup.urls import absolute, same_site

if TYPE_CHECKING:
    from cppcc_archive.cms.rowsource import RowFields

_MAX_RECORDS = 5000
_MAX_DEPTH = 8
_TITLES = (
    "title", "infotitle", "titlenew", "showtitle", "doctitle", "articletitle", "newstitle", "contenttitle", "subject",
    "bt", "biaoti", "name", "realtitle",
)  # fmt: skip
_URLS = (
    "url", "infourl", "linkurl", "link", "href", "docpuburl", "puburl", "pageurl", "detailurl", "articleurl", "newsurl",
    "contenturl", "visiturl", "accessurl", "staticurl", "htmlurl", "weburl", "docurl", "staticpath", "path",
)  # fmt: skip
_DATES = (
    "display_publish_time", "publish_time", "publishtime", "publishdate", "pubdate", "pubtime", "infodate", "showdate",
    "releasetime", "releasedate", "docreltime", "issuetime", "issuedate", "deploytime", "fbsj", "fbrq", "date", "time",
    "first_publish_time", "addtime", "add_time", "inputtime", "created_at", "createtime", "create_time", "createdate",
)  # fmt: skip
_GAP = re.compile(r"\{([\w.]{1,60})\}")
_EPOCH = re.compile(r"(?:/Date\()?(\d{10,13})(?:[+-]\d{4})?(?:\)/)?")
_TOTALS = ("total", "totalcount", "rowcount", "totalnum", "totalrecord", "totalrecords", "recordcount", "count")


def json_rows(base: str, value: Any, url_date: Callable[[str], date | None]) -> tuple[ArticleLink, ...]:
    """The records of ``value`` that have a title and a page's address, in order; addresses relative to ``base``."""
    return read_json(base, value, url_date).links


def read_json(
    base: str,
    value: Any,
    url_date: Callable[[str], date | None],
    path: str | None = None,
    fields: RowFields | None = None,
) -> Rows:
    """The records of ``value`` (below the dotted ``path``) as rows, those apart that lead off the site.

    Raises InputError where there is nothing at ``path``.
    """
    found = unique(_links(base, _at(value, path) if path else value, url_date, fields))
    here = tuple(link for link in found if same_site(link.url, base))
    return Rows(here, tuple(link for link in found if not same_site(link.url, base)))


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


def _at(value: Any, path: str) -> Any:
    """What lies under the dotted ``path``; JSON inside a text is read on the way."""
    at = value
    for name in path.split("."):
        at = _member(at, name)
        if at is None:
            known = ", ".join(value) if isinstance(value, dict) else type(value).__name__
            raise InputError(f"rows: the answer has no {path!r} (it has: {known[:200]}); correct `path` in the entry")
    return at


def _member(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        found = value.get(name)
    elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
        found = value[int(name)]
    else:
        return None
    if isinstance(found, str) and found[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            return json.loads(found)
    return found


def _links(
    base: str, value: Any, url_date: Callable[[str], date | None], fields: RowFields | None
) -> Iterator[ArticleLink]:
    title_at, url_at, date_at = (fields.title, fields.url, fields.date) if fields else (None, None, None)
    for index, record in enumerate(_objects(value, _MAX_DEPTH)):
        if index >= _MAX_RECORDS:
            return
        folded = _folded(record)
        title = _named(record, title_at) if title_at else _text(folded, _TITLES)
        address = _address(record, url_at) if url_at else _text(folded, _URLS)
        url = resolve(base, address) or (absolute(base, address) if address and len(address) <= MAX_URL else None)
        if title and url:
            when = _moment(_value_at(record, date_at), url) if date_at else None
            yield ArticleLink(url, title, when or _when(folded, url, url_date))


def _value_at(record: Mapping[str, Any], path: str) -> Any:
    at: Any = record
    for name in path.split("."):
        at = _member(at, name)
    return at


def _named(record: Mapping[str, Any], path: str) -> str:
    found = _value_at(record, path)
    return _plain(str(found)) if isinstance(found, str | int | float) else ""


def _address(record: Mapping[str, Any], form: str) -> str:
    """The field of that name, or the address with fields in braces filled in; empty when one of them is missing."""
    if "{" not in form:
        return _named(record, form)
    values = {name: quote(_named(record, name), safe="/:?=&%~._-") for name in _GAP.findall(form)}
    return _GAP.sub(lambda gap: values[gap[1]], form) if all(values.values()) else ""


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
            return _plain(part)
    return ""


def _plain(text: str) -> str:
    return squeeze(html.unescape(re.sub(r"<[^>]*>", "", text)))


def _when(record: Mapping[str, Any], url: str, url_date: Callable[[str], date | None]) -> date | None:
    for name in _DATES:
        if (found := _moment(record.get(name), url)) is not None:
            return found
    return row_date("", url, url_date(url))


def _moment(part: Any, url: str) -> date | None:
    """The day that a field gives: printed, in seconds or milliseconds, or as an object of Java's (``{"time": …}``)."""
    if isinstance(part, dict):
        part = part.get("time")
    if isinstance(part, int | float) and not isinstance(part, bool):
        return _epoch(part)
    if not isinstance(part, str):
        return None
    if match := _EPOCH.fullmatch(part.strip()):
        return _epoch(int(match[1]))
    return row_date(part, url, None)


def _epoch(number: float) -> date | None:
    seconds = number / 1000 if number > 1e11 else number
    if not 8e8 < seconds < 4.2e9:
        return None
    return datetime.fromtimestamp(seconds, SHANGHAI).date()
