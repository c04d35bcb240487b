"""An archive or a release as a DuckDB connection, for programs of analysts: ``cppcc_archive.open(uri)``."""

from __future__ import annotations

import json

import duckdb

from cppcc_archive.errors import InputError
from cppcc_archive.store import open_store
from cppcc_archive.store.base import Store
from cppcc_archive.tables.ddl import type_in
from cppcc_archive.tables.literals import quoted
from cppcc_archive.tables.query import analysts, blank, declare, require_archive
from cppcc_archive.tables.views import ANALYSTS, SQL, in_order

PACKAGE = "datapackage.json"


def open_archive(uri: str | None = None) -> duckdb.DuckDBPyConnection:
    """A connection that has every name of docs/tables.md, over a store or over a release (a copy of its folder, too).

    ``uri`` is what CPPCC_STORE would be, or ``<store>/releases/<date>``; default: CPPCC_STORE. The tables are those of
    this moment, whatever is written later; what is asked is read then and only as far as it is needed. Other files and
    frames can be joined: nothing is locked. Raises SettingsError
    or InputError when there is no archive and no release.
    """
    store = open_store(uri)
    if store.exists(PACKAGE):
        return _release(store)
    require_archive(store)
    return analysts(store, locked=False)


def _release(store: Store) -> duckdb.DuckDBPyConnection:
    """A release's tables; names that it does not ship are made of those it does where that can be."""
    described = json.loads(store.get(PACKAGE))
    files: dict[str, list[str]] = {}
    stored: dict[str, set[str]] = {}
    for resource in described["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        table = paths[0].split("/")[0]
        if table in ANALYSTS and paths[0].endswith(".parquet"):
            files.setdefault(table, []).extend(f"{store.uri.rstrip('/')}/{path}" for path in paths)
            stored[table] = {field["name"] for field in resource.get("schema", {}).get("fields", ())}
    if not files:
        raise InputError(f"{store.uri}: its {PACKAGE} names no table of this archive; name a store or a release of one")
    connection = blank(store)
    for name, paths in files.items():
        listed = ", ".join(quoted(path) for path in paths)
        connection.execute(
            f"CREATE VIEW {name} AS SELECT *{_lacking(name, stored[name])} "
            f"FROM read_parquet([{listed}], hive_partitioning = false)"
        )
    there = set(files)
    for name in in_order(ANALYSTS):
        if name not in there and "stored." not in SQL[name] and there.issuperset(set(in_order([name])) - {name}):
            declare(connection, [name])
            there.add(name)
    return connection


def _lacking(name: str, stored: set[str]) -> str:
    """The columns that a table had not gained yet when a release was made: null."""
    columns = (column for column in ANALYSTS[name].columns if stored and column.name not in stored)
    return "".join(f', NULL::{type_in("duckdb", column.type)} AS "{column.name}"' for column in columns)
