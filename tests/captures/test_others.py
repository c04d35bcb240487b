"""What other people's programs made, taken in: wget's WARC, a WACZ by py-wacz with what browsertrix adds, a real pywb
that holds years which a site has lost. pywb and py-wacz come from .venv-replay (`make test-replay`)."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.coverage import coverage
from cppcc_archive.jobs.history import backfill_shard
from cppcc_archive.jobs.importing import Import
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import query
from tests.archive_kit import report_page
from tests.captures.replaying import BY_TOOLS, TOOLS, collection, pywb
from tests.captures.test_foreign import HTML, warc
from tests.sim import Reply, SimSite, Simulator, build
from tests.sim.content import articles

WGET = shutil.which("wget")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
YEARS = (2009, 2010, 2011, 2012)
OLD = "http://www.old.example.gov.cn/zx"


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


def illustrated() -> SimSite:
    site = build("generic", {"baogao": [replace(one, day=date(2025, 1, 9)) for one in articles(6, 1)]})
    for path in site.article_paths.values():
        page = site.routes[path]
        assert isinstance(page, Reply)
        site.routes[path] = replace(page, body=page.body.replace(b"</body>", b"<img src='/f/1.png'></body>"))
    site.routes["/f/1.png"] = Reply(PNG, content_type="image/png")
    return site


def settings_of(folder: Path, base: str, more: str) -> Settings:
    (folder / "sites.yaml").write_text(
        f"- id: yunshan\n  name: 云山区政协\n  base_url: {base}\n  allow_private_address: true\n"
        f"  delay_seconds: 0\n{more}",
        encoding="utf-8",
    )
    return Settings(store_uri=str(folder / "store"), sites=folder / "sites.yaml", contact="a@example.org")


def fetched(folder: Path, base: str) -> Path:
    """A site as wget takes it, with its pages' pictures."""
    command = [str(WGET), "-q", "-r", "-l", "4", "-p", "-e", "robots=off", "--warc-file", "x", base]
    subprocess.run(command, cwd=folder, check=False, timeout=120)  # any 404 among its pages is an error to wget
    return folder / "x.warc.gz"


def counted(store: Store) -> dict[tuple[str, str], int]:
    rows = query(store, "SELECT kind, verdict, count(*)::INT AS n FROM captures GROUP BY ALL").to_pylist()
    return {(row["kind"], row["verdict"]): row["n"] for row in rows}


@pytest.mark.skipif(WGET is None, reason="wget is not installed")
def test_a_warc_by_wget_gives_the_sites_articles_and_their_pictures_once(sim: Simulator, tmp_path: Path) -> None:
    site = illustrated()
    base = sim.serve("127.7.8.1", site.routes)
    settings = settings_of(tmp_path, base, "  keep: [images]\n")
    file, store = fetched(tmp_path, base), settings.open_store()
    found = Import(store, settings.registry()).path(file)
    assert (found.unusable, dict(found.elsewhere)) == (0, {})
    assert counted(store)["article", "ok"] == len(site.article_paths)
    assert counted(store)["requisite", "ok"] == 1
    assert Import(store, settings.registry()).path(file).captures == 0
    built = build_year(store, registry=settings.registry())
    assert (built.captures_read, built.failures) == (len(site.article_paths), [])


