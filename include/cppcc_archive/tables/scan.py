"""Reading what the archive's own stages need of a table: only files and row groups that can hold it, as Arrow.

Tables are clustered by site, and Delta's log knows each file's first and last site. So what is read of a table grows
with the sites asked for, not with the table. Analysts ask through DuckDB (:mod:`cppcc_archive.tables.query`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cppcc_archive.errors import StoreError
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.schema import Table

Mask = Any
"""An Arrow array of booleans, chunked or not: the stubs know no name for both."""

Keep = Callable[[pa.Table], Mask]
"""Which rows to keep, by the columns it was given."""


def among(rows: pa.Table, column: str, values: Iterable[str]) -> Mask:
    """Where the column holds one of the values."""
    return pc.is_in(rows[column], value_set=pa.array(sorted(set(values)), pa.string()))


def equals(rows: pa.Table, column: str, value: str | int) -> Mask:
    """Where the column holds the value; not where it is null."""
    mask: Any = pc.equal(rows[column], pa.scalar(value))
    return pc.fill_null(mask, False)


def above(rows: pa.Table, column: str, value: int) -> Mask:
    """Where the column holds more than the value."""
    return pc.greater(rows[column], pa.scalar(value))


def unlike(rows: pa.Table, column: str, value: str) -> Mask:
    """Where the column holds something else than the value; also where it is null."""
    return pc.invert(equals(rows, column, value))


def both(first: Mask, second: Mask) -> Mask:
    """Where both masks hold."""
    return pc.and_(first, second)


def either(*masks: Mask) -> Mask:
    """Where any of the masks holds."""
    return reduce(pc.or_, masks)


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file of a table: its key in the store, bytes, rows, partition value, and first and last site."""

    key: str
    size: int
    rows: int
    partition: int | None
    first: str | None
    last: str | None

    def may_hold(self, sites: Sequence[str]) -> bool:
        """Whether one of the ``sites`` (sorted) lies between the first and the last."""
        if self.first is None or self.last is None:
            return True
        return _between(sites, self.first, self.last)


def data_files(tables: Tables, table: Table) -> list[DataFile]:
    """The files a table has, as it was last looked at."""
    delta = tables.get(table)
    if delta is None:
        return []
    rows = pa.table(delta.get_add_actions(flatten=True)).to_pylist()
    partition = f"partition.{table.partition_by[0]}" if table.partition_by else ""
    return [
        DataFile(
            f"tables/{table.name}/{unquote(row['path'])}",
            row["size_bytes"],
            row["num_records"],
            row.get(partition),
            row.get("min.site_id"),
            row.get("max.site_id"),
        )
        for row in rows
    ]


def added_since(tables: Tables, table: Table, version: int) -> tuple[DataFile, ...] | None:
    """The files that commits added after a version of the table; None when the log does not tell any more.

    Their rows are what is new, unless something was replaced meanwhile: then rows that were there are among them too.
    """
    delta = tables.get(table)
    if delta is None:
        return ()
    found = []
    for number in range(version + 1, delta.version() + 1):
        try:
            lines = tables.store.get(f"tables/{table.name}/_delta_log/{number:020d}.json").decode().splitlines()
        except StoreError:
            return None
        added = (action["add"] for action in map(json.loads, lines) if "add" in action)
        found += [file_of(table, one) for one in added if one["dataChange"]]
    # Care may have merged and deleted them since; what they held is then among all the others.
    there = {file.key for file in data_files(tables, table)}
    if all(file.key in there or tables.store.exists(file.key) for file in found):
        return tuple(found)
    return None


def file_of(table: Table, added: Mapping[str, Any]) -> DataFile:
    """A file as an action of the log names it; 0 rows where the action does not say how many."""
    stats = json.loads(added.get("stats") or "{}")
    value = dict(added["partitionValues"]).get(table.partition_by[0]) if table.partition_by else None
    return DataFile(
        f"tables/{table.name}/{unquote(added['path'])}",
        added["size"],
        stats.get("numRecords", 0),
        None if value is None else int(value),
        stats.get("minValues", {}).get("site_id"),
        stats.get("maxValues", {}).get("site_id"),
    )


