"""Reading captures back: the payload, its headers as received, revisits followed, damage named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cppcc_archive.captures.model import Capture, Verdict
from cppcc_archive.captures.read import payload, stored
from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from tests.archive_kit import BASE, exchange
from tests.captures.test_warc import known_from, writer, written


def revisit(store: Store, first: Capture, status: int = 304) -> Capture:
    """A later capture that repeats ``first``, beside something new."""
    site = writer(store, f"again{status}{first.run_id}")
    body = b"" if status == 304 else payload(store, first)
    headers = (("Date", "later"), ("ETag", '"new"'))
    made = exchange(first.url, body, status=status, headers=headers, verdict=Verdict.UNCHANGED)
    site.add(made, published_year=2025, known=known_from(first))
    site.add(exchange(f"{BASE}/{first.run_id}/new.html", b"new"), published_year=2025, known=None)
    return site.commit()[0]


def test_payload_and_headers_come_back_as_received(store: Store) -> None:
    headers = (
        ("Content-Type", "text/html; charset=GBK"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
    )
    (capture,) = written(store, exchange(body="政协".encode("gbk"), headers=headers))
    answer = stored(store, capture)
    assert payload(store, capture) == "政协".encode("gbk")
    assert answer.headers[:5] == headers
    assert (answer.charset, answer.status, answer.header("SET-COOKIE")) == ("gbk", 200, "a=1")


@pytest.mark.parametrize("status", [304, 200])
def test_a_revisit_gives_the_payload_it_repeats(store: Store, status: int) -> None:
    (first,) = written(store, exchange(body=b"the page", headers=(("Content-Type", "text/html"), ("ETag", '"old"'))))
    again = revisit(store, first, status)
    assert again.warc_key != first.warc_key
    answer = stored(store, again)
    assert answer.body == b"the page"
    assert (answer.header("etag"), answer.header("content-type"), answer.status) == ('"new"', "text/html", 200)


def test_a_changed_byte_is_noticed(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange())
    wrong = replace(capture, payload_digest="sha256:" + "0" * 64)
    with pytest.raises(StoreError, match="no longer has the digest sha256:0000"):
        payload(folder_store, wrong)


def test_a_damaged_record_is_named(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange(body=b"0123456789" * 100))
    path = Path(folder_store.uri, capture.warc_key)
    data = bytearray(path.read_bytes())
    data[capture.warc_offset + capture.warc_length // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(StoreError, match=capture.warc_key):
        payload(folder_store, capture)


def test_a_wrong_place_is_named(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange())
    with pytest.raises(StoreError, match="holds no response"):
        payload(folder_store, replace(capture, warc_offset=0, warc_length=capture.warc_offset))


def test_a_missing_object_is_named(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange())
    with pytest.raises(StoreError, match="no object warc/lost"):
        payload(folder_store, replace(capture, warc_key="warc/lost"))
