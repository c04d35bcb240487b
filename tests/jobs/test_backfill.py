"""A backfill of a shard: in slices, taken up again after a night or a kill, every article once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from cppcc_archive.jobs import crawl as crawl_job
from cppcc_archive.jobs.backfill import fill_shard
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import query
from tests.sim import SimSite, Simulator, build
from tests.sim.content import articles


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


def site_of_years() -> SimSite:
    found = articles(240, 1, paragraphs=1)
    days = [date(2025, 12, 31) - timedelta(days=15 * number) for number in range(240)]
    return build(
        "trs", {"baogao": [replace(item, day=day) for item, day in zip(found, days, strict=True)]}, per_page=12
    )


def settings_of(tmp_path: Path, base: str, **changes: object) -> Settings:
    file = tmp_path / "sites.yaml"
    file.write_text(
        f"- id: yunshan\n  name: 云山区政协\n  base_url: {base}\n  allow_private_address: true\n  delay_seconds: 0\n"
        "  max_pages_per_run: 20\n",
        encoding="utf-8",
    )
    return replace(Settings(store_uri=str(tmp_path / "store"), sites=file), **changes)  # type: ignore[arg-type]


def fetched(store: Store) -> list[str]:
    rows = query(store, "SELECT requested_url FROM captures WHERE kind = 'article' AND verdict = 'ok'").to_pylist()
    return sorted("/" + row["requested_url"].split("/", 3)[3] for row in rows)


def of_years(site: SimSite, *years: int) -> list[str]:
    return sorted(site.article_paths[item.number] for item in site.columns["baogao"] if item.day.year in years)


SHARD = {"shard": "00", "sites": ["yunshan"]}


def test_a_year_is_filled_in_slices_within_one_night(sim: Simulator, tmp_path: Path) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.1.1", site.routes))
    result = fill_shard(settings, SHARD, "backfill-2019", 2019)
    assert result["unfinished"] == []
    assert result["published_years"] == [2019]
    assert fetched(settings.open_store()) == of_years(site, 2019)
    [told] = result["sites"]
    assert told["articles_new"] == len(of_years(site, 2019))


def test_what_one_night_cannot_hold_goes_on_in_the_next(sim: Simulator, tmp_path: Path) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.1.1", site.routes), backfill_requests=20)
    nights = 0
    while True:
        result = fill_shard(settings, SHARD, "backfill-2016", 2016)
        nights += 1
        if not result["unfinished"] or nights > 9:
            break
    assert 1 < nights < 9
    assert fetched(settings.open_store()) == of_years(site, 2016)


def test_a_run_that_was_killed_goes_on_and_asks_for_no_article_twice(
    sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.1.1", site.routes))
    slices = []

    def dies(*given: object, **named: object) -> object:
        slices.append(named["run_id"])
        if len(slices) == 2:
            raise KeyboardInterrupt
        return crawl_job.crawl(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("cppcc_archive.jobs.backfill.crawl", dies)
    with pytest.raises(KeyboardInterrupt):
        fill_shard(settings, SHARD, "backfill-2019", 2019)
    fill_shard(settings, SHARD, "backfill-2019", 2019)
    assert fetched(settings.open_store()) == of_years(site, 2019)
    assert sum(path in of_years(site, 2019) for path in (entry.path for entry in sim.log)) == len(of_years(site, 2019))


def test_years_one_after_the_other_cost_little_beside_their_articles(sim: Simulator, tmp_path: Path) -> None:
    site = site_of_years()
    settings = settings_of(tmp_path, sim.serve("127.5.1.1", site.routes))
    for year in range(2025, 2015, -1):
        fill_shard(settings, SHARD, f"backfill-{year}", year)
    assert fetched(settings.open_store()) == of_years(site, *range(2016, 2026))
    # 12 articles a page, robots.txt, home page and sitemap of 20 slices.
    assert len(sim.log) <= 240 * (1 + 1 / 12) + 20 * 5


def test_the_nights_end_is_the_clocks() -> None:
    settings = Settings(night_minutes=480, night_end=time(10))

    def shanghai(hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 3, 5, hour, minute, tzinfo=UTC) - timedelta(hours=8)

    assert settings.night_ends(shanghai(2)) == shanghai(10)
    assert settings.night_ends(shanghai(9, 30)) == shanghai(10)
    assert settings.night_ends(shanghai(11)) == shanghai(19)
    assert settings.next_night(shanghai(9, 30)) == shanghai(2) + timedelta(days=1)
    assert settings.next_night(shanghai(1)) == shanghai(2)
