"""The laws between the tables: a sound archive keeps them all, and each breach is named with its rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append, delete_where
from cppcc_archive.tables.contract import (
    CAPTURES,
    INDICATORS,
    PARAGRAPHS,
    PARTS,
    REPORT_VERSIONS,
    REPORTS,
    SECTIONS,
    TABLES,
    Table,
)
from cppcc_archive.tables.delta import tables_of
from cppcc_archive.tables.laws import Breach, breaches, lasting
from cppcc_archive.tables.laws.breach import KEPT
from cppcc_archive.tables.laws.checks import CHECKS
from cppcc_archive.tables.query import query
from cppcc_archive.tables.scan import scan
from tests.archive_kit import Nights, article, registry, report_page

REPORT, NOTICE = "/art/2025/1/7/art_1_1.html", "/art/2025/2/1/art_1_2.html"


@pytest.fixture
def built(folder_store: Store) -> Store:
    """An archive of two reports, one of which was edited."""
    return filled(folder_store)


def filled(store: Store) -> Store:
    nights = Nights(store)
    nights.crawl({REPORT: report_page(171), NOTICE: article("关于召开会议的通知", "会议定于下周召开。", "2025-02-01")})
    nights.crawl({REPORT: report_page(180), NOTICE: 304})
    build_year(store, 2025, registry=registry())
    return store


def laws(store: Store) -> list[str]:
    return [breach.law for breach in breaches(store)]


def twice(store: Store, table: Table) -> None:
    """A row of a table once more: a commit no build would make."""
    append(store, table, rows_of(table, stored(store, table)[:1]))


def stored(store: Store, table: Table) -> list[dict[str, Any]]:
    """The rows of a table as it is stored."""
    return scan(tables_of(store), table, list(table.column)).to_pylist()


def test_a_sound_archive_breaks_no_law(store: Store) -> None:
    assert breaches(filled(store)) == []


def test_an_empty_store_breaks_no_law(folder_store: Store) -> None:
    assert breaches(folder_store) == []


def test_every_table_has_its_law_of_keys() -> None:
    named = {check.law.split(":")[0] for check in CHECKS if "no key" in check.law}
    assert named == set(TABLES)


@pytest.mark.parametrize("table", [CAPTURES, REPORTS, *PARTS[:3]], ids=lambda table: table.name)
def test_a_row_that_is_there_twice_is_named(built: Store, table: Table) -> None:
    twice(built, table)
    (breach,) = breaches(built)
    assert (breach.law, breach.count, len(breach.rows)) == (f"{table.name}: no key is there twice", 1, 1)
    assert breach.remedy


def test_parts_of_a_report_that_is_not_there_are_named(built: Store) -> None:
    delete_where(built, REPORT_VERSIONS, "title = '关于召开会议的通知'")
    assert laws(built) == [
        "texts: every row belongs to a version of a report",
        "paragraphs: every row belongs to a version of a report",
        "reports: every version that stands is among report_versions",
        "parses: every version that was read is among report_versions",
    ]


def test_a_report_without_its_paragraphs_is_named(built: Store) -> None:
    delete_where(built, PARAGRAPHS, "true")
    (breach,) = breaches(built)
    assert breach.law == "reports: every report with a text has its paragraphs"
    assert breach.count == 2


@pytest.mark.parametrize(
    ("table", "column", "called"), [(INDICATORS, "span", "figure"), (SECTIONS, "heading", "heading")]
)
def test_a_part_that_does_not_stand_where_it_says_is_named(
    built: Store, table: Table, column: str, called: str
) -> None:
    row = stored(built, table)[0]
    delete_where(built, table, "true")
    append(built, table, rows_of(table, [{**row, "start_char": row["start_char"] + 1}]))
    (breach,) = breaches(built)
    assert breach.law == f"{table.name}: every {called} stands in the report's text where it says"
    assert breach.rows == (f"{row['report_id']} {row[table.key[2]]}",)


def test_characters_are_counted_as_code_points(folder_store: Store) -> None:
    # 𠮷 takes two units in UTF-16, e̊ two code points, and both stand before every figure.
    page = report_page().decode().replace("一年来，", "𠮷e\u030a一年来，").encode()
    Nights(folder_store).crawl({REPORT: page})
    build_year(folder_store, 2025, registry=registry())
    assert query(folder_store, "SELECT 1 FROM reports WHERE contains(text, '𠮷')").num_rows == 1
    assert breaches(folder_store) == []


def test_captures_that_are_missing_leave_reports_and_revisits_without_origin(built: Store) -> None:
    delete_where(built, CAPTURES, "verdict = 'ok'")
    assert laws(built) == [
        "reports: every report leads back to a capture",
        "captures: every revisit leads back to the capture it repeats",
    ]


def test_many_breaches_are_counted_and_some_named(folder_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_archive.tables.laws.breach.KEPT", 3)
    pages = {f"/art/2025/2/1/art_1_{n}.html": article(f"通知{n}", f"会议{n}定于下周召开。") for n in range(5)}
    Nights(folder_store).crawl(pages)
    build_year(folder_store, 2025, registry=registry())
    delete_where(folder_store, PARAGRAPHS, "true")
    (breach,) = breaches(folder_store)
    assert (breach.count, len(breach.rows)) == (5, 3)


def test_only_what_two_looks_find_lasts() -> None:
    one, two = Breach("a", 2, ("x", "y"), "mend"), Breach("a", 2, ("y", "z"), "mend")
    assert lasting([one], [two]) == [Breach("a", 1, ("y",), "mend")]
    assert lasting([one], [Breach("b", 1, ("x",), "mend")]) == []
    assert lasting([one], []) == lasting([], [one]) == []
    many = Breach("a", KEPT + 1, ("x",), "mend")
    assert lasting([many], [many]) == [many]


def test_a_damaged_file_of_a_table_is_named_and_the_others_are_looked_at(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    Nights(store).crawl({REPORT: report_page()})
    build_year(store, 2025, registry=registry())
    twice(store, CAPTURES)
    file = next((tmp_path / "tables" / "sections").rglob("*.parquet"))
    data = bytearray(file.read_bytes())
    for place in range(4, len(data) // 2, 50):
        data[place] ^= 0xFF
    file.write_bytes(data)
    assert laws(store) == ["sections: every file can be read", "captures: no key is there twice"]


def test_a_file_of_a_table_that_is_gone_is_named(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    Nights(store).crawl({REPORT: report_page()})
    build_year(store, 2025, registry=registry())
    file = next((tmp_path / "tables" / "indicators").rglob("*.parquet"))
    file.unlink()
    (breach,) = breaches(store)
    assert breach.law == "indicators: every file can be read"
    assert file.name in breach.rows[0]
