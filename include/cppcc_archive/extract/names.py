"""Selectors of :mod:`cppcc_archive.cms.selectors`, matched against single elements."""

from __future__ import annotations

from collections.abc import Iterable


class Names:
    """A set of selectors as :mod:`cppcc_archive.cms.selectors` writes them, looked up by element."""

    def __init__(self, selectors: Iterable[str]) -> None:
        names = list(selectors)
        self._tags = frozenset(name for name in names if name[0] not in "#.")
        self._exact = frozenset(name for name in names if not name.endswith("*"))
        self._prefixes = tuple(name[:-1] for name in names if name.endswith("*"))

    def match(self, tag: str, attributes: dict[str, str | None]) -> str | None:
        """The selector that fits the element, or None."""
        if tag in self._tags:
            return tag
        if not attributes:
            return None
        identity, classes = attributes.get("id"), attributes.get("class")
        if identity and (found := self._one(f"#{identity}")):
            return found
        if classes:
            for name in classes.split():
                if found := self._one(f".{name}"):
                    return found
        return None

    def _one(self, name: str) -> str | None:
        if name in self._exact:
            return name
        if name.startswith(self._prefixes):
            return next(prefix for prefix in self._prefixes if name.startswith(prefix)) + "*"
        return None
