"""What we write, in the hands of other people's programs: pywb replays it, the validators of WARC and WACZ take it.

They come from an environment of their own, .venv-replay (`make test-replay` makes it and runs these).
"""

from __future__ import annotations

import gzip
import subprocess
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
import requests

from cppcc_archive.captures.model import Capture, CaptureKind, Verdict
from cppcc_archive.captures.read import stored
from cppcc_archive.captures.warc import WarcWriter
from cppcc_archive.crawl.model import Scope
from cppcc_archive.jobs.crawl import crawl
from cppcc_archive.jobs.exporting import Choice, export
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store
from cppcc_archive.tables.history import known_urls
from cppcc_archive.tables.publish import append_captures
from cppcc_archive.tables.query import query
from cppcc_archive.tables.rows import capture_of
from tests.archive_kit import exchange
from tests.captures.replaying import BY_TOOLS, TOOLS, collection, pywb
from tests.sim import Reply, Simulator, build
from tests.sim.content import articles

pytestmark = [pytest.mark.slow, BY_TOOLS]
CONFIG = "collections:\n  a:\n    index_paths: {0}/index.cdxj\n    archive_paths: {0}/store/warc/\n"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SHOWN = "<img src='/f/1.png'>"


@dataclass(frozen=True)
class Archive:
    """Two nights of a site whose lists are posted for: one article in GBK, one behind a redirect, one edited, one
    with a style and a picture behind a redirect."""

    folder: Path
    store: Store

    @property
    def captures(self) -> list[Capture]:
        return [capture_of(row) for row in query(self.store, "FROM captures ORDER BY captured_at").to_pylist()]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("archive")
    site = build("hanweb-records", {"baogao": articles(30, 1)}, per_page=10)
    gbk, moved, edited = list(site.article_paths.values())[:3]
    page = site.routes[gbk]
    assert isinstance(page, Reply)
    text = page.body.decode().replace("charset=utf-8", "charset=gbk").replace('charset="utf-8"', 'charset="gbk"')
    text = text.replace("</head>", "<link rel=stylesheet href=/a.css></head>").replace("</body>", f"{SHOWN}</body>")
    site.routes["/a.css"] = Reply(b"p { margin: 0 }", content_type="text/css")
    site.routes["/f/2.png"] = Reply(b"\x89PNG\r\n\x1a\n" + bytes(60), content_type="image/png")
    site.routes["/f/1.png"] = Reply(b"", 302, headers=(("Location", "/f/2.png"),))
    site.routes[gbk] = replace(page, body=text.encode("gbk"), content_type="text/html; charset=gbk")
    site.routes[moved + "x"] = site.routes[moved]
    site.routes[moved] = Reply(b"", 302, headers=(("Location", moved + "x"),))
    with Simulator() as sim:
        base = sim.serve("127.7.9.1", site.routes)
        entry = (
            f"- id: yunshan\n  name: 云山区政协\n  base_url: {base}\n"
            "  allow_private_address: true\n  delay_seconds: 0\n  keep: [images]\n"
        )
        (folder / "sites.yaml").write_text(entry, encoding="utf-8")
        settings = Settings(store_uri=str(folder / "store"), sites=folder / "sites.yaml")
        crawl(settings, settings.registry().crawlable(), Scope())
        before = site.routes[edited]
        assert isinstance(before, Reply)
        time.sleep(1.0)  # other people's indexes tell captures apart by the second
        site.routes[edited] = replace(before, body=before.body.replace("提案".encode(), "议案".encode()))
        crawl(settings, settings.registry().crawlable(), Scope())
    store = settings.open_store()
    _look_again(store, base.rstrip("/") + gbk)
    return Archive(folder, store)


def _look_again(store: Store, url: str) -> None:
    """A third night in which a page is the same: a record that only points to the first."""
    known = known_urls(store, ["yunshan"])["yunshan"][url]
    body = stored(store, capture_of(query(store, f"FROM captures WHERE url = '{url}'").to_pylist()[0])).body
    later = known.captured_at + timedelta(days=1)
    writer = WarcWriter(store, "yunshan", "later", later)
    headers = (("Content-Type", "text/html; charset=gbk"),)
    same = exchange(url, body, site_id="yunshan", fetched_at=later, verdict=Verdict.UNCHANGED, headers=headers)
    writer.add(same, published_year=2025, known=known)
    # An object is only written for news.
    news = exchange(url + "?new", b"new", site_id="yunshan", fetched_at=later, headers=headers)
    writer.add(news, published_year=2025, known=None)
    append_captures(store, writer.commit(), "later", "00")


