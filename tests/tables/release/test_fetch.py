"""A copy out of a store: whole, or not taken for a release."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cppcc_archive.cli import main
from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store import open_store
from cppcc_archive.store.base import Store
from cppcc_archive.tables.release import release
from cppcc_archive.tables.release.copying import fetch
from cppcc_archive.tables.release.verify import verify
from tests.archive_kit import Nights, registry, report_page
from tests.tables.release.archives import FIRST, REPORT, SECOND, content


def released(store: Store) -> Store:
    Nights(store).crawl({REPORT: report_page(171)})
    build_year(store, 2025, registry=registry())
    release(store, FIRST)
    return store


def test_a_copy_is_what_was_released(store: Store, tmp_path: Path) -> None:
    copied = fetch(released(store), "latest", tmp_path / "copy")
    found = verify(open_store(str(tmp_path / "copy")))
    assert (found.release, found.problems) == ("2026-02-01", ())
    assert {
        str(path.relative_to(tmp_path / "copy")): path.read_bytes()
        for path in (tmp_path / "copy").rglob("*")
        if path.is_file()
    } == content(store, "2026-02-01")
    assert (copied.files, copied.there) == (found.files, 0)


def test_how_large_it_is_is_said_once(folder_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = released(folder_store)
    copied = fetch(store, "2026-02-01", tmp_path / "copy")
    index = json.loads(store.get("releases/index.json"))["releases"][0]
    datacite = json.loads(content(store, "2026-02-01")["datacite.json"])
    told = release(store, SECOND).to_json()
    said = {copied.bytes, index["bytes"], verify(open_store(str(tmp_path / "copy"))).bytes}
    assert said == {int(datacite["sizes"][0].removesuffix(" bytes"))}
    index = json.loads(store.get("releases/index.json"))["releases"][1]
    assert told["bytes"] == index["bytes"] == fetch(store, "2026-03-01", tmp_path / "second").bytes


def test_done_again_it_fetches_what_is_not_there(folder_store: Store, tmp_path: Path) -> None:
    store, copy = released(folder_store), tmp_path / "copy"
    whole = fetch(store, "2026-02-01", copy)
    (copy / "datapackage.json").unlink()
    (copy / "panel/panel.parquet").unlink()
    (copy / "README.md").write_text("half of i")
    again = fetch(store, "2026-02-01", copy)
    assert again.there == whole.files - 2
    assert verify(open_store(str(copy))).problems == ()


def test_a_file_that_is_not_as_released_is_named_and_the_copy_is_no_release(
    folder_store: Store, tmp_path: Path
) -> None:
    store = released(folder_store)
    key = "releases/2026-02-01/panel/panel.parquet"
    (Path(store.uri) / key).write_bytes(store.get(key)[:-1] + b"?")
    with pytest.raises(StoreError, match=f"{key} .* other bytes than were released"):
        fetch(store, "2026-02-01", tmp_path / "copy")
    assert not (tmp_path / "copy" / "panel" / "panel.parquet").exists()
    assert not (tmp_path / "copy" / "datapackage.json").exists()


def test_what_cannot_be_fetched_is_said(folder_store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no release in .* yet"):
        fetch(folder_store, "latest", tmp_path / "copy")
    store = released(folder_store)
    with pytest.raises(InputError, match=r"no release 2020-01-01 in .*: there are 2026-02-01"):
        fetch(store, "2020-01-01", tmp_path / "copy")
    fetch(store, "2026-02-01", tmp_path / "copy")
    release(store, SECOND)
    assert main(["release", "fetch", "latest", str(tmp_path / "copy"), "--store", store.uri]) == 2
    with pytest.raises(InputError, match="holds another release already"):
        fetch(store, "latest", tmp_path / "copy")
