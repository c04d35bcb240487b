"""What stands around a figure: its sentence with the figure marked, the running topic, the period it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from cppcc_archive.reports.figures import Figure

_STOP = re.compile(r"[。！？\n]")
_TOPIC = re.compile(
    r"提案(?!权)|(?<!转为)(?<!转作)(?<!作为)(?<!按)(?<!转)社情民意(?:信息)?|(?<!民意)信息(?!化|技术|产业|公开|公众)|调研|协商|视察|培训|学习|宣传"
)
_TOPICS = {"提案": "proposal", "社情民意": "opinion", "信息": "opinion"}
_SPACE = re.compile(r" +")
LEFT, RIGHT = 110, 48
"""How many characters before and after a figure its rules may look at."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its offsets and the figures in it, in order."""

    start: int
    end: int
    figures: tuple[Figure, ...]


def sentences(shade: str, figures: list[Figure]) -> list[Sentence]:
    """The sentences that hold figures."""
    ends = [match.start() for match in _STOP.finditer(shade)] + [len(shade)]
    grouped: dict[int, list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(bisect_right(ends, figure.start), []).append(figure)
    return [
        Sentence(ends[at - 1] + 1 if at else 0, ends[min(at, len(ends) - 1)], tuple(own)) for at, own in grouped.items()
    ]


def marked(shade: str, sentence: Sentence, index: int) -> str:
    """The sentence around figure ``index``: ``◆`` for it, ``#`` for the others, blanks dropped."""
    own = sentence.figures[index]
    floor, ceiling = max(sentence.start, own.start - LEFT), min(sentence.end, own.end + RIGHT)
    parts: list[str] = []
    position = floor
    for at, figure in enumerate(sentence.figures):
        if figure.start < position or figure.start >= ceiling:
            continue
        parts += [shade[position : figure.start], "◆" if at == index else "#"]
        position = figure.end
    parts.append(shade[position : max(position, ceiling)])
    return _SPACE.sub("", "".join(parts))


def topic_of(shade: str, paragraph_start: int, figure: Figure, heading: str) -> str | None:
    """``proposal`` or ``opinion`` when that is what the passage speaks of last before (or right after) the figure."""
    found = None
    for match in _TOPIC.finditer(shade, max(paragraph_start, figure.start - 240), figure.start):
        found = _TOPICS.get(match[0][:4])
    if found:
        return found
    after = _TOPIC.search(shade, figure.end, figure.end + 12)
    if after and after[0][:4] in _TOPICS and "\n" not in shade[figure.end : after.start()]:
        return _TOPICS[after[0][:4]]
    return next((topic for word, topic in _TOPICS.items() if word in heading), None)
