"""What one exchange brings beside its page: every hop, who answered and how, and ways to a host that is half well."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.captures.model import CaptureKind, Verdict
from cppcc_archive.crawl.model import SiteResult
from tests.crawl.kit import SETTINGS, crawl
from tests.crawl.test_safety import broken_path, one_article
from tests.sim import Reply, SimRequest, Simulator, build, faults
from tests.sim.content import articles


def test_every_redirect_is_handed_over_before_the_page_it_led_to(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(1, 1)})
    path = broken_path(site.article_paths)
    site.routes["/two.html"] = site.routes[path]
    site.routes["/one.html"] = faults.redirect("/two.html", 301)
    site.routes[path] = faults.redirect("/one.html")
    night = crawl(sim.serve("127.5.7.1", site.routes))
    assert [exchange.status for exchange in night.of(CaptureKind.REDIRECT)] == [302, 301]
    at = night.exchanges.index(night.of(CaptureKind.REDIRECT)[0])
    way = night.exchanges[at : at + 3]
    assert [exchange.url.rpartition("/")[2] for exchange in way[1:]] == ["one.html", "two.html"]
    assert way[0].head.startswith(b"HTTP/1.1 302") and way[0].header("location") == "/one.html"
    assert sum(night.outcome.verdicts.values()) == len(night.exchanges) - 2


def test_an_answer_says_who_sent_it_and_how(sim: Simulator) -> None:
    night = crawl(sim.serve("127.5.7.2", build("trs", {"tian": articles(1, 1)}).routes))
    assert {exchange.ip_address for exchange in night.exchanges} == {"127.5.7.2"}
    assert {exchange.protocols for exchange in night.exchanges} == {("http/1.1",)}
    assert all(exchange.head.startswith(b"HTTP/1.1 ") for exchange in night.exchanges)


def test_a_line_that_is_no_header_and_an_early_hint_hide_nothing(sim: Simulator) -> None:
    body = gzip.compress(b"<title>report</title><p>report</p>")
    head = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n\r\nHTTP/1.0 200 OK\r\nX-Powered-By ASP.NET\r\n"

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(head + b"Content-Type : text/html\r\nContent-encoding: gzip\r\n\r\n" + body)
        await writer.drain()

    night = one_article(sim, "127.5.7.3", Reply(raw=raw))
    (page,) = (exchange for exchange in night.exchanges if b"<p>report</p>" in exchange.body)
    assert (page.verdict, page.protocols) == (Verdict.OK, ("http/1.0",))
    assert page.headers == (("Content-Type", "text/html"), ("Content-encoding", "gzip"))


def test_a_page_behind_a_wrong_checksum_is_read_and_marked(sim: Simulator) -> None:
    body = gzip.compress(b"<title>report</title><p>report</p>")[:-8] + b"\0" * 8
    reply = Reply(body, headers=(("Content-Encoding", "gzip"),))
    (page,) = (one for one in one_article(sim, "127.5.7.44", reply).exchanges if b"<p>report</p>" in one.body)
    assert (page.verdict, page.truncated, page.attempts) == (Verdict.OK, "unspecified", 1)


def test_the_second_address_of_a_name_is_tried_when_the_first_swallows_everything(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = sim.serve("127.5.7.4", build("empirecms", {"baogao": articles(1, 1)}).routes)
    port = int(base.rpartition(":")[2].strip("/"))
    dead = socket.socket()
    dead.bind(("127.5.7.5", port))  # bound and not listening would refuse; a full queue swallows
    dead.listen(0)
    waiting = [socket.socket() for _ in range(4)]
    for one in waiting:
        one.setblocking(False)
        one.connect_ex(("127.5.7.5", port))
    real = socket.getaddrinfo

    def two(host: str, *rest: Any, **named: Any) -> Any:
        if host != "zx.qinghe.example":
            return real(host, *rest, **named)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("127.5.7.5", "127.5.7.4")]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    night = crawl(f"http://zx.qinghe.example:{port}/", settings=replace(SETTINGS, contact="a@example.org"))
    assert night.outcome.result is SiteResult.OK
    assert {exchange.ip_address for exchange in night.exchanges} == {"127.5.7.4"}
    for one in (dead, *waiting):
        one.close()


@pytest.mark.parametrize("way", ["pem", "file", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_an_operators_certificate_is_believed(
    sim: Simulator, certificate: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    base = sim.serve("127.5.6.1", build("trs", {"tian": articles(2, 1)}).routes, tls=context)
    pem = certificate.read_text()
    own = pem[pem.index("-----BEGIN CERTIFICATE-----") :]
    entry = {"pem": {"ca": own}, "file": {"ca": str(certificate)}}.get(way, {})
    if not entry:
        monkeypatch.setenv(way, str(certificate))
    night = crawl(base, **entry)
    assert night.outcome.result is SiteResult.OK, night.outcome.reason
    assert night.exchanges[0].protocols[1].startswith("tls/1.")


def test_certificates_that_cannot_be_read_cost_their_site_and_are_named(sim: Simulator, tmp_path: Path) -> None:
    night = crawl("https://127.5.6.2:9/", ca=str(tmp_path / "missing.pem"))
    assert "ca in the site's entry: no certificates can be read from" in night.outcome.reason
