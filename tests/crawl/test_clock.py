"""A clock that is wrong by days ends a run before it writes; a host's wrong clock ends nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from cppcc_archive.captures.model import Exchange
from cppcc_archive.crawl.clock import Witnesses, doubt
from cppcc_archive.crawl.model import Scope, SiteOutcome, SiteResult
from cppcc_archive.crawl.run import crawl_sites
from cppcc_archive.errors import ClockError
from cppcc_archive.jobs.crawl import crawl
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.tables.query import query
from tests.crawl.kit import SETTINGS, site_at
from tests.sim import Reply, SimRequest, SimSite, Simulator, build
from tests.sim.content import articles

NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)


def date_header(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def heard(days: list[float], *, same: str | None = None) -> timedelta | None:
    """What the hosts of a run whose clocks are off by ``days`` come to."""
    witnesses = Witnesses()
    for number, off in enumerate(days):
        said = date_header(NOW + timedelta(days=off))
        try:
            witnesses.hear(f"s{number}", same or f"10.0.0.{number}", said, None, NOW)
        except ClockError:
            return witnesses.off()
    return None


@pytest.mark.parametrize("off", [-3650, -2, 2, 3650])
def test_hosts_that_agree_are_believed(off: float) -> None:
    assert heard([off] * 3) == timedelta(days=off)
    assert heard([0, off, off, off]) == timedelta(days=off)


@pytest.mark.parametrize("days", [[3650], [3650, 3650], [0.9] * 9, [0, 0, 9, 9, 9], [9, 99, 999, 9999], [0] * 9 + [99]])
def test_what_a_few_say_or_none_agree_on_stops_nothing(days: list[float]) -> None:
    assert heard(days) is None


def test_many_sites_on_one_machine_are_one_witness() -> None:
    assert heard([3650] * 9, same="10.0.0.1") is None


@pytest.mark.parametrize("said", ["", "soon", "Mon, 99 Foo 2026 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "²"])
def test_dates_that_are_none_are_not_heard(said: str) -> None:
    witnesses = Witnesses()
    for number in range(9):
        witnesses.hear(f"s{number}", f"10.0.0.{number}", said, "²", NOW)


def test_an_answer_from_a_cache_is_as_old_as_it_says() -> None:
    witnesses = Witnesses()
    for number in range(9):
        said = date_header(NOW - timedelta(days=5))
        witnesses.hear(f"s{number}", f"10.0.0.{number}", said, str(5 * 86400), NOW)


def dated(site: SimSite, off: timedelta) -> SimSite:
    def route(page: Reply) -> object:
        def answer(_: SimRequest) -> Reply:
            return replace(page, headers=(*page.headers, ("Date", date_header(datetime.now(UTC) + off))))

        return answer

    site.routes.update({path: route(page) for path, page in site.routes.items() if isinstance(page, Reply)})  # type: ignore[misc]
    return site


def served(sim: Simulator, *days: float) -> list[str]:
    sites = [dated(build("trs", {"tian": articles(3, n)}), timedelta(days=off)) for n, off in enumerate(days)]
    return [sim.serve(f"127.4.42.{n}", site.routes) for n, site in enumerate(sites, 1)]


def test_a_run_under_a_wrong_clock_writes_no_rows(sim: Simulator, tmp_path: Path) -> None:
    entry = "- id: s{}\n  name: 云山区政协\n  base_url: {}\n  allow_private_address: true\n  delay_seconds: 0.05\n"
    text = "".join(entry.format(n, base) for n, base in enumerate(served(sim, *[-3650.0] * 4)))
    (tmp_path / "sites.yaml").write_text(text, encoding="utf-8")
    settings = Settings(store_uri=str(tmp_path / "store"), sites=tmp_path / "sites.yaml")
    with pytest.raises(ClockError, match=r"clock says 20.*set the clock"):
        crawl(settings, settings.registry().crawlable(), Scope(), run_id="r")
    counted = "SELECT (SELECT count(*) FROM captures) + (SELECT count(*) FROM crawl_outcomes) AS n"
    assert query(settings.open_store(), counted).to_pylist() == [{"n": 0}]


def test_one_site_with_a_wrong_clock_is_crawled_like_the_rest(sim: Simulator) -> None:
    sites = [site_at(base, id=f"s{n}") for n, base in enumerate(served(sim, 3650, 0, 0))]
    kept: list[Exchange] = []
    outcomes: list[SiteOutcome] = list(crawl_sites(sites, Scope(), SETTINGS, "r", lambda _: {}, lambda _: kept.append))
    assert {outcome.result for outcome in outcomes} == {SiteResult.OK}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, None),
        (0, None),
        (100, None),
        (3650, "3650 days before now"),
        (-3650, "this clock is wrong, or that night"),
    ],
)
def test_where_nobody_says_the_time_the_sites_own_captures_make_a_warning(days: int | None, said: str | None) -> None:
    ours = datetime(2026, 11, 29, tzinfo=UTC)
    found = doubt(None if days is None else ours - timedelta(days=days), ours)
    assert found is None if said is None else said in (found or "")
