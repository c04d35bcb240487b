"""The parsed page as flat lists in document order: what every rule of the extractor reads.

One pass over the lexbor tree; afterwards "inside", "before" and "after" are comparisons of indices, nothing recurses,
and a page nested ten thousand levels deep is a page like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

TEXT = "-text"
COMMENT = "-comment"
_NO_ATTRIBUTES: dict[str, str | None] = {}
_TEXT_ID, _COMMENT_ID, _LOWEST_ELEMENT_ID = 2, 4, 5


@dataclass(frozen=True, slots=True)
class Nodes:
    """Parallel lists, one entry a node: ``tags[i]`` (``-text`` and ``-comment`` for those), ``attributes[i]``,
    ``texts[i]`` (text nodes only, else ``""``), ``parents[i]`` (-1 at the root) and ``ends[i]``, one past the last node
    inside ``i``."""

    tags: list[str] = field(default_factory=list)
    attributes: list[dict[str, str | None]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def attribute(self, index: int, name: str) -> str:
        """The attribute's value, ``""`` when absent or empty."""
        return self.attributes[index].get(name) or ""

    def text(self, start: int, end: int | None = None) -> str:
        """All text from node ``start`` up to ``end`` (default: inside ``start``), scripts and styles left out."""
        stop = self.ends[start] if end is None else end
        return "".join(self.texts[start:stop])

    def inside(self, index: int, ancestor: int) -> bool:
        """Whether ``index`` is ``ancestor`` or lies inside it."""
        return ancestor <= index < self.ends[ancestor]

    def ancestors(self, index: int) -> list[int]:
        """The chain from the parent up to the root."""
        chain = []
        index = self.parents[index]
        while index >= 0:
            chain.append(index)
            index = self.parents[index]
        return chain


_SILENT = frozenset(
    {"script", "style", "noscript", "template", "textarea", "select", "object", "svg", "math", "iframe"}
)


def flatten(tree: LexborHTMLParser) -> Nodes:
    """Flatten the whole tree. Text of scripts, styles and controls is not text: their text nodes stay out."""
    found = Nodes()
    tags, attributes, texts, parents, ends = found.tags, found.attributes, found.texts, found.parents, found.ends
    root = tree.root
    if root is None:
        return found
    index_of: dict[int, int] = {}
    open_nodes: list[int] = []
    for index, node in enumerate(root.traverse(include_text=True)):
        identity = node.tag_id
        above = node.parent
        parent = index_of.get(above.mem_id, -1) if above is not None else -1
        while open_nodes and open_nodes[-1] != parent:
            ends[open_nodes.pop()] = index
        parents.append(parent)
        ends.append(index + 1)
        if identity == _TEXT_ID:
            tags.append(TEXT)
            attributes.append(_NO_ATTRIBUTES)
            texts.append("" if parent >= 0 and tags[parent] in _SILENT else node.text_content or "")
            continue
        texts.append("")
        if identity <= _LOWEST_ELEMENT_ID:
            tags.append(COMMENT)
            attributes.append(_NO_ATTRIBUTES)
            continue
        tags.append(node.tag or "")
        attributes.append(node.attributes)
        index_of[node.mem_id] = index
        open_nodes.append(index)
    for index in open_nodes:
        ends[index] = len(tags)
    return found
