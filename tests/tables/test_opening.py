"""The archive and its releases as a connection for programs: ``cppcc_archive.open(uri)``."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

import cppcc_archive
from cppcc_archive.errors import InputError
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.base import Store
from cppcc_archive.tables.release import release
from cppcc_archive.tables.views import ANALYSTS
from tests.archive_kit import Nights, registry, report_page

PANEL = "SELECT year, code, value FROM panel WHERE code = 'proposals_filed'"


@pytest.fixture
def built(folder_store: Store) -> Store:
    Nights(folder_store).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
    build_year(folder_store, 2025, registry=registry())
    return folder_store


def test_a_store_has_every_name(built: Store) -> None:
    with cppcc_archive.open(built.uri) as db:
        assert db.execute(PANEL).fetchall() == [(2024, "proposals_filed", 151.0)]
        assert {name for (name,) in db.execute("SHOW TABLES").fetchall()} >= ANALYSTS.keys()
        # A time with a zone comes out as one.
        (at,) = db.execute("SELECT max(captured_at) FROM captures").fetchone() or (None,)
        assert at.isoformat() == "2026-01-02T02:00:00+08:00"


def test_texts_are_found_by_words_and_joined_with_files_of_one_s_own(built: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("code,weight\nproposals_filed,2\n")
    with cppcc_archive.open(built.uri) as db:
        assert db.execute("SELECT count(*) FROM reports WHERE text LIKE '%办复率%' AND title = title").fetchall() == [
            (1,)
        ]
        sql = f"SELECT value * weight FROM indicators JOIN '{tmp_path}/mine.csv' USING (code)"
        assert db.execute(sql).fetchall() == [(302.0,)]


def test_what_shows_no_text_reads_none(built: Store) -> None:
    with cppcc_archive.open(built.uri) as db:
        for file in Path(built.uri).glob("tables/texts/*/*.parquet"):
            file.unlink()
        assert db.execute(PANEL).fetchall() == [(2024, "proposals_filed", 151.0)]
        with pytest.raises(duckdb.IOException):
            db.execute("SELECT text FROM reports").fetchall()


def test_a_copied_release_answers_the_same(built: Store, tmp_path: Path) -> None:
    release(built, date(2026, 2, 1))
    copied = tmp_path / "copy"
    shutil.copytree(Path(built.uri) / "releases" / "2026-02-01", copied)
    for uri in (f"{built.uri}/releases/2026-02-01", str(copied)):
        with cppcc_archive.open(uri) as db:
            assert db.execute(PANEL).fetchall() == [(2024, "proposals_filed", 151.0)]
            assert db.execute("SELECT count(*) FROM codes").fetchall() > [(40,)]


def test_a_release_from_before_a_column_was_there_has_it_without_values(built: Store, tmp_path: Path) -> None:
    release(built, date(2026, 2, 1))
    copied = tmp_path / "copy"
    shutil.copytree(Path(built.uri) / "releases" / "2026-02-01", copied)
    described = json.loads((copied / "datapackage.json").read_text())
    for resource in described["resources"]:
        if resource["path"] == "sites/sites.parquet":
            resource["schema"]["fields"] = [one for one in resource["schema"]["fields"] if one["name"] != "layout"]
    (copied / "datapackage.json").write_text(json.dumps(described))
    sites = pq.read_table(copied / "sites" / "sites.parquet")
    pq.write_table(sites.drop_columns(["layout"]), copied / "sites" / "sites.parquet")
    with cppcc_archive.open(str(copied)) as db:
        assert db.execute("SELECT site_id, layout FROM sites").fetchall() == [("qinghe", None)]


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no archive at"):
        cppcc_archive.open(str(tmp_path / "nothing"))
