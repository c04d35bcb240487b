"""Delta tables as the archive writes them: atomic, repeatable, side by side."""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import QueryBuilder

from cppcc_archive.errors import InputError, TableError
from cppcc_archive.jobs.recording import is_first_try
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append, delete_where, replace_all, replace_where, upsert
from cppcc_archive.tables.delta import Tables, open_table, transaction_version
from cppcc_archive.tables.literals import text_list
from cppcc_archive.tables.maintenance import maintain
from cppcc_archive.tables.scan import data_files
from cppcc_archive.tables.schema import INT, TEXT, Column, Table

NOTES = Table(
    "notes",
    "one note",
    "A table for tests.",
    (
        Column("id", TEXT, "Name", "a"),
        Column("year", INT, "Year", "2025"),
        Column("text", TEXT, "Text", "政协", nullable=True, bulky=True),
    ),
    key=("id",),
    order=("id",),
    partition_by=("year",),
    bloom=("id",),
)


def notes(*ids: str, year: int = 2025, text: str = "一") -> pa.Table:
    return rows_of(NOTES, [{"id": name, "year": year, "text": text} for name in ids])


def stored(store: Store, table: Table = NOTES) -> list[dict[str, Any]]:
    delta = open_table(store, table)
    if delta is None:
        return []
    # Not to_pyarrow_table(): its threads can abort the interpreter at exit.
    answer = QueryBuilder().register("it", delta).execute("SELECT * FROM it")
    rows: list[dict[str, Any]] = pa.table(answer).to_pylist()
    return sorted(rows, key=lambda row: (row["year"], row["id"]))


def version(store: Store) -> int:
    delta = open_table(store, NOTES)
    assert delta is not None
    return delta.version()


def test_a_table_never_written_is_not_there(store: Store) -> None:
    assert open_table(store, NOTES) is None
    append(store, NOTES, notes())
    assert list(store.keys("tables/")) == []


def test_rows_are_appended_updated_replaced_and_deleted(store: Store) -> None:
    append(store, NOTES, notes("a", "b"))
    append(store, NOTES, notes("c", year=2024))
    upsert(store, NOTES, notes("b", "d", text="二"), [2025])
    assert [(row["id"], row["text"]) for row in stored(store)] == [("c", "一"), ("a", "一"), ("b", "二"), ("d", "二")]
    replace_where(store, NOTES, notes("a", text="三"), "year = 2025 AND id IN ('a', 'd')")
    assert [(row["id"], row["text"]) for row in stored(store)] == [("c", "一"), ("a", "三"), ("b", "二")]
    names = "it's"
    delete_where(store, NOTES, f"id IN ({text_list(['c', names])})")
    assert [row["id"] for row in stored(store)] == ["a", "b"]
    replace_all(store, NOTES, notes("z"))
    assert [row["id"] for row in stored(store)] == ["z"]


def test_a_deletion_that_selects_nothing_commits_nothing(store: Store) -> None:
    append(store, NOTES, notes("a", "b"))
    before = version(store)
    delete_where(store, NOTES, "id = 'c'", {"run1/00": 1})
    assert version(store) == before
    delete_where(store, NOTES, "true", {"run1/00": 1})
    assert stored(store) == []
    assert transaction_version(store, NOTES, "run1/00") == 1


def test_every_file_holds_plain_strings_whatever_wrote_it(store: Store) -> None:
    append(store, NOTES, notes("a", "b", "c", "d"))
    append(store, NOTES, notes("e", "f", year=2024))
    assert string_types(store) == {pa.string()}
    upsert(store, NOTES, notes("b", "g", text="二"), [2025])
    assert string_types(store) == {pa.string()}
    delete_where(store, NOTES, "(year = 2024 AND id IN ('e')) OR (year > 2024 AND id IN ('a', 'c'))")
    assert [row["id"] for row in stored(store)] == ["f", "b", "d", "g"]
    assert string_types(store) == {pa.string()}
    replace_where(store, NOTES, notes("b", text="三"), "id IN ('b', 'd')")
    assert string_types(store) == {pa.string()}
    delta = open_table(store, NOTES)
    assert delta is not None
    delta.optimize.z_order(["id"])
    assert string_types(store) == {pa.string()}


def string_types(store: Store) -> set[pa.DataType]:
    """The Arrow types of the text columns, as the schema that the writer left in every file says."""
    return {
        pq.read_schema(pa.BufferReader(store.get(file.key))).field(name).type
        for file in data_files(Tables(store), NOTES)
        for name in ("id", "text")
    }


def test_a_row_moves_to_another_partition(store: Store) -> None:
    append(store, NOTES, notes("a", "b"))
    upsert(store, NOTES, notes("a", year=2024), [2024, 2025])
    assert [(row["year"], row["id"]) for row in stored(store)] == [(2024, "a"), (2025, "b")]


def test_the_number_of_a_transaction_is_remembered(store: Store) -> None:
    assert transaction_version(store, NOTES, "run1/00") is None
    append(store, NOTES, notes("a"), {"run1/00": 1})
    assert transaction_version(store, NOTES, "run1/00") == 1
    assert transaction_version(store, NOTES, "run1/01") is None


def test_writers_side_by_side_lose_no_row(store: Store) -> None:
    append(store, NOTES, notes("seed"))

    def write(number: int) -> None:
        if number % 2:
            append(store, NOTES, notes(f"append{number}"))
        else:
            upsert(store, NOTES, notes(f"upsert{number}"), [2025])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(8)))
    assert len(stored(store)) == 9
    assert version(store) == 9


