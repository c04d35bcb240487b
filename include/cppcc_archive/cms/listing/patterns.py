"""What most families share: URL forms, marks in the markup, and a listing made of rows plus a pager."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from urllib.parse import urlsplit

from cppcc_archive.cms.base import ColumnLink, Detection, Family, Listing, PageRequest
from cppcc_archive.cms.listing.anchors import anchors
from cppcc_archive.cms.listing.columns import find_columns
from cppcc_archive.cms.listing.order import date_ordered
from cppcc_archive.cms.listing.pagers import next_link, total_rows
from cppcc_archive.cms.listing.rows import read_rows
from cppcc_archive.cms.listing.scriptpagers import script_next, script_pager
from cppcc_archive.cms.listing.stubs import inline_frames, redirects
from cppcc_archive.cms.listing.urlforms import date_in_url
from cppcc_archive.markup.page import Page

_LOOK_AT = 2_000_000
"""Characters of a page that are searched for marks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A trace a system leaves in its pages: what to search, how sure it makes, and what to tell the operator."""

    pattern: re.Pattern[str]
    weight: float
    reason: str


def mark(pattern: str, weight: float, reason: str) -> Mark:
    """A :class:`Mark`; the pattern ignores case."""
    return Mark(re.compile(pattern, re.IGNORECASE), weight, reason)


class PatternFamily(Family):
    """A family told by patterns. Subclasses give the tables and override what their system does differently."""

    article_forms: ClassVar[tuple[re.Pattern[str], ...]] = ()
    """Searched in path and query of a URL; a group ``id`` is the article's id."""
    column_forms: ClassVar[tuple[re.Pattern[str], ...]] = ()
    marks: ClassVar[tuple[Mark, ...]] = ()
    article_weight: ClassVar[float] = 0.6
    """How much an article-shaped URL says for this family (for the page itself or three and more of its links)."""
    column_weight: ClassVar[float] = 0.0

    def detect(self, page: Page) -> Detection:
        """Tell by marks in the markup and by the shape of the page's and its links' addresses."""
        text = page.html[:_LOOK_AT]
        found = [(m.weight, m.reason) for m in self.marks if m.pattern.search(text)]
        found += self._url_evidence(page)
        return combine(self.name, found)

    def columns(self, page: Page) -> list[ColumnLink]:
        """The columns linked from ``page``, best first."""
        return find_columns(page, self.is_article_url, self.is_column_url)

    def listing(self, page: Page, request: PageRequest | None = None) -> Listing:
        """Rows and pager of a listing page; a stub that only redirects names its target as the next page."""
        following = self.next_page(page) or next_link(page)
        rows = read_rows(
            page, self.is_article_url, self.url_date, is_column=self._surely_column, paged=following is not None
        )
        links = rows.links
        if not links and not rows.elsewhere:
            stub = tuple(PageRequest(url) for url in redirects(page) or inline_frames(page))
            if stub:
                return Listing(next=stub)
        return Listing(
            links=links,
            next=(PageRequest(following),) if following else (),
            total=self.total(page),
            date_ordered=date_ordered(links),
            elsewhere=rows.elsewhere,
        )

    def next_page(self, page: Page) -> str | None:
        """The next page's URL as a pager script tells it; links are looked at after that."""
        return script_next(page)

    def total(self, page: Page) -> int | None:
        """The number of rows over all pages that the listing claims."""
        pager = script_pager(page)
        return (pager.records if pager is not None else None) or total_rows(page)

    def is_article_url(self, url: str) -> bool:
        """Whether one of the family's article forms is in the URL."""
        address = path_and_query(url)
        return any(form.search(address) for form in self.article_forms)

    def is_column_url(self, url: str) -> bool:
        """Whether the URL has the form of this system's columns."""
        address = path_and_query(url)
        return any(form.search(address) for form in self.column_forms)

    def article_id(self, url: str) -> str | None:
        """The ``id`` group of the matching article form."""
        address = path_and_query(url)
        for form in self.article_forms:
            match = form.search(address)
            if match and "id" in form.groupindex:
                return match["id"]
        return None

    def url_date(self, url: str) -> date | None:
        """The date in the URL, if its form has one."""
        return date_in_url(url)

    def _surely_column(self, url: str) -> bool:
        address = path_and_query(url)
        return any(form.search(address) for form in self.column_forms) and not self.is_article_url(url)

    def _url_evidence(self, page: Page) -> Iterable[tuple[float, str]]:
        if self.article_forms and self.is_article_url(page.url):
            yield self.article_weight, "the page's own address is an article's"
        if self.column_forms and self.column_weight and self.is_column_url(page.url):
            yield self.column_weight, "the page's own address is a column's"
        articles = columns = 0
        for anchor in anchors(page):
            if anchor.url and self.is_article_url(anchor.url):
                articles += 1
            elif anchor.url and self.column_weight and self.is_column_url(anchor.url):
                columns += 1
        if articles >= 3:
            yield self.article_weight, f"{articles} links have the article form"
        elif articles:
            yield self.article_weight / 2, f"{articles} link(s) have the article form"
        if columns >= 3:
            yield self.column_weight, f"{columns} links have the column form"


def combine(family: str, found: Iterable[tuple[float, str]]) -> Detection:
    """Independent pieces of evidence as one score (one minus the product of doubts), strongest reason first."""
    doubt, reasons = 1.0, []
    for weight, reason in sorted(found, reverse=True):
        doubt *= 1.0 - weight
        reasons.append(reason)
    return Detection(family, round(1.0 - doubt, 3), tuple(reasons))


def path_and_query(url: str) -> str:
    """The part of a URL below its host; empty for what is no URL."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
