"""What a hostile or broken site can do to us: nothing, and it is on record."""

from __future__ import annotations

import ipaddress
import logging
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.captures.model import CaptureKind, Verdict
from cppcc_archive.crawl.guard import AddressPolicy, is_loopback_url
from cppcc_archive.crawl.model import SiteResult
from cppcc_archive.errors import RefusedError
from tests.crawl.kit import SETTINGS, Night, crawl
from tests.sim import Reply, Route, SimRequest, Simulator, build, faults
from tests.sim.content import articles

CLOSED = AddressPolicy()
OPEN = AddressPolicy(allow_private=True)

PRIVATE = (
    *("127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "100.64.0.1", "0.0.0.0", "169.254.1.1"),
    *(
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
    ),
    *("fec0::1", "::ffff:0:7f00:1", "::ffff:0:808:808", "::7f00:1", "::8.8.8.8", "3fff::1", "5f00::1", "100::1"),
    *("192.0.0.1", "192.0.0.9", "192.0.0.170"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:53aa::1", "2001:db8::1"),
)
METADATA = ("169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254", "::ffff:169.254.169.254")


@pytest.mark.parametrize("address", PRIVATE + METADATA)
def test_addresses_that_are_refused(address: str) -> None:
    assert CLOSED.refusal(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", (*METADATA, "169.254.7.7", "224.0.0.1", "0.0.0.0", "fe80::1", "fec0::1", "::7f00:1")
)
def test_what_no_entry_opens(address: str) -> None:
    assert OPEN.refusal(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "61.135.169.121", "240e:e1::1", "2400:3200::1"])
def test_public_addresses_are_fine(address: str) -> None:
    assert CLOSED.refusal(ipaddress.ip_address(address)) is None


@given(st.ip_addresses(v=4))
def test_no_address_outside_the_public_internet_gets_through(address: ipaddress.IPv4Address) -> None:
    if not address.is_global or address.is_multicast:
        assert CLOSED.refusal(address)
        assert CLOSED.refusal(ipaddress.ip_address(f"::ffff:{address}"))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://[::1]/",
        "http://[::ffff:7f00:1]/", "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://169.254.169.254/latest",
        "ftp://zx.yunshan.example/", "file:///etc/passwd", "gopher://zx.yunshan.example/", "http://user:pw@zx.yunshan.example/",
    ],
)  # fmt: skip
def test_urls_that_are_refused_by_their_spelling(url: str) -> None:
    with pytest.raises(RefusedError):
        CLOSED.check_url(url)


