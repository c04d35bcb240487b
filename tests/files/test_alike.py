"""A report gives the same text and the same figures in whatever kind of file it is put up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cppcc_archive.extract import Document, extract
from cppcc_archive.files import Limits, document_of_file
from cppcc_archive.files.model import FileReading
from cppcc_archive.files.reading import read_file
from cppcc_archive.reports import parse
from tests.files import kit

URL = "http://zx.example.gov.cn/files/1.pdf"
PARTS = kit.report()

FILES: dict[str, Callable[[], bytes]] = {
    "docx": lambda: kit.as_docx(PARTS),
    "pdf": lambda: kit.as_pdf(PARTS),
    "pdf by LibreOffice": lambda: (kit.SAMPLES / "report.pdf").read_bytes(),
    "doc": lambda: (kit.SAMPLES / "report.doc").read_bytes(),
    "rtf": lambda: (kit.SAMPLES / "report.rtf").read_bytes(),
    "odt": lambda: (kit.SAMPLES / "report.odt").read_bytes(),
    "ofd": lambda: kit.as_ofd(PARTS),
    "xls": lambda: (kit.SAMPLES / "report.xls").read_bytes(),
    "xlsx": lambda: (kit.SAMPLES / "report.xlsx").read_bytes(),
    "ods": lambda: (kit.SAMPLES / "report.ods").read_bytes(),
    "zip": lambda: kit.zip_of({"工作报告.docx": kit.as_docx(PARTS), "工作报告.pdf": kit.as_pdf(PARTS)}),
    "page saved as .doc": lambda: kit.as_html(PARTS),
}


@pytest.fixture(scope="module", params=FILES)
def reading(request: pytest.FixtureRequest) -> FileReading:
    return read_file(FILES[request.param](), URL, Limits())


def figures(document: Document) -> list[tuple[str, float, str, str, str]]:
    found = parse(document).indicators
    return [(one.code, one.value, one.unit, one.qualifier.value, one.span) for one in found]


def test_no_character_is_lost_and_nothing_printed_around_the_text_is_among_them(reading: FileReading) -> None:
    want = kit.text_of(PARTS if reading.kind != "html" else [part for part in PARTS if part.kind != "title"])
    assert reading.problem is None
    assert reading.warnings == ()
    assert kit.letters(reading.text) == kit.letters(want)


def test_paragraphs_are_those_of_the_report(reading: FileReading) -> None:
    want = [part.text for part in PARTS if part.kind in ("plain", "heading", "centred")]
    found = [piece.block.text for piece in reading.pieces]
    assert [text for text in want if text not in found] == []


def test_the_table_is_a_table(reading: FileReading) -> None:
    [found] = [piece.block for piece in reading.pieces if piece.block.rows]
    assert found.rows == next(part.rows for part in PARTS if part.rows)


def test_the_figures_are_those_of_its_page(reading: FileReading) -> None:
    page = extract(kit.as_html(PARTS), "http://zx.example.gov.cn/art/1.html")
    file = document_of_file(URL, reading, kit.TITLE, page.published_at.date() if page.published_at else None)
    assert figures(file) == figures(page) != []


@pytest.mark.parametrize("name", ["pdf", "pdf by LibreOffice", "ofd"])
def test_paragraphs_say_on_which_page_they_begin(name: str) -> None:
    reading = read_file(FILES[name](), URL, Limits())
    pages = [piece.page for piece in reading.pieces if piece.page]
    assert reading.pages == 3
    assert pages == sorted(pages)
    assert set(pages) == {1, 2, 3}


def test_a_zip_says_in_which_of_its_files_a_paragraph_stands_and_reads_a_copy_once() -> None:
    reading = read_file(FILES["zip"](), URL, Limits())
    assert {piece.member for piece in reading.pieces} == {"工作报告.docx"}
