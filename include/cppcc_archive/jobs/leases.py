"""Leases of hosts, kept in the store: of several runs over one store only one talks to a host at a time.

A lease is a small object that its holder replaces, each time under the condition that nobody else did. It holds for a
few minutes and is renewed while requests are made, so a run that was killed lets go by itself. Ages are told by the
store's clock alone: the clocks of the machines that run crawls need not agree.

Two requests a host, taken and let go: how old the leases are is asked for all at once, and one that nobody has touched
for long is taken without a look at it. Whoever touched it meanwhile changed the state that taking it names.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cppcc_archive.crawl.politeness import BusyHostError, Hosts
from cppcc_archive.errors import ObjectExistsError, StoreError
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import PROOF_KEY, Stamp, Store

log = logging.getLogger(__name__)

FOLDER = ".cppcc/leases/"

HOLDS_SECONDS = 480.0
"""How long a lease holds without being renewed."""

EXCHANGE_SECONDS = 360.0
"""What must be left of it when a request begins: longer than any exchange may take."""

RESTED_SECONDS = 3600.0
"""Age from which nobody holds a lease and no pause of its host is left, whatever it says: a holder would have renewed
it, and no host is left alone for longer than minutes."""

FEW = 3
"""Hosts of a run up to which each lease is looked at by itself."""

_HOSTS_A_LISTING = 500
"""Leases of all runs for each host of this one, up to which they are listed: half as many requests as looks."""

LOOK_SECONDS = 2.0
"""Pause between two looks at a lease that another run has."""


@dataclass(frozen=True, slots=True)
class StoreLeases:
    """The leases of one run over about so many ``hosts``; ``run`` is its name for others to read."""

    store: Store
    run: str
    holds: float = HOLDS_SECONDS
    exchange: float = EXCHANGE_SECONDS
    process: Mapping[str, Any] = field(default_factory=lambda: _process(os.getpid()))
    hosts: int = 1
    _listed: _Listed = field(default_factory=lambda: _Listed())

    def resting(self, key: str) -> list[str | None]:
        """The state in which nobody holds a lease, as all of them were listed: [None] where it was never taken, []
        where it must be looked at. Told once."""
        if self.hosts <= FEW:
            return []
        with self._listed.lock:
            if not self._listed.is_done:
                self._listed.stamps = self.store.stamps(FOLDER, self.hosts * _HOSTS_A_LISTING)
                self._listed.is_done = True
            if self._listed.stamps is None or key in self._listed.told:
                return []
            self._listed.told.add(key)
            stamp = self._listed.stamps.get(key)
        if stamp is None:
            return [None]
        return [stamp.tag] if stamp.age > RESTED_SECONDS else []

    def of(self, unit: str) -> StoreLease:
        """The lease of a unit of politeness, not yet taken."""
        return StoreLease(self, unit, f"{FOLDER}{quote(unit, safe='')}.json")


@dataclass(slots=True)
class _Listed:
    """The leases of all runs, as they were listed when this one took its first."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    is_done: bool = False
    stamps: Mapping[str, Stamp] | None = None
    told: set[str] = field(default_factory=set)


