"""A crawl run: plan shards, crawl one, judge the night.

One *run* has one id; a *shard* is the sites one task crawls side by side. Every exchange goes into the site's WARC
object, every capture and every site's outcome becomes a row, about once a minute. Killed anywhere, the next try of the
same run id leaves out the sites that have their outcome, adopts WARC objects that have no rows yet, and goes on.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from cppcc_archive.captures.model import Capture, CaptureKind, Exchange, Known, Verdict
from cppcc_archive.captures.read import recalled
from cppcc_archive.captures.records import identity
from cppcc_archive.captures.warc import WarcWriter
from cppcc_archive.cms.registry import family
from cppcc_archive.crawl.model import Scope, SiteOutcome, SiteResult
from cppcc_archive.crawl.run import crawl_sites
from cppcc_archive.errors import QuietNightError, RegistryError
from cppcc_archive.extract import extract
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.markup.urls import host_key
from cppcc_archive.sites.model import Site
from cppcc_archive.store.base import Store
from cppcc_archive.tables.history import known_urls, outcomes_of_run
from cppcc_archive.tables.publish import append_captures, append_outcomes, publish_sites

log = logging.getLogger(__name__)

ANSWERED = frozenset({SiteResult.OK, SiteResult.UNCHANGED, SiteResult.PARTIAL})
"""Results of a site that answered; the rest count towards a quiet night."""


FLUSH_SECONDS = 60.0
"""Finished sites wait at most about this long for their rows: fewer commits than sites, little to do again."""


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
            "sites": [_outcome_json(outcome) for outcome in self.outcomes],
        }


def year_scope(year: int | None) -> Scope:
    """The scope of one publication year, or of an ordinary night when there is none."""
    return Scope() if year is None else Scope(since=date(year, 1, 1), until=date(year, 12, 31))


def new_run_id(now: datetime | None = None) -> str:
    """A run id for runs that Airflow did not name: UTC time to the microsecond, sortable."""
    return (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S%fZ")


def plan_shards(settings: Settings) -> list[dict[str, Any]]:
    """The crawlable sites in shards of about ``settings.shard_sites``, dealt round so that slow provinces spread.

    Sites on one host stay together: only inside one process is a host asked one thing at a time. Each shard is
    ``{"shard": "03", "sites": [ids]}``. RegistryError when nothing is crawlable: an empty night is a mistake.
    """
    hosts: dict[str, list[str]] = {}
    for site in settings.registry().crawlable():
        hosts.setdefault(host_key(site.base_url).removeprefix("www."), []).append(site.id)
    if not hosts:
        raise RegistryError("no crawlable site in the registry: every entry is paused or retired, or the file is empty")
    shards: list[list[str]] = [[] for _ in range(-(-sum(map(len, hosts.values())) // settings.shard_sites))]
    for ids in hosts.values():
        min(shards, key=len).extend(ids)
    return [{"shard": f"{number:02d}", "sites": ids} for number, ids in enumerate(shards) if ids]


def crawl_shard(settings: Settings, shard: Mapping[str, Any], run_id: str, year: int | None = None) -> dict[str, Any]:
    """Crawl the sites of one planned shard (an Airflow mapped task); see :func:`crawl`."""
    registry = settings.registry()
    sites = [registry.get(site_id) for site_id in shard["sites"]]
    return crawl(settings, sites, year_scope(year), run_id=run_id, shard=str(shard["shard"])).to_json()


def crawl(
    settings: Settings, sites: Sequence[Site], scope: Scope, *, run_id: str | None = None, shard: str = "00"
) -> CrawlSummary:
    """Crawl ``sites`` side by side; write WARC objects, ``captures`` and ``crawl_outcomes`` rows.

    A site that fails is an outcome, not an exception. StoreError and TableError come through: without a place to keep
    what is fetched, going on would only burden the sites.
    """
    store = settings.open_store()
    run_id = run_id or new_run_id()
    done = outcomes_of_run(store, run_id, [site.id for site in sites])
    left = [site for site in sites if site.id not in {outcome.site_id for outcome in done}]
    known = known_urls(store, [site.id for site in left])
    started = datetime.now(UTC)
    recorders = {site.id: _Recorder(store, site, run_id, started, known[site.id], settings.contact) for site in left}
    ledger = _Ledger(store, run_id, shard)
    publish_sites(store, sites)
    try:
        for outcome in _crawled(settings, left, scope, run_id, known, recorders):
            found = recorders[outcome.site_id].commit()
            outcome.published_years = _years_to_build(found, recorders[outcome.site_id].known)
            ledger.add(outcome, found)
    finally:
        # Also when a store failure or Ctrl-C ends the run: finished sites are not asked again.
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


@dataclass
class _Ledger:
    """Rows of finished sites on their way to the tables: captures first, the outcome says that they are there."""

    store: Store
    run_id: str
    shard: str
    outcomes: list[SiteOutcome] = field(default_factory=list)
    captures: int = 0
    _waiting: list[tuple[SiteOutcome, list[Capture]]] = field(default_factory=list)
    _flushed_at: float = field(default_factory=time.monotonic)

    def add(self, outcome: SiteOutcome, captures: list[Capture]) -> None:
        self._waiting.append((outcome, captures))
        if time.monotonic() - self._flushed_at >= FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        captures = [capture for _, found in self._waiting for capture in found]
        outcomes = [outcome for outcome, _ in self._waiting]
        append_captures(self.store, captures, self.run_id, self.shard)
        append_outcomes(self.store, outcomes, self.run_id, self.shard)
        self.outcomes.extend(outcomes)
        self.captures += len(captures)
        self._waiting.clear()
        self._flushed_at = time.monotonic()


@dataclass
class _Recorder:
    """The sink of one site: exchanges into its WARC object, published years beside them."""

    store: Store
    site: Site
    run_id: str
    started_at: datetime
    known: Mapping[str, Known]
    operator: str | None = None
    writer: WarcWriter = field(init=False)

    def __post_init__(self) -> None:
        self.writer = WarcWriter(self.store, self.site.id, self.run_id, self.started_at, self.operator)

    def __call__(self, exchange: Exchange) -> None:
        known = self.known.get(identity(exchange))
        self.writer.add(exchange, published_year=published_year(exchange, known), known=known)

    def commit(self) -> list[Capture]:
        return self.writer.commit()


def _crawled(
    settings: Settings,
    sites: Sequence[Site],
    scope: Scope,
    run_id: str,
    known: Mapping[str, Mapping[str, Known]],
    recorders: Mapping[str, _Recorder],
) -> Iterator[SiteOutcome]:
    store = settings.open_store()
    return crawl_sites(
        sites,
        scope,
        settings.crawl(),
        run_id,
        known_of=lambda site: known.get(site.id, {}),
        sink_of=lambda site: recorders[site.id],
        recall=lambda page: recalled(store, page),
    )


def published_year(exchange: Exchange, known: Known | None) -> int | None:
    """The publication year of an article: as its page says, else its URL, its listing, what was known, the fetch's
    year.

    None for anything that is no article (listings, robots): they belong to no year.
    """
    if exchange.kind not in {CaptureKind.ARTICLE, CaptureKind.ATTACHMENT}:
        return None
    if exchange.kind is CaptureKind.ARTICLE and exchange.verdict is Verdict.OK:
        found = _printed_year(exchange)
        if found is not None:
            return found
    listed = exchange.listed_date or (family(exchange.cms or "generic").url_date(exchange.url))
    if listed is not None:
        return listed.year
    if known is not None and known.published_year is not None:
        return known.published_year
    return exchange.fetched_at.year


def _printed_year(exchange: Exchange) -> int | None:
    """The year a page says itself; a page that cannot be read costs no more than that, and the build will say so."""
    try:
        found = extract(exchange.body, exchange.url, _charset(exchange.header("content-type"))).published_at
    except Exception:
        log.warning("%s: reading a page for its date failed", exchange.site_id, exc_info=True)
        return None
    return found.year if found is not None else None


def _charset(content_type: str | None) -> str | None:
    _, _, label = (content_type or "").lower().partition("charset=")
    return label.split(";")[0].strip(" \"'") or None


def _years_to_build(captures: Sequence[Capture], known: Mapping[str, Known]) -> tuple[int, ...]:
    """Years in which an article is new, changed or gone; the year it was known under before is built too."""
    years: set[int] = set()
    for capture in captures:
        if capture.kind is CaptureKind.ARTICLE and capture.verdict not in {Verdict.UNCHANGED, Verdict.ERROR}:
            before = known.get(capture.requested_url)
            years.update(year for year in (capture.published_year, before and before.published_year) if year)
    return tuple(sorted(years))


def _outcome_json(outcome: SiteOutcome) -> dict[str, Any]:
    return {
        "site_id": outcome.site_id,
        "result": outcome.result.value,
        "reason": outcome.reason,
        "cms": outcome.cms,
        "requests": outcome.requests,
        "bytes_received": outcome.bytes_received,
        "not_modified": outcome.not_modified,
        "links_seen": outcome.links_seen,
        "articles_new": outcome.articles_new,
        "articles_changed": outcome.articles_changed,
        "articles_unchanged": outcome.articles_unchanged,
        "articles_gone": outcome.articles_gone,
        "verdicts": outcome.verdicts,
        "published_years": list(outcome.published_years),
        "warnings": list(outcome.warnings),
    }
