"""Importing: whose a record is, what it was at its own time, once however often, and history through all origins."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from cppcc_archive.captures.foreign import Foreign, read_archive
from cppcc_archive.captures.head import parse_head
from cppcc_archive.captures.payload import Payload
from cppcc_archive.captures.records import ORIGINAL_FIELD
from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.jobs import intake, leases
from cppcc_archive.jobs.audit import audit
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.digest import UNANSWERED
from cppcc_archive.jobs.import_shards import file_range, import_folder, plan_files, plan_prefix
from cppcc_archive.jobs.importing import Import
from cppcc_archive.jobs.intake import Intake, Taken
from cppcc_archive.jobs.leases import StoreLeases, turn
from cppcc_archive.sites.model import FormerPlace, Site
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.tables import holdings
from cppcc_archive.tables.commits import delete_where
from cppcc_archive.tables.contract import CRAWL_OUTCOMES
from cppcc_archive.tables.query import query
from tests.archive_kit import BASE, SITE, Nights, article, registry, report_page
from tests.captures.test_foreign import HTML, warc

REPORT = "/art/2010/1/7/art_1_1.html"
MOMENT = datetime(2010, 2, 3, tzinfo=UTC)


def old(moment: str = "2010-02-03T04:05:06Z", body: bytes | None = None, url: str = BASE + REPORT) -> bytes:
    page = report_page(101, 91, "2010-01-07") if body is None else body
    return warc(("response", url, page, HTML), said={"WARC-Date": moment})


def taken(store: Store, tmp_path: Path, data: bytes, name: str = "old.warc.gz", **options: object) -> dict[str, object]:
    path = tmp_path / name
    path.write_bytes(data)
    return Import(store, registry(), operator="a colleague", **options).path(path).to_json()


def test_a_record_becomes_a_capture_of_its_own_time_and_origin(folder_store: Store, tmp_path: Path) -> None:
    assert taken(folder_store, tmp_path, old())["captures"] == 1
    (row,) = query(folder_store, "FROM captures").to_pylist()
    assert row["captured_at"].astimezone(UTC) == datetime(2010, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert (row["origin"], row["origin_source"]) == ("import", "old.warc.gz (a colleague)")
    assert (row["kind"], row["verdict"], row["published_year"]) == ("article", "ok", 2010)
    (record,) = [
        one for one in ArchiveIterator(io.BytesIO(folder_store.get(row["warc_key"]))) if one.rec_type == "response"
    ]
    assert (record.rec_headers.get_header("WARC-Refers-To") or "").startswith("<urn:uuid:")
    assert "203.0.113.9" in record.rec_headers.get_header(ORIGINAL_FIELD)
    assert record.rec_headers.get_header("WARC-Date").startswith("2010-02-03T04:05:06")


def test_a_site_that_a_file_brings_no_article_of_is_told_of_too(folder_store: Store, tmp_path: Path) -> None:
    assert taken(folder_store, tmp_path, old(body=b"<title>x</title>", url=f"{BASE}/"))["captures"] == 1
    (row,) = query(folder_store, "SELECT articles_new, published_years FROM crawl_outcomes").to_pylist()
    assert (row["articles_new"], row["published_years"] or []) == (0, [])


def test_twice_imported_is_once_there(store: Store, tmp_path: Path) -> None:
    data = old() + old(
        "2011-01-01T00:00:00Z",
        article("另一页", "内容在此，共一百字。", "2011-01-01"),
        f"{BASE}/art/2011/1/1/art_1_2.html",
    )
    assert taken(store, tmp_path, data)["captures"] == 2
    again = taken(store, tmp_path, data, "the-same-again.warc.gz")
    assert (again["captures"], again["already_there"]) == (0, 2)
    assert taken(store, tmp_path, old())["captures"] == 0, "in another file too"
    assert query(store, "FROM captures").num_rows == 2


def test_an_import_says_what_it_brought_each_site_and_nothing_of_how_the_site_answers(
    folder_store: Store, tmp_path: Path
) -> None:
    taken(folder_store, tmp_path, old())
    asked = "SELECT site_id, shard, result, reason, requests, articles_new, published_years FROM crawl_outcomes"
    said = query(folder_store, asked).to_pylist()
    reason = "imported from old.warc.gz (a colleague)"
    assert said == [
        {
            "site_id": SITE,
            "shard": "import",
            "result": "ok",
            "reason": reason,
            "requests": 0,
            "articles_new": 1,
            "published_years": [2010],
        }
    ]
    taken(folder_store, tmp_path, old())
    assert query(folder_store, asked).to_pylist() == said
    assert query(folder_store, UNANSWERED).to_pylist() == []
    (warning,) = audit(folder_store, registry(), pause=0, now=datetime(2030, 1, 1, tzinfo=UTC)).warnings or [None]
    assert warning is None, "a site that was never crawled has not fallen silent"


def test_what_a_killed_import_did_not_say_is_said_by_the_next(folder_store: Store, tmp_path: Path) -> None:
    data = old()
    taken(folder_store, tmp_path, data)
    delete_where(folder_store, CRAWL_OUTCOMES, "shard = 'import'")
    assert taken(folder_store, tmp_path, data)["captures"] == 0
    assert query(folder_store, "FROM crawl_outcomes").num_rows == 1


def test_the_history_of_a_report_runs_through_captures_of_every_origin(folder_store: Store, tmp_path: Path) -> None:
    Nights(folder_store).crawl({REPORT: report_page(120, 110, "2010-01-07")})
    build_year(folder_store, registry=registry())
    taken(folder_store, tmp_path, old())
    taken(folder_store, tmp_path, old("2009-12-31T00:00:00Z", report_page(120, 110, "2010-01-07")), "older.warc.gz")
    build_year(folder_store, registry=registry())
    (report,) = query(folder_store, "SELECT first_seen, last_changed, text FROM reports").to_pylist()
    assert report["first_seen"].astimezone(UTC).year == 2009
    assert report["last_changed"].astimezone(UTC).year == 2026
    assert "共征集提案120件" in report["text"], "an old capture never makes a newer text old"
    assert query(folder_store, "SELECT DISTINCT version_id FROM report_versions").num_rows == 2
    found = audit(folder_store, registry(), pause=0, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert found.problems == []


def test_a_payload_that_is_there_already_is_a_revisit_with_its_own_date(folder_store: Store, tmp_path: Path) -> None:
    (live,) = Nights(folder_store).crawl({REPORT: report_page(101, 91, "2010-01-07")})
    taken(folder_store, tmp_path, old())
    rows = query(
        folder_store, "SELECT revisit_of, verdict, payload_bytes FROM captures WHERE origin = 'import'"
    ).to_pylist()
    assert [(row["revisit_of"], row["verdict"]) for row in rows] == [(live.capture_id, "ok")]


def test_what_belongs_to_no_site_is_counted_and_named(folder_store: Store, tmp_path: Path) -> None:
    data = old(url="http://www.elsewhere.example/a.html") + warc(
        ("response", f"{BASE}/a.css", b"p {}", [("Content-Type", "text/css")])
    )
    found = taken(folder_store, tmp_path, data)
    assert (found["captures"], found["elsewhere"], found["requisites"]) == (0, {"www.elsewhere.example": 1}, 1)


class TestPicturesOfPages:
    """An import keeps of pictures and styles what its articles show, where the site's entry says so."""

    PNG = ("Content-Type", "image/png")
    SHOWN = (
        f"<img src='{BASE}/f/1.png'><img src='http://img.qinghe.gov.cn/2.png'><img src='http://count.example/3.png'>"
    )

    def records(self) -> dict[str, bytes]:
        style = f"<link rel=stylesheet href='{BASE}/a.css'>"
        page = report_page(101, 91, "2010-01-07", self.SHOWN + style)
        data = {"page": old(body=page)}
        for url in (f"{BASE}/f/1.png", "http://img.qinghe.gov.cn/2.png", "http://count.example/3.png", f"{BASE}/x.png"):
            data[url] = warc(("response", url, b"\x89PNG\r\n\x1a\n" + url.encode(), [self.PNG]))
        data["a.css"] = warc(("response", f"{BASE}/a.css", b"p {}", [("Content-Type", "text/css")]))
        data["lost"] = warc(("response", f"{BASE}/f/1.png?lost", b"<html><title>404", HTML))
        return data

    def kept(self, store: Store, tmp_path: Path, data: bytes, *keep: str) -> tuple[list[str], dict[str, object]]:
        (tmp_path / "a.warc").write_bytes(data)
        site = Site(id=SITE, name="青河县政协", base_url=f"{BASE}/", keep=keep)
        found = Import(store, Registry((site,))).path(tmp_path / "a.warc").to_json()
        asked = "SELECT parse_filename(url) AS name FROM captures WHERE kind = 'requisite' ORDER BY name"
        return [row["name"] for row in query(store, asked).to_pylist()], found

    @pytest.mark.parametrize("is_last", [False, True])
    def test_what_an_article_shows_is_kept_before_and_behind_its_page(
        self, folder_store: Store, tmp_path: Path, is_last: bool
    ) -> None:
        data = self.records()
        ordered = [*[*data.values()][1:], data["page"]] if is_last else [*data.values()]
        names, found = self.kept(folder_store, tmp_path, b"".join(ordered), "images")
        assert names == ["1.png", "2.png", "a.css"]
        assert (found["records"], found["requisites"], found["elsewhere"]) == (7, 1, {"count.example": 1})
        names, again = self.kept(folder_store, tmp_path, b"".join(ordered) + old("2013-01-01T00:00:00Z"), "images")
        assert (len(names), again["captures"]) == (3, 1)

    def test_none_is_where_the_entry_says_nothing(self, folder_store: Store, tmp_path: Path) -> None:
        names, found = self.kept(folder_store, tmp_path, b"".join(self.records().values()))
        assert (names, found["requisites"], found["captures"]) == ([], 3, 2)

    def test_pictures_that_are_an_articles_text_are_its_files(self, folder_store: Store, tmp_path: Path) -> None:
        page = article("政协青河县委员会常务委员会工作报告", "", "2010-01-07").replace(
            b"<div id='zoom'>", f"<div id='zoom'><p><img src='{BASE}/f/1.png'></p>".encode()
        )
        data = self.records()
        self.kept(folder_store, tmp_path, data[f"{BASE}/f/1.png"] + old(body=page))
        asked = "SELECT kind, published_year FROM captures WHERE url LIKE '%png'"
        assert query(folder_store, asked).to_pylist() == [{"kind": "attachment", "published_year": 2010}]


