"""Whatever a page or a data answer says can be kept."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.markup.text import storable

ANY = st.text(st.characters())
"""Code points of every kind, lone surrogates too."""


@given(ANY)
def test_every_text_becomes_one_that_can_be_written(text: str) -> None:
    storable(text).encode()


@given(st.text())
def test_a_text_that_can_be_written_stays_as_it_is(text: str) -> None:
    assert storable(text) is text


@given(ANY)
def test_doing_it_twice_changes_nothing(text: str) -> None:
    assert storable(storable(text)) == storable(text)


def test_half_a_character_is_marked_and_two_halves_are_one() -> None:
    assert storable(json.loads(r'"王\ud842"')) == "王\ufffd"
    assert storable("王\ud842" + "\udfb7") == "王𠮷"
