"""How the nights went: runs, the sites that did not answer and since when, one site's last thirty nights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cppcc_archive.jobs.digest import UNANSWERED
from cppcc_archive.jobs.progress import SiteProgress
from cppcc_archive.jobs.sitehealth import redesigned_sql
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.backfill import Backfills

_RUNS = """
SELECT run_id, min(started_at) AS began, max(finished_at) AS ended, count(*) AS sites,
       count(*) FILTER (result IN ('ok', 'unchanged', 'partial')) AS answered,
       sum(requests)::BIGINT AS requests, sum(not_modified)::BIGINT AS not_modified, sum(articles_new)::BIGINT AS new,
       sum(articles_changed)::BIGINT AS changed, sum(articles_gone)::BIGINT AS gone,
       min(least_pause_seconds) AS least_pause, sum(too_many_requests)::BIGINT AS too_many
FROM crawl_outcomes WHERE shard <> 'import' GROUP BY run_id ORDER BY began DESC LIMIT $most OFFSET $skipped
"""
_RUN = """
SELECT o.*, name FROM crawl_outcomes o LEFT JOIN sites USING (site_id) WHERE run_id = $run ORDER BY result, site_id
"""
_SITE = "SELECT * FROM crawl_outcomes WHERE site_id = $site AND shard <> 'import' ORDER BY started_at DESC LIMIT 30"
_REDESIGNED = redesigned_sql("site_id = $site")
_KNOWN = "SELECT * FROM sites WHERE site_id = $site"


@dataclass(frozen=True, slots=True)
class Nights:
    """The newest runs, and what does not answer now."""

    runs: Sequence[Mapping[str, Any]]
    unanswered: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class SitePage:
    """One site: its entry where it has one, its last thirty outcomes, newest first, and since when (``first``) its
    pages, ``n`` of them, are of another template than all before, where they are; ``backfill`` says how far the past
    is filled in, where that was begun."""

    site_id: str
    entry: Mapping[str, Any] | None
    outcomes: Sequence[Mapping[str, Any]]
    redesigned: Mapping[str, Any] | None = None
    backfill: SiteProgress | None = None


def nights(archive: Archive, most: int = 30, skipped: int = 0) -> Nights:
    """The runs of the last nights, and the sites whose last outcome is no answer, with since when."""
    return Nights(archive.rows(_RUNS, {"most": most, "skipped": skipped}), archive.rows(f"{UNANSWERED} LIMIT 500"))


def run_page(archive: Archive, run_id: str) -> Sequence[Mapping[str, Any]]:
    """Every site's outcome in a run; nothing for a run nobody knows."""
    return archive.rows(_RUN, {"run": run_id})


def site_page(archive: Archive, site_id: str, backfills: Backfills | None = None) -> SitePage | None:
    """One site's page; None for a site that was neither registered nor crawled."""
    entry = archive.row(_KNOWN, {"site": site_id})
    outcomes = archive.rows(_SITE, {"site": site_id})
    if not (entry or outcomes):
        return None
    backfill = backfills.of(archive, site_id) if backfills else None
    return SitePage(site_id, entry, outcomes, archive.row(_REDESIGNED, {"site": site_id}), backfill)
