"""What a store promises, whichever kind it is."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.errors import ObjectExistsError, StoreError
from cppcc_archive.store.base import PROOF_KEY, Store, checked_key


def test_an_object_comes_back_whole_and_in_parts(store: Store) -> None:
    store.put_new("warc/a/1.gz", b"0123456789")
    assert store.get("warc/a/1.gz") == b"0123456789"
    assert store.get("warc/a/1.gz", 3) == b"3456789"
    assert store.get("warc/a/1.gz", 3, 4) == b"3456"
    assert store.exists("warc/a/1.gz")
    assert not store.exists("warc/a")


def test_an_empty_object_is_an_object(store: Store) -> None:
    store.put_new("empty", b"")
    assert store.get("empty") == b""
    assert store.exists("empty")


def test_a_file_is_written_like_its_bytes(store: Store, tmp_path: Path) -> None:
    (tmp_path / "spool").write_bytes(b"x" * 3_000_000)
    with (tmp_path / "spool").open("rb") as file:
        file.read(7)
        store.put_new_file("big", file)
        assert store.get("big") == b"x" * 3_000_000
        with pytest.raises(ObjectExistsError, match="big"):
            store.put_new_file("big", file)


def test_a_key_is_written_once(store: Store) -> None:
    store.put_new("a/b", b"first")
    with pytest.raises(ObjectExistsError, match="a/b"):
        store.put_new("a/b", b"second")
    with pytest.raises(ObjectExistsError):
        store.put_new("a/b", b"first")
    assert store.get("a/b") == b"first"


def test_notes_that_are_old_enough_go_and_nothing_else(store: Store) -> None:
    store.put_new(".cppcc/tries/a-00", b"1")
    store.put_new(".cppcc/laws.json", b"{}")
    assert store.drop_notes(".cppcc/tries/", 3600) == 0
    time.sleep(1.1)  # S3 tells ages by the second
    assert store.drop_notes(".cppcc/tries/", 0) == 1
    assert {key for key in store.keys(".cppcc/") if key != PROOF_KEY} == {".cppcc/laws.json"}
    for prefix in ("warc/", ".cppcc/", ".cppcc/tries", ".cppcc/../warc/"):
        with pytest.raises(StoreError):
            store.drop_notes(prefix, 0)


def test_of_many_writers_of_a_key_one_wins(store: Store) -> None:
    store.prove_conditional_put()

    def write(number: int) -> int | None:
        try:
            store.put_new("race", bytes([number]) * 1000)
        except ObjectExistsError:
            return None
        return number

    with ThreadPoolExecutor(8) as pool:
        winners = [number for number in pool.map(write, range(16)) if number is not None]
    assert len(winners) == 1
    assert store.get("race") == bytes(winners) * 1000


def test_a_missing_object_is_named(store: Store) -> None:
    with pytest.raises(StoreError, match="no object warc/none"):
        store.get("warc/none")


def test_reading_past_the_end_is_an_error_not_less_bytes(store: Store) -> None:
    store.put_new("short", b"12345")
    with pytest.raises(StoreError, match=r"short.*ends before byte 9"):
        store.get("short", 3, 6)
    with pytest.raises(StoreError, match="ends before byte"):
        store.get("short", 30, 6)


def test_keys_are_listed_sorted_by_prefix(store: Store) -> None:
    for key in ("warc/b/2", "warc/a/1", "warc/ab", "tables/x"):
        store.put_new(key, b".")
    assert list(store.keys("warc/")) == ["warc/a/1", "warc/ab", "warc/b/2"]
    assert list(store.keys("warc/a")) == ["warc/a/1", "warc/ab"]
    assert list(store.keys("")) == [PROOF_KEY, "tables/x", "warc/a/1", "warc/ab", "warc/b/2"]
    assert list(store.keys("nothing/here/")) == []


def test_more_keys_than_fit_one_listing_are_all_listed(s3_store: Store) -> None:
    wanted = [f"many/{number:04d}" for number in range(1100)]
    s3_store.prove_conditional_put()
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda key: s3_store.put_new(key, b""), wanted))
    assert list(s3_store.keys("many/")) == wanted


@pytest.mark.parametrize("key", ["", "/a", "a/", "a//b", "../a", "a/../b", "a b", "政协", "a\\b", "a\n"])
def test_a_key_of_another_form_is_refused(store: Store, key: str) -> None:
    with pytest.raises(StoreError, match="no store key"):
        store.put_new(key, b"")
    with pytest.raises(StoreError, match="no store key"):
        store.get(key)


@given(st.text())
def test_no_key_leads_out_of_the_store(text: str) -> None:
    try:
        key = checked_key(text)
    except StoreError:
        return
    assert key == text
    assert (Path("/store") / key).resolve().is_relative_to("/store")


def test_the_proof_is_made_once_and_kept(store: Store) -> None:
    store.prove_conditional_put()
    store.prove_conditional_put()
    assert list(store.keys(".cppcc/")) == [PROOF_KEY]
