"""The further pages of one article, told from a listing's pages and from neighbouring articles."""

from __future__ import annotations

import pytest

from cppcc_archive.cms.article_pages import MAX_PAGES, article_pages
from cppcc_archive.markup.page import Page

FOLDER = "http://zx.qinghe.gov.cn/bg/202501/"
TRS = FOLDER + "t20250110_71234.html"


def pages(url: str, body: str) -> list[str]:
    found = article_pages(Page(url, f"<meta charset=utf-8><p>各位委员：现在报告工作。</p>{body}".encode()))
    return [page.removeprefix(FOLDER) for page in found]


def test_a_script_pager_with_the_articles_own_name() -> None:
    code = '<script>createPageHTML(3, {}, "t20250110_71234", "html")</script>'
    assert pages(TRS, code.format(0)) == ["t20250110_71234_1.html", "t20250110_71234_2.html"]
    assert pages(FOLDER + "t20250110_71234_1.html", code.format(1)) == ["t20250110_71234_2.html"]
    assert pages(FOLDER + "t20250110_71234_2.html", code.format(2)) == []


def test_a_listings_pager_inside_an_article_is_not_its_own() -> None:
    assert pages(TRS, '<script>createPageHTML(25, 0, "index", "html")</script>') == []


@pytest.mark.parametrize(
    ("url", "body", "expected"),
    [
        ("1390.html", "<b>1</b><a href=1390_2.html>2</a><a href=1390_3.html>3</a>", ["1390_2.html", "1390_3.html"]),
        ("1390.html", "<a href=1390_2.html>下一页</a>", ["1390_2.html"]),
        (
            "1390.html",
            "<a href=1390_2.html>[2]</a>…<a href=1390_5.html>尾页</a>",
            [f"1390_{n}.html" for n in (2, 3, 4, 5)],
        ),
        ("1390_2.html", "<a href=1390.html>1</a><a href=1390_3.html>3</a>", ["1390_3.html"]),
        ("1390.html", "<a href=1391.html>下一篇</a><a href=1391.html>2</a>", []),
        ("1390.html", "<a href=1390_2.html>关于某事的另一篇文章</a>", []),
        ("show.php?id=7", "<a href='show.php?id=7&page=2'>2</a><a href='?id=8&page=3'>3</a>", ["show.php?id=7&page=2"]),
        ("show.php?id=7&page=2", "<a href='?id=7&page=3'>下一页</a>", ["show.php?id=7&page=3"]),
    ],
)
def test_pager_links_to_the_own_name(url: str, body: str, expected: list[str]) -> None:
    assert pages(FOLDER + url, body) == expected


def test_listings_have_no_article_pages() -> None:
    rows = "".join(f"<li><a href='{n}.html'>县政协公告第{n}号全文</a>2024-01-0{n - 800}</li>" for n in range(801, 809))
    assert pages(FOLDER + "1751.html", f"<ul>{rows}</ul><a href=1751_2.html>2</a>") == []
    assert pages("http://zx.qinghe.gov.cn/gg/index.html", "<a href=index_2.html>2</a>") == []


def test_the_number_of_pages_is_bounded() -> None:
    assert len(pages(TRS, '<script>createPageHTML(9999999, 0, "t20250110_71234", "html")</script>')) < MAX_PAGES
