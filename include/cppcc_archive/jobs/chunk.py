"""One chunk of sites, from their dossiers to the commits, batch by batch."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

import pyarrow as pa

from cppcc_archive import reports
from cppcc_archive.captures.model import Capture, Verdict
from cppcc_archive.errors import StoreError, TableError
from cppcc_archive.jobs.beside import replaced_beside
from cppcc_archive.jobs.buildresult import UNREADABLE, BuildResult, Failure, Redesign
from cppcc_archive.jobs.changes import Changes, decide, lacking
from cppcc_archive.jobs.dossiers import (
    Mode,
    News,
    Sites,
    captures_of,
    complete,
    dossiers_of,
    grouped_history,
    versions_of_site,
)
from cppcc_archive.jobs.layouts import SiteLayouts
from cppcc_archive.jobs.reading import Opened, Reader, Reading
from cppcc_archive.jobs.sitefiles import SiteFiles
from cppcc_archive.jobs.timeline import Dossier, Fetch, Key, Page, ParseRow, stays_of
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.reports import SiteHint
from cppcc_archive.tables.contract import CAPTURES, PARSES, PARTS, REPORT_TEXTS, REPORT_VERSIONS, REPORTS, SITES
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.publish import Kept, begun_and_done, claim, publish_reports, take_back, unfinished
from cppcc_archive.tables.rows import version_row
from cppcc_archive.tables.scan import data_files, scan
from cppcc_archive.tables.standing import standing_of, standing_rows

log = logging.getLogger(__name__)

BATCH_CAPTURES = 1000
BATCH_BYTES = 64 << 20
"""Captures, and bytes of their payloads, read between two commits: bounds memory, and what a killed build repeats."""

PATIENCE = 1.0
LOOKS = 3
"""A build that began to write and is not done is looked at so often, so many seconds apart, before it is taken for
killed: from its first commit to its last it takes a second or two. Twice as often after each time that two builds got
in each other's way."""

WRITTEN = (PARSES, REPORTS, REPORT_TEXTS, REPORT_VERSIONS, *PARTS)


