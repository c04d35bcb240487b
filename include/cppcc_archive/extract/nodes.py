"""The parsed page as flat lists in document order: what every rule of the extractor reads.

One pass over the lexbor tree; afterwards "inside", "before" and "after" are comparisons of indices, nothing recurses,
and a page nested ten thousand levels deep is a page like any other.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import attrgetter
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cppcc_archive.extract import elements
from cppcc_archive.extract.elements import BLOCK_TAGS, COMMENT, HEADING_TAGS, NO_STYLE, TEXT, Named, Style, style_of
from cppcc_archive.extract.unseen import kept_from_readers, raise_digits, shows_picture
from cppcc_archive.markup.text import one_line

# (Compiled, what is final is no look-up at every node.)
_TEXT_ID: Final = 2
_COMMENT_ID: Final = 4  # lexbor's own identifiers of these two kinds of node
_KNOWN_TAG_IDS: Final = 256  # below, lexbor's of HTML's tags; above, those of unknown ones in a document
_AT_A_TIME: Final = 1024  # nodes that there is room for at first; then twice as many, again and again
_UPTO: Final = list(range(1, _AT_A_TIME + 1))  # where each of them ends that holds nothing
_BARE: Final = frozenset({"br", "script", "style", "link", "head", "tbody", "option", "o:p"})
"""Elements whose attributes nobody asks for."""
_SILENT_BESIDES_HEAD: Final = elements.SILENT_TAGS - {"head", "title"}
_BREAKING: Final = BLOCK_TAGS | {"br"}


@dataclass(slots=True)
class _Kind:
    """A tag, and whether it is bare, looked up by tag, a link, silent, breaking lines."""

    tag: str
    is_bare: bool
    is_indexed: bool
    is_link: bool
    is_silent: bool
    breaks: bool


_kinds: Final[list[_Kind | None]] = [None] * _KNOWN_TAG_IDS
BOXES: Final = BLOCK_TAGS - HEADING_TAGS - {"p"}
_PARAGRAPHS: Final = HEADING_TAGS | {"p", "center", "blockquote"}


class Line:
    """One line of text, the node it begins at, whether it stands in a heading element, and one past its last node.
    (Neither tuple nor dataclass: a page has hundreds, and compiled, each is made in a tenth of the time.)"""

    __slots__ = ("at", "end", "is_heading", "text")

    def __init__(self, text: str, at: int, is_heading: bool, end: int = 0) -> None:
        self.text = text
        self.at = at
        self.is_heading = is_heading
        self.end = end


@dataclass(slots=True)
class Nodes:
    """Parallel lists, one entry a node: ``tags[i]`` (``-text``, ``-comment`` for those), ``attributes[i]``,
    ``texts[i]`` (visible text nodes only, else ``""``), ``parents[i]`` (-1 at the root) and ``ends[i]``, one past the
    last node inside ``i``. ``scripts`` and ``comments`` hold what those say, by index; ``named`` the
    elements with a class or an id, by both, ``tagged`` those that are looked up by tag (links, images …), by that,
    ``styles`` what the elements' styles say, where that matters.

    What is read most is kept apart: ``printed`` are the text nodes that say something (the page's ``<title>`` left
    out), ``lines`` the number of the line that each of these stands in (block elements and ``<br>`` break lines);
    ``unseen`` are those of them that readers do not see, ``headed`` those in headings.
    """

    tags: list[str]
    attributes: list[dict[str, str | None]]
    texts: list[str]
    parents: list[int]
    ends: list[int]
    scripts: dict[int, str]
    comments: dict[int, str]
    named: Named
    tagged: dict[str, list[int]]
    printed: list[int]
    lines: list[int]
    styles: dict[int, Style]
    unseen: frozenset[int] = frozenset()
    headed: frozenset[int] = frozenset()
    _leading: list[int] | None = None
    _linked: frozenset[int] | None = None
    _all_lines: list[Line] | None = None
    _typed: dict[int, bool] = field(default_factory=dict)

    def attribute(self, index: int, name: str) -> str:
        """The attribute's value, ``""`` when absent or empty."""
        return self.attributes[index].get(name) or ""

    def is_hidden(self, index: int) -> bool:
        """Whether the element itself is kept from readers."""
        return index in self.styles and self.styles[index].hidden

    def hide(self, index: int, hidden: bool = True) -> None:
        """Keep an element from readers, or show it."""
        self.styles[index] = replace(self.styles.get(index, NO_STYLE), hidden=hidden)

    def text(self, start: int, end: int | None = None) -> str:
        """All text from node ``start`` up to ``end`` (default: inside ``start``), scripts and styles left out."""
        stop = self.ends[start] if end is None else end
        return "".join(self.texts[start:stop])

    def within(self, tag: str, start: int, end: int) -> list[int]:
        """The indices from ``start`` up to ``end`` of an indexed tag's elements."""
        places = self.tagged[tag]
        return places[_inside(places, start, end)]

    def printed_within(self, start: int, end: int) -> tuple[int, int]:
        """The range of ``printed`` (and ``lines``) from node ``start`` up to ``end``."""
        first = bisect_left(self.printed, start)
        return first, bisect_left(self.printed, end, first)

    def texts_of(self, elements: Iterable[int]) -> frozenset[int]:
        """The text nodes that say something in any of these elements, which come in order."""
        found: set[int] = set()
        upto = 0
        for index in elements:
            if index >= upto:
                upto = self.ends[index]
                if upto > index + 2:
                    found.update(self.printed[_inside(self.printed, index, upto)])
                elif self.texts[upto - 1] and not self.texts[upto - 1].isspace():
                    found.add(upto - 1)
        return frozenset(found)

    @property
    def linked(self) -> frozenset[int]:
        """The text nodes in links that lead somewhere."""
        if self._linked is None:
            self._linked = self.texts_of(self.leading)
        return self._linked

    @property
    def leading(self) -> list[int]:
        """The links that lead somewhere, and not to the picture that they are the caption of."""
        if self._leading is None:
            links = [(link, self.attributes[link].get("href")) for link in self.tagged["a"]]
            self._leading = [link for link, target in links if target and not shows_picture(self, link, target)]
        return self._leading

    @property
    def all_lines(self) -> list[Line]:
        """The lines of the page that readers see, in order."""
        if self._all_lines is None:
            self._all_lines = self._read_lines(0, len(self.printed), self.unseen)
        return self._all_lines

    def lines_between(self, start: int, end: int) -> list[Line]:
        """The lines of nodes ``start`` to ``end`` that readers see, in order: the same line breaks as :mod:`blocks`,
        without tables, images and layout."""
        first, last = self.printed_within(start, end)
        numbers = self.lines
        if (lines := self._all_lines) is not None and not (
            first == last
            or (first and numbers[first - 1] == numbers[first])
            or (last < len(numbers) and numbers[last - 1] == numbers[last])
        ):
            begin = bisect_left(lines, start, key=attrgetter("at"))
            return lines[begin : bisect_left(lines, end, begin, key=attrgetter("at"))]
        return self._read_lines(first, last, self.unseen)

    def lines_of(self, index: int) -> list[Line]:
        """The lines of an element that readers see, none for -1."""
        return self.lines_between(index, self.ends[index]) if index >= 0 else []

    def lines_there(self) -> list[Line]:
        """The lines of the page, those that readers do not see among them."""
        return self._read_lines(0, len(self.printed), frozenset())

    def _read_lines(self, place: int, last: int, unseen: frozenset[int]) -> list[Line]:
        printed, numbers, texts, headed = self.printed, self.lines, self.texts, self.headed
        found: list[Line] = []
        while place < last:
            at, number = printed[place], numbers[place]
            place += 1
            if at in unseen:
                continue
            while place < last and numbers[place] == number:
                place += 1
            upto = printed[place - 1] + 1
            if upto == at + 1:
                whole = texts[at]
            elif unseen:
                whole = "".join([texts[index] for index in range(at, upto) if index not in unseen])
            else:
                whole = "".join(texts[at:upto])
            if text := one_line(whole):
                found.append(Line(text, at, at in headed, upto))
        return found

    def place_of(self, index: int) -> tuple[int, str]:
        """Where a text stands: the element that holds its paragraph (or itself, bare), and the paragraph's tag."""
        for above in self.ancestors(index):
            tag = self.tags[above]
            if tag in BLOCK_TAGS:
                return (self.parents[above], tag) if tag in _PARAGRAPHS else (above, tag)
        return 0, ""

    def typed_in(self, index: int) -> tuple[int, str]:
        """The same, where divisions that editors put around paragraphs count as such."""
        box, tag = self.place_of(index)
        if tag != "div":
            return box, tag
        if box not in self._typed:
            self._typed[box] = self._is_typed(box)  # once: it looks at all that the box holds, which may be every line
        return (self.parents[box], tag) if self._typed[box] else (box, tag)

    def _is_typed(self, box: int) -> bool:
        """Whether a division without a name is a paragraph: others stand beside it or behind a box, none holds one."""
        near = self.beside(box) if self._is_bare(box) else []
        further = (one for other in near for one in self.beside(other) if one != box)
        return any(map(self._is_bare, (*near, *further)))

    def beside(self, index: int) -> list[int]:
        """The elements right before and behind one in the same element, line breaks and texts between left out."""
        parent, before, behind = self.parents[index], index - 1, self.ends[index]
        while before > parent and (self.parents[before] != parent or self.tags[before] in (TEXT, "br")):
            before = self.parents[before] if self.parents[before] != parent else before - 1
        while behind < self.ends[parent] and self.tags[behind] in (TEXT, "br"):
            behind = self.ends[behind]
        return [before] * (before > parent) + [behind] * (behind < self.ends[parent])

    def _is_bare(self, one: int) -> bool:
        named = self.attributes[one].keys() & {"class", "id"}
        return self.tags[one] == "div" and not named and BLOCK_TAGS.isdisjoint(self.tags[one + 1 : self.ends[one]])

    def ancestors(self, index: int) -> Iterator[int]:
        """From the parent up to the root."""
        index = self.parents[index]
        while index >= 0:
            yield index
            index = self.parents[index]

    def around(self, index: int, tags: Container[str], levels: int | None = None) -> int:
        """The innermost element around a node, ``levels`` up at most, that has one of these tags; -1 for none."""
        return next((above for above in islice(self.ancestors(index), levels) if self.tags[above] in tags), -1)

    def outermost(self, index: int, start: int, end: int) -> int:
        """The outermost element around a node that lies from ``start`` up to ``end``; the node itself for none."""
        for above in self.ancestors(index):
            if above < start or self.ends[above] > end:
                break
            index = above
        return index

    def block_around(self, index: int) -> int:
        """The block element that a node stands in."""
        return max(self.around(index, BLOCK_TAGS), 0)

    def children(self, index: int) -> Iterator[int]:
        """The direct children, in order."""
        return self.between(index + 1, self.ends[index])

    def between(self, index: int, end: int) -> Iterator[int]:
        """The outermost nodes from ``index`` up to ``end``, in order."""
        while index < end:
            yield index
            index = self.ends[index]


