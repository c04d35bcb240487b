"""Asking the tables: DuckDB over the Delta tables of a store, each a view by its name. Read-only, no file and no
network but the store, nothing written to the user's home."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from cppcc_archive.errors import InputError, SettingsError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.store.s3 import S3Store
from cppcc_archive.tables.contract import CAPTURES, CRAWL_OUTCOMES, TABLES
from cppcc_archive.tables.delta import open_table

_EXTENSIONS = ("httpfs", "delta")
_REFUSED = frozenset({"delta_scan", "delta_list_files", "query", "query_table"})
_CELL = 48
_WORD = re.compile(r"\w+")
_BLANKS = "\u00a0\u3000"


def connect(store: Store, names: frozenset[str] | None = None) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with every table (or the ``names``) as a view; a table never written to is an empty one."""
    # Nothing is fetched or installed on the way: what is needed is loaded from its Python package, by path. Those came
    # in through hash-pinned packages; checking DuckDB's signature of 100 MB again takes a second at each connection.
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_unsigned_extensions": "true",
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
        if open_table(store, table) is None:
            connection.register(name, table.schema.empty_table())
        else:
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM delta_scan({_quoted(store.table_uri(name))})")
    # A query can name files and addresses itself (read_text, glob, read_csv): it gets those of the store only.
    connection.execute(f"SET allowed_directories = [{_quoted(store.uri.rstrip('/') + '/')}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def query(store: Store, sql: str) -> pa.Table:
    """The answer to one SELECT over the tables. Raises InputError for anything else and for mistakes in it."""
    with duckdb.connect() as parser:
        try:
            statements = parser.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise InputError("one SELECT is expected: the tables are only written by the build")
            _refuse_own_scans(parser, sql)
            # Every table the text mentions, as a word: DuckDB's own get_table_names() refuses JOIN … USING and NATURAL
            # JOIN while the tables are not there yet. A view too many costs nothing but its opening.
            names = frozenset(re.findall(r"\w+", sql.lower())) & TABLES.keys()
        except duckdb.Error as error:
            raise InputError(f"the query cannot be read: {error}") from error
    with connect(store, names) as connection:
        try:
            return connection.execute(sql).to_arrow_table()
        except duckdb.CatalogException as error:
            raise InputError(f"{error}\nThere are the tables {', '.join(TABLES)}") from error
        except (duckdb.IOException, duckdb.HTTPException) as error:
            raise StoreError(f"the store {store.uri} could not be read: {error}") from error
        except duckdb.Error as error:
            raise InputError(f"the query cannot be answered: {error}") from error


def require_archive(store: Store) -> None:
    """Raise InputError when nothing was ever crawled into ``store``: a mistyped address must not look like no data."""
    if open_table(store, CRAWL_OUTCOMES) is None and open_table(store, CAPTURES) is None:
        raise InputError(
            f"there is no archive at {store.uri}: check the address (CPPCC_STORE, --store), or crawl first"
        )


def render(table: pa.Table, form: str = "table") -> str:
    """An answer as text: ``table`` (for people, long cells cut), ``csv`` or ``json`` (a list of objects)."""
    names = table.column_names
    rows = [list(row.values()) for row in table.to_pylist()]
    if form == "json":
        return json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=_plain)
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([[_plain(cell) for cell in row] for row in rows])
        return out.getvalue().rstrip("\n")
    if form != "table":
        raise InputError(f"unknown format {form!r}: table, csv or json")
    cells = [[_shown(name) for name in names], *([_cut(_plain(cell)) for cell in row] for row in rows)]
    widths = [max(_width(row[number]) for row in cells) for number in range(len(names))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def _refuse_own_scans(parser: duckdb.DuckDBPyConnection, sql: str) -> None:
    """The Delta reader does not heed DuckDB's limits, so a query may not call it; nor build one out of strings."""
    parsed = parser.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    answer = str(parsed[0]) if parsed else ""
    # What has no such form is judged by its words.
    whole = '"error":false' in answer[:20]
    called = {
        word.lower() for word in (re.findall(r'"function_name":"([^"]*)"', answer) if whole else _WORD.findall(sql))
    }
    if refused := sorted(called & _REFUSED):
        raise InputError(f"a query may not call {', '.join(refused)}: name the tables ({', '.join(TABLES)})")


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


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _cut(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return _shown(text if len(text) <= _CELL else text[: _CELL - 1] + "…")


def _shown(text: str) -> str:
    r"""``text`` for a terminal: what would steer it or turn the order of letters is written out (``\x1b``)."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in _BLANKS else ascii(char)[1:-1] for char in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
