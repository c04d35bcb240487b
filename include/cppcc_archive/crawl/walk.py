"""How one column's listing is walked: which page comes next and when to stop. Pure: listings in, requests out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from cppcc_archive.cms.base import ArticleLink, Listing, PageRequest
from cppcc_archive.crawl.model import Scope
from cppcc_archive.markup.urls import twin_key

MOST_PAGES = 2000
"""Pages of one column after which it is taken for an endless one."""

MOST_BARREN = 8
"""Pages without a single row in a row (stubs, parents) before a walk is given up."""

MOST_REREADS = 3
"""Times a page is read again because rows moved up while we walked."""


@dataclass(slots=True)
class ColumnWalk:
    """The walk of one column. ``stopped`` says why it ended, None while it goes on; ``begin`` is its first request
    where that is no plain GET."""

    url: str
    scope: Scope
    is_known: Callable[[str], bool]
    begin: PageRequest | None = None
    stopped: str | None = None
    pages: int = 0
    rows: int = 0
    _queue: deque[PageRequest] = field(default_factory=deque)
    _asked: set[object] = field(default_factory=set)
    _links: set[str] = field(default_factory=set)
    _current: PageRequest | None = None
    _previous: PageRequest | None = None
    _total: int | None = None
    _rereads: int = 0
    _rereading: bool = False
    _barren: int = 0

    def __post_init__(self) -> None:
        self._ask([self.begin or PageRequest(self.url)])

    def next_request(self) -> PageRequest | None:
        """The next listing page to fetch, or None when the walk is over."""
        if self.stopped is None and not self._queue:
            self.stopped = "end of the listing"
        if self.stopped is None and self.pages >= MOST_PAGES:
            self.stopped = f"{MOST_PAGES} pages and no end"
        if self.stopped is not None:
            return None
        following = self._queue.popleft()
        self._rereading = following is self._previous
        self._previous, self._current = self._current, following
        return following

    def take(self, listing: Listing) -> list[ArticleLink]:
        """Take in the page just fetched; its rows that this walk has not had before, in the listing's order."""
        self.pages += 1
        fresh = self._fresh(listing.links)
        self.rows += len(fresh)
        self._barren = 0 if listing.links else self._barren + 1
        self._look_for_end(listing, fresh)
        if self.stopped is None:
            self._reread_if_shrunk(listing)
            self._ask(listing.next)
        return fresh

    def _fresh(self, links: Iterable[ArticleLink]) -> list[ArticleLink]:
        fresh = []
        for link in links:
            key = twin_key(link.url)
            if key not in self._links:
                self._links.add(key)
                fresh.append(link)
        return fresh

    def _look_for_end(self, listing: Listing, fresh: list[ArticleLink]) -> None:
        if self._barren >= MOST_BARREN:
            self.stopped = f"{MOST_BARREN} pages without a row"
        elif listing.links and not fresh and not self._rereading:
            self.stopped = "page repeats rows"
        elif self.scope.nightly:
            if listing.links and all(self.is_known(link.url) for link in listing.links):
                self.stopped = "known page"
        elif listing.date_ordered and self._before_scope(fresh):
            self.stopped = "older than the range"

    def _before_scope(self, fresh: list[ArticleLink]) -> bool:
        dates = [link.listed_date for link in fresh if link.listed_date is not None]
        return bool(self.scope.since and dates and max(dates) < self.scope.since)

    def _reread_if_shrunk(self, listing: Listing) -> None:
        """Rows that vanish while we walk pull later ones up onto a page we have read: read that page again."""
        shrunk = listing.total is not None and self._total is not None and listing.total < self._total
        self._total = listing.total if listing.total is not None else self._total
        if shrunk and self._previous is not None and self._rereads < MOST_REREADS:
            self._rereads += 1
            self._queue.append(self._previous)

    def _ask(self, requests: Iterable[PageRequest]) -> None:
        for request in requests:
            key = (twin_key(request.url), request.key[1])
            if key not in self._asked:
                self._asked.add(key)
                self._queue.append(request)


def in_scope(listed: date | None, scope: Scope) -> bool:
    """Whether a row of that date belongs to the range; one without a date may."""
    if listed is None:
        return True
    return not ((scope.since and listed < scope.since) or (scope.until and listed > scope.until))
