"""Politeness, as the sites see it: told from the simulator's log of every request."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest

from cppcc_archive.captures.model import CaptureKind, Exchange, Known, Verdict
from cppcc_archive.crawl import answers, robots
from cppcc_archive.crawl.model import CrawlSettings, Scope, SiteOutcome, SiteResult
from cppcc_archive.crawl.run import crawl_site, crawl_sites
from cppcc_archive.errors import SettingsError
from cppcc_archive.sites.model import Site
from tests.crawl.kit import SETTINGS, TIMER, crawl, in_minutes, site_at
from tests.sim import LoggedRequest, Reply, SimSite, Simulator, build, faults
from tests.sim.content import articles
from tests.sim.server import SimRequest

DELAY = 0.12
SLACK = 0.06
"""The log's times are taken by the simulator's thread, which may be late by this much on a busy machine."""


def small(count: int = 4, robots: str | None = "User-agent: *\nDisallow: /private/\n") -> SimSite:
    return build("empirecms", {"baogao": articles(count, 1)}, robots=robots)


def pauses(requests: list[LoggedRequest]) -> list[float]:
    """Seconds from the end of one request to the start of the next; negative when they overlap."""
    return [after.start - before.end for before, after in pairwise(requests)]


def keeps(requests: list[LoggedRequest], delay: float) -> bool:
    """Whether no two overlap, and all together took the pauses' time (single times of the log may be late)."""
    whole = requests[-1].start - requests[0].start
    return min(pauses(requests)) > 0 and whole >= (len(requests) - 1) * delay - SLACK


def test_one_request_at_a_time_and_the_pause_kept(sim: Simulator) -> None:
    base = sim.serve("127.4.1.1", small().routes)
    crawl(base, delay_seconds=DELAY)
    assert len(sim.requests(base)) > 6
    assert keeps(sim.requests(base), DELAY)


def test_the_outcome_says_how_we_behaved(sim: Simulator) -> None:
    site = small()
    path = next(path for path in site.routes if path.endswith(".html"))
    site.routes[path] = faults.first(2, faults.status(429, ("Retry-After", "0")), site.routes[path])
    base = sim.serve("127.4.1.4", site.routes)
    told = crawl(base, delay_seconds=DELAY).outcome
    assert told.too_many_requests == 2
    assert told.least_pause_seconds is not None
    assert told.least_pause_seconds >= DELAY
    assert told.asked_pause_seconds == DELAY


def test_one_connection_is_kept_for_everything(sim: Simulator) -> None:
    for address, packed in (("127.4.1.2", True), ("127.4.1.3", False)):
        base = sim.serve(address, small().routes, packed=packed)
        first = crawl(base)
        crawl(base, first.known)
        assert list(sim.connections.values())[-1] == 2, "one a night"


def test_many_hosts_side_by_side_each_with_its_own_pause(sim: Simulator) -> None:
    bases = [sim.serve(f"127.4.2.{n}", small().routes) for n in range(1, 13)]
    sites = [site_at(base, id=f"s{n}", delay_seconds=DELAY) for n, base in enumerate(bases)]
    outcomes = list(together(sites))
    assert {outcome.result for outcome in outcomes} == {SiteResult.OK}
    assert all(keeps(sim.requests(base), DELAY) for base in bases)
    asked = [line.host for line in sorted(sim.log, key=lambda line: line.start)]
    turns = sum(before != after for before, after in pairwise(asked))
    assert turns > 3 * len(bases), "hosts did not run side by side"


def test_sites_on_one_host_take_turns(sim: Simulator) -> None:
    one, other = small(), build("trs", {"tian": articles(4, 2)})
    one.routes.update({"/zx" + path: route for path, route in other.routes.items()})
    base = sim.serve("127.4.3.1", one.routes)
    sites = [
        site_at(base, id="one", delay_seconds=DELAY),
        site_at(base, id="two", delay_seconds=DELAY, columns=[{"path": "/zx/tian/"}]),
    ]
    list(together(sites))
    requests = sim.requests(base)
    assert {line.path.startswith("/zx") for line in requests} == {True, False}
    assert keeps(requests, DELAY)
    assert sum(line.path == "/robots.txt" for line in requests) == 1, "one host's robots.txt is asked for once"


def test_no_more_hosts_at_once_than_allowed(sim: Simulator) -> None:
    sites = []
    for n in range(1, 7):
        routes = {path: faults.slow(reply, 0.02) for path, reply in small(2).routes.items() if isinstance(reply, Reply)}
        sites.append(site_at(sim.serve(f"127.4.4.{n}", routes), id=f"s{n}"))
    list(together(sites, replace(SETTINGS, hosts=2)))
    assert most_at_once(sim.log) == 2


