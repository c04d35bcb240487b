"""How a list is read for one year after the other: nothing missed, next to nothing read twice, however it changes."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_archive.cms.base import ArticleLink, Listing, PageRequest
from cppcc_archive.crawl.lists import ListMemory, read_lists, written_lists
from cppcc_archive.crawl.model import Scope
from cppcc_archive.crawl.series import Numbered, Series
from cppcc_archive.crawl.yearwalk import YearWalk

TOP = "http://127.0.0.1/col/index.html"
TODAY = date(2026, 6, 1)


@dataclass
class SimList:
    """A list over the years, newest row first, served page by page."""

    rows: list[ArticleLink]
    per_page: int = 20
    total: bool = False
    clamps: bool = False
    asked: list[int] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return -(-len(self.rows) // self.per_page)

    def page(self, request: PageRequest) -> Listing | None:
        number = 1 if request.url == TOP else int(request.url.rpartition("_")[2].partition(".")[0])
        self.asked.append(number)
        if number > self.pages:
            if not self.clamps:
                return None
            number = self.pages
        part = tuple(self.rows[(number - 1) * self.per_page : number * self.per_page])
        following = (PageRequest(f"http://127.0.0.1/col/index_{number + 1}.html"),) if number < self.pages else ()
        return Listing(part, following, len(self.rows) if self.total else None)


def years(first: int, last: int, a_year: int, *, dated: bool = True) -> list[ArticleLink]:
    days = sorted(
        (
            date(year, 1, 1) + timedelta(days=365 * number // a_year)
            for year in range(first, last + 1)
            for number in range(a_year)
        ),
        reverse=True,
    )
    return [
        ArticleLink(f"http://127.0.0.1/art/{len(days) - n}.html", str(n), day if dated else None)
        for n, day in enumerate(days)
    ]


def of_year(rows: Iterable[ArticleLink], year: int) -> set[str]:
    return {row.url for row in rows if row.listed_date and row.listed_date.year == year}


def scope(year: int) -> Scope:
    return Scope(date(year, 1, 1), date(year, 12, 31))


def kept(memory: ListMemory) -> ListMemory:
    """The memory as the next run finds it."""
    return read_lists(written_lists([memory], "x"), TODAY).get(TOP) or ListMemory(TOP, TODAY)


def walk(listed: SimList, memory: ListMemory, year: int, most: int = 10_000) -> tuple[YearWalk, set[str]]:
    """One run for a year, ended after ``most`` requests; the rows it brought."""
    found = YearWalk(TOP, scope(year), memory, TODAY)
    rows = {row.url for row in found.remembered()}
    for _ in range(most):
        request = found.next_request()
        if request is None:
            break
        listing = listed.page(request)
        if listing is None:
            found.lose()
        else:
            rows |= {row.url for row in found.take(listing)}
            found.settle()
    return found, rows


@pytest.mark.parametrize("a_year", [450, 112])
@pytest.mark.parametrize("backwards", [False, True])
def test_twenty_years_cost_a_tenth_of_a_request_an_article_beside_its_own(backwards: bool, a_year: int) -> None:
    listed = SimList(years(2006, 2025, a_year))
    memory = ListMemory(TOP, TODAY)
    for year in sorted(range(2006, 2026), reverse=backwards):
        _, rows = walk(listed, memory, year)
        assert of_year(listed.rows, year) <= rows
        memory = kept(memory)
    assert len(listed.asked) <= 0.1 * len(listed.rows)


def test_a_year_far_down_is_found_with_some_ten_requests() -> None:
    for total in (False, True):
        listed = SimList(years(2006, 2025, 450), total=total)
        _, rows = walk(listed, ListMemory(TOP, TODAY), 2008)
        assert of_year(listed.rows, 2008) <= rows
        assert len(listed.asked) <= 10 + 6 + 450 / listed.per_page + 2


def test_what_lies_behind_the_last_page_stops_no_search() -> None:
    listed = SimList(years(2006, 2025, 60), clamps=True)
    _, rows = walk(listed, ListMemory(TOP, TODAY), 2006)
    assert of_year(listed.rows, 2006) <= rows
    assert len(listed.asked) < listed.pages


def test_a_list_without_dates_is_read_once_for_all_years() -> None:
    listed = SimList(years(2016, 2025, 60, dated=False))
    memory = ListMemory(TOP, TODAY)
    for year in range(2016, 2026):
        _, rows = walk(listed, memory, year)
        assert len(rows) == len(listed.rows)
        memory = kept(memory)
    # The last years reach up to today, and so is the top of the list looked at again.
    assert len(listed.asked) <= listed.pages + 4


def test_a_list_that_runs_anyhow_is_read_to_its_end() -> None:
    rows = years(2016, 2025, 60)
    random.Random(1).shuffle(rows)
    listed = SimList(rows)
    _, found = walk(listed, ListMemory(TOP, TODAY), 2019)
    assert of_year(rows, 2019) <= found


def test_rows_out_of_place_here_and_there_make_no_list_unordered() -> None:
    rows = years(2006, 2025, 200)
    for at in range(15, len(rows) - 20, 40):
        rows[at], rows[at + 2] = rows[at + 2], rows[at]
    listed = SimList(rows)
    _, found = walk(listed, ListMemory(TOP, TODAY), 2010)
    assert of_year(rows, 2010) <= found
    assert len(listed.asked) < 40


def test_a_walk_that_was_cut_short_goes_on_where_it_stopped() -> None:
    listed = SimList(years(2006, 2025, 450))
    memory = ListMemory(TOP, TODAY)
    rows: set[str] = set()
    for _ in range(30):
        found, more = walk(listed, memory, 2012, most=7)
        rows |= more
        if found.stopped:
            break
        memory = kept(memory)
    assert of_year(listed.rows, 2012) <= rows
    # Each beginning looks at one page again.
    assert len(listed.asked) <= 20 + 450 / 20 + 8


@settings(max_examples=60)
@given(
    st.integers(0, 2**32 - 1),
    st.lists(st.sampled_from(range(2018, 2026)), min_size=2, max_size=8),
    st.sampled_from([3, 8, 20]),
)
def test_lists_that_grow_and_shrink_between_nights_lose_no_row(seed: int, wanted: list[int], per_page: int) -> None:
    chance = random.Random(seed)
    listed = SimList(years(2018, 2025, 40), per_page)
    memory, fetched = ListMemory(TOP, TODAY), set()
    for number, year in enumerate(wanted):
        _, rows = walk(listed, memory, year, most=chance.choice((2, 5, 10_000)))
        fetched |= rows & of_year(listed.rows, year)
        memory = kept(memory)
        grown = chance.choice((0, 1, per_page, 3 * per_page))
        day = date(2026, 1, 1) + timedelta(days=number)
        listed.rows[:0] = [ArticleLink(f"http://127.0.0.1/new/{number}-{n}.html", "", day) for n in range(grown)]
        for _ in range(chance.choice((0, 0, 1, per_page + 2))):
            del listed.rows[chance.randrange(len(listed.rows))]
    for year in wanted:
        _, rows = walk(listed, memory, year)
        fetched |= rows & of_year(listed.rows, year)
        assert of_year(listed.rows, year) <= fetched
        memory = kept(memory)


@pytest.mark.parametrize(
    ("one", "two", "fifth"),
    [
        ("/col/index_2.html", "/col/index_3.html", "/col/index_6.html"),
        ("/list.aspx?id=7&page=2", "/list.aspx?id=7&page=3", "/list.aspx?id=7&page=6"),
        ("/lists/118.htm", "/lists/117.htm", "/lists/114.htm"),
        ("/l_09.html", "/l_10.html", "/l_13.html"),
        ("/d?start=16&end=30&t=5", "/d?start=31&end=45&t=5", "/d?start=76&end=90&t=5"),
    ],
)
def test_the_pages_of_a_list_count(one: str, two: str, fifth: str) -> None:
    requests = [Numbered(number, PageRequest(f"http://127.0.0.1{path}")) for number, path in ((2, one), (3, two))]
    found = Series(*requests).request(6)
    assert found is not None
    assert found.url == f"http://127.0.0.1{fifth}"


def test_the_pages_of_a_form_count() -> None:
    forms: list[dict[str, str]] = [{"cat": "12", "page": "1"}, {"cat": "12", "page": "2"}]
    series = Series(*(Numbered(n, PageRequest("http://127.0.0.1/q", form)) for n, form in enumerate(forms, start=2)))
    found = series.request(9)
    assert found is not None
    assert found.form == {"cat": "12", "page": "8"}


@pytest.mark.parametrize(
    ("one", "two"),
    [("/col/", "/col/index_2.html"), ("/a?t=1718000000123", "/a?t=1718000000999"), ("/a_2.html", "/a_2.html")],
)
def test_what_does_not_count_is_not_guessed(one: str, two: str) -> None:
    series = Series(
        *(Numbered(n, PageRequest(f"http://127.0.0.1{path}")) for n, path in enumerate((one, two), start=1))
    )
    assert not series.counts


def test_what_was_kept_is_found_again_and_damage_is_forgotten() -> None:
    memory = ListMemory(TOP, TODAY)
    walk(SimList(years(2020, 2025, 50)), memory, 2022)
    again = kept(memory)
    assert (again.to_json()) == memory.to_json()
    assert read_lists(b"{", TODAY) == {}
    assert read_lists(written_lists([memory], "x"), TODAY + timedelta(days=200)) == {}
