"""Percentages of spreadsheets, as their cells show them."""

from __future__ import annotations

import pytest

from cppcc_archive.files import Limits
from cppcc_archive.files.percents import decimals_of, percentages
from cppcc_archive.files.reading import read_file
from cppcc_archive.files.xml import Container
from tests.files import kit


@pytest.mark.parametrize(
    ("code", "decimals"),
    [
        ("0%", 0),
        ("0.00%", 2),
        ("#,##0.0%;[Red]-0.0%", 1),
        ('0.0"%"', None),
        ("General", None),
        (r"0\%", None),
        ("[$-804]0%", 0),
    ],
)
def test_a_format_says_whether_it_shows_a_percentage(code: str, decimals: int | None) -> None:
    assert decimals_of(code) == decimals


@pytest.mark.parametrize("form", ["xls", "xlsx", "ods"])
def test_a_share_is_written_as_its_cell_shows_it(form: str) -> None:
    body = (kit.SAMPLES / f"report.{form}").read_bytes()
    text = read_file(body, "http://zx.example.gov.cn/1.xls", Limits()).text
    assert "经济建设\t68\t60\t100%" in text


def test_a_report_written_into_a_sheet_is_paragraphs_and_its_table_a_table() -> None:
    reading = read_file((kit.SAMPLES / "report.xls").read_bytes(), "http://zx.example.gov.cn/1.xls", Limits())
    assert [piece.block.kind.value for piece in reading.pieces].count("table") == 1
    assert len(reading.pieces) == len(kit.report())


def test_cells_repeated_without_end_are_not_counted() -> None:
    cell = '<c t="p" number-columns-repeated="1000000000" value-type="percentage"><p>1%</p></c>'
    row = f'<table-row number-rows-repeated="1000000000">{cell}</table-row>'
    body = kit.zip_of({"content.xml": f"<x><table name='a'>{row}</table></x>".encode()})
    assert len(percentages(body, Container(body, Limits()))["a"]) == 200_000


def test_formats_that_cannot_be_read_leave_the_values_as_they_are() -> None:
    assert percentages(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), None) == {}


def test_a_damaged_sheet_or_part_costs_only_the_percentages_it_says() -> None:
    parts = {
        "xl/styles.xml": b'<s><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></s>',
        "xl/workbook.xml": b'<w><sheet name="a" id="1"/><sheet name="b" id="2"/></w>',
        "xl/_rels/workbook.xml.rels": b'<r><x Id="1" Target="1.xml"/><x Id="2" Target="2.xml"/></r>',
        "xl/1.xml": b'<s><c r="B3" s="1"/></s>',
        "xl/2.xml": b"",
    }
    assert _percentages(parts) == {"a": {(2, 1): 0}}
    for part in ("xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        assert _percentages({**parts, part: b""}) == {}
        assert _percentages({name: data for name, data in parts.items() if name != part}) == {}


def _percentages(parts: dict[str, bytes]) -> dict[str, object]:
    body = kit.zip_of(parts)
    return dict(percentages(body, Container(body, Limits())))
