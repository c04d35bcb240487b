"""Two laws of reading with what a site's pages have in common, over sites that chance makes: nothing is lost that the
page alone has, and what the template prints into the text on page after page is none of it."""

# ruff: noqa: E501 - what people type is read best in one piece
from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_archive.extract import Document, extract
from cppcc_archive.extract.layouts import Context, Row, newest
from cppcc_archive.extract.layouts.learn import SitePage, learn
from tests.sim import manners, recurring, unknown
from tests.sim.judging import judge
from tests.sim.unknown import UnknownPage

GENERATORS = [unknown.site, manners.site, recurring.site]
SITES = range(50_000, 50_015)
MOST_WRONG = {"title": 0.005, "date": 0.005, "furniture": 0.02}
"""Shares of pages of the third generator, with context, on which something went wrong, at most."""
COLUMNS = {
    "answers": (
        ["青教函〔2011〕{}号", "您提出的关于{}的提案收悉，现答复如下：", "一是抓好{}，层层压实责任。"],
        ["感谢您对我县教育工作的关心和支持，欢迎继续提出宝贵意见。", "联系电话：0000-8207888", "青沙县教育局", "2011年5月6日", "（此件公开发布）"],
    ),
    "speeches": (["主席、各位副主席，各位委员：", "我发言的题目是做好{}这篇文章。", "建议由县里统筹{}。"], ["谢谢大家！"]),
    "lists": (["根据有关规定，现予以公示。", "{}先进：何远山、李一山"], ["特此公示", "附件：名单", "政协青沙县委员会"]),
    "members": (["姓名：{}", "性别：男", "界别：经济界"], ["简历：长期从事{}工作，群众称赞。"]),
    "reports": (["一、基本情况", "全县{}共三处。", "二、存在问题", "{}的经费还不足。"], ["三、几点建议", "加大{}投入。"]),
}  # fmt: skip
"""What pages of one column say alike, though people typed it."""


def _read(pages: list[UnknownPage]) -> list[Document]:
    rows = [Row(page.row_title, page.row_date, page.column) for page in pages]
    layouts = newest(learn(SitePage(page.html, page.url, None, row) for page, row in zip(pages, rows, strict=True)))
    return [extract(page.html, page.url, None, Context(row, layouts)) for page, row in zip(pages, rows, strict=True)]


@given(st.sampled_from(GENERATORS), st.integers(30_000, 60_000))
@settings(max_examples=40)
def test_reading_with_context_loses_nothing_that_the_page_alone_has(
    make: Callable[[int, int], list[UnknownPage]], seed: int
) -> None:
    pages = make(seed, 12)
    for page, found in zip(pages, _read(pages), strict=True):
        alone = judge(page, extract(page.html, page.url))
        assert set(judge(page, found).missing) <= set(alone.missing)


def test_what_the_template_prints_into_the_text_is_none_of_it() -> None:
    sites = [recurring.site(seed, 20) for seed in SITES]
    judged = [judge(page, found) for pages in sites for page, found in zip(pages, _read(pages), strict=True)]
    wrong = {
        "title": sum(not one.title for one in judged),
        "date": sum(not one.date for one in judged),
        "furniture": sum(one.furniture for one in judged),
    }
    shares = {name: count / len(judged) for name, count in wrong.items()}
    over = {name: share for name, share in shares.items() if share > MOST_WRONG[name]}
    assert over == {}, [one.surplus for one in judged if one.furniture][:5]


@pytest.mark.parametrize("markup", ["<p>{}</p>", "<div>{}</div>", "　　{}<br>", "<p class=MsoNormal>{}</p>"])
@pytest.mark.parametrize("column", COLUMNS)
def test_what_pages_of_a_column_say_alike_stays_where_people_typed_it(column: str, markup: str) -> None:
    themes = ("体检", "换届", "视察", "征文", "座谈", "学习", "调研", "协商")
    pages = []
    for number, theme in enumerate(themes):
        lines = tuple(line.format(theme) for part in COLUMNS[column] for line in part)
        html = (
            f"<meta charset=utf-8><title>{theme}工作有关材料</title><div class=bt>{theme}工作有关材料</div>"
            f"<div class=xx>发布时间：2025-03-0{number + 1}</div><div class=nr>{''.join(map(markup.format, lines))}</div>"
        )
        day = date(2025, 3, number + 1)
        title, url = f"{theme}工作有关材料", f"http://www.unknown.example/{number}.html"
        pages.append(UnknownPage(url, html.encode(), title, day, lines, frozenset(), title, day, column))
    for page, found in zip(pages, _read(pages), strict=True):
        assert set(judge(page, found).missing) <= set(judge(page, extract(page.html, page.url)).missing)
