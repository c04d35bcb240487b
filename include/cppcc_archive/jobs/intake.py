"""Taking in captures that somebody else made: told whose they are, judged as of their own time, kept once.

The same for every way they come (files, folders, another archive's index): an old capture is a row like any other, with
its true time and its origin, and the record it was taken from named in ours.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from cppcc_archive.captures.foreign import Foreign, Unusable
from cppcc_archive.captures.model import CaptureKind, Exchange, Verdict, header_in
from cppcc_archive.captures.records import address_of, digest_of, identity
from cppcc_archive.captures.warc import WarcWriter
from cppcc_archive.cms.registry import detect, family
from cppcc_archive.crawl.parts import parts_of
from cppcc_archive.crawl.requisites import requisites_of
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.verdict import is_file, is_html, judge
from cppcc_archive.crawl.wanted import charset_of, is_page, page_of
from cppcc_archive.errors import StoreError
from cppcc_archive.extract import extract
from cppcc_archive.jobs.leases import StoreLeases, turn
from cppcc_archive.jobs.recording import published_year
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import canonical, host_key, same_site, twin_key, twin_of
from cppcc_archive.sites.belonging import Belonging
from cppcc_archive.sites.model import Keep, Site
from cppcc_archive.store.base import Store
from cppcc_archive.tables.delta import tables_of
from cppcc_archive.tables.holdings import Holdings, News
from cppcc_archive.tables.publish import append_captures, publish_sites

log = logging.getLogger(__name__)

MOST_WAITING = 2000
"""Captures of a run that wait to be written: bounds what a killed run has to do again."""

EXPECTED, EXPECTED_BYTES = 1000, 32 << 20
"""Records, and bytes of their payloads, that are read ahead, so that what there is of them is looked up at once."""

LEAST_TEXT = 100
"""Characters from which a dated page is an article, whatever its address looks like."""

_NAMED = 20
_REQUISITES = (
    "text/css",
    "javascript",
    "font/",
    "application/font",
    "image/",
    "audio/",
    "video/",
    "application/x-font",
)


@dataclass(slots=True)
class Taken:
    """What came of the records that were offered. ``elsewhere`` counts by host what no site of the registry is."""

    records: int = 0
    captures: int = 0
    already_there: int = 0
    requisites: int = 0
    sites: Counter[str] = field(default_factory=Counter)
    years: set[int] = field(default_factory=set)
    elsewhere: Counter[str] = field(default_factory=Counter)
    unusable: int = 0
    problems: list[str] = field(default_factory=list)

    def refuse(self, problem: Unusable) -> None:
        """Count what gives no capture; the first are named."""
        self.unusable += 1
        if len(self.problems) < _NAMED:
            self.problems.append(printable(f"{problem.place}: {problem.reason}", 500))

    def add(self, other: Taken) -> None:
        """Count in what came of other records."""
        self.records += other.records
        self.captures += other.captures
        self.already_there += other.already_there
        self.requisites += other.requisites
        self.unusable += other.unusable
        self.sites += other.sites
        self.elsewhere += other.elsewhere
        self.years |= other.years
        self.problems += other.problems[: max(0, _NAMED - len(self.problems))]

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Taken:
        """What a task returned (see :meth:`to_json`)."""
        return cls(
            **{name: told[name] for name in ("records", "captures", "already_there", "requisites", "unusable")},
            sites=Counter(told["sites"]),
            years=set(told["published_years"]),
            elsewhere=Counter(told["elsewhere"]),
            problems=list(told["problems"]),
        )

    def to_json(self) -> dict[str, object]:
        """The shape the command line prints and a task returns."""
        return {
            "records": self.records,
            "captures": self.captures,
            "already_there": self.already_there,
            "requisites": self.requisites,
            "sites": dict(sorted(self.sites.items())),
            "published_years": sorted(self.years),
            "elsewhere": dict(self.elsewhere.most_common(_NAMED)),
            "unusable": self.unusable,
            "problems": self.problems,
        }


@dataclass(frozen=True, slots=True)
class _Part:
    """What an address is that an article shows: whose, as what it is kept, and the article's day."""

    site: Site
    kind: CaptureKind
    published: date | None = None


