"""robots.txt as it is found in the wild."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.crawl.robots import ALLOW_ALL, CLOSED, parse, robots_url
from tests.growth import grows_linearly

BASE = "http://zx.yunshan.example"


@pytest.mark.parametrize(
    "text, path, allowed",
    [
        ("User-agent: *\nDisallow: /\n", "/a.html", False),
        ("User-agent: *\nDisallow:\n", "/a.html", True),
        ("User-agent: *\nDisallow: /admin/\n", "/admin/x", False),
        ("User-agent: *\nDisallow: /*?print=\n", "/a.html?print=1", False),
        ("User-agent: *\nDisallow: /\nAllow: /art/\n", "/art/1.html", True),
        ("User-agent: Baiduspider\nDisallow: /\n", "/a.html", True),
        ("User-agent: CPPCC-Archive\nDisallow: /\n", "/a.html", False),
        ("User-agent: *\r\nDisallow: /政协/\r\n", "/%E6%94%BF%E5%8D%8F/1.html", False),
        ("﻿User-agent: *\nDisallow: /x/\n", "/x/1.html", False),
        ("<html><title>404</title>Disallow: /</html>", "/a.html", True),
        ("", "/a.html", True),
        ("<!-- rules -->\nUser-agent: *\nDisallow: /x/\n", "/x/1.html", False),
        ("<!-- rules -->User-agent: *\nDisallow: /x/\n", "/a.html", True),
        ("<pre>User-agent: *\nDisallow: /</pre>", "/a.html", False),
    ],
)
def test_what_we_may_fetch(text: str, path: str, allowed: bool) -> None:
    assert parse(text.encode()).allows(BASE + path) is allowed


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_rules_in_other_encodings(coding: str) -> None:
    rules = parse("User-agent: *\r\nDisallow: /x/\r\n".encode(coding))
    assert not rules.allows(BASE + "/x/1.html") and rules.allows(BASE + "/a.html")


@pytest.mark.parametrize("text", ["inf", "nan", "-5", "1e999"])
def test_a_delay_that_is_none(text: str) -> None:
    assert parse(f"User-agent: *\nCrawl-delay: {text}\n".encode()).delay == 0


def test_delay_and_sitemaps() -> None:
    rules = parse(b"User-agent: *\nCrawl-delay: 3.5\nSitemap: http://zx.yunshan.example/map.xml\n")
    assert (rules.delay, rules.sitemaps) == (3.5, ("http://zx.yunshan.example/map.xml",))
    assert parse(b"User-agent: *\nRequest-rate: 1/10\n").delay == 10
    assert parse(b"User-agent: *\nCrawl-delay: soon\n").delay == 0


@given(st.binary(max_size=2000))
def test_no_bytes_are_too_odd(body: bytes) -> None:
    parse(body).allows(BASE + "/a.html")


def test_open_and_closed() -> None:
    assert ALLOW_ALL.allows(BASE) and not CLOSED.allows(BASE)


def test_where_it_stands() -> None:
    assert robots_url("https://zx.yunshan.example:8443/a/b?c") == "https://zx.yunshan.example:8443/robots.txt"


@pytest.mark.parametrize("unit", ["<p", "<!--", "<html ", "<br", "<!-- -->", "<pre>", "Disallow: /*a*b$\n", "#", "\0a"])
def test_reading_rules_costs_no_more_than_their_length(unit: str) -> None:
    def work(kilobytes: int) -> object:
        return parse(("<html>" + unit * (kilobytes * 1024 // len(unit))).encode()).allows(BASE + "/a.html")

    assert grows_linearly(work, 400)
