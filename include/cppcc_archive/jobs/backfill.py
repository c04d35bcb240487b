"""A backfill: the sites of a shard for one publication year, slice by slice and night by night, until they are done.

A slice is a crawl within each site's own budget (``max_pages_per_run``): what it brought is committed, and what it
learned of the lists is kept. Killed anywhere, the next try goes on with the slice that was under way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.jobs.crawl import crawl, outcome_json, year_scope
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.sites.model import Site
from cppcc_archive.tables.history import outcomes_of_run

UNFINISHED = frozenset({SiteResult.PARTIAL, SiteResult.BUSY, SiteResult.STOPPED})
"""Results of a site that is to go on."""

_INTERRUPTED = UNFINISHED - {SiteResult.PARTIAL}
"""Those that go on in the same slice; one whose budget is spent goes on in the next."""

_SUMS = ("requests", "bytes_received", "not_modified", "links_seen")
_ARTICLES = ("articles_new", "articles_changed", "articles_unchanged", "articles_gone")


def fill_shard(settings: Settings, shard: Mapping[str, Any], run_id: str, year: int) -> dict[str, Any]:
    """Crawl the sites of a planned shard for a year until all are done, the night ends, or each has made
    ``settings.backfill_requests`` requests. The result is a crawl's, over all slices; ``unfinished`` names the sites
    that go on another night (call it again with the same run id)."""
    registry = settings.registry()
    pending: Sequence[Site] = [registry.get(site_id) for site_id in shard["sites"]]
    end = settings.crawl().deadline
    store = settings.open_store()
    outcomes: dict[str, list[SiteOutcome]] = {site.id: [] for site in pending}
    spent = dict.fromkeys(outcomes, 0)
    captures = 0
    for number in count():
        name = run_id if number == 0 else f"{run_id}-{number:04d}"
        before = {one.site_id: one for one in outcomes_of_run(store, name, [site.id for site in pending])}
        if any(site.id not in before or before[site.id].result in _INTERRUPTED for site in pending):
            if end is not None and datetime.now(UTC) >= end:
                break
            summary = crawl(settings, pending, year_scope(year), run_id=name, shard=str(shard["shard"]))
            captures += summary.captures
            found = {one.site_id: one for one in summary.outcomes}
            for site_id in found.keys() - before.keys():
                spent[site_id] += found[site_id].requests
        else:
            found = before
        for site_id, outcome in found.items():
            outcomes[site_id].append(outcome)
        pending = [
            site
            for site in pending
            if site.id in found
            and found[site.id].result is SiteResult.PARTIAL
            and spent[site.id] < settings.backfill_requests
        ]
        if not pending:
            break
    sites = [_together(found) for found in outcomes.values() if found]
    unfinished = sorted(site_id for site_id, found in outcomes.items() if not found or found[-1].result in UNFINISHED)
    return {
        "run_id": run_id,
        "shard": str(shard["shard"]),
        "captures": captures,
        "published_years": sorted({found for site in sites for found in site["published_years"]}),
        "sites": sites,
        "unfinished": unfinished,
    }


def _together(slices: Sequence[SiteOutcome]) -> dict[str, Any]:
    """One site over its slices: the last one's result, everybody's numbers."""
    whole = outcome_json(slices[-1])
    for name in (*_SUMS, *_ARTICLES):
        whole[name] = sum(getattr(one, name) for one in slices)
    verdicts: dict[str, int] = {}
    for one in slices:
        for verdict, number in one.verdicts.items():
            verdicts[verdict] = verdicts.get(verdict, 0) + number
    years = sorted({year for one in slices for year in one.published_years})
    return {**whole, "verdicts": verdicts, "published_years": years}