@dataclass(slots=True)
class Intake:
    """Takes records for some sites in one run. Killed and run again under the same id, it comes to the same captures.

    ``dry`` counts what would be taken and writes nothing. Not for several threads at once.
    """

    store: Store
    sites: Sequence[Site]
    run_id: str
    operator: str | None = None
    taken: Taken = field(default_factory=Taken)
    dry: bool = False
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _belonging: Belonging = field(init=False)
    _held: Holdings = field(init=False)
    _news: News = field(init=False)
    _writers: dict[str, WarcWriter] = field(default_factory=dict)
    _parts: dict[str, _Part] = field(default_factory=dict)
    _passed: set[str] = field(default_factory=set)
    _waiting: int = 0
    _batch: int = 0

    def __post_init__(self) -> None:
        self._belonging = Belonging(self.sites)
        tables = tables_of(self.store)
        # Before what is held is asked for: what comes in between is then in both.
        self._news = News(tables)
        self._held = Holdings(tables)

    def unknown(self, site: Site, places: Sequence[tuple[str, datetime]]) -> list[bool]:
        """Of captures of pages of a site, by address and time, whether the archive lacks them."""
        urls = [canonical(url) for url, _ in places]
        self._held.look_up([site.id], urls)
        return [not self._held.holds(url, moment) for url, (_, moment) in zip(urls, places, strict=True)]

    def expect(self, records: Iterable[Foreign | Unusable]) -> None:
        """Look up together what there is of the pages of records that are taken next: alone, each would be a look into
        the tables."""
        sites, urls = set(), set()
        for found in records:
            if isinstance(found, Foreign) and (site := self._belonging.site(found.url)) is not None:
                sites.add(site.id)
                urls |= _addresses(found)
        self._held.look_up(sites, urls)

    def take(self, found: Foreign | Unusable, origin: str, source: str) -> None:
        """Take one record; ``source`` is the service's address or the file, and who handed it in."""
        self.taken.records += 1
        if isinstance(found, Unusable):
            self.taken.refuse(found)
            return
        part = self._parts.get(twin_of(found.url))
        site = self._belonging.site(found.url) or (part.site if part else None)
        if site is None:
            self.taken.elsewhere[host_key(found.url)] += 1
            self._passed.add(twin_of(found.url))
            return
        try:
            self._held.look_up([site.id], _addresses(found))
            exchange = self._exchange(site, found, origin, source, part)
        except StoreError:  # no fault of the record's: nobody may think that it was looked at
            raise
        except Exception as error:  # whatever a record does to its readers costs that record
            log.warning("%s cannot be taken in", found.place, exc_info=True)
            self.taken.refuse(Unusable(found.place, f"{found.url}: {type(error).__name__}: {error}"))
            return
        if exchange is None:
            self.taken.requisites += 1
            self._passed.add(twin_of(found.url))
            return
        self._keep(exchange)
        if exchange.kind is CaptureKind.ARTICLE and exchange.verdict is Verdict.OK and is_page(exchange):
            self._note_parts(site, page_of(exchange))

    @property
    def has_passed_parts(self) -> bool:
        """Whether a record was left that an article behind it shows: records are to be offered a second time then."""
        return not self._passed.isdisjoint(self._parts)

    def take_passed(self, found: Foreign | Unusable, origin: str, source: str) -> None:
        """Take one of the records once more where it was left and belongs to an article that came behind it."""
        if isinstance(found, Unusable) or (key := twin_of(found.url)) not in self._passed or key not in self._parts:
            return
        self.taken.records -= 1
        if self._belonging.site(found.url) is not None:
            self.taken.requisites -= 1
        else:
            self.taken.elsewhere = +(self.taken.elsewhere - Counter([host_key(found.url)]))
        self.take(found, origin, source)

    def _note_parts(self, site: Site, page: Page) -> None:
        """What an article shows: pictures that are its text; where the site's entry keeps them, all of them and its
        styles."""
        found = parts_of(page)
        for item in found.attachments:
            self._parts[twin_of(item.url)] = _Part(site, CaptureKind.ATTACHMENT, found.published)
        for url in requisites_of(page) if Keep.IMAGES in site.keep else ():
            if same_site(url, page.url):
                self._parts.setdefault(twin_of(url), _Part(site, CaptureKind.REQUISITE))

    def commit(self) -> None:
        """Write what waits: objects, then rows. What another run has taken in meanwhile is left out; of two that write
        captures of one site, one waits."""
        publish_sites(self.store, [site for site in self.sites if site.id in self._writers])
        for site_id, writer in self._writers.items():
            with turn(StoreLeases(self.store, self.run_id), f"import {site_id}"):
                self._news.look()
                self.taken.already_there += writer.drop(self._news.hold)
                captures = writer.commit()
                append_captures(self.store, captures, writer.run_id, site_id)
            for capture in captures:
                # What a copy of the same file brought meanwhile was counted there.
                if not self._news.hold(capture):
                    self._count(capture.site_id, capture.kind, capture.published_year)
        self._writers, self._waiting, self._batch = {}, 0, self._batch + 1

    def _count(self, site_id: str, kind: CaptureKind, year: int | None) -> None:
        self.taken.captures += 1
        self.taken.sites[site_id] += 1
        # A file may be the text that a page read before lacked.
        if kind in (CaptureKind.ARTICLE, CaptureKind.ATTACHMENT) and year:
            self.taken.years.add(year)

    def _keep(self, exchange: Exchange) -> None:
        url, moment = identity(exchange), exchange.fetched_at
        known = self._held.payloads.get((url, exchange.payload_digest or ""))
        # Pictures and styles are kept once, as in a crawl, and not once a visit.
        if self._held.holds(url, moment) or (exchange.kind is CaptureKind.REQUISITE and known is not None):
            self.taken.already_there += 1
            return
        self._held.note(url, moment)
        year = published_year(exchange, None)
        if self.dry:
            self._count(exchange.site_id, exchange.kind, year)
            return
        writer = self._writers.get(exchange.site_id)
        if writer is None:
            writer = self._new_writer(exchange.site_id)
            self._writers[exchange.site_id] = writer
        writer.add(exchange, published_year=year, known=known)
        self._waiting += 1
        if self._waiting >= MOST_WAITING:
            self.commit()

    def _new_writer(self, site_id: str) -> WarcWriter:
        # One run a batch: a writer takes what lies under its run's name for an earlier try of its own.
        run_id = f"{self.run_id}.{self._batch}" if self._batch else self.run_id
        return WarcWriter(self.store, site_id, run_id, self.started_at, self.operator)

    def _exchange(
        self, site: Site, found: Foreign, origin: str, source: str, part: _Part | None = None
    ) -> Exchange | None:
        """The record as one of ours, judged as of its own time; None for what only dresses a page that is not here, or
        is no picture and no style after all."""
        head, body = found.head, found.payload.body
        content_type = header_in(head.headers, "content-type") or ""
        page = Page(found.url, body, charset_of(content_type))
        named = self._family(site, page, content_type)
        kind = part.kind if part else None
        if self._belonging.site(found.url) is not None:
            kind = self._kind(site, page, content_type, head.status, named) or kind
        if kind is None:
            return None
        digest = digest_of(body)
        verdict, reason = Verdict.OK, "saved by hand" if found.by_hand else ""
        if kind is not CaptureKind.REDIRECT:
            judged = judge(kind, head.status, page, digest, content_type=content_type)
            verdict, reason = judged.verdict, judged.reason or reason
        if kind is CaptureKind.REQUISITE and verdict is not Verdict.OK:
            return None
        return Exchange(
            site_id=site.id,
            kind=kind,
            requested_url=found.url,
            url=found.url,
            fetched_at=found.captured_at,
            elapsed_ms=0,
            method=found.method,
            request_headers=(),
            request_body=found.request_body,
            status=head.status,
            reason_phrase=head.reason,
            headers=head.headers,
            body=body,
            payload_digest=digest,
            verdict=verdict,
            verdict_reason=reason,
            listed_date=part.published if part else None,
            cms=named,
            head=head.raw,
            undone=found.payload.undone,
            truncated=found.payload.truncated,
            ip_address=found.ip_address,
            origin=origin,
            origin_source=printable(source, 500),
            original=found.original,
        )

    def _family(self, site: Site, page: Page, content_type: str) -> str:
        if site.cms:
            return site.cms
        if not is_html(content_type, page.body) or not page.body:
            return "generic"
        return max(detect(page), key=lambda one: one.score).family

    def _kind(self, site: Site, page: Page, content_type: str, status: int, named: str) -> CaptureKind | None:
        url = canonical(page.url)
        if 300 <= status < 400 and status != 304:
            return CaptureKind.REDIRECT
        if url.partition("://")[2].partition("/")[2] == "robots.txt":
            return CaptureKind.ROBOTS
        if (known := self._held.kinds.get(url)) is not None:
            return known
        if twin_key(url) == twin_key(site.base_url):
            return CaptureKind.HOME
        if twin_key(url) in {twin_key(site.column_url(column)) for column in site.columns}:
            return CaptureKind.LISTING
        if any(name in content_type.lower() for name in _REQUISITES):
            return None
        if is_file(content_type, page.body):
            return CaptureKind.ATTACHMENT
        if not is_html(content_type, page.body):
            return CaptureKind.LISTING
        return CaptureKind.ARTICLE if self._is_article(page, named) else CaptureKind.LISTING

    def _is_article(self, page: Page, named: str) -> bool:
        """By its address; else by having a date and a text of its own."""
        if family(named).is_article_url(page.url):
            return True
        document = extract(page.body, page.url, page.charset)
        return document.published_at is not None and len(document.text) >= LEAST_TEXT


def windows(records: Iterable[Foreign | Unusable]) -> Iterator[list[Foreign | Unusable]]:
    """The records in their order, so many together as :meth:`Intake.expect` is to look up at once."""
    window: list[Foreign | Unusable] = []
    size = 0
    for found in records:
        window.append(found)
        size += len(found.payload.body) if isinstance(found, Foreign) else 0
        if len(window) >= EXPECTED or size >= EXPECTED_BYTES:
            yield window
            window, size = [], 0
    if window:
        yield window


def _addresses(found: Foreign) -> set[str]:
    """Under what a record may be known: as what it was asked for, and its page's kind."""
    return {canonical(found.url), address_of(found.url, found.method, found.request_body)}
