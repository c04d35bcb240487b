"""What is learned from a site's own pages, and how the next page is read with it."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.layouts import Context, Layout, Layouts, Pins, Row, newest
from cppcc_archive.extract.layouts.learn import FEW_TEACHERS, FEWEST, MOST_TEACHERS, Marks, SitePage, learn
from cppcc_archive.extract.layouts.pages import marks_of
from cppcc_archive.extract.layouts.paths import all_paths, structure
from cppcc_archive.extract.nodes import flatten
from cppcc_archive.markup.page import Page
from tests.sim import manners, unknown
from tests.sim.judging import judge
from tests.sim.unknown import UnknownPage, site


def _row(page: UnknownPage) -> Row:
    return Row(page.row_title, page.row_date, page.column)


def _pages(pages: list[UnknownPage]) -> list[SitePage]:
    return [SitePage(page.html, page.url, None, _row(page)) for page in pages]


def _notice(title: str, day: date, paragraphs: list[str], after: str = "") -> SitePage:
    """A page of one template, its share bar inside the text's container."""
    text = "".join(f"<p>{line}</p>" for line in paragraphs)
    html = (
        f"<meta charset=utf-8><title>青沙县政协</title><ul><li><a href=/>首页</a></ul><div class=bt>{title}</div>"
        f"<div class=xx>{day} 青沙县政协</div><div class=nr>{text}{after}<div class=fx>渠边灯下，字里人间</div></div>"
        "<div>青沙县政协</div>"
    )
    return SitePage(html.encode(), f"http://www.unknown.example/{day}.html", None, Row(title, day))


NOTICES = [
    _notice(
        f"关于{what}的通知",
        date(2025, 3, number + 1),
        ["各委员联络组：", f"现将{what}有关事项通知如下，请认真组织实施。", "特此通知。", "县政协办公室"],
    )
    for number, what in enumerate(("体检", "换届", "视察", "征文", "座谈", "学习"))
]


def test_of_twenty_pages_every_one_is_read_whole_and_clean() -> None:
    for seed in (1, 2, 3):
        pages = site(seed, 20)
        layouts = newest(learn(_pages(pages)))
        read = [judge(page, extract(page.html, page.url, None, Context(_row(page), layouts))) for page in pages]
        assert all(one.title and one.date and not (one.lost or one.part or one.furniture) for one in read), seed


def test_what_committees_write_often_stays_text() -> None:
    """On every page, at the same place of the paragraph: still the committee's words and not the template's."""
    layouts = newest(learn(NOTICES))
    found = extract(NOTICES[0].body, NOTICES[0].url, None, Context(NOTICES[0].row, layouts))
    assert found.text.split("\n") == [
        "各委员联络组：",
        "现将体检有关事项通知如下，请认真组织实施。",
        "特此通知。",
        "县政协办公室",
    ]
    assert found.layout == layouts.layouts[0].layout_id


def test_the_form_of_a_proposal_is_text_though_its_labels_recur() -> None:
    pages = []
    for number, what in enumerate(("水渠", "村路", "养老", "校车", "菜场", "公厕")):
        form = (
            f"<table class=ta><tr><th>提案编号</th><td>{number + 10}</td><th>届次</th><td>四届二次</td></tr>"
            f"<tr><th>案　　由</th><td colspan=3>关于{what}的建议</td></tr>"
            f"<tr><th>提案人</th><td>何远山</td><th>界别</th><td>农业界</td></tr></table><h4>提案内容</h4>"
        )
        text = f"<p>{what}年久失修，群众出行不便，希望尽快列入计划。</p><p>建议由有关部门牵头办理{what}一事。</p>"
        page = _notice(f"关于{what}的提案", date(2025, 3, number + 1), [])
        html = page.body.decode().replace("<div class=nr>", f"<div class=nr>{form}{text}")
        pages.append(page._replace(body=html.encode()))
    found = extract(pages[0].body, pages[0].url, None, Context(pages[0].row, newest(learn(pages))))
    assert found.text.split("\n")[:4] == [
        "提案编号\t10\t届次\t四届二次",
        "案　　由\t关于水渠的建议",
        "提案人\t何远山\t界别\t农业界",
        "提案内容",
    ]
    assert "渠边灯下" not in found.text
    assert found.layout


