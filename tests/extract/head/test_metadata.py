# ruff: noqa: E501 - markup is read best in one piece
"""Title, date, source, author, place: what is believed, and what beats what."""

# Markup is read as it is written: no wrapped lines.

from __future__ import annotations

import pytest

from cppcc_archive.extract import Document, extract

URL = "http://zx.example/dt/202501/t20250107_12.html"
BODY = "<div id=zoom><p>区政协召开会议，研究工作。</p></div>"


def read(head: str, above: str, url: str = URL, below: str = "") -> Document:
    """The Document of a page with this head and these lines above and below its body."""
    return extract(
        f"<html><head><meta charset=utf-8>{head}</head><body>{above}{BODY}{below}</body></html>".encode(), url
    )


@pytest.mark.parametrize(
    ("head", "above", "title"),
    [
        ("<meta name=ArticleTitle content='主席会议召开'><title>某网</title>", "<h1>别的标题在此</h1>", "主席会议召开"),
        (
            "<meta name=ArticleTitle content='云山区政协召开主席…'>",
            "<h1>云山区政协召开主席会议</h1>",
            "云山区政协召开主席会议",
        ),
        ("<title>主席会议召开_云山区政协</title>", "<div>主席会议召开</div><div>2025-01-07</div>", "主席会议召开"),
        (
            "<title>工作动态-云山区政协</title>",
            "<div>位置：<a>首页</a>><a>工作动态</a></div><h1>工作动态</h1><h2>主席会议召开</h2>",
            "主席会议召开",
        ),
        ("<title>云山区政协网</title>", "<p>主席会议召开</p><p>发布时间：2025-01-07 来源：办公室</p>", "主席会议召开"),
        ("<title>主席会议<br>召开 - 云山区政协 - 云山区人民政府</title>", "", "主席会议召开"),
        ("<title>政协云山区委员会 | 主席会议召开</title>", "", "主席会议召开"),
        ("<title>2024-2025年度协商计划</title>", "", "2024-2025年度协商计划"),
        ("", "", None),
    ],
)
def test_the_title(head: str, above: str, title: str | None) -> None:
    assert read(head, above).title == title


def test_a_title_broken_over_lines_is_one_title_and_its_dashes_a_subtitle() -> None:
    found = read(
        "<title>架起连心桥 ——云山区政协工作侧记</title>",
        "<h1>架起连心桥<br>——云山区政协工作侧记</h1><p>时间：2025-01-07</p>",
    )
    assert (found.title, found.subtitles) == ("架起连心桥", ("——云山区政协工作侧记",))


@pytest.mark.parametrize(
    ("head", "above", "url", "when"),
    [
        ("<meta name=PubDate content='2025-01-07 02:43'>", "", URL, "2025-01-07T02:43:00+08:00"),
        (
            "<meta name=pubdate content='2022-04-24 10:00'>",
            "<p>发布日期：2017-05-15 10:49</p>",
            URL,
            "2017-05-15T10:49:00+08:00",
        ),
        (
            "<meta name=PubDate content='2025-01-07 02:43'>",
            "<p>发布日期：2025-01-07</p>",
            URL,
            "2025-01-07T02:43:00+08:00",
        ),
        ("<meta name=PubDate content='1970-01-01 08:00'>", "", "http://zx.example/197001/t19700101_1.html", None),
        ("", "<p>成文日期：2019-01-30</p>", URL, "2025-01-07T00:00:00+08:00"),
        (
            "",
            "<p>今天是2026年3月1日 更新时间：2026-03-01</p><p>来源：办公室 时间：2024-03-02</p>",
            URL,
            "2024-03-02T00:00:00+08:00",
        ),
        (
            "",
            "<p>时间：<script>var d='2018年02月13日';document.write(d)</script> 点击：</p>",
            URL,
            "2018-02-13T00:00:00+08:00",
        ),
        ("", "<table><tr><td>发布时间：</td><td>2020-05-06</td></tr></table>", URL, "2020-05-06T00:00:00+08:00"),
        ("", "", "http://zx.example/art/2019/2/3/art_1_2.html", "2019-02-03T00:00:00+08:00"),
        ("", "", "http://zx.example/show-12.html", None),
    ],
)
def test_the_date(head: str, above: str, url: str, when: str | None) -> None:
    found = read(head, above, url).published_at
    assert (found.isoformat() if found else None) == when


def test_a_date_below_the_body_counts_where_none_stands_above() -> None:
    found = read("", "", "http://zx.example/show-12.html", "<p>发布日期：2019-09-23 14:34:05</p>").published_at
    assert found is not None
    assert found.isoformat() == "2019-09-23T14:34:05+08:00"


