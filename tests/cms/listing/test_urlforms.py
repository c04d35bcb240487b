"""What an address says by itself: its date, its year, and whether it is an article's or a column's."""

from __future__ import annotations

from datetime import date

import pytest

from cppcc_archive.cms.listing.urlforms import (
    date_in_url,
    looks_like_article,
    looks_like_column,
    query_item,
    year_in_url,
)
from cppcc_archive.cms.registry import FAMILIES

HEX = "0123456789abcdef0123456789abcdef"
GUID = "dd0342b4-a43b-4bf9-acbb-ea35a279bb21"
SITE = "http://zx.qinghe.gov.cn"

ARTICLES = [
    ("hanweb", "/art/2025/1/7/art_1005_50012.html", "50012", date(2025, 1, 7)),
    ("hanweb", "/col1005/art/2025/art_1005_50012.html", "50012", None),
    ("hanweb", "/col/col1/art/2026/art_" + HEX + ".html", HEX, None),
    ("trs", "/hybg/202501/t20250110_71234.shtml", "71234", date(2025, 1, 10)),
    ("ucap", "/c1234/2020/4/20/" + HEX + ".shtml", HEX, date(2020, 4, 20)),
    ("ucap", "/qh/c101212/201907/1033217.shtml", "1033217", None),
    ("vsb", "/info/1018/2227.htm", "2227", None),
    ("vsb", "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=5&wbnewsid=77", "77", None),
    ("webplus", "/60/ce/c35229a483534/page.psp", "483534", None),
    ("siteserver", "/contents/60/3994.html", "3994", None),
    ("gkmlpt", "/zx/content/post_4399943.html", "4399943", None),
    ("empirecms", "/gg/2012-12-10/2015.html", "2015", date(2012, 12, 10)),
    ("epoint", "/zx/20220111/" + GUID + ".html", GUID, date(2022, 1, 11)),
    ("founder", "/staticpages/20181212/hp5c10b7aa-1.html", "hp5c10b7aa-1", date(2018, 12, 12)),
    ("founder", "/content/2024-01/17/content_8675866.htm", "8675866", date(2024, 1, 17)),
    ("anhui", "/content/detail/677c950d2b56e036728b4567.html", "677c950d2b56e036728b4567", date(2025, 1, 7)),
    ("wuxi", "/doc/2021/12/23/1007201.shtml", "1007201", date(2021, 12, 23)),
    ("querystring", "/index.aspx?CatalogID=835&PageGuid=A36B3DAC-AC16&newsId=4298", "4298", None),
    ("querystring", "/control/view.php?aid=142653", "142653", None),
    ("querystring", "/zxdsj/show-1102.html", "1102", None),
    ("querystring", "/a/yw/20190506/1730.html", "1730", date(2019, 5, 6)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "number", "day"), ARTICLES)
def test_article_forms_of_the_families(name: str, path: str, number: str, day: date | None) -> None:
    family = FAMILIES[name]
    assert family.is_article_url(SITE + path)
    assert family.article_id(SITE + path) == number
    assert family.url_date(SITE + path) == day


@pytest.mark.parametrize(("name", "path", "number", "day"), ARTICLES)
def test_the_generic_family_takes_them_for_articles_too(name: str, path: str, number: str, day: date | None) -> None:
    assert looks_like_article(SITE + path)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("hanweb", "/col/col1005/index.html"),
        ("trs", "/hybg/index_1.html"),
        ("ucap", "/lczx/c102002/list_2.shtml"),
        ("vsb", "/tzgg/12.htm"),
        ("siteserver", "/channels/1751_2.html"),
        ("empirecms", "/gg/index_37.html"),
        ("founder", "/staticmores/004/004-2.html"),
        ("anhui", "/content/channel/677c950d2b56e036728b4567/"),
        ("querystring", "/list.aspx?CatalogID=3"),
        ("querystring", "/list.aspx?id=3&page=2"),
        ("querystring", "/plus/list.php?tid=3&PageNo=2"),
    ],
)
def test_columns_are_no_articles(name: str, path: str) -> None:
    assert not FAMILIES[name].is_article_url(SITE + path)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2023/1229/8990.html", date(2023, 12, 29)),
        ("/2018-3/5/x.html", date(2018, 3, 5)),
        ("/yw/20210330_56112.html", date(2021, 3, 30)),
        ("/yw/20210330091500123.html", date(2021, 3, 30)),
        ("/yw/20211399/1.html", None),
        ("/id/20180230/1.html", None),
        ("/upload/1850-01-01/1.html", None),
        ("/tel/8620123456.html", None),
    ],
)
def test_dates_in_urls(path: str, day: date | None) -> None:
    assert date_in_url(SITE + path) == day


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("/art/2025/art_1_2.html", 2025),
        ("/bj/zxdt/202512/1776856.shtml", 2025),
        ("/zyhy/20222/181121931894956.html", 2022),
        ("/DocHtml/1/23/03/00001742.html", 2023),
        ("/zxdt/337991.shtml", None),
    ],
)
def test_years_in_urls(path: str, year: int | None) -> None:
    assert year_in_url(SITE + path) == year


@pytest.mark.parametrize(
    "path", ["/", "/zxdt/", "/index_12.html", "/list-12-2.html", "/zxdt/index.jhtml", "/more.aspx?cid=3", "/x.html"]
)
def test_columns_of_unknown_systems(path: str) -> None:
    assert looks_like_column(SITE + path)
    assert not looks_like_article(SITE + path)


@pytest.mark.parametrize("path", ["/a/附件1203.pdf", "/images/2025/01/07/1.jpg", "/js/content_12.js"])
def test_files_are_neither(path: str) -> None:
    assert not looks_like_article(SITE + path)
    assert not looks_like_column(SITE + path)


def test_a_query_may_name_an_item_beside_its_column() -> None:
    assert query_item(SITE + "/i.php?m=content&catid=12&id=1102") == "1102"
    assert query_item(SITE + "/i.php?catid=12&page=3") is None
    assert query_item("http://[bad") is None
