"""Asking the tables: DuckDB over the Delta tables of a store, each a view by its name. Read-only, no file and no
network but the store's tables, nothing written to the user's home."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from cppcc_archive.errors import InputError, SettingsError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.store.s3 import S3Store
from cppcc_archive.tables.contract import CAPTURES, CRAWL_OUTCOMES, TABLES
from cppcc_archive.tables.ddl import type_in
from cppcc_archive.tables.delta import open_table
from cppcc_archive.tables.question import check, unknown_table
from cppcc_archive.tables.schema import Table

_EXTENSIONS = ("httpfs", "delta")


def connect(store: Store, names: frozenset[str] | None = None) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with every table (or the ``names``) as a view; a table never written to is an empty one.

    Raises StoreError when the store cannot be read.
    """
    # Nothing is fetched or installed on the way: what is needed is loaded from its Python package, by path. Those came
    # in through hash-pinned packages; checking DuckDB's signature of 100 MB again takes a second at each connection.
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_unsigned_extensions": "true",
            # A name that is no table is a mistake, not a variable of the program that asks.
            "python_enable_replacements": "false",
        }
    )
    for name in _EXTENSIONS:
        connection.execute(f"LOAD '{_extension(name)}'")
    if isinstance(store, S3Store):
        connection.execute(_secret(store))
    # Stored times are UTC; asked for by date or shown they are the sites' own, or a page of the 26th would read as the
    # 25th.
    connection.execute("SET TimeZone = 'Asia/Shanghai'")
    for name, table in TABLES.items():
        if names is not None and name not in names:
            continue
        delta = open_table(store, table)
        if delta is None:
            _create_empty(connection, name, table)
        else:
            stored = {field.name for field in delta.schema().fields}
            try:
                connection.execute(f"CREATE VIEW {name} AS {_scan(table, stored, store.table_uri(name))}")
            except duckdb.Error as error:
                raise StoreError(f"the table {name} in {store.uri} could not be read: {error}") from error
    # A query can name files and addresses itself (read_text, glob, read_csv): it gets those of the tables only.
    connection.execute(f"SET allowed_directories = [{_quoted(store.uri.rstrip('/') + '/tables/')}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def query(store: Store, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
    """The answer to one question over the tables; ``parameters`` are the values of its ``$name``.

    Raises InputError for what is no question and for mistakes in it, StoreError when the store fails.
    """
    names = check(sql, TABLES)
    with connect(store, names) as connection:
        # What is not mentioned is there without its rows: SHOW TABLES lists it, and a slip finds what was meant.
        for name in TABLES.keys() - names:
            _create_empty(connection, name, TABLES[name])
        try:
            return connection.execute(sql, dict(parameters) if parameters else None).to_arrow_table()
        except duckdb.CatalogException as error:
            raise InputError(unknown_table(error, TABLES)) from error
        except (duckdb.IOException, duckdb.HTTPException) as error:
            raise StoreError(f"the store {store.uri} could not be read: {error}") from error
        except duckdb.OutOfMemoryException as error:
            raise StoreError(
                f"the answer does not fit this machine's memory: ask for less at once ({error})"
            ) from error
        except (duckdb.Error, pa.ArrowException) as error:
            raise InputError(f"the query cannot be answered: {error}") from error


def _create_empty(connection: duckdb.DuckDBPyConnection, name: str, table: Table) -> None:
    """A table without rows: a real one, since other cursors of the connection do not see what is registered."""
    connection.register("nothing_yet", table.schema.empty_table())
    connection.execute(f"CREATE TABLE {name} AS FROM nothing_yet")
    connection.unregister("nothing_yet")


def require_archive(store: Store) -> None:
    """Raise InputError when nothing was ever crawled into ``store``: a mistyped address must not look like no data."""
    if open_table(store, CRAWL_OUTCOMES) is None and open_table(store, CAPTURES) is None:
        raise InputError(
            f"there is no archive at {store.uri}: check the address (CPPCC_STORE, --store), or crawl first"
        )


def _scan(table: Table, stored: set[str], uri: str) -> str:
    """The table's columns as declared; one that it has not gained yet is null."""
    columns = (
        f'"{column.name}"' if column.name in stored else f'NULL::{type_in("duckdb", column.type)} AS "{column.name}"'
        for column in table.columns
    )
    return f"SELECT {', '.join(columns)} FROM delta_scan({_quoted(uri)})"


def _extension(name: str) -> str:
    spec = importlib.util.find_spec(f"duckdb_extension_{name}")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    path = folder / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension" if folder else None
    if path is None or not path.is_file():
        raise SettingsError(f"DuckDB's extension is missing: pip install duckdb-extension-{name}=={duckdb.__version__}")
    return str(path).replace("'", "''")


def _secret(store: S3Store) -> str:
    held = store.credentials()
    settings = {"KEY_ID": held.access_key, "SECRET": held.secret_key, "REGION": store.region, "SCOPE": store.uri}
    if held.token:
        settings["SESSION_TOKEN"] = held.token
    if store.endpoint_url:
        scheme, _, host = store.endpoint_url.partition("://")
        settings |= {"ENDPOINT": host.rstrip("/"), "URL_STYLE": "path", "USE_SSL": str(scheme == "https").lower()}
    listed = ", ".join(f"{name} {_quoted(value or '')}" for name, value in settings.items())
    return f"CREATE SECRET (TYPE s3, {listed})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
