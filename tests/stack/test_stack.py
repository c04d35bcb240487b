"""The Celery topology stands, crawls and builds; whatever is killed or restarted, the night ends right.

Long: it is marked so, runs in ``make test-all``, and by itself: ``make test-stack``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cppcc_archive.store import open_store
from cppcc_archive.tables.query import query
from demo_sites.server import DemoSites
from demo_sites.services import CHECKOUT
from tests.stack.topology import QUICKLY_MISSED, Stack, missing, secret_settings, standing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(bool(missing()) and not os.environ.get("CPPCC_STACK"), reason=f"needs {', '.join(missing())}"),
]

DELAY = 0.3
"""Seconds between two requests: a crawl long enough to be killed in."""

CONTENT = """
SELECT site_id, url, title, version_id, gone_since IS NOT NULL AS gone FROM reports ORDER BY ALL
"""
DOUBLES = """
SELECT capture_id FROM captures GROUP BY capture_id HAVING count(*) > 1
UNION ALL SELECT report_id FROM reports GROUP BY report_id HAVING count(*) > 1
"""


@dataclass
class World:
    """The topology and the sites it crawls."""

    stack: Stack
    sites: DemoSites
    lineage: Path

    def ask(self, sql: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = query(self.stack.s3.open_store(), sql).to_pylist()
        return rows

    def trigger(self, dag_id: str, **conf: Any) -> str:
        self.stack.api("PATCH", f"dags/{dag_id}", is_paused=False)
        return str(self.stack.api("POST", f"dags/{dag_id}/dagRuns", logical_date=None, conf=conf)["dag_run_id"])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    if missing():
        pytest.fail(f"this machine lacks {', '.join(missing())}")
    folder = tmp_path_factory.mktemp("stack")
    with DemoSites(folder / "sites") as sites:
        slow = sites.registry.with_name("slow.yaml")
        slow.write_text(_slower(sites.registry), encoding="utf-8")
        settings = {
            **secret_settings(),
            "CPPCC_SITES": str(slow),
            "CPPCC_SHARD_SITES": "1",
            "CPPCC_RETRY_SECONDS": "5",
            "AIRFLOW_REMOTE_LOGS": "True",
            "AIRFLOW_LINEAGE_TRANSPORT": json.dumps(
                {"type": "file", "log_file_path": str(folder / "lineage"), "append": True}
            ),
        }
        with standing(folder / "stack", settings, QUICKLY_MISSED) as stack:
            yield World(stack, sites, folder / "lineage")


def _slower(registry: Path) -> str:
    """The registry with a pause between requests; JSON is YAML too."""
    entries = YAML(typ="safe").load(registry.read_text(encoding="utf-8"))
    return json.dumps([{**entry, "delay_seconds": DELAY} for entry in entries])


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of an archive that crawls the same nights by the command line, and that nothing disturbs."""
    return tmp_path_factory.mktemp("twin") / "store"


def by_hand(store: Path, sites: DemoSites) -> list[dict[str, Any]]:
    """Crawl and build the sites as they are now; what the tables then hold."""
    environ = {**os.environ, "CPPCC_STORE": str(store), "CPPCC_SITES": str(sites.registry)}
    for command in ("crawl", "build"):
        done = [str(Path(sys.executable).parent / "cppcc"), command]
        subprocess.run(done, env=environ, check=True, capture_output=True, timeout=300)
    rows: list[dict[str, Any]] = query(open_store(str(store)), CONTENT).to_pylist()
    return rows


def mid_crawl(world: World, run_id: str) -> None:
    """Wait until every shard of the run is crawling, and some pages have come."""
    before = len(world.sites.requests())
    end = time.monotonic() + 180
    while time.monotonic() < end:
        states = [
            state for name, state in world.stack.states("crawl_nightly", run_id).items() if name.startswith("crawl")
        ]
        if states.count("running") == 3 and len(world.sites.requests()) > before + 12:
            return
        time.sleep(0.5)
    raise AssertionError(f"the crawl never ran: {world.stack.states('crawl_nightly', run_id)}")


