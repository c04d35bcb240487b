"""The crawl of one site: robots, home, columns, listings and articles in turn, then the pages due for another look."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TypeVar

from cppcc_archive.captures.model import CaptureKind, Exchange, Known, Verdict
from cppcc_archive.cms.base import ArticleLink, Family, Listing, PageRequest
from cppcc_archive.cms.registry import detect, family
from cppcc_archive.cms.registry import listing as read_listing
from cppcc_archive.crawl.fetch import Fetcher, Wanted, charset_of
from cppcc_archive.crawl.memory import GONE, Memory, shanghai_date
from cppcc_archive.crawl.model import Scope, SiteResult
from cppcc_archive.crawl.parts import is_file_url, parts_of
from cppcc_archive.crawl.politeness import CrawlStopError
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.verdict import HomeMark, is_html
from cppcc_archive.crawl.walk import ColumnWalk, in_scope
from cppcc_archive.errors import RefusedError
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import host_key, twin_key
from cppcc_archive.sites.model import Site

log = logging.getLogger(__name__)

MOST_COLUMNS = 40
"""Columns taken from a home page whose site names none."""

MOST_WARNINGS = 20

SURE = 0.9
"""Detection score from which no further page is asked."""

T = TypeVar("T")


@dataclass(slots=True)
class SiteCrawl:
    """One run over one site. Every method may raise CrawlStopError, which ends it."""

    site: Site
    scope: Scope
    fetcher: Fetcher
    memory: Memory
    family: Family = field(default_factory=lambda: family("generic"))
    warnings: list[str] = field(default_factory=list)
    listings_read: int = 0
    refusals: int = 0
    failures: list[str] = field(default_factory=list)
    _sure: float = 0.0
    strays: int = 0
    _done: set[str] = field(default_factory=set)
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _linked: dict[str, tuple[ArticleLink, str]] = field(default_factory=dict)

    def run(self) -> None:
        """Do the whole of it; what came of it stands in the fetcher's outcome and in this object's counters."""
        home = self._home()
        walks = deque(self._walks(home))
        while walks:
            walk = walks.popleft()
            if self._step(walk):
                walks.append(walk)
        if self.scope.nightly:
            self._look_again()

    # -- the way in ---------------------------------------------------------------------------------------------

    def _home(self) -> Page | None:
        """Fetch the home page; None when it is unchanged or cannot be had (columns from the registry may still do)."""
        self._use(self.site.cms or "generic")
        url = self.site.base_url
        known = self.memory.get(url)
        conditional = bool(self.site.columns and self.site.cms)
        try:
            exchange = self.fetcher.fetch(replace(Wanted.page(CaptureKind.HOME, url, known), conditional=conditional))
        except RefusedError as error:
            self._refused(str(error))
            return None
        if exchange.status == 304 and known is not None:
            self.fetcher.home = HomeMark(exchange.url, known.payload_digest)
            return None
        if exchange.verdict not in {Verdict.OK, Verdict.UNCHANGED}:
            self._failed("home page", exchange)
            return None
        page = page_of(exchange)
        self.fetcher.home = HomeMark.of(page, exchange.payload_digest)
        self._recognise(page)
        return page

    def _recognise(self, page: Page) -> None:
        """Go with the family that is surest of a page seen so far, unless the site's entry names one."""
        if self.site.cms or self._sure >= SURE:
            return
        found = self._safely("detecting the CMS", lambda: detect(page))
        if found and found[0].score > self._sure:
            self._sure = found[0].score
            self._use(found[0].family)

    def _use(self, name: str) -> None:
        self.family = family(name)
        self.fetcher.cms = self.fetcher.outcome.cms = name

    def _walks(self, home: Page | None) -> list[ColumnWalk]:
        if self.site.columns:
            urls = [self.site.column_url(column) for column in self.site.columns]
            self.fetcher.allowed.update(map(host_key, urls))
        elif home is not None:
            found = self._safely("finding columns", lambda: self.family.columns(home)) or []
            urls = [column.url for column in found if host_key(column.url) in self.fetcher.allowed][:MOST_COLUMNS]
            if not urls:
                self._warn("no column found on the home page")
        else:
            urls = []
        unique = {twin_key(url): url for url in reversed(urls)}
        return [ColumnWalk(url, self.scope, self._settled) for url in reversed(unique.values())]

    def _settled(self, url: str) -> bool:
        """Whether a row needs no fetch: the archive has it, or policy keeps us from it."""
        return self.memory.holds(url) or not self.fetcher.may_fetch(url)

    # -- listings and articles ----------------------------------------------------------------------------------

    def _step(self, walk: ColumnWalk) -> bool:
        """Read one listing page of a column and fetch its new articles; False when the column is done."""
        request = walk.next_request()
        if request is None:
            return False
        listing = self._listing(walk, request)
        if listing is None:
            return False
        rows = walk.take(listing)
        self.fetcher.outcome.links_seen += len(rows)
        for row in rows:
            self._row(row, walk.url)
        return True

    def _listing(self, walk: ColumnWalk, request: PageRequest) -> Listing | None:
        wanted = Wanted(CaptureKind.LISTING, request, self.memory.get(request.url), column=walk.url)
        try:
            exchange = self.fetcher.fetch(wanted)
        except RefusedError as error:
            self._refused(str(error))
            return None
        if exchange.verdict not in {Verdict.OK, Verdict.UNCHANGED}:
            self._failed(f"listing {printable(request.url)}", exchange)
            return None
        self.listings_read += 1
        page = page_of(exchange)
        if not walk.pages:
            self._recognise(page)
        found = self._safely("reading a listing", lambda: read_listing(page, request, self.family))
        return found or Listing()

    def _row(self, row: ArticleLink, column: str) -> None:
        key = twin_key(row.url)
        if key in self._done or key in self._linked:
            return
        listed = row.listed_date or self.family.url_date(row.url)
        if self.memory.holds(row.url):
            if self.scope.nightly:
                self._linked[key] = row, column
        elif in_scope(row, listed, self.scope):
            self._article(row.url, self.memory.get(row.url), row, column)

    def _article(
        self, url: str, known: Known | None, row: ArticleLink | None = None, column: str | None = None
    ) -> None:
        """Fetch one article and what belongs to it, once a run."""
        self._done.add(twin_key(url))
        listed = (row.listed_date if row else None) or self.family.url_date(url)
        title = row.title if row else None
        kind = CaptureKind.ATTACHMENT if is_file_url(url) else CaptureKind.ARTICLE
        wanted = Wanted(kind, PageRequest(url), known, True, title, listed, column)
        exchange = self._fetched(wanted)
        if exchange is None:
            return
        self._count(exchange, known)
        if exchange.verdict is Verdict.OK and is_html(exchange.header("content-type") or "", exchange.body):
            self._parts(exchange, listed, column)

    def _count(self, exchange: Exchange, known: Known | None) -> None:
        outcome = self.fetcher.outcome
        if exchange.verdict is Verdict.UNCHANGED:
            outcome.articles_unchanged += 1
        elif exchange.verdict is Verdict.OK:
            if known is None or known.payload_digest is None:
                outcome.articles_new += 1
            else:
                outcome.articles_changed += 1
        elif exchange.verdict in GONE:
            outcome.articles_gone += 1

    def _parts(self, exchange: Exchange, listed: date | None, column: str | None) -> None:
        """Fetch an article's further pages and its attachments, each once."""
        page = page_of(exchange)
        found = self._safely("reading an article", lambda: parts_of(page))
        if found is None:
            return
        published = listed or found.published
        for url in found.pages:
            if twin_key(url) not in self._done and not self.memory.holds(url):
                self._article(url, None, ArticleLink(url, found.title, published), column)
        for item in found.attachments:
            key = twin_key(item.url)
            if key not in self._done and not self.memory.holds(item.url):
                self._done.add(key)
                known = self.memory.get(item.url)
                request = PageRequest(item.url)
                self._fetched(Wanted(CaptureKind.ATTACHMENT, request, known, False, item.name, published, column))

    def _fetched(self, wanted: Wanted) -> Exchange | None:
        try:
            return self.fetcher.fetch(wanted)
        except RefusedError as error:
            self._refused(str(error))
            return None

    # -- another look -------------------------------------------------------------------------------------------

    def _look_again(self) -> None:
        """Known articles on the pages just walked, then those whose turn it is."""
        for row, column in self._linked.values():
            known = self.memory.get(row.url)
            if known is not None and known.verdict not in GONE:
                self._article(row.url, known, row, column)
        for known in self.memory.due(self.family, shanghai_date(datetime.now(UTC))):
            if twin_key(known.url) not in self._done:
                if known.kind is CaptureKind.ARTICLE:
                    self._article(known.url, known)
                else:
                    self._fetched(Wanted.page(known.kind, known.url, known))

    # -- bookkeeping --------------------------------------------------------------------------------------------

    def _safely(self, what: str, read: Callable[[], T]) -> T | None:
        """Run a reader over a page; whatever a page does to it costs that page, not the crawl."""
        try:
            return read()
        except CrawlStopError:
            raise
        except Exception as error:
            log.warning("%s: %s failed", self.site.id, what, exc_info=True)
            self._warn(f"{what} failed: {type(error).__name__}: {error}")
            return None

    def _failed(self, what: str, exchange: Exchange) -> None:
        self.failures.append(f"{what}: {exchange.verdict}: {exchange.verdict_reason}")
        self._warn(self.failures[-1])
        if exchange.verdict is Verdict.BLOCKED:
            raise CrawlStopError(SiteResult.BLOCKED, f"{what}: {exchange.verdict_reason}")

    def _refused(self, reason: str) -> None:
        self.refusals += 1
        self._warn(reason)

    def _warn(self, text: str) -> None:
        shown = printable(text, 300)
        if len(self.warnings) < MOST_WARNINGS and shown not in self.warnings:
            self.warnings.append(shown)


def page_of(exchange: Exchange) -> Page:
    """The page an exchange brought."""
    return Page(exchange.url, exchange.body, _charset(exchange))


def _charset(exchange: Exchange) -> str | None:
    return charset_of(exchange.header("content-type") or "")
