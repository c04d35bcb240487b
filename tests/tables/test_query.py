"""Asking the tables: by name, read-only, with errors a person can act on."""

from __future__ import annotations

import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.store.embedded import EmbeddedS3
from cppcc_archive.store.local import LocalStore
from cppcc_archive.store.s3 import S3Settings, S3Store
from cppcc_archive.tables.contract import TABLES
from cppcc_archive.tables.query import connect, query
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


def test_a_query_that_would_take_hours_ends_when_it_is_told_to(folder_store: Store) -> None:
    # Who starts programs in the background may have them ignore it, and what they start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    endless = "SELECT sum(a.range * b.range) FROM range(30000000) a, range(30000000) b"
    teller = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    teller.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            query(folder_store, endless)
    finally:
        signal.signal(signal.SIGINT, before)
    teller.join()


def test_a_connection_is_of_the_moment_it_was_opened(store: Store) -> None:
    added(store, capture(0))
    with connect(store) as earlier:
        added(store, capture(1))
        with connect(store) as later:
            counts = [one.execute("SELECT count(*) FROM captures").fetchall() for one in (earlier, later)]
    assert counts == [[(1,)], [(2,)]]


def test_a_store_in_a_folder_that_readers_take_for_a_column_is_refused_with_the_remedy(tmp_path: Path) -> None:
    harmless = LocalStore(tmp_path / "env=prod" / "archive")
    added(harmless, capture(0))
    assert query(harmless, "FROM captures").num_rows == 1
    taken = LocalStore(tmp_path / "site_id=x")
    added(taken, capture(0))
    with pytest.raises(InputError, match=r"lies in a folder site_id=….*move it"):
        query(taken, "SELECT site_id FROM captures")


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT * FROM rapports", "There are the tables captures, confirmed, crawl_outcomes, reports"),
        ("SELECT * FROM Rapports", r"there is no table Rapports\. Did you mean reports\?"),
        ("SELECT * FROM wholly_other", r"there is no table wholly_other\. There are"),
        ("SELECT nothing_of_the_kind(1)", "cannot be answered"),
        ("CALL range(3)", "one SELECT is expected"),
        ("PRAGMA database_list", "one SELECT is expected"),
        ("EXPLAIN DROP VIEW reports", "one SELECT is expected"),
        ("EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'", "one SELECT is expected"),
        ("EXPLAIN PIVOT captures ON kind USING count(*)", "name the values"),
        ("PIVOT captures ON kind USING count(*); SELECT 1", "one SELECT is expected"),
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


@pytest.mark.parametrize(
    "call",
    [
        "json_execute_serialized_sql(json_serialize_sql('SELECT * FROM delta_scan(''s3://other/x'')'))",
        "JSON_EXECUTE_SERIALIZED_SQL('x')",
        "main.query_table('captures')",
        "delta_list_files('s3://other/x')",
        "read_blob('/etc/passwd')",
        "glob('/**')",
        "parquet_metadata('x')",
        "duckdb_secrets()",
        "arrow_scan(1, 2, 3)",
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM {}",
        "EXPLAIN ANALYZE SELECT * FROM {}",
        "WITH a AS (FROM {}) SELECT count(*) FROM a",
        "SELECT (SELECT count(*) FROM {})",
        "PIVOT (FROM {}) ON a USING count(*)",
        "DESCRIBE SELECT * FROM {}",
        "SUMMARIZE FROM {}",
        "SELECT 1 UNION ALL (SELECT count(*) FROM {} /* range() */)",
    ],
)
def test_what_reads_files_or_runs_strings_is_refused_wherever_it_stands(
    folder_store: Store, question: str, call: str
) -> None:
    with pytest.raises(InputError, match="may not call"):
        query(folder_store, question.format(call))


def test_a_scalar_that_writes_files_is_refused(folder_store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="may not call write_blob"):
        query(folder_store, f"SELECT write_blob('{tmp_path}/x', 'x'::BLOB)")
    assert not (tmp_path / "x").exists()


def test_a_variable_of_the_program_is_no_table(folder_store: Store) -> None:
    secret = duckdb.sql("SELECT 1")  # noqa: F841 - what a name in a query must not find
    with pytest.raises(InputError, match="there is no table secret"):
        query(folder_store, "SELECT * FROM secret")


def test_questions_of_other_forms_are_answered(folder_store: Store) -> None:
    added(folder_store, capture(0), capture(1))
    assert query(folder_store, "PIVOT captures ON kind USING count(*) GROUP BY site_id").column_names[-1] == "article"
    assert query(folder_store, "FROM captures PIVOT (count(*) FOR kind IN ('article')) LIMIT 1").num_rows == 1
    assert {"reports", "captures"} <= set(query(folder_store, "SHOW TABLES")["name"].to_pylist())
    assert query(folder_store, "DESCRIBE captures")["column_name"].to_pylist()[0] == "capture_id"
    assert "captures" in str(
        query(folder_store, "EXPLAIN SELECT count(*) FROM captures WHERE url = 'x'").to_pylist()
    ) or ("physical_plan" in str(query(folder_store, "EXPLAIN SELECT count(*) FROM captures").to_pylist()))
    assert query(folder_store, "-- how many\nSUMMARIZE captures").num_rows > 5
    assert query(folder_store, "TABLE reports").num_rows == 0
    assert query(folder_store, "SELECT * FROM range(3), unnest([1, 2])").num_rows == 6


def test_parameters_take_the_type_of_what_they_are_compared_with(folder_store: Store) -> None:
    added(folder_store, capture(0), capture(1))
    sql = "SELECT count(*) AS n FROM captures WHERE status = $status AND captured_at > $since"
    assert query(folder_store, sql, {"status": "200", "since": "2026-01-02 20:00"}).to_pylist() == [{"n": 1}]
    with pytest.raises(InputError, match="cannot be answered"):
        query(folder_store, sql, {"status": "200"})
