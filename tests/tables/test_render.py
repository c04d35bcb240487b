"""Answers as text and files: for people, spreadsheets and programs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.errors import InputError
from cppcc_archive.tables.render import MARK, as_file, distinct, render


def answer(sql: str) -> pa.Table:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Shanghai'")
        return connection.execute(sql).to_arrow_table()


def as_json(sql: str) -> object:
    return json.loads(render(answer(sql), "json"))


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


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("SELECT sum(a) AS x FROM (VALUES (1), (2)) v(a)", 3),
        ("SELECT 1.5 AS x", 1.5),
        ("SELECT 100::DECIMAL(18, 2) AS x", 100),
        ("SELECT 170141183460469231731687303715884105727::HUGEINT AS x", 170141183460469231731687303715884105727),
        ("SELECT TIME '10:00' AS x", "10:00:00"),
        ("SELECT 'nan'::DOUBLE AS x", None),
        ("SELECT '-inf'::FLOAT AS x", None),
        ("SELECT INTERVAL '14 months 3 days 01:02:03.5' AS x", "1 year 2 months 3 days 01:02:03.5"),
        ("SELECT INTERVAL '0 s' AS x", "00:00:00"),
        ("SELECT [1.5, NULL] AS x", [1.5, None]),
        ("SELECT {'a': DATE '2024-02-29', 'b': [TIME '10:00']} AS x", {"a": "2024-02-29", "b": ["10:00:00"]}),
        ("SELECT true AS x", True),
        ("SELECT '\\xAB'::BLOB AS x", "ab"),
        ("SELECT 'b19ebb9e-1b0c-4f2d-8f40-6a3c1a5b2a11'::UUID AS x", "b19ebb9e-1b0c-4f2d-8f40-6a3c1a5b2a11"),
    ],
)
def test_json_writes_every_kind_of_value(sql: str, value: object) -> None:
    assert as_json(sql) == [{"x": value}]


@pytest.mark.parametrize("value", ["TIMESTAMP 'infinity'", "DATE '0044-03-15 (BC)'", "[DATE '-infinity']"])
def test_times_beyond_the_calendar_are_named_with_the_remedy(value: str) -> None:
    with pytest.raises(InputError, match=r"column x .*x::VARCHAR"):
        as_json(f"SELECT {value} AS x")
    assert as_json(f"SELECT ({value})::VARCHAR AS x")


def test_every_type_duckdb_has_is_written_or_refused_by_name() -> None:
    for name, *_ in duckdb.sql("DESCRIBE FROM test_all_types()").fetchall():
        column = answer(f'SELECT "{name}" FROM test_all_types()')
        for form in ("json", "csv", "table"):
            try:
                text = render(column, form)
            except InputError as error:
                assert name in str(error) and "VARCHAR" in str(error)
            else:
                assert form != "json" or len(json.loads(text)) == 3


def test_a_name_that_comes_twice_gets_a_number() -> None:
    assert distinct(["a", "a", "a_1", "a"]) == ["a", "a_1", "a_1_1", "a_2"]
    assert as_json("SELECT 1 AS a, 2 AS a") == [{"a": 1, "a_1": 2}]
    assert render(answer("SELECT 1 AS a, 2 AS a"), "csv") == "a,a_1\n1,2"
    assert pq.read_table(io.BytesIO(as_file(answer("SELECT 1 AS a, 2 AS a"), "parquet"))).column_names == ["a", "a_1"]


@given(st.lists(st.text(), min_size=1))
def test_distinct_names_are_distinct(names: list[str]) -> None:
    found = distinct(names)
    assert len(set(found)) == len(names)
    assert all(one.startswith(name) for one, name in zip(found, names, strict=True))


def test_csv_tells_null_from_the_empty_text() -> None:
    assert render(answer("SELECT NULL AS a, '' AS b, ' x' AS c"), "csv").splitlines()[1] == ',""," x"'


def test_a_sheet_begins_with_a_mark_and_holds_no_formula() -> None:
    table = answer("SELECT '=HYPERLINK(1)' AS a, '@x' AS b, '-1' AS c, -1 AS d, '报告' AS e")
    text = render(table, "csv", sheet=True)
    assert text.startswith(MARK)
    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.splitlines()[1] == "'=HYPERLINK(1),'@x,'-1,-1,报告"
    assert render(table, "csv").splitlines() == ["a,b,c,d,e", "=HYPERLINK(1),@x,-1,-1,报告"]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), min_size=1))
def test_programs_read_csv_back(rows: list[list[str]]) -> None:
    table = pa.table({"a": [row[0] for row in rows], "b": [row[1] for row in rows]})
    assert list(csv.reader(io.StringIO(render(table, "csv"), newline=""), strict=True))[1:] == rows


def _cells(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    return ["".join(item.itertext()) for item in shared]


def test_a_workbook_holds_texts_as_texts() -> None:
    table = answer("SELECT '=1+1' AS a, 'http://x.example/' AS b, '007' AS c, repeat('很', 40000) AS d, 1.5 AS e")
    data = as_file(table, "xlsx")
    cells = _cells(data)
    assert {"=1+1", "http://x.example/", "007"} <= set(cells)
    assert max(map(len, cells)) == 32_767
    assert data == as_file(table, "xlsx")


def test_a_file_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InputError, match="parquet or xlsx"):
        as_file(ANSWER, "ods")


def test_a_plan_is_shown_whole() -> None:
    assert "DUMMY_SCAN" in render(answer("EXPLAIN SELECT 1"))