@pytest.mark.slow
@BY_TOOLS
@pytest.mark.skipif(WGET is None, reason="wget is not installed")
def test_a_wacz_with_what_a_browser_adds_gives_the_same(sim: Simulator, tmp_path: Path) -> None:
    site = illustrated()
    base = sim.serve("127.7.8.2", site.routes)
    settings = settings_of(tmp_path, base, "")
    file, store = fetched(tmp_path, base), settings.open_store()
    # Browsertrix writes beside each page what it found of it, its text and pictures of its window.
    page = base.rstrip("/") + next(iter(site.article_paths.values()))
    added = warc(
        ("resource", f"urn:pageinfo:{page}", b'{"pageid": "1"}', [("Content-Type", "application/json")]),
        ("resource", f"urn:text:{page}", "全文".encode(), [("Content-Type", "text/plain")]),
        ("resource", f"urn:view:{page}", PNG, [("Content-Type", "image/png")]),
    )
    file.write_bytes(file.read_bytes() + added)
    command = [TOOLS / "wacz", "create", "-f", file, "-o", tmp_path / "x.wacz", "--detect-pages"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = Import(store, settings.registry()).path(tmp_path / "x.wacz")
    assert counted(store)["article", "ok"] == len(site.article_paths)
    assert ("requisite", "ok") not in counted(store)
    assert found.requisites == 1
    assert Import(store, settings.registry()).path(tmp_path / "x.wacz").captures == 0


def lost() -> bytes:
    """Four years of a site as somebody kept them: a report a year, that of 2010 edited a year later."""
    out = io.BytesIO()
    for year in YEARS:
        url = f"{OLD}/art/{year}/1/7/art_1_{year}.html"
        moments = {f"{year}-02-03T04:05:06Z": report_page(year - 1900, 90, f"{year}-01-07")}
        if year == 2010:
            moments["2011-05-06T07:08:09Z"] = report_page(199, 90, "2010-01-07")
        for moment, page in moments.items():
            out.write(warc(("response", url, page, HTML), said={"WARC-Date": moment}))
    return out.getvalue()


@pytest.mark.slow
@BY_TOOLS
def test_lost_years_come_back_from_a_real_pywb_by_one_backfill_and_twice_nothing_new(
    sim: Simulator, tmp_path: Path
) -> None:
    here = [replace(one, day=date(2013 + n, 1, 9)) for n, one in enumerate(articles(2, 1))]
    base = sim.serve("127.7.8.3", build("generic", {"baogao": here}).routes)
    (tmp_path / "lost.warc.gz").write_bytes(lost())
    collection(tmp_path, tmp_path / "lost.warc.gz")
    with pywb(tmp_path) as address:
        more = f'  history: ["{address}/"]\n  formerly:\n    - {{url: {OLD}/, until: 2012-12-31}}\n'
        settings = settings_of(tmp_path, base, more)
        store = settings.open_store()
        shard = {"shard": "00", "sites": ["yunshan"]}
        for year in range(2009, 2015):
            found = backfill_shard(settings, shard, f"first-{year}", year)
            assert found["unfinished"] == []
        for year in range(2009, 2015):
            again = backfill_shard(settings, shard, f"second-{year}", year)
            assert again["history"]["captures"] == 0
    build_year(store, registry=settings.registry())
    rows = query(
        store,
        "SELECT published_year AS year, captured_at, origin FROM captures WHERE kind = 'article' ORDER BY captured_at",
    ).to_pylist()
    moments = [row["captured_at"].astimezone(UTC) for row in rows if row["origin"]]
    assert moments == [
        datetime(2009, 2, 3, 4, 5, 6, tzinfo=UTC),
        datetime(2010, 2, 3, 4, 5, 6, tzinfo=UTC),
        datetime(2011, 2, 3, 4, 5, 6, tzinfo=UTC),
        datetime(2011, 5, 6, 7, 8, 9, tzinfo=UTC),
        datetime(2012, 2, 3, 4, 5, 6, tzinfo=UTC),
    ]
    versions = "SELECT year(valid_from) AS year, count(*)::INT AS n FROM report_versions GROUP BY ALL ORDER BY year"
    assert [(row["year"], row["n"]) for row in query(store, versions).to_pylist()][:4] == [
        (2009, 1),
        (2010, 1),
        (2011, 2),
        (2012, 1),
    ]
    [covered] = coverage(store, settings.registry())
    came = {year.year: dict(year.origins) for year in covered.years}
    assert {year: came[year] for year in YEARS} == {year: {"cdx": 1} for year in YEARS}
    assert set(came[2013]) == set(came[2014]) == {"live"}
