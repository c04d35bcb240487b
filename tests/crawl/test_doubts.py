"""One bad night costs nothing: what was there is believed to be gone only when the lists or several nights say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cppcc_archive.captures.model import CaptureKind, Verdict
from cppcc_archive.crawl.doubts import strange_page
from cppcc_archive.crawl.model import Scope, SiteResult
from cppcc_archive.markup.page import Page
from tests.crawl.kit import Night, crawl
from tests.sim import Reply, SimSite, Simulator, build
from tests.sim.content import articles
from tests.sim.families import rebuild
from tests.sim.faults import redirect, status
from tests.sim.server import Route, SimRequest

BAD: dict[str, Route] = {
    "404": status(404),
    "410": status(410),
    "to the home page": redirect("/"),
    "says that it is not there": Reply("<title>提示</title><p>您访问的页面不存在</p>".encode()),
    "an error page": Reply(
        "<title>政协</title><p>Microsoft OLE DB Provider for SQL Server 错误 '80004005'</p>".encode()
    ),
    "a proxy's error page": Reply(
        b"<title>ERROR</title><p>The requested URL could not be retrieved</p><p>ERR_CONNECT_FAIL"
    ),
    "too many visits": Reply("<title>提示</title><div>您的操作过于频繁，请稍后再试。</div>".encode()),
    "in words that nobody foresaw": Reply("<title>云山</title><p>今夜月色真美，明日再会。</p>".encode()),
    "with the time": lambda request: Reply(
        f"<p>暂时无法为您服务 12:0{request.number}:11 a1b2c3d{request.number}</p>".encode()
    ),
    "an empty page": Reply(b"<html><body></body></html>"),
}


def site_of(count: int = 5) -> SimSite:
    """As many articles as the list's first page shows: each of them is looked at every night."""
    return build("empirecms", {"baogao": articles(count, 1, newest=date.today())})


def broken(site: SimSite, reply: Route, paths: list[str] | None = None) -> dict[str, Route]:
    """Replace the articles at ``paths`` (None: all) by ``reply``; what was there."""
    kept = {path: site.routes[path] for path in paths or site.article_paths.values()}
    site.routes.update(dict.fromkeys(kept, reply))
    return kept


def drop(site: SimSite) -> str:
    """Take the newest article from its list and from the site; its path."""
    path = site.article_paths[site.columns["baogao"].pop(0).number]
    rebuild(site)
    site.routes[path] = status(404)
    return path


def states(night: Night) -> set[Verdict]:
    return {one.verdict for one in night.known.values() if one.kind is CaptureKind.ARTICLE}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_night_changes_nothing_and_the_next_good_one_is_as_before(sim: Simulator, kind: str) -> None:
    site = site_of()
    base = sim.serve("127.17.1.1", site.routes)
    first = crawl(base)
    kept = broken(site, BAD[kind])
    second = crawl(base, first.known)
    assert second.outcome.result not in {SiteResult.OK, SiteResult.UNCHANGED}
    assert second.outcome.articles_gone == second.outcome.articles_changed == 0
    assert states(second) == {Verdict.OK}
    site.routes.update(kept)
    third = crawl(base, second.known)
    assert third.outcome.result is SiteResult.UNCHANGED
    assert third.outcome.articles_unchanged == 5


@pytest.mark.parametrize("kind", BAD)
def test_new_articles_of_a_bad_night_are_asked_for_again(sim: Simulator, kind: str) -> None:
    site = site_of()
    base = sim.serve("127.17.1.2", site.routes)
    kept = broken(site, BAD[kind])
    first = crawl(base, scope=Scope())
    assert first.outcome.articles_new == 0
    assert Verdict.OK not in states(first)
    site.routes.update(kept)
    night = crawl(base, first.known, progress=first.outcome.progress)
    assert night.outcome.articles_new + night.outcome.articles_changed == 5


def test_most_articles_missing_while_the_list_has_them_is_an_outage(sim: Simulator) -> None:
    site = site_of()
    base = sim.serve("127.17.1.3", site.routes)
    night = crawl(base)
    broken(site, status(404))
    for _ in range(5):
        night = crawl(base, night.known)
        assert night.outcome.result is SiteResult.OUTAGE
        assert "None counts as deleted" in night.outcome.reason
    assert states(night) == {Verdict.OK}


