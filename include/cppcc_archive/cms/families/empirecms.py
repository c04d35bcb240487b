"""``empirecms`` - 帝国: ``/column/YYYY-MM-DD/<id>.html``, pages ``index_2.html`` (1-based), old sites in GBK."""

from __future__ import annotations

import re
from typing import ClassVar

from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark


class EmpireCms(PatternFamily):
    """EmpireCMS (帝国网站管理系统) and the sites built with it. One article can live at two dated URLs."""

    name = "empirecms"
    article_forms: ClassVar = (re.compile(r"/(?:19|20)\d\d-\d\d-\d\d/(?P<id>\d+)(?:_\d+)?\.s?html?$"),)
    article_weight = 0.6
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(
            r"""(?:action|src|href)=["']?[^"'\s>]{0,150}/e/(?:search|public|member|enews|extend|tool|DownSys|pl|tags|ViewImg)/""",
            0.7,
            "/e/… program folder",
        ),
        mark(r"/e/data/js/|ecmsinfo|EmpireCMS|帝国(?:网站管理系统|CMS)", 0.7, "names EmpireCMS"),
        mark(r"\[!--(?:class|newsnav|pagetitle|temp\.)", 0.5, "template variables of EmpireCMS"),
        mark(r"/d/file/p/(?:19|20)\d\d", 0.4, "/d/file/… upload folder"),
        mark(
            r"页次：\s*(?:<[^>]+>)?\d+\s*(?:<[^>]+>)?/\s*(?:<[^>]+>)?\d+(?:.{0,20}每页.{0,20}总数)?",
            0.15,
            "pager text 页次",
        ),
        mark(r"""id=["']?p_(?:title|content|publishtime|origin)\b""", 0.4, "#p_title/#p_content of the old templates"),
    )
