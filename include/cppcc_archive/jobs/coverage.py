"""What the archive covers: of each site, which publication years have reports, and which years no work report tells of.

The gaps are what a backfill is for, or what a site has deleted before the archive came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from cppcc_archive.sites.divisions import iter_divisions
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import query

_YEARS = """
SELECT site_id, published_year AS year, count(*) AS reports,
    count(*) FILTER (doc_type = 'standing_committee_report') AS work_reports,
    count(*) FILTER (doc_type = 'proposal_report') AS proposal_reports,
    count(*) FILTER (gone_since IS NOT NULL) AS gone
FROM reports GROUP BY ALL ORDER BY site_id, year
"""
_ORIGINS = """
SELECT reports.site_id, reports.published_year AS year, coalesce(origin, 'live') AS origin, count(*) AS reports
FROM reports JOIN captures USING (capture_id) GROUP BY ALL ORDER BY ALL
"""
_REVIEWED = """
SELECT site_id, list(DISTINCT year_reviewed ORDER BY year_reviewed) AS years
FROM reports WHERE doc_type = 'standing_committee_report' AND year_reviewed IS NOT NULL GROUP BY site_id
"""


@dataclass(frozen=True, slots=True)
class Year:
    """One publication year of a site: reports of all kinds, of two kinds, and how many the site has deleted since.

    ``origins`` says where their standing texts come from: live, wayback, commoncrawl, cdx, import.
    """

    year: int
    reports: int
    work_reports: int
    proposal_reports: int
    gone: int
    origins: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteCoverage:
    """What there is of one site. ``reviewed`` are the years its work reports look back on; ``missing`` those between
    the first and the last that no work report of its division looks back on, on whichever site (a committee may have
    moved). ``status`` is None for a site that left the registry."""

    site_id: str
    name: str
    division_code: str | None
    status: str | None
    years: tuple[Year, ...]
    reviewed: tuple[int, ...]
    missing: tuple[int, ...] = ()

    @property
    def committee(self) -> str:
        """Whose site it is: the division's, or its own where that is not known."""
        return self.division_code or self.site_id

    def to_json(self) -> dict[str, Any]:
        """One entry of ``sites`` in what ``cppcc coverage`` prints."""
        return {**asdict(self), "reports": sum(year.reports for year in self.years)}


def coverage(store: Store, registry: Registry) -> list[SiteCoverage]:
    """Every site of the registry and every one that has reports, by division and id."""
    years: dict[str, list[Year]] = {}
    origins: dict[tuple[str, int], dict[str, int]] = {}
    for row in query(store, _ORIGINS).to_pylist():
        origins.setdefault((row["site_id"], row["year"]), {})[row["origin"]] = row["reports"]
    for row in query(store, _YEARS).to_pylist():
        of = origins.get((row["site_id"], row["year"]), {})
        years.setdefault(row.pop("site_id"), []).append(Year(**row, origins=of))
    reviewed = {row["site_id"]: tuple(row["years"]) for row in query(store, _REVIEWED).to_pylist()}
    named: dict[str, tuple[str, str | None, str | None]] = {site_id: (site_id, None, None) for site_id in years}
    for row in query(store, "FROM sites").to_pylist():
        if row["site_id"] in years:
            named[row["site_id"]] = row["name"], row["division_code"], None
    named |= {site.id: (site.name, site.division_code, site.status.value) for site in registry.sites}
    found = [
        SiteCoverage(site_id, *facts, tuple(years.get(site_id, ())), reviewed.get(site_id, ()))
        for site_id, facts in named.items()
    ]
    gaps = _gaps(found)
    return sorted(
        (replace(one, missing=gaps[one.committee]) for one in found),
        key=lambda one: (one.division_code or "", one.site_id),
    )


def _gaps(sites: list[SiteCoverage]) -> dict[str, tuple[int, ...]]:
    """By committee, the years without a work report between the first and the last that have one."""
    reviewed: dict[str, set[int]] = {}
    for one in sites:
        reviewed.setdefault(one.committee, set()).update(one.reviewed)
    return {
        name: tuple(year for year in range(min(years), max(years)) if year not in years) if years else ()
        for name, years in reviewed.items()
    }


def summary(sites: list[SiteCoverage]) -> dict[str, Any]:
    """The shape ``cppcc coverage`` prints: the sites, and how much of the country that is."""
    counties = {one.code for one in iter_divisions() if one.level == "county" and one.valid_to is None}
    covered = {one.division_code for one in sites if one.years}
    return {
        "sites": [one.to_json() for one in sites],
        "sites_with_reports": sum(bool(one.years) for one in sites),
        "reports": sum(year.reports for one in sites for year in one.years),
        "work_reports": sum(year.work_reports for one in sites for year in one.years),
        "missing_work_reports": sum(map(len, _gaps(sites).values())),
        "counties": len(counties),
        "counties_with_reports": len(counties & covered),
    }
