"""Listings that lead astray, and walks for a range of dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.cms.base import ArticleLink, Listing, PageRequest
from cppcc_archive.crawl.model import Scope, SiteResult
from cppcc_archive.crawl.walk import MOST_BARREN, ColumnWalk
from tests.crawl.kit import SETTINGS, crawl
from tests.sim import Reply, Route, SimArticle, SimRequest, SimSite, Simulator, build, faults
from tests.sim.content import articles
from tests.sim.families import rebuild

LIST = "/baogao/"


def listing(rows: list[str], following: str | None = None, title: str = "工作报告") -> Reply:
    """A listing page with rows ``path|title|date`` and a 下一页 link."""
    items = "".join(
        f"<li><a href='{path}'>{name}</a><span>{day}</span></li>"
        for path, name, day in (row.split("|") for row in rows)
    )
    pager = f"<div class=page><a href='{following}'>下一页</a></div>" if following else ""
    return Reply(f"<html><title>{title}</title><body><ul class=list>{items}</ul>{pager}</body></html>".encode())


def row(number: int, folder: str = "baogao") -> str:
    day = date(2025, 3, 1) - timedelta(days=number)
    return f"/{folder}/{day}/{number}.html|云山区政协第{number}号常委会工作报告|{day}"


def served(sim: Simulator, address: str, pages: Mapping[str, Route], columns: str = LIST) -> str:
    """A site whose listing pages are ``pages`` and whose articles are whatever they link."""
    routes: dict[str, Route] = {
        "/robots.txt": faults.status(404),
        "/": Reply(f"<title>云山区政协</title><ul><li><a href='{columns}'>工作报告</a></li></ul>".encode()),
        "*": lambda request: (
            Reply(f"<title>报告</title><p>{request.path}，立案提案128件。</p>".encode())
            if "/20" in request.path
            else faults.status(404)
        ),
    }
    return sim.serve(address, routes | dict(pages))


def test_a_pager_that_loops_ends(sim: Simulator) -> None:
    pages = {
        LIST: listing([row(n) for n in range(6)], "/baogao/index_2.html"),
        "/baogao/index_2.html": listing([row(n) for n in range(6, 12)], "/baogao/"),
    }
    night = crawl(served(sim, "127.6.1.1", pages))
    assert (len(night.paths(CaptureKind.LISTING)), night.outcome.articles_new) == (2, 12)


def test_a_pager_that_gives_the_first_page_for_ever_ends(sim: Simulator) -> None:
    def same(request: SimRequest) -> Reply:
        number = int(request.path.rpartition("=")[2] or 1)
        return listing([row(n) for n in range(6)], f"/baogao/?page={number + 1}")

    night = crawl(
        served(sim, "127.6.1.2", {"/baogao/?*": same, LIST: listing([row(n) for n in range(6)], "/baogao/?page=2")})
    )
    assert (len(night.paths(CaptureKind.LISTING)), night.outcome.articles_new) == (2, 6)


def test_an_endless_calendar_without_articles_ends(sim: Simulator) -> None:
    def month(request: SimRequest) -> Reply:
        number = int(request.path.rpartition("=")[2])
        return Reply(f"<title>日历</title><p>本月没有活动</p><a href='/baogao/?month={number + 1}'>下一页</a>".encode())

    pages: dict[str, Route] = {LIST: Reply("<a href='/baogao/?month=1'>下一页</a>".encode()), "/baogao/?*": month}
    night = crawl(served(sim, "127.6.1.3", pages), settings=replace(SETTINGS, contact=None))
    assert len(night.paths(CaptureKind.LISTING)) <= MOST_BARREN
    assert night.outcome.result is SiteResult.SILENT


def test_links_to_other_hosts_are_not_followed_and_do_not_keep_the_walk_going(sim: Simulator) -> None:
    elsewhere = [f"http://news.example/20250101/{n}.html|转载的报道第{n}号报告|2025-01-01" for n in range(5)]
    pages = {
        LIST: listing([*elsewhere, row(1)], "/baogao/index_2.html"),
        "/baogao/index_2.html": listing([row(2), row(3)]),
    }
    base = served(sim, "127.6.1.4", pages)
    first = crawl(base)
    assert all(exchange.requested_url.startswith(base) for exchange in first.exchanges)
    assert first.outcome.articles_new == 3
    assert crawl(base, first.known).paths(CaptureKind.LISTING) == [LIST, "/baogao/index_2.html"]


def test_twins_are_fetched_once(sim: Simulator) -> None:
    """One article under a session id, a fragment and another date; one column under two names."""
    title = "云山区政协关于提案办理情况的报告"
    pages = {
        LIST: listing(
            [
                f"/baogao/2025-01-07/5.html|{title}|2025-01-07",
                f"/baogao/2025-01-07/5.html;jsessionid=0A1B2C3D4E5F60718293|{title}|2025-01-07",
                f"/baogao/2025-01-07/5.html#top|{title}|2025-01-07",
                f"/baogao/2025-01-09/5.html|{title}|2025-01-09",
                row(8),
            ]
        )
    }
    base = served(sim, "127.6.1.5", pages)
    night = crawl(base, cms="empirecms", columns=[{"path": "/baogao/"}, {"path": "/baogao/index.html"}])
    assert (len(night.paths(CaptureKind.LISTING)), len(night.paths(CaptureKind.ARTICLE))) == (1, 2)


def test_a_column_that_only_refreshes_to_its_list(sim: Simulator) -> None:
    pages = {
        LIST: Reply(b"<html><head><meta http-equiv='Refresh' content='0;URL=./gzbg/'></head></html>"),
        "/baogao/gzbg/": listing([row(n) for n in range(4)]),
    }
    assert crawl(served(sim, "127.6.1.6", pages)).outcome.articles_new == 4


def test_rows_that_move_up_while_we_walk_are_not_missed() -> None:
    """An article is deleted between pages 1 and 2: row 5 now stands at the end of page 1, which was read already."""
    walk = ColumnWalk("http://h.example/c/", Scope(), lambda _: False)
    pages = {
        "http://h.example/c/": [page_of([0, 1, 2, 3, 4], 15, 2), page_of([0, 2, 3, 4, 5], 14, 2)],
        "http://h.example/c/2": [page_of([6, 7, 8, 9, 10], 14, 3)],
        "http://h.example/c/3": [page_of([11, 12, 13, 14], 14, None)],
    }
    found = []
    while (request := walk.next_request()) is not None:
        found += [link.title for link in walk.take(pages[request.url].pop(0))]
    assert sorted(map(int, found)) == list(range(15))


def page_of(numbers: list[int], total: int | None, following: int | None, ordered: bool | None = None) -> Listing:
    links = tuple(
        ArticleLink(f"http://h.example/a/{n}.html", str(n), date(2025, 1, 1) - timedelta(days=30 * n)) for n in numbers
    )
    more = (PageRequest(f"http://h.example/c/{following}"),) if following else ()
    return Listing(links, more, total, ordered)


@given(
    st.dictionaries(
        st.integers(0, 9),
        st.tuples(
            st.lists(st.integers(0, 30), max_size=6), st.lists(st.integers(0, 9), max_size=3), st.integers(0, 99)
        ),
    ),
    st.booleans(),
)
def test_every_walk_ends_and_gives_no_row_twice(
    graph: dict[int, tuple[list[int], list[int], int]], nightly: bool
) -> None:
    walk = ColumnWalk("http://h.example/c/0", Scope() if nightly else Scope(since=date(2024, 1, 1)), lambda _: False)
    found: list[str] = []
    asked = 0
    while (request := walk.next_request()) is not None:
        asked += 1
        rows, following, total = graph.get(int(request.url.rpartition("/")[2]), ([], [], 0))
        more = tuple(PageRequest(f"http://h.example/c/{n}") for n in following)
        found += [link.url for link in walk.take(replace(page_of(rows, total, None), next=more))]
    assert asked <= 10 + 3
    assert len(found) == len(set(found))
    assert walk.stopped


def test_a_night_reads_three_pages_though_it_knows_them(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(25, 1)})
    base = sim.serve("127.6.2.1", site.routes)
    first = crawl(base)
    assert len(first.paths(CaptureKind.LISTING)) == 5
    assert crawl(base, first.known).paths(CaptureKind.LISTING) == [f"/baogao/{n}" for n in ("", *PAGES[:2])]
    site.columns["baogao"][:0] = articles(17, 9)
    rebuild(site)
    assert len(crawl(base, first.known).paths(CaptureKind.LISTING)) == 5


def test_what_a_broken_night_missed_is_fetched_the_next(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(4, 1)})
    path = next(iter(site.article_paths.values()))
    kept, site.routes[path] = site.routes[path], faults.status(500)
    base = sim.serve("127.6.2.2", site.routes)
    first = crawl(base)
    assert first.outcome.articles_new == 3
    site.routes[path] = kept
    assert crawl(base, first.known).outcome.articles_new + crawl(base, first.known).outcome.articles_changed >= 1


PAGES = [f"index_{number}.html" for number in range(2, 9)]

YEARS = [
    SimArticle(n, f"云山区政协第{n}号工作报告", date(2026, 6, 1) - timedelta(days=70 * n), ("提案128件。",))
    for n in range(40)
]
"""Forty articles, five a year, newest first, 2026 back to 2018."""


def in_year(site: SimSite, year: int) -> list[str]:
    return sorted(site.article_paths[item.number] for item in site.columns["baogao"] if item.day.year == year)


def of_year(year: int) -> Scope:
    return Scope(since=date(year, 1, 1), until=date(year, 12, 31))


@pytest.mark.parametrize("family", ["hanweb", "trs", "vsb", "empirecms"])
def test_a_year_is_fetched_whole_and_alone(sim: Simulator, family: str) -> None:
    site = build(family, {"baogao": YEARS})
    night = crawl(sim.serve("127.6.3.1", site.routes), scope=of_year(2022))
    assert sorted(night.paths(CaptureKind.ARTICLE)) == in_year(site, 2022)


def test_a_walk_for_a_year_stops_early_where_the_listing_is_in_order(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": YEARS})
    base = sim.serve("127.6.3.2", site.routes)
    assert len(crawl(base, scope=of_year(2025)).paths(CaptureKind.LISTING)) <= 4
    assert len(crawl(base, scope=of_year(2019)).paths(CaptureKind.LISTING)) <= 8


def test_it_reads_to_the_end_where_the_listing_is_not_in_order(sim: Simulator) -> None:
    mixed = [YEARS[(n * 7) % 40] for n in range(40)]
    site = build("empirecms", {"baogao": mixed})
    night = crawl(sim.serve("127.6.3.3", site.routes), scope=of_year(2022))
    assert sorted(night.paths(CaptureKind.ARTICLE)) == in_year(site, 2022)
    assert len(set(night.paths(CaptureKind.LISTING))) >= 8


def test_a_second_walk_for_a_year_fetches_only_what_the_first_missed(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": YEARS})
    base = sim.serve("127.6.3.4", site.routes)
    first = crawl(base, scope=of_year(2022))
    missed = first.known.pop(next(url for url in first.known if "/2022-" in url))
    again = crawl(base, first.known, scope=of_year(2022))
    assert [exchange.requested_url for exchange in again.of(CaptureKind.ARTICLE)] == [missed.url]
    assert crawl(base, again.known, scope=of_year(2022)).outcome.result is SiteResult.UNCHANGED


@pytest.mark.parametrize(
    "home, result",
    [
        ("<title>云山区政协</title><p>建设中</p>", SiteResult.SILENT),
        ("<title>云山区政协</title><a href='/baogao/'>工作报告</a>", SiteResult.SILENT),
    ],
)
def test_a_site_that_lists_nothing_is_silent(sim: Simulator, home: str, result: SiteResult) -> None:
    routes: dict[str, Route] = {"/robots.txt": faults.status(404), "/": Reply(home.encode())}
    routes[LIST] = Reply("<title>工作报告</title><p>暂无内容</p>".encode())
    assert crawl(sim.serve("127.6.4.1", routes)).outcome.result is result


def test_fewer_links_than_expected_is_silent_too(sim: Simulator) -> None:
    base = sim.serve("127.6.4.2", build("empirecms", {"baogao": articles(3, 1)}).routes)
    few = crawl(base, expect={"links_per_run": {"min": 10}})
    assert (few.outcome.result, few.outcome.reason) == (SiteResult.SILENT, "3 links listed, at least 10 expected")
    assert few.outcome.articles_new == 3, "what there was is kept"
    many = crawl(base, expect={"links_per_run": {"max": 2}})
    assert many.outcome.result is SiteResult.OK
    assert "3 links listed, at most 2 expected" in many.outcome.warnings


def test_a_year_with_fewer_articles_than_expected_is_silent(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": YEARS})
    count = len(in_year(site, 2022))
    base = sim.serve("127.6.4.3", site.routes)
    outcome = crawl(base, scope=of_year(2022), expect={"articles_per_year": {"min": 20}}).outcome
    assert (outcome.result, outcome.reason) == (
        SiteResult.SILENT,
        f"{count} articles in the range, at least 20 expected",
    )


def test_one_page_for_all_that_is_gone_is_found_out(sim: Simulator) -> None:
    gone: Route = Reply("<html><title>云山区政协</title><body>欢迎访问本站，敬请关注。</body></html>".encode())
    site = build("empirecms", {"baogao": articles(5, 1)})
    paths = list(site.article_paths.values())
    for path in paths[2:]:
        site.routes[path] = gone
    verdicts = [exchange.verdict for exchange in crawl(sim.serve("127.6.4.4", site.routes)).of(CaptureKind.ARTICLE)]
    assert verdicts.count(Verdict.ERROR) == 3


def test_the_home_page_in_place_of_an_article(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(5, 1)})
    site.routes[next(iter(site.article_paths.values()))] = faults.redirect("/")
    night = crawl(sim.serve("127.6.4.5", site.routes))
    assert night.of(CaptureKind.ARTICLE)[0].verdict is Verdict.TOMBSTONE
    assert night.outcome.articles_gone == 1


def test_known_pages_are_found_under_their_twins(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(3, 1)})
    base = sim.serve("127.6.4.6", site.routes)
    first = crawl(base)
    https: dict[str, Known] = {url.replace("http:", "https:"): item for url, item in first.known.items()}
    assert crawl(base, https).outcome.articles_new == 0


@pytest.mark.parametrize("gone", ["/", LIST])
def test_an_entry_or_column_that_stays_away_stays_a_failure(sim: Simulator, gone: str) -> None:
    site = build("empirecms", {"baogao": articles(3, 1)})
    site.routes[gone] = faults.status(404)
    base = sim.serve("127.6.4.7", site.routes)
    first = crawl(base)
    assert [first.outcome.result, crawl(base, first.known).outcome.result] == [SiteResult.ERROR] * 2
