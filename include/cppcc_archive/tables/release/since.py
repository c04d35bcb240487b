"""What changed since the release before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.literals import quoted
from cppcc_archive.tables.release.datapackage import Written
from cppcc_archive.tables.release.index import PACKAGE, ROOT

_REPORT = ("report_id", "version_id")
_FIGURE = ("report_id", "indicator_id", "code", "unit", "value")


def changes_since(
    store: Store, connection: duckdb.DuckDBPyConnection, before: str | None, tables: Mapping[str, tuple[Written, ...]]
) -> dict[str, Any]:
    """Row counts beside those of the release before, and how many reports are new, changed or no longer there."""
    counted: dict[str, int] = {}
    if before is not None:
        for resource in json.loads(store.get(f"{ROOT}{before}/{PACKAGE}"))["resources"]:
            table = resource.get("table", resource["name"])
            if not str(resource["path"]).endswith(".csv.gz"):
                counted[table] = counted.get(table, 0) + resource["rows"]
    rows = {table: sum(file.rows for file in files) for table, files in tables.items()}
    return {
        "before": before,
        "tables": {table: {"rows": count, "before": counted.get(table)} for table, count in rows.items()},
        "reports": {
            "new": number(connection, "SELECT count(*) FROM standing ANTI JOIN known USING (report_id)"),
            "changed": number(
                connection,
                "SELECT count(*) FROM standing s JOIN known k USING (report_id) WHERE s.version_id <> k.version_id",
            ),
            "removed": number(connection, "SELECT count(*) FROM known ANTI JOIN standing USING (report_id)"),
        },
    }


def register_known(
    store: Store,
    connection: duckdb.DuckDBPyConnection,
    before: Mapping[str, tuple[str, Written]],
    now: Mapping[str, tuple[str, Written]],
    folder: str,
) -> None:
    """Register what the release ``before`` had and what is in ``now`` (by path: where each file lies and what it is) as
    ``known`` and ``standing`` (reports), ``known_figures`` and ``figures``; what is known is empty without one.

    Files whose rows are the same in both are left out on both sides: nothing changed there. Nor did any figure where
    there is no release before.
    """
    changed = {path: found for path, found in before.items() if not _same_rows(found, now.get(path))}
    new = {path: found for path, found in now.items() if not _same_rows(found, before.get(path))}
    known = _files_of(store, changed, "reports", _REPORT, folder)
    figures = _files_of(store, changed, "indicators", _FIGURE, folder)
    for view, table, files in (("known", "reports", known), ("known_figures", "indicators", figures)):
        _view(connection, view, table, files)
    for view, table in (("standing", "reports"), ("figures", "indicators")):
        paths = new if before or table == "reports" else {}
        _view(
            connection, view, table, [_address(store, key) for path, (key, _) in paths.items() if _is_of(path, table)]
        )


def _view(connection: duckdb.DuckDBPyConnection, view: str, table: str, files: Sequence[str]) -> None:
    columns = _FIGURE if table == "indicators" else _REPORT
    source = f"{table} WHERE false"
    if files:
        listed = ", ".join(map(quoted, files))
        source = f"read_parquet([{listed}], union_by_name = true, hive_partitioning = false)"
    there = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    named = ", ".join(name if name in there else f"NULL::VARCHAR AS {name}" for name in columns)
    connection.execute(f"CREATE TEMP VIEW {view} AS SELECT {named} FROM {source}")


def _is_of(path: str, table: str) -> bool:
    return path.startswith(f"{table}/")


def _address(store: Store, key: str) -> str:
    return f"{store.uri.rstrip('/')}/{key}"


def files_of(store: Store, name: str | None) -> dict[str, tuple[str, Written]]:
    """The tables' files of a release, by their path in it: where each lies, and what it is."""
    if name is None:
        return {}
    resources = json.loads(store.get(f"{ROOT}{name}/{PACKAGE}"))["resources"]
    return {
        one["path"]: (
            f"{ROOT}{name}/{one['path']}",
            Written(one["path"], one["rows"], one["size"], one["hash"].partition(":")[2], None, one.get("content")),
        )
        for one in resources
        if str(one["path"]).endswith(".parquet") and "size" in one
    }


def _same_rows(one: tuple[str, Written], other: tuple[str, Written] | None) -> bool:
    return other is not None and other[1].content is not None and other[1].content == one[1].content


def _files_of(
    store: Store, files: Mapping[str, tuple[str, Written]], table: str, columns: Sequence[str], folder: str
) -> list[str]:
    """A table's files of a release, of which some ``columns`` are copied beside the work. Raises StoreError naming a
    file that cannot be read."""
    found = []
    for path, (key, file) in files.items():
        if not _is_of(path, table):
            continue
        copy = Path(folder) / f"before-{path.rpartition('/')[2]}"
        try:
            _copy_columns(store, key, file.size, columns, copy)
        except (pa.ArrowException, OSError) as error:
            remedy = "put it back from a copy of the release (cppcc release verify names what is damaged)"
            raise StoreError(f"{key} in {store.uri} cannot be compared with: {error}; {remedy}") from error
        found.append(str(copy))
    return found


def _copy_columns(store: Store, key: str, size: int, columns: Sequence[str], copy: Path) -> None:
    with store.reader(key, size) as handle, pq.ParquetFile(handle) as parquet:
        there = [column for column in columns if column in parquet.schema_arrow.names]
        narrow = pa.schema([parquet.schema_arrow.field(column) for column in there])
        with pq.ParquetWriter(copy, narrow) as writer:
            for group in range(parquet.num_row_groups):
                writer.write_table(parquet.read_row_group(group, columns=there))


MOVED = """
SELECT coalesce(n.report_id, k.report_id) AS report_id, coalesce(n.indicator_id, k.indicator_id) AS indicator_id,
  coalesce(n.code, k.code) AS code, coalesce(n.unit, k.unit) AS unit, k.value AS value_before, n.value AS value_after,
  CASE WHEN k.report_id IS NULL THEN 'added' WHEN n.report_id IS NULL THEN 'removed' ELSE 'moved' END AS kind
FROM (SELECT * FROM known_figures WHERE indicator_id IS NOT NULL) AS k
FULL JOIN (SELECT report_id, indicator_id, code, unit, value FROM figures WHERE indicator_id IS NOT NULL) AS n
  ON n.report_id = k.report_id AND n.indicator_id = k.indicator_id
WHERE k.value IS NULL OR n.value IS NULL OR k.value <> n.value
ORDER BY ALL
"""


def number(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The one number that is asked for; 0 for null."""
    return int(first(connection, sql) or 0)


def first(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    """The first value of the first row; None when there is none."""
    row = connection.execute(sql).fetchone()
    return row[0] if row else None
