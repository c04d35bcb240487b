"""Two versions side by side: nothing lost on either side, the figures that moved by name."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.reports.difference import edits, moved
from cppcc_archive.store import open_store
from cppcc_archive.store.base import Store
from cppcc_archive.tables.opening import open_archive
from cppcc_archive.tables.release import release
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


def test_only_the_figures_that_moved_are_named(archive: Archive) -> None:
    page = compare_page(archive, report_id(archive, "工作报告"), None, None)
    assert page is not None
    assert page.moved is not None
    found = [(one.before and one.before["value"], one.after and one.after["value"]) for one in page.moved]
    assert found == [(151, 153)]


def test_a_release_says_that_it_does_not_know_the_figures_of_versions_before(
    store: Store, archive: Archive, tmp_path: Path
) -> None:
    copy = shutil.copytree(store.uri, tmp_path / "store")
    release(open_store(str(copy)), date(2026, 2, 1))
    released = Archive(lambda: open_archive(f"{copy}/releases/2026-02-01"))
    page = compare_page(released, report_id(archive, "工作报告"), None, None)
    assert page is not None
    assert page.moved is None


def test_a_report_of_one_version_has_nothing_to_compare(archive: Archive) -> None:
    assert compare_page(archive, report_id(archive, "召开会议"), None, None) is None
