"""Print that copies as rubbish is noticed, and is never given out as text."""

from __future__ import annotations

import pytest

from cppcc_archive.files import Limits
from cppcc_archive.files.damage import is_damaged
from cppcc_archive.files.pdf import read_pdf
from tests.files import kit
from tests.files.test_hostile import pdf_objects

TEXT = kit.letters(kit.text_of(kit.report()))


def test_a_report_is_whole() -> None:
    assert not is_damaged(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ue012\ue044\ue101\ue020" * 30, id="private use"),
        pytest.param(TEXT.encode("gb18030").decode("latin-1"), id="bytes taken for Latin letters"),
        pytest.param("".join(chr(0x3400 + 37 * ord(one) % 0x1900) for one in TEXT), id="numbers of glyphs"),
        pytest.param("".join(chr(0x4E00 + (7919 * ord(one)) % 0x5000) for one in TEXT), id="a wrong table"),
        pytest.param("".join("鳞翡烬宕嗣磺趸谲嘏麾"[ord(one) % 10] for one in TEXT), id="rare but there"),
    ],
)
def test_rubbish_is_told_from_prose(text: str) -> None:
    assert is_damaged(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024 158 98.5% 100 31 17 312 (1) (2) [3] 2025.01.08 1 2 3 4 5 6 7 8 9",
        "王建国 李青山 张伟 刘洋 陈静 杨磊 赵敏 黄丽 周涛 吴刚" * 3,
        "The Chinese People's Political Consultative Conference of Qingxi County",
        "中國人民政治協商會議第十屆青溪縣委員會常務委員會工作報告" * 8,
    ],
)
def test_figures_names_and_other_scripts_are_no_rubbish(text: str) -> None:
    assert not is_damaged(text)


def test_a_font_that_names_no_characters_makes_a_page_that_needs_an_ocr() -> None:
    # Identity-H without ToUnicode: codes are numbers of glyphs and mean nothing outside the font.
    codes = "".join(f"{(ord(one) * 31) % 20000 + 300:04X}" for one in TEXT[:400])
    rows = [codes[at : at + 100] for at in range(0, len(codes), 100)]
    content = "BT /F1 16 Tf 28 TL 60 780 Td " + " ".join(f"<{row}> Tj T*" for row in rows) + " ET"
    body = pdf_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content.encode()),
        b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Song/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor 7 0 R/DW 1000>>",
        b"<</Type/FontDescriptor/FontName/AAAAAA+Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900"
        b"/Descent -200/CapHeight 700/StemV 80>>",
    )
    reading = read_pdf(body, Limits())
    assert reading.text == ""
    assert reading.unread_pages == (1,)
    assert any("fonts" in text for text in reading.warnings)
