"""Elements that CMSs are known to keep an article's parts in, found in one look at every id and class of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from cppcc_archive.cms.selector_table import ARTICLE_SELECTORS
from cppcc_archive.extract.head.breadcrumb import is_name_of_way
from cppcc_archive.extract.nodes import Nodes

_MOST_REMEMBERED, _LONGEST = 4096, 300  # of names; one longer than any system's must not fill the memory


class Names:
    """A set of selectors as :mod:`cppcc_archive.cms.selector_table` writes them, looked up by element."""

    def __init__(self, selectors: Iterable[str]) -> None:
        self._names = frozenset(selectors)
        self.tags = frozenset(name for name in self._names if name[0] not in "#.")
        self._starts = tuple(sorted(name[:-1] for name in self._names if name[-1] == "*"))

    def fitting(self, identity: str | None, classes: str | None) -> str | None:
        """The selector that fits an element's id and class, or None."""
        for name in (f"#{identity}", *(f".{one}" for one in (classes or "").split())):
            if name in self._names:
                return name
            if name.startswith(self._starts):
                return next(f"{start}*" for start in self._starts if name.startswith(start))
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


_Fit = tuple[str | None, bool, bool, bool, bool]  # a body's selector, whether it is of titles, infos, ways, others


def find_landmarks(nodes: Nodes) -> Landmarks:
    """Look at every element once."""
    bodies = {index: tag for tag in _BODIES.tags for index in nodes.tagged[tag]}
    found = Landmarks(bodies, [index for tag in _TITLES.tags for index in nodes.tagged[tag]], [], [], [])
    known = _remembered
    for index, identity, classes in nodes.named:
        try:
            fits = known[identity, classes]
        except KeyError:
            fits = _remember(identity, classes)
        if fits:
            if fits[0]:
                bodies[index] = fits[0]
            for places, is_such in zip((found.titles, found.infos, found.ways, found.others), fits[1:], strict=True):
                if is_such:
                    places.append(index)
    found.titles.sort()
    return found


def abstract_around(nodes: Nodes, at: int) -> tuple[int, int]:
    """The nodes of the box named for an abstract that a text stands in, from its element to its end; (0, 0) where there
    is none."""
    for above in islice(nodes.ancestors(at), _BOX_LEVELS):
        if any(_ABSTRACT_NAME.search(nodes.attribute(above, name)) for name in ("id", "class")):
            return above, nodes.ends[above]
    return 0, 0


_remembered: dict[tuple[str | None, str | None], _Fit | None] = {}
"""What elements with this id and class are known for, None for nothing: a page repeats a few values endlessly."""


def _remember(identity: str | None, classes: str | None) -> _Fit | None:
    found = (
        _BODIES.fitting(identity, classes),
        _TITLES.fitting(identity, classes) is not None,
        _INFOS.fitting(identity, classes) is not None,
        is_name_of_way(identity, classes),
        any(name and _OTHER_NAME.search(name) for name in (identity, classes)),
    )
    if len(_remembered) >= _MOST_REMEMBERED or len(identity or "") + len(classes or "") > _LONGEST:
        _remembered.clear()
    _remembered[identity, classes] = found if any(found) else None
    return _remembered[identity, classes]
