"""The compose files' topology as processes on this machine: their own commands and environment, real databases.

What a container gives is made up for: host names become addresses of 127.0.0.1, volumes folders, AIRFLOW_HOME a folder
a service. PostgreSQL and Redis are Debian's.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from cryptography.fernet import Fernet
from ruamel.yaml import YAML

from cppcc_archive.store.embedded import EmbeddedS3, embedded_s3
from demo_sites.services import CHECKOUT

ONE_MACHINE = ("docker-compose.yml",)
CELERY = (*ONE_MACHINE, "docker-compose.celery.yml")
STANDING = ("api-server", "scheduler", "dag-processor", "triggerer", "crawl-worker", "build-worker")
_VARIABLE = re.compile(r"\$\{(\w+)(?:(:?[-?])([^}]*))?\}")


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, newest first, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


def missing() -> list[str]:
    """What this machine lacks to run the topology, in words."""
    lacks = [] if postgres_programs() else ["PostgreSQL (Debian: postgresql)"]
    if shutil.which("redis-server") is None:
        lacks.append("Redis (Debian: redis-server)")
    try:
        import celery  # noqa: F401
    except ImportError:
        lacks.append("Celery (make cluster)")
    return lacks


def composed(files: Sequence[str], settings: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The services of the files laid over each other, with variables filled in from ``settings``."""
    services: dict[str, dict[str, Any]] = {}
    for name in files:
        read = YAML(typ="safe").load((CHECKOUT / name).read_text(encoding="utf-8"))
        for service, said in _filled(read["services"], settings).items():
            base = services.get(said.get("extends", {}).get("service", service), {})
            environment = {**base.get("environment", {}), **(said.get("environment") or {})}
            services[service] = {**base, **said, "environment": environment}
    return services


def _filled(said: Any, settings: Mapping[str, str]) -> Any:
    """With its variables filled in, after YAML was read as Compose does: a value may hold whatever it likes."""
    if isinstance(said, dict):
        return {key: _filled(one, settings) for key, one in said.items()}
    if isinstance(said, list):
        return [_filled(one, settings) for one in said]

    def value(match: re.Match[str]) -> str:
        name, operator, default = match.groups()
        if settings.get(name) or (name in settings and operator in ("-", None)):
            return settings[name]
        return default or "" if operator in (":-", "-") else ""

    return _VARIABLE.sub(value, said) if isinstance(said, str) else said


