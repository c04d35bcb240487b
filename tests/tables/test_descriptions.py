"""A column's description may be reworded without touching the tables that stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import QueryBuilder

from cppcc_archive.store import open_store
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append, replace_all, replace_where, upsert
from cppcc_archive.tables.delta import open_table
from cppcc_archive.tables.schema import Column, Table

TABLE = Table(
    name="things",
    row="one thing",
    description="Things.",
    columns=(Column("thing_id", pa.string(), "Its name", "a"), Column("year", pa.int32(), "Its year", "2024")),
    key=("thing_id",),
    order=("thing_id",),
    partition_by=("year",),
)
REWORDED = replace(TABLE, columns=tuple(replace(column, description="Said anew") for column in TABLE.columns))


@pytest.mark.parametrize("write", ["append", "upsert", "replace_where", "replace_all"])
def test_rows_are_written_under_a_reworded_description(tmp_path: Path, write: str) -> None:
    store = open_store(str(tmp_path))
    append(store, TABLE, rows_of(TABLE, [{"thing_id": "a", "year": 2024}]))
    rows = rows_of(REWORDED, [{"thing_id": "b", "year": 2024}])
    if write == "append":
        append(store, REWORDED, rows)
    elif write == "upsert":
        upsert(store, REWORDED, rows, [2024])
    elif write == "replace_where":
        replace_where(store, REWORDED, rows, "year = 2024")
    else:
        replace_all(store, REWORDED, rows)
    table = open_table(store, TABLE)
    assert table is not None
    answer = QueryBuilder().register("things", table).execute("SELECT thing_id FROM things")
    assert "b" in pa.table(answer)["thing_id"].to_pylist()


def test_rows_that_were_updated_lie_in_files_that_older_readers_open(tmp_path: Path) -> None:
    store = open_store(str(tmp_path))
    append(store, TABLE, rows_of(TABLE, [{"thing_id": "a", "year": 2024}, {"thing_id": "b", "year": 2024}]))
    upsert(store, TABLE, rows_of(TABLE, [{"thing_id": "b", "year": 2024}, {"thing_id": "c", "year": 2024}]), [2024])
    table = open_table(store, TABLE)
    assert table is not None
    assert sorted(table.to_pyarrow_table()["thing_id"].to_pylist()) == ["a", "b", "c"]
    for file in table.file_uris():
        assert "view" not in str(pq.read_schema(file))
