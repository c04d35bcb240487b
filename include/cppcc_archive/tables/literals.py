"""Values inside SQL that cannot take parameters: predicates of Delta commits, views, settings. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def text_list(values: Iterable[str]) -> str:
    """Values as the inside of an SQL ``IN (…)``, each once and in order."""
    return ", ".join(quoted(value) for value in sorted(set(values)))
