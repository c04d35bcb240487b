"""The folder: objects appear whole, and nothing but objects is left in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cppcc_archive.errors import SettingsError, StoreError, UnsafeStoreError
from cppcc_archive.store.local import LocalStore


def test_nothing_is_written_before_the_first_object(tmp_path: Path) -> None:
    LocalStore(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match="is a file"):
        LocalStore(tmp_path / "file")


def test_no_spool_file_is_left(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    store.put_new("a", b"1")
    with pytest.raises(StoreError):
        store.put_new("a", b"2")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a", "proof"]


def test_a_spool_file_of_a_killed_writer_is_no_object(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    store.put_new("a", b"1")
    (tmp_path / ".cppcc" / "spool" / "half").write_bytes(b"ha")
    assert list(store.keys("")) == [".cppcc/proof", "a"]


def test_a_file_system_without_links_is_named_as_the_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(StoreError, match="no hard links"):
        LocalStore(tmp_path).put_new("a", b"1")


def test_a_file_system_that_lets_a_name_be_taken_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", lambda source, target: Path(target).write_bytes(Path(source).read_bytes()))
    with pytest.raises(UnsafeStoreError, match="twice"):
        LocalStore(tmp_path).put_new("a", b"1")
    assert not (tmp_path / "a").exists()
