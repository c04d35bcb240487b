"""OFD as its several makers write it: drawings used as parts, pages on their side, print as shapes, other slashes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from cppcc_archive.files import FileReading, Limits
from cppcc_archive.files.reading import read_file
from tests.files import kit

PARTS = kit.report()
PLAIN = kit.as_ofd(PARTS)
_LAYER = re.compile(r"<ofd:Layer ID=\"9\">(.*)</ofd:Layer>", re.DOTALL)
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def read(body: bytes) -> FileReading:
    return read_file(body, "http://zx.example.gov.cn/files/1.ofd", Limits())


def changed(change: Callable[[str, str], str], **more: str) -> bytes:
    """The report with every member as ``change`` makes it of name and text, and with ``more`` members below Doc_0."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as packed:
        members = {name: change(name, packed.read(name).decode()).encode() for name in packed.namelist()}
    return kit.zip_of(members | {f"Doc_0/{name}.xml": text.encode() for name, text in more.items()})


def drawn(matrix: str = "") -> bytes:
    """The report with each page as one drawing of the document's resources, laid onto it through ``matrix``."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as packed:
        pages = [name for name in packed.namelist() if "/Page_" in name]
        found = [_LAYER.search(packed.read(name).decode()) for name in pages]
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{50 + number}"><ofd:Content>{layer[1]}</ofd:Content></ofd:CompositeGraphicUnit>'
        for number, layer in enumerate(found)
        if layer
    )

    def change(name: str, text: str) -> str:
        if name in pages:
            used = f'<ofd:CompositeObject Boundary="0 0 210 297" {matrix} ResourceID="{50 + pages.index(name)}"/>'
            return _LAYER.sub(f"<ofd:Layer>{used}</ofd:Layer>", text)
        named = "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
        return text.replace("</ofd:CommonData>", f"{named}</ofd:CommonData>")

    return changed(
        change, Res=f"<ofd:Res {_OFD}><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>"
    )


def test_a_drawing_that_a_page_uses_is_read_where_it_lies() -> None:
    assert read(drawn()).pieces == read(PLAIN).pieces


@pytest.mark.parametrize(
    ("matrix", "box"),
    [("0 1 -1 0 297 0", "0 0 297 210"), ("-1 0 0 -1 210 297", "0 0 210 297"), ("0 -1 1 0 0 210", "0 0 297 210")],
    ids=["down", "on its head", "up"],
)
def test_a_page_on_its_side_is_read_as_it_stands(matrix: str, box: str) -> None:
    body = drawn(f'CTM="{matrix}"')
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        members = {
            name: packed.read(name).replace(b"0 0 210 297</ofd:Phys", f"{box}</ofd:Phys".encode())
            for name in packed.namelist()
        }
    assert [piece.block.text for piece in read(kit.zip_of(members)).pieces] == [
        piece.block.text for piece in read(PLAIN).pieces
    ]


def test_a_watermark_askew_is_still_none_of_the_text() -> None:
    code = '<ofd:TextCode X="0" Y="9">内部资料</ofd:TextCode>'
    place = 'Boundary="60 60 90 90" CTM=".7 .7 -.7 .7 0 0" Size="9"'
    mark = f"<ofd:TextObject {place}>{code}</ofd:TextObject>"
    body = changed(lambda name, text: text.replace("</ofd:Layer>", f"{mark}</ofd:Layer>"))
    assert read(body).text == read(PLAIN).text


def test_print_that_was_made_shapes_needs_an_ocr_and_a_drawn_table_does_not() -> None:
    for drawing, unread in (("M 0 0 L 3 1 B 1 1 2 2 3 3 C", (1, 2, 3)), ("M 0 0 L 9 0", ())):
        shape = f"<ofd:PathObject><ofd:AbbreviatedData>{drawing}</ofd:AbbreviatedData></ofd:PathObject>"
        layer = f"<ofd:Layer>{shape * 300}</ofd:Layer>"
        reading = read(changed(lambda name, text, layer=layer: _LAYER.sub(layer, text)))  # type: ignore[misc]
        assert (reading.unread_pages, reading.text) == (unread, "")


def test_paths_are_found_with_either_slash() -> None:
    def change(name: str, text: str) -> str:
        return re.sub(r"(Doc_0|Pages|Page_\d)/", r"\1\\", text)

    assert b"Doc_0\\Document" in zipfile.ZipFile(io.BytesIO(changed(change))).read("OFD.xml")
    assert read(changed(change)).pieces == read(PLAIN).pieces


def test_drawings_that_use_one_another_end_at_the_limit() -> None:
    use = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="50"/>'
    unit = f'<ofd:CompositeGraphicUnit ID="50"><ofd:Content>{use * 9}</ofd:Content></ofd:CompositeGraphicUnit>'
    body = changed(
        lambda name, text: _LAYER.sub(f"<ofd:Layer>{use}</ofd:Layer>", text).replace(
            "</ofd:CommonData>", "<ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData>"
        ),
        Res=f"<ofd:Res {_OFD}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>",
    )
    found = read_file(body, "http://zx.example.gov.cn/files/1.ofd", Limits(objects=20_000))
    assert found.problem == "more than 20000 objects"
