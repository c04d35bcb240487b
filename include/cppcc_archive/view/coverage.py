"""What the archive covers, for the map of provinces and the heat map of districts by publication year."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Literal

from cppcc_archive.sites.divisions import Division, by_code, iter_divisions
from cppcc_archive.sites.gazetteer import english
from cppcc_archive.view.archive import Archive

State = Literal["report", "other", "gone", "gap", "none"]

_CELLS = """
SELECT coalesce(division_code, site_id) AS committee, published_year AS year, count(*) AS reports,
       count(*) FILTER (doc_type IN ('standing_committee_report', 'proposal_report')) AS work_reports,
       count(*) FILTER (gone_since IS NULL) AS there,
       count(*) FILTER (gone_since IS NULL AND doc_type IN ('standing_committee_report', 'proposal_report'))
         AS work_reports_there
FROM reports GROUP BY ALL
"""
_NAMES = "SELECT coalesce(division_code, site_id) AS committee, min(name) AS name FROM sites GROUP BY ALL"
_TOTALS = """
SELECT count(*) AS reports, count(*) FILTER (doc_type = 'standing_committee_report') AS work_reports,
       count(*) FILTER (doc_type = 'proposal_report') AS proposal_reports FROM reports
"""
_CODED = "SELECT count(*) AS figures FROM indicators WHERE code <> 'other'"

PROVINCE_TILES: dict[str, tuple[int, int]] = {
    "23": (9, 0),
    "65": (1, 1),
    "15": (6, 1),
    "22": (9, 1),
    "62": (3, 2),
    "64": (5, 2),
    "14": (6, 2),
    "13": (7, 2),
    "11": (8, 2),
    "21": (9, 2),
    "54": (1, 3),
    "63": (3, 3),
    "61": (5, 3),
    "41": (6, 3),
    "37": (7, 3),
    "12": (8, 3),
    "51": (3, 4),
    "50": (4, 4),
    "42": (5, 4),
    "34": (6, 4),
    "32": (7, 4),
    "31": (8, 4),
    "53": (3, 5),
    "52": (4, 5),
    "43": (5, 5),
    "36": (6, 5),
    "33": (7, 5),
    "45": (4, 6),
    "44": (5, 6),
    "35": (6, 6),
    "71": (8, 6),
    "46": (4, 7),
    "82": (5, 7),
    "81": (6, 7),
}
"""Column and row of each province on a map of equal tiles, by the first two digits of its code."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One province on the map: ``counties`` it has today or once had with reports, ``covered`` of them have reports;
    ``invented`` ones that have stand beside."""

    code: str
    name: str
    name_en: str
    column: int
    row: int
    counties: int
    covered: int
    invented: int

    @property
    def shade(self) -> int:
        """0 (nothing) to 5 (every county): by the share covered, any at all being 1."""
        return 0 if not self.covered else 1 + min(4, 4 * self.covered // max(1, self.counties))


@dataclass(frozen=True, slots=True)
class Cell:
    """One committee in one publication year."""

    year: int
    state: State
    reports: int


@dataclass(frozen=True, slots=True)
class Strip:
    """One committee's years, in order. ``committee``: division code, or the site's id where that is not known."""

    committee: str
    name: str
    name_en: str
    cells: tuple[Cell, ...]

    @property
    def reports(self) -> int:
        """Reports of all years."""
        return sum(cell.reports for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures at the head of the first page. ``districts`` has no invented ones."""

    reports: int
    work_reports: int
    proposal_reports: int
    figures: int
    districts: int
    counties: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page."""

    totals: Totals
    tiles: tuple[Tile, ...]
    strips: tuple[Strip, ...]
    years: tuple[int, ...]


def overview(archive: Archive) -> Overview:
    """The whole country: totals, the map, and a strip for every committee that has anything."""
    strips = _strips(archive)
    committees = {strip.committee for strip in strips}
    invented = committees & archive.invented()
    covered = {committee for committee in committees - invented if _is_county(committee)}
    counties = {one.code for one in _counties()} | covered
    kinds = archive.rows(_TOTALS)[0]
    figures = archive.rows(_CODED)[0]["figures"]
    totals = Totals(**kinds, figures=figures, districts=len(committees - invented), counties=len(counties))
    return Overview(totals, tuple(_tiles(counties, covered, invented)), strips, _years(strips))


@dataclass(frozen=True, slots=True)
class Province:
    """One province: a strip for each of its counties (with reports first, then without), and the years shown.
    ``covered`` of ``counties`` have reports; invented ones are shown, and counted in neither."""

    name: str
    name_en: str
    strips: tuple[Strip, ...]
    years: tuple[int, ...]
    counties: int
    covered: int


def province(archive: Archive, code: str) -> Province | None:
    """A province's page. None for a code that is no province's and that no committee of the archive has."""
    start = code[:2]
    strips = {strip.committee: strip for strip in _strips(archive) if strip.committee.startswith(start)}
    counties = [one for one in _counties() if one.code.startswith(start)]
    division = next((one for one in _provinces() if one.code.startswith(start)), None)
    if division is None and not strips:
        return None
    years = _years(strips.values())
    empty = tuple(Cell(year, "none", 0) for year in years)
    every = {one.code: Strip(one.code, one.name, english(one), empty) for one in counties} | strips
    ordered = tuple(every[key] for key in sorted(every, key=lambda key: (key not in strips, key)))
    real = every.keys() - archive.invented()
    name, name_en = (division.name, english(division)) if division else (code, code)
    return Province(name, name_en, ordered, years, len(real), len(real & strips.keys()))


def _strips(archive: Archive) -> tuple[Strip, ...]:
    found: dict[str, dict[int, Cell]] = {}
    for row in archive.rows(_CELLS):
        state: State = "report" if row["work_reports"] else "other"
        # Kept here alone: all of the year's documents, or its work reports where other documents are still there.
        if not row["there"] or (row["work_reports"] and not row["work_reports_there"]):
            state = "gone"
        found.setdefault(row["committee"], {})[row["year"]] = Cell(row["year"], state, row["reports"])
    if not found:
        return ()
    names = {row["committee"]: row["name"] for row in archive.rows(_NAMES)}
    years = range(min(map(min, found.values())), max(map(max, found.values())) + 1)
    return tuple(
        Strip(committee, _name(committee, names), _name_en(committee, names), tuple(_filled(found[committee], years)))
        for committee in sorted(found)
    )


def _filled(cells: dict[int, Cell], years: Iterable[int]) -> Iterable[Cell]:
    first, last = min(cells), max(cells)
    for year in years:
        between: State = "gap" if first < year < last else "none"
        yield cells.get(year) or Cell(year, between, 0)


def _name(committee: str, names: dict[str, str]) -> str:
    division = by_code(committee)
    return names.get(committee) or (division.name if division else committee)


def _name_en(committee: str, names: dict[str, str]) -> str:
    """The division's name in English; of what no list has, the site's own."""
    division = by_code(committee)
    return english(division) if division else names.get(committee, committee)


def _years(strips: Iterable[Strip]) -> tuple[int, ...]:
    return next((tuple(cell.year for cell in strip.cells) for strip in strips), ())


def _is_county(committee: str) -> bool:
    """Whether a committee is known by the code of a county, not by that of a city or by its site."""
    return len(committee) == 6 and committee.isdecimal() and not committee.endswith("00")


def _tiles(counties: Set[str], covered: Set[str], invented: Set[str]) -> Iterable[Tile]:
    for one in _provinces():
        place = PROVINCE_TILES.get(one.code[:2])
        if place is not None:
            own = {code for code in counties if code.startswith(one.code[:2])}
            beside = sum(code.startswith(one.code[:2]) for code in invented)
            yield Tile(one.code[:2], _short(one.name), english(one), *place, len(own), len(own & covered), beside)


def _short(name: str) -> str:
    return name[:3] if name.startswith(("内蒙古", "黑龙江")) else name[:2]


def _counties() -> list[Division]:
    return [one for one in iter_divisions() if one.level == "county" and one.valid_to is None]


def _provinces() -> list[Division]:
    return [one for one in iter_divisions() if one.level == "province" and one.valid_to is None]
