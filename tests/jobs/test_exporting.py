"""Captures as a WACZ, and the check of every object, here and in a copy."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from cppcc_archive.captures import wacz
from cppcc_archive.captures.foreign import Foreign, read_archive
from cppcc_archive.captures.wacz import check_wacz
from cppcc_archive.captures.warc import WarcWriter
from cppcc_archive.errors import InputError
from cppcc_archive.jobs.exporting import Choice, export, verify
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.publish import append_captures
from tests.archive_kit import BASE, SITE, Nights, exchange, report_page

NOW = datetime(2026, 2, 1, tzinfo=UTC)
FIRST, SECOND = f"{BASE}/art/2025/1/7/art_1_1.html", f"{BASE}/art/2024/1/7/art_1_2.html"


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    """Three nights of a year's reports, the first unchanged and then edited; and a report of the year before."""
    store = LocalStore(tmp_path / "store")
    nights, path = Nights(store), FIRST.removeprefix(BASE)
    nights.crawl({path: report_page()})
    nights.crawl({path: report_page(), "/art/2025/1/8/art_1_3.html": report_page(3, 2, "2025-01-08")})
    nights.crawl({path: report_page(172)})
    old = WarcWriter(store, SITE, "old", datetime(2026, 1, 10, tzinfo=UTC))
    old.add(exchange(SECOND, report_page(90, 80, "2024-01-07")), published_year=2024, known=None)
    append_captures(store, old.commit(), "old", "00")
    return store


