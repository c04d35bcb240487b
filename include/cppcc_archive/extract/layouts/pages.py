"""One archived page as learning sees it: its lines, each with its places, and what the page alone says of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cppcc_archive.extract.article import read
from cppcc_archive.extract.body.kinds import linked_share
from cppcc_archive.extract.chrome import LONGEST_INFO, is_info_line, letters
from cppcc_archive.extract.elements import BLOCK_TAGS
from cppcc_archive.extract.head.lines import BADGES, titled_part
from cppcc_archive.extract.layouts.laying import MOSTLY, cells_of
from cppcc_archive.extract.layouts.model import Row, is_listed, listed, numberless
from cppcc_archive.extract.layouts.paths import all_paths, structure
from cppcc_archive.extract.links import is_file, is_file_name
from cppcc_archive.extract.nodes import Nodes, flatten
from cppcc_archive.markup.dates import first_date
from cppcc_archive.markup.page import Page

_STRUCTURE = frozenset("div table td tr ul section article header footer nav main aside form dl h1 h2 h3".split())  # noqa: SIM905
_DEEPEST_MARK = 9
_END = b"</div>"
_FRAME = re.compile(rb"</?+(?:%s)\b[^<>]*+" % b"|".join(sorted(tag.encode() for tag in _STRUCTURE)))
_LONGEST_PIECE = 4096  # bytes of markup between two ends of divisions that are remembered
_MOST_LINES = 1500  # lines of a page that are looked at; a longer one teaches nothing more
_SAME_TITLE = 6  # letters of a line that is a part of what ``<title>`` says


class SitePage(NamedTuple):
    """One archived article page: payload, where it was served from, the HTTP label, the listing row that led to it."""

    body: bytes
    url: str
    charset: str | None = None
    row: Row = Row()


Said = tuple[str, str]
"""A place, and what stands there."""

Keep = Callable[[SitePage, Nodes], None]
"""Is given each page that was taken apart: who reads it next need not do it again."""


class SeenLine:
    """One line: ``path`` of the element it fills (or the block it is part of), its ``loose`` path, its text and that
    with numbers ``0``, whether most of it is links, whether the page alone takes it for text, and whether it is no link
    and by its words an info line. ``steps`` is the path with the slash at its end with which it begins as all those
    around it do, ``picture`` the address of the one that stands above it, nothing between. (A plain class as
    :class:`Line`: compiled, a tuple's fields are looked up by their names.)"""

    __slots__ = ("informs", "is_link", "is_text", "loose", "path", "picture", "plain", "steps", "text")

    def __init__(
        self, path: str, loose: str, text: str, plain: str, is_link: bool, is_text: bool, picture: str
    ) -> None:
        self.path = path
        self.loose = loose
        self.text = text
        self.plain = plain
        self.is_link = is_link
        self.is_text = is_text
        self.informs = not is_link and is_info_line(text, below_title=False)
        self.picture = picture
        self.steps = f"{path}/"


@dataclass(frozen=True, slots=True)
class Seen:
    """A page: its lines in order, and the numbers of those of its ``lines`` that have the title as the row
    (``titled``) and the page alone (``named``) have it, the day, the source, and the way from the home page;
    ``loosely`` and ``exactly`` what they say at their loose paths and at their paths, numbers ``0``."""

    url: str
    lines: tuple[SeenLine, ...]
    loosely: frozenset[Said]
    exactly: frozenset[Said]
    titled: frozenset[int]
    named: frozenset[int]
    dated: frozenset[int]
    sourced: frozenset[int] = frozenset()
    led: frozenset[int] = frozenset()


def marks_of(page: SitePage) -> frozenset[str]:
    """The paths of the elements that a page's template is built of: had at a fraction of what :func:`see` takes."""
    return structure(Page(page.url, page.body, page.charset).tree, _STRUCTURE, _DEEPEST_MARK)


@dataclass(slots=True)
class Marks:
    """:func:`marks_of` many pages of a site: of pages whose markup has the same tags of frames in the same order, their
    numbers left out, the first one's are those of all. Most of a page stands on others, too: what is between two ends
    of divisions, and not long, is looked through once."""

    _known: dict[bytes, frozenset[str]] = field(default_factory=dict)
    _frames: dict[bytes, bytes] = field(default_factory=dict)

    def of(self, page: SitePage) -> frozenset[str]:
        """The page's marks."""
        frame = _END.join([self._frame(piece) for piece in page.body.lower().split(_END)])
        if not frame:  # packed, or of two bytes a character
            return marks_of(page)
        if frame not in self._known:
            self._known[frame] = marks_of(page)
        return self._known[frame]

    def _frame(self, piece: bytes) -> bytes:
        found = self._frames.get(piece)
        if found is None:
            found = b"".join(_FRAME.findall(piece)).translate(None, b"0123456789")
            if len(piece) <= _LONGEST_PIECE:
                self._frames[piece] = found
        return found


def see(page: SitePage, keep: Keep) -> Seen:
    """Look at one page."""
    parsed = Page(page.url, page.body, page.charset)
    nodes = flatten(parsed.tree)
    keep(page, nodes)
    document = read(parsed, nodes)
    paths, loose = all_paths(nodes)
    linked = nodes.texts_of(index for index in nodes.leading if not is_file(nodes.attribute(index, "href")))
    texts = set(cells_of(document))
    lines: list[SeenLine] = []
    own, row = letters(document.title or ""), page.row.letters
    told = letters(nodes.text(nodes.tagged["title"][0])) if nodes.tagged["title"] else ""
    shown = document.published_at.date() if document.published_at else None
    titled, named, dated, sourced, led = set(), set(), set(), set(), set()
    source, way = letters(document.source or ""), [letters(step) for step in document.breadcrumb]
    said = _said_before(nodes)
    before = 0
    for number, line in enumerate(nodes.all_lines[:_MOST_LINES]):
        short = letters(line.text)
        at = _element(nodes, line.at, len(short), said)
        is_link = linked_share(nodes, line, linked) > MOSTLY and not is_file_name(line.text)
        plain = numberless(short)
        pictures = nodes.within("img", before, line.end)
        picture, before = nodes.attribute(pictures[-1], "src") if pictures else "", line.end
        lines.append(SeenLine(paths[at], loose[at], line.text, plain, is_link, short in texts, picture))
        # A menu holds the steps among others.
        if (
            len(way) > 1
            and way[-1] in short
            and all(step in short for step in way)
            and len(short) <= 2 * sum(map(len, way))
        ):
            led.add(number)
        if is_link:
            continue
        if source and source in short and len(short) < LONGEST_INFO and not lines[-1].is_text:
            sourced.add(number)
        if row and row in short and is_listed(letters(titled_part(nodes, line, row)), row):
            titled.add(number)
        is_own = own in short and len(own) >= _SAME_TITLE and len(short) <= len(own) + BADGES
        if short == own or is_own or (len(short) >= _SAME_TITLE and short in told):
            named.add(number)
        if _says(line.text, page.row.date, shown):
            dated.add(number)
    titled = titled or set(listed([letters(line.text) for line in lines], row))
    found = (frozenset(one) for one in (titled, named, dated, sourced, led))
    loosely = frozenset({(line.loose, line.plain) for line in lines})
    return Seen(page.url, tuple(lines), loosely, frozenset({(line.path, line.plain) for line in lines}), *found)


def _says(text: str, listed: date | None, shown: date | None) -> bool:
    """Whether a line shows the day that the listing, or else the page itself, says it was published."""
    if len(text) > LONGEST_INFO or not ("20" in text or "19" in text or "月" in text or "-" in text):
        return False
    found = first_date(text)
    return found is not None and found in (listed, shown)


def _said_before(nodes: Nodes) -> list[int]:
    """How many letters are printed before each node, and in all."""
    found: list[int] = []
    total = 0
    for index in nodes.printed:
        found += [total] * (index + 1 - len(found))
        total += len(letters(nodes.texts[index]))
    return found + [total] * (len(nodes.tags) + 1 - len(found))


def _element(nodes: Nodes, at: int, length: int, said: list[int]) -> int:
    """The outermost element that says nothing but this line of so many letters, else the block that the line is part
    of. ``said`` are the letters of all that is printed before each node."""
    best, above = -1, nodes.parents[at]
    while above >= 0 and said[nodes.ends[above]] - said[above] <= length:
        best = above
        if nodes.tags[above] in BLOCK_TAGS:
            break
        above = nodes.parents[above]
    return best if best >= 0 else nodes.block_around(at)