class ChunkBuilder:
    """One chunk of sites, from their dossiers to the commits."""

    def __init__(
        self,
        tables: Tables,
        news: News,
        sites: Collection[str],
        year: int | None,
        mode: Mode,
        looks: int = LOOKS,
        redesigned: dict[str, Redesign] | None = None,
    ) -> None:
        """``redesigned`` is what an attempt at these sites that was overtaken told of them: it has learned already what
        this one finds learned."""
        self.mode = mode
        self.version = reports.PARSER_VERSION
        self.result = BuildResult(year)
        # What it reads and claims is the state of one moment: nobody else refreshes these tables until it is done.
        # What a table holds that is opened later, up to the claim, is of builds that came to their end.
        self.tables = tables
        self.tables.refresh_held()
        self.tables.open(PARSES)
        self.stale = self._await(sites, looks)
        if self.stale:
            self.tables.refresh(*WRITTEN)
        self.layouts = SiteLayouts(tables.store, self.tables, redesigned=redesigned if redesigned is not None else {})
        self.dossiers = self._dossiers(news, sites, None if self.stale else year)
        self.result.redesigned += self.layouts.redesigned.values()
        complete(self.tables, self.dossiers)
        self.sites = Sites(self.tables)
        self.pages = {
            (page.site_id, twin_key(page.url)): page for item in self.dossiers for page in (*item.pages, *item.further)
        }
        self.parts: dict[tuple[str, str], str] = {}
        self.unreadable: set[str] = set()
        files = SiteFiles(self.tables)
        self.reader = Reader(
            tables.store,
            self._hints(sites),
            self._page,
            files,
            self.version,
            context_of=self.layouts.context_of,
            kept=self.layouts.kept,
        )

    def run(self) -> BuildResult:
        """Read and commit, batch by batch."""
        try:
            for batch in _batches(self.dossiers):
                self._batch(batch)
        finally:
            self.reader.close()
        if self.mode is Mode.NEW:
            self.layouts.settle(self.unreadable)
        return self.result

    def _dossiers(self, news: News, sites: Collection[str], year: int | None) -> list[Dossier]:
        """The reports to look at, after the layouts that their pages are read with were looked up or learned. Of a site
        whose layouts have changed, also those that were read before and may read otherwise now."""
        read = captures_of(self.tables, news.files, sites) if self.mode is Mode.NEW else {}
        unread = {site_id: [one for one in found if one.verdict is Verdict.OK] for site_id, found in read.items()}
        everything = data_files(self.tables, CAPTURES)

        def all_of(site_id: str) -> list[Capture]:
            if news.whole and self.mode is Mode.NEW:
                return read.get(site_id, [])
            return captures_of(self.tables, everything, [site_id]).get(site_id, [])

        self.layouts.prepare(sites, unread, all_of)
        relaid = self.layouts.changed if self.mode is Mode.NEW else set()
        others = [one for one in sites if one not in relaid]
        found = dossiers_of(self.tables, news, others, self.mode, year, captures=read if read else None)
        if relaid:
            whole = News(tuple(everything), news.version, True)
            found += dossiers_of(
                self.tables,
                whole,
                relaid,
                Mode.RELAID,
                None,
                self.layouts.is_outdated,
                captures=read if news.whole else None,
            )
        return sorted(found, key=lambda dossier: dossier.begin)

    def _await(self, sites: Iterable[str], looks: int) -> dict[str, int]:
        """Sites of which a killed build left something, with the number of the last build that came to its end."""
        for look in range(looks + 1):
            found = unfinished(self.tables, sites)
            if not found or look == looks:
                return found
            time.sleep(PATIENCE)
            self.tables.refresh_held()  # all of them: what is read is the state of one moment
        raise AssertionError("the last look returns")

    def _hints(self, sites: Collection[str]) -> dict[str, SiteHint]:
        # Also sites that were crawled from another registry file have a row, and so their name.
        rows = scan(self.tables, SITES, ["site_id", "name", "division_code"], sites=sites).to_pylist()
        return {row["site_id"]: SiteHint(row["site_id"], row["name"], row["division_code"]) for row in rows}

    def _page(self, site_id: str, key: str) -> Page | None:
        return self.pages.get((site_id, key)) or self.sites.page(site_id, key)

    def _batch(self, batch: list[Dossier]) -> None:
        readings = self._read(batch)
        there = None
        if self.mode is Mode.ALL:
            there = standing_of(self.tables, {one.site_id for one in batch}, {one.report_id for one in batch})
        now = datetime.now(UTC)
        changes = decide(batch, readings, now, there)
        try:
            rows = changes.checked()
        except TableError:
            self._refuse(batch, readings)
            changes = decide(batch, readings, now, there)
            rows = changes.checked()
        for kind in ("new", "changed", "unchanged", "gone", "restored"):
            name = f"reports_{kind}"
            setattr(self.result, name, getattr(self.result, name) + getattr(changes.tally, kind))
        if not changes.is_empty:
            self._publish({one.site_id for one in batch}, changes, rows)

    def _publish(self, sites: set[str], changes: Changes, rows: Mapping[str, pa.Table]) -> None:
        numbers = {site_id: begun_and_done(self.tables, site_id)[0] + 1 for site_id in sorted(sites)}
        touched = standing_rows(self.tables, sites, changes.touched).values() if changes.touched else ()
        publication = changes.publication(touched, rows, numbers)
        self.tables.open(*publication.tables)
        claim(self.tables, numbers)
        for site_id in sites & self.stale.keys():
            take_back(self.tables, site_id, numbers[site_id], self.stale.pop(site_id), _kept(self.tables, site_id))
        publish_reports(self.tables, publication)

    def _read(self, batch: Sequence[Dossier]) -> dict[Key, Reading]:
        """Read the work of a batch in its order, noting on every fetch what it gave; readings by the fetches' keys."""
        readings: dict[Key, Reading] = {}
        work = [(dossier, fetch) for dossier in batch for fetch in dossier.work]
        while work:
            of_fetch = {id(fetch): dossier for dossier, fetch in work}
            for fetches in self.reader.ahead(fetch for _, fetch in work):
                # All are opened, then all parsed: by turns each would find the other's tables in the processor's cache,
                # and a parse takes a third longer.
                opened = [(fetch, self._opened(of_fetch[id(fetch)], fetch)) for fetch in fetches]
                for fetch, article in opened:
                    if article is not None:
                        self._read_one(of_fetch[id(fetch)], fetch, article, readings)
            again = replaced_beside(batch, readings) + ([] if self.mode is Mode.ALL else lacking(batch, readings))
            seen = {id(fetch) for _, fetch in work}
            work = [one for one in {id(one[1]): one for one in again}.values() if id(one[1]) not in seen]
            for dossier, fetch in work:
                dossier.work.append(fetch)
            complete(self.tables, {id(dossier): dossier for dossier, _ in work}.values())
        for dossier in batch:
            _note_others(dossier, self.version)
        return readings

    def _opened(self, dossier: Dossier, fetch: Fetch) -> Opened | None:
        """The fetch's article, whose further pages are parts from now on; None where it is a part itself, or fails."""
        url = dossier.page_of(fetch).url
        parent = self.parts.get((dossier.site_id, twin_key(url)))
        if parent is not None and parent != dossier.report_id:
            fetch.parse = ParseRow("part", None, parent, None, None, None, self.version)
            return None
        try:
            article = self.reader.opened(fetch, dossier.until(fetch))
        except StoreError as error:
            # Not remembered: the object may be restored, and the next build is to look again.
            self.result.failures.append(Failure(fetch.capture_id, url, f"{UNREADABLE}{error}"))
            self.unreadable.add(dossier.site_id)
            return None
        except Exception as error:  # one page must not stop a year, whatever it does to the extractor
            self._failed(dossier, fetch, _reason(error))
            return None
        for key in article.needs:
            self.parts.setdefault((dossier.site_id, key), dossier.report_id)
        return article

    def _read_one(self, dossier: Dossier, fetch: Fetch, article: Opened, readings: dict[Key, Reading]) -> None:
        try:
            reading = self.reader.read(dossier.report_id, article)
        except Exception as error:  # nor whatever it does to the parser
            self._failed(dossier, fetch, _reason(error))
            return
        self.result.captures_read += 1
        rows = reading.rows
        fetch.parse = ParseRow(
            "report",
            None,
            dossier.report_id,
            rows.report["version_id"],
            rows.digest,
            rows.parts_digest,
            self.version,
            reading.needs,
            reading.template,
            rows.report["layout_id"],
            reading.lacks,
            reading.files,
        )
        readings[fetch.key] = reading

    def _failed(self, dossier: Dossier, fetch: Fetch, reason: str) -> None:
        url = dossier.page_of(fetch).url
        log.warning("capture %s of %s cannot be parsed: %s", fetch.capture_id, url, reason)
        self.result.failures.append(Failure(fetch.capture_id, url, reason))
        fetch.parse = ParseRow("failed", reason, dossier.report_id, None, None, None, self.version)

    def _refuse(self, batch: Sequence[Dossier], readings: dict[Key, Reading]) -> None:
        """Take rows that no table takes for a failure of their page, which costs one report and not the batch."""
        bad = {key: fault for key, one in readings.items() if (fault := _fault(one)) is not None}
        for dossier in batch:
            for fetch in dossier.fetches:
                if fetch.key in bad:
                    del readings[fetch.key]
                    self.result.captures_read -= 1
                    self._failed(dossier, fetch, bad[fetch.key])


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def _fault(reading: Reading) -> str | None:
    """Why no table takes what was read; None when they do."""
    moment = datetime.now(UTC)
    dates = {"first_seen": moment, "last_changed": moment, "gone_since": None}
    row = {**reading.rows.report, **dates, "content_digest": reading.rows.digest}
    versions = [version_row(reading.rows.report, moment)]
    try:
        Changes(reports=[row], contents=[reading], versions=versions).checked()
    except TableError as error:
        return _reason(error)
    return None


