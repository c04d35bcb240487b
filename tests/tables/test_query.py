"""Asking the tables: by name, read-only, with errors a person can act on."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.store.embedded import EmbeddedS3
from cppcc_archive.store.s3 import S3Settings, S3Store
from cppcc_archive.tables.contract import TABLES
from cppcc_archive.tables.query import connect, query, render
from tests.archive_kit import BASE
from tests.tables.test_history import added, capture


def test_every_table_can_be_asked_before_anything_is_written(store: Store) -> None:
    with connect(store) as connection:
        for name, table in TABLES.items():
            answer = connection.execute(f"SELECT * FROM {name}").to_arrow_table()
            assert (answer.num_rows, answer.column_names) == (0, table.schema.names)


def test_a_query_sees_what_was_written(store: Store) -> None:
    added(store, capture(0), capture(1))
    answer = query(store, "SELECT count(*) AS n, max(captured_at) AS last, any_value(url) AS url FROM captures")
    assert answer.to_pylist() == [{"n": 2, "last": datetime(2026, 1, 2, 18, tzinfo=UTC), "url": f"{BASE}/a.html"}]


def test_a_connection_sees_later_commits(store: Store) -> None:
    added(store, capture(0))
    with connect(store) as connection:
        added(store, capture(1))
        assert connection.execute("SELECT count(*) FROM captures").fetchall() == [(2,)]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT * FROM rapports", "There are the tables captures, crawl_outcomes, reports"),
        ("SELECT urll FROM captures", 'Candidate bindings: "url"'),
        ("", "one SELECT is expected"),
        ("SELECT 1; SELECT 2", "one SELECT is expected"),
        ("DROP VIEW reports", "one SELECT is expected"),
        ("COPY (SELECT 1) TO 'x.csv'", "one SELECT is expected"),
        ("CREATE TABLE t AS SELECT 1", "one SELECT is expected"),
        ("ATTACH 'x.db'", "one SELECT is expected"),
        ("SELECT 1 / 'x'", "cannot be answered"),
    ],
)
def test_what_is_no_query_is_refused_with_the_reason(folder_store: Store, sql: str, message: str) -> None:
    added(folder_store, capture(0))
    with pytest.raises(InputError, match=message):
        query(folder_store, sql)


def test_a_store_that_cannot_be_read_is_no_mistake_of_the_query(s3_server: EmbeddedS3) -> None:
    wrong = S3Settings(s3_server.settings.endpoint_url, "us-east-1", "somebody", "something")
    with pytest.raises(StoreError):
        query(S3Store("s3://archive/x", wrong), "SELECT * FROM reports")


def test_nothing_is_written_to_the_users_home(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added(store, capture(0))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    query(store, "SELECT * FROM captures")
    assert list((tmp_path / "home").iterdir()) == []


def test_a_query_reads_no_file_and_no_address_but_the_stores(store: Store, tmp_path: Path) -> None:
    added(store, capture(0))
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    for source in (
        f"read_text('{tmp_path}/secret.txt')",
        f"glob('{tmp_path}/secret*')",
        f"'{tmp_path}/secret.txt'",
        f"read_csv('{store.uri}/../secret.txt')",
        "read_csv('http://127.0.0.1:9/x.csv')",
        "read_csv('s3://other/x.csv')",
        "delta_scan('http://127.0.0.1:9/x')",
        "\"DELTA_SCAN\"('s3://other/x')",
        "(SELECT * FROM query('FROM delta' || '_scan(''s3://other/x'')'))",
    ):
        with pytest.raises((InputError, StoreError)):
            query(store, f"SELECT * FROM {source}, (SELECT count(*) FROM captures)")
    with pytest.raises(InputError, match="may not call delta_scan"):
        query(store, "SELECT 1 WHERE EXISTS (FROM delta_scan('s3://other/x'))")
    with connect(store) as connection, pytest.raises(duckdb.InvalidInputException, match="locked"):
        connection.execute("SET enable_external_access = true")


def test_the_table_for_people_does_not_steer_the_terminal() -> None:
    hostile = "a\x1b[2Jb\u202ec\x9bd\x00\u200be\u3000f\ud7ff"
    answer = pa.table({"t\x1b": [hostile]})
    assert render(answer).splitlines()[2] == r"a\x1b[2Jb\u202ec\x9bd\x00\u200be f\ud7ff"
    assert render(answer).splitlines()[0] == r"t\x1b"
    assert json.loads(render(answer, "json")) == [{"t\x1b": hostile}]
    assert hostile in render(answer, "csv")


ANSWER = pa.table(
    {
        "title": ["工作报告", None],
        "at": pa.array([datetime(2026, 1, 1, tzinfo=UTC), None], pa.timestamp("us", tz="UTC")),
        "tags": [["a", "b"], []],
        "long": ["很" * 60, "line one\nline two"],
    }
)


def test_json_keeps_types_and_names() -> None:
    first, second = json.loads(render(ANSWER, "json"))
    assert first["title"] == "工作报告"
    assert first["at"] == "2026-01-01T00:00:00+00:00"
    assert first["tags"] == ["a", "b"]
    assert second["title"] is None


def test_csv_quotes_what_needs_it() -> None:
    assert render(ANSWER, "csv").splitlines()[0] == "title,at,tags,long"
    assert '"[""a"", ""b""]"' in render(ANSWER, "csv")
    assert '"line one\nline two"' in render(ANSWER, "csv")


def test_the_table_for_people_lines_up_with_wide_characters() -> None:
    lines = render(ANSWER).splitlines()
    assert len(lines) == 4
    assert lines[2].startswith("工作报告  2026-01-01T00:00:00+00:00  ")
    assert lines[3].startswith("          " + " " * 25)
    assert "…" in lines[2]
    assert "line one line two" in lines[3]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match="table, csv or json"):
        render(ANSWER, "xml")
