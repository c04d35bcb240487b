"""What the archive knows already: the last capture of every URL, for conditional requests and for telling a change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from cppcc_archive.captures.model import CaptureKind, Known, Origin, Verdict
from cppcc_archive.crawl.model import SiteOutcome
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import connect
from cppcc_archive.tables.rows import outcome_of

# An unchanged capture confirms the state before it; a wall or an error does not replace a good answer.
_LATEST = """
WITH ranked AS (
    SELECT *,
        max(captured_at) OVER (PARTITION BY site_id, requested_url) AS seen_at,
        row_number() OVER (
            PARTITION BY site_id, requested_url
            ORDER BY verdict IN ('ok', 'gone', 'tombstone') DESC, captured_at DESC, capture_id
        ) AS place
    FROM captures
    WHERE site_id IN (SELECT unnest($sites)) AND verdict <> 'unchanged' AND kind <> 'redirect'
),
confirmed AS (
    SELECT site_id, requested_url, max(captured_at) AS confirmed_at,
        max_by(etag, captured_at) FILTER (etag IS NOT NULL) AS etag,
        max_by(last_modified, captured_at) FILTER (last_modified IS NOT NULL) AS last_modified
    FROM captures
    WHERE site_id IN (SELECT unnest($sites)) AND verdict = 'unchanged'
    GROUP BY site_id, requested_url
)
SELECT ranked.site_id, ranked.requested_url, ranked.kind, ranked.verdict, ranked.payload_digest,
    CASE WHEN confirmed_at > ranked.captured_at THEN coalesce(confirmed.etag, ranked.etag) ELSE ranked.etag END AS etag,
    CASE WHEN confirmed_at > ranked.captured_at THEN coalesce(confirmed.last_modified, ranked.last_modified)
        ELSE ranked.last_modified END AS last_modified,
    greatest(seen_at, confirmed_at) AS seen_at, ranked.published_year, ranked.capture_id, ranked.url,
    ranked.listed_title, ranked.listed_date,
    ranked.captured_at, ranked.warc_key, ranked.warc_offset, ranked.warc_length,
    ranked.truncated IS NULL OR ranked.verdict <> 'error' AS is_whole
FROM ranked LEFT JOIN confirmed USING (site_id, requested_url)
WHERE place = 1
ORDER BY ranked.site_id, ranked.requested_url
"""


def known_urls(store: Store, site_ids: Sequence[str]) -> dict[str, dict[str, Known]]:
    """By site, what is known of every URL (canonical, as asked for): its last good capture, when it was last seen."""
    found: dict[str, dict[str, Known]] = {site_id: {} for site_id in site_ids}
    with connect(store, frozenset({"captures"})) as connection:
        answer = connection.execute(_LATEST, {"sites": list(site_ids)}).to_arrow_table()
    for row in answer.to_pylist():
        found[row["site_id"]][row["requested_url"]] = _known(row)
    return found


def outcomes_of_run(store: Store, run_id: str, site_ids: Sequence[str]) -> list[SiteOutcome]:
    """The outcomes that an earlier try of the run ``run_id`` left behind, for sites among ``site_ids``."""
    with connect(store, frozenset({"crawl_outcomes"})) as connection:
        sql = "FROM crawl_outcomes WHERE run_id = $run AND site_id IN (SELECT unnest($sites)) ORDER BY finished_at"
        answer = connection.execute(sql, {"run": run_id, "sites": list(site_ids)}).to_arrow_table()
    return [outcome_of(row) for row in answer.to_pylist()]


def progress_of_walks(store: Store, site_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By site, how far its last ordinary night came with the lists, as that night's outcome says."""
    with connect(store, frozenset({"crawl_outcomes"})) as connection:
        answer = connection.execute(
            "SELECT site_id, arg_max(progress, finished_at) AS progress FROM crawl_outcomes "
            "WHERE progress IS NOT NULL AND site_id IN (SELECT unnest($sites)) GROUP BY site_id",
            {"sites": list(site_ids)},
        ).fetchall()
    return {site_id: tuple(texts) for site_id, texts in answer}


def _known(row: dict[str, Any]) -> Known:
    return Known(
        url=row["requested_url"],
        kind=CaptureKind(row["kind"]),
        verdict=Verdict(row["verdict"]),
        payload_digest=row["payload_digest"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        captured_at=row["seen_at"].astimezone(UTC),
        published_year=row["published_year"],
        capture_id=row["capture_id"],
        # What broke off is no payload that another answer could repeat.
        origin=_origin(row) if row["is_whole"] else None,
        listed_title=row["listed_title"],
        listed_date=row["listed_date"],
    )


def _origin(row: dict[str, Any]) -> Origin:
    return Origin(
        capture_id=row["capture_id"],
        url=row["url"],
        captured_at=row["captured_at"].astimezone(UTC),
        warc_key=row["warc_key"],
        warc_offset=row["warc_offset"],
        warc_length=row["warc_length"],
    )
