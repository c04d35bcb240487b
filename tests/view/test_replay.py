"""Archived pages: as they were, from another origin, with no right to do anything."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from cppcc_archive.crawl.model import Scope
from cppcc_archive.jobs.crawl import crawl
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import analysts
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.serve import apps
from tests.sim import Reply, Simulator, build
from tests.sim.content import articles
from tests.view.test_browser import BROWSER, FLAGS, served


def capture(archive, ending: str) -> str:
    row = archive.row(
        "SELECT capture_id FROM captures WHERE url LIKE ? AND verdict = 'ok' ORDER BY captured_at", [f"%{ending}"]
    )
    assert row is not None
    return str(row["capture_id"])


def test_a_page_is_served_byte_for_byte_in_a_sandbox(archive, store, index) -> None:
    from tests.view.conftest import hostile_page

    reader, replay = apps(archive, store, index, 1, 2)
    answer = TestClient(replay, base_url="http://127.0.0.1").get(f"/capture/{capture(archive, 'art_1_3.html')}")
    assert answer.content == hostile_page()
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "frame-ancestors http://127.0.0.1:1" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    shown = TestClient(reader, base_url="http://127.0.0.1").get(f"/capture/{capture(archive, 'art_1_3.html')}")
    assert "frame-src http://127.0.0.1:2;" in shown.headers["content-security-policy"]
    assert 'sandbox=""' in shown.text


def test_bytes_are_a_download(archive, store, index) -> None:
    _, replay = apps(archive, store, index, 1, 2)
    answer = TestClient(replay, base_url="http://127.0.0.1").get(f"/bytes/{capture(archive, 'art_1_1.html')}")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_what_has_no_payload_is_a_404(archive, store, index) -> None:
    _, replay = apps(archive, store, index, 1, 2)
    assert TestClient(replay, base_url="http://127.0.0.1").get("/capture/none").status_code == 404


def test_a_name_pointed_at_this_machine_reads_nothing(archive, store, index) -> None:
    for app in apps(archive, store, index, 1, 2):
        assert TestClient(app, base_url="http://evil.example").get("/").status_code == 400


RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 255, 0)
SHOWN = (
    "<link rel=stylesheet href=/css/a.css integrity='sha256-AAAA' crossorigin>"
    "<picture><source srcset=/f/other.png><img src='/f/1.png' srcset='/f/2x.png 2x' width=300 height=300></picture>"
    "<img src='/f/live.png'><script>document.title='taken'</script>"
)
STYLE = b"@import '/x'; body { background: #00f } body * { display: none } picture, img { display: block !important }"


def picture(colour: tuple[int, int, int]) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (20, 20), colour).save(drawn, "PNG")
    return drawn.getvalue()


@pytest.fixture
def illustrated(tmp_path: Path) -> tuple[Archive, Store, str, Simulator]:
    """An archive of one GBK page with a style and pictures kept; the site has others by now. And its capture."""
    site = build("generic", {"baogao": [replace(one, day=date(2025, 1, 9)) for one in articles(1, 1)]})
    [path] = site.article_paths.values()
    page = site.routes[path]
    assert isinstance(page, Reply)
    text = page.body.decode().replace("</head>", f"{SHOWN}</head>").replace("utf-8", "gbk")
    site.routes[path] = replace(page, body=text.encode("gbk"), content_type="text/html; charset=gbk")
    site.routes["/css/a.css"] = Reply(STYLE, content_type="text/css")
    site.routes["/f/1.png"] = Reply(picture(RED), content_type="image/png")
    with Simulator() as sim:
        base = sim.serve("127.7.3.9", site.routes)
        registry = tmp_path / "sites.yaml"
        registry.write_text(
            f"- id: yunshan\n  name: 云山区政协\n  base_url: {base}\n  allow_private_address: true\n"
            "  delay_seconds: 0\n  keep: [images]\n",
            encoding="utf-8",
        )
        settings = Settings(store_uri=str(tmp_path / "store"), sites=registry)
        crawl(settings, settings.registry().crawlable(), Scope())
        for name in ("1", "2x", "other", "live"):
            site.routes[f"/f/{name}.png"] = Reply(picture(GREEN), content_type="image/png")
        store = settings.open_store()
        archive = Archive(lambda: analysts(store))
        row = archive.row("SELECT capture_id FROM captures WHERE kind = 'article'")
        assert row is not None
        yield archive, store, str(row["capture_id"]), sim


def test_a_page_names_the_archives_pictures_and_its_policy_no_others(illustrated) -> None:
    archive, store, capture_id, _ = illustrated
    replay = TestClient(apps(archive, store, None, 1, 2)[1], base_url="http://127.0.0.1")
    answer = replay.get(f"/capture/{capture_id}")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "img-src data: http://127.0.0.1:2/part/;" in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    parts = [said.partition('"')[0] for said in answer.text.split("http://127.0.0.1:2/part/")[1:]]
    found = [replay.get(f"/part/{part}") for part in parts]
    assert [one.headers["content-type"] for one in found] == ["text/css", "image/png"]
    assert found[1].content == picture(RED)
    assert "政协" in answer.text
    assert replay.get(f"/part/{capture_id}").status_code == 404
    assert answer.text.count("live.png") == 1
    assert b"/f/1.png" in replay.get(f"/bytes/{capture_id}").content


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no chromium here: install it, or name a browser in CPPCC_BROWSER")
def test_a_browser_draws_the_archives_picture_and_asks_the_site_for_nothing(illustrated, tmp_path: Path) -> None:
    archive, store, capture_id, sim = illustrated
    before = len(sim.log)
    with served(archive, store, None) as root:
        file = tmp_path / "seen.png"
        asked = [f"--user-data-dir={tmp_path}/home", f"--screenshot={file}", f"{root}/capture/{capture_id}"]
        subprocess.run([str(BROWSER), *FLAGS, *asked], check=True, capture_output=True, timeout=120)
    colours = {colour: count for count, colour in Image.open(file).convert("RGB").getcolors(1 << 24)}
    assert colours.get(RED, 0) > 10_000
    assert colours.get(BLUE, 0) > 10_000
    assert GREEN not in colours
    assert len(sim.log) == before
