"""Years filled in, one run after the other, on simulated sites of every family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cppcc_archive.captures.model import CaptureKind, Known
from cppcc_archive.crawl.lists import ListMemory, read_lists, written_lists
from cppcc_archive.crawl.memory import shanghai_date
from cppcc_archive.crawl.model import Scope, SiteResult
from tests.crawl.kit import Night, crawl
from tests.sim import Reply, SimArticle, Simulator, build
from tests.sim.content import articles
from tests.sim.families import BUILDERS

FIRST, LAST = 2016, 2025
A_YEAR = 12
PER_PAGE = 6


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


def over_the_years(seed: int, a_year: int = A_YEAR, first: int = FIRST) -> list[SimArticle]:
    """Articles of all years, evenly, newest first."""
    found = articles((LAST - first + 1) * a_year, seed, paragraphs=1)
    days = [
        date(year, 1, 1) + timedelta(days=365 * n // a_year) for year in range(first, LAST + 1) for n in range(a_year)
    ]
    return [replace(item, day=day) for item, day in zip(found, reversed(days), strict=True)]


def year(number: int) -> Scope:
    return Scope(date(number, 1, 1), date(number, 12, 31))


def kept(lists: dict[str, ListMemory]) -> dict[str, ListMemory]:
    return read_lists(written_lists(lists.values(), "x"), shanghai_date(datetime.now(UTC)))


@pytest.mark.parametrize("backwards", [True, False], ids=["newest first", "oldest first"])
@pytest.mark.parametrize("family", BUILDERS)
def test_every_article_of_every_year_comes_once(sim: Simulator, family: str, backwards: bool) -> None:
    columns = {"baogao": over_the_years(1), "tian": over_the_years(2)}
    site = build(family, columns, per_page=PER_PAGE)
    base = sim.serve("127.4.1.1", site.routes)
    known: dict[str, Known] = {}
    lists: dict[str, ListMemory] = {}
    requests, fetched = 0, []
    for number in sorted(range(FIRST, LAST + 1), reverse=backwards):
        night = crawl(base, known, year(number), lists=lists)
        assert night.outcome.result is SiteResult.OK, night.outcome.reason
        known, lists = night.known, kept(lists)
        requests += night.outcome.requests
        fetched += night.paths(CaptureKind.ARTICLE)
    count = len(site.article_paths)
    assert sorted(fetched) == sorted(site.article_paths.values())
    pages = 2 * -(-count // 2 // PER_PAGE)
    # Beside articles and list pages: robots.txt, home page and sitemap each run, some looks at pages seen before.
    assert requests <= count + pages + 10 * 3 + 10 * 2 * 4


def test_an_article_that_gave_no_answer_is_asked_for_again_the_next_time(sim: Simulator) -> None:
    site = build("trs", {"baogao": over_the_years(1)}, per_page=PER_PAGE)
    path = next(site.article_paths[item.number] for item in site.columns["baogao"] if item.day.year == 2019)
    whole, site.routes[path] = site.routes[path], Reply(b"", status=503)
    base = sim.serve("127.4.1.1", site.routes)
    lists: dict[str, ListMemory] = {}
    first = crawl(base, {}, year(2019), lists=lists)
    site.routes[path] = whole
    second = crawl(base, first.known, year(2019), lists=kept(lists))
    assert second.paths(CaptureKind.ARTICLE) == [path]


def test_a_budget_that_ends_in_the_middle_is_taken_up_where_it_ended(sim: Simulator) -> None:
    site = build("generic", {"baogao": over_the_years(1, 60)}, per_page=PER_PAGE)
    base = sim.serve("127.4.1.1", site.routes)
    known: dict[str, Known] = {}
    lists: dict[str, ListMemory] = {}
    fetched: list[str] = []
    requests = 0
    for _ in range(12):
        night: Night = crawl(base, known, year(2018), lists=lists, max_pages_per_run=25)
        known, lists = night.known, kept(lists)
        fetched += night.paths(CaptureKind.ARTICLE)
        requests += night.outcome.requests
        if night.outcome.result is not SiteResult.PARTIAL:
            break
    wanted = [site.article_paths[item.number] for item in site.columns["baogao"] if item.day.year == 2018]
    assert sorted(fetched) == sorted(wanted)
    assert requests <= len(wanted) + 60


def test_a_year_that_is_done_costs_next_to_nothing(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": over_the_years(1)}, per_page=PER_PAGE)
    base = sim.serve("127.4.1.1", site.routes)
    lists: dict[str, ListMemory] = {}
    first = crawl(base, {}, year(2019), lists=lists)
    again = crawl(base, first.known, year(2019), lists=kept(lists))
    assert again.outcome.result is SiteResult.UNCHANGED
    assert again.outcome.requests <= 3
