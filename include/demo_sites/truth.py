"""What is true of the figures on the demo's pages, from the labels in prose.yaml: for tests to hold against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from demo_sites.facts import LABEL, labelled_prose

_HOLE = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"\d+-\d+")
_UNITS = "件次|人次|场次|批次|件|篇|条|次|人|名|个|项|场|期|份|家|户|册|幅|集|元|%"
_FIGURE = re.compile(rf"((?:\{{[^{{}}]+\}}(?:\.\{{[^{{}}]+\}}|0+)?|[0-9]+)余?[万亿]?(?:{_UNITS})(?:以上)?)⟨([^⟨⟩]*)⟩")
_ROLES, _PERIODS = ("part", "change", "norm"), ("prior_year", "term", "cumulative", "planned", "session")
_QUALIFIERS = ("more_than", "less_than", "approx")
_SCALES = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True, order=True)
class Truth:
    """A coded figure: where it ends in the text, and everything that is true of it; ``part_of``: its whole's code."""

    end: int
    code: str
    value: float
    unit: str
    role: str = "total"
    period: str = "reviewed"
    holder: str = "own"
    part_of: str = ""
    sector: str = ""
    source_kind: str = ""
    qualifier: str = "exact"


def truths(text: str) -> list[Truth]:
    """The coded figures of an article's text, in order of position."""
    found = {}
    for pattern, labels in _patterns():
        for match in pattern.finditer(text):
            for place, label in enumerate(labels, start=1):
                found[match.end(place)] = _truth(match.end(place), match[place], label.split())
    return sorted(found.values())


def _truth(end: int, printed: str, words: Sequence[str]) -> Truth:
    number = re.match(r"[0-9.]+", printed)
    scale = re.search("[万亿]", printed)
    unit = re.sub("^[0-9.]+余?[万亿]?|以上$", "", printed)
    value = float(number[0] if number else 0) * (_SCALES[scale[0]] if scale else 1)
    code, *rest = words
    role = next((word for word in rest if word in _ROLES), "total")
    period = next((word for word in rest if word in _PERIODS), "reviewed")
    named = dict(word.split(":") for word in rest if ":" in word)
    said = {*_ROLES, *_PERIODS, *_QUALIFIERS}
    holder = next((word for word in rest if ":" not in word and word not in said), "own")
    of, sector, source = (named.get(name, "") for name in ("of", "sector", "source"))
    qualifier = next((word for word in rest if word in _QUALIFIERS), "exact")
    return Truth(end, code, round(value, 6), unit, role, period, holder, of, sector, source, qualifier)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Every labelled text as a pattern with one group for each labelled figure."""
    texts = sorted({text for text in _strings(labelled_prose()) if LABEL.search(text)})
    return tuple((_pattern(text), tuple(match[2] for match in _FIGURE.finditer(text))) for text in texts)


def _pattern(text: str) -> re.Pattern[str]:
    text, parts, position = text.replace("**", ""), [], 0
    for match in _FIGURE.finditer(text):
        parts += [_literal(text[position : match.start()]), f"({_literal(match[1])})"]
        position = match.end()
    return re.compile("".join([*parts, _literal(text[position:])]))


def _literal(text: str) -> str:
    """A text as a pattern: a number where one is drawn, any words where others stand."""
    parts, position = [], 0
    for hole in _HOLE.finditer(text):
        parts += [re.escape(text[position : hole.start()]), "[0-9]+" if _RANGE.fullmatch(hole[1]) else r"[^\n]+?"]
        position = hole.end()
    return "".join([*parts, re.escape(text[position:])])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _strings(one)
