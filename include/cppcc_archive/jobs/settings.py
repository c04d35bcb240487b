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
``CPPCC_MIN_ANSWERED``    share of sites that must answer, or the night fails                    0.5
``HTTP_PROXY`` …          proxies, the usual way                                                 none
========================  =====================================================================  ==================
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from pathlib import Path
from urllib.request import getproxies_environment

from cppcc_archive.crawl.model import CrawlSettings
from cppcc_archive.errors import SettingsError
from cppcc_archive.sites.registry import Registry, load
from cppcc_archive.store import open_store
from cppcc_archive.store.base import Store


@dataclass(frozen=True, slots=True)
class Settings:
    """The operator's settings; see the module docstring. ``min_answered`` is a share between 0 and 1."""

    store_uri: str | None = None
    contact: str | None = None
    sites: Path | None = None
    hosts: int = 32
    shard_sites: int = 64
    night_minutes: float = 480.0
    min_answered: float = 0.5

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the variables above; SettingsError names the one that does not parse."""
        env = os.environ if environ is None else environ
        sites = env.get("CPPCC_SITES")
        settings = cls(
            store_uri=env.get("CPPCC_STORE") or None,
            contact=env.get("CPPCC_CONTACT") or None,
            sites=Path(sites) if sites else None,
            hosts=int(_number(env, "CPPCC_HOSTS", 32, least=1)),
            shard_sites=int(_number(env, "CPPCC_SHARD_SITES", 64, least=1)),
            night_minutes=_number(env, "CPPCC_NIGHT_MINUTES", 480, least=0.01),
            min_answered=_number(env, "CPPCC_MIN_ANSWERED", 0.5, least=0),
        )
        if settings.min_answered > 1:
            raise SettingsError(f"CPPCC_MIN_ANSWERED={settings.min_answered:g}: a share between 0 and 1 is expected")
        return settings

    def open_store(self) -> Store:
        """The archive's store; SettingsError when none is set."""
        return open_store(self.store_uri)

    def registry(self) -> Registry:
        """The site registry; RegistryError names file, line and field of what is wrong in it."""
        return load(self.sites)

    def crawl(self) -> CrawlSettings:
        """The crawler's part, its deadline counted from now."""
        return CrawlSettings(
            contact=self.contact,
            hosts=self.hosts,
            deadline=datetime.now(UTC) + timedelta(minutes=self.night_minutes),
            proxies={key: url for key, url in getproxies_environment().items() if key in {"http", "https", "no"}},
        )


def _number(env: Mapping[str, str], name: str, default: float, *, least: float) -> float:
    text = env.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        raise SettingsError(f"{name}={text!r} is not a number; unset it for the default {default:g}") from None
    if not isfinite(value):
        raise SettingsError(f"{name}={text!r} is no finite number; unset it for the default {default:g}")
    if not value >= least:
        raise SettingsError(f"{name}={text!r} is below {least:g}")
    return value
