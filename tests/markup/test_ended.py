"""Patterns searched by what they end with: the same matches as ``re`` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.markup.ended import Ended, Tail

PATTERNS = (
    "(?:比|较)[^，。]{0,4}来(?:了|约)?$",
    "(?:^|[，。])(?:其中|另有)?年(?P<who>[一-三]{1,2})*$",
    "(?<![今去])年(?:共|有)*+$|今(?:了|约){0,3}$",
    "[^，。]{0,3}年[^，。]{0,2}$",
    "^今[比较]?$",
)
TEXTS = st.text(alphabet="今去年比较来了约共有一三其中，。\n", max_size=20)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS, start=st.integers(0, 20), end=st.integers(0, 30))
def test_what_is_found_is_what_re_finds(pattern: str, text: str, start: int, end: int) -> None:
    one, other = Ended(pattern).search(text, start, end), re.compile(pattern).search(text, start, end)
    assert (one and (one.span(), one.groupdict())) == (other and (other.span(), other.groupdict()))


@pytest.mark.parametrize("pattern", ["年", "年$|来", "(?:年|共)*$", "年[^，]*$", "年(?:$|来)"])
def test_one_whose_end_does_not_tell_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="end"):
        Ended(pattern)


@given(text=TEXTS)
def test_a_tail_is_cut_as_re_cuts_it(text: str) -> None:
    for pattern in ("(?:今年|去年)?(?:比|较)?(?:共|有|来)*$", "(?:共有|[共有来])++$"):
        assert Tail(pattern).cut(text) == re.sub(pattern, "", text)


def test_a_tail_of_anything_is_refused() -> None:
    with pytest.raises(ValueError, match="anything"):
        Tail("年[^，]?$")
