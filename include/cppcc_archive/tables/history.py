"""What the archive knows already: the last capture of every URL, for conditional requests and for telling a change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from sys import intern
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cppcc_archive.captures.model import CaptureKind, Known, Origin, Verdict
from cppcc_archive.crawl.model import SiteOutcome
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import CAPTURES, CONFIRMED, CRAWL_OUTCOMES
from cppcc_archive.tables.delta import Tables, tables_of
from cppcc_archive.tables.log import files_now
from cppcc_archive.tables.rows import Row, outcome_of, page_key
from cppcc_archive.tables.scan import Mask, batches_of, equals, scan, unlike

_SETTLED = frozenset({"ok", "gone", "tombstone"})
_COLUMNS = (
    "site_id",
    "requested_url",
    "kind",
    "verdict",
    "run_id",
    "payload_digest",
    "etag",
    "last_modified",
    "captured_at",
    "published_year",
    "capture_id",
    "url",
    "warc_key",
    "warc_offset",
    "warc_length",
    "truncated",
    "listed_title",
    "listed_date",
    "column_url",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """When a page was last found as it was, and its validators then, where they were others than known."""

    at: datetime
    etag: str | None = None
    last_modified: str | None = None


def known_urls(store: Store, site_ids: Sequence[str]) -> dict[str, dict[str, Known]]:
    """By site, what is known of every URL (canonical, as asked for): its last good capture, when it was last seen.

    What is read is the rows of these sites: the table lies by site.
    """
    tables = tables_of(store)
    ordered = sorted(set(site_ids))
    confirmed = confirmations(tables, ordered)
    files = files_now(tables, CAPTURES)
    batches = batches_of(tables, CAPTURES, _COLUMNS, sites=ordered, by=("kind",), keep=_pages_only, files=files)
    return {site_id: _known_of_site(rows, confirmed.get(site_id, {})) for site_id, rows in _by_site(batches, ordered)}


def _by_site(batches: Iterable[pa.Table], sites: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each of the ``sites`` (sorted) in turn.

    As Python objects those of one site are there at a time; as they were read they are a tenth of that, and are let go
    once no site that follows has any among them.
    """
    held = [(*_first_and_last(rows), rows) for rows in batches]
    for site_id in sites:
        near = [rows for first, last, rows in held if first <= site_id <= last]
        yield site_id, [row for rows in near for row in rows.filter(equals(rows, "site_id", site_id)).to_pylist()]
        held = [one for one in held if one[1] > site_id]
        pa.default_memory_pool().release_unused()


def _first_and_last(rows: pa.Table) -> tuple[str, str]:
    span: Any = pc.min_max(rows["site_id"])
    return str(span["min"]), str(span["max"])


def confirmations(tables: Tables, sites: Collection[str]) -> dict[str, dict[int, Seen]]:
    """By site and :func:`page_key`, the newest confirmation of every page that has one."""
    found: dict[str, dict[int, Seen]] = {}
    files = files_now(tables, CONFIRMED)
    rows = scan(tables, CONFIRMED, list(CONFIRMED.column), sites=sites, files=files).to_pylist()
    for row in sorted(rows, key=lambda row: (row["confirmed_at"], row["run_id"])):
        of_site = found.setdefault(row["site_id"], {})
        at = row["confirmed_at"].astimezone(UTC)
        for page in row["pages"]:
            before = of_site.get(page)
            of_site[page] = Seen(at, before.etag, before.last_modified) if before else Seen(at)
        for page, etag, modified in zip(row["validated"], row["etags"], row["last_modifieds"], strict=True):
            of_site[page] = Seen(at, etag or None, modified or None)
    return found


def outcomes_of_run(store: Store, run_id: str, site_ids: Sequence[str]) -> list[SiteOutcome]:
    """The outcomes that an earlier try of the run ``run_id`` left behind, for sites among ``site_ids``."""
    tables = tables_of(store)
    tables.refresh(CRAWL_OUTCOMES)
    rows = scan(
        tables,
        CRAWL_OUTCOMES,
        list(CRAWL_OUTCOMES.column),
        sites=site_ids,
        by=("run_id",),
        keep=lambda rows: equals(rows, "run_id", run_id),
    ).to_pylist()
    return [outcome_of(row) for row in sorted(rows, key=lambda row: row["finished_at"])]


