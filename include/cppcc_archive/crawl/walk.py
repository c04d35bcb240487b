"""How one column's listing is walked: which page comes next and when to stop. Pure: listings in, requests out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from urllib.parse import urlencode

from cppcc_archive.cms.base import ArticleLink, Listing, PageRequest
from cppcc_archive.crawl.model import Scope
from cppcc_archive.crawl.progress import EVERY_NIGHT, WalkState
from cppcc_archive.markup.urls import twin_key

MOST_PAGES = 2000
"""Pages of one column after which it is taken for an endless one."""

MOST_BARREN = 8
"""Pages without a single row in a row (stubs, parents) before a walk is given up."""

ENOUGH_DATES = 3
"""Dates on a page from which its order can be told."""

MOST_REREADS = 3
"""Times a page is read again because rows moved up while we walked."""


KNOWN_PAGE = "known page"


@dataclass(slots=True)
class ColumnWalk:
    """The walk of one column. ``stopped`` says why it ended, None while it goes on.

    On a night it goes on from ``before``: what the last one left of this column. ``at_top`` until the first page that
    holds nothing new. ``begin`` is its first request where that is no plain GET.
    """

    url: str
    scope: Scope
    is_known: Callable[[str], bool]
    before: WalkState | None = None
    at_top: bool = True
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
    _rising: int = 0
    _oldest: date | None = None
    _jumps: bool = False
    _jumped: bool = False
    _restarts: bool = False
    _resume: PageRequest | None = None
    _to_the_end: bool = False

    def __post_init__(self) -> None:
        if self.before is not None:
            page, described = self.before.page, self.begin.described if self.begin else None
            self._resume = replace(page, described=described) if page is not None else None
            self._to_the_end = (self.before.is_open and self.before.page is None) or self.before.is_due
        self._ask([self.begin or PageRequest(self.url)])

    @property
    def name(self) -> str:
        """What the column is remembered by."""
        return name_of(self.begin or PageRequest(self.url))

    def next_request(self) -> PageRequest | None:
        """The next listing page to fetch, or None when the walk is over."""
        if self.stopped is None and not self._queue:
            self.stopped = "end of the listing"
        if self.stopped is None and self.pages >= MOST_PAGES:
            self.stopped = f"{MOST_PAGES} pages and no end"
        if self.stopped is not None:
            return None
        following = self._queue.popleft()
        if self._resume is not None and list_key(following) == list_key(self._resume):
            self._resume, self._to_the_end = None, True
        self._rereading = following is self._previous
        self._previous, self._current = self._current, following
        return following

    def take(self, listing: Listing) -> list[ArticleLink]:
        """Take in the page just fetched; its rows that this walk has not had before, in the listing's order."""
        self.pages += 1
        fresh = take_new(listing.links, self._links)
        self.rows += len(fresh)
        self._barren = 0 if listing.links else self._barren + 1
        self._rising += _direction(listing.links)
        self._note_oldest(listing)
        self._look_for_end(listing, fresh)
        if self._jumps:
            self._jumps = False
        elif self.stopped is None:
            self._reread_if_shrunk(listing)
            self._ask(listing.next)
        return fresh

    def lose(self) -> None:
        """The page asked for is not there (any more): a walk that was to go on from it begins anew next night."""
        self._restarts = self._jumped and self._previous is None
        self.stopped = "page is gone"

    def state(self) -> WalkState | None:
        """What the next night has to know of this column; None when that is nothing.

        Rows move up when others are deleted: a walk that was cut short goes on from the page before. A list whose new
        rows come last is never at its end.
        """
        before = self.before or WalkState(self.name)
        if not self.pages:
            return replace(before, cut=before.cut + 1) if before.is_open else self.before
        if self._restarts:
            return replace(before, is_open=True, page=None, cut=before.cut + 1)
        if self.stopped is None:
            return replace(before, is_open=True, page=self._previous or self._current, cut=before.cut + 1)
        if self._rising > 0:
            return WalkState(self.name, True, self._current, self.pages, 0)
        if self.stopped == KNOWN_PAGE or self._jumped:
            return WalkState(self.name, False, None, before.pages, before.nights + 1)
        return WalkState(self.name, False, None, self.pages, 0) if self.pages > EVERY_NIGHT else None

    def covers(self, published: date | None) -> bool:
        """Whether an article of that day would have stood on the pages that were read."""
        if self.stopped is not None and self.stopped != KNOWN_PAGE and not self._jumped:
            return True
        return published is not None and self._oldest is not None and self._oldest < published

    def _note_oldest(self, listing: Listing) -> None:
        """Down to which day the list is read: only where its rows are in order, and not by pinned ones above."""
        last = next((row.listed_date for row in reversed(listing.links) if row.listed_date is not None), None)
        if last is not None and listing.date_ordered and not self._jumped:
            self._oldest = min(last, self._oldest or last)

    def _look_for_end(self, listing: Listing, fresh: list[ArticleLink]) -> None:
        if self._barren >= MOST_BARREN:
            self.stopped = f"{MOST_BARREN} pages without a row"
        elif listing.links and not fresh and not self._rereading:
            self.stopped = "page repeats rows"
        elif self.scope.nightly:
            if listing.links and all(self.is_known(link.url) for link in listing.links):
                self._among_known()
        elif listing.date_ordered and self._before_scope(fresh):
            self.stopped = "older than the range"

    def _among_known(self) -> None:
        """A page without an unknown row: the end, unless the night is to look deeper or an earlier one left a gap."""
        self.at_top = False
        is_rising = self._rising > 0 and self._resume is None
        if self._to_the_end or is_rising or (self._resume is None and self.pages < EVERY_NIGHT):
            return
        if self._resume is None:
            self.stopped = KNOWN_PAGE
        elif list_key(self._resume) in self._asked:
            self._resume, self._to_the_end = None, True
        else:
            self._queue.clear()
            self._current, self._jumps, self._jumped = None, True, True
            self._ask([self._resume])

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
            key = list_key(request)
            if key not in self._asked:
                self._asked.add(key)
                self._queue.append(request)


def name_of(request: PageRequest) -> str:
    """The address of a list, with the form where several lists answer at one address."""
    form = request.form if isinstance(request.form, str) or request.form is None else urlencode(request.form)
    return request.url if form is None else f"{request.url} {form}"


def list_key(request: PageRequest) -> object:
    """What twins of one page of a list share: the address, and the form where it has one."""
    return twin_key(request.url), request.key[1]


def take_new(links: Iterable[ArticleLink], seen: set[str]) -> list[ArticleLink]:
    """The links whose twins are not among those ``seen``, to which they are added."""
    new = []
    for link in links:
        key = twin_key(link.url)
        if key not in seen:
            seen.add(key)
            new.append(link)
    return new


def _direction(links: Iterable[ArticleLink]) -> int:
    """1 for a page whose dates ascend, -1 for one whose dates descend, 0 when they tell neither."""
    days = [link.listed_date for link in links if link.listed_date is not None]
    if len(days) < ENOUGH_DATES or days[0] == days[-1]:
        return 0
    if all(earlier <= later for earlier, later in pairwise(days)):
        return 1
    return -1 if days[0] > days[-1] else 0


def in_scope(listed: date | None, scope: Scope) -> bool:
    """Whether a row of that date belongs to the range; one without a date may."""
    if listed is None:
        return True
    return not ((scope.since and listed < scope.since) or (scope.until and listed > scope.until))
