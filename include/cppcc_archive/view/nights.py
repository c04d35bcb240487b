"""How the nights went: runs, every site's state with its last thirty nights, and since when one does not answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from cppcc_archive.jobs.digest import GOOD, UNANSWERED
from cppcc_archive.jobs.progress import SiteProgress
from cppcc_archive.jobs.sitehealth import met_redesign_sql, redesigned_sql
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.backfill import Backfills

NIGHTS = 30
"""Nights that a strip shows."""

_SITES_A_PAGE = 100

_LONGEST_PAUSE = timedelta(days=31)
"""A run that left no outcome for so long is over."""

_SPARE = "least_pause_seconds - coalesce(asked_pause_seconds, 0)"
_MANNERS = f"""arg_min(least_pause_seconds, {_SPARE}) AS least_pause,
       arg_min_null(asked_pause_seconds, {_SPARE}) AS asked_pause, sum(too_many_requests)::BIGINT AS too_many"""
_RUNS = f"""
SELECT run_id, min(started_at) AS began, max(finished_at) AS ended, count(*) AS sites,
       count(*) FILTER {GOOD} AS answered,
       sum(requests)::BIGINT AS requests, sum(not_modified)::BIGINT AS not_modified, sum(articles_new)::BIGINT AS new,
       sum(articles_changed)::BIGINT AS changed, sum(articles_gone)::BIGINT AS gone,
       {_MANNERS}
FROM crawl_outcomes WHERE shard <> 'import' AND started_at >= $from GROUP BY run_id
HAVING began >= $since ORDER BY began DESC LIMIT $most OFFSET $skipped
"""
_RUN = f"""
SELECT o.*, name FROM crawl_outcomes o LEFT JOIN sites USING (site_id) WHERE run_id = $run
ORDER BY {GOOD}, result, site_id
"""
_SITE = "SELECT * FROM crawl_outcomes WHERE site_id = $site AND shard <> 'import' ORDER BY started_at DESC LIMIT 30"
_REDESIGNED = tuple(asks("site_id = $site") for asks in (redesigned_sql, met_redesign_sql))
_REDESIGNED_OF = tuple(asks("list_contains($sites, site_id)") for asks in (met_redesign_sql, redesigned_sql))
"""By what builds read, and by what the newest crawl met that nothing was built from yet."""
_KNOWN = "SELECT * FROM sites WHERE site_id = $site"
_NEWEST = "SELECT max(started_at) AS newest, min(started_at) AS oldest FROM crawl_outcomes WHERE shard <> 'import'"
_RECENT = f"""
SELECT site_id, any_value(name) AS name, arg_max(result, started_at) AS result,
       max(started_at) FILTER {GOOD} AS last_good,
       sum(requests)::BIGINT AS requests, {_MANNERS}, count(*) OVER () AS of
FROM crawl_outcomes LEFT JOIN sites USING (site_id)
WHERE shard <> 'import' AND started_at >= $since GROUP BY site_id
ORDER BY arg_max({GOOD}, started_at), site_id LIMIT {_SITES_A_PAGE} OFFSET $skipped
"""
_STRIPS = """
SELECT site_id, (started_at AT TIME ZONE 'Asia/Shanghai')::DATE AS night,
       arg_max(result, started_at) AS result, arg_max(run_id, started_at) AS run_id
FROM crawl_outcomes WHERE shard <> 'import' AND started_at >= $since AND list_contains($sites, site_id) GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Night:
    """How a site came out on one night, of several runs the last; None: it was not asked."""

    night: date
    result: str | None = None
    run_id: str | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """One site's nights up to the archive's newest, oldest first."""

    nights: tuple[Night, ...]

    @property
    def counts(self) -> Sequence[tuple[str, int]]:
        """Results and their nights, the most frequent first."""
        return Counter(one.result for one in self.nights if one.result).most_common()


