"""A site that lost 2009-2012 gets these years back from a pywb it never knew, by one live ``airflow backfill create``:
the true dates, every version, and built by the runs that Airflow starts itself; a second backfill brings nothing new.

pywb is the real one (`make test-replay` installs it); it holds what the test fills in. It is marked slow and takes
about ten minutes, half an hour beside seven others' work.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cppcc_archive.tables.contract import CONFIRMED, CRAWL_OUTCOMES, TABLES
from tests.archive_kit import report_page
from tests.captures.replaying import BY_TOOLS, collection, pywb
from tests.dags.live import ENDED, World, airflow_over, wait
from tests.sim import SimSite, Simulator, build
from tests.sim.content import articles

LOST = range(2009, 2013)
KEPT = range(2013, 2016)
A_YEAR = 6
OLD = "http://www.old.example.gov.cn/zx"
_LONGEST = 3600

pytestmark = [pytest.mark.slow, pytest.mark.timeout(_LONGEST + 1200), BY_TOOLS]


@dataclass(frozen=True)
class Kept:
    """One capture in somebody else's archive; one without a body says that the page was as before."""

    url: str
    moment: datetime
    body: bytes | None = None
    status: str = "200 OK"
    charset: str = "utf-8"

    @property
    def shows_a_text(self) -> bool:
        """Whether our archive is to have it: a page, and not one that it has already."""
        return self.body is not None and self.status == "200 OK"


def captures() -> list[Kept]:
    """Six reports a year. Of each year's: the second was captured again unchanged, the third edited a year later, the
    fourth is in GBK, the fifth at an address without a date was gone later, the sixth redirected for a while."""
    found = []
    for year in LOST:
        for number in range(1, A_YEAR + 1):
            url = f"{OLD}/art/{year}/1/7/art_1_{year % 100}{number}.html"
            if number == 5:
                url = f"{OLD}/shownews.asp?id={year}{number}"
            page = report_page(100 * number + year - 2000, 90, f"{year}-01-07")
            first = datetime(year, 2, number, 4, 5, 6, tzinfo=UTC)
            later = first.replace(year=year + 1)
            if number == 4:
                gbk = page.decode().replace("charset=utf-8", "charset=gbk").encode("gbk")
                found.append(Kept(url, first, gbk, charset="gbk"))
                continue
            if number == 6:
                found.append(Kept(url, first.replace(month=1), b"", "302 Found"))
            found.append(Kept(url, first, page))
            if number == 2:
                found.append(Kept(url, later))
            if number == 3:
                found.append(Kept(url, later, report_page(999, 90, f"{year}-01-07")))
            if number == 5:
                found.append(Kept(url, later, b"gone", "404 Not Found"))
    return found


def warc_of(kept: list[Kept]) -> bytes:
    """The captures as a WARC file, with a revisit record for what was as before."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    digests: dict[str, tuple[str, str]] = {}
    for one in kept:
        moment = f"{one.moment:%Y-%m-%dT%H:%M:%SZ}"
        headers = [("Content-Type", f"text/html; charset={one.charset}")]
        if one.status.startswith("302"):
            headers.append(("Location", f"{OLD}/"))
        http = StatusAndHeaders(one.status, headers, protocol="HTTP/1.1")
        if one.body is None:
            digest, before = digests[one.url]
            said = {"WARC-Date": moment}
            record = writer.create_revisit_record(
                one.url, digest, one.url, before, http_headers=http, warc_headers_dict=said
            )
        else:
            record = writer.create_warc_record(
                one.url, "response", io.BytesIO(one.body), http_headers=http, warc_headers_dict={"WARC-Date": moment}
            )
        writer.write_record(record)
        if one.body is not None:
            digests[one.url] = record.rec_headers.get_header("WARC-Payload-Digest"), moment
    return out.getvalue()


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as found:
        yield found


@pytest.fixture
def served(sim: Simulator) -> tuple[SimSite, str]:
    """The site today: it answers for the later years alone."""
    days = [date(year, month, 9) for year in reversed(KEPT) for month in (9, 5, 1)]
    here = [replace(one, day=day) for one, day in zip(articles(len(days), 1), days, strict=True)]
    site = build("generic", {"baogao": here})
    return site, sim.serve("127.7.21.1", site.routes)


@pytest.fixture
def archive(served: tuple[SimSite, str], tmp_path: Path) -> Iterator[str]:
    """A pywb with the lost years, and with one page that the site still has."""
    site, base = served
    still_there = base.rstrip("/") + next(iter(site.article_paths.values()))
    known = Kept(still_there, datetime(2015, 10, 1, tzinfo=UTC), report_page(1, 1, "2015-09-09"))
    folder = tmp_path / "pywb"
    folder.mkdir()
    (folder / "kept.warc.gz").write_bytes(warc_of([*captures(), known]))
    collection(folder, folder / "kept.warc.gz")
    with pywb(folder) as address:
        yield address


@pytest.fixture
def world(served: tuple[SimSite, str], archive: str, tmp_path: Path) -> Iterator[World]:
    registry = (
        f"- id: yunshan\n  name: 云山区政协\n  base_url: {served[1]}\n  allow_private_address: true\n"
        f'  delay_seconds: 0\n  history: ["{archive}/"]\n'
        f"  formerly:\n    - {{url: {OLD}/, until: 2012-12-31}}\n"
    )
    with airflow_over(tmp_path, registry) as found:
        yield found


def backfilled(world: World, *more: str) -> None:
    """One backfill of all these years, and the builds that it starts, come to their end."""
    years = [str(year) for year in (*LOST, *KEPT)]
    before = len(world.runs())
    span = ("--from-date", f"{years[0]}-01-01", "--to-date", f"{years[-1]}-12-31", "--max-active-runs", "1")
    world.airflow("backfill", "create", "--dag-id", "backfill_year", *span, *more)
    wait(lambda: len(world.runs()) == before + len(years) and {state for _, state in world.runs()} <= ENDED, _LONGEST)
    assert sorted(world.runs()[before:]) == [(year, "success") for year in years]
    # Another is refused until this one is closed.
    wait(lambda: all(one["completed_at"] for one in world.get("backfills?dag_id=backfill_year")["backfills"]), 300)


def builds(world: World) -> dict[str, str]:
    """The newest state of the builds that Airflow started, by publication year."""
    return dict(world.runs("build_year", "asset_triggered"))


def rows(world: World) -> dict[str, list[str]]:
    """Every table's rows; what is noted of every run, that it looked and what it found as it was, is not news."""
    told = {CRAWL_OUTCOMES.name, CONFIRMED.name}
    asked = {table.name: world.ask(f"FROM stored.{table.name}") for table in TABLES.values() if table.name not in told}
    return {
        name: sorted(json.dumps(row, default=str, sort_keys=True) for row in found) for name, found in asked.items()
    }


