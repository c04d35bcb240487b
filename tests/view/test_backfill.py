"""How far a site's past is filled in, on its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from cppcc_archive.crawl.lists import Days, ListMemory, Mark
from cppcc_archive.jobs.backfill import fill_shard
from cppcc_archive.jobs.progress import years_known
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.tables.query import analysts
from cppcc_archive.view.app import add_routes
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.backfill import Backfills
from cppcc_archive.view.mounted import reader_of
from tests.archive_kit import SITE
from tests.jobs.test_backfill import SHARD, of_years, settings_of, site_of_years
from tests.sim import Simulator

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


def reader(settings: Settings) -> TestClient:
    app = FastAPI()
    add_routes(app, reader_of(lambda: settings))
    return TestClient(app)


def test_the_page_says_year_by_year_what_is_listed_and_what_is_here(sim: Simulator, tmp_path: Path) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.2.1", site.routes))
    fill_shard(settings, SHARD, "backfill-year-2019", 2019)
    store = settings.open_store()
    told = Backfills(lambda: settings, lambda: store).of(Archive(lambda: analysts(store)), "yunshan", NOW)
    assert told is not None
    (filled,) = [year for year in told.years if year.is_done]
    assert (filled.year, filled.articles) == (2019, len(of_years(site, 2019)))
    for language, heading, state in (("zh", "历史补采", "已补齐"), ("en", "Backfill", "filled")):
        page = reader(settings).get("/site/yunshan", params={"lang": language}).text
        assert f"<h2>{heading}</h2>" in page
        row = page.partition("<tr><td>2019</td>")[2].partition("</tr>")[0]
        assert f'<td class="number">{filled.articles}</td>' in row and f"<td>{state}</td>" in row
        assert f"{told.requests_done}" in page.partition(f"<h2>{heading}</h2>")[2].partition("</p>")[0]


def test_where_no_backfill_was_nothing_is_said_of_one(client: TestClient) -> None:
    assert "Backfill" not in client.get(f"/site/{SITE}", params={"lang": "en"}).text


def test_a_site_that_was_never_filled_has_no_progress(store, archive) -> None:
    assert Backfills(Settings, lambda: store).of(archive, SITE, NOW) is None


def test_years_reach_as_far_back_as_lists_and_articles_do() -> None:
    lists = {"c": ListMemory("c", NOW.date(), True, done=[Days(date(2012, 1, 1), date(2012, 12, 31))])}
    lists["c"].marks[9] = Mark(date(2010, 5, 1), date(2009, 3, 1))
    assert years_known(lists, {2015: 3}, NOW.date()) == range(2009, 2027)
    assert years_known({}, {2007: 1}, NOW.date()) == range(2007, 2027)
    assert years_known({}, {}, NOW.date()) == range(2026, 2027)
