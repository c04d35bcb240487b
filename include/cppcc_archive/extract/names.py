"""Selectors of :mod:`cppcc_archive.cms.selectors`, matched against single elements."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_REMEMBERED = 2048


class Names:
    """A set of selectors as that module writes them, looked up by element."""

    def __init__(self, selectors: Iterable[str]) -> None:
        names = list(selectors)
        self.tags = frozenset(name for name in names if name[0] not in "#.")
        self._ids = frozenset(name[1:] for name in names if name[0] == "#" and name[-1] != "*")
        self._classes = frozenset(name[1:] for name in names if name[0] == "." and name[-1] != "*")
        self._id_starts = tuple(name[1:-1] for name in names if name[0] == "#" and name[-1] == "*")
        self._class_starts = tuple(name[1:-1] for name in names if name[0] == "." and name[-1] == "*")
        self.fitting = lru_cache(_REMEMBERED)(self._fitting)
        """The selector that fits an element's id and class, or None. Remembered: a page repeats a few values endlessly,
        a site all of them."""

    def match(self, tag: str, attributes: dict[str, str | None]) -> str | None:
        """The selector that fits the element, or None."""
        return tag if tag in self.tags else self.fitting(attributes.get("id"), attributes.get("class"))

    def _fitting(self, identity: str | None, classes: str | None) -> str | None:
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
