"""What the tests of builds share: a report and a notice, builds told in short, everything that the tables say."""

from __future__ import annotations

from typing import Any

from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.buildresult import BuildResult
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import PARTS, REPORT_TEXTS, REPORT_VERSIONS, REPORTS
from cppcc_archive.tables.query import connect, query
from tests.archive_kit import article, registry

REPORT = "/art/2025/1/7/art_1_1.html"
NOTICE = "/art/2025/2/1/art_1_2.html"
NOTICE_PAGE = article("关于召开会议的通知", "各位委员：\n会议定于下周召开。", "2025-02-01")


def build(store: Store, year: int | None = 2025, **options: Any) -> BuildResult:
    return build_year(store, year, registry=registry(), **options)


def ask(store: Store, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = query(store, sql).to_pylist()
    return rows


def counts(result: BuildResult) -> tuple[int, int, int, int, int]:
    """read, new, changed, unchanged, gone"""
    return (
        result.captures_read,
        result.reports_new,
        result.reports_changed,
        result.reports_unchanged,
        result.reports_gone,
    )


def content(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Everything the tables say, but not which captures said it first nor when it was read."""
    names = ["reports", "report_versions", *(table.name for table in PARTS), "sites"]
    left_out = {"capture_id", "revision", "layout_id"}
    return {
        name: sorted(
            ({key: value for key, value in row.items() if key not in left_out} for row in ask(store, f"FROM {name}")),
            key=repr,
        )
        for name in names
    }


def assert_whole(store: Store) -> None:
    """Every report has the parts of its version, no part is without its version, no row is there twice."""
    with connect(store) as stored:
        for table in (REPORTS, REPORT_TEXTS, REPORT_VERSIONS, *PARTS):
            keys = ", ".join(table.key)
            twice = f"SELECT {keys} FROM {table.name} GROUP BY {keys} HAVING count(*) > 1"
            loose = f"SELECT report_id FROM {table.name} ANTI JOIN report_versions USING (report_id, version_id)"
            assert stored.execute(twice).fetchall() == []
            assert table in (REPORTS, REPORT_VERSIONS) or stored.execute(loose).fetchall() == []
    assert ask(store, "SELECT report_id FROM reports GROUP BY ALL HAVING count(*) > 1") == []
    assert ask(store, "SELECT * FROM reports ANTI JOIN paragraphs USING (report_id, version_id)") == []
    assert ask(store, "SELECT * FROM reports ANTI JOIN report_versions USING (report_id, version_id)") == []
