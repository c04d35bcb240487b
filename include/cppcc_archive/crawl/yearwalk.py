"""How one column's list is read for a span of days: what is remembered is not asked for again, a year far down the
list is searched for. Pure: listings in, requests out.

A list that runs from new to old is entered by search, once two of its pages say how its pages count: some ten requests
find the first page of any year, fewer where its days were seen before. Any other list is read from its top to its end,
once for all years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from cppcc_archive.cms.base import ArticleLink, Listing, PageRequest
from cppcc_archive.crawl.lists import Days, ListMemory, Mark, days_of
from cppcc_archive.crawl.memory import shanghai_date
from cppcc_archive.crawl.model import Scope
from cppcc_archive.crawl.series import Numbered, Series
from cppcc_archive.crawl.walk import list_key, take_new
from cppcc_archive.markup.urls import twin_key

MOST_PAGES = 5000
"""Pages of one column in one run after which it is taken for an endless one."""
NEAR = 5
"""Pages that are read through rather than searched."""
MOST_PROBES = 48
MOST_BARREN = 8
_ENOUGH, _PINNED = 3, 5
_DATED, _IN_ORDER = 0.8, 0.8
"""Shares of rows with a date, and of rows not above a newer one, from which a list counts as running down."""
_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Reading:
    """Pages that were read one after another in this walk. ``bottom`` is None while it has no date."""

    top: date | None
    first: int
    last: int
    bottom: date | None
    following: PageRequest | None

    @property
    def is_end(self) -> bool:
        return self.following is None


@dataclass(slots=True)
class YearWalk:
    """The walk of one column for the days of ``scope``. ``stopped`` says why it ended, None while it goes on.

    ``memory`` changes as pages come in, and by :meth:`settle` once the rows of a page were dealt with: keep it, and
    the next walk goes on from there.
    """

    url: str
    scope: Scope
    memory: ListMemory
    today: date = field(default_factory=lambda: shanghai_date(datetime.now(UTC)))
    stopped: str | None = None
    pages: int = 0
    rows: int = 0
    _target: Days | None = None
    _asked: Numbered | None = None
    _is_probe: bool = False
    _reading: _Reading | None = None
    _below: set[int] = field(default_factory=set)
    _probed: set[int] = field(default_factory=set)
    _requests: dict[int, PageRequest] = field(default_factory=dict)
    _queue: list[PageRequest] | None = None
    _seen: set[object] = field(default_factory=set)
    _links: set[str] = field(default_factory=set)
    _keys: set[str] = field(default_factory=set)
    _barren: int = 0
    _back: int = 1

    # -- what the crawl asks ------------------------------------------------------------------------------------

    def remembered(self) -> list[ArticleLink]:
        """Rows that earlier walks read and that are to be had without a request."""
        return take_new(self.memory.rows, self._links)

    def next_request(self) -> PageRequest | None:
        """The next listing page to fetch, or None when the walk is over."""
        if self.stopped is None and self.pages >= MOST_PAGES:
            self.stopped = f"{MOST_PAGES} pages and no end"
        if self.stopped is not None:
            return None
        self._is_probe = False
        self._asked = self._next_unordered() if self.memory.is_ordered is False else self._next_ordered()
        return self._asked.request if self._asked else None

    def take(self, listing: Listing) -> list[ArticleLink]:
        """Take in the page just fetched; its rows that this walk has not had before, in the listing's order."""
        assert self._asked is not None, "a page is taken in that was asked for"
        self.pages += 1
        fresh = take_new(listing.links, self._links)
        self.rows += len(fresh)
        self._barren = 0 if listing.links else self._barren + 1
        if self._barren >= MOST_BARREN:
            self.stopped = f"{MOST_BARREN} pages without a row"
        self._learn(self._asked, listing)
        if self.memory.is_ordered is False:
            self._take_unordered(self._asked, listing)
        elif self._is_probe:
            self._take_probe(self._asked, listing)
        else:
            self._take_next(self._asked, listing)
        return fresh

    def settle(self) -> None:
        """The rows of the page taken in last were dealt with: days between pages that were read are done with."""
        reading = self._reading
        if reading is None or self._target is None or not self.memory.is_ordered:
            return
        last = self.today - _DAY if reading.first == 1 else reading.top and reading.top - _DAY
        first = date.min if reading.is_end else reading.bottom and reading.bottom + _DAY
        if first and last:
            # Of other years' rows nothing was fetched.
            self.memory.finish(Days(max(first, self._target.first), min(last, self._target.last)))

    def owe(self, row: ArticleLink, is_owed: bool) -> None:
        """Remember a row of the range that gave no answer, or forget one that gave it now. (All rows of a list without
        an order are remembered anyway.)"""
        if self.memory.is_ordered is False:
            return
        if is_owed:
            self.memory.add([row])
        elif any(other.url == row.url for other in self.memory.rows):
            self.memory.rows = [other for other in self.memory.rows if other.url != row.url]

    def lose(self) -> None:
        """The page asked for is not there: beyond the list's end, or gone since it was remembered."""
        assert self._asked is not None, "a page is lost that was asked for"
        self.memory.marks.pop(self._asked.number, None)
        if self._is_probe:
            self._below.add(self._asked.number)
        elif self.memory.is_ordered is False and self.memory.left is not None:
            # What was remembered leads nowhere any more: the next walk reads the list anew.
            self.memory.left, self.stopped = None, "page is gone"
        else:
            self.stopped = "page is gone"

    # -- lists without an order ---------------------------------------------------------------------------------

    def _next_unordered(self) -> Numbered | None:
        memory = self.memory
        if self._queue is None:
            is_due = memory.left is None or (memory.is_whole and self._days().last >= memory.read_on)
            if memory.is_whole and not is_due:
                self.stopped = "every row is known"
                return None
            # Rows may have moved up since: the page that was read last comes first.
            self._queue = [PageRequest(self.url)] if is_due else list(memory.left or ())
            self._seen = {list_key(request) for request in self._queue}
        if not self._queue:
            self.stopped = "end of the listing"
            memory.left, memory.read_on = (), self.today
            return None
        return Numbered(self.pages + 1, self._queue[0])

    def _take_unordered(self, asked: Numbered, listing: Listing) -> None:
        if self._queue is None:
            self._queue = [asked.request]
            self._seen = {list_key(asked.request)}
        known = {twin_key(row.url) for row in self.memory.rows}
        is_new = any(twin_key(link.url) not in known for link in listing.links)
        self.memory.add(listing.links)
        del self._queue[0]
        # The first page of a walk that goes on is one that was read before.
        if is_new or not listing.links or self.pages == 1 or self._barren:
            more = [one for one in listing.next if list_key(one) not in self._seen]
            self._seen.update(map(list_key, more))
            self._queue += more
        self.memory.left = (asked.request, *self._queue) if self._queue else ()
        self.memory.read_on = self.today

    # -- lists from new to old ----------------------------------------------------------------------------------

    def _days(self) -> Days:
        return Days(self.scope.since or date.min, min(self.scope.until or self.today, self.today))

    def _next_ordered(self) -> Numbered | None:
        target = self.memory.wanted(self._days())
        reading = self._reading
        if target is None or (reading and reading.is_end):
            self.stopped = "every row of the range is known" if target is None else "end of the listing"
            return None
        if reading and reading.bottom and reading.bottom < target.last:
            # Reading on does not lead to these days: another gap, whose first page is looked for anew.
            self._reading = None
            self._probed.clear()
            self._back = 1
        self._target = target
        found = self._searched(target)
        if found is not None:
            self._is_probe = True
            return found
        if self._reading is None:
            return Numbered(1, PageRequest(self.url))
        if self._reading.following is None:
            self.stopped = "end of the listing"
            return None
        return Numbered(self._reading.last + 1, self._reading.following)

    def _searched(self, target: Days) -> Numbered | None:
        """The next page to look at for the first of the target; None when it is near, or cannot be searched for."""
        memory = self.memory
        if memory.series is None or not memory.series.counts or len(self._probed) >= MOST_PROBES:
            return None
        until = target.last
        low = self._reading.last if self._reading else 0
        if self._reading and (self._reading.bottom is None or self._reading.bottom <= until):
            return None
        number = self._entry(until) if low == 0 else self._between(low, until)
        request = memory.series.request(number) if number and number > low else None
        if request is None or number is None or number in self._probed:
            return None
        return Numbered(number, request)

    def _entry(self, until: date) -> int | None:
        """Where to enter a list whose days were seen before; None to begin at its top."""
        above = [number for number, mark in self.memory.marks.items() if mark.newest > until]
        number = max(above, default=0)
        if number in self._probed:
            # The list shrank since: some pages before.
            number = max(number - self._back, 0)
            self._back *= 2
        return number if number > 1 else None

    def _between(self, low: int, until: date) -> int | None:
        seen = [n for n, mark in self.memory.marks.items() if n > low and mark.newest <= until]
        high = min([*seen, *(n for n in self._below if n > low)], default=None)
        if high is None:
            if self.memory.pages is None or self.memory.pages <= low + 1:
                return max(low * 2, low + 8)
            high = self.memory.pages + 1
        if high - low <= NEAR:
            return None
        above, below = self._reading.bottom if self._reading else None, self.memory.marks.get(high)
        # Rows do not come evenly: every second look halves.
        if len(self._probed) % 2 == 0 and above and below and above > below.newest:
            share = (above - until).days / (above - below.newest).days
            return min(max(low + 1, low + int(share * (high - low)) - 1), high - 1)
        return (low + high) // 2

    def _take_probe(self, asked: Numbered, listing: Listing) -> None:
        self._probed.add(asked.number)
        mark = days_of(listing.links)
        if mark is None or _runs_down(listing.links) is False or self._is_another(mark, asked.number):
            self.memory.marks.pop(asked.number, None)
            self._below.add(asked.number)
        elif self._target is not None and mark.newest > self._target.last:
            following = _following(asked, listing)
            self._reading = _Reading(mark.newest, asked.number, asked.number, mark.oldest, following)

    def _is_another(self, mark: Mark, number: int) -> bool:
        """Whether a page with a number too high is the list's first, or its last: it is newer than a page before it, or
        is one that was seen."""
        if number in self.memory.marks:
            del self.memory.marks[number]
        before = [other for n, other in self.memory.marks.items() if n < number]
        self.memory.marks[number] = mark
        return any(other.oldest < mark.newest for other in before if other.oldest < mark.oldest) or (
            self._requests.get(number) is None and any(other == mark for other in before)
        )

    def _take_next(self, asked: Numbered, listing: Listing) -> None:
        mark = days_of(listing.links)
        following = _following(asked, listing)
        reading = self._reading
        if reading is None or asked.number == 1:
            self._reading = _Reading(None, 1, 1, mark.oldest if mark else None, following)
            return
        reading.last, reading.following = asked.number, following
        keys = {twin_key(link.url) for link in listing.links}
        if keys and keys == self._keys:
            self.stopped = "page repeats rows"
        self._keys = keys
        if mark and (reading.bottom is None or mark.oldest < reading.bottom):
            reading.bottom = mark.oldest

    def _learn(self, asked: Numbered, listing: Listing) -> None:
        """What a page says of its list: its order, how its pages count, how many there are, where days lie."""
        memory = self.memory
        memory.per_page = max(memory.per_page, len(listing.links))
        runs_down = _runs_down(listing.links)
        if not self._is_probe and (runs_down is False or len(listing.next) > 1):
            memory.is_ordered = False
        elif runs_down and memory.is_ordered is None:
            memory.is_ordered = True
        memory.read_on = self.today if memory.is_ordered else memory.read_on
        if memory.is_ordered is False:
            memory.marks.clear()
            return
        if asked.number == 1 and listing.total and listing.links:
            memory.pages = -(-listing.total // len(listing.links))
        mark = days_of(listing.links)
        if mark and not self._is_probe:
            memory.marks[asked.number] = mark
        self._requests[asked.number] = asked.request
        if len(listing.next) == 1:
            self._requests.setdefault(asked.number + 1, listing.next[0])
        if memory.series is None or not memory.series.counts:
            # The first page often has an address of its own: the second and third tell how they count.
            for number in sorted(self._requests):
                if number + 1 in self._requests:
                    memory.series = Series(*(Numbered(one, self._requests[one]) for one in (number, number + 1)))
                    if memory.series.counts:
                        break


def _following(asked: Numbered, listing: Listing) -> PageRequest | None:
    return next((one for one in listing.next if list_key(one) != list_key(asked.request)), None)


def _runs_down(links: Sequence[ArticleLink]) -> bool | None:
    """Whether a page's rows run from new to old, by and large; None where too few have a date to tell. False also where
    many have none: such rows may be of any year."""
    days = [link.listed_date for link in links if link.listed_date is not None]
    if len(days) < _DATED * len(links):
        return False
    if len(days) < _ENOUGH:
        return None
    return _descend(days) or _descend(days[min(_PINNED, len(days) - _ENOUGH) :])


def _descend(days: Sequence[date]) -> bool:
    steps = [later <= earlier for earlier, later in pairwise(days)]
    return days[-1] <= days[0] and sum(steps) >= _IN_ORDER * len(steps)
