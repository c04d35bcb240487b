"""Pages served with 200 that are no content and no deletion either: limits, failures, shells of script applications.

Each is told where hardly anything else is said; a page with an article is none of them, whatever words it has. Pure.
"""

from __future__ import annotations

import re

from cppcc_archive.crawl.marks import (
    APP_ROOT,
    FAILURE_TEXT,
    FAILURE_WORDS,
    LIMIT_TEXT,
    LIMIT_WORDS,
    NEEDS_SCRIPT,
)
from cppcc_archive.crawl.pagetext import SMALL_PAGE, chinese, has_article, is_wordy, page_title, says_more, visible
from cppcc_archive.crawl.text import printable
from cppcc_archive.markup.page import Page

SHORT = 600
"""Characters of text outside links above which a page has more to say than that something failed."""

SHELL_LETTERS = 20
"""Chinese characters of visible text from which a page is no empty shell."""

SCRIPT_APPLICATION = "a script application: without scripts its pages have no text"
"""How the reason of such a page begins."""

_NOSCRIPT = re.compile(r"<noscript\b[^<>]*>(.{0,2000}?)</noscript", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<script\b[^<>]{0,300}\bsrc\s*=", re.IGNORECASE)


def asks_to_slow_down(page: Page) -> str | None:
    """The words of a page that says we come too often."""
    return _said(page, LIMIT_TEXT, LIMIT_WORDS)


def says_it_failed(page: Page) -> str | None:
    """The words by which a server, a database, a gateway or a proxy says that it failed."""
    return _said(page, FAILURE_TEXT, FAILURE_WORDS)


def is_script_application(page: Page) -> bool:
    """Whether a page is the empty shell of a script application: an empty root or the standard words of its
    ``noscript``, a script of its own, and nothing to read."""
    html = page.html
    if len(html) > SMALL_PAGE or is_wordy(page) or not _SCRIPT.search(html):
        return False
    asked = any(NEEDS_SCRIPT.search(found[1]) for found in _NOSCRIPT.finditer(html))
    if not (APP_ROOT.search(html) or (asked and "<body" in html.lower())):
        return False
    return chinese(visible(_NOSCRIPT.sub(" ", html))) < SHELL_LETTERS


def _said(page: Page, marks: re.Pattern[str], words: re.Pattern[str]) -> str | None:
    html = page.html
    if len(html) > SMALL_PAGE or is_wordy(page):
        return None
    text = visible(html, links=False)
    if len(text) >= SHORT:
        return None
    found = marks.search(text) or marks.search(page_title(page))
    if found is None or has_article(page) or says_more(html, words):
        return None
    return printable(found[0], 80)
