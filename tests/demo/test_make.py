"""The Makefile, `.ci/venv` and the commands that the documentation names: what a new user types."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import certifi
import pytest

from cppcc_archive.cli import main as cppcc
from demo_sites.services import CHECKOUT, moved, moved_text, site_urls

DOCS = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
TARGETS = set(re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))


def make(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``make`` over the Makefile as it is, with a python that prints what it is asked to do."""
    python = tmp_path / "python"
    python.write_text(f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n")
    python.chmod(0o755)
    return subprocess.run(
        [
            "make",
            "--no-print-directory",
            "-f",
            str(CHECKOUT / "Makefile"),
            f"PY={python}",
            "--old-file=venv",
            *arguments,
        ],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_make_target_that_the_documentation_names_is_there(path: Path) -> None:
    named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", path.read_text(), re.MULTILINE))
    assert named <= TARGETS


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_cppcc_command_that_the_documentation_names_is_there(path: Path, capsys) -> None:
    for words in re.findall(r"(?:^    |`|\$ )cppcc ((?:sites )?[a-z]+)", path.read_text(), re.MULTILINE):
        with pytest.raises(SystemExit) as ended:
            cppcc([*words.split(), "--help"])
        assert ended.value.code == 0, words


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT '$x $(shell id) $$' AS \"a b\"",
        "SELECT regexp_extract(text, '件$') FROM reports",
        "SELECT 1\nFROM reports",
    ],
)
def test_a_query_reaches_the_program_as_it_was_typed(tmp_path: Path, sql: str) -> None:
    asked = make(tmp_path, "query", f"Q={sql}", "F=csv")
    assert json.loads(asked.stdout)[-4:] == ["query", sql, "--format", "csv"]


def test_a_command_runs_beside_the_demo_s_store_as_it_was_typed(tmp_path: Path) -> None:
    asked = make(tmp_path, "shell", "CMD=echo $HOME 'x y' | wc")
    assert json.loads(asked.stdout) == ["-m", "demo_sites", "shell", "bash", "-c", "echo $HOME 'x y' | wc"]
    assert json.loads(make(tmp_path, "shell").stdout) == ["-m", "demo_sites", "shell", "bash"]


def demo(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "CPPCC_DEMO_FOLDER": str(tmp_path), "PYTHONPATH": str(CHECKOUT / "include")}
    command = [sys.executable, "-m", "demo_sites", *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60)


def test_a_third_night_is_refused_in_the_user_s_words(tmp_path: Path) -> None:
    asked = demo(tmp_path, "night", "3")
    assert asked.returncode == 2
    assert "make night N=1 or make night N=2" in asked.stderr


def test_without_an_archive_a_query_names_the_remedy(tmp_path: Path) -> None:
    asked = demo(tmp_path, "shell", "cppcc", "query", "SELECT 1")
    assert asked.returncode == 1
    assert "make demo" in asked.stderr


@pytest.mark.parametrize("sign", ["keeper.json", "sites/sites.yaml", "s3"])
def test_an_early_ctrl_c_shows_no_traceback(tmp_path: Path, sign: str) -> None:
    """Interrupted as soon as the demo has come to make a file: however slow the machine is, at the same place."""
    environ = {**os.environ, "CPPCC_DEMO_FOLDER": str(tmp_path), "PYTHONPATH": str(CHECKOUT / "include")}
    process = subprocess.Popen(
        [sys.executable, "-m", "demo_sites", "demo"],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / sign).exists() and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode in (-signal.SIGINT, 130)
    assert "Traceback" not in out + err


def test_sites_that_moved_are_named(tmp_path: Path) -> None:
    assert site_urls(tmp_path / "none.yaml") == {}
    assert moved({}, {"a": "http://127.0.0.1:1/"}) == ()
    assert moved({"a": "http://127.0.0.1:1/"}, {"a": "http://127.0.0.1:2/"}) == ("a",)
    assert "as new" in moved_text(("a",))
    assert moved_text(()) == ""


def stub_uv(folder: Path) -> Path:
    """A package index in a folder: a uv that says yes to everything, so that the build needs no network."""
    folder.mkdir()
    files = {
        "uv_stub.py": "import os\ndef main():\n    print(os.environ.get('SSL_CERT_FILE'), file=open('trusted', 'w'))\n",
        "uv-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: uv\nVersion: 1\n",
        "uv-1.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "uv-1.dist-info/entry_points.txt": "[console_scripts]\nuv = uv_stub:main\n",
        "uv-1.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(folder / "uv-1-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.2, 1.5])
def test_a_build_of_the_environment_that_was_interrupted_heals_itself(tmp_path: Path, seconds: float) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(CHECKOUT / ".ci", checkout / ".ci")
    (checkout / "requirements.lock").write_text("uv==1 ; python_version >= '3'\n")
    (checkout / "pyproject.toml").write_text("")
    index = stub_uv(tmp_path / "index")
    environ = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index), "CPPCC_PYTHON": sys.executable}
    first = subprocess.Popen(
        [checkout / ".ci" / "venv"], env=environ, start_new_session=True, stdout=subprocess.DEVNULL
    )
    while not (checkout / ".venv" / "bin" / "python").exists() and first.poll() is None:
        time.sleep(0.02)
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(first.pid, signal.SIGINT)
    assert first.wait(30) != 0
    assert not (checkout / ".venv" / "built-from").exists()
    again = subprocess.run([checkout / ".ci" / "venv"], env=environ, capture_output=True, text=True, timeout=120)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "creating .venv" in again.stdout
    assert (checkout / ".venv" / "built-from").exists()


@pytest.mark.slow
def test_whom_pip_was_told_to_trust_uv_trusts(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / ".ci", tmp_path / ".ci")
    (tmp_path / "requirements.lock").write_text("uv==1 ; python_version >= '3'\n")
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "pip.conf").write_text(f"[global]\ncert = {certifi.where()}\n")
    index = stub_uv(tmp_path / "index")
    environ = {name: value for name, value in os.environ.items() if name not in {"SSL_CERT_FILE", "PIP_CERT"}}
    environ |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index), "CPPCC_PYTHON": sys.executable}
    environ["PIP_CONFIG_FILE"] = str(tmp_path / "pip.conf")
    built = subprocess.run([tmp_path / ".ci" / "venv"], env=environ, capture_output=True, text=True, timeout=240)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "trusted").read_text() == f"{certifi.where()}\n"
