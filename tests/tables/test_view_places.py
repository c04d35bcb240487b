"""Which years of which places the archive has: the view ``coverage``, held against archives of a few rows."""

from __future__ import annotations

from datetime import date

from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.contract import CAPTURES, CRAWL_OUTCOMES, DIVISIONS, REPORTS, SITES
from tests.tables.test_views import ask, put, report, store

__all__ = ["store"]


def states(store: LocalStore) -> dict[str, str]:
    rows = ask(store, "SELECT place_id, state FROM coverage WHERE year = 2025")
    return {row["place_id"]: row["state"] for row in rows}


def test_every_county_of_the_year_has_a_state(store: LocalStore) -> None:
    codes = ["370101", "370102", "370103", "370104", "370105", "370106"]
    always = {"level": "county", "valid_from": None, "valid_to": None}
    gone = {"level": "county", "valid_from": None, "valid_to": date(2010, 1, 1), "division_code": "370109"}
    put(store, DIVISIONS, *({"division_code": code, **always} for code in codes), gone)
    put(
        store,
        SITES,
        *({"site_id": code, "division_code": code, "status": "active"} for code in codes[:5]),
        {"site_id": "codeless", "division_code": None, "status": "active"},
    )
    put(store, REPORTS, report("a", division_code="370101", site_id="370101", published_year=2025))
    results = {"370101": "ok", "370102": "ok", "370103": "blocked", "370104": "error", "370105": "ok"}
    put(store, CRAWL_OUTCOMES, *({"site_id": one, "result": result} for one, result in results.items()))
    missed = {"site_id": "370105", "kind": "article", "verdict": "error", "published_year": 2025}
    put(store, CAPTURES, missed)
    assert states(store) == {
        "370101": "present",
        "370102": "nothing_found",
        "370103": "blocked",
        "370104": "dead",
        "370105": "known",
        "370106": "never_seen",
        "codeless": "never_seen",
    }


def test_a_year_has_the_counties_it_had(store: LocalStore) -> None:
    put(store, REPORTS, report("a", published_year=2008), report("b", published_year=2010))
    gone = {"level": "county", "valid_from": None, "valid_to": date(2009, 1, 1), "division_code": "370109"}
    put(store, DIVISIONS, gone)
    rows = ask(store, "SELECT place_id, year FROM coverage WHERE is_county ORDER BY ALL")
    assert [tuple(row.values()) for row in rows] == [("370109", 2008)]


def test_an_invented_county_is_in_no_denominator(store: LocalStore) -> None:
    put(store, REPORTS, report("a", division_code="539903", published_year=2025))
    put(store, SITES, {"site_id": "s", "division_code": "539903", "invented": True})
    assert ask(store, "SELECT is_county, state FROM coverage") == [{"is_county": False, "state": "present"}]


def test_a_county_that_no_list_has_counts_and_lies_in_the_province_of_its_code(store: LocalStore) -> None:
    put(store, REPORTS, report("a", division_code="539903", published_year=2025))
    put(store, SITES, *({"site_id": code, "division_code": code} for code in ("539903", "539900")))
    rows = ask(store, "SELECT place_id, province_code, is_county, state FROM coverage ORDER BY ALL")
    assert [tuple(row.values()) for row in rows] == [
        ("539900", "530000", False, "never_seen"),
        ("539903", "530000", True, "present"),
    ]