@dataclass
class Stack:
    """The running topology."""

    folder: Path
    database: Path
    s3: EmbeddedS3
    services: Mapping[str, Mapping[str, Any]]
    ports: Mapping[str, int]
    extra: Mapping[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _ended: threading.Event = field(default_factory=threading.Event)

    # -- services ---------------------------------------------------------------------------------------------------

    def environ(self, name: str) -> dict[str, str]:
        """The environment of a service, its hosts and folders being this machine's."""
        home = self.folder / name
        home.mkdir(exist_ok=True)
        said = {
            key: self._here("" if value is None else str(value))
            for key, value in self.services[name]["environment"].items()
        }
        return {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            **said,
            "HOME": str(home),
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__DAGS_FOLDER": str(CHECKOUT / "dags"),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(CHECKOUT / "plugins"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(self.ports["api"]),
            "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(self.ports["scheduler"]),
            **self.extra,
        }

    def _here(self, value: str) -> str:
        for said, real in (
            ("@postgres/", f"@127.0.0.1:{self.ports['postgres']}/"),
            ("@redis:6379", f"@127.0.0.1:{self.ports['redis']}"),
            ("http://api-server:8080", f"http://127.0.0.1:{self.ports['api']}"),
            ("http://s3:8333", str(self.s3.settings.endpoint_url)),
            ("/opt/airflow/logs", str(self.folder / "logs")),
            ("/opt/airflow/auth", str(self.folder / "auth")),
        ):
            value = value.replace(said, real)
        return value

    def start(self, name: str) -> None:
        """Start a service by the file's own command; its output goes to a file of its name."""
        command = [str(part).replace("$$", "$") for part in self.services[name]["command"]]
        if name.endswith("-worker"):
            # Containers have a name each; here two workers share one, and nobody needs their log servers.
            command += ["--celery-hostname", f"{name}@%h", "--skip-serve-logs"]
        if name in ("scheduler", "triggerer"):
            command += ["--skip-serve-logs"]
        if name == "api-server":
            command += ["--workers", "1"]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, env=self.environ(name), cwd=self.folder / name, stdout=log, stderr=log, start_new_session=True
            )

    def keep(self) -> None:
        """Start again what ends by itself, as the files' ``restart: unless-stopped`` does. Runs until :meth:`stop`."""
        while not self._ended.wait(2):
            for name, process in list(self.processes.items()):
                if process.poll() is not None and self.processes.get(name) is process:
                    self.start(name)

    def kill(self, name: str) -> None:
        """kill -9, with all its children."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End everything that stands."""
        self._ended.set()
        for name in list(self.processes):
            self.kill(name)
        self.postgres("stop", "immediate")
        if "redis" in self.services:
            self.redis_stop()

    # -- databases --------------------------------------------------------------------------------------------------

    def postgres(self, what: str, mode: str = "fast") -> None:
        """``pg_ctl`` as the user postgres (it refuses root)."""
        programs = postgres_programs()
        assert programs is not None
        options = f"-p {self.ports['postgres']} -k {self.database} -c listen_addresses=127.0.0.1"
        asked = [str(programs / "pg_ctl"), "-D", str(self.database / "data"), "-w", "-m", mode, what]
        if what != "stop":
            asked += ["-o", options, "-l", str(self.database / "log")]
        subprocess.run(_as_postgres(asked), check=what != "stop", capture_output=True, timeout=90)

    def redis_start(self) -> None:
        """Redis with the file's own command, on a port of its own."""
        command = [str(part) for part in self.services["redis"]["command"]]
        command[command.index("--dir") + 1] = str(self.folder / "redis")
        command += ["--port", str(self.ports["redis"]), "--bind", "127.0.0.1", "--save", ""]
        with (self.folder / "redis.log").open("ab") as log:
            self._redis = subprocess.Popen(command, stdout=log, stderr=log)

    def redis_stop(self) -> None:
        """SIGKILL: what was not on disk is lost."""
        self._redis.kill()
        self._redis.wait()

    # -- Airflow ----------------------------------------------------------------------------------------------------

    def api(self, method: str, path: str, **body: Any) -> Any:
        """Airflow's REST API as the administrator; retried while the server is away."""
        end = time.monotonic() + 120
        while True:
            try:
                return self._asked(method, path, body)
            except (requests.ConnectionError, requests.Timeout, _Away):
                if time.monotonic() > end:
                    raise
                time.sleep(1)

    def _asked(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        base = f"http://127.0.0.1:{self.ports['api']}"
        password = (self.folder / "auth" / "passwords.json").read_text().split('"')[3]
        login = requests.post(f"{base}/auth/token", json={"username": "admin", "password": password}, timeout=20)
        if login.status_code >= 500:
            raise _Away
        headers = {"Authorization": f"Bearer {login.json()['access_token']}"}
        answer = requests.request(method, f"{base}/api/v2/{path}", json=body or None, headers=headers, timeout=30)
        if answer.status_code >= 500:
            raise _Away
        answer.raise_for_status()
        return answer.json()

    def runs(self, dag_id: str) -> list[dict[str, Any]]:
        """A DAG's runs, oldest first."""
        found: list[dict[str, Any]] = self.api("GET", f"dags/{dag_id}/dagRuns?limit=100&order_by=id")["dag_runs"]
        return found

    def states(self, dag_id: str, run_id: str) -> dict[str, str]:
        """The state of every task instance of a run, by task and map index."""
        found = self.api("GET", f"dags/{dag_id}/dagRuns/{run_id}/taskInstances")["task_instances"]
        return {f"{one['task_id']}[{one['map_index']}]": str(one["state"]) for one in found}

    def wait(self, dag_id: str, run_id: str, seconds: float = 600) -> str:
        """The state a run ends in."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = str(self.api("GET", f"dags/{dag_id}/dagRuns/{run_id}")["state"])
            if state in ("success", "failed"):
                return state
            time.sleep(2)
        raise TimeoutError(f"{dag_id} {run_id}: {self.states(dag_id, run_id)}; logs are in {self.folder}")

    def built(self, seconds: float = 900) -> None:
        """Wait until every announced year is built."""
        end = time.monotonic() + seconds
        quiet = 0
        while quiet < 5:
            states = {str(run["state"]) for run in self.runs("build_year")}
            assert "failed" not in states, f"a build failed; logs are in {self.folder}"
            quiet = quiet + 1 if states == {"success"} else 0
            assert time.monotonic() < end, f"builds do not end: {states}; logs are in {self.folder}"
            time.sleep(2)


class _Away(Exception):  # noqa: N818 - a state, not an error
    """The API server answers, but not yet or not now: its database is away."""


def _as_postgres(command: Sequence[str]) -> list[str]:
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


@contextmanager
def _database_folder() -> Iterator[Path]:
    """A folder that the user postgres can reach: pytest's own are closed to everybody else."""
    found = Path(tempfile.mkdtemp(prefix="cppcc-pg-"))
    if os.geteuid() == 0:
        shutil.chown(found, "postgres")
    try:
        yield found
    finally:
        shutil.rmtree(found, ignore_errors=True)


def secret_settings() -> dict[str, str]:
    """What ``make env`` would write into ``.env``, and the administrator's password."""
    names = ("POSTGRES_PASSWORD", "REDIS_PASSWORD", "AIRFLOW_SECRET_KEY")
    return {
        **{name: secrets.token_hex(20) for name in names},
        "AIRFLOW_JWT_SECRET": secrets.token_hex(64),
        "AIRFLOW_FERNET_KEY": Fernet.generate_key().decode(),
        "AIRFLOW_ADMIN_PASSWORD": "admin-of-the-test",
        "CPPCC_CONTACT": "archive@example.org",
    }


QUICKLY_MISSED = {
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "30",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": "5",
}
"""So that a worker that died is noticed in seconds, not in minutes."""


@contextmanager
def standing(
    folder: Path, settings: Mapping[str, str], extra: Mapping[str, str], files: Sequence[str] = CELERY
) -> Iterator[Stack]:
    """The topology of the compose ``files``, healthy. ``settings`` fill in their variables, ``extra`` is added to every
    service."""
    programs = postgres_programs()
    assert programs is not None
    for name in ("redis", "auth", "logs"):
        (folder / name).mkdir(parents=True)
    with _database_folder() as database, embedded_s3(folder / "s3") as s3:
        keys = {"AWS_ACCESS_KEY_ID": s3.settings.access_key_id, "AWS_SECRET_ACCESS_KEY": s3.settings.secret_access_key}
        services = composed(files, {**settings, **{name: str(value) for name, value in keys.items()}})
        ports = {name: free_port() for name in ("postgres", "redis", "api", "scheduler")}
        stack = Stack(folder, database, s3, services, ports, extra)
        data = str(database / "data")
        setup = [str(programs / "initdb"), "-D", data, "-U", "airflow", "--auth", "trust", "-E", "UTF8"]
        subprocess.run(_as_postgres(setup), check=True, capture_output=True, timeout=120)
        stack.postgres("start")
        if "redis" in services:
            stack.redis_start()
        try:
            create = [
                str(programs / "createdb"),
                "-h",
                "127.0.0.1",
                "-p",
                str(ports["postgres"]),
                "-U",
                "airflow",
                "airflow",
            ]
            subprocess.run(create, check=True, capture_output=True, timeout=60)
            command = [str(part).replace("$$", "$") for part in services["init"]["command"]]
            with (folder / "init.log").open("wb") as log:
                subprocess.run(command, env=stack.environ("init"), check=True, stdout=log, stderr=log, timeout=300)
            for name in STANDING:
                if name in services:
                    stack.start(name)
            threading.Thread(target=stack.keep, daemon=True).start()
            stack.api("GET", "version")
            yield stack
        finally:
            stack.stop()
