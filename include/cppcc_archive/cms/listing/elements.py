"""Elements of XML-like text by scanning: no parser, so no entities, no DTDs, no recursion, no quadratic patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_ELEMENTS = 50_000


def elements(text: str, name: str) -> Iterator[str]:
    """The contents of the elements called ``name`` (any prefix, any case) in order; an unclosed one ends the scan."""
    opening = re.compile(rf"<((?:\w{{1,20}}:)?{name})(?:\s[^<>]{{0,2000}})?>", re.IGNORECASE)
    position = 0
    for _ in range(MAX_ELEMENTS):
        start = opening.search(text, position)
        if start is None:
            return
        end = text.find(f"</{start[1]}", start.end())
        if end < 0:
            return
        yield text[start.end() : end]
        position = end


def first_element(text: str, name: str) -> str:
    """The content of the first element called ``name``, empty when there is none."""
    return next(elements(text, name), "")


def unwrapped(content: str) -> str:
    """``content`` without its CDATA wrapping, if it has one."""
    start = content.find("<![CDATA[")
    if start < 0:
        return content
    end = content.find("]]>", start)
    return content[start + 9 : end if end >= 0 else len(content)]
