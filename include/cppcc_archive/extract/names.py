"""Elements that CMSs are known to keep an article's parts in, found in one look at every id and class of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cppcc_archive.cms.selectors import ARTICLE_SELECTORS
from cppcc_archive.extract.breadcrumb import is_name_of_way
from cppcc_archive.extract.nodes import Nodes

_REMEMBERED, _LONGEST = 4096, 300
"""A page repeats a few names endlessly; one longer than any system's must not fill the memory."""


class Names:
    """A set of selectors as :mod:`cppcc_archive.cms.selectors` writes them, looked up by element."""

    def __init__(self, selectors: Iterable[str]) -> None:
        names = list(selectors)
        self.tags = frozenset(name for name in names if name[0] not in "#.")
        self._ids = frozenset(name[1:] for name in names if name[0] == "#" and name[-1] != "*")
        self._classes = frozenset(name[1:] for name in names if name[0] == "." and name[-1] != "*")
        self._id_starts = tuple(name[1:-1] for name in names if name[0] == "#" and name[-1] == "*")
        self._class_starts = tuple(name[1:-1] for name in names if name[0] == "." and name[-1] == "*")

    def match(self, tag: str, attributes: dict[str, str | None]) -> str | None:
        """The selector that fits the element, or None."""
        return tag if tag in self.tags else self.fitting(attributes.get("id"), attributes.get("class"))

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


_BODIES = Names(selector for family in ARTICLE_SELECTORS for selector in (*family.editor, *family.body))
_TITLES = Names(selector for family in ARTICLE_SELECTORS for selector in family.title)
_INFOS = Names(selector for family in ARTICLE_SELECTORS for selector in family.info)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where a page has what its CMS is known for: ``bodies`` (containers, with the selector that fits), and in order
    ``titles``, ``infos`` (info lines) and ``ways`` (from the home page), by index."""

    bodies: dict[int, str]
    titles: list[int]
    infos: list[int]
    ways: list[int]


def find_landmarks(nodes: Nodes) -> Landmarks:
    """Look at every element once."""
    bodies = {index: tag for tag in _BODIES.tags for index in nodes.tagged[tag]}
    titles = [index for tag in _TITLES.tags for index in nodes.tagged[tag]]
    infos: list[int] = []
    ways: list[int] = []
    for index, identity, classes in nodes.named:
        short = len(identity or "") + len(classes or "") < _LONGEST
        if fits := (_remembered_fits if short else _fits)(identity, classes):
            body, is_title, is_info, is_way = fits
            if body:
                bodies[index] = body
            if is_title:
                titles.append(index)
            if is_info:
                infos.append(index)
            if is_way:
                ways.append(index)
    return Landmarks(bodies, sorted(titles), infos, ways)


def _fits(identity: str | None, classes: str | None) -> tuple[str | None, bool, bool, bool] | None:
    """What an element with this id and class is known for."""
    body = _BODIES.fitting(identity, classes)
    is_title = _TITLES.fitting(identity, classes) is not None
    is_info = _INFOS.fitting(identity, classes) is not None
    is_way = is_name_of_way(identity, classes)
    return (body, is_title, is_info, is_way) if body or is_title or is_info or is_way else None


# A page repeats a few values endlessly, a site all of them; a value of a length no site writes is read but not kept.
_remembered_fits = lru_cache(_REMEMBERED)(_fits)
