"""What a crawl knows beforehand, and that adding a run's rows again adds nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.captures.model import Capture, CaptureKind, Verdict
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables import publish
from cppcc_archive.tables.history import known_urls
from cppcc_archive.tables.publish import append_captures, append_outcome_once, append_outcomes
from cppcc_archive.tables.query import query
from tests.archive_kit import BASE, SITE

START = datetime(2026, 1, 1, 18, 0, tzinfo=UTC)


def capture(number: int, verdict: Verdict = Verdict.OK, path: str = "/a.html", **changes: object) -> Capture:
    """A capture of the ``number``-th night."""
    at = START + timedelta(days=number)
    made = Capture(
        capture_id=f"c{number}{path}",
        site_id=SITE,
        run_id=f"run{number}",
        kind=CaptureKind.ARTICLE,
        url=BASE + path,
        requested_url=BASE + path,
        captured_at=at,
        captured_month=at.strftime("%Y-%m"),
        status=200,
        verdict=verdict,
        verdict_reason="",
        content_type="text/html",
        payload_digest=f"sha256:{number}",
        payload_bytes=1,
        etag=f'"{number}"',
        last_modified=None,
        warc_key=f"warc/{number}",
        warc_offset=number,
        warc_length=1,
        revisit_of=None,
        published_year=2025,
        listed_title=None,
        listed_date=None,
        column_url=None,
        cms=None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def added(store: Store, *captures: Capture) -> None:
    for item in captures:
        append_captures(store, [item], item.run_id, "00")


def outcome(run_id: str, site_id: str = SITE, requests: int = 1) -> SiteOutcome:
    return SiteOutcome(
        run_id, site_id, SiteResult.OK, "", START, START, requests=requests, verdicts={"ok": 2}, published_years=(2025,)
    )


def test_nothing_is_known_of_a_new_archive(store: Store) -> None:
    assert known_urls(store, [SITE, "other"]) == {SITE: {}, "other": {}}
    assert list(store.keys("")) == []


def test_the_last_good_capture_is_known(store: Store) -> None:
    added(store, capture(0), capture(1), capture(1, path="/b.html"))
    known = known_urls(store, [SITE])[SITE]
    assert list(known) == [f"{BASE}/a.html", f"{BASE}/b.html"]
    found = known[f"{BASE}/a.html"]
    assert (found.payload_digest, found.etag, found.capture_id) == ("sha256:1", '"1"', "c1/a.html")
    assert (found.captured_at, found.published_year) == (START + timedelta(days=1), 2025)
    assert found.origin is not None
    assert (found.origin.warc_key, found.origin.warc_offset) == ("warc/1", 1)


def test_an_unchanged_capture_confirms_the_one_before(store: Store) -> None:
    added(store, capture(0), capture(1, Verdict.UNCHANGED, payload_digest="sha256:0", etag='"weak"'))
    found = known_urls(store, [SITE])[SITE][f"{BASE}/a.html"]
    assert (found.verdict, found.capture_id, found.payload_digest) == (Verdict.OK, "c0/a.html", "sha256:0")
    assert (found.etag, found.captured_at) == ('"weak"', START + timedelta(days=1))


def test_gone_stays_gone_however_often_it_is_confirmed(store: Store) -> None:
    added(store, capture(0), capture(1, Verdict.GONE, status=404), capture(2, Verdict.UNCHANGED, status=404))
    assert known_urls(store, [SITE])[SITE][f"{BASE}/a.html"].verdict is Verdict.GONE


def test_a_wall_or_an_error_does_not_replace_a_good_answer(store: Store) -> None:
    added(store, capture(0), capture(1, Verdict.BLOCKED), capture(2, Verdict.ERROR, status=500))
    found = known_urls(store, [SITE])[SITE][f"{BASE}/a.html"]
    assert (found.verdict, found.payload_digest) == (Verdict.OK, "sha256:0")
    assert found.captured_at == START + timedelta(days=2)


def test_a_page_that_only_ever_failed_is_known_as_failed(store: Store) -> None:
    added(store, capture(0, Verdict.ERROR, status=500), capture(1, Verdict.BLOCKED))
    assert known_urls(store, [SITE])[SITE][f"{BASE}/a.html"].verdict is Verdict.BLOCKED


def test_sites_are_kept_apart(store: Store) -> None:
    added(store, capture(0), capture(1, site_id="other", capture_id="x"))
    known = known_urls(store, [SITE, "other"])
    assert known[SITE][f"{BASE}/a.html"].payload_digest == "sha256:0"
    assert known["other"][f"{BASE}/a.html"].payload_digest == "sha256:1"


def test_a_site_is_known_whole_whatever_lies_beside_it_and_in_whichever_files(store: Store) -> None:
    sites = [f"site{number}" for number in range(4)]
    of_sites = {site: [capture(n, path=f"/{site}/{n}.html", site_id=site) for n in (0, 200, 400)] for site in sites}
    for first, last in ((0, 2), (1, 3), (0, 4)):
        for rows in zip(*(of_sites[site] for site in sites[first:last]), strict=True):
            append_captures(store, rows, rows[0].run_id, f"{first}-{last}")
    known = known_urls(store, sites)
    assert {site: sorted(found) for site, found in known.items()} == {
        site: sorted(one.requested_url for one in rows) for site, rows in of_sites.items()
    }


def test_a_shard_added_twice_is_there_once(store: Store) -> None:
    rows = [capture(0), capture(0, path="/b.html")]
    append_captures(store, rows, "run0", "00")
    before = list(store.keys(""))
    append_captures(store, rows, "run0", "00")
    assert list(store.keys("")) == before
    append_captures(store, [*rows, capture(0, path="/late.html")], "run0", "00")
    append_captures(store, [capture(0, path="/c.html")], "run0", "01")
    paths = query(store, "SELECT url FROM captures ORDER BY url")["url"].to_pylist()
    assert paths == [f"{BASE}/{name}.html" for name in ("a", "b", "c", "late")]


def test_a_site_has_one_outcome_in_a_run_the_last(store: Store) -> None:
    append_outcomes(store, [outcome("run0")], "run0", "00")
    append_outcomes(store, [outcome("run0", requests=9), outcome("run0", "other")], "run0", "00")
    append_outcomes(store, [outcome("run1")], "run1", "00")
    rows = query(store, "SELECT run_id, site_id, requests, verdict_ok FROM crawl_outcomes ORDER BY ALL").to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("run0", "other", 1, 2),
        ("run0", SITE, 9, 2),
        ("run1", SITE, 1, 2),
    ]


def test_of_two_that_see_no_outcome_and_write_one_only_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_outcomes(LocalStore(tmp_path), [outcome("run0", "other")], "run0", "00")
    append = publish.append
    others = iter([lambda: append_outcome_once(LocalStore(tmp_path), outcome("run0"), "audit b")])

    def overtaken(*arguments: Any) -> None:
        for act in others:
            act()
        append(*arguments)

    monkeypatch.setattr(publish, "append", overtaken)
    append_outcome_once(LocalStore(tmp_path), outcome("run0"), "audit a")
    append_outcome_once(LocalStore(tmp_path), outcome("run0"), "audit c")
    said = query(LocalStore(tmp_path), f"SELECT shard FROM crawl_outcomes WHERE site_id = '{SITE}'").to_pylist()
    assert said == [{"shard": "audit b"}]
