"""``querystring``: ASP.NET and PHP sites whose pages differ only in their query (``index.aspx?CatalogID=3&newsId=12``).

The query is the page's identity. Also the PHP systems that rewrite it into the file name (``show-1102.html``, DedeCMS
``/a/column/YYYYMMDD/<id>.html``). Pagers of ASP.NET are often form posts (``__doPostBack``), which are followed.
"""

from __future__ import annotations

import re
from typing import ClassVar

from cppcc_archive.cms.base import Listing, PageRequest
from cppcc_archive.cms.listing.anchors import attribute, base_url, resolve
from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark, path_and_query
from cppcc_archive.cms.listing.urlforms import query_item
from cppcc_archive.markup.page import Page

_SHOW = re.compile(
    r"/\w*(?:show|view|detail|content|info|read|article|news|display|text|page|item)\w*\.(?:aspx?|php|jsp|do)\?"
    r"(?:.*&)?\w*(?:id|guid)=(?P<id>[\w-]+)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"/\w*(?:list|class|more|catalog|column|channel|category|index|default|type|sort)\w*\.(?:aspx?|php|jsp|do)\?",
    re.IGNORECASE,
)
_ITEM_NAMED = re.compile(
    r"[?&](?:\w*(?:news|article|info|content|doc|item|art|sguid|aid)\w*=|[ac]=(?:show|view|detail|article)\b)",
    re.IGNORECASE,
)
"""A key, or an action of a PHP system (``index.php?c=show&id=273``), that speaks of one item."""

_POSTBACK = re.compile(
    r"__doPostBack\(\s*(?:'|&#39;|\")([^'\"&]{1,200})(?:'|&#39;|\")\s*,\s*(?:'|&#39;|\")([^'\"&]{0,60})"
)
_NEXT = re.compile(r"^[\s\[<]*(?:下\s*一?\s*页|后一?页|next|>|›)[\s\]>]*$", re.IGNORECASE)
_MAX_FIELDS = 60
_MAX_FORM = 400_000


class QueryString(PatternFamily):
    """Sites with everything in the query string."""

    name = "querystring"
    article_forms: ClassVar = (
        _SHOW,
        re.compile(r"/(?:show|view|article|news)-(?:\d+-)*?(?P<id>\d+)(?:-\d+)?\.html?$", re.IGNORECASE),
        re.compile(r"/a/[\w/]+/(?:19|20)\d\d/?\d\d/?\d\d/(?P<id>\d+)(?:_\d+)?\.html?$"),
    )
    article_weight = 0.45
    column_forms: ClassVar = (_LIST,)
    column_weight = 0.15
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"name=[\"']__VIEWSTATE[\"']", 0.35, "ASP.NET form state"),
        mark(r"__doPostBack\(", 0.25, "ASP.NET postbacks"),
        mark(r"index\.php\?(?:m|s|c)=\w+|/plus/(?:list|view|search)\.php", 0.4, "PHP system addresses"),
    )

    def listing(self, page: Page, request: PageRequest | None = None) -> Listing:
        """Rows and pager; a pager of postbacks becomes a form post."""
        found = super().listing(page, request)
        if found.next or not found.links:
            return found
        following = postback(page)
        return Listing(found.links, (following,), found.total, found.date_ordered) if following else found

    def is_article_url(self, url: str) -> bool:
        """Whether the query names one item, or the file name does."""
        if super().is_article_url(url):
            return True
        return query_item(url) is not None and not _only_lists(url)

    def article_id(self, url: str) -> str | None:
        """The id in the file name or the query."""
        return super().article_id(url) or (query_item(url) if self.is_article_url(url) else None)


def _only_lists(url: str) -> bool:
    """Whether a bare ``?id=`` belongs to a page that lists (``list.aspx?id=3``)."""
    address = path_and_query(url)
    return bool(_LIST.search(address)) and not _ITEM_NAMED.search(address)


def postback(page: Page) -> PageRequest | None:
    """The form post behind a 下一页 link that calls ``__doPostBack``; None where there is none."""
    for node in page.tree.css("a[href]"):
        href = attribute(node, "href")
        if "__doPostBack" not in href or not _NEXT.match(node.text().strip()):
            continue
        match = _POSTBACK.search(href)
        form = _form_fields(page)
        if match is None or form is None:
            continue
        action, fields = form
        return PageRequest(action, {**fields, "__EVENTTARGET": match[1], "__EVENTARGUMENT": match[2]})
    return None


def _form_fields(page: Page) -> tuple[str, dict[str, str]] | None:
    """The address and hidden fields of the page's form."""
    form = page.tree.css_first("form")
    if form is None:
        return None
    action = resolve(base_url(page), attribute(form, "action") or page.url)
    fields = {
        attribute(node, "name"): attribute(node, "value") for node in form.css("input[type=hidden][name]")[:_MAX_FIELDS]
    }
    if action is None or sum(map(len, fields.values())) > _MAX_FORM:
        return None
    return action, fields
