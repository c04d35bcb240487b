"""WARC objects: written once, adopted after a kill, silent when nothing is new, and the index in them."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from cppcc_archive.captures.model import Capture, CaptureKind, Exchange, Known, Origin, Verdict
from cppcc_archive.captures.records import digest_of
from cppcc_archive.captures.warc import WarcWriter, index_key, recover
from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from tests.archive_kit import BASE, FIRST_NIGHT, SITE, exchange


def writer(
    store: Store, run_id: str = "run1", started_at: datetime = FIRST_NIGHT, *, is_first: bool = False
) -> WarcWriter:
    return WarcWriter(store, SITE, run_id, started_at, is_first=is_first)


def written(
    store: Store, *exchanges: Exchange, run_id: str = "run1", known: Known | None = None, is_first: bool = False
) -> list[Capture]:
    site = writer(store, run_id, is_first=is_first)
    for item in exchanges:
        site.add(item, published_year=2025, known=known)
    return site.commit()


def known_from(capture: Capture) -> Known:
    origin = Origin(
        capture.capture_id,
        capture.url,
        capture.captured_at,
        capture.warc_key,
        capture.warc_offset,
        capture.warc_length,
    )
    return Known(
        capture.requested_url,
        capture.kind,
        capture.verdict,
        capture.payload_digest,
        capture.etag,
        capture.last_modified,
        capture.captured_at,
        capture.published_year,
        capture.capture_id,
        origin,
    )


def records(store: Store, key: str) -> list[tuple[str, dict[str, str], bytes]]:
    """(type, WARC headers, body) of every record of an object."""
    found = []
    for record in ArchiveIterator(io.BytesIO(store.get(key)), check_digests="raise"):
        found.append((record.rec_type, dict(record.rec_headers.headers), record.raw_stream.read()))
    return found


def test_one_object_per_site_and_run_with_its_index_beside(folder_store: Store) -> None:
    captures = written(folder_store, exchange(), exchange(f"{BASE}/b.html"))
    key = "warc/qinghe/2026/qinghe-20260101-run1.warc.gz"
    assert {capture.warc_key for capture in captures} == {key}
    keys = [found for found in folder_store.keys("") if not found.startswith(".cppcc")]
    assert keys == [
        "cdxj/qinghe/2026/qinghe-20260101-run1.cdxj",
        "manifests/qinghe/2026/qinghe-20260101-run1.json",
        key,
    ]
    kinds = [kind for kind, _, _ in records(folder_store, key)]
    assert kinds == ["warcinfo", "response", "request", "response", "request"]


def test_a_record_can_be_read_by_its_place_alone(folder_store: Store) -> None:
    for capture in written(folder_store, exchange(), exchange(f"{BASE}/b.html", b"other")):
        data = folder_store.get(capture.warc_key, capture.warc_offset, capture.warc_length)
        (record,) = list(ArchiveIterator(io.BytesIO(data)))
        assert record.rec_headers.get_header("WARC-Record-ID") == f"<urn:uuid:{capture.capture_id}>"
        assert record.rec_headers.get_header("WARC-Target-URI") == capture.url


def test_the_capture_row_tells_the_exchange(folder_store: Store) -> None:
    made = exchange(
        headers=(("Content-Type", "text/html"), ("ETag", '"7"'), ("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")),
        fetched_at=datetime(2026, 1, 2, 2, 0, tzinfo=timezone(timedelta(hours=8))),
        listed_title="工作\n报告",
        listed_date=date(2025, 1, 7),
        column_url=f"{BASE}/col/",
        cms="hanweb",
    )
    (capture,) = written(folder_store, made)
    assert (capture.etag, capture.last_modified) == ('"7"', "Thu, 01 Jan 2026 00:00:00 GMT")
    assert (capture.captured_at, capture.captured_month) == (datetime(2026, 1, 1, 18, 0, tzinfo=UTC), "2026-01")
    assert (capture.payload_digest, capture.payload_bytes) == (digest_of(made.body), len(made.body))
    assert (capture.listed_title, capture.listed_date) == ("工作\n报告", date(2025, 1, 7))
    assert capture.revisit_of is None


def test_an_exchange_without_an_answer_leaves_no_record(folder_store: Store) -> None:
    failed = exchange(status=None, body=b"", payload_digest=None, verdict=Verdict.ERROR)
    assert written(folder_store, failed) == []
    assert list(folder_store.keys("warc/")) == []


def test_a_run_that_brings_nothing_new_writes_nothing(folder_store: Store) -> None:
    (first,) = written(folder_store, exchange())
    known = known_from(first)
    before = list(folder_store.keys(""))
    same = exchange(verdict=Verdict.UNCHANGED)
    not_modified = exchange(status=304, body=b"", payload_digest=None, verdict=Verdict.UNCHANGED)
    assert written(folder_store, same, not_modified, run_id="run2", known=known) == []
    gone = exchange(status=404, body=b"no such page", verdict=Verdict.GONE)
    known_gone = replace(known, verdict=Verdict.GONE, payload_digest="sha256:other")
    assert written(folder_store, gone, run_id="run3", known=known_gone) == []
    assert list(folder_store.keys("")) == before


def test_beside_something_new_the_unchanged_are_revisits(folder_store: Store) -> None:
    (first,) = written(folder_store, exchange())
    known = known_from(first)
    site = writer(folder_store, "run2")
    site.add(exchange(verdict=Verdict.UNCHANGED), published_year=2025, known=known)
    site.add(
        exchange(status=304, body=b"", payload_digest=None, verdict=Verdict.UNCHANGED), published_year=2025, known=known
    )
    site.add(exchange(f"{BASE}/new.html", b"new"), published_year=2025, known=None)
    same, not_modified, _ = site.commit()
    found = [headers for kind, headers, _ in records(folder_store, same.warc_key) if kind == "revisit"]
    assert [headers["WARC-Profile"].rpartition("/")[2] for headers in found] == [
        "identical-payload-digest",
        "server-not-modified",
    ]
    for headers in found:
        assert headers["WARC-Refers-To"] == f"<urn:uuid:{first.capture_id}>"
        assert headers["WARC-Refers-To-Target-URI"] == first.url
        assert headers["WARC-Refers-To-Date"] == "2026-01-01T18:00:00.000000Z"
    for capture in (same, not_modified):
        assert (capture.revisit_of, capture.payload_digest) == (first.capture_id, first.payload_digest)
        assert capture.verdict is Verdict.UNCHANGED


def test_a_post_is_known_by_its_form(folder_store: Store) -> None:
    captures = written(
        folder_store,
        exchange(f"{BASE}/list.jsp", b"1", method="POST", request_body=b"col=1&page=1", kind=CaptureKind.LISTING),
        exchange(f"{BASE}/list.jsp?x=1", b"2", method="POST", request_body=b"col=1", kind=CaptureKind.LISTING),
    )
    assert [capture.requested_url for capture in captures] == [
        f"{BASE}/list.jsp?__wb_method=POST&col=1&page=1",
        f"{BASE}/list.jsp?x=1&__wb_method=POST&col=1",
    ]
    bodies = [body for kind, _, body in records(folder_store, captures[0].warc_key) if kind == "request"]
    assert bodies == [b"col=1&page=1", b"col=1"]


def test_a_killed_try_is_adopted_and_its_index_completed(folder_store: Store) -> None:
    first = written(folder_store, exchange(), exchange(f"{BASE}/b.html", b"b"))
    Path(folder_store.uri, index_key(first[0].warc_key)).unlink()
    again = written(folder_store, exchange(), exchange(f"{BASE}/b.html", b"b"))
    assert again == first
    assert folder_store.exists(index_key(first[0].warc_key))
    assert len(list(folder_store.keys("warc/"))) == 1


def test_what_is_new_beyond_a_killed_try_goes_into_a_next_part(folder_store: Store) -> None:
    first = written(folder_store, exchange())
    both = written(folder_store, exchange(), exchange(f"{BASE}/late.html", b"late"))
    assert both[:1] == first
    assert both[-1].warc_key == "warc/qinghe/2026/qinghe-20260101-run1-2.warc.gz"
    third = written(folder_store, exchange(f"{BASE}/last.html", b"last"))
    assert [capture.warc_key.rpartition("run1")[2] for capture in third][-1] == "-3.warc.gz"
    assert third[:3] == both


def test_a_first_try_looks_for_no_other_and_adopts_one_that_was_quicker(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(LocalStore, "keys", lambda *_: pytest.fail("a first try looks for nothing"))
        assert WarcWriter(folder_store, "qinghe", "run1", FIRST_NIGHT, is_first=True).commit() == []
        first = written(folder_store, exchange(), is_first=True)
    both = written(folder_store, exchange(), exchange(f"{BASE}/late.html", b"late"), is_first=True)
    assert both[:1] == first
    assert both[-1].warc_key.endswith("run1-2.warc.gz")


def test_a_killed_try_from_before_midnight_is_adopted_after_it(folder_store: Store) -> None:
    first = written(folder_store, exchange())
    late = writer(folder_store, "run1", FIRST_NIGHT + timedelta(hours=7))
    late.add(exchange(), published_year=2025, known=None)
    assert late.commit() == first


def test_another_run_of_a_similar_name_is_not_adopted(folder_store: Store) -> None:
    written(folder_store, exchange(), run_id="run1-2")
    assert written(folder_store, exchange(f"{BASE}/b.html"), run_id="run1")[0].url == f"{BASE}/b.html"


def test_a_run_id_of_airflow_makes_a_key(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange(), run_id="scheduled__2026-01-01T18:00:00+00:00")
    assert capture.warc_key.endswith("qinghe-20260101-scheduled__2026-01-01T18-00-00-00-00.warc.gz")
    assert capture.run_id == "scheduled__2026-01-01T18:00:00+00:00"


def test_a_cut_object_is_said_to_be_damaged(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange(body=bytes(range(256)) * 40))
    folder_store.put_new("warc/cut.warc.gz", folder_store.get(capture.warc_key)[:700])
    with pytest.raises(StoreError, match=r"warc/cut.warc.gz is damaged"):
        recover(folder_store, "warc/cut.warc.gz")


def test_warcio_finds_every_digest_right(folder_store: Store) -> None:
    (capture,) = written(folder_store, exchange(headers=(("Content-Encoding", "gzip"), ("X", "\xd6\xd0"))))
    path = Path(folder_store.uri, capture.warc_key)
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "fail" not in checked.stdout


TOKENS = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=':()<>@,;\\"/[]?={}'), min_size=1
)
VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f\x85"), max_size=20).map(
    str.strip
)


@settings(max_examples=40)
@given(
    bodies=st.lists(st.binary(max_size=300), min_size=1, max_size=4),
    headers=st.lists(st.tuples(TOKENS.map("X-".__add__), VALUES), max_size=4),
    title=st.none() | st.text(max_size=20),
    reason=VALUES,
    status=st.sampled_from([200, 404, 500]),
)
def test_the_rows_can_be_read_back_from_the_object(
    tmp_path_factory: pytest.TempPathFactory,
    bodies: list[bytes],
    headers: list[tuple[str, str]],
    title: str | None,
    reason: str,
    status: int,
) -> None:
    store = LocalStore(tmp_path_factory.mktemp("store"))
    exchanges = [
        exchange(
            f"{BASE}/{number}.html",
            body,
            headers=tuple(headers),
            listed_title=title,
            reason_phrase=reason,
            status=status,
        )
        for number, body in enumerate(bodies)
    ]
    captures = written(store, *exchanges)
    assert recover(store, captures[0].warc_key) == captures
    kept = [body for kind, _, body in records(store, captures[0].warc_key) if kind == "response"]
    assert kept == bodies
