"""Lists that a script puts into the page: arrays in the page, written markup, and data asked for by GET or POST.

Nothing is run. What a script writes, holds or asks for is read from its literals; a list that needs more than that can
be described in the site's entry (``rows``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from cppcc_archive.cms.base import Described, Listing, PageRequest
from cppcc_archive.cms.listing.anchors import attribute, base_url, resolve
from cppcc_archive.cms.listing.datarequests import data_requests, described_request, next_page
from cppcc_archive.cms.listing.fragments import json_answer, rows_in_html, xml_records
from cppcc_archive.cms.listing.jsonrows import json_total, read_json
from cppcc_archive.cms.listing.literals import Literals, pushed, simple_variables, strings
from cppcc_archive.cms.listing.order import date_ordered
from cppcc_archive.cms.listing.rows import ArticleTest, Rows, UrlDate
from cppcc_archive.cms.listing.scriptcalls import script_text, strip_comments
from cppcc_archive.errors import InputError
from cppcc_archive.markup.page import Page

MOST_REQUESTS = 4
"""Requests of a page's scripts that are tried for a list."""

_MOST_SCRIPTS, _OWN_SCRIPTS = 40, 2
"""Scripts of a page that are looked at, and those that are asked for."""
_HEAD = 200
_HTML = re.compile(r"\s*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE)
"""The start of a page whose root is HTML, an XML prolog before it or not: XHTML is a page, no answer of records."""
_CODE = re.compile(r"[=({\[]")
_DATA_SCRIPT = re.compile(
    r"list|data|news|article|content|info|column|channel|cat|json|callback|page|index|query", re.IGNORECASE
)
_LIBRARY = re.compile(
    r"jquery|bootstrap|vue|react|angular|swiper|slide|layui|layer|echart|lodash|axios|polyfill|html5|respond|mobile|share"
    r"|video|player|stat|count|hit|hm\.js|cnzz|baidu|weixin|wechat|search|login|calendar|date|font|lib/|plugin|\.min\.",
    re.IGNORECASE,
)
MOST_PAGES = 2000
_JOIN = re.compile(r"\s*\+\s*|\s*[;,]?\s*\)?\s*;?\s*(?:document\.write(?:ln)?\s*\(|[\w$.]{1,40}\s*\+=)\s*")
"""Between two texts that are written one after the other."""
_VARIABLE_BETWEEN = re.compile(r"\s*\+[^\"'`;]{1,80}\+\s*")
_MARKED = re.compile(r"<a\s|onclick")


def described_listing(page: Page, asked: Described, url_date: UrlDate) -> Listing:
    """An answer read as the entry says. Raises InputError where it is no JSON, or has no such path."""
    answer = json_answer(page)
    if answer is None:
        raise InputError(f"rows: {page.url} answers no JSON; correct `rows` in the entry")
    source = asked.source
    rows = read_json(page.url, answer, url_date, source.path, source.fields)
    if not rows.links and not source.path:
        rows = _with_snippets(page.url, answer, rows, lambda _: True, url_date)
    following: tuple[PageRequest, ...] = ()
    is_paged = "{page}" in source.url or "{page}" in json.dumps(source.body, ensure_ascii=False)
    if is_paged and rows.links and asked.number < MOST_PAGES:
        following = (described_request(page.url, source, asked.number + 1),)
    return Listing(rows.links, following, json_total(answer), date_ordered(rows.links), rows.elsewhere)


def json_listing(page: Page, request: PageRequest | None, is_article: ArticleTest, url_date: UrlDate) -> Listing | None:
    """A data answer as a listing, with the request for its next page; None for a page that is no JSON
    and no XML with rows."""
    answer = json_answer(page)
    is_xml = answer is None and _is_xml(page.html.lstrip("\ufeff"))
    if is_xml:
        answer = xml_records(page.html)
    if not isinstance(answer, dict | list):
        return None
    rows = _with_snippets(page.url, answer, read_json(page.url, answer, url_date), is_article, url_date)
    if is_xml and not (rows.links or rows.elsewhere):
        return None
    total = json_total(answer)
    following = next_page(request or PageRequest(page.url), len(rows.links), total) if rows.links else None
    steps = (following,) if following else ()
    return Listing(rows.links, steps, total, date_ordered(rows.links), rows.elsewhere)


def _is_xml(text: str) -> bool:
    return text[:_HEAD].lstrip().startswith("<?xml") and not _HTML.match(text)


def scripted_listing(page: Page, is_article: ArticleTest, url_date: UrlDate) -> Listing:
    """What the page's scripts hold or write of a list; where that is nothing, what they ask for."""
    is_script = not page.html[:_HEAD].lstrip("\ufeff \t\r\n").startswith("<") and bool(_CODE.search(page.html))
    code = strip_comments(page.html) if is_script else script_text(page)
    if not code:
        return Listing(next=_scripts_of(page))
    for rows in (_held(page, code, is_article, url_date), _written(page, code, is_article, url_date)):
        if rows.links or rows.elsewhere:
            return Listing(rows.links, date_ordered=date_ordered(rows.links), elsewhere=rows.elsewhere)
    asked = tuple(data_requests(page, code))[:MOST_REQUESTS]
    return Listing(next=asked or (() if is_script else _scripts_of(page)))


def _scripts_of(page: Page) -> tuple[PageRequest, ...]:
    """The site's own scripts that a page without a list loads: data, or what asks for it. Libraries are none."""
    found = (resolve(base_url(page), attribute(node, "src")) for node in page.tree.css("script[src]")[:_MOST_SCRIPTS])
    own = (url for url in found if url and _DATA_SCRIPT.search(url) and not _LIBRARY.search(urlsplit(url).path))
    return tuple(PageRequest(url) for url in dict.fromkeys(own))[:_OWN_SCRIPTS]


def _held(page: Page, code: str, is_article: ArticleTest, url_date: UrlDate) -> Rows:
    """The longest array of rows that a script holds; one of menus and links has no dates and no articles."""
    best = Rows()
    for value in _values(page, code):
        rows = read_json(base_url(page), value, url_date)
        every = rows.links + rows.elsewhere
        sure = sum(1 for link in every if link.listed_date or is_article(link.url))
        if 2 * sure >= len(every) > len(best.links + best.elsewhere):
            best = rows
    return best


def _values(page: Page, code: str) -> Iterator[Any]:
    yield from (value for _, value in Literals(code, simple_variables(code)).assigned())
    yield from pushed(code)
    for node in page.tree.css("script[type*=json]"):
        if (answer := json_answer(Page(page.url, node.text().encode()))) is not None:
            yield answer


def _written(page: Page, code: str, is_article: ArticleTest, url_date: UrlDate) -> Rows:
    """The rows in markup that scripts write: the texts one after the other, what is joined between them left open."""
    pieces: list[str] = []
    end = 0
    for start, stop, text in strings(code):
        if pieces and not (_JOIN.fullmatch(code, end, start) or _VARIABLE_BETWEEN.fullmatch(code, end, start)):
            pieces.append("\n")
        pieces.append(text)
        end = stop
    markup = "".join(pieces)
    if not _MARKED.search(markup):
        return Rows()
    return Rows(rows_in_html(base_url(page), markup, is_article, url_date))


def _with_snippets(base: str, answer: Any, rows: Rows, is_article: ArticleTest, url_date: UrlDate) -> Rows:
    """``rows``, or where the records hold none, those of the HTML inside the answer."""
    if rows.links or rows.elsewhere:
        return rows
    texts = list(_texts(answer, 6))
    for text in texts:  # records that were packed once more
        inner = json_answer(Page(base, text.encode("utf-8", "replace"))) if text[:1] in ("[", "{") else None
        if isinstance(inner, dict | list) and (found := read_json(base, inner, url_date)).links:
            return found
    html = "\n".join(text for text in texts if "<a" in text)
    return Rows(rows_in_html(base, html, is_article, url_date)) if html else rows


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth:
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        for part in inside:
            yield from _texts(part, depth - 1)
