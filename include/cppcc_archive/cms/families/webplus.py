"""``webplus`` - 苏迪: articles ``/xx/yy/c<column>a<id>/page.htm``, lists ``list.htm``, ``list2.htm``."""

from __future__ import annotations

import re
from typing import ClassVar

from cppcc_archive.cms.base import Listing, PageRequest
from cppcc_archive.cms.listing.inline import with_inline_article
from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark
from cppcc_archive.markup.page import Page


class WebPlus(PatternFamily):
    """Sudy WebPlus. A column with one article may hold it inline."""

    name = "webplus"
    article_forms: ClassVar = (re.compile(r"/c\d+a(?P<id>\d+)/(?:page|index)\d*\.(?:htm|html|psp)$"),)
    article_weight = 0.85
    column_forms: ClassVar = (re.compile(r"/(?:list|main)\d*\.(?:htm|html|psp)$"),)
    column_weight = 0.2
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"wp_articlecontent|wp_paging|wp_nav|wp_listcolumn|arti_title|arti_update", 0.7, "WebPlus classes"),
        mark(r"/_upload/tpl/|/_js/_portletPlugs/|/_css/_system/|sudy-wp|frag=[\"']", 0.6, "WebPlus template folders"),
    )

    def listing(self, page: Page, request: PageRequest | None = None) -> Listing:
        """Rows and pager; a column with one article is that article."""
        found = super().listing(page, request)
        return with_inline_article(found, page, ".wp_articlecontent", ".arti_title, h1, h2", ".arti_update")
