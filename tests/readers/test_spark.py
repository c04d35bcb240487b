"""The tables and a release in Apache Spark: the DDL of include/sql/spark.sql, and what docs/analysts.md asks.

Spark lives in an environment of its own (``make test-readers``) and needs Java. Its reader of Delta comes from Maven
alone: here the tables are the Parquet files that the Delta log names, behind the names that the DDL mounts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest
import sqlglot

from cppcc_archive.jobs.build import build_year
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.contract import TABLES
from cppcc_archive.tables.delta import open_table
from cppcc_archive.tables.publish import publish_sites
from cppcc_archive.tables.query import query
from cppcc_archive.tables.release import release
from demo_sites.facts import committees
from demo_sites.services import CHECKOUT
from tests.archive_kit import Nights
from tests.demo.test_analysts import QUERIES
from tests.demo.test_truth import pages, site_of

SPARK = CHECKOUT / ".venv-readers" / "spark"
IN_SPARK = Path(__file__).with_name("in_spark.py")
DDL = (CHECKOUT / "include" / "sql" / "spark.sql").read_text(encoding="utf-8")
DAY = date(2026, 2, 1)
AS_OF = re.compile(r"(\w+)_at\('([0-9-]+)'\)")
FILTER_AND_JOIN = """
SELECT r.title, i.value, i.span
FROM indicators i JOIN reports r ON r.report_id = i.report_id AND r.version_id = i.version_id
WHERE i.code = 'proposals_filed' ORDER BY r.title, i.value, i.start_char, r.url"""
QUESTIONS = {
    "cppcc": [*QUERIES, FILTER_AND_JOIN],
    "cppcc_release": [sql for sql in (*QUERIES, FILTER_AND_JOIN) if not AS_OF.search(sql)],  # it has no histories
}
"""What is asked of the mounted tables and of a release, by the schema that the DDL puts their names in."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(
        not SPARK.is_dir() and not os.environ.get("CPPCC_READERS"), reason="make test-readers has Spark"
    ),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17: Debian's default-jre-headless"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """The demo's first committee on both nights, and a release of it."""
    made = LocalStore(tmp_path_factory.mktemp("spark") / "store")
    committee = committees()[0]
    nights = Nights(made)
    for night in (1, 2):
        found = {path: body for _, path, body in pages(committee, night)}
        nights.crawl(found, columns={path: f"/{path.split('/')[1]}/" for path in found})
    site = site_of(committee)
    assert build_year(made, registry=Registry((site,))).failures == []
    publish_sites(made, (site,))
    release(made, DAY)
    return made


def statements(part: int) -> list[str]:
    """The statements of the DDL's first, second or third part."""
    text = re.split(r"^-- \d\. .*$", DDL, flags=re.MULTILINE)[part]
    return [
        found.strip() for found in re.split(r";\n", re.sub(r"^--.*$", "", text, flags=re.MULTILINE)) if found.strip()
    ]


def mounted(store: LocalStore, folder: Path) -> list[str]:
    """The first part's names over copies of the files that Delta's log names."""
    found = []
    for name in TABLES:
        where = folder / "live" / name
        where.mkdir(parents=True)
        delta = open_table(store, TABLES[name])
        if delta is None:  # nothing was ever written
            pq.write_table(TABLES[name].schema.empty_table(), where / "empty.parquet")
        for uri in delta.file_uris() if delta else ():
            file = Path(unquote(uri))
            target = where / file.relative_to(store.table_uri(name))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        found.append(f"CREATE TABLE cppcc_stored.{name} USING PARQUET LOCATION '{where}'")
        if any(one.is_dir() for one in where.iterdir()):
            found.append(f"MSCK REPAIR TABLE cppcc_stored.{name}")  # its partitions are folders: Spark looks for them
    return found


@pytest.fixture(scope="module")
def answers(store: LocalStore, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What Spark answers to the questions over the mounted tables (``cppcc``) and a release (``cppcc_release``)."""
    folder = tmp_path_factory.mktemp("asked")
    made = [f"CREATE SCHEMA {name}" for name in ("cppcc_stored", *QUESTIONS)]
    made += [*mounted(store, folder), *statements(2)]
    made += [one.replace("s3a://BUCKET/PREFIX", store.uri).replace("/DATE/", f"/{DAY}/") for one in statements(3)]
    asked = [[schema, spark(sql)] for schema, questions in QUESTIONS.items() for sql in questions]
    (folder / "script.json").write_text(json.dumps({"statements": made, "questions": asked}), encoding="utf-8")
    # Spark hands times over in the zone of the process; DuckDB is asked in that of the pages.
    environ = {**os.environ, "TZ": "Asia/Shanghai"}
    command = [str(SPARK / "bin" / "python"), str(IN_SPARK), str(folder / "script.json")]
    told = subprocess.run(command, capture_output=True, text=True, timeout=900, cwd=folder, env=environ)
    assert told.returncode == 0, told.stderr[-3000:]
    found = iter(json.loads(told.stdout.splitlines()[-1]))
    return {schema: [next(found) for _ in questions] for schema, questions in QUESTIONS.items()}


def spark(sql: str) -> str:
    """A question of the page in Spark's words: a macro is its history at that moment."""
    asked = AS_OF.sub(
        r"(SELECT * FROM \1_history WHERE valid_from <= '\2' AND (valid_to IS NULL OR valid_to > '\2')) AS then", sql
    )
    return sqlglot.transpile(asked, read="duckdb", write="spark")[0]


def alike(row: Mapping[str, Any] | Sequence[Any]) -> list[str | None]:
    """A row as texts that do not tell how a language prints numbers, times and lists."""
    cells = row.values() if isinstance(row, Mapping) else row
    return [None if cell is None else _plain(str(cell)) for cell in cells]


def _plain(text: str) -> str:
    if re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text, re.IGNORECASE):
        return f"{float(text):.6g}"
    return re.sub(r"\+0\d:00$", "", text)


@pytest.mark.parametrize("schema", QUESTIONS)
def test_spark_answers_what_the_page_asks_as_duckdb_does(
    store: LocalStore, answers: dict[str, list[Any]], schema: str
) -> None:
    for sql, told in zip(QUESTIONS[schema], answers[schema], strict=True):
        assert isinstance(told, list), (sql, told)
        ours = [alike(row) for row in query(store, sql).to_pylist()]
        assert sorted(map(repr, map(alike, told))) == sorted(map(repr, ours)), sql
        assert ours, sql
