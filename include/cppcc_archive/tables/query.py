"""Asking the tables: DuckDB over the Delta tables of a store, each a view by its name. Read-only, no file and no
network but the store's tables, nothing written to the user's home.

A connection is of the moment it was opened: Delta's log says which files a table has (:mod:`cppcc_archive.tables.log`),
and DuckDB reads those. Its own reader of Delta asks for the log several times a scan, a hundred requests on S3; it is
left what it does better, tables of many files, of which it opens only those that a question's limits can concern.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from cppcc_archive.errors import InputError, SettingsError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import CAPTURES, CRAWL_OUTCOMES, TABLES
from cppcc_archive.tables.ddl import type_in
from cppcc_archive.tables.delta import open_table
from cppcc_archive.tables.literals import quoted
from cppcc_archive.tables.log import Listing, listing
from cppcc_archive.tables.question import asks_for_names, check, unknown_table
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.views import (
    ANALYSTS,
    MACROS,
    OF_NARROW,
    SQL,
    WITHOUT_TEXTS,
    asks_for_text,
    described,
    in_order,
    stored_behind,
)

if TYPE_CHECKING:
    from cppcc_archive.store.s3 import S3Store

MOST_FILES = 64
"""Files of a table up to which they are named to DuckDB: it looks at the foot of each."""

_AT_ONCE = 8
_LOOK_SECONDS = 0.2


def connect(store: Store, names: frozenset[str] | None = None) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with every stored table (or the ``names``) as a view; one never written to is an empty one.

    Raises StoreError when the store cannot be read.
    """
    connection = blank(store)
    _mount(connection, store, TABLES.keys() if names is None else names, "main")
    return _locked(connection, store)


def analysts(
    store: Store, names: frozenset[str] | None = None, *, locked: bool = True, texts: bool = True, others: bool = False
) -> duckdb.DuckDBPyConnection:
    """The same with the names that analysts use (or the ``names`` and what they are made of), over schema ``stored``.

    With ``others`` the names that are not asked for are there too, without rows. A connection that is not locked reads
    other files as well. One without ``texts`` has null for them, and does not read them. What shows none (the panel,
    coverage) never reads any: it is made of the names without texts in the schema ``narrow``.
    """
    sources = {**SQL, **WITHOUT_TEXTS}
    connection = blank(store)
    connection.execute("CREATE SCHEMA stored")
    asked = ANALYSTS.keys() | MACROS.keys() if names is None else names
    _mount(connection, store, stored_behind(asked, SQL if texts else sources), "stored")
    there = in_order(asked)
    if texts:
        connection.execute("CREATE SCHEMA narrow")
        for name in there:
            if name in WITHOUT_TEXTS:
                connection.execute(f"CREATE VIEW narrow.{name} AS {WITHOUT_TEXTS[name]}")
        sources = {**SQL, **OF_NARROW}
    declare(connection, there, sources)
    for name in ANALYSTS.keys() - set(there) if others else ():
        connection.execute(f"CREATE VIEW {name} AS {empty(described(name))}")
    return _locked(connection, store) if locked else connection


def declare(connection: duckdb.DuckDBPyConnection, names: Iterable[str], sources: Mapping[str, str] = SQL) -> None:
    """Make views of ``names`` (in the order of what needs what) and the macros over them."""
    made = set()
    for name in names:
        connection.execute(f"CREATE VIEW {name} AS {sources[name]}")
        made.add(name)
    for macro, name in MACROS.items():
        if name in made:
            connection.execute(
                f"CREATE MACRO {macro}(moment) AS TABLE SELECT * FROM {name} "
                "WHERE valid_from <= moment::TIMESTAMPTZ AND (valid_to IS NULL OR valid_to > moment::TIMESTAMPTZ)"
            )


def blank(store: Store) -> duckdb.DuckDBPyConnection:
    """A connection that can read the store, and has no name yet."""
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
    if _in_bucket(store) is not None:
        connection.execute(f"LOAD '{_extension('httpfs')}'")
        sign_in(connection, store)
        # Threads wait for requests here, and no file of a table ever changes.
        connection.execute(f"SET threads = {max(_AT_ONCE, os.cpu_count() or 1)}")
        connection.execute("SET enable_http_metadata_cache = true")
    connection.execute("SET parquet_metadata_cache = true")
    # Stored times are UTC; asked for by date or shown they are the sites' own, or a page of the 26th would read as the
    # 25th.
    connection.execute("SET TimeZone = 'Asia/Shanghai'")
    return connection


