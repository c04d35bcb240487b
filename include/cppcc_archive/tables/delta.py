"""Delta tables opened: each once, made as declared when it is first written to, and read on from where it was."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import IO, TYPE_CHECKING
from weakref import WeakKeyDictionary

import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.errors import ObjectExistsError, StoreError, TableError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.schema import Table

if TYPE_CHECKING:
    # 36 MB with its first table: whoever only reads files that Delta's log names does without.
    from deltalake import DeltaTable, Schema

SETTINGS = {"delta.deletedFileRetentionDuration": "interval 7 days", "delta.checkpointInterval": "10"}
"""Of every table. A reader replays the log since the last checkpoint: two requests a commit on S3."""

_KEPT_SECONDS = 600.0

_SMALL_BYTES, _SMALL_IN_ALL = 256 << 10, 8 << 20
"""Bytes of a data file that is read whole and kept, and of all that are: a night's files are asked several times."""


@dataclass(slots=True)
class _Held:
    table: Table
    delta: DeltaTable
    since: float
    checked: Table | None = None
    late: bool = True
    """Whether it was opened after the last refresh: then it may hold what came since."""


class Tables:
    """The tables of a store, each opened once and read on from there.

    Opening replays a log, reading on asks for what came since. A table is as it was when it was last refreshed or
    written through this object. Opened anew after ten minutes, since credentials rotate.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._held: dict[str, _Held] = {}
        self._missing: set[str] = set()
        self._numbers: dict[str, tuple[int, dict[str, int]]] = {}
        self._small: dict[str, bytes] = {}
        self._keeping = Lock()

    def get(self, table: Table) -> DeltaTable | None:
        """The table as it was last looked at; None when nothing was ever written to it."""
        held = self._held.get(table.name)
        if held is None:
            delta = None if table.name in self._missing else _opened(self.store, table)
            if delta is None:
                self._missing.add(table.name)
                return None
            held = self._held[table.name] = _Held(table, delta, time.monotonic())
        return held.delta

    def refresh(self, *tables: Table) -> None:
        """Look at the tables as they are now."""
        for table in tables:
            held = self._held.get(table.name)
            if held is not None and time.monotonic() - held.since <= _KEPT_SECONDS:
                from deltalake.exceptions import DeltaError

                # Moved aside, or its credentials ran out: opening says which.
                with suppress(DeltaError, OSError):
                    held.delta.update_incremental()
                    held.late = False
                    continue
            if self._held.pop(table.name, None) is not None:
                self._forget_log(table)
            self._missing.discard(table.name)
            self.open(table)

    def refresh_held(self) -> None:
        """Look at the tables that were opened before as they are now."""
        self._missing.clear()
        for held in list(self._held.values()):
            self.refresh(held.table)

    def open(self, *tables: Table) -> None:
        """Have the tables open, as they are now or were when they were last looked at: for what is claimed next."""
        for table in tables:
            if self.get(table) is not None:
                self._held[table.name].late = False

    def reader(self, key: str, size: int) -> IO[bytes]:
        """A data file to read; small ones are fetched once."""
        return self.store.reader(key, size) if size > _SMALL_BYTES else io.BytesIO(self.whole(key))

    def whole(self, key: str) -> bytes:
        """All of an object that never changes (a data file, a commit): a small one is fetched once."""
        data = self._small.get(key)
        if data is None:
            data = self.store.get(key)
            if len(data) <= _SMALL_BYTES:
                with self._keeping:
                    while self._small and sum(map(len, self._small.values())) > _SMALL_IN_ALL:
                        del self._small[next(iter(self._small))]
                    self._small[key] = data
        return data

    def _forget_log(self, table: Table) -> None:
        """A table moved aside and made anew has other commits under the same numbers."""
        self._numbers.pop(table.name, None)
        with self._keeping:
            for key in [key for key in self._small if key.startswith(f"tables/{table.name}/_delta_log/")]:
                del self._small[key]

    def numbers(self, table: Table) -> Mapping[str, int]:
        """The numbers of all application ids of the table as it was last looked at. Asking Delta for each replays the
        log each time; this reads on in it."""
        delta = self.get(table)
        if delta is None:
            return {}
        version = delta.version()
        start, found = self._numbers.get(table.name, (-1, {}))
        if start != version:
            # A log that is shorter than it was belongs to another table.
            found = _numbers_in_log(self, table, version, start if start < version else -1, found)
            self._numbers[table.name] = version, found
        return found

    def is_late(self, table: Table) -> bool:
        """Whether the table was opened, or made, after it was last refreshed."""
        held = self._held.get(table.name)
        return held is None or held.late

    def writable(self, table: Table) -> DeltaTable:
        """The table, made if it is not there, brought up to the declaration if that gained columns."""
        self.store.prove_conditional_put()
        delta = self.get(table)
        if delta is None:
            delta = _created(self.store, table)
            self._missing.discard(table.name)
            self._held[table.name] = _Held(table, delta, time.monotonic())
        held = self._held[table.name]
        if held.checked is not table:
            _check_shape(table, delta)
            held.checked = table
        return delta


_SHARED: WeakKeyDictionary[Store, Tables] = WeakKeyDictionary()


def tables_of(where: Store | Tables) -> Tables:
    """The tables that everybody shares who works on the same store object; a :class:`Tables` stands for itself."""
    if isinstance(where, Tables):
        return where
    return _SHARED.setdefault(where, Tables(where))


def open_table(store: Store, table: Table) -> DeltaTable | None:
    """The table as it is now, None when nothing was ever written to it."""
    tables = tables_of(store)
    tables.refresh(table)
    return tables.get(table)


def _opened(store: Store, table: Table) -> DeltaTable | None:
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError, TableNotFoundError

    try:
        return DeltaTable(store.table_uri(table.name), storage_options=dict(store.storage_options()))
    except TableNotFoundError:
        return None
    except (DeltaError, OSError) as error:
        raise StoreError(f"cannot open the table {table.name} in {store.uri}: {error}") from error


def _created(store: Store, table: Table) -> DeltaTable:
    from deltalake import DeltaTable

    made = DeltaTable.create(
        store.table_uri(table.name),
        table.schema,
        mode="ignore",
        partition_by=list(table.partition_by) or None,
        name=table.name,
        description=table.description,
        configuration={"delta.dataSkippingStatsColumns": ",".join(table.measured), **SETTINGS},
        storage_options=dict(store.storage_options()),
    )
    # A table that is removed whole would otherwise look like one that never was.
    with suppress(ObjectExistsError):
        store.put_new(mark_key(table.name), f"{table.name} was made here\n".encode())
    return made


def mark_key(name: str) -> str:
    """Where it is noted that a table was made."""
    return f".cppcc/tables/{name}"


def transaction_version(where: Store | Tables, table: Table, app_id: str) -> int | None:
    """The number of the last commit made under ``app_id``; None when there was none."""
    tables = tables_of(where)
    if not isinstance(where, Tables):
        tables.refresh(table)
    return tables.numbers(table).get(app_id)


def _check_shape(table: Table, delta: DeltaTable) -> None:
    stored = {field.name: str(field.type) for field in delta.schema().fields}
    declared = {field.name: str(field.type) for field in schema_of(table).fields}
    if stored.items() - declared.items():
        wrong = sorted({name for name, _ in stored.items() - declared.items()})
        raise TableError(
            f"the table {table.name} has another shape than declared (columns {', '.join(wrong)}): it was written by "
            f"another major version; move it aside and build it again"
        )
    new = [field for field in schema_of(table).fields if field.name not in stored]
    if any(not field.nullable for field in new):
        raise TableError(
            f"the table {table.name} lacks the columns {', '.join(field.name for field in new)}: it was written by an "
            "earlier major version; move it aside and build it again"
        )
    if new:
        delta.alter.add_columns(new)


def schema_of(table: Table) -> Schema:
    """The declared schema as Delta has it."""
    from deltalake import Schema

    return Schema.from_arrow(table.schema)


def _numbers_in_log(
    tables: Tables, table: Table, version: int, known: int, numbers: Mapping[str, int]
) -> dict[str, int]:
    """The application ids up to a version: those up to a ``known`` one and of the commits since; of a table not looked
    at yet (-1) from its newest checkpoint."""
    log_of = f"tables/{table.name}/_delta_log"
    found = dict(numbers) if known >= 0 else {}
    pointer = tables.store.read_tagged(f"{log_of}/_last_checkpoint") if known < 0 else None
    # Somebody may have been quicker: the commits before a checkpoint are kept for a month.
    if pointer is not None and (newest := int(json.loads(pointer.data)["version"])) <= version:
        known = newest
        data = tables.whole(f"{log_of}/{newest:020d}.checkpoint.parquet")
        rows = pq.read_table(pa.BufferReader(data), columns=["txn"])["txn"].to_pylist()
        found = {row["appId"]: row["version"] for row in rows if row is not None and row["appId"] is not None}
    for number in range(known + 1, version + 1):
        for line in tables.whole(f"{log_of}/{number:020d}.json").decode().splitlines():
            action = json.loads(line).get("txn")
            if action:
                found[action["appId"]] = action["version"]
    return found
