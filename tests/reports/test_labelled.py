"""The labelled set: every field and every coded indicator at or above its floor. Floors only rise."""

from __future__ import annotations

from bench.reports import DOCS, Case, Score, docs, load_cases, score
from cppcc_archive.reports.figures.codes import CODES

FIELD_FLOOR = 0.99
CODED_FLOOR = 0.99
PART_FLOORS = {"outline": 0.98, "anomalies": 0.98, "mentions": 0.95, "qualifier": 0.99, "period": 0.98, "figures": 0.99}


def labelled() -> tuple[list[Case], Score]:
    cases = load_cases()
    return cases, score(cases)


def test_every_field_and_code_stays_above_its_floor() -> None:
    cases, total = labelled()
    assert len(cases) >= 80
    for name, tally in total.tallies.items():
        if name.startswith("field:"):
            assert tally.f1 >= FIELD_FLOOR, (name, total.errors)
    assert total.merged("code:", without="code:other").f1 >= CODED_FLOOR, total.errors
    for part, floor in PART_FLOORS.items():
        assert total.tallies[part].f1 >= floor, (part, total.errors)


def test_the_code_list_names_every_unit_that_a_code_is_printed_in() -> None:
    units = {code.code: {*code.unit.split(" / "), ""} for code in CODES if code.code != "other"}
    printed = {(one.code, one.unit) for case in load_cases() for one in case.figures if one.code in units}
    assert {(code, unit) for code, unit in printed if unit not in units[code]} == set()


def test_the_published_code_list_is_the_codes_own() -> None:
    assert DOCS.read_text(encoding="utf-8") == docs(), "stale: PYTHONPATH=include:. python -m bench.reports --docs"