def _kept(tables: Tables, site_id: str) -> Kept:
    rows = versions_of_site(tables, site_id)
    stays = {
        (dossier.report_id, stay.version_id, stay.valid_from)
        for dossier in grouped_history(rows)
        for stay in stays_of(dossier.pages)
    }
    return Kept({(row["report_id"], row["version_id"]) for row in rows}, stays)


def _note_others(dossier: Dossier, version: str) -> None:
    """What is known of captures without reading them: further pages, and the lack of a page."""
    for page in dossier.further:
        for fetch in page.ok:
            if fetch.parse is None:
                fetch.parse = ParseRow("part", None, dossier.report_id, None, None, None, version)
    for fetch in dossier.fetches:
        if fetch.parse is None and not fetch.there:
            fetch.parse = ParseRow("gone", None, dossier.report_id, None, None, None, version)


def _batches(dossiers: Iterable[Dossier]) -> Iterator[list[Dossier]]:
    batch: list[Dossier] = []
    captures = size = 0
    for dossier in dossiers:
        batch.append(dossier)
        captures += len(dossier.work)
        size += sum(fetch.capture.payload_bytes for fetch in dossier.work if fetch.capture)
        if captures >= BATCH_CAPTURES or size >= BATCH_BYTES:
            yield batch
            batch, captures, size = [], 0, 0
    if batch:
        yield batch
