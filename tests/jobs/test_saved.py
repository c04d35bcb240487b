"""Folders of pages that somebody saved by hand, as they lie or packed."""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from cppcc_archive.errors import InputError
from cppcc_archive.jobs.import_shards import file_range, plan_prefix
from cppcc_archive.jobs.importing import Import
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import query
from tests.archive_kit import BASE, registry, report_page
from tests.jobs.test_importing import old


def test_a_folder_of_saved_pages_and_a_stream_are_taken_too(folder_store: Store, tmp_path: Path) -> None:
    page = report_page(1, 1, "2012-01-07").replace(
        b"<html>", b"<!-- saved from url=(0037)" + BASE.encode() + b"/art/2012/1/7/art_1_9.html -->\n<html>"
    )
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "a.html").write_bytes(page)
    assert Import(folder_store, registry()).path(tmp_path / "saved").captures == 1
    assert Import(folder_store, registry()).stream(io.BytesIO(old()), "standard input").captures == 1
    assert query(folder_store, "SELECT count(*) AS n FROM captures WHERE origin = 'import'").to_pylist() == [{"n": 2}]


def saved_pages(folder: Path) -> Path:
    """A colleague's folder: a marked page, a page and a report that a CSV from a spreadsheet program names, in GBK."""
    inner = folder / "云山政协"
    inner.mkdir(parents=True)
    mark = b"<!-- saved from url=(0037)" + BASE.encode() + b"/art/2010/1/7/art_1_1.html -->\n<html>"
    (inner / "甲.html").write_bytes(report_page(1, 1, "2010-01-07").replace(b"<html>", mark))
    (inner / "乙.htm").write_bytes(report_page(2, 1, "2010-01-07"))
    (inner / "报告.pdf").write_bytes(b"%PDF-1.4 x")
    rows = f"乙.htm,{BASE}/art/2010/1/7/art_1_2.html,2011/3/4 5:06\r\n报告.pdf,{BASE}/files/1.pdf,2011-3-4\r\n"
    (inner / "清单.csv").write_bytes(f"file,url,captured_at\r\n{rows}".encode("gb18030"))
    return folder


def as_tar(folder: Path) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        packed.add(folder, "saved")
    return out.getvalue()


def as_zip(folder: Path) -> bytes:
    """As a Chinese Windows packs it: names in GBK, without a word of it."""
    out = io.BytesIO()
    names = {}
    with zipfile.ZipFile(out, "w") as packed:
        for number, path in enumerate(sorted(folder.rglob("*.*"))):
            name = path.relative_to(folder).as_posix().encode("gb18030")
            names[f"{number:0{len(name)}d}".encode()] = name
            packed.writestr(f"{number:0{len(name)}d}", path.read_bytes())
    body = out.getvalue()
    for placeholder, name in sorted(names.items(), key=lambda one: -len(one[0])):
        body = body.replace(placeholder, name)
    return body


@pytest.mark.parametrize("pack", [None, as_tar, as_zip], ids=["folder", "tar", "zip"])
def test_a_colleagues_folder_is_taken_as_it_lies_or_packed(
    folder_store: Store, tmp_path: Path, pack: Callable[[Path], bytes] | None
) -> None:
    path = saved_pages(tmp_path / "saved")
    if pack is not None:
        path = tmp_path / "saved.bin"
        path.write_bytes(pack(tmp_path / "saved"))
    found = Import(folder_store, registry()).path(path)
    assert (found.captures, found.unusable) == (3, 0)
    told = query(folder_store, "SELECT captured_at FROM captures WHERE url LIKE '%art_1_2.html'").to_pylist()
    assert [row["captured_at"].astimezone(UTC) for row in told] == [datetime(2011, 3, 3, 21, 6, tzinfo=UTC)]
    assert Import(folder_store, registry()).path(path).captures == 0


