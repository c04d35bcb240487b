"""The date of a row, in the forms that only a list has."""

from __future__ import annotations

from datetime import date

import pytest

from cppcc_archive.cms.listing.rowdates import row_date

IN_JANUARY = "http://zx.qinghe.example/gg/202501/t20250108_1.html"

NOWHERE = "http://zx.qinghe.example/gg/1.html"


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("[01-07]", IN_JANUARY, date(2025, 1, 7)),
        ("[12-31]", IN_JANUARY, date(2024, 12, 31)),
        ("[25-01-07]", IN_JANUARY, date(2025, 1, 7)),
        ("25.1.7", IN_JANUARY, date(2025, 1, 7)),
        ("25/01/07", IN_JANUARY, date(2025, 1, 7)),
        ("24-01-07", IN_JANUARY, date(2025, 1, 8)),
        ("二〇二五年一月七日", NOWHERE, date(2025, 1, 7)),
        ("Jan 7, 2025", NOWHERE, date(2025, 1, 7)),
        ("25年1月7日", NOWHERE, date(2025, 1, 7)),
        ("25-01-07", NOWHERE, None),
        ("01-07", NOWHERE, None),
    ],
)
def test_a_rows_date(text: str, url: str, expected: date | None) -> None:
    assert row_date(text, url) == expected
