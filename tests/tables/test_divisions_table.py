"""The table of divisions: written once, and again when rows of it are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cppcc_archive.sites.gazetteer import ENTRIES, gazetteer
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables import publish
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import delete_where, replace_all
from cppcc_archive.tables.contract import DIVISIONS
from cppcc_archive.tables.delta import open_table
from cppcc_archive.tables.publish import publish_divisions
from cppcc_archive.tables.query import query
from cppcc_archive.tables.rows import division_row


def _version(store: LocalStore) -> int:
    delta = open_table(store, DIVISIONS)
    assert delta is not None
    return delta.version()


def test_divisions_are_written_once_and_not_even_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = LocalStore(tmp_path)
    publish_divisions(store)
    written = _version(store)
    monkeypatch.setattr(publish, "gazetteer", lambda: pytest.fail("made again"))
    publish_divisions(LocalStore(tmp_path))
    assert _version(store) == written
    assert query(store, "SELECT count(*) AS n FROM divisions").to_pylist() == [{"n": ENTRIES}]


def test_a_division_that_is_lost_is_put_back(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    publish_divisions(store)
    delete_where(store, DIVISIONS, "division_code = '370103'")
    publish_divisions(store)
    assert query(store, "SELECT count(*) AS n FROM divisions").to_pylist() == [{"n": ENTRIES}]


def test_a_table_of_before_that_says_the_same_keeps_its_rows(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    replace_all(store, DIVISIONS, rows_of(DIVISIONS, map(division_row, gazetteer())))
    files = sorted(tmp_path.rglob("*.parquet"))
    publish_divisions(store)
    publish_divisions(store)
    assert sorted(tmp_path.rglob("*.parquet")) == files
    assert _version(store) == 2
