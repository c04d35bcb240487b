"""A record of our own taken apart at once says what a reader of anybody's records says of it; all others are left to
that one."""

from __future__ import annotations

import gzip
import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from cppcc_archive.captures.member import plain_member
from cppcc_archive.captures.records import stored_response
from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from tests.archive_kit import exchange
from tests.captures.test_warc import written

BLOCK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>page</p>"
HEAD = (b"WARC/1.1", b"WARC-Type: response", b"WARC-Target-URI: http://a.example/1", b"Content-Length: %d" % len(BLOCK))


def record(*lines: bytes, block: bytes = BLOCK) -> bytes:
    return gzip.compress(b"\r\n".join([*lines, b"", block]) + b"\r\n\r\n")


def test_our_own_record_is_plain_and_read_alike(folder_store: Store) -> None:
    headers = (("Content-Type", "text/html; charset=gbk"), ("Content-Encoding", "gzip"), ("X-A", "\u00e9"))
    (capture,) = written(folder_store, exchange(body="政协".encode("gbk"), headers=headers))
    data = folder_store.get(capture.warc_key, capture.warc_offset, capture.warc_length)
    general = next(iter(ArchiveIterator(io.BytesIO(data), no_record_parse=True)))
    member = plain_member(data)
    assert member is not None
    assert member.block == general.raw_stream.read()
    for name, value in general.rec_headers.headers:
        assert member.header(name) == value
    assert member.header("none") is None


@pytest.mark.parametrize(
    "value",
    ["评论".encode(), "评论".encode("gbk"), b"  one \t", b"", b"a: b"],
    ids=["utf-8", "gbk", "blanks", "none", "colon"],
)
def test_a_header_says_what_a_general_reader_finds(value: bytes) -> None:
    data = record(*HEAD, b"Said:" + value, b"SAID: twice")
    member = plain_member(data)
    assert member is not None
    assert member.header("said") == next(iter(ArchiveIterator(io.BytesIO(data)))).rec_headers.get_header("said")


@pytest.mark.parametrize(
    "lines",
    [
        (b"WARC/0.18", *HEAD[1:]),
        (*HEAD, b"Said: one", b" and on"),
        (*HEAD, b"Said: one\nother: two"),
        (*HEAD, b"no header"),
        (*HEAD, b"Blank : before the colon"),
        (*HEAD[:2], b"WARC-Target-URI: <http://a.example/1>", HEAD[3]),
        (*HEAD[:2], b"WARC-Target-URI: http://a.example/1 2", HEAD[3]),
    ],
)
def test_what_is_written_otherwise_is_left_to_the_general_reader(lines: tuple[bytes, ...]) -> None:
    data = record(*lines)
    assert plain_member(data) is None
    assert stored_response(data, "here").body == b"<p>page</p>"


@pytest.mark.parametrize("cut", [0, 1, 40, -9, -1])
def test_a_cut_record_is_no_plain_one(cut: int) -> None:
    assert plain_member(record(*HEAD)[:cut]) is None


def test_a_record_shorter_than_it_says_or_with_another_behind_it_is_no_plain_one() -> None:
    assert plain_member(record(*HEAD[:3], b"Content-Length: 999")) is None
    assert plain_member(record(*HEAD[:3], b"Content-Length: -1")) is None
    assert plain_member(record(*HEAD) * 2) is None
    wrong = bytearray(record(*HEAD))
    wrong[-6] ^= 1  # the checksum
    assert plain_member(bytes(wrong)) is None


def test_a_record_of_another_type_is_said_to_be_no_response() -> None:
    data = record(HEAD[0], b"WARC-Type: request", *HEAD[2:])
    with pytest.raises(StoreError, match="holds no response"):
        stored_response(data, "here")
