"""Captures to tables: read what was not read yet, and bring every report's row and parts to what its captures say.

The state of the tables is a function of the captures and the parser: a build that is killed, repeated, or run after
each night instead of once at the end comes to the same rows. ``parses`` remembers what was read, and is written last.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from cppcc_archive.captures.model import Capture
from cppcc_archive.errors import StoreError
from cppcc_archive.jobs.reading import Reader, Reading, report_id_of
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.jobs.timeline import Fetch, Life, Page, life_of
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.reports import PARSER_VERSION, SiteHint
from cppcc_archive.sites.gazetteer import gazetteer
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import PARTS
from cppcc_archive.tables.publish import Publication, publish_divisions, publish_reports, publish_sites
from cppcc_archive.tables.rows import Row, version_row
from cppcc_archive.tables.standing import Archive, ParseRow, Standing

log = logging.getLogger(__name__)

BATCH_CAPTURES = 1000
"""Captures read between two commits: bounds memory, and what a killed build has to do again."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A capture whose payload could not be had or parsed."""

    capture_id: str
    url: str
    reason: str


@dataclass(slots=True)
class BuildResult:
    """What a build came to. ``reports_gone`` counts those found gone since the last build (they are kept),
    ``reports_restored`` those unchanged whose rows in the tables were not what had been written."""

    year: int | None
    captures_read: int = 0
    reports_new: int = 0
    reports_changed: int = 0
    reports_unchanged: int = 0
    reports_gone: int = 0
    reports_restored: int = 0
    failures: list[Failure] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc build`` prints."""
        return asdict(self)


@dataclass(slots=True)
class _Dossier:
    """Everything the build knows of one report: its addresses, the further pages of it, and what is to be read."""

    report_id: str
    pages: list[Page]
    further: list[Page] = field(default_factory=list)
    standing: Standing | None = None
    work: list[Fetch] = field(default_factory=list)

    @property
    def begin(self) -> tuple[str, datetime, str]:
        first = min((page.fetches[0].capture for page in self.pages), key=lambda capture: capture.captured_at)
        return first.site_id, first.captured_at, self.report_id


def build_year(
    store: Store, year: int | None = None, *, reparse: bool = False, registry: Registry | None = None
) -> BuildResult:
    """Build the reports of one publication year (None: of all) from their captures.

    ``reparse`` reads captures again that were read before, and puts back what the tables lost. A page that cannot be
    read or parsed is a failure in the result, never the end of the year. Raises StoreError when the store fails, and
    when no payload at all can be had.
    """
    registry = registry or Settings.from_environment().registry()
    publish_sites(store, registry.sites)
    publish_divisions(store, gazetteer())
    result = BuildResult(year)
    with Archive(store) as archive:
        dossiers = _dossiers(archive, year)
        for dossier in dossiers:
            dossier.work = _work(dossier, reparse)
        pages = {(page.site_id, twin_key(page.url)): page for item in dossiers for page in (*item.pages, *item.further)}
        # Also sites that were crawled from another registry file have a row, and so their name.
        hints = {row["site_id"]: SiteHint(row["site_id"], row["name"], row["division_code"]) for row in archive.sites()}
        reader = Reader(store, hints, pages)
        parts: dict[tuple[str, str], str] = {}
        for batch in _batches(dossiers):
            _build_batch(store, archive, reader, batch, parts, result, reparse)
    if reader.unreadable and not (result.captures_read or result.reports_unchanged or result.reports_changed):
        raise StoreError(f"not one capture could be read; the first: {result.failures[0].reason}")
    return result


def _dossiers(archive: Archive, year: int | None) -> list[_Dossier]:
    """The reports of the year's pages, with all addresses they ever had, oldest first within a site."""
    pages = _pages(archive.fetches_of_year(year))
    named = {key: _name(page) for key, page in pages.items()}
    if year is not None:
        for key, page in _pages(archive.fetches_of_reports({report_id for report_id, _ in named.values()})).items():
            if key not in pages:
                pages[key], named[key] = page, _name(page)
    found: dict[str, _Dossier] = {}
    for key, page in pages.items():
        report_id, is_part = named[key]
        dossier = found.setdefault(report_id, _Dossier(report_id, []))
        (dossier.further if is_part else dossier.pages).append(page)
    standing = archive.standing(found.keys())
    for dossier in found.values():
        dossier.standing = standing.get(dossier.report_id)
    return sorted((dossier for dossier in found.values() if dossier.pages), key=lambda dossier: dossier.begin)


