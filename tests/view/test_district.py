"""A district's charts: one for each thing counted, whatever word counts it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cppcc_archive.view.archive import Archive
from cppcc_archive.view.coverage import _tiles, province
from cppcc_archive.view.district import district_page
from cppcc_archive.view.pages import render


class Told(Archive):
    """An archive that answers every question with the same rows."""

    def __init__(self, *rows: dict[str, Any]) -> None:
        self._rows = list(rows)

    def rows(self, sql: str, values: object = ()) -> list[dict[str, Any]]:
        return self._rows

    def invented(self) -> frozenset[str]:
        return frozenset(row["committee"] for row in self._rows if row.get("invented"))


def value(code: str, unit: str, year: int, basis: str = "one_value") -> dict[str, Any]:
    named = {"label_zh": code, "label_en": code, "span": f"{year}{unit}", "report_id": "r", "indicator_id": str(year)}
    return {
        "code": code,
        "unit": unit,
        "year": year,
        "value": 1.0,
        "conflict_report_id": None,
        "basis": basis,
        "name": "n",
        **named,
    }


def charts(*rows: dict[str, Any]) -> list[tuple[str, list[int]]]:
    page = district_page(Told(*rows), "qinghe")
    assert page is not None
    return [(one.chart.unit, [dot.point.year for dot in one.chart.dots]) for one in page.series]


def test_pieces_counted_by_another_word_each_year_are_one_chart() -> None:
    rows = [value("opinions_submitted", unit, year) for year, unit in ((2022, "条"), (2023, "篇"), (2024, "条"))]
    assert charts(*rows) == [("条 / 篇", [2022, 2023, 2024])]


def test_what_is_not_counted_in_pieces_keeps_its_units_apart() -> None:
    rows = [value("visits", unit, year) for unit in ("次", "户") for year in (2023, 2024)]
    assert sorted(charts(*rows)) == [("户", [2023, 2024]), ("次", [2023, 2024])]


def test_all_charts_of_a_district_have_one_axis_of_years() -> None:
    page = district_page(
        Told(
            *(value("visits", "次", year) for year in (2014, 2015)),
            *(value("trips", "次", year) for year in (2023, 2024)),
        ),
        "qinghe",
    )
    assert page is not None
    assert len({one.chart.across for one in page.series}) == 1
    early, late = sorted(page.series, key=lambda one: one.chart.dots[0].point.year)
    assert early.chart.dots[-1].x < late.chart.dots[0].x


@pytest.mark.parametrize(("basis", "said"), [("several_things", "several things"), ("said_twice", "says it twice")])
def test_no_line_leads_to_what_is_no_total(basis: str, said: str) -> None:
    years = [value("visits", "次", year, basis if year == 2022 else "one_value") for year in range(2019, 2025)]
    page = district_page(Told(*years), "qinghe")
    assert page is not None
    chart = page.series[0].chart
    assert [dot.point.year for dot in chart.dots if dot.point.no_total] == [2022]
    assert [len(line.split()) for line in chart.lines] == [3, 2]
    shown = render(
        "district.html",
        "en",
        "./",
        {"page": replace(page, sites=(), documents=()), "switch": "?lang=zh", "invented": 0},
    )
    assert shown.count('class="no-total"') == 1 and said in shown.partition("</svg>")[0]


@pytest.mark.parametrize(
    ("kinds", "there", "work_reports_there", "state"),
    [(1, 2, 1, "report"), (1, 1, 0, "gone"), (1, 0, 0, "gone"), (0, 1, 0, "other"), (0, 0, 0, "gone")],
)
def test_a_year_whose_work_reports_stand_in_the_archive_alone_says_so(
    kinds: int, there: int, work_reports_there: int, state: str
) -> None:
    row = {"committee": "539903", "year": 2024, "reports": 2, "work_reports": kinds, "there": there, "name": "n"}
    found = province(Told({**row, "work_reports_there": work_reports_there}), "53")
    assert found is not None
    assert found.strips[0].cells[0].state == state


def test_a_province_whose_counties_no_list_knows_has_a_tile_without_a_share() -> None:
    tiles = {tile.name: tile.counties for tile in _tiles({"370103"}, set(), set())}
    assert len(tiles) == 34
    assert tiles["山东"] == 1
    assert tiles["台湾"] == 0


def test_a_province_shows_the_counties_with_reports_before_those_without() -> None:
    row = {
        "committee": "539903",
        "year": 2024,
        "reports": 2,
        "work_reports": 1,
        "there": 2,
        "work_reports_there": 1,
        "name": "云山区政协",
    }
    found = province(Told(row), "53")
    assert found is not None
    strips = found.strips
    assert (found.name, found.name_en, strips[0].name, strips[0].reports) == ("云南省", "Yunnan", "云山区政协", 2)
    assert len(strips) > 100 and not any(strip.reports for strip in strips[1:])
    assert (found.counties, found.covered) == (len(strips), 1)
    # Every county of the list has its name in both languages.
    assert next(strip for strip in strips if strip.committee == "530102").name_en == "Wuhua District"


def test_an_invented_committee_is_shown_and_counts_as_no_county() -> None:
    row = {"committee": "539903", "year": 2024, "reports": 2, "work_reports": 1, "there": 2, "work_reports_there": 1}
    found = province(Told({**row, "name": "云山区政协", "invented": True}), "53")
    assert found is not None
    assert (found.strips[0].committee, found.counties, found.covered) == ("539903", len(found.strips) - 1, 0)
