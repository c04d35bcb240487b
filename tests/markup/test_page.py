"""A page as it is read: so much of it as memory allows, and its links as a browser would send them."""

from __future__ import annotations

import gzip

from cppcc_archive.extract import extract
from cppcc_archive.markup.page import MOST_BYTES, Page

URL = "http://zx.example.gov.cn/a.html"


def test_a_query_is_sent_in_the_pages_own_charset() -> None:
    html = '<meta charset="gb2312"><a href="list.asp?name=提案&p=1">提案?</a> <img src=/a.asp?f=图>'
    assert Page(URL, html.encode("gbk")).html == (
        '<meta charset="gb2312"><a href="list.asp?name=%CC%E1%B0%B8&p=1">提案?</a> <img src=/a.asp?f=%CD%BC>'
    )
    assert Page(URL, html.encode("utf-8")).html == html


def test_of_a_page_beyond_the_limit_embedded_pictures_go_first() -> None:
    picture = b'<img src="data:image/png;base64,' + b"iVBORw0K" * (MOST_BYTES // 8) + b'">'
    body = (
        "<h1>工作报告</h1><div><p>一年来，共征集提案171件，立案151件。</p>".encode()
        + picture
        + "<p>最后一段，谢谢大家。</p></div>".encode()
    )
    page = Page(URL, body)
    assert page.unread > MOST_BYTES - 100
    document = extract(body, URL)
    assert document.text.endswith("最后一段，谢谢大家。")
    assert any("were not read" in warning for warning in document.warnings)


def test_a_page_beyond_the_limit_is_read_to_there() -> None:
    page = Page(URL, b"<p>x</p>" * MOST_BYTES)
    assert (len(page.markup), len(page.html)) == (MOST_BYTES, MOST_BYTES)


def test_an_ordinary_page_is_read_whole() -> None:
    assert Page(URL, b"<p>x</p>").unread == 0


def test_gzip_that_nobody_spoke_of_is_read_and_damaged_gzip_is_left() -> None:
    packed = gzip.compress("<title>报告</title>".encode())
    assert Page("http://a.example/", packed, "utf-8").html == "<title>报告</title>"
    assert Page("http://a.example/", packed[:12]).html is not None
    bomb = Page("http://a.example/", gzip.compress(b" " * (40 << 20)))
    assert len(bomb.unpacked) <= 2 * MOST_BYTES
