"""``siteserver``: ``contents/<channel>/<id>.html``; columns ``channels/<id>.html``, page 2 ``channels/<id>_2.html``."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urlsplit

from cppcc_archive.cms.listing.anchors import base_url, resolve
from cppcc_archive.cms.listing.pagers import next_link, page_of
from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark
from cppcc_archive.markup.page import Page

_CHANNEL = re.compile(r"/(\d+)(?:_(\d+))?\.(s?html?|aspx)$")


class SiteServer(PatternFamily):
    """SiteServer CMS (its template language is called STL)."""

    name = "siteserver"
    article_forms: ClassVar = (re.compile(r"/contents/\d+/(?P<id>\d+)(?:_\d+)?\.(?:s?html?|aspx)$"),)
    article_weight = 0.75
    column_forms: ClassVar = (re.compile(r"/channels/\d+(?:_\d+)?\.(?:s?html?|aspx)$"),)
    column_weight = 0.6
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"stltree_|publishmentSystemID|\bchannelID\s*:\s*\d+\s*,\s*contentID", 0.8, "SiteServer page scripts"),
        mark(r"/sitefiles/(?:assets|bairong|services)/|api/stl/actions", 0.6, "/sitefiles/ assets"),
    )

    def next_page(self, page: Page) -> str | None:
        """The linked next page, else the next number where the pager only counts (第2页 共26页)."""
        return super().next_page(page) or next_link(page) or _counted(page)


def _counted(page: Page) -> str | None:
    position = page_of(page)
    channel = _CHANNEL.search(urlsplit(page.url).path)
    if position is None or channel is None or position[0] >= position[1] or int(channel[2] or 1) != position[0]:
        return None
    return resolve(base_url(page), f"{channel[1]}_{position[0] + 1}.{channel[3]}")
