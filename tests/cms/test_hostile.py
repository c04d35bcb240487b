"""Nothing a page says may raise, repeat a link, or reorder the page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_archive.cms.article_pages import article_pages
from cppcc_archive.cms.base import PageRequest
from cppcc_archive.cms.listing.feeds import feeds_named, read_feed
from cppcc_archive.cms.listing.stubs import redirects
from cppcc_archive.cms.registry import FAMILIES, detect, listing
from cppcc_archive.markup.page import Page

URLS = st.sampled_from(
    [
        "http://www.yszx.gov.cn/",
        "http://www.yszx.gov.cn/col/col1/index.html",
        "http://www.yszx.gov.cn/a/2025-01-07/9.html",
        "http://www.yszx.gov.cn/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=5",
        "http://www.yszx.gov.cn/gkmlpt/api/all/0?page=1&sid=2",
        "http://127.0.0.1:8080/x?page=2&pageIndex=9&paramJson={",
    ]
)
BITS = st.sampled_from(
    [
        "<a href='",
        "http://",
        "/a/2025-01-07/1.html",
        "'>",
        "</a>",
        "<li>",
        "</li>",
        "<ul>",
        "</ul>",
        "<tr><td>",
        "政协会议公告",
        "下一页",
        "[01-07]",
        "2025-13-45",
        "2025年1月7日",
        "共9999999999条",
        "页次：1/0",
        "<script>",
        "</script>",
        "createPageHTML(",
        "createPageHTML('a',2,0,'x','html')",
        "createPageHTML(9,0,'index','html')",
        "<datastore><record>",
        "<![CDATA[",
        "]]>",
        "</record></datastore>",
        "<nextgroup><a href='?page=2'></a></nextgroup>",
        "columnid:1,unitid:'2',.jpage({",
        "jpage",
        "<p queryData=\"{'webId':'1','pageId':'2','paramJson':'{'}\">",
        "<meta http-equiv=refresh content='0;url=",
        "<base href='",
        "<select><option value='/1'>",
        "<frame src='x'>",
        "__doPostBack('a','b')",
        "javascript:",
        "<form><input type=hidden name=q>",
        "<b>3</b>",
        "<a>2</a>",
        "<a href='?page=4'>4</a>",
        "<rss><item><link>",
        "</link></item>",
        "<urlset><url><loc>",
        "</loc>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
        "\x00",
        "�",
        "1",
        "{",
        '{"data":{"html":"<li>"}}',
        '{"articles":[{"url":1}]}',
        "[",
        '{"custom":"{}"}',
        "Pager({size:1",
        "var countPage=3;var currentPage=1;",
        "'",
        '"',
        ">",
        "location.href='a'+p+'b'",
        "pageSize:0,total:5",
    ]
)
MARKUP = st.one_of(st.binary(max_size=200), st.lists(BITS, max_size=40).map(lambda bits: "".join(bits).encode()))


@settings(max_examples=150)
@given(URLS, MARKUP, st.booleans())
def test_any_markup_is_read_by_every_family(url: str, body: bytes, asked: bool) -> None:
    page = Page(url, body)
    request = PageRequest(url, form={"startrecord": "x"} if asked else None)
    for found in detect(page):
        assert 0 < found.score <= 1
    for family in FAMILIES.values():
        read = listing(page, request, family)
        urls = [link.url for link in read.links]
        assert len(urls) == len(set(urls))
        assert all(step.key != request.key for step in read.next)
        names = family.columns(page)
        assert len({column.url for column in names}) == len(names)
    article_pages(page)
    feeds_named(page)
    redirects(page)
    read_feed(page)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.dates(min_value=date(2001, 1, 1))),
        min_size=2,
        max_size=25,
    )
)
def test_rows_come_in_document_order_without_repeats(rows: list[tuple[int, object]]) -> None:
    markup = "".join(
        f"<li class='n{number % 3}'><a href='/gg/2025-01-07/{number}.html'>县政协公告第{number}号全文</a>{day}</li>"
        for number, day in rows
    )
    page = Page("http://www.yszx.gov.cn/gg/", f"<meta charset=utf-8><ul>{markup}</ul>".encode())
    urls = [link.url for link in listing(page, None, FAMILIES["empirecms"]).links]
    numbers = list(dict.fromkeys(number for number, _ in rows))
    assert urls == [f"http://www.yszx.gov.cn/gg/2025-01-07/{number}.html" for number in numbers]


@pytest.mark.parametrize(
    "unit",
    [
        "<a href=1.html>1</a>",
        "<a href=",
        "<meta ",
        "<datastore><record>",
        "共1",
        "第1页 1/",
        "<!--//",
        "[",
        '{"a":',
        " \t",
    ],
)
def test_a_long_page_of_anything_is_read(unit: str) -> None:
    """A quadratic scan of such a page would take hours; the suite's time limit for one test ends it."""
    page = Page("http://www.yszx.gov.cn/gg/2025-01-07/1.html", (unit * (300_000 // len(unit))).encode())
    for family in FAMILIES.values():
        family.detect(page)
        listing(page, None, family)
        family.columns(page)
    read_feed(page)
    assert article_pages(page) == ()
