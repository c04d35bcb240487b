"""Parameters that change every night are told by watching them; the one that names the page never is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.crawl.aliases import Aliases
from cppcc_archive.crawl.memory import Memory
from tests.crawl.kit import crawl
from tests.sim import Reply, SimRequest, Simulator

HOST = "http://zx.yunshan.example"
DAY = date(2025, 1, 7)


def known(path: str, title: str, day: date | None = DAY) -> Known:
    url = HOST + path
    seen = datetime(2025, 1, 8, tzinfo=UTC)
    return Known(url, CaptureKind.ARTICLE, Verdict.OK, "sha256:x", None, None, seen, 2025, path, None, title, day)


def tonight(before: list[Known], *rows: tuple[str, str]) -> list[str]:
    aliases = Aliases(Memory({one.url: one for one in before}))
    links = [ArticleLink(HOST + path, title, DAY) for path, title in rows]
    return [link.url.removeprefix(HOST) for link in aliases.settled(links)]


def test_the_article_of_yesterday_with_another_number() -> None:
    before = [known("/9.html?v=1", "报告九"), known("/8.html?v=2", "报告八")]
    assert tonight(before, ("/9.html?v=3", "报告九"), ("/8.html?v=4", "报告八"), ("/7.html?v=5", "报告七")) == [
        "/9.html?v=1", "/8.html?v=2", "/7.html?v=5",
    ]  # fmt: skip


def test_beside_the_parameter_that_names_the_page() -> None:
    before = [known("/show?id=9&t=1", "报告九"), known("/show?id=8&t=1", "报告八")]
    assert tonight(before, ("/show?id=9&t=2", "报告九"), ("/show?id=8&t=2", "报告八")) == [
        "/show?id=9&t=1",
        "/show?id=8&t=1",
    ]


def test_a_new_article_of_the_same_title_and_day_keeps_its_own_address_while_the_old_one_is_listed() -> None:
    before = [known("/show?id=1", "会议公告")]
    assert tonight(before, ("/show?id=2", "会议公告"), ("/show?id=1", "会议公告")) == ["/show?id=2", "/show?id=1"]


def test_what_parts_two_rows_of_one_listing_names_pages() -> None:
    before = [known("/show?id=1", "会议公告")]
    assert tonight(before, ("/show?id=2", "会议公告"), ("/show?id=3", "提案公告")) == ["/show?id=2", "/show?id=3"]


def test_another_title_or_day_is_another_article() -> None:
    before = [known("/a?id=1", "会议公告"), known("/b?id=1", "会议公告", date(2024, 1, 7))]
    assert tonight(before, ("/a?id=2", "提案公告"), ("/b?id=2", "会议公告")) == ["/a?id=2", "/b?id=2"]


def test_a_query_without_a_name_is_a_value_too() -> None:
    before = [known("/9.html?15839", "报告九"), known("/8.html?0.7712", "报告八")]
    assert tonight(before, ("/9.html?15901", "报告九"), ("/8.html?0.113", "报告八")) == [
        "/9.html?15839",
        "/8.html?0.7712",
    ]


def test_a_parameter_that_comes_or_goes_and_the_order_of_them_change_nothing() -> None:
    before = [known("/9.html", "报告九"), known("/8.html?t=3", "报告八"), known("/show?id=7&c=5", "报告七")]
    rows = ("/9.html?t=4", "报告九"), ("/8.html", "报告八"), ("/show?c=5&id=7", "报告七")
    assert tonight(before, *rows) == ["/9.html", "/8.html?t=3", "/show?id=7&c=5"]
    assert tonight([known("/show?id=7", "报告七")], ("/show?id=7&from=list", "报告七")) == ["/show?id=7"]


def test_another_parameter_in_the_place_of_one_may_be_another_page() -> None:
    assert tonight([known("/show?id=1", "会议公告")], ("/show?nid=2", "会议公告")) == ["/show?nid=2"]
    assert tonight([known("/show?id=1", "会议公告")], ("/show?id=2&t=3", "会议公告")) == ["/show?id=2&t=3"]


def test_a_session_in_the_path_is_told_by_its_change() -> None:
    before = [known("/jsessionid_3F2A/gz/9.html", "报告九"), known("/gz/8.html;sid=ab1", "报告八")]
    assert tonight(before, ("/jsessionid_77B0/gz/9.html", "报告九"), ("/gz/8.html;sid=cd2", "报告八")) == [
        "/jsessionid_3F2A/gz/9.html",
        "/gz/8.html;sid=ab1",
    ]
    assert tonight(before, ("/gz/9.html", "报告九")) == ["/jsessionid_3F2A/gz/9.html"]
    token = known("/a8f3c2e19b7d4c60aa/gz/7.html", "报告七")
    assert tonight([token], ("/0b7d4c60a8f3c2e19c/gz/7.html", "报告七")) == ["/a8f3c2e19b7d4c60aa/gz/7.html"]


def test_a_long_token_in_the_path_that_parts_rows_names_pages() -> None:
    before = [known("/a8f3c2e19b7d4c60aa/index.html", "会议公告")]
    rows = ("/0b7d4c60a8f3c2e19c/index.html", "会议公告"), ("/7c1d4c60a8f3c2e19c/index.html", "提案公告")
    assert tonight(before, *rows) == [path for path, _ in rows]


def test_a_crawl_asks_tonights_address_and_keeps_the_name(sim: Simulator) -> None:
    numbers = iter(range(1000))
    titles = {n: f"县政协第{n}次常委会工作情况的报告" for n in (1, 2, 3)}

    def column(_: SimRequest) -> Reply:
        rows = (f"<li><a href='/{n}.html?v={next(numbers)}'>{t}</a>2025-01-0{n}</li>" for n, t in titles.items())
        return Reply(f"<meta charset=utf-8><ul>{''.join(rows)}</ul>".encode(), validators=False)

    def article(request: SimRequest) -> Reply:
        n = int(request.path[1])
        return Reply(f"<meta charset=utf-8><h1>{titles[n]}</h1><p>征集提案{n}件。</p>".encode(), validators=False)

    site = {"/": Reply("<meta charset=utf-8><a href='/gz/'>工作报告</a>".encode()), "/gz/": column}
    base = sim.serve("127.8.10.1", site | {f"/{n}.html?v={v}": article for n in titles for v in range(9)})
    first = crawl(base)
    second = crawl(base, first.known)
    assert (first.outcome.articles_new, second.outcome.articles_new, second.outcome.articles_unchanged) == (3, 0, 3)
    assert sorted(second.paths(CaptureKind.ARTICLE)) == sorted(first.paths(CaptureKind.ARTICLE))
    assert {exchange.url for exchange in second.of(CaptureKind.ARTICLE)}.isdisjoint(first.known)
