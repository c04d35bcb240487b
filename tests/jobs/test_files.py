"""Reports that are files, from the crawl to the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest

from cppcc_archive.captures.model import CaptureKind, Exchange, Verdict
from cppcc_archive.captures.warc import WarcWriter
from cppcc_archive.crawl import memory
from cppcc_archive.crawl import site as crawling
from cppcc_archive.crawl.model import Scope
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.crawl import crawl
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.laws import breaches
from cppcc_archive.tables.publish import append_captures
from cppcc_archive.tables.query import query
from tests.archive_kit import BASE, SITE, exchange, registry
from tests.files import kit
from tests.sim import Reply, SimArticle, Simulator, build
from tests.sim.content import articles

PARTS = kit.report()


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


@pytest.fixture
def ask(sim: Simulator, tmp_path: Path) -> Any:
    """A site with a report as page, as PDF in a page, as a row that is a PDF, as scan; crawled and built."""
    day = date(2025, 1, 9)
    presented = SimArticle(9001, kit.TITLE, day, (), (("/files/9001.pdf", "工作报告.pdf"),))
    scanned = SimArticle(9002, "政协青溪县委员会公报影印件", day, ())
    row = SimArticle(9003, "政协青溪县第十届委员会常务委员会工作报告（全文）", day, ())
    site = build("generic", {"baogao": [presented, scanned, row, *articles(3, 1)]})
    site.routes["/files/9001.pdf"] = Reply(kit.as_pdf(PARTS), content_type="application/pdf")
    site.routes["/f/1.jpg"] = Reply(
        b"\xff\xd8\xff\xc0\x00\x11\x08\x06\x00\x04\x00" + bytes(400), content_type="image/jpeg"
    )
    page = kit.page(scanned.title, '<p><img src="/f/1.jpg"></p>')
    site.routes[site.article_paths[9002]] = Reply(page.encode())
    site.routes[site.article_paths[9003]] = Reply(kit.as_docx(PARTS), content_type="application/msword")
    file = tmp_path / "sites.yaml"
    base = sim.serve("127.7.1.1", site.routes)
    file.write_text(
        f"- id: yunshan\n  name: 青溪县政协\n  base_url: {base}\n  allow_private_address: true\n  delay_seconds: 0\n",
        encoding="utf-8",
    )
    settings = Settings(store_uri=str(tmp_path / "store"), sites=file)
    crawl(settings, settings.registry().crawlable(), Scope())
    store = settings.open_store()
    result = build_year(store, registry=settings.registry())
    assert result.failures == []

    def asked(sql: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = query(store, sql).to_pylist()
        return rows

    return asked


def test_an_article_whose_text_is_in_a_file_is_a_report_with_text_and_places(ask: Any) -> None:
    [report] = ask("SELECT report_id, characters, text_origin, needs_ocr FROM reports WHERE url LIKE '%9001.html'")
    assert report["characters"] > 800
    assert (report["text_origin"], report["needs_ocr"]) in [("file", False), ("mixed", False)]
    figures = ask(f"SELECT file, page, text_origin, span FROM indicators WHERE report_id = '{report['report_id']}'")
    assert figures
    assert {(row["file"] or "").rpartition("/")[2] for row in figures} == {"9001.pdf"}
    assert {row["page"] for row in figures} <= {1, 2, 3}
    [file] = ask(f"SELECT pages, text_origin, problem FROM attachments WHERE report_id = '{report['report_id']}'")
    assert file == {"pages": 3, "text_origin": "file", "problem": None}


def test_a_row_that_is_a_file_is_a_report_with_the_rows_title_and_day(ask: Any) -> None:
    [report] = ask("SELECT title, published_date, text_origin, encoding FROM reports WHERE url LIKE '%9003.html'")
    assert report["title"].startswith("政协青溪县第十届委员会常务委员会工作报告")
    assert (report["published_date"], report["text_origin"]) == (date(2025, 1, 9), "file")
    assert report["encoding"] == "docx"


def test_the_same_report_has_the_same_figures_as_page_and_file(ask: Any) -> None:
    found = [
        ask(
            "SELECT code, value, unit FROM indicators WHERE report_id IN "
            f"(SELECT report_id FROM reports WHERE url LIKE '%{number}.html') ORDER BY indicator"
        )
        for number in (9001, 9003)
    ]
    assert found[0] == found[1] != []


def test_pictures_of_a_report_are_archived_and_it_says_that_it_needs_an_ocr(ask: Any) -> None:
    assert ask("SELECT verdict FROM captures WHERE url LIKE '%/f/1.jpg'") == [{"verdict": "ok"}]
    [report] = ask("SELECT needs_ocr, text_origin FROM reports WHERE url LIKE '%9002.html'")
    # The picture is damaged: no OCR reads it either.
    assert report == {"needs_ocr": True, "text_origin": "none"}


def test_files_of_a_page_that_changed_are_asked_for_again(sim: Simulator, tmp_path: Path) -> None:
    presented = SimArticle(9001, kit.TITLE, date(2025, 1, 9), (), (("/files/9001.pdf", "工作报告.pdf"),))
    site = build("generic", {"baogao": [presented, *articles(3, 1)]})
    site.routes["/files/9001.pdf"] = Reply(kit.as_pdf(PARTS), content_type="application/pdf")
    base = sim.serve("127.7.1.2", site.routes)
    file = tmp_path / "sites.yaml"
    entry = (
        f"- id: yunshan\n  name: 青溪县政协\n  base_url: {base}\n  allow_private_address: true\n  delay_seconds: 0\n"
    )
    file.write_text(entry, encoding="utf-8")
    settings = Settings(store_uri=str(tmp_path / "store"), sites=file)

    def night() -> list[str]:
        crawl(settings, settings.registry().crawlable(), Scope())
        asked = "SELECT verdict FROM captures WHERE kind = 'attachment' ORDER BY captured_at"
        return [row["verdict"] for row in query(settings.open_store(), asked).to_pylist()]

    assert [night(), night()] == [["ok"], ["ok"]]
    page = site.routes[site.article_paths[9001]]
    assert isinstance(page, Reply)
    site.routes[site.article_paths[9001]] = replace(
        page, body=page.body.replace(b".pdf</a>", "（修订）.pdf</a>".encode())
    )
    site.routes["/files/9001.pdf"] = Reply(kit.as_pdf(PARTS[:3]), content_type="application/pdf")
    assert night() == ["ok", "ok"]
    assert night() == ["ok", "ok"]


def test_a_file_replaced_beside_an_old_page_that_stays_as_it_was_is_noticed_and_read(
    sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presented = SimArticle(9001, kit.TITLE, date(2015, 1, 9), (), (("/files/9001.pdf", "工作报告.pdf"),))
    site = build("generic", {"baogao": [presented, *articles(3, 1)]})
    site.routes["/files/9001.pdf"] = Reply(kit.as_pdf(PARTS), content_type="application/pdf")
    base = sim.serve("127.7.1.3", site.routes)
    file = tmp_path / "sites.yaml"
    file.write_text(
        f"- id: yunshan\n  name: 青溪县政协\n  base_url: {base}\n  allow_private_address: true\n  delay_seconds: 0\n",
        encoding="utf-8",
    )
    settings = Settings(store_uri=str(tmp_path / "store"), sites=file)

    def nights(count: int) -> list[int]:
        """The answers that the file was asked for in so many nights, two months after the first one."""
        before = len(sim.log)
        for night in range(count):
            monkeypatch.setattr(crawling, "shanghai_date", lambda _, night=night: date(2026, 3, 1 + night))
            crawl(settings, settings.registry().crawlable(), Scope())
        return [line.status for line in sim.log[before:] if line.path == "/files/9001.pdf"]

    def characters() -> int:
        build_year(settings.open_store(), year=2015, registry=settings.registry())
        asked = f"SELECT characters FROM reports WHERE title = '{kit.TITLE}'"
        return int(query(settings.open_store(), asked).to_pylist()[0]["characters"])

    monkeypatch.setattr(memory, "SLOWEST", 3)
    assert nights(1)[:1] == [200]
    assert nights(3) == [304]
    first = characters()
    site.routes["/files/9001.pdf"] = Reply(kit.as_pdf(PARTS[:3]), content_type="application/pdf")
    assert nights(3) == [200]
    assert 0 < characters() < first


class TestLate:
    """A file that comes after the page that presents it was read: the page is read again, once."""

    PAGE = f"{BASE}/art/2025/1/9/art_1_1.html"
    FILE = f"{BASE}/files/1.docx"

    @pytest.fixture
    def store(self, folder_store: Store) -> Store:
        page = kit.page(kit.TITLE, f'<p>全文见附件</p><p><a href="{self.FILE}">工作报告.docx</a></p>').encode()
        self.put(folder_store, "first", exchange(self.PAGE, page, headers=(("Content-Type", "text/html"),)))
        return folder_store

    def put(self, store: Store, run_id: str, made: Exchange) -> None:
        writer = WarcWriter(store, SITE, run_id, made.fetched_at)
        writer.add(made, published_year=2025, known=None)
        append_captures(store, writer.commit(), run_id, "00")

    def file(self, **changes: object) -> Exchange:
        return exchange(self.FILE, kit.as_docx(PARTS), kind=CaptureKind.ATTACHMENT, headers=(), **changes)

    @pytest.mark.parametrize("year", [None, 2025], ids=["all years", "its year"])
    @pytest.mark.parametrize("days", [-4000, 1], ids=["captured before", "captured after"])
    def test_it_is_read_again_when_the_file_comes(self, store: Store, year: int | None, days: int) -> None:
        build_year(store, year, registry=registry())
        (before,) = query(store, "SELECT text_origin, characters FROM reports").to_pylist()
        assert before["characters"] < 20
        # Another archive's capture may be older than ours of the page.
        moment = datetime(2026, 1, 1, 18, tzinfo=UTC) + timedelta(days=days)
        self.put(store, "second", self.file(fetched_at=moment, origin="import" if days < 0 else None))
        result = build_year(store, year, registry=registry())
        (after,) = query(store, "SELECT text_origin, characters FROM reports").to_pylist()
        assert after["characters"] > 800
        assert (result.captures_read, result.failures) == (1, [])
        again = build_year(store, year, registry=registry())
        assert again.captures_read == 0

    def test_a_file_that_nobody_lacks_makes_no_work(self, store: Store) -> None:
        made = self.file()
        self.put(store, "second", made)
        build_year(store, registry=registry())
        self.put(store, "third", replace(made, fetched_at=datetime(2026, 2, 1, tzinfo=UTC)))
        assert build_year(store, registry=registry()).captures_read == 0

    def test_a_file_replaced_at_its_address_has_its_page_read_again_once(self, store: Store) -> None:
        self.put(store, "second", self.file())
        build_year(store, registry=registry())
        (before,) = query(store, "SELECT report_id, version_id, characters FROM reports").to_pylist()
        other = replace(self.file(fetched_at=datetime(2026, 2, 1, tzinfo=UTC)), body=kit.as_docx(PARTS[:3]))
        digest = f"sha256:{hashlib.sha256(other.body).hexdigest()}"
        self.put(store, "third", replace(other, payload_digest=digest))
        result = build_year(store, 2025, registry=registry())
        assert (result.captures_read, result.reports_changed, result.failures) == (2, 1, []), "with either file"
        (after,) = query(store, "SELECT report_id, version_id, characters FROM reports").to_pylist()
        assert after["report_id"] == before["report_id"] and after["version_id"] != before["version_id"]
        assert after["characters"] < before["characters"]
        assert build_year(store, 2025, registry=registry()).captures_read == 0

    def test_an_older_file_that_comes_late_replaces_none(self, store: Store) -> None:
        self.put(store, "second", self.file(fetched_at=datetime(2026, 2, 1, tzinfo=UTC)))
        build_year(store, registry=registry())
        (before,) = query(store, "SELECT report_id, version_id FROM reports").to_pylist()
        older = replace(self.file(fetched_at=datetime(2020, 1, 1, tzinfo=UTC)), body=kit.as_docx(PARTS[:3]))
        self.put(store, "third", replace(older, payload_digest="sha256:older", origin="import"))
        build_year(store, registry=registry())
        assert query(store, "SELECT report_id, version_id FROM reports").to_pylist() == [before]
        assert build_year(store, registry=registry()).captures_read == 0

    def test_a_year_that_waits_is_not_forgotten(self, store: Store) -> None:
        build_year(store, registry=registry())
        self.put(store, "second", self.file())
        build_year(store, 2019, registry=registry())
        assert build_year(store, 2025, registry=registry()).captures_read == 1


@dataclass(frozen=True)
class Seen:
    """Something that was captured so many days after the first page: the page (by a note in it), its file (by the
    number in it), or that the page was gone."""

    days: float
    page: str | None = None
    file: int | None = None

    def exchange(self) -> Exchange:
        moment = datetime(2026, 1, 1, 18, tzinfo=UTC) + timedelta(days=self.days)
        html = (("Content-Type", "text/html"),)
        if self.page is not None:
            link = f'<p><a href="{TestLate.FILE}">工作报告.docx</a></p><!-- {self.page} -->'
            body = kit.page(kit.TITLE, f"<p>全文见附件</p>{link}").encode()
            made = exchange(TestLate.PAGE, body, headers=html, fetched_at=moment)
        elif self.file is not None:
            body = kit.as_docx(
                [kit.Part("plain", f"一年来，共征集提案{self.file}件，全部办复，委员们深入基层建言资政。")]
            )
            made = exchange(TestLate.FILE, body, kind=CaptureKind.ATTACHMENT, headers=(), fetched_at=moment)
        else:
            made = exchange(TestLate.PAGE, b"", headers=html, fetched_at=moment, status=404, verdict=Verdict.GONE)
        return replace(made, payload_digest=f"sha256:{hashlib.sha256(made.body).hexdigest()}")


class TestReplaced:
    """A file replaced beside a page that stayed as it was: the former text keeps its place in the report's past."""

    def put(self, store: Store, number: int, seen: Seen) -> None:
        made = seen.exchange()
        writer = WarcWriter(store, SITE, f"run{number}", made.fetched_at)
        writer.add(made, published_year=2025, known=None)
        append_captures(store, writer.commit(), f"run{number}", "00")

    def past(self, store: Store) -> list[tuple[str, float, float | None]]:
        """Every stay: the numbers in its text, from which day on to which it was there."""

        first = datetime(2026, 1, 1, 18, tzinfo=UTC)
        found = []
        for row in query(store, "FROM report_versions ORDER BY valid_from").to_pylist():
            number = "".join(filter(str.isdigit, row["text"]))
            until = (row["valid_to"] - first) / timedelta(days=1) if row["valid_to"] else None
            found.append((number, (row["valid_from"] - first) / timedelta(days=1), until))
        return found

    def built(self, folder: Path, *seen: Seen, at_once: bool = False) -> Store:
        """A store in which these came one after the other, each followed by a build, or all before one build."""
        store = LocalStore(folder)
        for number, one in enumerate(seen):
            self.put(store, number, one)
            if not at_once or number == len(seen) - 1:
                assert build_year(store, registry=registry()).failures == []
        assert build_year(store, registry=registry()).captures_read == 0
        assert breaches(store) == []
        return store

    HISTORIES: ClassVar = {
        "replaced": ([Seen(0, "甲"), Seen(0.01, file=11), Seen(30, file=22)], [("11", 0, 30), ("22", 30, None)]),
        "replaced and put back": (
            [Seen(0, "甲"), Seen(0.01, file=11), Seen(30, file=22), Seen(60, file=11)],
            [("11", 0, 30), ("22", 30, 60), ("11", 60, None)],
        ),
        "captured again the same": ([Seen(0, "甲"), Seen(0.01, file=11), Seen(30, file=11)], [("11", 0, None)]),
        "replaced together with its page": (
            [Seen(0, "甲"), Seen(0.01, file=11), Seen(30, "乙"), Seen(30.01, file=22)],
            [("11", 0, 30), ("22", 30, None)],
        ),
        "replaced before its page changed": (
            [Seen(0, "甲"), Seen(0.01, file=11), Seen(10, file=22), Seen(30, "乙")],
            [("11", 0, 10), ("22", 10, None)],
        ),
        "replaced after its page was captured anew": (
            [Seen(0, "甲"), Seen(0.01, file=11), Seen(5, "乙"), Seen(10, file=22)],
            [("11", 0, 10), ("22", 10, None)],
        ),
        "replaced after its page was gone": (
            [Seen(0, "甲"), Seen(0.01, file=11), Seen(30), Seen(40, file=22)],
            [("11", 0, None)],
        ),
        "there before its page": (
            [Seen(-90, file=11), Seen(0, "甲"), Seen(40, file=22)],
            [("11", 0, 40), ("22", 40, None)],
        ),
    }

    @pytest.mark.parametrize("name", HISTORIES)
    def test_its_past_is_the_same_in_whatever_order_it_came_to_us(self, tmp_path: Path, name: str) -> None:
        seen, past = self.HISTORIES[name]
        assert self.past(self.built(tmp_path / "once", *seen, at_once=True)) == past
        assert self.past(self.built(tmp_path / "nights", *seen)) == past
        assert self.past(self.built(tmp_path / "back", *reversed(seen))) == past
        *first, between, last = seen
        assert self.past(self.built(tmp_path / "late", *first, last, between)) == past

    def test_reading_again_with_another_parser_keeps_it(self, tmp_path: Path) -> None:
        seen, past = self.HISTORIES["replaced"]
        store = self.built(tmp_path, *seen)
        result = build_year(store, reparse=True, registry=registry())
        assert (result.failures, result.reports_changed, self.past(store)) == ([], 0, past)

    def test_what_stands_is_the_new_text_since_the_file_came_and_its_figures(self, tmp_path: Path) -> None:
        store = self.built(tmp_path, *self.HISTORIES["replaced"][0])
        asked = "SELECT first_seen, last_changed, gone_since FROM reports"
        (row,) = query(store, asked).to_pylist()
        assert row["last_changed"] - row["first_seen"] == timedelta(days=30)
        assert query(store, "SELECT value FROM indicators").to_pylist() == [{"value": 22}]
        old = query(store, "SELECT value FROM stored.indicators ORDER BY value").to_pylist()
        assert old == [{"value": 11}, {"value": 22}]

    def test_a_page_that_is_gone_stays_gone(self, tmp_path: Path) -> None:
        store = self.built(tmp_path, *self.HISTORIES["replaced after its page was gone"][0])
        (row,) = query(store, "SELECT gone_since FROM reports").to_pylist()
        assert row["gone_since"] is not None