def most_at_once(log: list[LoggedRequest]) -> int:
    return max(sum(line.start <= other.start < line.end for line in log) for other in log)


def test_what_robots_forbids_is_never_asked_for(sim: Simulator) -> None:
    site = small(robots="User-agent: *\nDisallow: /baogao/2025-0\n")
    base = sim.serve("127.4.5.1", site.routes)
    night = crawl(base)
    assert not [line.path for line in sim.requests(base) if line.path.startswith("/baogao/2025-0")]
    assert any("robots.txt forbids" in warning for warning in night.outcome.warnings)


def test_a_group_for_our_name_beats_the_one_for_all(sim: Simulator) -> None:
    base = sim.serve(
        "127.4.5.2", small(robots="User-agent: *\nDisallow:\n\nUser-agent: cppcc-archive\nDisallow: /\n").routes
    )
    night = crawl(base)
    assert [line.path for line in sim.requests(base)] == ["/robots.txt"]
    assert night.outcome.result is SiteResult.REFUSED


def test_the_crawl_delay_wins_when_longer(sim: Simulator) -> None:
    base = sim.serve("127.4.6.1", small(2, robots="User-agent: *\nCrawl-delay: 0.2\n").routes)
    crawl(base, delay_seconds=0.01)
    assert keeps(sim.requests(base), 0.2)


@pytest.mark.parametrize("status", [404, 403, 410])
def test_no_robots_means_no_rules(sim: Simulator, status: int) -> None:
    site = small()
    site.routes["/robots.txt"] = faults.status(status)
    assert crawl(sim.serve("127.4.7.1", site.routes)).outcome.result is SiteResult.OK


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_that_cannot_be_had_close_the_door(sim: Simulator, status: int) -> None:
    site = small()
    site.routes["/robots.txt"] = faults.status(status)
    base = sim.serve("127.4.7.2", site.routes)
    night = crawl(base)
    assert {line.path for line in sim.requests(base)} == {"/robots.txt"}
    assert (night.outcome.result, night.exchanges[0].kind) == (SiteResult.ERROR, CaptureKind.ROBOTS)


def test_robots_that_come_back_at_the_second_try_are_obeyed(sim: Simulator) -> None:
    site = small()
    rules = site.routes["/robots.txt"]
    assert isinstance(rules, Reply)
    site.routes["/robots.txt"] = faults.first(1, faults.status(503), rules)
    assert crawl(sim.serve("127.4.7.3", site.routes)).outcome.result is SiteResult.OK


def test_retry_after_is_waited_for(sim: Simulator) -> None:
    site = small(1)
    path = next(iter(site.article_paths.values()))
    reply = site.routes[path]
    assert isinstance(reply, Reply)
    site.routes[path] = faults.first(1, faults.status(429, ("Retry-After", "1")), reply)
    base = sim.serve("127.4.8.1", site.routes)
    night = crawl(base)
    tries = [line for line in sim.requests(base) if line.path == path]
    assert tries[1].start - tries[0].start >= 1 - TIMER
    assert night.of(CaptureKind.ARTICLE)[0].attempts == 2
    assert night.outcome.articles_new == 1


def test_a_host_that_asks_for_a_long_wait_is_left_for_another_night(sim: Simulator) -> None:
    site = small(3)
    for path in site.article_paths.values():
        site.routes[path] = faults.status(503, ("Retry-After", "86400"))
    base = sim.serve("127.4.8.2", site.routes)
    night = crawl(base)
    assert night.outcome.result is SiteResult.PARTIAL
    assert "asks to wait 86400 s" in night.outcome.reason
    assert sum(line.path in site.article_paths.values() for line in sim.requests(base)) == 1


@pytest.mark.parametrize("text, seconds", [("120", 120.0), (" 0 ", 0.0), ("soon", None), ("", None), (None, None)])
def test_retry_after_in_seconds(text: str | None, seconds: float | None) -> None:
    assert answers.retry_after(text) == seconds


def test_retry_after_as_a_date() -> None:
    asked = answers.retry_after(format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True))
    assert asked is not None and 30 < asked <= 90


def test_tries_back_off_further_and_further(sim: Simulator) -> None:
    site = small(1)
    path = next(iter(site.article_paths.values()))
    site.routes[path] = faults.status(502)
    base = sim.serve("127.4.9.1", site.routes)
    night = crawl(base, settings=replace(SETTINGS, retries=3, backoff_seconds=0.06))
    tries = [line.start for line in sim.requests(base) if line.path == path]
    waits = [after - before for before, after in pairwise(tries)]
    assert len(waits) == 3
    assert all(wait >= 0.03 * 2**n - TIMER for n, wait in enumerate(waits))
    assert night.of(CaptureKind.ARTICLE)[0].verdict is Verdict.ERROR


