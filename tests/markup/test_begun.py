"""Patterns searched by what they begin with: the same matches as ``re`` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.markup.begun import Begun

PATTERNS = (
    "今年|(?<![比较])(?:19|20)[0-9]{2}年|[五四三]年[来间]|连续",
    "(?:^|[，。])(?:其中|另有)?年(?P<who>[^，。]{1,2})来",
    "(?:比|较)[^，。]{0,4}来(?:了|约)?$",
    "(?:[一二三四五]个|\\n)?年(?!来)",
    "[五-六]{0,2}(?P<year>20(?:1|2)?)(?=年)",
    "^今年|(?>比|较)来",
)
TEXTS = st.text(alphabet="今年比较五四三来间连续，。其中12 90\n一个", max_size=30)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS, start=st.integers(0, 30), end=st.integers(0, 40))
def test_what_is_found_is_what_re_finds(pattern: str, text: str, start: int, end: int) -> None:
    ours, plain = Begun(pattern), re.compile(pattern)
    one, other = ours.search(text, start, end), plain.search(text, start, end)
    assert (one and (one.span(), one.groupdict())) == (other and (other.span(), other.groupdict()))
    assert [match.span() for match in ours.finditer(text, start, end)] == [
        match.span() for match in plain.finditer(text, start, end)
    ]


@pytest.mark.parametrize("pattern", ["[^，]年", ".年", "年?", "\\d年", "(?:年|)今?", "(?:[^，]|年)来"])
def test_one_that_may_begin_with_anything_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="anything"):
        Begun(pattern)
