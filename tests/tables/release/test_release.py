"""A release: every row of one moment in files that any Parquet reader reads, described, checksummed, written once."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.bulk_archive import fill_tables
from cppcc_archive.errors import InputError, ObjectExistsError, StoreError
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import announce, append, replace_all
from cppcc_archive.tables.contract import PARAGRAPHS, PARSES, REPORT_VERSIONS, REPORTS, TABLES, Table
from cppcc_archive.tables.delta import Tables, tables_of
from cppcc_archive.tables.generate import generated
from cppcc_archive.tables.publish import claim, publish_sites
from cppcc_archive.tables.query import query
from cppcc_archive.tables.release import RELEASED, files, moment, release, releases, sources, writing
from cppcc_archive.tables.release.since import number
from cppcc_archive.tables.scan import scan
from tests.archive_kit import SITE, Nights, article, registry, report_page

FIRST, SECOND = date(2026, 2, 1), date(2026, 3, 1)
REPORT, NOTICE = "/art/2025/1/7/art_1_1.html", "/art/2025/2/1/art_1_2.html"
NOTICE_PAGE = article("关于召开会议的通知", "会议定于下周召开。", "2025-02-01")


@pytest.fixture
def nights(folder_store: Store) -> Nights:
    """An archive of two reports, of one publication year and two versions."""
    return crawled(folder_store)


def crawled(store: Store) -> Nights:
    nights = Nights(store)
    nights.crawl({REPORT: report_page(171), NOTICE: NOTICE_PAGE})
    nights.crawl({REPORT: report_page(180)})
    build_year(store, 2025, registry=registry())
    build_year(store, 2025, registry=registry(), reparse=True)
    return nights


def content(store: Store, name: str) -> dict[str, bytes]:
    """Every file of a release by its path in it."""
    root = f"releases/{name}/"
    return {key.removeprefix(root): store.get(key) for key in store.keys(root)}


NAMED = {table.name: table for table in RELEASED}


def rows(table: Table, files: dict[str, bytes]) -> list[dict[str, Any]]:
    found = [data for path, data in sorted(files.items()) if path.startswith(f"{table.name}/")]
    return [row for data in found for row in pq.read_table(pa.BufferReader(data)).to_pylist()]


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
    assert told["bytes"] == sum(len(data) for path, data in files.items() if path.endswith(".parquet"))


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


def test_the_same_tables_give_the_same_bytes_copied(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    release(nights.store, FIRST)
    copied: list[str] = []
    copy = nights.store.copy_new
    monkeypatch.setattr(nights.store, "copy_new", lambda source, key: (copied.append(key), copy(source, key)))
    release(nights.store, SECOND)
    written = {key for key in nights.store.keys("releases/2026-03-01/") if key.endswith(".parquet")}
    assert set(copied) == written
    first, second = content(nights.store, "2026-02-01"), content(nights.store, "2026-03-01")
    assert {path: data for path, data in first.items() if path.endswith(".parquet")} == {
        path: data for path, data in second.items() if path.endswith(".parquet")
    }


def test_a_file_is_not_copied_once_its_columns_are_described_otherwise(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(nights.store, FIRST)
    sites = TABLES["sites"]
    (column, *others) = sites.columns
    other = dataclasses.replace(column, description=f"{'long ' * 50}{column.description}")
    described = dataclasses.replace(sites, columns=(other, *others))
    monkeypatch.setattr(writing, "RELEASED", tuple(described if one is sites else one for one in RELEASED))
    release(nights.store, SECOND)
    first, second = (content(nights.store, day)["sites/sites.parquet"] for day in ("2026-02-01", "2026-03-01"))
    found = pq.read_schema(pa.BufferReader(second)).field(column.name).metadata
    assert found == {b"comment": other.description.encode()}
    assert first != second


def test_no_view_is_asked_again_whose_sources_are_the_same(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    release(nights.store, FIRST)
    asked: list[str] = []
    written = files._write_file
    monkeypatch.setattr(files, "_write_file", lambda *said: (asked.append(said[2]), written(*said))[1])
    release(nights.store, SECOND)
    assert asked == []


def test_texts_are_loaded_a_few_sites_at_a_time_and_rows_lie_as_if_all_at_once(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(folder_store, reports=300)
    release(folder_store, FIRST)
    at_once = content(folder_store, "2026-02-01")
    loaded: list[int] = []
    view = sources.Sources.mount_texts

    def counted(self: sources.Sources, table: Table, year: int | None, sites: sources.Sites | None = None) -> None:
        view(self, table, year, sites)
        loaded.append(number(self.connection, "SELECT sum(length(text)) FROM stored.texts"))

    monkeypatch.setattr(sources, "_CHARACTERS", most := 5_000)
    monkeypatch.setattr(sources.Sources, "mount_texts", counted)
    monkeypatch.setattr("cppcc_archive.tables.release.writing.files_of", lambda *_: {})
    release(folder_store, SECOND)
    assert len(loaded) > 60
    assert max(loaded) < 3 * most, "one report may be longer than what is loaded at once"
    in_ranges = content(folder_store, "2026-03-01")
    for table in RELEASED:
        assert rows(table, at_once) == rows(table, in_ranges), table.name


def filled(store: Store, reports: int) -> None:
    """An archive of so many reports of two years, at 3,000 sites, 2 % of them edited."""
    fill_tables(store, reports, characters=300, years=2, nights_a_year=1)


def test_a_text_of_another_year_than_its_report_is_found(folder_store: Store) -> None:
    """A page that was dated anew has versions of two years with one text."""
    nights = crawled(folder_store)
    (version,) = scan(tables_of(nights.store), REPORT_VERSIONS, [*REPORT_VERSIONS.column]).to_pylist()[:1]
    append(
        nights.store,
        REPORT_VERSIONS,
        rows_of(
            REPORT_VERSIONS,
            [{**version, "published_year": 2023, "valid_from": version["valid_from"] - timedelta(days=1)}],
        ),
    )
    release(nights.store, FIRST)
    (found,) = rows(REPORT_VERSIONS, {k: v for k, v in content(nights.store, "2026-02-01").items() if "-2023" in k})
    assert (
        found["text"]
        == query(nights.store, f"SELECT text FROM report_versions WHERE version_id = '{version['version_id']}'")[
            "text"
        ][0].as_py()
    )
    assert found["text"]


@pytest.mark.slow
def test_years_that_did_not_change_are_copied_and_are_what_they_would_be_written_as(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights = Nights(store)
    old = article("旧的通知", "会议定于去年召开。", "2024-02-01")
    nights.crawl({REPORT: report_page(171), NOTICE: NOTICE_PAGE, "/art/2024/2/1/art_1_9.html": old})
    build_year(store, registry=registry())
    release(store, FIRST)
    before = content(store, "2026-02-01")
    years = {path for path in before if path.endswith("-2024.parquet")}
    assert {"reports/reports-2024.parquet", "paragraphs/paragraphs-2024.parquet"} <= years
    nights.crawl({REPORT: report_page(180)})
    build_year(store, registry=registry())
    copied: list[str] = []
    copy = store.copy_new
    monkeypatch.setattr(store, "copy_new", lambda source, key: (copied.append(key), copy(source, key)))
    release(store, SECOND)
    second = content(store, "2026-03-01")
    assert {key.removeprefix("releases/2026-03-01/") for key in copied} >= years
    assert not any("-2025" in key for key in copied if "reports/" in key or "texts" in key)
    # Written anew, with no release before it to copy from.
    monkeypatch.setattr("cppcc_archive.tables.release.writing.files_of", lambda *_: {})
    release(store, date(2026, 4, 1))
    anew = content(store, "2026-04-01")
    assert all(second[path] == anew[path] for path in anew if path.endswith(".parquet"))
    sums = dict(reversed(line.split("  ")) for line in second["SHA256SUMS"].decode().splitlines())
    assert all(hashlib.sha256(second[path]).hexdigest() == digest for path, digest in sums.items())


def rotten(store: LocalStore, path: Path, key: str) -> bytes:
    """One byte in the middle of a stored file is another; what it was before."""
    data = (path / key).read_bytes()
    middle = len(data) // 2
    (path / key).write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    assert store.get(key) != data
    return data


@pytest.mark.parametrize("path", ["reports/reports-2025.parquet", "indicators/indicators-2025.parquet"])
def test_a_file_that_rotted_does_not_go_on_under_its_checksum(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    store = LocalStore(tmp_path)
    Nights(store).crawl({REPORT: report_page(171)})
    build_year(store, 2025, registry=registry())
    release(store, FIRST)
    key = f"releases/2026-02-01/{path}"
    whole = rotten(store, tmp_path, key)
    changes = release(store, SECOND).changes
    assert content(store, "2026-03-01")[path] == whole, "written anew"
    assert changes["reports"] == {"new": 0, "changed": 0, "removed": 0}, "compared with what was released"
    assert f"{key} has other bytes than were released" in caplog.text


def test_a_changed_years_file_that_rotted_is_named(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    nights = crawled(store)
    release(store, FIRST)
    (tmp_path / "releases/2026-02-01/reports/reports-2025.parquet").write_bytes(b"x" * 100)
    nights.crawl({REPORT: report_page(190)})
    build_year(store, 2025, registry=registry())
    with pytest.raises(StoreError, match=r"reports-2025.parquet .* put it back from a copy"):
        release(store, SECOND)


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
    monkeypatch.setattr(moment.time, "sleep", lambda _: None)
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
    monkeypatch.setattr(moment.time, "sleep", lambda seconds: next(pauses)(seconds))
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