def test_the_breaker_ends_a_crawl_whose_host_stopped_answering(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(20, 1)}, per_page=20)
    for path in list(site.article_paths.values())[3:]:
        site.routes[path] = faults.resets()
    base = sim.serve("127.4.10.1", site.routes)
    night = crawl(base, settings=replace(SETTINGS, retries=1, breaker_failures=4))
    assert (night.outcome.result, night.outcome.articles_new) == (SiteResult.PARTIAL, 3)
    assert night.outcome.reason.startswith("broke off in the middle: ") and "failures in a row" in night.outcome.reason
    assert sum(line.path in site.article_paths.values() for line in sim.log) <= 3 + 4


def test_now_and_then_a_broken_page_opens_no_breaker(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(20, 1)}, per_page=20)
    for path in list(site.article_paths.values())[::2]:
        site.routes[path] = faults.status(500)
    night = crawl(sim.serve("127.4.10.2", site.routes), settings=replace(SETTINGS, retries=0, breaker_failures=3))
    assert (night.outcome.result, night.outcome.articles_new) == (SiteResult.OK, 10)


def test_a_wall_ends_the_crawl_and_nobody_tries_to_climb_it(sim: Simulator) -> None:
    site = small(20)
    wall = Reply(b"<script>document.cookie='__jsl_clearance=1';location.reload()</script>", 521, validators=False)
    for path in site.article_paths.values():
        site.routes[path] = wall
    base = sim.serve("127.4.11.1", site.routes)
    night = crawl(base, settings=replace(SETTINGS, breaker_failures=3))
    asked = [line for line in sim.requests(base) if line.path in site.article_paths.values()]
    assert night.outcome.result is SiteResult.BLOCKED
    assert len(asked) == 3 and len({line.path for line in asked}) == 3, "a wall is not asked twice"
    assert not any("cookie" in line.headers for line in asked)


def test_a_home_page_behind_a_wall(sim: Simulator) -> None:
    routes = {"/": Reply(b"<script>var wzwschallenge=1</script>"), "/robots.txt": faults.status(404)}
    night = crawl(sim.serve("127.4.11.2", routes))
    assert (night.outcome.result, night.outcome.reason) == (SiteResult.BLOCKED, "WZWS challenge")


@pytest.mark.parametrize(
    "limit, said",
    [
        ({"max_pages_per_run": 5}, "5 requests"),
        ({"max_minutes_per_run": 0.005}, "minutes"),
    ],
)
def test_budgets(sim: Simulator, limit: dict[str, Any], said: str) -> None:
    base = sim.serve("127.4.12.1", small(30).routes)
    night = crawl(base, delay_seconds=0.03, **limit)
    assert night.outcome.result is SiteResult.PARTIAL
    assert said in night.outcome.reason
    assert len(sim.requests(base)) <= 12


def test_the_budget_in_megabytes_counts_what_came_over_the_wire(sim: Simulator) -> None:
    site = small(8)
    for path in site.article_paths.values():
        site.routes[path] = Reply(b"<title>t</title>" + b"<p>report</p>" * 40_000)
    night = crawl(sim.serve("127.4.12.2", site.routes), max_megabytes_per_run=1)
    assert night.outcome.result is SiteResult.PARTIAL
    assert 1 << 20 <= night.outcome.bytes_received < 2 << 20


def test_the_nights_window_ends_all_crawls(sim: Simulator) -> None:
    base = sim.serve("127.4.13.1", small(30).routes)
    night = crawl(base, settings=replace(SETTINGS, deadline=in_minutes(0.005)), delay_seconds=0.05)
    assert (night.outcome.result, night.outcome.reason) == (SiteResult.PARTIAL, "the night's window ended")
    assert len(sim.requests(base)) < 12


def test_a_wait_beyond_the_window_is_not_begun(sim: Simulator) -> None:
    base = sim.serve("127.4.13.2", small(robots="User-agent: *\nCrawl-delay: 600\n").routes)
    night = crawl(base, settings=replace(SETTINGS, deadline=in_minutes(1)))
    assert night.outcome.result is SiteResult.PARTIAL
    assert [line.path for line in sim.requests(base)] == ["/robots.txt"]


def test_only_get_and_post_and_an_honest_name(sim: Simulator) -> None:
    base = sim.serve("127.4.14.1", small().routes)
    crawl(base, settings=replace(SETTINGS, contact="keeper@yunshan.example"))
    assert {line.method for line in sim.requests(base)} == {"GET"}
    agents = {line.headers["user-agent"] for line in sim.requests(base)}
    assert len(agents) == 1
    assert agents.pop().startswith("cppcc-archive/") and "(+keeper@yunshan.example)" in sim.log[0].headers["user-agent"]


