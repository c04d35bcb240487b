"""``epoint`` - 国泰新点: ``…/YYYYMMDD/<guid>.html``; listing pages by number, or shells filled by a search action.

The action (``XyxxSearchAction.action?cmd=getList``) answers JSON whose ``custom`` is a JSON string with the rows in
``Table``; ``pageIndex`` counts from 0.
"""

from __future__ import annotations

import json
import re
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from cppcc_archive.cms.base import Listing, PageRequest
from cppcc_archive.cms.listing.anchors import attribute, base_url, resolve
from cppcc_archive.cms.listing.fragments import json_answer
from cppcc_archive.cms.listing.jsonrows import json_rows, json_total
from cppcc_archive.cms.listing.order import date_ordered
from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark
from cppcc_archive.cms.listing.scriptcalls import number, script_text
from cppcc_archive.markup.page import Page

_ACTION = re.compile(r"""["']([\w./-]{0,120}SearchAction\.action\?cmd=getList)["']""")
_DEFAULT_SIZE = 15
_GUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8,12}"


class Epoint(PatternFamily):
    """Epoint web builder."""

    name = "epoint"
    article_forms: ClassVar = (re.compile(rf"/(?:19|20)\d{{6}}/(?P<id>{_GUID})\.html?$", re.IGNORECASE),)
    article_weight = 0.85
    column_forms: ClassVar = (re.compile(r"/\w*(?:moreinfo|subpage|secondpage)\w*\.html?$", re.IGNORECASE),)
    column_weight = 0.5
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"SearchAction\.action\?cmd=|EpointWebBuilder|webBuilderCommon", 0.8, "Epoint web builder scripts"),
        mark(r"class=[\"'][^\"']{0,150}\b(?:ewb|wb)-(?:page|trade|loc|container|data|list|info)", 0.6, "ewb- classes"),
        mark(r"id=[\"'](?:viewGuid|catenum|categorynum)[\"']", 0.4, "viewGuid/categorynum fields"),
    )

    def listing(self, page: Page, request: PageRequest | None = None) -> Listing:
        """An HTML listing, a shell, or the action's JSON."""
        answer = json_answer(page)
        if answer is not None:
            return self._answer(page, answer, request)
        found = super().listing(page, request)
        if found.links:
            return found
        first = _first_request(page)
        return Listing((), (first,), found.total) if first is not None else found

    def total(self, page: Page) -> int | None:
        """The number of rows as the page's pagination script is told it."""
        return super().total(page) or number(script_text(page), "total")

    def _answer(self, page: Page, answer: Any, request: PageRequest | None) -> Listing:
        inner = answer.get("custom", answer) if isinstance(answer, dict) else answer
        if isinstance(inner, str):
            try:
                inner = json.loads(inner)
            except (ValueError, RecursionError):
                return Listing()
        links = json_rows(page.url, inner, self.url_date)
        total = json_total(inner)
        following = _next_request(request.url if request is not None else page.url, len(links), total)
        return Listing(links, (following,) if following else (), total, date_ordered(links))


def _first_request(page: Page) -> PageRequest | None:
    """The action's first page, where the shell names the action and the column."""
    action = _ACTION.search(page.html)
    category = _category(page)
    if category is None or (action is None and "siteGuid" not in page.html):
        return None
    site = re.search(r"siteGuid[\"']?\s*[:=]\s*[\"']([0-9a-fA-F-]{36})[\"']", page.html)
    address = action[1] if action else "/EpointWebBuilder/XyxxSearchAction.action?cmd=getList"
    url = resolve(base_url(page), address)
    if url is None:
        return None
    pairs = {"categoryNum": category, "pageIndex": "0", "pageSize": str(_DEFAULT_SIZE)}
    if site:
        pairs = {"siteGuid": site[1], **pairs}
    return PageRequest(f"{url}&{urlencode(pairs)}")


def _category(page: Page) -> str | None:
    for query in ("#categorynum", "#catenum", "#viewGuid"):
        node = page.tree.css_first(query)
        value = attribute(node, "value").removeprefix("cms_") if node is not None else ""
        if re.fullmatch(r"\d{3,30}", value):
            return value
    return None


def _next_request(asked: str, got: int, total: int | None) -> PageRequest | None:
    parts = urlsplit(asked)
    pairs = dict(parse_qsl(parts.query, keep_blank_values=True))
    index, size = pairs.get("pageIndex", ""), pairs.get("pageSize", "")
    if not index.isdecimal() or len(index) > 6 or not got:
        return None
    per_page = int(size) if size.isdecimal() and 0 < len(size) < 5 else got
    if total is not None and (int(index) + 1) * max(1, per_page) >= total:
        return None
    pairs["pageIndex"] = str(int(index) + 1)
    return PageRequest(urlunsplit(parts._replace(query=urlencode(pairs))))
