"""``trs`` - 拓尔思 WCM: articles ``/YYYYMM/tYYYYMMDD_<id>.html``; ``index_1.html`` is page 2 (0-based)."""

from __future__ import annotations

import re
from typing import ClassVar

from cppcc_archive.cms.anchors import base_url, resolve
from cppcc_archive.cms.base import PageRequest
from cppcc_archive.cms.patterns import Mark, PatternFamily, mark
from cppcc_archive.cms.scriptcalls import calls, number, script_text
from cppcc_archive.markup.page import Page


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

    def next_page(self, page: Page, request: PageRequest | None) -> str | None:
        """The page after the current one as the pager script would name it."""
        pager = trs_pager(page)
        if pager is None:
            return None
        count, current, name, extension = pager
        if current + 1 >= count:
            return None
        return resolve(base_url(page), f"{name}_{current + 1}.{extension}")


def trs_pager(page: Page) -> tuple[int, int, str, str] | None:
    """(page count, current page from 0, name, extension) of the page's pager script, in any of its dialects."""
    code = script_text(page)
    for arguments in calls(code, "createPageHTML"):
        found = _pager(arguments)
        if found is not None:
            return found
    for match in re.finditer(r"Pager\s*\(\s*\{([^{}]{0,400})\}", code):
        size, current = number(match[1], "size"), number(match[1], "current")
        prefix = re.search(r"prefix\s*:\s*['\"]([\w/-]+)", match[1])
        suffix = re.search(r"suffix\s*:\s*['\"](\w+)", match[1])
        if size is not None and current is not None and prefix and suffix:
            return size, current, prefix[1], suffix[1]
    count, current = number(code, "countPage"), number(code, "currentPage")
    if count is not None and current is not None:
        extension = re.search(r"index\s*[\"']?\s*\+?\s*[\"']?_[\"']\s*\+.{0,60}?[.\"'+]+(s?html?)\b", code)
        return count, current, "index", extension[1] if extension else "html"
    return None


def _pager(arguments: list[str]) -> tuple[int, int, str, str] | None:
    """The four values wherever they start in the call (some dialects put an element's id first)."""
    for start in range(max(0, len(arguments) - 3)):
        count, current, name, extension = arguments[start : start + 4]
        if (
            count.isdecimal()
            and current.isdecimal()
            and re.fullmatch(r"[\w/-]+", name)
            and re.fullmatch(r"s?html?|jsp", extension)
        ):
            return int(count), int(current), name, extension
    return None
