"""Night after night, everything a list has is fetched: however a night ends, wherever rows are put, in any order."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.cms.base import ArticleLink, Described, Listing, PageRequest
from cppcc_archive.cms.rowsource import RowSource
from cppcc_archive.crawl.model import Scope, SiteResult
from cppcc_archive.crawl.progress import Gap, OwedArticle, Progress, Seam, WalkState, read
from cppcc_archive.crawl.walk import ColumnWalk
from tests.crawl.kit import Night, crawl
from tests.sim import Reply, Simulator, faults
from tests.sim.server import Route, SimRequest

PER_PAGE = 6
DAY = date(2025, 3, 1)


@dataclass
class ListedSite:
    """A site of one column with ``rows`` as they stand in its list; nights over it are crawled one after the other."""

    sim: Simulator
    address: str
    rows: list[int]
    routes: dict[str, Route] = field(default_factory=dict)
    nights: list[Night] = field(default_factory=list)
    base: str = ""

    def __post_init__(self) -> None:
        self.routes |= {"/robots.txt": faults.status(404), "/": self._home(), "/list/": self._list, "*": self._article}
        self.routes["/list/?*"] = self._list
        self.base = self.sim.serve(self.address, self.routes)

    def crawl(self, **entry: object) -> Night:
        """The next night."""
        known = self.nights[-1].known if self.nights else {}
        progress = self.nights[-1].outcome.progress if self.nights else ()
        self.nights.append(crawl(self.base, known, progress=progress, **entry))  # type: ignore[arg-type]
        return self.nights[-1]

    @property
    def held(self) -> set[int]:
        """The articles that the archive has."""
        known: dict[str, Known] = self.nights[-1].known
        pages = {url.rpartition("/")[2]: one for url, one in known.items() if one.kind is CaptureKind.ARTICLE}
        return {int(name.removesuffix(".html")) for name, one in pages.items() if one.verdict is Verdict.OK}

    @property
    def pages_read(self) -> list[str]:
        """The list's pages that the last night read."""
        return self.nights[-1].paths(CaptureKind.LISTING)

    def _home(self) -> Reply:
        return Reply("<title>云山区政协</title><ul><li><a href='/list/'>工作报告</a></ul>".encode())

    def _list(self, request: SimRequest) -> Reply:
        page = int(request.path.rpartition("page=")[2] if "page=" in request.path else 1)
        mine = self.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
        items = "".join(
            f"<li><a href='/a/{n}.html'>云山区政协第{n}次会议情况报告</a><span>{DAY + timedelta(days=n)}</span></li>"
            for n in mine
        )
        more = f"<a href='/list/?page={page + 1}'>下一页</a>" if page * PER_PAGE < len(self.rows) else ""
        return Reply(f"<title>工作报告</title><ul class='list'>{items}</ul><div class='page'>{more}</div>".encode())

    def _article(self, request: SimRequest) -> Reply:
        text = f"一年来区政协共征集提案{len(request.path)}件，{request.path}" * 30
        return Reply(f"<title>报告{request.path}</title><h1>报告</h1><div class='content'><p>{text}</p></div>".encode())


Make = Callable[..., ListedSite]


@pytest.fixture
def listed(sim: Simulator) -> Make:
    numbers = iter(range(1, 200))
    return lambda rows: ListedSite(sim, f"127.16.1.{next(numbers)}", list(rows))


def falling(count: int) -> list[int]:
    return list(range(count, 0, -1))


def test_what_a_budget_did_not_reach_is_fetched_the_next_nights(listed: Make) -> None:
    site = listed(falling(8))
    site.crawl()
    site.rows = falling(40)
    assert site.crawl(max_pages_per_run=16).outcome.result is SiteResult.PARTIAL
    for _ in range(2):
        site.crawl(max_pages_per_run=40)
    assert site.held == set(site.rows)


