"""Warnings and advice on a page: in its language, with names instead of codes and columns."""

from __future__ import annotations

import pytest

from cppcc_archive.captures.model import CaptureKind
from cppcc_archive.crawl.doubts import Place, lost_sentence
from cppcc_archive.crawl.failures import sentence
from cppcc_archive.crawl.marks import WALL_MARKS, WALL_STATUS
from cppcc_archive.crawl.politeness import STOPPED, CrawlStopError, budget
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


_HERE = "http://a.gov.cn/col/"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (f"listing {_HERE}: {sentence(TimeoutError())}", f"栏目列表 {_HERE}：限定时间内没有应答"),
        (f"home page: {sentence(ConnectionRefusedError())}", "首页：主机拒绝连接：网站停了或搬了"),
        (f"attachment {_HERE}a.pdf: status 404", f"附件 {_HERE}a.pdf：状态码 404"),
        ("5 failures in a row, last: status 503: the server failed: it is", "连续 5 次出错，最后一次：状态码 503"),
        (f"robots.txt forbids {_HERE}", f"robots.txt 不许抓取 {_HERE}"),
        (f"2 articles could not be read, the first: {_HERE}: empty body", f"2 篇文章读不到，第一篇：{_HERE}：内容为空"),
        ("status 404; the list still has it, night 2", "状态码 404；列表里还有，第 2 夜"),
        (STOPPED, "抓取被外部中止：已到的都留下，下次接着做"),
    ],
)
def test_what_a_night_says_is_said_in_chinese_in_all_its_parts(told: str, said: str) -> None:
    assert doubt(told, "en") == (told, "en")
    found, language = doubt(told, "zh")
    assert language == "zh" and found.startswith(said)


@pytest.mark.parametrize("lost", [(9, 10, [Place.DROPPED]), (9, 10, [Place.LISTED])])
def test_a_night_on_which_most_was_lost_is_told_in_chinese(lost: tuple[int, int, list[Place]]) -> None:
    assert doubt(lost_sentence(*lost)[1], "zh")[1] == "zh"


def test_every_wall_is_told_in_chinese() -> None:
    marked = {mark.reason for mark in WALL_MARKS}
    for reason in {*WALL_STATUS.values(), *marked, *(f"{reason} (403)" for reason in marked)}:
        assert doubt(reason, "zh")[1] == "zh", reason


def test_every_end_of_a_budget_is_told_in_chinese() -> None:
    for spend in (budget(0, 1, 1, None), budget(1, 0, 1, None), budget(1, 1, 0, None), budget(1, 1, 1, None, 0)):
        with pytest.raises(CrawlStopError) as stop:
            spend.check()
        assert doubt(stop.value.reason, "zh")[1] == "zh", stop.value.reason


@pytest.mark.parametrize("told", ["listing http://a.gov.cn/: something else", "status 404; something else, night 2"])
def test_a_sentence_with_a_part_nobody_foresaw_stays_whole(told: str) -> None:
    assert doubt(told, "zh") == (told, "en")