def package(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as packed:
        made: dict[str, Any] = json.loads(packed.read("datapackage.json"))
        return made


def lines(file: Path) -> list[tuple[str, str, dict[str, str]]]:
    with zipfile.ZipFile(file) as packed:
        index = gzip.decompress(packed.read("indexes/index.cdx.gz")).decode()
    return [(key, stamp, json.loads(said)) for key, stamp, said in (one.split(" ", 2) for one in index.splitlines())]


class TestExport:
    def test_everything_is_in_it_and_is_what_it_says(self, store: LocalStore, tmp_path: Path) -> None:
        found = export(store, tmp_path / "all.wacz", Choice(), NOW)
        assert (found.objects, found.problems) == (4, [])
        assert check_wacz(tmp_path / "all.wacz") == []
        assert package(tmp_path / "all.wacz")["wacz_version"] == "1.1.1"
        with zipfile.ZipFile(tmp_path / "all.wacz") as packed:
            assert {one.compress_type for one in packed.infolist()} == {zipfile.ZIP_STORED}
            # Nothing was left out, so the objects are the archive's own, byte for byte.
            for key in store.keys("warc/"):
                assert packed.read(f"archive/{key.rpartition('/')[2]}") == store.get(key)

    def test_every_line_of_the_index_leads_to_its_record(self, store: LocalStore, tmp_path: Path) -> None:
        export(store, tmp_path / "y.wacz", Choice(published_year=2025), NOW)
        found = lines(tmp_path / "y.wacz")
        assert found == sorted(found, key=lambda one: one[:2])
        with zipfile.ZipFile(tmp_path / "y.wacz") as packed:
            for _, _, said in found:
                data = packed.read(f"archive/{said['filename']}")
                start = int(said["offset"])
                member = data[start : start + int(said["length"])]
                record = next(iter(ArchiveIterator(io.BytesIO(member), no_record_parse=True)))
                assert record.rec_headers.get_header("WARC-Target-URI") == said["url"]

    def test_the_index_says_where_each_of_its_blocks_lies(
        self, store: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(wacz, "_LINES", 2)
        export(store, tmp_path / "all.wacz", Choice(), NOW)
        with zipfile.ZipFile(tmp_path / "all.wacz") as packed:
            head, *places = packed.read("indexes/index.idx").decode().splitlines()
            packed_index = packed.read("indexes/index.cdx.gz")
        assert json.loads(head.removeprefix("!meta 0 ")) == {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}
        found = b""
        for line in places:
            key, stamp, text = line.split(" ", 2)
            place = json.loads(text)
            block = packed_index[place["offset"] : place["offset"] + place["length"]]
            assert place["digest"] == f"sha256:{hashlib.sha256(block).hexdigest()}"
            assert gzip.decompress(block).startswith(f"{key} {stamp} ".encode())
            found += gzip.decompress(block)
        assert len(places) > 1
        assert found == gzip.decompress(packed_index)

    def test_a_year_has_its_articles_alone_with_what_was_asked_for_them(
        self, store: LocalStore, tmp_path: Path
    ) -> None:
        export(store, tmp_path / "y.wacz", Choice(published_year=2024), NOW)
        assert [said["url"] for _, _, said in lines(tmp_path / "y.wacz")] == [SECOND]
        with zipfile.ZipFile(tmp_path / "y.wacz") as packed:
            (name,) = (name for name in packed.namelist() if name.startswith("archive/"))
            with packed.open(name) as file:
                kinds = [record.rec_type for record in ArchiveIterator(file)]
        assert kinds == ["warcinfo", "response", "request"]

    def test_what_a_night_repeats_comes_with_it(self, store: LocalStore, tmp_path: Path) -> None:
        export(store, tmp_path / "d.wacz", Choice(since=date(2026, 1, 2), until=date(2026, 1, 2)), NOW)
        found = list(read_archive(tmp_path / "d.wacz"))
        assert all(isinstance(one, Foreign) for one in found)
        assert {(one.url, one.captured_at.day) for one in found if isinstance(one, Foreign)} == {
            (FIRST, 1),
            (FIRST, 2),
            (f"{BASE}/art/2025/1/8/art_1_3.html", 2),
        }

    def test_pages_are_what_a_reader_begins_with(self, store: LocalStore, tmp_path: Path) -> None:
        export(store, tmp_path / "all.wacz", Choice(), NOW)
        with zipfile.ZipFile(tmp_path / "all.wacz") as packed:
            head, *pages = map(json.loads, packed.read("pages/pages.jsonl").splitlines())
        assert head["format"] == "json-pages-1.0"
        indexed = {(said["url"], stamp) for _, stamp, said in lines(tmp_path / "all.wacz")}
        assert pages
        assert all((page["url"], "".join(filter(str.isdigit, page["ts"]))) in indexed for page in pages)

    def test_the_same_moment_gives_the_same_bytes(self, store: LocalStore, tmp_path: Path) -> None:
        for name in ("a.wacz", "b.wacz"):
            export(store, tmp_path / name, Choice(), NOW)
        assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()

    def test_a_damaged_object_costs_itself_and_is_named(self, store: LocalStore, tmp_path: Path) -> None:
        key = next(iter(store.keys("warc/")))
        path = store._path(key)
        path.write_bytes(path.read_bytes()[:300])
        found = export(store, tmp_path / "all.wacz", Choice(), NOW)
        assert found.objects == 3
        assert key in found.problems[0]
        assert check_wacz(tmp_path / "all.wacz") == []

    def test_nothing_is_written_over_and_nothing_is_no_package(self, store: LocalStore, tmp_path: Path) -> None:
        (tmp_path / "old.wacz").write_bytes(b"mine")
        with pytest.raises(InputError, match="there already"):
            export(store, tmp_path / "old.wacz", Choice(), NOW)
        with pytest.raises(InputError, match="no captures of nowhere; published in 1999"):
            export(store, tmp_path / "none.wacz", Choice(("nowhere",), 1999), NOW)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["old.wacz", "store"]


class TestCheckWacz:
    def test_a_changed_byte_is_named(self, store: LocalStore, tmp_path: Path) -> None:
        file = tmp_path / "all.wacz"
        export(store, file, Choice(), NOW)
        with zipfile.ZipFile(file) as packed:
            content = {one: packed.read(one) for one in packed.namelist()}
        name = next(one for one in content if one.startswith("archive/"))
        content[name] = content[name][:-1] + b"!"
        content["more"] = b""
        with zipfile.ZipFile(tmp_path / "bad.wacz", "w") as packed:
            for one, data in content.items():
                packed.writestr(one, data)
        assert check_wacz(tmp_path / "bad.wacz") == [
            "more: is not in datapackage.json",
            f"{name}: has another SHA-256 than datapackage.json says",
        ]

    def test_what_is_no_package_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "x.wacz").write_bytes(b"no zip")
        with pytest.raises(InputError, match=r"x\.wacz is no WACZ"):
            check_wacz(tmp_path / "x.wacz")


class TestVerify:
    def test_a_whole_archive_is_whole_and_so_is_its_copy(self, store: LocalStore, tmp_path: Path) -> None:
        shutil.copytree(tmp_path / "store", tmp_path / "copy")
        for found in (verify(store), verify(store, LocalStore(tmp_path / "copy"))):
            assert (found.objects, found.without_manifest, found.problems) == (4, 0, [])

    def test_what_is_lost_cut_or_exchanged_is_named_each(self, store: LocalStore, tmp_path: Path) -> None:
        shutil.copytree(tmp_path / "store", tmp_path / "copy")
        copy = LocalStore(tmp_path / "copy")
        lost, cut, exchanged, _ = store.keys("warc/")
        copy._path(lost).unlink()
        copy._path(cut).write_bytes(store.get(cut)[:-1])
        copy._path(exchanged).write_bytes(store.get(exchanged)[:-8] + bytes(8))
        problems = verify(store, copy).problems
        assert [lost in problems[0], cut in problems[1], exchanged in problems[2]] == [True] * 3
        assert [
            word for word, said in zip(["no object", "bytes;", "SHA-256"], problems, strict=True) if word in said
        ] == ["no object", "bytes;", "SHA-256"]

    def test_objects_that_nobody_noted_are_counted(self, store: LocalStore) -> None:
        store._path(next(iter(store.keys("manifests/")))).unlink()
        assert verify(store).without_manifest == 1

    def test_no_archive_is_no_whole_archive(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no captures"):
            verify(LocalStore(tmp_path / "empty"))
