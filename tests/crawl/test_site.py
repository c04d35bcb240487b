"""One site, night after night, against the simulator."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cppcc_archive.captures.model import CaptureKind, Verdict
from cppcc_archive.crawl.model import SiteResult
from tests.crawl.kit import crawl
from tests.sim import Simulator, build
from tests.sim.content import articles
from tests.sim.families import BUILDERS


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as simulator:
        yield simulator


@pytest.mark.parametrize("family", sorted(BUILDERS))
def test_every_family_is_walked_to_its_last_article(sim: Simulator, family: str) -> None:
    site = build(family, {"baogao": articles(12, 1), "tian": articles(7, 2)})
    night = crawl(sim.serve("127.3.1.1", site.routes))
    assert night.outcome.result is SiteResult.OK
    assert sorted(night.paths(CaptureKind.ARTICLE)) == sorted(site.article_paths.values())
    assert night.outcome.articles_new == 19


@pytest.mark.parametrize("family", sorted(BUILDERS))
def test_a_second_night_asks_only_whether_anything_changed(sim: Simulator, family: str) -> None:
    site = build(family, {"baogao": articles(12, 1), "tian": articles(7, 2)})
    base = sim.serve("127.3.1.1", site.routes)
    first = crawl(base)
    second = crawl(base, first.known)
    assert second.outcome.result is SiteResult.UNCHANGED
    assert second.outcome.articles_new == second.outcome.articles_changed == 0
    assert {exchange.verdict for exchange in second.of(CaptureKind.ARTICLE)} == {Verdict.UNCHANGED}
    assert second.outcome.bytes_received < first.outcome.bytes_received / 2
