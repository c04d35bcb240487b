"""Commands beside the demo's store: any number at once, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo_sites.services import CHECKOUT, write_environ


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "s3").mkdir()
    yield tmp_path
    done = demo(tmp_path, "down").communicate(timeout=120)
    assert "nothing stands" in done[0]


def demo(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    environ = {**os.environ, "CPPCC_DEMO_FOLDER": str(folder), "PYTHONPATH": str(CHECKOUT / "include")}
    command = [sys.executable, "-m", "demo_sites", *arguments]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def appears(path: Path, process: subprocess.Popen[str]) -> None:
    while not path.exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


def test_two_shells_share_one_store_and_the_second_outlives_the_first(folder: Path) -> None:
    script = "echo $AWS_ENDPOINT_URL; touch {0}.here; while [ ! -e {0}.go ]; do sleep 0.05; done; {1}"
    put = "python -c \"from cppcc_archive.store import open_store; open_store().put_new('warc/a', b'a')\""
    first = demo(folder, "shell", "bash", "-c", script.format(folder / "a", put))
    appears(folder / "a.here", first)
    get = "python -c \"from cppcc_archive.store import open_store; print(open_store().get('warc/a'))\""
    second = demo(folder, "shell", "bash", "-c", script.format(folder / "b", get))
    appears(folder / "b.here", second)
    (folder / "a.go").touch()
    out, err = first.communicate(timeout=120)
    assert first.returncode == 0, err
    (folder / "b.go").touch()
    again, err = second.communicate(timeout=120)
    assert second.returncode == 0, err
    assert again.splitlines() == [out.splitlines()[0], "b'a'"]
    assert not (folder / "env").exists()


def test_what_a_killed_keeper_left_is_not_believed(folder: Path) -> None:
    write_environ(folder / "env", {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "CPPCC_DEMO_KEEPER": "1"})
    process = demo(folder, "shell", "bash", "-c", "echo $AWS_ENDPOINT_URL")
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    assert out.startswith("http://127.0.0.1:") and out.strip() != "http://127.0.0.1:9"


def test_the_exit_code_is_the_command_s(folder: Path) -> None:
    process = demo(folder, "shell", "bash", "-c", "exit 7")
    process.communicate(timeout=120)
    assert process.returncode == 7


def test_a_command_is_told_to_end_when_its_shell_is(folder: Path) -> None:
    script = f"trap 'exit 3' TERM; touch {folder / 'c.here'}; while :; do sleep 0.05; done"
    process = demo(folder, "shell", "bash", "-c", script)
    appears(folder / "c.here", process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=120)
    assert process.returncode == 3


_TOLD_WHILE_IT_STARTS = """
import os, signal, subprocess, time
from pathlib import Path
from demo_sites import shell

class Slow(subprocess.Popen):
    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        while not Path("here").exists():
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

subprocess.Popen = Slow
told = "trap 'exit 3' TERM; touch here; while :; do sleep 0.05; done"
raise SystemExit(shell._child(["bash", "-c", told], {**os.environ}))
"""


def test_what_comes_while_the_command_starts_reaches_it(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _TOLD_WHILE_IT_STARTS], cwd=tmp_path, timeout=120, check=False)
    assert done.returncode == 3


def test_who_joins_the_services_imports_neither_s3_nor_the_sites() -> None:
    code = "import sys, demo_sites.shell; print({'boto3', 'demo_sites.server'} & sys.modules.keys())"
    environ = {**os.environ, "PYTHONPATH": str(CHECKOUT / "include")}
    done = subprocess.run([sys.executable, "-c", code], env=environ, check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"
