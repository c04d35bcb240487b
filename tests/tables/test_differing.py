"""What a committee changed in a report, as people and programs are shown it."""

from __future__ import annotations

import json

import pytest

from cppcc_archive.cli import main
from cppcc_archive.errors import InputError
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.base import Store
from cppcc_archive.tables.differing import difference
from cppcc_archive.tables.query import query
from tests.archive_kit import Nights, registry, report_page

PAGE = "/art/2025/1/7/art_1_1.html"


@pytest.fixture
def edited(folder_store: Store) -> tuple[Store, str]:
    nights = Nights(folder_store)
    for filed in (172, 174):
        nights.crawl({PAGE: report_page(197, filed)})
        build_year(folder_store, 2025, registry=registry())
    return folder_store, query(folder_store, "SELECT report_id FROM reports")["report_id"][0].as_py()


def test_the_text_is_compared_by_characters(edited: tuple[Store, str]) -> None:
    store, report_id = edited
    found = difference(store, report_id)
    assert "".join(edit.text for edit in found.edits if edit.kind != "added") == found.before["text"]
    assert "".join(edit.text for edit in found.edits if edit.kind != "removed") == found.after["text"]
    assert [(edit.kind, edit.text) for edit in found.edits if edit.kind != "same"] == [("removed", "2"), ("added", "4")]


def test_people_see_it_in_its_words(edited: tuple[Store, str], capsys: pytest.CaptureFixture[str]) -> None:
    store, report_id = edited
    assert main(["diff", report_id, "--store", store.uri]) == 0
    shown = capsys.readouterr().out
    assert "立案17[-2-]{+4+}件" in shown
    assert shown.count("[-") == 1


def test_programs_get_both_versions(edited: tuple[Store, str], capsys: pytest.CaptureFixture[str]) -> None:
    store, report_id = edited
    versions = query(store, "SELECT version_id FROM report_versions ORDER BY valid_from")["version_id"].to_pylist()
    assert main(["diff", report_id, versions[0][:8], versions[1][:8], "--format", "json", "--store", store.uri]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [found[side]["version_id"] for side in ("before", "after")] == versions


def test_what_is_not_there_is_named(edited: tuple[Store, str]) -> None:
    store, report_id = edited
    with pytest.raises(InputError, match="no report nothing"):
        difference(store, "nothing")
    with pytest.raises(InputError, match="no one version zzz"):
        difference(store, report_id, "zzz")
    first = query(store, "SELECT version_id FROM report_versions ORDER BY valid_from")["version_id"][0].as_py()
    with pytest.raises(InputError, match="no version before"):
        difference(store, report_id, None, first)
