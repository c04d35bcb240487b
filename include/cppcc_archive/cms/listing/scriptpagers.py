"""Pagers that a script writes: calls and variables that say which page this is, of how many, and how pages are named.

Dialects are told apart by the shape of the call, not by the site's family: families borrow each other's scripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from cppcc_archive.cms.listing.anchors import base_url, resolve
from cppcc_archive.cms.listing.scriptcalls import calls, number, script_text
from cppcc_archive.markup.page import Page

_EXTENSION = re.compile(r"^\.?(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
_NAME = re.compile(r"^[\w./-]{1,200}$")
_TEMPLATE = re.compile(
    r"""location(?:\.href|\.replace|\.assign)?\s*[=(]\s*(?P<q>["'])(?P<prefix>[^"'<>\s]{1,200})(?P=q)\s*\+\s*"""
    r"""\(?\s*[\w.]{1,40}\s*(?P<plus>\+\s*1)?\s*\)?\s*\+\s*(?P<r>["'])(?P<suffix>[^"'<>\s]{1,40})(?P=r)"""
)


@dataclass(frozen=True, slots=True)
class ScriptPager:
    """What a pager script is told. ``current`` counts from 0; ``pages`` are addresses relative to the page."""

    count: int
    current: int
    name: str
    extension: str
    first_number: int = 1
    """The number in the second page's address: 1 for ``index_1.html`` (0-based systems), 2 for ``index_2.html``."""
    records: int | None = None

    def address(self, index: int) -> str:
        """The relative address of the page ``index`` (from 0)."""
        suffix = "" if index == 0 else f"_{index - 1 + self.first_number}"
        return f"{self.name}{suffix}.{self.extension}"


def script_pager(page: Page) -> ScriptPager | None:
    """The pager of the page's scripts in whichever dialect it is written; None where there is none."""
    code = script_text(page)
    for arguments in calls(code, r"\w*[cC]reatePage(?:HTML|Html|Num)?\w*"):
        found = _zero_based(arguments) or _one_based(arguments)
        if found is not None:
            return found
    return _object_pager(code) or _variable_pager(code)


def script_next(page: Page) -> str | None:
    """The URL of the page after this one as the page's pager script names it."""
    pager = script_pager(page)
    if pager is not None:
        if not 0 <= pager.current + 1 < pager.count:
            return None
        return resolve(base_url(page), pager.address(pager.current + 1))
    return _template_next(page)


def _zero_based(arguments: list[str]) -> ScriptPager | None:
    """``createPageHTML(25, 0, "index", "html")``: TRS, also inside long articles."""
    if len(arguments) < 4 or not (arguments[0].isdecimal() and arguments[1].isdecimal()):
        return None
    name, extension = arguments[2], arguments[3]
    if not (_NAME.match(name) and _EXTENSION.match(extension)):
        return None
    return ScriptPager(int(arguments[0][:7]), int(arguments[1][:7]), name, extension.lstrip("."))


def _one_based(arguments: list[str]) -> ScriptPager | None:
    """``createPageHTML('page_div', 5, 1, 'list', 'shtml', 90)``: ucap; the number of records comes last."""
    if len(arguments) < 5 or arguments[0].isdecimal():
        return None
    count, current, name, extension = arguments[1:5]
    if not (count.isdecimal() and current.isdecimal() and _NAME.match(name) and _EXTENSION.match(extension)):
        return None
    records = int(arguments[5][:8]) if len(arguments) > 5 and arguments[5].isdecimal() else None
    return ScriptPager(int(count[:7]), int(current[:7]) - 1, name, extension.lstrip("."), 2, records)


def _object_pager(code: str) -> ScriptPager | None:
    """``Pager({size:3, current:0, prefix:'index', suffix:'html'})``: a TRS template's own script."""
    for match in re.finditer(r"Pager\s*\(\s*\{([^{}]{0,400})\}", code):
        size, current = number(match[1], "size"), number(match[1], "current")
        prefix = re.search(r"prefix\s*:\s*['\"]([\w./-]{1,100})['\"]", match[1])
        suffix = re.search(r"suffix\s*:\s*['\"](\w{1,8})['\"]", match[1])
        if size is not None and current is not None and prefix and suffix:
            return ScriptPager(size, current, prefix[1], suffix[1])
    return None


def _variable_pager(code: str) -> ScriptPager | None:
    """``var countPage = 25; var currentPage = 0;`` in templates that write the pager themselves."""
    count, current = number(code, "countPage"), number(code, "currentPage")
    if count is None or current is None:
        return None
    named = re.search(r"""["']_["']\s*\+[^;\n]{0,60}?["'.+\s]+(s?html?)\b""", code)
    prefix = re.search(r"""href=\\?["'](\w{1,40})\\?["']?\s*\+?\s*["']?_""", code)
    return ScriptPager(count, current, prefix[1] if prefix else "index", named[1] if named else "html")


def _template_next(page: Page) -> str | None:
    """``location.href = "/col/" + (data.pageIndex + 1) + ".html"`` beside ``pageSize: 15, total: 97``."""
    code = script_text(page)
    template = _TEMPLATE.search(code)
    if template is None:
        return None
    pages = number(code, "pageCount", "totalPage", "totalPages", "pageTotal", "countPage")
    total, size = number(code, "total", "totalCount", "totalNum"), number(code, "pageSize", "pagesize", "limit")
    if pages is None and total is not None and size:
        pages = -(-total // size)
    current = _current_page(page.url, template["prefix"], template["suffix"])
    if pages is None or current >= pages:
        return None
    return resolve(base_url(page), f"{template['prefix']}{current + 1}{template['suffix']}")


def _current_page(url: str, prefix: str, suffix: str) -> int:
    """The page number in ``url`` if it is built like the template, or from its query; 1 otherwise."""
    match = re.search(rf"{re.escape(prefix)}(\d{{1,5}}){re.escape(suffix)}", url)
    if match:
        return int(match[1])
    try:
        query = parse_qs(urlsplit(url).query, max_num_fields=40)
    except ValueError:
        return 1
    for name in ("pageIndex", "pageNo", "page"):
        value = query.get(name, [""])[0]
        if value.isdecimal() and 0 < len(value) < 6:
            return max(1, int(value))
    return 1