def test_a_name_that_resolves_to_a_private_address_is_refused_at_connect_time(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = sim.serve("127.5.1.1", build("trs", {"tian": articles(2, 1)}).routes).rsplit(":", 1)[1]
    resolves(monkeypatch, {"zx.yunshan.example": ["127.5.1.1"]})
    night = crawl(
        f"http://zx.yunshan.example:{port}",
        allow_private_address=False,
        settings=replace(SETTINGS, contact="keeper@yunshan.example"),
    )
    assert night.outcome.result is SiteResult.REFUSED
    assert "127.5.1.1 is a private or loopback address" in night.exchanges[0].verdict_reason
    assert sim.log == []


def test_a_name_server_that_changes_its_mind_gets_nowhere(sim: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every connection checks the very address it connects to: there is no look beforehand that could be fooled."""
    port = sim.serve("127.5.1.2", {"*": Reply(b"secret")}).rsplit(":", 1)[1]
    answers = {"zx.yunshan.example": ["203.0.113.9", "127.5.1.2"]}
    resolves(monkeypatch, answers)
    night = crawl(
        f"http://zx.yunshan.example:{port}",
        allow_private_address=False,
        settings=replace(SETTINGS, contact="keeper@yunshan.example", retries=0),
    )
    assert night.outcome.result in {SiteResult.REFUSED, SiteResult.ERROR}
    assert sim.log == []


def resolves(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> None:
    """Let ``names`` resolve to these addresses; everything else as ever."""
    real = socket.getaddrinfo

    def fake(host: str, port: int, *rest: object, **more: object) -> list[object]:
        found = names.get(host)
        if found is None:
            return real(host, port, *rest, **more)  # type: ignore[arg-type, return-value]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", fake)


def test_the_operators_proxy_may_be_on_a_private_address_the_site_behind_it_may_not(sim: Simulator) -> None:
    def proxy(request: SimRequest) -> Reply:
        return Reply(f"<title>{request.path}</title><p>seen</p>".encode())

    routes: dict[str, Route] = {"*": proxy}
    address = sim.serve("127.5.2.1", routes)
    settings = replace(SETTINGS, contact="keeper@yunshan.example", proxies={"http": address})
    night = crawl("http://zx.yunshan.example", allow_private_address=False, settings=settings)
    assert night.of(CaptureKind.HOME)[0].verdict is Verdict.OK
    asked = len(sim.log)
    for base in ("http://127.5.2.1:81/", "http://169.254.169.254/", "http://localhost/"):
        assert crawl(base, allow_private_address=False, settings=settings).outcome.result is SiteResult.REFUSED
    assert len(sim.log) == asked


def one_article(sim: Simulator, address: str, broken: Route) -> Night:
    """A site with one good and one broken article, crawled."""
    site = build("empirecms", {"baogao": articles(2, 1)})
    site.routes[broken_path(site.article_paths)] = broken
    return crawl(
        sim.serve(address, site.routes),
        settings=replace(SETTINGS, timeout_seconds=0.2, retries=1, max_body_bytes=2 << 20),
    )


def broken_path(paths: dict[int, str]) -> str:
    return paths[min(paths)]


@pytest.mark.parametrize(
    "target, why",
    [
        ("http://169.254.169.254/latest/meta-data/", "metadata"),
        ("http://10.0.0.7/", "not a host of this site"),
        ("http://other.example/report.html", "not a host of this site"),
        ("file:///etc/passwd", "no http(s) address"),
        ("gopher://127.0.0.1/", "no http(s) address"),
        ("//[::1]:80/", "not a host of this site"),
    ],
)
def test_redirects_that_are_not_followed(sim: Simulator, target: str, why: str) -> None:
    night = one_article(sim, "127.5.3.1", faults.redirect(target))
    bad = next(exchange for exchange in night.of(CaptureKind.ARTICLE) if exchange.verdict is not Verdict.OK)
    assert (bad.verdict, bad.status, bad.attempts) == (Verdict.ERROR, 302, 1)
    assert why in bad.verdict_reason
    assert night.outcome.articles_new == 1


def test_redirects_in_a_circle_end(sim: Simulator) -> None:
    routes: dict[str, Route] = {
        "/robots.txt": faults.status(404),
        "/": faults.redirect("/a"),
        "/a": faults.redirect("/"),
    }
    night = crawl(sim.serve("127.5.3.2", routes))
    assert night.exchanges[-1].verdict_reason == "redirects in a circle"
    assert len(sim.log) == 3


def test_redirects_without_end_end(sim: Simulator) -> None:
    routes: dict[str, Route] = {"/robots.txt": faults.status(404)}
    routes["*"] = lambda request: faults.redirect(f"/{len(request.path)}x{request.path[1:60]}")
    crawl(sim.serve("127.5.3.3", routes))
    assert len(sim.log) == 1 + 1 + SETTINGS.max_redirects


def test_a_redirect_within_the_site_is_followed_and_both_addresses_are_on_record(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(1, 1)})
    path = next(iter(site.article_paths.values()))
    site.routes["/moved.html"], site.routes[path] = site.routes[path], faults.redirect("/moved.html", 301)
    exchange = crawl(sim.serve("127.5.3.4", site.routes)).of(CaptureKind.ARTICLE)[0]
    assert (exchange.verdict, exchange.requested_url.endswith(path), exchange.url.endswith("/moved.html")) == (
        Verdict.OK,
        True,
        True,
    )


LONG = b"<p>" + b"x" * (3 << 20)

BROKEN: dict[str, tuple[Route, str]] = {
    "reset": (faults.resets(), "broke the connection off"),
    "breaks off": (faults.breaks_off(b"<p>half</p>" * 100, 300), "before its announced end"),
    "gzip bomb": (faults.gzip_bomb(64), "200-fold"),
    "steep gzip": (faults.gzip_bomb(2), "200-fold"),
    "drips headers": (faults.drips_headers(0.02), "within the time allowed"),
    "drips body": (faults.drips_body(0.02), ""),
    "stalls": (faults.slow(Reply(b"x"), 2.0), "within the time allowed"),
    "huge headers": (faults.huge_headers(400), "headers"),
    "no http": (faults.nonsense(), "no HTTP"),
    "unasked coding": (Reply(b"xyz", headers=(("Content-Encoding", "br"),)), "was not asked for"),
    "codings upon codings": (Reply(b"xyz", headers=(("Content-Encoding", "gzip, gzip, gzip"),)), "3 content codings"),
    "negative length": (Reply(b"x" * 10, headers=(("Content-Length", "-5"),)), ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_is_an_error_on_record_and_the_crawl_goes_on(sim: Simulator, name: str) -> None:
    route, why = BROKEN[name]
    night = one_article(sim, "127.5.4.1", route)
    bad = [exchange for exchange in night.of(CaptureKind.ARTICLE) if exchange.verdict is Verdict.ERROR]
    assert len(bad) == 1
    assert bad[0].payload_digest is None
    assert why in bad[0].verdict_reason
    assert (night.outcome.result, night.outcome.articles_new) == (SiteResult.OK, 1)


PAGE = b"<html><title>report</title><p>report</p></html>"

CUT: dict[str, tuple[Route, str]] = {
    "no last chunk": (faults.chunked(PAGE, end=False), "disconnect"),
    "announces too much": (faults.breaks_off(PAGE + b"\r\n", len(PAGE)), "disconnect"),
    "twice the same": (faults.chunked(b"<p>a page without an end</p>", end=False), "disconnect"),
    "gzip without its end": (faults.gzip_cut(b"<p>report</p>" * 500), "disconnect"),
    "endless": (faults.endless(), "length"),
    "too long": (Reply(LONG), "length"),
    "too long, by chunks": (faults.chunked(LONG), "length"),
}


@pytest.mark.parametrize("name", CUT)
def test_what_is_cut_short_but_there_is_kept_and_marked(sim: Simulator, name: str) -> None:
    route, why = CUT[name]
    night = one_article(sim, "127.5.4.5", route)
    (cut,) = (exchange for exchange in night.of(CaptureKind.ARTICLE) if exchange.truncated)
    assert (cut.verdict, cut.truncated) == (Verdict.OK, why)
    assert cut.body and cut.payload_digest
    assert len(cut.body) <= SETTINGS.max_page_bytes
    assert any("cut short" in warning for warning in night.outcome.warnings)


def test_a_page_that_came_to_its_end_is_not_asked_for_again(sim: Simulator) -> None:
    night = one_article(sim, "127.5.4.6", faults.chunked(PAGE, end=False))
    (cut,) = (exchange for exchange in night.of(CaptureKind.ARTICLE) if exchange.truncated)
    assert cut.attempts == 1


def test_a_part_never_stands_in_the_place_of_a_whole_page(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(1, 1)})
    base = sim.serve("127.5.4.7", site.routes)
    first = crawl(base)
    site.routes[broken_path(site.article_paths)] = faults.chunked(b"<p>half of it</p>", end=False)
    again = crawl(base, {url: replace(known, etag=None, last_modified=None) for url, known in first.known.items()})
    (part,) = again.of(CaptureKind.ARTICLE)
    assert (part.verdict, part.truncated, part.payload_digest) == (Verdict.ERROR, "disconnect", None)
    assert part.body == b"<p>half of it</p>"


def test_more_bytes_than_announced_do_not_leak_into_the_next_answer(sim: Simulator) -> None:
    extra = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
    site = build("empirecms", {"baogao": articles(3, 1)})
    body = b"<title>report</title><p>" + b"r" * 500
    site.routes[broken_path(site.article_paths)] = faults.longer_than_said(body + extra, len(body))
    night = crawl(sim.serve("127.5.4.2", site.routes))
    assert [exchange.body for exchange in night.exchanges if b"forged" in exchange.body] == []
    assert night.outcome.articles_new == 3


def test_a_gzip_body_that_is_none_and_one_in_two_members_are_read(sim: Simulator) -> None:
    import gzip

    plain = Reply(b"<title>plain</title><p>report</p>", headers=(("Content-Encoding", "gzip"),))
    assert next(e for e in one_article(sim, "127.5.4.3", plain).exchanges if b"plain" in e.body).verdict is Verdict.OK
    twice = gzip.compress(b"<title>one</title>") + gzip.compress(b"<p>two</p>")
    night = one_article(sim, "127.5.4.4", Reply(twice, headers=(("Content-Encoding", "gzip"),)))
    assert b"<title>one</title><p>two</p>" in [exchange.body for exchange in night.exchanges]


def test_a_page_cannot_forge_log_lines(sim: Simulator, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    evil = "/baogao/2025-01-01/1.html?a=%0aINFO"
    site = build("empirecms", {"baogao": articles(1, 1)})
    site.routes["/baogao/"] = Reply(
        f"<ul><li><a href='{evil}\n\x1b[31m'>\x1b[2J题目\u202e</a> 2025-01-01</li></ul>".encode()
    )
    site.routes["*"] = faults.redirect("http://other.example/\x1b[31m")
    night = crawl(sim.serve("127.5.5.1", site.routes))
    texts = [record.getMessage() for record in caplog.records if record.name.startswith("cppcc_archive")]
    reasons = [exchange.verdict_reason for exchange in night.exchanges]
    assert texts and all(
        text.isprintable() for text in [*texts, *reasons, *night.outcome.warnings, night.outcome.reason]
    )


def test_a_certificate_nobody_vouches_for_is_refused_unless_the_entry_allows_it(
    sim: Simulator, certificate: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    base = sim.serve("127.5.6.1", build("trs", {"tian": articles(2, 1)}).routes, tls=context)
    strict = crawl(base, settings=replace(SETTINGS, retries=0))
    assert strict.outcome.result is SiteResult.ERROR
    assert "signed by itself" in strict.outcome.reason and "ca: in the site's entry" in strict.outcome.reason
    assert crawl(base, insecure_tls=True).outcome.result is SiteResult.OK


def test_tls_that_is_none(sim: Simulator) -> None:
    base = sim.serve("127.5.6.2", {}).replace("http:", "https:")
    assert crawl(base, settings=replace(SETTINGS, retries=0, timeout_seconds=0.5)).outcome.result is SiteResult.ERROR


def test_a_handshake_that_never_ends_is_given_up(certificate: Path) -> None:
    with DeafListener("127.5.6.3") as base:
        night = crawl(base, settings=replace(SETTINGS, retries=0, timeout_seconds=0.3))
        assert night.outcome.result is SiteResult.ERROR


class DeafListener:
    """A socket that takes connections and says nothing."""

    def __init__(self, address: str) -> None:
        self._socket = socket.create_server((address, 0))

    def __enter__(self) -> str:
        host, port = self._socket.getsockname()[:2]
        return f"https://{host}:{port}/"

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def test_a_dead_address_is_an_error(sim: Simulator) -> None:
    with socket.create_server(("127.5.7.1", 0)) as taken:
        port = taken.getsockname()[1]
    night = crawl(f"http://127.5.7.1:{port}/", settings=replace(SETTINGS, retries=1))
    assert night.outcome.result is SiteResult.ERROR
    assert (night.exchanges[0].status, night.exchanges[0].attempts) == (None, 2)


@pytest.mark.parametrize(
    "url, here",
    [
        ("http://127.0.0.1:8000/", True),
        ("http://127.9.1.4/", True),
        ("http://localhost/", True),
        ("http://[::1]/", True),
        ("http://localhost.example/", False),
        ("http://zx.yunshan.example/", False),
        ("http://10.0.0.1/", False),
    ],
)
def test_what_counts_as_this_machine(url: str, here: bool) -> None:
    assert is_loopback_url(url) is here


@pytest.mark.parametrize("what", ["/robots.txt", "/"])
def test_a_private_address_is_open_to_the_entrys_own_hosts_and_ports_alone(sim: Simulator, what: str) -> None:
    secret = sim.serve("127.18.1.9", {"*": Reply(b"User-agent: *\nAllow: /\n", content_type="text/plain")})
    site = build("empirecms", {"baogao": articles(3, 1)})
    site.routes[what] = faults.redirect(secret + "x")
    crawl(sim.serve("127.18.1.1", site.routes))
    assert sim.requests(secret) == []


def test_a_crawl_delay_beyond_reason_is_said(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(3, 1)}, robots="User-agent: *\nCrawl-delay: 86400\n")
    outcome = crawl(sim.serve("127.18.1.2", site.routes)).outcome
    assert (outcome.result, outcome.requests) == (SiteResult.REFUSED, 1)
    assert "86400 s between two requests" in outcome.reason
