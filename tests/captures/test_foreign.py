"""Other people's archives: every container they come in, every coding in them, and damage that costs one record."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cppcc_archive.captures.foreign import Foreign, Unusable, read_archive
from cppcc_archive.captures.head import parse_head
from cppcc_archive.captures.payload import matches, payload_of
from cppcc_archive.captures.saved import read_folder
from cppcc_archive.errors import InputError

URL = "http://zx.example.gov.cn/art/1.html"
PAGE = "<html><title>工作报告</title><p>一年来……</p></html>".encode()
HTML = [("Content-Type", "text/html; charset=utf-8")]


def warc(
    *records: tuple[str, str, bytes, list[tuple[str, str]]], gz: bool = True, said: dict[str, str] | None = None
) -> bytes:
    """A WARC file of (type, url, block body, HTTP headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gz, warc_version="1.0")
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "another"}))
    for kind, url, body, headers in records:
        line = "200 OK" if kind != "request" else "POST /art/1.html HTTP/1.1"
        head = StatusAndHeaders(line, headers, protocol="HTTP/1.1" if kind != "request" else "")
        if kind == "request":
            head = StatusAndHeaders(line, headers, is_http_request=True)
        stamped = {"WARC-Date": "2010-01-07T01:02:03Z", "WARC-IP-Address": "203.0.113.9", **(said or {})}
        http = None if kind == "resource" else head
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=stamped
            )
        )
    return out.getvalue()


def arc() -> bytes:
    """An ARC file as old crawlers wrote it."""
    block = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    about = b"1 0 Old\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://x.arc 0.0.0.0 20070105000000 text/plain %d\n" % len(about) + about
    return head + b"\n" + f"{URL} 203.0.113.9 20070105040506 text/html {len(block)}\n".encode() + block + b"\n"


def wacz(*members: tuple[str, bytes], declared: str | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        resources = []
        for name, data in members:
            packed.writestr(name, data)
            resources.append({"path": name, "hash": declared or f"sha256:{hashlib.sha256(data).hexdigest()}"})
        packed.writestr("datapackage.json", json.dumps({"resources": resources}))
    return out.getvalue()


def read(tmp_path: Path, data: bytes, name: str = "x.warc.gz") -> list[Foreign | Unusable]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_archive(path))


ONE = ("response", URL, PAGE, HTML)
FILES: dict[str, Callable[[], bytes]] = {
    "gzipped record by record": lambda: warc(ONE),
    "plain": lambda: warc(ONE, gz=False),
    "gzipped as one": lambda: gzip.compress(warc(ONE, gz=False)),
    "wacz": lambda: wacz(("archive/data.warc.gz", warc(ONE)), ("pages/pages.jsonl", b"{}")),
    "wacz with a plain member": lambda: wacz(("archive/data.warc", warc(ONE, gz=False))),
}


@pytest.mark.parametrize("name", FILES)
def test_every_container_gives_the_same_capture(tmp_path: Path, name: str) -> None:
    (found,) = read(tmp_path, FILES[name]())
    assert isinstance(found, Foreign)
    assert (found.url, found.captured_at) == (URL, datetime(2010, 1, 7, 1, 2, 3, tzinfo=UTC))
    assert (found.payload.body, found.head.status, found.ip_address) == (PAGE, 200, "203.0.113.9")
    assert found.record_id and found.record_id.startswith("<urn:uuid:")


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress], ids=["plain", "gzipped"])
def test_an_arc_file_is_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (found,) = read(tmp_path, pack(arc()))
    assert isinstance(found, Foreign)
    assert (found.url, found.head.protocol, found.payload.body) == (URL, "HTTP/1.0", PAGE)
    assert found.captured_at == datetime(2007, 1, 5, 4, 5, 6, tzinfo=UTC)


