"""Heads and times that few documents have, each told by a rule of its own."""

from __future__ import annotations

import pytest

from cppcc_archive.reports import parse_text
from cppcc_archive.reports.model import DocType, Report

REPORT = "政协青河县第十届委员会常务委员会工作报告"


def read(text: str) -> Report:
    return parse_text(text, "http://www.qinghe-cppcc.example/info/1003/2156.htm")


def test_a_head_that_says_that_it_is_appended_stands_above_the_title() -> None:
    found = read(f"附件1：\n{REPORT}\n（2024年1月10日）\n各位委员：\n一年来，收到提案120件。\n")
    assert (found.title, found.doc_type, found.year_reviewed) == (REPORT, DocType.STANDING_COMMITTEE_REPORT, 2023)


@pytest.mark.parametrize("banner", ["青河新闻网", "中国人民政治协商会议青河县委员会"])
def test_whose_page_it_is_is_no_part_of_the_title(banner: str) -> None:
    found = read(f"{banner}\n县政协召开十届三次会议\n2024-01-10 来源：青河日报\n会议收到提案120件。\n")
    assert found.title == "县政协召开十届三次会议"


def test_a_reporters_line_is_no_title() -> None:
    assert read("本报讯（通讯员 李一山）\n县政协视察农村公路\n4月8日，县政协组织委员36人视察。\n").title is None


def test_who_speaks_may_be_glued_to_whom_he_greets() -> None:
    found = read("在县政协十届三次会议上的讲话\n王志强各位委员、同志们：\n今天的会议很重要，提交提案120件。\n")
    assert found.speaker == "王志强"


def years(text: str) -> list[int | None]:
    return [one.figure_year for one in read(text).indicators]


def test_the_year_before_the_last_is_two_back() -> None:
    text = "县政协召开提案交办会\n2023-03-10\n前年收到提案110件，去年收到提案120件，今年收到提案131件。\n"
    assert years(text) == [2021, 2022, 2023]


def test_a_year_that_only_says_of_what_holds_for_its_clause() -> None:
    text = "县政协社情民意工作通报\n2021-03-10\n2019年报送的信息中7条获批示；报送信息120条，采用36条。\n"
    assert years(text) == [2019, 2021, 2021]


def test_what_the_session_two_before_asked_for_is_of_the_year_before() -> None:
    head = "政协青河县十届三次会议以来提案工作报告\n——2024年1月10日在政协青河县第十届委员会第三次会议上\n各位委员：\n"
    assert years(f"{head}十届一次会议的49件B类提案中，已有32件解决。\n")[0] == 2022
