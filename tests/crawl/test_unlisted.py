"""What a list has dropped is asked for the same night, once, and is believed to be gone as the night allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.crawl.model import SiteResult
from cppcc_archive.crawl.unlisted import MOST_ASKED, Vanished
from tests.crawl.kit import Night, crawl
from tests.sim import SimSite, Simulator, build
from tests.sim.content import articles
from tests.sim.families import rebuild
from tests.sim.faults import resets, status

LONG_AGO = date.today() - timedelta(days=400)


def site_of(count: int) -> SimSite:
    """Articles so old that each has its turn once in ninety nights."""
    return build("empirecms", {"baogao": articles(count, 1, newest=LONG_AGO)})


def drop(site: SimSite, numbers: list[int], *, deleted: bool = True) -> list[str]:
    """Take articles out of the list; their paths."""
    paths = [site.article_paths[number] for number in numbers]
    site.columns["baogao"] = [one for one in site.columns["baogao"] if one.number not in numbers]
    rebuild(site)
    for path in paths:
        if deleted:
            site.routes[path] = status(404)
    return paths


def nights_over(base: str) -> Callable[[], Night]:
    """Crawls one night after the other."""
    last: list[Night] = []

    def night() -> Night:
        before = last[-1] if last else None
        last.append(crawl(base, before.known if before else {}, progress=before.outcome.progress if before else ()))
        return last[-1]

    return night


def asked(night: Night, paths: list[str]) -> list[str]:
    return sorted(set(paths) & set(night.paths(CaptureKind.ARTICLE)))


def numbers(site: SimSite) -> list[int]:
    return [one.number for one in site.columns["baogao"]]


def test_a_deleted_old_article_is_gone_the_night_its_list_drops_it(sim: Simulator) -> None:
    site = site_of(12)
    night = nights_over(sim.serve("127.18.1.1", site.routes))
    night()
    paths = drop(site, numbers(site)[5:6])
    second = night()
    assert asked(second, paths) == paths
    assert second.outcome.articles_gone == 1
    assert asked(night(), paths) == []


def test_an_article_that_is_there_without_being_listed_is_asked_for_once(sim: Simulator) -> None:
    site = site_of(12)
    night = nights_over(sim.serve("127.18.1.2", site.routes))
    night()
    rows = site.columns["baogao"]
    kept = {path: site.routes[path] for path in site.article_paths.values()}
    paths = drop(site, [rows[5].number], deleted=False)
    site.routes |= kept
    second = night()
    assert asked(second, paths) == paths
    assert (second.outcome.articles_gone, second.outcome.result) == (0, SiteResult.UNCHANGED)
    assert asked(night(), paths) == []
    # Listed again and dropped again: that is a new question.
    site.columns["baogao"] = rows
    rebuild(site)
    night()
    drop(site, [rows[5].number])
    assert night().outcome.articles_gone == 1


def test_one_that_gave_no_answer_is_asked_for_again_the_next_night(sim: Simulator) -> None:
    site = site_of(12)
    night = nights_over(sim.serve("127.18.1.7", site.routes))
    night()
    paths = drop(site, numbers(site)[5:6])
    site.routes |= {path: resets() for path in paths}
    assert night().outcome.articles_gone == 0
    site.routes |= {path: status(404) for path in paths}
    third = night()
    assert asked(third, paths) == paths
    assert third.outcome.articles_gone == 1


def test_a_list_cleared_out_with_its_pages_is_doubted_however_well_other_columns_are(sim: Simulator) -> None:
    columns = {"baogao": articles(8, 1, newest=LONG_AGO), "yaowen": articles(30, 2, newest=LONG_AGO)}
    site = build("empirecms", columns)
    night = nights_over(sim.serve("127.18.1.3", site.routes))
    night()
    paths = drop(site, numbers(site)[:6])
    second = night()
    assert asked(second, paths) == sorted(paths)
    assert second.outcome.articles_gone == 0
    assert second.outcome.verdicts[Verdict.MISSING] == 6
    night()
    assert night().outcome.articles_gone == 6


def test_a_night_asks_for_so_many_of_them_only(sim: Simulator) -> None:
    site = site_of(60)
    night = nights_over(sim.serve("127.18.1.4", site.routes))
    night()
    kept = dict(site.routes)
    paths = drop(site, numbers(site)[2:58], deleted=False)
    site.routes |= {path: kept[path] for path in paths}
    counts = [len(asked(night(), paths)) for _ in range(4)]
    # Beside them those whose turn it is that night.
    assert MOST_ASKED <= counts[0] < MOST_ASKED + 10
    assert sum(counts) >= 56
    assert counts[3] < 10


def test_what_lies_below_the_pages_read_is_not_taken_for_dropped(sim: Simulator) -> None:
    site = site_of(80)
    night = nights_over(sim.serve("127.18.1.5", site.routes))
    first = night()
    assert first.outcome.articles_new == 80
    below = [site.article_paths[number] for number in numbers(site)[40:]]
    assert len(asked(night(), below)) < 6


def test_a_pinned_old_row_does_not_say_that_the_list_was_read_down_to_its_day(sim: Simulator) -> None:
    site = site_of(80)
    rows = site.columns["baogao"]
    pinned = replace(rows[-1], number=9999, day=date(2001, 1, 1))
    site.columns["baogao"] = [pinned, *rows]
    rebuild(site)
    night = nights_over(sim.serve("127.18.1.6", site.routes))
    night()
    below = [site.article_paths[one.number] for one in rows[40:]]
    assert len(asked(night(), below)) < 6


def test_articles_that_never_answer_do_not_stand_before_the_others_for_ever() -> None:
    seen = datetime(2025, 1, 8, tzinfo=UTC)
    urls = [f"http://h.example/{n}.html" for n in range(3 * MOST_ASKED)]
    dropped = [Known(url, CaptureKind.ARTICLE, Verdict.OK, None, None, None, seen, 2025, url) for url in urls]
    nights = [Vanished(dropped).to_ask((), 300, date(2026, 1, 1) + timedelta(days=night)) for night in range(7)]
    assert {len(asked) for asked in nights} == {MOST_ASKED}
    assert all(asked[0] is dropped[0] for asked in nights)
    assert {known.url for asked in nights for known in asked} == set(urls)
    assert Vanished(dropped).to_ask((), 0, date(2026, 1, 1)) == []