def scan(
    tables: Tables,
    table: Table,
    columns: Sequence[str],
    *,
    sites: Collection[str] | None = None,
    partitions: Collection[int] | None = None,
    by: Sequence[str] = (),
    keep: Keep | None = None,
    files: Iterable[DataFile] | None = None,
) -> pa.Table:
    """The rows of the ``sites`` (None: of all) in the ``columns``.

    ``keep`` chooses among them by the columns ``by``; the others are only read of row groups in which it keeps any.
    ``partitions`` restricts to some values of the partition column. Raises StoreError when a file cannot be read.
    """
    schema = pa.schema([table.schema.field(name) for name in columns]).remove_metadata()
    batches = batches_of(tables, table, columns, sites=sites, partitions=partitions, by=by, keep=keep, files=files)
    return pa.concat_tables([schema.empty_table(), *(one.cast(schema) for one in batches)])


def batches_of(
    tables: Tables,
    table: Table,
    columns: Sequence[str],
    *,
    sites: Collection[str] | None = None,
    partitions: Collection[int] | None = None,
    by: Sequence[str] = (),
    keep: Keep | None = None,
    files: Iterable[DataFile] | None = None,
) -> Iterator[pa.Table]:
    """:func:`scan`, one row group after the other."""
    wanted = None if sites is None else sorted(sites)
    if wanted == []:
        return
    first = list(dict.fromkeys((*(("site_id",) if wanted is not None else ()), *by)))
    for file in data_files(tables, table) if files is None else files:
        if partitions is not None and file.partition not in partitions:
            continue
        if wanted is not None and not file.may_hold(wanted):
            continue
        yield from _read(tables, table, file, columns, first, wanted, keep)


def _read(
    tables: Tables,
    table: Table,
    file: DataFile,
    columns: Sequence[str],
    first: Sequence[str],
    sites: Sequence[str] | None,
    keep: Keep | None,
) -> Iterator[pa.Table]:
    try:
        with tables.reader(file.key, file.size) as handle, pq.ParquetFile(handle, pre_buffer=True) as parquet:
            for group in _groups(parquet, sites):
                found = _group(parquet, group, table, file, columns, first, sites, keep)
                if found is not None and found.num_rows:
                    yield found
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"cannot read {file.key}: {error}") from error


def _groups(parquet: pq.ParquetFile, sites: Sequence[str] | None) -> Iterator[int]:
    """The row groups that can hold one of the sites."""
    meta = parquet.metadata
    place = parquet.schema_arrow.get_field_index("site_id")
    for number in range(meta.num_row_groups):
        if sites is not None and place >= 0:
            statistics = meta.row_group(number).column(place).statistics
            if (
                statistics is not None
                and statistics.has_min_max
                and not _between(sites, _text(statistics.min), _text(statistics.max))
            ):
                continue
        yield number


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _between(sites: Sequence[str], first: str, last: str) -> bool:
    at = bisect_left(sites, first)
    return at < len(sites) and sites[at] <= last


def _group(
    parquet: pq.ParquetFile,
    group: int,
    table: Table,
    file: DataFile,
    columns: Sequence[str],
    first: Sequence[str],
    sites: Sequence[str] | None,
    keep: Keep | None,
) -> pa.Table | None:
    chosen: pa.Table | None = None
    mask = None
    if first:
        chosen = _columns(parquet, group, table, file, first)
        if sites is not None:
            mask = among(chosen, "site_id", sites)
        if keep is not None:
            kept = keep(chosen)
            mask = kept if mask is None else both(mask, kept)
        if mask is not None and not pc.any(mask).as_py():
            return None
    rest = [name for name in columns if name not in first]
    read = _columns(parquet, group, table, file, rest) if rest or chosen is None else chosen
    if chosen is not None and rest:
        for name in first:
            read = read.append_column(name, chosen[name])
    read = read.select(list(columns))
    return read if mask is None else read.filter(mask)


def _columns(parquet: pq.ParquetFile, group: int, table: Table, file: DataFile, names: Sequence[str]) -> pa.Table:
    """Columns of a row group, as declared; the partition's is in no file, and one the file has not gained is null."""
    there = [name for name in names if name in parquet.schema_arrow.names]
    read = parquet.read_row_group(group, columns=there, use_threads=False)
    rows = parquet.metadata.row_group(group).num_rows
    arrays = []
    for name in names:
        kind = table.column[name].type
        if name in there:
            arrays.append(read[name].cast(kind))
        else:
            value = file.partition if name in table.partition_by else None
            arrays.append(pa.chunked_array([pa.array([value] * rows, kind)]))
    return pa.table(arrays, names=list(names))