def test_a_site_laid_out_anew_is_told_and_its_old_pages_count_as_gone_after_several_nights(sim: Simulator) -> None:
    site = site_of()
    site.columns["baogao"] = [replace(one, day=date.today()) for one in site.columns["baogao"]]
    rebuild(site)
    base = sim.serve("127.17.1.4", site.routes)
    night = crawl(base)
    for path in site.article_paths.values():
        site.routes.pop(path, None)
    site.columns["baogao"] = articles(5, 2, newest=date.today())
    rebuild(site)
    results = []
    for _ in range(3):
        night = crawl(base, night.known)
        results.append((night.outcome.result, night.outcome.articles_gone))
    assert results == [(SiteResult.REDESIGNED, 0), (SiteResult.REDESIGNED, 0), (SiteResult.REDESIGNED, 5)]


def test_a_second_run_of_a_day_is_no_further_night_without_a_page(sim: Simulator) -> None:
    site = site_of()
    base = sim.serve("127.17.1.30", site.routes)
    night = crawl(base)
    broken(site, status(404), [site.article_paths[site.columns["baogao"][0].number]])
    night = crawl(base, crawl(base, night.known).known)
    assert night.known[max(night.known, key=lambda url: night.known[url].failures)].failures == 2
    today = {url: replace(one, captured_at=datetime.now(UTC)) for url, one in night.known.items()}
    again = crawl(base, today)
    assert (again.outcome.verdicts["missing"], again.outcome.articles_gone) == (1, 0)
    assert crawl(base, night.known).outcome.articles_gone == 1


def test_a_second_run_of_a_bad_day_does_not_believe_what_the_list_dropped(sim: Simulator) -> None:
    site = site_of()
    base = sim.serve("127.17.1.31", site.routes)
    first = crawl(base)
    path = drop(site)
    (url,) = [url for url in first.known if url.endswith(path)]
    bad = replace(first.known[url], failures=1, captured_at=datetime.now(UTC))
    assert crawl(base, {**first.known, url: bad}).outcome.articles_gone == 0


def test_what_the_list_has_dropped_is_gone_at_once(sim: Simulator) -> None:
    site = site_of()
    base = sim.serve("127.17.1.5", site.routes)
    first = crawl(base)
    drop(site)
    assert crawl(base, first.known).outcome.articles_gone == 1


def test_one_article_missing_from_its_page_but_not_from_the_list_is_gone_on_the_third_night(sim: Simulator) -> None:
    site = site_of()
    base = sim.serve("127.17.1.6", site.routes)
    night = crawl(base)
    broken(site, status(404), [site.article_paths[site.columns["baogao"][0].number]])
    counts = []
    for _ in range(3):
        night = crawl(base, night.known)
        counts.append((night.outcome.verdicts.get("missing", 0), night.outcome.articles_gone))
    assert counts == [(1, 0), (1, 0), (0, 1)]


def test_a_gone_page_that_is_still_listed_is_taken_back_the_next_night(sim: Simulator) -> None:
    site = site_of()
    base = sim.serve("127.17.1.7", site.routes)
    night = crawl(base)
    path = site.article_paths[site.columns["baogao"][0].number]
    kept = broken(site, status(404), [path])
    for _ in range(3):
        night = crawl(base, night.known)
    site.routes.update(kept)
    night = crawl(base, night.known)
    assert [one.verdict for one in night.of(CaptureKind.ARTICLE) if one.requested_url.endswith(path)] == [Verdict.OK]


def test_one_page_in_place_of_a_report_is_no_new_version_of_it(sim: Simulator) -> None:
    site = site_of()
    base = sim.serve("127.17.1.8", site.routes)
    first = crawl(base)
    broken(site, BAD["an error page"], [site.article_paths[site.columns["baogao"][0].number]])
    night = crawl(base, first.known)
    assert (night.outcome.result, night.outcome.articles_changed) == (SiteResult.UNCHANGED, 0)


def test_short_articles_whose_titles_are_not_on_their_pages_are_kept_all_the_same(sim: Simulator) -> None:
    site = site_of()
    for number, path in site.article_paths.items():
        site.routes[path] = Reply(f"<title>图片</title><p>第{number}组照片</p><img src=/{number}.jpg>".encode())
    base = sim.serve("127.17.1.9", site.routes)
    night = crawl(base)
    assert (night.outcome.result, night.outcome.articles_new) == (SiteResult.OK, 5)
    assert crawl(base, night.known).outcome.articles_unchanged == 5


