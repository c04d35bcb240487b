"""A standing Airflow over an archive, for the tests that need its four components; real S3, real HTTP."""

from __future__ import annotations

import contextlib
import json
import secrets
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from cppcc_archive.store.base import Store
from cppcc_archive.store.embedded import embedded_s3
from cppcc_archive.tables.query import query
from demo_sites import standing
from demo_sites.services import CHECKOUT, airflow_environ, clean_environ, free_port

ENDED = {"success", "failed"}
_UP_SECONDS = 600


@dataclass
class World:
    """A standing Airflow over an archive. ``environ`` is what its programs run with."""

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

    def get(self, path: str) -> Any:
        """An answer of Airflow's API below ``/api/v2/``."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self.url}/api/v2/{path}", timeout=60) as answer:
            return json.load(answer)

    def unpause(self, dag_id: str) -> None:
        """Switch a DAG on, as soon as the DAG processor has come to it."""
        wait(lambda: self._is_there(dag_id), _UP_SECONDS)
        self.airflow("dags", "unpause", dag_id)

    def runs(self, dag_id: str = "backfill_year", run_type: str = "backfill") -> list[tuple[str, str]]:
        """The runs of a DAG, the oldest first: partition key and state."""
        found = self.get(f"dags/{dag_id}/dagRuns?limit=100&order_by=id")["dag_runs"]
        return [(run["partition_key"], run["state"]) for run in found if run["run_type"] == run_type]

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

    def _is_there(self, dag_id: str) -> bool:
        try:
            self.get(f"dags/{dag_id}")
        except OSError:
            return False
        return True


@contextlib.contextmanager
def airflow_over(folder: Path, registry: str, more: Mapping[str, str] | None = None) -> Iterator[World]:
    """An Airflow in ``folder`` that crawls the sites of ``registry`` (YAML); ``more`` goes into its environment."""
    (folder / "sites.yaml").write_text(registry, encoding="utf-8")
    port = free_port(0)
    url = f"http://127.0.0.1:{port}"
    with embedded_s3(folder / "s3") as s3:
        environ = {
            **clean_environ(),
            **airflow_environ(folder / "airflow"),
            **s3.environ,
            "CPPCC_SITES": str(folder / "sites.yaml"),
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
            **(more or {}),
        }
        subprocess.run([sys.executable, "-c", standing._PREPARE], env=environ, check=True, capture_output=True)
        with standing._components(environ) as components:
            wait(lambda: standing._healthy(url), _UP_SECONDS)
            yield World(folder, url, environ, s3.open_store(), components)


def wait(holds: Callable[[], bool], seconds: float, pause: float = 2) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(pause)
