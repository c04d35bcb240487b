"""What reading a site's pages may cost: over its budget the site ends, and not the night."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from threading import get_ident

import pytest

from cppcc_archive.crawl import articles as crawling
from cppcc_archive.crawl.model import Scope, SiteResult
from cppcc_archive.crawl.parts import Parts, parts_of
from cppcc_archive.crawl.run import crawl_sites
from cppcc_archive.markup.page import Page
from tests.crawl.kit import SETTINGS, crawl, site_at
from tests.sim import Reply, SimSite, Simulator, build
from tests.sim.content import articles


def hard_to_read(site: SimSite) -> SimSite:
    for path in site.article_paths.values():
        page = site.routes[path]
        assert isinstance(page, Reply)
        site.routes[path] = replace(page, body=page.body + b"<i class=hard></i>")
    return site


@pytest.fixture
def _hard_pages_cost_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    spent: Counter[int] = Counter()

    def slow(page: Page) -> Parts:
        spent[get_ident()] += b"class=hard" in page.body
        return parts_of(page)

    monkeypatch.setattr(crawling, "parts_of", slow)
    monkeypatch.setattr(time, "thread_time", lambda: float(spent[get_ident()]))


@pytest.mark.usefixtures("_hard_pages_cost_a_second")
def test_pages_that_are_hard_to_read_end_their_site_and_no_other(sim: Simulator) -> None:
    hard, sound = (build("trs", {"tian": articles(12, n)}) for n in (1, 2))
    hard_to_read(hard)
    bases = [sim.serve(f"127.4.40.{n}", site.routes) for n, site in enumerate((hard, sound), 1)]
    sites = [site_at(base, id=name) for base, name in zip(bases, ("hard", "sound"), strict=True)]
    settings = replace(SETTINGS, max_reading_seconds=3.0)
    outcomes = crawl_sites(sites, Scope(), settings, "r", lambda _: {}, lambda _: lambda _exchange: None)
    found = {outcome.site_id: outcome for outcome in outcomes}
    assert (found["sound"].result, found["sound"].articles_new) == (SiteResult.OK, 12)
    assert found["hard"].result is SiteResult.PARTIAL and "took 3 CPU seconds" in found["hard"].reason
    assert sum(line.path in hard.article_paths.values() for line in sim.requests(bases[0])) == 3


@pytest.mark.usefixtures("_hard_pages_cost_a_second")
def test_the_next_night_goes_on_behind_them(sim: Simulator) -> None:
    hard = hard_to_read(build("trs", {"tian": articles(5, 1)}))
    base = sim.serve("127.4.41.1", hard.routes)
    settings = replace(SETTINGS, max_reading_seconds=3.0)
    first = crawl(base, settings=settings)
    second = crawl(base, first.known, settings=settings, progress=first.outcome.progress)
    assert (first.outcome.articles_new, second.outcome.articles_new) == (3, 2)
