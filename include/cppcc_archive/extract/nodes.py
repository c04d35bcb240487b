"""The parsed page as flat lists in document order: what every rule of the extractor reads.

One pass over the lexbor tree; afterwards "inside", "before" and "after" are comparisons of indices, nothing recurses,
and a page nested ten thousand levels deep is a page like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from cppcc_archive.extract.elements import SILENT_TAGS

TEXT = "-text"
COMMENT = "-comment"
_TEXT_ID, _COMMENT_ID = 2, 4
"""lexbor's own identifiers of these two kinds of node."""
_SILENT_BESIDES_HEAD = SILENT_TAGS - {"head", "title"}


@dataclass(frozen=True, slots=True)
class Nodes:
    """Parallel lists, one entry a node: ``tags[i]`` (``-text``, ``-comment`` for those), ``attributes[i]``,
    ``texts[i]`` (visible text nodes only, else ``""``), ``parents[i]`` (-1 at the root) and ``ends[i]``, one past the
    last node inside ``i``. ``scripts`` and ``comments`` hold what those say, by index."""

    tags: list[str] = field(default_factory=list)
    attributes: list[dict[str, str | None]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    scripts: dict[int, str] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)

    def attribute(self, index: int, name: str) -> str:
        """The attribute's value, ``""`` when absent or empty."""
        return self.attributes[index].get(name) or ""

    def text(self, start: int, end: int | None = None) -> str:
        """All text from node ``start`` up to ``end`` (default: inside ``start``), scripts and styles left out."""
        stop = self.ends[start] if end is None else end
        return "".join(self.texts[start:stop])

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
    root = tree.root
    if root is None:
        return found
    tags, attributes, texts, parents, ends = found.tags, found.attributes, found.texts, found.parents, found.ends
    none: dict[str, str | None] = {}
    index_of: dict[int, int] = {}
    open_nodes: list[int] = [-1]
    silent = -1
    for index, node in enumerate(root.traverse(include_text=True)):
        above = node.parent
        parent = -1 if above is None else index_of.get(above.mem_id, -1)
        while open_nodes[-1] != parent:
            closed = open_nodes.pop()
            ends[closed] = index
            if closed == silent:
                silent = -1
        parents.append(parent)
        ends.append(index + 1)
        kind = node.tag_id
        if kind == _TEXT_ID:
            tags.append(TEXT)
            attributes.append(none)
            text = node.text_content or ""
            if silent >= 0:
                if tags[parent] == "script":
                    found.scripts[parent] = text
                text = ""
            texts.append(text)
            continue
        texts.append("")
        if kind == _COMMENT_ID:
            tags.append(COMMENT)
            attributes.append(none)
            found.comments[index] = node.comment_content or ""
            continue
        tag = node.tag or ""
        tags.append(tag)
        attributes.append(node.attributes)
        index_of[node.mem_id] = index
        open_nodes.append(index)
        if silent < 0 and tag in _SILENT_BESIDES_HEAD:
            silent = index
    for index in open_nodes[1:]:
        ends[index] = len(tags)
    return found
