"""What a reader sees of a page, told without parsing it: title, visible text, whether there is an article. Pure.

Verdicts are given on every answer, so this must cost little; whoever needs more parses.
"""

from __future__ import annotations

import re

from cppcc_archive.crawl.marks import FOOTER_WORDS, INFO_LINE
from cppcc_archive.markup.page import Page

SMALL_PAGE = 60_000
"""Characters of markup above which a page is not read for words of absence."""

WORDY_BYTES = 1500
"""Surplus of bytes over characters that takes at least 750 Chinese characters: a page with content."""

SHORT_TEXT = 400
"""Characters of text outside links above which a page has more to say than that it is gone."""

LONGEST_MARK = 60
"""Characters of a title that says but one thing."""

SPARE_TEXT = 8
"""Characters in clauses about something else from which a short page says more than its mark."""

SHOWN = 8
"""Letters of a listed title that must stand on the page for it to be that article's."""

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_UNSEEN = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<!--", r"-->"),
        (r"<script\b", r"</script\s*>"),
        (r"<style\b", r"</style\s*>"),
        (r"<head\b", r"</head\s*>"),
    )
)
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"<a\b", re.IGNORECASE), re.compile(r"</a\s*>", re.IGNORECASE)
_META_DATE = re.compile(
    r"""<meta\b[^<>]{0,80}?["']PubDate["'][^<>]{0,40}?content\s*=\s*["']\s*(?:19|20)\d\d""", re.IGNORECASE
)
_BESIDE = re.compile(r"[-_|—–·•>»]+|\s{2,}")
_NO_WORD = re.compile(r"[\W_]+")
_CLAUSE = re.compile(r"[，。！？；,!?;\s]+")
_PUNCTUATED = re.compile(r"[^，。！？；,!?;\s]+(?=[，。！？；,!?;])|(?<=[，。！？；,!?;])[^，。！？；,!?;\s]+")
_CJK = re.compile(r"[\u4e00-\u9fff]")


def page_title(page: Page) -> str:
    """The ``<title>``, white space folded; empty when there is none."""
    found = _TITLE.search(page.html, 0, 20_000)
    return " ".join(found[1].split()) if found else ""


def is_wordy(page: Page) -> bool:
    """Told without looking at a character: outside ASCII, a page's bytes outnumber its characters."""
    return len(page.body) - len(page.html) > WORDY_BYTES


def visible(html: str, *, links: bool = True) -> str:
    """The text a reader sees, roughly: no scripts, styles, head or tags; without ``links`` nothing that is one."""
    for opening, closing in _UNSEEN if links else (*_UNSEEN, _LINK):
        html = _without(html, opening, closing)
    return " ".join(_TAG.sub(" ", html).split())


def _without(html: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """``html`` less what stands between the two, in one pass: what is never closed stays, and is looked at once."""
    kept: list[str] = []
    at = 0
    while (begin := opening.search(html, at)) and (end := closing.search(html, begin.end())):
        kept += html[at : begin.start()], " "
        at = end.end()
    return "".join((*kept, html[at:]))


def is_titled(title: str, pattern: re.Pattern[str]) -> bool:
    """Whether a title, or a part of it beside the site's name, is as a whole what ``pattern`` says."""
    parts = [title, *_BESIDE.split(title)] if title else []
    forms = (
        form
        for part in parts
        if len(part) <= LONGEST_MARK
        for form in (part.strip(" \t！!。.…"), _NO_WORD.sub("", part))
    )
    return any(pattern.fullmatch(form) for form in forms)


def has_article(page: Page) -> bool:
    """Whether there is an article on the page: a body of prose, a date in the metas or an info line."""
    if _META_DATE.search(page.html, 0, 20_000):
        return True
    text = visible(page.html[: 2 * SMALL_PAGE], links=False)
    return chinese(text) >= SHORT_TEXT or bool(INFO_LINE.search(text))


def chinese(text: str) -> int:
    """How many Chinese characters ``text`` has."""
    return len(_CJK.findall(text))


def says_more(html: str, words: re.Pattern[str], *, everywhere: bool = False) -> bool:
    """Whether clauses of the text outside links are about something else than what ``words`` are about.

    Only clauses of sentences count, since slogans and names stand on any page; ``everywhere`` counts all text.
    """
    text = visible(html, links=False)
    clauses = _CLAUSE.split(text) if everywhere else _PUNCTUATED.findall(text)
    spare = [clause for clause in clauses if not words.search(clause) and not FOOTER_WORDS.search(clause)]
    return sum(map(chinese, spare)) >= SPARE_TEXT


def shows(page: Page, title: str) -> bool:
    """Whether the title that a listing gave an article stands on its page, blanks and punctuation aside.

    Listings cut titles, so its first letters do. A title without letters says nothing.
    """
    if title[:SHOWN] in page.html:
        return True
    letters = _NO_WORD.sub("", title)[:SHOWN]
    return not letters or letters in _NO_WORD.sub("", _TAG.sub("", page.html[: 2 * SMALL_PAGE]))
