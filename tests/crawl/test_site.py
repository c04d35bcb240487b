"""One site, night after night, against the simulator."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cppcc_archive.captures.model import CaptureKind, Verdict
from cppcc_archive.crawl.memory import Memory
from cppcc_archive.crawl.model import SiteResult
from tests.crawl.kit import crawl
from tests.sim import Reply, SimSite, Simulator, build
from tests.sim.content import articles
from tests.sim.families import BUILDERS, rebuild
from tests.sim.faults import resets, status


@pytest.mark.parametrize("family", sorted(BUILDERS))
def test_every_family_is_walked_to_its_last_article(sim: Simulator, family: str) -> None:
    site = build(family, {"baogao": articles(12, 1), "tian": articles(7, 2)})
    night = crawl(sim.serve("127.3.1.1", site.routes))
    assert night.outcome.result is SiteResult.OK
    assert sorted(night.paths(CaptureKind.ARTICLE)) == sorted(site.article_paths.values())
    assert night.outcome.articles_new == 19


@pytest.mark.parametrize("family", sorted(BUILDERS))
def test_a_second_night_asks_only_whether_anything_changed(sim: Simulator, family: str) -> None:
    site = build(family, {"baogao": articles(12, 1), "tian": articles(7, 2)})
    base = sim.serve("127.3.1.1", site.routes)
    first = crawl(base)
    second = crawl(base, first.known)
    assert second.outcome.result is SiteResult.UNCHANGED
    assert second.outcome.articles_new == second.outcome.articles_changed == 0
    assert {exchange.verdict for exchange in second.of(CaptureKind.ARTICLE)} == {Verdict.UNCHANGED}
    assert second.outcome.bytes_received < first.outcome.bytes_received / 2


def small(family: str = "trs", count: int = 6) -> SimSite:
    return build(family, {"baogao": articles(count, 1)})


def test_a_changed_article_is_fetched_anew_and_the_rest_is_not(sim: Simulator) -> None:
    site = small()
    base = sim.serve("127.3.1.1", site.routes)
    first = crawl(base)
    path = site.article_paths[site.columns["baogao"][0].number]
    site.routes[path] = replace(
        reply(site, path), body=reply(site, path).body.replace("立案提案".encode(), "共立案提案".encode())
    )
    second = crawl(base, first.known)
    assert (second.outcome.articles_changed, second.outcome.articles_unchanged) == (1, 4)
    assert [
        exchange.requested_url for exchange in second.of(CaptureKind.ARTICLE) if exchange.verdict is Verdict.OK
    ] == [base.rstrip("/") + path]


def test_a_new_article_is_found_on_the_first_page(sim: Simulator) -> None:
    site = small()
    base = sim.serve("127.3.1.1", site.routes)
    first = crawl(base)
    site.columns["baogao"][:0] = articles(1, 9)
    rebuild(site)
    second = crawl(base, first.known)
    assert second.outcome.articles_new == 1
    assert second.outcome.result is SiteResult.OK


def test_a_vanished_article_is_gone_once(sim: Simulator) -> None:
    site = small()
    base = sim.serve("127.3.1.1", site.routes)
    night = crawl(base)
    del site.routes[site.article_paths[site.columns["baogao"][1].number]]
    gone = []
    for _ in range(5):
        night = crawl(base, night.known)
        gone.append(night.outcome.articles_gone)
    assert gone == [0, 0, 1, 0, 0]


def test_a_page_that_comes_back_is_found_when_its_turn_comes(sim: Simulator) -> None:
    site = build("webplus", {"baogao": articles(2, 1, newest=date.today())})
    base = sim.serve("127.3.1.1", site.routes)
    path = site.article_paths[site.columns["baogao"][0].number]
    kept = site.routes[path]
    first = crawl(base)
    site.routes[path] = status(404)
    second = crawl(base, first.known)
    assert (second.outcome.articles_gone, second.outcome.verdicts["missing"]) == (0, 1)
    site.routes[path] = kept
    assert crawl(base, second.known).outcome.articles_unchanged == 2


def test_attachments_are_fetched_once(sim: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memory, "files_due", lambda *_: [])
    one = replace(articles(1, 3)[0], attachments=(("/files/fujian.pdf", "附件：提案办理情况表.pdf"),))
    site = build("hanweb", {"tian": [one]})
    site.routes["/files/fujian.pdf"] = Reply(b"%PDF-1.4 invented", content_type="application/pdf")
    base = sim.serve("127.3.1.1", site.routes)
    first = crawl(base)
    assert first.paths(CaptureKind.ATTACHMENT) == ["/files/fujian.pdf"]
    assert first.of(CaptureKind.ATTACHMENT)[0].listed_title == "附件：提案办理情况表.pdf"
    assert crawl(base, first.known).paths(CaptureKind.ATTACHMENT) == []


def test_a_budget_that_ends_at_an_article_still_covers_its_attachments(sim: Simulator) -> None:
    files = tuple((f"/files/{number}.pdf", f"附件{number}.pdf") for number in range(3))
    one = replace(articles(1, 3)[0], attachments=files)
    site = build("hanweb", {"tian": [one, *articles(3, 5)]})
    for path, _ in files:
        site.routes[path] = Reply(b"%PDF-1.4 invented", content_type="application/pdf")
    night = crawl(sim.serve("127.3.1.1", site.routes), max_pages_per_run=4)
    assert night.outcome.result is SiteResult.PARTIAL
    assert (len(night.paths(CaptureKind.ARTICLE)), len(night.paths(CaptureKind.ATTACHMENT))) == (1, 3)


def of_two_pages() -> tuple[SimSite, str, str]:
    """A site of one article, and the paths of its two pages."""
    site = small("trs", 1)
    path = next(iter(site.article_paths.values()))
    stem = path.rsplit("/", 1)[1].removesuffix(".html")
    more = path.replace(stem, stem + "_1")
    body = reply(site, path).body
    site.routes[path] = Reply(
        body.replace(b"</body>", f"<script>createPageHTML(2, 0, '{stem}', 'html');</script></body>".encode())
    )
    site.routes[more] = Reply(body.replace("区政协".encode(), "第二页".encode()))
    return site, path, more


def test_further_pages_of_an_article_are_fetched(sim: Simulator) -> None:
    site, path, more = of_two_pages()
    night = crawl(sim.serve("127.3.1.1", site.routes))
    assert night.paths(CaptureKind.ARTICLE) == [path, more]


def test_a_further_page_that_gave_no_answer_is_asked_for_the_next_night(sim: Simulator) -> None:
    site, _, more = of_two_pages()
    kept, site.routes[more] = site.routes[more], resets()
    base = sim.serve("127.3.1.1", site.routes)
    first = crawl(base)
    assert first.outcome.articles_new == 1
    site.routes[more] = kept
    second = crawl(base, first.known, progress=first.outcome.progress)
    assert more in second.paths(CaptureKind.ARTICLE)
    assert not any("article" in text for text in second.outcome.progress or ())


def test_columns_of_the_entry_are_walked_and_no_others(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(3, 1), "tian": articles(3, 2)})
    night = crawl(sim.serve("127.3.1.1", site.routes), columns=[{"path": "/tian/", "name": "提案"}], cms="empirecms")
    assert night.paths(CaptureKind.LISTING) == ["/tian/"]
    assert night.outcome.articles_new == 3


def test_a_column_without_rows_is_looked_through_for_columns_below_it(sim: Simulator) -> None:
    site = build("empirecms", {"a/b": articles(3, 1)})
    site.routes["/a/"] = Reply("<title>政务公开</title><a href='/a/b/'>工作报告</a> <a href='/x/'>提案</a>".encode())
    night = crawl(sim.serve("127.3.1.1", site.routes), columns=[{"path": "/a/"}])
    assert night.paths(CaptureKind.LISTING) == ["/a/", "/a/b/"]
    assert night.outcome.articles_new == 3


def test_a_script_without_rows_hides_no_columns_below(sim: Simulator) -> None:
    site = build("empirecms", {"a/b": articles(3, 1)})
    site.routes["/a/"] = Reply(
        "<title>政务公开</title><a href='/a/b/'>工作报告</a><script src=/js/index.js></script>".encode()
    )
    site.routes["/js/index.js"] = Reply(b"var menu = {open: function () { return 1 }};", content_type="text/javascript")
    night = crawl(sim.serve("127.3.1.1", site.routes), columns=[{"path": "/a/"}])
    assert night.paths(CaptureKind.LISTING) == ["/a/", "/js/index.js", "/a/b/"]
    assert night.outcome.articles_new == 3


def test_an_entry_that_only_answers_with_a_stub_is_followed(sim: Simulator) -> None:
    site = small()
    site.routes["/main/"] = site.routes["/"]
    site.routes["/"] = Reply(b"<meta http-equiv='refresh' content='0;url=/main/'>")
    night = crawl(sim.serve("127.3.1.1", site.routes))
    assert night.paths(CaptureKind.HOME) == ["/", "/main/"]
    assert night.outcome.articles_new == 6


def test_a_feed_the_home_page_names_is_read(sim: Simulator) -> None:
    site = small("empirecms", 1)
    lone = "/baogao/2025-03-03/77.html"
    site.routes[lone] = Reply("<title>只在订阅里的报告</title><p>立案提案128件。</p>".encode())
    feed = f"<rss><channel><item><title>只在订阅里的报告</title><link>{lone}</link></item></channel></rss>"
    site.routes["/rss.xml"] = Reply(feed.encode(), content_type="text/xml")
    home = reply(site, "/").body
    site.routes["/"] = Reply(
        home.replace(b"</head>", b"<link rel='alternate' type='application/rss+xml' href='/rss.xml'></head>")
    )
    assert lone in crawl(sim.serve("127.3.1.1", site.routes)).paths(CaptureKind.ARTICLE)


def test_a_sitemap_stands_in_for_columns_that_bring_nothing(sim: Simulator) -> None:
    site = small("empirecms", 2)
    urls = "".join(f"<url><loc>{path}</loc></url>" for path in site.article_paths.values())
    site.routes["/map.xml"] = Reply(f"<urlset>{urls}</urlset>".encode(), content_type="text/xml")
    site.routes["/"] = Reply("<title>云山区政协</title><p>网站建设中</p>".encode())
    base = sim.serve("127.3.1.1", site.routes)
    site.routes["/robots.txt"] = Reply(f"User-agent: *\nSitemap: {base}map.xml\n".encode(), content_type="text/plain")
    night = crawl(base)
    assert sorted(night.paths(CaptureKind.ARTICLE)) == sorted(site.article_paths.values())


def test_what_the_listing_says_goes_with_the_exchange(sim: Simulator) -> None:
    site = small("hanweb", 1)
    item = site.columns["baogao"][0]
    exchange = crawl(sim.serve("127.3.1.1", site.routes)).of(CaptureKind.ARTICLE)[0]
    assert (exchange.listed_title, exchange.listed_date, exchange.cms) == (item.title, item.day, "hanweb")
    assert exchange.column_url is not None and exchange.column_url.endswith("/col/col1600/index.html")


def reply(site: SimSite, path: str) -> Reply:
    found = site.routes[path]
    assert isinstance(found, Reply)
    return found
