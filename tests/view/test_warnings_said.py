"""Warnings and advice on a page: in its language, with names instead of codes and columns."""

from __future__ import annotations

import pytest

from cppcc_archive.reports.anomaly_table import ANOMALY_KINDS
from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.view.language import speaker
from cppcc_archive.view.warnings_said import advice, warning


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("filing_rate 102 is more than 100 %", "立案率 102 超过 100%"),
        ("proposals_filed 180 is more than proposals_submitted 171", "立案 180 大于 收到提案 171"),
        (
            "proposals_collective 80 + proposals_individual 90 are more than proposals_filed 151",
            "集体提案 80 + 委员提案 90 大于 立案 151",
        ),
        (
            "filing_rate 89.4 is not proposals_filed 151 of proposals_submitted 171 (88.3 %)",
            "立案率 89.4 不等于 立案 151 ÷ 收到提案 171（应为 88.3%）",
        ),
    ],
)
def test_every_form_of_a_warning_is_said_in_chinese(written: str, said: str) -> None:
    assert warning(written, "zh") == said


def test_in_english_codes_have_their_meaning_and_a_form_nobody_knows_stays() -> None:
    meanings = {code.code: code.meaning for code in CODES}
    assert warning("filing_rate 102 is more than 100 %", "en") == f"{meanings['filing_rate']} 102 is more than 100 %"
    assert warning("something else", "zh") == "something else"


def test_every_code_is_known_by_its_form() -> None:
    for code in CODES:
        assert warning(f"{code.code} 1.5e+06 is more than 100 %", "zh") == f"{code.label} 1.5e+06 超过 100%"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_advice_names_a_column(language) -> None:
    for kind in ANOMALY_KINDS:
        said = advice(kind.advice_en if language == "en" else kind.advice_zh, speaker(language))
        assert "reports." not in said and "_date" not in said
        if language == "zh":
            assert "expected" not in said
