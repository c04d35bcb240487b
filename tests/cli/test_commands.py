"""The command line is an interface: shapes on stdout, exit codes, and errors that name the thing and the remedy."""

from __future__ import annotations

import io
import json
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cppcc_archive.cli import main
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.commits import delete_where
from cppcc_archive.tables.contract import CAPTURES
from cppcc_archive.tables.publish import append_outcomes
from tests.archive_kit import Nights, report_page

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="ArticleTitle" content="政协第三届云山区委员会常务委员会工作报告">
<meta name="PubDate" content="2024-01-12 09:30"></head><body><div id="zoom">
<p>——2024年1月10日在政协第三届云山区委员会第四次会议上</p><p>林知远</p>
<p>一、2023年工作回顾</p><p>全年共收到提案182件，立案1<span>6</span>0件，办复率100%。</p>
<p>二、2024年工作安排</p><p>做好新一年的工作。</p></div></body></html>"""
URL = "http://zx.yunshan.example.gov.cn/art/2024/1/12/art_7_88.html"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


def run(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, Any, str]:
    try:
        code = main([str(arg) for arg in argv])
    except SystemExit as stop:
        code = int(stop.code or 0)
    printed = capsys.readouterr()
    return code, json.loads(printed.out) if printed.out.startswith(("{", "[")) else printed.out, printed.err


class TestExtract:
    def test_prints_the_document_with_its_documented_keys(self, capsys: pytest.CaptureFixture[str], page: Path) -> None:
        code, document, _ = run(capsys, "extract", page, "--url", URL)
        assert code == 0
        keys = {
            "url",
            "encoding",
            "title",
            "published_at",
            "source",
            "breadcrumb",
            "text",
            "blocks",
            "attachments",
            "warnings",
        }
        assert keys <= document.keys()
        assert document["published_at"] == "2024-01-12T09:30:00+08:00"
        assert "立案160件" in document["text"]

    def test_reads_standard_input(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode("gb18030")), encoding="utf-8"))
        code, document, _ = run(capsys, "extract", "-", "--url", URL, "--charset", "gb2312")
        assert (code, document["encoding"]) == (0, "gb18030")

    def test_a_missing_file_is_named(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        code, _, err = run(capsys, "extract", tmp_path / "none.html", "--url", URL)
        assert code == 2
        assert "none.html" in err

    def test_an_address_that_is_none_is_bad_usage(self, capsys: pytest.CaptureFixture[str], page: Path) -> None:
        code, _, err = run(capsys, "extract", page, "--url", "ftp://x")
        assert code == 2
        assert "ftp://x" in err


class TestParse:
    def test_prints_the_report_with_offsets_that_cut_the_span(
        self, capsys: pytest.CaptureFixture[str], page: Path
    ) -> None:
        code, report, _ = run(capsys, "parse", page, "--url", URL)
        assert code == 0
        assert (report["doc_type"], report["term"], report["session"]) == ("standing_committee_report", 3, 4)
        assert (report["speaker"], report["event_date"]) == ("林知远", "2024-01-10")
        assert (report["year_reviewed"], report["year_planned"]) == (2023, 2024)
        for found in report["indicators"]:
            assert report["text"][found["start"] : found["end"]] == found["span"]
        assert {i["value"] for i in report["indicators"]} == {182.0, 160.0, 100.0}

    def test_takes_plain_text_with_page_chrome(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        file = tmp_path / "page.txt"
        file.write_text(
            "当前位置:\n首页 > 云山区政协 > 重要文件\n政协云山区第三届委员会提案工作报告\n\n"
            "发布日期:2024-01-13 08:00 访问次数: 字号:[ ]\n\n"
            "共征集提案182件，立案160件。\n\n打印本页 关闭窗口",
            encoding="utf-8",
        )
        code, report, _ = run(capsys, "parse", file, "--text", "--url", URL)
        assert code == 0
        assert report["title"] == "政协云山区第三届委员会提案工作报告"
        assert report["published_at"] == "2024-01-13T08:00:00+08:00"
        assert "打印本页" not in report["text"]


class TestSites:
    @pytest.fixture
    def registry(self, tmp_path: Path) -> Path:
        file = tmp_path / "sites.yaml"
        file.write_text(
            "- id: yunshan\n  name: 云山区政协\n  base_url: http://zx.yunshan.example.gov.cn\n", encoding="utf-8"
        )
        return file

    def test_list_show_and_validate(self, capsys: pytest.CaptureFixture[str], registry: Path) -> None:
        assert run(capsys, "sites", "list", "--sites", registry)[1][0]["id"] == "yunshan"
        assert run(capsys, "sites", "show", "yunshan", "--sites", registry)[1]["delay_seconds"] == 1.0
        assert run(capsys, "sites", "validate", "--sites", registry)[:2] == (0, {"valid": True, "sites": 1})

    def test_the_built_in_registry_is_valid(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, found, _ = run(capsys, "sites", "validate")
        assert code == 0
        assert found["sites"] > 40

    def test_a_mistake_names_file_line_and_field(self, capsys: pytest.CaptureFixture[str], registry: Path) -> None:
        registry.write_text(registry.read_text(encoding="utf-8") + "  delay: 3\n", encoding="utf-8")
        code, _, err = run(capsys, "sites", "validate", "--sites", registry)
        assert code == 2
        assert "sites.yaml" in err and "4" in err and "delay" in err

    def test_an_unknown_id_is_bad_input(self, capsys: pytest.CaptureFixture[str], registry: Path) -> None:
        code, _, err = run(capsys, "sites", "show", "yunsham", "--sites", registry)
        assert code == 2
        assert "yunshan" in err


class TestCrawlAndQuery:
    def test_a_crawl_of_the_world_needs_a_contact(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CPPCC_CONTACT", raising=False)
        code, _, err = run(capsys, "crawl", "jinan-shizhong", "--store", tmp_path / "store")
        assert code == 2
        assert "CPPCC_CONTACT" in err

    def test_year_and_since_contradict(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        code, _, err = run(capsys, "crawl", "--year", "2024", "--since", "2024-02-01", "--store", tmp_path)
        assert code == 2
        assert "--year" in err

    def test_no_store_is_an_error_with_the_remedy(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CPPCC_STORE", raising=False)
        code, _, err = run(capsys, "query", "SELECT 1")
        assert code == 2
        assert "CPPCC_STORE" in err

    def test_a_query_with_a_mistake_says_what_is_wrong(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        code, _, err = run(capsys, "query", "SELECT nothing FROM nowhere", "--store", tmp_path / "store")
        assert code == 2
        assert "nowhere" in err

    def test_a_query_that_begins_with_a_comment_is_no_option(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        (tmp_path / "store" / "tables").mkdir(parents=True)
        code, _, err = run(capsys, "query", "-- where\nSELECT * FROM nowhere", "--store", tmp_path / "store")
        assert (code, "nowhere" in err, "option" in err) == (2, True, False)

    @pytest.mark.parametrize(
        "command", [["query", "SELECT * FROM reports"], ["build"], ["audit"], ["release"], ["coverage"]]
    )
    def test_a_mistyped_store_is_not_an_empty_archive(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
    ) -> None:
        code, _, err = run(capsys, *command, "--store", tmp_path / "stroe")
        assert code == 2
        assert "stroe" in err and "CPPCC_STORE" in err
        assert not (tmp_path / "stroe").exists()


class TestQueryAnswers:
    @pytest.fixture
    def store(self, tmp_path: Path) -> LocalStore:
        store = LocalStore(tmp_path / "store")
        Nights(store).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
        return store

    def test_sums_and_times_are_json(self, capsys: pytest.CaptureFixture[str], store: LocalStore) -> None:
        sql = "SELECT sum(payload_bytes) AS n, max(captured_at) AS at, max(captured_at) AS at FROM captures"
        code, rows, _ = run(capsys, "query", sql, "--format", "json", "--store", store.uri)
        assert code == 0
        assert isinstance(rows[0]["n"], int) and rows[0]["at"] == rows[0]["at_1"] == "2026-01-02T02:00:00+08:00"

    def test_csv_is_for_sheets_and_raw_csv_for_programs(
        self, capsys: pytest.CaptureFixture[str], store: LocalStore
    ) -> None:
        sql = "SELECT '=1' AS a, NULL AS b, '' AS c FROM captures"
        assert run(capsys, "query", sql, "--format", "csv", "--store", store.uri)[1] == '\ufeffa,b,c\n\'=1,,""\n'
        assert run(capsys, "query", sql, "--format", "csv", "--raw", "--store", store.uri)[1] == 'a,b,c\n=1,,""\n'

    def test_values_are_given_beside_the_question(self, capsys: pytest.CaptureFixture[str], store: LocalStore) -> None:
        ask = [
            "query",
            "SELECT count(*) AS n FROM captures WHERE status = $s",
            "--format",
            "json",
            "--store",
            store.uri,
        ]
        assert run(capsys, *ask, "--param", "s=200")[:2] == (0, [{"n": 1}])
        code, _, err = run(capsys, *ask, "--param", "s")
        assert (code, "year=2024" in err) == (2, True)

    @pytest.mark.parametrize(("form", "magic"), [("parquet", b"PAR1"), ("xlsx", b"PK")])
    def test_files_go_where_they_are_told_to(
        self, capsys: pytest.CaptureFixture[str], store: LocalStore, tmp_path: Path, form: str, magic: bytes
    ) -> None:
        ask = ["query", "SELECT * FROM captures", "--format", form, "--store", store.uri]
        assert run(capsys, *ask, "-o", tmp_path / "answer")[:2] == (0, "")
        assert (tmp_path / "answer").read_bytes().startswith(magic)
        code, _, err = run(capsys, *ask, "--output", tmp_path / "none" / "answer")
        assert (code, "--output" in err) == (2, True)


class TestAudit:
    @pytest.fixture(autouse=True)
    def nobody_else_at_work(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # What is found is looked at again after a pause, in case a build is at work.
        monkeypatch.setattr("cppcc_archive.jobs.laws.sleep", lambda _: None)

    @pytest.fixture
    def store(self, tmp_path: Path) -> LocalStore:
        """A small archive whose crawl was killed before one night's rows were written."""
        store = LocalStore(tmp_path / "store")
        nights = Nights(store)
        nights.crawl({"/art/2025/1/7/art_1_1.html": report_page(171)})
        nights.crawl({"/art/2025/1/7/art_1_1.html": report_page(180)})
        delete_where(store, CAPTURES, "run_id = 'night001'")
        moment = datetime.now(UTC)
        outcome = SiteOutcome("night001", "qinghe", SiteResult.OK, "", moment, moment, articles_new=1)
        append_outcomes(store, [outcome], "night001", "00")
        return store

    def test_damage_is_told_with_its_remedy_and_what_can_be_is_put_back(
        self, capsys: pytest.CaptureFixture[str], store: LocalStore
    ) -> None:
        code, found, err = run(capsys, "audit", "--store", store.uri)
        assert code == 1
        assert [problem["detail"] for problem in found["problems"]] == ["1 captures in it have no row"]
        assert "cppcc audit --repair" in err
        code, found, _ = run(capsys, "audit", "--repair", "--store", store.uri)
        assert (code, found["problems"], found["published_years"]) == (0, [], [2025])
        assert [one["kind"] for one in found["repaired"]] == ["rows"]
        code, found, _ = run(capsys, "audit", "--store", store.uri)
        assert (code, found["objects"], found["captures_checked"], found["repaired"]) == (0, 2, 2, [])

    def test_an_archive_that_lost_its_tables_is_rebuilt_from_its_objects(
        self, capsys: pytest.CaptureFixture[str], store: LocalStore
    ) -> None:
        shutil.rmtree(Path(store.uri) / "tables")
        code, found, _ = run(capsys, "audit", "--repair", "--store", store.uri)
        # What is gone is said, also where it can be made again.
        assert (code, found["published_years"]) == (1, [2025])
        assert all(one["what"].endswith("the table is there") and one["remedy"] for one in found["problems"])
        code, built, _ = run(capsys, "build", "--store", store.uri)
        assert (code, built["reports_new"]) == (0, 1)

    @pytest.mark.parametrize("part", ["0/8", "9/8", "8", "a/b", "1/0"])
    def test_a_part_that_there_is_not_is_bad_usage(self, capsys: pytest.CaptureFixture[str], part: str) -> None:
        code, _, err = run(capsys, "audit", "--part", part)
        assert code == 2
        assert part in err and "2/8" in err


