"""A command loads what it needs: who reads one page does not wait for what models, tables and files take to load."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from cppcc_archive.store.local import LocalStore
from tests.archive_kit import SITE, Nights, report_page

HEAVY = ("airflow", "boto3", "deltalake", "duckdb", "pandas", "pyarrow", "pydantic", "pypdfium2", "requests", "ruamel")


def test_extracting_a_page_loads_no_heavy_library() -> None:
    program = (
        "import sys\n"
        "from cppcc_archive.cli.app import main\n"
        "main(['extract', '-', '--url', 'http://www.qinghe.gov.cn/art/2025/1/7/art_1_1.html'])\n"
        f"print(sorted(set(sys.modules) & {set(HEAVY)!r}), file=sys.stderr)\n"
    )
    page = "<html><body><h1>工作报告</h1><div id='zoom'><p>各位委员：</p></div></body></html>".encode()
    done = subprocess.run([sys.executable, "-c", program], input=page, capture_output=True, check=True)
    assert done.stdout.startswith(b"{")
    assert done.stderr.decode().splitlines()[-1] == "[]"


def test_what_is_known_of_pages_is_read_without_what_writes_tables(tmp_path: Path) -> None:
    nights = Nights(LocalStore(tmp_path))
    nights.crawl({"/art/2025/1/7/art_1_1.html": report_page()})
    program = (
        "import sys\n"
        "from cppcc_archive.store import open_store\n"
        "from cppcc_archive.tables.history import known_urls\n"
        f"known = known_urls(open_store({str(tmp_path)!r}), [{SITE!r}])\n"
        f"print(len(known[{SITE!r}]), sorted(set(sys.modules) & {set(HEAVY) - {'pyarrow'}!r}))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout == "1 []\n"


def reading(folder: Path) -> subprocess.Popen[str]:
    """``cppcc view`` over the store of a folder."""
    program = "import sys; from cppcc_archive.cli.app import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "view", "--port", "0", "--store", str(folder / "store")]
    held = {**os.environ, "XDG_CACHE_HOME": str(folder)}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=held)


def test_the_reader_is_closed_by_ctrl_c_and_complains_of_nothing(tmp_path: Path) -> None:
    Nights(LocalStore(tmp_path / "store")).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
    with reading(tmp_path) as reader:
        assert reader.stderr is not None
        assert "http://127.0.0.1:" in reader.stderr.readline()
        reader.send_signal(signal.SIGINT)
        assert "stopped" not in reader.stderr.read()
    assert reader.returncode == 0


def test_the_reader_of_an_archive_that_is_not_there_does_not_stand(tmp_path: Path) -> None:
    with reading(tmp_path) as reader:
        try:
            assert "there is no archive at" in reader.communicate(timeout=60)[1]
        finally:
            reader.kill()
    assert reader.returncode == 2