def test_a_packed_folder_in_the_store_is_taken_too(folder_store: Store, tmp_path: Path) -> None:
    folder_store.put_new("imports/saved.zip", as_zip(saved_pages(tmp_path / "saved")))
    (planned,) = plan_prefix(folder_store)
    assert Import(folder_store, registry()).prefix("imports/", file_range(planned.to_json())).captures == 3


def test_a_tar_of_archives_is_taken_and_one_that_leads_elsewhere_is_not(folder_store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(old())
    (tmp_path / "a.tar").write_bytes(as_tar(tmp_path / "a.warc.gz"))
    assert Import(folder_store, registry()).path(tmp_path / "a.tar").captures == 1
    for name, pack in (("evil.zip", zipfile.ZipFile), ("evil.tar", tarfile.TarFile)):
        with pack(tmp_path / name, "w") as packed:
            getattr(packed, "write" if name.endswith("zip") else "add")(tmp_path / "a.warc.gz", "../outside.html")
        with pytest.raises(InputError, match="outside"):
            Import(folder_store, registry()).path(tmp_path / name)


def small_docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")
    return out.getvalue()


def test_a_warc_that_ends_in_a_packed_file_is_a_warc(folder_store: Store, tmp_path: Path) -> None:
    data = gzip.decompress(old()) + gzip.decompress(old(body=small_docx(), url=f"{BASE}/files/1.docx"))
    (tmp_path / "a.warc").write_bytes(data)
    assert zipfile.is_zipfile(tmp_path / "a.warc"), "or this would show nothing"
    assert Import(folder_store, registry()).path(tmp_path / "a.warc").captures == 2


def test_a_packed_file_without_pages_is_refused(folder_store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(small_docx())
    with pytest.raises(InputError, match=r"a\.docx is packed and holds no WARC"):
        Import(folder_store, registry()).path(tmp_path / "a.docx")


def test_a_packed_file_that_cannot_be_taken_costs_none_of_the_others(folder_store: Store, tmp_path: Path) -> None:
    whole = as_zip(saved_pages(tmp_path / "saved"))
    directory = whole.index(b"PK\x01\x02")
    folder_store.put_new("imports/1.zip", small_docx())
    folder_store.put_new("imports/2.zip", whole[:directory] + b"XXXX" + whole[directory + 4 :])
    folder_store.put_new("imports/3.zip", whole)
    (planned,) = plan_prefix(folder_store)
    found = Import(folder_store, registry()).prefix("imports/", file_range(planned.to_json()))
    assert found.captures == 3
    assert [problem.partition(":")[0] for problem in found.problems] == ["imports/1.zip", "imports/2.zip"]


def test_a_packed_page_without_a_time_has_that_of_the_pack(folder_store: Store, tmp_path: Path) -> None:
    data = bytearray(as_zip(saved_pages(tmp_path / "saved")))
    for mark, place in ((b"PK\x03\x04", 10), (b"PK\x01\x02", 12)):
        for start in re.finditer(re.escape(mark), bytes(data)):
            data[start.start() + place : start.start() + place + 4] = bytes(4)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    os.utime(path, (1_300_000_000, 1_300_000_000))
    assert Import(folder_store, registry()).path(path).captures == 3
    asked = "SELECT captured_at FROM captures WHERE url LIKE '%art_1_1.html'"
    assert query(folder_store, asked).to_pylist()[0]["captured_at"].timestamp() == 1_300_000_000


@pytest.mark.parametrize("pack", [as_tar, as_zip], ids=["tar", "zip"])
def test_what_there_is_no_room_for_is_not_unpacked(
    folder_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[[Path], bytes]
) -> None:
    (tmp_path / "a.bin").write_bytes(pack(saved_pages(tmp_path / "saved")))
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1000))
    with pytest.raises(InputError, match=r"a\.bin is \d+ bytes and more when unpacked.*TMPDIR"):
        Import(folder_store, registry()).path(tmp_path / "a.bin")
