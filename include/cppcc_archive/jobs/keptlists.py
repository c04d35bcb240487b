"""What is remembered of sites' lists, kept in the store from one backfill to the next."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cppcc_archive.crawl.lists import ListMemory, read_lists, written_lists
from cppcc_archive.crawl.memory import shanghai_date
from cppcc_archive.errors import ObjectExistsError
from cppcc_archive.sites.model import Site
from cppcc_archive.store.base import Store

log = logging.getLogger(__name__)


@dataclass
class KeptLists:
    """The lists of some sites, beside the leases of their hosts: who talks to a host is the only one to change them."""

    store: Store
    _lists: dict[str, dict[str, ListMemory]] = field(default_factory=dict)
    _tags: dict[str, str | None] = field(default_factory=dict)

    def of(self, site: Site) -> dict[str, ListMemory]:
        """The lists of a site by column, for its crawl to change."""
        found = self.store.read_tagged(_key(site.id))
        self._tags[site.id] = found.tag if found else None
        self._lists[site.id] = read_lists(found.data, shanghai_date(datetime.now(UTC))) if found else {}
        return self._lists[site.id]

    def keep(self, site_id: str) -> None:
        """Write what a crawl learned of a site's lists; only after what it fetched is kept."""
        lists = self._lists.pop(site_id, None)
        if not lists:
            return
        try:
            self.store.put_tagged(_key(site_id), written_lists(lists.values(), uuid.uuid4().hex), self._tags[site_id])
        except ObjectExistsError:
            log.warning("%s: another run wrote what is remembered of the site's lists; this run's is dropped", site_id)


def remembered_lists(store: Store, site_id: str) -> dict[str, ListMemory]:
    """The lists of a site by column as they were kept last, to look at; empty where nothing is remembered."""
    found = store.read_tagged(_key(site_id))
    return read_lists(found.data, shanghai_date(datetime.now(UTC))) if found else {}


def _key(site_id: str) -> str:
    return f".cppcc/lists/{site_id}.json"
