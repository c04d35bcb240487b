"""A short, polite look at a site: robots.txt, home page, columns, newest articles, three of them read.

About a dozen requests, made as a crawl makes them: the site's delay between two, nothing that robots forbids. It ends
in a :class:`~cppcc_archive.jobs.sitecheck.SiteCheck`; a site that is dead, blocked or forbidden is a result there,
never an exception.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

from cppcc_archive.captures.model import CaptureKind, Exchange, Verdict
from cppcc_archive.cms.base import ArticleLink, Detection, Family, Listing, PageRequest
from cppcc_archive.cms.listing.datarequests import described_request
from cppcc_archive.cms.listing.stubs import redirects
from cppcc_archive.cms.registry import detect, family
from cppcc_archive.cms.registry import listing as read_listing
from cppcc_archive.crawl.fetch import Fetcher
from cppcc_archive.crawl.model import CrawlSettings, SiteOutcome, SiteResult
from cppcc_archive.crawl.politeness import CrawlStopError, Hosts, budget
from cppcc_archive.crawl.run import hosts_of, policy_of, require_contact, user_agent
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.transport import Transport
from cppcc_archive.crawl.verdict import HomeMark
from cppcc_archive.crawl.wanted import Wanted, charset_of, page_of
from cppcc_archive.errors import RefusedError
from cppcc_archive.extract.layouts import Row
from cppcc_archive.extract.layouts.learn import SitePage, learn
from cppcc_archive.jobs.sitecheck import ArticleCheck, ColumnCheck, SiteCheck
from cppcc_archive.jobs.sitereading import (
    article_check,
    column_check,
    first_usable,
    marked_page,
    named_by,
    names_on,
    sample,
    title_of,
    why_no_home,
)
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import host_key, twin_key
from cppcc_archive.sites import divisions
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.naming import division_of, unlikely_place

log = logging.getLogger(__name__)

READ_COLUMNS = 8
"""Columns whose listing a visit reads; the others are named, not read."""

READ_ARTICLES = 3
"""Articles that are told of; the others are read to learn where the site keeps its parts."""

REASON = 500
"""Characters of a reason that are kept: the remedy stands at its end."""

MOST_REQUESTS = 40

HOME_STUBS = 2
"""Times a home page may send on to another one."""

LISTING_ROWS = 3
"""Rows from which an address with a pager is taken for a listing itself."""

FOLLOW_UPS = 3
"""Requests a column may cost until its first rows show (stubs, parent columns, data answers)."""

T = TypeVar("T")


def visit(
    site: Site, settings: CrawlSettings, *, new: bool, named: str | None = None, hosts: Hosts | None = None
) -> SiteCheck:
    """Look at ``site``. A ``new`` one gets its name (unless ``named`` by the operator) and division from its home page.

    ``hosts`` are what visits made side by side share, with the leases that keep other runs from them; the caller lets
    them go. Raises SettingsError when the visit needs a contact address.
    """
    require_contact([site], settings)
    check, shared = SiteCheck(site), hosts or Hosts(1)
    # Somebody waits for the answer: a host that fails twice is reported, not tried all night.
    settings = replace(settings, retries=min(settings.retries, 1), hosts=1)
    outcome = SiteOutcome("check", site.id, SiteResult.ERROR, "", check.checked_at, check.checked_at)
    policy = policy_of(site)
    transport = Transport(
        settings, user_agent(settings.contact), policy, site.insecure_tls, site.proxy, site.ca, shared.hang_up
    )
    spend = budget(MOST_REQUESTS + len(site.columns), site.max_megabytes_per_run, 30.0, settings.deadline)
    fetcher = Fetcher(
        site=site,
        settings=settings,
        hosts=shared,
        budget=spend,
        transport=transport,
        policy=policy,
        sink=_keep_nothing,
        outcome=outcome,
        allowed=hosts_of(site),
    )
    try:
        _Visit(check, fetcher, family("generic"), new, named).run()
    except CrawlStopError as stop:
        check.result, check.reason = stop.result, printable(stop.reason, REASON)
    except RefusedError as error:
        check.result, check.reason = SiteResult.REFUSED, printable(str(error), REASON)
    finally:
        transport.close()
    if unlikely := unlikely_place(check.site):
        check.warnings.append(unlikely)
    check.requests = spend.requests
    log.info("%s: %s %s", site.id, check.result, printable(check.reason))
    return check


@dataclass(slots=True)
class _Visit:
    check: SiteCheck
    fetcher: Fetcher
    family: Family
    new: bool
    named: str | None
    rows: dict[str, ArticleLink] = field(default_factory=dict)
    seen: dict[str, Detection] = field(default_factory=dict)
    home: Page | None = None
    described: dict[str, PageRequest] = field(default_factory=dict)
    pages: list[SitePage] = field(default_factory=list)

    def run(self) -> None:
        home = self._home()
        if home is None and (not self.check.site.columns or self.check.result is SiteResult.BLOCKED):
            return
        if home is None:
            self.check.warnings.append(self.check.reason)
        else:
            self._recognise(home)
            if self.new:
                self._settle_name(home)
        self._find_columns(home)
        self._read_columns()
        self._read_articles()
        self._judge()

    def _home(self) -> Page | None:
        check, url = self.check, self.check.site.base_url
        log.info("%s: robots.txt", check.site.id)
        rules = self.fetcher.rules(url)
        check.robots = {
            "found": rules.parser is not None,
            "allows_home": rules.allows(url),
            "crawl_delay": rules.delay or None,
            "sitemaps": [printable(link) for link in rules.sitemaps[:10]],
        }
        page: Page | None = None
        for step in self._way_in(url):
            log.info("%s: home page %s", check.site.id, printable(step))
            exchange = self.fetcher.fetch(Wanted.page(CaptureKind.HOME, step))
            check.home_url = exchange.url
            if exchange.verdict is not Verdict.OK:
                check.result = SiteResult.BLOCKED if exchange.verdict is Verdict.BLOCKED else SiteResult.ERROR
                check.reason = why_no_home(exchange)
                return None
            page = self.home = page_of(exchange)
            self.fetcher.judging.home = HomeMark.of(page, exchange.payload_digest)
        if page is not None:
            check.home_title = title_of(page)
            check.named = self._safely("reading whose site it is", lambda: named_by(check, page))
        return page

    def _way_in(self, url: str) -> Iterator[str]:
        """The home page's address, then where a page that only sends on (meta refresh, script) sends to."""
        for _ in range(HOME_STUBS + 1):
            yield url
            onward = self._safely("reading the home page", lambda: redirects(self.home) if self.home else ()) or ()
            onward = tuple(link for link in onward if host_key(link) in self.fetcher.allowed)
            if not onward:
                return
            url = onward[0]

    def _recognise(self, page: Page) -> None:
        """Keep what every family makes of the pages seen so far; go with the surest, unless the entry names one."""
        for found in self._safely("detecting the CMS", lambda: detect(page)) or []:
            if found.family not in self.seen or found.score > self.seen[found.family].score:
                self.seen[found.family] = found
        self.check.detected = tuple(sorted(self.seen.values(), key=lambda d: (-d.score, d.family == "generic")))
        best = self.check.detected[0].family if self.check.detected else "generic"
        self.family = family(self.check.site.cms or best)
        self.check.cms = self.fetcher.cms = self.family.name

    def _settle_name(self, home: Page) -> None:
        names = names_on(home, self.check.home_title)
        found = division_of(
            [self.named, *names] if self.named else names, home.tree.body.text() if home.tree.body is not None else ""
        )
        name = self.named or (f"{divisions.short_name(found.code)}政协" if found else first_usable(names))
        site = self.check.site.model_copy(
            update={"name": name or self.check.site.name, "division_code": found.code if found else None}
        )
        self.check.site = self.fetcher.site = site
        if found is None:
            self.check.warnings.append("no division told from the site's name: set division_code by hand")
        if names and not any("政协" in item or "政治协商" in item for item in names):
            self.check.warnings.append(
                f"the site calls itself {names[0]}: name the committee's own columns in the entry, "
                "or its reports will be taken for the committee's"
            )

    def _find_columns(self, home: Page | None) -> None:
        site = self.check.site
        for source in site.rows:
            request = described_request(site.base_url, source)
            self.described[request.url] = request
            self.check.columns.append(ColumnCheck(request.url, source.name))
        found = self._safely("finding columns", lambda: self.family.columns(home) if home else []) or []
        found = [column for column in found if host_key(column.url) in self.fetcher.allowed]
        if home is not None and not site.columns:
            self.check.columns += [column_check(column) for column in found]
            self._look_at_itself(home)
            return
        by_key = {twin_key(column.url): column for column in found}
        for column in site.columns:
            url = site.column_url(column)
            self.fetcher.allowed.add(host_key(url))
            seen = by_key.pop(twin_key(url), None)
            entry = column_check(seen) if seen else ColumnCheck(url, column.name)
            self.check.columns.append(replace(entry, url=url, name=column.name or entry.name))
        self.check.columns.extend(column_check(column) for column in by_key.values())

    def _look_at_itself(self, home: Page) -> None:
        """An address that is a listing itself is the column meant; of the others only those below it are."""
        folder = urlsplit(home.url).path.rpartition("/")[0] + "/"
        if folder == "/":
            return
        listing = self._read_listing(home, PageRequest(home.url))
        if len(listing.links) < LISTING_ROWS or not (listing.next or listing.total):
            return
        name = re.split(r"[-_—|·]| - ", self.check.home_title or "")[0].strip() or None
        own = ColumnCheck(home.url, name, reasons=("the address is a listing itself",))
        below = [column for column in self.check.columns if urlsplit(column.url).path.startswith(folder)]
        self.check.columns = [own, *(c for c in below if twin_key(c.url) != twin_key(home.url))]

    def _read_columns(self) -> None:
        wanted = len(self.described) + (len(self.check.site.columns) or READ_COLUMNS)
        for column in self.check.columns[:wanted]:
            log.info("%s: column %s %s", self.check.site.id, printable(column.name or ""), printable(column.url))
            column.read = True
            try:
                listing = self._listing(column.url)
            except RefusedError as error:
                column.problem = printable(str(error))
                continue
            if isinstance(listing, str):
                column.problem = listing
                continue
            column.links, column.total = len(listing.links), listing.total
            column.newest = max((day for row in listing.links if (day := self._day(row))), default=None)
            column.problem = None if listing.links else "lists nothing"
            for row in listing.links:
                self.rows.setdefault(twin_key(row.url), row)

    def _listing(self, url: str) -> Listing | str:
        """The first listing page of a column that has rows; a reason when none can be had."""
        requests: list[PageRequest] = [self.described.get(url) or PageRequest(url)]
        asked: set[object] = set()
        listing = Listing()
        while requests and len(asked) <= FOLLOW_UPS:
            request = requests.pop(0)
            asked.add(request.key)
            exchange = self.fetcher.fetch(Wanted(CaptureKind.LISTING, request, column=url))
            if exchange.verdict is not Verdict.OK:
                return f"{exchange.verdict}: {exchange.verdict_reason}"
            page = page_of(exchange)
            self._recognise(page)
            listing = self._read_listing(page, request)
            if listing.links:
                break
            requests += [following for following in listing.next if following.key not in asked]
        return listing

    def _read_listing(self, page: Page, request: PageRequest) -> Listing:
        return self._safely("reading a listing", lambda: read_listing(page, request, self.family)) or Listing()

    def _day(self, row: ArticleLink) -> date | None:
        return row.listed_date or self.family.url_date(row.url)

    def _read_articles(self) -> None:
        by_day = sorted(self.rows.values(), key=lambda row: self._day(row) or date.min, reverse=True)
        self.check.newest = [replace(row, listed_date=self._day(row)) for row in by_day[:5]]
        for number, row in enumerate(sample(by_day)):
            log.info("%s: article %s", self.check.site.id, printable(row.url))
            found = self._article(row)
            if number < READ_ARTICLES:
                self.check.articles.append(found)
        self._learn()

    def _learn(self) -> None:
        """What the pages read have in common, and the first of them marked up with it."""
        check = self.check
        check.layouts = self._safely("learning the layout", lambda: learn(self.pages)) or ()
        if self.pages:
            check.marked = self._safely("marking a page up", lambda: marked_page(self.pages[0], check))

    def _article(self, row: ArticleLink) -> ArticleCheck:
        title = printable(row.title)
        try:
            exchange = self.fetcher.fetch(Wanted(CaptureKind.ARTICLE, PageRequest(row.url), title=row.title))
        except RefusedError as error:
            return ArticleCheck(row.url, title, "refused", problem=printable(str(error)))
        if exchange.verdict is not Verdict.OK:
            return ArticleCheck(row.url, title, exchange.verdict.value, problem=exchange.verdict_reason)
        charset = charset_of(exchange.header("content-type") or "")
        self.pages.append(SitePage(exchange.body, exchange.url, charset, Row(row.title, self._day(row))))
        found = self._safely("reading an article", lambda: article_check(exchange, row, title, self.check.site))
        return found or ArticleCheck(row.url, title, exchange.verdict.value, problem=self.check.warnings[-1])

    def _judge(self) -> None:
        check = self.check
        if not check.columns:
            check.result, check.reason = SiteResult.SILENT, "no column found on the home page"
        elif not self.rows:
            tried = "; ".join(f"{c.name or c.url}: {c.problem}" for c in check.columns if c.problem)
            refused = all("robots.txt forbids" in (c.problem or "") for c in check.columns if c.read)
            check.result = SiteResult.REFUSED if refused else SiteResult.SILENT
            check.reason = printable(f"no column lists an article ({tried})", 500)
        elif not any(article.readable for article in check.articles):
            check.result, check.reason = SiteResult.ERROR, "no article could be read: see articles"
        else:
            check.result, check.reason = SiteResult.OK, ""

    def _safely(self, what: str, read: Callable[[], T]) -> T | None:
        """Whatever a page does to a reader is a warning of the visit, not its end."""
        try:
            return read()
        except Exception as error:
            log.debug("%s failed", what, exc_info=True)
            self.check.warnings.append(printable(f"{what} failed: {type(error).__name__}: {error}"))
            return None


def _keep_nothing(_: Exchange) -> None:
    """A visit archives nothing: the first crawl will."""
