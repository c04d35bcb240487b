"""What a fetch turned out to be, told before anything is parsed. Pure: answer in, verdict and reason out.

A wall is recorded and left alone: nothing here, or anywhere else in the crawler, tries to get round one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.crawl.marks import (
    ERROR_PATH,
    GONE_TEXT,
    GONE_TITLE,
    GONE_WORDS,
    WALL_MARKS,
    WALL_STATUS,
    WALL_TITLE,
    WALL_WORDS,
)
from cppcc_archive.crawl.pagetext import (
    SHORT_TEXT,
    SMALL_PAGE,
    has_article,
    is_titled,
    is_wordy,
    page_title,
    says_more,
    visible,
)
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.troubles import (
    SCRIPT_APPLICATION,
    asks_to_slow_down,
    is_script_application,
    says_it_failed,
)
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import twin_key

STUB_BYTES = 12_000
"""Challenge pages are short scripts; the weaker marks count only in bodies below this size with hardly any text."""

STUB_TEXT = 200
"""Characters of visible text above which a page is content, whatever words it has."""

_HREF = re.compile(r"""<a\b[^>]{0,200}?href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_SUBORDINATE = re.compile(r"^(?:因|由于|如|若|当|为|针对|对(?!不起)|凡|经)|[“「『《\"]")
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
    b"RIFF",
)
_FILE_LABEL = re.compile(r"image/|audio/|video/|font/|application/(?!\S*(?:xml|html|json|javascript))")


TOO_OFTEN = "the site says that we come too often: lengthen delay_seconds in its entry"
"""How the reason of a limit begins."""


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


REFUSES = "the host refuses us: lengthen delay_seconds, or write to the site's owner"


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
        return Judgement(Verdict.BLOCKED, _status(status))
    if not 200 <= status < 300:
        return Judgement(Verdict.ERROR, _status(status))
    return None


def _status(status: int) -> str:
    """A status that is no page, with what can be done about it."""
    if status in {401, 403, 407, 451}:
        return f"status {status}: {REFUSES}"
    if status == 429:
        return "status 429: the host says that we come too often: lengthen delay_seconds of the site's entry"
    if status >= 500:
        return f"status {status}: the server failed: it is asked again; if it lasts, look at the site in a browser"
    if status >= 400:
        return f"status {status}: the server does not take the request: do the entry's addresses open in a browser?"
    return f"status {status}: no page and no redirect that can be followed"


def _by_body(
    kind: CaptureKind, page: Page, requested: str, digest: str, home: HomeMark | None, content_type: str
) -> Judgement:
    if kind is CaptureKind.ROBOTS:
        return Judgement(Verdict.OK, "")
    file = is_file(content_type, page.body)
    if file and kind in {CaptureKind.ARTICLE, CaptureKind.ATTACHMENT}:
        return Judgement(Verdict.OK, "")
    html = not file and is_html(content_type, page.body)
    if kind is CaptureKind.ATTACHMENT and not html:
        return Judgement(Verdict.OK, "") if page.body else Judgement(Verdict.ERROR, "empty body")
    if kind is CaptureKind.REQUISITE and (not html or "svg" in content_type):
        return Judgement(Verdict.OK, "")  # an empty style is one too
    if not page.body.strip():
        return Judgement(Verdict.ERROR, "empty body")
    if html and is_script_application(page):
        is_article = kind in {CaptureKind.ARTICLE, CaptureKind.ATTACHMENT, CaptureKind.REQUISITE}
        return Judgement(Verdict.ERROR if is_article else Verdict.OK, SCRIPT_APPLICATION)
    wall = _wall(page)
    if wall:
        return Judgement(Verdict.BLOCKED, wall)
    if html and (said := asks_to_slow_down(page)):
        return Judgement(Verdict.BLOCKED, f"{TOO_OFTEN} ({said})")
    if html and (said := says_it_failed(page)):
        return Judgement(Verdict.ERROR, f"an error page with status 200: {said}")
    if kind in {CaptureKind.ARTICLE, CaptureKind.ATTACHMENT} and html:
        reason = _tombstone(page, requested, digest, home)
        if reason:
            return Judgement(Verdict.TOMBSTONE, reason)
    if kind is CaptureKind.REQUISITE:
        return Judgement(Verdict.GONE, "a page in the stead of a picture or style")
    return Judgement(Verdict.OK, "")