class TestRelease:
    def test_the_tables_are_written_and_told(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        store = LocalStore(tmp_path / "store")
        Nights(store).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
        moment = datetime.now(UTC)
        append_outcomes(store, [SiteOutcome("n", "qinghe", SiteResult.OK, "", moment, moment)], "n", "00")
        code, _, err = run(capsys, "release", "--date", "2026-02-01", "--store", store.uri)
        assert code == 2
        assert "build first" in err
        assert run(capsys, "build", "--store", store.uri)[0] == 0
        code, told, _ = run(capsys, "release", "--date", "2026-02-01", "--store", store.uri)
        assert (code, told["key"], told["reports"]["new"]) == (0, "releases/2026-02-01/", 1)
        # A screenful, and how to go on.
        assert len(json.dumps(told, indent=1).splitlines()) < 20
        assert told["copy_it"] == "cppcc release fetch 2026-02-01 FOLDER"
        assert (tmp_path / "store" / "releases" / "2026-02-01" / "datapackage.json").is_file()
        code, _, err = run(capsys, "release", "--date", "2026-02-01", "--store", store.uri)
        assert code == 2
        assert "--date" in err

    def test_no_release_is_of_a_day_to_come(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        store = LocalStore(tmp_path / "store")
        Nights(store).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
        append_outcomes(store, [SiteOutcome("n", "qinghe", SiteResult.OK, "", *[datetime.now(UTC)] * 2)], "n", "00")
        run(capsys, "build", "--store", store.uri)
        tomorrow = (datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(days=1)).date()
        code, _, err = run(capsys, "release", "--date", str(tomorrow), "--store", store.uri)
        assert code == 2
        assert "is to come" in err


def test_a_file_is_read_like_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    sample = Path(__file__).parents[1] / "files" / "samples" / "report.pdf"
    assert main(["parse", str(sample), "--url", "http://zx.example.gov.cn/f/1.pdf"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["title"] == "中国人民政治协商会议第十届青溪县委员会常务委员会工作报告"
    assert {item["value"] for item in found["indicators"] if item["code"] == "proposals_filed"} >= {158.0}


def test_progress_of_a_backfill_is_said_by_site(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Nights(LocalStore(tmp_path / "store")).crawl({"/a.html": report_page()})
    sites = tmp_path / "sites.yaml"
    sites.write_text("- id: qinghe\n  name: 青河县政协\n  base_url: http://www.qinghe.gov.cn/\n", encoding="utf-8")
    asked = ("backfill", "progress", "--from", "2024", "--to", "2025", "--store", tmp_path / "store", "--sites", sites)
    code, told, said = run(capsys, *asked)
    assert (code, told["from"], told["to"], told["requests_left"]) == (0, 2024, 2025, 0)
    assert told["sites"][0]["years"][1] == {"year": 2025, "rows": None, "articles": 1, "is_done": False}
    assert "qinghe: 0 of 2 years, 1 of about 0 articles" in said
    code, _, said = run(capsys, "backfill", "progress", "--from", "2025", "--to", "2024", "--store", tmp_path / "store")
    assert (code, "comes after" in said) == (2, True)
