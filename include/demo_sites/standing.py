"""``make up`` and ``make down``: S3, sites and a standing Airflow with its UI on 127.0.0.1.

``up`` starts one keeper process and waits until Airflow is healthy; the keeper runs the services as its children and
ends them all when it is told to (SIGTERM) or dies. Airflow's four components are started one by one, not by ``airflow
standalone``: that one opens two log servers on all interfaces, which nothing needs here (the UI reads the log files).
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import subprocess
import sys
import sysconfig
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import cppcc_archive.store.supervise
from demo_sites.services import (
    CHECKOUT,
    FOLDER,
    airflow_environ,
    clean_environ,
    environ_file,
    free_port,
    moved,
    moved_text,
    read_environ,
    services,
    shown,
    site_urls,
    write_environ,
)

UI_PORT = 8080
_BUSY = {
    "demo": "make demo is at work over .demo: wait for it, or end it with `make down`",
    "shell": "a shell, a query or `make view` is open over .demo: end it first (Ctrl-C), or `make down`",
    "up": "an Airflow stands over .demo: end it first with `make down`",
}
_KEEPER_ID = "CPPCC_DEMO_KEEPER"
KEEPER = FOLDER / "keeper.json"
_LOG = FOLDER / "up.log"
_UP_SECONDS = 300
_DOWN_SECONDS = 60
_COMPONENT_SECONDS = 20
_COMPONENTS = {
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
    "api-server": ("api-server", "--workers", "1"),
}
_PREPARE = """
import os
from airflow.configuration import write_default_airflow_configuration_if_needed
write_default_airflow_configuration_if_needed()
from airflow.utils.db import initdb
initdb()
from airflow.models.pool import Pool
slots = int(os.environ.get("CPPCC_CRAWL_SLOTS", "8"))
Pool.create_or_update_pool("cppcc_crawl", slots, "polite crawling, see docs/ops.md", include_deferred=False)
"""


def up() -> int:
    """Start the keeper, wait for a healthy Airflow, say where it is."""
    found = standing()
    if found:
        print(f"Airflow stands already: {found['url']} (make down ends it)" if found["url"] else busy(found))
        return 0 if found["url"] else 1
    FOLDER.mkdir(exist_ok=True)
    environ_file(FOLDER).unlink(missing_ok=True)
    # Not before the keeper is known, or nobody would end it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    registry = FOLDER / "sites" / "sites.yaml"
    before = site_urls(registry)
    port = free_port(UI_PORT)
    url = _url(port)
    with _LOG.open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "demo_sites.standing", "keep", str(port)],
            cwd=CHECKOUT,
            env=clean_environ(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    print("starting S3, the demo sites and Airflow (about half a minute) …", flush=True)
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        healthy = _await_health(keeper, url)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print("\nstopping …", flush=True)
        _end(keeper)
        print("stopped; nothing is left running")
        return 130
    if not healthy:
        _end(keeper)
        print(f"Airflow did not come up; the end of {shown(_LOG)}:\n{_tail(_LOG)}", file=sys.stderr)
        return 1
    urls = site_urls(registry)
    if gone := moved(before, urls):
        print(moved_text(gone))
    print(
        f"""Airflow:     {url}  (no login: it answers on this machine only)
demo sites:  {", ".join(urls.values())}
crawl:       make airflow ARGS="dags unpause crawl_nightly", once; make airflow ARGS="dags trigger crawl_nightly"
             The years it names are built by build_year. `make night N=2` brings the sites' second night.
             By itself nothing starts before 02:00 Asia/Shanghai
backfill:    make airflow ARGS="dags unpause backfill_year", once
             make airflow ARGS="backfill create --dag-id backfill_year --from-date 2019-01-01 --to-date 2023-12-31 \\
                 --max-active-runs 1 --run-backwards"  (Airflow adds one run of its own, for last year)
