"""``hanweb`` - 大汉 JCMS: ``/art/YYYY/M/D/art_<column>_<id>.html``, columns ``/col/colN/``, lists filled by data.

Three ways of listing: the "jpage" column page with its first rows in ``<script type="text/xml"><datastore>``, continued
by ``dataproxy.jsp`` either by the ``<nextgroup>`` link (GET) or by record numbers (POST); several columns at once by
``morecolumndataproxy.jsp``; and the newest "jpaas" gateway, JSON that holds HTML. Sources disagree on how pages are
counted: links that are given are followed as they are, and the walker stops at a page that brings nothing new.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from cppcc_archive.cms.base import ColumnLink, Listing, PageRequest
from cppcc_archive.cms.listing.anchors import attribute, base_url, resolve
from cppcc_archive.cms.listing.elements import elements, first_element, unwrapped
from cppcc_archive.cms.listing.fragments import json_answer, rows_in_html, rows_in_snippets
from cppcc_archive.cms.listing.order import date_ordered
from cppcc_archive.cms.listing.pagers import total_rows
from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark
from cppcc_archive.cms.listing.scriptcalls import strip_comments
from cppcc_archive.cms.listing.urlforms import date_in_url
from cppcc_archive.markup.page import Page

_HREF = re.compile(r"""href\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')""", re.IGNORECASE)
_PROXY = re.compile(
    r"""["'(=\s]((?:https?://[^"'\s<>]{1,100})?/[\w/.-]{0,100}?(?:morecolumn)?dataproxy\.jsp[^"'\s<>)]{0,600})"""
)
_UNPAGED = re.compile(r"(?<=\.html)\?(?=.*pageNum=).*$")
_FIELDS = ("col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype")
_GROUP_PAGES = 3
"""jpage asks for three pages of rows at a time."""
_DEFAULT_PER_PAGE = 15
_GATEWAY = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_GATEWAY_FIELDS = ("parseType", "webId", "tplSetId", "pageType", "tagId", "editType", "pageId")
_MAX_GATEWAY_PAGES = 2000
_QUERY_FIELD = re.compile(
    r"""['"](\w{1,20})['"]\s*:\s*(?:'((?:[^'\\]|\\.){0,2000})'|"((?:[^"\\]|\\.){0,2000})"|(\{[^{}]{0,2000}\}|[\w.]{1,100}))"""
)


@dataclass(frozen=True, slots=True)
class Datastore:
    """A jpage data answer or the island of first rows in a column page."""

    records: tuple[str, ...]
    next_href: str | None
    total: int | None
    pages: int | None


