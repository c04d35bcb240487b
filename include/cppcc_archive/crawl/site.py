"""The crawl of one site: robots, home, columns, listings and articles in turn, then the pages due for another look."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from cppcc_archive.captures.model import CaptureKind, Exchange, Known, Verdict
from cppcc_archive.cms.base import ArticleLink, Family, Listing, PageRequest
from cppcc_archive.cms.listing.datarequests import described_request
from cppcc_archive.cms.listing.feeds import Feed, feeds_named, read_feed
from cppcc_archive.cms.listing.stubs import redirects
from cppcc_archive.cms.registry import detect, family
from cppcc_archive.cms.registry import listing as read_listing
from cppcc_archive.crawl.aliases import Aliases
from cppcc_archive.crawl.doubts import Place, decided, lost_sentence
from cppcc_archive.crawl.feeds import feed_rows
from cppcc_archive.crawl.fetch import Fetcher, Wanted, charset_of
from cppcc_archive.crawl.lists import ListMemory
from cppcc_archive.crawl.memory import (
    AT_ONCE,
    FAILED,
    GONE,
    GONE_LISTED,
    Memory,
    age_days,
    gone_days,
    is_due,
    is_read_anew,
    shanghai_date,
)
from cppcc_archive.crawl.model import Scope, SiteResult
from cppcc_archive.crawl.outcome import Tally, place_of
from cppcc_archive.crawl.parts import parts_of
from cppcc_archive.crawl.politeness import CrawlStopError
from cppcc_archive.crawl.progress import MOST_OWED, OWED_FOR, OwedArticle, Progress, WalkState
from cppcc_archive.crawl.progress import read as read_progress
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.troubles import SCRIPT_APPLICATION
from cppcc_archive.crawl.unlisted import MOST_UNLISTED, Vanished, print_of, vanished
from cppcc_archive.crawl.verdict import HomeMark, is_html
from cppcc_archive.crawl.walk import ColumnWalk, in_scope, name_of
from cppcc_archive.crawl.yearwalk import YearWalk
from cppcc_archive.errors import RefusedError
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import host_key, twin_key
from cppcc_archive.sites.model import Site

log = logging.getLogger(__name__)

MOST_COLUMNS = 40
"""Columns taken from a home page whose site names none."""

MOST_STUBS = 2
"""Stubs followed one after the other, behind a home page or an article's row."""

MOST_WARNINGS = 20

SURE = 0.9
"""Detection score from which no further page is asked."""

