"""A release: every row of one moment in files that any Parquet reader reads, described, checksummed, written once."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cppcc_archive.errors import InputError, ObjectExistsError, StoreError
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import announce, append, replace_all
from cppcc_archive.tables.contract import PARAGRAPHS, PARSES, REPORTS, TABLES
from cppcc_archive.tables.delta import Tables, tables_of
from cppcc_archive.tables.generate import generated
from cppcc_archive.tables.publish import claim, publish_sites
from cppcc_archive.tables.query import query
from cppcc_archive.tables.release import RELEASED, moment, release, releases, writing
from cppcc_archive.tables.scan import scan
from tests.archive_kit import SITE, Nights, article, registry, report_page
from tests.tables.release.archives import FIRST, NAMED, REPORT, SECOND, content, crawled, rows


def test_every_row_of_every_table_is_in_the_files(store: Store) -> None:
    nights = crawled(store)
    release(nights.store, FIRST)
    files = content(nights.store, "2026-02-01")
    for table in RELEASED:
        asked = query(nights.store, f"FROM {table.name}").cast(table.schema).to_pylist()
        assert sorted(map(repr, rows(table, files))) == sorted(map(repr, asked))
    assert {path for path in files if path.startswith("reports/")} == {"reports/reports-2025.parquet"}
    assert len(rows(TABLES["report_versions"], files)) == 3


def test_columns_are_as_declared_and_rows_in_order(nights: Nights) -> None:
    release(nights.store, FIRST)
    files = content(nights.store, "2026-02-01")
    for path, data in files.items():
        if path.endswith(".parquet"):
            table = NAMED[path.split("/")[0]]
            assert pq.read_schema(pa.BufferReader(data)).equals(table.schema)
    order = [tuple(row[name] for name in ("report_id", "paragraph")) for row in rows(TABLES["paragraphs"], files)]
    assert order == sorted(order)


def test_the_ddl_loads_a_release_as_it_stands(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    crawled(store)
    release(store, FIRST)
    third = generated()["include/sql/duckdb.sql"].split("\n-- 3. ")[1].partition("\n")[2]
    with duckdb.connect() as connection:
        connection.execute(third.replace("s3://BUCKET/PREFIX", str(tmp_path)).replace("/DATE/", "/2026-02-01/"))
        for table in RELEASED:
            loaded = connection.execute(f"SELECT count(*) FROM release.{table.name}").fetchone()
            assert loaded == (query(store, f"FROM {table.name}").num_rows,), table.name


def test_the_checksums_and_the_description_tell_of_every_file(nights: Nights) -> None:
    told = release(nights.store, FIRST).to_json()
    files = content(nights.store, "2026-02-01")
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums.keys() == files.keys() - {"SHA256SUMS", "datapackage.json"}
    assert all(hashlib.sha256(files[path]).hexdigest() == digest for path, digest in sums.items())
    package = json.loads(files["datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} == {
        *(path for path in files if path.endswith(".parquet")),
        "panel.csv.gz",
    }
    assert len({resource["name"] for resource in package["resources"]}) == len(package["resources"])
    for resource in package["resources"]:
        table = NAMED[resource["table"]]
        data = files[resource["path"]]
        assert resource["bytes" if resource["format"] == "csv" else "size"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        if resource["format"] == "parquet":
            assert resource["rows"] == pq.read_metadata(pa.BufferReader(data)).num_rows
        assert [field["name"] for field in resource["schema"]["fields"]] == list(table.column)
        assert all(field["description"] and field["example"] for field in resource["schema"]["fields"])
    data = (".parquet", ".csv.gz", ".xlsx")
    assert told["bytes"] == sum(len(found) for path, found in files.items() if path.endswith(data))


def test_any_parquet_reader_finds_a_figure_in_its_text(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    Nights(store).crawl({REPORT: report_page(171)})
    build_year(store, 2025, registry=registry())
    release(store, FIRST)
    found = duckdb.sql(
        "SELECT value, substr(text, start_char + 1, end_char - start_char) = span AS stands "
        f"FROM '{tmp_path}/releases/2026-02-01/indicators/*.parquet' "
        f"JOIN '{tmp_path}/releases/2026-02-01/reports/*.parquet' USING (report_id, version_id)"
    ).fetchall()
    assert (171.0, True) in found
    assert all(stands for _, stands in found)


def test_what_changed_since_the_release_before_is_counted(nights: Nights) -> None:
    assert release(nights.store, FIRST).changes["before"] is None
    nights.crawl({REPORT: report_page(190), "/art/2025/3/1/art_1_3.html": article("新的通知", "另一个会议。")})
    build_year(nights.store, 2025, registry=registry())
    changes = release(nights.store, SECOND).changes
    assert changes["before"] == "2026-02-01"
    assert changes["reports"] == {"new": 1, "changed": 1, "removed": 0}
    assert changes["tables"]["reports"] == {"rows": 3, "before": 2}
    assert json.loads(content(nights.store, "2026-03-01")["changes.json"]) == changes


def test_a_release_is_never_written_again(folder_store: Store) -> None:
    Nights(folder_store).crawl({REPORT: report_page()})
    build_year(folder_store, 2025, registry=registry())
    release(folder_store, FIRST)
    before = content(folder_store, "2026-02-01")
    with pytest.raises(InputError, match="2026-02-01 already, and releases never change"):
        release(folder_store, FIRST)
    assert content(folder_store, "2026-02-01") == before


def test_what_a_killed_release_left_is_no_release(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise ObjectExistsError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(writing, "datapackage", killed)
        with pytest.raises(ObjectExistsError):
            release(nights.store, FIRST)
    assert releases(nights.store) == []
    assert release(nights.store, FIRST).name == "2026-02-01-2"
    assert releases(nights.store) == ["2026-02-01-2"]
    with pytest.raises(InputError, match="2026-02-01-2 already"):
        release(nights.store, FIRST)


def test_parts_that_a_build_has_only_begun_to_write_are_left_out(nights: Nights) -> None:
    store = nights.store
    table = PARAGRAPHS
    paragraphs = scan(tables_of(store), table, list(table.column)).to_pylist()[:1]
    append(store, table, rows_of(table, [{**row, "version_id": "f" * 32} for row in paragraphs]))
    release(store, FIRST)
    assert "f" * 32 not in {row["version_id"] for row in rows(table, content(store, "2026-02-01"))}


def test_tables_that_a_build_changes_meanwhile_are_looked_at_again(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([1, 2, 2, 2])  # of reports: before and after, twice
    monkeypatch.setattr(moment, "_version", lambda store, table: next(looks))
    monkeypatch.setattr(moment, "sleep", lambda _: None)
    release(nights.store, FIRST)
    assert next(looks, None) is None
    always = iter(range(100))
    monkeypatch.setattr(moment, "_version", lambda store, table: next(always))
    with pytest.raises(StoreError, match="release when they are done"):
        release(nights.store, SECOND)


def test_a_build_at_work_is_waited_for(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    store = nights.store
    building = Tables(store)
    building.refresh(PARSES)
    claim(building, {SITE: 99})

    def done(_: float) -> None:
        announce(building, PARSES, {f"build/{SITE}": 99})

    pauses = iter([lambda _: None, done])
    monkeypatch.setattr(moment, "sleep", lambda seconds: next(pauses)(seconds))
    release(store, FIRST)
    assert next(pauses, None) is None


def test_a_column_that_a_table_has_not_gained_yet_is_null(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    Nights(store).crawl({REPORT: report_page()})
    build_year(store, 2025, registry=registry())
    sites = TABLES["sites"]
    held = query(store, "FROM sites").to_pylist()
    shutil.rmtree(tmp_path / "tables" / "sites")
    older = dataclasses.replace(sites, columns=tuple(one for one in sites.columns if one.name not in ("cms", "until")))
    store = LocalStore(tmp_path)
    append(store, older, rows_of(older, [{name: row[name] for name in older.column} for row in held]))
    release(store, FIRST)
    found = rows(sites, content(store, "2026-02-01"))
    assert [(row["site_id"], row["cms"], row["until"]) for row in found] == [(held[0]["site_id"], None, None)]


def test_a_table_without_rows_has_its_file(nights: Nights) -> None:
    release(nights.store, FIRST)
    files = content(nights.store, "2026-02-01")
    assert {path.split("/")[0] for path in files if path.endswith(".parquet")} == NAMED.keys()
    assert "attachments/attachments.parquet" in files


@pytest.mark.slow
def test_a_release_of_an_earlier_day_is_compared_with_the_one_before_it(nights: Nights) -> None:
    assert release(nights.store, SECOND).changes["before"] is None
    assert release(nights.store, FIRST).changes["before"] is None
    assert release(nights.store, date(2026, 2, 15)).changes["before"] == "2026-02-01"


def test_nothing_is_no_release(folder_store: Store) -> None:
    with pytest.raises(InputError, match="there is no report"):
        release(folder_store, FIRST)
    assert list(folder_store.keys("releases/")) == []
    assert REPORTS.name == "reports"


def test_a_column_is_a_foreign_key_only_where_all_its_values_are_rows(nights: Nights) -> None:
    publish_sites(nights.store, registry().sites)
    release(nights.store, FIRST)
    replace_all(nights.store, TABLES["sites"], TABLES["sites"].schema.empty_table())
    release(nights.store, SECOND)
    for day, expected in (("2026-02-01", {"site_id", "code"}), ("2026-03-01", {"code"})):
        package = json.loads(content(nights.store, day)["datapackage.json"])
        keys = [key for one in package["resources"] for key in one["schema"].get("foreignKeys", ())]
        assert {name for key in keys for name in key["fields"]} == expected
