"""What docs/analysts.md shows, over a small archive in a folder and on S3."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from bench.tables import SLICES, questions
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.base import Store
from cppcc_archive.store.embedded import EmbeddedS3, embedded_s3
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.query import query
from cppcc_archive.tables.release import release
from demo_sites.services import CHECKOUT
from tests.archive_kit import Nights, registry, report_page

PAGE = (CHECKOUT / "docs" / "analysts.md").read_text()
SHOWN = [textwrap.dedent(found) for found in re.findall(r"\n\n((?:    .*\n)+)", PAGE) if "SELECT" in found[:12]]
QUERIES = [sql for sql in SHOWN if "releases/" not in sql]
RELEASED = [sql for sql in SHOWN if "releases/" in sql]
PYTHON = re.findall(r"```python\n(import .*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("shown", [r"\n\n((?:    .*\n)+)", r"(?s)```python\n.*?```"], ids=["indented", "fenced"])
def test_the_chinese_page_shows_the_same_queries_and_programs(shown: str) -> None:
    chinese = (CHECKOUT / "docs" / "analysts.zh.md").read_text()
    assert re.findall(shown, chinese) == re.findall(shown, PAGE)


def test_the_bench_asks_all_ten_questions() -> None:
    asked = [name.partition(".")[0] for name in questions() if name not in SLICES]
    assert asked == [str(number) for number in range(1, 11)]


@pytest.fixture(scope="module")
def s3() -> Iterator[EmbeddedS3]:
    with embedded_s3() as server:
        yield server


@pytest.fixture(params=["folder", "s3"])
def store(request, tmp_path: Path) -> Store:
    """One report in an archive."""
    found = LocalStore(tmp_path) if request.param == "folder" else request.getfixturevalue("s3").open_store("analysts")
    Nights(found).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
    build_year(found, 2025, registry=registry())
    return found


def test_the_queries_answer(store: Store) -> None:
    assert len(QUERIES) == 11
    answers = [query(store, sql).to_pylist() for sql in QUERIES]
    by_year, rates, covered, disputed, context, phrase, changes, then, newest, codes, provenance = answers
    assert by_year == [{"year": 2024, "districts": 1, "filed": 151}]
    assert [round(row["rate"], 2) for row in rates] == [0.88]
    assert {row["state"] for row in covered} == {"present", "never_seen"}
    assert (disputed, changes) == ([], [])
    assert [(row["value"], row["span"]) for row in context] == [(151, "151件")]
    assert len(phrase) == len(newest) == 1
    assert {row["code"] for row in codes} == {row["code"] for row in then}
    assert [(row["value"], row["span"]) for row in provenance] == [(151, "151件")]
    assert "151件" in provenance[0]["around"]


def test_the_query_of_a_release_answers_from_a_copied_folder(tmp_path: Path, monkeypatch) -> None:
    store = LocalStore(tmp_path)
    Nights(store).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
    build_year(store, 2025, registry=registry())
    (sql,) = RELEASED
    (day,) = set(re.findall(r"releases/([0-9-]+)/", sql))
    release(store, date.fromisoformat(day))
    monkeypatch.chdir(tmp_path)
    assert [row[1:] for row in duckdb.sql(sql).fetchall()] == [(151.0, "151件")]


def test_the_python_reads_the_store(store: Store, request) -> None:
    environ = {**os.environ, "CPPCC_STORE": store.uri}
    if store.uri.startswith("s3:"):
        environ |= {name: value for name, value in request.getfixturevalue("s3").environ.items() if "STORE" not in name}
    assert len(PYTHON) == 1
    done = subprocess.run([sys.executable, "-c", PYTHON[0]], env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert re.search(r"2025 │ +1 ", done.stdout)
