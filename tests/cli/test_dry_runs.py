"""What a command would do, how far it is, and what the shell completes: none of it changes what is there."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.cli import main
from cppcc_archive.cli.progress import progress
from cppcc_archive.store.local import LocalStore
from tests.archive_kit import BASE, SITE, Nights, report_page
from tests.captures.test_foreign import HTML, warc

REPORT = "/art/2025/1/7/art_1_1.html"


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    """An archive with one page that no build has read."""
    store = LocalStore(tmp_path / "archive")
    Nights(store).crawl({REPORT: report_page()})
    return store


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    file = tmp_path / "sites.yaml"
    file.write_text(f"- id: {SITE}\n  name: 青河县政协\n  base_url: {BASE}/\n", encoding="utf-8")
    return file


class _NothingThere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def empty_site() -> Iterator[str]:
    """The address of a site that has nothing: how a crawl of it comes out is quickly known."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _NothingThere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def answer(capsys: pytest.CaptureFixture[str], *argv: object) -> Any:
    assert main([str(one) for one in argv]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_build_says_what_it_would_read(capsys: pytest.CaptureFixture[str], store: LocalStore) -> None:
    before = list(store.keys(""))
    told = answer(capsys, "build", "--dry-run", "--store", store.uri)
    assert told == {"year": None, "captures": 1, "sites": {SITE: 1}}
    assert answer(capsys, "build", "--year", 2019, "--dry-run", "--store", store.uri)["sites"] == {}
    assert list(store.keys("")) == before


def test_a_crawl_says_whom_it_would_ask(capsys: pytest.CaptureFixture[str], store: LocalStore, registry: Path) -> None:
    before = list(store.keys(""))
    told = answer(capsys, "crawl", "--dry-run", "--store", store.uri, "--sites", registry)
    sites = [{"site_id": SITE, "expected_requests": None}]
    assert told == {"since": None, "until": None, "sites": sites}
    span = ("--since", "2020-03-01", "--until", "2020-04-30")
    told = answer(capsys, "crawl", *span, "--dry-run", "--store", store.uri, "--sites", registry)
    assert told == {"since": "2020-03-01", "until": "2020-04-30", "sites": sites}
    assert list(store.keys("")) == before


def test_a_release_says_its_name(capsys: pytest.CaptureFixture[str], store: LocalStore) -> None:
    told = answer(capsys, "release", "--date", "2026-02-01", "--dry-run", "--store", store.uri)
    assert told == {"release": "2026-02-01", "before": None}
    assert list(store.keys("releases/")) == []


def test_an_import_says_what_it_would_take(
    capsys: pytest.CaptureFixture[str], store: LocalStore, registry: Path, tmp_path: Path
) -> None:
    file = tmp_path / "old.warc.gz"
    page = report_page(published="2010-01-07")
    file.write_bytes(warc(("response", f"{BASE}{REPORT}", page, HTML), said={"WARC-Date": "2010-02-03T04:05:06Z"}))
    before = list(store.keys(""))
    ours = ("--store", store.uri, "--sites", registry)
    told = answer(capsys, "captures", "import", file, "--dry-run", *ours)
    assert list(store.keys("")) == before
    assert told == answer(capsys, "captures", "import", file, *ours)
    assert told["captures"] == 1


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_below_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    handler = logging.StreamHandler()
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    with progress("sites") as advance:
        advance(2, 7)
        logging.getLogger().warning("a site fell silent")
    shown = terminal.getvalue()
    assert "sites" in shown
    assert "2/7" in shown
    assert "a site fell silent" in shown
    assert handler.stream is terminal


def test_a_log_file_gets_no_bar_but_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    log, now = io.StringIO(), [0.0]
    monkeypatch.setattr(sys, "stderr", log)
    monkeypatch.setattr("cppcc_archive.cli.progress.time.monotonic", lambda: now[0])
    caplog.set_level(logging.INFO)
    with progress("sites") as advance:
        for now[0], done, total in ((1.0, 1, 7), (60.0, 2, 7), (61.0, 3, 7), (120.0, 4, None), (121.0, 7, 7)):
            advance(done, total)
    assert log.getvalue() == ""
    assert caplog.messages == ["sites: 2 of 7, about 2 min left", "sites: 4"]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["crawl", SITE], "sites: 1 of 1"),
        (["build"], "captures: 1 of 1"),
        (["audit"], "objects: 1 of 1"),
        (["release"], "tables: 1 of "),
        (["captures", "import"], "records: "),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_long_commands_tell_a_log_how_far_they_are(
    tmp_path: Path,
    store: LocalStore,
    registry: Path,
    empty_site: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    command: list[str],
    said: str,
) -> None:
    if command == ["release"]:
        main(["build", "--store", store.uri])
    if command == ["crawl", SITE]:
        text = f"- id: {SITE}\n  name: 青河县政协\n  base_url: {empty_site}\n  allow_private_address: true\n"
        registry.write_text(text + "  delay_seconds: 0.01\n", encoding="utf-8")
    if command[-1] == "import":
        file = tmp_path / "theirs.warc"
        file.write_bytes(warc(("response", f"{BASE}{REPORT}", report_page(), HTML)))
        command = [*command, str(file)]
    monkeypatch.setattr("cppcc_archive.cli.progress.LINE_SECONDS", 0)
    caplog.set_level(logging.INFO)
    sites = [] if command[0] in {"build", "release"} else ["--sites", str(registry)]
    main([*command, "--store", store.uri, *sites])
    assert any(one.startswith(said) for one in caplog.messages), caplog.messages


def test_the_shell_completes_commands() -> None:
    asked = {"_CPPCC_COMPLETE": "complete_bash", "COMP_WORDS": "cppcc cr", "COMP_CWORD": "1"}
    program = "import sys; from cppcc_archive.cli import main; sys.exit(main([]))"
    done = subprocess.run([sys.executable, "-c", program], env={**os.environ, **asked}, capture_output=True, text=True)
    assert done.stdout.split() == ["crawl"]