query:       make query Q="SELECT published_year, count(*) FROM reports GROUP BY 1 ORDER BY 1"
logs:        {shown(_LOG)}
end it:      make down"""
    )
    return 0


def _end(keeper: subprocess.Popen[bytes]) -> None:
    # Told by its id: it may not have come to hold the lock yet, by which `down` would find it.
    keeper.terminate()
    with suppress(subprocess.TimeoutExpired):
        keeper.wait(_DOWN_SECONDS)
    if standing():
        down()


def down() -> int:
    """End the keeper and with it everything it keeps."""
    found = standing()
    if found is None:
        print("nothing stands")
        return 0
    os.kill(found["pid"], signal.SIGTERM)
    deadline = time.monotonic() + _DOWN_SECONDS
    while standing():
        if time.monotonic() > deadline:
            # Its children hold on to a pipe of the keeper's and go with it.
            os.kill(found["pid"], signal.SIGKILL)
        time.sleep(0.2)
    environ_file(FOLDER).unlink(missing_ok=True)
    print("down")
    return 0


def night(number: str) -> int:
    """Put the standing sites into night ``1`` or ``2``."""
    if number not in ("1", "2"):
        print(f"the demo sites have two nights, not {number!r}: make night N=1 or make night N=2", file=sys.stderr)
        return 2
    found = standing()
    if not found or not found["url"]:
        print("no sites stand: start them with `make up`", file=sys.stderr)
        return 1
    from demo_sites.server import DemoSites

    DemoSites(FOLDER / "sites").set_night(int(number))
    print(f"the sites are in night {number}; trigger crawl_nightly to see what it changes")
    return 0


def keep(port: int) -> int:
    """The keeper: run everything until told to stop or until a component ends by itself."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    with ExitStack() as stack:
        stack.enter_context(keeper_lock(_url(port), "up"))
        running = stack.enter_context(services(FOLDER))
        environ = {
            **airflow_environ(FOLDER / "airflow"),
            **running.environ,
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__BASE_URL": _url(port),
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{_url(port)}/execution/",
            # Every component would make up its own: tasks could not talk to the API.
            "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
        }
        full = {**clean_environ(), **environ}
        # Keys and secrets of its own (airflow.cfg) and the database first: four components would race for them, and one
        # that began before the file was there has no key at all: it finds no connection that another wrote.
        subprocess.run([sys.executable, "-c", _PREPARE], env=full, check=True)
        components = stack.enter_context(_components(full))
        write_environ(environ_file(FOLDER), {**environ, **mark()})
        stack.callback(environ_file(FOLDER).unlink, missing_ok=True)
        while not stop.wait(1):
            ended = [name for name, process in components.items() if process.poll() is not None]
            if ended:
                print(f"ended by itself: {', '.join(ended)}; stopping the rest", flush=True)
                return 1
    return 0


@contextmanager
def _components(environ: Mapping[str, str]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Airflow's processes, each under a supervisor that takes it down when the keeper goes, however it goes."""
    program = Path(sysconfig.get_path("scripts")) / "airflow"
    supervised = [sys.executable, "-I", "-S", str(cppcc_archive.store.supervise.__file__), str(program)]
    running = {}
    try:
        for name, command in _COMPONENTS.items():
            running[name] = subprocess.Popen(
                [*supervised, *command], env=dict(environ), stdin=subprocess.PIPE, start_new_session=True
            )
        yield running
    finally:
        for process in running.values():
            # End of input is what a supervisor waits for.
            assert process.stdin is not None
            process.stdin.close()
        deadline = time.monotonic() + _COMPONENT_SECONDS
        for process in running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, deadline - time.monotonic()))
            # Workers that did not go with their parent are still in its session.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _await_health(keeper: subprocess.Popen[bytes], url: str) -> bool:
    deadline = time.monotonic() + _UP_SECONDS
    while time.monotonic() < deadline and keeper.poll() is None:
        if environ_file(FOLDER).exists() and _healthy(url):
            return True
        time.sleep(0.5)
    return False


def _healthy(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}/api/v2/monitor/health", timeout=5) as answer:
            parts = json.load(answer)
    except (OSError, ValueError):
        return False
    return all(parts[name]["status"] == "healthy" for name in ("metadatabase", "scheduler", "dag_processor"))


def standing() -> dict[str, Any] | None:
    """Who works over the folder: ``pid``, ``what`` (up, shell, demo), ``url`` of the UI if any, ``closing``.

    It holds a lock while it lives.
    """
    try:
        with KEEPER.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        # It may be about to write who it is.
        while not (text := KEEPER.read_text()).endswith("}\n"):
            time.sleep(0.01)
        found: dict[str, Any] = json.loads(text)
        return found
    except FileNotFoundError:
        pass
    return None


def busy(found: dict[str, Any]) -> str:
    """What to tell a user whom :func:`standing` somebody keeps from the folder."""
    return _BUSY[found["what"]]


def mark() -> dict[str, str]:
    """What the environment file says of this process, by which a stale file is told from its own."""
    return {_KEEPER_ID: str(os.getpid())}


def environ_of(found: dict[str, Any]) -> dict[str, str] | None:
    """The environment that who stands has left; None while it is not ready."""
    try:
        environ = read_environ(environ_file(FOLDER))
    except FileNotFoundError:
        return None
    return environ if environ.get(_KEEPER_ID) == str(found["pid"]) and not found["closing"] else None


@contextmanager
def keeper_lock(url: str | None, what: str) -> Iterator[Callable[[str], None]]:
    """Keep others away from the folder; raises BlockingIOError when somebody has it. ``url``: of the UI, if any.

    Yields a function that tells others of a further state: ``closing``.
    """
    FOLDER.mkdir(exist_ok=True)
    with KEEPER.open("a+") as file:
        _take(file)

        def tell(state: str = "") -> None:
            said = {"pid": os.getpid(), "what": what, "url": url, "closing": state == "closing"}
            file.truncate(0)
            file.write(json.dumps(said) + "\n")
            file.flush()

        tell()
        yield tell


def _take(file: IO[str]) -> None:
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Who only looks (`standing`) holds it for a moment as well.
            if standing():
                raise
            time.sleep(0.01)


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _tail(path: Path, lines: int = 30) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""


def main(argv: list[str]) -> int:
    """``keep PORT``: the keeper's process, started by :func:`up`."""
    match argv[1:]:
        case ["keep", port]:
            return keep(int(port))
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv))
