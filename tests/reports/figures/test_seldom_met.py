"""What few texts print, and is told by a rule of its own: each would be another code, another's deed, or no figure."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import parsed

NEWS = "青河县政协召开会议\n2023-06-10\n"


def codes(text: str) -> list[tuple[str, str]]:
    """Span and code of every figure of a piece of news."""
    return [(one.span, one.code) for one in parsed(f"{NEWS}{text}\n").indicators]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("立案1件得8分，信息报送1条加3分。", ["other"] * 4),
        ("报送信息未被采用12条。", ["other"]),
        ("转为A类的提案12件。", ["other"]),
        ("创新平台3个获评。", ["other"]),
        ("《团结报》刊发3篇、《青河报》47篇。", ["articles_published"] * 2),
        ("2022年提案182件立案，2023年190件。", ["proposals_filed"] * 2),
        ("组织3批138名委员。", ["other", "participations"]),
        ("（下转2版）", []),
        ("共12页", []),
    ],
)
def test_the_code_is(text: str, expected: list[str]) -> None:
    assert [code for _, code in codes(text)] == expected


def test_what_handled_proposals_led_to_did_those_who_handled_them() -> None:
    found = parsed(f"{NEWS}涉农提案全部办结。推动新建泵站6座。\n").indicators
    assert [str(one.holder) for one in found] == ["government"]
