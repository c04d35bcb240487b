"""Two versions side by side: nothing lost on either side, the figures that moved by name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.reports.difference import edits, moved
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.compare import compare_page
from tests.view.conftest import report_id

TEXT = st.text(alphabet="提案12件。\n", max_size=30)


@given(TEXT, TEXT)
def test_what_is_the_same_and_removed_is_before_and_what_is_the_same_and_added_is_after(
    before: str, after: str
) -> None:
    found = edits(before, after)
    assert "".join(edit.text for edit in found if edit.kind != "added") == before
    assert "".join(edit.text for edit in found if edit.kind != "removed") == after
    assert all(edit.text for edit in found)


def test_one_character_that_changed_is_one_edit() -> None:
    found = edits("各位委员：\n立案172件。", "各位委员：\n立案174件。")
    assert [(edit.kind, edit.text) for edit in found] == [
        ("same", "各位委员：\n立案17"),
        ("removed", "2"),
        ("added", "4"),
        ("same", "件。"),
    ]


def figure(name: str, value: float) -> dict:
    return {"indicator_id": name, "value": value, "unit": "件", "qualifier": "exact"}


def test_figures_are_matched_by_their_own_id() -> None:
    before = [figure("filed", 172), figure("same", 5), figure("dropped", 1)]
    after = [figure("new", 9), figure("filed", 174), figure("same", 5)]
    found = [(one.before and one.before["value"], one.after and one.after["value"]) for one in moved(before, after)]
    assert found == [(None, 9), (172, 174), (1, None)]


def test_the_page_takes_the_two_newest_versions_where_none_are_named(archive: Archive) -> None:
    page = compare_page(archive, report_id(archive, "工作报告"), None, None)
    assert page is not None
    assert [(edit.kind, edit.text) for edit in page.edits if edit.kind != "same"] == [("removed", "1"), ("added", "3")]


def test_a_report_of_one_version_has_nothing_to_compare(archive: Archive) -> None:
    assert compare_page(archive, report_id(archive, "召开会议"), None, None) is None
