"""Sums are known by their arithmetic, and count what their parts count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.reports.figures.numbers import find_figures
from cppcc_archive.reports.figures.retold import code_of_sum, totals_in


@pytest.mark.parametrize(
    ("sentence", "sums"),
    [
        ("大会提交92件，会后提交1件，合计93件", {2: (0, 1)}),
        ("2022年110件，2023年120件，2024年131件，三年共收到361件", {3: (0, 1, 2)}),
        ("接待42批、430人次，其后12批、70人次，前后共500人次", {4: (1, 3)}),
        ("大会提交92件，会后提交1件，合计94件", {}),
        ("大会提交92件，会后提交1件，立案93件", {}),
        ("大会提交90多件，会后提交3件，合计93件", {}),
        ("大会提交92件，共92件", {}),
        ("非常满意的占46.2%，满意的占41.5%，两项合计为87.8%", {3: (0, 1)}),
        ("非常满意的占46.2%，满意的占41.5%，两项合计为88.8%", {}),
    ],
)
def test_a_sum_is_said_and_adds_up(sentence: str, sums: dict[int, tuple[int, ...]]) -> None:
    assert totals_in(sentence, find_figures(sentence, sentence)) == sums


def test_a_sum_counts_what_its_parts_count() -> None:
    assert code_of_sum(["surveys", "surveys"]) == "surveys"
    assert code_of_sum(["proposals_plenary", "proposals_between"]) == "proposals_submitted"
    assert code_of_sum(["proposals_individual", "proposals_collective"]) == "proposals_submitted"
    assert code_of_sum(["proposals_filed", "surveys"]) == "other"


@given(st.lists(st.integers(1, 400), min_size=2, max_size=8))
def test_whatever_a_sentence_adds_up_is_found(numbers: list[int]) -> None:
    listed = "，".join(f"提交{number}件" for number in numbers)
    sentence = f"{listed}，共计{sum(numbers)}件"
    assert totals_in(sentence, find_figures(sentence, sentence)) == {len(numbers): tuple(range(len(numbers)))}
