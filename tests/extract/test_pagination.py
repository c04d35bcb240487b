"""Articles in several pages."""

# Markup is read as it is written: no wrapped lines.

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract, join

PROSE = "一年来，区政协立案提案128件，组织专题协商9次，报送社情民意信息310条，委员参与率达到百分之百。"
BASE = "http://zx.example/hy/"


def pages(markup: str, file: str) -> list[str]:
    """The names of the further pages of ``file``."""
    page = f"<meta charset=utf-8><div id=zoom><p>{PROSE}</p></div>{markup}"
    return [one.removeprefix(BASE) for one in extract(page.encode(), BASE + file).next_pages]


@pytest.mark.parametrize(
    ("markup", "file", "expected"),
    [
        ("<script>createPageHTML(3, 0, 't1_7', 'html');</script>", "t1_7.html", ["t1_7_1.html", "t1_7_2.html"]),
        ("<script>createPageHTML(3, 1, 't1_7', 'html');</script>", "t1_7_1.html", ["t1_7_2.html"]),
        ("<script>//createPageHTML(3, 0, 't1_7', 'html');</script>", "t1_7.html", []),
        ("<script>createPageHTML(25, 0, 'index', 'html');</script>", "index.html", []),
        (
            "<script>createPageHTML('page_div', 3, 1, 'c_5', 'shtml', 40);</script>",
            "c_5.shtml",
            ["c_5_2.shtml", "c_5_3.shtml"],
        ),
        (
            "<a href='88_2.html'>2</a><a href='88_3.html'>3</a><a href='88_2.html'>下一页</a>",
            "88.html",
            ["88_2.html", "88_3.html"],
        ),
        ("<a href='88.html'>1</a><a href='88_3.html'>3</a>", "88_2.html", ["88_3.html"]),
        ("<a href='89_2.html'>别的文章</a><a href='../x/88_2.html'>别处</a>", "88.html", []),
        ("", "", []),
    ],
)
def test_further_pages_are_named_by_this_files_own_name(markup: str, file: str, expected: list[str]) -> None:
    assert pages(markup, file) == expected


def test_the_links_to_further_pages_are_no_text() -> None:
    page = f"<meta charset=utf-8><div id=zoom><p>{PROSE}</p><p>上一页 1 <a href='88_2.html'>2</a> 下一页</p></div>"
    assert extract(page.encode(), BASE + "88.html").text == PROSE


def test_joined_pages_keep_the_firsts_metadata_and_everybodys_blocks_files_and_warnings() -> None:
    first = extract(
        "<meta charset=utf-8><title>报告</title><div id=zoom><p>一</p><a href=a.doc>甲</a></div>".encode(),
        BASE + "1.html",
    )
    second = extract(
        "<meta charset=utf-8><title>报告</title><div id=zoom><p>二\ufffd</p><a href=a.doc>甲</a></div>".encode(),
        BASE + "1_2.html",
    )
    joined = join([first, second])
    assert joined.url == first.url
    assert joined.text == "一\n甲\n二\ufffd\n甲"
    assert [one.url for one in joined.attachments] == [BASE + "a.doc"]
    assert joined.warnings == second.warnings


def test_joining_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="unpack"):
        join([])
