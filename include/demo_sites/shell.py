"""Runs one command over the demo's archive: ``python -m demo_sites shell cppcc query "SELECT …"``.

Where ``make up`` stands, the command joins it. Otherwise S3 and the sites run for as long as any command does: the
first one starts a keeper, others join it, and it ends with the last. Each command holds a shared lock meanwhile; the
keeper ends when it gets the lock alone, and holds it until everything is down: whoever comes then begins anew.
"""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from demo_sites import standing as keeper
from demo_sites.services import (
    FOLDER,
    airflow_environ,
    clean_environ,
    environ_file,
    moved,
    moved_text,
    services,
    shown,
    site_urls,
    write_environ,
)

_LOG = FOLDER / "shell.log"
_POLL_SECONDS = 0.05
_READY_SECONDS = 120


def run(command: list[str]) -> int:
    """Run a command line and return its exit code."""
    found = keeper.standing()
    if Path(command[0]).name == "airflow" and not (found and found["url"]):
        print("no Airflow stands here: start it with `make up`", file=sys.stderr)
        return 1
    if found is None and not (FOLDER / "s3").exists():
        print("there is no archive in .demo yet: run `make demo` or `make up`", file=sys.stderr)
        return 1
    with _attending():
        environ = _joined()
        code = 1 if environ is None else _child(command, {**clean_environ(), **environ})
    _await_end()
    return code


def keep() -> int:
    """The keeper's process: S3 and sites until no command attends, or until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    with _users().open("a") as users, ExitStack() as stack:
        try:
            tell = stack.enter_context(keeper.keeper_lock(None, "shell"))
        except BlockingIOError:
            return 0  # another command's keeper was first: that one is joined
        running = stack.enter_context(services(FOLDER))
        stack.callback(environ_file(FOLDER).unlink, missing_ok=True)
        write_environ(environ_file(FOLDER), {**airflow_environ(FOLDER / "airflow"), **running.environ, **keeper.mark()})
        while not (_alone(users) or stop.wait(_POLL_SECONDS)):
            pass
        tell("closing")
    return 0


def _users() -> Path:
    return FOLDER / "shells.lock"


@contextmanager
def _attending() -> Iterator[None]:
    with _users().open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def _alone(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _joined() -> dict[str, str] | None:
    """The environment of who keeps the services, started if nobody does; None, and said, when that fails."""
    registry = FOLDER / "sites" / "sites.yaml"
    before = site_urls(registry)
    started: subprocess.Popen[bytes] | None = None
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        found = keeper.standing()
        if found and found["what"] == "demo":
            print(keeper.busy(found), file=sys.stderr)
            return None
        if found and (environ := keeper.environ_of(found)) is not None:
            if gone := moved(before, site_urls(registry)):
                print(moved_text(gone), file=sys.stderr)
            return environ
        if found is None and started is None:
            started = _start()
        elif found is None and started is not None and started.poll() is not None:
            # It lost the race to another's keeper, which has ended since, or it cannot start at all.
            if started.returncode:
                break
            started = None
        time.sleep(_POLL_SECONDS)
    print(f"S3 and the demo sites did not come up; see {shown(_LOG)}", file=sys.stderr)
    return None


def _start() -> subprocess.Popen[bytes]:
    with _LOG.open("ab") as log:
        # In a session of its own: Ctrl-C in one terminal must not end what another uses.
        return subprocess.Popen(
            [sys.executable, "-m", "demo_sites", "keep"],
            env=clean_environ(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _await_end() -> None:
    """Where nobody else attends, wait until the services are down: what is typed next may want the folder."""
    while (found := keeper.standing()) and found["what"] == "shell":
        with _users().open("a") as file:
            if not _alone(file) and not found["closing"]:
                return
        time.sleep(_POLL_SECONDS)


def _child(command: list[str], environ: dict[str, str]) -> int:
    # The terminal interrupts the command as well: it ends, and S3 and the sites after it. SIG_IGN would be inherited.
    signal.signal(signal.SIGINT, lambda *_: None)
    started: list[subprocess.Popen[bytes]] = []
    early: list[int] = []

    def pass_on(number: int, _: object) -> None:
        # The command can be at work before its start has been told to this process.
        if started:
            started[0].send_signal(number)
        else:
            early.append(number)

    # `make` passes these on to this process alone: left to their default they would leave the command behind.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    try:
        started.append(subprocess.Popen(command, env=environ))
        for missed in early:
            started[0].send_signal(missed)
        code = started[0].wait()
    except OSError as error:
        print(f"cannot run {command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    return code if code >= 0 else 128 - code