PACKED = gzip.compress(PAGE)
CHUNKS = b"5\r\n" + PACKED[:5] + b"\r\n" + f"{len(PACKED) - 5:x};x=y\r\n".encode() + PACKED[5:] + b"\r\n0\r\n\r\n"
CODED: dict[str, tuple[bytes, list[tuple[str, str]]]] = {
    "gzip": (PACKED, [*HTML, ("Content-Encoding", "gzip")]),
    "chunks of gzip": (CHUNKS, [*HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
    "undone, labels left": (PAGE, [*HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
    "common crawl": (PAGE, [*HTML, ("X-Crawler-Content-Encoding", "gzip")]),
}


@pytest.mark.parametrize("name", CODED)
def test_codings_are_undone_however_they_were_kept(tmp_path: Path, name: str) -> None:
    body, headers = CODED[name]
    (found,) = read(tmp_path, warc(("response", URL, body, headers)))
    assert isinstance(found, Foreign) and found.payload.body == PAGE


def test_a_revisit_brings_the_payload_it_repeats(tmp_path: Path) -> None:
    digest = {"WARC-Payload-Digest": "sha1:" + hashlib.sha1(PAGE, usedforsecurity=False).hexdigest()}
    both = warc(ONE, said=digest) + warc(
        ("revisit", URL, b"", HTML), said={**digest, "WARC-Date": "2011-02-03T00:00:00Z"}
    )
    first, second = read(tmp_path, both)
    assert isinstance(first, Foreign) and isinstance(second, Foreign)
    assert (second.payload.body, second.captured_at.year) == (PAGE, 2011)
    (alone,) = read(tmp_path, warc(("revisit", URL, b"", HTML), said=digest))
    assert isinstance(alone, Unusable) and "payload is not in this file" in alone.reason


def test_a_resource_is_a_page_and_what_is_no_page_is_none(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        warc(("resource", URL, PAGE, []), ("resource", "urn:thumbnail:x", b"png", []), ("metadata", URL, b"x", [])),
    )
    assert [one.url for one in found if isinstance(one, Foreign)] == [URL]
    assert len(found) == 1


def test_a_payload_with_another_digest_is_not_taken(tmp_path: Path) -> None:
    wrong = {"WARC-Payload-Digest": "sha1:" + "A" * 32, "WARC-Block-Digest": "sha256:" + "0" * 64}
    (found,) = read(tmp_path, warc(ONE, said=wrong))
    assert isinstance(found, Unusable) and "another digest" in found.reason


def test_damage_costs_the_record_it_is_in(tmp_path: Path) -> None:
    one, two, three = (
        warc((kind, f"{URL}?{n}", PAGE * 40, headers)) for n, (kind, _, _, headers) in enumerate([ONE] * 3)
    )
    broken = two[:-60] + bytes(byte ^ 0x5A for byte in two[-60:-20]) + two[-20:]
    found = read(tmp_path, one + broken + three)
    assert [one.url[-2:] for one in found if isinstance(one, Foreign)] == ["?0", "?2"]
    assert any("is damaged" in one.reason for one in found if isinstance(one, Unusable))


def test_behind_damage_places_are_those_of_the_file_and_more_damage_is_passed_as_well(tmp_path: Path) -> None:
    parts = [warc(("response", f"{URL}?{n}", PAGE * 40, HTML)) for n in range(5)]
    for n in (1, 3):
        parts[n] = parts[n][:-60] + bytes(byte ^ 0x5A for byte in parts[n][-60:-20]) + parts[n][-20:]
    whole = [one for one in read(tmp_path, b"".join(parts)) if isinstance(one, Foreign)]
    assert [one.url[-2:] for one in whole] == ["?0", "?2", "?4"]
    begins = [int(one.place.rpartition(" ")[2]) for one in whole]
    assert [b"".join(parts)[at : at + 3] for at in begins] == [b"\x1f\x8b\x08"] * 3
    assert all(
        sum(map(len, parts[:n])) < at < sum(map(len, parts[: n + 1])) for n, at in zip((0, 2, 4), begins, strict=True)
    )


def test_what_does_not_unpack_is_no_line_of_an_arc_file(tmp_path: Path) -> None:
    one, two = (warc(("response", f"{URL}?{n}", PAGE, HTML)) for n in range(2))
    line = b" 203.0.113.9 20100107010203 text/html %d\n"
    noise = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\x07" + line % 20 + b"\x90" * 20 + b"\n\x9c1" + line % 9999
    noise += bytes(range(128, 256))
    found = read(tmp_path, one + noise + two)
    assert [one.url[-2:] for one in found if isinstance(one, Foreign)] == ["?0", "?1"]
    assert [one.reason for one in found if isinstance(one, Unusable)] == ["is damaged: it does not unpack"]


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_in_a_record_swallows_no_other(tmp_path: Path, seed: int) -> None:
    one, two, three = (
        warc((kind, f"{URL}?{n}", PAGE * 40, headers)) for n, (kind, _, _, headers) in enumerate([ONE] * 3)
    )
    at = random.Random(seed).randrange(20, len(two) - 40)
    broken = two[:at] + random.Random(seed).randbytes(40) + two[at + 40 :]
    found = read(tmp_path, one + broken + three)
    whole = [one.url[-2:] for one in found if isinstance(one, Foreign)]
    assert {"?0", "?2"} <= set(whole)
    assert any(isinstance(one, Unusable) for one in found)


def test_a_record_packed_within_a_record_is_no_damage(tmp_path: Path) -> None:
    inner = warc(ONE)
    found = read(tmp_path, warc(("response", URL + "?9", inner, HTML)))
    assert [one.url[-2:] for one in found if isinstance(one, Foreign)] == ["?9"]
    assert not [one for one in found if isinstance(one, Unusable)]


def test_a_file_that_was_cut_gives_what_is_there(tmp_path: Path) -> None:
    data = warc(ONE, ("response", URL + "?2", PAGE * 50, HTML))
    found = read(tmp_path, data[:-40])
    assert isinstance(found[0], Foreign) and found[0].payload.body == PAGE


def test_a_member_that_is_not_what_its_package_says_is_left(tmp_path: Path) -> None:
    (found,) = read(tmp_path, wacz(("archive/a.warc.gz", warc(ONE)), declared="sha256:" + "0" * 64))
    assert isinstance(found, Unusable) and "datapackage.json" in found.reason


@pytest.mark.parametrize("data", [b"", b"<html>", b"\x1f\x8b\x08\x00", gzip.compress(b"tar", mtime=0)])
def test_another_file_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match=r"x.warc.gz is no WARC, ARC or WACZ"):
        read(tmp_path, data)


def test_a_saved_page_says_itself_where_it_is_from(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<!DOCTYPE html>\n<!-- saved from url=(0037)" + URL.encode() + b" -->\n" + PAGE)
    single = b"<!DOCTYPE html><!--\n Page saved with SingleFile \n url: " + URL.encode() + b"?2 \n saved date: "
    (tmp_path / "b.html").write_bytes(single + b"Tue Jan 07 2020 10:11:12 GMT+0800 (China Standard Time)\n-->" + PAGE)
    mail = (
        f"From: <Saved>\nSnapshot-Content-Location: {URL}?3\nDate: Tue, 7 Jan 2020 02:11:12 -0000\nMIME-Version: 1.0\n"
    )
    parts = "Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>mhtml</p>\n--x--\n"
    (tmp_path / "c.mht").write_text(mail + parts)
    (tmp_path / "d.html").write_bytes(PAGE)
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "style.css").write_text("p {}")
    first, second, third, fourth = read_folder(tmp_path)
    assert isinstance(first, Foreign) and (first.url, first.by_hand) == (URL, True)
    assert isinstance(second, Foreign) and second.captured_at == datetime(2020, 1, 7, 2, 11, 12, tzinfo=UTC)
    assert isinstance(third, Foreign) and b"<p>mhtml</p>" in third.payload.body
    assert isinstance(fourth, Unusable) and "no address" in fourth.reason


def test_a_csv_says_it_for_what_cannot(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4")
    rows = f"file,url,captured_at\nreport.pdf,{URL}.pdf,2012-03-04 09:30\nlost.html,{URL},2012-03-04\n"
    (tmp_path / "list.csv").write_text(rows, encoding="utf-8-sig")
    lost, found = read_folder(tmp_path)
    assert isinstance(lost, Unusable) and isinstance(found, Foreign)
    assert found.captured_at == datetime(2012, 3, 4, 1, 30, tzinfo=UTC), "without a zone it is the sites' own time"
    assert ("Content-Type", "application/pdf") in found.head.headers


def test_a_date_in_the_csv_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("file,url,captured_at\na.html,http://x.example/,im Mai\n")
    with pytest.raises(InputError, match=r"list\.csv, line 2"):
        list(read_folder(tmp_path))


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, gzip", "utf-8", ""]), st.booleans())
def test_no_payload_raises(data: bytes, coding: str, chunked: bool) -> None:
    head = parse_head(
        f"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n{'Transfer-Encoding: chunked' * chunked}\r\n".encode()
    )
    assert head is not None
    assert len(payload_of(head, data, 1000).body) <= 1000


def test_digests_are_compared_in_every_spelling() -> None:
    assert matches("sha1:" + hashlib.sha1(b"x", usedforsecurity=False).hexdigest(), (b"y", b"x"))
    assert matches("SHA-256:" + hashlib.sha256(b"x").hexdigest().upper(), (b"x",))
    assert not matches("md5:" + hashlib.md5(b"y", usedforsecurity=False).hexdigest(), (b"x",))
    assert matches("blake3:whatever", (b"x",)), "an algorithm that is not known says nothing"