def sign_in(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Give the connection the store's keys that are in force now: those of a role run out within hours."""
    bucket = _in_bucket(store)
    if bucket is not None:
        connection.execute(_secret(bucket))


def _in_bucket(store: Store) -> S3Store | None:
    """The store where it is one on S3; who asks a folder does not load boto3 for it, which is 10 MB."""
    if not store.uri.startswith("s3://"):
        return None
    from cppcc_archive.store.s3 import S3Store

    return store if isinstance(store, S3Store) else None


def _mount(connection: duckdb.DuckDBPyConnection, store: Store, names: Iterable[str], schema: str) -> None:
    def mount(table: Table) -> Table | None:
        """Make the view; the table where DuckDB must read its log itself."""
        view = f"CREATE VIEW {schema}.{table.name} AS"
        found = listing(store, table)
        if found is None or (found.is_plain and not found.files):
            # A registered Arrow table would not be there for cursors.
            connection.cursor().execute(f"{view} {empty(table)}")
            return None
        scan = _scan_of_files(store, table, found)
        if scan is not None:
            # Of one with a file that is lost or older than a column the Delta reader tells more.
            with suppress(duckdb.Error):
                connection.cursor().execute(f"{view} {as_declared(table, found.columns)} FROM {scan}")
                return None
        return table

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        left = [table for table in pool.map(mount, [TABLES[name] for name in sorted(names)]) if table is not None]
    for table in left:
        try:
            connection.execute(f"LOAD '{_extension('delta')}'")
            connection.execute(f"CREATE VIEW {schema}.{table.name} AS {_scan(store, table)}")
        except duckdb.Error as error:
            raise StoreError(f"the table {table.name} in {store.uri} could not be read: {error}") from error


def _locked(connection: duckdb.DuckDBPyConnection, store: Store) -> duckdb.DuckDBPyConnection:
    # A query can name files and addresses itself (read_text, glob, read_csv): it gets those of the tables only.
    connection.execute(f"SET allowed_directories = [{quoted(store.uri.rstrip('/') + '/tables/')}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def query(store: Store, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
    """The answer to one question over the tables; ``parameters`` are the values of its ``$name``.

    Raises InputError for what is no question and for mistakes in it, StoreError when the store fails.
    """
    names = check(sql, ANALYSTS, MACROS)
    with analysts(store, names, texts=asks_for_text(sql, names), others=asks_for_names(sql)) as connection:
        try:
            return _answered(connection, sql, dict(parameters) if parameters else None)
        except duckdb.CatalogException as error:
            raise InputError(unknown_table(error, ANALYSTS)) from error
        except (duckdb.IOException, duckdb.HTTPException) as error:
            raise StoreError(f"the store {store.uri} could not be read: {error}") from error
        except duckdb.OutOfMemoryException as error:
            raise StoreError(
                f"the answer does not fit this machine's memory: ask for less at once ({error})"
            ) from error
        except (duckdb.Error, pa.ArrowException) as error:
            raise InputError(f"the query cannot be answered: {error}") from error


def _answered(connection: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, Any] | None) -> pa.Table:
    """The answer, worked out in a thread of its own: DuckDB lets no signal through before it is done, and who asked too
    much could end neither it nor the program."""
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(lambda: connection.execute(sql, parameters).to_arrow_table())
        try:
            while not answer.done():
                wait([answer], _LOOK_SECONDS)  # a signal that another thread got is seen between two waits
        except BaseException:
            connection.interrupt()  # whatever ends the wait: nobody waits for the answer any more
            raise
        return answer.result()


def require_archive(store: Store) -> None:
    """Raise InputError when nothing was ever crawled into ``store``: a mistyped address must not look like no data."""
    if listing(store, CRAWL_OUTCOMES) is None and listing(store, CAPTURES) is None:
        raise InputError(
            f"there is no archive at {store.uri}: check the address (CPPCC_STORE, --store), or crawl first"
        )


def empty(table: Table) -> str:
    """SQL for no row in the table's columns."""
    columns = (f'NULL::{type_in("duckdb", column.type)} AS "{column.name}"' for column in table.columns)
    return f"SELECT {', '.join(columns)} WHERE false"


def _scan_of_files(store: Store, table: Table, found: Listing) -> str | None:
    """The rows of a table's files; None where that takes a reader of Delta."""
    if not found.is_plain or len(found.files) > MOST_FILES:
        return None
    return files_read(store, table, [file.key for file in found.files])


def files_read(store: Store, table: Table, keys: Sequence[str]) -> str:
    """SQL for what stands in some of a table's files, after FROM. Raises InputError for a store whose address would be
    taken for a column."""
    for name in re.findall(r"/([^/=]+)=[^/]*", store.uri):
        # DuckDB, like every reader of tables that are parted by folders, has the folder's value for each row.
        if name.lower() in table.column:
            raise InputError(
                f"the store {store.uri} lies in a folder {name}=…, which readers take for the column {name} of "
                f"{table.name}: move it to a folder of another name"
            )
    files = ", ".join(quoted(f"{store.uri.rstrip('/')}/{key}") for key in keys)
    # What a table is parted by stands in the names of its files only; one before a column was gained lacks it.
    parted = ", ".join(f"{name}: {type_in('duckdb', table.column[name].type)}" for name in table.partition_by)
    hive = f"hive_partitioning = true, hive_types = {{{parted}}}" if parted else "hive_partitioning = false"
    return f"read_parquet([{files}], {hive}, union_by_name = true)"


def _scan(store: Store, table: Table) -> str:
    delta = open_table(store, table)
    assert delta is not None, "it is there, or it was empty"
    stored = [field.name for field in delta.schema().fields]
    return f"{as_declared(table, stored)} FROM delta_scan({quoted(store.table_uri(table.name))})"


def as_declared(table: Table, stored: Collection[str]) -> str:
    """SELECT of the table's columns as declared; one that is not ``stored`` yet is null."""
    columns = (
        f'"{column.name}"' if column.name in stored else f'NULL::{type_in("duckdb", column.type)} AS "{column.name}"'
        for column in table.columns
    )
    return f"SELECT {', '.join(columns)}"


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
    listed = ", ".join(f"{name} {quoted(value or '')}" for name, value in settings.items())
    return f"CREATE OR REPLACE SECRET (TYPE s3, {listed})"