def objects(world: World) -> dict[str, str]:
    """The captures' objects, their indexes and manifests, byte for byte."""
    keys = [key for place in ("warc/", "cdxj/", "manifests/") for key in world.store.keys(place)]
    return {key: hashlib.sha256(world.store.get(key)).hexdigest() for key in keys}


def coverage(world: World) -> Any:
    """What ``cppcc coverage`` says of the site."""
    program = Path(sysconfig.get_path("scripts")) / "cppcc"
    said = subprocess.run(
        [sys.executable, program, "coverage"], env=world.environ, capture_output=True, text=True, check=True
    )
    return json.loads(said.stdout)


def test_lost_years_come_back_from_an_archive_by_one_backfill_and_a_second_brings_nothing_new(
    sim: Simulator, served: tuple[SimSite, str], world: World
) -> None:
    site, base = served
    world.unpause("backfill_year")
    world.unpause("build_year")
    backfilled(world)
    wait(lambda: len(builds(world)) == len({*LOST, *KEPT}) and set(builds(world).values()) <= ENDED, _LONGEST)
    assert builds(world) == {str(year): "success" for year in (*LOST, *KEPT)}

    # Every capture that shows a text, with its true time and origin, and no other.
    came = world.ask("SELECT url, captured_at, origin FROM captures WHERE kind = 'article' AND origin IS NOT NULL")
    assert {row["origin"] for row in came} == {"cdx"}
    theirs = sorted((one.url, one.moment) for one in captures() if one.shows_a_text)
    assert sorted((row["url"], row["captured_at"].astimezone(UTC)) for row in came) == theirs
    live = world.ask("SELECT count(*)::INT AS n FROM captures WHERE kind = 'article' AND origin IS NULL")
    assert live == [{"n": len(site.article_paths)}]

    # Every text stood from its capture to the next one; the edited report has both, and their figures.
    texts = world.ask("SELECT url, valid_from, valid_to, text FROM report_versions WHERE year(valid_from) < 2014")
    assert len(texts) == len(theirs)
    edited = sorted((row for row in texts if row["url"].endswith("art_1_103.html")), key=lambda row: row["valid_from"])
    first, second = datetime(2010, 2, 3, 4, 5, 6, tzinfo=UTC), datetime(2011, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert [(row["valid_from"], row["valid_to"]) for row in edited] == [(first, second), (second, None)]
    assert ["征集提案310件" in row["text"] for row in edited] == [True, False]
    assert ["征集提案999件" in row["text"] for row in edited] == [False, True]
    reports = world.ask(
        "SELECT published_year AS year, count(*)::INT AS n FROM reports WHERE text LIKE '%共征集提案%' "
        "AND gone_since IS NULL GROUP BY ALL ORDER BY year"
    )
    assert reports == [{"year": year, "n": A_YEAR} for year in LOST]
    (covered,) = [one for one in coverage(world)["sites"] if one["site_id"] == "yunshan"]
    assert {one["year"]: one["origins"] for one in covered["years"]} == {
        **{year: {"cdx": A_YEAR} for year in LOST},
        **{year: {"live": 3} for year in KEPT},
    }

    before, bytes_before, asked = rows(world), objects(world), len(sim.requests(base))
    backfilled(world, "--reprocess-behavior", "completed")
    assert len(sim.requests(base)) > asked, "the second one looked"
    assert objects(world) == bytes_before
    assert rows(world) == before