@pytest.mark.parametrize("contact", [None, "", "  "])
def test_beyond_this_machine_nothing_is_asked_without_a_contact(contact: str | None) -> None:
    site = Site(id="far", name="云山区政协", base_url="http://zx.yunshan.example/")
    settings = CrawlSettings(contact=contact)
    for attempt in (
        lambda: crawl_site(site, Scope(), settings, "r", {}, lambda _: None),
        lambda: crawl_sites([site], Scope(), settings, "r", lambda _: {}, lambda _: lambda _e: None),
    ):
        with pytest.raises(SettingsError, match="CPPCC_CONTACT"):
            attempt()


def test_listings_are_asked_for_past_every_cache(sim: Simulator) -> None:
    base = sim.serve("127.4.15.1", small().routes)
    first = crawl(base)
    crawl(base, first.known)
    listings = [line for line in sim.requests(base) if line.path == "/baogao/"]
    assert [line.headers.get("cache-control") for line in listings] == ["no-cache"] * 2
    assert not any("if-none-match" in line.headers for line in listings)


def test_rules_are_asked_for_again_when_they_are_old(sim: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robots, "FRESH_SECONDS", 0.1)
    site = small(20)
    base = sim.serve("127.4.18.1", site.routes)
    closed = Reply(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
    site.routes["/robots.txt"] = faults.first(1, Reply(b"", validators=False), closed)
    crawl(base, delay_seconds=0.03)
    asked = [line.path for line in sim.requests(base)]
    assert asked.count("/robots.txt") > 1
    assert asked.index("/robots.txt", 1) == len([path for path in asked if path != "/robots.txt"]) + 1


def test_a_sites_own_proxy_is_used(sim: Simulator) -> None:
    site = small(2)
    proxied = {f"http://127.99.1.1:81{path}": route for path, route in site.routes.items()}
    proxy = sim.serve("127.4.19.1", proxied)
    night = crawl("http://127.99.1.1:81/", proxy=proxy)
    assert (night.outcome.result, night.outcome.articles_new) == (SiteResult.OK, 2)


class Dripping:
    """An answer of which a byte comes now and then, for minutes: within every limit, and longer than anybody waits."""

    def __init__(self, head: bytes, drops: int = 2000) -> None:
        self.head, self.drops, self.given = head, drops, 0

    async def raw(self, _: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(self.head)
        while self.given < self.drops:
            self.given += 1
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.05)


HEADS = {"body": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "head": b"HTTP/1.1 200 OK\r\nX-Slow: "}


@pytest.mark.parametrize("part", HEADS)
def test_a_stop_hangs_up_on_a_server_that_drips(sim: Simulator, part: str) -> None:
    site, drip = small(3), Dripping(HEADS[part])
    site.routes[list(site.article_paths.values())[1]] = Reply(raw=drip.raw)
    base = sim.serve("127.4.16.9", site.routes)
    crawls = together([site_at(base)], replace(SETTINGS, timeout_seconds=60.0))
    ended: list[SiteOutcome] = []
    watching = threading.Thread(target=lambda: ended.extend(crawls))
    watching.start()
    while not drip.given:
        time.sleep(0.01)
    crawls.close()
    watching.join()
    assert drip.given < drip.drops
    (outcome,) = ended
    assert (outcome.result, outcome.articles_new) == (SiteResult.STOPPED, 1)
    assert "error" not in outcome.verdicts  # that we hung up says nothing of the page


def test_closing_the_iterator_ends_the_other_crawls(sim: Simulator) -> None:
    bases = [sim.serve(f"127.4.16.{n}", small(1 if n == 1 else 30).routes) for n in (1, 2, 3)]
    crawls = together([site_at(base, id=f"s{n}", delay_seconds=DELAY) for n, base in enumerate(bases)])
    first = next(crawls)
    crawls.close()
    asked = len(sim.log)
    time.sleep(3 * DELAY)
    assert (first.site_id, len(sim.log)) == ("s0", asked)


def test_what_a_sink_raises_ends_the_run(sim: Simulator) -> None:
    base = sim.serve("127.4.17.1", small().routes)

    def full(_: Exchange) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        crawl_site(site_at(base), Scope(), SETTINGS, "r", {}, full)


def together(sites: list[Site], settings: CrawlSettings = SETTINGS) -> Generator[SiteOutcome, None, None]:
    known: dict[str, Known] = {}
    return crawl_sites(sites, Scope(), settings, "run-1", lambda _: known, lambda _: lambda _exchange: None)
