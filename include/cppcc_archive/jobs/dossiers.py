"""The reading side of a build: which captures there are to read, and all that the tables know of their reports.

News are found by Delta's own log of ``captures``: the files added since the last build that left nothing unread. What
is known of a page is its rows in ``parses``, which are looked up by site and address. So what is loaded grows with the
news and never with the year or the archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cppcc_archive import reports
from cppcc_archive.captures.model import Capture, CaptureKind, Verdict
from cppcc_archive.jobs.beside import note_late
from cppcc_archive.jobs.reading import report_id_of
from cppcc_archive.jobs.sitefiles import ROW, SiteFiles, files_in, new_files
from cppcc_archive.jobs.timeline import Dossier, Fetch, Key, Page, ParseRow, fetch_of, life_of
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.tables.contract import CAPTURES, PARSES
from cppcc_archive.tables.delta import Tables, transaction_version
from cppcc_archive.tables.rows import Row, capture_of
from cppcc_archive.tables.scan import (
    DataFile,
    Mask,
    added_since,
    among,
    batches_of,
    both,
    data_files,
    either,
    equals,
    scan,
)

WATERMARK = "captures read"
"""Application id in ``parses`` whose number is the version of ``captures`` up to which nothing is unread."""

_CONTENT = frozenset({Verdict.OK, Verdict.GONE, Verdict.TOMBSTONE})
_PARSE = (
    "capture_id",
    "site_id",
    "requested_url",
    "captured_at",
    "files_at",
    "result",
    "reason",
    "report_id",
    "version_id",
    "content_digest",
    "parts_digest",
    "needs",
    "lacks",
    "files",
    "template",
    "layout_id",
    "parser_version",
    "parsed_at",
)


class Mode(StrEnum):
    """What a build reads: what is new; also what another layout would read otherwise; what an older parser read;
    everything again, and what tables lost."""

    NEW = "new"
    RELAID = "relaid"
    OUTDATED = "outdated"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class News:
    """Files of ``captures`` that hold what may be unread; ``whole`` when that is all of them.

    ``version`` is the table's own when it was looked at (-1: it is not there).
    """

    files: tuple[DataFile, ...]
    version: int
    whole: bool


def news_of(tables: Tables, mode: Mode) -> News:
    """Where the unread captures are."""
    tables.refresh(CAPTURES, PARSES)
    delta = tables.get(CAPTURES)
    if delta is None:
        return News((), -1, True)
    version = delta.version()
    seen = transaction_version(tables, PARSES, WATERMARK)
    if mode is Mode.NEW and seen is not None:
        added = added_since(tables, CAPTURES, seen)
        if added is not None:
            return News(added, version, False)
    return News(tuple(data_files(tables, CAPTURES)), version, True)


def counts_of(tables: Tables, news: News, year: int | None) -> Counter[str]:
    """How many captures with content, files among them, the news hold, by site."""
    found: Counter[str] = Counter()

    def keep(rows: pa.Table) -> Mask:
        found = _is_news(rows)
        return found if year is None else both(found, equals(rows, "published_year", year))

    by = ("kind", "verdict", "published_year")
    for batch in batches_of(tables, CAPTURES, ("site_id",), by=by, keep=keep, files=news.files):
        found.update(str(site_id) for site_id in batch["site_id"].to_pylist())
    return found


def dossiers_of(
    tables: Tables,
    news: News,
    sites: Collection[str],
    mode: Mode,
    year: int | None,
    is_outdated: Callable[[str, ParseRow], bool] = lambda site_id, parse: False,
    *,
    captures: Mapping[str, Sequence[Capture]] | None = None,
) -> list[Dossier]:
    """The reports that the news of the ``sites`` concern, with all that is known of them, oldest first within a site.

    ``year`` restricts them to reports with a capture to read that was put under that publication year; in the mode
    ``RELAID`` ``is_outdated`` says of which captures the layouts have changed since. ``captures`` are those of the news
    by site, where they were looked up already.
    """
    if captures is None:
        found = _captures(tables, news.files, sites)
    else:
        found = _in_order(capture for site_id in sites for capture in captures.get(site_id, ()))
    files = new_files(tables, news.files, sites) if mode is Mode.NEW else []
    rows = _history(tables, sites, found if mode is Mode.NEW else None, files)
    dossiers = _grouped(found, rows)
    note_late(dossiers, files, SiteFiles(tables))
    for dossier in dossiers:
        dossier.work = _work(dossier, mode, is_outdated)
    return sorted((one for one in dossiers if one.pages and _is_wanted(one, mode, year)), key=lambda one: one.begin)


def may_be_unread(tables: Tables, news: News) -> bool:
    """Whether the news hold a capture that no build has read, or a file, with which a page may read otherwise: told by
    their ids alone."""
    columns = ("site_id", "capture_id", "kind", "verdict")
    rows = scan(tables, CAPTURES, columns, by=("kind", "verdict"), keep=_is_news, files=news.files)
    if pc.any(files_in(rows)).as_py():
        return True
    ids, sites = (set(map(str, rows[name].to_pylist())) for name in ("capture_id", "site_id"))
    keep = partial(among, column="capture_id", values=ids)
    read = scan(tables, PARSES, ["capture_id"], sites=sites, by=("capture_id",), keep=keep)
    return not ids <= set(map(str, read["capture_id"].to_pylist()))


def _is_news(rows: pa.Table) -> Mask:
    return either(_with_content(rows), files_in(rows))


def complete(tables: Tables, dossiers: Iterable[Dossier]) -> None:
    """Say of every capture that is to be read, and of all further pages, where the payload lies."""
    missing: dict[str, list[Fetch]] = {}
    sites: set[str] = set()
    for dossier in dossiers:
        if dossier.work:
            further = (fetch for page in dossier.further for fetch in page.ok)
            lacking = [fetch for fetch in (*dossier.work, *further) if fetch.capture is None]
            for fetch in lacking:
                missing.setdefault(fetch.capture_id, []).append(fetch)
            sites |= {dossier.site_id} if lacking else set()
    for capture in captures_by_id(tables, sites, [fetches[0] for fetches in missing.values()]):
        for fetch in missing[capture.capture_id]:
            fetch.capture = capture


def captures_by_id(tables: Tables, sites: Collection[str], fetches: Collection[Fetch]) -> list[Capture]:
    """The rows of ``captures`` of some captures of the ``sites``."""
    ids = [fetch.capture_id for fetch in fetches]
    years = {fetch.captured_at.year for fetch in fetches}
    found = scan(
        tables,
        CAPTURES,
        ROW,
        sites=sites,
        partitions=years,
        by=("capture_id",),
        keep=lambda rows: among(rows, "capture_id", ids),
    )
    return [capture_of(row) for row in found.to_pylist()]


@dataclass(slots=True)
class Sites:
    """All article pages of single sites by twin key, loaded when one is asked for: further pages that are no news."""

    tables: Tables
    _pages: dict[str, dict[str, Page]] = field(default_factory=dict)

    def page(self, site_id: str, key: str) -> Page | None:
        """The page of a site whose address has this :func:`twin_key`."""
        if site_id not in self._pages:
            pages = self._pages[site_id] = {}
            for capture in _captures(self.tables, data_files(self.tables, CAPTURES), [site_id]):
                url = twin_key(capture.requested_url)
                pages.setdefault(url, Page(site_id, capture.requested_url, [])).fetches.append(fetch_of(capture))
        return self._pages[site_id].get(key)


def captures_of(tables: Tables, files: Iterable[DataFile], sites: Collection[str]) -> dict[str, list[Capture]]:
    """The article captures of each of the sites with content, or the lack of it, in some files, oldest first."""
    found: dict[str, list[Capture]] = {}
    for capture in _captures(tables, files, sites):
        found.setdefault(capture.site_id, []).append(capture)
    return found


def versions_of_site(tables: Tables, site_id: str) -> list[Row]:
    """Every row of ``parses`` of a site, also those that a later reading replaced."""
    rows: list[Row] = scan(tables, PARSES, _PARSE, sites=[site_id]).to_pylist()
    return rows


def grouped_history(rows: Sequence[Row]) -> list[Dossier]:
    """Dossiers of what was read, without any capture that was not."""
    return _grouped([], _latest(rows))


def _with_content(rows: pa.Table) -> Mask:
    verdicts = [verdict.value for verdict in _CONTENT]
    return both(equals(rows, "kind", CaptureKind.ARTICLE.value), among(rows, "verdict", verdicts))


def _captures(tables: Tables, files: Iterable[DataFile], sites: Collection[str]) -> list[Capture]:
    """The article captures of the sites with content, or the lack of it, oldest first."""
    found = scan(tables, CAPTURES, ROW, sites=sites, by=("kind", "verdict"), keep=_with_content, files=files)
    return _in_order(map(capture_of, found.to_pylist()))


def _in_order(captures: Iterable[Capture]) -> list[Capture]:
    return sorted(captures, key=lambda one: (one.captured_at, one.capture_id))


def _history(
    tables: Tables, sites: Collection[str], captures: Sequence[Capture] | None, files: Sequence[Capture] = ()
) -> list[Row]:
    """How captures were read last: of the pages of the ``captures``, of all other pages of the same reports, and of
    those whose text is in one of the ``files``.

    None for all captures of the sites.
    """
    if captures is None:
        return _latest(scan(tables, PARSES, _PARSE, sites=sites).to_pylist())
    sites = {capture.site_id for capture in (*captures, *files)}
    urls = {capture.requested_url for capture in captures}
    ids = {report_id_of(capture) for capture in captures}
    keys = {twin_key(url) for url in urls} | {twin_key(one.requested_url) for one in files}

    def keep(rows: pa.Table) -> Mask:
        named = pc.fill_null(among(rows, "report_id", ids), False)
        return either(among(rows, "requested_url", urls), named, _needing(rows["needs"], keys))

    while True:
        rows: list[Row] = scan(
            tables, PARSES, _PARSE, sites=sites, by=("requested_url", "report_id", "needs"), keep=keep
        ).to_pylist()
        more = {row["report_id"] for row in rows if row["report_id"]} - ids
        if not more:
            return _latest(rows)
        ids |= more


def _needing(needs: Any, keys: AbstractSet[str]) -> Mask:
    """Rows whose reading needs one of the addresses: hardly any reading needs another."""
    lengths: Any = pc.list_value_length(needs)
    if not pc.max(lengths).as_py():
        return pa.array([False] * len(needs))
    return pa.array([not keys.isdisjoint(item or ()) for item in needs.to_pylist()])


def _latest(rows: Iterable[Row]) -> list[Row]:
    """The newest reading of every fetch, oldest capture first."""
    newest: dict[Key, Row] = {}
    for row in rows:
        key = row["capture_id"], row["files_at"]
        known = newest.get(key)
        if known is None or row["parsed_at"] >= known["parsed_at"]:
            newest[key] = row
    return sorted(newest.values(), key=lambda row: (row["captured_at"], row["capture_id"]))


def _grouped(captures: Sequence[Capture], rows: Sequence[Row]) -> list[Dossier]:
    """Captures and what was read before, as pages of reports."""
    fetches: dict[Key, tuple[str, str, Fetch]] = {}
    for row in rows:
        parse = ParseRow(
            row["result"],
            row["reason"],
            row["report_id"],
            row["version_id"],
            row["content_digest"],
            row["parts_digest"],
            row["parser_version"],
            tuple(row["needs"] or ()),
            row["template"],
            row["layout_id"],
            tuple(row["lacks"] or ()),
            tuple(row["files"] or ()),
        )
        moment = row["captured_at"].astimezone(UTC)
        files_at = row["files_at"].astimezone(UTC) if row["files_at"] else None
        fetch = Fetch(row["capture_id"], moment, row["result"] != "gone", None, parse, parse, files_at)
        fetches[fetch.key] = row["site_id"], row["requested_url"], fetch
    for capture in captures:
        known = fetches.get((capture.capture_id, None))
        if known is None:
            fetches[capture.capture_id, None] = capture.site_id, capture.requested_url, fetch_of(capture)
        else:
            known[2].capture = capture
    pages: dict[tuple[str, str], Page] = {}
    for site_id, url, fetch in sorted(fetches.values(), key=lambda item: item[2].moment):
        pages.setdefault((site_id, url), Page(site_id, url, [])).fetches.append(fetch)
    return _dossiers(pages.values())


def _dossiers(pages: Iterable[Page]) -> list[Dossier]:
    needed = {
        (page.site_id, key): fetch.parse.report_id
        for page in pages
        for fetch in page.fetches
        if fetch.parse and fetch.parse.report_id
        for key in fetch.parse.needs
    }
    found: dict[str, Dossier] = {}
    for page in pages:
        report_id, is_part = _name(page, needed)
        dossier = found.setdefault(report_id, Dossier(report_id, page.site_id))
        (dossier.further if is_part else dossier.pages).append(page)
        dossier.again |= is_part and any(fetch.parse is None for fetch in page.ok)
    return list(found.values())


def _name(page: Page, needed: Mapping[tuple[str, str], str]) -> tuple[str, bool]:
    """The report a page is or is part of: what it was read as before, so that it keeps its name; else as it is new."""
    for fetch in reversed(page.fetches):
        if fetch.parse and fetch.parse.report_id and fetch.parse.result != "gone":
            return fetch.parse.report_id, fetch.parse.result == "part"
    whole = needed.get((page.site_id, twin_key(page.url)))
    if whole is not None:
        return whole, True
    for fetch in reversed(page.fetches):
        if fetch.parse and fetch.parse.report_id:
            return fetch.parse.report_id, False
    capture = next(fetch.capture for fetch in (*page.ok, *page.fetches) if fetch.capture is not None)
    return report_id_of(capture), False


def _work(dossier: Dossier, mode: Mode, is_outdated: Callable[[str, ParseRow], bool]) -> list[Fetch]:
    """The captures to read: new ones, all on request, those whose files are others by now, and the newest again when a
    further page of it is new. What a capture shows with other files is read after it."""
    captures = sorted(
        (fetch for page in dossier.pages for fetch in page.ok if fetch.files_at is None),
        key=lambda fetch: fetch.moment,
    )
    work = [
        fetch
        for fetch in captures
        if fetch.parse is None
        or any(fetch is one for one in dossier.stale)
        or mode is Mode.ALL
        or (mode is Mode.OUTDATED and fetch.parse.parser_version != reports.PARSER_VERSION)
        or (mode is Mode.RELAID and is_outdated(dossier.site_id, fetch.parse))
    ]
    life = life_of(dossier.pages)
    if dossier.again and life is not None and life.newest not in work:
        work = sorted([*work, life.newest], key=lambda fetch: fetch.moment)
    return work


def _is_wanted(dossier: Dossier, mode: Mode, year: int | None) -> bool:
    """Whether there is a capture of that publication year to be read or, of what is read again, any of that year."""
    return any(year is None or one.published_year == year for one in dossier.late) or any(
        fetch.capture is not None
        and (year is None or fetch.capture.published_year == year)
        and (mode is not Mode.NEW or fetch.parse is None)
        for fetch in dossier.fetches
    )
