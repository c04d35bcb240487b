"""Runs one command over the demo's archive: ``python -m demo_sites.shell cppcc query "SELECT …"``.

Where ``make up`` stands, the command joins it; otherwise S3 and the sites run for as long as the command does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from demo_sites import standing as keeper
from demo_sites.services import FOLDER, airflow_environ, clean_environ, environ_file, read_environ, services


def main(argv: list[str]) -> int:
    """Run the command line ``argv[1:]`` and return its exit code."""
    command = argv[1:]
    if not command:
        print("usage: python -m demo_sites.shell COMMAND …", file=sys.stderr)
        return 2
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
        environ = {**clean_environ(), **airflow_environ(FOLDER), **running.environ}
        return subprocess.run(command, env=environ, check=False).returncode


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