def test_a_small_budget_gets_through_a_long_list_all_the_same(listed: Make) -> None:
    site = listed(falling(60))
    for _ in range(14):
        site.crawl(max_pages_per_run=10)
    assert site.held == set(site.rows)


@pytest.mark.parametrize("budget", [10, 13, 16, 30])
def test_no_night_pays_for_a_page_of_the_list_again(listed: Make, budget: int) -> None:
    """Robots, home and the newest page are asked for each night; else each page and article once."""
    site = listed(falling(60))
    least = math.ceil((9 + 60) / (budget - 3))
    for _ in range(least):
        assert site.held != set(site.rows) if site.nights else True
        site.crawl(max_pages_per_run=budget)
    assert site.held == set(site.rows)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_happens_to_a_list_between_short_nights_everything_it_keeps_comes(data: st.DataObject) -> None:
    """A walk over a list that changes each night; a night ends after ``budget`` requests (pages and articles)."""
    rows, held, state, new = list(range(100, 130)), set[int](), None, iter(range(1000, 2000))
    for _ in range(60):
        for _ in range(data.draw(st.integers(0, 2))):
            if data.draw(st.booleans()) and len(rows) > 12:
                del rows[data.draw(st.integers(0, len(rows) - 1))]
            else:
                rows.insert(0, next(new))
        state = short_night(rows, held, state, data.draw(st.integers(5, 14)))
    for _ in range(40):
        state = short_night(rows, held, state, 14)
    assert held >= set(rows)


def short_night(rows: list[int], held: set[int], before: WalkState | None, budget: int) -> WalkState | None:
    """One night of a column's walk over ``rows``, each fetched into ``held``."""
    at_dusk = {f"http://h.example/a/{n}.html" for n in held}
    have = set(at_dusk)
    walk = ColumnWalk("http://h.example/c/1", Scope(), at_dusk.__contains__, before, is_done=have.__contains__)
    while (request := walk.next_request()) is not None:
        number = int(request.url.rpartition("/")[2])
        wanted = [*walk.carried()]
        links = [
            ArticleLink(f"http://h.example/a/{n}.html", str(n)) for n in rows[PER_PAGE * (number - 1) :][:PER_PAGE]
        ]
        for step in (None, *wanted):
            if budget == 0:
                return walk.state()
            if step is not None:
                budget -= 1
                have.add(step.url)
                held.add(int(step.title))
        budget -= 1
        if not links and number > 1:
            walk.lose()
            if walk.has_seams:
                continue
            break
        more = (PageRequest(f"http://h.example/c/{number + 1}"),) if PER_PAGE * number < len(rows) else ()
        for row in walk.take(Listing(tuple(links), more)):
            if row.url not in have:
                if budget == 0:
                    return walk.state()
                budget -= 1
                have.add(row.url)
                held.add(int(row.title))
    return walk.state()


def test_columns_that_a_short_night_did_not_come_to_are_read_first_the_next(listed: Make) -> None:
    site = listed(falling(4))
    names = [f"工作报告{n}" for n in range(9)]
    links = "".join(f"<li><a href='/list{n}/'>{name}</a>" for n, name in enumerate(names))
    site.routes["/"] = Reply(f"<title>云山区政协</title><ul>{links}</ul>".encode())
    for n in range(9):
        rows = "".join(f"<li><a href='/a/{n}{m}.html'>第{n}{m}次会议情况报告</a>2025-03-0{m}" for m in range(1, 4))
        site.routes[f"/list{n}/"] = Reply(f"<title>工作报告</title><ul class='list'>{rows}</ul>".encode())
    for _ in range(4):
        site.crawl(max_pages_per_run=14)
    assert len(site.held) == 27


