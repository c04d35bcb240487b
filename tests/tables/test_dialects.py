"""The views in every warehouse's words mean what they mean in DuckDB's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import sqlglot

from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.contract import DIVISIONS, INDICATORS, REPORT_TEXTS, REPORT_VERSIONS, REPORTS, SITES, TABLES
from cppcc_archive.tables.ddl import DIALECTS, Dialect, in_dialect
from cppcc_archive.tables.generate import generated
from cppcc_archive.tables.query import analysts
from cppcc_archive.tables.release import RELEASED
from cppcc_archive.tables.views import ANALYSTS, SQL, in_order
from tests.tables.test_views import figure, put, report


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Two districts' reports with figures that conflict, and a version that moved one."""
    store = LocalStore(tmp_path_factory.mktemp("dialects") / "store")
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
    put(
        store,
        REPORTS,
        report("work"),
        report("prop", doc_type="proposal_report"),
        report("far", division_code=None, site_id="far", published_at=None, event_date=None),
    )
    put(
        store,
        REPORT_TEXTS,
        {"report_id": "work", "version_id": "work-1", "text": "一年来，共立案172件。"},
        {"report_id": "prop", "version_id": "prop-1", "text": "立案174件" * 20},
    )
    put(
        store,
        INDICATORS,
        figure("work", 0, 172, start_char=5, end_char=11, span="立案172件"),
        {**figure("work", 0, 170), "version_id": "work-0"},
        figure("prop", 0, 174, start_char=60, end_char=66, span="立案174件"),
        figure("far", 0, 9, division_code=None, site_id="far", code="filing_rate"),
    )
    put(
        store,
        REPORT_VERSIONS,
        {"report_id": "work", "version_id": "work-0", "valid_from": early},
        {"report_id": "work", "version_id": "work-1", "valid_from": late},
    )
    put(store, SITES, {"site_id": "far", "division_code": None, "name": "远县政协", "status": "active"})
    put(store, DIVISIONS, {"division_code": "370103", "valid_from": None, "valid_to": None, "level": "county"})
    with analysts(store, locked=False) as connection:
        for schema in ("cppcc", "cppcc_stored"):
            connection.execute(f"CREATE SCHEMA {schema}")
        for name in TABLES:
            connection.execute(f"CREATE VIEW cppcc_stored.{name} AS FROM stored.{name}")
        yield connection


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_view_in_its_words_answers_the_same(filled: duckdb.DuckDBPyConnection, dialect: Dialect) -> None:
    schema = dialect.schema or f"of_{dialect.name}"
    filled.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for name in in_order(ANALYSTS):
        words = in_dialect(dialect, SQL[name]).replace("substringUTF8(", "SUBSTRING(").replace("(MAX)", "")
        (back,) = sqlglot.transpile(words, read=dialect.name, write="duckdb")
        filled.execute(f"SET search_path = '{schema},main'")
        filled.execute(f"CREATE OR REPLACE VIEW {schema}.{name} AS {back}")
        theirs = filled.execute(f"FROM {schema}.{name}").fetchall()
        ours = filled.execute(f"FROM main.{name}").fetchall()
        assert sorted(map(repr, theirs)) == sorted(map(repr, ours)), name
    assert filled.execute(f"SELECT count(*) FROM {schema}.panel").fetchone() == (2,)
    assert filled.execute(f"SELECT count(*) FROM {schema}.changes WHERE kind = 'moved'").fetchone() == (1,)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_script_mounts_and_views_every_name_and_loads_what_a_release_has(dialect: Dialect) -> None:
    text = generated()[f"include/sql/{dialect.name}.sql"]
    first, second, third = (
        text.split("\n-- 2. ")[0],
        text.split("\n-- 2. ")[1].split("\n-- 3. ")[0],
        text.split("\n-- 3. ")[1],
    )
    assert all(f"tables/{name}" in first for name in TABLES)
    assert set(re.findall(r"releases/DATE/(\w+)/", third)) == {table.name for table in RELEASED}
    made = [line.split()[4].split(".")[-1] for line in second.splitlines() if line.startswith("CREATE OR REPLACE VIEW")]
    assert set(made) == ANALYSTS.keys()
    assert made.index("indicators") < made.index("panel") < made.index("panel_wide")


def test_duckdb_s_script_runs_as_it_stands(tmp_path: Path) -> None:
    duck = next(dialect for dialect in DIALECTS if dialect.name == "duckdb")
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA stored")
        for table in TABLES.values():
            connection.register("nothing", table.schema.empty_table())
            connection.execute(f"CREATE TABLE stored.{table.name} AS FROM nothing")
        for name in in_order(ANALYSTS):
            connection.execute(f"CREATE OR REPLACE VIEW {name} AS {in_dialect(duck, SQL[name])}")
            columns = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
            assert columns == list(ANALYSTS[name].column)
