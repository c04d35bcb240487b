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

from cppcc_archive.extract.blocks import Placed
from cppcc_archive.extract.chrome import is_toolbar, letters, opens_other_section
from cppcc_archive.extract.layouts.paths import apart, children_along, find_all, loose_path
from cppcc_archive.extract.links import leads_elsewhere
from cppcc_archive.extract.nodes import Nodes

ANYWHERE = "**"  # a furniture's text where a maintainer pinned its place: whatever stands in such elements
FITS = 0.8  # share of a template's marks that a page of it has
_INFO_WITHIN = 40  # nodes between a title and the info line below it
_DIGITS = re.compile(r"\d+")
_TELLING_ROW, _CUT_ROW, _LONGEST_TITLE = 4, 8, 120
"""Letters of a listing's title that tell something, of one that may be cut short, and of the longest it may be of."""


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
        return letters(self.title or "").rstrip(".…")


def is_listed(short: str, wanted: str) -> bool:
    """Whether a line's letters are a listing's title, or begin with what it shows of one."""
    is_begun = len(wanted) >= _CUT_ROW and short.startswith(wanted) and len(short) < _LONGEST_TITLE
    return is_begun or (short == wanted and len(wanted) >= _TELLING_ROW)


class Furniture(NamedTuple):
    """Lines that are no text of an article: those at the loose path ``place`` that read ``text``, numbers being ``0``,
    or begin with it where it ends in ``*``."""

    place: str
    text: str

    def fits(self, text: str) -> bool:
        """Whether a line at this place, its numbers ``0``, is one of those."""
        return text.startswith(self.text[:-1]) if self.text.endswith("*") else text == self.text


@dataclass(frozen=True, slots=True)
class Layout:
    """One template of a site. ``marks`` are paths that its pages have, by which it is recognised; ``body``, ``title``,
    ``date``, ``source`` and ``way`` the paths where those stand, best first (none: not learned); ``furniture`` what
    else stands in the body's container. Places of furniture are below the container. ``pages`` says from how many it
    was learned, ``certainty`` (0 to 1) on how many of them it would have read what the other evidence says."""

    template: str
    marks: tuple[str, ...]
    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()
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
        return {**paths, "furniture": [list(one) for one in self.furniture]}

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
        return Fit(layout, *(self._first(nodes, getattr(layout, name), there) for name in _PLACES))

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


def without_furniture(nodes: Nodes, fit: Fit, placed: list[Placed]) -> list[Placed]:
    """The blocks that stand in no element pinned as furniture, nor, of the template's own container, are its furniture
    or its head."""
    pinned = [
        range(index, nodes.ends[index])
        for furniture in fit.layout.furniture
        if furniture.text == ANYWHERE
        for index in find_all(nodes, furniture.place)
    ]
    placed = [one for one in placed if not any(one.at in there for there in pinned)] if pinned else placed
    if fit.body < 0:
        return placed
    known: dict[str, list[Furniture]] = {}
    for furniture in fit.layout.furniture:
        known.setdefault(furniture.place, []).append(furniture)
    end = nodes.ends[fit.body]
    start = nodes.ends[fit.title] if fit.body < fit.title < end else fit.body
    dated = (fit.date, nodes.ends[fit.date]) if fit.body < fit.date < end else (end, end)
    if fit.body < start <= dated[0] < min(start + _INFO_WITHIN, end) and not _holds_text(nodes, start, dated[0]):
        start = dated[1]
    found: list[Placed] = []
    listing = False
    for one in placed:
        if one.at < start or dated[0] <= one.at < dated[1]:
            continue
        listing = listing and (not one.block.is_printed or leads_elsewhere(nodes, one.at))
        if listing:
            continue
        at_place = known.get(loose_path(nodes, nodes.parents[one.at] if one.at else 0, fit.body))
        text = _DIGITS.sub("0", letters(one.block.text)) if at_place else ""
        if at_place and one.block.is_printed and any(other.fits(text) for other in at_place):
            listing = opens_other_section(one.block.text)
            if found and found[-1].block.src is not None and "扫" in text:
                found.pop()  # the code to be scanned
            continue
        found.append(one)
    return found


def _holds_text(nodes: Nodes, start: int, end: int) -> bool:
    """Whether more than a second line of the title and buttons stands between title and info line: these are below the
    text then."""
    between = [line.text for line in nodes.lines_between(start, end) if not is_toolbar(line.text)]
    return len(between) > 1 or any("。" in text for text in between)
