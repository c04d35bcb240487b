"""One district's page: its sites, its documents by year, and its figures over the years as charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.sites.divisions import by_code, full_name
from cppcc_archive.sites.gazetteer import english
from cppcc_archive.tables.view_figures import NO_TOTAL
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.charts import Chart, Point, line_chart

_SITES = "SELECT * FROM sites WHERE coalesce(division_code, site_id) = $committee ORDER BY since, site_id"
_DOCUMENTS = """
SELECT report_id, title, doc_type, published_date, published_year, year_reviewed, term, session, gone_since, url
FROM reports WHERE coalesce(division_code, site_id) = $committee
ORDER BY published_year DESC, published_date DESC, title LIMIT 2000
"""
_SERIES = """
SELECT code, coalesce(label_zh, code) AS label_zh, coalesce(label_en, code) AS label_en, unit, year, value, span,
       report_id, indicator_id, conflict_report_id, basis
FROM panel WHERE place_id = $committee ORDER BY code, unit, year
"""
_MOST_CHARTS = 60
_PIECES = frozenset({"件", "条", "篇", "份"})
"""Measure words of written pieces: one committee counts its opinions by another one each year."""
_PLACES = {code.code: place for place, code in enumerate(CODES)}


@dataclass(frozen=True, slots=True)
class Series:
    """One code over the years, with its name in both languages."""

    label_zh: str
    label_en: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """All that the page shows. Rows are as the tables have them."""

    committee: str
    name: str
    name_en: str
    place: str | None
    sites: Sequence[Mapping[str, Any]]
    documents: Sequence[Mapping[str, Any]]
    series: tuple[Series, ...]

    @property
    def has_code(self) -> bool:
        """Whether it is known by a division code, not by its site."""
        return self.committee.isdecimal()


def district_page(archive: Archive, committee: str) -> DistrictPage | None:
    """The page of a committee, by division code or, where that is not known, its site's id; None if nobody knows it."""
    asked = {"committee": committee}
    sites = archive.rows(_SITES, asked)
    documents = archive.rows(_DOCUMENTS, asked)
    division = by_code(committee)
    if division is None and not sites and not documents:
        return None
    name = name_of(archive, committee)
    return DistrictPage(
        committee,
        name,
        english(division) if division else name,
        full_name(committee) if division else None,
        sites,
        documents,
        _series(archive, committee),
    )


def name_of(archive: Archive, committee: str) -> str:
    """What people call a committee's district: its division's name, else its site's, else what it is known by."""
    division = by_code(committee)
    if division is not None:
        return division.name
    site = archive.row(f"SELECT name FROM ({_SITES}) LIMIT 1", {"committee": committee})
    return str(site["name"]) if site else committee


def _series(archive: Archive, committee: str) -> tuple[Series, ...]:
    """A chart for every code with values of two years at least, in the order of the code list: proposals first."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in archive.rows(_SERIES, {"committee": committee}):
        found.setdefault((row["code"], "件" if row["unit"] in _PIECES else row["unit"]), []).append(row)
    long = [rows for rows in found.values() if len({row["year"] for row in rows}) > 1]
    long.sort(key=lambda rows: (_PLACES.get(rows[0]["code"], len(_PLACES)), rows[0]["code"], -len(rows)))
    shown = long[:_MOST_CHARTS]
    every = [row["year"] for rows in shown for row in rows]
    # One axis of years for all: charts that begin each at a year of its own cannot be read beside each other.
    axis = (min(every), max(every)) if every else None
    return tuple(
        Series(rows[0]["label_zh"], rows[0]["label_en"], line_chart(_units(rows), [_point(row) for row in rows], axis))
        for rows in shown
    )


def _units(rows: Sequence[Mapping[str, Any]]) -> str:
    """The units of a series as people read them, the one printed most in front."""
    units = [row["unit"] for row in rows]
    return " / ".join(sorted(set(units), key=lambda unit: (-units.count(unit), unit)))


def _point(row: Mapping[str, Any]) -> Point:
    href = f"report/{row['report_id']}#f-{row['indicator_id']}"
    doubtful = row["conflict_report_id"] is not None
    no_total = row["basis"] if row["basis"] in NO_TOTAL else None
    return Point(row["year"], row["value"], href, row["span"], doubtful, no_total)