def _pages(fetches: Iterable[tuple[Capture, ParseRow | None]]) -> dict[tuple[str, str], Page]:
    pages: dict[tuple[str, str], Page] = {}
    for capture, parse in fetches:
        key = capture.site_id, capture.requested_url
        pages.setdefault(key, Page(*key, [])).fetches.append(Fetch(capture, parse))
    return pages


def _name(page: Page) -> tuple[str, bool]:
    """The report a page is or is part of: what it was read as before, so that it keeps its name; else as it is new."""
    for fetch in reversed(page.fetches):
        if fetch.parse and fetch.parse.report_id:
            return fetch.parse.report_id, fetch.parse.result == "part"
    return report_id_of((page.ok or page.fetches)[0].capture), False


def _work(dossier: _Dossier, reparse: bool) -> list[Fetch]:
    """The captures to read: new ones, all on request, and the newest where the tables do not show what it said."""
    captures = sorted(
        (fetch for page in dossier.pages for fetch in page.ok), key=lambda fetch: fetch.capture.captured_at
    )
    work = [fetch for fetch in captures if reparse or fetch.parse is None]
    life = life_of(dossier.pages)
    if life is None or life.newest in work:
        return work
    new_part = any(fetch.parse is None for page in dossier.further for fetch in page.ok)
    shown = dossier.standing and (dossier.standing.version_id, dossier.standing.content_digest)
    said = life.newest.parse and (life.newest.parse.version_id, life.newest.parse.content_digest)
    if new_part or shown != said:
        work = sorted([*work, life.newest], key=lambda fetch: fetch.capture.captured_at)
    return work


def _batches(dossiers: Iterable[_Dossier]) -> Iterator[list[_Dossier]]:
    batch: list[_Dossier] = []
    size = 0
    for dossier in dossiers:
        batch.append(dossier)
        size += len(dossier.work)
        if size >= BATCH_CAPTURES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _build_batch(
    store: Store,
    archive: Archive,
    reader: Reader,
    batch: list[_Dossier],
    parts: dict[tuple[str, str], str],
    result: BuildResult,
    reparse: bool,
) -> None:
    """Read a batch and publish what it changes; nothing is committed when it changes nothing."""
    before = {id(fetch): fetch.parse for dossier in batch for fetch in _fetches(dossier)}
    readings = _read_batch(reader, batch, parts, result)
    contents: list[Reading] = []
    touched: dict[str, Life] = {}
    reports: list[Row] = []
    standing_rows = {dossier.report_id: dossier.standing for dossier in batch if dossier.standing}
    damaged = archive.damaged(standing_rows) if reparse else set()
    for dossier in batch:
        life = life_of(dossier.pages)
        if life is None or life.newest.parse is None:
            continue
        _count(result, dossier.standing, life)
        standing = dossier.standing
        is_damaged = dossier.report_id in damaged
        if standing is None or is_damaged or standing.content_digest != life.newest.parse.content_digest:
            reading = readings.get(life.newest.capture.capture_id)
            if reading is None:
                continue  # its payload could not be had again: a failure by now
            result.reports_restored += is_damaged
            contents.append(reading)
            reports.append(_with_life(reading.rows.report, life, reading.rows.digest))
        elif _dates(standing) != _dates(life):
            touched[dossier.report_id] = life
    for row in archive.reports(touched) if touched else ():
        reports.append(_with_life(row, touched[row["report_id"]], row["content_digest"]))
    parses = [
        _parse_row(fetch, readings)
        for dossier in batch
        for fetch in _fetches(dossier)
        if fetch.parse is not None and fetch.parse != before[id(fetch)]
    ]
    versions = _new_versions(archive, batch, readings) if readings else []
    if not (reports or parses or versions):
        return
    settled = {
        dossier.report_id: life.newest.parse.version_id or ""
        for dossier in batch
        if dossier.work and (life := life_of(dossier.pages)) and life.newest.parse
    }
    publish_reports(
        store,
        archive,
        Publication(
            reports=reports,
            versions=versions,
            contents={(item.rows.report["report_id"], item.rows.report["version_id"]) for item in contents},
            parts={table.name: [row for item in contents for row in item.rows.parts[table.name]] for table in PARTS},
            parses=parses,
            settled=settled,
        ),
    )


