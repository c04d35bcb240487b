"""A manifest says which bytes an object was written with; whatever else lies there is noticed, sound or not."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.captures.manifest import (
    Manifest,
    manifest_key,
    manifest_of,
    manifest_of_file,
    parse_manifest,
    warc_of,
)
from cppcc_archive.captures.warc import recover
from cppcc_archive.errors import DamagedObjectError
from cppcc_archive.store.base import Store
from tests.archive_kit import exchange
from tests.captures.test_warc import written

KEY = "warc/a/2026/a-20260101-run.warc.gz"


def test_an_object_is_written_with_its_manifest(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange())
    name = manifest_key(capture.warc_key)
    data = folder_store.get(capture.warc_key)
    assert parse_manifest(folder_store.get(name), name) == manifest_of(capture.warc_key, data)
    assert json.loads(folder_store.get(name))["bytes"] == len(data)


def test_what_a_kill_left_without_a_manifest_gets_one_when_it_is_adopted(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange())
    name = manifest_key(capture.warc_key)
    said = folder_store.get(name)
    folder_store._path(name).unlink()  # type: ignore[attr-defined]
    recover(folder_store, capture.warc_key)
    assert folder_store.get(name) == said


@given(st.binary(min_size=1), st.data())
def test_no_changed_byte_goes_unnoticed(data: bytes, draw: st.DataObject) -> None:
    manifest = manifest_of(KEY, data)
    assert manifest.breach(data) is None
    at = draw.draw(st.integers(0, len(data) - 1))
    changed = data[:at] + bytes([data[at] ^ draw.draw(st.integers(1, 255))]) + data[at + 1 :]
    assert (manifest.breach(changed) or "").startswith("has the SHA-256")
    assert (manifest.breach(data + b"x") or "").startswith(f"has {len(data) + 1} bytes")


@given(st.binary())
def test_a_file_has_the_manifest_of_its_content(data: bytes) -> None:
    assert manifest_of_file(KEY, io.BytesIO(data)) == manifest_of(KEY, data)


def test_keys_go_to_and_fro() -> None:
    assert manifest_key(KEY) == "manifests/a/2026/a-20260101-run.json"
    assert warc_of(manifest_key(KEY)) == KEY


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"key": 1, "bytes": "x"}', b"\xff"])
def test_what_is_no_manifest_is_named(data: bytes) -> None:
    with pytest.raises(DamagedObjectError, match=r"manifests/a/2026/a-20260101-run\.json"):
        parse_manifest(data, manifest_key(KEY))


def test_a_manifest_of_another_object_is_none_of_this() -> None:
    other = Manifest("warc/b/2026/b.warc.gz", 1, "00").to_bytes()
    with pytest.raises(DamagedObjectError, match="another object"):
        parse_manifest(other, manifest_key(KEY))
