"""A site that changes its template between two nights: its own outcome says so the same night."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cppcc_archive.crawl.model import Scope, SiteOutcome
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.crawl import crawl, year_scope
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append
from cppcc_archive.tables.contract import LAYOUTS
from cppcc_archive.tables.query import query
from tests.sim import Reply, Simulator, build
from tests.sim.content import SimArticle, articles
from tests.sim.families import rebuild

OLD = articles(6, seed=1)
NEW = [replace(one, number=20_000 + one.number) for one in articles(4, seed=2, newest=date(2025, 3, 20))]


def _framed(page: bytes) -> bytes:
    """The article in another template: frames within frames, no class as it was."""
    inside = re.sub(rb"<div class='(\w+)'", rb"<div class='n-\1'", page.partition(b"<body>")[2])
    return page.partition(b"<body>")[0] + b"<body><main><section><div class='n-wrap'>" + inside


class Site:
    """A real server on this machine, crawled night by night."""

    def __init__(self, sim: Simulator, folder: Path) -> None:
        self._site = build("trs", {"baogao": OLD}, per_page=20)
        base = sim.serve("127.3.1.1", self._site.routes)
        (folder / "sites.yaml").write_text(
            f"- {{id: good, name: 云山区政协, base_url: '{base}', allow_private_address: true, delay_seconds: 0}}\n",
            encoding="utf-8",
        )
        self.settings = Settings(store_uri=str(folder / "store"), sites=folder / "sites.yaml")

    def publish(self, new: list[SimArticle], template: Callable[[bytes], bytes]) -> None:
        self._site.columns["baogao"][:0] = new
        rebuild(self._site, 20)
        for one in new:
            path = self._site.article_paths[one.number]
            reply = self._site.routes[path]
            assert isinstance(reply, Reply)
            self._site.routes[path] = replace(reply, body=template(reply.body))

    def night(self, scope: Scope | None = None) -> SiteOutcome:
        summary = crawl(self.settings, self.settings.registry().crawlable(), scope or Scope())
        build_year(self.settings.open_store(), None, registry=self.settings.registry())
        return summary.outcomes[0]

    def warned(self) -> list[str]:
        rows = query(self.settings.open_store(), "SELECT warnings FROM crawl_outcomes ORDER BY started_at").to_pylist()
        return [one for row in rows for one in row["warnings"] if one.startswith("redesigned")]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Simulator() as sim:
        yield Site(sim, tmp_path)


def test_the_outcome_of_the_night_says_since_when_and_on_how_many_pages(site: Site) -> None:
    assert site.night().articles_new == len(OLD)
    site.publish(NEW, _framed)
    night = site.night()
    assert night.articles_new == len(NEW)
    (told,) = site.warned()
    assert re.fullmatch(r"redesigned: another template since \d{4}-\d\d-\d\d, on 4 of 4 new pages", told)
    assert told in night.warnings


def test_pages_of_the_known_template_and_single_odd_ones_are_no_redesign(site: Site) -> None:
    site.night()
    site.publish(NEW[2:], lambda page: page)
    site.publish(NEW[:2], _framed)
    assert site.night().articles_new == len(NEW)
    assert site.warned() == []


def test_old_years_have_old_templates(site: Site) -> None:
    site.night()
    site.publish(NEW, _framed)
    assert site.night(year_scope(2025)).articles_new == len(NEW)
    assert site.warned() == []


def test_a_site_of_which_nothing_was_learned_has_no_redesign(site: Site) -> None:
    site.publish(NEW, _framed)
    site.night()
    assert site.warned() == []


def test_layouts_that_cannot_be_read_cost_no_night(site: Site) -> None:
    site.night()
    store = site.settings.open_store()
    (row,) = query(store, "SELECT * FROM layouts LIMIT 1").to_pylist()
    append(store, LAYOUTS, rows_of(LAYOUTS, [{**row, "template": "later", "learned": '{"template": "later"}'}]))
    site.publish(NEW, _framed)
    outcome = crawl(site.settings, site.settings.registry().crawlable(), Scope()).outcomes[0]
    assert outcome.articles_new == len(NEW)
    assert site.warned() == []
