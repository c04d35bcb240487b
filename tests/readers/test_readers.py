"""Every stored table is read alike by readers of years ago and of today: all rows, those with a text, those of a join.

The readers live in environments of their own (``make test-readers`` makes them below ``.venv-readers``), since the old
ones do not go with what this project needs. What this project has itself is asked in any case.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pytest

from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append
from cppcc_archive.tables.contract import REPORTS, SITES, TABLES
from cppcc_archive.tables.delta import Tables, open_table
from cppcc_archive.tables.maintenance import maintain
from cppcc_archive.tables.scan import scan
from cppcc_archive.tables.schema import Table
from demo_sites.services import CHECKOUT
from tests.tables.samples import sample

READING = Path(__file__).with_name("reading.py")
APART = CHECKOUT / ".venv-readers"
ROWS = 30
OURS = ["pyarrow_datasets", "duckdb"]
OLD = ["pyarrow_datasets", "pandas", "polars", "duckdb"]
NEW = [*OLD, "datafusion", "chdb"]

elsewhere = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not APART.is_dir() and not os.environ.get("CPPCC_READERS"), reason="make test-readers installs the readers"
    ),
]


class Asked(NamedTuple):
    """``questions.json`` in a folder that holds the store, too, and the right answers by table."""

    folder: Path
    answers: dict[str, list[int]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """Every table with rows in two commits, nulls where there may be any; one file was written as merges left them
    before, and healed."""
    made = LocalStore(tmp_path_factory.mktemp("readers") / "store")
    for table in TABLES.values():
        rows = [_row(table, number) for number in range(ROWS)]
        append(made, table, rows_of(table, rows[: ROWS // 2]))
        append(made, table, rows_of(table, rows[ROWS // 2 :]))
    delta = open_table(made, SITES)
    assert delta is not None
    source = scan(Tables(made), SITES, list(SITES.column)).slice(0, 3)
    merge = delta.merge(source, "held.site_id = new.site_id", source_alias="new", target_alias="held")
    merge.when_matched_update_all().execute()
    maintain(made, now=datetime(2026, 1, 1, tzinfo=UTC))
    return made


def _row(table: Table, number: int) -> dict[str, Any]:
    """A third of what may be null is; keys and years differ."""
    row = sample(table)
    for place, column in enumerate(table.columns):
        if column.nullable and (place + number) % 3 == 0:
            row[column.name] = None
        elif column.name in table.key and pa.types.is_integer(column.type):
            row[column.name] = number
        elif column.name in table.partition_by:
            row[column.name] = 2020 + number % 2
    site = number if table is SITES else number % 7
    known = {"site_id": f"qinghe-{site}", "report_id": f"report-{number}", "version_id": f"政协𠮷-{number}"}
    return {**row, **{name: value for name, value in known.items() if name in row}}


@pytest.fixture(scope="module")
def asked(store: LocalStore, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """The questions, and the right answers by table."""
    tables = Tables(store)
    questions, answers = [], {}
    for table in TABLES.values():
        names = set(table.column)
        keys = next(key for key in (["report_id", "version_id"], ["site_id"], ["division_code"]) if names >= set(key))
        other = REPORTS if "report_id" in keys else SITES
        column = keys[-1]
        rows, others = (scan(tables, one, keys).to_pylist() for one in (table, other))
        value = next(row[column] for row in rows if row[column])
        questions.append(
            {
                "uri": store.table_uri(table.name),
                "other_uri": store.table_uri(other.name),
                "column": column,
                "value": value,
                "keys": keys,
            }
        )
        joined = sum(row == one for row in rows for one in others if None not in row.values())
        answers[table.name] = [len(rows), sum(row[column] == value for row in rows), joined]
    folder = tmp_path_factory.getbasetemp()
    (folder / "questions.json").write_text(json.dumps(questions), encoding="utf-8")
    return Asked(folder, answers)


def answers_of(python: str | Path, reader: str, asked: Asked) -> dict[str, Any]:
    command = [str(python), str(READING), reader, str(asked.folder / "questions.json")]
    # chDB opens nothing outside the folder it runs in. Arrow's threads may end an interpreter with an error after the
    # answer.
    told = subprocess.run(command, capture_output=True, text=True, timeout=200, cwd=asked.folder)
    assert told.stdout, told.stderr
    return dict(zip(asked.answers, json.loads(told.stdout), strict=True))


def test_the_questions_tell_tables_apart(asked: Asked) -> None:
    for name, (rows, matching, joined) in asked.answers.items():
        assert rows == ROWS, name
        assert 0 < matching < rows, name
        assert joined or name == "divisions", name


@pytest.mark.parametrize("reader", OURS)
def test_what_this_project_has_itself_reads_every_table(reader: str, asked: Asked) -> None:
    assert answers_of(sys.executable, reader, asked) == asked.answers


@pytest.mark.parametrize(
    ("age", "reader"),
    [pytest.param(age, reader, marks=elsewhere) for age, all_of in (("old", OLD), ("new", NEW)) for reader in all_of],
)
def test_a_reader_reads_every_table(age: str, reader: str, asked: Asked) -> None:
    assert answers_of(APART / age / "bin" / "python", reader, asked) == asked.answers