def test_a_budget_that_ends_the_night_does_not_lose_them(sim: Simulator) -> None:
    site = site_of()
    for number, path in site.article_paths.items():
        site.routes[path] = Reply(f"<title>图片</title><p>第{number}组照片</p>".encode())
    night = crawl(sim.serve("127.17.1.10", site.routes), max_pages_per_run=6)
    assert night.outcome.articles_new == 3


def test_a_limit_that_lets_some_through_costs_none_of_them(sim: Simulator) -> None:
    site = site_of(20)
    asked = {"n": 0}

    def limited(page: Route) -> Route:
        def answer(request: SimRequest) -> Reply:
            asked["n"] += 1
            ok = page(request) if callable(page) else page
            return ok if asked["n"] <= 6 else Reply("<p>歇一歇，喝杯茶。</p>".encode())

        return answer

    kept = {path: site.routes[path] for path in site.article_paths.values()}
    site.routes.update({path: limited(page) for path, page in kept.items()})
    base = sim.serve("127.17.1.11", site.routes)
    first = crawl(base)
    assert first.outcome.articles_new == 6
    assert asked["n"] < 16
    site.routes.update(kept)
    second = crawl(base, first.known, progress=first.outcome.progress)
    assert second.outcome.articles_new + second.outcome.articles_changed == 14


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("您请求的 /gz/9.html 暂缓提供", "您请求的 /gz/12.html 暂缓提供", True),
        ("歇一歇：2026-01-02 03:04:05，编号 7f3a9c", "歇一歇：2026-01-02 03:04:09，编号 11bc0e2", True),
        ("http://a.example/1 稍等57秒", "http://a.example/2 稍等 3 秒", True),
        ("10.1.2.3 请稍候", "10.1.2.4 请稍候", True),
        ("/a/1.html，立案128件", "/a/2.html，立案128件", False),
        ("第3组照片", "第4组照片", False),
        ("共3张 <img src=/3.jpg>", "共3张 <img src=/4.jpg>", False),
        ("abcde", "abcdf", False),
    ],
)
def test_one_page_for_all_is_known_though_it_says_when_and_for_whom_it_is(one: str, other: str, alike: bool) -> None:
    first, second = (
        strange_page(Page("http://a.example/", f"<p>{text}</p>".encode()), "工作报告") for text in (one, other)
    )
    assert first is not None and second is not None
    assert (first.print_of == second.print_of) is alike


TEMPLATE = "<title>云山区政协</title><h1>提示信息</h1><div>发布日期：2025-01-07 来源：办公室</div>"


@pytest.mark.parametrize(
    "limit",
    [
        Reply(f"{TEMPLATE}<div class=content>今天看得够多了，请五分钟后再来。</div>".encode()),
        lambda request: Reply(f"<p>歇一歇，编号a{request.number}f{request.number}c9</p>".encode()),
    ],
    ids=["in the site's own dress", "with a number"],
)
def test_a_limit_is_no_article_whatever_it_looks_like(sim: Simulator, limit: Route) -> None:
    site = site_of(20)
    kept = broken(site, limit, list(site.article_paths.values())[6:])
    base = sim.serve("127.17.1.18", site.routes)
    first = crawl(base)
    assert first.outcome.articles_new == 6
    site.routes.update(kept)
    second = crawl(base, first.known, progress=first.outcome.progress)
    assert second.outcome.articles_new + second.outcome.articles_changed == 14


@pytest.mark.parametrize("away", ["/", "/limit.html"])
def test_new_articles_that_are_led_away_are_not_gone(sim: Simulator, away: str) -> None:
    site = site_of(20)
    kept = broken(site, redirect(away), list(site.article_paths.values())[6:])
    base = sim.serve("127.17.1.19", site.routes)
    first = crawl(base)
    assert (first.outcome.result, first.outcome.articles_new, first.outcome.articles_gone) == (SiteResult.OUTAGE, 6, 0)
    assert "14 of 20 new articles led to other pages" in first.outcome.reason
    site.routes.update(kept)
    assert crawl(base, first.known, progress=first.outcome.progress).outcome.articles_new == 14