def test_an_address_that_disagrees_by_years_is_reported() -> None:
    assert "address" in read("", "<p>发布时间：2009-03-01</p>").warnings[0]


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("来源：云山日报 作者：林溪 发布时间：2025-01-07", "云山日报", "林溪"),
        ("信息来源：区政协办公室　　浏览次数：12", "区政协办公室", None),
        ("【时间：2025年01月07日】 【来源：云山报】 【作者：江 月】", "云山报", "江 月"),
        ("来源： 作者：admin 点击：3次", None, None),
        ("浏览次数：102来源：云山区政协发布时间：2025-01-07", "云山区政协", None),
    ],
)
def test_source_and_author(line: str, source: str | None, author: str | None) -> None:
    found = read("", f"<h1>主席会议召开</h1><p>{line}</p>")
    assert (found.source, found.author) == (source, author)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>当前位置：<a>首页</a> &gt; <a>政协工作</a> &gt; <a>工作动态</a> &gt; 正文</div>",
        "<div>您现在的位置：首页 >> 政协工作 >> 工作动态</div>",
        "<ul class=breadcrumb><li><a>首页</a></li><li><a>政协工作</a></li><li>工作动态</li></ul>",
        "<p>首页&nbsp;>&nbsp;政协工作&nbsp;>&nbsp;工作动态</p>",
        "<div><a class=CurrChnlCls>首页</a><a class=CurrChnlCls>政协工作</a><a class=CurrChnlCls>工作动态</a></div>",
    ],
)
def test_the_breadcrumb(markup: str) -> None:
    found = read("<title>主席会议召开</title>", f"{markup}<h1>主席会议召开</h1>")
    assert (found.breadcrumb, found.column) == (("首页", "政协工作", "工作动态"), "工作动态")


def test_a_way_that_stands_loose_in_the_cell_of_the_article_is_read() -> None:
    way = "您当前的位置：<a href='/'>首页</a>&nbsp;&gt;&nbsp;<a href='/dt/'>工作动态</a><br>"
    long = BODY.replace("</p>", "区政协围绕中心、服务大局，组织委员开展视察。" * 40 + "</p>")
    cell = f"<table><tr><td>{way}<h1>主席会议召开</h1>{long}</td></tr></table>"
    page = f"<meta charset=utf-8><title>主席会议召开</title>{cell}"
    assert extract(page.encode(), URL).breadcrumb == ("首页", "工作动态")


@pytest.mark.parametrize(
    ("labelled", "named"),
    [
        ("<p>当前位置：<a href='#'>首页</a></p>", "<div class=crumbs><a href='/'>首页</a>&gt;<a href='/dt/'>工作动态</a></div>"),
        ("<p>您的位置：<a href='/'>首页</a></p>", "<ul class=breadcrumb><li>首页</li><li>工作动态</li></ul>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_first", [True, False])
def test_a_placeholder_of_one_step_gives_way_to_the_sites_own(labelled: str, named: str, is_first: bool) -> None:
    ways = f"{labelled}{named}" if is_first else f"{named}{labelled}"
    assert read("<title>主席会议召开</title>", f"{ways}<h1>主席会议召开</h1>").breadcrumb == ("首页", "工作动态")


@pytest.mark.parametrize(
    "beside",
    [
        "<div class=path>今天是2025年1月7日 星期二 <a href='/'>首页</a> &gt; 欢迎访问</div>",
        "<div class=location>首页 &gt; 关于召开区政协全体会议以及做好各项准备工作的一行长长的话</div>",
        "<div class=position><a href='/'>首页</a></div>",
    ],
)
def test_but_not_to_what_has_no_steps(beside: str) -> None:
    way = "<p>当前位置：<a href='/dt/'>工作动态</a></p>"
    assert read("<title>主席会议召开</title>", f"{way}{beside}<h1>主席会议召开</h1>").breadcrumb == ("工作动态",)


def test_a_title_of_a_megabyte_is_none() -> None:
    text = "<p>县政协组织委员视察河道治理，听取情况介绍，提出意见建议。</p>" * 3
    page = f"<title>{'很长的标题' * 200_000}</title><h1>县政协视察河道</h1><div>{text}</div>"
    assert extract(page.encode(), "http://www.example.gov.cn/a/1.html").title == "县政协视察河道"


def test_a_label_that_others_begin_with_too_is_no_step_of_the_way() -> None:
    way = "<div>当前：<a href=/>首页</a> &gt; <a href=/yw/>政协要闻</a></div>"
    page = f"<meta charset=utf-8>{way}<h1>委员话水渠</h1><p>2024-05-10</p><div><p>会议强调，要凝聚共识，建言资政。</p></div>"
    assert extract(page.encode(), "http://h.example/1.html").breadcrumb == ("首页", "政协要闻")