Walk = ColumnWalk | YearWalk

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(slots=True)
class SiteCrawl:
    """One run over one site. Every method may raise CrawlStopError, which ends it."""

    site: Site
    scope: Scope
    fetcher: Fetcher
    memory: Memory
    progress: Sequence[str] = ()
    family: Family = field(default_factory=lambda: family("generic"))
    lists: dict[str, ListMemory] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    _sure: float = 0.0
    _columns: set[str] = field(default_factory=set)
    _barren: dict[str, Page] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _linked: dict[str, tuple[ArticleLink, str]] = field(default_factory=dict)
    _aliases: Aliases = field(init=False)
    _stubs: int = 0
    _walked: list[ColumnWalk] = field(default_factory=list)
    _before: dict[str, WalkState] = field(default_factory=dict)
    _owed: dict[str, OwedArticle] = field(default_factory=dict)
    _rows_tonight: set[str] = field(default_factory=set)
    _unlisted: set[str] = field(default_factory=set)
    _vanished: Vanished = field(default_factory=Vanished)
    _looked: int = 0
    _tonight: date = field(default_factory=lambda: shanghai_date(datetime.now(UTC)))

    def __post_init__(self) -> None:
        self._aliases = Aliases(self.memory)
        if self.scope.nightly:
            before = read_progress(self.progress)
            self._before, self._unlisted = before.walks, set(before.unlisted)
            owed = (item for item in before.owed if self._tonight - item.since <= OWED_FOR)
            self._owed = {twin_key(item.row.url): item for item in owed}

    def run(self) -> None:
        """Do the whole of it; what came of it stands in the fetcher's outcome and in this object's counters."""
        home = self._home()
        walks: deque[Walk] = deque([*self._described(), *self._walks(home)])
        while walks:
            walk = walks.popleft()
            if isinstance(walk, YearWalk) and not walk.pages:
                self._remembered([walk])
            if self._step(walk):
                walks.append(walk)
            elif not walk.rows:
                walks.extend(self._new_walks(self._children(walk)))
        self._feeds(home)
        if self.scope.nightly:
            for item in list(self._owed.values()):
                self._row_safely(item.row, item.column)
            self._look_again()

    def progress_now(self) -> tuple[str, ...]:
        """What this night leaves for the next one: see :mod:`~cppcc_archive.crawl.progress`."""
        walked = {walk.name for walk in self._walked}
        left = {column: state for column, state in self._before.items() if column not in walked}
        left |= {walk.name: state for walk in self._walked if (state := walk.state()) is not None}
        return tuple(Progress(left, list(self._owed.values()), frozenset(self._still_unlisted())))

    def _still_unlisted(self) -> set[str]:
        if not self._unlisted:
            return set()
        gone = (twin_key(known.url) for known in self.memory.articles() if known.verdict in GONE)
        return self._unlisted.difference(map(print_of, self._rows_tonight), map(print_of, gone))

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
        if not _is_read(exchange):
            self._failed("home page", exchange)
            if exchange.verdict is Verdict.BLOCKED and not self.site.columns:
                raise CrawlStopError(SiteResult.BLOCKED, exchange.verdict_reason)
            return None
        page = page_of(exchange)
        self.tally.is_script_application = exchange.verdict_reason == SCRIPT_APPLICATION
        self.fetcher.home = HomeMark.of(page, exchange.payload_digest)
        self._recognise(page)
        return self._behind_stub(page)

    def _behind_stub(self, page: Page) -> Page:
        """The page a home page sends its visitors on to (meta refresh, one-line script, frames), or the page itself."""
        for _ in range(MOST_STUBS):
            url = next(filter(self.fetcher.may_fetch, self._safely("reading a stub", redirects, page) or ()), None)
            exchange = self._fetched(Wanted.page(CaptureKind.HOME, url, self.memory.get(url))) if url else None
            if exchange is None or not _is_read(exchange):
                break
            page = page_of(exchange)
            self._recognise(page)
        return page

    def _recognise(self, page: Page) -> None:
        """Go with the family that is surest of a page seen so far, unless the site's entry names one."""
        if self.site.cms or self._sure >= SURE:
            return
        found = self._safely("detecting the CMS", detect, page)
        if found and found[0].score > self._sure:
            self._sure = found[0].score
            self._use(found[0].family)

    def _use(self, name: str) -> None:
        self.family = family(name)
        self.fetcher.cms = self.fetcher.outcome.cms = name

    def _walks(self, home: Page | None) -> list[Walk]:
        if self.site.columns:
            urls = [self.site.column_url(column) for column in self.site.columns]
            self.fetcher.allowed.update(map(host_key, urls))
        elif home is not None:
            found = self._safely("finding columns", self.family.columns, home) or []
            urls = [column.url for column in found if self.fetcher.may_fetch(column.url)][:MOST_COLUMNS]
            if urlsplit(home.url).path.strip("/"):
                urls.insert(0, home.url)  # an entry below the root may itself be the list
            if not urls and not self.site.rows:
                self._warn("no column found on the home page")
        else:
            urls = []
        # A column that the home page names no more is still read to its end.
        left = (column for column, state in self._before.items() if state.is_open and self.fetcher.may_fetch(column))
        return self._new_walks([*urls, *left])

    def _described(self) -> list[ColumnWalk]:
        """The walks of the lists that the site's entry describes."""
        requests = [described_request(self.site.base_url, source) for source in self.site.rows]
        walks = [
            ColumnWalk(request.url, self.scope, self._settled, self._before.get(name_of(request)), begin=request)
            for request in requests
        ]
        self._columns |= {twin_key(walk.url) for walk in walks}
        self._walked += walks
        return walks

    def _new_walks(self, urls: Iterable[str]) -> list[Walk]:
        walks: list[Walk] = []
        for url in urls:
            if twin_key(url) not in self._columns:
                self._columns.add(twin_key(url))
                walks.append(self._walk(url))
        self._walked += [walk for walk in walks if isinstance(walk, ColumnWalk)]
        return walks

    def _walk(self, url: str) -> Walk:
        """The walk of a column: an ordinary night's, or one for a span of days that goes by what is remembered."""
        if self.scope.nightly:
            return ColumnWalk(url, self.scope, self._settled, self._before.get(url))
        if url not in self.lists:
            self.lists[url] = ListMemory(url, shanghai_date(datetime.now(UTC)))
        return YearWalk(url, self.scope, self.lists[url])

    def _remembered(self, walks: Iterable[Walk]) -> None:
        """Fetch what earlier walks left to be fetched."""
        for walk in walks:
            if isinstance(walk, YearWalk):
                for row in walk.remembered():
                    self._listed(walk, row)

    def _settled(self, url: str) -> bool:
        """Whether a row needs no fetch: the archive has it, or policy keeps us from it."""
        return self.memory.holds(url) or not self.fetcher.may_fetch(url)

    # -- listings and articles ----------------------------------------------------------------------------------

    def _step(self, walk: Walk) -> bool:
        """Read one listing page of a column and fetch its new articles; False when the column is done."""
        request = walk.next_request()
        if request is None:
            self.tally.remembered += isinstance(walk, YearWalk) and not walk.pages
            return False
        listing = self._listing(walk, request)
        if listing is None:
            return isinstance(walk, YearWalk) and walk.stopped is None
        listing = replace(listing, links=self._aliases.settled(listing.links))
        self._note_elsewhere(listing)
        is_top = isinstance(walk, YearWalk) or walk.at_top
        rows = walk.take(listing)
        here = [row for row in rows if row.url not in self.tally.elsewhere]
        self.fetcher.outcome.links_seen += len(here)
        self._rows_tonight.update(twin_key(row.url) for row in here)
        for row in here:
            if is_top or not self.memory.holds(row.url):
                self._listed(walk, row)
        if isinstance(walk, YearWalk):
            walk.settle()
        return True

    def _listed(self, walk: Walk, row: ArticleLink) -> None:
        """One row of a list; a backfill remembers those that gave no answer."""
        broken = len(self.tally.broken)
        self._row_safely(row, walk.url)
        if isinstance(walk, YearWalk):
            walk.owe(row, len(self.tally.broken) > broken)

    def _children(self, walk: Walk) -> list[str]:
        """The columns below a column that lists nothing itself."""
        page = self._barren.pop(walk.url, None)
        if page is None or len(self._columns) >= 2 * MOST_COLUMNS:
            return []
        found = [column.url for column in self._safely("finding columns", self.family.columns, page) or []]
        folder = walk.url.rpartition("/")[0] + "/"
        below = [url for url in found if url.startswith(folder)]
        # Without a folder to tell them by, links are taken only where the registry does not say which columns to read.
        return [url for url in below or (found if not self.site.columns else []) if self.fetcher.may_fetch(url)]

    def _listing(self, walk: Walk, request: PageRequest) -> Listing | None:
        wanted = Wanted(CaptureKind.LISTING, request, self.memory.get(request.url), column=walk.url)
        try:
            exchange = self.fetcher.fetch(wanted)
        except RefusedError as error:
            self._refused(str(error))
            walk.lose()
            return None
        if not _is_read(exchange):
            self._failed(f"listing {printable(request.url)}", exchange)
            if exchange.verdict in GONE or isinstance(walk, YearWalk):
                walk.lose()
            return None
        self.tally.listings += 1
        page = page_of(exchange)
        if not walk.pages:
            self._recognise(page)
        found = self._safely("reading a listing", read_listing, page, request, self.family) or Listing()
        if isinstance(walk, YearWalk):
            found = self._dated(found)
        if not (walk.rows or found.links):
            self._barren[walk.url] = page
        return found

    def _dated(self, listing: Listing) -> Listing:
        """The listing with the days that its rows' addresses carry, where it prints none."""
        days = ((row, row.listed_date or self.family.url_date(row.url)) for row in listing.links)
        return replace(listing, links=tuple(replace(row, listed_date=day) for row, day in days))

    def _note_elsewhere(self, listing: Listing) -> None:
        """Keep the rows that lead where this crawl does not go: off the site, or to a script application's route."""
        others = [row for row in listing.links if host_key(row.url) not in self.fetcher.allowed]
        for row in (*listing.elsewhere, *others):
            self.tally.elsewhere.setdefault(row.url, place_of(row.url))

    def _row_safely(self, row: ArticleLink, column: str) -> None:
        """Whatever one row does to us costs that row; what the sink raises is no row's doing."""
        try:
            self._row(row, column)
        except CrawlStopError:
            raise
        except Exception as error:
            if self.fetcher.sink_error is not None:
                raise
            log.warning("%s: %s failed", self.site.id, printable(row.url), exc_info=True)
            reason = f"{printable(row.url)}: internal: {type(error).__name__}: {error}"
            self.tally.broken.append((Verdict.ERROR, printable(reason, 300)))
            self._warn(reason)

    def _row(self, row: ArticleLink, column: str) -> None:
        key = twin_key(row.url)
        if key in self._done or key in self._linked or self._is_twin(row):
            return
        listed = row.listed_date or self.family.url_date(row.url)
        if self.scope.nightly and self.memory.holds(row.url):
            self._linked[key] = row, column
            return
        known = self.memory.get(row.url)
        keeps_failing = self.scope.nightly and known is not None and known.failures > AT_ONCE
        if keeps_failing and known and not is_due(known, age_days(known, self.family, self._tonight), self._tonight):
            return
        wanted = in_scope(listed, self.scope)
        self.tally.in_range += wanted and listed is not None
        if wanted and not self.memory.holds(row.url):
            self._article(row.url, self.memory.get(row.url), row, column)

    def _article(
        self, url: str, known: Known | None, row: ArticleLink | None = None, column: str | None = None
    ) -> None:
        """Fetch one article and what belongs to it, once a run."""
        self._done.add(twin_key(url))
        listed = (row.listed_date if row else None) or self.family.url_date(url)
        title = row.title if row else None
        a_file = known is not None and known.kind is CaptureKind.ATTACHMENT
        kind = CaptureKind.ATTACHMENT if a_file else CaptureKind.ARTICLE
        conditional = known is None or not is_read_anew(known, self.family, self._tonight)
        address = self._aliases.address(url)
        identity = url if address != url else None
        wanted = Wanted(kind, PageRequest(address), known, conditional, title, listed, column, identity)
        exchange = self._fetched(wanted)
        if exchange is not None and exchange.status is None:
            self._owe(row, column)
        else:
            self._owed.pop(twin_key(url), None)
        if exchange is None or self._led_on(exchange, known, wanted):
            return
        self._looked += known is not None and known.verdict is Verdict.OK and exchange.verdict not in FAILED
        if self.fetcher.is_kept_back(exchange):
            return
        self._count(exchange, known)
        if _is_read(exchange) and exchange.kind is CaptureKind.ARTICLE and _is_page(exchange):
            with self.fetcher.budget.finishing():
                self._parts(exchange, listed, column)

    def _led_on(self, stub: Exchange, known: Known | None, wanted: Wanted) -> bool:
        """Whether an article's page only sends on; the page behind it is the article then, and is fetched."""
        if known is not None and known.kind is CaptureKind.LISTING and stub.verdict is Verdict.UNCHANGED:
            return True  # as it was: the article behind it has its own turn
        if stub.kind is not CaptureKind.LISTING:
            return False
        for url in self.fetcher.onward(stub.url, stub.body, stub.header("content-type") or ""):
            if host_key(url) not in self.fetcher.allowed:
                self.tally.elsewhere.setdefault(url, place_of(url))
            elif twin_key(url) not in self._done and self._stubs < MOST_STUBS:
                self._stubs += 1
                row = ArticleLink(url, wanted.title or "", wanted.listed)
                self._article(url, self.memory.get(url), row, wanted.column)
                self._stubs -= 1
                break
        return True

    def _owe(self, row: ArticleLink | None, column: str | None) -> None:
        """Remember an article that gave no answer: without one there is no capture, and nothing else would."""
        if row is None or column is None or not self.scope.nightly or self.memory.get(row.url) is not None:
            return
        if len(self._owed) < MOST_OWED:
            self._owed.setdefault(twin_key(row.url), OwedArticle(column, row, self._tonight))

    def _is_twin(self, row: ArticleLink) -> bool:
        """Whether an article of this id and title came under another address tonight (one article, two dated URLs)."""
        number = self.family.article_id(row.url)
        return bool(number and row.title) and self._ids.setdefault((str(number), row.title), row.url) != row.url

    def _count(self, exchange: Exchange, known: Known | None) -> None:
        outcome = self.fetcher.outcome
        if exchange.verdict is Verdict.UNCHANGED:
            outcome.articles_unchanged += 1
        elif exchange.verdict is Verdict.OK:
            if known is None or known.payload_digest is None or known.verdict in FAILED:
                outcome.articles_new += 1
            else:
                outcome.articles_changed += 1
        elif exchange.verdict in GONE:
            outcome.articles_gone += 1
        elif exchange.verdict is Verdict.MISSING:
            self.tally.missing.append(f"{printable(exchange.requested_url)}: {exchange.verdict_reason}")
        else:
            address = printable(exchange.requested_url)
            self.tally.broken.append((exchange.verdict, f"{address}: {exchange.verdict_reason}"))

    def _parts(self, exchange: Exchange, listed: date | None, column: str | None) -> None:
        """Fetch an article's further pages and its attachments, each once."""
        page = page_of(exchange)
        found = self._safely("reading an article", parts_of, page)
        if found is None:
            return
        published = listed or found.published
        # What failed before has its own turn; on a page that is as it was, only what never came is asked for.
        held = self.memory.holds if exchange.verdict is Verdict.OK else self.memory.get
        for url in found.pages:
            if twin_key(url) not in self._done and not held(url):
                self._article(url, None, ArticleLink(url, found.title, published))  # no list has it
        for item in found.attachments:
            key = twin_key(item.url)
            if key not in self._done and not held(item.url):
                self._done.add(key)
                known = self.memory.get(item.url)
                request = PageRequest(item.url)
                self._attachment(Wanted(CaptureKind.ATTACHMENT, request, known, False, item.name, published, column))

    def _attachment(self, wanted: Wanted) -> None:
        exchange = self._fetched(wanted)
        if exchange is not None and not _is_read(exchange):
            self._warn(f"attachment {printable(wanted.request.url)}: {exchange.verdict_reason or exchange.verdict}")

    def _fetched(self, wanted: Wanted) -> Exchange | None:
        try:
            return self.fetcher.fetch(wanted)
        except RefusedError as error:
            self._refused(str(error))
            return None

    def _feeds(self, home: Page | None) -> None:
        """Rows from feeds the home page names; from sitemaps for a backfill, or where the columns brought nothing."""
        outcome = self.fetcher.outcome
        urls = list(self._safely("looking for feeds", feeds_named, home) or ()) if home and self.scope.nightly else []
        if not self.scope.nightly or not outcome.links_seen:
            urls += self.fetcher.sitemaps()
        for url, rows in feed_rows(self._feed, filter(self.fetcher.may_fetch, urls)):
            for row in rows:
                dated = row.listed_date or self.family.url_date(row.url)
                if self.family.is_article_url(row.url) and (dated or self.scope.nightly):
                    outcome.links_seen += 1
                    self._row_safely(row, url)

    def _feed(self, url: str) -> Feed | None:
        exchange = self._fetched(Wanted.page(CaptureKind.LISTING, url, self.memory.get(url)))
        if exchange is None or not _is_read(exchange):
            return None
        return self._safely("reading a feed", read_feed, page_of(exchange))

    # -- another look -------------------------------------------------------------------------------------------

    def _look_again(self) -> None:
        """Known articles that the lists have dropped, those on the pages just walked, then those whose turn it is."""
        walks = [walk for walk in self._walked if walk.pages]
        self._vanished = vanished(self.memory.articles(), walks, self._rows_tonight, self.family)
        for known in self._vanished.to_ask(self._unlisted, MOST_UNLISTED - len(self._unlisted)):
            if twin_key(known.url) not in self._done and self.fetcher.may_fetch(known.url):
                self._article(known.url, known)
                self._unlisted.add(print_of(twin_key(known.url)))
        for row, column in self._linked.values():
            known = self.memory.get(row.url)
            if known is not None and (known.verdict not in GONE or gone_days(known, self._tonight) < GONE_LISTED):
                self._article(row.url, known, row, column)
        for known in self.memory.due(self.family, self._tonight):
            if twin_key(known.url) not in self._done:
                if known.kind is CaptureKind.ARTICLE:
                    # A page of where the site was before came from another archive: there is nobody to ask.
                    if host_key(known.url) in self.fetcher.allowed:
                        self._article(known.url, known)
                else:
                    self._fetched(Wanted.page(known.kind, known.url, known))

    def settle(self, *, is_over: bool, fails: bool = False) -> None:
        """Give what was kept back its verdict and hand it over; ``is_over`` when the night came to its end, ``fails``
        when the host's failures ended it."""
        doubts = self.fetcher.doubts
        is_mass = doubts.is_mass(self._looked)
        places = {id(doubt): self._place(doubt.exchange) for doubt in doubts.kept if doubt.is_lost}
        if is_mass:
            self.tally.mass = lost_sentence(len(places), self._looked, places.values())
        accepted: list[Exchange] = []
        kept, doubts.kept = doubts.kept, []
        for doubt in kept:
            place = places.get(id(doubt), Place.UNREAD)
            exchange = decided(doubt, doubts, place, is_mass=is_mass, is_over=is_over, fails=fails)
            self.fetcher.settle(exchange)
            self._count(exchange, doubt.known)
            if exchange.verdict is Verdict.OK:
                accepted.append(exchange)
        for exchange in accepted if is_over else ():
            with self.fetcher.budget.finishing():
                self._parts(exchange, exchange.listed_date, exchange.column_url)

    def _place(self, exchange: Exchange) -> Place:
        """What tonight's lists say of an article that seems to be gone."""
        key = twin_key(exchange.requested_url)
        if key in self._rows_tonight:
            return Place.LISTED
        if key in self._vanished.places:
            return self._vanished.places[key]
        published = self.family.url_date(exchange.requested_url)
        walks = [walk for walk in self._walked if walk.rows]
        return Place.DROPPED if walks and all(walk.covers(published) for walk in walks) else Place.UNREAD

    # -- bookkeeping --------------------------------------------------------------------------------------------

    def _safely(self, what: str, read: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
        """Run a reader over a page; whatever a page does to it costs that page, not the crawl."""
        try:
            with self.fetcher.budget.reading():
                return read(*given, **named)
        except CrawlStopError:
            raise
        except Exception as error:
            log.warning("%s: %s failed", self.site.id, what, exc_info=True)
            self._warn(f"{what} failed: {type(error).__name__}: {error}")
            return None

    def _failed(self, what: str, exchange: Exchange) -> None:
        self.tally.failures.append((exchange.verdict, f"{what}: {exchange.verdict_reason or exchange.verdict}"))
        self._warn(self.tally.failures[-1][1])

    def _refused(self, reason: str) -> None:
        self.tally.refusals.append(reason)
        self._warn(reason)

    def _warn(self, text: str) -> None:
        shown = printable(text, 300)
        if len(self.warnings) < MOST_WARNINGS and shown not in self.warnings:
            self.warnings.append(shown)


def _is_read(exchange: Exchange) -> bool:
    """Whether there is a page to read; ``unchanged`` may also say that it is gone as it was."""
    return exchange.verdict in {Verdict.OK, Verdict.UNCHANGED} and exchange.status is not None and exchange.status < 300


def _is_page(exchange: Exchange) -> bool:
    return is_html(exchange.header("content-type") or "", exchange.body)


def page_of(exchange: Exchange) -> Page:
    """The page an exchange brought."""
    return Page(exchange.url, exchange.body, _charset(exchange))


def _charset(exchange: Exchange) -> str | None:
    return charset_of(exchange.header("content-type") or "")
