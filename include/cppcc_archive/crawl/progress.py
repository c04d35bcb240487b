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


@dataclass(frozen=True, slots=True)
class WalkState:
    """How far a column's list is read.

    ``is_open``: the last walk was cut short and goes on to the end, from ``page`` (None: from the top), whatever is
    known there; ``cut`` counts the nights in a row that it did not come there. ``pages`` the list had when it was last
    read to its end (None: never), ``nights`` ago.
    """

    column: str
    is_open: bool = False
    page: PageRequest | None = None
    pages: int | None = None
    nights: int = 0
    cut: int = 0

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
        if self.page is not None:
            found["page"] = self.page.url
            form = self.page.form
            found |= {"form": form if isinstance(form, str) else dict(form)} if form is not None else {}
            found |= {"headers": dict(self.page.headers)} if self.page.headers else {}
        return json.dumps(found, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class OwedArticle:
    """An article that no answer came for (so that no capture tells of it), first asked for on ``since``. ``column`` is
    the list that has it; a further page of an article is in none."""

    column: str | None
    row: ArticleLink
    since: date

    def __str__(self) -> str:
        listed = self.row.listed_date.isoformat() if self.row.listed_date else None
        found = {"column": self.column, "article": self.row.url, "title": self.row.title, "date": listed}
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


def _owed(found: dict[str, Any]) -> OwedArticle:
    listed = date.fromisoformat(found["date"]) if found["date"] else None
    row = ArticleLink(found["article"], found["title"], listed)
    return OwedArticle(found["column"], row, date.fromisoformat(found["since"]))


def _walk(found: dict[str, Any]) -> WalkState:
    page = found.get("page")
    request = PageRequest(page, found.get("form"), found.get("headers", {})) if page else None
    is_open, cut = bool(found.get("open")), int(found.get("cut", 0))
    return WalkState(found["column"], is_open, request, found["pages"], found["nights"], cut)
