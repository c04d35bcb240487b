"""Captures to tables: new, changed, gone and moved reports; the same rows whenever and however often it is built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cppcc_archive.errors import StoreError
from cppcc_archive.jobs import reading
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.dossiers import Mode, news_of
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.publish import publish_sites
from tests.archive_kit import BASE, SITE, Nights, article, report_page
from tests.jobs.building import NOTICE, NOTICE_PAGE, REPORT, ask, assert_whole, build, content, counts


def test_a_report_becomes_a_row_with_its_parts(store: Store) -> None:
    page = report_page(extra=f"<div id='files'><a href='{BASE}/files/1.pdf'>附件：名单.pdf</a></div>")
    Nights(store).crawl({REPORT: page, NOTICE: NOTICE_PAGE})
    result = build(store)
    assert (counts(result), result.failures) == ((2, 2, 0, 0, 0), [])
    assert_whole(store)
    (row,) = ask(store, "SELECT * FROM reports WHERE title LIKE '%工作报告'")
    assert (row["site_id"], row["url"], row["term"], row["published_year"]) == (SITE, BASE + REPORT, 10, 2025)
    assert row["published_at"].isoformat() == "2025-01-07T09:30:00+08:00"
    assert row["published_date"].isoformat() == "2025-01-07"
    assert row["first_seen"] == row["last_changed"]
    assert row["gone_since"] is None
    figures = ask(store, "SELECT code, value FROM indicators WHERE code LIKE 'proposals_%' ORDER BY code")
    assert {figure["value"] for figure in figures} == {171.0, 151.0}
    spans = ask(
        store,
        "SELECT span, substr(text, start_char + 1, end_char - start_char) AS there "
        "FROM indicators JOIN reports USING (report_id, version_id)",
    )
    assert spans
    assert all(span["span"] == span["there"] for span in spans)
    (capture,) = ask(store, f"SELECT verdict, url FROM captures WHERE capture_id = '{row['capture_id']}'")
    assert capture == {"verdict": "ok", "url": BASE + REPORT}


def test_a_second_build_writes_nothing(store: Store) -> None:
    Nights(store).crawl({REPORT: report_page(), NOTICE: NOTICE_PAGE})
    build(store)
    before = list(store.keys(""))
    assert counts(build(store)) == (0, 0, 0, 0, 0)
    assert counts(build(store, reparse=True)) == (2, 0, 0, 2, 0)
    assert counts(build(store, None)) == (0, 0, 0, 0, 0)
    assert list(store.keys("")) == before


def test_a_site_that_left_the_registry_keeps_its_name(folder_store: Store) -> None:
    Nights(folder_store).crawl({REPORT: report_page()})
    publish_sites(folder_store, [Site(id=SITE, name="青河县政协", division_code="654325", base_url=BASE)])
    build_year(folder_store, 2025, registry=Registry(()))
    (row,) = ask(folder_store, "FROM reports JOIN sites USING (site_id)")
    assert (row["name"], row["division_code"]) == ("青河县政协", "654325")


def test_a_year_without_captures_is_empty(folder_store: Store) -> None:
    Nights(folder_store).crawl({REPORT: report_page()})
    assert counts(build(folder_store, 1999)) == (0, 0, 0, 0, 0)
    assert ask(folder_store, "FROM reports") == []


def test_an_edited_report_is_a_new_version(store: Store) -> None:
    nights = Nights(store)
    nights.crawl({REPORT: report_page(171, 151)})
    build(store)
    (before,) = ask(store, "FROM reports")
    nights.crawl({REPORT: report_page(180, 160)})
    assert counts(build(store)) == (1, 0, 1, 0, 0)
    assert_whole(store)
    (after,) = ask(store, "FROM reports")
    assert after["report_id"] == before["report_id"]
    assert after["version_id"] != before["version_id"]
    assert after["first_seen"] == before["first_seen"]
    assert after["last_changed"] > before["last_changed"]
    versions = ask(store, "SELECT version_id, valid_from FROM report_versions ORDER BY valid_from")
    assert [row["version_id"] for row in versions] == [before["version_id"], after["version_id"]]
    assert {row["value"] for row in ask(store, "FROM indicators WHERE unit = '件'")} == {180.0, 160.0}
    ever = ask(store, "FROM indicators_history WHERE unit = '件'")
    assert {row["value"] for row in ever} == {171.0, 151.0, 180.0, 160.0}


def test_a_counter_in_the_footer_changes_no_row(folder_store: Store) -> None:
    nights = Nights(folder_store)
    nights.crawl({REPORT: report_page(extra="<div>访问次数：17</div>")})
    build(folder_store)
    before = (
        content(folder_store),
        ask(folder_store, "FROM reports"),
        [key for key in folder_store.keys("tables/") if "parses" not in key],
    )
    nights.crawl({REPORT: report_page(extra="<div>访问次数：18</div>")})
    assert counts(build(folder_store)) == (1, 0, 0, 1, 0)
    after = (
        content(folder_store),
        ask(folder_store, "FROM reports"),
        [key for key in folder_store.keys("tables/") if "parses" not in key],
    )
    assert after[:2] == before[:2]
    assert [key for key in after[2] if "captures" not in key] == [key for key in before[2] if "captures" not in key]


def test_two_reports_may_swap_their_texts(folder_store: Store) -> None:
    nights = Nights(folder_store)
    pages = report_page(1, 1), report_page(2, 2), report_page(3, 3)
    for first, second in ((0, 1), (1, 0), (1, 2), (2, 2), (0, 1)):
        nights.crawl({REPORT: pages[first], NOTICE: pages[second]})
        build(folder_store)
        assert_whole(folder_store)
    versions = ask(folder_store, "SELECT url, count(*) AS n FROM report_versions GROUP BY url ORDER BY url")
    assert [row["n"] for row in versions] == [4, 4]
    texts = ask(folder_store, "SELECT url, count(DISTINCT version_id) AS n FROM report_versions GROUP BY url")
    assert [row["n"] for row in texts] == [3, 3]


def test_a_deleted_report_is_kept_and_said_to_be_gone(store: Store) -> None:
    nights = Nights(store)
    nights.crawl({REPORT: report_page(), NOTICE: NOTICE_PAGE})
    build(store)
    nights.crawl({REPORT: 404, NOTICE: 304})
    nights.crawl({REPORT: 404, NOTICE: 304})
    assert counts(build(store)) == (0, 0, 0, 0, 1)
    (gone,) = ask(store, "SELECT title, gone_since, text FROM reports WHERE gone_since IS NOT NULL")
    assert gone["gone_since"].isoformat() == "2026-01-03T02:00:00+08:00"
    assert "征集提案171件" in gone["text"]
    assert_whole(store)
    nights.crawl({REPORT: report_page()})
    assert counts(build(store)) == (1, 0, 1, 0, 0)
    assert ask(store, "SELECT * FROM reports WHERE gone_since IS NOT NULL") == []


def test_one_article_at_two_addresses_is_one_report_that_moved(folder_store: Store) -> None:
    nights = Nights(folder_store)
    page, moved = "/2025-01-07/1001.html", "/2025-03-01/1001.html"
    empire = {"cms": "empirecms"}
    nights.crawl({page: report_page()}, **empire)
    build(folder_store)
    nights.crawl({page: 404, moved: report_page()}, **empire)
    build(folder_store)
    (row,) = ask(folder_store, "FROM reports")
    assert (row["url"], row["gone_since"]) == (BASE + moved, None)
    assert len(ask(folder_store, "FROM report_versions")) == 1
    assert_whole(folder_store)


def test_a_corrected_date_moves_a_report_to_its_year(folder_store: Store) -> None:
    nights = Nights(folder_store)
    nights.crawl({REPORT: report_page(published="2024-12-31")})
    build(folder_store, None)
    nights.crawl({REPORT: report_page(published="2025-01-07")})
    build(folder_store)
    assert_whole(folder_store)
    (row,) = ask(folder_store, "FROM reports")
    assert row["published_year"] == 2025
    assert {part["published_year"] for part in ask(folder_store, "FROM paragraphs")} == {2025}


def test_an_article_of_several_pages_is_one_report(folder_store: Store) -> None:
    def page(number: int, text: str) -> bytes:
        script = f"<script>createPageHTML(3, {number - 1}, 't20250107_55', 'html');</script>"
        return article("工作报告", text, extra=script)

    paths = ["/zwgk/202501/t20250107_55.html", "/zwgk/202501/t20250107_55_1.html", "/zwgk/202501/t20250107_55_2.html"]
    texts = ["第一页：全面总结一年工作。", "第二页：征集提案171件。", "第三页：部署来年任务。"]
    nights = Nights(folder_store)
    nights.crawl({path: page(number + 1, text) for number, (path, text) in enumerate(zip(paths, texts, strict=True))})
    build(folder_store)
    (row,) = ask(folder_store, "FROM reports")
    assert row["url"] == BASE + paths[0]
    assert [text in row["text"] for text in texts] == [True, True, True]
    assert_whole(folder_store)
    nights.crawl({paths[1]: page(2, "第二页：征集提案180件。")})
    build(folder_store)
    (row,) = ask(folder_store, "FROM reports")
    assert "征集提案180件" in row["text"]
    assert_whole(folder_store)
    before = list(folder_store.keys(""))
    build(folder_store)
    assert list(folder_store.keys("")) == before


def test_a_page_that_fails_is_reported_and_stops_nothing(folder_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    nights = Nights(folder_store)
    nights.crawl({REPORT: report_page(), NOTICE: NOTICE_PAGE})
    parse = reading.parse

    def fails_on_notices(document: Any, **options: Any) -> Any:
        if "通知" in (document.title or ""):
            raise ValueError("too strange")
        return parse(document, **options)

    monkeypatch.setattr(reading, "parse", fails_on_notices)
    result = build(folder_store)
    assert counts(result) == (1, 1, 0, 0, 0)
    assert [(item.url, item.reason) for item in result.failures] == [(BASE + NOTICE, "ValueError: too strange")]
    (row,) = ask(folder_store, "SELECT capture_id, reason FROM parses WHERE result = 'failed'")
    assert row == {"capture_id": result.failures[0].capture_id, "reason": "ValueError: too strange"}
    before = list(folder_store.keys(""))
    assert build(folder_store).failures == []
    assert list(folder_store.keys("")) == before
    monkeypatch.setattr(reading, "parse", parse)
    assert counts(build(folder_store, reparse=True))[:2] == (2, 1)


def test_a_row_that_no_table_takes_costs_its_page_only(folder_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    Nights(folder_store).crawl({REPORT: report_page(), NOTICE: NOTICE_PAGE})
    parse = reading.parse

    def broken(document: Any, **options: Any) -> Any:
        found = parse(document, **options)
        return replace(found, term=2**40) if "通知" in (document.title or "") else found

    monkeypatch.setattr(reading, "parse", broken)
    result = build(folder_store)
    assert counts(result) == (1, 1, 0, 0, 0)
    assert [(item.url, "term" in item.reason) for item in result.failures] == [(BASE + NOTICE, True)]
    assert_whole(folder_store)


def test_a_damaged_payload_is_a_failure_until_it_is_restored(folder_store: LocalStore) -> None:
    nights = Nights(folder_store)
    (capture,) = nights.crawl({REPORT: report_page()})
    nights.crawl({NOTICE: NOTICE_PAGE})
    path = Path(folder_store.uri, capture.warc_key)
    whole = path.read_bytes()
    path.write_bytes(whole[: capture.warc_offset + 40])
    for _ in range(2):
        (failure,) = build(folder_store).failures
        assert (failure.capture_id, "ends before byte" in failure.reason) == (capture.capture_id, True)
    path.write_bytes(whole)
    assert counts(build(folder_store)) == (1, 1, 0, 0, 0)


@pytest.mark.parametrize("year", [None, 2025])
def test_every_build_that_leaves_nothing_unread_moves_on_what_is_looked_at(
    folder_store: LocalStore, year: int | None
) -> None:
    nights, tables = Nights(folder_store), Tables(folder_store)
    for answers in ({REPORT: report_page(1, 1)}, {REPORT: report_page(2, 2)}, {REPORT: report_page(3, 3)}):
        nights.crawl(answers)
        build(folder_store, year)
        news = news_of(tables, Mode.NEW)
        assert (news.files, news.whole) == ((), False)


def test_a_store_that_gives_no_payload_at_all_is_an_error(folder_store: LocalStore) -> None:
    (capture,) = Nights(folder_store).crawl({REPORT: report_page()})
    Path(folder_store.uri, capture.warc_key).unlink()
    with pytest.raises(StoreError, match="not one capture could be read"):
        build(folder_store)


NIGHT = st.fixed_dictionaries(
    {},
    optional={
        path: st.sampled_from([404, 304, report_page(1, 1), report_page(2, 2), NOTICE_PAGE])
        for path in (REPORT, NOTICE, "/other.html")
    },
)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NIGHT, st.booleans()), min_size=1, max_size=4))
def test_when_it_is_built_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, nights: list[tuple[dict[str, bytes | int], bool]]
) -> None:
    """Built after some of the nights, or once at the end, or twice: the same rows."""
    often = LocalStore(tmp_path_factory.mktemp("often"))
    once = LocalStore(tmp_path_factory.mktemp("once"))
    crawl_often, crawl_once = Nights(often), Nights(once)
    for answers, built in nights:
        crawl_often.crawl(answers)
        crawl_once.crawl(answers)
        if built:
            build(often, None)
    build(often, None)
    build(once, None)
    assert content(often) == content(once)
    assert_whole(often)
    before = list(often.keys(""))
    build(often, None, reparse=True)
    assert list(often.keys("")) == before
