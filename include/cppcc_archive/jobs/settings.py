"""What the operator sets, read once from the environment (the command line's options override it).

========================  =====================================================================  ==================
variable                  meaning                                                                default
========================  =====================================================================  ==================
``CPPCC_STORE``           where the archive lies: ``s3://bucket/prefix`` or a folder             none: must be set
``CPPCC_CONTACT``         mail or web address in the user agent; needed beyond 127.0.0.1         none
``CPPCC_SITES``           registry file or folder read instead of the built-in one               built-in
``CPPCC_HOSTS``           hosts crawled side by side in one process                              32
``CPPCC_SHARD_SITES``     sites in one Airflow task                                              64
``CPPCC_NIGHT_MINUTES``   minutes after which a crawl starts no new request                      480
``CPPCC_NIGHT_END``       time of day (Shanghai) after which a crawl of the night starts none    10:00
``CPPCC_BACKFILL_REQUESTS`` requests a backfill makes to one site in one night                  5000
``CPPCC_LOCK_DAYS``       days for which S3 lets nobody delete a WARC object (object lock)       none
``CPPCC_MIN_ANSWERED``    share of sites that must answer, or the night fails                    0.5
``CPPCC_CITE_AT``         where releases are had: the address (a DOI's, a page's) citations name  none
``HTTP_PROXY`` …          proxies, the usual way                                                 none
========================  =====================================================================  ==================
"""

from __future__ import annotations

import difflib
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cppcc_archive.errors import SettingsError
from cppcc_archive.jobs.variables import contact, number, proxies, web_address, whole_number

# What a command does not ask for it does not load.
if TYPE_CHECKING:
    from cppcc_archive.crawl.model import CrawlSettings
    from cppcc_archive.sites.registry import Registry
    from cppcc_archive.store.base import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """The operator's settings; see the module docstring. ``min_answered`` is a share between 0 and 1."""

    store_uri: str | None = None
    contact: str | None = None
    sites: Path | None = None
    hosts: int = 32
    shard_sites: int = 64
    night_minutes: float = 480.0
    night_end: time = time(10)
    backfill_requests: int = 5000
    min_answered: float = 0.5
    cite_at: str | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the variables above; SettingsError names the one that does not parse."""
        env = os.environ if environ is None else environ
        sites = env.get("CPPCC_SITES")
        settings = cls(
            store_uri=env.get("CPPCC_STORE") or None,
            contact=contact(env, "CPPCC_CONTACT"),
            sites=Path(sites) if sites else None,
            hosts=whole_number(env, "CPPCC_HOSTS", 32),
            shard_sites=whole_number(env, "CPPCC_SHARD_SITES", 64),
            night_minutes=number(env, "CPPCC_NIGHT_MINUTES", 480, least=0.01),
            night_end=_time_of_day(env, "CPPCC_NIGHT_END", time(10)),
            backfill_requests=whole_number(env, "CPPCC_BACKFILL_REQUESTS", 5000),
            min_answered=number(env, "CPPCC_MIN_ANSWERED", 0.5, least=0),
            cite_at=web_address(env, "CPPCC_CITE_AT"),
        )
        _name_slips(env)
        if settings.min_answered > 1:
            raise SettingsError(f"CPPCC_MIN_ANSWERED={settings.min_answered:g}: a share between 0 and 1 is expected")
        return settings

    def open_store(self) -> Store:
        """The archive's store; SettingsError when none is set."""
        from cppcc_archive.store import open_store

        return open_store(self.store_uri)

    def registry(self) -> Registry:
        """The site registry; RegistryError names file, line and field of what is wrong in it."""
        from cppcc_archive.sites.registry import load

        return load(self._sites())

    def entries(self) -> list[dict[str, Any]]:
        """The registry's sites as JSON, what is as usual left out; raises as :meth:`registry` does."""
        from cppcc_archive.sites.registry import entries

        return entries(self._sites())

    def _sites(self) -> Path | None:
        if self.sites is not None and not self.sites.exists():
            raise SettingsError(f"there is no registry at {self.sites}: check CPPCC_SITES or --sites")
        return self.sites

    def night_ends(self, now: datetime) -> datetime:
        """When a crawl that begins ``now`` starts no new request: at the night's end by the clock, whatever the hour at
        which a task of the night had its turn; by day after ``night_minutes``."""
        latest = now + timedelta(minutes=self.night_minutes)
        return min(latest, self._next(self.night_end, now))

    def next_night(self, now: datetime) -> datetime:
        """When the next night begins: ``night_minutes`` before a night's end."""
        begin = self._next(self.night_end, now) - timedelta(minutes=self.night_minutes)
        return begin if begin > now else begin + timedelta(days=1)

    @staticmethod
    def _next(moment: time, now: datetime) -> datetime:
        from cppcc_archive.markup.dates import SHANGHAI

        local = now.astimezone(SHANGHAI)
        found = datetime.combine(local.date(), moment, SHANGHAI)
        return (found if found > local else found + timedelta(days=1)).astimezone(UTC)

    def crawl(self) -> CrawlSettings:
        """The crawler's part, its deadline counted from now."""
        from urllib.request import getproxies_environment

        from cppcc_archive.crawl.model import CrawlSettings

        return CrawlSettings(
            contact=self.contact,
            hosts=self.hosts,
            deadline=self.night_ends(datetime.now(UTC)),
            proxies=proxies(getproxies_environment()),
        )


def _name_slips(env: Mapping[str, str]) -> None:
    """Say when a variable is nearly one of ours: a slip in a name is otherwise a setting that is quietly not there."""
    known = [
        f"CPPCC_{word}"
        for word in (
            "STORE",
            "CONTACT",
            "SITES",
            "HOSTS",
            "SHARD_SITES",
            "NIGHT_MINUTES",
            "MIN_ANSWERED",
            "LOCK_DAYS",
            "CITE_AT",
        )
    ]
    for name in env:
        if name.startswith("CPPCC_") and name not in known:
            meant = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
            if meant:
                log.warning("%s is no setting: did you mean %s?", name, meant[0])


def _time_of_day(env: Mapping[str, str], name: str, default: time) -> time:
    text = env.get(name)
    if not text:
        return default
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"{name}={text!r} is no time of day like 10:00; unset it for {default:%H:%M}") from None