@dataclass
class StoreLease:
    """One run's lease of one host; see :class:`~cppcc_archive.crawl.politeness.Lease`."""

    leases: StoreLeases
    unit: str
    key: str
    _tag: str | None = None
    _written_at: float = 0.0
    _busy_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, pause: Callable[[float], bool]) -> float:
        """See :class:`~cppcc_archive.crawl.politeness.Lease`. Raises StoreError when the store fails."""
        with self._lock:
            if self._tag is None:
                return self._take(pause)
            if time.monotonic() - self._written_at < self.leases.holds - self.leases.exchange:
                return 0.0
            try:
                self._write(self._tag)
            except ObjectExistsError:
                log.warning("%s: another run took this host over while this one slept", self.unit)
                return self._take(pause)
            return 0.0

    def release(self, seconds: float) -> None:
        """See :class:`~cppcc_archive.crawl.politeness.Lease`."""
        with self._lock:
            if self._tag is None:
                return
            try:
                self._write(self._tag, released=True, pause=seconds)
            except ObjectExistsError:
                log.info("%s: another run has taken this host over", self.unit)
            self._tag = None

    def _take(self, pause: Callable[[float], bool]) -> float:
        self._tag = None
        for tag in self.leases.resting(self.key):
            with suppress(ObjectExistsError):  # somebody was here since: looked at below
                self._write(tag)
                return 0.0
        seen: str | None = None
        while True:
            if time.monotonic() < self._busy_until:
                raise BusyHostError(self._busy(None))
            found = self.leases.store.read_tagged(self.key)
            state = _state(found.data) if found else {}
            left = float(state.get("holds", 0)) - (found.age if found else 0)
            if state.get("released") or _is_dead(state.get("process"), self.leases.process):
                left = 0.0
            if found is None or left <= 0:
                try:
                    self._write(found.tag if found else None)
                except ObjectExistsError:
                    continue
                # A second is as fine as some stores tell an age.
                return max(0.0, float(state.get("pause", 0)) - max(0.0, found.age - 1 if found else 0))
            if seen not in (None, found.tag):  # renewed before our eyes: its holder lives
                self._busy_until = time.monotonic() + self.leases.holds / 8
                raise BusyHostError(self._busy(state.get("run")))
            if seen is None:
                log.info("%s: %s; waiting at most %.0f s for it", self.unit, self._busy(state.get("run")), left)
            seen = found.tag
            if pause(min(left + 0.1, LOOK_SECONDS)):
                raise BusyHostError(self._busy(state.get("run")))

    def _write(self, tag: str | None, *, released: bool = False, pause: float = 0.0) -> None:
        state = {
            "run": self.leases.run,
            "process": dict(self.leases.process),
            "holds": self.leases.holds,
            "released": released,
            "pause": round(pause, 3),
            "state": uuid.uuid4().hex,  # no two states are the same bytes
        }
        began = time.monotonic()
        self._tag = self.leases.store.put_tagged(self.key, json.dumps(state).encode(), tag)
        self._written_at = began

    def _busy(self, run: object) -> str:
        named = f" ({run})" if run else ""
        return (
            f"another run{named} is talking to {self.unit}, and no two do at once: crawl the site when that one is "
            f"over (one that was killed lets go after {self.leases.holds / 60:.0f} minutes)"
        )


@contextmanager
def leased_hosts(settings: Settings, run: str) -> Iterator[Hosts]:
    """The hosts for visits that are no run of their own, kept from the crawls over the settings' store, and let go.

    Without a store, or before anything was written to it, there is no crawl to keep from; one that cannot be reached
    stops crawls, not visits.
    """
    hosts = Hosts(settings.hosts, StoreLeases(settings.open_store(), run).of if _is_in_use(settings) else None)
    try:
        yield hosts
    finally:
        hosts.release()


@contextmanager
def turn(leases: StoreLeases, what: str) -> Iterator[None]:
    """Hold ``what`` while the block runs, however long, waiting until no other run does."""
    lease = leases.of(what)
    while True:
        try:
            lease.keep(_wait)
            break
        except BusyHostError:  # its holder lives: it will be over
            _wait(LOOK_SECONDS)
    over = threading.Event()
    keeper = threading.Thread(target=_keep_until, args=(lease, over, leases.holds / 8), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()
        lease.release(0.0)


def _keep_until(lease: StoreLease, over: threading.Event, every: float) -> None:
    """Renew a lease until the work is ``over``."""
    while not over.wait(every):
        try:
            lease.keep(over.wait)
        except (BusyHostError, StoreError) as error:
            log.warning("the lease of %s cannot be renewed: %s", lease.unit, error)


def _wait(seconds: float) -> bool:
    time.sleep(min(seconds, LOOK_SECONDS))
    return False


def _is_in_use(settings: Settings) -> bool:
    if settings.store_uri is None:
        return False
    try:
        return settings.open_store().exists(PROOF_KEY)
    except StoreError as error:
        log.warning("the store cannot be asked who is talking to the site: %s", error)
        return False


def _process(pid: int) -> dict[str, Any]:
    """What tells a process of this machine from every other: where there is no /proc, its number must do."""
    try:
        born = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
        space: int | None = Path("/proc/self/ns/pid").stat().st_ino
    except (OSError, IndexError):
        born, space = None, None
    return {"machine": socket.gethostname(), "space": space, "pid": pid, "born": born}


def _is_dead(holder: object, mine: Mapping[str, Any]) -> bool:
    """Whether a holder ran on this machine and is no more; of other machines nothing can be told but by waiting."""
    if not isinstance(holder, dict) or not isinstance(holder.get("pid"), int):
        return False
    if (holder.get("machine"), holder.get("space")) != (mine["machine"], mine["space"]):
        return False
    try:
        os.kill(holder["pid"], 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return _process(holder["pid"]) != holder


def _state(data: bytes) -> dict[str, Any]:
    """What a lease says; an object that is none counts as let go."""
    try:
        state = json.loads(data)
        float(state.get("holds", 0)), float(state.get("pause", 0))
    except (ValueError, TypeError, AttributeError):
        return {}
    return dict(state)
