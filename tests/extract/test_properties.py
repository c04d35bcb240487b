"""What must hold for every page, whatever stands on it."""

from __future__ import annotations

import html

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cppcc_archive.extract import extract, join
from cppcc_archive.markup.text import EDGES
from tests.growth import cpu_seconds

URL = "http://www.yunshanzx.example/art/2025/1/7/art_1_2.html"
_INLINE = [
    "span",
    "font",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "o:p",
    "st1:chsdate",
    "ins",
    "big",
    "small",
    "a",
    "label",
    "nobr",
]
_BLOCK = ["p", "div", "section", "blockquote", "li", "center", "h3", "td"]
_CHARACTERS = st.characters(
    min_codepoint=0x21,
    max_codepoint=0x9FA5,
    exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Co"),
    # The one mark that nobody sees and that is in none of these categories; the sign of a page's foot.
    exclude_characters="\u034f©",
)


def _words(characters: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[str]:
    """Words, character by character: texts as a whole are drawn from the code's own strings, too, and what only
    furniture and forms of offices say (阅读量, 索引号, 相关文章) is no text by itself."""
    return st.lists(characters, min_size=least, max_size=most).map("".join)


_CHINESE = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
_runs = st.lists(st.tuples(st.sampled_from(_INLINE), _words(_CHARACTERS, 1, 6)), min_size=1, max_size=12)
_paragraphs = st.lists(st.tuples(st.sampled_from(_BLOCK), _runs), min_size=1, max_size=8)


def _markup(paragraphs: list[tuple[str, list[tuple[str, str]]]]) -> tuple[str, str]:
    """The paragraphs as markup, every run in an element of its own, and the characters they hold in order."""
    out, text = [], ""
    for block, runs in paragraphs:
        inner = "".join(f"<{tag}>{html.escape(run)}</{tag}>" for tag, run in runs)
        out.append(f"<table><tr><td>{inner}</td></tr></table>" if block == "td" else f"<{block}>{inner}</{block}>")
        text += "".join(run for _, run in runs)
    return "".join(out), text


def _letters(text: str) -> str:
    return "".join(text.split())


@given(_paragraphs)
@example([("p", [("span", "/")]), ("div", [("span", "0")])]).via("marks alone are no buttons, above the text")
@example([("p", [("span", "县政协委员视察")]), ("div", [("span", ">")])]).via("nor below it")
@example([("p", [("span", "0")]), ("div", [("span", "#0")])]).via("a number is no tag")
def test_all_characters_come_out_in_order_and_none_besides(paragraphs: list[tuple[str, list[tuple[str, str]]]]) -> None:
    markup, text = _markup(paragraphs)
    page = f"<html><head><meta charset=utf-8><title>题</title></head><body><div id=zoom>{markup}</div></body></html>"
    assert _letters(extract(page.encode(), URL).text) == _letters(text)


@given(st.lists(_words(_CHINESE, 1, 30), min_size=1, max_size=8))
def test_every_paragraph_is_a_line_of_its_own(lines: list[str]) -> None:
    page = "<meta charset=utf-8><div id=zoom>" + "".join(f"<p>\n  {line}\n</p>\n" for line in lines) + "</div>"
    assert extract(page.encode(), URL).text.split("\n") == lines


@given(_words(_CHINESE, 2, 60), st.data())
def test_a_source_line_break_between_chinese_characters_leaves_no_trace(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(text) - 1))
    page = f"<meta charset=utf-8><div id=zoom><p>{text[:cut]}\r\n   {text[cut:]}</p></div>"
    assert extract(page.encode(), URL).text == text


@given(st.binary(max_size=600))
def test_random_bytes_never_raise(body: bytes) -> None:
    extract(body, URL)


_SCRAP_LINES = """
<p>|</p>|<div>|</div>|<table>|<tr>|<td>|</table>|<br>|<font id=zoom>|</font>|<h1>|<title>|<!--|-->|<script>|</script>
</html>|<style>|<ol>|<li>|<a href='x.doc'>|</a>|<img src=a.jpg>|政协|。|2025-01-07|来源：办公室|当前位置：|<svg>|<math>
<td colspan=9999999999>|<td rowspan=99>|<base href=//[>|<a href='http://['>|<meta name=PubDate content=1>|&#0;|\ufffd
<ol start=99999999>|<li value=x>|<template>|<select>|<frameset>|<plaintext>|<p hidden>|<pre>|<ucapcontent>|首页 > 动态
"""
_SCRAPS = st.lists(st.sampled_from(_SCRAP_LINES.strip().replace("\n", "|").split("|")), max_size=60)


@given(_SCRAPS)
@settings(max_examples=300)
def test_broken_markup_never_raises_and_reads_the_same_twice(scraps: list[str]) -> None:
    body = "".join(scraps).encode()
    assert extract(body, URL) == extract(body, URL)


