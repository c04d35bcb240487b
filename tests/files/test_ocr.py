"""Scans, read by the optional extra; without it they say that they need it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from cppcc_archive.extract import extract
from cppcc_archive.files import FileReader, FileReading, Limits, document_of_file
from cppcc_archive.files.layout import reading_of
from cppcc_archive.files.lines import Sheet
from cppcc_archive.files.model import FileKind
from cppcc_archive.files.ocr import Seen, glyphs_of, installed_ocr
from cppcc_archive.files.reading import read_file
from cppcc_archive.reports import parse
from tests.files import kit

URL = "http://zx.example.gov.cn/files/1.pdf"
PARTS = kit.report()
WITH_OCR = pytest.mark.skipif(installed_ocr() is None, reason="the extra ocr is not installed (make ocr)")
SLOW = pytest.mark.slow


def scanned(text: str = "") -> bytes:
    """The sample's pages as pictures, as a scanner would put them into a PDF; ``text`` lies unseen below the first."""
    pdfmetrics.registerFont(UnicodeCIDFont(kit.FONT))
    source = pypdfium2.PdfDocument((kit.SAMPLES / "report.pdf").read_bytes())
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for number in range(len(source)):
        picture = source[number].render(scale=150 / 72).to_pil().convert("L")
        if text:
            for row in range(0, len(text), 30):
                line = canvas.beginText(80, 700 - row)
                line.setFont(kit.FONT, 14)
                line.setTextRenderMode(3)
                line.textOut(text[row : row + 30])
                canvas.drawText(line)
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def beside_print(picture: Image.Image, lines: int) -> bytes:
    """A page with lines of print above a picture that covers a third of it."""
    pdfmetrics.registerFont(UnicodeCIDFont(kit.FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setFont(kit.FONT, 16)
    for number in range(lines):
        canvas.drawString(60, 780 - 28 * number, "围绕乡村振兴开展专题协商，提出意见建议四十一条。")
    canvas.drawImage(ImageReader(picture), 0, 100, A4[0], A4[1] / 3)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def half_a_page() -> Image.Image:
    """The upper half of the sample's second page, as a scanner sees it."""
    source = pypdfium2.PdfDocument((kit.SAMPLES / "report.pdf").read_bytes())
    page = source[1].render(scale=150 / 72).to_pil().convert("L")
    return page.crop((0, 0, page.width, page.height // 3))


@pytest.mark.parametrize("lines", [0, 1, 5])
def test_a_page_that_is_a_scan_in_part_says_so(lines: int) -> None:
    reading = read_file(beside_print(half_a_page(), lines), URL, Limits())
    assert reading.unread_pages == (1,)
    assert reading.text.count("四十一条") == lines
    assert len(reading.warnings) == (lines > 1)


def test_a_photograph_beside_print_needs_no_ocr() -> None:
    photograph = Image.radial_gradient("L").resize((600, 400))
    reading = read_file(beside_print(photograph, 5), URL, Limits())
    assert (reading.unread_pages, reading.warnings) == ((), ())


@SLOW
@WITH_OCR
def test_print_and_a_scan_on_one_page_are_both_read() -> None:
    with FileReader() as reader:
        reading = reader.read(beside_print(half_a_page(), 5), URL)
    assert reading.unread_pages == ()
    assert reading.text.count("提出意见建议四十一条") == 5
    assert any(piece.is_ocr and "专题协商" in piece.block.text for piece in reading.pieces)


def picture() -> bytes:
    """The sample's first page as a JPEG."""
    out = io.BytesIO()
    source = pypdfium2.PdfDocument((kit.SAMPLES / "report.pdf").read_bytes())
    source[0].render(scale=150 / 72).to_pil().convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def test_a_scan_without_an_ocr_says_which_pages_need_one() -> None:
    reading = read_file(scanned(), URL, Limits())
    assert (reading.pages, reading.unread_pages, reading.text, reading.problem) == (3, (1, 2, 3), "", None)


def test_a_picture_without_an_ocr_needs_one_and_an_icon_does_not() -> None:
    icon = io.BytesIO()
    Image.new("RGB", (32, 32)).save(icon, "PNG")
    assert read_file(picture(), URL, Limits()).needs_ocr
    assert not read_file(icon.getvalue(), URL, Limits()).needs_ocr


def test_text_that_somebody_laid_below_a_scan_is_an_ocr_too() -> None:
    reading = read_file(
        scanned("围绕乡村振兴开展专题协商提出意见建议四十条有关部门采纳落实推动解决了一批群众急难愁盼问题" * 2),
        URL,
        Limits(),
    )
    assert reading.text.startswith("围绕乡村振兴")
    assert {(piece.is_ocr, piece.confidence) for piece in reading.pieces} == {(True, None)}


class Blind:
    """An OCR that finds nothing."""

    def read(self, picture: object) -> list[Seen]:
        return []


@pytest.mark.parametrize("make", [scanned, picture], ids=["scan", "picture"])
def test_a_file_an_ocr_finds_nothing_in_says_so_and_still_needs_one(make: Callable[[], bytes]) -> None:
    pytest.importorskip("numpy")
    reading = read_file(make(), URL, Limits(), Blind())
    assert (reading.text, reading.problem) == ("", "an OCR found no text in it")
    assert reading.unread_pages == tuple(range(1, (reading.pages or 0) + 1))


def test_a_blank_back_among_pages_with_text_is_said_and_needs_nothing() -> None:
    sheets = [Sheet(1, 595, 842, glyphs_of([Seen("提案186件", 100, 50, 300, 90, 0.9)], 0.5), is_ocr=True)]
    reading = reading_of(FileKind.PDF, [*sheets, Sheet(2, 595, 842, [], is_ocr=True)], 2)
    assert (reading.text, reading.needs_ocr, reading.problem) == ("提案186件", False, None)
    assert reading.warnings == ("page 2: an OCR found no text on it",)


def test_a_picture_that_cannot_be_opened_is_still_unread() -> None:
    pytest.importorskip("numpy")
    reading = read_file(picture()[:300], URL, Limits(), Blind())
    assert reading.needs_ocr
    assert (reading.problem or "").startswith("a damaged picture")


def test_lines_an_ocr_saw_become_glyphs_of_their_boxes() -> None:
    glyphs = glyphs_of([Seen("提案186件", 100, 50, 300, 90, 0.9)], 0.5)
    assert "".join(glyph.text for glyph in glyphs) == "提案186件"
    assert (glyphs[0].x0, round(glyphs[-1].x1, 6)) == (50, 150)
    assert {glyph.confidence for glyph in glyphs} == {0.9}


@pytest.fixture(scope="module")
def seen() -> FileReading:
    with FileReader() as reader:
        return reader.read(scanned(), URL)


@SLOW
@WITH_OCR
def test_a_scan_gives_the_figures_of_its_page(seen: FileReading) -> None:
    page = extract(kit.as_html(PARTS), "http://zx.example.gov.cn/art/1.html")
    file = document_of_file(URL, seen, kit.TITLE, page.published_at.date() if page.published_at else None)
    figures = [[(one.code, one.value, one.unit) for one in parse(document).indicators] for document in (file, page)]
    assert figures[0] == figures[1] != []


@SLOW
@WITH_OCR
def test_what_a_machine_read_says_so_and_how_sure_it_was(seen: FileReading) -> None:
    assert seen.problem is None
    assert seen.unread_pages == ()
    assert {piece.is_ocr for piece in seen.pieces} == {True}
    assert all(piece.confidence is not None and 0.5 <= piece.confidence <= 1 for piece in seen.pieces)
    assert {piece.page for piece in seen.pieces} == {1, 2, 3}


@SLOW
@WITH_OCR
def test_pages_beyond_the_ocrs_share_still_need_one() -> None:
    with FileReader(Limits(ocr_pages=1)) as reader:
        assert reader.read(scanned(), URL).unread_pages == (2, 3)


@SLOW
@WITH_OCR
def test_a_picture_is_read() -> None:
    with FileReader() as reader:
        assert "共收到提案186件" in reader.read(picture(), URL).text


class Compass:
    """An OCR that reads a page with a dark upper left corner as RapidOCR does: surely where the print runs as its boxes
    are long, badly where it stands on its head."""

    def read(self, picture: object) -> list[Seen]:
        numpy = pytest.importorskip("numpy")
        pixels = numpy.asarray(picture)
        height, width = pixels.shape[:2]
        dark = [bool(pixels[y][x].mean() < 128) for y, x in ((5, 5), (-5, 5), (-5, -5), (5, -5))]
        quarters = dark.index(True)  # against the clock
        sizes = [(n * 60, 50, width - 50, n * 60 + 40) for n in range(2, 6)]
        if quarters % 2:
            sizes = [(n * 60, 50, n * 60 + 40, height - 50) for n in range(2, 6)]
        else:
            sizes = [(50, n * 60, width - 50, n * 60 + 40) for n in range(2, 6)]
        is_legible = quarters in (0, 3)
        text, confidence = ("围绕乡村振兴开展专题协商", 0.98) if is_legible else ("众带三六工", 0.61)
        return [Seen(text, *size, confidence) for size in sizes]


def corner(quarters: int) -> bytes:
    """A picture of a page for :class:`Compass`, turned against the clock."""
    page = Image.new("L", (600, 800), 255)
    page.paste(0, (0, 0, 20, 20))
    out = io.BytesIO()
    page.rotate(90 * quarters, expand=True).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("quarters", range(4))
def test_a_picture_on_its_side_or_head_is_read_upright(quarters: int) -> None:
    pytest.importorskip("numpy")
    reading = read_file(corner(quarters), URL, Limits(), Compass())
    assert reading.text.count("围绕乡村振兴开展专题协商") == 4
    assert "众带" not in reading.text


def test_a_photograph_is_turned_as_its_camera_was_held() -> None:
    pytest.importorskip("numpy")
    page = Image.open(io.BytesIO(corner(2))).convert("RGB")
    held = page.getexif()
    held[0x0112] = 3  # upside down
    out = io.BytesIO()
    page.save(out, "JPEG", exif=held)
    asked: list[int] = []

    class Counting(Compass):
        def read(self, picture: object) -> list[Seen]:
            asked.append(1)
            return super().read(picture)

    assert read_file(out.getvalue(), URL, Limits(), Counting()).text.count("围绕") == 4
    assert len(asked) == 1, "no other turn had to be tried"


def lying(*quarters: int) -> bytes:
    """A third of the sample's second page, scanned as often as there are turns (against the clock)."""
    page = half_a_page()
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    for quarter in quarters:
        turned = page.rotate(90 * quarter, expand=True)
        size = turned.width * 0.48, turned.height * 0.48
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(turned), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@SLOW
@WITH_OCR
@pytest.mark.timeout(1200)
def test_scans_on_their_side_and_on_their_head_give_the_same_text() -> None:
    with FileReader() as reader:
        reading = reader.read(lying(0, 1, 2, 3), URL)
    texts = ["\n".join(one.block.text for one in reading.pieces if one.page == page) for page in (1, 2, 3, 4)]
    assert "专题协商" in texts[0]
    assert [kit.letters(text) for text in texts[1:]] == [kit.letters(texts[0])] * 3