def flatten(tree: LexborHTMLParser) -> Nodes:
    """Flatten the whole tree. What scripts, styles and controls hold is not text."""
    # This loop takes a quarter of an article's time. Its lists are as long as they may become and hold what most nodes
    # have, text without attributes: so most nodes write two entries, not five.
    none: dict[str, str | None] = {}
    size = _AT_A_TIME
    tags, texts = [TEXT] * size, [""] * size
    all_attributes = [none] * size
    parents, ends = [-1] * size, _UPTO.copy()
    scripts: dict[int, str] = {}
    comments: dict[int, str] = {}
    named: Named = {}
    tagged: dict[str, list[int]] = {tag: [] for tag in elements.INDEXED}
    printed: list[int] = []
    lines: list[int] = []
    styles: dict[int, Style] = {}
    within: list[int] = []
    sheets: list[str] = []
    kinds, breaking = _kinds, _BREAKING
    above: list[LexborNode] = []
    parent = silent = -1
    index = line = 0
    node = tree.root
    while node is not None:
        kind = node.tag_id
        here = index
        index += 1
        try:
            parents[here] = parent
        except IndexError:
            tags += [TEXT] * size
            texts += [""] * size
            all_attributes += [none] * size
            parents += [parent] * size
            ends += range(size + 1, 2 * size + 1)
            size *= 2
        if kind == _TEXT_ID:
            text = node.text_content or ""
            if silent >= 0:
                if tags[parent] == "script":
                    scripts[parent] = text
                elif tags[parent] == "style" and elements.is_for_readers(node.parent):
                    sheets.append(text)
            else:
                texts[here] = text
                if not text.isspace():
                    printed.append(here)
                    lines.append(line)
        elif kind == _COMMENT_ID:
            comments[here] = node.comment_content or ""
            tags[here] = COMMENT
        else:
            its = (kinds[kind] if kind < _KNOWN_TAG_IDS else None) or _kind(kind, node)
            tags[here] = its.tag
            if its.breaks:
                line += 1
            if its.is_indexed:
                tagged[its.tag].append(here)
                if its.tag == "pre":
                    elements.break_lines(tree, node)
            if not its.is_bare and (attributes := node.attributes):
                all_attributes[here] = attributes
                identity, classes = attributes.get("id"), attributes.get("class")
                if identity or classes:
                    names = identity, classes
                    alike = named.get(names)
                    if alike is None:
                        named[names] = [here]
                    else:
                        alike.append(here)
                others = len(attributes) - (identity is not None) - (classes is not None)
                if its.is_link:
                    target = attributes.get("href") or "#"
                    others -= target != "#"
                    if "#" in target or target[0] == "j":
                        within.append(here)
                if others and ("style" in attributes or "hidden" in attributes):  # most have nothing but these
                    style = style_of(attributes)
                    if style is not NO_STYLE:
                        styles[here] = style
                        if style.pre:
                            elements.break_lines(tree, node)
            elif its.is_link:
                within.append(here)
            child = node.first_child
            if child is not None:
                above.append(node)
                parent = here
                if its.is_silent and silent < 0:
                    silent = here
                node = child
                continue
        while (following := node.next) is None and above:
            node = above.pop()
            ends[parent] = index
            if tags[parent] in breaking:
                line += 1
            if parent == silent:
                silent = -1
            parent = parents[parent]
        node = following
    for entries in (tags, texts, all_attributes, parents, ends):
        del entries[index:]
    for index in reversed(tagged["title"]):
        inside = _inside(printed, index, ends[index])
        del printed[inside], lines[inside]
    nodes = Nodes(tags, all_attributes, texts, parents, ends, scripts, comments, named, tagged, printed, lines, styles)
    raise_digits(nodes)
    nodes.unseen = nodes.texts_of(kept_from_readers(nodes, within, elements.unseen_names(sheets)))
    nodes.headed = nodes.texts_of(sorted(index for tag in HEADING_TAGS for index in tagged[tag]))
    return nodes


def _inside(places: list[int], start: int, end: int) -> slice:
    """The part of a sorted list that lies from ``start`` up to ``end``."""
    first = bisect_left(places, start)
    return slice(first, bisect_left(places, end, first))


def _kind(number: int, node: LexborNode) -> _Kind:
    tag = sys.intern(node.tag or "")
    if "-" in tag and tag not in BLOCK_TAGS and (above := node.parent) is not None:
        # An element of a site's own is a box, unless it stands in a line.
        tag = "div" if above.tag in BOXES or "-" in (above.tag or "") else tag
    kind = _Kind(tag, tag in _BARE, tag in elements.INDEXED, tag == "a", tag in _SILENT_BESIDES_HEAD, tag in _BREAKING)
    if number < _KNOWN_TAG_IDS:
        _kinds[number] = kind
    return kind
