"""Calls in inline scripts (``createPageHTML(25, 0, "index", "html")``): found, split into arguments, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cppcc_archive.markup.page import Page

_ARGUMENT = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,'"()]*))\s*(?:,|$)""")
_LINE_COMMENT = re.compile(r"(?:^|(?<=[\s;{}]))//.*$")
_MAX_SCRIPT = 300_000


def script_text(page: Page) -> str:
    """The code of the page's inline scripts with comments taken out."""
    parts = []
    for node in page.tree.css("script:not([src])"):
        code = node.text()
        if 0 < len(code) <= _MAX_SCRIPT:
            parts.append(strip_comments(code))
    return "\n".join(parts)


def strip_comments(code: str) -> str:
    """``code`` without comments; the ``<!--`` that hides a whole script from old browsers does not hide its code.

    A ``//`` counts only at a line's start or behind white space, ``;`` or a brace, so that addresses stay whole.
    """
    lines = re.sub(r"^\s*<!--[^\n]*\n", "\n", code)
    for opening, closing in (("<!--", "-->"), ("/*", "*/")):
        lines = _without(lines, opening, closing)
    return "\n".join(_LINE_COMMENT.sub("", line) for line in lines.split("\n"))


def _without(code: str, opening: str, closing: str) -> str:
    kept, position = [], 0
    while (start := code.find(opening, position)) >= 0:
        end = code.find(closing, start + len(opening))
        if end < 0:
            break
        kept.append(code[position:start])
        position = end + len(closing)
    return " ".join([*kept, code[position:]])


def calls(code: str, name: str) -> Iterator[list[str]]:
    """The argument lists of the calls of ``name``, definitions excepted; quotes removed."""
    for match in re.finditer(rf"(?<![\w.]){name}\s*\(([^()]{{0,400}})\)", code):
        if re.search(r"function\s*$", code[max(0, match.start() - 12) : match.start()]):
            continue
        yield arguments(match[1])


def number(code: str, *names: str) -> int | None:
    """The integer a variable or property of one of these names is set to (``var countPage = 25``, ``size: 3``)."""
    for name in names:
        match = re.search(rf"(?<![\w.]){name}\s*[=:]\s*['\"]?(\d{{1,7}})\b", code)
        if match:
            return int(match[1])
    return None


def arguments(text: str) -> list[str]:
    found, position = [], 0
    while position < len(text):
        match = _ARGUMENT.match(text, position)
        if match is None or match.end() == position:
            break
        found.append((match[1] or match[2] or match[3] or "").strip())
        position = match.end()
    return found
