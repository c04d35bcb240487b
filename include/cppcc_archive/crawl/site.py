"""The crawl of one site: robots, home, columns, listings and articles in turn, then the pages due for another look."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import InitVar, dataclass, field, replace
from datetime import UTC, datetime

from cppcc_archive.captures.model import CaptureKind, Exchange, Known, Verdict
from cppcc_archive.cms.base import ArticleLink, Listing, PageRequest
from cppcc_archive.cms.listing.datarequests import described_request
from cppcc_archive.cms.listing.feeds import Feed, feeds_named, read_feed
from cppcc_archive.cms.registry import listing as read_listing
from cppcc_archive.crawl.aliases import Aliases
from cppcc_archive.crawl.articles import Articles
from cppcc_archive.crawl.books import Books
from cppcc_archive.crawl.doubts import Place, away_sentence, decided, lost_sentence
from cppcc_archive.crawl.entrance import MOST_COLUMNS, Entrance
from cppcc_archive.crawl.feeds import feed_rows
from cppcc_archive.crawl.fetch import Fetcher
from cppcc_archive.crawl.lists import ListMemory
from cppcc_archive.crawl.memory import (
    AT_ONCE,
    GONE,
    GONE_LISTED,
    Memory,
    age_days,
    gone_days,
    is_due,
    shanghai_date,
)
from cppcc_archive.crawl.model import Scope
from cppcc_archive.crawl.outcome import place_of
from cppcc_archive.crawl.politeness import CrawlStopError
from cppcc_archive.crawl.progress import OWED_FOR, Progress, WalkState
from cppcc_archive.crawl.progress import read as read_progress
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.unlisted import MOST_UNLISTED, Vanished, print_of, vanished
from cppcc_archive.crawl.walk import ColumnWalk, in_scope, name_of
from cppcc_archive.crawl.wanted import Wanted, is_read, page_of
from cppcc_archive.crawl.yearwalk import YearWalk
from cppcc_archive.errors import RefusedError
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import host_key, twin_key
from cppcc_archive.sites.model import Site

log = logging.getLogger(__name__)

Walk = ColumnWalk | YearWalk


@dataclass(slots=True)
class SiteCrawl:
    """One run over one site. Every method may raise CrawlStopError, which ends it."""

    site: Site
    scope: Scope
    fetcher: Fetcher
    memory: Memory
    progress: InitVar[Sequence[str]] = ()
    lists: dict[str, ListMemory] = field(default_factory=dict)
    books: Books = field(init=False)
    entrance: Entrance = field(init=False)
    articles: Articles = field(init=False)
    _columns: set[str] = field(default_factory=set)
    _barren: dict[str, list[Page]] = field(default_factory=dict)
    _linked: dict[str, tuple[ArticleLink, str | None]] = field(default_factory=dict)
    _walked: list[ColumnWalk] = field(default_factory=list)
    _before: dict[str, WalkState] = field(default_factory=dict)
    _rows_tonight: set[str] = field(default_factory=set)
    _unlisted: set[str] = field(default_factory=set)
    _vanished: Vanished = field(default_factory=Vanished)

    def __post_init__(self, progress: Sequence[str]) -> None:
        tonight = shanghai_date(datetime.now(UTC))
        self.books = Books(self.fetcher)
        self.entrance = Entrance(self.site, self.books, self.memory)
        aliases = Aliases(self.memory)
        self.articles = Articles(self.books, self.entrance, self.memory, aliases, tonight, self.scope.nightly)
        if self.scope.nightly:
            before = read_progress(progress)
            self._before, self._unlisted = before.walks, set(before.unlisted)
            owed = (item for item in before.owed if tonight - item.since <= OWED_FOR)
            self.articles.owed = {twin_key(item.row.url): item for item in owed}

    def run(self) -> None:
        """Do the whole of it; what came of it stands in the fetcher's outcome and in this object's counters."""
        home = self.entrance.home()
        begun = [*self._described(), *self._walks(home)]
        begun.sort(key=lambda walk: not (isinstance(walk, ColumnWalk) and walk.is_first))
        walks: deque[Walk] = deque(begun)
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
            for item in list(self.articles.owed.values()):
                self._row_safely(item.row, item.column)
            self._look_again()

    def progress_now(self) -> tuple[str, ...]:
        """What this night leaves for the next one: see :mod:`~cppcc_archive.crawl.progress`."""
        walked = {walk.name for walk in self._walked}
        left = {column: state for column, state in self._before.items() if column not in walked}
        left |= {walk.name: state for walk in self._walked if (state := walk.state()) is not None}
        return tuple(Progress(left, list(self.articles.owed.values()), frozenset(self._still_unlisted())))

    def _still_unlisted(self) -> set[str]:
        if not self._unlisted:
            return set()
        gone = (twin_key(known.url) for known in self.memory.articles() if known.verdict in GONE)
        return self._unlisted.difference(map(print_of, self._rows_tonight), map(print_of, gone))

    def _walks(self, home: Page | None) -> list[Walk]:
        urls = self.entrance.columns(home)
        # A column that the home page names no more is still read to its end.
        left = (column for column, state in self._before.items() if state.is_open and self.fetcher.may_fetch(column))
        return self._new_walks([*urls, *left])

    def _described(self) -> list[ColumnWalk]:
        """The walks of the lists that the site's entry describes."""
        requests = [described_request(self.site.base_url, source) for source in self.site.rows]
        walks = [
            ColumnWalk(
                request.url,
                self.scope,
                self._settled,
                self._before.get(name_of(request)),
                begin=request,
                is_done=self._is_done,
            )
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
            return ColumnWalk(url, self.scope, self._settled, self._before.get(url), is_done=self._is_done)
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

    def _is_done(self, url: str) -> bool:
        """The same with what tonight brought."""
        return twin_key(url) in self.articles.settled or self._settled(url)

    # -- listings and articles ----------------------------------------------------------------------------------

    def _step(self, walk: Walk) -> bool:
        """Read one listing page of a column and fetch its new articles; False when the column is done."""
        request = walk.next_request()
        for row in walk.carried() if isinstance(walk, ColumnWalk) else ():
            self._listed(walk, row)
        if request is None:
            self.books.tally.remembered += isinstance(walk, YearWalk) and not walk.pages
            return False
        listing = self._listing(walk, request)
        if listing is None:
            return walk.stopped is None if isinstance(walk, YearWalk) else walk.has_seams
        listing = replace(listing, links=self.articles.aliases.settled(listing.links))
        self._note_elsewhere(listing)
        is_top = isinstance(walk, YearWalk) or walk.at_top
        rows = walk.take(listing)
        here = [row for row in rows if row.url not in self.books.tally.elsewhere]
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
        broken = len(self.books.tally.broken)
        self._row_safely(row, walk.url)
        if isinstance(walk, YearWalk):
            walk.owe(row, len(self.books.tally.broken) > broken)

    def _children(self, walk: Walk) -> list[str]:
        """The columns below a column that lists nothing itself: on its page, or behind what that page leads to."""
        pages = self._barren.pop(walk.url, [])
        if len(self._columns) >= 2 * MOST_COLUMNS:
            return []
        return [url for page in pages for url in self.entrance.columns_below(walk.url, page)]

    def _listing(self, walk: Walk, request: PageRequest) -> Listing | None:
        wanted = Wanted(CaptureKind.LISTING, request, self.memory.get(request.url), column=walk.url)
        try:
            exchange = self.fetcher.fetch(wanted)
        except RefusedError as error:
            self.books.refused(str(error))
            walk.lose()
            return None
        if not is_read(exchange):
            self.books.failed(f"listing {printable(request.url)}", exchange)
            if exchange.verdict in GONE or isinstance(walk, YearWalk):
                walk.lose()
            return None
        self.books.tally.listings += 1
        page = page_of(exchange)
        if not walk.pages:
            self.entrance.recognise(page)
        found = self.books.safely("reading a listing", read_listing, page, request, self.entrance.family) or Listing()
        if isinstance(walk, YearWalk):
            found = self._dated(found)
        if not (walk.rows or found.links):
            self._barren.setdefault(walk.url, []).append(page)
        return found

    def _dated(self, listing: Listing) -> Listing:
        """The listing with the days that its rows' addresses carry, where it prints none."""
        days = ((row, row.listed_date or self.entrance.family.url_date(row.url)) for row in listing.links)
        return replace(listing, links=tuple(replace(row, listed_date=day) for row, day in days))

    def _note_elsewhere(self, listing: Listing) -> None:
        """Keep the rows that lead where this crawl does not go: off the site, or to a script application's route."""
        others = [row for row in listing.links if host_key(row.url) not in self.fetcher.allowed]
        for row in (*listing.elsewhere, *others):
            self.books.tally.elsewhere.setdefault(row.url, place_of(row.url))

    def _row_safely(self, row: ArticleLink, column: str | None) -> None:
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
            self.books.tally.broken.append((Verdict.ERROR, printable(reason, 300)))
            self.books.warn(reason)

    def _row(self, row: ArticleLink, column: str | None) -> None:
        key = twin_key(row.url)
        if key in self.articles.done or key in self._linked:
            return
        # A further page, which no list has, bears the id and title of its first.
        if column is not None and self.articles.is_twin(row):
            self.articles.settled.add(key)
            return
        listed = row.listed_date or self.entrance.family.url_date(row.url)
        if self.scope.nightly and self.memory.holds(row.url):
            self._linked[key] = row, column
            return
        known = self.memory.get(row.url)
        if self.scope.nightly and known is not None and known.failures > AT_ONCE and not self._is_due(known):
            return  # it keeps failing
        wanted = in_scope(listed, self.scope)
        self.books.tally.in_range += wanted and listed is not None
        if wanted and not self.memory.holds(row.url):
            self.articles.fetch(row.url, self.memory.get(row.url), row, column)

    def _is_due(self, known: Known) -> bool:
        tonight = self.articles.tonight
        return is_due(known, age_days(known, self.entrance.family, tonight), tonight)

    def _feeds(self, home: Page | None) -> None:
        """Rows from feeds the home page names; from sitemaps for a backfill, or where the columns brought nothing."""
        outcome = self.fetcher.outcome
        urls: list[str] = []
        if home and self.scope.nightly:
            urls += self.books.safely("looking for feeds", feeds_named, home) or ()
        if not self.scope.nightly or not outcome.links_seen:
            urls += self.fetcher.sitemaps()
        for url, rows in feed_rows(self._feed, filter(self.fetcher.may_fetch, urls)):
            for row in rows:
                dated = row.listed_date or self.entrance.family.url_date(row.url)
                if self.entrance.family.is_article_url(row.url) and (dated or self.scope.nightly):
                    outcome.links_seen += 1
                    self._row_safely(row, url)

    def _feed(self, url: str) -> Feed | None:
        exchange = self.books.fetched(Wanted.page(CaptureKind.LISTING, url, self.memory.get(url)))
        if exchange is None or not is_read(exchange):
            return None
        return self.books.safely("reading a feed", read_feed, page_of(exchange))

    # -- another look -------------------------------------------------------------------------------------------

    def _look_again(self) -> None:
        """Known articles that the lists have dropped, those on the pages just walked, then those whose turn it is,
        and files whose turn it is."""
        tonight, walks = self.articles.tonight, [walk for walk in self._walked if walk.pages]
        self._vanished = vanished(self.memory.articles(), walks, self._rows_tonight, self.entrance.family)
        room = MOST_UNLISTED - len(self._unlisted)
        for dropped in self._vanished.to_ask(self._unlisted, room, tonight):
            is_open = twin_key(dropped.url) not in self.articles.done and self.fetcher.may_fetch(dropped.url)
            if is_open and self.articles.fetch(dropped.url, dropped):  # without an answer it is asked for again
                self._unlisted.add(print_of(twin_key(dropped.url)))
        for row, column in self._linked.values():
            known = self.memory.get(row.url)
            if known is not None and (known.verdict not in GONE or gone_days(known, tonight) < GONE_LISTED):
                self.articles.fetch(row.url, known, row, column)
        for known in self.memory.due(self.entrance.family, tonight):
            if twin_key(known.url) not in self.articles.done:
                if known.kind is CaptureKind.ARTICLE:
                    # A page of where the site was before came from another archive: there is nobody to ask.
                    if host_key(known.url) in self.fetcher.allowed:
                        self.articles.fetch(known.url, known)
                else:
                    self.articles.look_at_file(known)
        for known in self.memory.files_due(self.entrance.family, tonight):
            if twin_key(known.url) not in self.articles.done:
                self.articles.look_at_file(known)

    def settle(self, *, is_over: bool, fails: bool = False) -> None:
        """Give what was kept back its verdict and hand it over; ``is_over`` when the night came to its end, ``fails``
        when the host's failures ended it."""
        doubts = self.fetcher.judging.doubts
        is_mass, led_away = doubts.is_mass(self.articles.looked), doubts.are_led_away(self.articles.looked_new)
        places = {id(doubt): self._place(doubt.exchange) for doubt in doubts.kept if doubt.is_lost}
        if led_away:
            led = sum(doubt.is_led_away for doubt in doubts.kept)
            self.books.tally.mass = False, away_sentence(led, self.articles.looked_new)
        if is_mass:
            self.books.tally.mass = lost_sentence(len(places), self.articles.looked, places.values())
        accepted: list[Exchange] = []
        kept, doubts.kept = doubts.kept, []
        for doubt in kept:
            place = places.get(id(doubt), Place.UNREAD)
            exchange = decided(doubt, doubts, place, is_mass=is_mass, led_away=led_away, is_over=is_over, fails=fails)
            self.fetcher.settle(exchange)
            self.articles.count(exchange, doubt.known)
            if exchange.verdict is Verdict.OK:
                accepted.append(exchange)
        for exchange in accepted if is_over else ():
            with self.fetcher.budget.finishing():
                self.articles.fetch_parts(exchange, exchange.listed_date, exchange.column_url)

    def _place(self, exchange: Exchange) -> Place:
        """What tonight's lists say of an article that seems to be gone."""
        key = twin_key(exchange.requested_url)
        if key in self._rows_tonight:
            return Place.LISTED
        if key in self._vanished.places:
            return self._vanished.places[key]
        published = self.entrance.family.url_date(exchange.requested_url)
        walks = [walk for walk in self._walked if walk.rows]
        return Place.DROPPED if walks and all(walk.covers(published) for walk in walks) else Place.UNREAD
