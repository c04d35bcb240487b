"""Reading the code table: the first head of a frame that its unit can count decides."""

from __future__ import annotations

from typing import NamedTuple

from cppcc_archive.reports.figures.code_table import ROWS, Row
from cppcc_archive.reports.figures.frames import Frame, Token


class _Ready(NamedTuple):
    row: Row
    beside: frozenset[str]
    without: frozenset[str]
    said: frozenset[str]
    around: frozenset[str]
    also: frozenset[str]


def _index() -> dict[tuple[str, str], tuple[_Ready, ...]]:
    index: dict[tuple[str, str], list[_Ready]] = {}
    for row in ROWS:
        sets = (row.beside, row.without, row.said, row.around, row.also)
        ready = _Ready(row, *(frozenset(words.split()) for words in sets))
        for head in row.heads.split():
            for unit in row.units.split():
                index.setdefault((head, unit), []).append(ready)
    return {key: tuple(rows) for key, rows in index.items()}


_ROWS = _index()


def _fits(wanted: str, topic: str | None) -> bool:
    """Whether a passage on ``topic`` is what a row asks for (``proposal``) or none that it shuns (``-opinion``)."""
    return wanted == topic if wanted[0] != "-" else f"-{topic}" not in wanted.split()


_SAID = 60
"""Words back that a sentence is remembered."""


def _was_said(frame: Frame, keys: frozenset[str]) -> bool:
    return any(token.key in keys for token in frame.words[max(0, frame.here - _SAID) : frame.here])


def code_in(frame: Frame, topic: str | None) -> tuple[Row, Token] | None:
    """The row of the table that a frame fits, and the word that decided."""
    unit = frame.figure.unit or "_"
    for place, head in enumerate(frame.heads):
        for row, beside, without, said, around, also in _ROWS.get((head.key, unit), ()):
            if (
                (row.near and place >= frame.carried)
                or (row.glued and head is not frame.glued)
                or (said and not _was_said(frame, said))
                or (also and also.isdisjoint(frame.marks))
                or (around and around.isdisjoint(frame.around))
                or (row.topic and not _fits(row.topic, topic))
                or (beside and beside.isdisjoint(frame.marks))
                or (without and not without.isdisjoint(frame.marks))
            ):
                continue
            return row, head
    return None
