"""What a crawl is asked for and what it answers: the plan, the outcome of one site, and the ports to the outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from cppcc_archive.captures.model import Exchange, Known

if TYPE_CHECKING:
    from cppcc_archive.markup.page import Page


class SiteResult(StrEnum):
    """How a site came out of a run. Only ``ok`` and ``unchanged`` count as answered.

    ``silent``: it answered but listed nothing, or fewer links than its expectation. ``refused``: robots.txt or
    policy forbids.
    ``partial``: a budget or the night's window ended before the walk did; what was fetched is kept.
    ``stopped``: the run was ended from outside; what was fetched is kept, and the same run tried again goes on.
    ``busy``: another run is talking to the host. ``outage``, ``redesigned``: most known articles were not there, though
    the lists still have them, or have others instead; nothing counts as deleted for it.
    """

    OK = "ok"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    SILENT = "silent"
    BLOCKED = "blocked"
    REFUSED = "refused"
    ERROR = "error"
    STOPPED = "stopped"
    BUSY = "busy"
    OUTAGE = "outage"
    REDESIGNED = "redesigned"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run wants. ``since``/``until`` bound publication dates (a backfill year is 1 Jan to 31 Dec, inclusive);
    neither set is a nightly walk, which stops at known pages and rechecks known articles at an age-dependent pace."""

    since: date | None = None
    until: date | None = None

    @property
    def nightly(self) -> bool:
        """Whether this is an ordinary night."""
        return self.since is None and self.until is None


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """The operator's settings, the same for all sites of a run.

    ``max_page_bytes`` bounds HTML, whose tree takes many times its size; ``max_body_bytes`` everything. What is beyond
    is not fetched: the capture is kept, marked as truncated. ``max_reading_seconds`` bounds the CPU time in which one
    site's answers are read.
    """

    contact: str | None
    hosts: int = 32
    timeout_seconds: float = 30.0
    max_body_bytes: int = 32 << 20
    max_page_bytes: int = 8 << 20
    max_ratio: int = 200
    max_redirects: int = 5
    retries: int = 3
    backoff_seconds: float = 2.0
    breaker_failures: int = 5
    max_reading_seconds: float = 600.0
    deadline: datetime | None = None
    proxies: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SiteOutcome:
    """One row of ``crawl_outcomes``: one site in one run, whatever happened.

    ``progress`` is how far the lists were read, as :mod:`~cppcc_archive.crawl.progress` writes it; None where the run
    was no ordinary night and says nothing about that. ``least_pause_seconds`` is the time between the end of an
    exchange with a host of the site and the next request to it, whoever made either in this run, and
    ``asked_pause_seconds`` what it should have been (the site's delay, its robots.txt's if longer), of the two requests
    where least was to spare; None where no host was asked twice. ``too_many_requests`` counts answers 429.
    """

    run_id: str
    site_id: str
    result: SiteResult
    reason: str
    started_at: datetime
    finished_at: datetime
    cms: str | None = None
    requests: int = 0
    bytes_received: int = 0
    not_modified: int = 0
    too_many_requests: int | None = 0
    least_pause_seconds: float | None = None
    asked_pause_seconds: float | None = None
    links_seen: int = 0
    articles_new: int = 0
    articles_changed: int = 0
    articles_unchanged: int = 0
    articles_gone: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)
    published_years: tuple[int, ...] = ()
    progress: tuple[str, ...] | None = None
    warnings: tuple[str, ...] = ()

    def note_manners(self, paused: float | None, asked: float, status: int) -> None:
        """Keep what a request says of our manners: the seconds of pause before it beside those it had to keep, and
        whether it was too many."""
        kept, due = self.least_pause_seconds, self.asked_pause_seconds or 0.0
        if paused is not None and (kept is None or paused - asked < kept - due):
            self.least_pause_seconds, self.asked_pause_seconds = paused, asked
        self.too_many_requests = (self.too_many_requests or 0) + (status == 429)


class Sink(Protocol):
    """Where the crawler hands every exchange it made (robots, listings, articles, attachments; also failed ones)."""

    def __call__(self, exchange: Exchange, /) -> None:
        """Take one exchange; called from the site's worker thread, in order."""


Recall = Callable[[Known], "Page | None"]
"""The page as it was last kept; None where that cannot be had."""

KnownUrls = Mapping[str, Known]
"""Canonical URL to what the archive knows of it; iterated for the pages to check again."""
