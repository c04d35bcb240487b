"""Elements that CMSs are known to keep an article's parts in, found in one look at every id and class of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from cppcc_archive.cms.selector_table import ARTICLE_SELECTORS
from cppcc_archive.extract.head.breadcrumb import is_name_of_way
from cppcc_archive.extract.nodes import Nodes

_MOST_REMEMBERED, _LONGEST = 4096, 300  # of names; one longer than any system's must not fill the memory


class Names:
    """A set of selectors as :mod:`cppcc_archive.cms.selector_table` writes them, looked up by element."""

    def __init__(self, selectors: Iterable[str]) -> None:
        names = list(selectors)
        self.tags = frozenset(name for name in names if name[0] not in "#.")
        self._ids = frozenset(name[1:] for name in names if name[0] == "#" and name[-1] != "*")
        self._classes = frozenset(name[1:] for name in names if name[0] == "." and name[-1] != "*")
        self._id_starts = tuple(name[1:-1] for name in names if name[0] == "#" and name[-1] == "*")
        self._class_starts = tuple(name[1:-1] for name in names if name[0] == "." and name[-1] == "*")

    def fitting(self, identity: str | None, classes: str | None) -> str | None:
        """The selector that fits an element's id and class, or None."""
        if identity:
            if identity in self._ids:
                return f"#{identity}"
            if identity.startswith(self._id_starts):
                return f"#{next(start for start in self._id_starts if identity.startswith(start))}*"
        for name in (classes or "").split():
            if name in self._classes:
                return f".{name}"
            if name.startswith(self._class_starts):
                return f".{next(start for start in self._class_starts if name.startswith(start))}*"
        return None


_OTHER_NAME = re.compile(
    r"(?:^|[\s_-])(?:foot|footer|copyright|bottom|statement|disclaimer|comments?|pinglun|reply|relate[ds]?|xg(?:wz|xw|yd|bd|news)|rec|recommend\w*|sidebar"
    r"|author|bio|advert\w*|hot(?:news|list)?|rank\w*)(?:$|[\s_-]|list|box|con)",
    re.IGNORECASE,
)
"""Names of containers that stand beside or below an article and are never around one."""
_ABSTRACT_NAME = re.compile(
    r"(?:^|[\s_-])\w{0,8}(?:summary|intro(?:duction)?|abstract|digest|excerpt|daodu|daoyu|zhaiyao|tiyao)(?:$|[\s_-]|box|con|text)",
    re.IGNORECASE,
)
"""Names of boxes for what a system says of an article above it."""
_BOX_LEVELS = 3
_BODIES = Names(selector for family in ARTICLE_SELECTORS for selector in (*family.editor, *family.body))
_TITLES = Names(selector for family in ARTICLE_SELECTORS for selector in family.title)
_INFOS = Names(selector for family in ARTICLE_SELECTORS for selector in family.info)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where a page has what its CMS is known for: ``bodies`` (containers, with the selector that fits), and in order
    ``titles``, ``infos`` (info lines), ``ways`` (from the home page) and ``others`` (what stands beside or below an
    article and is never around one), by index."""

    bodies: dict[int, str]
    titles: list[int]
    infos: list[int]
    ways: list[int]
    others: list[int]


class _Fit(NamedTuple):
    """What an element with some id and class is known for."""

    body: str | None
    titles: bool
    informs: bool
    leads: bool
    is_other: bool


_UNKNOWN = _Fit(None, False, False, False, False)


def find_landmarks(nodes: Nodes) -> Landmarks:
    """Look at every element once."""
    bodies = {index: tag for tag in _BODIES.tags for index in nodes.tagged[tag]}
    titles = [index for tag in _TITLES.tags for index in nodes.tagged[tag]]
    infos: list[int] = []
    ways: list[int] = []
    others: list[int] = []
    known, unknown = _remembered.get, _UNKNOWN
    for index, identity, classes in nodes.named:
        fits = known((identity, classes), unknown)
        if fits is unknown:
            fits = _remember(identity, classes)
        if fits:
            if fits.body:
                bodies[index] = fits.body
            if fits.titles:
                titles.append(index)
            if fits.informs:
                infos.append(index)
            if fits.leads:
                ways.append(index)
            if fits.is_other:
                others.append(index)
    return Landmarks(bodies, sorted(titles), infos, ways, others)


def abstract_around(nodes: Nodes, at: int) -> tuple[int, int]:
    """The nodes of the box named for an abstract that a text stands in, from its element to its end; (0, 0) where there
    is none."""
    for above in islice(nodes.ancestors(at), _BOX_LEVELS):
        if any(_ABSTRACT_NAME.search(nodes.attribute(above, name)) for name in ("id", "class")):
            return above, nodes.ends[above]
    return 0, 0


def _fits(identity: str | None, classes: str | None) -> _Fit | None:
    """What an element with this id and class is known for, None for nothing."""
    found = _Fit(
        _BODIES.fitting(identity, classes),
        _TITLES.fitting(identity, classes) is not None,
        _INFOS.fitting(identity, classes) is not None,
        is_name_of_way(identity, classes),
        any(name and _OTHER_NAME.search(name) for name in (identity, classes)),
    )
    return found if any(found) else None


_remembered: dict[tuple[str | None, str | None], _Fit | None] = {}
"""A page repeats a few values endlessly, a site all of them."""


def _remember(identity: str | None, classes: str | None) -> _Fit | None:
    found = _fits(identity, classes)
    if len(_remembered) >= _MOST_REMEMBERED:
        _remembered.clear()
    if len(identity or "") + len(classes or "") < _LONGEST:
        _remembered[identity, classes] = found
    return found
