"""What is learned of a site's pages, what is known of a page before it is read, and a layout laid over a page."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from cppcc_archive.extract.chrome import letters
from cppcc_archive.extract.layouts.paths import apart, children_along, find_all
from cppcc_archive.extract.nodes import Nodes

ANYWHERE = "**"  # a furniture's text where a maintainer pinned its place: whatever stands in such elements
BELOW = "./"  # how a furniture's place begins that is a path below the container, the siblings numbered
LEADS = "↗"  # how a furniture's text ends that is of lines only which lead elsewhere
LAST = "↘"  # a furniture's text: whatever leads elsewhere, as far as it ends the text
FITS = 0.8  # share of a template's marks that a page of it has
_TELLING_ROW, _CUT_ROW, _LONGEST_TITLE = 4, 8, 120
"""Letters of a listing's title that tell something, of one that may be cut short, and of the longest it may be of."""
_MOST_LINES = 3  # of a title
_DIGITS = re.compile(r"\d+")
_CUTS, _CUT_ENDS = ".．…·", ("…", "..", "．．", "··")  # what stands where a listing cut a title short


_PLACES = ("body", "title", "date", "source", "way")
_PATHS = ("marks", *_PLACES)


class Row(NamedTuple):
    """The listing row that led to a page: a witness, not the truth. ``title`` may be cut short; ``column`` is what the
    listing is called, ``column_url`` its address."""

    title: str | None = None
    date: date | None = None
    column: str | None = None
    column_url: str | None = None

    @property
    def letters(self) -> str:
        """Those of the title as far as the listing shows it: it may go on where they end."""
        return letters(self.title or "").rstrip(_CUTS)


def is_listed(short: str, wanted: str) -> bool:
    """Whether a line's letters are a listing's title, or begin with what it shows of one. A line that breaks off itself
    is another listing's."""
    is_begun = len(wanted) >= _CUT_ROW and short.startswith(wanted) and len(short) < _LONGEST_TITLE
    return (is_begun and not short.endswith(_CUT_ENDS)) or (short == wanted and len(wanted) >= _TELLING_ROW)


def listed(lines: Sequence[str], wanted: str) -> range:
    """Which of these lines, given by their letters, is a listing's title, or the first few that are it together."""
    for at in range(len(lines) if wanted else 0):
        together = ""
        for end in range(at, min(at + _MOST_LINES, len(lines))):
            together += lines[end]
            if is_listed(together, wanted):
                return range(at, end + 1)
            if not wanted.startswith(together):
                break
    return range(0)


def numberless(short: str) -> str:
    """A line's letters as furniture has them: every number is ``0``."""
    return short if short.isalpha() else _DIGITS.sub("0", short)


class Furniture(NamedTuple):
    """Lines that are no text of an article: those at the loose path ``place`` that read ``text``, numbers being ``0``,
    or begin with it where it ends in ``*`` or, if they lead elsewhere, in ``↗``."""

    place: str
    text: str

    def fits(self, text: str, leads: bool) -> bool:
        """Whether a line at this place, its numbers ``0``, that ``leads`` elsewhere or not, is one of those."""
        if self.text.endswith(("*", LEADS)):
            return text.startswith(self.text[:-1]) and (leads or not self.text.endswith(LEADS))
        return text == self.text


@dataclass(frozen=True, slots=True)
class Layout:
    """One template of a site. ``marks`` are paths that its pages have, by which it is recognised; ``body``, ``title``,
    ``date``, ``source`` and ``way`` the paths where those stand, best first (none: not learned); ``furniture`` what
    else stands in the body's container, its places below that; ``beside`` the loose paths outside where lines stand
    that no page takes for text. ``pages`` says from how many it was learned, ``certainty`` (0 to 1) on how many of them
    it would have read what the other evidence says."""

    template: str
    marks: tuple[str, ...]
    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    beside: tuple[str, ...] = ()
    pages: int = 0
    certainty: float = 0.0
    version: int = 1

    @property
    def layout_id(self) -> str:
        """Names what was learned: the same for the same, however and whenever it was learned."""
        return _id_of(self)

    def said(self) -> dict[str, Any]:
        """What was learned: how pages of it are told, and where their parts stand."""
        paths = {name: getattr(self, name) for name in _PATHS}
        return {**paths, "furniture": [list(one) for one in self.furniture], "beside": self.beside}

    def to_json(self) -> dict[str, Any]:
        """The shape that ``sites check`` prints and the table ``layouts`` keeps."""
        return {
            "layout_id": self.layout_id,
            "template": self.template,
            "version": self.version,
            "pages": self.pages,
            "certainty": self.certainty,
            **{name: list(value) for name, value in self.said().items()},
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Layout:
        """What :meth:`to_json` made."""
        return cls(
            said["template"],
            **{name: tuple(said[name]) for name in _PATHS},
            furniture=tuple(Furniture(*one) for one in said["furniture"]),
            beside=tuple(said.get("beside", ())),
            pages=said["pages"],
            certainty=said["certainty"],
            version=said["version"],
        )


@lru_cache(1024)
def _id_of(layout: Layout) -> str:
    return digest(layout.template, json.dumps(layout.said(), ensure_ascii=False, sort_keys=True))


@dataclass(slots=True)
class _Branch:
    """Where paths lead below one of their steps: by name and number among its like. ``ends`` are the layouts, by
    number, of which a mark ends here, ``path`` the place that one of them knows here."""

    below: dict[str, dict[int, _Branch]] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)
    path: str = ""

    def at(self, path: str) -> _Branch:
        """The branch that a path leads to, made where there was none."""
        here = self
        for name, number in map(apart, path.split("/")):
            here = here.below.setdefault(name, {}).setdefault(number, _Branch())
        return here