def test_a_night_and_its_builds_end_right(world: World, twin: Path) -> None:
    expected = by_hand(twin, world.sites)
    world.stack.api("PATCH", "dags/build_year", is_paused=False)
    run_id = world.trigger("crawl_nightly")
    assert world.stack.wait("crawl_nightly", run_id) == "success"
    world.stack.built()
    assert world.ask(CONTENT) == expected
    assert world.ask(DOUBLES) == []
    note = world.stack.api("GET", f"dags/crawl_nightly/dagRuns/{run_id}")["note"]
    assert note.startswith("**sites 3 · answered 3 · new 63")
    notes = {run["note"].partition(" ·")[0] for run in world.stack.runs("build_year")}
    assert notes == {f"**{year}" for year in range(2019, 2027)}


def test_logs_of_tasks_are_in_the_store_and_lineage_at_the_collector(world: World) -> None:
    logs = [key for key in world.stack.s3.open_store().keys("airflow-logs/") if "task_id=crawl" in key]
    assert len(logs) >= 3
    events = [json.loads(line) for line in world.lineage.read_text(encoding="utf-8").splitlines()]
    ended = [one for one in events if one["eventType"] == "COMPLETE"]
    shards = [one for one in ended if one["job"]["name"] == "crawl_nightly.crawl"]
    assert {one["inputs"][0]["name"] for one in shards} == {"yunshan", "linhu", "qingyan"}
    built = [one for one in ended if one["job"]["name"] == "build_year.finish"]
    rows = {
        out["name"]: out["outputFacets"]["outputStatistics"]["rowCount"]
        for one in built
        for out in one["outputs"]
        if out["outputFacets"]
    }
    assert any(name.endswith("tables/reports") for name in rows)


def test_a_night_in_which_everything_is_killed_once_ends_right(world: World, twin: Path) -> None:
    stack = world.stack
    world.sites.set_night(2)
    expected = by_hand(twin, world.sites)
    run_id = world.trigger("crawl_nightly")
    mid_crawl(world, run_id)
    stack.kill("crawl-worker")
    stack.start("crawl-worker")
    stack.kill("scheduler")
    stack.start("scheduler")
    stack.redis_stop()
    stack.redis_start()
    stack.postgres("restart", "immediate")
    # The store hangs for half a minute: nothing is refused, nothing answers.
    os.kill(store_process(stack), signal.SIGSTOP)
    time.sleep(30)
    os.kill(store_process(stack), signal.SIGCONT)
    assert stack.wait("crawl_nightly", run_id, 1200) == "success"
    world.stack.built()
    assert world.ask(CONTENT) == expected
    assert world.ask(DOUBLES) == []


def store_process(stack: Stack) -> int:
    """The S3 server itself, below its supervisor."""
    found = Path(f"/proc/{stack.s3.process.pid}/task/{stack.s3.process.pid}/children").read_text().split()
    return int(found[0])


def test_a_year_is_filled_in_and_rebuilt(world: World) -> None:
    run_id = world.trigger("backfill_year", year=2021)
    assert world.stack.wait("backfill_year", run_id) == "success"
    world.stack.built()
    before = world.ask(CONTENT)
    rebuild = world.trigger("rebuild_year", year=2019, until=2021)
    assert world.stack.wait("rebuild_year", rebuild) == "success"
    note = world.stack.api("GET", f"dags/rebuild_year/dagRuns/{rebuild}")["note"]
    assert note.startswith("**2019-2021 · captures read ")
    assert world.ask(CONTENT) == before
    assert world.ask(DOUBLES) == []


def test_components_that_live_have_young_heartbeats(world: World) -> None:
    for name, job in (("dag-processor", "DagProcessorJob"), ("triggerer", "TriggererJob")):
        command = [sys.executable, str(CHECKOUT / "deploy" / "heartbeat.py")]
        environ = world.stack.environ(name)
        assert subprocess.run([*command, job], env=environ, timeout=60).returncode == 0
        assert subprocess.run([*command, "NoSuchJob"], env=environ, timeout=60).returncode == 1
