"""Reading all captures again: what another parser reads is rewritten, and what the tables lost is put back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cppcc_archive import reports
from cppcc_archive.extract import Document
from cppcc_archive.jobs import reading
from cppcc_archive.jobs.dossiers import Mode
from cppcc_archive.reports.model import Report
from cppcc_archive.store.base import Store
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append, delete_where
from cppcc_archive.tables.contract import INDICATORS, PARAGRAPHS, PARTS, REPORT_VERSIONS, REPORTS
from cppcc_archive.tables.schema import Table
from tests.archive_kit import Nights, report_page
from tests.jobs.test_build import NOTICE, NOTICE_PAGE, REPORT, ask, assert_whole, build, content, counts


@pytest.mark.parametrize(
    ("table", "lost"),
    [
        *((table, "true") for table in PARTS[:3]),
        (PARAGRAPHS, "paragraph = 1"),
        (REPORTS, "true"),
        (REPORT_VERSIONS, "true"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_what_the_tables_lost_is_put_back_from_the_captures(folder_store: Store, table: Table, lost: str) -> None:
    Nights(folder_store).crawl({REPORT: report_page(), NOTICE: NOTICE_PAGE})
    build(folder_store)
    before = content(folder_store)
    delete_where(folder_store, table, lost)
    assert content(folder_store) != before
    build(folder_store, reparse=True)
    assert content(folder_store) == before
    assert_whole(folder_store)
    assert counts(build(folder_store, reparse=True)) == (2, 0, 0, 2, 0)


def test_a_changed_figure_in_the_tables_is_put_right(folder_store: Store) -> None:
    Nights(folder_store).crawl({REPORT: report_page()})
    build(folder_store)
    before = content(folder_store)
    rows = ask(folder_store, "FROM indicators")
    delete_where(folder_store, INDICATORS, "true")
    append(folder_store, INDICATORS, rows_of(INDICATORS, [{**row, "value": row["value"] + 1} for row in rows]))
    assert build(folder_store, reparse=True).reports_restored == 1
    assert content(folder_store) == before
    assert build(folder_store, reparse=True).reports_restored == 0


def test_a_new_parser_that_reads_the_same_leaves_the_rows_alone(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    Nights(folder_store).crawl({REPORT: report_page()})
    build(folder_store)
    before = [key for key in folder_store.keys("tables/") if "parses" not in key]
    monkeypatch.setattr(reports, "PARSER_VERSION", "next")
    assert counts(build(folder_store)) == (0, 0, 0, 0, 0)
    assert counts(build(folder_store, mode=Mode.OUTDATED)) == (1, 0, 0, 1, 0)
    assert [key for key in folder_store.keys("tables/") if "parses" not in key] == before
    # What was read with it is not read again: a rebuild that was killed goes on where it stopped.
    assert counts(build(folder_store, mode=Mode.OUTDATED)) == (0, 0, 0, 0, 0)


def test_a_new_parser_rewrites_what_it_reads_differently(folder_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    Nights(folder_store).crawl({REPORT: report_page(), NOTICE: NOTICE_PAGE})
    build(folder_store)
    parse = reading.parse

    def other(document: Document, **options: Any) -> Report:
        found = parse(document, **options)
        if "通知" in (document.title or ""):
            return found
        return replace(found, term=99, indicators=found.indicators[:1])

    monkeypatch.setattr(reports, "PARSER_VERSION", "next")
    monkeypatch.setattr(reading, "parse", other)
    assert counts(build(folder_store, mode=Mode.OUTDATED)) == (2, 0, 1, 1, 0)
    assert [row["parser_version"] for row in ask(folder_store, "FROM indicators")] == ["next"]
    assert ask(folder_store, "SELECT term, parser_version FROM reports WHERE term = 99") == [
        {"term": 99, "parser_version": "next"}
    ]
    assert len(ask(folder_store, "FROM report_versions")) == 2
    assert_whole(folder_store)
    again = content(folder_store)
    assert counts(build(folder_store, reparse=True)) == (2, 0, 0, 2, 0)
    assert content(folder_store) == again
