"""What a night leaves for the next one: how far each column's list was read, articles that gave no answer, and those
that are there but in no list.

It is kept as short JSON texts in the site's outcome, since nothing else would tell: a page full of known rows looks the
same whether the pages behind it were ever read or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cppcc_archive.cms.base import ArticleLink, PageRequest

EVERY_NIGHT = 3
"""Pages of a column that are read every night, whatever is known of them."""

TO_THE_END: tuple[tuple[int, int], ...] = ((10, 3), (50, 6))
"""A list of at most so many pages is read to its end every so many nights: rows are inserted below, pinned above, and
lists without an order have their news anywhere."""

LONGEST_EVERY = 30
"""The same for longer lists."""

MOST_OWED = 50
"""Articles without an answer that are remembered one by one; a site with more of them is down."""

OWED_FOR = timedelta(days=30)
"""After so long an article that never answered is given up."""


MOST_GAPS = 4
"""Gaps of one list that are remembered; from the deepest of them everything below is read again."""

MOST_LEFT = 200
"""Rows of one list that are remembered one by one; with more of them their page is read again."""

MOST_SEAMS = 20
"""Pages of one list that are remembered to be read once more; rows that moved up from others are found when the list is
next read to its end."""


@dataclass(frozen=True, slots=True)
class Seam:
    """A page that was read on a night that went no further: rows may have moved up onto it from the next one, unless
    ``last``, the key of its last row then, is met on a page below. ``number`` is its own in a list that the site's
    entry describes."""

    page: PageRequest
    last: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a walk was cut short: at ``page``, which was not read (None: nothing is below).

    ``rows`` stood above it and are still to be fetched, ``seam`` is the page before it, ``number`` as of a seam.
    """

    page: PageRequest | None
    rows: tuple[ArticleLink, ...] = ()
    seam: Seam | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class WalkState:
    """How far a column's list is read.

    ``is_open``: the list is to be read to its end, over its ``gaps`` from the top down and its ``seams`` (with neither:
    all of it), whatever is known there; ``cut`` counts the nights in a row that it did not come there. ``pages`` the
    list had when it was last read to its end (None: never), ``nights`` ago. ``is_unread``: the last night ended before
    it came to this column at all.
    """

    column: str
    is_open: bool = False
    gaps: tuple[Gap, ...] = ()
    seams: tuple[Seam, ...] = ()
    pages: int | None = None
    nights: int = 0
    cut: int = 0
    is_unread: bool = False

    @property
    def is_due(self) -> bool:
        """Whether the list has its turn to be read to its end."""
        pages = self.pages or 0
        return self.nights + 1 >= next((every for most, every in TO_THE_END if pages <= most), LONGEST_EVERY)

    def __str__(self) -> str:
        found: dict[str, Any] = {"column": self.column, "pages": self.pages, "nights": self.nights}
        if self.is_open:
            found["open"] = True
            found |= {"cut": self.cut} if self.cut else {}
        found |= {"unread": True} if self.is_unread else {}
        found |= {"gaps": [_gap_json(gap) for gap in self.gaps]} if self.gaps else {}
        found |= {"seams": [_seam_json(seam) for seam in self.seams]} if self.seams else {}
        return json.dumps(found, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class OwedArticle:
    """An article that no answer came for (so that no capture tells of it), first asked for on ``since``. ``column`` is
    the list that has it; a further page of an article is in none."""

    column: str | None
    row: ArticleLink
    since: date

    def __str__(self) -> str:
        row = self.row
        found = {"column": self.column, "article": row.url, "title": row.title, "date": _day_text(row.listed_date)}
        return json.dumps({**found, "since": self.since.isoformat()}, ensure_ascii=False)


@dataclass(slots=True)
class Progress:
    """The states of columns by their addresses, the owed articles, and the :func:`prints
    <cppcc_archive.crawl.unlisted.print_of>` of those that were found to be there though their lists have dropped them.
    """

    walks: dict[str, WalkState] = field(default_factory=dict)
    owed: list[OwedArticle] = field(default_factory=list)
    unlisted: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[str]:
        """As texts, in the order they are kept in."""
        yield from map(str, self.walks.values())
        yield from map(str, self.owed)
        if self.unlisted:
            yield json.dumps({"unlisted": sorted(self.unlisted)})


def read(texts: Iterable[str]) -> Progress:
    """What the night before left; a text that is none of it is passed over."""
    progress = Progress()
    for text in texts:
        try:
            found = json.loads(text)
            if "article" in found:
                progress.owed.append(_owed(found))
            elif "unlisted" in found:
                progress.unlisted = frozenset(map(str, found["unlisted"]))
            else:
                progress.walks[found["column"]] = _walk(found)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
    return progress


def _request_json(request: PageRequest, number: int | None) -> dict[str, Any]:
    form = request.form
    found: dict[str, Any] = {"page": request.url} | ({"number": number} if number is not None else {})
    found |= {"form": form if isinstance(form, str) else dict(form)} if form is not None else {}
    return found | ({"headers": dict(request.headers)} if request.headers else {})


def _seam_json(seam: Seam) -> dict[str, Any]:
    return _request_json(seam.page, seam.number) | {"last": seam.last}


def _gap_json(gap: Gap) -> dict[str, Any]:
    found = _request_json(gap.page, gap.number) if gap.page else {}
    found |= {"rows": [[row.url, row.title, _day_text(row.listed_date)] for row in gap.rows]} if gap.rows else {}
    return found | ({"seam": _seam_json(gap.seam)} if gap.seam else {})


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _owed(found: dict[str, Any]) -> OwedArticle:
    row = ArticleLink(found["article"], found["title"], _day(found["date"]))
    return OwedArticle(found["column"], row, date.fromisoformat(found["since"]))


def _walk(found: dict[str, Any]) -> WalkState:
    # One with its page beside it was written before there could be several.
    gaps = tuple(map(_gap, found.get("gaps", [found] if found.get("page") else [])))
    seams = tuple(map(_seam, found.get("seams", ())))
    is_open, cut = bool(found.get("open")), int(found.get("cut", 0))
    is_unread = bool(found.get("unread"))
    return WalkState(found["column"], is_open, gaps, seams, found["pages"], found["nights"], cut, is_unread)


def _request(found: dict[str, Any]) -> PageRequest:
    return PageRequest(found["page"], found.get("form"), found.get("headers", {}))


def _seam(found: dict[str, Any]) -> Seam:
    return Seam(_request(found), found["last"], found.get("number"))


def _gap(found: dict[str, Any]) -> Gap:
    rows = tuple(ArticleLink(url, title, _day(day)) for url, title, day in found.get("rows", ()))
    seam = _seam(found["seam"]) if found.get("seam") else None
    return Gap(_request(found) if found.get("page") else None, rows, seam, found.get("number"))
