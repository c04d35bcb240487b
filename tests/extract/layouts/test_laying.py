"""A layout laid over a page: what recurs is furniture wherever it stands, and nothing is lost that it has alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.document import Document
from cppcc_archive.extract.layouts import Context, Layouts, Row, newest
from cppcc_archive.extract.layouts.learn import SitePage, learn

THEMES = ("体检", "换届", "视察", "征文", "座谈", "学习", "调研")


def _page(number: int, text: str, after: str = "", title: str = "") -> SitePage:
    """A page whose cells hold title, info line, buttons and text, and a pager."""
    title = title or _titled(number)
    html = (
        f"<meta charset=utf-8><title>青沙县政协</title><table><tr><td align=center>{title}</td></tr>"
        f"<tr><td>作者：何远山　更新时间：2025-3-{number + 1}</td></tr>"
        f"<tr><td id=zt><div align=right>【字体：<a href=#>小</a> <a href=#>大</a>】</div>{text}</td></tr>"
        f"<tr><td><li>上一篇文章： 没有了<br><li>下一篇文章： <a href=/{number}.html>委员话{THEMES[-number]}</a>"
        f"</td></tr></table>{after}"
    )
    row = Row("".join(title.split("<br>")), date(2025, 3, number + 1))
    return SitePage(html.encode(), f"http://www.unknown.example/{number}.html", None, row)


def _said(number: int) -> str:
    return f"县政协组织{number + 3}0名委员开展{THEMES[number]}，走访了{number + 2}个村，大家提出了不少意见。"


def _sites(own: str = "", last: str = "") -> list[SitePage]:
    return [_page(number, f"{own}<p>{_said(number)}</p>{last.format(number)}") for number in range(6)]


def _lines(page: SitePage, layouts: Layouts) -> list[str]:
    return extract(page.body, page.url, None, Context(page.row, layouts)).text.split("\n")


def test_buttons_in_the_texts_own_cell_are_no_label_of_it() -> None:
    (layout,) = learn(_sites())
    assert [place.rpartition("/")[2] for place in layout.body] == ["td#zt"]


@pytest.mark.parametrize(
    "last",
    [
        "<p>点一点　看一看　传一传</p>",
        "<p>以上文字由各科室上传，如与纸质文本不符，以纸质文本为准。</p>",
        "<p align=right><a href=/{0}/>返回第{0}栏</a></p>",
        "<ul class=gd><li><a href=/a{0}>第{0}篇</a></li><li>已经是末条</li></ul>",
        "<div class=fx><h3>带走这一页：</h3></div>",
    ],
)
def test_what_recurs_at_its_place_is_furniture(last: str) -> None:
    pages = _sites(last=last)
    layouts = newest(learn(pages))
    assert [_lines(page, layouts) for page in pages] == [[_said(number)] for number in range(6)]


@pytest.mark.parametrize(
    "last", ["<p>特此报告。</p>", "<p>县政协办公室</p>", "<p>2025年3月1日</p>", "<p>一、基本情况</p>"]
)
def test_what_committees_write_again_and_again_stays(last: str) -> None:
    pages = _sites(last=last)
    layouts = newest(learn(pages))
    assert all(len(_lines(page, layouts)) == 2 for page in pages)


def test_files_in_a_list_stay_where_lists_hold_links() -> None:
    pages = _sites(last="<ul><li><a href=/x{0}>委员话第{0}条</a></li></ul>")
    files = _page(
        6, f"<p>{_said(6)}</p><ul><li><a href=/u/1>登记表.doc</a></li><li><a href=/u/2>名册.xlsx</a></li></ul>"
    )
    assert _lines(files, newest(learn(pages))) == [_said(6), "登记表.doc", "名册.xlsx"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", f"<div><p>{_said(6)}</p><p>{_said(5)}</p></div>"),
        (f"<p>{_said(6)}</p></td></tr></table><div><p>{_said(5)}</p></div><table><tr><td>", ""),
    ],
)
def test_a_page_whose_text_stands_elsewhere_is_read_as_if_alone(text: str, after: str) -> None:
    layouts = newest(learn(_sites()))
    page = _page(6, text, after)
    assert _lines(page, layouts) == [_said(6), _said(5)]


def test_a_table_of_the_articles_own_is_no_info_line_where_one_stood() -> None:
    info = "<table><tr><td>2025-03-0{0} 来源：县政协</td></tr></table>"
    pages = [
        _page(
            number, f"<p>{_said(number)}</p>{info.format(number + 1)}", title=f"<h2>{THEMES[number]}活动开展情况</h2>"
        )
        for number in range(6)
    ]
    table = "<table border=1><tr><td>单位</td><td>件数</td></tr><tr><td>教育局</td><td>24</td></tr></table>"
    page = _page(6, f"<p>{_said(6)}</p>{table}{info.format(7)}", title="<h2>调研活动开展情况</h2>")
    assert _lines(page, newest(learn(pages)))[:3] == [_said(6), "单位\t件数", "教育局\t24"]


@pytest.mark.parametrize(
    "title", ["凝心聚力谋发展　履职尽责谱新篇<br>——青沙县政协工作综述", "凝心聚力谋发展　履职尽责谱新篇章"]
)
@pytest.mark.parametrize("cut", [None, "…", "...", "..", "……"])
def test_the_listing_finds_the_whole_title(title: str, cut: str | None) -> None:
    layouts = newest(learn(_sites()))
    short = "凝心聚力谋发展　履职尽责谱"
    page = _page(6, f"<p>{_said(6)}</p>", f"<div><h3>最近</h3><p>{short}{cut or '…'}</p></div>", title)
    row = Row(f"{short}{cut}" if cut else "".join(title.split("<br>")), date(2025, 3, 7))
    found = extract(page.body, page.url, None, Context(row, layouts))
    assert found.title == ("".join(title.split("<br>")) if cut is None else title.partition("<br>")[0])


def test_a_title_above_the_one_that_the_layout_knows_is_found_by_the_listing() -> None:
    """Word's own pages: most titles are a first paragraph, one is a heading above it."""
    pages = []
    for number, (theme, title) in enumerate(zip(THEMES, [*["<p><b>{}</b></p>"] * 6, "<h1>{}</h1>"], strict=True)):
        name = f"县政协开展{theme}活动"
        html = f"<meta charset=utf-8><div class=Section1>{title.format(name)}<p>{_said(number)}</p></div>"
        pages.append(SitePage(html.encode(), f"http://www.unknown.example/{number}.html", None, Row(name)))
    layouts = newest(learn(pages[:6]))
    found = extract(pages[6].body, pages[6].url, None, Context(pages[6].row, layouts))
    assert (found.title, found.text) == ("县政协开展调研活动", _said(6))


