"""The page of nights marks a site whose pages look otherwise since one of them."""

from __future__ import annotations

from datetime import timedelta

from fastapi import FastAPI
from fastapi.testclient import TestClient

from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.store.base import Store
from cppcc_archive.tables.publish import append_outcomes
from cppcc_archive.tables.query import analysts
from cppcc_archive.view.app import Reader, add_routes
from cppcc_archive.view.archive import Archive
from tests.archive_kit import FIRST_NIGHT, SITE, Nights
from tests.jobs.test_layouts import build, pages


def read(store: Store, after: timedelta) -> TestClient:
    """The reader of an archive whose newest night was so long after the first."""
    began = FIRST_NIGHT + after
    append_outcomes(store, [SiteOutcome("night", SITE, SiteResult.OK, "", began, began)], "night", "00")
    app = FastAPI()
    add_routes(app, Reader(Archive(lambda: analysts(store))))
    return TestClient(app)


def test_a_redesign_of_the_last_thirty_nights_stands_beside_the_result(folder_store: Store) -> None:
    nights = Nights(folder_store)
    nights.crawl(pages(range(6)))
    build(folder_store)
    nights.crawl({**pages(range(6)), **pages(range(6, 12), box="text2", frame="wrapper")})
    build(folder_store)
    client = read(folder_store, timedelta(days=3))
    assert client.get("/nights.json").json()["sites"][0]["redesigned"] == "2026-01-03"
    assert ">redesigned 2026-01-03<" in client.get("/nights", params={"lang": "en"}).text
    client = read(folder_store, timedelta(days=60))
    assert client.get("/nights.json").json()["sites"][0]["redesigned"] is None
    assert ">redesigned " not in client.get("/nights", params={"lang": "en"}).text


def test_the_crawl_s_own_word_marks_a_redesign_before_any_build(folder_store: Store) -> None:
    told = "redesigned: another template since 2026-01-03, on 6 of 7 new pages"
    began = FIRST_NIGHT + timedelta(days=1)
    met = SiteOutcome("night1", SITE, SiteResult.OK, "", began, began, articles_new=7, warnings=(told,))
    append_outcomes(folder_store, [met], "night1", "00")
    client = read(folder_store, timedelta(days=3))  # a night without news says nothing of templates
    assert client.get("/nights.json").json()["sites"][0]["redesigned"] == "2026-01-03"
    assert "自 2026-01-03 起用另一模板，7 个新网页中有 6 个" in client.get("/night/night1").text
    assert "2026-01-03" in client.get(f"/site/{SITE}", params={"lang": "en"}).text
    later = FIRST_NIGHT + timedelta(days=4)
    fits = SiteOutcome("night4", SITE, SiteResult.OK, "", later, later, articles_new=1)
    append_outcomes(folder_store, [fits], "night4", "00")
    client = read(folder_store, timedelta(days=5))
    assert client.get("/nights.json").json()["sites"][0]["redesigned"] is None


def test_a_site_that_broke_off_in_the_middle_stands_with_those_that_do_not_answer(folder_store: Store) -> None:
    why = "broke off in the middle: 8 failures in a row, last: the host broke the connection off"
    began = FIRST_NIGHT + timedelta(days=1)
    append_outcomes(folder_store, [SiteOutcome("n1", SITE, SiteResult.PARTIAL, why, began, began)], "n1", "00")
    app = FastAPI()
    add_routes(app, Reader(Archive(lambda: analysts(folder_store))))
    client = TestClient(app)
    told = client.get("/nights.json").json()
    (found,) = told["unanswered"]
    assert (found["site_id"], found["result"], found["reason"]) == (SITE, "partial", why)
    assert [(run["sites"], run["answered"]) for run in told["runs"] if run["run_id"] == "n1"] == [(1, 0)]
    assert "抓到一半断了：连续 8 次出错，最后一次：主机中断了连接" in client.get("/nights").text
