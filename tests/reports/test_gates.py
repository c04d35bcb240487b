"""What is looked for before a pattern is tried stands wherever the pattern matches."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reports import load_cases
from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports import anchors
from cppcc_archive.reports.figures import passages, positions, roles, years
from cppcc_archive.reports.head import calendar

_TEXTS = [case.text for case in load_cases()]
_GATES: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "a beginning": (passages._BEGUN, lambda text: passages._BEGUN_ENDS.stands(text, 0, len(text))),
    "the meeting": (years._SESSION.pattern, years._SESSION_WORDS.stand_in),
    "a change": (roles._CHANGE.pattern, lambda text: roles._CHANGE.search(text) is not None),
    "a digest": (calendar._CAPTIONED, lambda text: any(word in text for word in calendar._CAPTIONED_WORDS)),
}


@pytest.mark.parametrize("name", _GATES)
def test_no_match_in_a_labelled_text_is_kept_out(name: str) -> None:
    pattern, gate = _GATES[name]
    for text in _TEXTS:
        for match in pattern.finditer(text):
            assert gate(match[0])


@settings(max_examples=60)
@given(st.data(), st.sampled_from(sorted(_GATES)))
def test_no_match_of_a_pattern_is_kept_out(data: st.DataObject, name: str) -> None:
    pattern, gate = _GATES[name]
    found = pattern.search(data.draw(st.from_regex(pattern)))
    assert found is not None
    assert gate(found[0])


@given(st.text("县政协通报介绍：，。 2019年底至召开会议0", max_size=70))
def test_a_year_that_leads_is_found_as_without_a_look_ahead(text: str) -> None:
    plain = years._LEADS.pattern.removeprefix(years._YEAR_AHEAD)
    assert plain != years._LEADS.pattern
    for start in range(min(len(text), 9)):
        here, there = years._LEADS.match(text, start), re.compile(plain).match(text, start)
        assert (here and here.span()) == (there and there.span())


@settings(max_examples=20)
@given(st.sampled_from(_TEXTS), st.integers(0, 400), st.integers(0, 200))
def test_a_stretch_in_which_a_pattern_matches_is_one_in_which_it_may(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    for sought in anchors.SOUGHT:
        begins = anchors.anchors_of(sought.pattern.pattern)
        if begins is None or any(low != high for low, high in begins.values()):
            continue
        matches = [match.start() for match in sought.pattern.finditer(text) if start <= match.start() < end]
        assert sought.stands(text, start, end) or not matches


@settings(max_examples=20)
@given(st.sampled_from(_TEXTS), st.integers(0, 400), st.integers(0, 200))
def test_a_stretch_of_a_whole_text_is_searched_as_by_the_pattern(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    for sought in anchors.SOUGHT:
        found, same = sought.search(text, start, end), sought.pattern.search(text, start, end)
        assert (found and found.span()) == (same and same.span())


_WORDED = [place.before for places in positions._PLACES.values() for place in places if isinstance(place.before, Ended)]


@settings(max_examples=60)
@given(st.data(), st.sampled_from(_WORDED))
def test_words_before_a_figure_keep_no_match_of_a_place_out(data: st.DataObject, ended: Ended) -> None:
    match = ended.pattern.search(data.draw(st.from_regex(ended.pattern)))
    assert match is not None
    before = match.string.rstrip("\n")
    assert (ended.search(before) is None) == (ended.pattern.search(before) is None)


def test_words_that_no_match_holds_for_sure_are_no_gate() -> None:
    with pytest.raises(ValueError, match="cannot be told by its words"):
        anchors.Words("(?:今年)?")
