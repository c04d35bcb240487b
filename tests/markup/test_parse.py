"""Hostile nesting costs no more than its length, and no character of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cppcc_archive.markup.parse import MOST_ATTRIBUTES, MOST_DEEP, MOST_OPTIONS, MOST_REOPENED, parse_html

BITS = st.lists(st.sampled_from(["<div>", "</div>", "<p>", "<li>", "文", "<br/>", "<option>", "<b class=a>", "</b>"]))


@given(BITS)
def test_pages_made_for_people_are_parsed_as_they_are(bits: list[str]) -> None:
    assert parse_html("".join(bits)).html == LexborHTMLParser("".join(bits)).html


def test_many_rows_are_not_depth() -> None:
    rows = "<ul>" + "<li><a href=1.html>县政协公告<span>2024-01-02</span>" * (MOST_DEEP + 500) + "</ul>"
    assert len(parse_html(rows).css("li")) == MOST_DEEP + 500


@pytest.mark.parametrize("unit", ["<div>", "<li><ul>", "<span class='x'>", "<font>"])
def test_a_megabyte_of_nesting_is_flattened_and_keeps_its_text(unit: str) -> None:
    tree = parse_html("<p>前文</p>" + unit * (1_000_000 // len(unit)) + "<b>正文</b>" + "</div>" * 9 + "后文")
    assert tree.body is not None
    assert tree.body.text() == "前文正文后文"


def test_what_follows_the_flattened_part_stands_where_it_stood() -> None:
    deep = "<div>" * 5000 + "深" + "</div>" * 5000
    tree = parse_html(f"<section>{deep}</section><article>文</article>")
    article = tree.css_first("article")
    assert article is not None
    assert article.parent is not None
    assert article.parent.tag == "body"


def test_a_select_keeps_its_first_options() -> None:
    tree = parse_html("<select>" + "<option value=/a.html>1" * 100_000 + "</select><p>文</p>")
    assert len(tree.css("option")) == MOST_OPTIONS
    assert tree.css_first("p") is not None


OPEN = [
    "".join(f"<b a={number}>" for number in range(1900)),
    "".join(f"<b a={number}><!--</b>-->" for number in range(1900)),
    "".join(f'<FONT a="<{number}">' for number in range(1900)),
    "<table><td><svg>" + "".join(f"<td><b a={number}></td>" for number in range(1900)) + "</table>",
    "".join(f"<i a={number}>{'<div>' * 10}</i>{'</div>' * 10}" for number in range(900)),
]


@pytest.mark.parametrize("opened", OPEN, ids=range(len(OPEN)))
def test_unclosed_formatting_is_not_opened_anew_for_every_paragraph(opened: str) -> None:
    """Some kilobytes made gigabytes: each paragraph repeats every formatting element that is still open."""
    tree = parse_html(opened + "<p>文" * 3000)
    assert tree.body is not None
    assert tree.body.text(strip=True).count("文") == 3000
    assert len(tree.css("*")) < 2 * MOST_REOPENED


def test_formatting_that_is_closed_or_alike_stays_on_a_long_page() -> None:
    page = "<p><font size=3><b>一、工作</b><br>文</font><p><strong>二</strong>" * 2000 + "<table><td><font>" * 9
    assert parse_html(page).html == LexborHTMLParser(page).html


@pytest.mark.parametrize("start", ["<p ", "</p ", "<svg><script><p ", "<p x='>' y='<' ", "<!-- > <p x='"])
@pytest.mark.parametrize("every", [10**9, 50])
def test_a_tag_keeps_its_first_attributes(start: str, every: int) -> None:
    """The parser compares each attribute with all before it: a megabyte of them would take minutes."""
    names = " ".join(f"a{number}" + (' b=">"' if number % every == 0 else "") for number in range(100_000))
    tree = parse_html(f"<h1>前</h1>{start}{names}>中</p><b>后</b>")
    assert all(len(node.attributes) <= MOST_ATTRIBUTES + 1 for node in tree.css("*"))


def test_a_script_keeps_its_text() -> None:
    code = "for (i = 0; i <a.length; i++) " + "x = y; " * 5000
    script = parse_html(f"<script>{code}</script>").css_first("script")
    assert script is not None
    assert script.text() == code


@pytest.mark.parametrize("unit", ["<div></x>", "<div><!--</div>-->"])
def test_end_tags_that_close_nothing_do_not_hide_the_depth(unit: str) -> None:
    node, depth = parse_html(unit * 20_000 + "文").css("div")[-1], 0
    while node.parent is not None:
        node, depth = node.parent, depth + 1
    assert depth < MOST_DEEP + 10
