"""Pages found as they were leave no row and no record: that they were there is remembered in one row a site and run."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cppcc_archive.captures.model import Confirmation, Verdict
from cppcc_archive.captures.records import digest_of
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.jobs.recording import Ledger, Recorder
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import CONFIRMED
from cppcc_archive.tables.delta import Tables, tables_of
from cppcc_archive.tables.history import known_urls
from cppcc_archive.tables.publish import append_confirmed
from cppcc_archive.tables.query import query
from cppcc_archive.tables.rows import page_key
from cppcc_archive.tables.scan import scan
from cppcc_archive.tables.shedding import fold_confirmed
from tests.archive_kit import BASE, FIRST_NIGHT, SITE, Nights, exchange, registry, report_page

PAGE = "/art/2025/1/7/art_1_1.html"
URL = BASE + PAGE


def asked_again(store: Store, night: float, **answer: object) -> None:
    """A night that asks for the page again and gets this answer; half a night on, a run by hand of the same day."""
    moment = FIRST_NIGHT + timedelta(days=night)
    run = f"night{night * 10:05.0f}"
    recorder = Recorder(store, registry().sites[0], run, moment, known_urls(store, [SITE])[SITE])
    recorder(exchange(URL, **{"fetched_at": moment, **answer}))  # type: ignore[arg-type]
    ledger = Ledger(store, run, "00", {SITE: recorder})
    ledger.add(SiteOutcome(run, SITE, SiteResult.UNCHANGED, "", moment, moment))
    ledger.flush()


def not_modified(etag: str | None = None) -> dict[str, object]:
    headers = (("ETag", etag),) if etag else ()
    return {"body": b"", "status": 304, "payload_digest": None, "verdict": Verdict.UNCHANGED, "headers": headers}


def rows(store: Store) -> list[dict[str, object]]:
    tables = tables_of(store)
    tables.refresh(CONFIRMED)
    found = scan(tables, CONFIRMED, list(CONFIRMED.column)).to_pylist()
    return sorted(found, key=lambda row: str(row["run_id"]))


def test_a_page_that_is_as_it_was_leaves_no_row_but_is_known_to_have_been_there(folder_store: Store) -> None:
    Nights(folder_store).crawl({PAGE: report_page()})
    objects = list(folder_store.keys("warc/"))
    asked_again(folder_store, 3, **not_modified())
    body = report_page()
    asked_again(folder_store, 5, body=body, payload_digest=digest_of(body), verdict=Verdict.UNCHANGED)
    assert query(folder_store, "FROM captures").num_rows == 1
    assert list(folder_store.keys("warc/")) == objects
    assert [row["pages"] for row in rows(folder_store)] == [[page_key(URL)]] * 2
    known = known_urls(folder_store, [SITE])[SITE][URL]
    assert (known.captured_at, known.verdict) == (FIRST_NIGHT + timedelta(days=5), Verdict.OK)


def test_other_validators_are_what_the_next_night_asks_with(folder_store: Store) -> None:
    Nights(folder_store).crawl({PAGE: report_page()})
    asked_again(folder_store, 1, **not_modified('"new"'))
    asked_again(folder_store, 2, **not_modified('"new"'))
    assert known_urls(folder_store, [SITE])[SITE][URL].etag == '"new"'
    assert [row["etags"] for row in rows(folder_store)] == [['"new"'], []]


def test_a_page_that_changed_is_a_row_as_ever(folder_store: Store) -> None:
    Nights(folder_store).crawl({PAGE: report_page()})
    body = report_page(180)
    asked_again(folder_store, 1, body=body, payload_digest=digest_of(body))
    assert query(folder_store, "FROM captures").num_rows == 2
    assert rows(folder_store) == []


def test_several_runs_of_a_day_are_one_night_without_a_page(folder_store: Store) -> None:
    Nights(folder_store).crawl({PAGE: report_page()})
    for night in (1, 1.1, 1.2, 2):
        asked_again(folder_store, night, body=b"", status=404, verdict=Verdict.MISSING, payload_digest=digest_of(b""))
    assert known_urls(folder_store, [SITE])[SITE][URL].failures == 2


@pytest.mark.parametrize("again", ["304", "the same bytes", "another count of visits"])
def test_nights_without_a_page_are_forgotten_once_it_is_there_again(folder_store: Store, again: str) -> None:
    Nights(folder_store).crawl({PAGE: report_page()})
    for night in (1, 2):
        asked_again(folder_store, night, body=b"", status=404, verdict=Verdict.MISSING, payload_digest=digest_of(b""))
    assert known_urls(folder_store, [SITE])[SITE][URL].failures == 2
    same, other = report_page(), report_page(extra="<p>浏览次数：8</p>")
    asked_again(
        folder_store,
        3,
        **{
            "304": not_modified(),
            "the same bytes": {"body": same, "payload_digest": digest_of(same), "verdict": Verdict.UNCHANGED},
            "another count of visits": {
                "body": other,
                "payload_digest": digest_of(other),
                "verdict": Verdict.UNCHANGED,
            },
        }[again],
    )
    assert known_urls(folder_store, [SITE])[SITE][URL].failures == 0


def test_a_run_that_is_tried_again_confirms_once(folder_store: Store) -> None:
    Nights(folder_store).crawl({PAGE: report_page()})
    for _ in range(2):
        asked_again(folder_store, 1, **not_modified())
    assert len(rows(folder_store)) == 1


def test_the_weekly_care_keeps_the_newest_confirmation_of_every_page(folder_store: Store) -> None:
    def confirmed(night: int, *paths: str, etag: str | None = None) -> None:
        pages = [Confirmation(BASE + path, FIRST_NIGHT + timedelta(days=night), etag) for path in paths]
        append_confirmed(folder_store, {SITE: pages}, f"night{night}", "00")

    confirmed(0, "/a.html", "/b.html", etag='"old"')
    confirmed(1, "/a.html")
    confirmed(2, "/c.html")
    confirmed(9, "/a.html")
    now = FIRST_NIGHT + timedelta(days=8)
    assert fold_confirmed(Tables(folder_store), now) == 1
    found = rows(folder_store)
    assert [row["pages"] for row in found] == [
        [page_key(f"{BASE}/b.html")],
        [page_key(f"{BASE}/a.html")],
        [page_key(f"{BASE}/c.html")],
        [page_key(f"{BASE}/a.html")],
    ], "what is younger than a day is left to the crawl at work"
    assert found[0]["etags"] == ['"old"', '"old"'], "validators stay until newer ones come"
    assert fold_confirmed(Tables(folder_store), now) == 0
