"""A page marked up with what was read from it: for a person who wonders how a site is read."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from html import escape
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from cppcc_archive.extract.chrome import LONGEST_INFO, letters
from cppcc_archive.extract.document import Document
from cppcc_archive.extract.layouts.laying import cells_of
from cppcc_archive.extract.nodes import Nodes, flatten
from cppcc_archive.markup.dates import dates_in
from cppcc_archive.markup.page import Page


class Part(StrEnum):
    """What a line of a page was read as."""

    TITLE = "title"
    DATE = "date"
    TEXT = "text"
    FURNITURE = "furniture"


_TINTS = {Part.TITLE: "#ffe08a", Part.DATE: "#9fd3ff", Part.TEXT: "#c9f2c7", Part.FURNITURE: "#f3d9d9"}
_MOST_LINES = 3000
_CODE_TAGS = ("script", "iframe", "object", "embed", "meta[http-equiv]", "base", "link[rel=preload]")
"""What a copy to be looked at has no need to run or fetch."""


class MarkedLine(NamedTuple):
    """One line, what it was read as, and the block element it stands in, by index."""

    part: Part
    text: str
    box: int


def marked_lines(page: Page, document: Document) -> list[MarkedLine]:
    """The page's lines in order, each with what ``document``, read from the page, has of it."""
    return _marked(flatten(page.tree), document)


def _marked(nodes: Nodes, document: Document) -> list[MarkedLine]:
    left = Counter(cells_of(document))
    title = letters(document.title or "")
    found = []
    for line in nodes.all_lines[:_MOST_LINES]:
        short = letters(line.text)
        if left[short] > 0 and short != title:
            part = Part.TEXT
            left[short] -= 1
        elif title and (short == title or (len(short) > 5 and short in title)):
            part = Part.TITLE
        elif _tells_day(line.text, document):
            part = Part.DATE
        else:
            part = Part.FURNITURE
        found.append(MarkedLine(part, line.text, nodes.block_around(line.at)))
    return found


def _tells_day(text: str, document: Document) -> bool:
    when = document.published_at
    return (
        when is not None and len(text) < LONGEST_INFO and any(one.when.date() == when.date() for one in dates_in(text))
    )


def marked_html(page: Page, document: Document) -> str:
    """A copy of the page with title, date, text and furniture tinted. What would run or fetch is taken out of it."""
    tree = page.tree
    boxes: dict[int, Part] = {}
    for line in _marked(flatten(tree), document):
        known = boxes.get(line.box)
        boxes[line.box] = line.part if known is None or known is Part.FURNITURE else known
    for index, node in enumerate(_in_order(tree.root)):
        if (part := boxes.get(index)) and node.tag not in ("html", "body"):
            style = node.attributes.get("style") or ""
            node.attrs["style"] = f"{style};background:{_TINTS[part]} !important"
    for selector in _CODE_TAGS:
        for node in tree.css(selector):
            node.decompose()
    legend = " ".join(f'<span style="background:{tint};padding:0 .6em">{part}</span>' for part, tint in _TINTS.items())
    told = escape(f"{document.method}{f' {document.layout}' if document.layout else ''}")
    head = f'<div style="position:sticky;top:0;background:#fff;border-bottom:1px solid #999">{legend} {told}</div>'
    return f'<!DOCTYPE html><meta charset="utf-8">{head}{tree.html}'


def _in_order(root: LexborNode | None) -> list[LexborNode]:
    """The nodes in the order that :func:`flatten` numbers them in."""
    found: list[LexborNode] = []
    waiting = [root]
    while waiting:
        if (node := waiting.pop()) is not None:
            found.append(node)
            waiting += node.next, node.first_child
    return found
