"""Whether two files hold the same text: a report put up as PDF and as Word is one report. Pure."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\w]+")
_LENGTH = 6
_ALIKE = 0.85


def is_copy(text: str, other: str) -> bool:
    """Whether nearly all of the shorter text stands in the other, and it is not much shorter."""
    mine, theirs = _shingles(text), _shingles(other)
    if not mine or not theirs:
        return False
    return len(mine & theirs) >= _ALIKE * max(len(mine), len(theirs))


def _shingles(text: str) -> set[str]:
    bare = _LETTERS.sub("", text)
    return {bare[at : at + _LENGTH] for at in range(max(len(bare) - _LENGTH + 1, 0))}
