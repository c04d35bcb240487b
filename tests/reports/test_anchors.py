"""Patterns tried only where their words stand find what they find when tried at every character."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reports import load_cases
from cppcc_archive.reports import anchors, parse_text
from cppcc_archive.reports.anchors import Anchored, anchors_of, tried
from cppcc_archive.reports.figures.cue_table import CUES
from cppcc_archive.reports.figures.holders import NAMED


@pytest.mark.parametrize(
    ("pattern", "words", "nearest", "farthest"),
    [
        ("(?:提案|建议)(?!权)", {"提案", "建议"}, 0, 0),
        ("[一-鿿]{0,8}?(?:省|市)政协", {"省政协", "市政协"}, 0, 8),
        ("(?<=会)第?(?:一|二)次会议", {"一次会议", "二次会议", "第一次会议", "第二次会议"}, 0, 0),
        ("已经?", {"已"}, 0, 0),
        ("[0-9]{1,3}届(?:政协)?[^，。]{0,8}以来", {"届"}, 1, 3),
    ],
)
def test_the_words_of_every_match_are_read_off_the_pattern(
    pattern: str, words: set[str], nearest: int, farthest: int
) -> None:
    assert anchors_of(pattern) == dict.fromkeys(words, (nearest, farthest))


@pytest.mark.parametrize("pattern", ["[^，]{3}", "(?:今年)?", "[一-鿿]*报告"])
def test_a_pattern_that_may_begin_with_anything_has_none(pattern: str) -> None:
    assert anchors_of(pattern) is None


_TEXTS = [case.text for case in load_cases()]
_TABLES = {"cues": [cue.pattern for cue in CUES], "bodies": NAMED}


def _everywhere(patterns: list[str], text: str) -> list[tuple[int, tuple[int, int]]]:
    return [(at, match.span()) for at, one in enumerate(patterns) for match in re.finditer(one, text)]


def _found(anchored: Anchored, text: str, start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    places = anchored.places(text, start, end).items()
    return sorted(
        (at, match.span())
        for at, where in places
        for match in tried(anchored.patterns[at], text, start, end, sorted(where))
    )


@pytest.mark.parametrize("table", _TABLES)
def test_a_table_finds_the_same_in_all_labelled_texts(table: str) -> None:
    anchored = Anchored(_TABLES[table])
    for text in _TEXTS:
        found = _found(anchored, text, 0, len(text))
        assert found == sorted(_everywhere(_TABLES[table], text))


def test_what_whole_texts_are_read_for_is_found_all_the_same() -> None:
    parse_text("县政协召开会议。", "http://zx.qinghe.example/1.html")
    assert len(anchors.SOUGHT) > 8
    for text in _TEXTS:
        for sought in anchors.SOUGHT:
            assert [m.span() for m in sought.finditer(text)] == [m.span() for m in sought.pattern.finditer(text)]


def test_what_sentences_are_asked_for_matches_only_where_they_may() -> None:
    parse_text("县政协召开会议。", "http://zx.qinghe.example/1.html")
    assert len(anchors.ASKED) > len(CUES) + len(NAMED)
    for text in _TEXTS:
        may = anchors.answers(text, 0, len(text))
        for asked in anchors.ASKED:
            found = [match.start() for match in asked.pattern.finditer(text)]
            assert all(any(low <= at <= high for low, high in may.get(asked.at, ())) for at in found)


@given(st.text("今年去上立案提（比较12，。政协市县区", max_size=40), st.integers(0, 5), st.integers(0, 5))
def test_a_stretch_of_a_text_is_searched_as_finditer_does(text: str, start: int, short: int) -> None:
    end = max(start, len(text) - short)
    anchored = Anchored(_TABLES["cues"])
    found = _found(anchored, text, start, end)
    patterns = map(re.compile, _TABLES["cues"])
    assert found == sorted((at, m.span()) for at, one in enumerate(patterns) for m in one.finditer(text, start, end))


_EVERY = [one.pattern.pattern for one in (*anchors.ASKED, *anchors.SOUGHT)]
_ANCHORED = Anchored(_EVERY)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """What two patterns match, whole and in pieces, among other characters."""
    parts = []
    for pattern in draw(st.lists(st.sampled_from(_EVERY), min_size=1, max_size=2)):
        whole = draw(st.from_regex(pattern))
        cut = draw(st.integers(0, len(whole)))
        parts.append(draw(st.permutations([whole, whole[:cut], whole[cut:], draw(st.sampled_from("，的1县\n𠀀"))])))
    return "".join(piece for pieces in parts for piece in pieces)


@settings(max_examples=40)
@given(_texts())
def test_patterns_find_the_same_in_texts_of_their_own_fragments(text: str) -> None:
    found = _found(_ANCHORED, text, 0, len(text))
    assert found == sorted(_everywhere(_EVERY, text))
    for sought in anchors.SOUGHT:
        assert [m.span() for m in sought.finditer(text)] == [m.span() for m in sought.pattern.finditer(text)]


@pytest.mark.parametrize("pattern", ["(?:今年)?", "(?=今年)", "[^，]{3}", "(?i)ofd", "附(?i:ofd)"])
def test_what_words_cannot_tell_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="cannot be told by its words"):
        Anchored([pattern])


def test_a_text_is_read_once_for_all_the_patterns_that_whole_texts_are_read_for() -> None:
    """However long it is and whatever its figures are asked: what is told of a piece of it would be read anew."""
    plans = "".join(
        f"会议通过《青河县政协202{n}年协商计划》，确定协商{n + 2}次，去年立案{n + 20}件。\n" for n in range(9)
    )
    for text in (plans, plans * 8):
        anchors._places.cache_clear()
        parse_text(f"县政协主席会议研究工作\n2022年1月9日\n{text}", "http://www.example.gov.cn/1.htm")
        assert anchors._places.cache_info().misses <= 2
