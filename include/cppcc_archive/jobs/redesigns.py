"""A redesign, told in the site's own outcome of the night that met it: its new pages are of none of the templates that
its stored layouts know. Builds learn the new template; the audit tells of one that comes page by page."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime

from cppcc_archive.captures.model import CaptureKind, Exchange, Verdict
from cppcc_archive.crawl.wanted import charset_of
from cppcc_archive.errors import StoreError, TableError
from cppcc_archive.extract.layouts import newest
from cppcc_archive.extract.layouts.learn import Marks, SitePage
from cppcc_archive.files.sniff import is_page
from cppcc_archive.jobs.layouts import MOST_NEWS, STRAY, is_redesign, stored_layouts
from cppcc_archive.jobs.sitehealth import REDESIGNED
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.tables.delta import Tables

log = logging.getLogger(__name__)


@dataclass
class NewPages:
    """The new and changed article pages that a night brought from one site: when each came, by the marks of its
    template. ``tables`` are asked once there are enough of them to be a redesign, and so not on most nights."""

    tables: Tables
    site_id: str
    count: int = 0
    _marks: Marks = field(default_factory=Marks)
    _came: dict[frozenset[str], list[datetime]] = field(default_factory=dict)

    def add(self, exchange: Exchange) -> None:
        """Look at one exchange, where it is such a page."""
        if exchange.kind is not CaptureKind.ARTICLE or exchange.verdict is not Verdict.OK or self.count >= MOST_NEWS:
            return
        try:
            if not is_page(exchange.body):
                return
            label = charset_of(exchange.header("content-type") or "")
            marks = self._marks.of(SitePage(exchange.body, exchange.url, label))
        except Exception:  # the build will say so: a page must not cost the night
            log.warning("%s: a page was not held against the site's layouts", self.site_id, exc_info=True)
            return
        self.count += 1
        self._came.setdefault(marks, []).append(exchange.fetched_at)

    def warning(self) -> tuple[str, ...]:
        """``redesigned: another template since 2026-01-03, on 6 of 7 new pages``; nothing where most pages fit one of
        the site's layouts, or it has none."""
        if self.count < STRAY:
            return ()
        try:
            layouts = newest(stored_layouts(self.tables, [self.site_id])[0].get(self.site_id, ()))
        except (StoreError, TableError, LookupError, TypeError, ValueError) as error:  # what the night brought counts
            log.warning("%s: its layouts cannot be read: %r", self.site_id, error)
            return ()
        strays = [moment for marks, moments in self._came.items() if not layouts.know(marks) for moment in moments]
        if not layouts or not is_redesign(len(strays), self.count):
            return ()
        counted = f"{len(strays)} of {self.count} new pages"
        return (f"{REDESIGNED} since {min(strays).astimezone(SHANGHAI):%Y-%m-%d}, on {counted}",)
