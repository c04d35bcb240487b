"""JavaScript literals: read as the language means them, anything else refused, no attempt dearer than its length."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.cms.listing.literals import Literals, NoLiteralError, simple_variables, strings

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_all_json_is_a_literal(value: Any) -> None:
    code = json.dumps(value)
    assert Literals(code).read(0) == (value, len(code))


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("{a: 1, 'b': \"x\", 3: [true, undefined,], }", {"a": 1, "b": "x", "3": [True, None]}),
        ("JSON.stringify({channelId: 5})", {"channelId": 5}),
        ("({page: 1})", {"page": 1}),
        (r"'a\'b\u653f\x41\n'", "a'b政A\n"),
        ("`two\nlines`", "two\nlines"),
        ("-1.5e2", -150.0),
    ],
)
def test_what_scripts_write_besides(code: str, value: Any) -> None:
    assert Literals(code).read(0)[0] == value


@pytest.mark.parametrize("code", ["{a: f(1)}", "{a: x}", "[1, 2", "'open", "{a 1}", "`a${b}`", "", "[" * 5000])
def test_what_is_none_is_refused(code: str) -> None:
    with pytest.raises(NoLiteralError):
        Literals(code).read(0)


def test_variables_stand_for_their_values() -> None:
    code = "var cid = '5', n = 20; var data = [{id: cid}]; var other = [{id: nobody}];"
    names = simple_variables(code)
    assert names == {"cid": "5", "n": 20}
    assert list(Literals(code, names).assigned()) == [("data", [{"id": "5"}])]


def test_a_quote_left_open_ends_with_its_line() -> None:
    assert [text for _, _, text in strings("a = 'don; \n b = 'x' + \"y\";")] == ["x", "y"]
