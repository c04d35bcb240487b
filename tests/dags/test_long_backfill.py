"""Twenty years and 9,000 articles of one site from one ``airflow backfill create``, its worker killed in the middle.

This is the size it always has (20 years of 450 articles, the constants below): it is marked slow and run by
itself. Smaller backfills, in seconds, are in ``tests/jobs/test_backfill.py``.

A standing Airflow with its four components, real S3, real HTTP; the site is simulated. Takes about a quarter of an hour
on a quiet machine with two cores, 40 minutes beside seven others' work.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest

from cppcc_archive.store.base import Store
from cppcc_archive.store.embedded import embedded_s3
from cppcc_archive.tables.query import query
from demo_sites import standing
from demo_sites.services import CHECKOUT, airflow_environ, clean_environ, free_port
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


@dataclass
class World:
    """A standing Airflow over an archive, and the site that it fills in."""

    folder: Path
    url: str
    environ: dict[str, str]
    store: Store
    components: dict[str, subprocess.Popen[bytes]]

    def airflow(self, *arguments: str) -> None:
        program = Path(sysconfig.get_path("scripts")) / "airflow"
        done = subprocess.run(
            [sys.executable, program, *arguments], env=self.environ, cwd=CHECKOUT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def runs(self) -> dict[str, str]:
        """By partition key, the state of the backfill's runs."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self.url}/api/v2/dags/backfill_year/dagRuns?limit=100", timeout=60) as answer:
            found = json.load(answer)["dag_runs"]
        return {run["partition_key"]: run["state"] for run in found if run["run_type"] == "backfill"}

    def kill_worker(self) -> None:
        """kill -9 of the scheduler with the executor's workers and their tasks, and a new one."""
        old = self.components["scheduler"]
        # Tasks run in sessions of their own.
        for process in [*psutil.Process(old.pid).children(recursive=True), psutil.Process(old.pid)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        old.wait()
        self.components["scheduler"] = subprocess.Popen(
            old.args,
            env=self.environ,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def ask(self, sql: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = query(self.store, sql).to_pylist()
        return rows


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
    registry = tmp_path / "sites.yaml"
    registry.write_text(
        f"- id: yunshan\n  name: 云山区政协\n  base_url: {served[1]}\n  allow_private_address: true\n"
        f"  delay_seconds: 0\n  max_pages_per_run: {SLICE}\n",
        encoding="utf-8",
    )
    port = free_port(0)
    url = f"http://127.0.0.1:{port}"
    with embedded_s3(tmp_path / "s3") as s3:
        environ = {
            **clean_environ(),
            **airflow_environ(tmp_path / "airflow"),
            **s3.environ,
            "CPPCC_SITES": str(registry),
            "CPPCC_RETRY_SECONDS": "5",
            # Whatever the hour: a night's end would let the rest wait for the next.
            "CPPCC_NIGHT_END": time.strftime("%H:%M", time.gmtime(time.time() + 8 * 3600 - 3600)),
            "CPPCC_NIGHT_MINUTES": "1380",
            "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "True",
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__BASE_URL": url,
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
            "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "60",
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": "5",
        }
        subprocess.run([sys.executable, "-c", standing._PREPARE], env=environ, check=True, capture_output=True)
        with standing._components(environ) as components:
            found = World(tmp_path, url, environ, s3.open_store(), components)
            wait(lambda: standing._healthy(url), 600)
            yield found


def wait(holds: Callable[[], bool], seconds: float, pause: float = 2) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(pause)


def test_one_backfill_fills_twenty_years_also_when_its_worker_is_killed(
    sim: Simulator, served: tuple[SimSite, str], world: World
) -> None:
    site, base = served
    wait(lambda: _is_there(world), 600)
    world.airflow("dags", "unpause", "backfill_year")
    world.airflow(
        *("backfill", "create", "--dag-id", "backfill_year", "--from-date", f"{FIRST}-01-01"),
        *("--to-date", f"{LAST}-12-31", "--max-active-runs", "1", "--run-backwards"),
    )
    # Half of all, which is in the middle of a year.
    wait(lambda: len(sim.requests(base)) > (LAST - FIRST + 1) * A_YEAR // 2, _LONGEST, pause=0.2)
    world.kill_worker()
    wait(
        lambda: len(world.runs()) == LAST - FIRST + 1 and set(world.runs().values()) <= {"success", "failed"}, _LONGEST
    )
    assert Counter(world.runs().values()) == {"success": LAST - FIRST + 1}

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


def _is_there(world: World) -> bool:
    """Whether the DAG processor has come to our DAG."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{world.url}/api/v2/dags/backfill_year", timeout=30) as answer:
            return bool(json.load(answer)["is_paused"])
    except OSError:
        return False
