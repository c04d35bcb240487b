"""One request at a time per host, with a pause between two; budgets; and the breaker for hosts that fail.

A :class:`Hosts` is shared by every crawl of a run, so that two sites on one host, or a link from one site to another's
host, cannot make two requests at once.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

from cppcc_archive.crawl.clock import Witnesses
from cppcc_archive.crawl.guard import HangUp, is_loopback_url, numeric_host
from cppcc_archive.crawl.model import SiteResult
from cppcc_archive.crawl.robots import Rules
from cppcc_archive.markup.urls import host_key

JITTER = 0.1
"""A pause is the delay and up to this share more, so that sites behind one machine do not beat in step."""


OVERDRAFT = 50
"""Requests beyond a site's budget for the attachments and further pages of its last article."""


MOST_READING = 600.0
"""CPU seconds of reading that one site's pages may cost in one run; an ordinary night takes some ten."""

STOPPED = "the run was ended from outside: what came is kept, the next try or night goes on from there"


class CrawlStopError(Exception):
    """The crawl of this site ends here; ``result`` says how it would come out."""

    def __init__(self, result: SiteResult, reason: str) -> None:
        super().__init__(reason)
        self.result, self.reason = result, reason


@dataclass(slots=True)
class Budget:
    """What a site may cost in one run.

    ``wire_bytes`` counts what came over the wire, ``end`` is monotonic seconds, ``read_seconds`` the CPU time of the
    site's thread in readers of its answers.
    """

    max_requests: int
    max_bytes: int
    end: float
    end_reason: str
    requests: int = 0
    wire_bytes: int = 0
    max_reading: float = MOST_READING
    read_seconds: float = 0.0
    _extra: int = 0

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """What belongs to an article begun may overdraw the requests and bytes (not the time) by a little.

        Tomorrow the article is known and unchanged, and nobody would look for its missing attachments.
        """
        self._extra = OVERDRAFT
        try:
            yield
        finally:
            self._extra = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Count the CPU time of this thread; what is read within it must not ask for anything."""
        start = time.thread_time()
        try:
            yield
        finally:
            self.read_seconds += time.thread_time() - start

    def check(self, wait: float = 0.0) -> None:
        """Raise CrawlStopError when a request ``wait`` seconds from now would be one too many."""
        if self.requests >= self.max_requests + self._extra:
            raise CrawlStopError(SiteResult.PARTIAL, _spent(f"{self.max_requests} requests", "max_pages_per_run"))
        if self.wire_bytes >= self.max_bytes * (2 if self._extra else 1):
            raise CrawlStopError(SiteResult.PARTIAL, _spent(f"{self.max_bytes >> 20} MB", "max_megabytes_per_run"))
        if self.read_seconds >= self.max_reading:
            raise CrawlStopError(SiteResult.PARTIAL, _hard_to_read(self.max_reading))
        if time.monotonic() + wait >= self.end:
            raise CrawlStopError(SiteResult.PARTIAL, self.end_reason)


def _spent(what: str, setting: str) -> str:
    """Why a budget ended a crawl, and what to do when it does so every night."""
    return f"budget of {what} spent: the next night goes on from there; if it lasts, raise {setting} of its entry"


def _hard_to_read(seconds: float) -> str:
    """Why a site's night ended whose pages cost too much to read."""
    return (
        f"reading its pages took {seconds:g} CPU seconds, more than a site may cost: look at what it sends "
        "(cppcc sites check), narrow its columns, or pause the entry"
    )


def budget(
    max_requests: int,
    max_megabytes: int,
    max_minutes: float,
    deadline: datetime | None,
    max_reading: float = MOST_READING,
) -> Budget:
    """The budget of one site, bounded by its own minutes, by the night's ``deadline``, and in what reading costs."""
    now = time.monotonic()
    end, reason = now + max_minutes * 60, _spent(f"{max_minutes:g} minutes", "max_minutes_per_run")
    if deadline is not None:
        night = now + (deadline - datetime.now(UTC)).total_seconds()
        if night < end:
            end, reason = night, "the night's window ended"
    return Budget(max_requests, max_megabytes << 20, end, reason, max_reading=max_reading)


