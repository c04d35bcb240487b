"""The parsed page as flat lists in document order: what every rule of the extractor reads.

One pass over the lexbor tree; afterwards "inside", "before" and "after" are comparisons of indices, nothing recurses,
and a page nested ten thousand levels deep is a page like any other.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cppcc_archive.extract.elements import SILENT_TAGS

TEXT = "-text"
COMMENT = "-comment"
_TEXT_ID, _COMMENT_ID = 2, 4
"""lexbor's own identifiers of these two kinds of node."""
_KNOWN_TAG_IDS = 256
"""Below: lexbor's fixed identifiers of HTML's tags; above: identifiers given to unknown tags document by document."""
_INDEXED = (
    "h1",
    "meta",
    "title",
    "base",
    "a",
    "img",
    "iframe",
    "embed",
    "object",
    "ucapcontent",
    "ucaptitle",
    "founder-content",
)
_BARE = frozenset({"br", "script", "style", "link", "head", "tbody", "o:p"})
"""Elements whose attributes nobody asks for."""
_SILENT_BESIDES_HEAD = SILENT_TAGS - {"head", "title"}
_tag_names: dict[int, str] = {}


@dataclass(frozen=True, slots=True)
class Nodes:
    """Parallel lists, one entry a node: ``tags[i]`` (``-text``, ``-comment`` for those), ``attributes[i]``,
    ``texts[i]`` (visible text nodes only, else ``""``), ``parents[i]`` (-1 at the root) and ``ends[i]``, one past the
    last node inside ``i``. ``scripts`` and ``comments`` hold what those say, by index; ``named`` the indices of the
    elements with a class or an id, ``tagged`` those of the elements that are looked up by tag (links, images …)."""

    tags: list[str] = field(default_factory=list)
    attributes: list[dict[str, str | None]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    scripts: dict[int, str] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    named: list[int] = field(default_factory=list)
    tagged: dict[str, list[int]] = field(default_factory=lambda: {tag: [] for tag in _INDEXED})

    def attribute(self, index: int, name: str) -> str:
        """The attribute's value, ``""`` when absent or empty."""
        return self.attributes[index].get(name) or ""

    def text(self, start: int, end: int | None = None) -> str:
        """All text from node ``start`` up to ``end`` (default: inside ``start``), scripts and styles left out."""
        stop = self.ends[start] if end is None else end
        return "".join(self.texts[start:stop])

    def within(self, tag: str, start: int, end: int) -> list[int]:
        """The indices from ``start`` up to ``end`` of an indexed tag's elements."""
        places = self.tagged[tag]
        return places[bisect_left(places, start) : bisect_left(places, end)]

    def named_within(self, start: int, end: int) -> list[int]:
        """The indices from ``start`` up to ``end`` of elements with a class or an id."""
        return self.named[bisect_left(self.named, start) : bisect_left(self.named, end)]

    def ancestors(self, index: int) -> Iterator[int]:
        """From the parent up to the root."""
        index = self.parents[index]
        while index >= 0:
            yield index
            index = self.parents[index]

    def children(self, index: int) -> Iterator[int]:
        """The direct children, in order."""
        child, end = index + 1, self.ends[index]
        while child < end:
            yield child
            child = self.ends[child]


def flatten(tree: LexborHTMLParser) -> Nodes:
    """Flatten the whole tree. What scripts, styles and controls hold is not text."""
    found = Nodes()
    tags, texts, parents, ends = found.tags, found.texts, found.parents, found.ends
    add_tag, add_attributes, add_text = tags.append, found.attributes.append, texts.append
    add_parent, add_end = parents.append, ends.append
    tagged, named, names = found.tagged, found.named, _tag_names
    none: dict[str, str | None] = {}
    parent = silent = -1
    index = 0
    node = tree.root
    while node is not None:
        kind = node.tag_id
        add_parent(parent)
        if kind == _TEXT_ID:
            add_tag(TEXT)
            add_attributes(none)
            text = node.text_content or ""
            if silent >= 0:
                if tags[parent] == "script":
                    found.scripts[parent] = text
                text = ""
            add_text(text)
            child = None
        elif kind == _COMMENT_ID:
            add_tag(COMMENT)
            add_attributes(none)
            add_text("")
            found.comments[index] = node.comment_content or ""
            child = None
        else:
            tag = names.get(kind) or _name(kind, node)
            add_tag(tag)
            add_text("")
            if tag in _BARE:
                add_attributes(none)
            else:
                attributes = node.attributes
                add_attributes(attributes)
                if attributes and ("class" in attributes or "id" in attributes):
                    named.append(index)
            if tag in tagged:
                tagged[tag].append(index)
            child = node.first_child
        index += 1
        add_end(index)
        if child is not None:
            parent = index - 1
            if silent < 0 and tag in _SILENT_BESIDES_HEAD:
                silent = parent
            node = child
            continue
        while node is not None and (following := node.next) is None:
            node = node.parent
            if parent < 0:
                return found
            ends[parent] = index
            if parent == silent:
                silent = -1
            parent = parents[parent]
        node = following
    return found


def _name(kind: int, node: LexborNode) -> str:
    name = sys.intern(node.tag or "")
    if kind < _KNOWN_TAG_IDS:
        _tag_names[kind] = name
    return name