def test_a_line_that_only_siblings_tell_as_the_templates_own_is_no_text() -> None:
    alone = extract(NOTICES[0].body, NOTICES[0].url)
    assert "渠边灯下，字里人间" in alone.text
    found = extract(NOTICES[0].body, NOTICES[0].url, None, Context(Row(), newest(learn(NOTICES))))
    assert "渠边灯下，字里人间" not in found.text


def test_below_five_pages_nothing_is_learned() -> None:
    assert learn(NOTICES[: FEWEST - 1]) == ()
    (layout,) = learn(NOTICES[:FEWEST])
    assert layout.pages == FEWEST


def test_the_order_of_the_pages_does_not_matter() -> None:
    pages = _pages(site(5, 12))
    shuffled = list(pages)
    random.Random(1).shuffle(shuffled)
    assert learn(pages) == learn(shuffled)


@pytest.mark.parametrize(("seed", "teachers"), [(6, FEW_TEACHERS), (16, MOST_TEACHERS)])
def test_some_of_many_pages_teach_the_more_where_halves_of_them_do_not_agree(seed: int, teachers: int) -> None:
    pages = site(seed, 3 * MOST_TEACHERS)
    (layout,) = learn(_pages(pages))
    assert layout.pages == teachers
    read = [judge(page, extract(page.html, page.url, None, Context(_row(page), Layouts((layout,))))) for page in pages]
    assert all(one.title and one.date and not (one.lost or one.part) for one in read)


def _with_loud_tags(html: bytes) -> bytes:
    return re.sub(rb"</?[a-z]+", lambda tag: tag[0].upper(), html)


@pytest.mark.parametrize("make", [unknown.site, manners.site])
def test_pages_that_share_their_marks_have_the_same_by_themselves(
    make: Callable[[int, int], list[UnknownPage]],
) -> None:
    marks = Marks()
    pages = [page for seed in range(60, 70) for page in _pages(make(seed, 12))]
    pages += [pages[0]._replace(body=pack(pages[0].body)) for pack in (gzip.compress, _with_loud_tags)]
    pages += [pages[1]._replace(body=pages[1].body.decode().encode("utf-16"), charset="utf-16")]
    assert [marks.of(page) for page in pages] == [marks_of(page) for page in pages]


@pytest.mark.parametrize("markup", [site(8, 1)[0].html, b"", b"<o:p><div id=a>x</div></o:p><div id=a>y", b"<p>" * 3])
def test_the_structure_of_a_tree_is_that_of_its_flat_lists(markup: bytes) -> None:
    page, depth, tags = Page("http://www.unknown.example/", markup), 5, {"div", "table", "td"}
    nodes = flatten(page.tree)
    paths, _ = all_paths(nodes)
    wanted = {path for index, path in enumerate(paths) if nodes.tags[index] in tags and path.count("/") < depth}
    assert structure(page.tree, tags, depth) == wanted


def test_a_layout_is_the_same_after_being_written_down() -> None:
    for layout in learn(_pages(site(4, 8))):
        assert Layout.from_json(layout.to_json()) == layout


def test_learning_the_same_again_makes_no_new_version() -> None:
    (layout,) = learn(NOTICES)
    assert learn(NOTICES, known=[layout]) == (layout,)


def test_learning_something_else_of_a_template_makes_its_next_version() -> None:
    (layout,) = learn(NOTICES)
    before = replace(layout, title=("body/p",), version=3)
    (after,) = learn(NOTICES, known=[before])
    assert (after.template, after.version) == (before.template, 4)
    assert newest([after, before]).layouts == (after,)


def test_two_templates_of_one_site_are_told_apart() -> None:
    old, new = _pages(site(7, 8)), _pages(site(9, 8))
    layouts = learn([*old, *new])
    assert len(layouts) == 2
    pages = site(9, 9)
    found = extract(pages[8].html, pages[8].url, None, Context(Row(), newest(layouts)))
    assert (found.layout in {one.layout_id for one in learn(new)}, found.title) == (True, pages[8].title)


def test_a_page_of_another_template_is_read_as_if_alone() -> None:
    pages = site(11, 1)
    layouts = newest(learn(NOTICES))
    context = Context(Row(), layouts)
    assert extract(pages[0].html, pages[0].url, None, context) == extract(pages[0].html, pages[0].url)