@pytest.fixture(scope="module")
def replay(archive: Archive) -> Iterator[str]:
    """The store as it lies: its indexes merged as ``sort -m`` would, its objects where they are."""
    lines = [line for key in archive.store.keys("cdxj/") for line in archive.store.get(key).splitlines(keepends=True)]
    (archive.folder / "index.cdxj").write_bytes(b"".join(sorted(lines)))
    (archive.folder / "config.yaml").write_text(CONFIG.format(archive.folder))
    with pywb(archive.folder) as address:
        yield address


def differing(archive: Archive, base: str) -> list[str]:
    """The captures that a replay shows otherwise than they were: body, status, type, where they lead."""
    wrong = []
    for capture in archive.captures:
        if not capture.is_whole or capture.status == 304:
            continue
        was = stored(archive.store, capture)
        moment = capture.captured_at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        url, posted, form = capture.requested_url.partition("__wb_method=POST&")
        if posted:
            got = requests.post(f"{base}/{moment}mp_/{url.rstrip('?&')}", form.encode(), headers=FORM, timeout=60)
            good = got.status_code == was.status and was.body[:200] in got.content
        else:
            got = requests.get(f"{base}/{moment}id_/{capture.url}", timeout=60, allow_redirects=False)
            same = [got.headers.get(name) == was.header(name) for name in ("content-type", "location")]
            good = got.status_code == was.status and got.content == was.body and (all(same) or was.status == 302)
        if not good:
            wrong.append(f"{moment} {capture.kind} {capture.requested_url}: {got.status_code}")
    return wrong


def test_pywb_replays_every_capture_by_its_date(archive: Archive, replay: str) -> None:
    kinds = [(capture.kind, capture.status, bool(capture.revisit_of)) for capture in archive.captures]
    assert (CaptureKind.REDIRECT, 302, False) in kinds
    assert [kind for kind, _, _ in kinds].count(CaptureKind.REQUISITE) == 2
    assert any("__wb_method=POST" in capture.requested_url for capture in archive.captures)
    assert any(is_revisit for _, _, is_revisit in kinds)
    assert differing(archive, replay) == []


def test_each_night_shows_the_page_as_it_was_then(archive: Archive, replay: str) -> None:
    by_url: dict[str, list[Capture]] = {}
    for one in archive.captures:
        if one.kind is CaptureKind.ARTICLE and one.status == 200:
            by_url.setdefault(one.url, []).append(one)
    (first, second) = next(found for found in by_url.values() if len({one.payload_digest for one in found}) == 2)
    shown = [
        requests.get(f"{replay}/{one.captured_at:%Y%m%d%H%M%S}id_/{one.url}", timeout=60).text
        for one in (first, second)
    ]
    assert "议案" not in shown[0]
    assert "议案" in shown[1]


def test_an_export_is_valid_and_is_replayed_like_the_store(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "all.wacz"
    export(archive.store, file, Choice())
    said = subprocess.run([TOOLS / "wacz", "validate", "-f", file], capture_output=True, text=True, check=False)
    assert (said.returncode, "valid" in said.stdout) == (0, True), said.stdout + said.stderr
    collection(tmp_path, file, unpack=True)
    with pywb(tmp_path) as address:
        assert differing(archive, address) == []


def test_the_exports_own_index_leads_to_every_record(archive: Archive, tmp_path: Path) -> None:
    export(archive.store, tmp_path / "all.wacz", Choice())
    (tmp_path / "store").mkdir()
    with zipfile.ZipFile(tmp_path / "all.wacz") as packed:
        packed.extractall(tmp_path)
        (tmp_path / "index.cdxj").write_bytes(gzip.decompress(packed.read("indexes/index.cdx.gz")))
    (tmp_path / "archive").rename(tmp_path / "store" / "warc")
    (tmp_path / "config.yaml").write_text(CONFIG.format(tmp_path))
    with pywb(tmp_path) as address:
        assert differing(archive, address) == []


@pytest.mark.parametrize("checker", [("fastwarc", "check"), ("warcio", "check")], ids=" ".join)
def test_validators_find_nothing(archive: Archive, checker: tuple[str, str]) -> None:
    for key in archive.store.keys("warc/"):
        path = archive.folder / "store" / key
        said = subprocess.run([TOOLS / checker[0], checker[1], path], capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stdout + said.stderr
