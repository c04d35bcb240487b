"""Reading the code table: the first head of a frame that its unit can count decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from cppcc_archive.reports.figures.code_table import LEVELS, PEOPLE, ROWS, VETOES, VETOES_WHEREVER, WHEREVER, Row
from cppcc_archive.reports.figures.frames import Frame
from cppcc_archive.reports.figures.words import Token, words_in


class Told(NamedTuple):
    """What the table says of a frame: a code, and whether a rule may say better."""

    code: str
    weak: bool


@dataclass(slots=True)
class _Ready:
    """A row with its words as sets; ``told`` is what it says."""

    row: Row
    told: Told
    without: frozenset[str]
    said: frozenset[str]
    around: frozenset[str]
    also: frozenset[str]
    last: frozenset[str]


_Rows = dict[str, tuple[tuple[frozenset[str], _Ready], ...]]
"""By head; what must stand beside it goes first, for most rows fail there."""


def _index(*, far: bool) -> dict[str, _Rows]:
    """The rows by unit and head; ``far``: only those whose head may stand in an earlier clause."""
    index: dict[str, dict[str, list[tuple[frozenset[str], _Ready]]]] = {}
    for row in ROWS:
        if far and row.near:
            continue
        sets = (row.without, row.said, row.around, row.also, row.last)
        ready = _Ready(row, Told(row.code, row.weak), *(frozenset(words.split()) for words in sets))
        told = frozenset(row.beside.split()), ready
        for unit in row.units.split():
            for head in row.heads.split():
                index.setdefault(unit, {}).setdefault(head, []).append(told)
    return {unit: {head: tuple(rows) for head, rows in heads.items()} for unit, heads in index.items()}


_NEAR: Final = _index(far=False)
_FAR: Final = _index(far=True)
_NONE: Final[_Rows] = {}


def _fits(wanted: str, topic: str | None) -> bool:
    """Whether a passage on ``topic`` is what a row asks for (``proposal``) or none that it shuns (``-opinion``)."""
    return wanted == topic if wanted[0] != "-" else f"-{topic}" not in wanted.split()


_SAID: Final = 60
"""Words back that a sentence is remembered."""


def _was_said(frame: Frame, keys: frozenset[str]) -> bool:
    return not keys.isdisjoint([token.key for token in frame.words[max(0, frame.here - _SAID) : frame.here]])


def _last_thing(frame: Frame) -> str | None:
    """The last thing named before a figure (``诉求276件，办结251件``)."""
    return next((one.key for one in reversed(frame.words[: frame.here]) if one.sort == "thing"), None)


def code_in(frame: Frame, topic: str | None) -> Told | None:
    """What the first row of the table that a frame fits says of it."""
    unit, marks = frame.figure.unit or "_", frame.marks
    if unit != "%" and not (VETOES if unit not in WHEREVER else VETOES_WHEREVER).isdisjoint(marks):
        return Told("other", False)
    near, far = _NEAR.get(unit, _NONE), _FAR.get(unit, _NONE)
    for place, head in enumerate(frame.heads):
        for beside, ready in (near if place < frame.carried else far).get(head.key, ()):
            if not (beside and beside.isdisjoint(marks)) and _holds(ready, frame, head, topic):
                told = ready.told
                return Told(_levelled(frame), told.weak) if told.code == "opinions_adopted" else told
    return None


def _holds(ready: _Ready, frame: Frame, head: Token, topic: str | None) -> bool:
    """Whether a frame has all that a row asks for beyond the words beside its head."""
    row, marks = ready.row, frame.marks
    return not (
        (ready.without and not ready.without.isdisjoint(marks))
        or (ready.also and ready.also.isdisjoint(marks))
        or (row.bare and (frame.before or frame.after))
        or (ready.last and _last_thing(frame) not in ready.last)
        or (ready.around and ready.around.isdisjoint(frame.around))
        or (row.glued and head is not frame.glued)
        or (row.topic and not _fits(row.topic, topic))
        or (ready.said and not _was_said(frame, ready.said))
    )


def _levelled(frame: Frame) -> str:
    """Opinions adopted at the level of the bodies in the figure's own clause, else of those it was sent to last."""
    levels = _bodies((*frame.before, *frame.after))
    if "sign:in_all" in frame.marks and not levels:
        return "opinions_adopted"  # ``采用总数104篇``
    earlier = frame.words[max(0, frame.here - _BACK) : frame.here]
    sent = max((at for at, one in enumerate(earlier) if one.key == "act:send"), default=0)
    taken = max((at for at, one in enumerate(earlier[:sent]) if one.key == "act:adopt"), default=-1)
    earlier = earlier[taken + 1 :]  # ``被省政协采用，委员林某报送14篇，被采用9篇``
    if not levels and not (frame.here < len(frame.words) and frame.words[frame.here].key == "sign:including"):
        above = [token for token in earlier if token.sort == "body" and token.name in _HIGHER]
        levels = _bodies(tuple(token for token in above if above[-1].start - token.end <= _TOGETHER))
    return f"opinions_adopted{levels.pop()}" if len(levels) == 1 else "opinions_adopted"


def _bodies(tokens: tuple[Token, ...]) -> set[str]:
    return {LEVELS[token.name] for token in tokens if token.sort == "body" and token.name in LEVELS}


_HIGHER: Final = frozenset({"national", "ministry", "province", "city"})
_BACK: Final = 12
"""Words back that opinions may have been sent to a body."""
_TOGETHER: Final = 6
"""Characters from the first to the last of bodies that are named side by side."""
SILENT: Final = frozenset({"act:hold", "act:organise"})
"""Verbs that do not say what was held."""
_SHORT: Final = 14
"""Characters of a heading that names what its section is on."""


OPEN: Final = frozenset(("other", "members_total"))
"""Codes that a heading may know better."""
_WHO_COMES: Final = re.compile("(?:参加|参会|出席|参训)(?:人员|对象)$")


def code_under(heading: str, frame: Frame, topic: str | None, coded: list[str]) -> list[str]:
    """The code of a figure ``coded`` by its words: of people below ``三、参加人员``, and of one whose clause only says
    that it was held, by the deed or meeting that its ``heading`` ends with (``（一）主席会议。每季度召开1次``)."""
    if frame.figure.unit in PEOPLE and _WHO_COMES.search(heading):
        return ["participations"]
    if (
        coded != ["other"]
        or frame.after
        or len(heading) > _SHORT
        or not frame.heads
        or any(one.key not in SILENT and one.sort != "sign" for one in frame.heads)
    ):
        return coded
    named = [token for token in words_in(heading, 0, len(heading)) if token.sort in ("deed", "meeting")]
    if not named:
        return coded
    told = code_in(frame.counting(named[-1], frame.marks | {named[-1].key}, named[-1]), topic)
    return [told.code] if told else coded
