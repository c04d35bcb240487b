"""Templates nobody knows: floors for one page alone and for a site of twenty, over sites that chance makes.

The seeds are not the ones that the extractor was tuned on. A floor that fails names the pages, to be looked at with
``sites check --html`` in mind: is it one page, or a habit that many sites have?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_archive.extract import extract
from cppcc_archive.extract.layouts import Context, Row, newest
from cppcc_archive.extract.layouts.learn import SitePage, learn
from tests.sim import manners, unknown
from tests.sim.judging import Judged, judge
from tests.sim.unknown import UnknownPage, site

ALONE = {unknown.site: range(20_000, 20_150), manners.site: range(20_000, 20_080)}
SITES = {unknown.site: range(21_000, 21_012), manners.site: range(21_000, 21_006)}
FLOORS = {
    "alone": {"lost": 0.005, "part": 0.005, "furniture": 0.02, "title": 0.005, "date": 0.01},
    "twenty": {"lost": 0.0, "part": 0.002, "furniture": 0.02, "title": 0.005, "date": 0.005},
}
"""Shares of pages on which something went wrong, at most."""


def _row(page: UnknownPage) -> Row:
    return Row(page.row_title, page.row_date, page.column)


Generator = Callable[[int, int], list[UnknownPage]]


def _alone(generator: Generator) -> list[tuple[UnknownPage, Judged]]:
    pages = [page for seed in ALONE[generator] for page in generator(seed, 3)]
    return [(page, judge(page, extract(page.html, page.url))) for page in pages]


def _among_twenty(generator: Generator) -> list[tuple[UnknownPage, Judged]]:
    found = []
    for seed in SITES[generator]:
        pages = generator(seed, 20)
        layouts = newest(learn(SitePage(page.html, page.url, None, _row(page)) for page in pages))
        for page in pages:
            found.append((page, judge(page, extract(page.html, page.url, None, Context(_row(page), layouts)))))
    return found


@pytest.mark.parametrize("kind", ["alone", "twenty"])
@pytest.mark.parametrize("generator", ALONE, ids=["plans", "manners"])
def test_no_more_pages_go_wrong_than_the_floor_allows(generator: Generator, kind: str) -> None:
    judged = _alone(generator) if kind == "alone" else _among_twenty(generator)
    wrong: Counter[str] = Counter()
    for _, one in judged:
        wrong.update(name for name in ("lost", "part", "furniture") if getattr(one, name))
        wrong.update(name for name in ("title", "date") if not getattr(one, name))
    shares = {name: wrong[name] / len(judged) for name in FLOORS[kind]}
    over = {name: share for name, share in shares.items() if share > FLOORS[kind][name]}
    bad = [page.title for page, one in judged if one.lost or one.part or not one.title][:5]
    assert over == {}, f"more than the floor on {kind} pages: {over}; such as {bad}"


@given(st.integers(30_000, 60_000))
@settings(max_examples=40)
def test_with_its_siblings_every_paragraph_comes_out_once_and_in_order(seed: int) -> None:
    pages = site(seed, 8)
    layouts = newest(learn(SitePage(page.html, page.url, None, _row(page)) for page in pages))
    page = pages[0]
    found = extract(page.html, page.url, None, Context(_row(page), layouts))
    wanted = [line for line in page.lines if line not in page.may]
    printed = ["".join(line.split()) for line in found.text.split("\n")]
    places = []
    for line in wanted:
        short = "".join(line.split())
        after = places[-1] + 1 if places else 0
        assert short in printed[after:], f"lost or out of order: {line}"
        places.append(printed.index(short, after))
