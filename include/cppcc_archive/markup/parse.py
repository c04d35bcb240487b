"""Text to tree, with the two shapes of markup taken out that make the parser's time grow with the square of a page.

Nesting some ten thousand deep, or tens of thousands of options in one select, is found on no page made for people; one
made to stop a crawler needs only a megabyte of it.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

MOST_DEEP = 2000
MOST_OPTIONS = 5000

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40})[^<>]*>")
_NEVER_NESTED = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "td", "th", "tr", "tbody", "option", "a"}
)
"""Void elements, and those whose next opening tag closes them."""


def parse_html(text: str) -> LexborHTMLParser:
    """The HTML5 tree of ``text`` (selectolax/lexbor), in time that grows with its length."""
    return LexborHTMLParser(_bounded(text) if text.count("<") > MOST_DEEP else text)


def _bounded(text: str) -> str:
    """``text`` without opening tags deeper than :data:`MOST_DEEP` (their content stays) and surplus options."""
    kept: list[str] = []
    position = depth = surplus = options = 0
    for match in _TAG.finditer(text):
        name = match["name"].lower()
        drop = False
        if name == "option":
            options += not match["end"]
            drop = options > MOST_OPTIONS
        elif name in _NEVER_NESTED:
            continue
        elif match["end"]:
            drop = surplus > 0
            surplus -= drop
            depth = depth if drop else max(0, depth - 1)
        elif depth >= MOST_DEEP:
            drop = True
            surplus += 1
        else:
            depth += 1
        if drop:
            kept.append(text[position : match.start()])
            position = match.end()
    return "".join([*kept, text[position:]]) if kept else text
