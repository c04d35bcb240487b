"""Runs one command over the demo's archive: ``python -m demo_sites.shell cppcc query "SELECT …"``.

Where ``make up`` stands, the command joins it; otherwise S3 and the sites run for as long as the command does.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from demo_sites import standing as keeper
from demo_sites.services import (
    FOLDER,
    airflow_environ,
    clean_environ,
    environ_file,
    moved_text,
    read_environ,
    services,
)


def run(command: list[str]) -> int:
    """Run a command line and return its exit code."""
    environ_of_up = environ_file(FOLDER)
    if environ_of_up.exists() and keeper.standing():
        found = {**clean_environ(), **read_environ(environ_of_up)}
        os.execvpe(command[0], command, found)
    if keeper.standing():
        print(keeper.BUSY, file=sys.stderr)
        return 1
    if Path(command[0]).name == "airflow":
        print("no Airflow stands here: start it with `make up`", file=sys.stderr)
        return 1
    if not (FOLDER / "s3").exists():
        print("there is no archive in .demo yet: run `make demo` or `make up`", file=sys.stderr)
        return 1
    with services(FOLDER) as running:
        if running.moved:
            print(moved_text(running.moved), file=sys.stderr)
        environ = {**clean_environ(), **airflow_environ(FOLDER / "airflow"), **running.environ}
        return _child(command, environ)


def _child(command: list[str], environ: dict[str, str]) -> int:
    # The terminal interrupts the command as well: it ends, and S3 and the sites after it. SIG_IGN would be inherited.
    signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run(command, env=environ, check=False).returncode
    except OSError as error:
        print(f"cannot run {command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    return code if code >= 0 else 128 - code
