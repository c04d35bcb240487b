"""From a capture to the rows of a report: payload, document (with its further pages), report, rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from cppcc_archive.captures.model import Capture
from cppcc_archive.captures.read import stored, stored_together
from cppcc_archive.captures.records import StoredResponse
from cppcc_archive.cms.registry import family
from cppcc_archive.errors import StoreError
from cppcc_archive.extract import Document, extract, join
from cppcc_archive.extract.layouts import Context
from cppcc_archive.jobs.filebodies import Completed, FileBodies, files_with_text
from cppcc_archive.jobs.sitefiles import SiteFiles
from cppcc_archive.jobs.timeline import Fetch, Page
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.reports import SiteHint, parse
from cppcc_archive.store.base import Store
from cppcc_archive.tables.rows import Origins, ReportRows, report_rows

_AHEAD = 64
_THREADS = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's rows, and the addresses of the article's further pages and of the files with its text (as
    :func:`twin_key` gives them); ``lacks`` are the files that had not come,
    ``files`` the payload digests of those that had, ``replaced`` when some of them were replaced while the page stayed
    as it was."""

    rows: ReportRows
    needs: tuple[str, ...]
    template: str | None = None
    lacks: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    replaced: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The article that a capture holds, with its further pages and files: ``needs`` and ``replaced`` as in
    :class:`Reading`."""

    capture: Capture
    done: Completed
    needs: tuple[str, ...]
    replaced: tuple[datetime, ...]


@dataclass(slots=True)
class Reader:
    """Reads captures of known pages; close it at the end. ``page_of`` finds a page by site and :func:`twin_key` of its
    address, ``files`` the captures of articles' files; ``unreadable`` counts the captures whose payload could not be
    had, ``context_of`` says what is known of a capture's page before it is read. ``kept`` are payloads that are at hand
    already; one that was read is let go."""

    store: Store
    hints: Mapping[str, SiteHint]
    page_of: Callable[[str, str], Page | None]
    files: SiteFiles
    parser_version: str
    unreadable: int = 0
    context_of: Callable[[Capture], Context] = lambda capture: Context()
    kept: dict[str, StoredResponse] = field(default_factory=dict)
    _payloads: dict[str, StoredResponse | StoreError] = field(default_factory=dict)
    _files: FileBodies = field(init=False)

    def __post_init__(self) -> None:
        self._files = FileBodies(self.files.capture, lambda capture: self._answer(capture).body)

    def close(self) -> None:
        """Let go of what reads files."""
        self._files.close()

    def ahead(self, fetches: Iterable[Fetch]) -> Iterator[list[Fetch]]:
        """The fetches some dozens at a time, whose payloads were fetched together."""
        waiting = iter(fetches)
        with ThreadPoolExecutor(_THREADS) as pool:
            while chunk := list(islice(waiting, _AHEAD)):
                captures = [
                    item.capture for item in chunk if item.capture is not None and item.capture_id not in self.kept
                ]
                loaded = pool.map(lambda group: stored_together(self.store, group), _by_object(captures))
                self._payloads = {name: answer for answers in loaded for name, answer in answers.items()}
                yield chunk
        self._payloads = {}

    def opened(self, fetch: Fetch, until: datetime | None) -> Opened:
        """The article of one capture, whole; ``until`` is when the page was next captured, and so how late its further
        pages and files may be. Raises StoreError when the payload cannot be had; whatever else comes is the page's own
        failure."""
        capture = _located(fetch)
        document = self._document(capture)
        needs = [twin_key(url) for url in document.next_pages]
        document = self._joined(capture.site_id, document, until)
        done, replaced = Completed(document), list[datetime]()
        if document.method != "file":
            files = files_with_text(document)
            needs += [twin_key(item.url) for item in files]
            replaced = self.files.replaced(capture.site_id, needs, capture.captured_at, until)
            later = (moment for moment in replaced if moment > fetch.shown_at)
            done = self._files.complete(capture.site_id, document, files, min(later, default=until))
        return Opened(capture, done, tuple(dict.fromkeys(needs)), tuple(replaced))

    def read(self, report_id: str, opened: Opened) -> Reading:
        """An article as a report. Whatever is raised is the page's own failure."""
        capture, done = opened.capture, opened.done
        hint = self.hints.get(capture.site_id)
        report = parse(done.document, site=hint, report_id=report_id)
        origins = Origins(capture.site_id, hint.division_code if hint else None, capture, self.parser_version)
        rows = report_rows(report, done.document, origins)
        return Reading(rows, opened.needs, done.document.template, done.lacks, done.digests, opened.replaced)

    def _document(self, capture: Capture) -> Document:
        answer = self._answer(capture)
        found = self._files.of_file(capture, answer.body)
        return found or extract(answer.body, capture.url, answer.charset, self.context_of(capture))

    def _answer(self, capture: Capture) -> StoredResponse:
        known = self.kept.pop(capture.capture_id, None) or self._payloads.get(capture.capture_id)
        answer = known or _stored(self.store, capture)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    def _joined(self, site_id: str, document: Document, until: datetime | None) -> Document:
        pages = [document]
        missing = []
        for url in document.next_pages:
            page = self.page_of(site_id, twin_key(url))
            captures = page.ok if page else []
            in_time = [item for item in captures if until is None or item.captured_at < until]
            if captures:
                pages.append(self._document(_located((in_time or captures[:1])[-1])))
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


def _located(fetch: Fetch) -> Capture:
    if fetch.capture is None:
        raise StoreError(f"capture {fetch.capture_id} has no row in captures: cppcc audit --repair puts it back")
    return fetch.capture


def _stored(store: Store, capture: Capture) -> StoredResponse | StoreError:
    try:
        return stored(store, capture)
    except StoreError as error:
        return error


def _by_object(captures: Iterable[Capture]) -> list[list[Capture]]:
    found: dict[str, list[Capture]] = {}
    for capture in captures:
        found.setdefault(capture.warc_key, []).append(capture)
    return list(found.values())
