"""What a record says beside the page: the server's own bytes, who sent them and how, and what is missing."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from cppcc_archive.captures.model import Capture, CaptureKind, Exchange, Verdict
from cppcc_archive.captures.read import stored
from cppcc_archive.captures.records import digest_of, stored_response
from cppcc_archive.captures.warc import WarcWriter, index_key
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from tests.archive_kit import BASE, FIRST_NIGHT, SITE, exchange
from tests.captures.test_warc import known_from

HEAD = (
    b"HTTP/1.0 200 OK\r\nserver: IIS\r\nNo colon here\r\nX-Archive-Orig-Content-Encoding: br\r\n"
    b"SET-cookie: a=1\r\nContent-Encoding: gzip\r\nVary: \xd5\xfe\r\nset-Cookie: b=2\r\nContent-Length: 4711\r\n"
)


def written(store: Store, *exchanges: Exchange) -> list[Capture]:
    writer = WarcWriter(store, SITE, "run1", FIRST_NIGHT, "archive@example.org")
    for item in exchanges:
        writer.add(item, published_year=2025, known=None)
    return writer.commit()


def records(store: Store, capture: Capture) -> list[ArcWarcRecord]:
    found = []
    for record in ArchiveIterator(io.BytesIO(store.get(capture.warc_key)), check_digests="raise"):
        record.body = record.raw_stream.read()
        found.append(record)
    return found


def test_headers_stand_as_they_came(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange(head=HEAD))
    data = folder_store.get(capture.warc_key, capture.warc_offset, capture.warc_length)
    record = next(iter(ArchiveIterator(io.BytesIO(data), no_record_parse=True)))
    block = record.raw_stream.read()
    ours = HEAD.replace(b"\r\nContent-", b"\r\nX-Archive-Orig-Content-")
    assert block.startswith(ours + b"\r\n")
    assert record.rec_headers.get_header("Cppcc-Renamed") == "5,8"
    answer = stored(folder_store, capture)
    assert answer.header("content-encoding") == "gzip"
    assert answer.header("X-Archive-Orig-Content-Encoding") == "br", "the server's own is no header of ours"
    assert [value for name, value in answer.headers if name.lower() == "set-cookie"] == ["a=1", "b=2"]


def test_records_say_who_made_them_who_answered_and_how(folder_store: Store) -> None:
    made = exchange(head=HEAD, ip_address="203.0.113.7", protocols=("http/1.0", "tls/1.3"), cipher="TLS_AES_128_GCM")
    (capture,) = written(folder_store, made)
    info, response, request = records(folder_store, capture)
    said = info.body.decode()
    assert "operator: archive@example.org\r\n" in said and "hostname: " in said and "robots: obey" in said
    for record in (response, request):
        headers = record.rec_headers
        assert headers.get_header("WARC-Warcinfo-ID") == info.rec_headers.get_header("WARC-Record-ID")
        assert headers.get_header("WARC-IP-Address") == "203.0.113.7"
    protocols = [value for name, value in response.rec_headers.headers if name == "WARC-Protocol"]
    assert protocols == ["http/1.0", "tls/1.3"]
    assert response.rec_headers.get_header("WARC-Cipher-Suite") == "TLS_AES_128_GCM"
    assert response.http_headers.protocol == "HTTP/1.0"


def test_a_page_that_is_kept_in_part_says_so(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange(truncated="length"))
    _, response, _ = records(folder_store, capture)
    assert response.rec_headers.get_header("WARC-Truncated") == capture.truncated == "length"
    assert capture.payload_digest
    assert stored(folder_store, capture).truncated == "length"
    assert folder_store.get(index_key(capture.warc_key)).count(b"\n") == 1


def test_what_broke_off_is_on_record_and_stands_for_nothing(folder_store: Store) -> None:
    broken = exchange(verdict=Verdict.ERROR, truncated="disconnect", payload_digest=None)
    (capture,) = written(folder_store, broken)
    _, response, _ = records(folder_store, capture)
    assert response.rec_headers.get_header("WARC-Truncated") == "disconnect"
    assert response.rec_headers.get_header("WARC-Payload-Digest") == digest_of(broken.body), "of what there is"
    assert capture.payload_digest is None
    assert folder_store.get(index_key(capture.warc_key)) == b"", "replay does not show it"
    again = replace(broken, verdict=Verdict.OK, truncated=None, payload_digest=digest_of(broken.body))
    writer = WarcWriter(folder_store, SITE, "run2", FIRST_NIGHT)
    writer.add(again, published_year=2025, known=replace(known_from(capture), payload_digest=None, origin=None))
    assert writer.commit()[0].revisit_of is None


def test_every_hop_is_a_record_and_none_is_news(folder_store: Store) -> None:
    hop = exchange(f"{BASE}/old.html", b"", kind=CaptureKind.REDIRECT, status=302, headers=(("Location", "/new.html"),))
    assert written(folder_store, hop) == [], "nothing but a redirect is nothing new"
    first, second = written(folder_store, hop, exchange(f"{BASE}/new.html"))
    assert (first.kind, first.status, second.kind) == (CaptureKind.REDIRECT, 302, CaptureKind.ARTICLE)
    assert folder_store.get(index_key(first.warc_key)).count(b'"status": "302"') == 1


def test_warcio_finds_odd_heads_sound(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    odd = HEAD + b"X-Folded: a\n b\nno end"
    (capture, *_) = written(store, exchange(head=odd + b"\n"), exchange(f"{BASE}/b.html", head=b"HTTP/1.1 200\n"))
    path = str(tmp_path / capture.warc_key)
    checked = subprocess.run([sys.executable, "-m", "warcio.cli", "check", "-v", path], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "fail" not in checked.stdout


def test_records_from_before_lines_were_numbered_are_read(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange(head=HEAD))
    data = folder_store.get(capture.warc_key, capture.warc_offset, capture.warc_length)
    old = gzip.compress(gzip.decompress(data).replace(b"Cppcc-Renamed: 5,8\r\n", b""))
    assert stored_response(old, "old").header("content-encoding") == "br"
