"""What changed between two versions of a text, by characters, and between their figures. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
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
    for tag, left, right, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[left:right]), "".join(after[low:high])
        if tag == "equal":
            yield Edit("same", old)
        elif old and new and len(old) * len(new) <= _MOST_CELLS:
            yield from _characters(old, new)
        else:
            yield Edit("removed", old)
            yield Edit("added", new)


def _characters(before: str, after: str) -> Iterator[Edit]:
    for tag, left, right, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Edit("same", before[left:right])
        else:
            yield Edit("removed", before[left:right])
            yield Edit("added", after[low:high])


def _joined(found: Iterator[Edit]) -> Iterator[Edit]:
    """Without empty stretches, neighbours of one kind in one."""
    held: Edit | None = None
    for edit in found:
        if not edit.text:
            continue
        if held is not None and held.kind == edit.kind:
            held = Edit(held.kind, held.text + edit.text)
            continue
        if held is not None:
            yield held
        held = edit
    if held is not None:
        yield held


def moved(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Moved]:
    """Figures whose value differs or that only one version has, in the order of the text after, then of before."""
    old = {row["indicator_id"]: row for row in before}
    new = {row["indicator_id"]: row for row in after}
    found = [Moved(old.get(key), row) for key, row in new.items() if key not in old or _differ(old[key], row)]
    return found + [Moved(row, None) for key, row in old.items() if key not in new]


def _differ(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return any(before[name] != after[name] for name in ("value", "unit", "qualifier"))