@dataclass(frozen=True)
class Layouts:
    """The layouts of one site, the newest version of each template; finds the one that fits a page, and in the same
    walk the places that they know."""

    layouts: tuple[Layout, ...] = ()
    _tree: _Branch = field(default_factory=_Branch, repr=False, compare=False)
    _known: set[str] = field(default_factory=set, repr=False, compare=False)

    def __post_init__(self) -> None:
        for number, layout in enumerate(self.layouts):
            for mark in layout.marks:
                self._tree.at(mark).ends.append(number)
            self._known.update(path for name in _PLACES for path in getattr(layout, name) if path.startswith("body"))
        for path in self._known:
            self._tree.at(path).path = path

    def __bool__(self) -> bool:
        return bool(self.layouts)

    def fit(self, nodes: Nodes, pins: Pins) -> Fit:
        """The layout whose marks the page has, under what is pinned, and its places on the page."""
        counts, there = self._walk(nodes) if self.layouts else ([], {})
        rated = [
            (count / len(layout.marks), count, layout)
            for count, layout in zip(counts, self.layouts, strict=True)
            if count >= FITS * len(layout.marks)
        ]
        best = max(rated, key=lambda one: (round(one[0], 2), one[1], one[2].template))[2] if rated else None
        layout = pins.upon(best) if any(pins) else best
        if layout is None:
            return Fit()
        places = [self._first(nodes, getattr(layout, name), there) for name in _PLACES]
        bodies = [there[path] for path in layout.body if path in there]
        if len(bodies) > 1:  # another row is where a form has one more field
            body = _PLACES.index("body")
            places[body] = next((one for one in bodies if "。" in nodes.text(one)), places[body])
        return Fit(layout, *places)

    def _walk(self, nodes: Nodes) -> tuple[list[int], dict[str, int]]:
        """How many marks of each layout the page has, and where the places stand that any of them knows."""
        counts = [0] * len(self.layouts)
        there: dict[str, int] = {}
        waiting = [(0, self._tree)]
        while waiting:
            index, around = waiting.pop()
            for child, branch in children_along(nodes, index, around.below):
                for layout in branch.ends:
                    counts[layout] += 1
                if branch.path:
                    there[branch.path] = child
                if branch.below:
                    waiting.append((child, branch))
        return counts, there

    def _first(self, nodes: Nodes, paths: Sequence[str], there: Mapping[str, int]) -> int:
        """The first element at the first of the paths that there is; only what is pinned was not looked for."""
        for path in paths:
            if path in there:
                return there[path]
            if path not in self._known and (found := find_all(nodes, path)):
                return found[0]
        return -1

    def know(self, marks: frozenset[str]) -> bool:
        """Whether a page that these paths lead to the frame of is of a known template."""
        return any(len(marks.intersection(one.marks)) >= FITS * len(one.marks) for one in self.layouts)


class Pins(NamedTuple):
    """Places that a maintainer has pinned for a whole site in the registry: they go before what is learned."""

    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()

    def upon(self, layout: Layout | None) -> Layout:
        """The layout with these places before its own."""
        known = layout or Layout("pinned", ())
        return replace(
            known,
            body=(*self.body, *known.body),
            title=(*self.title, *known.title),
            date=(*self.date, *known.date),
            furniture=(*known.furniture, *(Furniture(place, ANYWHERE) for place in self.furniture)),
        )


@dataclass(frozen=True, slots=True)
class Context:
    """What the archive knows of a page before reading it; its ``nodes`` where it was taken apart already."""

    row: Row = field(default_factory=Row)
    layouts: Layouts = field(default_factory=Layouts)
    pins: Pins = field(default_factory=Pins)
    nodes: Nodes | None = None


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that name these texts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def newest(layouts: Iterable[Layout]) -> Layouts:
    """The newest version of each template, in an order that does not depend on theirs."""
    best = {layout.template: layout for layout in sorted(layouts, key=lambda layout: layout.version)}
    return Layouts(tuple(best[name] for name in sorted(best)))


@dataclass(frozen=True, slots=True)
class Fit:
    """Where on a page its template keeps its parts, by index (-1: not on this page, or no template known)."""

    layout: Layout = Layout("", ())
    body: int = -1
    title: int = -1
    date: int = -1
    source: int = -1
    way: int = -1
