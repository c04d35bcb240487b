"""Other people's programs for captures, from .venv-replay (`make test-replay` makes it), and a pywb that stands."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

TOOLS = Path(__file__).parents[2] / ".venv-replay" / "bin"
BY_TOOLS = pytest.mark.skipif(
    not ((TOOLS / "wayback").exists() and (TOOLS / "wacz").exists()),
    reason="pywb and py-wacz are not installed (make test-replay)",
)
_UP_SECONDS = 120


def collection(folder: Path, *files: Path, unpack: bool = False) -> None:
    """A pywb collection ``a`` in ``folder`` of these WARC or, with ``unpack``, WACZ files."""
    more = ["--unpack-wacz"] if unpack else []
    for command in (["init", "a"], ["add", *more, "a", *map(str, files)]):
        subprocess.run([TOOLS / "wb-manager", *command], cwd=folder, check=True, capture_output=True)


@contextlib.contextmanager
def pywb(folder: Path) -> Iterator[str]:
    """pywb over ``folder``; the address of its collection ``a``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(TOOLS / "wayback"), "-b", "127.0.0.1", "-p", str(port), "-d", str(folder)]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            until = time.monotonic() + _UP_SECONDS
            while True:
                with contextlib.suppress(requests.ConnectionError):
                    requests.get(f"http://127.0.0.1:{port}/", timeout=30)
                    break
                assert process.poll() is None and time.monotonic() < until, (folder / "log").read_text()
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}/a"
        finally:
            process.terminate()
