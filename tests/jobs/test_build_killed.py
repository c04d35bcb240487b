"""Builds that are killed, or meet each other: the next build makes it right, and readers find whole reports."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cppcc_archive.store.base import Store
from cppcc_archive.store.embedded import EmbeddedS3
from tests.archive_kit import Nights, report_page
from tests.jobs.building import NOTICE, NOTICE_PAGE, REPORT, ask, assert_whole, build, content

KILLED = """
import os, sys
from cppcc_archive.tables import commits, publish
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store import open_store
from tests.archive_kit import registry

left = int(sys.argv[2])
committed = commits._committed
def counted(*arguments):
    global left
    done = committed(*arguments)
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
    return done
commits._committed = counted
build_year(open_store(sys.argv[1]), 2025, registry=registry())
"""


@pytest.mark.slow
def test_killed_after_any_commit_the_next_build_makes_it_right(s3_server: EmbeddedS3) -> None:
    """A second night's build is killed after its first, second … commit; readers always find whole reports."""

    def nights(prefix: str) -> Store:
        store = s3_server.open_store(prefix)
        site = Nights(store)
        site.crawl({REPORT: report_page(1, 1), NOTICE: NOTICE_PAGE, "/c.html": report_page(7, 7)})
        build(store)
        site.crawl({REPORT: report_page(2, 2), NOTICE: 404, "/new.html": report_page(9, 9)})
        return store

    expected = nights("killed/never")
    build(expected)
    kills = 0
    for commits in range(1, 30):
        store = nights(f"killed/{commits}")
        ended = _python(KILLED, store.uri, str(commits), environ=s3_server.environ)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        kills += 1
        assert ask(store, "SELECT * FROM reports ANTI JOIN paragraphs USING (report_id, version_id)") == []
        build(store)
        assert content(store) == content(expected), f"killed after {commits} commits"
        assert_whole(store)
        before = list(store.keys("tables/"))
        build(store)
        assert list(store.keys("tables/")) == before
    assert kills >= 8


@pytest.mark.slow
def test_killed_at_any_moment_the_next_build_makes_it_right(s3_server: EmbeddedS3) -> None:
    """The first build of an archive is killed by the clock, again and again, until one comes through."""
    store = s3_server.open_store("killed/by-the-clock")
    Nights(store).crawl({f"/art/2025/1/7/art_1_{number}.html": report_page(number, 1) for number in range(1, 40)})
    for tenths in range(12, 60, 6):
        code = KILLED.replace("left = int(sys.argv[2])", "left = -1")
        if _python(code, store.uri, "0", environ=s3_server.environ, seconds=tenths / 10) == 0:
            break
        assert ask(store, "SELECT * FROM reports ANTI JOIN paragraphs USING (report_id, version_id)") == []
    build(store)
    assert len(ask(store, "FROM reports")) == 39
    assert_whole(store)


@pytest.mark.slow
def test_two_builds_at_once_lose_nothing(s3_server: EmbeddedS3) -> None:
    store = s3_server.open_store("two-at-once")
    Nights(store).crawl({f"/art/2025/1/7/art_1_{number}.html": report_page(number, 1) for number in range(1, 20)})
    code = KILLED.replace("left = int(sys.argv[2])", "left = -1")
    both = [_start(code, store.uri, "0", environ=s3_server.environ) for _ in range(2)]
    assert [process.wait(120) for process in both] == [0, 0]
    build(store)
    assert len(ask(store, "FROM reports")) == 19
    assert_whole(store)


def _start(code: str, *arguments: str, environ: dict[str, str]) -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root), str(root / "include")])
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env={**os.environ, **environ, "PYTHONPATH": path})


def _python(code: str, *arguments: str, environ: dict[str, str], seconds: float = 120) -> int:
    process = _start(code, *arguments, environ=environ)
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    return process.wait()
