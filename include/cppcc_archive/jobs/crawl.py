"""A crawl run: crawl one shard (planned in :mod:`cppcc_archive.jobs.plan`), judge the night.

One *run* has one id; a *shard* is the sites one task crawls side by side. Killed anywhere, the next try of the same run
id leaves out the sites that answered, adopts WARC objects that have no rows yet, and goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cppcc_archive.captures.model import Known
from cppcc_archive.captures.read import recalled
from cppcc_archive.crawl.model import Scope, SiteOutcome, SiteResult
from cppcc_archive.crawl.run import SideBySide, crawl_sites
from cppcc_archive.errors import ClockError, QuietNightError
from cppcc_archive.jobs.keptlists import KeptLists
from cppcc_archive.jobs.leases import StoreLeases
from cppcc_archive.jobs.plan import plan_run
from cppcc_archive.jobs.recording import Ledger, Recorder, is_first_try
from cppcc_archive.jobs.redesigns import NewPages
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.sites.model import Site
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.history import known_urls, outcomes_of_run, progress_of_walks
from cppcc_archive.tables.publish import publish_sites

ANSWERED = frozenset({SiteResult.OK, SiteResult.UNCHANGED, SiteResult.PARTIAL})
"""Results of a site that answered; the rest count towards a quiet night."""


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What a crawl of some sites came to; ``outcomes`` in the order the sites finished."""

    run_id: str
    shard: str
    outcomes: tuple[SiteOutcome, ...]
    captures: int

    @property
    def published_years(self) -> tuple[int, ...]:
        """The publication years that got something new: what is to be built."""
        return tuple(sorted({year for outcome in self.outcomes for year in outcome.published_years}))

    def to_json(self) -> dict[str, Any]:
        """A small JSON-able result: an Airflow task returns it, the command line prints it."""
        return {
            "run_id": self.run_id,
            "shard": self.shard,
            "captures": self.captures,
            "published_years": list(self.published_years),
            "sites": [outcome_json(outcome) for outcome in self.outcomes],
        }


def year_scope(year: int | None) -> Scope:
    """The scope of one publication year, or of an ordinary night when there is none."""
    return Scope() if year is None else Scope(since=date(year, 1, 1), until=date(year, 12, 31))


