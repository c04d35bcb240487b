"""The shadow folds what pasting leaves, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.reports.shadow import shadow


@given(st.text())
def test_it_is_as_long_as_the_text(text: str) -> None:
    assert len(shadow(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("⽴案", "立案"),
        ("⺠主⽣活", "民主生活"),
        ("𝟏𝟓𝟏件", "151件"),
        ("1\u2009151件", "1 151件"),
        ("151²件", "151 件"),
        ("151[¹]件，立案12〔3〕件，办复11①件", "151   件，立案12   件，办复11 件"),
        ("政办〔2024〕5号、政办2024〔12〕号，151件①立案", "政办〔2024〕5号、政办2024〔12〕号，151件①立案"),
        ("10⁴件", "10⁴件"),
        ("500m²", "500m²"),
        ("立案²", "立案²"),
        ("ﬁ", "ﬁ"),
        ("立案\ud800件", "立案\ufffd件"),
    ],
)
def test_forms(text: str, folded: str) -> None:
    assert shadow(text) == folded
