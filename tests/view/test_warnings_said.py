"""Warnings and advice on a page: in its language, with names instead of codes and columns."""

from __future__ import annotations

import pytest

from cppcc_archive.captures.model import CaptureKind
from cppcc_archive.crawl.verdict import judge
from cppcc_archive.extract import extract
from cppcc_archive.markup.page import Page
from cppcc_archive.reports.anomaly_table import ANOMALY_KINDS
from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.view.language import speaker
from cppcc_archive.view.warnings_said import advice, doubt, warning


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


_TEXT = "<p>" + "各位委员认真履行职责，围绕中心建言献策。" * 8 + "</p>"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html><body></body></html>", "没有找到正文"),
        (f"<h1>政协工作报告</h1>{_TEXT}<p><s>此段作废</s></p>{_TEXT}", "划去的文字未收入正文：此段作废"),
        (f"<h1>政协工作报告</h1><div><p>\ufffd</p>{_TEXT}</div>", "网页自身含有 1 个替换字符（U+FFFD）"),
        (f"<h1>政协工作报告</h1><textarea>{_TEXT * 2}</textarea>", "正文在网页上不直接显示，取自文本框"),
    ],
)
def test_what_extraction_says_is_said_in_chinese(page: str, said: str) -> None:
    warnings = extract(page.encode(), "http://127.0.0.1/a.html", "utf-8").warnings
    assert (said, "zh") in [doubt(warning, "zh") for warning in warnings]
    assert [doubt(warning, "en") for warning in warnings] == [(warning, "en") for warning in warnings]


@pytest.mark.parametrize("status", [300, 304, 401, 403, 404, 410, 418, 429, 500, 503])
def test_every_status_is_said_in_chinese(status: int) -> None:
    page = Page("http://127.0.0.1/a.html", b"<p>short</p>", "utf-8")
    said, language = doubt(judge(CaptureKind.ARTICLE, status, page, "sha256:0").reason, "zh")
    assert language == "zh" and str(status) in said


def test_a_file_s_doubt_keeps_the_file_s_name() -> None:
    assert doubt("http://127.0.0.1/a.pdf: page 3 cannot be opened", "zh") == (
        "http://127.0.0.1/a.pdf：第 3 页打不开",
        "zh",
    )


def test_a_doubt_nobody_foresaw_stays_in_english() -> None:
    assert doubt("something else", "zh") == ("something else", "en")


def test_a_listing_that_is_gone_is_told_in_chinese() -> None:
    assert doubt("listing http://a.gov.cn/col/: status 404", "zh") == (
        "栏目列表 http://a.gov.cn/col/：状态码 404",
        "zh",
    )
    again = "listing http://a.gov.cn/col/: gone as before: status 404"
    assert doubt(again, "zh") == ("栏目列表 http://a.gov.cn/col/：仍不存在，状态码 404", "zh")
