"""A district's charts: one for each thing counted, whatever word counts it."""

from __future__ import annotations

from typing import Any

from cppcc_archive.view.archive import Archive
from cppcc_archive.view.coverage import province
from cppcc_archive.view.district import district_page


class Told(Archive):
    """An archive that answers every question with the same rows."""

    def __init__(self, *rows: dict[str, Any]) -> None:
        self._rows = list(rows)

    def rows(self, sql: str, values: object = ()) -> list[dict[str, Any]]:
        return self._rows


def value(code: str, unit: str, year: int) -> dict[str, Any]:
    named = {"label_zh": code, "label_en": code, "span": f"{year}{unit}", "report_id": "r", "indicator_id": str(year)}
    return {"code": code, "unit": unit, "year": year, "value": 1.0, "conflict_report_id": None, "name": "n", **named}


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


def test_a_province_shows_the_counties_with_reports_before_those_without() -> None:
    row = {"committee": "539903", "year": 2024, "reports": 2, "work_reports": 1, "there": 2, "name": "云山区政协"}
    found = province(Told(row), "53")
    assert found is not None
    name, strips, _ = found
    assert (name, strips[0].name, strips[0].reports) == ("云南省", "云山区政协", 2)
    assert len(strips) > 100 and not any(strip.reports for strip in strips[1:])
