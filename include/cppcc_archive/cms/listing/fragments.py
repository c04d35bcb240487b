"""Rows inside data answers: snippets of HTML in XML or JSON, and JSON records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import unescape
from itertools import islice
from typing import Any

from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.cms.listing.rows import ArticleTest, UrlDate, find_rows, one_row, unique
from cppcc_archive.markup.page import Page

MAX_RECORDS = 5000
_LEAF = re.compile(
    r"<(?P<name>[A-Za-z_][\w:.-]{0,60})(?:\s[^<>]{0,300})?>\s*+"
    r"(?:<!\[CDATA\[(?P<data>(?:[^\]<]++|\](?!\]>)|<(?!!\[CDATA\[))*+)\]\]>|(?P<text>[^<]*+))\s*+</"
)
"""An element that holds text only. No part is read twice: blanks are given back by none, and a section that is never
closed ends at the next one's begin."""


def rows_in_snippets(
    url: str, snippets: Iterable[str], is_article: ArticleTest, url_date: UrlDate
) -> tuple[ArticleLink, ...]:
    """One row a snippet (``<li><a href title>…</a><span>2025-01-07</span></li>``); links are relative to ``url``."""
    found = []
    for index, snippet in enumerate(snippets):
        if index >= MAX_RECORDS:
            break
        row = one_row(
            Page(
                url,
                f"<table>{snippet}</table>".encode()
                if snippet.lstrip()[:3].lower() in {"<tr", "<td"}
                else snippet.encode(),
            ),
            is_article,
            url_date,
        )
        if row is not None:
            found.append(row)
    return unique(found)


def rows_in_html(url: str, markup: str, is_article: ArticleTest, url_date: UrlDate) -> tuple[ArticleLink, ...]:
    """The rows of a piece of HTML that holds a whole list."""
    return find_rows(Page(url, markup.encode()), is_article, url_date)


def json_answer(page: Page) -> Any:
    """The page's body as JSON, also wrapped in a callback or a string; None for anything else."""
    text = page.html.strip().lstrip("\ufeff")
    if text[:1] not in {"{", "[", '"'}:
        start, end = text.find("("), text.rfind(")")
        if not (0 < start < 80 and end > start and text[:start].replace(".", "").replace("_", "").isalnum()):
            return None
        text = text[start + 1 : end]
    try:
        value = json.loads(text)
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return None


def xml_records(text: str) -> list[dict[str, str]]:
    """The records of an XML answer, by the names of the elements that hold text: a name that comes again begins the
    next one."""
    found: list[dict[str, str]] = []
    for match in islice(_LEAF.finditer(text), 40 * MAX_RECORDS):
        name, value = match["name"].rpartition(":")[2], (match["data"] or match["text"] or "").strip()
        if not value:
            continue
        if not found or name in found[-1]:
            found.append({})
        found[-1][name] = unescape(value)
    return found
