"""Every way Chinese pages lie about their encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.markup.decode import decode, widened

TEXT = "<html><head><meta charset=gb2312></head><p>中国人民政治协商会议云山区委员会，朱镕报告。</p></html>"


def test_utf8_that_says_gb2312_is_utf8() -> None:
    found = decode(TEXT.encode(), "gb2312")
    assert (found.text, found.encoding, found.replaced) == (TEXT, "utf-8", 0)


def test_gb2312_is_widened_so_that_a_rare_character_survives() -> None:
    found = decode(TEXT.encode("gb18030"))
    assert (found.text, found.encoding, found.reason) == (TEXT, "gb18030", "meta label")


def test_a_servers_latin1_default_is_not_believed() -> None:
    assert decode(TEXT.replace("gb2312", "iso-8859-1").encode("gb18030"), "ISO-8859-1").text.count("政治协商") == 1


@pytest.mark.parametrize("label", ["nonsense", "hex", "rot13", "utf-16", "unicode_escape", "\x00", "utf8;x", "binary"])
def test_a_label_that_is_no_charset_does_no_harm(label: str) -> None:
    assert decode(TEXT.encode("gb18030"), label).text == TEXT


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zero_bytes(codec: str) -> None:
    found = decode(TEXT.encode(codec), "gb2312")
    assert (found.text, found.encoding) == (TEXT, codec)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_settles_it_and_is_not_text(codec: str) -> None:
    found = decode(TEXT.encode(codec), "gbk")
    assert (found.text, found.reason) == (TEXT, "byte order mark")


@pytest.mark.parametrize("place", [0, 40, 61, 70])
def test_one_bad_byte_costs_one_character_not_the_page(place: int) -> None:
    body = TEXT.encode()
    while body[place] & 0xC0 == 0x80:
        place += 1
    found = decode(body[:place] + b"\xff" + body[place:], "gb2312")
    assert (found.encoding, found.replaced) == ("utf-8", 1)
    assert found.text.replace("\ufffd", "") == TEXT


def test_a_bad_byte_in_gb18030_is_counted() -> None:
    body = TEXT.encode("gb18030")
    found = decode(body[:-8] + b"\xff" + body[-8:])
    assert (found.encoding, found.replaced) == ("gb18030", 1)


def test_replacement_characters_of_the_page_itself_cost_nothing() -> None:
    assert decode("<p>第\ufffd届</p>".encode()).replaced == 0


def test_big5_is_believed_when_it_says_so() -> None:
    text = "<meta charset=big5><p>人民政協報</p>"
    assert decode(text.encode("big5hkscs")).text == text


@given(st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=12)))
def test_any_bytes_under_any_label_decode(body: bytes, label: str | None) -> None:
    found = decode(body, label)
    assert found.replaced >= 0
    assert found == decode(body, label)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=80))
def test_chinese_text_survives_every_encoding_it_may_be_served_in(text: str) -> None:
    page = f"<html><head><meta charset='gbk'><title>x</title></head><body><p>{text}</p></body></html>"
    for codec in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert decode(page.encode(codec), "gb2312").text in (page, _twin(page))


def _twin(page: str) -> str:
    """A short GB18030 page may by chance be valid UTF-8 of other characters: nobody can tell, so that is allowed."""
    try:
        return page.encode("gb18030").decode("utf-8")
    except UnicodeDecodeError:
        return page


def test_widened_names_codecs_and_nothing_else() -> None:
    assert [widened(label) for label in ("GB2312", "gbk", "UTF-8", "latin-1", "", None)] == [
        "gb18030",
        "gb18030",
        "utf-8",
        None,
        None,
        None,
    ]
