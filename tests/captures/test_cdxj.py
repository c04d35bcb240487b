"""The index beside a WARC object: keys as pywb computes them, lines sorted, every capture in it."""

from __future__ import annotations

import json

import pytest

from cppcc_archive.captures.cdxj import surt
from cppcc_archive.captures.model import Verdict
from cppcc_archive.captures.warc import index_key
from cppcc_archive.store.base import Store
from tests.archive_kit import BASE, exchange
from tests.captures.test_warc import known_from, writer, written

# Made with the package surt 0.3.1, which pywb looks pages up by.
KEYS = {
    "http://www.QingHe.gov.cn/art/2025/1/7/art_1_2.html?B=2&a=1": "cn,gov,qinghe)/art/2025/1/7/art_1_2.html?a=1&b=2",
    "http://a.gov.cn": "cn,gov,a)/",
    "https://www2.a.gov.cn:443/Index.ASP?x": "cn,gov,a)/index.asp?x",
    "http://a.gov.cn:8080/x//y/../z/": "cn,gov,a:8080)/x/z",
    "http://a.gov.cn/政协/x.html?k=提案": "cn,gov,a)/%e6%94%bf%e5%8d%8f/x.html?k=%e6%8f%90%e6%a1%88",
    "http://a.gov.cn/%E6%94%BF%e5%8d%8f?Q=%e6%8f%90+x&&b=": "cn,gov,a)/%e6%94%bf%e5%8d%8f?&b=&q=%e6%8f%90+x",
    "http://a.gov.cn/x?jsessionid=0123456789ABCDEF0123456789ABCDEF&b=1": "cn,gov,a)/x?b=1",
    "http://a.gov.cn/(a(4hqa0555fwsecu455xqckv45)S(4hqa0555fwsecu455xqckv45))/x.aspx": "cn,gov,a)/x.aspx",
    "http://a.gov.cn/index.aspx?CatalogID=3&newsId=9": "cn,gov,a)/index.aspx?catalogid=3&newsid=9",
    "http://127.0.0.1:4000/a/b": "1,0,0,127:4000)/a/b",
    "http://a.gov.cn/a%20b/c%2Fd?x=%26&y=%3D": "cn,gov,a)/a%20b/c/d?&x=&y==",
    "http://a.gov.cn/./a/./b/..": "cn,gov,a)/a",
    "http://政协.cn/x": "cn,xn--ykr503b)/x",
    "http://a.gov.cn/x?y=%B4%F3": "cn,gov,a)/x?y=%b4%f3",
    "http://a.gov.cn/d.jsp?__wb_method=POST&col=1&a=%E4": "cn,gov,a)/d.jsp?__wb_method=post&a=%e4&col=1",
    "http://a.gov.cn/x?a=%2525": "cn,gov,a)/x?a=%25",
}


@pytest.mark.parametrize(("url", "key"), KEYS.items())
def test_a_key_is_the_one_replay_looks_up(url: str, key: str) -> None:
    assert surt(url) == key


def test_a_confirmation_has_no_line_and_a_repetition_is_a_revisit(folder_store: Store) -> None:
    (first,) = written(folder_store, exchange())
    same = exchange(verdict=Verdict.UNCHANGED)
    not_modified = exchange(status=304, body=b"", payload_digest=None, verdict=Verdict.UNCHANGED)
    site = writer(folder_store, "run2")
    for item in (same, not_modified):
        site.add(item, published_year=2025, known=known_from(first))
    site.add(exchange(f"{BASE}/new.html", b"new"), published_year=2025, known=None)
    captures = site.commit()
    lines = folder_store.get(index_key(captures[0].warc_key)).decode("ascii").splitlines()
    mimes = [json.loads(line.split(" ", 2)[2])["mime"] for line in lines]
    assert mimes == ["warc/revisit", "text/html"]


def test_every_capture_has_its_line(folder_store: Store) -> None:
    captures = written(folder_store, exchange(f"{BASE}/b.html"), exchange(f"{BASE}/a.html", status=404))
    lines = folder_store.get(index_key(captures[0].warc_key)).decode("ascii").splitlines()
    assert lines == sorted(lines)
    assert [line.split(" ", 2)[:2] for line in lines] == [
        ["cn,gov,qinghe)/a.html", "20260101180000"],
        ["cn,gov,qinghe)/b.html", "20260101180000"],
    ]
    entries = {entry["url"]: entry for entry in (json.loads(line.split(" ", 2)[2]) for line in lines)}
    for capture in captures:
        entry = entries[capture.url]
        assert (int(entry["offset"]), int(entry["length"])) == (capture.warc_offset, capture.warc_length)
        assert (entry["status"], entry["digest"]) == (str(capture.status), capture.payload_digest)
        assert f"warc/{entry['filename']}" == capture.warc_key
        assert entry["mime"] == "text/html"
