"""The declared tables: every column explained, every generated file up to date, every wrong row named."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.captures.model import Capture
from cppcc_archive.errors import TableError
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.chinese_table import COLUMNS, ROWS
from cppcc_archive.tables.contract import CAPTURES, CRAWL_OUTCOMES, DIVISIONS, PARTS, REPORTS, SITES, TABLES
from cppcc_archive.tables.ddl import DIALECTS
from cppcc_archive.tables.generate import generated, main, stale
from cppcc_archive.tables.schema import Column, Table
from cppcc_archive.tables.views import ANALYSTS

ROOT = Path(__file__).parents[2]
EVERY_COLUMN = [(table, column) for table in TABLES.values() for column in table.columns]


@pytest.mark.parametrize(("table", "column"), EVERY_COLUMN, ids=[f"{t.name}.{c.name}" for t, c in EVERY_COLUMN])
def test_every_column_is_explained_with_an_example(table: Table, column: Column) -> None:
    assert column.description
    assert column.description[0].isupper()
    assert not column.description.endswith(".")
    assert column.example
    assert column.name.isidentifier()
    assert column.name.islower()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_key_order_and_partitions_are_columns(table: Table) -> None:
    for names in (table.key, table.order, table.partition_by, table.bloom):
        assert set(names) <= set(table.column)
    assert len(table.column) == len(table.columns)
    assert all(not table.column[name].nullable for name in table.partition_by)


@pytest.mark.parametrize("table", (REPORTS, *PARTS), ids=lambda table: table.name)
def test_every_row_of_a_report_says_what_it_was_made_from(table: Table) -> None:
    assert {"report_id", "version_id", "capture_id", "parser_version", "published_year"} <= set(table.column)


def test_a_capture_has_a_column_for_each_of_its_fields() -> None:
    assert set(CAPTURES.column) == {item.name for item in fields(Capture)} | {"captured_year"}


def test_the_generated_files_are_up_to_date() -> None:
    assert stale(ROOT) == [], "run: python -m cppcc_archive.tables.generate"


def test_the_chinese_dictionary_says_nothing_that_the_contract_does_not() -> None:
    assert {column.description for table in ANALYSTS.values() for column in table.columns} >= set(COLUMNS)
    assert ROWS.keys() == {name for name in ANALYSTS if not name.endswith("_history")}


def test_generating_writes_what_is_stale_and_then_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--root", str(tmp_path)]) == 1
    assert main(["--root", str(tmp_path)]) == 0
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == sorted(generated())
    capsys.readouterr()
    assert main(["--check", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().err == ""
    (tmp_path / "docs" / "tables.md").write_text("old")
    assert main(["--check", "--root", str(tmp_path)]) == 1
    assert "docs/tables.md is stale" in capsys.readouterr().err


def test_every_dialect_names_every_table_and_column() -> None:
    for dialect in DIALECTS:
        text = generated()[f"include/sql/{dialect.name}.sql"]
        for table in TABLES.values():
            assert f"tables/{table.name}" in text
            for column in table.columns:
                assert column.name in text, (dialect.name, table.name, column.name)


def test_duckdb_takes_the_declared_tables() -> None:
    (dialect,) = (dialect for dialect in DIALECTS if dialect.name == "duckdb")
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table in TABLES.values():
            connection.execute(dialect.create(table).partition("INSERT INTO")[0])
            made = connection.execute(f"SELECT * FROM release.{table.name}").to_arrow_table().schema
            assert made.names == table.schema.names
            assert [str(kind).replace("Etc/UTC", "UTC") for kind in made.types] == [
                str(kind).replace("item", "l").replace("element", "l") for kind in table.schema.types
            ]


def outcome_rows() -> list[dict[str, Any]]:
    row: dict[str, Any] = dict.fromkeys(CRAWL_OUTCOMES.column, 0)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    text = {"run_id": "r", "shard": "00", "site_id": "s", "result": "ok", "reason": "", "cms": None}
    row |= {
        "started_at": moment,
        "finished_at": moment,
        "published_years": [2025],
        "warnings": [],
        "progress": None,
        **text,
    }
    return [row, {**row, "site_id": "t"}]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("requests", "many", r"crawl_outcomes\.requests, row 1: 'many' is no int32"),
        ("requests", 2**40, r"crawl_outcomes\.requests, row 1: 1099511627776 is no int32"),
        ("reason", None, r"crawl_outcomes\.reason, row 1: must not be null"),
        ("reason", "\ud800", r"crawl_outcomes\.reason, row 1"),
        ("started_at", "yesterday", r"crawl_outcomes\.started_at, row 1"),
        ("published_years", ["x"], r"crawl_outcomes\.published_years, row 1"),
        ("site_id", "s", r"rows 0 and 1: the same key twice \(run_id=r, site_id=s\)"),
    ],
)
def test_a_row_that_does_not_fit_is_named(column: str, value: object, message: str) -> None:
    rows = outcome_rows()
    rows[1][column] = value
    with pytest.raises(TableError, match=message):
        rows_of(CRAWL_OUTCOMES, rows)


def test_a_missing_and_an_unknown_column_are_named() -> None:
    rows = outcome_rows()
    rows[0]["request"] = rows[0].pop("requests")
    with pytest.raises(TableError, match="row 0: missing or unknown columns: request, requests"):
        rows_of(CRAWL_OUTCOMES, rows)


def test_rows_come_out_in_the_tables_order() -> None:
    row = {"name": "甲", "base_url": "http://a/", "cms": None, "status": "active", "since": None, "until": None}
    rows = [
        {**row, "site_id": site, "division_code": code, "column_count": 0, "layout": None, "invented": None}
        for site, code in [("c", None), ("b", "370103"), ("a", "370103"), ("d", "110101")]
    ]
    assert rows_of(SITES, rows)["site_id"].to_pylist() == ["d", "a", "b", "c"]


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "division_code": st.text(max_size=6),
                "name": st.text(max_size=5),
                "level": st.text(max_size=5),
                "parent_code": st.none() | st.text(max_size=6),
                "full_name": st.text(max_size=9),
                "valid_from": st.none() | st.dates(),
                "valid_to": st.none() | st.dates(min_value=date(1950, 1, 1)),
                "province_code": st.none() | st.text(max_size=6),
                "city_code": st.none(),
                "name_pinyin": st.text(max_size=6),
                "name_en": st.text(max_size=6),
                "is_current": st.booleans(),
                "successors": st.none() | st.lists(st.text(max_size=6), max_size=2),
            }
        ),
        max_size=6,
        unique_by=lambda row: (row["division_code"], row["name"], row["valid_from"]),
    )
)
def test_no_row_is_lost_or_changed_on_the_way_to_arrow(rows: list[dict[str, Any]]) -> None:
    arrow = rows_of(DIVISIONS, rows)
    assert arrow.schema.equals(DIVISIONS.schema)
    assert sorted(repr(sorted(row.items())) for row in arrow.to_pylist()) == sorted(
        repr(sorted(row.items())) for row in rows
    )


def test_no_rows_are_rows_too() -> None:
    assert rows_of(REPORTS, []).equals(pa.Table.from_batches([], REPORTS.schema))
