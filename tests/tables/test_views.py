"""What analysts ask beside the stored tables: one value a district, year and code, the past, and what is missing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.reports import anomalies
from cppcc_archive.reports.anomaly_table import ANOMALY_KINDS
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append
from cppcc_archive.tables.contract import (
    ANOMALIES,
    INDICATORS,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
)
from cppcc_archive.tables.query import analysts
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.views import (
    ANALYSTS,
    MACROS,
    SQL,
    WITHOUT_TEXTS,
    asks_for_text,
    in_order,
    stored_behind,
)
from tests.tables.samples import sample

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def put(store: Store, table: Table, *rows: dict[str, Any]) -> None:
    append(store, table, rows_of(table, [sample(table, **row) for row in rows]))


def ask(store: Store, sql: str) -> list[dict[str, Any]]:
    with analysts(store) as connection:
        rows: list[dict[str, Any]] = connection.execute(sql).to_arrow_table().to_pylist()
    return rows


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "store")


def report(name: str, **facts: Any) -> dict[str, Any]:
    return {"report_id": name, "version_id": f"{name}-1", "division_code": "370103", "year_reviewed": 2024, **facts}


def figure(report_id: str, number: int, value: float, **facts: Any) -> dict[str, Any]:
    named = {"report_id": report_id, "version_id": f"{report_id}-1", "indicator": number, "value": value}
    ordinary = {"division_code": "370103", "code": "proposals_filed", "year": 2024, "figure_year": 2024}
    known = {"holder": "own", "role": "total", "period": "reviewed", "indicator_id": f"{report_id}{number}"}
    return {**named, **ordinary, **known, "warning": None, **facts}


def test_every_name_is_there_with_its_declared_columns_before_anything_is_written(store: LocalStore) -> None:
    with analysts(store) as connection:
        for name, table in ANALYSTS.items():
            assert connection.execute(f"SELECT * FROM {name} LIMIT 0").to_arrow_table().column_names == list(
                table.column
            )
        for name in MACROS:
            assert connection.execute(f"FROM {name}('2026-01-01')").fetchall() == []


def test_only_what_a_name_is_made_of_is_opened() -> None:
    assert stored_behind(["codes"]) == frozenset()
    assert stored_behind(["panel_wide"]) == {"indicators", "reports", "sites", "divisions", "texts"}
    assert "texts" not in stored_behind(["panel_wide"], {**SQL, **WITHOUT_TEXTS})


@pytest.mark.parametrize(
    ("sql", "asks"),
    [
        ("SELECT count(*) FROM reports", False),
        ("SELECT title FROM reports", False),
        ("SELECT 0.5 * characters, term*2 FROM reports", False),
        ("SELECT DISTINCT ON (term2) * FROM reports WHERE term > 2 * 3", True),
        ("SELECT * FROM panel_wide", False),
        ("SELECT * FROM mentions", False),
        ("SELECT value FROM panel", False),
        ("SELECT length(text) FROM reports", True),
        ("FROM reports", True),
        ("SELECT report_id FROM paragraphs", False),
        ("SELECT report_id FROM figure_context", True),
    ],
)
def test_texts_are_only_joined_where_they_can_be_wanted(sql: str, asks: bool) -> None:
    assert asks_for_text(sql, frozenset(re.findall(r"\w+", sql)) & ANALYSTS.keys()) is asks


def test_what_is_made_of_names_is_in_their_order() -> None:
    assert in_order(["panel_wide"])[-2:] == ["panel", "panel_wide"]
    assert "report_versions" in in_order(["indicators_at"])


class TestContext:
    def test_a_figure_stands_between_its_forty_characters(self, store: LocalStore) -> None:
        text = "前" * 50 + "立案151件" + "后" * 50
        put(store, REPORTS, report("a"))
        put(store, REPORT_TEXTS, {"report_id": "a", "version_id": "a-1", "text": text})
        put(store, INDICATORS, figure("a", 0, 151, span="立案151件", start_char=50, end_char=56))
        (row,) = ask(store, "FROM figure_context")
        assert (row["text_before"], row["span"], row["text_after"]) == ("前" * 40, "立案151件", "后" * 40)

    def test_at_the_beginning_there_is_less_before(self, store: LocalStore) -> None:
        put(store, REPORTS, report("a"))
        put(store, REPORT_TEXTS, {"report_id": "a", "version_id": "a-1", "text": "共立案151件。"})
        put(store, INDICATORS, figure("a", 0, 151, span="立案151件", start_char=1, end_char=7))
        (row,) = ask(store, "FROM figure_context")
        assert (row["text_before"], row["text_after"]) == ("共", "。")


def test_codes_say_what_they_count(store: LocalStore) -> None:
    codes = {row["code"]: row for row in ask(store, "FROM codes")}
    assert codes["proposals_filed"]["label_zh"] == "立案"
    assert codes["filing_rate"]["kind"] == "share"
    assert codes["proposals_by_sector"]["kind"] == "breakdown"


def test_the_newest_report_of_each_kind(store: LocalStore) -> None:
    put(
        store,
        REPORTS,
        report("old", doc_type="speech", event_date=date(2024, 1, 1)),
        report("new", doc_type="speech", event_date=date(2025, 1, 1)),
        report("undated", doc_type="speech", event_date=None, published_date=None, published_at=None),
        report("other", doc_type="resolution"),
    )
    rows = ask(store, "SELECT doc_type, report_id FROM latest_reports ORDER BY ALL")
    assert [tuple(row.values()) for row in rows] == [("resolution", "other"), ("speech", "new")]


def test_the_newest_report_of_a_district_says_how_far_it_lags_behind_others_of_its_kind(store: LocalStore) -> None:
    put(
        store,
        REPORTS,
        report("old", division_code="370103", published_year=2019),
        report("older", division_code="370103", published_year=2018),
        report("new", division_code="370104", published_year=2026),
        report("only", division_code="370103", published_year=2017, doc_type="resolution"),
    )
    rows = ask(store, "SELECT report_id, years_behind FROM latest_reports ORDER BY ALL")
    assert [tuple(row.values()) for row in rows] == [("new", 0), ("old", 7), ("only", 0)]


class TestHistory:
    @pytest.fixture
    def store(self, tmp_path: Path) -> LocalStore:
        """A report that said 172, then 174 with one figure more."""
        found = LocalStore(tmp_path / "store")
        first, second = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
        put(
            found,
            REPORT_VERSIONS,
            {"report_id": "a", "version_id": "1", "valid_from": first, "characters": 10},
            {"report_id": "a", "version_id": "2", "valid_from": second, "characters": 12},
        )
        put(found, REPORTS, {"report_id": "a", "version_id": "2"})
        same = {"report_id": "a", "indicator_id": "filed", "code": "proposals_filed", "indicator": 0}
        put(
            found,
            INDICATORS,
            {**same, "version_id": "1", "value": 172, "span": "立案172件"},
            {**same, "version_id": "2", "value": 174, "span": "立案174件"},
            {**same, "version_id": "2", "value": 9, "indicator": 1, "indicator_id": "new", "code": "surveys"},
        )
        return found

    def test_figures_of_superseded_versions_have_their_time_and_do_not_count_now(self, store: LocalStore) -> None:
        assert [row["value"] for row in ask(store, "SELECT value FROM indicators ORDER BY value")] == [9, 174]
        rows = ask(store, "SELECT value, valid_to IS NULL AS stands FROM indicators_history ORDER BY value")
        assert [tuple(row.values()) for row in rows] == [(9, True), (172, False), (174, True)]

    @pytest.mark.parametrize(("day", "value"), [("2025-12-31", None), ("2026-02-01", 172), ("2026-03-02", 174)])
    def test_what_the_tables_said_on_a_day(self, store: LocalStore, day: str, value: float | None) -> None:
        found = ask(store, f"SELECT value FROM indicators_at('{day}') WHERE code = 'proposals_filed'")
        assert [row["value"] for row in found] == ([] if value is None else [value])

    def test_what_changed_between_versions(self, store: LocalStore) -> None:
        rows = ask(
            store,
            "SELECT kind, code, value_before, value_after, span_before, span_after, characters_before, "
            "characters_after "
            "FROM changes ORDER BY kind",
        )
        assert [tuple(row.values()) for row in rows] == [
            ("added", "surveys", None, 9, None, "立案151件", 10, 12),
            ("moved", "proposals_filed", 172, 174, "立案172件", "立案174件", 10, 12),
            ("text", None, None, None, None, None, 10, 12),
        ]


class TestCopies:
    """One report listed in two columns is one report, and a copy that says so."""

    def test_the_first_that_is_still_there_counts(self, store: LocalStore) -> None:
        later = datetime(2026, 1, 2, tzinfo=UTC)
        same = {"version_id": "same", "characters": 500, "gone_since": None}
        put(
            store,
            REPORTS,
            report("gone", **{**same, "gone_since": later}, first_seen=MOMENT),
            report("old", **same, first_seen=MOMENT),
            report("new", **same, first_seen=later, site_id="other-host"),
            report("elsewhere", **same, first_seen=later, division_code="370104"),
            report("short-a", version_id="short", characters=60, first_seen=MOMENT),
            report("short-b", version_id="short", characters=60, first_seen=MOMENT),
        )
        copies = {
            row["report_id"]: row["duplicate_of"] for row in ask(store, "SELECT report_id, duplicate_of FROM reports")
        }
        assert copies == {
            "gone": "old", "old": None, "new": "old", "elsewhere": None, "short-a": None, "short-b": None,
        }  # fmt: skip

    def test_the_panel_counts_no_copy(self, store: LocalStore) -> None:
        same = {"version_id": "same", "characters": 500, "gone_since": None}
        put(store, REPORTS, report("a", **same, first_seen=MOMENT), report("b", **same, first_seen=MOMENT))
        put(store, INDICATORS, *(figure(name, 0, 151.0, version_id="same") for name in ("a", "b")))
        assert [row["candidates"] for row in ask(store, "SELECT candidates FROM panel")] == [1]


def test_every_anomaly_of_the_version_that_stands_is_a_row_with_advice(store: LocalStore) -> None:
    put(store, REPORTS, report("work", version_id="work-2"))
    kinds = [kind.kind for kind in ANOMALY_KINDS]
    place = {"report_id": "work", "version_id": "work-2"}
    put(store, ANOMALIES, *({**place, "anomaly": number, "kind": kind} for number, kind in enumerate(kinds)))
    put(store, ANOMALIES, {**place, "version_id": "work-1", "anomaly": 0})
    rows = ask(store, "FROM anomalies ORDER BY anomaly")
    assert [row["kind"] for row in rows] == kinds
    told = [(row["label_zh"], row["label_en"], row["advice_zh"], row["advice_en"]) for row in rows]
    assert told == [kind[1:] for kind in ANOMALY_KINDS]


def test_every_kind_of_anomaly_that_the_parser_finds_is_explained() -> None:
    found = set(re.findall(r'(?:Anomaly|Gap)\(\s*"(\w+)"', Path(anomalies.__file__).read_text(encoding="utf-8")))
    found |= set(re.findall(r'"(unbalanced_\w+)"', Path(anomalies.__file__).read_text(encoding="utf-8")))
    assert found == {kind.kind for kind in ANOMALY_KINDS}
    assert all(kind in ANALYSTS["anomalies"].column["kind"].description for kind in found)
