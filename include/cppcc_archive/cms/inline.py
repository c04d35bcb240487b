"""Columns that show their only article in place of a list."""

from __future__ import annotations

from datetime import date

from cppcc_archive.cms.anchors import attribute, squeeze
from cppcc_archive.cms.base import ArticleLink, Listing
from cppcc_archive.cms.rowdates import printed_date
from cppcc_archive.markup.page import Page

_ENOUGH_TEXT = 120


def with_inline_article(found: Listing, page: Page, body: str, title: str) -> Listing:
    """``found``, or, where it has no rows and the page holds an article's ``body``, the page itself as its only row."""
    if found.links or found.next:
        return found
    text = page.tree.css_first(body)
    if text is None or len(squeeze(text.text())) < _ENOUGH_TEXT:
        return found
    heading = page.tree.css_first(title)
    name = squeeze(heading.text()) if heading is not None else ""
    if not name:
        node = page.tree.css_first("title")
        name = squeeze(node.text()) if node is not None else ""
    return Listing((ArticleLink(page.url, name or page.url, _published(page)),))


def _published(page: Page) -> date | None:
    for node in page.tree.css("meta[name][content]"):
        if attribute(node, "name").lower() == "pubdate":
            return printed_date(attribute(node, "content"))
    return None
