"""What a run writes down: exchanges into the site's WARC object; captures, confirmations and outcomes as rows, every
few minutes."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cppcc_archive.captures.model import Capture, CaptureKind, Confirmation, Exchange, Known, Verdict
from cppcc_archive.captures.records import confirmation, identity
from cppcc_archive.captures.warc import WarcWriter, run_in_key
from cppcc_archive.cms.registry import family
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.crawl.text import printable
from cppcc_archive.errors import ObjectExistsError, StoreError
from cppcc_archive.extract import extract
from cppcc_archive.files.sniff import is_page
from cppcc_archive.jobs.redesigns import NewPages
from cppcc_archive.sites.model import Site
from cppcc_archive.store.base import TRIES, Store
from cppcc_archive.tables.publish import append_captures, append_confirmed, append_outcomes

log = logging.getLogger(__name__)

FLUSH_SECONDS = 300.0
"""Finished sites wait at most about this long for their rows: few commits a shard, little to do again."""

_BUILT = frozenset({Verdict.OK, Verdict.GONE, Verdict.TOMBSTONE})

MOST_LOST = 20
"""Exchanges that could not be kept of which a site's outcome names each."""


def is_first_try(store: Store, run_id: str, shard: str) -> bool:
    """Note that a shard of a run is begun. Whether no earlier try of it was: then none can have left objects that have
    no rows, and no site need be looked through for them."""
    try:
        store.put_new(f"{TRIES}{run_in_key(run_id)}-{run_in_key(shard)}", uuid.uuid4().hex.encode())
    except ObjectExistsError:
        return False
    return True


@dataclass
class Recorder:
    """The sink of one site: exchanges into its WARC object, published years beside them."""

    store: Store
    site: Site
    run_id: str
    started_at: datetime
    known: Mapping[str, Known]
    operator: str | None = None
    is_first: bool = False
    new_pages: NewPages | None = None
    lost: list[str] = field(default_factory=list)
    confirmed: list[Confirmation] = field(default_factory=list)
    writer: WarcWriter = field(init=False)

    def __post_init__(self) -> None:
        self.writer = WarcWriter(
            self.store, self.site.id, self.run_id, self.started_at, self.operator, is_first=self.is_first
        )

    def __call__(self, exchange: Exchange) -> None:
        """Take one exchange; one that no record can hold is lost by itself, and said so. Raises OSError (no room)."""
        known = self.known.get(identity(exchange))
        confirmed = confirmation(exchange, known)
        if confirmed is not None:
            # Nothing new is no record and no row: that the page was there is remembered.
            self.confirmed.append(confirmed)
            return
        try:
            self.writer.add(exchange, published_year=published_year(exchange, known), known=known)
        except (OSError, StoreError):
            raise
        except Exception as error:
            log.warning("%s: an exchange cannot be kept", self.site.id, exc_info=True)
            self.lost.append(printable(f"{exchange.requested_url} could not be kept: {error!r}", 300))
            return
        if self.new_pages is not None:
            self.new_pages.add(exchange)

    def warnings(self) -> tuple[str, ...]:
        """What the site's outcome is to say of what it brought."""
        return (*(self.new_pages.warning() if self.new_pages else ()), *self.lost[:MOST_LOST])

    def commit(self) -> list[Capture]:
        """Write the site's object; its captures. Raises StoreError."""
        return self.writer.commit()


@dataclass
class Ledger:
    """Rows of finished sites on their way to the tables: captures first, the outcome says that they are there.

    ``tried`` are the outcomes that an earlier try of the run left behind: what came then counts too.
    """

    store: Store
    run_id: str
    shard: str
    recorders: Mapping[str, Recorder]
    tried: Mapping[str, SiteOutcome] = field(default_factory=dict)
    outcomes: list[SiteOutcome] = field(default_factory=list)
    captures: int = 0
    _waiting: list[tuple[SiteOutcome, list[Capture]]] = field(default_factory=list)
    _flushed_at: float = field(default_factory=time.monotonic)

    def add(self, outcome: SiteOutcome) -> None:
        """Write what a site brought and take its outcome."""
        recorder = self.recorders[outcome.site_id]
        try:
            captures = recorder.commit()
        except ObjectExistsError as error:
            captures = []
            outcome.result, outcome.reason = SiteResult.ERROR, printable(f"nothing could be kept: {error}", 300)
        outcome.published_years = years_to_build(captures, recorder.known)
        outcome.warnings = (*outcome.warnings, *recorder.warnings())
        before = self.tried.get(outcome.site_id)
        self._waiting.append((_together(before, outcome) if before else outcome, captures))
        if time.monotonic() - self._flushed_at >= FLUSH_SECONDS:
            self.flush()

    @property
    def taken(self) -> int:
        """Sites taken so far, their rows written or not."""
        return len(self.outcomes) + len(self._waiting)

    def forget(self) -> None:
        """Let the rows go that are not written yet."""
        self._waiting.clear()

    def flush(self) -> None:
        """Write the rows of the sites taken so far. Raises StoreError."""
        captures = [capture for _, found in self._waiting for capture in found]
        refused = append_captures(self.store, captures, self.run_id, self.shard)
        outcomes = [outcome for outcome, _ in self._waiting]
        confirmed = {outcome.site_id: self.recorders[outcome.site_id].confirmed for outcome in outcomes}
        append_confirmed(self.store, confirmed, self.run_id, self.shard)
        for outcome in outcomes:
            reasons = (printable(reason, 300) for reason in refused.get(outcome.site_id, ())[:MOST_LOST])
            outcome.warnings = (*outcome.warnings, *reasons)
        append_outcomes(self.store, outcomes, self.run_id, self.shard)
        self.outcomes.extend(outcomes)
        self.captures += len(captures)
        self._waiting.clear()
        self._flushed_at = time.monotonic()


def _together(first: SiteOutcome, second: SiteOutcome) -> SiteOutcome:
    """The outcome of a site that one run tried twice: how it came out in the end, and what both tries cost and
    brought."""
    counted = ("requests", "bytes_received", "not_modified", "links_seen")
    articles = ("articles_new", "articles_changed", "articles_unchanged", "articles_gone")
    sums: dict[str, Any] = {name: getattr(first, name) + getattr(second, name) for name in (*counted, *articles)}
    verdicts = {name: first.verdicts.get(name, 0) + count for name, count in second.verdicts.items()}
    return replace(
        second,
        started_at=first.started_at,
        cms=second.cms or first.cms,
        verdicts=first.verdicts | verdicts,
        published_years=tuple(sorted({*first.published_years, *second.published_years})),
        **sums,
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
    if not is_page(exchange.body):
        return None
    try:
        found = extract(exchange.body, exchange.url, _charset(exchange.header("content-type"))).published_at
    except Exception:
        log.warning("%s: reading a page for its date failed", exchange.site_id, exc_info=True)
        return None
    return found.year if found is not None else None


def _charset(content_type: str | None) -> str | None:
    _, _, label = (content_type or "").lower().partition("charset=")
    return label.split(";")[0].strip(" \"'") or None


def years_to_build(captures: Sequence[Capture], known: Mapping[str, Known]) -> tuple[int, ...]:
    """Years in which an article is new, changed or gone; the year it was known under before is built too."""
    years: set[int] = set()
    for capture in captures:
        if capture.kind is CaptureKind.ARTICLE and capture.verdict in _BUILT:
            before = known.get(capture.requested_url)
            years.update(year for year in (capture.published_year, before and before.published_year) if year)
    return tuple(sorted(years))
