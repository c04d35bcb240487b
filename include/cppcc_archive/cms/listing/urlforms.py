"""What the form of a URL says without its page: its date, and whether it looks like an article or a column."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from cppcc_archive.markup.urls import path_of

_DAY_FORMS = tuple(
    re.compile(form)
    for form in (
        r"/t(?P<y>20\d\d|19\d\d)(?P<m>\d\d)(?P<d>\d\d)_\d",
        r"/(?P<y>20\d\d|19\d\d)-(?P<m>\d\d?)[-/](?P<d>\d\d?)/",
        r"/(?P<y>20\d\d|19\d\d)/(?P<m>\d\d?)[-/](?P<d>\d\d?)/",
        r"/(?P<y>20\d\d|19\d\d)/?(?P<m>\d\d)/?(?P<d>\d\d)/",
        r"/(?P<y>20\d\d|19\d\d)/?(?P<m>\d\d)-?(?P<d>\d\d)[/_-]",
        r"/(?P<y>20\d\d|19\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d*\.",
    )
)
_MONTH_FORM = re.compile(r"/(?P<y>20\d\d|19\d\d)[-/]?(?P<m>0[1-9]|1[0-2])/")
_YEAR_FORMS = (
    re.compile(r"/(?P<y>20\d\d|19\d\d)/"),
    re.compile(r"/(?P<y>20\d\d)(?:[1-9]|1[0-2])/\d{12,16}\."),
    re.compile(r"/DocHtml/\d+/(?P<y>\d\d)/(?:0[1-9]|1[0-2])/", re.IGNORECASE),
)

_PAGE_FILE = re.compile(r"\.(?:s?html?|jspx?|aspx?|php|do|action)$", re.IGNORECASE)
_DOCUMENT_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|rtf|ofd|od[tsp]|uo[fts]|ceb|zip|rar|7z)$", re.IGNORECASE
)
_OTHER_FILE = re.compile(
    _DOCUMENT_FILE.pattern + r"|\.(?:txt|jpe?g|png|gif|bmp|swf|mp[34]|avi|wmv|flv|apk|exe|css|js|xml|ico)$",
    re.IGNORECASE,
)
_LISTING_FILE = re.compile(
    r"^(?:index|default|list|main|home|more\w*|channel|node|col(?:umn)?|lmy?|catalog|class|category|search)"
    r"(?:[-_]?\d+)*(?:[-_]\d+)?$",
    re.IGNORECASE,
)
_ARTICLE_WORD = re.compile(
    r"(?:^|[/_-])(?:art|article|content|contents|detail|details|info|show|view|news|newsview|read|doc|post|item)(?=[/_.\d-]|$)",
    re.IGNORECASE,
)
_ID_KEY = re.compile(r"^(?:\w*id|\w*guid|no|num|key|newsno|articleno|i|n)$", re.IGNORECASE)
_LISTING_KEY = re.compile(
    r"^(?:\w*(?:cat|class|col|column|channel|catalog|type|sort|lm|page|tree|menu|node|unit|parent|dept)\w*id"
    r"|cid|tid|lid|pid|typeid|page\w*|p|pn)$",
    re.IGNORECASE,
)
_ITEM_KEY = re.compile(r"news|article|info|content|doc|item|guid|aid", re.IGNORECASE)
_HEX_ID = re.compile(
    r"(?:^|[/_-])(?:[0-9a-f]{24,40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{4,12})(?:\.|$)|/c\d+a\d+/page",
    re.IGNORECASE,
)


def date_in_url(url: str) -> date | None:
    """The publication date a URL carries in one of the forms content systems use; None where it has none."""
    path = path_of(url)
    for form in _DAY_FORMS:
        for match in form.finditer(path):
            day = _day(match["y"], match["m"], match["d"])
            if day is not None:
                return day
    return None


def year_in_url(url: str) -> int | None:
    """The year a URL carries, also where it has no full date (``/art/2025/…``, ``/202501/…``)."""
    day = date_in_url(url)
    if day is not None:
        return day.year
    path = path_of(url)
    for form in (_MONTH_FORM, *_YEAR_FORMS):
        match = form.search(path)
        if match:
            year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
            return year if 1995 <= year <= 2100 else None
    return None


def is_other_file(url: str) -> bool:
    """Whether the URL names an attachment, image or script rather than a page."""
    return bool(_OTHER_FILE.search(path_of(url)))


def is_document(url: str) -> bool:
    """Whether the URL names a document for download: some listings lead to those instead of pages."""
    return bool(_DOCUMENT_FILE.search(path_of(url)))


def looks_like_article(url: str) -> bool:
    """Whether the URL of an unknown system has the air of an article: a date, a number or a hash for a name."""
    path = path_of(url)
    if _OTHER_FILE.search(path):
        return False
    name = path.rsplit("/", 1)[-1]
    stem = _PAGE_FILE.sub("", name)
    if _HEX_ID.search(path) or (date_in_url(url) is not None and stem and not _LISTING_FILE.match(stem)):
        return True
    if query_item(url) is not None:
        return True
    if not stem or _LISTING_FILE.match(stem):
        return False
    if not re.search(r"\d", stem):
        return False
    return bool(_ARTICLE_WORD.search(path)) or bool(re.search(r"(?:^|[^\d])\d{3,}(?:[_-]\d{1,2})?$", stem))


def looks_like_column(url: str) -> bool:
    """Whether the URL has the air of a listing: a folder, an index page, ``list``, ``col`` …"""
    path = path_of(url)
    if _OTHER_FILE.search(path):
        return False
    name = path.rsplit("/", 1)[-1]
    stem = _PAGE_FILE.sub("", name)
    if not stem or _LISTING_FILE.match(stem):
        return query_item(url) is None
    return not re.search(r"\d", stem) and query_item(url) is None


def query_item(url: str) -> str | None:
    """The id of the one item a query names (``?newsId=12``, ``?SGUID=…``); None for a column or a page number."""
    try:
        pairs = parse_qsl(urlsplit(url).query, max_num_fields=50)
    except ValueError:
        return None
    items = [(key, value) for key, value in pairs if _ID_KEY.match(key) and re.search(r"\d", value)]
    items = [(key, value) for key, value in items if not _LISTING_KEY.match(key)]
    named = [value for key, value in items if _ITEM_KEY.search(key)]
    return next(iter(named or [value for _, value in items]), None)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1995 <= found.year <= 2100 else None