@dataclass(frozen=True, slots=True)
class Nights:
    """The newest runs, what does not answer now, and a page of the sites asked in the last thirty nights, those that do
    not answer first: ``sites_in_all`` there are. ``strips`` by site; ``redesigned`` since when, by those that were in
    these nights, by the builds or the newest crawl."""

    runs: Sequence[Mapping[str, Any]]
    unanswered: Sequence[Mapping[str, Any]]
    sites: Sequence[Mapping[str, Any]]
    sites_in_all: int
    strips: Mapping[str, Strip]
    redesigned: Mapping[str, date] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """Pages of sites."""
        return -(-self.sites_in_all // _SITES_A_PAGE)

    def to_json(self) -> dict[str, Any]:
        """For monitoring: times as ISO 8601; ``strip`` of every site has its result of each of ``nights``, null where
        it was not asked."""
        days = [one.night for one in next(iter(self.strips.values())).nights] if self.strips else []

        def row(found: Mapping[str, Any]) -> dict[str, Any]:
            told = {name: _plain(value) for name, value in found.items() if name != "of"}
            if "site_id" in found:
                told["strip"] = [one.result for one in self.strips[found["site_id"]].nights]
                told["redesigned"] = _plain(self.redesigned.get(found["site_id"]))
            return told

        return {
            "nights": [day.isoformat() for day in days],
            "runs": [row(one) for one in self.runs],
            "unanswered": [row(one) for one in self.unanswered],
            "sites": [row(one) for one in self.sites],
            "sites_in_all": self.sites_in_all,
            "pages": self.pages,
        }


@dataclass(frozen=True, slots=True)
class SitePage:
    """One site: its entry where it has one, its last thirty outcomes, newest first, and since when (``first``) its
    pages, ``n`` of them, are of another template than all before, where they are; ``backfill`` says how far the past
    is filled in, where that was begun; ``unanswered`` since when it does not answer, where it does not."""

    site_id: str
    entry: Mapping[str, Any] | None
    outcomes: Sequence[Mapping[str, Any]]
    strip: Strip
    unanswered: Mapping[str, Any] | None = None
    redesigned: Mapping[str, Any] | None = None
    backfill: SiteProgress | None = None


def newest_runs(archive: Archive, most: int, skipped: int) -> list[dict[str, Any]]:
    """So many runs, the newest first, but for those that are ``skipped``. Of twenty years of outcomes those of the last
    weeks are grouped, and earlier ones only as far as it takes."""
    ends = archive.row(_NEWEST) or {}
    if ends.get("newest") is None:
        return []
    days = 2 * (most + skipped)
    while True:
        since = max(ends["newest"] - timedelta(days=days), ends["oldest"])
        # A run that began before has rows after: its first are read, too, or it would seem to have begun then.
        asked = {"since": since, "from": since - _LONGEST_PAUSE, "most": most, "skipped": skipped}
        found = archive.rows(_RUNS, asked)
        if len(found) == most or since == ends["oldest"]:
            return found
        days *= 4


def nights(archive: Archive, page: int = 1) -> Nights:
    """What a person looks at in the morning, and a program (``to_json``); ``page``, from 1, is that of the sites."""
    newest = _newest(archive)
    if newest is None:
        return Nights((), (), (), 0, {})
    runs = newest_runs(archive, NIGHTS, 0)
    unanswered = archive.rows(f"{UNANSWERED} LIMIT 500")
    sites = archive.rows(_RECENT, {"since": _first(newest), "skipped": (page - 1) * _SITES_A_PAGE})
    asked = {row["site_id"] for row in (*sites, *unanswered)}
    in_all = sites[0]["of"] if sites else 0
    redesigned = {
        row["site_id"]: row["first"].astimezone(SHANGHAI).date()
        for told in _REDESIGNED_OF
        for row in archive.rows(told, {"sites": sorted(asked)})
        if row["first"] >= _first(newest)
    }
    return Nights(runs, unanswered, sites, in_all, _strips(archive, newest, sorted(asked)), redesigned)


def run_page(archive: Archive, run_id: str) -> Sequence[Mapping[str, Any]]:
    """Every site's outcome in a run; nothing for a run nobody knows."""
    return archive.rows(_RUN, {"run": run_id})


def site_page(archive: Archive, site_id: str, backfills: Backfills | None = None) -> SitePage | None:
    """One site's page; None for a site that was neither registered nor crawled."""
    entry = archive.row(_KNOWN, {"site": site_id})
    outcomes = archive.rows(_SITE, {"site": site_id})
    if not (entry or outcomes):
        return None
    newest = _newest(archive)
    return SitePage(
        site_id,
        entry,
        outcomes,
        _strips(archive, newest, [site_id])[site_id] if newest else Strip(()),
        archive.row(f"SELECT * FROM ({UNANSWERED}) WHERE site_id = $site", {"site": site_id}),
        next((found for told in _REDESIGNED if (found := archive.row(told, {"site": site_id}))), None),
        backfills.of(archive, site_id) if backfills else None,
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _newest(archive: Archive) -> datetime | None:
    found: datetime | None = (archive.row(_NEWEST) or {}).get("newest")
    return found


def _first(newest: datetime) -> datetime:
    """Midnight in Shanghai of the first night of a strip."""
    return newest.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=NIGHTS - 1)


def _strips(archive: Archive, newest: datetime, sites: Sequence[str]) -> dict[str, Strip]:
    rows = archive.rows(_STRIPS, {"since": _first(newest), "sites": list(sites)})
    found = {(row["site_id"], row["night"]): Night(row["night"], row["result"], row["run_id"]) for row in rows}
    days = [_first(newest).date() + timedelta(days=number) for number in range(NIGHTS)]
    return {site: Strip(tuple(found.get((site, day)) or Night(day) for day in days)) for site in sites}
