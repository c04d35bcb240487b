"""Reading a whole WARC object: sound ones are, and every changed byte that matters is noticed."""

from __future__ import annotations

import gzip
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cppcc_archive.captures.fixity import check_object
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from tests.archive_kit import BASE, exchange
from tests.captures.test_read import revisit
from tests.captures.test_warc import written


def test_a_sound_object_is_sound(folder_store: Store) -> None:
    captures = written(folder_store, exchange(body=b"one"), exchange(f"{BASE}/b.html", body=b"two!"))
    key = captures[0].warc_key
    checked = check_object(folder_store.get(key), key)
    assert (list(checked.captures), checked.payload_bytes, checked.problem) == (captures, 7, None)


def test_a_revisit_is_sound_without_a_payload(folder_store: Store) -> None:
    (first,) = written(folder_store, exchange(body=b"the page"))
    key = revisit(folder_store, first).warc_key
    checked = check_object(folder_store.get(key), key)
    assert (len(checked.captures), checked.payload_bytes, checked.problem) == (2, len(b"new"), None)


def test_a_payload_that_changed_is_named(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange(body=b"171 proposals"))
    data = folder_store.get(capture.warc_key)
    start, end = capture.warc_offset, capture.warc_offset + capture.warc_length
    record = gzip.compress(gzip.decompress(data[start:end]).replace(b"171", b"117"))
    problem = check_object(data[:start] + record + data[end:], capture.warc_key).problem
    assert problem == f"{capture.warc_key}: the payload of {BASE}/a.html no longer has the digest it was stored under"


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_an_object_that_was_cut_is_damaged(folder_store: Store, cut: int) -> None:
    (capture,) = written(folder_store, exchange(body=b"x" * 2000))
    checked = check_object(folder_store.get(capture.warc_key)[:-cut], capture.warc_key)
    assert checked.problem is not None


def test_an_object_of_something_else_is_damaged() -> None:
    assert check_object(b"no archive at all", "warc/a/b.warc.gz").problem is not None
    assert check_object(b"", "warc/a/b.warc.gz").problem == "warc/a/b.warc.gz holds no capture"


@given(st.integers(0, 10_000), st.integers(1, 255))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_changed_byte_goes_unnoticed(tmp_path: Path, place: int, change: int) -> None:
    store = LocalStore(tmp_path / uuid.uuid4().hex)
    (capture,) = written(store, exchange(body=bytes(range(256)) * 3))
    data = bytearray(store.get(capture.warc_key))
    content = gzip.decompress(data)
    data[place % len(data)] ^= change
    if check_object(bytes(data), capture.warc_key).problem is None:
        # Some bits of gzip say nothing: a header's time, padding, codes that are not used.
        assert gzip.decompress(data) == content
