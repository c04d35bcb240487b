"""What the first parts of an element say, told from one walk over the page: asking the tree for every link would cost
the page's square."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from selectolax.lexbor import LexborNode

from cppcc_archive.cms.listing.anchors import squeeze
from cppcc_archive.markup.page import Page

MOST_PARTS = 12
"""Parts of an element that are looked at."""

MOST_TEXT = 80
"""Characters of a part that are read: one that says more is no heading."""

_PARTS = frozenset({"h1", "h2", "h3", "h4", "h5", "strong", "b", "span", "td", "dt", "div", "p", "a", "li"})
_SILENT = frozenset({"script", "style"})


class Blocks:
    """The page's parts in document order; nothing is walked before the first question."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def openings(self, element: LexborNode, but: LexborNode) -> Iterator[str]:
        """What the first parts inside ``element`` say, those excepted that are ``but``."""
        places, ends, parts, _ = self._walked
        start = places[element.mem_id]
        first = bisect_right(parts, start)
        for part in parts[first : first + MOST_PARTS]:
            if part >= ends[start]:
                return
            if part != places[but.mem_id]:
                yield self._text(part, ends[part])

    def _text(self, start: int, end: int) -> str:
        texts = self._walked[3]
        said = ""
        for place in range(bisect_left(texts, (start, "")), len(texts)):
            at, text = texts[place]
            if at >= end or len(said) > MOST_TEXT:
                break
            said += text[: MOST_TEXT + 1]
        return squeeze(said)

    @cached_property
    def _walked(self) -> tuple[dict[int, int], list[int], list[int], list[tuple[int, str]]]:
        """Every node's place, where what is inside each ends, the places of parts, and the texts with theirs."""
        places: dict[int, int] = {}
        ends: list[int] = []
        parts: list[int] = []
        texts: list[tuple[int, str]] = []
        above: list[tuple[int, int]] = []
        root = self._page.tree.root
        for place, node in enumerate(root.traverse(include_text=True) if root is not None else ()):
            parent = node.parent.mem_id if node.parent is not None else -1
            while above and above[-1][0] != parent:
                ends[above.pop()[1]] = place
            places[node.mem_id] = place
            ends.append(place + 1)
            if node.tag == "-text":
                if (text := node.text_content or "").strip() and not (above and self._is_silent(node)):
                    texts.append((place, text))
                continue
            above.append((node.mem_id, place))
            if node.tag in _PARTS:
                parts.append(place)
        for _, place in above:
            ends[place] = len(ends)
        return places, ends, parts, texts

    @staticmethod
    def _is_silent(node: LexborNode) -> bool:
        return node.parent is not None and node.parent.tag in _SILENT
