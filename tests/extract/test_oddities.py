"""Sites with one oddity each (:mod:`tests.sim.oddities`), alone and with context; what looks like one and is none."""

from __future__ import annotations

from collections import Counter

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.layouts import Context, Row, newest
from cppcc_archive.extract.layouts.learn import SitePage, learn
from tests.extract.kit import PROSE, TITLE, WANTED, lines, paragraphs, read
from tests.sim.judging import judge
from tests.sim.oddities import ODDITIES, site

SITES, PAGES = range(8_000, 8_014), 8
MAY_BE_DIRTY = {("paid", "alone"): 1.0, ("paid", "context"): 0.25, ("newest", "alone"): 0.02}
"""Shares of pages: a line that nothing marks is advertisement by what the site's other pages have, or not at all."""
MAY_BE_MISNAMED = {("newest", "alone"): 0.05}


@pytest.mark.parametrize("kind", ["alone", "context"])
@pytest.mark.parametrize("oddity", ODDITIES)
def test_an_oddity_takes_nothing_and_adds_nothing(oddity: str, kind: str) -> None:
    wrong: Counter[str] = Counter()
    for seed in SITES:
        pages = site(seed, PAGES, oddity)
        rows = [Row(page.row_title, page.row_date, page.column) for page in pages]
        held = [SitePage(page.html, page.url, None, row) for page, row in zip(pages, rows, strict=True)]
        layouts = newest(learn(held)) if kind == "context" else newest(())
        for page, row in zip(pages, rows, strict=True):
            found = extract(page.html, page.url, None, Context(row, layouts) if kind == "context" else None)
            judged = judge(page, found)
            wrong["title"] += not judged.title
            wrong["date"] += not judged.date
            wrong["source"] += found.source != page.source
            wrong["part"] += judged.lost or judged.part
            wrong["furniture"] += judged.furniture
    shares = {name: count / (len(SITES) * PAGES) for name, count in wrong.items()}
    most = {"furniture": MAY_BE_DIRTY, "title": MAY_BE_MISNAMED}
    allowed = {name: most.get(name, {}).get((oddity, kind), 0.01) for name in shares}
    assert {name: share for name, share in shares.items() if share > allowed[name]} == {}


@pytest.mark.parametrize(
    "title",
    [
        "<span class=s1>县政协</span><span class=s2>组织委员回访水渠修缮提案</span>",
        "<b>县政协</b>组织委员回访水渠修缮提案",
        "<span>县政协组织</span><span>委员回访水渠修缮提案</span>",
    ],
)
def test_words_of_a_title_that_is_set_in_parts_are_no_badge(title: str) -> None:
    assert read("divs", title=title).title == TITLE
    bare = f"<body><h1>{title}</h1><p>2024-05-10</p>{paragraphs(*PROSE)}"
    assert extract(bare.encode(), "http://www.songxi-cppcc.example/1.html").title == TITLE


@pytest.mark.parametrize(
    "box",
    [
        "<div><a href=/bg/1.html>北干渠修缮情况的报告全文</a></div>",
        "<div class=fj><a href=/d/1.doc>北干渠修缮情况的报告全文</a></div>",
        "<p class=k><a href=/bg/1.html>北干渠修缮情况</a>的报告见前。</p>",
        "<blockquote><p>渠水到田头，一季好收成。</p></blockquote>",
        "<div class=pic><a href=/p/1.jpg><img src=/p/s.jpg>渠边合影</a></div>",
    ],
)
@pytest.mark.parametrize("frame", ["divs", "zoom", "editor"])
def test_a_box_amid_the_text_that_tells_of_no_other_article_stays(frame: str, box: str) -> None:
    text = f"{paragraphs(PROSE[0])}{box}{paragraphs(*PROSE[1:])}"
    found = lines(read(frame, text=text))
    assert [line for line in found if line in WANTED] == WANTED
    assert len(found) == len(WANTED) + 1


@pytest.mark.parametrize("frame", ["divs", "zoom", "editor"])
def test_a_form_amid_the_text_is_none_of_it(frame: str) -> None:
    form = "<div class=q><form action=/q><b>渠水够用吗</b><label><input type=radio>够用</label><input></form></div>"
    assert lines(read(frame, text=f"{paragraphs(PROSE[0])}{form}{paragraphs(*PROSE[1:])}")) == WANTED


def test_headings_that_recur_in_turn_stay() -> None:
    heads = ("一是摸清底数，找准水渠存在的问题", "二是群策群力，商定水渠修缮的办法", "三是分工负责，盯紧水渠修缮的进度")
    pages = []
    for number, page in enumerate(site(9_000, 10, "sender")):
        parts = [f"<h4>{heads[(number + at) % 3]}</h4>{paragraphs(line)}" for at, line in enumerate(page.lines[:2])]
        markup = f"<body><div><h2>{page.title}</h2><p>{page.day}</p><div class=k>{''.join(parts)}</div></div>"
        pages.append(SitePage(markup.encode(), page.url, None, Row(page.title)))
    layouts = newest(learn(pages))
    for number, held in enumerate(pages):
        found = extract(held.body, held.url, None, Context(held.row, layouts))
        assert found.method == "layout"
        assert heads[number % 3] in found.text
