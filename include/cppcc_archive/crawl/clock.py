"""What the hosts of a run say of the time: captures under a wrong clock would stand before all later ones for years.

One host with a wrong clock says nothing; several machines of several sites that agree do. Where too few say the time,
what the archive holds of a site makes a warning.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from cppcc_archive.errors import ClockError

MOST_ASTRAY = timedelta(days=1)
"""How far this machine's clock may be from what the hosts say."""

WITNESSES = 3
"""Hosts that must agree, and be more than two thirds of those heard."""

AGREEMENT = timedelta(minutes=10)
"""Hosts agree whose clocks differ by no more than this."""


LONG_AGO = timedelta(days=200)
"""Without a capture of a known site for longer, this clock may be ahead."""


@dataclass(slots=True)
class Witnesses:
    """The clocks of the hosts of a run against ours; one word of each site and of each machine. For many threads."""

    _astray: list[timedelta] = field(default_factory=list)
    _heard: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, site_id: str, machine: str, said: str | None, age: str | None, ours: datetime) -> None:
        """Take the ``Date`` (and a cache's ``Age``) of an answer that came at ``ours``, by this machine's clock.

        Raises ClockError when this clock cannot be right.
        """
        with self._lock:
            if said is None or {f"site {site_id}", machine} & self._heard:
                return
            moment = http_date(said)
            if moment is None:
                return
            self._heard |= {f"site {site_id}", machine}
            cached = timedelta(seconds=int(age)) if age and age.isascii() and age.isdigit() and len(age) < 9 else None
            self._astray.append(moment + (cached or timedelta()) - ours)
            off = self.off()
            if off is not None:
                raise ClockError(_sentence(ours, off, len(self._astray)))

    def off(self) -> timedelta | None:
        """By how much the hosts' time is another than ours, where enough of them agree that it is."""
        middle = sorted(self._astray)[len(self._astray) // 2]
        agreeing = sum(abs(one - middle) <= AGREEMENT for one in self._astray)
        if abs(middle) <= MOST_ASTRAY or agreeing < WITNESSES or 3 * agreeing <= 2 * len(self._astray):
            return None
        return middle


def http_date(text: str) -> datetime | None:
    """The moment a ``Date`` header names; None when it is nonsense."""
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        # Far from both ends of the calendar, so that it can be reckoned with.
        return moment.astimezone(UTC) if 1990 <= moment.year <= 2200 else None
    except (TypeError, ValueError, OverflowError):
        return None


def doubt(latest: datetime | None, ours: datetime) -> str | None:
    """What is said where the ``latest`` capture of a site (None: there is none) makes this clock, or an earlier one,
    look wrong."""
    if latest is not None and latest - ours > MOST_ASTRAY:
        return (
            f"the archive's latest capture of this site is dated {latest:%Y-%m-%d}, after now ({ours:%Y-%m-%d %H:%M} "
            "UTC by this machine's clock): this clock is wrong, or that night's was (cppcc audit names its run)"
        )
    if latest is not None and ours - latest > LONG_AGO:
        return (
            f"the archive's latest capture of this site is dated {latest:%Y-%m-%d}, {(ours - latest).days} days before "
            f"now ({ours:%Y-%m-%d %H:%M} UTC by this machine's clock): if it was crawled since, set the clock"
        )
    return None


def _sentence(ours: datetime, off: timedelta, hosts: int) -> str:
    return (
        f"this machine's clock says {ours:%Y-%m-%d %H:%M} UTC, the Date headers of {hosts} hosts say about "
        f"{ours + off:%Y-%m-%d %H:%M}: set the clock (timedatectl set-ntp true), then run again; "
        "nothing more is written under this one"
    )
