"""What a night asks an object store for, counted by table and kind at a proxy before a real S3 server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bench.counting_proxy import CountingProxy, counting_proxy
from cppcc_archive.captures.model import Exchange
from cppcc_archive.captures.warc import WarcWriter
from cppcc_archive.crawl.model import Scope
from cppcc_archive.jobs import leases
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.crawl import crawl
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store import open_store
from cppcc_archive.store.base import Store
from cppcc_archive.store.embedded import EmbeddedS3
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append
from cppcc_archive.tables.contract import INDICATORS, PARAGRAPHS, REPORT_TEXTS, REPORT_VERSIONS, REPORTS, SITES
from cppcc_archive.tables.publish import append_captures
from cppcc_archive.tables.query import query
from tests.archive_kit import FIRST_NIGHT, exchange, report_page
from tests.sim import Simulator, build
from tests.sim.content import articles
from tests.tables.samples import sample

REPORT_TABLES = (REPORTS, REPORT_TEXTS, REPORT_VERSIONS, PARAGRAPHS, INDICATORS)


@dataclass
class Counted:
    """A store behind the proxy; each look at it is a process of its own, as tasks are."""

    proxy: CountingProxy
    uri: str

    def of(self, act: Callable[[Store], object]) -> Counter[str]:
        """What ``act`` asks for."""
        before = Counter(self.proxy.kinds)
        act(open_store(self.uri))
        return self.proxy.kinds - before


@pytest.fixture
def counted(s3_server: EmbeddedS3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    with counting_proxy(s3_server.environ["AWS_ENDPOINT_URL"], 0) as (proxy, address):
        for name, value in {**s3_server.environ, "AWS_ENDPOINT_URL": address}.items():
            monkeypatch.setenv(name, value)
        yield Counted(proxy, f"{s3_server.uri}/{tmp_path.name}-requests")


def night(store: Store, number: int, sites: int) -> None:
    """Two new reports at each of so many sites."""
    run, found = f"night{number}", []
    for site in (f"site{index}" for index in range(sites)):
        writer = WarcWriter(store, site, run, FIRST_NIGHT + timedelta(days=number))
        for item in range(2):
            writer.add(made(site, number, item), published_year=2025, known=None)
        found += writer.commit()
    append_captures(store, found, run, "00")


def made(site: str, number: int, item: int) -> Exchange:
    url = f"http://www.{site}.gov.cn/{number}-{item}.html"
    at = FIRST_NIGHT + timedelta(days=number, seconds=item)
    page = report_page(collected=100 + 10 * number + item)
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return exchange(url, page, site_id=site, fetched_at=at, headers=headers)


def built(store: Store) -> None:
    build_year(store, 2025, registry=Registry(()))


def written(requests: Counter[str], table: str) -> int:
    return requests[f"PUT {table} log commit"]


def test_a_build_opens_a_table_once_and_writes_it_once(counted: Counted) -> None:
    for number in range(2):
        counted.of(lambda store, number=number: night(store, number, 3))
        requests = counted.of(built)
    for table in REPORT_TABLES:
        assert requests[f"GET {table.name} log pointer"] == 1
        assert written(requests, table.name) == 1
        # Nothing of what stands is read, and no commit lists the whole log.
        assert requests[f"GET {table.name} data"] == 0
        assert requests[f"LIST {table.name} log "] <= 3
    # A claim, the readings, and that all is read: who builds beside this one sees each.
    assert written(requests, "parses") == 3
    # Once a file, however often it is looked at.
    assert requests["GET captures data"] <= 2
    assert requests["LIST warc"] == 0


def test_a_build_reads_an_object_of_several_pages_once(counted: Counted) -> None:
    counted.of(lambda store: night(store, 0, 3))
    # Learning layouts looks at the pages of new sites too; the second night has none to learn.
    counted.of(built)
    counted.of(lambda store: night(store, 1, 3))
    assert counted.of(built)["GET warc"] == 3


def test_a_build_with_nothing_to_do_opens_what_tells_it_so(counted: Counted) -> None:
    counted.of(lambda store: night(store, 0, 3))
    counted.of(built)
    requests = counted.of(built)
    tables = {kind.split()[1] for kind in requests}
    assert tables <= {"captures", "parses", "sites", "divisions", ".cppcc/proof"}
    assert not any(kind.startswith("PUT") and "proof" not in kind for kind in requests)


def test_a_question_asks_for_each_commit_once_and_for_each_file_a_few_times(counted: Counted) -> None:
    counted.of(lambda store: append(store, SITES, rows_of(SITES, [sample(SITES)])))
    requests = counted.of(lambda store: query(store, "SELECT count(*) FROM sites"))
    log = {kind: number for kind, number in requests.items() if "log" in kind}
    assert log == {"GET sites log pointer": 1, "LIST sites log 000000000000000000": 1, "GET sites log commit": 2}
    assert {kind.split()[1] for kind in requests} == {"sites"}
    assert requests["HEAD sites data"] == 1
    assert requests["GET sites data"] <= 3


def test_what_a_night_asks_for_a_site_and_what_for_all(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a site: its lease taken and given back, and each object it brings; how old the leases are, of all at once."""
    # A night's leases are a day old when the next one comes.
    monkeypatch.setattr(leases, "RESTED_SECONDS", -1.0)
    with Simulator() as sim:
        sites = [
            Site(
                id=f"site{number}",
                name="云山区政协",
                base_url=sim.serve(f"127.3.9.{number + 1}", build("trs", {"baogao": articles(2, number)}).routes),
                allow_private_address=True,
                delay_seconds=0,
            )
            for number in range(4)
        ]
        settings = Settings(store_uri=counted.uri)
        news = counted.of(lambda _: crawl(settings, sites, Scope(), run_id="first"))
        for run in ("second", "third"):
            one = counted.of(lambda _, run=run: crawl(settings, sites[:1], Scope(), run_id=f"{run} of one"))
            all_four = counted.of(lambda _, run=run: crawl(settings, sites, Scope(), run_id=run))
    assert (news["PUT warc"], news["PUT cdxj"]) == (4, 4)
    assert not any(kind.startswith("PUT") for kind in all_four if "warc" in kind or "cdxj" in kind)
    of_sites = {"GET .cppcc/leases": 0, "PUT .cppcc/leases": 8, "LIST warc": 0}
    assert {kind: all_four[kind] for kind in of_sites} == of_sites
    assert (all_four["LIST .cppcc/leases"], all_four["PUT .cppcc/tries"]) == (1, 1)
    rest = [sum(found.values()) - sum(found[kind] for kind in of_sites) for found in (one, all_four)]
    # What tables are asked for grows with their files and commits, of which each run adds some; not with the sites.
    assert rest[1] - rest[0] <= 12
