"""What is remembered of a column's list from one backfill to the next. Pure.

Lists grow at their top and lose rows while a backfill runs for nights, so no page keeps its number; days keep their
order. Of a list that runs from new to old is remembered which *days* are done with, and on which page days were seen
(a hint, true within a few pages). Of any other list all rows are remembered: it is read once for all years.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Any, NamedTuple

from cppcc_archive.cms.base import ArticleLink, PageRequest
from cppcc_archive.crawl.series import Numbered, Series
from cppcc_archive.markup.urls import twin_key

KEPT = timedelta(days=120)
"""How long something is remembered: longer, and sites have changed too much."""
_DAY = timedelta(days=1)
_ASTRAY = 3
"""Rows at either end of a page by which its days are told: one alone may stand in the wrong place."""


class Days(NamedTuple):
    """A span of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Mark:
    """The days that were seen on a page."""

    newest: date
    oldest: date


@dataclass(slots=True)
class ListMemory:
    """The list of one column.

    ``is_ordered``: its rows run from new to old (None: not known). ``series`` are its pages by number, ``pages`` how
    many it says it has. ``done``: days whose rows were all read and fetched, apart and in order. ``marks``: days by
    page. ``per_page``: rows on its fullest page. ``rows``: those of a list without an order; ``left`` the pages that
    are still to be read for it, the first of them read already (None: not begun).
    """

    column: str
    read_on: date
    is_ordered: bool | None = None
    series: Series | None = None
    pages: int | None = None
    done: list[Days] = field(default_factory=list)
    marks: dict[int, Mark] = field(default_factory=dict)
    per_page: int = 0
    rows: list[ArticleLink] = field(default_factory=list)
    left: tuple[PageRequest, ...] | None = None

    def wanted(self, days: Days) -> Days | None:
        """The newest span of ``days`` that is not done with; None when all of it is."""
        last = days.last
        for span in reversed(self.done):
            if span.first <= last <= span.last:
                last = span.first - _DAY
        if last < days.first:
            return None
        first = max((span.last + _DAY for span in self.done if span.last < last), default=days.first)
        return Days(max(first, days.first), last)

    def finish(self, days: Days) -> None:
        """Note days that are done with."""
        if days.first > days.last:
            return
        spans: list[Days] = []
        for span in sorted([*self.done, days]):
            if spans and span.first <= spans[-1].last + _DAY:
                spans[-1] = Days(spans[-1].first, max(spans[-1].last, span.last))
            else:
                spans.append(span)
        self.done = spans

    def rows_in(self, days: Days) -> int | None:
        """About how many rows the list has of ``days``, as far as it was seen; None where it was not."""
        if self.is_ordered is False:
            dated = [row.listed_date for row in self.rows if row.listed_date]
            return sum(days.first <= day <= days.last for day in dated) if dated or self.is_whole else None
        if not self.marks or not self.per_page:
            return None
        return round((self._page_at(days.first) - self._page_at(days.last + _DAY)) * self.per_page)

    def _page_at(self, day: date) -> float:
        """Where in the list the rows end that are of ``day`` or newer: 3.5 in the middle of its third page. Between
        pages that were seen days are taken to come evenly, and below the last one as above it."""
        seen = [one for n, mark in sorted(self.marks.items()) for one in ((mark.newest, n), (mark.oldest, n + 1))]
        (first, top), (last, end) = seen[0], seen[-1]
        if day > first:
            return float(top)
        bottom = float(self.pages + 1) if self.pages else float("inf")
        if day <= last:
            pace = (end - top) / max((first - last).days, 1)
            return min(bottom, end + (last - day).days * pace)
        for (above, high), (below, low) in pairwise(seen):
            if below < day <= above:
                return high + (low - high) * (above - day).days / max((above - below).days, 1)
        return float(end)

    @property
    def is_whole(self) -> bool:
        """Whether all rows of a list without an order are remembered."""
        return self.left == ()

    def add(self, rows: Iterable[ArticleLink]) -> None:
        """Remember rows of a list without an order."""
        known = {twin_key(row.url) for row in self.rows}
        self.rows += [row for row in rows if twin_key(row.url) not in known]

    def to_json(self) -> dict[str, Any]:
        """The list as it is kept."""
        pair = (self.series.one, self.series.two) if self.series else ()
        return {
            "column": self.column,
            "read_on": self.read_on.isoformat(),
            "is_ordered": self.is_ordered,
            "pages": self.pages,
            "series": [[one.number, _request_json(one.request)] for one in pair],
            "done": [[span.first.isoformat(), span.last.isoformat()] for span in self.done],
            "marks": [[n, mark.newest.isoformat(), mark.oldest.isoformat()] for n, mark in sorted(self.marks.items())],
            "per_page": self.per_page,
            "rows": [[row.url, row.title, row.listed_date and row.listed_date.isoformat()] for row in self.rows],
            "left": None if self.left is None else [_request_json(request) for request in self.left],
        }


def days_of(rows: Sequence[ArticleLink]) -> Mark | None:
    """The days that a page's first and last rows surely are of; None without a date."""
    above = list(islice((row.listed_date for row in rows if row.listed_date), _ASTRAY))
    below = list(islice((row.listed_date for row in reversed(rows) if row.listed_date), _ASTRAY))
    return Mark(min(above), max(below)) if above else None


def read_lists(text: bytes, today: date) -> dict[str, ListMemory]:
    """The lists that were kept, by column, without those too old; what is damaged counts as forgotten."""
    try:
        found = [_memory(plain) for plain in json.loads(text)["lists"]]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return {}
    return {one.column: one for one in found if today - one.read_on <= KEPT}


def written_lists(memories: Iterable[ListMemory], state: str) -> bytes:
    """The lists as bytes; ``state`` tells these from all earlier ones."""
    return json.dumps({"state": state, "lists": [one.to_json() for one in memories]}, ensure_ascii=False).encode()


def _memory(plain: dict[str, Any]) -> ListMemory:
    day = date.fromisoformat
    pair = [Numbered(number, _request(request)) for number, request in plain["series"]]
    return ListMemory(
        plain["column"],
        day(plain["read_on"]),
        plain["is_ordered"],
        Series(*pair) if pair else None,
        plain["pages"],
        [Days(day(first), day(last)) for first, last in plain["done"]],
        {number: Mark(day(newest), day(oldest)) for number, newest, oldest in plain["marks"]},
        plain.get("per_page", 0),
        [ArticleLink(url, title, day(listed) if listed else None) for url, title, listed in plain["rows"]],
        None if plain["left"] is None else tuple(map(_request, plain["left"])),
    )


def _request_json(request: PageRequest) -> dict[str, Any]:
    form = request.form if isinstance(request.form, str) or request.form is None else dict(request.form)
    return {"url": request.url, "form": form, "headers": dict(request.headers)}


def _request(plain: dict[str, Any]) -> PageRequest:
    return PageRequest(plain["url"], plain["form"], plain["headers"])