def is_html(content_type: str, body: bytes) -> bool:
    """Whether a body is markup: by its label, or by its first bytes where there is none."""
    label = content_type.partition(";")[0].strip().lower()
    if label:
        return "html" in label or "xml" in label
    return body[:512].lstrip().startswith(b"<")


def is_file(content_type: str, body: bytes) -> bool:
    """Whether a body is a document or picture and no page: by its first bytes, else by its label."""
    head = body[:1024]
    if head.startswith(_MAGIC):
        return True
    if not head or head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return False
    if head.startswith(b"\x1f\x8b\x08") and is_html(content_type, b""):
        return False  # a page in gzip that nobody spoke of
    if b"\0" in head:
        return not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return bool(_FILE_LABEL.match(content_type.strip().lower()))


def _wall(page: Page) -> str | None:
    html = page.html
    title = page_title(page)
    if is_titled(title, WALL_TITLE) and not has_article(page):
        return "firewall page"
    if len(html) > STUB_BYTES or is_wordy(page):
        return None
    said = ""
    for mark in WALL_MARKS:
        if mark.said:
            said = said or visible(html, links=False)
            found = mark.pattern.search(said)
        else:
            found = mark.pattern.search(html)
        if found:
            stub = len(visible(html)) < STUB_TEXT and not says_more(html, WALL_WORDS, everywhere=True)
            return mark.reason if stub and not has_article(page) else None
    return None


def _tombstone(page: Page, requested: str, digest: str, home: HomeMark | None) -> str | None:
    if home is not None and twin_key(requested) != twin_key(home.url):
        if digest == home.digest:
            return "the home page in its stead"
        if twin_key(page.url) == twin_key(home.url):
            return "redirects to the home page"
        if home.resembles(page):
            return "the home page in its stead (same title and links)"
    if (found := _error_path(page.url, requested)) and not has_article(page):
        return f"redirects to an error page: {printable(found, 80)}"
    title = page_title(page)
    if is_titled(title, GONE_TITLE) and not has_article(page):
        return f"title says it is gone: {printable(title, 80)}"
    if len(page.html) > SMALL_PAGE or is_wordy(page):
        return None
    said = _gone_clause(page.html)
    return f"page says it is gone: {printable(said, 80)}" if said else None


def _error_path(url: str, requested: str) -> str | None:
    """The path of an error page that was redirected to; a page of the same name elsewhere is the page itself."""
    path, asked = urlsplit(url).path, urlsplit(requested).path
    found = ERROR_PATH.search(path) if url != requested else None
    if found is None or path.rstrip("/").rpartition("/")[2] == asked.rstrip("/").rpartition("/")[2]:
        return None
    return found[0]


def _gone_clause(html: str) -> str | None:
    """The words of a short page that say it is gone, unless they are quoted, given as a reason, or one of many."""
    text = visible(html, links=False)
    found = GONE_TEXT.search(text) if len(text) < SHORT_TEXT else None
    if found is None:
        return None
    before = re.split(r"[，。！？；,!?;\s]", text[: found.start()])[-1]
    if _SUBORDINATE.search(before) or _SUBORDINATE.match(found[0]) or says_more(html, GONE_WORDS):
        return None
    return found[0]


def _against(known: Known | None, digest: str, found: Judgement) -> Judgement:
    """The same answer as last time is ``unchanged``: the same payload, or gone as it was gone."""
    if known is None:
        return found
    if found.verdict in {Verdict.GONE, Verdict.TOMBSTONE} and known.verdict is found.verdict:
        return Judgement(Verdict.UNCHANGED, f"{found.verdict} as before: {found.reason}")
    if (
        found.verdict is Verdict.OK
        and known.verdict in {Verdict.OK, Verdict.UNCHANGED}
        and known.payload_digest == digest
    ):
        return Judgement(Verdict.UNCHANGED, "same payload")
    return found