@pytest.mark.parametrize("own", ["（何远山　程水生）", "县政协办公室", "报：市政协。送：各位委员。"])
def test_the_last_line_above_links_that_end_a_text_stays(own: str) -> None:
    """The line of the link is another, or most of it is no link."""
    pages = []
    for number in range(6):
        signed = own if number == 2 else f"撰稿{number + 1}人，分{number + 3}路。"
        close = f"<p align=right><a href=/{number}/>返回</a></p>" if number % 2 else f" <a href=/{number}/>返回</a>"
        links = "".join(f"◇<a href=/a{number}{at}>委员话{THEMES[at]}之{number}</a><br>" for at in range(3))
        pages.append(_page(number, f"　　{_said(number)}<br>　　{signed}{close}<hr><b>本栏其它</b><br>{links}"))
    layouts = newest(learn(pages))
    assert own in "".join(_lines(pages[2], layouts))


def _titled(number: int) -> str:
    return f"县政协开展{THEMES[number]}活动"


def _site(pages: Sequence[str], rows: Sequence[Row]) -> list[Document]:
    """A site's pages, each read with what all of them taught."""
    there = [
        SitePage(f"<meta charset=utf-8>{html}".encode(), f"http://www.unknown.example/{number}.html", None, row)
        for number, (html, row) in enumerate(zip(pages, rows, strict=True))
    ]
    layouts = newest(learn(there))
    return [extract(page.body, page.url, None, Context(page.row, layouts)) for page in there]


LISTED = [Row(_titled(number), date(2025, 3, number + 1)) for number in range(6)]


def test_who_handed_an_article_in_is_its_source_where_the_layout_has_it() -> None:
    pages = [
        f"<title>青沙县政协</title><div class=a><h2>{_titled(number)}</h2>"
        f"<div class=b>供稿：提案委员会　浏览：{number}8</div><p>{_said(number)}</p><p>{_said(number + 1)}</p></div>"
        for number in range(6)
    ]
    assert {found.source for found in _site(pages, LISTED)} == {"提案委员会"}


def test_a_name_beside_the_day_is_the_source_where_the_layout_has_the_info_line() -> None:
    """Title and info line stand in the container that the layout has, behind a form."""
    pages = [
        f"<title>青沙县政协</title><table><tr><td id=nr><form><b>站内搜索</b> <input></form>"
        f"<center><h2>{_titled(number)}</h2></center>"
        f"<p align=center>2025年3月{number + 1}日　青沙日报</p>　　{_said(number)}<br>　　{_said(number + 1)}<br>"
        f"<form>留言<textarea></textarea></form></td></tr></table>"
        for number in range(6)
    ]
    assert {found.source for found in _site(pages, LISTED)} == {"青沙日报"}


NOTICE = "会议改在下周三上午召开，请各位委员准时到县政协会议室参加，不得缺席。"


def test_a_layout_leaves_no_page_without_text_that_has_some_by_itself() -> None:
    """All that most pages say is one notice again and again."""
    texts = [NOTICE] * 5 + [f"会议{number}改期。" for number in (5, 6, 7)]
    pages = [
        f"<title>通知</title><h1>通知</h1><div>发布日期：2025-03-{number + 10} 09:30</div>"
        f"<div id='zoom'><p>{text}</p></div>"
        for number, text in enumerate(texts)
    ]
    assert [found.text for found in _site(pages, [Row()] * 8)] == texts
