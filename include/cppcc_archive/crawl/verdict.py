"""What a fetch turned out to be, told before anything is parsed. Pure: answer in, verdict and reason out.

A wall is recorded and left alone: nothing here, or anywhere else in the crawler, tries to get round one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.crawl.marks import ERROR_PATH, GONE_TEXT, GONE_TITLE, WALL_MARKS, WALL_STATUS
from cppcc_archive.crawl.text import printable
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import twin_key

STUB_BYTES = 12_000
"""Challenge pages are short scripts; the weaker marks count only in bodies below this size with hardly any text."""

STUB_TEXT = 200
"""Characters of visible text above which a page is content, whatever words it has."""


SMALL_PAGE = 60_000
"""Characters of markup above which a page is not read for words of absence."""

WORDY_BYTES = 1500
"""Surplus of bytes over characters that takes at least 750 Chinese characters: a page with content."""

SHORT_TEXT = 400
"""Characters of text outside links above which a page has more to say than that it is gone."""

_HREF = re.compile(r"""<a\b[^>]{0,200}?href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"<a\b.*?</a\s*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason (printable, one line)."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class HomeMark:
    """What tells a site's home page when it is served in place of something else.

    Many sites print one title on every page, so a title alone says nothing: the links must be the same too.
    """

    url: str
    digest: str | None
    title: str = ""
    links: frozenset[str] = frozenset()

    @classmethod
    def of(cls, page: Page, digest: str | None) -> HomeMark:
        """The mark of a fetched home page."""
        return cls(page.url, digest, page_title(page), _links(page))

    def resembles(self, page: Page) -> bool:
        """Whether ``page`` has the home page's title and nearly all of its links, and hardly any others."""
        if len(self.links) < LEAST_LINKS or not self.title or page_title(page) != self.title:
            return False
        links = _links(page)
        return len(links & self.links) >= SAME_LINKS * len(links | self.links)


LEAST_LINKS = 8
SAME_LINKS = 0.8
"""Share of common links from which two pages are the same page (a home page may rotate a few)."""


def _links(page: Page) -> frozenset[str]:
    return frozenset(_HREF.findall(page.html))


def judge(
    kind: CaptureKind,
    status: int,
    page: Page,
    digest: str,
    *,
    requested: str | None = None,
    known: Known | None = None,
    home: HomeMark | None = None,
    content_type: str = "",
) -> Judgement:
    """The verdict on one answer.

    ``page`` is the final body and URL, ``requested`` the URL before redirects, ``known`` what it gave last.
    """
    asked = requested or page.url
    found = _by_status(kind, status, page) or _by_body(kind, page, asked, digest, home, content_type)
    return _against(known, digest, found)


def _by_status(kind: CaptureKind, status: int, page: Page) -> Judgement | None:
    if status == 304:
        return Judgement(Verdict.UNCHANGED, "304 not modified")
    if status in WALL_STATUS:
        return Judgement(Verdict.BLOCKED, WALL_STATUS[status])
    wall = _wall(page) if status != 200 and kind is not CaptureKind.ROBOTS else None
    if wall and status not in {404, 410}:
        return Judgement(Verdict.BLOCKED, f"{wall} ({status})")
    if status in {404, 410}:
        return Judgement(Verdict.GONE, f"status {status}")
    if status in {401, 403, 407, 451}:
        return Judgement(Verdict.BLOCKED, f"status {status}")
    if not 200 <= status < 300:
        return Judgement(Verdict.ERROR, f"status {status}")
    return None


def _by_body(
    kind: CaptureKind, page: Page, requested: str, digest: str, home: HomeMark | None, content_type: str
) -> Judgement:
    if kind is CaptureKind.ROBOTS:
        return Judgement(Verdict.OK, "")
    html = is_html(content_type, page.body)
    if kind is CaptureKind.ATTACHMENT and not html:
        return Judgement(Verdict.OK, "") if page.body else Judgement(Verdict.ERROR, "empty body")
    if not page.body.strip():
        return Judgement(Verdict.ERROR, "empty body")
    wall = _wall(page)
    if wall:
        return Judgement(Verdict.BLOCKED, wall)
    if kind in {CaptureKind.ARTICLE, CaptureKind.ATTACHMENT} and html:
        reason = _tombstone(page, requested, digest, home)
        if reason:
            return Judgement(Verdict.TOMBSTONE, reason)
    return Judgement(Verdict.OK, "")


def is_html(content_type: str, body: bytes) -> bool:
    """Whether a body is markup: by its label, or by its first bytes where there is none."""
    label = content_type.partition(";")[0].strip().lower()
    if label:
        return "html" in label or "xml" in label
    return body[:512].lstrip().startswith(b"<")


def page_title(page: Page) -> str:
    """The ``<title>``, white space folded; empty when there is none."""
    found = _TITLE.search(page.html, 0, 20_000)
    return " ".join(found[1].split()) if found else ""


def _is_wordy(page: Page) -> bool:
    """Told without looking at a character: outside ASCII, a page's bytes outnumber its characters."""
    return len(page.body) - len(page.html) > WORDY_BYTES


def visible(html: str) -> str:
    """The text a reader sees, roughly: no scripts, styles, head or tags."""
    return " ".join(_TAG.sub(" ", _SCRIPT.sub(" ", html)).split())


def _wall(page: Page) -> str | None:
    html = page.html
    long = len(html) > STUB_BYTES or _is_wordy(page)
    for mark in WALL_MARKS:
        if long and not mark.anywhere:
            continue
        if mark.pattern.search(html) and (mark.anywhere or len(visible(html)) < STUB_TEXT):
            return mark.reason
    return None


def _tombstone(page: Page, requested: str, digest: str, home: HomeMark | None) -> str | None:
    if home is not None and twin_key(requested) != twin_key(home.url):
        if digest == home.digest:
            return "the home page in its stead"
        if twin_key(page.url) == twin_key(home.url):
            return "redirects to the home page"
        if home.resembles(page):
            return "the home page in its stead (same title and links)"
    if page.url != requested and (found := ERROR_PATH.search(urlsplit(page.url).path)):
        return f"redirects to an error page: {printable(found[0], 80)}"
    found = GONE_TITLE.search(page_title(page))
    if found:
        return f"title says it is gone: {printable(found[0], 80)}"
    if len(page.html) > SMALL_PAGE or _is_wordy(page):
        return None
    text = visible(_LINK.sub(" ", page.html))
    found = GONE_TEXT.search(text) if len(text) < SHORT_TEXT else None
    return f"page says it is gone: {printable(found[0], 80)}" if found else None


def _against(known: Known | None, digest: str, found: Judgement) -> Judgement:
    """The same answer as last time is ``unchanged``: the same payload, or gone as it was gone."""
    if known is None:
        return found
    if found.verdict in {Verdict.GONE, Verdict.TOMBSTONE} and known.verdict is found.verdict:
        return Judgement(Verdict.UNCHANGED, f"{found.verdict} as before: {found.reason}")
    if found.verdict is Verdict.OK and known.payload_digest == digest:
        return Judgement(Verdict.UNCHANGED, "same payload")
    return found