class Hanweb(PatternFamily):
    """Hanweb JCMS with its jpage and jpaas listings."""

    name = "hanweb"
    article_forms: ClassVar = (
        re.compile(r"/art/(?:19|20)\d\d/(?:\d\d?/\d\d?/)?art_(?P<column>\d+)_(?P<id>\d+)(?:_\d+)?\.html?$"),
        re.compile(r"/art/(?:19|20)\d\d/art_(?P<id>[0-9a-f]{32})\.html?$"),
        re.compile(r"/art/(?:19|20)\d\d/\d\d?/\d\d?/art_(?P<id>[0-9a-f]{32})\.html?$"),
        re.compile(r"/art_(?P<column>\d+)_(?P<id>\d+)\.html?$"),
    )
    article_weight = 0.85
    column_forms: ClassVar = (re.compile(r"/col\d+/(?:index\.html?)?(?:\?.*)?$"),)
    column_weight = 0.6
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"dataproxy\.jsp", 0.8, "jpage data proxy"),
        mark(r"<datastore>|&lt;datastore&gt;", 0.6, "jpage datastore"),
        mark(r"jpaas-publish-server|jpaas_web", 0.7, "jpaas gateway"),
        mark(r"<meta[^>]{1,200}name=[\"']?(?:i_columnid|i_articleid)", 0.7, "i_columnid/i_articleid metas"),
        mark(
            r"ZJEG_RSS|<!--<\$\[|articlehits\.jsp|/module/visitcount/", 0.5, "Hanweb template comments or hit counter"
        ),
        mark(r"/script/pageSplit|/jis/|/jrobot/|/jact/|/jsearchfront/", 0.3, "companion products of Hanweb"),
    )

    def columns(self, page: Page) -> list[ColumnLink]:
        """The columns linked from ``page``; ``?uid=&pageNum=`` is dropped, the server does not page by it."""
        found = [replace(column, url=_UNPAGED.sub("", column.url)) for column in super().columns(page)]
        return list({column.url: column for column in reversed(found)}.values())[::-1]

    def listing(self, page: Page, request: PageRequest | None = None) -> Listing:
        """Read a column page, a jpage data answer (XML) or a gateway answer (JSON)."""
        answer = json_answer(page)
        if answer is not None:
            return self._gateway_listing(page, answer, request)
        store = datastore(page.html)
        if store is not None and store.records:
            return self._store_listing(page, store, request)
        following = self._first_request(page)
        plain = super().listing(page, request)
        if following is None:
            return plain
        return Listing(plain.links, (following, *plain.next), plain.total, plain.date_ordered)

    def url_date(self, url: str) -> date | None:
        """The date of ``/art/YYYY/M/D/``; the newer forms carry a year at most."""
        return date_in_url(url)

    def _store_listing(self, page: Page, store: Datastore, request: PageRequest | None) -> Listing:
        base = column_url(page, request)
        links = rows_in_snippets(base, store.records, self.is_article_url, self.url_date)
        call = _jpage_call(page)
        total = store.total or (_property(call, "totalRecord") if call else None) or total_rows(page)
        following = self._next_group(page, store, request, total)
        return Listing(links, (following,) if following else (), total, date_ordered(links))

    def _next_group(
        self, page: Page, store: Datastore, request: PageRequest | None, total: int | None
    ) -> PageRequest | None:
        asked = request.url if request is not None else page.url
        if store.next_href:
            url = resolve(base_url(page), store.next_href)
            return PageRequest(url, headers=_referer(page, request)) if url and url != asked else None
        if "startrecord=" in asked:
            return _next_records(asked, request, len(store.records), total)
        if store.pages and re.search(r"[?&]page=\d+", asked):
            current = int(re.search(r"[?&]page=(\d+)", asked)[1])  # type: ignore[index]
            if current < store.pages:
                return PageRequest(
                    re.sub(r"([?&]page=)\d+", rf"\g<1>{current + 1}", asked), headers=_referer(page, request)
                )
            return None
        return record_request(page, len(store.records), total)

    def _first_request(self, page: Page) -> PageRequest | None:
        """What fills a column page that holds no rows itself."""
        gateway = gateway_request(page)
        if gateway is not None:
            return gateway
        return record_request(page, 0, total_rows(page))

    def _gateway_listing(self, page: Page, answer: Any, request: PageRequest | None) -> Listing:
        data = answer.get("data") if isinstance(answer, dict) else None
        markup = data.get("html") if isinstance(data, dict) else data if isinstance(data, str) else None
        if not isinstance(markup, str):
            return Listing()
        links = rows_in_html(column_url(page, request), markup, self.is_article_url, self.url_date)
        total = re.search(r"(?:count|total|totalCount|totalRecord)\W{1,6}(\d{1,7})", markup)
        count = int(total[1]) if total else None
        following = _next_gateway(request.url if request else page.url, len(links), count, request) if links else None
        return Listing(links, (following,) if following else (), count, date_ordered(links))


def datastore(text: str) -> Datastore | None:
    """The first datastore in a page or answer; None where there is none."""
    start = text.find("<datastore")
    if start < 0 and "&lt;datastore" in text:
        text = html.unescape(text)
        start = text.find("<datastore")
    if start < 0:
        return None
    end = text.find("</datastore>", start)
    body = text[start : end if end > 0 else len(text)]
    href = _HREF.search(unwrapped(first_element(body, "nextgroup")))
    link = html.unescape(href[1] or href[2]) if href else None
    return Datastore(
        tuple(unwrapped(record) for record in elements(body, "record")),
        link,
        _tag_number(body, "totalrecord"),
        _tag_number(body, "totalpage"),
    )


def record_request(page: Page, have: int, total: int | None) -> PageRequest | None:
    """The POST for the rows after the first ``have``, from the page's jpage script; None where there is no such script.

    All fields come from one call: ``columnid`` and ``unitid`` of different lists on one page do not mix.
    """
    call = _jpage_call(page)
    if call is None:
        return None
    fields = {name: value for name in _FIELDS if (value := _field(call, name)) is not None}
    total = total or _property(call, "totalRecord")
    if total is not None and have >= total:
        return None
    proxy = _PROXY.search(call)
    address = html.unescape(proxy[1]).split("?")[0] if proxy else "/module/web/jpage/dataproxy.jsp"
    url = resolve(base_url(page), address)
    if url is None:
        return None
    per_page = _property(call, "perPage") or _property(call, "perpage") or _DEFAULT_PER_PAGE
    query = urlencode({"startrecord": have + 1, "endrecord": have + per_page * _GROUP_PAGES, "perpage": per_page})
    return PageRequest(f"{url}?{query}", {"col": "1", "appid": "1", **fields}, _referer(page, None))


