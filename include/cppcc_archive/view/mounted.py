"""The reader inside another program that has a login and a store of its own: Airflow's API server."""

from __future__ import annotations

import os
from collections.abc import Callable

from cppcc_archive.errors import ArchiveError
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import analysts
from cppcc_archive.view.app import Reader
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.backfill import Backfills
from cppcc_archive.view.search import Index, index_path

REPLAY = "CPPCC_REPLAY_URL"
"""Setting: the address of another origin that shows archived pages, with ``{capture}`` for the capture's id."""


def reader_of(settings: Callable[[], Settings]) -> Reader:
    """A reader over the store that ``settings`` name, opened anew whenever the connection is renewed.

    A store that is not set or not there is no error here: every page says so, and works once it is.
    """

    def open_store() -> Store:
        return settings().open_store()

    archive = Archive(lambda: analysts(open_store()))
    backfills = Backfills(settings, open_store)
    try:
        index = Index(index_path(open_store().uri))
    except ArchiveError:
        return Reader(archive, None, _replay(), backfills)
    index.follow(archive)
    return Reader(archive, index, _replay(), backfills)


def _replay() -> str | None:
    said = os.environ.get(REPLAY, "")
    return said if said.startswith(("http://", "https://")) and "{capture}" in said else None
