"""Pictures and styles that an article's page shows: which they are, and that a crawl keeps them where it is told to."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.crawl.model import Scope
from cppcc_archive.crawl.requisites import MOST_REQUISITES, requisites_of
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.crawl import crawl
from cppcc_archive.jobs.exporting import Choice, export
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.markup.page import Page
from cppcc_archive.tables.query import query
from tests.sim import Reply, SimSite, Simulator, build
from tests.sim.content import articles

URL = "http://zx.yunshan.example/baogao/1.html"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
HEAD = "<link rel=stylesheet href=/css/a.css>"
SHOWN = "<img src='/f/1.png'><img src='/f/1.png'><img src='/f/lost.png'><img src='/f/broken.png'><img src='/f/no.png'>"
ELSEWHERE = "<img src='http://counter.example/x.gif'><img src='data:image/png;base64,AAAA'>"


def shown(html: str) -> tuple[str, ...]:
    return requisites_of(Page(URL, html.encode()))


class TestWhatAPageShows:
    def test_styles_and_pictures_are_named_once(self) -> None:
        html = "<img src=a.png><link rel='Stylesheet' href='/s.css'><p><img src=a.png><img src=../b.jpg></p>"
        host = "http://zx.yunshan.example"
        assert shown(html) == (f"{host}/s.css", f"{host}/baogao/a.png", f"{host}/b.jpg")

    def test_addresses_are_below_the_pages_base(self) -> None:
        assert shown("<base href='/x/'><img src=a.png>") == ("http://zx.yunshan.example/x/a.png",)

    @pytest.mark.parametrize(
        "html",
        [
            "<img src='data:image/png;base64,AAAA'>",
            "<img src=''><img>",
            f"<img src='/{'a' * 3000}.png'>",
            "<link rel=icon href=/favicon.ico><link rel='alternate stylesheet' href=/b.css>",
            "<img src='javascript:alert(1)'>",
        ],
    )
    def test_what_is_no_address_of_a_picture_or_style_is_none(self, html: str) -> None:
        assert shown(html) == ()

    def test_a_gallery_is_bounded(self) -> None:
        assert len(shown("".join(f"<img src=/{n}.png>" for n in range(500)))) == MOST_REQUISITES


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


def illustrated() -> SimSite:
    """Three articles of 2025 with one style and the same pictures, of which some cannot be had; one with its own."""
    site = build("generic", {"baogao": [replace(one, day=date(2025, 1, 9)) for one in articles(4, 1)]})
    for number, path in enumerate(site.article_paths.values()):
        page = site.routes[path]
        assert isinstance(page, Reply)
        own = "<img src='/f/own.png'>" if number == 3 else SHOWN
        body = page.body.replace(b"</head>", f"{HEAD}</head>".encode())
        site.routes[path] = replace(page, body=body.replace(b"</body>", f"{own}{ELSEWHERE}</body>".encode()))
    site.routes["/css/a.css"] = Reply(b"p { margin: 0 }", content_type="text/css")
    site.routes["/f/1.png"] = site.routes["/f/own.png"] = Reply(PNG, content_type="image/png")
    site.routes["/f/broken.png"] = Reply(b"", 500)
    site.routes["/f/no.png"] = Reply(b"<html><title>404</title><p>no such picture here</html>")
    return site


def settings_of(folder: Path, base: str, more: str = "") -> Settings:
    file = folder / "sites.yaml"
    entry = f"- id: yunshan\n  name: 云山区政协\n  base_url: {base}\n  allow_private_address: true\n"
    file.write_text(f"{entry}  delay_seconds: 0\n{more}", encoding="utf-8")
    return Settings(store_uri=str(folder / "store"), sites=file)


def asked(settings: Settings, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = query(settings.open_store(), sql).to_pylist()
    return rows


KEPT = "SELECT parse_path(url)[-1] AS name, verdict FROM captures WHERE kind = 'requisite' ORDER BY captured_at"


class TestACrawl:
    def test_keeps_none_unless_it_is_told_to(self, sim: Simulator, tmp_path: Path) -> None:
        settings = settings_of(tmp_path, sim.serve("127.7.3.1", illustrated().routes))
        crawl(settings, settings.registry().crawlable(), Scope())
        assert asked(settings, KEPT) == []

    def test_keeps_each_once_as_neither_article_nor_attachment(self, sim: Simulator, tmp_path: Path) -> None:
        base = sim.serve("127.7.3.2", illustrated().routes)
        settings = settings_of(tmp_path, base, "  keep: [images]\n")
        [outcome] = crawl(settings, settings.registry().crawlable(), Scope()).outcomes
        found = {row["name"]: row["verdict"] for row in asked(settings, KEPT)}
        good = {"a.css": "ok", "1.png": "ok", "own.png": "ok"}
        assert found == {**good, "lost.png": "gone", "broken.png": "error", "no.png": "gone"}
        assert len(asked(settings, KEPT)) == len(found)
        assert (outcome.result, outcome.articles_new) == ("ok", 4)
        assert asked(settings, "SELECT DISTINCT published_year AS y FROM captures WHERE kind = 'requisite'") == [
            {"y": None}
        ]
        [again] = crawl(settings, settings.registry().crawlable(), Scope()).outcomes
        assert (again.articles_new, again.articles_changed) == (0, 0)
        assert len(asked(settings, f"FROM ({KEPT}) WHERE verdict = 'ok'")) == len(good)
        built = build_year(settings.open_store(), registry=settings.registry())
        assert (built.captures_read, built.failures) == (4, [])
        assert asked(settings, "SELECT count(*) AS n FROM attachments") == [{"n": 0}]

    def test_pictures_stay_within_the_budget(self, sim: Simulator, tmp_path: Path) -> None:
        base = sim.serve("127.7.3.3", illustrated().routes)
        settings = settings_of(tmp_path, base, "  keep: [images]\n  max_pages_per_run: 6\n")
        [outcome] = crawl(settings, settings.registry().crawlable(), Scope()).outcomes
        assert (outcome.result, outcome.requests) == ("partial", 6)

    def test_an_export_of_a_year_has_what_its_articles_show(self, sim: Simulator, tmp_path: Path) -> None:
        site = illustrated()
        settings = settings_of(tmp_path, sim.serve("127.7.3.4", site.routes), "  keep: [images]\n")
        crawl(settings, settings.registry().crawlable(), Scope())
        export(settings.open_store(), tmp_path / "a.wacz", Choice(published_year=2025))
        with zipfile.ZipFile(tmp_path / "a.wacz") as packed:
            records = b"".join(packed.read(name) for name in packed.namelist() if name.startswith("archive/"))
            pages = packed.read("pages/pages.jsonl").decode()
        names = {row["name"] for row in asked(settings, KEPT) if row["verdict"] == "ok"}
        text = gzip.decompress(records)
        assert names == {name for name in names if f"/{name}".encode() in text}
        assert PNG in text and "png" not in pages
