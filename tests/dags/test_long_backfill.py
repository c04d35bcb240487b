"""Twenty years and 9,000 articles of one site from one ``airflow backfill create``, its worker killed in the middle.

This is the size it always has (20 years of 450 articles, the constants below): it is marked slow and run by
itself. Smaller backfills, in seconds, are in ``tests/jobs/test_backfill.py``.

A standing Airflow with its four components, real S3, real HTTP; the site is simulated. Takes about a quarter of an hour
on a quiet machine with two cores, 40 minutes beside seven others' work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.dags.live import ENDED, World, airflow_over, wait
from tests.sim import SimArticle, SimSite, Simulator, build
from tests.sim.content import articles

FIRST, LAST, A_YEAR = 2005, 2024, 450
SLICE = 500
"""Requests of one slice, the default of ``max_pages_per_run``: what a kill may cost."""
_LONGEST = 3 * 3600

pytestmark = [pytest.mark.slow, pytest.mark.timeout(_LONGEST + 600)]


def site_of_years() -> SimSite:
    years = LAST - FIRST + 1
    days = sorted(
        (
            date(year, 1, 1) + timedelta(days=365 * n // A_YEAR)
            for year in range(FIRST, LAST + 1)
            for n in range(A_YEAR)
        ),
        reverse=True,
    )
    found = articles(years * A_YEAR, 1, paragraphs=1)
    dated: list[SimArticle] = [replace(item, day=day) for item, day in zip(found, days, strict=True)]
    return build("trs", {"baogao": dated}, per_page=20)


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


@pytest.fixture
def served(sim: Simulator) -> tuple[SimSite, str]:
    site = site_of_years()
    return site, sim.serve("127.7.20.1", site.routes)


@pytest.fixture
def world(served: tuple[SimSite, str], tmp_path: Path) -> Iterator[World]:
    registry = (
        f"- id: yunshan\n  name: 云山区政协\n  base_url: {served[1]}\n  allow_private_address: true\n"
        f"  delay_seconds: 0\n  max_pages_per_run: {SLICE}\n"
    )
    with airflow_over(tmp_path, registry) as found:
        yield found


def test_one_backfill_fills_twenty_years_also_when_its_worker_is_killed(
    sim: Simulator, served: tuple[SimSite, str], world: World
) -> None:
    site, base = served
    world.unpause("backfill_year")
    world.airflow(
        *("backfill", "create", "--dag-id", "backfill_year", "--from-date", f"{FIRST}-01-01"),
        *("--to-date", f"{LAST}-12-31", "--max-active-runs", "1", "--run-backwards"),
    )
    # Half of all, which is in the middle of a year.
    wait(lambda: len(sim.requests(base)) > (LAST - FIRST + 1) * A_YEAR // 2, _LONGEST, pause=0.2)
    world.kill_worker()
    wait(lambda: len(world.runs()) == LAST - FIRST + 1 and {state for _, state in world.runs()} <= ENDED, _LONGEST)
    assert Counter(world.runs()) == {(str(year), "success"): 1 for year in range(FIRST, LAST + 1)}

    kept = world.ask(
        "SELECT published_year AS year, count(*) AS rows, count(DISTINCT url) AS articles FROM captures "
        "WHERE kind = 'article' AND verdict = 'ok' GROUP BY ALL ORDER BY year"
    )
    assert kept == [{"year": year, "rows": A_YEAR, "articles": A_YEAR} for year in range(FIRST, LAST + 1)]
    asked = Counter(line.path for line in sim.requests(base))
    twice = [path for path in site.article_paths.values() if asked[path] > 1]
    print(f"{sum(asked.values())} requests, {len(twice)} articles asked for again after the kill")
    assert 0 < len(twice) <= SLICE
    assert sum(asked.values()) - len(twice) <= 1.15 * len(site.article_paths)
