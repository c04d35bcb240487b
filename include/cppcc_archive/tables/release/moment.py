"""The tables of one moment: every one registered as it was when no build was half way."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import duckdb
from deltalake import DeltaTable

from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import REPORTS, TABLES
from cppcc_archive.tables.ddl import type_in
from cppcc_archive.tables.delta import Tables, open_table
from cppcc_archive.tables.publish import unfinished
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.views import ANALYSTS, SQL, in_order

_INTERNAL = frozenset({"texts", "confirmed"})

RELEASED = tuple(
    ANALYSTS[name] for name in in_order(ANALYSTS) if not name.endswith("_history") and name not in _INTERNAL
)
"""The tables of a release: every name that analysts use, but for the parts of superseded versions, and without what is
joined to others already or only the crawl asks for."""

_TRIES, _PAUSE = 5, 10.0


def take(store: Store, connection: duckdb.DuckDBPyConnection) -> None:
    """Register every table as it is at one moment.

    A build commits texts and parts, then reports. So when ``reports`` is the same before and after all others were
    opened, every report has its parts; those of no report that stands are left out. Sites of which a build has begun
    to write and is not done are waited for.
    """
    for attempt in range(_TRIES):
        time.sleep(_PAUSE * attempt)
        before = _version(store, REPORTS)
        opened = {table.name: open_table(store, table) for table in TABLES.values()}
        if before == _version(store, REPORTS):
            _register(connection, opened)
            sites = [row[0] for row in connection.execute("SELECT site_id FROM sites").fetchall()]
            if not unfinished(Tables(store), sites):
                return
    raise StoreError(
        f"builds were at work in each of {_TRIES} looks: release when they are done; run a killed one again"
    )


def _register(connection: duckdb.DuckDBPyConnection, opened: Mapping[str, DeltaTable | None]) -> None:
    connection.execute("CREATE SCHEMA IF NOT EXISTS stored")
    for table in TABLES.values():
        delta = opened[table.name]
        found: Any = table.schema.empty_table() if delta is None else delta.to_pyarrow_dataset()
        connection.register(f"whole_{table.name}", found)
        columns = _as_declared(table, delta)
        connection.execute(f"CREATE OR REPLACE VIEW stored.{table.name} AS SELECT {columns} FROM whole_{table.name}")
    for name in in_order(table.name for table in RELEASED):
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS {SQL[name]}")
    columns = "report_id, version_id, parser_version"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE standing AS SELECT {columns} FROM reports")


def _as_declared(table: Table, delta: DeltaTable | None) -> str:
    """The table's columns as declared; one that it has not gained yet is null."""
    stored = set(table.column) if delta is None else {field.name for field in delta.schema().fields}
    return ", ".join(
        name if name in stored else f"NULL::{type_in('duckdb', column.type)} AS {name}"
        for name, column in table.column.items()
    )


def _version(store: Store, table: Table) -> int | None:
    delta = open_table(store, table)
    return delta.version() if delta else None
