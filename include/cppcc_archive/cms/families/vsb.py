"""``vsb`` - 博达 Visual SiteBuilder: articles ``info/<column>/<id>.htm``; listing pages count DOWN.

Page 1 is ``column.htm``, page n of N is ``column/<N-n+1>.htm``, so that old pages keep their address. Sites that
are not published as files page by ``list.jsp?totalpage=&PAGENUM=&urltype=tree.TreeTempUrl&wbtreeid=``.
"""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from cppcc_archive.cms.base import Listing, PageRequest
from cppcc_archive.cms.listing.anchors import base_url, resolve
from cppcc_archive.cms.listing.inline import with_inline_article
from cppcc_archive.cms.listing.pagers import next_link, page_of
from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark
from cppcc_archive.markup.page import Page

_PAGE_COUNT = re.compile(r"_gotopage_fun\(\s*(\d{1,5})\s*,")
_NUMBERED = re.compile(r"/(\d{1,5})\.(s?html?)$")
_COLUMN_FILE = re.compile(r"/([^/]+)\.(s?html?)$")


class Vsb(PatternFamily):
    """Visual SiteBuilder 9 and later."""

    name = "vsb"
    article_forms: ClassVar = (
        re.compile(r"/info/\d+/(?P<id>\d+)\.html?$"),
        re.compile(r"/(?:info|content)\.jsp\?(?:.*&)?wbnewsid=(?P<id>\d+)", re.IGNORECASE),
    )
    article_weight = 0.8
    column_forms: ClassVar = (re.compile(r"list\.jsp\?(?:.*&)?wbtreeid=\d+", re.IGNORECASE),)
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"Announced by Visual SiteBuilder", 0.9, "Visual SiteBuilder comment"),
        mark(r"/?system/resource/(?:js|css)/", 0.7, "/system/resource/ scripts"),
        mark(r"_sitegray|\.vsb\.css|vsb_content|v_news_content", 0.6, "vsb style sheets or body classes"),
        mark(r"_simple_list_gotopage_fun|_showDynClickBatch|_jsq_\(", 0.6, "vsb pager or hit counter"),
    )

    def listing(self, page: Page, request: PageRequest | None = None) -> Listing:
        """Rows and pager; a column with one article is that article."""
        found = super().listing(page, request)
        return with_inline_article(found, page, ".v_news_content, #vsb_content", ".titlestyle, h1, h2", ".timestyle")

    def next_page(self, page: Page) -> str | None:
        """The linked next page, else the one below in the count."""
        return next_link(page) or _countdown(page) or super().next_page(page)


def _countdown(page: Page) -> str | None:
    """The next page's address by arithmetic, where its link is missing or needs a script."""
    position = page_of(page)
    count = _PAGE_COUNT.search(page.html)
    if position is None or position[0] >= position[1]:
        return None
    current, last = position
    base = base_url(page)
    parts = urlsplit(page.url)
    if parts.path.endswith(".jsp"):
        pairs = dict(parse_qsl(parts.query, keep_blank_values=True)) | {
            "totalpage": str(last),
            "PAGENUM": str(current + 1),
        }
        return resolve(base, urlunsplit(parts._replace(query=urlencode(pairs))))
    numbered = _NUMBERED.search(parts.path)
    if current > 1 and numbered and 1 < int(numbered[1]) <= last:
        return resolve(base, f"{int(numbered[1]) - 1}.{numbered[2]}")
    column = _COLUMN_FILE.search(parts.path)
    if current == 1 and column and count is not None:
        return resolve(base, f"{column[1]}/{last - 1}.{column[2]}")
    return None
