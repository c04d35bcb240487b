"""No reader of outside bytes costs more than in proportion to them: twice the bytes, less than 2.5 times the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count

import pytest

from cppcc_archive.captures.model import CaptureKind
from cppcc_archive.cms.article_pages import article_pages
from cppcc_archive.cms.listing.feeds import feeds_named, read_feed
from cppcc_archive.cms.listing.stubs import inline_frames, redirects, sends_on
from cppcc_archive.cms.registry import FAMILIES, detect, listing
from cppcc_archive.crawl.doubts import strange_page
from cppcc_archive.crawl.sameness import same_but_for
from cppcc_archive.crawl.verdict import HomeMark, judge
from cppcc_archive.extract import extract
from cppcc_archive.markup.page import Page
from cppcc_archive.reports import parse, parse_text
from tests.growth import by_turns, cpu_seconds

URL = "http://zx.qinghe.example/gg/2025-01-07/1.html"
SMALL = 50_000
MOST = 2.5
NOTICED = 0.05
"""Seconds of CPU that a reader must take before a ratio says something of it and not of clock and caches: one that
is quicker gets more bytes, so the machine's speed decides the size and never the outcome."""

ENOUGH = 400_000
"""Bytes at which a reader that is not noticed yet is quick whatever it does."""

ROUNDS = 8
"""Times that a pair is measured before it counts against the reader."""

UNITS = (
    "<a href='/lm{i}/'>更多</a>",
    "<a href='/lm{i}/'><img alt='更多'></a>",
    "<div><h3>提案{i}</h3><a href='/lm{i}/'>更多</a></div>",
    "<li><a href='/a/{i}.html'>县政协召开会议{i}</a>2025-01-07</li>",
    "<div><span><a href='/a/{i}.html'>县政协召开会议{i}</a>2025-01-07</span>",
    "<a href=1.html>1</a>",
    "<a href='?page={i}'>{i}</a>",
    "<a href=",
    "<meta ",
    "<p",
    "<div>",
    "<td>",
    "<table><tr><td>1</td></tr>",
    "<li onclick=\"view('{i}')\">县政协召开会议{i}</li>",
    "<a onclick=\"location.href='",
    "<a href='a{i}.doc'>附件{i}</a>",
    "<a href='https://mp.weixin.qq.com/s/{i}'>县政协召开会议{i}</a>",
    "<iframe src=a{i}>",
    '<input type=hidden value="',
    "<textarea>",
    "<iframe srcdoc='",
    "<object>",
    "<sup>2</sup>",
    "<script>var a='",
    "<script>var a=[{b:[",
    '<script>f="\\"',
    "<script>$.ajax({url:'/a',",
    "<script>document.write('<a href=x>y</a>');</script>",
    "<script>function a(b){location.href='/x/'+b}</script>",
    "<!--",
    "<![CDATA[",
    "</",
    "&#8203;1",
    "'",
    "<rss><item><link>",
    "<datastore><record>",
    "[",
    '{"title":"政协召开会议","url":"/{i}.html"},',
    "<meta http-equiv=refresh content='0;url=a'>",
    "浏览次数：",
    "页面不存在。",
    "立案151件，",
    "第一次会议，",
    "\n1. ",
    "2025年1月7日",
    "《",
    "“",
    "\u3000",
    "来源：",
    "附件：",
    "首页 &gt; ",
    "<p>区政协召开会议，研究提案工作。</p>",
    "<a href='/{i}.html'>通知</a><p>通知</p>",
    "<p>县政协召开会议，听取情况汇报。</p><div class=k><a href='/{i}.html'>县政协开会</a><b>会上强调</b></div>",
)


def of_size(unit: str, size: int) -> bytes:
    """``unit`` again and again, numbered where it has a place for that, in a page."""
    parts = [b"<html><head><meta charset=utf-8><title>\xe5\x8c\xba\xe6\x94\xbf\xe5\x8d\x8f</title></head><body><ul>"]
    numbers: Iterator[int] = count()
    length = 0
    while length < size:
        parts.append(unit.replace("{i}", str(next(numbers))).encode())
        length += len(parts[-1])
    return b"".join(parts)


def page(body: bytes) -> Page:
    return Page(URL, body, "utf-8")


def columns(body: bytes) -> None:
    shown = page(body)
    for name in ("generic", "hanweb"):
        FAMILIES[name].columns(shown)


def listings(body: bytes) -> None:
    shown = page(body)
    for name in ("generic", "hanweb", "epoint", "vsb", "querystring", "gkmlpt"):
        listing(shown, None, FAMILIES[name])


def feeds(body: bytes) -> None:
    read_feed(page(body))
    feeds_named(page(body))


def stubs(body: bytes) -> None:
    shown = page(body)
    redirects(shown), inline_frames(shown), sends_on(shown), article_pages(shown)


def verdicts(body: bytes) -> None:
    home = HomeMark.of(page(body), "sha256:y")
    for kind in (CaptureKind.HOME, CaptureKind.ARTICLE):
        judge(kind, 200, page(body), "sha256:x", requested=URL, home=home, content_type="text/html")
    strange_page(page(body), "县政协第九次常委会")


READERS: dict[str, Callable[[bytes], object]] = {
    "detect": lambda body: detect(page(body)),
    "columns": columns,
    "listing": listings,
    "stubs": stubs,
    "feeds": feeds,
    "verdict": verdicts,
    "sameness": lambda body: same_but_for(page(body), page(body + b"<p>1")),
    "extract": lambda body: extract(body, URL, "utf-8"),
    "parse": lambda body: parse(extract(body, URL, "utf-8")),
    "parse of a text": lambda body: parse_text(body.decode(), URL),
}


@pytest.mark.parametrize("name", READERS)
def test_twice_the_bytes_are_at_most_twice_the_work(name: str) -> None:
    assert dear(READERS[name], UNITS[::14]) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_of_whatever_the_bytes_are_made(name: str) -> None:
    assert dear(READERS[name], UNITS) == {}


def dear(read: Callable[[bytes], object], units: Iterable[str]) -> dict[str, float]:
    """The units that cost too much, with how much more twice of them costs."""
    return {unit: ratio for unit in units if (ratio := growth(read, unit)) >= MOST}


def growth(read: Callable[[bytes], object], unit: str) -> float:
    """How many times more work twice the bytes are.

    What shows at one doubling alone is a step (caches, a bound that is reached); a square shows at the next one too.
    """
    size = SMALL
    while taken(read, of_size(unit, 2 * size)) < NOTICED:
        size *= 2
        if size >= ENOUGH:
            return 0.0
    ratio = doubled(read, unit, size)
    return ratio if ratio < MOST else min(ratio, doubled(read, unit, 2 * size))


def taken(read: Callable[[bytes], object], body: bytes) -> float:
    return cpu_seconds(lambda: read(body), tries=1)


def doubled(read: Callable[[bytes], object], unit: str, size: int) -> float:
    small, large = of_size(unit, size), of_size(unit, 2 * size)
    least, most = by_turns(lambda: read(small), lambda: read(large), MOST, ROUNDS)
    return round(most / least, 2)
