"""URLs as identities: what is one page, what is one site, and what is no address at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_archive.markup.urls import absolute, canonical, host_key, registrable_site, same_site, twin_key

BASE = "http://www.yunshan.gov.cn/zx/index.html"

HREFS = st.one_of(
    st.text(max_size=60),
    st.builds(
        "".join,
        st.lists(
            st.sampled_from(
                ["http:", "https:", "//", "/", "..", "a", "政协", "?", "&", "=", "#", ";jsessionid=AB", ":80", ":443",
                 "[", "]", "@", "%E4", "%", " ", "\t", "\\", "www.Yunshan.GOV.cn", "id", "sid", "1", "index.html"]
            ),
            max_size=14,
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("col/1.html", "http://www.yunshan.gov.cn/zx/col/1.html"),
        ("../tz/", "http://www.yunshan.gov.cn/tz/"),
        ("//zx.yunshan.gov.cn/a", "http://zx.yunshan.gov.cn/a"),
        ("?id=3#top", "http://www.yunshan.gov.cn/zx/index.html?id=3"),
        ("\\zx\\a.asp?p=c:\\d", "http://www.yunshan.gov.cn/zx/a.asp?p=c:\\d"),
        (" /zx/\n a.html ", "http://www.yunshan.gov.cn/zx/ a.html"),
        ("javascript:void(0)", None),
        ("mailto:a@b.cn", None),
        ("ftp://www.yunshan.gov.cn/a", None),
        ("http://[bad", None),
        ("http://a:99999999/", None),
    ],
)
def test_absolute(href: str, expected: str | None) -> None:
    assert absolute(BASE, href) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://WWW.Yunshan.gov.cn:80", "http://www.yunshan.gov.cn/"),
        ("https://a.gov.cn:443/x#y", "https://a.gov.cn/x"),
        ("http://a.gov.cn:8080/", "http://a.gov.cn:8080/"),
        ("http://a.gov.cn/x.do;jsessionid=0A1B?i=1", "http://a.gov.cn/x.do?i=1"),
        ("http://a.gov.cn/(S(abcdefghij0123456789abcd))/x.aspx", "http://a.gov.cn/x.aspx"),
        ("http://a.gov.cn/x?PHPSESSID=q1&id=2", "http://a.gov.cn/x?id=2"),
        ("http://a.gov.cn/x?sid=200001", "http://a.gov.cn/x?sid=200001"),
        ("http://a.gov.cn/x?sid=ab12cd34ef56ab12cd34&a=1", "http://a.gov.cn/x?a=1"),
        ("http://a.gov.cn/x?name=%D5%FE%D0%AD&phpsessid=1", "http://a.gov.cn/x?name=%D5%FE%D0%AD"),
        ("http://a.gov.cn/政协 1.html", "http://a.gov.cn/%E6%94%BF%E5%8D%8F%201.html"),
        ("http://[::1]:81/", "http://[::1]:81/"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected


@settings(max_examples=500)
@given(
    st.sampled_from(
        [BASE, "http://www.yunshan.gov.cn", "http://www.yunshan.gov.cn/a/b/c/d/t1.html?x=1", "https://a.cn/zx/"]
    ),
    st.builds(
        "".join,
        st.lists(st.sampled_from(["../", "./", "..", "/", "a", "zx/", "t1_2.html", "?id=1", "%E4", "http://a.cn/"])),
    ),
)
def test_short_cuts_lead_to_the_same_address(base: str, href: str) -> None:
    # A fragment keeps a link from every short cut, and is no part of the address.
    assert absolute(base, href) == absolute(base, f"{href}#top")


@settings(max_examples=500)
@given(HREFS)
def test_absolute_and_canonical_are_idempotent_and_never_raise_together(href: str) -> None:
    url = absolute(BASE, href)
    if url is None:
        return
    assert absolute(BASE, url) == url
    once = canonical(url)
    assert canonical(once) == once
    assert absolute(BASE, once) == once
    assert twin_key(once) == twin_key(url)
    assert host_key(url) == host_key(once)
    assert same_site(url, once)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.gov.cn/zx/", "https://a.gov.cn/zx/"),
        ("http://a.gov.cn/zx/", "http://a.gov.cn/zx"),
        ("http://a.gov.cn/zx/index.html", "https://a.gov.cn/zx"),
        ("http://a.gov.cn/Default.aspx", "http://a.gov.cn"),
    ],
)
def test_twins_share_a_key(one: str, other: str) -> None:
    assert twin_key(one) == twin_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.gov.cn/x?id=1", "http://a.gov.cn/x?id=2"),
        ("http://a.gov.cn/index_2.html", "http://a.gov.cn/index.html"),
        ("http://a.gov.cn/index.html", "http://a.gov.cn:8080/index.html"),
        ("http://www.a.gov.cn/", "http://zx.a.gov.cn/"),
    ],
)
def test_different_pages_do_not(one: str, other: str) -> None:
    assert twin_key(one) != twin_key(other)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("http://zx.yunshan.gov.cn/", "yunshan.gov.cn"),
        ("http://www.zx.linchuan.bj.cn/", "linchuan.bj.cn"),
        ("http://www.qhzx.org/", "qhzx.org"),
        ("http://www.qhzx.cn/", "qhzx.cn"),
        ("http://219.138.0.1:8082/", "219.138.0.1"),
        ("http://[::1]/", "::1"),
    ],
)
def test_registrable_site(url: str, site: str) -> None:
    assert registrable_site(url) == site


def test_two_counties_below_gov_cn_are_two_sites() -> None:
    assert not same_site("http://www.yunshan.gov.cn/", "http://www.qinghe.gov.cn/")
    assert same_site("http://www.yunshan.gov.cn/", "https://zx.yunshan.gov.cn/a")
    assert not same_site("http://10.0.0.1/", "http://10.0.0.2/")
    assert not same_site("http://[bad", "http://[bad")


@pytest.mark.parametrize(
    ("spelt", "asked"),
    [
        ("http://政协.中国/a", "http://xn--ykr503b.xn--fiqs8s/a"),
        ("http://zx。example。gov。cn/a", "http://zx.example.gov.cn/a"),
        ("http://zx%2Eexample.gov.cn:8080/a", "http://zx.example.gov.cn:8080/a"),
        ("http://zx_1.example.gov.cn/a", "http://zx_1.example.gov.cn/a"),
    ],
)
def test_a_host_is_asked_for_by_its_ascii_name(spelt: str, asked: str) -> None:
    assert absolute("", spelt) == canonical(spelt) == asked
