"""``make demo``, ``make up`` and ``make down`` as a user runs them, in a folder of their own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from demo_sites.facts import committees
from demo_sites.services import CHECKOUT, site_urls

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Iterator[Path]:
    """The demo's folder; whatever still runs over it at the end is a failure."""
    found = tmp_path_factory.mktemp("demo")
    yield found
    run(found, "standing", "down")
    assert leftovers(found) == []


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "demo_sites", *arguments]


def environ(folder: Path) -> dict[str, str]:
    return {**os.environ, "CPPCC_DEMO_FOLDER": str(folder), "PYTHONPATH": str(CHECKOUT / "include")}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), env=environ(folder), cwd=CHECKOUT, capture_output=True, text=True, timeout=280
    )


def leftovers(folder: Path) -> list[str]:
    """Command lines of processes that were started over the folder and still run."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            inherited = (process / "environ").read_bytes()
        except OSError:
            continue
        if int(process.name) != os.getpid() and (str(folder) in line or str(folder).encode() in inherited):
            found.append(line)
    return found


def test_the_demo_shows_two_nights_and_three_tables(folder: Path) -> None:
    done = run(folder, "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    nights = re.findall(r"(\d+) requests, (\d+) of them answered 304; articles: (\d+) new, (\d+) changed", done.stdout)
    assert [(unchanged == "0", new, changed) for _, unchanged, new, changed in nights] == [
        (True, "63", "0"),
        (False, "1", "1"),
    ]
    for committee in committees():
        row = next(line for line in done.stdout.splitlines() if f"{committee.name}政协" in line and "/" in line)
        for year, figures in committee.figures.items():
            if (committee.id, year) != ("yunshan", 2025):
                assert f"{figures.received}/{figures.filed}" in row
    assert re.search(r"gone: \S+ answers 200, but its page says that it was removed", done.stdout)
    assert re.search(r"gone: \S+ answers 404", done.stdout)
    assert "172 → 174" in done.stdout
    assert "deleted there, still here" in done.stdout
    for slip in (slip for committee in committees() for slip in committee.slips):
        what = "warning" if slip.warning else "anomaly"
        assert re.search(rf"^{what} .*{slip.warning or slip.expected or ''}", done.stdout, re.MULTILINE), slip
    assert re.search(r"^conflict .* 172件 +proposals_filed is 174", done.stdout, re.MULTILINE)
    assert re.search(r"^approximate .* 近\d+人次", done.stdout, re.MULTILINE)
    for readme in ("README.md", "README.zh.md"):
        tables = (CHECKOUT / readme).read_text().partition("    Proposals (提案)")[2].splitlines()[1:]
        block = takewhile(lambda line: not line or line.startswith("    "), tables)
        shown = {line[4:].rstrip() for line in block} - {"", "…"}
        assert shown <= {line.rstrip() for line in done.stdout.splitlines()}, readme
    assert leftovers(folder) == []


def test_the_archive_can_be_asked_afterwards(folder: Path) -> None:
    asked = run(folder, "shell", "cppcc", "query", "SELECT count(*) AS n FROM reports", "--format", "json")
    assert json.loads(asked.stdout) == [{"n": 64}]
    # Whoever keeps the services looks every while whether a command still attends, then ends them.
    deadline = time.monotonic() + 60
    while leftovers(folder) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert leftovers(folder) == []


def test_a_standing_airflow_backfills_a_year_and_leaves_nothing(folder: Path) -> None:
    up = run(folder, "up")
    assert up.returncode == 0, up.stdout + up.stderr
    (url,) = re.findall(r"Airflow: +(http://127\.0\.0\.1:\d+)", up.stdout)
    assert all(committee_url in up.stdout for committee_url in site_urls(folder / "sites" / "sites.yaml").values())
    # The demo's nights are over: neither they nor a scheduled time of the past starts anything here.
    assert [runs(url, dag_id) for dag_id in ("crawl_nightly", "backfill_year", "build_year")] == [[], [], []]
    # What the command line keeps secret the server can read: both have the keys of one file, from the first start on.
    connection = "connections add told --conn-type smtp --conn-password secret"
    added = run(folder, "shell", "airflow", *connection.split())
    assert added.returncode == 0, added.stdout + added.stderr
    with urllib.request.urlopen(f"{url}/api/v2/connections", timeout=20) as answer:
        assert [each["connection_id"] for each in json.load(answer)["connections"]] == ["told"]
    # Nothing is asked of anybody before somebody has said so.
    unpaused = run(folder, "shell", "airflow", "dags", "unpause", "backfill_year", "--yes")
    assert unpaused.returncode == 0 and "graphviz" not in unpaused.stdout + unpaused.stderr
    backfill = "backfill create --dag-id backfill_year --from-date 2020-01-01 --to-date 2020-12-31 --max-active-runs 1"
    created = run(folder, "shell", "airflow", *backfill.split())
    assert created.returncode == 0, created.stdout + created.stderr
    deadline = time.monotonic() + 150
    states: list[str] = []
    while "success" not in states and time.monotonic() < deadline:
        time.sleep(2)
        states = [item["state"] for item in runs(url, "backfill_year") if item["partition_key"] == "2020"]
    assert states == ["success"]
    again = run(folder, "up")
    assert "stands already" in again.stdout
    assert run(folder, "down").returncode == 0
    assert leftovers(folder) == []


def runs(url: str, dag_id: str) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{url}/api/v2/dags/{dag_id}/dagRuns", timeout=20) as answer:
        found: list[dict[str, Any]] = json.load(answer)["dag_runs"]
    return found


@pytest.mark.parametrize("line", ["S3 server", "crawl_nightly …", "build_all …"])
def test_ctrl_c_ends_the_demo_and_everything_it_started(tmp_path: Path, line: str) -> None:
    process = subprocess.Popen(
        command("demo"),
        env=environ(tmp_path),
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    for shown in process.stdout:
        if line in shown:
            break
    time.sleep(0.5)
    for _ in range(3):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.05)
    rest, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert rest.count("nothing is left running") == 1
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("seconds", [1, 4])
def test_ctrl_c_ends_a_standing_airflow_that_is_not_up_yet(tmp_path: Path, seconds: float) -> None:
    process = subprocess.Popen(
        command("up"), env=environ(tmp_path), cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    rest, _ = process.communicate(timeout=90)
    assert process.returncode == 130
    assert "nothing is left running" in rest
    assert leftovers(tmp_path) == []
