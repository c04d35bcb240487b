"""How far a site's backfill is: year by year what its lists have and what is here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from cppcc_archive.crawl.memory import shanghai_date
from cppcc_archive.errors import RegistryError, SettingsError
from cppcc_archive.jobs.keptlists import remembered_lists
from cppcc_archive.jobs.progress import ARTICLES, DONE, Done, SiteProgress, progress_of, years_known
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store
from cppcc_archive.view.archive import Archive

_ARTICLES = f"SELECT year, articles FROM ({ARTICLES}) WHERE site_id = $site"
_DONE = f"SELECT requests, seconds, result FROM ({DONE}) WHERE site_id = $site"
_USUAL_DELAY = 1.0


@dataclass(frozen=True, slots=True)
class Backfills:
    """Where the numbers are that no table has: what is remembered of lists, and the operator's settings."""

    settings: Callable[[], Settings]
    open_store: Callable[[], Store]

    def of(self, archive: Archive, site_id: str, now: datetime | None = None) -> SiteProgress | None:
        """A site's progress, over the years that its lists reach; None where no backfill was here."""
        now = now or datetime.now(UTC)
        lists = remembered_lists(self.open_store(), site_id)
        done = archive.row(_DONE, {"site": site_id})
        if not lists and done is None:
            return None
        articles = {row["year"]: row["articles"] for row in archive.rows(_ARTICLES, {"site": site_id})}
        made = Done(int(done["requests"]), float(done["seconds"]), done["result"]) if done else Done()
        years = years_known(lists, articles, shanghai_date(now))
        settings = self.settings()
        return progress_of(settings, site_id, _delay(settings, site_id), lists, articles, made, years, now)


def _delay(settings: Settings, site_id: str) -> float:
    """Seconds between two requests by the site's entry; the usual ones where the registry is not at hand."""
    try:
        return settings.registry().get(site_id).delay_seconds
    except (RegistryError, SettingsError):
        return _USUAL_DELAY
