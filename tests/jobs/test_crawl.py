"""A crawl run over simulated sites: planned by host, written as it goes, taken up again where it was killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.captures import warc
from cppcc_archive.captures.records import captures_in
from cppcc_archive.crawl.model import Scope, SiteResult
from cppcc_archive.errors import QuietNightError
from cppcc_archive.jobs.crawl import collect, crawl
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.sites.model import Column
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables import publish
from cppcc_archive.tables.query import query
from tests.sim import Reply, Simulator, build
from tests.sim.content import articles
from tests.sim.faults import slow, status


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """A shell that starts the tests in the background has them, and what they start, ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


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
            "import cppcc_archive.jobs.recording as recording\n"
            "from cppcc_archive.crawl.model import Scope; from cppcc_archive.jobs.settings import Settings\n"
            "recording.FLUSH_SECONDS = 0\n"
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

    def test_a_second_try_asks_the_sites_again_that_did_not_answer(self, sim: Simulator, tmp_path: Path) -> None:
        site = build("trs", {"baogao": articles(5, 1)})
        robots, site.routes["/robots.txt"] = site.routes["/robots.txt"], status(503)
        settings = settings_of(tmp_path, {"down": sim.serve("127.3.1.1", site.routes)})
        sites = settings.registry().crawlable()
        first = crawl(settings, sites, Scope(), run_id="night-1")
        with pytest.raises(QuietNightError):
            collect(settings, [first.to_json()], ["00"])
        site.routes["/robots.txt"] = robots
        second = crawl(settings, sites, Scope(), run_id="night-1")
        assert collect(settings, [second.to_json()], ["00"])["published_years"] == [2025]
        rows = ask(settings.open_store(), "SELECT result, requests, articles_new FROM crawl_outcomes")
        assert [(row["result"], row["articles_new"]) for row in rows] == [("ok", 5)]
        assert rows[0]["requests"] == len(sim.log)

    @pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
    @pytest.mark.usefixtures("_interruptible")
    def test_a_run_that_is_stopped_keeps_what_came_and_the_next_goes_on(
        self, sim: Simulator, tmp_path: Path, sign: signal.Signals
    ) -> None:
        site = build("trs", {"baogao": articles(12, 1)})
        routes = dict(site.routes)
        # Whatever is asked from the eighth article on keeps the run from its end until it has seen the signal.
        site.routes.update({path: slow(routes[path], 3) for path in list(site.article_paths.values())[7:]})
        settings = settings_of(tmp_path, {"late": sim.serve("127.3.1.2", site.routes)})
        command = [sys.executable, "-m", "cppcc_archive.cli", "crawl", "--sites", str(settings.sites)]
        environment = {**os.environ, "PYTHONPATH": "include", "CPPCC_STORE": str(settings.store_uri)}
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as running:
            while len(sim.log) < 9 and running.poll() is None:
                time.sleep(0.05)
            running.send_signal(sign)
            assert running.communicate()[1].decode().endswith("the next run goes on from there\n")
        assert running.returncode == 1
        store = settings.open_store()
        assert ask(store, "SELECT result FROM crawl_outcomes") == [{"result": "stopped"}]
        had = {row["requested_url"] for row in ask(store, "SELECT requested_url FROM captures WHERE kind = 'article'")}
        assert had
        site.routes.update(routes)
        summary = crawl(settings, settings.registry().crawlable(), Scope())
        assert summary.outcomes[0].articles_new == 12 - len(had)

    def test_two_runs_at_once_do_not_talk_to_a_host_at_once(self, sim: Simulator, tmp_path: Path) -> None:
        site = build("trs", {"baogao": articles(6, 1)})
        site.routes.update({path: slow(site.routes[path], 0.05) for path in site.article_paths.values()})
        base = sim.serve("127.3.1.3", site.routes)
        settings = settings_of(tmp_path, {"one": base})
        sites = settings.registry().crawlable()
        with ThreadPoolExecutor(2) as pool:
            outcomes = [found.outcomes[0] for found in pool.map(lambda n: crawl(settings, sites, Scope()), range(2))]
        lines = sim.requests(base)
        assert all(earlier.end <= later.start for earlier, later in pairwise(lines))
        assert {outcome.result for outcome in outcomes} <= {SiteResult.OK, SiteResult.UNCHANGED, SiteResult.BUSY}
        assert SiteResult.OK in {outcome.result for outcome in outcomes}


