"""The figures of one sentence on their way to indicators, and what they tell one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from cppcc_archive.reports.figures.breakdown import recoded
from cppcc_archive.reports.figures.context import Sentence
from cppcc_archive.reports.figures.frames import Frame
from cppcc_archive.reports.figures.framing import SILENT
from cppcc_archive.reports.figures.going_table import ROWS, GoingRow
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.passages import Home
from cppcc_archive.reports.figures.words import Token


class Row:
    """One figure of a sentence on its way to an indicator."""

    def __init__(
        self, figure: Figure, frame: Frame, topic: str | None, coded: list[str], home: Home, period: str | None
    ) -> None:
        self.figure, self.frame, self.topic, self.coded, self.home = figure, frame, topic, coded, home
        self.period = period


_ADOPTED_BY: Final = "opinions_adopted_"
_SENT: Final = frozenset({"opinions_submitted", "opinions_reported"})
_AMONG: Final = re.compile("提案中，?$")


def handed_out(rows: Sequence[Row]) -> list[int]:
    """The places of those that count proposals handed out."""
    return [at for at, row in enumerate(rows) if row.coded == ["proposals_assigned"]]


def is_split(rows: Sequence[Row], handed: Sequence[int], index: int, before: str) -> bool:
    """Whether a sentence splits what was ``handed`` out by who answers, and this is no whole of it (``上述提案中，180件
    交由政府系统，6件交由县委部门``)."""
    if len(handed) > 1 and index == handed[0] and not _AMONG.search(before):
        if "thing:system" in rows[index].frame.marks:
            return True
        return rows[index].figure.value < sum(rows[at].figure.value for at in handed[1:])
    return len(handed) > 1


def refine(shade: str, sentence: Sentence, rows: list[Row]) -> None:
    """What the breakdowns of a sentence about proposals tell of figures that no rule knew by their own words."""
    codes = [row.coded[0] if row.topic == "proposal" or row.figure.unit == "%" else "" for row in rows]
    owns = ((index, row.frame.own) for index, row in enumerate(rows) if not row.figure.place)
    names = {index: shade[slice(*own)] for index, own in owns if own}
    for index, code in recoded(shade, sentence.start, sentence.end, sentence.figures, codes, names).items():
        is_known = not sentence.figures[index].place or rows[index].coded == ["other"]
        if is_known and not shade.startswith("民生实事", rows[index].figure.end):
            rows[index].coded = [code]


class _Going:
    """A row of the table, its codes and words as sets."""

    def __init__(self, row: GoingRow) -> None:
        self.after, self.told = frozenset(row.after.split()), frozenset(row.told.split())
        self.code, self.form, self.last = row.code, row.form, row.last
        self.follows, self.near = row.follows, row.near
        self.units, self.words = frozenset(row.units.split()), frozenset(row.words.split())
        self.named, self.whole, self.silent, self.led = row.named, row.whole, row.silent, row.led
        self.barred = frozenset(row.barred.split())
        self.marked, self.unmarked = frozenset(row.marked.split()), frozenset(row.unmarked.split())
        self.between = re.compile(row.between) if row.between else None

    def fits(self, shade: str, before: Row, row: Row) -> bool:
        """Whether a figure goes on so with the one before it."""
        if self.after and before.coded[0] not in self.after and not (self.form and self.form in before.frame.marks):
            return False
        figure, frame = row.figure, row.frame
        is_in_unit = figure.unit in self.units or ("=" in self.units and figure.unit == before.figure.unit)
        if self.units and not is_in_unit:
            return False
        keys = {token.key for token in frame.before}
        behind = frame.clause - before.figure.end
        return (
            (not self.follows or behind == 1)
            and (not self.near or behind <= self.near)
            and (not self.words or keys <= self.words)
            and (not self.named or bool(keys))
            and (not self.whole or keys == self.words)
            and (not self.silent or _is_silent(frame.before))
            and not any(one.sort in self.barred or one.key in self.barred for one in (*frame.before, *frame.after))
            and not (self.last and frame.after)
            and (not self.led or self.led in before.frame.marks)
            and (not self.marked or not self.marked.isdisjoint(frame.marks))
            and self.unmarked.isdisjoint(frame.marks)
            and (self.between is None or self.between.fullmatch(shade, before.figure.end, figure.start) is not None)
        )


_GOING: Final = tuple([_Going(row) for row in ROWS])


def _is_silent(before: Sequence[Token]) -> bool:
    """Whether all that stands before a figure only says that something was held."""
    return bool(before) and all(one.key in SILENT or one.sort == "sign" for one in before)


def go_on(shade: str, rows: list[Row]) -> None:
    """``安排专项民主监督4项，目前已开展2项``: a clause that names nothing counts what the one before does."""
    for before, row in pairwise(rows):
        for going in _GOING if len(row.coded) == 1 else ():
            if row.coded[0] in going.told and going.fits(shade, before, row):
                row.coded = [going.code] if going.code else before.coded
    _level(rows)


def _level(rows: Sequence[Row]) -> None:
    """``民盟报送31条，被市政协采用9条；民建报送27条，采用8条``: one body adopts what a list of senders sent it."""
    levels = {row.coded[0] for row in rows if row.coded[0].startswith(_ADOPTED_BY)}
    is_led = False
    for before, row in pairwise(rows) if len(levels) == 1 else ():
        if before.coded[0] not in _SENT:
            continue
        if is_led and row.coded == ["opinions_adopted"]:
            row.coded = list(levels)
        is_led = row.coded[0] in levels
