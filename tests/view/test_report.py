"""A report's text in pieces: joined again it is the text, and every figure is marked where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.view.archive import Archive
from cppcc_archive.view.report import Paragraph, paragraphs, report_page
from tests.view.conftest import report_id

SPANS = st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40)), max_size=8)


def joined(found: list[Paragraph]) -> str:
    return "\n".join("".join(piece.text for piece in one.pieces) for one in found)


@given(st.text(alphabet="提案1件，\n　", max_size=40), SPANS, SPANS)
def test_no_character_is_lost_however_marks_lie(text: str, figures, damages) -> None:
    rows = [{"start_char": start, "end_char": end} for start, end in figures]
    lost = [(start, end, "?") for start, end in damages]
    assert joined(list(paragraphs(text, rows, [], lost))) == text


def test_of_two_marks_that_overlap_the_earlier_and_longer_one_stays() -> None:
    rows = [{"start_char": 0, "end_char": 4}, {"start_char": 2, "end_char": 6}, {"start_char": 0, "end_char": 2}]
    (found,) = paragraphs("立案151件", rows, [])
    assert [(piece.text, piece.figure) for piece in found.pieces] == [("立案15", 0), ("1件", None)]


def test_a_line_that_holds_a_heading_has_its_depth_and_a_run_in_lead_none() -> None:
    text = "一、回顾\n（一）建言。一年来"
    sections = [
        {"start_char": 2, "end_char": 4, "level": 1, "run_in": False},
        {"start_char": 8, "end_char": 10, "level": 2, "run_in": True},
    ]
    assert [one.level for one in paragraphs(text, [], sections)] == [1, 0]


def test_a_page_shows_each_figure_as_it_stands_in_the_text(archive: Archive) -> None:
    page = report_page(archive, report_id(archive, "工作报告"))
    assert page is not None
    shown = {
        page.figures[piece.figure]["code"]: piece.text
        for one in page.paragraphs
        for piece in one.pieces
        if piece.figure is not None
    }
    assert (
        shown["proposals_filed"] == page.figures[[row["code"] for row in page.figures].index("proposals_filed")]["span"]
    )
    assert joined(list(page.paragraphs)) == page.row["text"]


def test_every_version_can_be_read(archive: Archive) -> None:
    report = report_id(archive, "工作报告")
    newest = report_page(archive, report)
    assert newest is not None and newest.is_newest and len(newest.stays) == 2
    first = report_page(archive, report, newest.stays[0].version_id)
    assert first is not None and not first.is_newest
    assert "立案151件" in joined(list(first.paragraphs))
    assert "立案153件" in joined(list(newest.paragraphs))
    values = [{row["value"] for row in page.figures if row["code"] == "proposals_filed"} for page in (first, newest)]
    assert values == [{151}, {153}]


def test_lost_characters_are_listed_with_their_paragraph_and_advice(archive: Archive) -> None:
    page = report_page(archive, report_id(archive, "taken"))
    assert page is not None
    damage = next(one for one in page.damages if one.paragraph is not None)
    assert (damage.kind.kind, damage.span) == ("unbalanced_quote", "“")
    assert damage.kind.advice_zh and damage.kind.advice_en
    assert any(line.start == damage.paragraph and "“" in joined([line]) for line in page.paragraphs)
    (warned,) = [row for row in page.figures if row["warning"]]
    assert warned["warning_with"] in {row["indicator_id"] for row in page.figures}


def test_what_is_not_there_is_none(archive: Archive) -> None:
    assert report_page(archive, "0000") is None
    assert report_page(archive, report_id(archive, "工作报告"), "0000") is None
