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
        self._of_classes = lru_cache(_REMEMBERED)(self._match_classes)  # a page repeats a few class values endlessly

    def match(self, tag: str, attributes: dict[str, str | None]) -> str | None:
        """The selector that fits the element, or None."""
        return tag if tag in self.tags else self.match_attributes(attributes)

    def match_attributes(self, attributes: dict[str, str | None]) -> str | None:
        """The selector that fits an element by its id or class, or None."""
        identity = attributes.get("id")
        if identity:
            if identity in self._ids:
                return f"#{identity}"
            if identity.startswith(self._id_starts):
                return f"#{next(start for start in self._id_starts if identity.startswith(start))}*"
        classes = attributes.get("class")
        return self._of_classes(classes) if classes else None

    def _match_classes(self, classes: str) -> str | None:
        for name in classes.split():
            if name in self._classes:
                return f".{name}"
            if name.startswith(self._class_starts):
                return f".{next(start for start in self._class_starts if name.startswith(start))}*"
        return None
