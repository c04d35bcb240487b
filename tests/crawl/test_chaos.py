"""A night over many sites of which most are ill: every one has an outcome, and manners are kept all the same."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from cppcc_archive.captures.model import CaptureKind, Exchange, Verdict
from cppcc_archive.crawl.model import Scope, SiteResult
from cppcc_archive.crawl.run import crawl_sites
from tests.crawl.kit import SETTINGS, site_at
from tests.sim import Reply, Route, Simulator, build, faults
from tests.sim.content import articles
from tests.sim.families import BUILDERS

PAGE = b"<title>report</title><p>report</p>" * 50

FAULTS: tuple[Route, ...] = (
    faults.resets(),
    faults.breaks_off(PAGE, 100),
    faults.longer_than_said(PAGE, 70),
    faults.chunked(PAGE, end=False),
    faults.gzip_bomb(40),
    faults.gzip_cut(PAGE),
    faults.drips_headers(0.05),
    faults.huge_headers(300),
    faults.nonsense(),
    faults.status(500),
    faults.status(404),
    faults.status(503, ("Retry-After", "0")),
    faults.redirect("/"),
    faults.redirect("http://169.254.169.254/"),
    faults.redirect("//"),
    faults.slow(Reply(PAGE), 0.1),
    faults.first(1, faults.resets(), Reply(PAGE)),
    Reply(b"", 200),
    Reply(b"\xff\xfe\x00<", content_type="text/html; charset=nonsense"),
    Reply(b"<" * 30_000),
    Reply(b"<div>" * 20_000),
    Reply(b"%PDF-1.4", content_type="application/pdf"),
)

DELAY, SLACK = 0.05, 0.04
"""The slack is for the whole of a site's night: the log's times may be late, but not by less and less."""


@pytest.mark.parametrize("seed", range(3))
def test_a_night_among_the_ill(sim: Simulator, seed: int) -> None:
    chance = random.Random(seed)
    sites = []
    for number, family in enumerate(sorted(BUILDERS)):
        site = build(family, {"baogao": articles(7, number), "tian": articles(4, 50 + number)})
        for path in chance.sample(sorted(site.routes), 5):
            site.routes[path] = chance.choice(FAULTS)
        base = sim.serve(f"127.7.{seed}.{number + 1}", site.routes, packed=bool(number % 2))
        sites.append(site_at(base, id=family, delay_seconds=DELAY, max_minutes_per_run=0.3))
    handed: dict[str, list[Exchange]] = {site.id: [] for site in sites}
    settings = replace(SETTINGS, timeout_seconds=0.3, retries=1, max_body_bytes=1 << 20)
    outcomes = list(crawl_sites(sites, Scope(), settings, "r", lambda _: {}, lambda site: handed[site.id].append))
    assert sorted(outcome.site_id for outcome in outcomes) == sorted(handed)
    for outcome in outcomes:
        assert "internal" not in outcome.reason, outcome
        assert outcome.result in {SiteResult.OK, SiteResult.PARTIAL, SiteResult.SILENT} or outcome.reason
        judged = [exchange for exchange in handed[outcome.site_id] if exchange.kind is not CaptureKind.REDIRECT]
        assert sum(outcome.verdicts.values()) == len(judged)
    for entry in sites:
        asked = sim.requests(entry.base_url)
        assert asked[-1].start - asked[0].start >= (len(asked) - 1) * DELAY - SLACK
        pages = [
            exchange for exchange in handed[entry.id] if exchange.kind not in {CaptureKind.ROBOTS, CaptureKind.REDIRECT}
        ]
        assert all(exchange.body for exchange in pages if exchange.verdict is Verdict.OK)


def test_a_failure_that_a_budget_cuts_short_is_on_record_too(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(3, 1)})
    path = next(iter(site.article_paths.values()))
    site.routes[path] = faults.status(503, ("Retry-After", "9000"))
    handed: list[Exchange] = []
    base = sim.serve("127.7.9.1", site.routes)
    outcome = next(crawl_sites([site_at(base)], Scope(), SETTINGS, "r", lambda _: {}, lambda _: handed.append))
    assert outcome.result is SiteResult.PARTIAL
    assert (handed[-1].kind, handed[-1].status) == (CaptureKind.ARTICLE, 503)


@pytest.mark.parametrize("broken, result", [(500, SiteResult.ERROR), (403, SiteResult.BLOCKED)])
def test_a_site_whose_articles_all_fail_did_not_answer(sim: Simulator, broken: int, result: SiteResult) -> None:
    site = build("empirecms", {"baogao": articles(3, 1)})
    for path in site.article_paths.values():
        site.routes[path] = faults.status(broken)
    base = sim.serve("127.7.9.2", site.routes)
    outcome = next(crawl_sites([site_at(base)], Scope(), SETTINGS, "r", lambda _: {}, lambda _: lambda _e: None))
    assert outcome.result is result
    assert outcome.reason.startswith("none of 3 articles could be read")


def test_a_host_that_failed_one_site_gets_one_request_from_the_next(sim: Simulator) -> None:
    site = build("empirecms", {"baogao": articles(8, 1)}, per_page=8)
    for path in site.article_paths.values():
        site.routes[path] = faults.resets()
    base = sim.serve("127.7.9.3", site.routes)
    sites = [site_at(base, id="one"), site_at(base, id="two")]
    settings = replace(SETTINGS, retries=0, breaker_failures=3)
    handed: dict[str, list[Exchange]] = {"one": [], "two": []}

    def run() -> list[SiteResult]:
        crawls = crawl_sites(sites, Scope(), settings, "r", lambda _: {}, lambda site: handed[site.id].append)
        return [outcome.result for outcome in crawls]

    site.routes["/"] = faults.first(1, site.routes["/"], faults.resets())  # type: ignore[arg-type]
    assert run() == [SiteResult.PARTIAL, SiteResult.ERROR]
    assert len(handed["two"]) == 1
