"""Columns that show their only article in place of a list."""

from __future__ import annotations

import re
from datetime import date

from cppcc_archive.cms.base import ArticleLink, Listing
from cppcc_archive.cms.listing.anchors import attribute, squeeze
from cppcc_archive.cms.listing.rowdates import printed_date
from cppcc_archive.markup.page import Page

_ENOUGH_TEXT = 120
_SITE_NAME = re.compile(r"(?<=..)\s*[-_|–—].*$")


def with_inline_article(found: Listing, page: Page, body: str, title: str, info: str) -> Listing:
    """``found``, or, where it has no rows and the page holds an article's ``body``, the page itself as its only row.

    ``body``, ``title`` and ``info`` (where the date stands) are the family's selectors.
    """
    if found.links or found.next:
        return found
    text = page.tree.css_first(body)
    if text is None or len(squeeze(text.text())) < _ENOUGH_TEXT:
        return found
    heading = page.tree.css_first(title)
    name = squeeze(heading.text()) if heading is not None else ""
    if not name:
        node = page.tree.css_first("title")
        name = _SITE_NAME.sub("", squeeze(node.text())) if node is not None else ""
    return Listing((ArticleLink(page.url, name or page.url, _published(page, info)),))


def _published(page: Page, info: str) -> date | None:
    for node in page.tree.css("meta[name][content]"):
        if attribute(node, "name").lower() == "pubdate":
            return printed_date(attribute(node, "content"))
    line = page.tree.css_first(info)
    return printed_date(line.text(separator=" ")) if line is not None else None
