"""What a release takes over from the one before: files of years, views whose sources did not change."""

from __future__ import annotations

import csv
import dataclasses
import gzip
import hashlib
import io
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from botocore.credentials import ReadOnlyCredentials

from bench.bulk_archive import fill_tables
from cppcc_archive.errors import StoreError
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.store.s3 import S3Store
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append
from cppcc_archive.tables.contract import (
    INDICATORS,
    PARAGRAPHS,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
    TABLES,
    Table,
)
from cppcc_archive.tables.delta import tables_of
from cppcc_archive.tables.query import query
from cppcc_archive.tables.release import RELEASED, files, release, since, sources, writing
from cppcc_archive.tables.release.since import number
from cppcc_archive.tables.scan import scan
from tests.archive_kit import Nights, article, registry, report_page
from tests.tables.release.archives import FIRST, NOTICE, NOTICE_PAGE, REPORT, SECOND, content, crawled, rows
from tests.tables.samples import sample


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


def test_parts_filed_in_another_year_than_their_report_are_released_with_their_texts(folder_store: Store) -> None:
    """Whatever sites the reports of that year are of: here ``z`` lies beyond them."""

    def put(table: Table, site_id: str, year: int, **facts: object) -> None:
        row = sample(table, site_id=site_id, report_id=site_id, version_id=site_id, published_year=year, **facts)
        append(folder_store, table, rows_of(table, [row]))

    for site_id, year in (("b", 2025), ("z", 2024)):
        put(REPORTS, site_id, year, revision=0)
        put(REPORT_TEXTS, site_id, year, text=f"{site_id}乙丙丁")
        for table in (PARAGRAPHS, INDICATORS):
            put(table, site_id, 2025, start_char=0, end_char=1)
    files = content(folder_store, release(folder_store, FIRST).name)
    found = rows(PARAGRAPHS, files)
    assert [(row["report_id"], row["text"]) for row in found] == [("b", "b"), ("z", "z")]
    context = {table.name: table for table in RELEASED}["figure_context"]
    assert [(row["report_id"], row["text_after"]) for row in rows(context, files)] == [("b", "乙丙丁"), ("z", "乙丙丁")]


def test_a_release_reads_with_the_keys_that_are_in_force(
    s3_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of a role run out within hours, sooner than the release of a large archive is done."""
    nothing = {table.name: () for table in TABLES.values()}
    with closing(sources.open_sources(s3_store, nothing, str(tmp_path))) as opened:
        monkeypatch.setattr(S3Store, "credentials", lambda store: ReadOnlyCredentials("NEXT", "secret", "token"))
        opened.mount(PARAGRAPHS, 2025)
        assert "key_id=NEXT" in str(opened.connection.execute("FROM duckdb_secrets()").fetchall())


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


def test_only_figures_of_files_that_differ_are_compared(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    release(nights.store, FIRST)
    others = {REPORT: report_page(180), NOTICE: NOTICE_PAGE}
    nights.crawl({"/art/2024/3/1/art_1_3.html": article("旧的通知", "立案33件。", "2024-03-01"), **others})
    build_year(nights.store, registry=registry())
    read: list[str] = []
    copied = since._copy_columns
    monkeypatch.setattr(since, "_copy_columns", lambda *said: (read.append(said[1]), copied(*said))[1])
    release(nights.store, SECOND)
    assert read == [], "no file of the release before has other rows now"
    with gzip.open(io.BytesIO(content(nights.store, "2026-03-01")["changes.csv.gz"]), "rt") as lines:
        assert {line["kind"] for line in csv.DictReader(lines)} == {"added"}


def test_the_first_release_has_no_changed_figure(nights: Nights) -> None:
    release(nights.store, FIRST)
    lines = gzip.decompress(content(nights.store, "2026-02-01")["changes.csv.gz"]).decode().splitlines()
    assert len(lines) == 1, "its head alone"
