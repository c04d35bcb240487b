"""What a reader sees is what is read: invisible characters are not there, notes and deletions are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.extract import Document, extract
from cppcc_archive.markup.text import one_line, without_unseen
from cppcc_archive.reports import parse

UNSEEN = (
    *("\u200b", "\ufeff", "\u00ad", "\u200c", "\u200d", "\u2060", "\u200e", "\u200f", "\u202c", "\u2063"),
    *("\u2068", "\u206f", "\ufff9", "\U000e0031"),
)


def read(filed: str) -> Document:
    body = f"<p>一年来，共征集提案1871件，经审查立案{filed}件，办复率100%。</p>"
    title = "政协青河县第十届委员会常务委员会工作报告"
    return extract(
        f"<title>{title}</title><h1>{title}</h1><div>{body}</div>".encode(), "http://h.example/1.html", "utf-8"
    )


def filed(document: Document) -> list[float]:
    return [one.value for one in parse(document).indicators if one.code == "proposals_filed"]


@pytest.mark.parametrize("char", UNSEEN)
@pytest.mark.parametrize("form", ["1{}51", "1<span>{}</span>51", "{}151{}", "1<b>5{}</b>{}1"])
def test_an_invisible_character_in_a_number_changes_nothing(char: str, form: str) -> None:
    document = read(form.replace("{}", char))
    assert "立案151件" in document.text
    assert filed(document) == [151]


@pytest.mark.parametrize("entity", ["&#8203;", "&shy;", "&zwj;", "&ZeroWidthSpace;"])
def test_nor_does_one_written_as_an_entity(entity: str) -> None:
    assert filed(read(f"1{entity}51")) == [151]


@given(st.text(st.sampled_from("政协1２ab，。 "), max_size=20), st.text(st.sampled_from(UNSEEN), max_size=3))
def test_one_line_with_them_is_one_line_without(text: str, unseen: str) -> None:
    assert one_line(unseen.join(text)) == one_line(text)


@pytest.mark.parametrize("text", ["\u1820\u180e\u1821", "\u0646\u200c\u0645", "👨\u200d👩"])
def test_where_they_shape_their_neighbours_they_stay(text: str) -> None:
    assert without_unseen(text) == text


def test_a_notes_mark_is_no_digit_of_the_number() -> None:
    document = read("151<sup>2</sup>")
    assert "立案151²件" in document.text
    assert filed(document) == [151]


@pytest.mark.parametrize(
    "form",
    [
        "<del>150</del>151",
        "<s>150</s>151",
        "<strike>15</strike>151",
        "<i style='text-decoration: line-through'>1</i>151",
    ],
)
def test_what_is_struck_out_is_left_out_with_a_warning(form: str) -> None:
    document = read(form)
    assert filed(document) == [151]
    assert any(warning.startswith("struck out and left out: 1") for warning in document.warnings)


def test_a_page_struck_out_as_a_whole_is_a_mistake_of_its_markup() -> None:
    found = extract("<s><h1>会议</h1><p>政协召开会议，研究提案工作。</p>".encode(), "http://h.example/1.html", "utf-8")
    assert (found.text, found.warnings) == ("会议\n政协召开会议，研究提案工作。", ())
