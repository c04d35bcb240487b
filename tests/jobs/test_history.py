"""Lost years from other archives: what is missing, once, with its true date, politely, whatever the archive does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.jobs import history
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.coverage import coverage
from cppcc_archive.jobs.history import HistorySummary, fill_year
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.query import query
from tests.archive_kit import BASE, SITE, Nights, report_page
from tests.sim import Reply, Simulator
from tests.sim.archives import Archive, Held

OLD = "http://www.old.example.gov.cn/zx"
PAGES = {year: f"{OLD}/art/{year}/1/7/art_1_{year}.html" for year in (2009, 2010, 2011, 2012)}


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as simulator:
        yield simulator


def held() -> list[Held]:
    """What another archive has of the years that the site lost."""
    found = [
        Held(url, f"{year}0203040506", report_page(100 + year - 2000, 90, f"{year}-01-07"))
        for year, url in PAGES.items()
    ]
    edited = Held(PAGES[2010], "20110506070809", report_page(199, 90, "2010-01-07"))
    again = replace(found[1], timestamp="20100304000000")
    dress = Held(f"{OLD}/a.css", "20100101000000", b"p {}", "text/css")
    return [*found, edited, again, dress, Held(f"{OLD}/", "20100101000000", b"<a href=x>home</a>")]


def site(*sources: str) -> Site:
    return Site.model_validate(
        {"id": SITE, "name": "青河县政协", "base_url": f"{BASE}/", "history": sources, "formerly": [{"url": f"{OLD}/"}]}
    )


def filled(store: Store, year: int, *sources: str, run: str = "run") -> HistorySummary:
    return fill_year(Settings(store_uri=store.uri, contact="a@example.org"), [site(*sources)], year, run)


Served = Callable[[Simulator, pytest.MonkeyPatch, Archive], str]


def as_wayback(sim: Simulator, patch: pytest.MonkeyPatch, archive: Archive) -> str:
    patch.setenv("CPPCC_WAYBACK", sim.serve("127.9.1.1", dict(archive.wayback())).rstrip("/"))
    return "wayback"


def as_pywb(sim: Simulator, _: pytest.MonkeyPatch, archive: Archive) -> str:
    return sim.serve("127.9.1.2", dict(archive.pywb())) + "coll/"


def as_commoncrawl(sim: Simulator, patch: pytest.MonkeyPatch, archive: Archive) -> str:
    base = sim.serve("127.9.1.3", dict(archive.commoncrawl())).rstrip("/")
    patch.setenv("CPPCC_COMMONCRAWL", base)
    patch.setenv("CPPCC_COMMONCRAWL_DATA", base)
    return "commoncrawl"


SERVICES: dict[str, Served] = {"wayback": as_wayback, "cdx": as_pywb, "commoncrawl": as_commoncrawl}


@pytest.mark.parametrize("origin", SERVICES)
def test_a_lost_year_comes_back_with_its_versions_and_dates(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, origin: str
) -> None:
    store, archive = LocalStore(tmp_path), Archive(held())
    source = SERVICES[origin](sim, monkeypatch, archive)
    found = filled(store, 2010, source)
    assert [(one.wanted, one.fetched, one.problem) for one in found.sources] == [(2, 2, None)], "one a payload"
    rows = query(store, "FROM captures ORDER BY captured_at").to_pylist()
    assert [row["captured_at"].astimezone(UTC).strftime("%Y%m%d%H%M%S") for row in rows] == [
        "20100203040506",
        "20110506070809",
    ]
    assert {(row["origin"], row["published_year"], row["url"]) for row in rows} == {(origin, 2010, PAGES[2010])}
    assert found.years == {2010}
    build_year(store, registry=Registry((site(),)))
    (report,) = query(store, "SELECT first_seen, published_year, text FROM reports").to_pylist()
    assert "共征集提案199件" in report["text"] and report["published_year"] == 2010
    assert query(store, "FROM report_versions").num_rows == 2
    (covered,) = coverage(store, Registry((site(),)))
    assert [(year.year, dict(year.origins)) for year in covered.years] == [(2010, {origin: 1})]


@pytest.mark.parametrize("origin", SERVICES)
def test_twice_asked_brings_nothing_new(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, origin: str
) -> None:
    store, archive = LocalStore(tmp_path), Archive(held())
    source = SERVICES[origin](sim, monkeypatch, archive)
    filled(store, 2010, source)
    before = len(archive.asked)
    again = filled(store, 2010, source, run="run2")
    assert [(one.wanted, one.fetched) for one in again.sources] == [(0, 0)]
    assert len(archive.asked) - before < before, "the index only"
    assert query(store, "FROM captures").num_rows == 2


def test_what_the_site_still_has_is_not_asked_for(sim: Simulator, tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    Nights(store).crawl({"/art/2010/1/7/art_1_5.html": report_page(1, 1, "2010-01-07")})
    archive = Archive([Held(f"{BASE}/art/2010/1/7/art_1_5.html", "20100203040506", b"<p>old</p>")])
    found = filled(store, 2010, as_pywb(sim, None, archive))  # type: ignore[arg-type]
    assert [(one.listed, one.wanted) for one in found.sources] == [(1, 0)]


@pytest.mark.parametrize("refusal", [429, 503])
def test_a_busy_archive_is_waited_for(sim: Simulator, tmp_path: Path, refusal: int) -> None:
    archive = Archive(held(), busy=2, refusal=refusal)
    found = filled(LocalStore(tmp_path), 2010, as_pywb(sim, None, archive))  # type: ignore[arg-type]
    assert [(one.fetched, one.problem) for one in found.sources] == [(2, None)]


def test_an_archive_is_waited_for_as_long_as_it_says_and_not_beyond_the_night(sim: Simulator, tmp_path: Path) -> None:
    archive = Archive(held(), busy=1, refusal=429, wait="2")
    began = time.monotonic()
    (found,) = filled(LocalStore(tmp_path / "a"), 2010, as_pywb(sim, None, archive)).sources  # type: ignore[arg-type]
    assert (found.fetched, time.monotonic() - began > 2) == (2, True)
    archive = Archive(held(), busy=1, refusal=429, wait="86400")
    source = sim.serve("127.9.1.4", dict(archive.pywb())) + "coll/"
    (found,) = filled(LocalStore(tmp_path / "b"), 2010, source).sources
    assert (found.fetched, found.problem) == (0, "the service asks to wait 86400 s: the next run goes on")


def test_captures_that_are_no_pages_are_not_asked_for(sim: Simulator, tmp_path: Path) -> None:
    other = PAGES[2010].replace("_2010", "_77")
    none = [Held(other, "20100301000000", b"", status=302), Held(other, "20100401000000", b"no", status=404)]
    archive = Archive([*held(), *none])
    (found,) = filled(LocalStore(tmp_path), 2010, as_pywb(sim, None, archive)).sources  # type: ignore[arg-type]
    assert (found.wanted, found.fetched, found.failed) == (2, 2, 0)


def test_an_index_that_was_cut_gives_what_it_names_and_the_next_run_the_rest(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def cut(reply: Reply) -> Reply:
        rows = reply.body.splitlines(keepends=True)
        return replace(reply, body=b"".join(rows[:3]) + b"".join(rows[3:4])[:30])

    spoilt = {"/cdx/search": cut}
    archive = Archive(sorted(held(), key=lambda one: (one.url, one.timestamp)), spoilt)
    source = as_wayback(sim, monkeypatch, archive)
    store = LocalStore(tmp_path)
    (first,) = filled(store, 2010, source).sources
    archive.spoil = {}
    (second,) = filled(store, 2010, source, run="run2").sources
    assert first.problem == "1 lines of the index cannot be read: the next run asks again"
    assert first.fetched + second.fetched == 2
    assert second.problem is None and query(store, "FROM captures").num_rows == 2


def gone(_: Reply) -> Reply:
    return Reply(b"out of order", 500, validators=False)


def swapped(reply: Reply) -> Reply:
    return replace(reply, body=b"<p>the archive's own error page</p>")


def garbled(reply: Reply) -> Reply:
    first, _, rest = reply.body.partition(b"\n")
    return replace(reply, body=first[:-9] + b"\nnot json\n" + rest)


FAULTS: dict[str, tuple[dict[str, Any], tuple[int, int, bool]]] = {
    "no index": ({"/cdx": gone}, (0, 0, True)),
    "an index with broken lines": ({"/cdx": garbled}, (2, 0, True)),
    "a page that is not what the index says": ({"20100203040506id_": swapped}, (1, 1, False)),
    "a capture that cannot be had": ({"20110506070809id_": lambda _: Reply(b"", 404, validators=False)}, (1, 1, False)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_an_archive_costs_what_it_hides(sim: Simulator, tmp_path: Path, name: str) -> None:
    spoil, (fetched, failed, is_told) = FAULTS[name]
    store = LocalStore(tmp_path)
    (found,) = filled(store, 2010, as_pywb(sim, None, Archive(held(), spoil))).sources  # type: ignore[arg-type]
    assert (found.fetched, found.failed, found.problem is not None) == (fetched, failed, is_told)
    assert query(store, "FROM captures").num_rows == fetched


def test_one_archive_that_is_down_does_not_keep_from_the_next(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    down = as_pywb(sim, monkeypatch, Archive([], {"/": gone}))
    well = as_wayback(sim, monkeypatch, Archive(held()))
    first, second = filled(LocalStore(tmp_path), 2010, down, well).sources
    assert first.problem and "does not answer" in first.problem
    assert (second.fetched, second.problem) == (2, None)


def test_a_long_index_is_asked_for_in_halves(sim: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(history, "MOST_LINES", 3)
    monkeypatch.setattr("cppcc_archive.captures.sources.services.MOST_LINES", 3)
    archive = Archive(held())
    (found,) = filled(LocalStore(tmp_path), 2009, as_pywb(sim, monkeypatch, archive)).sources
    assert (found.listed, found.fetched) == (len(held()), 1)
    assert sum("/cdx" in target for target in archive.asked) > 3


def test_a_killed_run_asks_only_for_what_it_did_not_write(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store, archive = LocalStore(tmp_path), Archive(held())
    source = as_pywb(sim, monkeypatch, archive)
    monkeypatch.setattr(history, "AT_ONCE", 1)
    real, count = history.Client.capture, iter(range(9))

    def killed(self: Any, line: Any) -> Any:
        if next(count) == 1:
            raise KeyboardInterrupt
        return real(self, line)

    with monkeypatch.context() as patched:
        patched.setattr(history.Client, "capture", killed)
        with pytest.raises(KeyboardInterrupt):
            filled(store, 2010, source)
    before = len(archive.asked)
    (found,) = filled(store, 2010, source).sources
    assert found.fetched == len([one for one in archive.asked[before:] if "id_/" in one])
    assert query(store, "FROM captures").num_rows == 2


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("http://zx.example.gov.cn", "http://zx.example.gov.cn/"),
        ("http://zx.example.gov.cn:8080/index.html", "http://zx.example.gov.cn:8080/"),
        ("http://www.example.gov.cn/zx/", "http://www.example.gov.cn/zx/"),
        ("http://www.example.gov.cn/zx", "http://www.example.gov.cn/zx"),
    ],
)
def test_everything_below_an_address_is_asked_for(address: str, folder: str) -> None:
    assert history._root_of(address) == folder