def test_rows_above_a_gap_are_remembered_beside_a_page_with_too_many() -> None:
    def rows(first: int, end: int) -> tuple[ArticleLink, ...]:
        return tuple(ArticleLink(f"http://zx.example/{number}.html", str(number), None) for number in range(first, end))

    column, owed = "http://zx.example/l/", rows(100, 250)
    known = {row.url for row in rows(0, 20)}.__contains__
    before = WalkState(column, True, (Gap(PageRequest(f"{column}3"), owed),))
    walk = ColumnWalk(column, Scope(), known, before, is_done=known)
    walk.next_request()
    walk.take(Listing(rows(0, 20), (PageRequest(f"{column}2"),)))
    walk.next_request()
    walk.take(Listing(rows(300, 360), (PageRequest(f"{column}4"),)))
    state = walk.state()
    assert state is not None and [gap.rows for gap in state.gaps] == [owed]


def test_a_described_list_goes_on_at_the_number_it_was_left(listed: Make) -> None:
    """A page's number stands in no address where the list is posted for."""
    begin = PageRequest("http://h.example/api", "{}", {}, Described(RowSource(url="/api"), 1))
    fifth = PageRequest("http://h.example/api", "{5}", {}, Described(RowSource(url="/api"), 5))
    page = Listing((ArticleLink("http://h.example/a/1.html", "1"),), (fifth,))
    walk = ColumnWalk(begin.url, Scope(), lambda _: False, begin=begin)
    walk.next_request()
    walk.take(page)
    left = read(Progress({walk.name: walk.state() or WalkState("")})).walks[walk.name]
    again = ColumnWalk(begin.url, Scope(), lambda _: True, left, begin=begin)
    again.next_request()
    again.take(replace(page, next=()))
    asked = again.next_request()
    assert asked is not None
    assert asked.described == fifth.described


def test_what_the_breaker_ended_goes_on_where_it_broke(listed: Make) -> None:
    site = listed(falling(30))
    site.routes |= {f"/a/{n}.html": faults.status(500) for n in range(1, 19)}
    site.crawl()
    for number in range(1, 19):
        del site.routes[f"/a/{number}.html"]
    site.crawl()
    assert site.held == set(site.rows)


def test_a_list_page_that_failed_is_asked_for_again_and_what_is_behind_it(listed: Make) -> None:
    site = listed(falling(40))
    site.routes["/list/?page=4"] = faults.status(500)
    site.crawl()
    assert site.held == set(falling(40)[: 3 * PER_PAGE])
    del site.routes["/list/?page=4"]
    site.crawl()
    assert site.held == set(site.rows)


def test_rows_that_moved_up_while_the_walk_was_broken_off_are_not_lost(listed: Make) -> None:
    site = listed(falling(40))
    site.crawl(max_pages_per_run=2 + 3 + 3 * PER_PAGE)
    del site.rows[2:6]
    site.crawl()
    assert site.held >= set(site.rows)


def test_an_article_that_gave_no_answer_is_asked_for_again_wherever_its_row_is(listed: Make) -> None:
    site = listed(falling(40))
    site.routes["/a/3.html"] = faults.resets()
    site.crawl()
    assert 3 not in site.held
    del site.routes["/a/3.html"]
    site.crawl()
    assert site.held == set(site.rows)
    assert not any("article" in text for text in site.nights[-1].outcome.progress or ())


@pytest.mark.parametrize("at", [3, PER_PAGE + 1, 3 * PER_PAGE, 6 * PER_PAGE])
def test_rows_inserted_below_are_found_within_three_nights(listed: Make, at: int) -> None:
    site = listed(falling(48))
    site.crawl()
    site.rows[at:at] = [90, 91]
    for _ in range(3):
        site.crawl()
    assert site.held == set(site.rows)


def test_news_below_a_page_of_pinned_rows_is_found_the_same_night(listed: Make) -> None:
    pinned = list(range(900, 900 + PER_PAGE))
    site = listed([*pinned, *falling(20)])
    site.crawl()
    site.rows[PER_PAGE:PER_PAGE] = [31, 30]
    site.crawl()
    assert site.held == set(site.rows)