class TestWhatCannotBeWritten:
    """It costs that thing, and says so."""

    def test_a_title_that_no_table_can_hold_costs_nothing(self, sim: Simulator, tmp_path: Path) -> None:
        rows = [
            {"title": f"云山区政协第{n}次报告", "url": f"/content/post_{n}.html", "date": 1735689600} for n in range(5)
        ]
        rows[2]["title"] = "云山区政协委员王\ud842"
        api = Reply(json.dumps({"articles": rows}).encode(), content_type="application/json")
        page = "<title>报告{0}</title><div class='content'><p>一年来，区政协征集提案{0}件。</p></div>"
        routes = {
            "/": Reply("<script>var SID='7';</script><a href='/gkmlpt/index'>工作报告</a>".encode()),
            "/gkmlpt/index": Reply(b"<script>var SID='7';</script>"),
            "/gkmlpt/api/all/0?page=1&sid=7": api,
            **{f"/content/post_{n}.html": Reply(page.format(n).encode()) for n in range(5)},
        }
        settings = settings_of(tmp_path, {"one": sim.serve("127.3.2.1", routes)})
        site = (
            settings.registry()
            .get("one")
            .model_copy(update={"cms": "gkmlpt", "columns": (Column(path="/gkmlpt/index"),)})
        )
        assert crawl(settings, [site], Scope()).outcomes[0].articles_new == 5
        titles = {row["listed_title"] for row in ask(settings.open_store(), "SELECT listed_title FROM captures")}
        assert "云山区政协委员王\ufffd" in titles

    def test_a_row_that_does_not_fit_costs_that_row(
        self, sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sites = {name: build("trs", {"baogao": articles(3, n)}) for n, name in enumerate(("a", "b"), 1)}
        settings = settings_of(
            tmp_path, {name: sim.serve(f"127.3.2.{n}", site.routes) for n, (name, site) in enumerate(sites.items(), 2)}
        )
        bad = next(iter(sites["a"].article_paths.values()))
        row = publish.capture_row
        monkeypatch.setattr(
            publish, "capture_row", lambda one: row(one) | ({"etag": "\ud842"} if one.url.endswith(bad) else {})
        )
        outcomes = {
            found.site_id: found for found in crawl(settings, settings.registry().crawlable(), Scope()).outcomes
        }
        assert any("captures.etag" in warning for warning in outcomes["a"].warnings)
        assert not outcomes["b"].warnings
        counts = ask(
            settings.open_store(), "SELECT site_id, count(*) AS n FROM captures WHERE kind = 'article' GROUP BY 1"
        )
        assert {row["site_id"]: row["n"] for row in counts} == {"a": 2, "b": 3}

    def test_an_exchange_that_no_record_can_hold_costs_that_exchange(
        self, sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site = build("trs", {"baogao": articles(3, 1)})
        bad = next(iter(site.article_paths.values()))
        settings = settings_of(tmp_path, {"a": sim.serve("127.3.2.4", site.routes)})
        request = warc.request

        def broken(writer: Any, exchange: Any, *rest: Any) -> Any:
            if exchange.url.endswith(bad):
                raise ValueError("unforeseen")
            return request(writer, exchange, *rest)

        monkeypatch.setattr(warc, "request", broken)
        outcome = crawl(settings, settings.registry().crawlable(), Scope()).outcomes[0]
        assert any("could not be kept" in warning for warning in outcome.warnings)
        store = settings.open_store()
        assert len(ask(store, "SELECT * FROM captures WHERE kind = 'article'")) == 2
        (key,) = list(store.keys("warc/"))
        assert len(captures_in(store.get(key), key)) == len(ask(store, "SELECT * FROM captures"))
