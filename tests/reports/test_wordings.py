"""Some nine hundred wordings of each family of figures, by hands that had read the conventions and no rule: each line a
document's title and a clause of it, its figures as ``⟦29件|problems_solved⟧``. Floors only rise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.reports import Tally
from cppcc_archive.reports import parse_text

FOLDER = Path(__file__).parent / "wordings"
FLOORS = {"proposals": 0.96, "deeds": 0.98, "opinions": 0.98}
"""F1 of coded figures."""
URL = "http://www.example.gov.cn/2024/1/t20240105_1.html"
_MARKED = re.compile(r"⟦(?P<span>[^⟦⟧|]+)\|(?P<code>[a-z_]+)⟧")


class Wording(NamedTuple):
    """A clause below its document's title; ``codes`` by start and end of the figures in it."""

    title: str
    clause: str
    codes: dict[tuple[int, int], str]


def wordings(family: str) -> Iterator[Wording]:
    for line in (FOLDER / f"{family}.tsv").read_text(encoding="utf-8").splitlines():
        title, _, marked = line.partition("\t")
        clause, codes, last = "", {}, 0
        for figure in _MARKED.finditer(marked):
            clause += marked[last : figure.start()]
            codes[len(clause), len(clause) + len(figure["span"])] = figure["code"]
            clause += figure["span"]
            last = figure.end()
        yield Wording(title, clause + marked[last:], codes)


def wrong(wording: Wording) -> Iterator[tuple[str | None, str | None]]:
    """Each figure's code as labelled and as read, ``other`` and none of either as None; those only one has, too."""
    found = parse_text(f"{wording.title}\n\n{wording.clause}", URL)
    begin = len(found.text) - len(wording.clause)
    read = {(item.start - begin, item.end - begin): item.code for item in found.indicators if item.start >= begin}
    for (start, end), code in wording.codes.items():
        at = [place for place in read if place[0] < end and start < place[1]]
        codes = [read.pop(place) for place in at]
        got = code if code in codes else next(iter(codes), "other")
        yield (None if code == "other" else code), (None if got == "other" else got)
    yield from ((None, code) for code in read.values() if code != "other")


@pytest.mark.parametrize("family", FLOORS)
def test_codes_of_wordings_stay_above_their_floor(family: str) -> None:
    pairs = [pair for wording in wordings(family) for pair in wrong(wording)]
    tally = Tally(
        hits=sum(1 for told, got in pairs if told and told == got),
        wrong=sum(1 for told, got in pairs if got and told != got),
        missed=sum(1 for told, got in pairs if told and told != got),
    )
    assert len(pairs) > 1500
    assert tally.f1 >= FLOORS[family]
