"""Which files a table has, as Delta's log says: in three rounds of requests, whatever the table's age.

Opening a table for writing asks for the checkpoint piece by piece and for the commits since one by one; who only reads
gets each whole, and all at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.scan import DataFile, data_files, file_of
from cppcc_archive.tables.schema import Table

_AT_ONCE = 8
_HUNDRED = 100
_COLUMNS = ["add", "metaData", "protocol"]


@dataclass(slots=True)
class Listing:
    """The files of a table at one moment, and the columns it has.

    ``is_plain``: it asks of a reader nothing but to read these files. Tables are made so; other people's programs can
    make them otherwise (deletion vectors, columns under other names). Of one whose log lacks anything it is not told.
    """

    files: list[DataFile] = field(default_factory=list)
    columns: frozenset[str] = frozenset()
    is_plain: bool = True


def listing(store: Store, table: Table, get: Callable[[str], bytes] | None = None) -> Listing | None:
    """The table as it is now; None when nothing was ever written to it. ``get`` fetches what never changes.

    Raises StoreError.
    """
    try:
        return _listing(store, table, get or store.get)
    except (ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise StoreError(f"the log of the table {table.name} in {store.uri} cannot be read: {error!r}") from error


def files_now(tables: Tables, table: Table) -> list[DataFile]:
    """The files a table has now, in fewer requests and less memory than opening it takes: for who does not write it."""
    found = listing(tables.store, table, tables.whole)
    if found is None or found.is_plain:
        return found.files if found else []
    tables.refresh(table)
    return data_files(tables, table)


def _listing(store: Store, table: Table, get: Callable[[str], bytes]) -> Listing | None:
    folder = f"tables/{table.name}/_delta_log/"
    pointer = store.read_tagged(f"{folder}_last_checkpoint")
    said = json.loads(pointer.data) if pointer else {"version": -1}
    start = int(said["version"])
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        checkpoint = pool.submit(_checkpoint, get, f"{folder}{start:020d}.checkpoint.parquet") if pointer else None
        numbers = _commits(store, folder, start)
        commits = [f"{folder}{number:020d}.json" for number in numbers]
        if not (commits or checkpoint):
            return None
        later = [json.loads(line) for data in pool.map(get, commits) for line in data.splitlines()]
        earlier = checkpoint.result() if checkpoint else []
    found = _replayed(table, [*earlier, *later])
    # Checkpoints in parts are read by those who know them, and Delta says what a log lacks.
    is_whole = bool(earlier or not pointer) and numbers == list(range(start + 1, start + 1 + len(numbers)))
    found.is_plain = found.is_plain and is_whole and not said.keys() & {"parts", "v2Checkpoint"}
    return found


def _commits(store: Store, folder: str, start: int) -> list[int]:
    """The versions after ``start``, as far as there are any; a listing for each hundred."""
    found: list[int] = []
    hundred = (start + 1) // _HUNDRED
    while True:
        # Numbers have twenty digits: those of a hundred begin alike.
        keys = store.keys(f"{folder}{hundred:018d}")
        names = (key.removeprefix(folder).removesuffix(".json") for key in keys if key.endswith(".json"))
        found += [int(name) for name in names if name.isdigit() and int(name) > start]
        hundred += 1
        if not found or found[-1] != hundred * _HUNDRED - 1:
            return found


def _checkpoint(get: Callable[[str], bytes], key: str) -> list[Mapping[str, Any]]:
    """The actions of a checkpoint; [] for one in parts, whose key is another, and for one that cannot be had."""
    try:
        data = get(key)
    except StoreError:
        return []
    with pq.ParquetFile(pa.BufferReader(data)) as parquet:
        there = [name for name in _COLUMNS if name in parquet.schema_arrow.names]
        rows = parquet.read(columns=[f"{name}.{part}" for name in there for part in _PARTS[name]]).to_pylist()
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


_PARTS: Mapping[str, Sequence[str]] = {
    "add": ("path", "size", "partitionValues", "stats", "deletionVector"),
    "metaData": ("id", "schemaString"),
    "protocol": ("minReaderVersion",),
}


def _replayed(table: Table, actions: Iterable[Mapping[str, Any]]) -> Listing:
    """What stands after the actions, earliest first."""
    found = Listing()
    files: dict[str, Mapping[str, Any]] = {}
    for action in actions:
        if added := _said(action, "add", "path"):
            files[added["path"]] = added
            found.is_plain = found.is_plain and not added.get("deletionVector")
        elif removed := _said(action, "remove", "path"):
            files.pop(removed["path"], None)
        elif described := _said(action, "metaData", "schemaString"):
            found.columns = frozenset(one["name"] for one in json.loads(described["schemaString"])["fields"])
        elif asked := _said(action, "protocol", "minReaderVersion"):
            found.is_plain = found.is_plain and asked["minReaderVersion"] == 1
    found.files = [file_of(table, added) for added in files.values()]
    return found


def _said(action: Mapping[str, Any], name: str, what: str) -> Mapping[str, Any] | None:
    """An action by its name; a checkpoint has a place for each in every row, mostly empty."""
    said: Mapping[str, Any] | None = action.get(name)
    return said if said and said.get(what) is not None else None
