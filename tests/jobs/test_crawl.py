"""A crawl run over simulated sites: planned by host, written as it goes, taken up again where it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.crawl.model import Scope, SiteResult
from cppcc_archive.jobs.crawl import crawl, plan_shards
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.query import query
from tests.sim import Simulator, build
from tests.sim.content import articles
from tests.sim.faults import slow


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


def registry(tmp_path: Path, sites: dict[str, str]) -> Path:
    file = tmp_path / "sites.yaml"
    entry = "- id: {}\n  name: 云山区政协\n  base_url: {}\n  allow_private_address: true\n  delay_seconds: 0\n"
    file.write_text("".join(entry.format(name, url) for name, url in sites.items()), encoding="utf-8")
    return file


def settings_of(tmp_path: Path, sites: dict[str, str]) -> Settings:
    return Settings(store_uri=str(tmp_path / "store"), sites=registry(tmp_path, sites))


def ask(store: Store, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = query(store, sql).to_pylist()
    return rows


class TestPlan:
    def test_sites_on_one_host_stay_in_one_shard(self, tmp_path: Path) -> None:
        hosts = {f"site-{n}": f"http://{'www.' * (n % 2)}h{n // 2}.example.gov.cn/s{n}/" for n in range(12)}
        settings = Settings(sites=registry(tmp_path, hosts), shard_sites=4)
        shards = plan_shards(settings)
        assert sorted(site for shard in shards for site in shard["sites"]) == sorted(hosts)
        for shard in shards:
            assert {int(site.removeprefix("site-")) ^ 1 for site in shard["sites"]} == {
                int(site.removeprefix("site-")) for site in shard["sites"]
            }

    def test_shards_are_about_as_large_as_asked_for(self, tmp_path: Path) -> None:
        sites = {f"site-{n}": f"http://h{n}.example.gov.cn/" for n in range(10)}
        shards = plan_shards(Settings(sites=registry(tmp_path, sites), shard_sites=4))
        assert sorted(len(shard["sites"]) for shard in shards) == [3, 3, 4]


class TestRun:
    def test_every_site_has_captures_and_an_outcome(self, sim: Simulator, tmp_path: Path) -> None:
        site = build("trs", {"baogao": articles(5, 1)})
        settings = settings_of(tmp_path, {"good": sim.serve("127.3.1.1", site.routes), "dead": "http://127.3.1.9:9/"})
        summary = crawl(settings, settings.registry().crawlable(), Scope())
        assert {outcome.site_id: outcome.result for outcome in summary.outcomes} == {
            "good": SiteResult.OK,
            "dead": SiteResult.ERROR,
        }
        store = settings.open_store()
        assert len(ask(store, "SELECT * FROM captures WHERE kind = 'article'")) == 5
        assert {row["site_id"] for row in ask(store, "SELECT site_id FROM crawl_outcomes")} == {"good", "dead"}
        assert summary.published_years == (2025,)

    def test_a_second_try_of_a_run_asks_nothing_again_and_says_the_same(self, sim: Simulator, tmp_path: Path) -> None:
        site = build("trs", {"baogao": articles(5, 1)})
        settings = settings_of(tmp_path, {"good": sim.serve("127.3.1.1", site.routes)})
        sites = settings.registry().crawlable()
        first = crawl(settings, sites, Scope(), run_id="night-1")
        sim.forget()
        second = crawl(settings, sites, Scope(), run_id="night-1")
        assert sim.log == []
        assert second.published_years == first.published_years
        assert second.to_json()["sites"] == first.to_json()["sites"]
        assert len(ask(settings.open_store(), "SELECT * FROM crawl_outcomes")) == 1

    def test_a_killed_run_goes_on_with_the_sites_that_were_left(self, sim: Simulator, tmp_path: Path) -> None:
        quick, late = build("trs", {"baogao": articles(4, 1)}), build("trs", {"baogao": articles(4, 2)})
        late.routes["/robots.txt"] = slow(late.routes["/"], 20)
        bases = {"quick": sim.serve("127.3.1.1", quick.routes), "late": sim.serve("127.3.1.2", late.routes)}
        settings = settings_of(tmp_path, bases)
        script = (
            "import sys; from pathlib import Path; import cppcc_archive.jobs.crawl as job\n"
            "from cppcc_archive.crawl.model import Scope; from cppcc_archive.jobs.settings import Settings\n"
            "job.FLUSH_SECONDS = 0\n"
            "settings = Settings(store_uri=sys.argv[1], sites=Path(sys.argv[2]))\n"
            "job.crawl(settings, settings.registry().crawlable(), Scope(), run_id='night-1')\n"
        )
        arguments = [sys.executable, "-c", script, str(tmp_path / "store"), str(tmp_path / "sites.yaml")]
        with subprocess.Popen(arguments, env={**os.environ, "PYTHONPATH": "include"}) as running:
            store = LocalStore(tmp_path / "store")
            give_up = time.monotonic() + 60
            while not (done := ask(store, "SELECT site_id FROM crawl_outcomes")) and time.monotonic() < give_up:
                time.sleep(0.2)
            running.send_signal(signal.SIGKILL)
        assert done == [{"site_id": "quick"}]
        del late.routes["/robots.txt"]
        sim.forget()
        summary = crawl(settings, settings.registry().crawlable(), Scope(), run_id="night-1")
        assert {outcome.site_id for outcome in summary.outcomes} == {"quick", "late"}
        assert sim.requests(bases["quick"]) == []
        assert len(ask(store, "SELECT DISTINCT requested_url FROM captures WHERE kind = 'article'")) == 8
