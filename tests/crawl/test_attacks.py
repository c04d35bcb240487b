"""Answers made to stop a crawl, through the crawl of a site: one URL's trouble is its own, and the next goes on."""

from __future__ import annotations

import asyncio
import gzip
import os
import ssl
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import requests
from pydantic import ValidationError

from cppcc_archive.captures.model import CaptureKind, Exchange, Verdict
from cppcc_archive.crawl import judging, verdict
from cppcc_archive.crawl import site as crawling
from cppcc_archive.crawl.guard import AddressPolicy, GuardedAdapter
from cppcc_archive.crawl.memory import Memory
from cppcc_archive.crawl.model import SiteResult
from cppcc_archive.crawl.politeness import unit
from cppcc_archive.crawl.transport import Transport
from cppcc_archive.errors import SettingsError
from cppcc_archive.jobs import recording
from cppcc_archive.jobs.settings import Settings
from tests.crawl.kit import SETTINGS, TIMER, crawl, site_at
from tests.sim import Reply, Route, SimRequest, SimSite, Simulator, build, faults
from tests.sim.content import articles

PATIENT = replace(SETTINGS, timeout_seconds=0.5, retries=0, max_body_bytes=2 << 20)


def coded(body: bytes, coding: str = "gzip") -> Reply:
    return Reply(body, headers=(("Content-Encoding", coding),), validators=False)


def endless_after(start: bytes, piece: bytes) -> Reply:
    """A gzip body that begins with ``start`` and goes on with ``piece`` until the other side hangs up."""

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n" + start)
        while True:
            writer.write(piece)
            await writer.drain()

    return Reply(raw=raw)


PACKED = gzip.compress(b"<title>report</title><p>report</p>")
NOISE = os.urandom(1 << 16)

REFUSED: dict[str, Route] = {
    "coding br": coded(b"xyz", "br"),
    "another coding": coded(b"xyz", "zstd"),
    "gzip thrice": coded(PACKED, "gzip, gzip, gzip"),
    "steep": faults.gzip_bomb(2),
    "bomb": faults.gzip_bomb(40),
    "damaged gzip": coded(PACKED[:20] + b"\xff\xff\xff\xff\xff" + PACKED[25:]),
    "damaged deflate": coded(b"\x78\x9c" + NOISE[:3000].replace(b"\0", b"\xff"), "deflate"),
    "endless empty members": endless_after(PACKED, gzip.compress(b"") * 1000),
    "retry-after of another script": faults.status(503, ("Retry-After", "²")),
}


def two(broken: Route) -> SimSite:
    """A site whose first article is ``broken`` and whose second is sound."""
    site = build("empirecms", {"baogao": articles(2, 1)})
    site.routes[site.article_paths[max(site.article_paths)]] = broken
    return site


@pytest.mark.parametrize("name", REFUSED)
def test_the_next_request_gets_through_after_every_refused_answer(sim: Simulator, name: str) -> None:
    night = crawl(sim.serve("127.8.1.1", two(REFUSED[name]).routes), settings=PATIENT)
    assert [exchange.verdict for exchange in night.of(CaptureKind.ARTICLE)] == [Verdict.ERROR, Verdict.OK]
    assert night.outcome.result is SiteResult.OK


