"""``ucap`` - 开普: ``/cNNNNNN/YYYY/M/D/<32 hex>.shtml``; ``createPageHTML(div, total, current, prefix, ext, records)``.

Pages count from 1 (``list.shtml``, ``list_2.shtml``); the prefix may end in a number (``list_2``, ``list_2_2``).
"""

from __future__ import annotations

import re
from typing import ClassVar

from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark


class Ucap(PatternFamily):
    """UCAP (开普云)."""

    name = "ucap"
    article_forms: ClassVar = (
        re.compile(r"/c\d{4,}/(?:19|20)\d\d/\d\d?/\d\d?/(?P<id>[0-9a-f]{32})\.s?html?$"),
        re.compile(r"/c\d{4,}/(?:19|20)\d{4}/(?:c?(?P<id>\d{4,}|[0-9a-f]{32}))\.s?html?$"),
        re.compile(r"/(?:19|20)\d{4}/(?P<id>[0-9a-f]{32})\.s?html?$"),
    )
    article_weight = 0.8
    column_forms: ClassVar = (re.compile(r"/c\d{4,}/(?!(?:19|20)\d\d)[a-z]\w*\.s?html?$"),)
    column_weight = 0.5
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"<(?:ucapcontent|ucaptitle)|id=[\"']?UCAP-CONTENT", 0.8, "UCAP elements"),
        mark(
            r"createPageHTML\s*\(\s*['\"]\w+['\"]\s*,\s*\d+\s*,\s*\d+\s*,",
            0.5,
            "createPageHTML(div, total, current, …)",
        ),
        mark(r"name=[\"']others[\"'][^>]{1,50}content=[\"']页面生成时间", 0.5, "meta others 页面生成时间"),
        mark(r"guestweb\d?/s\b|ucap\.|searchweb", 0.3, "companion products of UCAP"),
        mark(r"pucha\.kaipuyun\.cn", 0.1, "Kaipu's error reporting"),
    )
