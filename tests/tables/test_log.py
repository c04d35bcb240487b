"""A table's files by its log alone: the same that Delta itself finds, and what DuckDB reads of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from deltalake import Field, TableFeatures

from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables import query as asking
from cppcc_archive.tables.commits import append, delete_where, upsert
from cppcc_archive.tables.delta import Tables, open_table, schema_of
from cppcc_archive.tables.log import Listing, files_now, listing
from cppcc_archive.tables.maintenance import maintain
from cppcc_archive.tables.query import connect
from cppcc_archive.tables.scan import data_files
from cppcc_archive.tables.schema import TEXT, Column, Table
from tests.tables.test_delta import NOTES, notes, stored

WIDER = Table(**{**NOTES.__dict__, "columns": (*NOTES.columns, Column("more", TEXT, "More", "x", nullable=True))})


def found(store: Store) -> Listing:
    there = listing(store, NOTES)
    assert there is not None
    return there


def asked(store: Store, monkeypatch: pytest.MonkeyPatch, table: Table = NOTES) -> list[tuple[object, ...]]:
    monkeypatch.setattr(asking, "TABLES", {"notes": table})
    with connect(store) as connection:
        return connection.execute("SELECT * FROM notes ORDER BY year, id").fetchall()


def test_a_table_never_written_has_no_listing(store: Store) -> None:
    assert listing(store, NOTES) is None


def test_the_files_are_those_that_delta_finds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_archive.tables.maintenance.TABLES", {"notes": NOTES})
    steps: list[Callable[[], object]] = [
        lambda: append(store, NOTES, notes("a b", "甲", year=2024)),
        lambda: upsert(store, NOTES, notes("a b", year=2024, text="二"), [2024]),
        *(lambda number=number: append(store, NOTES, notes(f"n{number}")) for number in range(12)),
        lambda: delete_where(store, NOTES, "id = 'n3'"),
        lambda: maintain(store),
        lambda: append(store, NOTES, notes("after")),
    ]
    for step in steps:
        step()
        there = found(store)
        assert {file.key: file for file in there.files} == {file.key: file for file in data_files(Tables(store), NOTES)}
        assert (there.columns, there.is_plain) == (frozenset(NOTES.column), True)
    assert asked(store, monkeypatch) == [tuple(row.values()) for row in stored(store)]


def test_what_delta_must_read_itself_is_asked_of_it(folder_store: Store) -> None:
    append(folder_store, NOTES, notes("a"))
    delta = open_table(folder_store, NOTES)
    assert delta is not None
    plain = files_now(Tables(folder_store), NOTES)
    delta.alter.add_feature(TableFeatures.DeletionVectors, allow_protocol_versions_increase=True)
    assert files_now(Tables(folder_store), NOTES) == plain == data_files(Tables(folder_store), NOTES)


def test_what_several_threads_fetch_at_once_comes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_archive.tables.delta._SMALL_IN_ALL", 50)
    monkeypatch.setattr(LocalStore, "get", lambda store, key: key.encode())
    tables, keys = Tables(LocalStore(tmp_path)), [str(number) for number in range(97)] * 40
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda thread: [tables.whole(key + thread) for key in keys], "abcdefgh"))
    finally:
        sys.setswitchinterval(before)
    assert found == [[(key + thread).encode() for key in keys] for thread in "abcdefgh"]


def test_a_table_moved_aside_and_made_anew_tells_nothing_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cppcc_archive.tables.delta._KEPT_SECONDS", -1.0)
    tables = Tables(LocalStore(tmp_path))
    append(tables, NOTES, notes("a"), {"old": 1})
    assert (tables.numbers(NOTES), len(files_now(tables, NOTES))) == ({"old": 1}, 1)
    (tmp_path / "tables/notes").rename(tmp_path / "aside")
    tables.refresh(NOTES)
    assert (tables.numbers(NOTES), files_now(tables, NOTES)) == ({}, [])
    append(LocalStore(tmp_path), NOTES, notes("b"), {"new": 2})
    tables.refresh(NOTES)
    assert tables.numbers(NOTES) == {"new": 2}
    assert files_now(tables, NOTES) == data_files(Tables(LocalStore(tmp_path)), NOTES)


@pytest.mark.parametrize("last", [98, 99, 100, 199, 203])
def test_commits_are_followed_over_the_hundreds(folder_store: Store, last: int) -> None:
    append(folder_store, NOTES, notes("a"))
    log = "tables/notes/_delta_log"
    for number in range(2, last + 1):
        added = {"path": f"year=2025/{number}.parquet", "size": 1, "partitionValues": {"year": "2025"}}
        line = json.dumps({"add": added})
        folder_store.put_new(f"{log}/{number:020d}.json", line.encode())
    assert len(found(folder_store).files) == last


def test_a_table_that_asks_more_of_its_readers_is_left_to_delta(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(folder_store, NOTES, notes("a"))
    delta = open_table(folder_store, NOTES)
    assert delta is not None
    delta.alter.add_feature(TableFeatures.DeletionVectors, allow_protocol_versions_increase=True)
    assert not found(folder_store).is_plain
    assert asked(folder_store, monkeypatch) == [("a", 2025, "一")]


def test_a_table_of_many_files_is_left_to_delta(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        append(store, NOTES, notes(name))
    few = asked(store, monkeypatch)
    monkeypatch.setattr(asking, "MOST_FILES", 2)
    assert asked(store, monkeypatch) == few
    assert len(few) == 3


def test_files_from_before_a_column_was_there_have_it_without_values(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(store, NOTES, notes("a"))
    assert asked(store, monkeypatch, WIDER) == [("a", 2025, "一", None)]
    delta = open_table(store, NOTES)
    assert delta is not None
    delta.alter.add_columns([field for field in _declared(WIDER) if field.name == "more"])
    assert asked(store, monkeypatch, WIDER) == [("a", 2025, "一", None)]
    rows = notes("b").append_column("more", [["x"]])
    append(store, WIDER, rows.cast(WIDER.schema))
    assert asked(store, monkeypatch, WIDER) == [("a", 2025, "一", None), ("b", 2025, "一", "x")]


def test_a_log_that_lacks_a_commit_or_its_checkpoint_is_no_smaller_table(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        append(folder_store, NOTES, notes(name))
    log = Path(folder_store.uri, "tables/notes/_delta_log")
    commit = (log / f"{2:020d}.json").rename(log / "away")
    with pytest.raises(StoreError, match="notes"):
        asked(folder_store, monkeypatch)
    commit.rename(log / f"{2:020d}.json")
    delta = open_table(folder_store, NOTES)
    assert delta is not None
    delta.create_checkpoint()
    append(folder_store, NOTES, notes("later"))
    assert len(asked(folder_store, monkeypatch)) == 4
    next(log.glob("*.checkpoint.parquet")).unlink()
    with pytest.raises(StoreError, match="notes"):
        asked(folder_store, monkeypatch)


def test_a_table_whose_checkpoint_is_in_parts_is_left_to_delta(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(folder_store, NOTES, notes("a"))
    delta = open_table(folder_store, NOTES)
    assert delta is not None
    delta.create_checkpoint()
    log = Path(folder_store.uri, "tables/notes/_delta_log")
    whole = next(log.glob("*.checkpoint.parquet"))
    whole.rename(log / f"{whole.name[:20]}.checkpoint.0000000001.0000000001.parquet")
    pointer = log / "_last_checkpoint"
    said = {name: value for name, value in json.loads(pointer.read_text()).items() if name != "checksum"}
    pointer.write_text(json.dumps({**said, "parts": 1}))
    for commit in log.glob("*.json"):
        commit.unlink()
    assert asked(folder_store, monkeypatch) == [("a", 2025, "一")]


def test_a_log_that_cannot_be_read_names_the_table(folder_store: Store) -> None:
    append(folder_store, NOTES, notes("a"))
    Path(folder_store.uri, "tables/notes/_delta_log", f"{0:020d}.json").write_text("{broken")
    with pytest.raises(StoreError, match="the log of the table notes"):
        listing(folder_store, NOTES)


def _declared(table: Table) -> list[Field]:
    return list(schema_of(table).fields)