@pytest.mark.parametrize(
    "url", ["", "x", "http://[", "mailto:a@b", "http://h/", "http://h/index.html", "file:///a/b.html"]
)
def test_any_address_will_do(url: str) -> None:
    page = "<p><a href='a.doc'>附件</a><img src='b.jpg'>政协云山区委员会召开会议，研究工作。</p>"
    assert "研究工作" in extract(page.encode(), url).text


@pytest.mark.parametrize("tag", ["div", "span", "b", "font", "table", "blockquote"])
def test_ten_thousand_levels_deep_is_a_page_like_any_other(tag: str) -> None:
    page = f"<meta charset=utf-8>{f'<{tag}>' * 10_000}全会闭幕。{f'</{tag}>' * 10_000}"
    assert extract(page.encode(), URL).text == "全会闭幕。"


def test_a_megabyte_of_picture_in_an_attribute_is_no_image_and_no_trouble() -> None:
    page = (
        f"<meta charset=utf-8><div id=zoom><p>图：<img src='data:image/png;base64,{'A' * 2_000_000}'>会场。</p></div>"
    )
    found = extract(page.encode(), URL)
    assert (found.text, found.images) == ("图：会场。", ())


def test_nested_containers_and_repeats_are_read_in_time_that_grows_with_the_page() -> None:
    inner = "<p>全体委员认真履行职责，积极建言献策，成效明显。</p>" * 2000
    page = f"<meta charset=utf-8>{'<div class=TRS_Editor>' * 1500}{inner}{'</div>' * 1500}"
    assert len(extract(page.encode(), URL).blocks) == 2000


def test_spans_beyond_reason_buy_no_memory() -> None:
    row = "<tr>" + "<td rowspan=200 colspan=200>甲</td>" * 20 + "</tr>"
    found = extract(f"<meta charset=utf-8><div id=zoom><table>{row * 20}</table></div>".encode(), URL)
    assert found.text.count("甲") == 400


@given(st.lists(st.text(_CHARACTERS, min_size=1, max_size=20), min_size=1, max_size=5))
def test_joining_pages_loses_no_block(texts: list[str]) -> None:
    pages = [
        extract(f"<meta charset=utf-8><div id=zoom><p>{html.escape(text)}</p></div>".encode(), URL) for text in texts
    ]
    joined = join(pages)
    assert [block.text for block in joined.blocks] == [block.text for page in pages for block in page.blocks]
    assert joined.next_pages == ()


def test_edges_hold_white_space_and_marks_only() -> None:
    assert all(character.isspace() or character in "\u200b\ufeff" for character in EDGES)


_PROSE = "<p>区政协召开会议，研究提案工作，部署下一步任务。</p>" * 3
HOSTILE = {
    "a row of digits like a pager": f"<h1>测试一下的题目</h1><div>{_PROSE}<p>首页{'1' * 100}x</p></div>",
    "tabs in a breadcrumb": f"<div class=breadcrumb>首页&gt;a{chr(9) * 60_000}x</div><div id=zoom>{_PROSE}</div>",
    "blanks in a title": f"<title>甲乙丙丁{chr(0x3000) * 60_000}戊</title>{_PROSE}",
    "nested names of the way": f"{'<div class=path>' * 1900}{'x' * 60_000}<div id=zoom>{_PROSE}</div>",
    "labels of the way": f"<div>{'<p>位置:</p>' * 20_000}</div><div id=zoom>{_PROSE}</div>",
    "words of a foot": f"<p>{'地址：' * 60_000}</p>{_PROSE}",
    "a viewer's address": f"<div id=zoom>{_PROSE}<a href='{'viewer.htm?' * 20_000}'>x</a></div>",
    "a sparse table": f"<div id=zoom><table><tr>{'<td>a' * 12_000}{'<tr><td>b' * 7_000}</table></div>",
    "a long base": f"<base href='http://a.cn/{'b' * 60_000}/'><div id=zoom>{_PROSE}{'<img src=1>' * 5_000}</div>",
}
"""What once took the square of its length, or more: a hundred times what an ordinary page does, and now at most ten."""


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_in_linear_time(page: str) -> None:
    body = page.encode()
    ordinary = f"<div id=zoom>{_PROSE * max(100, len(page) // len(_PROSE))}</div>".encode()
    assert cpu_seconds(lambda: extract(body, URL), tries=3) < 50 * cpu_seconds(lambda: extract(ordinary, URL), tries=3)


@pytest.mark.parametrize(
    "page",
    [
        "2010-03-09 阅读<script></script>x",
        "<h1>关于某某工作的公告图片<br></h1><img src=a.jpg><img src=b.jpg>",
        "<h1>关于某某工作的公告<!--x--></h1>",
    ],
)
def test_a_page_that_ends_at_its_anchor_is_read(page: str) -> None:
    assert extract(page.encode(), URL).url == URL
