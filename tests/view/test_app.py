"""The pages: each answers, says what it should in both languages, allows no script, and escapes what pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.errors import StoreError
from cppcc_archive.jobs.build import build_year
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.publish import append_outcomes, publish_sites
from cppcc_archive.tables.query import analysts
from cppcc_archive.view.app import Reader, add_routes
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.language import chosen
from cppcc_archive.view.nights import run_page
from cppcc_archive.view.words_table import WORDS
from tests.archive_kit import FIRST_NIGHT, SITE, Nights, registry, report_page
from tests.view.conftest import report_id


def pages(archive: Archive) -> list[str]:
    """One address of every kind."""
    report = report_id(archive, "工作报告")
    capture = archive.row("SELECT capture_id FROM reports WHERE report_id = ?", [report])
    assert capture is not None
    return [
        "/",
        "/province/37",
        f"/district/{SITE}",
        f"/report/{report}",
        f"/report/{report_id(archive, '的通知')}",
        f"/report/{report}/compare",
        "/search",
        "/search?q=提案",
        "/search?q=script",
        "/nights",
        "/night/night1",
        f"/site/{SITE}",
        f"/capture/{capture['capture_id']}",
        "/no/such/page",
    ]


def test_every_page_answers_in_both_languages_under_a_policy_without_scripts(client: TestClient, archive) -> None:
    for path in pages(archive)[:-1]:
        for language in ("zh", "en"):
            answer = client.get(path, params={"lang": language})
            assert answer.status_code == 200, path
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy and "script-src" not in policy and "unsafe" not in policy
            assert "<script" not in answer.text.lower(), path
            assert not re.search(r"\son\w+=|javascript:|\sstyle=", answer.text.replace("&#34;", '"').split("<main")[0])


def test_hostile_titles_and_links_are_text(client: TestClient, archive) -> None:
    page = client.get(f"/report/{report_id(archive, 'taken')}").text
    assert "&lt;script&gt;" in page
    assert 'href="javascript:' not in page
    assert "<img" not in page
    assert "&lt;b&gt;" in client.get("/nights").text


@pytest.mark.parametrize(
    "path", ["/report/none", "/district/000000", "/capture/none", "/night/none", "/site/none", "/report/none/compare"]
)
def test_what_is_not_there_is_a_404_that_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_an_archive_that_cannot_be_read_is_a_503_that_tells_no_address() -> None:
    def broken():
        raise StoreError("s3://secret-bucket cannot be reached")

    app = FastAPI()
    add_routes(app, Reader(Archive(broken)))
    for path in ("/", "/nights", "/nights.json", "/report/x"):
        answer = TestClient(app).get(path)
        assert answer.status_code == 503
        assert "secret-bucket" not in answer.text


@pytest.mark.parametrize("path", ["/nights", "/night/night0", f"/site/{SITE}"])
def test_pages_of_nights_say_how_politely_was_asked(client: TestClient, path: str) -> None:
    page = client.get(path, params={"lang": "en"}).text
    assert "Least pause / asked (s)" in page
    assert "1.25 / 1.00</td>" in page.replace('<td class="number">', "")
    assert "Answers 429" in page


@pytest.mark.parametrize("path", ["/night/night2", f"/site/{SITE}"])
def test_a_night_s_warnings_stand_with_its_reason_and_none_twice(client: TestClient, path: str) -> None:
    row = client.get(path, params={"lang": "en"}).text.partition("<tbody>")[2].partition("</tr>")[0]
    assert (row.count("nothing listens at port 80"), row.count("feed: broken off")) == (1, 1)


def test_a_run_shows_what_failed_before_what_went_well(folder_store: Store) -> None:
    results = (SiteResult.OK, SiteResult.REFUSED, SiteResult.UNCHANGED, SiteResult.REDESIGNED)
    told = [SiteOutcome("n", f"s{i}", result, "", FIRST_NIGHT, FIRST_NIGHT) for i, result in enumerate(results)]
    append_outcomes(folder_store, told, "n", "00")
    rows = run_page(Archive(lambda: analysts(folder_store)), "n")
    assert [row["result"] for row in rows] == ["redesigned", "refused", "ok", "unchanged"]


def test_nights_say_since_when_a_site_does_not_answer(client: TestClient) -> None:
    page = client.get("/nights").text
    assert "nothing listens at port 80" in page
    (row,) = client.get("/nights.json").json()["unanswered"]
    assert (row["site_id"], row["nights"], row["since"][:10]) == (SITE, 2, "2026-01-02")


def test_every_site_has_a_strip_of_thirty_nights_with_its_gaps(client: TestClient) -> None:
    page = client.get("/nights", params={"lang": "en"}).text
    strip = re.search(r'aria-label="Last 30 nights: ([^"]*)">(.*?)</span>', page)
    assert strip is not None and strip[1] == "error 2, ok 1"
    assert re.findall(r'title="([^"]*)"', strip[2])[-4:] == [
        "2026-01-01: not asked",
        "2026-01-02: ok",
        "2026-01-03: error",
        "2026-01-04: error",
    ]
    assert len(re.findall("<i ", strip[2])) == 30
    assert page.index("Every site") < page.index(">Runs<")
    told = client.get("/nights.json").json()
    assert told["nights"][0] == "2025-12-06" and told["nights"][-1] == "2026-01-04"
    assert (told["sites_in_all"], told["pages"]) == (1, 1)
    assert told["sites"][0]["strip"] == told["unanswered"][0]["strip"] == [None] * 27 + ["ok", "error", "error"]
    assert client.get("/nights.json", params={"page_number": 2}).json()["sites"] == []
    # A page that there is not has no sites, and is no mistake.
    assert "Every site" not in client.get("/nights", params={"lang": "en", "page_number": 9}).text


def test_a_silent_site_s_own_page_says_since_when(client: TestClient) -> None:
    page = client.get(f"/site/{SITE}", params={"lang": "en"}).text
    assert "<dt>Nights in a row</dt><dd>2</dd>" in page
    assert 'href="../night/night2" title="2026-01-04: error"' in page


def test_an_unknown_address_is_a_page_for_people_and_json_for_programs(client: TestClient) -> None:
    answer = client.get("/nope", params={"lang": "en"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is no such page" in answer.text and "Content-Security-Policy" in answer.headers
    assert client.get("/search", params={"page_number": "x"}).headers["content-type"] == "text/html; charset=utf-8"
    told = client.get("/nope.json")
    assert (told.status_code, told.json()) == (404, {"error": "Not Found"})


def test_every_page_says_that_a_demo_is_invented(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    Nights(store).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
    made_up = Registry((registry().sites[0].model_copy(update={"invented": True, "division_code": "654325"}),))
    build_year(store, registry=made_up)
    publish_sites(store, made_up.sites)
    app = FastAPI()
    add_routes(app, Reader(Archive(lambda: analysts(store))))
    client = TestClient(app)
    for path in ("/", f"/site/{SITE}", "/nope"):
        assert "1 committees here, their reports and figures are invented" in client.get(f"{path}?lang=en").text
    province = client.get("/?lang=en").text.partition('class="shade-0 invented"')[2].partition("</a>")[0]
    assert re.search(r">0/\d+ \+1<", province)


def test_nothing_is_called_invented_that_is_not(client: TestClient) -> None:
    assert "invented" not in client.get("/?lang=en").text


def test_an_english_card_says_in_english_what_was_counted(client: TestClient, archive: Archive) -> None:
    page = client.get(f"/report/{report_id(archive, '工作报告')}", params={"lang": "en"}).text
    assert re.search(r"<h3>Proposals filed after examination[^<]*: 153 <span lang=\"zh-Hans\">件</span></h3>", page)
    committee = client.get("/district/370103", params={"lang": "en"}).text
    assert "<h1>Shizhong District</h1>" in committee and "山东省济南市市中区" in committee


def test_the_coverage_shows_years_deleted_pages_and_gaps(client: TestClient) -> None:
    page = client.get("/").text
    assert "state-report" in page
    assert re.search(r"of 2\d{3} counties", page)
    assert re.search(r'textLength="52"[^>]*>Inner Mongolia<', page)  # or it would stand out of its tile


def test_links_hold_below_any_path(archive, index) -> None:
    outer, inner = FastAPI(), FastAPI()
    add_routes(inner, Reader(archive, index))
    outer.mount("/deep/cppcc", inner)
    client = TestClient(outer)
    page = client.get(f"/deep/cppcc/report/{report_id(archive, '工作报告')}").text
    assert 'href="../style.css"' in page
    assert client.get("/deep/cppcc/style.css").status_code == 200


@pytest.mark.parametrize(
    ("asked", "remembered", "accepted", "language"),
    [
        ("en", "zh", "zh-CN", "en"),
        (None, "en", "zh-CN", "en"),
        (None, None, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        (None, None, "en-GB,en", "en"),
        (None, None, "fr", "zh"),
        ("fr", None, None, "zh"),
    ],
)
def test_the_language_asked_for_wins_then_the_remembered_then_the_browser_s(
    asked, remembered, accepted, language
) -> None:
    assert chosen(asked, remembered, accepted) == language


def test_every_word_is_there_in_both_languages_with_the_same_places() -> None:
    for key, (chinese, english) in WORDS.items():
        assert chinese and english, key
        assert set(re.findall(r"{\w+}", chinese)) == set(re.findall(r"{\w+}", english)), key
