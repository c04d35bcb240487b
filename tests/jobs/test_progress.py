"""How far a backfill is, said before, in the middle of and after one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.crawl.lists import Days, ListMemory, Mark
from cppcc_archive.jobs.backfill import fill_shard
from cppcc_archive.jobs.crawl import crawl_shard
from cppcc_archive.jobs.expected import expected_requests
from cppcc_archive.jobs.progress import SiteProgress, progress
from cppcc_archive.jobs.settings import Settings
from tests.jobs.test_backfill import SHARD, of_years, settings_of, site_of_years
from tests.sim import Simulator

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


def told(settings: Settings, first: int = 2016, last: int = 2025) -> SiteProgress:
    (found,) = progress(settings, settings.open_store(), settings.registry().sites, first, last, NOW)
    return found


def test_before_anything_was_asked_nothing_is_known(tmp_path: Path) -> None:
    found = told(settings_of(tmp_path, "http://127.5.9.9/"))
    assert (found.requests_done, found.requests_left, found.ends_at) == (0, 0, None)
    assert found.years_unknown == tuple(range(2016, 2026))
    assert "years nobody has looked at: 2016-2025" in str(found)


def test_after_a_year_it_is_done_and_the_others_are_told_from_it(sim: Simulator, tmp_path: Path) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.1.1", site.routes))
    fill_shard(settings, SHARD, "backfill-year-2019", 2019)
    found = told(settings)
    by_year = {year.year: year for year in found.years}
    assert [year.year for year in found.years if year.is_done] == [2019]
    assert by_year[2019].articles == len(of_years(site, 2019))
    assert found.requests_done > by_year[2019].articles
    assert found.requests_left > 0 and found.ends_at is not None and found.ends_at > NOW
    # Of a year nearby about as many rows are told as it has.
    assert abs((by_year[2020].rows or 0) - len(of_years(site, 2020))) <= 12


def test_when_all_years_are_done_nothing_is_left(sim: Simulator, tmp_path: Path) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.1.1", site.routes))
    for year in (2025, 2024):
        fill_shard(settings, SHARD, f"backfill-year-{year}", year)
    found = told(settings, 2024, 2025)
    assert all(year.is_done for year in found.years)
    assert (found.requests_left, found.nights_left, found.ends_at) == (0, 0, None)


def test_what_a_night_cannot_hold_ends_nights_later(sim: Simulator, tmp_path: Path) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.1.1", site.routes), backfill_requests=20)
    fill_shard(settings, SHARD, "backfill-year-2019", 2019)
    found = told(settings)
    assert found.nights_left == -(-found.requests_left // 20)
    assert found.ends_at is not None
    assert timedelta(days=found.nights_left - 1) <= found.ends_at - NOW <= timedelta(days=found.nights_left)


def test_a_site_is_expected_to_have_what_the_years_around_had(sim: Simulator, tmp_path: Path) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.1.1", site.routes))
    assert expected_requests(settings.open_store(), 2019) == expected_requests(settings.open_store()) == {}
    fill_shard(settings, SHARD, "backfill-year-2019", 2019)
    assert expected_requests(settings.open_store(), 2020) == {"yunshan": len(of_years(site, 2019))}


def test_an_ordinary_night_is_expected_to_be_as_the_last_one_whatever_a_backfill_asked(
    sim: Simulator, tmp_path: Path
) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.1.1", site.routes))
    fill_shard(settings, SHARD, "backfill-year-2019", 2019)
    assert expected_requests(settings.open_store()) == {}
    (night,) = crawl_shard(settings, SHARD, "night-1")["sites"]
    fill_shard(settings, SHARD, "backfill-year-2020", 2020)
    assert expected_requests(settings.open_store()) == {"yunshan": night["requests"]}


class TestRows:
    """About how many rows a list has of some days."""

    @given(st.integers(1, 60), st.integers(5, 40), st.integers(2000, 2024))
    def test_a_list_whose_rows_come_evenly_is_told_right(self, every: int, per_page: int, year: int) -> None:
        newest = date(2024, 12, 31)
        days = [newest - timedelta(days=every * n) for n in range(9200 // every)]
        pages = [days[at : at + per_page] for at in range(0, len(days), per_page)]
        memory = ListMemory("c", newest, True, pages=len(pages), per_page=per_page)
        for number in {1, len(pages) // 2 + 1, len(pages)}:
            memory.marks[number] = Mark(pages[number - 1][0], pages[number - 1][-1])
        asked = Days(date(year, 1, 1), date(year, 12, 31))
        true = sum(asked.first <= day <= asked.last for day in days)
        assert abs((memory.rows_in(asked) or 0) - true) <= per_page + 2 + 0.1 * true

    def test_rows_of_a_list_without_an_order_are_counted(self) -> None:
        rows = [ArticleLink(f"http://a/{n}", "t", date(2020, 1, 1) + timedelta(days=200 * n)) for n in range(4)]
        memory = ListMemory("c", date(2024, 1, 1), False, rows=rows, left=())
        assert memory.rows_in(Days(date(2020, 1, 1), date(2020, 12, 31))) == 2

    def test_of_a_list_nobody_has_read_nothing_is_known(self) -> None:
        assert ListMemory("c", date(2024, 1, 1)).rows_in(Days(date(2020, 1, 1), date(2020, 12, 31))) is None
