"""From a capture to the rows of a report: payload, document (with its further pages), report, rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from cppcc_archive.captures.model import Capture
from cppcc_archive.captures.read import stored
from cppcc_archive.captures.records import StoredResponse
from cppcc_archive.cms.registry import family
from cppcc_archive.errors import StoreError
from cppcc_archive.extract import Document, extract, join
from cppcc_archive.jobs.timeline import Fetch, Page
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.reports import PARSER_VERSION, SiteHint, parse
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import PARTS, REPORTS
from cppcc_archive.tables.delta import rows_of
from cppcc_archive.tables.rows import Origins, ReportRows, report_rows

_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's rows, and the addresses of the article's further pages (as :func:`twin_key` gives them)."""

    rows: ReportRows
    further: tuple[str, ...]


@dataclass(slots=True)
class Reader:
    """Reads captures of known pages. ``pages`` finds a page by site and :func:`twin_key` of its address;
    ``unreadable`` counts the captures whose payload could not be had."""

    store: Store
    hints: Mapping[str, SiteHint]
    pages: Mapping[tuple[str, str], Page]
    unreadable: int = 0
    _payloads: dict[str, StoredResponse | StoreError] = field(default_factory=dict)

    def ahead(self, fetches: Iterable[Fetch]) -> Iterator[Fetch]:
        """The fetches one after the other, their payloads being fetched a few ahead."""
        waiting = iter(fetches)
        with ThreadPoolExecutor(8) as pool:
            while chunk := list(islice(waiting, _AHEAD)):
                self._payloads = dict(
                    zip((item.capture.capture_id for item in chunk), pool.map(self._load, chunk), strict=True)
                )
                yield from chunk
        self._payloads = {}

    def read(self, report_id: str, fetch: Fetch, until: datetime | None) -> Reading:
        """One capture as a report; ``until`` is when the page was next captured, and so how late its further pages
        may be. Raises StoreError when the payload cannot be had; whatever else comes is the page's own failure."""
        capture = fetch.capture
        document = self._document(fetch)
        further = tuple(twin_key(url) for url in document.next_pages)
        document = self._joined(capture.site_id, document, until)
        hint = self.hints.get(capture.site_id)
        report = parse(document, site=hint, report_id=report_id)
        origins = Origins(capture.site_id, hint.division_code if hint else None, capture, PARSER_VERSION)
        rows = report_rows(report, document, origins)
        _check(rows, capture)
        return Reading(rows, further)

    def _document(self, fetch: Fetch) -> Document:
        answer = self._payloads.get(fetch.capture.capture_id) or self._load(fetch)
        if isinstance(answer, StoreError):
            raise answer
        return extract(answer.body, fetch.capture.url, answer.charset)

    def _load(self, fetch: Fetch) -> StoredResponse | StoreError:
        try:
            return stored(self.store, fetch.capture)
        except StoreError as error:
            return error

    def _joined(self, site_id: str, document: Document, until: datetime | None) -> Document:
        pages = [document]
        missing = []
        for url in document.next_pages:
            page = self.pages.get((site_id, twin_key(url)))
            captures = page.ok if page else []
            in_time = [item for item in captures if until is None or item.capture.captured_at < until]
            if captures:
                pages.append(self._document((in_time or captures[:1])[-1]))
            else:
                missing.append(f"the page {url} of this article was not captured")
        if not document.next_pages:
            return document
        whole = join(pages)
        return replace(whole, warnings=(*whole.warnings, *missing))


def report_id_of(capture: Capture) -> str:
    """The name of the report a new page is: by the site and the CMS's own article id, else by site and address."""
    article = family(capture.cms or "generic").article_id(capture.url)
    key = f"{capture.site_id}#{article}" if article else f"{capture.site_id} {twin_key(capture.requested_url)}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _check(rows: ReportRows, capture: Capture) -> None:
    """Refuse rows that no table takes here, where it costs one report and not the whole batch."""
    moments = dict.fromkeys(("first_seen", "last_changed", "gone_since"), capture.captured_at)
    rows_of(REPORTS, [{**rows.report, **moments, "content_digest": rows.digest}])
    for table in PARTS:
        rows_of(table, rows.parts[table.name])
