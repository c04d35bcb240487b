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
    DIVISIONS,
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
        ("SELECT * FROM panel_wide", True),
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


class TestPanel:
    def test_the_document_that_accounts_for_the_year_has_the_value_and_conflicts_are_counted(
        self, store: LocalStore
    ) -> None:
        put(
            store,
            REPORTS,
            report("work", doc_type="standing_committee_report"),
            report("proposals", doc_type="proposal_report"),
            report("news", doc_type="meeting_news"),
        )
        put(store, INDICATORS, figure("work", 0, 172), figure("proposals", 0, 174), figure("news", 0, 174))
        (row,) = ask(store, "FROM panel")
        assert (row["place_id"], row["year"], row["code"], row["value"]) == ("370103", 2024, "proposals_filed", 174)
        assert (row["report_id"], row["indicator"], row["doc_type"]) == ("proposals", 0, "proposal_report")
        assert (row["candidates"], row["values_found"], row["lowest"], row["highest"]) == (3, 2, 172, 174)
        assert (row["conflict_report_id"], row["conflict_value"]) == ("work", 172)
        assert row["basis"] == "documents_differ"
        both = ask(store, "SELECT report_id, other_report_id, value, other_value FROM contradictions ORDER BY ALL")
        assert ("work", "proposals", 172, 174) in [tuple(one.values()) for one in both]
        assert ("proposals", "work", 174, 172) in [tuple(one.values()) for one in both]

    def test_two_figures_of_one_document_are_candidates_and_no_conflict_of_documents(self, store: LocalStore) -> None:
        put(store, REPORTS, report("work"), report("work-again"))
        put(store, INDICATORS, figure("work", 0, 17, code="activities"), figure("work", 1, 21, code="activities"))
        (row,) = ask(store, "FROM panel")
        assert (row["values_found"], row["conflict_report_id"], row["conflict_value"]) == (2, None, None)
        assert row["basis"] == "several_things"
        put(store, INDICATORS, figure("work-again", 0, 22, code="activities"))
        (row,) = ask(store, "FROM panel")
        assert (row["values_found"], row["conflict_report_id"], row["conflict_value"]) == (3, "work-again", 22)

    @pytest.mark.parametrize("doc_type", ["meeting_news", "speech", "notice"])
    def test_news_of_a_day_counts_no_year_s_activities_but_may_print_its_proposals(
        self, store: LocalStore, doc_type: str
    ) -> None:
        put(store, REPORTS, report("work"), report("news", doc_type=doc_type))
        put(store, INDICATORS, figure("work", 0, 40, code="inspections"), figure("news", 0, 6, code="inspections"))
        put(store, INDICATORS, figure("news", 1, 6, code="places_reached"), figure("news", 2, 151))
        rows = ask(store, "SELECT code, value, candidates FROM panel ORDER BY code")
        assert [tuple(row.values()) for row in rows] == [("inspections", 40, 1), ("proposals_filed", 151, 1)]

    def test_what_a_proposal_report_counts_beside_proposals_contradicts_no_work_report(self, store: LocalStore) -> None:
        put(store, REPORTS, report("work"), report("proposals", doc_type="proposal_report"))
        put(
            store, INDICATORS, figure("work", 0, 40, code="inspections"), figure("proposals", 0, 12, code="inspections")
        )
        (row,) = ask(store, "FROM panel")
        assert (row["value"], row["candidates"], row["conflict_report_id"]) == (40, 1, None)
        assert ask(store, "FROM contradictions") == []

    @pytest.mark.parametrize("doc_type", ["proposal_report", "opinion_report"])
    def test_a_report_on_one_matter_accounts_for_no_other(self, store: LocalStore, doc_type: str) -> None:
        put(store, REPORTS, report("work"), report("other", doc_type=doc_type))
        put(store, INDICATORS, figure("work", 0, 5, code="surveys"), figure("other", 0, 12, code="inspections"))
        assert [row["code"] for row in ask(store, "FROM panel")] == ["surveys"]
        documents = {row["code"]: row["documents"] for row in ask(store, "SELECT code, documents FROM codes")}
        assert documents["inspections"] == "standing_committee_report"
        assert documents["filing_rate"] == "proposal_report, standing_committee_report"
        assert documents["opinions_adopted"] == "opinion_report, standing_committee_report"

    def test_what_a_later_report_says_of_the_year_before_contradicts_it(self, store: LocalStore) -> None:
        rate = {"code": "attendance_rate", "unit": "%"}
        put(store, REPORTS, report("first", year_reviewed=2018), report("next", year_reviewed=2019))
        put(
            store,
            INDICATORS,
            figure("first", 0, 94.6, **rate, year=2018, figure_year=2018),
            figure("next", 0, 87.2, **rate, year=2019, figure_year=2018, period="prior_year"),
            figure("next", 1, 95.1, **rate, year=2019, figure_year=2019),
        )
        then, after = ask(store, "FROM panel ORDER BY year")
        assert (then["value"], then["basis"], then["conflict_value"]) == (94.6, "documents_differ", 87.2)
        assert (after["value"], after["basis"], after["candidates"]) == (95.1, "one_value", 1)
        both = ask(store, "SELECT report_id, value, other_value, kind FROM contradictions ORDER BY ALL")
        assert [tuple(row.values()) for row in both] == [
            ("first", 94.6, 87.2, "prior_year"),
            ("next", 87.2, 94.6, "prior_year"),
        ]

    def test_a_later_report_s_word_alone_is_no_value_of_the_year(self, store: LocalStore) -> None:
        put(store, REPORTS, report("next", year_reviewed=2025))
        put(store, INDICATORS, figure("next", 0, 87, year=2025, figure_year=2024, period="prior_year"))
        assert ask(store, "FROM panel") == []

    @pytest.mark.parametrize(
        ("code", "value", "facts", "basis"),
        [
            ("trainings", 4, {}, "several_things"),
            ("surveys", 74, {}, "one_value"),
            ("surveys", 74, {"unit": "项"}, "several_things"),
            ("proposals_filed", 4, {}, "one_value"),
            ("filing_rate", 4, {}, "one_value"),
            ("standing_committee_meetings", 5, {}, "one_value"),
            # An attached file often has the page's words again.
            ("trainings", 4, {"file": "http://a.gov.cn/a.docx"}, "one_value"),
        ],
    )
    def test_a_small_number_twice_is_not_known_to_be_one_thing(
        self, store: LocalStore, code: str, value: float, facts: dict[str, str], basis: str
    ) -> None:
        put(store, REPORTS, report("work"))
        known = {"code": code, "unit": "次", "file": None}
        put(store, INDICATORS, figure("work", 0, value, **known), figure("work", 1, value, **{**known, **facts}))
        (row,) = ask(store, "FROM panel")
        assert (row["value"], row["values_found"], row["basis"]) == (value, 1, basis)
        (wide,) = ask(store, f"SELECT {code} AS value FROM panel_wide")
        assert (wide["value"] is None) == (basis == "several_things" or "rate" in code or "proposals" in code)

    @pytest.mark.parametrize(
        ("facts", "shown"),
        [
            ({"code": "surveys", "unit": "次"}, 74),
            ({"code": "surveys", "unit": "场"}, 74),
            ({"code": "surveys", "unit": "项"}, None),
            ({"code": "opinions_submitted", "unit": "条"}, 74),
            ({"code": "investment", "unit": "美元"}, None),
            ({"code": "surveys", "unit": "次", "qualifier": "more_than"}, None),
            ({"code": "surveys", "unit": "次", "qualifier": "less_than"}, None),
            ({"code": "surveys", "unit": "次", "qualifier": "approx"}, 74),
        ],
    )
    def test_a_column_of_the_wide_panel_has_one_unit_and_no_bound(
        self, store: LocalStore, facts: dict[str, Any], shown: float | None
    ) -> None:
        put(store, REPORTS, report("work"))
        put(store, INDICATORS, figure("work", 0, 74, **facts))
        assert ask(store, f"SELECT {facts['code']} AS value FROM panel_wide") == [{"value": shown}]
        assert ask(store, "SELECT value FROM panel") == [{"value": 74}]

    def test_a_place_that_no_list_has_lies_in_the_province_of_its_code(self, store: LocalStore) -> None:
        put(store, REPORTS, report("work", division_code="539903"))
        put(store, INDICATORS, figure("work", 0, 17, division_code="539903"))
        (row,) = ask(store, "FROM panel")
        assert (row["province_code"], row["city_code"]) == ("530000", None)

    @pytest.mark.parametrize("facts", [{"unit": "场"}, {"qualifier": "more_than"}], ids=["another unit", "a bound"])
    def test_another_unit_or_a_bound_is_a_candidate_and_no_conflict(
        self, store: LocalStore, facts: dict[str, str]
    ) -> None:
        put(store, REPORTS, report("work"), report("work-again"))
        put(store, INDICATORS, figure("work", 0, 17), figure("work-again", 0, 88, **facts))
        (row,) = ask(store, "FROM panel")
        assert (row["value"], row["values_found"], row["conflict_report_id"]) == (17, 2, None)
        assert row["basis"] == "one_value"

    @pytest.mark.parametrize(
        "facts",
        [
            {"holder": "higher"},
            {"role": "part"},
            {"period": "term"},
            {"year": None, "figure_year": None},
            {"code": "other"},
            {"code": "proposals_by_sector"},
        ],
    )
    def test_what_is_not_the_committee_s_own_total_of_a_year_is_no_candidate(
        self, store: LocalStore, facts: dict[str, Any]
    ) -> None:
        put(store, REPORTS, report("work"))
        put(store, INDICATORS, figure("work", 0, 537, **facts), figure("work", 1, 12, code="surveys"))
        assert [row["code"] for row in ask(store, "FROM panel")] == ["surveys"]

    def test_of_several_units_a_series_keeps_to_the_code_list_s_first(self, store: LocalStore) -> None:
        put(store, REPORTS, report("work"))
        pictures = figure("work", 0, 479, code="history_items", unit="幅")
        put(store, INDICATORS, pictures, figure("work", 1, 123, code="history_items", unit="篇"))
        (row,) = ask(store, "FROM panel")
        assert (row["value"], row["unit"], row["basis"]) == (123, "篇", "several_things")

    def test_one_of_several_things_is_no_total_and_leaves_the_wide_panel_empty(self, store: LocalStore) -> None:
        put(store, REPORTS, report("work"))
        put(store, INDICATORS, figure("work", 0, 14, code="activities"), figure("work", 1, 41, code="activities"))
        assert [row["activities"] for row in ask(store, "SELECT activities FROM panel_wide")] == [None]
        put(store, INDICATORS, figure("work", 2, 150), figure("work", 3, 150))
        (row,) = ask(store, "SELECT activities, proposals_filed FROM panel_wide")
        assert tuple(row.values()) == (None, 150)

    @pytest.mark.parametrize("others", [("approx", 200), ("more_than", 190), ("less_than", 200)])
    def test_a_rounding_beside_the_value_is_no_other_thing(self, store: LocalStore, others: tuple[str, float]) -> None:
        qualifier, rounded = others
        put(store, REPORTS, report("work"))
        put(store, INDICATORS, figure("work", 0, rounded, qualifier=qualifier), figure("work", 1, 198))
        (row,) = ask(store, "FROM panel")
        assert (row["value"], row["values_found"], row["basis"]) == (198, 2, "one_value")
        assert ask(store, "SELECT proposals_filed AS n FROM panel_wide") == [{"n": 198}]
        put(store, INDICATORS, figure("work", 2, 20, qualifier=qualifier))
        (row,) = ask(store, "FROM panel")
        assert (row["value"], row["basis"]) == (198, "several_things"), "too far off to be a rounding"

    def test_a_figure_whose_dimensions_are_known_goes_before_one_whose_are_not(self, store: LocalStore) -> None:
        put(store, REPORTS, report("work"))
        unknown = {"holder": None, "role": None, "period": None, "figure_year": None}
        put(store, INDICATORS, figure("work", 0, 5, **unknown), figure("work", 1, 7))
        (row,) = ask(store, "FROM panel")
        assert (row["value"], row["candidates"]) == (7, 2)

    def test_a_row_is_one_district_year_and_code_and_the_wide_panel_has_them_side_by_side(
        self, store: LocalStore
    ) -> None:
        put(store, REPORTS, report("a"), report("b", division_code=None, site_id="elsewhere"))
        put(
            store,
            INDICATORS,
            figure("a", 0, 150),
            figure("a", 1, 12, code="surveys", unit="次"),
            figure("a", 2, 140, figure_year=2023),
            figure("b", 0, 9, division_code=None, site_id="elsewhere"),
        )
        wide = ask(store, "SELECT place_id, year, proposals_filed, surveys FROM panel_wide ORDER BY ALL")
        assert [tuple(row.values()) for row in wide] == [
            ("370103", 2023, 140, None),
            ("370103", 2024, 150, 12),
            ("elsewhere", 2024, 9, None),
        ]

    def test_the_name_is_the_one_of_that_year(self, store: LocalStore) -> None:
        put(store, REPORTS, report("a"))
        put(store, INDICATORS, figure("a", 0, 1), figure("a", 1, 2, figure_year=2012))
        old = {"division_code": "370103", "name": "旧县", "full_name": "旧县", "valid_from": None}
        new = {"division_code": "370103", "name": "新区", "full_name": "新区", "valid_to": None}
        put(
            store,
            DIVISIONS,
            {**old, "valid_to": date(2019, 6, 1)},
            {**new, "valid_from": date(2019, 6, 1)},
        )
        assert [tuple(row.values()) for row in ask(store, "SELECT year, name FROM panel ORDER BY year")] == [
            (2012, "旧县"),
            (2024, "新区"),
        ]


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