def _read_batch(
    reader: Reader, batch: list[_Dossier], parts: dict[tuple[str, str], str], result: BuildResult
) -> dict[str, Reading]:
    """Read the work of a batch in its order, noting on every fetch what it gave; readings by capture id."""
    readings: dict[str, Reading] = {}
    of_fetch = {id(fetch): dossier for dossier in batch for fetch in dossier.work}
    for fetch in reader.ahead(fetch for dossier in batch for fetch in dossier.work):
        dossier, capture = of_fetch[id(fetch)], fetch.capture
        parent = parts.get((capture.site_id, twin_key(capture.requested_url)))
        if parent is not None and parent != dossier.report_id:
            fetch.parse = ParseRow("part", None, parent, None, None, PARSER_VERSION)
            continue
        later = [item.capture.captured_at for item in _mains(dossier) if item.capture.captured_at > capture.captured_at]
        try:
            reading = reader.read(dossier.report_id, fetch, min(later, default=None))
        except StoreError as error:
            # Not remembered: the object may be restored, and the next build is to look again.
            reader.unreadable += 1
            result.failures.append(Failure(capture.capture_id, capture.url, str(error)))
            continue
        except Exception as error:  # one page must not stop a year, whatever it does to the parser
            reason = f"{type(error).__name__}: {error}"[:500]
            log.warning("capture %s of %s cannot be parsed: %s", capture.capture_id, capture.url, reason)
            result.failures.append(Failure(capture.capture_id, capture.url, reason))
            fetch.parse = ParseRow("failed", reason, None, None, None, PARSER_VERSION)
            continue
        result.captures_read += 1
        row = reading.rows.report
        fetch.parse = ParseRow(
            "report", None, dossier.report_id, row["version_id"], reading.rows.digest, PARSER_VERSION
        )
        readings[capture.capture_id] = reading
        for url in reading.further:
            parts.setdefault((capture.site_id, url), dossier.report_id)
    for dossier in batch:
        for page in dossier.further:
            for fetch in page.ok:
                if fetch.parse is None:
                    fetch.parse = ParseRow("part", None, dossier.report_id, None, None, PARSER_VERSION)
    return readings


def _mains(dossier: _Dossier) -> Iterator[Fetch]:
    for page in dossier.pages:
        yield from page.ok


def _fetches(dossier: _Dossier) -> Iterator[Fetch]:
    yield from _mains(dossier)
    for page in dossier.further:
        yield from page.ok


def _new_versions(archive: Archive, batch: list[_Dossier], readings: Mapping[str, Reading]) -> list[Row]:
    """Rows for versions that were read now and have none, each by the oldest capture that shows it."""
    there = archive.versions({dossier.report_id for dossier in batch if dossier.work})
    rows: dict[tuple[str, str], Row] = {}
    for dossier in batch:
        for fetch in dossier.work:
            reading = readings.get(fetch.capture.capture_id)
            if reading is None:
                continue
            row = reading.rows.report
            key = row["report_id"], row["version_id"]
            if key not in there and key not in rows:
                rows[key] = version_row(row, fetch.capture.captured_at)
    return list(rows.values())


def _with_life(row: Row, life: Life, digest: str) -> Row:
    return {
        **row,
        "first_seen": life.first_seen,
        "last_changed": life.last_changed,
        "gone_since": life.gone_since,
        "content_digest": digest,
    }


def _dates(life: Life | Standing) -> tuple[datetime, datetime, datetime | None]:
    return life.first_seen, life.last_changed, life.gone_since


def _parse_row(fetch: Fetch, readings: Mapping[str, Reading]) -> Row:
    capture, parse = fetch.capture, fetch.parse
    assert parse is not None, "only captures that were read have a row"
    reading = readings.get(capture.capture_id)
    return {
        "capture_id": capture.capture_id,
        "site_id": capture.site_id,
        "requested_url": capture.requested_url,
        "captured_at": capture.captured_at,
        **asdict(parse),
        "published_year": reading.rows.report["published_year"]
        if reading
        else capture.published_year or capture.captured_at.year,
        "parsed_at": datetime.now(UTC),
    }


def _count(result: BuildResult, standing: Standing | None, life: Life) -> None:
    parse = life.newest.parse
    if standing is None:
        result.reports_new += 1
    elif life.gone_since and not standing.gone_since:
        result.reports_gone += 1
    elif (parse and parse.content_digest != standing.content_digest) or _dates(standing) != _dates(life):
        result.reports_changed += 1
    else:
        result.reports_unchanged += 1
