"""What came to a table, and what went from it, since it was last looked at: by Delta's own log.

The log names every file that a commit brought or took away, how many rows each has, and whether the commit changed any
data or only laid it anew. So what is new is read from the new files, what was lost from those that were taken away
(they are kept for a week), and rows that neither explains show in the sum. What the log does not tell any more is
nothing known: then all of the table is to be looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.errors import StoreError
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.scan import DataFile, data_files, file_of
from cppcc_archive.tables.schema import Table

_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """A table as it was when it was looked at: the id it was made with, its version, its rows by the log."""

    table_id: str
    version: int
    rows: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Since then: files whose rows came, files (still there) of which rows may have gone, and how many rows fewer
    there are than the log accounts for."""

    added: tuple[DataFile, ...] = ()
    removed: tuple[DataFile, ...] = ()
    unexplained: int = 0


def seen_now(tables: Tables, table: Table) -> Seen | None:
    """The table as it was last looked at; None where there is none."""
    delta = tables.get(table)
    if delta is None:
        return None
    return Seen(str(delta.metadata().id), delta.version(), sum(file.rows for file in data_files(tables, table)))


def changes_since(tables: Tables, table: Table, seen: Seen | None) -> Changes | None:
    """What changed since a table was ``seen`` (None: it was not there); None when that cannot be told any more."""
    now = seen_now(tables, table)
    if now is None:
        return Changes() if seen is None else None
    before = seen or Seen(now.table_id, -1, 0)
    if before.table_id != now.table_id or before.version > now.version:
        return None
    log = _Log(table)
    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            numbers = range(before.version + 1, now.version + 1)
            for actions in pool.map(lambda number: _actions(tables, table, number), numbers):
                log.read(actions)
        removed = [_counted(tables, file) for file in log.removed.values()]
    except (StoreError, OSError, pa.ArrowException, ValueError, KeyError, TypeError):
        return None
    there = {file.key for file in data_files(tables, table)}
    if not all(file.key in there or tables.store.exists(file.key) for file in log.added.values()):
        return None
    rows = before.rows + log.brought - sum(file.rows for file in removed) - log.taken
    return Changes(tuple(log.added.values()), tuple(removed), rows - now.rows)


@dataclass(slots=True)
class _Log:
    """The commits of a table, read one after the other. ``brought`` and ``taken`` are rows of commits that change data,
    of files whose rows are known; of those in ``removed`` they are counted when they are looked at."""

    table: Table
    added: dict[str, DataFile] = field(default_factory=dict)
    removed: dict[str, DataFile] = field(default_factory=dict)
    brought: int = 0
    taken: int = 0
    _known: dict[str, DataFile] = field(default_factory=dict)
    _merged: dict[str, tuple[frozenset[str], Mapping[str, DataFile]]] = field(default_factory=dict)

    def read(self, actions: Iterable[Mapping[str, Any]]) -> None:
        adds = [action["add"] for action in actions if "add" in action]
        removes = [action["remove"] for action in actions if "remove" in action]
        files = {one["path"]: file_of(self.table, one) for one in adds}
        self._known.update(files)
        if not any(one["dataChange"] for one in (*adds, *removes)):
            gone = frozenset(one["path"] for one in removes)
            self._merged.update((path, (gone, files)) for path in files)
            return
        for one in removes:
            self._take(one)
        self.added.update(files)
        self.brought += sum(file.rows for file in files.values())

    def _take(self, removal: Mapping[str, Any]) -> None:
        path = removal["path"]
        came = self.added.pop(path, None)
        if came is not None:
            self.taken += came.rows
            return
        self._part(path)
        self.removed[path] = replace(
            file_of(self.table, {"size": removal.get("size") or 0, "partitionValues": {}, **removal}), rows=-1
        )

    def _part(self, path: str) -> None:
        """Of a merged file that is taken away: what was new in it is, now, whatever its sisters hold."""
        inputs, outputs = self._merged.pop(path, (frozenset(), {}))
        for one in inputs:
            self._part(one)
        held = inputs & self.added.keys()
        for one in held:
            del self.added[one]
        if held:
            self.added.update((name, file) for name, file in outputs.items() if name not in (path, *self.removed))


def _actions(tables: Tables, table: Table, number: int) -> list[dict[str, Any]]:
    data = tables.store.get(f"tables/{table.name}/_delta_log/{number:020d}.json")
    return [json.loads(line) for line in data.decode().splitlines()]


def _counted(tables: Tables, file: DataFile) -> DataFile:
    """The file with its rows, as its own foot tells them. Raises StoreError where it is not there any more."""
    with tables.reader(file.key, file.size) as handle:
        return replace(file, rows=pq.read_metadata(handle).num_rows)
