"""When an article's text is in its files, and what becomes of them."""

from __future__ import annotations

from datetime import date

import pytest

from cppcc_archive.extract import Attachment, Document, Place, extract
from cppcc_archive.files import (
    FileKind,
    FileReading,
    Limits,
    ReadFile,
    body_files,
    document_of_file,
    is_page,
    with_files,
)
from cppcc_archive.files.reading import read_file
from tests.files import kit

URL = "http://zx.example.gov.cn/art/2025/1/9/1.html"
PDF = "http://zx.example.gov.cn/f/1.pdf"
PARTS = kit.report()
PROSE = "<p>今天上午，县政协召开常委会会议，审议通过了有关事项，对下一步工作作出安排，要求各专委会抓好落实。</p>"


def article(body: str) -> Document:
    return extract(kit.page(kit.TITLE, body).encode(), URL)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<p><a href="/f/1.pdf">工作报告.pdf</a></p>', id="one link"),
        pytest.param('<iframe src="/f/1.pdf" width="100%"></iframe>', id="frame"),
        pytest.param('<embed src="/f/1.pdf">', id="embed"),
        pytest.param('<iframe src="/pdfjs/web/viewer.html?file=/f/1.pdf"></iframe>', id="pdf.js"),
        pytest.param('<p>正文见附件。</p><p>附件：<a href="/f/1.pdf">工作报告.pdf</a></p>', id="text in attachment"),
        pytest.param(f'{PROSE}<p>报告全文请见附件。</p><p><a href="/f/1.pdf">附件1：报告.pdf</a></p>', id="introduced"),
    ],
)
def test_the_text_is_in_the_file(body: str) -> None:
    assert [item.url for item in body_files(article(body))] == [PDF]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(PROSE * 12 + '<p>附件：<a href="/f/1.pdf">名单.pdf</a></p>', id="annex"),
        pytest.param(PROSE, id="short, no file"),
        pytest.param(PROSE * 2 + '<p><img src="/f/1.jpg"></p>', id="photo"),
    ],
)
def test_a_page_with_a_text_of_its_own_keeps_it(body: str) -> None:
    assert body_files(article(body)) == ()


def test_pictures_are_the_text_where_there_is_nothing_else() -> None:
    body = "".join(f'<p><img src="/f/{number}.jpg"></p>' for number in (1, 2, 3))
    assert [item.url for item in body_files(article(body))] == [
        f"http://zx.example.gov.cn/f/{n}.jpg" for n in (1, 2, 3)
    ]


def test_paragraphs_say_which_file_and_page_they_are_from() -> None:
    page = article('<p>报告见附件：</p><p><a href="/f/1.pdf">工作报告.pdf</a></p>')
    [file] = body_files(page)
    whole = with_files(page, [ReadFile(file, read_file(kit.as_pdf(PARTS), PDF, Limits()))])
    places = {block.place for block in whole.printed}
    assert {None, Place(PDF, 1), Place(PDF, 2), Place(PDF, 3)} == places
    assert whole.text_origin == "mixed"
    [facts] = whole.files
    assert (facts.url, facts.kind, facts.pages, facts.needs_ocr, facts.problem) == (PDF, "pdf", 3, False, None)


def test_the_same_text_as_word_and_pdf_is_taken_once() -> None:
    page = article('<p><a href="/f/1.pdf">报告.pdf</a></p><p><a href="/f/1.docx">报告.docx</a></p>')
    pdf, word = (kit.as_pdf(PARTS), kit.as_docx(PARTS))
    files = [
        ReadFile(item, read_file(body, item.url, Limits()))
        for item, body in zip(body_files(page), (pdf, word), strict=True)
    ]
    whole = with_files(page, files)
    assert len(whole.files) == 2
    assert {block.place.file for block in whole.printed if block.place} == {PDF}


def test_a_file_that_was_not_captured_is_told_of() -> None:
    page = article('<p><a href="/f/1.pdf">工作报告.pdf</a></p>')
    assert any(PDF in text for text in with_files(page, [], body_files(page)).warnings)


def test_a_scan_without_an_ocr_is_a_row_that_needs_one() -> None:
    reading = FileReading(FileKind.PDF, (), 12, tuple(range(1, 13)))
    found = document_of_file(PDF, reading, kit.TITLE, date(2025, 1, 9))
    assert (found.title, found.needs_ocr, found.text, found.text_origin) == (kit.TITLE, True, "", "none")


def test_a_file_that_is_the_article_takes_title_and_day_from_the_list() -> None:
    reading = read_file(kit.as_pdf(PARTS), PDF, Limits())
    found = document_of_file(PDF, reading, kit.TITLE, date(2025, 1, 9))
    assert found.published_at is not None
    assert (found.title, found.published_at.date(), found.text_origin) == (kit.TITLE, date(2025, 1, 9), "file")
    assert found.text.startswith("（2025年1月8日")
    assert found.attachments == (Attachment(PDF, kit.TITLE),)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (kit.as_html(PARTS), True),
        (b"", True),
        ("政协".encode("utf-16"), True),
        (b"Rar!\x1a\x07", False),
        (b'<?xml version="1.0"?><uof:UOF xmlns:uof="u">', False),
        (kit.as_pdf(PARTS), False),
        (kit.as_ofd(PARTS), False),
    ],
)
def test_a_page_is_told_from_a_file_by_its_bytes(body: bytes, answer: bool) -> None:
    assert is_page(body) is answer