def test_what_a_maintainer_pins_goes_before_what_is_learned() -> None:
    page = NOTICES[0]
    pins = Pins(title=("div.xx",), furniture=(".fx", "div.nr/p:2"))
    found = extract(page.body, page.url, None, Context(Row(), newest(learn(NOTICES)), pins))
    assert found.title == "2025-03-01 青沙县政协"
    pinned = Context(Row(), Layouts(), Pins(body=("body/div:2", "div.nr"), furniture=(".fx",)))
    alone = extract(page.body, page.url, None, pinned)
    assert (alone.method, "渠边灯下，字里人间" in alone.text, "特此通知。" in alone.text) == ("layout", False, True)


@pytest.mark.parametrize("row", [Row("另一篇文章的题目在这里", date(2019, 1, 1)), Row("", None), Row("关于", None)])
def test_a_row_is_a_witness_and_not_the_truth(row: Row) -> None:
    found = extract(NOTICES[0].body, NOTICES[0].url, None, Context(row, Layouts()))
    assert found.published_at is not None
    assert found.published_at.date() == date(2025, 3, 1)
    assert "现将体检有关事项" in found.text


def test_a_title_the_listing_cut_short_finds_the_headline() -> None:
    page = NOTICES[2]
    found = extract(page.body, page.url, None, Context(Row("关于视察的通…", None), Layouts()))
    assert found.title == "关于视察的通知"


def _page(info: str) -> bytes:
    return (
        f"<meta charset=utf-8><h1>关于体检的通知</h1><p>{info}</p><div><p>请于周五前报名，过期不候。</p></div>".encode()
    )


@pytest.mark.parametrize(
    ("info", "day", "warned"),
    [
        ("发布时间：2025-03-01", date(2025, 3, 1), ()),
        ("来源：县政协办公室", date(2025, 3, 1), ("the page shows no date: the listing's is taken",)),
        ("2025-02-20　来源：办公室　发布：2025-03-01", date(2025, 3, 1), ()),
        ("发布时间：2024-12-31", date(2024, 12, 31), ("the listing says 2025-03-01, the page 2024-12-31",)),
    ],
)
def test_the_listings_day_settles_which_is_the_publication(info: str, day: date, warned: tuple[str, ...]) -> None:
    row = Row("关于体检的通知", date(2025, 3, 1))
    found = extract(_page(info), "http://www.unknown.example/1.html", None, Context(row, Layouts()))
    assert found.published_at is not None
    assert (found.published_at.date(), found.warnings) == (day, warned)


def _reported(number: int, source: str) -> SitePage:
    """A page whose source stands below its text."""
    html = (
        "<meta charset=utf-8><title>青沙县政协</title>"
        "<div class=lj><a href=/>首页</a> &gt; <a href=/ta/index.html>提案工作</a> &gt; <a href=/ta/zx/>最新</a></div>"
        f"<div class=bt>县政协督办第{number}号提案</div><div class=nr><p>县政协第{number}号提案由县政协主席督办，"
        f"承办单位介绍了办理情况，委员们提出了{number + 3}条意见。</p></div>"
        f"<div class=ly><span>来源：{source}</span> <span>日期：2025-03-{number + 10}</span></div>"
    )
    return SitePage(html.encode(), f"http://www.unknown.example/ta/{number}.html", None, Row())


def test_where_a_template_has_its_source_and_the_way_there_is_learned() -> None:
    pages = [_reported(number, f"青沙{name}报") for number, name in enumerate(("日", "晚", "早", "商", "农民", "工人"))]
    (layout,) = learn(pages)
    assert layout.source
    assert extract(pages[3].body, pages[3].url, None, Context(Row(), newest([layout]))).source == "青沙商报"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (Row(), "最新"),
        (Row(column="提案工作"), "提案工作"),
        (Row(column_url="https://www.unknown.example/ta/"), "提案工作"),
        (Row(column="别的栏目", column_url="http://www.unknown.example/other/"), "最新"),
    ],
)
def test_the_listing_says_which_step_of_the_way_is_the_column(row: Row, column: str) -> None:
    page = _reported(1, "青沙日报")
    found = extract(page.body, page.url, None, Context(row))
    assert found.column == column