def test_a_new_nullable_column_is_added_to_the_table(store: Store) -> None:
    append(store, NOTES, notes("a"))
    grown = Table(**_with_columns((*NOTES.columns, Column("more", TEXT, "More", "x", nullable=True))))
    append(store, grown, rows_of(grown, [{"id": "b", "year": 2025, "text": None, "more": "x"}]))
    assert [(row["id"], row["more"]) for row in stored(store, grown)] == [("a", None), ("b", "x")]


@pytest.mark.parametrize(
    "columns",
    [
        (*NOTES.columns, Column("more", TEXT, "More", "x")),
        (NOTES.columns[0], NOTES.columns[1], Column("text", INT, "Text", "1", nullable=True)),
        NOTES.columns[:2],
    ],
    ids=["required column", "other type", "column lost"],
)
def test_a_table_of_another_shape_is_left_alone(store: Store, columns: tuple[Column, ...]) -> None:
    append(store, NOTES, notes("a"))
    other = Table(**_with_columns(columns))
    row = {column.name: {"id": "b", "year": 2025}.get(column.name) for column in columns}
    row |= {"more": "x"} if "more" in row else {}
    with pytest.raises(TableError, match="major version; move it aside"):
        append(store, other, rows_of(other, [row]))
    assert [row["id"] for row in stored(store)] == ["a"]


def test_files_are_written_with_the_archives_settings(folder_store: Store) -> None:
    append(folder_store, NOTES, notes(*(f"{number:05d}" for number in range(9000)), text="提案" * 50))
    (path,) = Path(folder_store.table_uri("notes")).rglob("*.parquet")
    data = pq.ParquetFile(path).metadata
    assert data.num_row_groups == 3
    names = [data.row_group(0).column(number).path_in_schema for number in range(data.num_columns)]
    text, name = (data.row_group(0).column(names.index(wanted)) for wanted in ("text", "id"))
    assert (text.compression, text.is_stats_set, text.has_dictionary_page) == ("ZSTD", False, False)
    assert name.is_stats_set
    assert name.statistics.min == "00000"


def test_the_log_says_what_a_table_is(folder_store: Store) -> None:
    append(folder_store, NOTES, notes("a"))
    log = Path(folder_store.table_uri("notes"), "_delta_log", "00000000000000000000.json").read_text()
    (meta,) = (line["metaData"] for line in map(json.loads, log.splitlines()) if "metaData" in line)
    assert (meta["name"], meta["description"], meta["partitionColumns"]) == ("notes", "A table for tests.", ["year"])
    assert meta["configuration"]["delta.dataSkippingStatsColumns"] == "id"
    assert json.loads(meta["schemaString"])["fields"][0]["metadata"] == {"comment": "Name"}


def test_maintenance_merges_files_and_loses_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_archive.tables.maintenance.TABLES", {"notes": NOTES})
    for number in range(6):
        append(store, NOTES, notes(f"n{number}"))
    before = stored(store)
    (care,) = maintain(store)
    assert (care.table, care.files_removed, care.files_added, care.files_deleted) == ("notes", 6, 1, 0)
    assert stored(store) == before
    assert any(key.endswith(".checkpoint.parquet") for key in store.keys("tables/notes/_delta_log/"))
    append(store, NOTES, notes("after"))
    assert len(stored(store)) == 7


def test_the_care_heals_files_that_older_readers_cannot_open(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_archive.tables.maintenance.TABLES", {"notes": NOTES})
    append(store, NOTES, notes("a", "b"))
    append(store, NOTES, notes("c", year=2024))
    delta = open_table(store, NOTES)
    assert delta is not None
    merge = delta.merge(notes("b", text="二"), "held.id = new.id", source_alias="new", target_alias="held")
    merge.when_matched_update_all().execute()
    assert string_types(store) == {pa.string(), pa.string_view()}
    before, there = stored(store), {file.key for file in data_files(Tables(store), NOTES)}
    maintain(store)
    assert string_types(store) == {pa.string()}
    assert stored(store) == before
    healed = {file.key for file in data_files(Tables(store), NOTES)}
    assert len(there & healed) == 1, "the year that everybody can read was left alone"
    (care,) = maintain(store)
    assert (care.files_removed, care.files_added) == (0, 0)


def test_files_are_never_deleted_before_a_week(store: Store) -> None:
    with pytest.raises(InputError, match="at least 7 days"):
        maintain(store, keep_days=6)


def test_the_care_forgets_what_was_tried_a_month_ago(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    for run, days in (("old", 31), ("new", 29)):
        assert is_first_try(store, run, "00")
        at = time.time() - days * 86400
        os.utime(tmp_path / ".cppcc" / "tries" / f"{run}-00", (at, at))
    maintain(store)
    assert list(store.keys(".cppcc/tries/")) == [".cppcc/tries/new-00"]


def test_the_care_writes_manifests_of_the_files_of_now(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_archive.tables.maintenance.TABLES", {"notes": NOTES})
    for number in range(9):
        append(store, NOTES, notes(str(number)))
        if number in {0, 8}:
            maintain(store)
    manifests = [key for key in store.keys("tables/notes/_symlink_format_manifest/") if key.endswith("/manifest")]
    named = {line.rsplit("/", 1)[-1] for key in manifests for line in store.get(key).decode().split()}
    delta = open_table(store, NOTES)
    assert delta is not None
    assert named == {uri.rsplit("/", 1)[-1] for uri in delta.file_uris()}


def _with_columns(columns: tuple[Column, ...]) -> dict[str, Any]:
    names = ("name", "row", "description", "key", "order", "partition_by", "bloom", "version")
    return {**{name: getattr(NOTES, name) for name in names}, "columns": columns}
