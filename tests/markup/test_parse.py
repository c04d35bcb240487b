"""Hostile nesting costs no more than its length, and no character of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cppcc_archive.markup.parse import MOST_DEEP, MOST_OPTIONS, parse_html

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
