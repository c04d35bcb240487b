"""``gkmlpt`` - the Guangdong platform: ``content/post_<id>.html``, ``index_7.html`` is page 7 (1-based).

Its disclosure catalogue (``/gkmlpt/index``) is a shell filled by ``/gkmlpt/api/all/<column>?page=N&sid=<site>``: JSON
with ``articles`` and ``total``, a hundred a page. Column 0 is everything the site publishes.
"""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urlsplit

from cppcc_archive.cms.base import Listing, PageRequest
from cppcc_archive.cms.listing.anchors import resolve
from cppcc_archive.cms.listing.fragments import json_answer
from cppcc_archive.cms.listing.jsonrows import json_rows, json_total
from cppcc_archive.cms.listing.order import date_ordered
from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark
from cppcc_archive.markup.page import Page

_PER_PAGE = 100
_SITE_ID = re.compile(r"\bSID\s*[:=]\s*['\"]?(\d{1,12})\b")
_PAGE = re.compile(r"([?&]page=)(\d{1,6})")


class Gkmlpt(PatternFamily):
    """Guangdong's intensive platform (广东省政府信息公开目录平台 and NFCMS)."""

    name = "gkmlpt"
    article_forms: ClassVar = (re.compile(r"/m?post_(?P<id>\d+)\.html?$"),)
    article_weight = 0.7
    column_forms: ClassVar = (re.compile(r"/gkmlpt/(?:index|policy)(?:\?|$)"),)
    column_weight = 0.6
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"/gkmlpt/(?:index|api|content|policy|annualreport)", 0.7, "/gkmlpt/ catalogue"),
        mark(r"NFCMS_(?:SITE|POST|COLUMN|CATEGORY)_?", 0.8, "NFCMS variables"),
        mark(r"/post_\d+\.html|/mpost_\d+\.html", 0.3, "post_<id> addresses"),
    )

    def listing(self, page: Page, request: PageRequest | None = None) -> Listing:
        """An HTML listing, the catalogue's shell, or its JSON."""
        answer = json_answer(page)
        if isinstance(answer, dict):
            return self._catalogue(page, answer, request)
        found = super().listing(page, request)
        first = _first_catalogue_page(page)
        return Listing(found.links, (first,), found.total, found.date_ordered) if first and not found.links else found

    def _catalogue(self, page: Page, answer: dict[str, object], request: PageRequest | None) -> Listing:
        links = json_rows(page.url, answer.get("articles"), self.url_date)
        total = json_total({key: value for key, value in answer.items() if not isinstance(value, dict | list)})
        asked = request.url if request is not None else page.url
        match = _PAGE.search(asked)
        following: tuple[PageRequest, ...] = ()
        if match and links and (total is None or int(match[2]) * _PER_PAGE < total):
            number = max(1, int(match[2])) + 1
            following = (PageRequest(_PAGE.sub(rf"\g<1>{number}", asked, count=1)),)
        return Listing(links, following, total, date_ordered(links))


def _first_catalogue_page(page: Page) -> PageRequest | None:
    path = urlsplit(page.url).path
    site = _SITE_ID.search(page.html)
    if "/gkmlpt/" not in path or site is None:
        return None
    url = resolve(page.url, f"{path.split('/gkmlpt/')[0]}/gkmlpt/api/all/0?page=1&sid={site[1]}")
    return PageRequest(url) if url else None
