"""What a figure counts in words that a person would write: verb, object and kind as printed, never a cut string."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from cppcc_archive.markup.ended import Tail
from cppcc_archive.reports.figures.codes import LABELS
from cppcc_archive.reports.figures.frames import Frame
from cppcc_archive.reports.figures.heads import NOUNS
from cppcc_archive.reports.figures.sectors import name_before
from cppcc_archive.reports.figures.words import Token
from cppcc_archive.reports.model import Indicator

SPECIFIC: Final = frozenset({"proposals_by_sector", "proposals_by_source", "proposals_share"})
"""Codes that stand for many things: their label says which."""

_LONGEST: Final = 18
"""Characters that the words before a number give to its label at most, and go on to where a word ends."""
_LOOKED_AT: Final = 200
"""Characters before a number that are looked at: a clause of thousands is no clause."""
_LEAD: Final = re.compile(
    r"^(?:其中|全年|先后|累计|一年来|共计|这是|还要|同时|此外|另外|[0-9]{4}年|去年|今年|上年|[并等了的和及与已还是将以]|约(?![谈见请定稿])|有(?!关)|末(?!尾)|共(?!同|产|青|享|建)|各(?![方类种界级项自地]))++"
)
_TAIL: Final = Tail(r"(?:共计|累计|合计|总计|达到|分别|超过|总计|[共达为计约了的有各]|《|“)++$")
_STARTS: Final = re.compile("(?:[的和与及在对为就把将、等以由从]|向(?!.、))(?![^“”《》]*[”》])|[”》]")
"""Behind these a label may begin, unless that is inside a quotation."""
_EDGE: Final = re.compile("[，。；：、！？（）《“]")
_NUMBER: Final = re.compile("[0-9〇一二三四五六七八九十百千]+余?[件篇条次人名个项场份家户]|[0-9.]+%")
_DIRECTION: Final = re.compile("净?增[加长]?|减少|压减|下降|降低|提高|提升|上升|扩大|缩短|延长|[多少减降升](?!数)")
_OF_ALL: Final = re.compile("约?占")
_WHO: Final = frozenset({"member", "mass", "public", "proposer"})
_CARRIES: Final = ("占", "约占", "达", "为", "各占", "分别占")
"""What a clause may consist of that says nothing by itself: the clause before it is taken along."""


def label_of(code: str, shade: str, frame: Frame, start: int) -> str:
    """The label of a figure: its code's, with the words that say which where a code stands for many things; of
    ``other`` the words alone. ``start``: where the sentence begins."""
    if code in SPECIFIC:
        named = (
            name_before(shade, *frame.own or (frame.clause, frame.figure.start)) if code != "proposals_share" else ""
        )
        named = named or phrase(shade, frame, start)
        if code == "proposals_share":
            counted = _counted_before(shade, frame, start) if _OF_ALL.match(named) else ""
            named = (counted + named).removesuffix("占") or named
        return f"{LABELS[code]}：{named}"
    return LABELS[code] if code != "other" else phrase(shade, frame, start)


def _counted_before(shade: str, frame: Frame, start: int) -> str:
    """What the clause before a share counts (``民生类提案62件，占立案总数的40%``)."""
    earlier = _EDGE.split(shade[max(start, frame.clause - 60) : frame.clause])
    for part in reversed(earlier):
        word = _cut("".join(_NUMBER.split(part)))
        if len(word) > 1 and not _OF_ALL.match(word):
            return word
    return ""


def changed(label: str, before: str) -> str:
    """The label of a difference, whose value is as printed: with the word that says which way (``会议减少``)."""
    if _DIRECTION.search(label) or not (told := _DIRECTION.findall(before)):
        return label
    return label + str(told[-1])


def phrase(shade: str, frame: Frame, start: int) -> str:
    """The words before a number and the noun behind it."""
    figure = frame.figure
    if frame.own:
        own = shade[slice(*frame.own)].strip()
        return _LEAD.sub("", own) or own
    before = _cut(shade[frame.clause : figure.start])
    is_named = frame.glued is not None and frame.glued.end <= figure.start and frame.glued.sort in NOUNS
    behind = "" if is_named else _behind(shade, frame)
    if before in _CARRIES or len(before + behind) < 2:
        earlier = _EDGE.split(shade[max(start, frame.clause - 60) : frame.clause])
        words = (_cut(_NUMBER.split(part)[0]) for part in reversed(earlier))
        before = next((word for word in words if len(word) > 1 and word not in _CARRIES), "") + before
    return (before + behind) or shade[frame.clause : figure.start].strip() or shade[figure.end : frame.end].strip()


def _cut(words: str) -> str:
    """The end of a clause from where a word begins."""
    words = _TAIL.cut(_LEAD.sub("", words.replace(" ", "")[-_LOOKED_AT:]))
    if len(words) <= _LONGEST:
        return words
    begins = [match.end() for match in _STARTS.finditer(words) if match.end() < len(words) - 1]
    fitting = [at for at in begins if len(words) - at <= _LONGEST]
    at = fitting[0] if fitting else (begins[-1] if begins else 0)
    return _LEAD.sub("", words[at:])


def _is_bare(shade: str, frame: Frame, noun: Token, stop: int) -> bool:
    """Whether a noun says who it is and nothing of them (``12名委员受到通报``): then its clause is taken."""
    is_near = stop - noun.end <= _LONGEST // 2 and not shade[stop : stop + 1].isdecimal()
    return is_near and noun.name in _WHO and not frame.before


def _behind(shade: str, frame: Frame) -> str:
    """The noun behind a number, to the last word of its phrase that is known, or to the next comma if that is near."""
    figure = frame.figure
    edge = _EDGE.search(shade, figure.end, frame.end)
    stop = edge.start() if edge else frame.end
    known = [token for token in frame.after if token.sort in ("deed", "meeting", "thing") and token.end <= stop]
    if known and known[0].start - figure.end <= _LONGEST // 2 and not _is_bare(shade, frame, known[0], stop):
        stop = known[0].end
    words = shade[figure.end : stop].replace(" ", "")
    return _TAIL.cut(words) if len(words) <= _LONGEST else ""


def caption(shade: str, found: list[Indicator]) -> None:
    """A number that stands alone on a line counts what the same number on the line below does."""
    for at, (one, below) in enumerate(pairwise(found)):
        if one.code == "other" != below.code and (one.value, one.unit) == (below.value, below.unit):
            line = shade[shade.rfind("\n", 0, one.start) + 1 : below.start].split("\n")
            if len(line) == _ADJACENT and line[0].strip() == shade[one.start : one.end].strip():
                found[at] = one._replace(code=below.code, label=below.label, role=below.role)


_ADJACENT: Final = 2
"""Lines from a caption to what it is one of."""
