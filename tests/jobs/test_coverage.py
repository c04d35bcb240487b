"""What the archive covers: years with reports, years no work report tells of, sites without any."""

from __future__ import annotations

from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.coverage import SiteCoverage, Year, coverage, summary
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from tests.archive_kit import BASE, SITE, Nights, article, registry, report_page

EMPTY = Site(id="linhu", name="临湖区政协", base_url="http://www.linhu.gov.cn/", division_code="370103")


def page(year: int) -> bytes:
    """The work report that a plenary session of ``year`` heard."""
    return report_page(published=f"{year}-01-07").replace("2024年".encode(), f"{year - 1}年".encode())


def test_years_between_that_no_work_report_tells_of_are_missing(folder_store: Store) -> None:
    pages = {f"/art/{year}/1/7/art_1_{year}.html": page(year) for year in (2020, 2021, 2024)}
    notice = article("关于召开会议的通知", "各位委员：\n会议定于下周召开。", "2021-03-01")
    Nights(folder_store).crawl({**pages, "/art/2021/3/1/art_1_9.html": notice})
    build_year(folder_store, registry=registry())
    (found,) = coverage(folder_store, registry())
    assert (found.site_id, found.status, found.reviewed) == (SITE, "unverified", (2019, 2020, 2023))
    assert found.missing == (2021, 2022)
    assert [(year.year, year.reports, year.work_reports) for year in found.years] == [
        (2020, 1, 1),
        (2021, 2, 1),
        (2024, 1, 1),
    ]
    told = summary([found])
    assert (told["reports"], told["work_reports"], told["missing_work_reports"]) == (4, 3, 2)


def test_a_site_without_reports_is_named_too(folder_store: Store) -> None:
    both = Registry((*registry().sites, EMPTY))
    Nights(folder_store).crawl({"/art/2025/1/7/art_1_1.html": page(2025)})
    build_year(folder_store, registry=both)
    found = {one.site_id: one for one in coverage(folder_store, both)}
    assert (found["linhu"].years, found["linhu"].missing) == ((), ())
    told = summary(list(found.values()))
    assert (len(told["sites"]), told["sites_with_reports"]) == (2, 1)
    assert told["counties_with_reports"] <= told["counties"]
    assert 2700 < told["counties"] < 3000


def test_a_site_that_left_the_registry_keeps_what_it_has(folder_store: Store) -> None:
    Nights(folder_store).crawl({"/art/2025/1/7/art_1_1.html": page(2025), "/art/2025/2/1/art_1_2.html": 404})
    build_year(folder_store, registry=registry())
    (found,) = coverage(folder_store, Registry(()))
    assert (found.site_id, found.name, found.status, len(found.years)) == (SITE, "青河县政协", None, 1)
    assert coverage(folder_store, Registry((Site(id=SITE, name="新名", base_url=BASE),)))[0].name == "新名"


def test_counties_count_once_by_their_division() -> None:
    year = Year(2025, 1, 1, 0, 0)
    twice = [SiteCoverage(name, "市中区", "370103", "active", (year,), ()) for name in ("old", "new")]
    told = summary(twice)
    assert (told["sites_with_reports"], told["counties_with_reports"]) == (2, 1)


def test_gaps_are_the_committees_also_when_its_site_moved(folder_store: Store) -> None:
    old = SiteCoverage("old", "市中区", "370103", "retired", (), (2015, 2018))
    new = SiteCoverage("new", "市中区", "370103", "active", (), (2016, 2017, 2022))
    assert summary([old, new])["missing_work_reports"] == 3
