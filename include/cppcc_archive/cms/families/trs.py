"""``trs`` - 拓尔思 WCM: articles ``/YYYYMM/tYYYYMMDD_<id>.html``; ``index_1.html`` is page 2 (0-based)."""

from __future__ import annotations

import re
from typing import ClassVar

from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark


class Trs(PatternFamily):
    """TRS WCM. A script writes the pager; the page calls it with page count, current page, name and extension."""

    name = "trs"
    article_forms: ClassVar = (re.compile(r"/t(?:19|20)\d{6}_(?P<id>\d+)(?:_\d+)?\.s?html?$"),)
    article_weight = 0.85
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"_trs_ta_js|trs_webstat|/wastat/|was5/web/search", 0.6, "TRS statistics or search script"),
        mark(r"class=[\"']?CurrChnlCls", 0.5, "CurrChnlCls breadcrumb"),
        mark(r"TRS_(?:Editor|UEDITOR|AUTOADD|PreAppend)", 0.5, "TRS editor classes"),
        mark(
            r"createPageHTML\s*\(\s*\d+\s*,\s*\d+\s*,\s*[\"']\w+[\"']\s*,\s*[\"']\w+[\"']\s*\)",
            0.5,
            "createPageHTML(count, current, name, ext)",
        ),
    )