KEPT: dict[str, Reply] = {
    "a label that is no coding": coded(b"<title>report</title><p>report</p>", "utf-8"),
    "labelled twice, packed once": coded(PACKED, "gzip, gzip"),
    "packed twice": coded(gzip.compress(PACKED), "gzip, gzip"),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_label_that_lies_about_the_coding_hides_nothing(sim: Simulator, name: str) -> None:
    night = crawl(sim.serve("127.8.1.6", two(KEPT[name]).routes), settings=PATIENT)
    assert [exchange.verdict for exchange in night.of(CaptureKind.ARTICLE)] == [Verdict.OK, Verdict.OK]
    assert night.of(CaptureKind.ARTICLE)[0].body == gzip.decompress(PACKED)


def test_a_file_beyond_the_limit_is_kept_to_there(sim: Simulator) -> None:
    large = Reply(b"%PDF-1.7" + b"x" * (3 << 20), content_type="application/pdf")
    night = crawl(sim.serve("127.8.1.7", two(large).routes), settings=PATIENT)
    (file,) = (exchange for exchange in night.of(CaptureKind.ARTICLE) if exchange.body.startswith(b"%PDF"))
    assert (file.verdict, file.truncated, len(file.body)) == (Verdict.OK, "length", PATIENT.max_body_bytes)


def test_junk_behind_a_compressed_body_is_dropped_and_bounded(sim: Simulator) -> None:
    night = crawl(sim.serve("127.8.1.2", two(endless_after(PACKED, b"\0" + NOISE)).routes), settings=PATIENT)
    first, second = night.of(CaptureKind.ARTICLE)
    assert (first.verdict, first.body) == (Verdict.OK, gzip.decompress(PACKED))
    assert second.verdict is Verdict.OK
    assert night.outcome.bytes_received < 1 << 20


def test_a_date_beyond_the_calendar_is_no_retry_after(sim: Simulator) -> None:
    late = faults.status(503, ("Retry-After", "Fri, 31 Dec 99999999999999999999 23:59:59 GMT"))
    night = crawl(sim.serve("127.8.1.3", two(late).routes), settings=PATIENT)
    assert [exchange.verdict for exchange in night.of(CaptureKind.ARTICLE)] == [Verdict.ERROR, Verdict.OK]


def test_what_no_one_foresaw_costs_one_url(sim: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    site = two(Reply(b"<title>a</title><p>report</p>"))
    bad = site.article_paths[max(site.article_paths)]
    send = Transport.send

    def broken(self: Transport, url: str, *rest: Any) -> Any:
        if url.endswith(bad):
            raise RecursionError("unforeseen")
        return send(self, url, *rest)

    monkeypatch.setattr(Transport, "send", broken)
    night = crawl(sim.serve("127.8.1.4", site.routes), settings=PATIENT)
    assert (night.outcome.result, night.outcome.articles_new) == (SiteResult.OK, 1)
    assert any("unforeseen" in warning for warning in night.outcome.warnings)


def test_a_judge_that_fails_makes_an_error(sim: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    real = verdict.judge

    def judge(kind: CaptureKind, *rest: Any, **more: Any) -> Any:
        if kind is CaptureKind.ARTICLE:
            raise RuntimeError("unforeseen")
        return real(kind, *rest, **more)

    monkeypatch.setattr(judging, "judge", judge)
    night = crawl(sim.serve("127.8.1.5", two(Reply(b"<p>x</p>")).routes), settings=PATIENT)
    assert [exchange.verdict for exchange in night.of(CaptureKind.ARTICLE)] == [Verdict.ERROR] * 2
    assert night.outcome.result is SiteResult.ERROR


RULES = b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    "robots",
    [
        faults.breaks_off(RULES, 10),
        faults.drips_body(0.05, 200),
        faults.chunked(RULES[:12], end=False),
        faults.gzip_cut(RULES),
        Reply(b"x", headers=(("Content-Encoding", "br"),), validators=False),
    ],
    ids=["cut", "slow", "chunks without end", "gzip cut", "coding"],
)
def test_a_robots_txt_that_broke_off_is_a_closed_door(sim: Simulator, robots: Route) -> None:
    site = two(Reply(b"<p>x</p>"))
    site.routes["/robots.txt"] = robots
    base = sim.serve("127.8.2.1", site.routes)
    quick = replace(PATIENT, timeout_seconds=0.1)
    assert crawl(base, settings=quick).outcome.result in {SiteResult.ERROR, SiteResult.REFUSED}
    assert {line.path for line in sim.requests(base)} <= {"/robots.txt"}


FILES: dict[str, Reply] = {
    "pdf": Reply(b"%PDF-1.4 invented", content_type="application/pdf"),
    "pdf called a page": Reply(b"%PDF-1.4 invented captcha", content_type="text/html"),
    "zip": Reply(b"PK\x03\x04 invented", content_type="application/octet-stream"),
    "picture": Reply(b"\xff\xd8\xff\xe0 invented", content_type="image/jpeg"),
    "word": Reply(b"\xd0\xcf\x11\xe0 invented", content_type=""),
    "labelled": Reply(b"invented", content_type="application/msword"),
    "unknown bytes": Reply(b"\x01\x02\0\0invented", content_type="text/html"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_at_an_articles_address_is_the_article(sim: Simulator, name: str) -> None:
    base = sim.serve("127.8.3.1", two(FILES[name]).routes)
    first = crawl(base)
    assert [exchange.verdict for exchange in first.of(CaptureKind.ARTICLE)] == [Verdict.OK, Verdict.OK]
    assert first.of(CaptureKind.ATTACHMENT) == []
    second = crawl(base, first.known)
    assert {exchange.verdict for exchange in second.of(CaptureKind.ARTICLE)} <= {Verdict.UNCHANGED}


@pytest.mark.parametrize("label", ["application/octet-stream", "application/xhtml+xml", "text/plain", ""])
def test_a_page_is_an_article_whatever_it_is_called(sim: Simulator, label: str) -> None:
    night = crawl(sim.serve("127.8.3.2", two(Reply(b"\xef\xbb\xbf <p>report</p>", content_type=label)).routes))
    assert len(night.of(CaptureKind.ARTICLE)) == 2


@pytest.mark.parametrize("status", [403, 429, 503])
@pytest.mark.parametrize("retries", [0, 1])
def test_the_next_address_of_the_host_waits_as_long_as_asked(sim: Simulator, status: int, retries: int) -> None:
    base = sim.serve("127.8.4.1", two(faults.status(status, ("Retry-After", "1"))).routes)
    crawl(base, settings=replace(PATIENT, retries=retries))
    last, following = sim.requests(base)[-2:]
    assert following.start - last.start >= 1 - TIMER


def test_a_redirect_that_asks_to_wait_is_waited_for(sim: Simulator) -> None:
    site = two(Reply(b"", 302, headers=(("Location", "/moved.html"), ("Retry-After", "1"))))
    site.routes["/moved.html"] = Reply(b"<p>moved</p>")
    base = sim.serve("127.8.4.2", site.routes)
    crawl(base, settings=PATIENT)
    asked = sim.requests(base)
    at = next(n for n, line in enumerate(asked) if line.path == "/moved.html")
    assert asked[at].start - asked[at - 1].start >= 1 - TIMER


def test_a_long_wait_leaves_the_host_alone_without_retries_too(sim: Simulator) -> None:
    base = sim.serve("127.8.4.3", two(faults.status(403, ("Retry-After", "86400"))).routes)
    night = crawl(base, settings=PATIENT)
    assert (night.outcome.result, night.exchanges[-1].status) == (SiteResult.PARTIAL, 403)


@pytest.mark.parametrize(
    "one, other",
    [
        ("http://zx.yunshan.example/a", "https://www.zx.yunshan.example:8443/b"),
        ("http://zx.yunshan.example./", "http://ZX.yunshan.example/"),
        ("http://203.0.113.7/", "http://203.0.113.7:8080/"),
        ("http://localhost:8000/", "http://127.0.0.1:8000/"),
        ("http://[::1]:8000/", "http://127.1:8000/"),
    ],
)
def test_one_unit_of_politeness(one: str, other: str) -> None:
    assert unit(one) == unit(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("http://zx.yunshan.example/", "http://yunshan.example/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8001/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.2:8000/"),
    ],
)
def test_different_units(one: str, other: str) -> None:
    assert unit(one) != unit(other)


def test_no_proxy_is_honoured(sim: Simulator) -> None:
    site = two(Reply(b"<p>x</p>"))
    base, proxy = sim.serve("127.8.5.1", site.routes), sim.serve("127.8.5.2", {})
    settings = replace(PATIENT, proxies={"http": proxy, "no": "127.8.5.1,other.example"})
    assert crawl(base, settings=settings).outcome.result is SiteResult.OK
    assert not sim.requests(proxy)
    crawl(base, settings=replace(settings, proxies={"http": proxy, "no": "other.example"}))
    assert sim.requests(proxy)


@pytest.mark.parametrize(
    "stub",
    [
        b"<meta http-equiv=refresh content='0;url=/xw/index.html'>",
        b"<html><head><meta http-equiv='Refresh' content='0; URL=xw/'></head><body></body></html>",
        b"<script>window.location.href='/xw/';</script>",
    ],
)
def test_a_home_page_that_only_sends_on_is_followed_where_no_column_is_named(sim: Simulator, stub: bytes) -> None:
    site = two(Reply(b"<title>a</title><p>report</p>"))
    site.routes["/xw/index.html"] = site.routes["/xw/"] = site.routes["/"]
    site.routes["/"] = Reply(stub)
    base = sim.serve("127.8.6.1", site.routes)
    first = crawl(base)
    assert (first.outcome.result, first.outcome.articles_new) == (SiteResult.OK, 2)
    assert crawl(base, first.known).outcome.links_seen > 0


def redirected(sim: Simulator, to: str, body: bytes) -> Exchange:
    site = two(faults.redirect(to))
    site.routes[to] = Reply(body)
    return crawl(sim.serve("127.8.7.1", site.routes)).of(CaptureKind.ARTICLE)[0]


PROSE = "<title>云山区政协</title>".encode() + "<p>区政协召开专题协商会，委员围绕老旧小区改造建言。</p>".encode()


@pytest.mark.parametrize("to", ["/t20240402_4403/info/1034/34032.htm", "/info/1034/1403.htm", "/404gongcheng/1.html"])
def test_an_articles_number_is_no_error_code(sim: Simulator, to: str) -> None:
    assert redirected(sim, to, PROSE).verdict is Verdict.OK


@pytest.mark.parametrize("to", ["/404.html", "/404", "/error/404.htm", "/error.jsp", "/page404.html", "/error_403.htm"])
def test_an_error_page_is_one(sim: Simulator, to: str) -> None:
    assert redirected(sim, to, b"<p>x</p>").verdict is Verdict.TOMBSTONE


def test_an_article_called_404_that_moved_is_an_article(sim: Simulator) -> None:
    long = "<p>区政协召开专题协商会，委员围绕老旧小区改造建言。</p>" * 30
    assert redirected(sim, "/info/404.htm", long.encode()).verdict is Verdict.OK


def with_file(day: date) -> tuple[SimSite, str]:
    """A site of one article of that day with one file, and the file's path."""
    path = "/files/fujian.pdf"
    one = replace(articles(1, 1, newest=day)[0], attachments=((path, "附件：提案办理情况表.pdf"),))
    return build("empirecms", {"baogao": [one]}), path


@pytest.mark.parametrize("validators", [True, False])
def test_an_attachment_that_never_came_is_seen_again_some_night(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch, validators: bool
) -> None:
    published = date(2025, 3, 1)
    site, path = with_file(published)
    article = site.article_paths[max(site.article_paths)]
    page = site.routes[article]
    assert isinstance(page, Reply)
    site.routes[article] = replace(page, validators=validators)
    site.routes[path] = faults.resets()
    base = sim.serve("127.8.8.1", site.routes)
    first = crawl(base, settings=PATIENT)
    # What brought no answer leaves no capture, so the next night knows nothing of it.
    known = {url: item for url, item in first.known.items() if not url.endswith(path)}
    site.routes[path] = Reply(b"%PDF-1.4 invented", content_type="application/pdf")
    asked = []
    monkeypatch.setattr(Memory, "files_due", lambda *_: [])  # its own turn is another matter
    for age in range(1, 15):
        monkeypatch.setattr(crawling, "shanghai_date", lambda _, age=age: published + timedelta(days=age))
        night = crawl(base, known, settings=PATIENT)
        known = night.known
        asked += [age] * len(night.paths(CaptureKind.ATTACHMENT))
    # Where the page came the next day, the file did too; it is asked for once more when all of the page is seen anew.
    assert asked[:-1] == ([] if validators else [1])
    assert 7 <= asked[-1] < 14


@pytest.mark.parametrize("field", ["max_minutes_per_run", "delay_seconds"])
@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_an_entry_bounds_everything_by_a_number(field: str, value: float) -> None:
    with pytest.raises(ValidationError, match="finite"):
        site_at("http://zx.yunshan.example/", **{field: value})


@pytest.mark.parametrize("value", ["inf", "nan"])
def test_the_operators_settings_are_numbers_too(value: str) -> None:
    with pytest.raises(SettingsError, match="CPPCC_NIGHT_MINUTES"):
        Settings.from_environment({"CPPCC_NIGHT_MINUTES": value})


def test_the_operators_no_proxy_reaches_the_crawler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128/")
    monkeypatch.setenv("no_proxy", "intranet.example")
    assert Settings().crawl().proxies["no"] == "intranet.example"


def test_a_page_that_cannot_be_read_for_its_date_is_kept_all_the_same(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("unforeseen")

    exchange = crawl(sim.serve("127.8.9.1", two(Reply(b"<p>report</p>")).routes)).of(CaptureKind.ARTICLE)[0]
    monkeypatch.setattr(recording, "extract", broken)
    assert recording.published_year(exchange, None) == 2025


def test_behind_a_proxy_only_a_tls_host_needs_the_certificates() -> None:
    adapter = GuardedAdapter(AddressPolicy(False))
    proxies = {"http": "http://proxy.example:3128/", "https": "http://proxy.example:3128/"}
    for scheme, has_context in (("http", False), ("https", True)):
        request = requests.Request("GET", f"{scheme}://zx.qinghe.example/").prepare()
        pool = adapter.get_connection_with_tls_context(request, True, proxies)
        assert isinstance(pool.conn_kw.get("ssl_context"), ssl.SSLContext) is has_context
