"""A row whose page only sends on leads to the article behind it."""

from __future__ import annotations

import pytest

from cppcc_archive.captures.model import CaptureKind, Verdict
from tests.crawl.kit import Night, crawl
from tests.sim import Reply, Route, Simulator

TITLE = "县政协第九届委员会常务委员会工作报告"
PROSE = f"<title>{TITLE}</title><h1>{TITLE}</h1>" + "<p>一年来，共征集提案171件，经审查立案151件。</p>" * 3


def page(body: str, **more: object) -> Reply:
    return Reply(f"<meta charset=utf-8>{body}".encode(), **more)  # type: ignore[arg-type]


def routes(stub: Route) -> dict[str, Route]:
    return {
        "/": page("<title>云山区政协</title><a href='/gz/'>工作报告</a>"),
        "/gz/": page(f"<ul><li><a href='/stub/9.html'>{TITLE}</a>2025-01-07</li></ul>"),
        "/stub/9.html": stub,
        "/real/9.html": page(PROSE),
    }


def articles(night: Night) -> list[tuple[str, str]]:
    return [
        (path, exchange.verdict)
        for path, exchange in zip(night.paths(CaptureKind.ARTICLE), night.of(CaptureKind.ARTICLE), strict=True)
    ]


@pytest.mark.parametrize(
    "stub",
    [
        page("<meta http-equiv=refresh content='0;url=/real/9.html'>"),
        page("<script>window.location.href='/real/9.html';</script>"),
        page("<p>正在跳转…</p><script>location.replace('../real/9.html')</script>"),
        page("<iframe src='/real/9.html' width=100%></iframe>"),
        page("<frameset rows='80,*'><frame name=top src='/top.html'><frame src='/real/9.html'></frameset>"),
        Reply(b"", headers=(("Refresh", "0; url=/real/9.html"),), validators=False),
        page("<body onload=\"location.href='/real/9.html'\">"),
        page("<script>setTimeout(function(){window.location.href='/real/9.html';},100)</script>"),
        page("<script>var url='/real/9.html'; window.location = url;</script>"),
        page("<script>location.href='/real/'+'9.html'</script>"),
        page("<script>location.href='\\/real\\/9.html'</script>"),
        page("<script>window.open('/real/9.html', '_self')</script>"),
        page("<a id=go href='/real/9.html'>进入</a><script>document.getElementById('go').click()</script>"),
        page("<form id=f action='/real/9.html'></form><script>document.forms[0].submit()</script>"),
        page("<object data='/real/9.html' type='text/html'></object>"),
    ],
)  # fmt: skip
def test_the_page_behind_it_is_the_article(sim: Simulator, stub: Reply) -> None:
    base = sim.serve("127.8.11.1", routes(stub))
    first = crawl(base)
    assert [verdict for _, verdict in articles(first)] == [Verdict.OK]
    assert first.outcome.articles_new == 1
    assert first.of(CaptureKind.ARTICLE)[0].listed_title == TITLE
    second = crawl(base, first.known)
    assert (second.outcome.articles_new, second.outcome.articles_changed) == (0, 0)


@pytest.mark.parametrize(
    "script",
    [
        "function f(x){ if (navigator.userAgent.match(/Mobile/)) location.href = '/m/9.html'; }",
        "var app = function(){}; location.href = '/login';" + " " * 700,
        "fetch('/api/9').then(function(r){ location.hash = r })",
    ],
)
def test_a_script_that_decides_something_is_not_followed(sim: Simulator, script: str) -> None:
    site = routes(page(f"<div id=app></div><script>{script}</script>"))
    assert [path for path, _ in articles(crawl(sim.serve("127.8.11.9", site)))] == ["/stub/9.html"]


def test_a_page_with_content_is_no_stub_whatever_it_does_later(sim: Simulator) -> None:
    slow = page(PROSE + "<meta http-equiv=refresh content='5;url=/'><iframe src='/real/9.html'></iframe>")
    assert articles(crawl(sim.serve("127.8.11.2", routes(slow)))) == [("/stub/9.html", Verdict.OK)]


def test_one_that_leads_home_is_a_vanished_article(sim: Simulator) -> None:
    night = crawl(sim.serve("127.8.11.3", routes(page("<script>location.href='/'</script>"))))
    assert articles(night) == [("/stub/9.html", Verdict.TOMBSTONE)]


def test_one_that_leads_off_the_site_is_counted_as_that(sim: Simulator) -> None:
    night = crawl(
        sim.serve("127.8.11.4", routes(page("<script>location.href='https://mp.weixin.qq.com/s/1'</script>")))
    )
    assert articles(night) == []
    assert "elsewhere: mp.weixin.qq.com 1" in night.outcome.warnings


def test_a_chain_of_stubs_has_an_end(sim: Simulator) -> None:
    chain = {f"/s/{n}.html": page(f"<script>location.href='/s/{n + 1}.html'</script>") for n in range(50)}
    night = crawl(sim.serve("127.8.11.5", routes(page("<script>location.href='/s/0.html'</script>")) | chain))
    assert night.outcome.requests < 12
