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