def progress_of_walks(store: Store, site_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By site, how far its last ordinary night came with the lists, as that night's outcome says."""
    tables = tables_of(store)
    tables.refresh(CRAWL_OUTCOMES)
    newest: dict[str, tuple[datetime, tuple[str, ...]]] = {}
    for row in scan(tables, CRAWL_OUTCOMES, ["site_id", "finished_at", "progress"], sites=site_ids).to_pylist():
        known = newest.get(row["site_id"])
        if row["progress"] is not None and (known is None or row["finished_at"] > known[0]):
            newest[row["site_id"]] = row["finished_at"], tuple(row["progress"])
    return {site_id: progress for site_id, (_, progress) in newest.items()}


def _pages_only(rows: pa.Table) -> Mask:
    """All but the hops of redirects: they are records, no pages."""
    return unlike(rows, "kind", CaptureKind.REDIRECT.value)


def _known_of_site(rows: Sequence[dict[str, Any]], confirmed: Mapping[int, Seen]) -> dict[str, Known]:
    """An unchanged capture confirms the state before it; a wall or an error does not replace a good answer."""
    pages: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        pages.setdefault(row["requested_url"], []).append(row)
    found = {}
    for url in sorted(pages):
        told = [row for row in pages[url] if row["verdict"] != Verdict.UNCHANGED.value]
        if told:
            same = [row for row in pages[url] if row["verdict"] == Verdict.UNCHANGED.value]
            found[url] = _known(max(told, key=_rank), told, same, confirmed)
    return found


def _rank(row: Mapping[str, Any]) -> tuple[bool, datetime, str]:
    return row["verdict"] in _SETTLED, row["captured_at"], row["capture_id"]


def _known(
    row: Mapping[str, Any],
    told: Sequence[Mapping[str, Any]],
    same: Sequence[Mapping[str, Any]],
    confirmed: Mapping[int, Seen],
) -> Known:
    captured_at = row["captured_at"].astimezone(UTC)
    etag, modified = row["etag"], row["last_modified"]
    seen = max(one["captured_at"] for one in told).astimezone(UTC)
    later = [(one["captured_at"].astimezone(UTC), one["etag"], one["last_modified"]) for one in sorted(same, key=_rank)]
    held = confirmed.get(page_key(row["requested_url"]))
    if held is not None:
        later.append((held.at, held.etag, held.last_modified))
    good = [at for at, _, _ in later] + ([captured_at] if row["verdict"] in _SETTLED else [])
    for at, its_etag, its_modified in later:
        if at > captured_at:
            etag, modified = its_etag or etag, its_modified or modified
        seen = max(seen, at)
    # A page asked for at its turn was led to by no list: what the last one said still holds.
    listed = max((one for one in told if one["column_url"]), key=_rank, default=row)
    return Known(
        url=row["requested_url"],
        kind=CaptureKind(row["kind"]),
        verdict=Verdict(row["verdict"]),
        payload_digest=row["payload_digest"],
        etag=etag,
        last_modified=modified,
        captured_at=seen,
        published_year=row["published_year"],
        capture_id=row["capture_id"],
        # What broke off is no payload that another answer could repeat.
        origin=_origin(row, captured_at) if row["truncated"] is None or row["verdict"] != "error" else None,
        listed_title=listed["listed_title"],
        listed_date=listed["listed_date"],
        failures=_failures(told, max(good, default=None)),
        column=listed["column_url"] and intern(listed["column_url"]),
    )


def _failures(told: Sequence[Mapping[str, Any]], good: datetime | None) -> int:
    """The days (in Shanghai) since the last good answer on which a page was an error, a wall or missing: several runs
    of a day are one night, and a site that is out of order for an hour has lost nothing."""
    bad = (one["captured_at"] for one in told if one["verdict"] not in _SETTLED)
    return len({at.astimezone(SHANGHAI).date() for at in bad if good is None or at.astimezone(UTC) > good})


def _origin(row: Mapping[str, Any], captured_at: datetime) -> Origin:
    # A fifth of what is kept would be the same texts once more: an object holds many pages, most are where they were
    # asked for.
    url = row["requested_url"] if row["url"] == row["requested_url"] else row["url"]
    return Origin(
        capture_id=row["capture_id"],
        url=url,
        captured_at=captured_at,
        warc_key=intern(row["warc_key"]),
        warc_offset=row["warc_offset"],
        warc_length=row["warc_length"],
    )
