"""What the crawler's tests share: a crawl of a simulated site with everything it handed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cppcc_archive.captures.model import CaptureKind, Exchange, Known, Verdict
from cppcc_archive.crawl.lists import ListMemory
from cppcc_archive.crawl.memory import FAILED
from cppcc_archive.crawl.model import CrawlSettings, Scope, SiteOutcome
from cppcc_archive.crawl.run import crawl_site
from cppcc_archive.crawl.wanted import page_of
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import canonical
from cppcc_archive.sites.model import Site

TIMER = 0.02
"""Seconds by which a pause may seem short: what timers and the log's clock allow themselves."""

SETTINGS = CrawlSettings(contact=None, timeout_seconds=8.0, retries=2, backoff_seconds=0.02)


@dataclass
class Night:
    """One crawl: its outcome, what went to the sink, and what the archive knows afterwards."""

    outcome: SiteOutcome
    exchanges: list[Exchange]
    known: dict[str, Known] = field(default_factory=dict)

    def of(self, kind: CaptureKind) -> list[Exchange]:
        """The exchanges of one kind, in the order they were made (what was doubted comes to the sink last)."""
        return sorted((one for one in self.exchanges if one.kind is kind), key=lambda one: one.fetched_at)

    def paths(self, kind: CaptureKind) -> list[str]:
        """Their requested paths."""
        return ["/" + exchange.requested_url.split("/", 3)[3] for exchange in self.of(kind)]


def site_at(base_url: str, **entry: Any) -> Site:
    """The registry entry of a simulated site: no pause, private addresses allowed."""
    return Site.model_validate(
        {"id": "yunshan", "name": "云山区政协", "base_url": base_url, "delay_seconds": 0, "allow_private_address": True}
        | entry
    )


def crawl(
    base_url: str,
    known: Mapping[str, Known] | None = None,
    scope: Scope | None = None,
    settings: CrawlSettings = SETTINGS,
    progress: Sequence[str] | None = (),
    lists: dict[str, ListMemory] | None = None,
    pages: dict[str, Page] | None = None,
    **entry: Any,
) -> Night:
    """One night over one site; ``progress`` as the outcome of the night before has it, ``lists`` what backfills
    remember, ``pages`` those that were kept (they change)."""
    exchanges: list[Exchange] = []
    before = dict(known or {})
    site, wanted = site_at(base_url, **entry), scope or Scope()
    kept = pages if pages is not None else {}
    outcome = crawl_site(
        site, wanted, settings, "run-1", before, exchanges.append, progress=progress or (), lists=lists,
        recall=lambda page: kept.get(page.url),
    )  # fmt: skip
    kept |= {canonical(one.requested_url): page_of(one) for one in exchanges if one.verdict is Verdict.OK}
    return Night(outcome, exchanges, before | learned(exchanges, before))


def learned(exchanges: Iterable[Exchange], before: Mapping[str, Known]) -> dict[str, Known]:
    """What the captures table would tell the next run: an unchanged look keeps what was known."""
    found: dict[str, Known] = {}
    for exchange in exchanges:
        if exchange.kind is CaptureKind.REDIRECT or exchange.status is None:
            continue  # without an answer there is no capture
        key = canonical(exchange.requested_url)
        old = found.get(key) or before.get(key)
        if exchange.verdict in FAILED and old is not None:
            # A night ago, as the next one sees it.
            found[key] = replace(
                old, failures=old.failures + 1, captured_at=exchange.fetched_at - timedelta(days=1)
            )  # fmt: skip
        elif exchange.verdict is Verdict.UNCHANGED and old is not None:
            found[key] = Known(
                old.url, old.kind, old.verdict, old.payload_digest, old.etag, old.last_modified, exchange.fetched_at,
                old.published_year, old.capture_id, old.origin, old.listed_title, old.listed_date, 0, old.column,
            )  # fmt: skip
        else:
            title, day, column = exchange.listed_title, exchange.listed_date, exchange.column_url
            if column is None and old is not None:
                title, day, column = old.listed_title, old.listed_date, old.column
            found[key] = Known(
                exchange.requested_url, exchange.kind, exchange.verdict, exchange.payload_digest,
                exchange.header("etag"), exchange.header("last-modified"), exchange.fetched_at,
                exchange.listed_date.year if exchange.listed_date else None, f"capture-{len(found)}",
                None, title, day, 0, column,
            )  # fmt: skip
    return found


def in_minutes(minutes: float) -> datetime:
    """A deadline."""
    return datetime.now(UTC) + timedelta(minutes=minutes)
