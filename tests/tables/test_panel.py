"""The panel, its wide form and what contradicts it: held against archives of a few figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.contract import DIVISIONS, INDICATORS, REPORTS
from cppcc_archive.tables.view_figures import NO_TOTAL
from tests.tables.test_views import ask, figure, put, report, store

__all__ = ["store"]

CODE_NAMES = {code.code for code in CODES}


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
            ("trainings", 4, {}, "said_twice"),
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
        assert (wide["value"] is None) == (basis in NO_TOTAL or "rate" in code or "proposals" in code)

    def test_a_small_number_said_twice_beside_another_one_is_one_of_several_things(self, store: LocalStore) -> None:
        put(store, REPORTS, report("work"))
        put(store, INDICATORS, *(figure("work", n, value, code="trainings") for n, value in enumerate((4, 4, 9))))
        (row,) = ask(store, "FROM panel")
        assert (row["value"], row["values_found"], row["basis"]) == (4, 2, "several_things")

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
        (row,) = ask(store, f"SELECT {facts['code']} AS value, left_out, approximate FROM panel_wide")
        assert (row["value"], row["left_out"]) == (shown, 1 if shown is None else 0)
        assert row["approximate"] == (1 if facts.get("qualifier") == "approx" else 0)
        assert ask(store, "SELECT value FROM panel") == [{"value": 74}]

    def test_what_the_wide_panel_leaves_out_is_counted_and_what_it_shows_is_not(self, store: LocalStore) -> None:
        put(store, REPORTS, report("work"))
        put(
            store,
            INDICATORS,
            figure("work", 0, 151),
            figure("work", 1, 5500, code="participations", unit="人次", qualifier="approx"),
            figure("work", 2, 500, code="articles_published", unit="篇", qualifier="more_than"),
            figure("work", 3, 60, code="investment", unit="美元", qualifier="approx"),
            figure("work", 4, 14, code="activities"),
            figure("work", 5, 41, code="activities"),
        )
        (row,) = ask(store, "FROM panel_wide")
        shown = {code: value for code, value in row.items() if code in CODE_NAMES and value is not None}
        assert shown == {"proposals_filed": 151, "participations": 5500}
        assert (row["left_out"], row["approximate"]) == (3, 1)

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
