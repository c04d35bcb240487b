"""What changed between two versions of a text, by characters, and between their figures. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

EditKind = Literal["same", "removed", "added"]

_MOST_CELLS = 4_000_000
"""Characters before times characters after that are compared one by one; a larger passage is given as a whole."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of text that both versions have, or only the one before (removed) or after (added)."""

    kind: EditKind
    text: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that only one version has (the other is None), or that has another value in each. Rows as tables have
    them, matched by ``indicator_id``."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def edits(before: str, after: str) -> list[Edit]:
    """The way from ``before`` to ``after``: ``same`` and ``removed`` joined are ``before``, ``same`` and ``added``
    joined ``after``. Lines are matched first, then characters in lines that differ."""
    return list(_joined(_edits(before.splitlines(keepends=True), after.splitlines(keepends=True))))


def _edits(before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    """Between two lists of lines, or two strings of characters."""
    for tag, left, right, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[left:right]), "".join(after[low:high])
        if tag == "equal":
            yield Edit("same", old)
        elif old and new and not isinstance(before, str) and len(old) * len(new) <= _MOST_CELLS:
            yield from _edits(old, new)
        else:
            yield from (Edit("removed", old), Edit("added", new))


def _joined(found: Iterator[Edit]) -> Iterator[Edit]:
    """Without empty stretches, neighbours of one kind in one."""
    for kind, run in groupby((edit for edit in found if edit.text), key=attrgetter("kind")):
        yield Edit(kind, "".join(edit.text for edit in run))


def moved(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Moved]:
    """Figures whose value differs or that only one version has, in the order of the text after, then of before."""
    old = {row["indicator_id"]: row for row in before}
    new = {row["indicator_id"]: row for row in after}
    found = [Moved(old.get(key), row) for key, row in new.items() if key not in old or _differ(old[key], row)]
    return found + [Moved(row, None) for key, row in old.items() if key not in new]


def _differ(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return any(before[name] != after[name] for name in ("value", "unit", "qualifier"))