@pytest.mark.parametrize("count", [10, 25, 70])
def test_a_list_from_old_to_new_has_its_news_on_its_last_page_and_they_are_found_the_same_night(
    listed: Make, count: int
) -> None:
    site = listed(range(1, count + 1))
    site.crawl()
    site.rows = list(range(1, count + 15))
    site.crawl()
    assert site.held == set(site.rows)
    site.crawl()
    assert len(site.pages_read) <= 3


def test_a_list_without_order_is_read_to_its_end_every_third_night(listed: Make) -> None:
    site = listed([n * 7 % 41 + 1 for n in range(41)])
    site.crawl()
    site.rows[30:30] = [88]
    for _ in range(3):
        site.crawl()
    assert site.held == set(site.rows)


def test_a_column_known_by_way_of_another_is_read_to_its_end_within_three_nights(listed: Make) -> None:
    """An archive from before this was watched, or filled by dates: the first pages are known, those below are not."""
    site = listed(falling(30))
    site.crawl(max_pages_per_run=2 + 4 + 3 * PER_PAGE)
    site.nights[-1].outcome.progress = ()
    for _ in range(3):
        site.crawl()
    assert site.held == set(site.rows)


def test_a_quiet_night_does_not_read_long_lists_again(listed: Make) -> None:
    site = listed(falling(70))
    site.crawl()
    read = []
    for _ in range(3):
        site.crawl()
        read.append(len(site.pages_read))
    assert read == [3, 3, 3]


def test_a_night_at_which_the_site_is_down_forgets_nothing(listed: Make) -> None:
    site = listed(falling(40))
    site.crawl(max_pages_per_run=16)
    before, robots = site.nights[-1].outcome.progress, site.routes["/robots.txt"]
    site.routes["/robots.txt"] = faults.status(500)
    assert site.crawl().outcome.progress == before
    site.routes["/robots.txt"] = robots
    site.crawl()
    assert site.held == set(site.rows)


PAGES = st.builds(PageRequest, st.just("http://a.example/p"), st.none() | st.just({"page": "3"}))
ROWS = st.lists(st.builds(ArticleLink, st.just("http://a.example/1"), st.just("报告"), st.none() | st.just(DAY))).map(
    tuple
)
SEAMS = st.builds(Seam, PAGES, st.just("a.example/2"), st.none() | st.integers(0, 9))
GAPS = st.builds(Gap, st.none(), ROWS) | st.builds(Gap, PAGES, ROWS, st.none() | SEAMS, st.none() | st.integers(0, 9))
STATES = st.builds(
    WalkState,
    st.just("http://a.example/list/"),
    st.booleans(),
    st.lists(GAPS, max_size=2).map(tuple),
    st.lists(SEAMS, max_size=2).map(tuple),
    st.none() | st.integers(0, 3000),
    st.integers(0, 99),
)


def test_the_nights_that_did_not_come_to_a_lists_end_are_counted(listed: Make) -> None:
    site = listed(falling(60))
    counts = []
    for _ in range(14):
        states = read(site.crawl(max_pages_per_run=10).outcome.progress or ()).walks
        counts.append(sum(state.cut for state in states.values()))
    assert counts[:11] == list(range(1, 12))
    assert counts[11] == 0


@given(STATES, st.integers(0, 40))
def test_a_state_is_read_as_it_was_written(state: WalkState, cut: int) -> None:
    state = replace(state, cut=cut if state.is_open else 0)
    assert read(Progress({state.column: state})) == Progress({state.column: state})


def test_an_owed_article_is_read_as_it_was_written_and_nonsense_is_passed_over() -> None:
    owed = OwedArticle("http://a.example/list/", ArticleLink("http://a.example/1", "报告", DAY), DAY)
    assert read(["{", "[]", '{"column": 1}', "null", '{"unlisted": 3}', str(owed)]) == Progress(owed=[owed])
    assert read(Progress(unlisted=frozenset({"0a1b2c3d"}))) == Progress(unlisted=frozenset({"0a1b2c3d"}))
