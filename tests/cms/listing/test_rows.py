"""Rows, their titles and dates, in the shapes lists have on real sites."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.cms.base import ArticleLink, Listing
from cppcc_archive.cms.listing.order import date_ordered
from cppcc_archive.cms.listing.rowdates import printed_date, row_date
from cppcc_archive.cms.registry import FAMILIES, listing
from cppcc_archive.markup.page import Page

HOME = "http://www.shiqiao.gov.cn/zx/gg/"
TITLES = ("县政协召开常委会会议", "县政协开展专题视察活动", "县政协征集提案线索公告")


def read(body: str, url: str = HOME, family: str = "generic") -> Listing:
    return listing(Page(url, f"<meta charset=utf-8>{body}".encode()), None, FAMILIES[family])


def rows(template: str) -> str:
    """``template`` three times with title, number and day filled in."""
    return "".join(
        template.format(title=title, cut=title[:6], n=901 - index, day=f"2024-0{5 - index}-1{index}")
        for index, title in enumerate(TITLES)
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<ul>" + rows("<li><a href='{n}.html'>{title}</a><span>{day}</span></li>") + "</ul>",
        "<ul>" + rows("<li><span>[{day} 09:30]</span><a href='{n}.html' title='{title}'>{cut}…</a></li>") + "</ul>",
        "<table>" + rows("<tr><td>·</td><td><a href='{n}.html'>{title}</a></td><td>{day}</td></tr>") + "</table>",
        rows("<p><a href='{n}.html'>· {title}</a>({day})</p>"),
        rows("<dl><dt><a href='{n}.html'>{title}</a></dt><dd>发布时间：{day}</dd></dl>"),
        "<ul>" + rows("<li><a href='{n}.html'>{title}<i>{day}</i></a></li>") + "</ul>",
        "<ul>" + rows("<li><a href='{n}.html'>{title} {day}</a></li>") + "</ul>",
        "<ul>" + rows("<li><a href='./'>[公告]</a><a href='{n}.html'>{title}</a><em>{day}</em></li>") + "</ul>",
        rows("<div><a href='{n}.html'><img src=a.png></a><h3><a href='{n}.html'>{title}</a></h3>{day}</div>"),
        "<ul>" + rows("<li><a href='{n}.html'><h4>{title}</h4><p>2019年1月1日以来</p><i>{day}</i></a></li>") + "</ul>",
        "<ul>" + rows("<li><a href='{n}.html'><a href='{n}.html'>{title}</a></a><b>{day}</b></li>") + "</ul>",
        "<ol>" + rows("<li><a href=# onclick=\"location.href='{n}.html'\">{title}</a>{day}</li>") + "</ol>",
        "<ul>" + rows("<li><a href='{n}.html' title='点击查看'>{title}</a><span>{day}</span></li>") + "</ul>",
    ],
)  # fmt: skip
def test_rows_of_any_build(markup: str) -> None:
    nav = "<ul><li><a href='/'>首页</a></li><li><a href='/zx/'>政协</a></li><li><a href='/zx/tz/'>通知</a></li></ul>"
    found = read(f"{nav}<div class=main>{markup}</div><div class=foot><a href='/about.html'>关于我们</a></div>")
    assert [link.title for link in found.links] == list(TITLES)
    assert [link.url for link in found.links] == [f"{HOME}{901 - index}.html" for index in range(3)]
    assert [link.listed_date for link in found.links] == [date(2024, 5 - index, 10 + index) for index in range(3)]
    assert found.date_ordered


def test_rows_without_dates_are_found_by_their_addresses() -> None:
    found = read("<ul>" + rows("<li><a href='show.asp?id={n}'>{title}</a></li>") * 2 + "</ul>")
    assert [link.title for link in found.links] == list(TITLES)
    assert found.date_ordered is None


def test_side_lists_stay_out() -> None:
    hot = "".join(
        f"<li><a href='{n}.html'>县政协领导看望慰问委员第{n}批</a>2024-06-0{n % 9 + 1}</li>" for n in range(100, 120)
    )
    main = (
        "<ul>"
        + rows("<li><a href='{n}.html'>{title}</a><span>{day}</span></li>")
        + "</ul><a href='index_2.html'>下一页</a>"
    )
    found = read(f"<div class=l>{main}</div><div class=r><h3>点击排行</h3><ul>{hot}</ul></div>")
    assert [link.title for link in found.links] == list(TITLES)


def test_a_row_may_lead_to_a_document() -> None:
    found = read(
        "<ul><li><a href='/d/1.pdf'>县政协提案工作报告全文</a>2024-01-03</li>"
        "<li><a href='/2024/0102/3.html'>县政协新站上的一篇文章</a>2024-01-02</li>"
        "<li><a href='/d/2.jpg'>县政协会议现场照片一张</a>2024-01-01</li></ul>"
        "<p><a href='/d/9.doc'>提案登记表格式下载</a></p>"
    )
    assert [link.url.rsplit("/", 1)[1] for link in found.links] == ["1.pdf", "3.html"]


def test_other_sites_are_no_rows_but_the_sites_other_host_is() -> None:
    found = read(
        "<ul><li><a href='http://www.people.com.cn/n/2024/0101/c1-2.html'>外站的一篇长标题文章</a>2024-01-01</li>"
        "<li><a href='//zx.shiqiao.gov.cn/2024/0102/3.html'>县政协新站上的一篇文章</a>2024-01-02</li></ul>"
    )
    assert [link.url for link in found.links] == ["http://zx.shiqiao.gov.cn/2024/0102/3.html"]


def test_twins_are_one_row() -> None:
    found = read(
        "<ul>" + "".join(
            f"<li><a href='{href}'>县政协的同一篇公告</a>2024-01-02</li>"
            for href in ("/a/901.html", "https://www.shiqiao.gov.cn/a/901.html", "/a/901.html;jsessionid=1F")
        ) + "</ul>"
    )  # fmt: skip
    assert [link.url for link in found.links] == ["http://www.shiqiao.gov.cn/a/901.html"]


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("[01-07]", "/art/2025/art_1_2.html", date(2025, 1, 7)),
        ("12-31", "/202501/t20250102_1.html", date(2024, 12, 31)),
        ("1月7日", "/2025/0108/1.html", date(2025, 1, 7)),
        ("[01-07]", "/show/12.html", None),
        ("02-30", "/art/2025/art_1_2.html", None),
        ("07 2025-01", "/x", date(2025, 1, 7)),
        ("2025-01 07", "/x", date(2025, 1, 7)),
        ("01-07 2025", "/x", date(2025, 1, 7)),
        ("2025年 01月07日", "/x", date(2025, 1, 7)),
        ("20250107", "/x", date(2025, 1, 7)),
        ("2025-02-30", "/2024/0105/1.html", date(2024, 1, 5)),
        ("阅读 12", "/x", None),
    ],
)
def test_row_dates(text: str, url: str, expected: date | None) -> None:
    assert row_date(text, f"http://a.gov.cn{url}") == expected


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2035, 12, 31)))
def test_every_printed_form_of_a_day_gives_that_day(day: date) -> None:
    forms = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y.%m.%d",
        "%Y年%m月%d日",
        "%d %Y-%m",
        "%Y-%m %d",
        "%m-%d %Y",
        "[%Y-%m-%d 08:30]",
        "%Y%m%d",
    ]
    assert {printed_date(day.strftime(form)) for form in forms} == {day}


def links(days: list[date]) -> list[ArticleLink]:
    return [ArticleLink(f"http://a.gov.cn/{index}.html", "x", day) for index, day in enumerate(days)]


@given(st.lists(st.dates(), min_size=3, max_size=20))
def test_descending_rows_are_ordered_with_or_without_pinned_ones_above(days: list[date]) -> None:
    falling = sorted(days, reverse=True)
    assert date_ordered(links(falling)) is True
    assert date_ordered(links([date.min, *falling])) is True


def test_order_is_unknown_for_few_dates_and_denied_for_mixed_ones() -> None:
    day = [date(2024, 1, number) for number in range(1, 13)]
    assert date_ordered(links(day[:2])) is None
    assert date_ordered(links(day)) is False
    assert date_ordered(links([*reversed(day), day[11]])) is False


@pytest.mark.parametrize("char", [*"(（[【-·. >一1<&", "\u3000", "2024-"])
def test_a_title_of_one_character_over_and_over_takes_no_longer_than_its_length(char: str) -> None:
    """Scanned from each of its characters to its end, one such title would outlast the suite's time limit."""
    run = char * (400_000 // len(char))
    rows = "".join(f"<li><a href=/gg/2025-01-07/{n}.html title='x{run}y'>x{run}y</a>2025-01-07</li>" for n in range(6))
    page = Page("http://www.yszx.gov.cn/gg/", f"<meta charset=utf-8><ul>{rows}</ul>".encode())
    assert all(len(link.title) <= 1000 for link in listing(page, None, FAMILIES["empirecms"]).links)
