"""Lists that scripts fill and rows that lead elsewhere, through the crawl of a site."""

from __future__ import annotations

import json

from cppcc_archive.captures.model import CaptureKind
from cppcc_archive.crawl.model import SiteResult
from tests.crawl.kit import crawl
from tests.sim import Reply, Route, SimRequest, Simulator

TITLES = [f"县政协第{n}次常委会工作情况的报告" for n in range(5)]


def page(body: str) -> Reply:
    return Reply(f"<meta charset=utf-8><title>云山区政协</title>{body}".encode())


def routes(column: Route, **more: Route) -> dict[str, Route]:
    articles = {f"/a/{n}.html": page(f"<h1>{title}</h1><p>征集提案{n}件。</p>") for n, title in enumerate(TITLES)}
    return {
        "/": page("<a href='/gzbg/'>工作报告</a>"),
        "/gzbg/": column,
        **articles,
        **more,
    }


def test_a_list_posted_for_in_the_entry_is_read_page_by_page(sim: Simulator) -> None:
    def answer(request: SimRequest) -> Reply:
        asked = json.loads(request.body)
        assert request.headers["content-type"].startswith("application/json")
        numbers = {1: (0, 1, 2), 2: (3, 4)}.get(asked["pageNo"], ()) if asked["channelId"] == 5 else ()
        records = [{"bt": TITLES[n], "id": n, "fbsj": f"2025-01-0{n + 1}"} for n in numbers]
        return Reply(json.dumps({"data": {"records": records}}).encode(), content_type="application/json")

    site = routes(page("<ul></ul>"), **{"/api/list": answer})
    described = {
        "url": "/api/list",
        "body": {"channelId": 5, "pageNo": "{page}"},
        "path": "data.records",
        "fields": {"title": "bt", "url": "/a/{id}.html", "date": "fbsj"},
    }
    night = crawl(sim.serve("127.8.9.1", site), rows=described)
    assert (night.outcome.result, night.outcome.articles_new) == (SiteResult.OK, 5)
    assert night.of(CaptureKind.ARTICLE)[0].listed_title == TITLES[0]


def test_a_description_that_does_not_fit_is_a_warning_and_the_columns_are_read(sim: Simulator) -> None:
    column = page(
        "<ul>" + "".join(f"<li><a href='/a/{n}.html'>{TITLES[n]}</a>2025-01-01</li>" for n in range(5)) + "</ul>"
    )
    night = crawl(
        sim.serve("127.8.9.2", routes(column, **{"/api": Reply(b'{"code": 1}')})), rows={"url": "/api", "path": "data"}
    )
    assert night.outcome.articles_new == 5
    assert any("correct `path` in the entry" in warning for warning in night.outcome.warnings)


def test_rows_elsewhere_are_counted_once_and_named(sim: Simulator) -> None:
    rows = "".join(
        f"<li><a href='{'https://mp.weixin.qq.com/s/a' if n else '/a/'}{n}.html'>{TITLES[n]}</a>2025-01-01</li>"
        for n in range(5)
    )
    site = routes(page(f"<ul>{rows}</ul>"))
    site["/"] = page("<a href='/gzbg/'>工作报告</a><a href='/tian/'>提案工作</a>")
    site["/tian/"] = site["/gzbg/"]
    night = crawl(sim.serve("127.8.9.3", site))
    assert (night.outcome.result, night.outcome.articles_new) == (SiteResult.OK, 1)
    assert "elsewhere: mp.weixin.qq.com 4" in night.outcome.warnings


def test_a_site_whose_rows_all_lead_elsewhere_is_silent_and_says_where(sim: Simulator) -> None:
    rows = "".join(
        f"<li><a href='https://mp.weixin.qq.com/s/{n}'>{title}</a>2025-01-01</li>" for n, title in enumerate(TITLES)
    )
    night = crawl(sim.serve("127.8.9.4", routes(page(f"<ul>{rows}</ul>"))))
    assert night.outcome.result is SiteResult.SILENT
    assert night.outcome.reason == "0 links listed, at least 1 expected; elsewhere: mp.weixin.qq.com 5"
    assert night.outcome.requests == 3
