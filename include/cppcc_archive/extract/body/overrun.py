"""An end tag too many closes a body's container in mid-article: where the article goes on to."""

from __future__ import annotations

from cppcc_archive.extract.chrome import (
    is_after,
    is_editor_line,
    is_footer,
    is_info_line,
    letters,
)
from cppcc_archive.extract.elements import COMMENT, TEXT
from cppcc_archive.extract.nodes import Nodes

_SILENT = frozenset({"script", "style", "br", "o:p", "link", "meta"})
_LEVELS = 3
_SHORTEST = 25
"""Letters that a paragraph behind the container has at least, to be more than a note of the template's."""


def prose_behind(nodes: Nodes, start: int, end: int) -> int:
    """Where the prose ends that stands right behind nodes ``start`` to ``end``, built just like the prose inside;
    ``end`` where what follows is something else.

    Looked for behind the container and behind those that end together with it, since an end tag too many closes one of
    them and each further one the next.
    """
    last = _last_paragraph(nodes, start, end)
    if last < 0:
        return end
    here = start
    for _ in range(_LEVELS):
        above = nodes.parents[here]
        if above < 0:
            break
        going = _run(nodes, last, end, nodes.ends[above])
        if going > end:
            return going
        if not _nothing_between(nodes, end, nodes.ends[above]):
            break
        here = above
    return end


def _last_paragraph(nodes: Nodes, start: int, end: int) -> int:
    """The last paragraph of the body, if it is the last thing there; -1 otherwise."""
    last = max((child for child in nodes.children(start) if nodes.tags[child] == "p"), default=-1)
    if last < 0 or "div" in nodes.tags[last:end]:
        return -1
    return last if _nothing_between(nodes, nodes.ends[last], end) and letters(nodes.text(last)) else -1


def _run(nodes: Nodes, like: int, start: int, end: int) -> int:
    """The end of the row of paragraphs like ``like`` that begins at ``start``; ``start`` where there is none."""
    index = reached = start
    while index < end:
        tag = nodes.tags[index]
        if tag == TEXT:
            if nodes.texts[index].strip():
                break
        elif tag == "p":
            text = nodes.text(index)
            if letters(text):
                if not _is_alike(nodes, like, index) or not _is_prose(text):
                    break
                reached = nodes.ends[index]
        elif tag != COMMENT and tag not in _SILENT:
            break
        index = nodes.ends[index]
    return reached


def _is_alike(nodes: Nodes, one: int, other: int) -> bool:
    """Whether two paragraphs have the same class, style and indentation."""
    names = ("class", "style", "align")
    first, second = nodes.text(one).strip("\r\n\t "), nodes.text(other).strip("\r\n\t ")
    return all(nodes.attribute(one, name) == nodes.attribute(other, name) for name in names) and (
        _indent(first) == _indent(second)
    )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip("\u3000\xa0\u2002\u2003"))


def _is_prose(text: str) -> bool:
    text = text.strip()
    return (
        len(letters(text)) >= _SHORTEST
        and text[-1] in "。！？；：”’）"
        and not any(is_such(text) for is_such in (is_after, is_editor_line, is_footer, is_info_line))
    )


def _nothing_between(nodes: Nodes, start: int, end: int) -> bool:
    return not nodes.text(start, end).strip() and not any(tag == "img" for tag in nodes.tags[start:end])
