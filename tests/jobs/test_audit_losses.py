"""What an archive can lose, and that an audit says so: once a damage, by name, and never with a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cppcc_archive.captures.warc import index_key
from cppcc_archive.cli import main
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.commits import delete_where
from cppcc_archive.tables.contract import CAPTURES, CRAWL_OUTCOMES, DIVISIONS, PARTS, SITES, TABLES
from cppcc_archive.tables.publish import append_outcomes
from cppcc_archive.tables.query import query
from tests.archive_kit import FIRST_NIGHT, SITE, filled
from tests.jobs.test_audit import built, crawled, looked_at


def whole(folder: Path) -> Store:
    """A built archive with an outcome for every run."""
    return filled(LocalStore(folder), built_with_outcomes)


def built_with_outcomes(store: Store) -> None:
    built(store)
    for run in ("night000", "night001"):
        append_outcomes(store, [SiteOutcome(run, SITE, SiteResult.OK, "", FIRST_NIGHT, FIRST_NIGHT)], run, "00")


def named(store: Store) -> list[str]:
    return [problem.what for problem in looked_at(store).problems]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_removed_whole_is_named_once(tmp_path: Path, name: str) -> None:
    whole(tmp_path)
    if not (tmp_path / "tables" / name).exists():
        pytest.skip("this archive has nothing of the kind")
    shutil.rmtree(tmp_path / "tables" / name)
    assert named(LocalStore(tmp_path)) == [f"{name}: the table is there"]


@pytest.mark.parametrize("name", TABLES)
def test_a_file_that_is_gone_from_a_table_is_named_once(tmp_path: Path, name: str) -> None:
    whole(tmp_path)
    files = list((tmp_path / "tables" / name).rglob("*.parquet"))
    if not files:
        pytest.skip("this archive has nothing of the kind")
    files[0].unlink()
    assert named(LocalStore(tmp_path)) == [f"{name}: every file can be read"]


@pytest.mark.parametrize("table", PARTS, ids=lambda table: table.name)
def test_parts_that_a_report_lost_are_missed(folder_store: Store, table: object) -> None:
    built(folder_store)
    lost = query(folder_store, f"FROM {table.name}").num_rows  # type: ignore[attr-defined]
    delete_where(folder_store, table, "true")  # type: ignore[arg-type]
    assert len(named(folder_store)) == (1 if lost else 0)


def test_rows_of_the_dimensions_are_missed(folder_store: Store) -> None:
    built(folder_store)
    delete_where(folder_store, SITES, f"site_id = '{SITE}'")
    delete_where(folder_store, DIVISIONS, "division_code = '370103'")
    assert named(folder_store) == [
        "reports: every site that has reports is among sites",
        "divisions: every division is there",
    ]


def test_an_outcome_that_a_run_lost_is_missed(folder_store: Store) -> None:
    crawled(folder_store)
    append_outcomes(
        folder_store, [SiteOutcome("night000", "other", SiteResult.OK, "", FIRST_NIGHT, FIRST_NIGHT)], "night000", "00"
    )
    assert named(folder_store) == ["captures: every site that a run brought captures of came out of it somehow"]


def test_what_a_killed_run_left_is_put_back_with_its_outcome_and_stays_quiet(folder_store: Store) -> None:
    crawled(folder_store)
    append_outcomes(
        folder_store, [SiteOutcome("night000", "other", SiteResult.OK, "", FIRST_NIGHT, FIRST_NIGHT)], "night000", "00"
    )
    delete_where(folder_store, CAPTURES, "run_id = 'night000'")
    assert [one.kind for one in looked_at(folder_store, repair=True).repaired] == ["rows"]
    assert looked_at(folder_store).problems == []
    told = query(folder_store, f"SELECT result, reason FROM {CRAWL_OUTCOMES.name} WHERE site_id = '{SITE}'").to_pylist()
    assert [row["result"] for row in told] == ["partial"] and "killed" in told[0]["reason"]


@pytest.mark.parametrize("change", [(b'"offset": "', b'"offset": "9'), (b"\n", b""), (b"sha256:", b"sha256:0")])
def test_an_index_that_says_other_than_its_object_is_named(tmp_path: Path, change: tuple[bytes, bytes]) -> None:
    store = whole(tmp_path)
    key = index_key(next(store.keys("warc/")))
    path = tmp_path / key
    path.write_bytes(path.read_bytes().replace(*change, 1))
    assert named(store) == [key]
    path.rename(tmp_path / "aside")
    assert looked_at(store, repair=True).problems == []
    assert named(store) == []


def test_objects_without_tables_are_no_archive_until_they_are_repaired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crawled(LocalStore(tmp_path))
    shutil.rmtree(tmp_path / "tables")
    assert main(["audit", "--store", str(tmp_path)]) == 2
    assert "there is no archive" in capsys.readouterr().err
