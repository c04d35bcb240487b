"""How one column's listing is walked: which page comes next and when to stop. Pure: listings in, requests out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from urllib.parse import urlencode

from cppcc_archive.cms.base import ArticleLink, Listing, PageRequest
from cppcc_archive.crawl.model import Scope
from cppcc_archive.crawl.progress import EVERY_NIGHT, MOST_GAPS, MOST_LEFT, MOST_SEAMS, Gap, Seam, WalkState
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

    On a night it goes on from ``before``: what the last one left of this column. Below its news lie the gaps of earlier
    nights, each entered where it was left; last the seams, pages read before that rows may have moved up onto.
    ``at_top`` until the first page that holds nothing new. ``begin`` is its first request where that is no plain GET;
    ``is_done`` says whether a row needs no fetch any more, tonight's counted (``is_known``: before it).
    """

    url: str
    scope: Scope
    is_known: Callable[[str], bool]
    before: WalkState | None = None
    at_top: bool = True
    begin: PageRequest | None = None
    is_done: Callable[[str], bool] = lambda _: False
    stopped: str | None = None
    pages: int = 0
    rows: int = 0
    _queue: deque[PageRequest] = field(default_factory=deque)
    _asked: set[object] = field(default_factory=set)
    _links: set[str] = field(default_factory=set)
    _current: PageRequest | None = None
    _previous: PageRequest | None = None
    _is_taken: bool = False
    _last: str | None = None
    _total: int | None = None
    _rereads: int = 0
    _rereading: bool = False
    _barren: int = 0
    _rising: int = 0
    _oldest: date | None = None
    _jumps: bool = False
    _jumped: bool = False
    _restarts: bool = False
    _gaps: deque[Gap] = field(default_factory=deque)
    _seams: list[Seam] = field(default_factory=list)
    _mending: Seam | None = None
    _final: PageRequest | None = None
    _is_over: bool = False
    _left: list[ArticleLink] = field(default_factory=list)
    _carried: list[ArticleLink] = field(default_factory=list)
    _fresh: frozenset[str] = frozenset()
    _to_the_end: bool = False

    def __post_init__(self) -> None:
        if self.before is not None:
            self._gaps.extend(gap for gap in self.before.gaps if gap.page is not None)
            self._seams += self.before.seams
            self._to_the_end = (self.before.is_open and not self.before.gaps and not self._seams) or (
                self.before.is_due and not self.before.is_open
            )
            self._carry([row for gap in self.before.gaps if gap.page is None for row in gap.rows])
        self._ask([self.begin or PageRequest(self.url)])

    @property
    def name(self) -> str:
        """What the column is remembered by."""
        return name_of(self.begin or PageRequest(self.url))

    @property
    def is_first(self) -> bool:
        """Whether it comes before others tonight: the last night ended before this column's turn."""
        return self.before is not None and self.before.is_unread

    def next_request(self) -> PageRequest | None:
        """The next listing page to fetch, or None when the walk is over."""
        if self.stopped is None and not self._queue:
            self.stopped = "end of the listing"
        if self.stopped is None and self.pages >= MOST_PAGES:
            self.stopped = f"{MOST_PAGES} pages and no end"
        self._mending = None
        if self.stopped is not None:
            self._final = self._final or self._current
            return self._next_seam()
        following = self._queue.popleft()
        if self._gaps and _is_at(self._gaps[0], following):
            self._enter(self._gaps.popleft(), is_below=True)
        self._rereading = following is self._previous
        self._take_up(following)
        return following

    def take(self, listing: Listing) -> list[ArticleLink]:
        """Take in the page just fetched; its rows that this walk has not had before, in the listing's order."""
        self.pages += 1
        self._is_taken = True
        fresh = take_new(listing.links, self._links)
        self.rows += len(fresh)
        self._fresh = frozenset(row.url for row in fresh)
        self._left = [row for row in [*self._left, *fresh] if not self.is_done(row.url)]
        if self._mending is not None:
            return fresh
        if self._jumped and self._seams:
            met = {twin_key(link.url) for link in listing.links}
            self._seams = [seam for seam in self._seams if seam.last not in met]
        self._last = twin_key(listing.links[-1].url) if listing.links else None
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

    def carried(self) -> list[ArticleLink]:
        """Rows above a gap that an earlier night did not come to, each once: when the gap is entered, or behind the
        first page where nothing is below them."""
        if not self.pages:
            return []
        rows, self._carried = self._carried, []
        return rows

    def lose(self) -> None:
        """The page asked for is not there (any more).

        A list that lost rows may end above the gap: what was left of it has moved up, onto the seam or further; such a
        walk begins anew next night.
        """
        if self._mending is None:
            self._restarts = self._jumped and self._previous is None
            self.stopped = "page is gone"

    @property
    def has_seams(self) -> bool:
        """Whether a walk that came to its end is to read a page once more."""
        return self.stopped is not None and bool(self._seams)

    def state(self) -> WalkState | None:
        """What the next night has to know of this column; None when that is nothing.

        A list whose new rows come last is never at its end.
        """
        before = self.before or WalkState(self.name)
        if not self.pages:
            before = replace(before, cut=before.cut + 1 if before.is_open else 0, is_unread=self._current is None)
            return before if self.before or before.is_unread else None
        before = replace(before, is_unread=False)
        if self._restarts:
            return replace(before, is_open=True, gaps=(), seams=(), cut=before.cut + 1)
        gaps, seams = self._gaps_left(), self._seams_left()
        if gaps or seams:
            return replace(before, is_open=True, gaps=gaps, seams=seams, cut=before.cut + 1)
        if self._rising > 0 and (end := self._final or self._current) is not None:
            return WalkState(self.name, True, (_gap_at(end),), (), self.pages, 0)
        if self.stopped == KNOWN_PAGE or self._jumped:
            return WalkState(self.name, False, (), (), before.pages, before.nights + 1)
        return WalkState(self.name, False, (), (), self.pages, 0) if self.pages > EVERY_NIGHT else None

    def covers(self, published: date | None) -> bool:
        """Whether an article of that day would have stood on the pages that were read."""
        if self.stopped is not None and self.stopped != KNOWN_PAGE and not self._jumped:
            return True
        return published is not None and self._oldest is not None and self._oldest < published

    def _gaps_left(self) -> tuple[Gap, ...]:
        """Where a walk that was cut short is to go on: behind the page that was read last, then in the gaps below."""
        rows = () if self._is_over else tuple(row for row in self._left if not self.is_done(row.url))
        if self.stopped is not None:
            return (Gap(None, rows),) if rows else ()
        page, seam = self._goes_on_at()
        if page is not None and len(rows) > MOST_LEFT:
            # The page's own rows come with it again, those of an earlier night with nothing.
            page, seam = self._current or page, None
            rows = tuple(row for row in rows if row.url not in self._fresh)[:MOST_LEFT]
        here = (_gap_at(page, rows, seam),) if page or rows else ()
        return (*here, *self._gaps)[:MOST_GAPS]

    def _goes_on_at(self) -> tuple[PageRequest | None, Seam | None]:
        """The page that comes next, with the page above it; of several that come next, the one that names them."""
        if not self._is_taken:
            read = None if self._queue else _seam_at(self._previous, self._last)
            return (self._previous or self._current if self._queue else self._current), read
        if len(self._queue) > 1:
            return self._current, None
        return (self._queue[0] if self._queue else None), _seam_at(self._current, self._last)

    def _seams_left(self) -> tuple[Seam, ...]:
        under_way = (self._mending,) if self._mending is not None and not self._is_taken else ()
        return (*under_way, *self._seams)[:MOST_SEAMS]

    def _next_seam(self) -> PageRequest | None:
        """The next page that was read on an earlier night and is to be read once more; None when there is none."""
        self.at_top = False
        while self._seams:
            seam = self._seams.pop(0)
            if list_key(seam.page) not in self._asked:
                self._asked.add(list_key(seam.page))
                self._mending = seam
                page = self._described(seam.page, seam.number)
                self._take_up(page)
                return page
        self._is_over = True
        return None

    def _take_up(self, page: PageRequest) -> None:
        self._previous, self._current, self._is_taken = self._current, page, False

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
                self._among_known(listing.next)
        elif listing.date_ordered and self._before_scope(fresh):
            self.stopped = "older than the range"

    def _among_known(self, following: Sequence[PageRequest]) -> None:
        """A page without an unknown row: the end, unless the night is to look deeper or an earlier one left a gap."""
        self.at_top = False
        if self._to_the_end or (self._rising > 0 and not self._gaps):
            return
        if not self._gaps:
            if self.pages >= EVERY_NIGHT:
                self.stopped = KNOWN_PAGE
        elif not any(_is_at(self._gaps[0], request) for request in (*self._queue, *following)):
            self._jump(self._gaps.popleft())

    def _jump(self, gap: Gap) -> None:
        self._enter(gap)
        if gap.page is not None and list_key(gap.page) not in self._asked:
            self._queue.clear()
            self._current, self._jumps, self._jumped = None, True, True
            self._ask([self._described(gap.page, gap.number)])

    def _enter(self, gap: Gap, *, is_below: bool = False) -> None:
        """Go on in a gap; ``is_below``: the page above it was read tonight. The deepest is read to the list's end."""
        self._carry(gap.rows)
        self._to_the_end = not self._gaps
        if gap.seam is not None and not is_below:
            self._seams.append(gap.seam)

    def _carry(self, rows: Iterable[ArticleLink]) -> None:
        new = [row for row in rows if not self.is_done(row.url)]
        self._left += new
        self._carried += new

    def _described(self, page: PageRequest, number: int | None) -> PageRequest:
        """A remembered page of a list that the site's entry describes, as it is to be read."""
        described = self.begin.described if self.begin else None
        if described is None or number is None:
            return page
        return replace(page, described=replace(described, number=number))

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


def _gap_at(page: PageRequest | None, rows: tuple[ArticleLink, ...] = (), seam: Seam | None = None) -> Gap:
    return Gap(page and replace(page, described=None), rows, seam, _number(page))


def _seam_at(page: PageRequest | None, last: str | None) -> Seam | None:
    return Seam(replace(page, described=None), last, _number(page)) if page is not None and last else None


def _number(page: PageRequest | None) -> int | None:
    return page.described.number if page is not None and page.described is not None else None


def _is_at(gap: Gap, page: PageRequest) -> bool:
    return gap.page is not None and list_key(gap.page) == list_key(page)


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
