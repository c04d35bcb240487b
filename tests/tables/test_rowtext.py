"""Rows by columns come out as ``json.dumps`` writes them: digests of a million stored rows rest on it."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.tables.rowtext import as_json, as_objects

_KINDS = [
    st.text(max_size=4) | st.sampled_from(["null", "\0", '", "', "\ud800", "]"]),
    st.integers(-3, 3),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(date(2026, 1, 1), date(2026, 1, 3)),
]


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, list[list[object]]]:
    count = draw(st.integers(1, 4))
    kinds = draw(st.lists(st.sampled_from(_KINDS), min_size=1, max_size=6))
    columns = [draw(st.lists(kind | st.none(), min_size=count, max_size=count)) for kind in kinds]
    return count, [list(range(count)), *columns]


@given(tables())
def test_columns_are_written_as_objects_are(table: tuple[int, list[list[object]]]) -> None:
    count, columns = table
    names = [f"c{at}" for at in range(len(columns))]
    rows = [{name: column[at] for name, column in zip(names, columns, strict=True)} for at in range(count)]
    said = [{name: value for name, value in row.items() if value is not None} for row in rows]
    assert as_objects(names, columns) == json.dumps(said, ensure_ascii=False, default=str)


def test_what_is_equal_and_written_otherwise_is_no_column_of_one_value() -> None:
    assert as_objects(["n", "x"], [[0, 1], [0.0, -0.0]]) == '[{"n": 0, "x": 0.0}, {"n": 1, "x": -0.0}]'
    assert as_json(date(2026, 1, 2)) == '"2026-01-02"'
