"""Calls in inline scripts (``createPageHTML(25, 0, "index", "html")``): found, split into arguments, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cppcc_archive.markup.page import Page

_COMMENT = re.compile(
    r"<!--.*?-->|/\*.*?\*/|^[ \t]*//[^\n]*|(?<=[;\s{])//(?![^\n]*['\"][^\n]*;)[^\n]*", re.DOTALL | re.MULTILINE
)
_ARGUMENT = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,'"()]*))\s*(?:,|$)""")
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
    """``code`` without comments; the ``<!--`` that hides a whole script from old browsers does not hide its code."""
    lines = re.sub(r"^\s*<!--[^\n]*\n", "\n", code)
    return _COMMENT.sub(" ", lines)


def calls(code: str, name: str) -> Iterator[list[str]]:
    """The argument lists of the calls of ``name``, definitions excepted; quotes removed."""
    for match in re.finditer(rf"(?<![\w.]){name}\s*\(([^()]{{0,400}})\)", code):
        if re.search(r"function\s*$", code[max(0, match.start() - 12) : match.start()]):
            continue
        yield _arguments(match[1])


def number(code: str, *names: str) -> int | None:
    """The integer a variable or property of one of these names is set to (``var countPage = 25``, ``size: 3``)."""
    for name in names:
        match = re.search(rf"(?<![\w.]){name}\s*[=:]\s*['\"]?(\d{{1,7}})\b", code)
        if match:
            return int(match[1])
    return None


def _arguments(text: str) -> list[str]:
    found, position = [], 0
    while position < len(text):
        match = _ARGUMENT.match(text, position)
        if match is None or match.end() == position:
            break
        found.append((match[1] or match[2] or match[3] or "").strip())
        position = match.end()
    return found
