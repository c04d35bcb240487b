"""The reader in a real browser: a figure's card opens by a click, hostile pages run nothing, no name is cut off.

Needs Debian's chromium. Where a browser must be there (``CPPCC_BROWSER`` names one), its absence is a failure.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from cppcc_archive.store.base import Store
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.search import Index
from cppcc_archive.view.serve import HERE, apps, bound
from tests.view.conftest import hostile_page, report_id

BROWSER = os.environ.get("CPPCC_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--window-size=1200,900",
]
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no chromium here: install it, or name a browser in CPPCC_BROWSER"),
    pytest.mark.slow,
]


@dataclass
class Seen:
    """A browser's look at a page of the running reader."""

    root: str
    home: Path

    def dom(self, path: str) -> str:
        """The page after the browser has done all it does with it."""
        return self._run("--dump-dom", path)

    def _run(self, *asked: str) -> str:
        command = [str(BROWSER), *FLAGS, f"--user-data-dir={self.home}", *asked[:-1], self.root + asked[-1]]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@contextlib.contextmanager
def served(archive: Archive, store: Store, index: Index | None) -> Iterator[str]:
    """The reader's address while it is served, with the origin of archived pages beside it."""
    sockets = [bound(0), bound(0)]
    ports = [held.getsockname()[1] for held in sockets]
    servers = [uvicorn.Server(uvicorn.Config(app, log_level="error")) for app in apps(archive, store, index, *ports)]
    threads = [
        threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
        for server, held in zip(servers, sockets, strict=True)
    ]
    for thread in threads:
        thread.start()
    yield f"http://{HERE}:{ports[0]}"
    for server in servers:
        server.should_exit = True
    for thread in threads:
        thread.join(20)


@pytest.fixture(scope="module")
def seen(archive, store, index, tmp_path_factory) -> Iterator[Seen]:
    with served(archive, store, index) as root:
        yield Seen(root, tmp_path_factory.mktemp("browser"))


def test_the_first_page_is_drawn_with_its_style(seen: Seen) -> None:
    assert "state-report" in seen.dom("/?lang=zh")


def test_a_hostile_report_and_its_archived_page_run_nothing(seen: Seen, archive) -> None:
    report = report_id(archive, "taken")
    capture = archive.row("SELECT capture_id FROM reports WHERE report_id = ?", [report])["capture_id"]
    for path in (f"/report/{report}", f"/capture/{capture}", "/search?q=script"):
        page = seen.dom(path)
        assert "<title>taken</title>" not in page, path
        assert "district cppcc" in page.lower() or "区县政协" in page


def test_an_archived_page_opened_by_itself_runs_nothing(seen: Seen, archive) -> None:
    report = report_id(archive, "taken")
    capture = archive.row("SELECT capture_id FROM reports WHERE report_id = ?", [report])["capture_id"]
    frame = seen.dom(f"/capture/{capture}").partition('src="')[2].partition('"')[0]
    alone = Seen("", seen.home).dom(frame)
    assert "各位委员" in alone
    assert "<title>taken</title>" not in alone


def test_the_browser_would_run_the_page_where_nothing_holds_it(seen: Seen, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(hostile_page())
    assert "<title>taken</title>" in Seen("", seen.home).dom(f"file://{tmp_path}/page.html")
