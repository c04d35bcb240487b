"""Files that were made to hurt, or came broken: each costs itself, within limits, and says why."""

from __future__ import annotations

import io
import os
import random
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cppcc_archive.files import FileKind, FileReader, Limits
from cppcc_archive.files.odt import read_odt
from cppcc_archive.files.reading import read_file
from tests.files import kit

URL = "http://zx.example.gov.cn/files/1.pdf"
PARTS = kit.report()
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_of(document: str, **others: bytes) -> bytes:
    return kit.zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode(), **others})


def pdf_objects(*objects: bytes) -> bytes:
    """A PDF of these objects, the first being its catalogue."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, item in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def pdf_of_content(content: bytes) -> bytes:
    return pdf_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    with FileReader(Limits(seconds=4, megabytes=700), ocr=False) as found:
        yield found


def test_a_zip_bomb_is_not_unpacked() -> None:
    reading = read_file(kit.zip_of({"报告.txt": bytes(300 << 20)}), URL, Limits())
    assert "zip bomb" in (reading.problem or "")
    assert reading.pieces == ()


def test_a_zip_that_lies_about_its_sizes_is_stopped_while_it_unpacks() -> None:
    body = bytearray(kit.zip_of({"报告.txt": os.urandom(64) + bytes(40 << 20)}))
    directory = body.rindex(b"PK\x01\x02")
    body[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    reading = read_file(bytes(body), URL, Limits(unpacked_megabytes=8))
    assert reading.problem is not None
    assert reading.pieces == ()


def test_zips_nested_without_end_end_at_the_limit() -> None:
    body = kit.zip_of({"报告.txt": "工作报告".encode()})
    for _ in range(6):
        body = kit.zip_of({"inner.zip": body})
    assert "nested" in (read_file(body, URL, Limits()).problem or "")


def test_a_zip_of_very_many_files_is_not_read() -> None:
    body = kit.zip_of({f"{number}.txt": b"x" for number in range(600)})
    assert "600 files" in (read_file(body, URL, Limits()).problem or "")


@pytest.mark.parametrize("form", ["docx", "word xml", "odt", "fodt", "ofd"])
def test_entities_and_what_they_name_are_never_read(form: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = f"<w:document {_W}><w:body><w:p><w:r><w:t>前&x;后</w:t></w:r></w:p></w:body></w:document>"
    flat = (
        f'<?xml version="1.0"?>{doctype}<office:document xmlns:office="o" xmlns:text="t" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>前&x;后</text:p>'
        "</office:text></office:body></office:document>"
    ).encode()
    body = {
        "docx": lambda: docx_of(doctype + text),
        "word xml": lambda: f'<?xml version="1.0"?><?mso-application progid="Word.Document"?>{doctype}{text}'.encode(),
        "odt": lambda: kit.zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": flat}),
        "fodt": lambda: flat,
        "ofd": lambda: kit.zip_of({"OFD.xml": f"{doctype}<OFD><DocRoot>&x;</DocRoot></OFD>".encode()}),
    }[form]()
    reading = read_file(body, URL, Limits())
    assert "机密" not in reading.text
    assert "entities" in (reading.problem or "")


def test_a_billion_laughs_are_not_laughed() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<!DOCTYPE d [<!ENTITY l0 "哈哈">{entities}]><w:document {_W}><w:body>&l9;</w:body></w:document>'
    assert read_file(docx_of(document), URL, Limits()).problem is not None


def test_macros_and_references_to_the_outside_are_left_where_they_are() -> None:
    body = kit.as_docx(PARTS)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            raw = source.read(info)
            if info.filename == "word/_rels/document.xml.rels":
                link = b'<Relationship Id="x9" Type="t" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/>'
                raw = raw.replace(b"</Relationships>", link + b"</Relationships>")
            target.writestr(info, raw)
        target.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen()")
    reading = read_file(out.getvalue(), URL, Limits())
    assert reading.text == kit.text_of(PARTS)


def test_xml_nested_very_deep_is_a_problem_and_no_crash(reader: FileReader) -> None:
    deep = "<w:sdt><w:sdtContent>" * 20_000
    assert reader.read(docx_of(f"<w:document {_W}><w:body>{deep}"), URL).text == ""
    assert reader.read(kit.as_docx(PARTS), URL).text == kit.text_of(PARTS)


def test_a_million_objects_on_a_page_are_not_looked_at(reader: FileReader) -> None:
    content = b"0 0 1 1 re f\n" * 400_000 + b"BT /F1 12 Tf 10 10 Td (x) Tj ET"
    reading = reader.read(pdf_of_content(content), URL)
    assert reading.text == ""
    assert any("objects" in text for text in (*reading.warnings, reading.problem or ""))


def test_pages_beyond_the_limit_are_counted_and_not_read() -> None:
    body = kit.pdf_of([[kit.Placed(f"第{number}页的文字在这里", 90, 300)] for number in range(1, 9)])
    reading = read_file(body, URL, Limits(pages=3))
    assert (reading.pages, {piece.page for piece in reading.pieces}) == (8, {1, 2, 3})
    assert "8 pages, of which 3 were read" in reading.warnings


def test_what_needs_too_much_memory_ends_and_the_next_file_is_read(reader: FileReader) -> None:
    # A spreadsheet whose two cells stand in opposite corners of the largest sheet there is.
    cell = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>x</t></is></c></row>'
    rows = cell.format(1, "A") + cell.format(1_048_576, "XFD")
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    body = kit.zip_of(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": (
                f'<workbook {names}><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
                'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            ).encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet {names}><sheetData>{rows}</sheetData></worksheet>".encode(),
        }
    )
    reading = reader.read(body, URL)
    assert (reading.kind, reading.text) == (FileKind.SHEET, "")
    assert reading.problem is not None
    assert reader.read(kit.as_docx(PARTS), URL).problem is None


def test_what_takes_too_long_is_ended_and_the_next_file_is_read() -> None:
    # Forms that draw each other, ten times each: ten to the ninth drawings of nothing.
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>/Length 50>>"
        b"stream\n%b\nendstream" % (number + 1, b"/F Do " * 8 + b"  ")
        for number in range(5, 14)
    ]
    last = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 8>>stream\n0 0 m f \nendstream"
    body = pdf_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/F Do\nendstream",
        *forms,
        last,
    )
    with FileReader(Limits(seconds=1), ocr=False) as reader:
        reading = reader.read(body, URL)
        assert reading.text == ""
        assert reader.read(kit.as_docx(PARTS), URL).problem is None


def test_a_worker_that_dies_costs_one_file() -> None:
    with FileReader(ocr=False) as reader:
        reader.read(kit.as_docx(PARTS), URL)
        assert reader._process is not None
        reader._process.send_signal(signal.SIGKILL)
        reader._process.wait()
        assert reader.read(kit.as_docx(PARTS), URL).problem is None


def test_the_worker_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with FileReader(ocr=False) as reader:
        reader.read(b"x", URL)
        assert reader._process is not None
        seen = Path(f"/proc/{reader._process.pid}/environ")
        assert not seen.exists() or b"AWS_SECRET" not in seen.read_bytes()


_WHOLE = {
    "pdf": kit.as_pdf(PARTS),
    "docx": kit.as_docx(PARTS),
    "ofd": kit.as_ofd(PARTS),
    "odt": (kit.SAMPLES / "report.odt").read_bytes(),
    "nasty doc": (kit.SAMPLES / "nasty.doc").read_bytes(),
    "doc": (kit.SAMPLES / "report.doc").read_bytes(),
    "rtf": (kit.SAMPLES / "report.rtf").read_bytes(),
}


@pytest.mark.parametrize("form", _WHOLE)
def test_a_file_cut_off_or_with_broken_bytes_never_brings_anything_down(form: str, reader: FileReader) -> None:
    whole = _WHOLE[form]
    chance = random.Random(form)
    for share in (0.03, 0.3, 0.7, 0.99):
        reader.read(whole[: int(len(whole) * share)], URL)
    for _ in range(25):
        broken = bytearray(whole)
        for _ in range(chance.choice((1, 8, 200))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        problem = reader.read(bytes(broken), URL).problem or ""
        assert "Error:" not in problem, problem


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"Rar!\x1a\x07\x00" + bytes(40), "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "7z"),
        (
            kit.zip_of({"mimetype": b"application/vnd.oasis.opendocument.presentation", "content.xml": b""}),
            "presentation",
        ),
        (kit.zip_of({"uof.xml": b"<uof/>"}), "UOF"),
        (b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof">', "UOF"),
        (b"\x00\x01\x02\x03" * 50, "unknown kind"),
        (b"", "unknown kind"),
    ],
)
def test_what_nobody_reads_says_so(body: bytes, problem: str) -> None:
    reading = read_file(body, URL, Limits())
    assert reading.kind is FileKind.UNREAD
    assert problem in (reading.problem or "")


def test_a_locked_file_says_that_it_is_locked() -> None:
    body = bytearray(_WHOLE["doc"])
    start = body.index(b"\xec\xa5")
    body[start + 11] |= 0x01
    assert "password" in (read_file(bytes(body), URL, Limits()).problem or "")


@pytest.mark.parametrize("beside", ["", "<table:table-cell/>"])
def test_what_is_in_a_repeated_row_is_said_once(beside: str) -> None:
    inner = "<text:p/>"
    for _ in range(12):
        row = f'<table:table-row table:number-rows-repeated="200"><table:table-cell>{inner}</table:table-cell>{beside}'
        inner = f"<table:table>{row}</table:table-row></table:table>"
    names = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "text", "table")
    )
    inside = f"<office:body><office:text>{inner}<text:p>一句</text:p></office:text></office:body>"
    reading = read_odt(f"<?xml version='1.0'?><office:document {names}>{inside}</office:document>".encode(), Limits())
    assert [piece.block.text for piece in reading.pieces] == ["一句"]
