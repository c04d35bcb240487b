"""An archive with what a reader meets: a report edited once, a notice, a deleted page, a page that means harm."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.jobs.build import build_year
from cppcc_archive.store import open_store
from cppcc_archive.store.base import Store
from cppcc_archive.tables.publish import append_outcomes, publish_sites
from cppcc_archive.tables.query import analysts
from cppcc_archive.view.app import Reader, add_routes
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.search import Index
from tests.archive_kit import FIRST_NIGHT, SITE, Nights, article, registry, report_page

HARM = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
REPORT = "/art/2025/1/7/art_1_1.html"
NOTICE = "/art/2025/3/1/art_1_2.html"
HOSTILE = "/art/2024/5/6/art_1_3.html"


def hostile_page() -> bytes:
    """A page whose title, text and address of a file are written to run in a reader's browser."""
    escaped = HARM.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#39;")
    page = article(
        "TITLE",
        "各位委员：\nTEXT 会议定于下周召开，请按时参加。\n共征集提案12件，立案10件，立案率99%，称为“有事好商量。",
        "2024-05-06",
    ).decode()
    page = page.replace("TITLE", f"关于{escaped}的通知").replace("TEXT", escaped)
    link = "<p><a href=\"javascript:document.title='taken'\">附件.doc</a></p></div></body>"
    return page.replace("</div></body>", f"{link}{HARM}").encode()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The archive, built once: no test here writes to it."""
    made = open_store(str(tmp_path_factory.mktemp("archive") / "store"))
    notice = article("关于召开会议的通知", "各位委员：\n会议定于下周召开，请提案人参加。", "2025-03-01")
    nights = Nights(made)
    nights.crawl({REPORT: report_page(), NOTICE: notice, HOSTILE: hostile_page()})
    nights.crawl({REPORT: report_page(filed=153), NOTICE: 404, HOSTILE: hostile_page()})
    nights.crawl({REPORT: 304, NOTICE: 404, HOSTILE: 304})
    build_year(made, registry=registry())
    publish_sites(made, registry().sites)
    for number, result in enumerate((SiteResult.OK, SiteResult.ERROR, SiteResult.ERROR)):
        began = FIRST_NIGHT + timedelta(days=number)
        told = SiteOutcome(
            f"night{number}",
            SITE,
            result,
            "nothing listens at port 80 <b>" if number else "",
            began,
            began + timedelta(minutes=4),
            too_many_requests=number,
            least_pause_seconds=None if number else 1.25,
            asked_pause_seconds=None if number else 1.0,
            warnings=("nothing listens at port 80 <b>", "feed: broken off") if number else (),
        )
        append_outcomes(made, [told], f"night{number}", "00")
    return made


@pytest.fixture(scope="session")
def archive(store: Store) -> Archive:
    return Archive(lambda: analysts(store))


@pytest.fixture(scope="session")
def index(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Index(tmp_path_factory.mktemp("index") / "search.sqlite")
    made.update(archive)
    return made


@pytest.fixture(scope="session")
def client(archive: Archive, index: Index) -> TestClient:
    """The reader as a program asks it."""
    app = FastAPI()
    add_routes(app, Reader(archive, index, "http://127.0.0.1:9/capture/{capture}"))
    return TestClient(app, headers={"Accept-Language": "en"})


def report_id(archive: Archive, title: str) -> str:
    """The report whose title has ``title`` in it."""
    row = archive.row("SELECT report_id FROM reports WHERE contains(title, ?)", [title])
    assert row is not None, f"no report called {title}"
    return str(row["report_id"])
