"""The archive that tests of releases release, and what stands in a release."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import Table
from cppcc_archive.tables.release import RELEASED
from tests.archive_kit import Nights, article, registry, report_page

FIRST, SECOND = date(2026, 2, 1), date(2026, 3, 1)
REPORT, NOTICE = "/art/2025/1/7/art_1_1.html", "/art/2025/2/1/art_1_2.html"
NOTICE_PAGE = article("关于召开会议的通知", "会议定于下周召开。", "2025-02-01")


def crawled(store: Store) -> Nights:
    nights = Nights(store)
    nights.crawl({REPORT: report_page(171), NOTICE: NOTICE_PAGE})
    nights.crawl({REPORT: report_page(180)})
    build_year(store, 2025, registry=registry())
    build_year(store, 2025, registry=registry(), reparse=True)
    return nights


def content(store: Store, name: str) -> dict[str, bytes]:
    """Every file of a release by its path in it."""
    root = f"releases/{name}/"
    return {key.removeprefix(root): store.get(key) for key in store.keys(root)}


NAMED = {table.name: table for table in RELEASED}


def rows(table: Table, files: dict[str, bytes]) -> list[dict[str, Any]]:
    found = [data for path, data in sorted(files.items()) if path.startswith(f"{table.name}/")]
    return [row for data in found for row in pq.read_table(pa.BufferReader(data)).to_pylist()]