@lru_cache(maxsize=8192)
def unit(url: str) -> str:
    """The unit of politeness ``url`` belongs to: its host, one for all ports, with and without ``www.`` and final dot.

    They are one machine, as a rule. On this machine every port is a site of its own: nobody but the operator is
    burdened, and one local proxy or mirror must not slow the next.
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    if is_loopback_url(url):
        port = host_key(url).rpartition("]")[2].partition(":")[2]
        return f"{'127.0.0.1' if host in {'localhost', '::1'} else numeric_host(host)}:{port}"
    return numeric_host(host) or host.removeprefix("www.")


class BusyHostError(CrawlStopError):
    """Another run is talking to the host."""

    def __init__(self, reason: str) -> None:
        super().__init__(SiteResult.BUSY, reason)


class Lease(Protocol):
    """This run's right to talk to one :func:`unit`, which no other run has at the same time."""

    def keep(self, pause: Callable[[float], bool]) -> float:
        """Get it, or hold on to it for at least the time of one exchange; the seconds to wait before the next request.

        Waits (by ``pause``, which says whether to give up) for a holder that died. Raises BusyHostError when another
        run has it and lives.
        """

    def release(self, seconds: float) -> None:
        """Let go; who is next has to wait that long."""


@dataclass(slots=True)
class Gate:
    """The door to one unit of politeness: who holds a turn is the only one talking to it.

    ``rules`` are robots.txt rules by host and port with the monotonic time until which they hold.
    """

    stop: threading.Event
    slots: threading.Semaphore
    lock: threading.Lock = field(default_factory=threading.Lock)
    ready_at: float = 0.0
    ended_at: float | None = None
    failures: int = 0
    rules: dict[str, tuple[Rules, float]] = field(default_factory=dict)
    lease: Lease | None = None

    def keep_lease(self) -> None:
        """Make sure that no other run talks to the host while this one does. Raises BusyHostError."""
        if self.lease is not None and (seconds := self.lease.keep(self.stop.wait)):
            self.hold(seconds)

    def release(self) -> None:
        """Leave the host to other runs."""
        if self.lease is not None:
            self.lease.release(max(0.0, self.ready_at - time.monotonic()))

    @contextmanager
    def turn(self, delay: float, budget: Budget) -> Iterator[float | None]:
        """Hold the host for one request, once ``delay`` seconds have passed since the last one ended; gives the seconds
        that have really passed, None for the first.

        Raises CrawlStopError when the wait would outlast the budget or the run is being stopped.
        """
        with self.lock:
            self.keep_lease()
            wait = max(0.0, self.ready_at - time.monotonic())
            budget.check(wait)
            if self.stop.wait(wait) if wait else self.stop.is_set():
                raise CrawlStopError(SiteResult.STOPPED, STOPPED)
            with self.slots:
                self.keep_lease()
                budget.requests += 1
                try:
                    yield None if self.ended_at is None else time.monotonic() - self.ended_at
                finally:
                    self.ended_at = time.monotonic()
                    self.ready_at = self.ended_at + delay * (1 + JITTER * random.random())

    def hold(self, seconds: float) -> None:
        """Let nobody in for ``seconds`` (Retry-After, backoff)."""
        self.ready_at = max(self.ready_at, time.monotonic() + seconds)


class Hosts:
    """All gates of a run. ``side_by_side`` hosts are talked to at one moment; those that only wait are not counted."""

    def __init__(self, side_by_side: int, lease_of: Callable[[str], Lease] | None = None) -> None:
        self.stop = threading.Event()
        self.hang_up = HangUp()
        self.clock = Witnesses()
        self._lease_of = lease_of
        self._slots = threading.Semaphore(side_by_side)
        self._gates: dict[str, Gate] = {}
        self._lock = threading.Lock()

    def gate(self, url: str) -> Gate:
        """The gate of the :func:`unit` that ``url`` belongs to."""
        name = unit(url)
        with self._lock:
            if name not in self._gates:
                lease = self._lease_of(name) if self._lease_of else None
                self._gates[name] = Gate(self.stop, self._slots, lease=lease)
            return self._gates[name]

    def end(self) -> None:
        """End every crawl over these hosts: what waits for its turn gives up, running exchanges are hung up."""
        self.stop.set()
        self.hang_up.all()

    def release(self, url: str | None = None) -> None:
        """Leave the host of ``url`` (None: all of them) to other runs."""
        with self._lock:
            gates = list(self._gates.values()) if url is None else [self._gates.get(unit(url))]
        for gate in filter(None, gates):
            gate.release()
