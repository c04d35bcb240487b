"""A copy of a release is what was released, or it is said what is not."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cppcc_archive.cli import main
from cppcc_archive.errors import InputError
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store import open_store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.release import release
from cppcc_archive.tables.release.verify import verify
from tests.archive_kit import Nights, registry, report_page


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("released")
    store = LocalStore(folder)
    Nights(store).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
    build_year(store, 2025, registry=registry())
    release(store, date(2026, 2, 1))
    return folder / "releases" / "2026-02-01"


@pytest.fixture
def copied(released: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(released, tmp_path / "copy"))


def problems(copied: Path) -> dict[str, str]:
    return {found.path: found.problem for found in verify(open_store(str(copied))).problems}


def test_a_whole_copy_is_whole(copied: Path) -> None:
    found = verify(open_store(str(copied)))
    assert (found.release, found.problems) == ("2026-02-01", ())
    assert found.files > 20
    assert main(["release", "verify", str(copied)]) == 0


def test_one_in_the_store_is_looked_at_by_its_name(released: Path) -> None:
    store = str(released.parent.parent)
    assert main(["release", "verify", "latest", "--store", store]) == 0
    assert main(["release", "verify", "2026-02-01", "--store", store]) == 0
    assert main(["release", "verify", "2026-02-31", "--store", store]) == 2


def test_what_was_changed_lost_or_added_is_named(copied: Path) -> None:
    (copied / "README.md").write_text("other")
    (copied / "panel" / "panel.parquet").unlink()
    (copied / "note.txt").write_text("mine")
    found = problems(copied)
    assert found.keys() == {"README.md", "panel/panel.parquet", "note.txt"}
    assert "other bytes" in found["README.md"] and "missing" in found["panel/panel.parquet"]
    assert main(["release", "verify", str(copied)]) == 1


def test_what_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no release"):
        verify(open_store(str(tmp_path)))