def test_a_site_is_found_at_its_former_address(folder_store: Store, tmp_path: Path) -> None:
    moved = Site(
        id=SITE, name="青河县政协", base_url=f"{BASE}/", formerly=(FormerPlace(url="www.old.example.gov.cn/zx/"),)
    )
    path = tmp_path / "old.warc"
    inside, outside = "http://www.old.example.gov.cn/zx/art/1.html", "http://www.old.example.gov.cn/news/1.html"
    path.write_bytes(old(url=inside) + old(url=outside))
    found = Import(folder_store, Registry((moved,))).path(path)
    assert (found.captures, found.elsewhere) == (1, {"www.old.example.gov.cn": 1})


def test_files_in_the_store_are_taken_by_prefix(folder_store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing lies under"):
        plan_prefix(folder_store)
    folder_store.put_new("imports/2010/a.warc.gz", old())
    folder_store.put_new("imports/notes.txt", b"to do")
    (planned,) = plan_prefix(folder_store)
    shard = file_range(planned.to_json())
    found = Import(folder_store, registry()).prefix("imports/", shard)
    assert (found.captures, found.problems) == (1, ["imports/notes.txt: is no WARC, ARC or WACZ file"])
    assert Taken.from_json(found.to_json()) == found
    again = Import(folder_store, registry()).prefix("imports/", shard)
    assert (again.captures, again.already_there) == (0, 1)


@given(
    st.dictionaries(st.text("abc/.", min_size=1, max_size=6), st.integers(0, 10**9), min_size=1, max_size=60),
    st.integers(1, 9),
)
def test_ranges_of_files_hold_each_once_and_are_as_even_as_files_allow(sizes: dict[str, int], at_most: int) -> None:
    ranges = plan_files(sizes, at_most=at_most, each=10**6)
    assert 1 <= len(ranges) <= at_most
    shares = [[name for name in sizes if name in one] for one in ranges]
    assert sorted(name for share in shares for name in share) == sorted(sizes)
    if len(sizes) >= at_most and sum(sizes.values()) >= at_most * 10**6:
        most = max(sum(sizes[name] for name in share) for share in shares)
        assert most <= sum(sizes.values()) / at_most + 2 * max(sizes.values()) + len(sizes)


def test_a_capture_that_two_files_hold_is_kept_once_when_they_are_read_at_once(
    folder_store: Store, tmp_path: Path
) -> None:
    other = warc(
        ("response", f"{BASE}/art/2010/1/7/art_1_3.html", report_page(5, 4, "2010-01-07"), HTML),
        said={"WARC-Date": "2010-02-03T04:05:07Z"},
    )
    intakes = []
    for name, data in (("a", old()), ("b", old() + other)):
        (tmp_path / f"{name}.warc.gz").write_bytes(data)
        one = intake.Intake(folder_store, registry().sites, f"import-{name}")
        for record in read_archive(tmp_path / f"{name}.warc.gz"):
            one.take(record, "import", name)
        intakes.append(one)
    for one in intakes:
        one.commit()
    assert [(one.taken.captures, one.taken.already_there) for one in intakes] == [(1, 0), (1, 1)]
    rows = query(folder_store, "FROM captures ORDER BY captured_at").to_pylist()
    assert [row["requested_url"] for row in rows] == [BASE + REPORT, f"{BASE}/art/2010/1/7/art_1_3.html"]
    data = folder_store.get(rows[1]["warc_key"], rows[1]["warc_offset"], rows[1]["warc_length"])
    record = next(iter(ArchiveIterator(io.BytesIO(data))))
    assert record.content_stream().read() == report_page(5, 4, "2010-01-07"), "what stays is where its row says"
    assert audit(folder_store, registry(), pause=0, now=datetime(2030, 1, 1, tzinfo=UTC)).problems == []


def test_of_two_copies_of_a_file_that_are_read_at_once_one_counts_its_captures(
    folder_store: Store, tmp_path: Path
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(old())
    copies = [intake.Intake(folder_store, registry().sites, "import-of-both") for _ in range(2)]
    for one in copies:
        for record in read_archive(tmp_path / "a.warc.gz"):
            one.take(record, "import", "a")
    for one in copies:
        one.commit()
    assert [(one.taken.captures, one.taken.already_there) for one in copies] == [(1, 0), (0, 1)]
    assert query(folder_store, "FROM captures").num_rows == 1


def test_of_two_imports_into_a_site_one_waits(
    folder_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    append = intake.append_captures

    def appended(*arguments: Any) -> Any:
        with pytest.raises(TimeoutError), turn(StoreLeases(folder_store, "another"), f"import {SITE}"):
            pass
        return append(*arguments)

    def no_time(seconds: float) -> bool:
        waited.append(seconds)
        raise TimeoutError

    monkeypatch.setattr(leases, "_wait", no_time)
    monkeypatch.setattr(intake, "append_captures", appended)
    assert taken(folder_store, tmp_path, old())["captures"] == 1
    assert len(waited) == 1
    with turn(StoreLeases(folder_store, "another"), f"import {SITE}"):
        pass


def test_an_import_looks_up_the_pages_it_brings_and_loads_no_others(
    folder_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {f"/art/2010/1/7/art_1_{number}.html": report_page(101, 91, "2010-01-07") for number in range(1, 40)}
    Nights(folder_store).crawl(pages)
    loaded: list[str] = []
    looks = 0
    scanned = holdings.scan

    def counted(*arguments: Any, **options: Any) -> Any:
        nonlocal looks
        rows = scanned(*arguments, **options)
        looks += 1
        loaded.extend(rows["requested_url"].to_pylist())
        return rows

    monkeypatch.setattr(holdings, "scan", counted)
    known = [f"{BASE}/art/2010/1/7/art_1_{number}.html" for number in (3, 7)]
    records = [old(url=url) for url in (*known, f"{BASE}/art/2010/1/7/art_1_99.html")]
    found = taken(folder_store, tmp_path, b"".join(records))
    assert (found["captures"], found["already_there"]) == (3, 0)
    assert sorted(loaded) == known
    assert looks == 1, "all records of a file, up to a thousand, are looked up at once"
    assert query(folder_store, "FROM captures WHERE origin = 'import' AND revisit_of IS NOT NULL").num_rows == 2


def test_a_store_that_fails_ends_an_import_and_is_no_record_s_fault(
    folder_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Nights(folder_store).crawl({REPORT: report_page(101, 91, "2010-01-07")})
    found = Intake(folder_store, registry().sites, "import-1")
    (tmp_path / "old.warc.gz").write_bytes(old())
    (record,) = read_archive(tmp_path / "old.warc.gz")
    with monkeypatch.context() as patch:
        patch.setattr(holdings, "scan", Mock(side_effect=StoreError("503")))
        for _ in range(2):
            with pytest.raises(StoreError, match="503"):
                found.take(record, "import", "x")
    found.take(record, "import", "x")
    assert found.taken.unusable == 0


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 7), st.integers(1, 25))
def test_records_read_ahead_keep_their_order_and_no_more_wait_than_may(sizes: list[int], most: int, room: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "EXPECTED", most)
        patch.setattr(intake, "EXPECTED_BYTES", room)
        records = [
            Foreign(
                "http://a.example/", MOMENT, parse_head(b"HTTP/1.1 200 OK\r\n\r\n"), Payload(b"", b"x" * size), str(n)
            )
            for n, size in enumerate(sizes)
        ]
        found = list(intake.windows(records))
    assert [record for window in found for record in window] == records
    assert all(len(window) <= most for window in found)
    assert all(sum(len(one.payload.body) for one in window[:-1]) < room for window in found)


@pytest.mark.slow
def test_processes_share_the_files_of_a_folder(folder_store: Store, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        other = old(f"2011-01-0{1 + (name == 'b')}T00:00:00Z")
        (tmp_path / "in" / f"{name}.warc.gz").write_bytes(old() + other)
    told: list[tuple[int, int]] = []
    found = import_folder(
        folder_store, registry(), tmp_path / "in", 2, "a colleague", False, lambda *done: told.append(done)
    )
    assert (found.captures, found.already_there) == (3, 1)
    assert told == [(1, 2), (2, 2)]
    assert query(folder_store, "SELECT count(*) AS n FROM captures").to_pylist() == [{"n": 3}]


def test_a_killed_import_is_taken_up_where_it_ended(
    folder_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    data = old()
    with monkeypatch.context() as patched:
        patched.setattr(intake, "append_captures", killed)
        with pytest.raises(KeyboardInterrupt):
            taken(folder_store, tmp_path, data)
    assert taken(folder_store, tmp_path, data)["captures"] == 1
    assert query(folder_store, "FROM captures").num_rows == 1
    assert len(list(folder_store.keys("warc/"))) == 1