def new_run_id(now: datetime | None = None) -> str:
    """A run id for runs that Airflow did not name: UTC time to the microsecond, sortable."""
    return (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S%fZ")


def plan_shards(settings: Settings) -> list[dict[str, Any]]:
    """A night's shards, for programs that run it without Airflow and import nothing but this module: each to
    :func:`crawl_shard`, the results to :func:`collect`."""
    return plan_run(settings).shards


def crawl_shard(settings: Settings, shard: Mapping[str, Any], run_id: str, year: int | None = None) -> dict[str, Any]:
    """Crawl the sites of one planned shard (an Airflow mapped task); see :func:`crawl`."""
    registry = settings.registry()
    sites = [registry.get(site_id) for site_id in shard["sites"]]
    return crawl(settings, sites, year_scope(year), run_id=run_id, shard=str(shard["shard"])).to_json()


def crawl(
    settings: Settings,
    sites: Sequence[Site],
    scope: Scope,
    *,
    run_id: str | None = None,
    shard: str = "00",
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> CrawlSummary:
    """Crawl ``sites`` side by side; write WARC objects, ``captures`` and ``crawl_outcomes`` rows.

    A site that fails is an outcome, not an exception. StoreError and TableError come through: without a place to keep
    what is fetched, going on would only burden the sites. So does ClockError: what is not in the tables yet stays
    out of them. For a span of days it goes by what earlier crawls remember of the sites' lists, and adds to it.
    ``advance`` is told after each site how many are done, and of how many.
    """
    store = settings.open_store()
    run_id = run_id or new_run_id()
    tried = {outcome.site_id: outcome for outcome in outcomes_of_run(store, run_id, [site.id for site in sites])}
    # Whoever clears a failed night wants the sites asked again that did not answer.
    done = [outcome for outcome in tried.values() if outcome.result in ANSWERED]
    left = [site for site in sites if site.id not in {outcome.site_id for outcome in done}]
    known = known_urls(store, [site.id for site in left])
    started = datetime.now(UTC)
    is_first = bool(left) and is_first_try(store, run_id, shard)
    recorders = {
        site.id: Recorder(store, site, run_id, started, known[site.id], settings.contact, is_first) for site in left
    }
    if scope.nightly:  # old years' pages have old templates, and nothing was redesigned
        tables = Tables(store)
        for site_id, recorder in recorders.items():
            recorder.new_pages = NewPages(tables, site_id)
    ledger = Ledger(store, run_id, shard, recorders, tried)
    publish_sites(store, sites)
    lists = KeptLists(store)
    running = _crawled(settings, left, scope, run_id, known, recorders, lists)
    try:
        for outcome in running:
            ledger.add(outcome)
            lists.keep(outcome.site_id)
            advance(len(done) + ledger.taken, len(sites))
    except ClockError:
        # Wrongly dated rows would stand before all later ones; objects without rows are nothing to anybody.
        ledger.forget()
        raise
    except Exception:
        raise
    except BaseException:
        # Ctrl-C, a signal, a task's time: what the sites under way have brought is kept.
        for outcome in running.stop():
            ledger.add(outcome)
            lists.keep(outcome.site_id)
        raise
    finally:
        # Also when a store failure ends the run: finished sites are not asked again.
        running.close()
        ledger.flush()
    return CrawlSummary(run_id, shard, (*done, *ledger.outcomes), ledger.captures)


def collect(settings: Settings, results: Sequence[Mapping[str, Any]], expected_shards: Sequence[str]) -> dict[str, Any]:
    """Judge a night from its shards' results; the merged result names the years to build and what failed.

    Raises QuietNightError when a smaller share than ``settings.min_answered`` of the sites answered. The sites of a
    shard that brought no result at all count as unanswered (mapped results of failed tasks are missing, not null).
    """
    sites = [site for result in results for site in result["sites"]]
    missing = sorted(set(expected_shards) - {result["shard"] for result in results})
    answered = [site for site in sites if SiteResult(site["result"]) in ANSWERED]
    failed = [f"{site['site_id']}: {site['result']} ({site['reason']})" for site in sites if site not in answered]
    total = len(sites) + len(missing) * settings.shard_sites
    if not answered or len(answered) < settings.min_answered * total:
        raise QuietNightError(
            f"only {len(answered)} of about {total} sites answered (at least {settings.min_answered:.0%} must); "
            f"shards without a result: {', '.join(missing) or 'none'}; not answered: {'; '.join(failed[:20]) or 'none'}"
        )
    return {
        "published_years": sorted({year for result in results for year in result["published_years"]}),
        "captures": sum(result["captures"] for result in results),
        "answered": len(answered),
        "sites": len(sites),
        "failed": failed,
        "missing_shards": missing,
    }


def _crawled(
    settings: Settings,
    sites: Sequence[Site],
    scope: Scope,
    run_id: str,
    known: Mapping[str, Mapping[str, Known]],
    recorders: Mapping[str, Recorder],
    lists: KeptLists,
) -> SideBySide[SiteOutcome]:
    store = settings.open_store()
    progress = progress_of_walks(store, [site.id for site in sites]) if scope.nightly else {}
    return crawl_sites(
        sites,
        scope,
        settings.crawl(),
        run_id,
        known_of=lambda site: known.get(site.id, {}),
        sink_of=lambda site: recorders[site.id],
        recall=lambda page: recalled(store, page),
        progress_of=lambda site: progress.get(site.id, ()),
        lease_of=StoreLeases(store, run_id, hosts=len(sites)).of,
        lists_of=None if scope.nightly else lists.of,
    )


def outcome_json(outcome: SiteOutcome) -> dict[str, Any]:
    """The outcome as a task returns it and the command line prints it."""
    return {
        "site_id": outcome.site_id,
        "result": outcome.result.value,
        "reason": outcome.reason,
        "cms": outcome.cms,
        "requests": outcome.requests,
        "bytes_received": outcome.bytes_received,
        "not_modified": outcome.not_modified,
        "too_many_requests": outcome.too_many_requests,
        "least_pause_seconds": outcome.least_pause_seconds,
        "asked_pause_seconds": outcome.asked_pause_seconds,
        "links_seen": outcome.links_seen,
        "articles_new": outcome.articles_new,
        "articles_changed": outcome.articles_changed,
        "articles_unchanged": outcome.articles_unchanged,
        "articles_gone": outcome.articles_gone,
        "verdicts": outcome.verdicts,
        "published_years": list(outcome.published_years),
        "warnings": list(outcome.warnings),
    }
