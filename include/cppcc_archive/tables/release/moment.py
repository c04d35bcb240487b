"""The tables of one moment: the files that every one had when no build was half way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import sleep

from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import REPORTS, SITES, TABLES
from cppcc_archive.tables.delta import Tables, open_table
from cppcc_archive.tables.publish import unfinished
from cppcc_archive.tables.scan import DataFile, data_files, scan
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.views import ANALYSTS, in_order

_INTERNAL = frozenset({"texts", "confirmed"})

RELEASED = tuple(
    ANALYSTS[name] for name in in_order(ANALYSTS) if not name.endswith("_history") and name not in _INTERNAL
)
"""The tables of a release: every name that analysts use, but for the parts of superseded versions, and without what is
joined to others already or only the crawl asks for."""

_TRIES, _PAUSE = 5, 10.0


Moment = Mapping[str, Sequence[DataFile]]
"""The files of every stored table, by its name, at one moment; none of them ever changes."""


def take(store: Store) -> Moment:
    """Every table as it is at one moment. Raises StoreError when builds leave none.

    A build commits texts and parts, then reports. So when ``reports`` is the same before and after all others were
    opened, every report has its parts; those of no report that stands are left out later. Sites of which a build has
    begun to write and is not done are waited for.
    """
    for attempt in range(_TRIES):
        sleep(_PAUSE * attempt)
        before = _version(store, REPORTS)
        tables = Tables(store)
        found = {table.name: _files(tables, table) for table in TABLES.values()}
        if before == _version(store, REPORTS):
            sites = [str(site_id) for site_id in scan(tables, SITES, ["site_id"])["site_id"].to_pylist()]
            if not unfinished(Tables(store), sites):
                return found
    raise StoreError(
        f"builds were at work in each of {_TRIES} looks: release when they are done; run a killed one again"
    )


def _files(tables: Tables, table: Table) -> Sequence[DataFile]:
    delta = tables.get(table)
    if delta is None:
        return ()
    if (version := delta.protocol().min_reader_version) > 1:
        raise StoreError(
            f"the table {table.name} in {tables.store.uri} asks for a reader of version {version}, so its files are "
            "not its rows: another program changed how it is written; put its settings back"
        )
    return data_files(tables, table)


def _version(store: Store, table: Table) -> int | None:
    delta = open_table(store, table)
    return delta.version() if delta else None