def gateway_request(page: Page) -> PageRequest | None:
    """The GET that fills a jpaas column page, from its ``queryData``; a list is preferred to menus and banners."""
    best: tuple[int, dict[str, str], str] | None = None
    for node in page.tree.css("[querydata]"):
        fields = _query_data(attribute(node, "querydata"))
        if not {"webId", "pageId"} <= fields.keys():
            continue
        url = attribute(node, "url") or _GATEWAY
        rank = 2 * ("paramJson" in fields) + bool(
            re.search(r"列表|分页|list|内容|信息", fields.get("tagId", ""), re.IGNORECASE)
        )
        if best is None or rank > best[0]:
            best = (rank, fields, url)
    if best is None:
        return None
    _, fields, address = best
    target = resolve(base_url(page), address)
    if target is None:
        return None
    wanted = [name for name in _GATEWAY_FIELDS if name in fields]
    pairs = [(name, fields[name]) for name in wanted]
    if "paramJson" in fields:
        pairs.append(("paramJson", fields["paramJson"]))
    return PageRequest(f"{target}?{urlencode(pairs)}", headers=_referer(page, None))


def column_url(page: Page, request: PageRequest | None) -> str:
    """What the links of a data answer are relative to: the column page that asked for it, if known."""
    referer = dict(request.headers).get("Referer") if request is not None else None
    return referer or page.url


def _next_records(asked: str, request: PageRequest | None, got: int, total: int | None) -> PageRequest | None:
    pairs = dict(parse_qsl(urlsplit(asked).query, keep_blank_values=True))
    try:
        start, end = int(pairs["startrecord"]), int(pairs["endrecord"])
    except (KeyError, ValueError):
        return None
    if not got or end < start or (total is not None and end >= total):
        return None
    pairs["startrecord"], pairs["endrecord"] = str(end + 1), str(end + 1 + end - start)
    url = urlunsplit(urlsplit(asked)._replace(query=urlencode(pairs)))
    form = request.form if request is not None else None
    return PageRequest(url, form, dict(request.headers) if request is not None else {})


def _next_gateway(asked: str, got: int, total: int | None, request: PageRequest | None) -> PageRequest | None:
    """The same request with the next page number inside ``paramJson`` (most servers ignore a bare ``pageNo``)."""
    parts = urlsplit(asked)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    params: dict[str, Any] = {}
    for name, value in pairs:
        if name == "paramJson":
            params = _loads(value)
    current = _whole(params.get("pageNo")) or 1
    size = _whole(params.get("pageSize")) or got
    if current >= _MAX_GATEWAY_PAGES or (total is not None and current * size >= total) or got < 1:
        return None
    params |= {"pageNo": current + 1, "pageSize": size}
    kept = [(name, value) for name, value in pairs if name != "paramJson"]
    query = urlencode([*kept, ("paramJson", _json(params))])
    return PageRequest(urlunsplit(parts._replace(query=query)), headers=dict(request.headers) if request else {})


def _referer(page: Page, request: PageRequest | None) -> dict[str, str]:
    return {"Referer": column_url(page, request), "X-Requested-With": "XMLHttpRequest"}


def _jpage_call(page: Page) -> str | None:
    """The script call that names this column's list: by the column in the page's address, then by its shape."""
    best: tuple[int, str] | None = None
    own = re.search(r"/col(\d+)/", page.url)
    for node in page.tree.css("script:not([src])"):
        code = node.text()
        if "unitid" not in code or "columnid" not in code or "<datastore" in code:
            continue
        for call in re.split(r"(?=\.jpage\s*\()", strip_comments(code)):
            column = _field(call, "columnid")
            if column is None or _field(call, "unitid") is None:
                continue
            rank = 2 * (own is not None and column == own[1]) + ("jpage" in call or "dataproxy" in call)
            if best is None or rank > best[0]:
                best = rank, call
    return best[1] if best else None


def _field(code: str, name: str) -> str | None:
    match = re.search(rf"""(?<![\w]){name}["']?\s*[:=]\s*(?:"([^"]*)"|'([^']*)'|([^\s,;}}&"']*))""", code)
    return None if match is None else (match[1] or match[2] or match[3] or "")


def _property(code: str, name: str) -> int | None:
    match = re.search(rf"(?<!\w){name}[\"']?\s*[:=]\s*[\"']?(\d{{1,7}})", code)
    return int(match[1]) if match else None


def _tag_number(text: str, tag: str) -> int | None:
    match = re.search(rf"<{tag}>\s*(\d{{1,7}})\s*</{tag}>", text, re.IGNORECASE)
    return int(match[1]) if match else None


def _query_data(text: str) -> dict[str, str]:
    """``queryData`` in JSON or in single quotes, with ``paramJson`` as JSON text whatever its quoting."""
    found: dict[str, str] = {}
    for match in _QUERY_FIELD.finditer(text[:20_000]):
        found.setdefault(match[1], re.sub(r"\\(.)", r"\1", match[2] or match[3] or match[4] or ""))
    params = found.pop("paramJson", None)
    value = (_loads(params) or _loads(params.replace("'", '"'))) if params else {}
    return {**found, "paramJson": _json(value)} if value else found


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _loads(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _whole(value: Any) -> int | None:
    try:
        return int(value) if value is not None else None
    except (TypeError, ValueError, OverflowError):
        return None
