"""The way into a site: its home page, what it sends on to, which CMS it is, which columns it has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from cppcc_archive.captures.model import CaptureKind, Verdict
from cppcc_archive.cms.base import Family
from cppcc_archive.cms.listing.stubs import redirects
from cppcc_archive.cms.registry import detect, family
from cppcc_archive.crawl.books import Books
from cppcc_archive.crawl.memory import Memory
from cppcc_archive.crawl.model import SiteResult
from cppcc_archive.crawl.politeness import CrawlStopError
from cppcc_archive.crawl.troubles import SCRIPT_APPLICATION
from cppcc_archive.crawl.verdict import HomeMark
from cppcc_archive.crawl.wanted import MOST_STUBS, Wanted, is_read, page_of
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import host_key
from cppcc_archive.sites.model import Site

MOST_COLUMNS = 40
"""Columns taken from a home page whose site names none."""

SURE = 0.9
"""Detection score from which no further page is asked."""


@dataclass(slots=True)
class Entrance:
    """What was learned of the site on the way in; ``family`` may still change with the pages that are read."""

    site: Site
    books: Books
    memory: Memory
    family: Family = field(default_factory=lambda: family("generic"))
    _sure: float = 0.0

    def home(self) -> Page | None:
        """Fetch the home page; None when it is unchanged or cannot be had (columns from the registry may still do)."""
        self._use(self.site.cms or "generic")
        url = self.site.base_url
        known = self.memory.get(url)
        conditional = bool(self.site.columns and self.site.cms)
        exchange = self.books.fetched(replace(Wanted.page(CaptureKind.HOME, url, known), conditional=conditional))
        if exchange is None:
            return None
        if exchange.status == 304 and known is not None:
            self.books.fetcher.judging.home = HomeMark(exchange.url, known.payload_digest)
            return None
        if not is_read(exchange):
            self.books.failed("home page", exchange)
            if exchange.verdict is Verdict.BLOCKED and not self.site.columns:
                raise CrawlStopError(SiteResult.BLOCKED, exchange.verdict_reason)
            return None
        page = page_of(exchange)
        self.books.tally.is_script_application = exchange.verdict_reason == SCRIPT_APPLICATION
        self.books.fetcher.judging.home = HomeMark.of(page, exchange.payload_digest)
        self.recognise(page)
        return self._behind_stub(page)

    def _behind_stub(self, page: Page) -> Page:
        """The page a home page sends its visitors on to (meta refresh, one-line script, frames), or the page itself."""
        for _ in range(MOST_STUBS):
            onward = self.books.safely("reading a stub", redirects, page) or ()
            url = next(filter(self.books.fetcher.may_fetch, onward), None)
            exchange = self.books.fetched(Wanted.page(CaptureKind.HOME, url, self.memory.get(url))) if url else None
            if exchange is None or not is_read(exchange):
                break
            page = page_of(exchange)
            self.recognise(page)
        return page

    def recognise(self, page: Page) -> None:
        """Go with the family that is surest of a page seen so far, unless the site's entry names one."""
        if self.site.cms or self._sure >= SURE:
            return
        found = self.books.safely("detecting the CMS", detect, page)
        if found and found[0].score > self._sure:
            self._sure = found[0].score
            self._use(found[0].family)

    def _use(self, name: str) -> None:
        self.family = family(name)
        self.books.fetcher.cms = self.books.fetcher.outcome.cms = name

    def columns(self, home: Page | None) -> list[str]:
        """The addresses of the site's columns: those its entry names, or those found on its home page."""
        fetcher = self.books.fetcher
        if self.site.columns:
            urls = [self.site.column_url(column) for column in self.site.columns]
            fetcher.allowed.update(map(host_key, urls))
            return urls
        if home is None:
            return []
        found = self.books.safely("finding columns", self.family.columns, home) or []
        urls = [column.url for column in found if fetcher.may_fetch(column.url)][:MOST_COLUMNS]
        if urlsplit(home.url).path.strip("/"):
            urls.insert(0, home.url)  # an entry below the root may itself be the list
        if not urls and not self.site.rows:
            self.books.warn("no column found on the home page")
        return urls

    def columns_below(self, url: str, page: Page) -> list[str]:
        """The columns that stand on a column's page which lists nothing itself."""
        found = [column.url for column in self.books.safely("finding columns", self.family.columns, page) or []]
        folder = url.rpartition("/")[0] + "/"
        below = [one for one in found if one.startswith(folder)]
        # Without a folder to tell them by, links are taken only where the registry does not say which columns to read.
        candidates = below or (found if not self.site.columns else [])
        return [one for one in candidates if self.books.fetcher.may_fetch(one)]
