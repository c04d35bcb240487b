"""Lists of proposals and of deputies' suggestions together, who handles them, what their verb goes on to."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import parsed

_HEAD = "青河县召开建议提案交办会\n2024年4月3日\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "2023年，县政府承办人大代表建议49件、政协委员提案66件。其中，已解决的74件，占64%；列入计划的33件，占29%；暂不能办理的8件，占7%。",
            "other proposals_assigned other other other other other other",
        ),
        (
            "办理政协提案66件、人大代表建议49件。其中，A类74件、B类33件、C类8件。",
            "proposals_replied other other other other",
        ),
        ("县政府承办人大代表建议49件，政协提案66件。提案已解决的40件。", "other proposals_assigned proposals_resolved"),
        ("今年，县政府承办代表建议88件，县政协十届二次会议提出的委员提案107件。", "other proposals_assigned"),
        (
            "县水利局承办代表建议78件、政协提案62件，会办81件（代表建议44件、政协提案37件）。已办结的57件主合办建议提案中，A类有55件。",
            "other proposals_assigned other other other other proposals_resolved",
        ),
        ("交由县政府办理的代表建议有91件（其中议案转建议25件），政协提案116件。", "other other proposals_assigned"),
    ],
)
def test_what_goes_on_from_both_is_of_both(text: str, codes: str) -> None:
    report = parsed(_HEAD + text)
    assert [one.code for one in report.indicators] == codes.split()
    assert not [one for one in report.indicators if one.warning]


def test_what_a_government_did_with_both_is_its_own() -> None:
    text = "县政府承办人大代表建议49件、政协委员提案66件。其中，已解决的74件，占64%。"
    assert [str(one.holder) for one in parsed(_HEAD + text).indicators][2:] == ["government"] * 2


def test_a_governments_report_on_a_term_is_its_own_but_for_what_it_was_given() -> None:
    text = (
        "县政协八届五年提案办理工作报告\n八届一次会议以来，委员积极履职。\n五年来，县政府共收集、办理政协委员提案324件，"
        "城建交通的206件，三农的118件。已经解决的174件，占54%。"
    )
    found = [(one.code, str(one.holder)) for one in parsed(text).indicators]
    assert found[0] == ("proposals_assigned", "own")
    assert found[-2:] == [("proposals_resolved", "government"), ("proposals_share", "government")]


def test_a_government_that_answers_behind_a_comma_acts() -> None:
    text = f"{_HEAD}委员提出扶持合作社的建议后，政府给出了满意的答案，落实项目总投资250万元。"
    assert [str(one.holder) for one in parsed(text).indicators] == ["government"]


def test_the_head_of_a_committee_of_the_congress_is_no_member() -> None:
    text = "议案审查委员会会议召开\n会议由审查委员会主任委员丁川主持。截至1月13日18时，收到代表议案12件，其中农业3件。"
    assert {str(one.holder) for one in parsed(text).indicators} == {"other"}
