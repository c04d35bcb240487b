"""RTF: what a reader sees of it, whoever wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_archive.files import Limits
from cppcc_archive.files.model import FileReading
from cppcc_archive.files.reading import read_file
from tests.growth import grows_linearly

URL = "http://zx.example.gov.cn/files/1.rtf"
FONTS = rb"{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\fnil\fcharset0 Times;}{\f2\fnil\fcharset136 MingLiU;}}"


def rtf(markup: bytes, head: bytes = rb"\ansi\ansicpg936\deff0") -> FileReading:
    return read_file(rb"{\rtf1" + head + FONTS + markup + b"}", URL, Limits())


def escaped(text: str, charset: str = "gbk") -> bytes:
    return b"".join(b"\\'%02x" % one for one in text.encode(charset))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param(escaped("收到提案") + b"186" + escaped("件"), "收到提案186件", id="bytes"),
        pytest.param("收到提案186件".encode("gbk"), "收到提案186件", id="bytes as they are"),
        pytest.param(rb"\uc1\u25552?\u26696?186\uc2\u20214\'bc\'fe", "提案186件", id="Unicode with its stand-ins"),
        pytest.param(rb"\uc0\u-10174 \u-8265 \u30000", "𠮷田", id="two halves of a character"),
        pytest.param(rb"{\f2 " + escaped("提案", "big5") + rb"}{\f1 A}", "提案A", id="a font's charset"),
        pytest.param(rb"{\f1 " + escaped("提案") + rb"}", "提案", id="a Western font over Chinese bytes"),
        pytest.param(rb"\uc1{\upr{" + escaped("旧") + rb"}{\*\ud{\u26032?}}}", "新", id="Unicode beside old bytes"),
        pytest.param(rb"186{\deleted 999}{\v 888}\v 777\v0{\*\other 666}", "186", id="not seen"),
        pytest.param(rb"1{\b 8}{\pict\bin3 }}}6}6", "186", id="a picture's bytes"),
        pytest.param(rb"{\field{\*\fldinst PAGE}{\fldrslt 186}}", "186", id="a field's result"),
        pytest.param(rb"186{\header 9}{\footer 9}{\info{\title 9}}{\*\bkmkstart 9}", "186", id="beside the text"),
        pytest.param(rb"a\\b\{c\}\~d\_e", r"a\b{c} d-e", id="signs"),
        pytest.param(b"18\r\n6", "186", id="line ends that are none"),
    ],
)
def test_a_paragraph_is_what_is_seen_of_it(markup: bytes, text: str) -> None:
    assert rtf(markup).text == text


def test_boxes_and_notes_come_behind_the_text() -> None:
    box = rb"{\shp{\*\shpinst{\sp{\sn x}{\sv 9}}{\shptxt \pard box\par}}}"
    found = rtf(rb"one" + box + rb"{\footnote \pard note} two\par three\par")
    assert [piece.block.text for piece in found.pieces] == ["one two", "three", "box", "note"]


def test_numbers_of_a_list_are_read_and_its_marks_are_not() -> None:
    found = rtf(rb"{\listtext\u19968?\u12289?\tab}" + escaped("回顾") + rb"\par{\pntext\'a1\'f1\tab}x\par")
    assert [piece.block.text for piece in found.pieces] == ["一、回顾", "x"]


def test_rows_are_tables_and_a_cell_may_have_paragraphs() -> None:
    row = rb"\trowd\pard\intbl a\par b\cell \pard\intbl 1\cell\row"
    found = rtf(rb"before\par" + row + row.replace(b" 1", b" 2") + rb"\pard after\par")
    assert [piece.block.text for piece in found.pieces] == ["before", "a b\t1\na b\t2", "after"]
    assert found.pieces[1].block.rows == (("a b", "1"), ("a b", "2"))


def test_what_lies_too_deep_is_named() -> None:
    found = rtf(b"{" * 5000)
    assert found.problem is not None and "nested" in found.problem


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_no_bytes_raise(data: bytes) -> None:
    rtf(data)


@pytest.mark.parametrize(
    "part", [b"{a}", rb"\u25552?", b"\\'b0\\'a1", rb"\trowd a\cell\row"], ids=["groups", "Unicode", "bytes", "rows"]
)
def test_what_it_costs_grows_as_the_file_does(part: bytes) -> None:
    assert grows_linearly(lambda times: rtf(part * times), 16_000)