def test_a_few_new_articles_that_are_led_away_are_gone(sim: Simulator) -> None:
    site = site_of(20)
    broken(site, redirect("/"), list(site.article_paths.values())[17:])
    night = crawl(sim.serve("127.17.1.20", site.routes))
    assert (night.outcome.result, night.outcome.articles_new, night.outcome.articles_gone) == (SiteResult.OK, 17, 3)


def test_shells_of_a_script_application_are_named_and_end_nothing(sim: Simulator) -> None:
    shell = (
        "<!doctype html><html><head><title>云山区政协</title></head><body><noscript>You need to enable JavaScript "
        "to run this app.</noscript><div id=root></div><script src=/main.js></script></body></html>"
    )
    site = site_of()
    broken(site, Reply(shell.encode()))
    night = crawl(sim.serve("127.17.1.12", site.routes))
    assert "a script application" in night.outcome.reason
    assert night.outcome.verdicts["error"] == 5
    whole = crawl(sim.serve("127.17.1.13", {"/": Reply(shell.encode())}))
    assert (whole.outcome.result, whole.outcome.reason[:20]) == (SiteResult.SILENT, "a script application")


def test_one_text_under_several_new_addresses_is_that_many_copies(sim: Simulator) -> None:
    site = site_of()
    text = "<p>区政协一年来围绕中心、服务大局，认真履行职能，各项工作取得新的进展。</p>" * 12
    head = "<title>云山区政协</title><h1>云山区政协信息</h1><div>发布日期：2025-01-07 来源：办公室</div>"
    page = f"{head}<div class=content>{text}</div>"
    kept = broken(site, Reply(page.encode()))
    base = sim.serve("127.17.1.14", site.routes)
    first = crawl(base)
    assert (first.outcome.result, first.outcome.articles_new) == (SiteResult.OK, 5)
    # In the place of articles that were there it is no new version of them.
    site.routes.update(kept)
    good = crawl(base, first.known)
    assert good.outcome.articles_changed == 5
    broken(site, Reply(page.encode()))
    assert crawl(base, good.known).outcome.articles_changed < 2


def without_text(site: SimSite) -> dict[str, Route]:
    """Every article's page with its title, and of its text a word of regret."""
    found: dict[str, Route] = {}
    for article in site.columns["baogao"]:
        head = f"<title>{article.title}</title><h1>{article.title}</h1><div>发布日期：2025-01-07 来源：办公室</div>"
        found[site.article_paths[article.number]] = Reply(f"{head}<div class=content>数据连接失败</div>".encode())
    return found


def test_pages_that_keep_their_titles_and_lose_their_texts_change_nothing_on_one_night(sim: Simulator) -> None:
    site, pages = site_of(), {}
    base = sim.serve("127.17.1.15", site.routes)
    night = crawl(base, pages=pages)
    site.routes.update(without_text(site))
    bad = crawl(base, night.known, pages=pages)
    assert (bad.outcome.articles_changed, bad.outcome.verdicts["missing"]) == (0, 5)
    assert states(bad) == {Verdict.OK}
    for _ in range(2):
        bad = crawl(base, bad.known, pages=pages)
    assert bad.outcome.articles_changed == 5  # three nights in a row: that is how they are now


def test_a_text_that_became_a_file_or_a_picture_is_a_change_at_once(sim: Simulator) -> None:
    site, pages = site_of(), {}
    base = sim.serve("127.17.1.16", site.routes)
    first = crawl(base, pages=pages)
    for path, page in without_text(site).items():
        assert isinstance(page, Reply)
        site.routes[path] = replace(page, body=page.body + b"<embed src='/f/1.pdf'>")
    assert crawl(base, first.known, pages=pages).outcome.articles_changed == 5


def test_json_in_the_place_of_articles_is_none_of_them(sim: Simulator) -> None:
    site = site_of()
    base = sim.serve("127.17.1.17", site.routes)
    first = crawl(base)
    broken(site, Reply('{"code": 500, "msg": "系统异常"}'.encode(), content_type="application/json"))
    night = crawl(base, first.known)
    assert (night.outcome.articles_changed, states(night)) == (0, {Verdict.OK})
