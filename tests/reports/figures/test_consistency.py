# ruff: noqa: E501  (sentences with the warning they earn)
"""Figures that contradict each other carry a warning and stay as printed; figures that agree carry none."""

from __future__ import annotations

import pytest

from cppcc_archive.reports import parse_text

CONTRADICTIONS = (
    ("共收到提案160件，立案171件。", "proposals_filed", "proposals_filed 171 is more than proposals_submitted 160"),
    ("共收到提案200件，立案180件，立案率95%。", "filing_rate", "filing_rate 95 is not proposals_filed 180 of proposals_submitted 200 (90.0 %)"),
    ("立案提案150件，其中民生类提案92件，占总数的71%。", "proposals_share", "proposals_share 71 is not proposals_livelihood 92 of proposals_filed 150 (61.3 %)"),
    ("收到提案90件，立案80件。已经解决的20件，占29%；列入计划的60件，占75%。", "proposals_share", "proposals_share 29 is not proposals_resolved 20 of proposals_filed 80 (25.0 %)"),
    ("会议应到委员200人，实到210人。", "members_attending", "members_attending 210 is more than members_total 200"),
    ("立案提案150件，已经解决的90件，正在解决的40件，留作参考的30件。", "proposals_filed", "proposals_resolved 90 + proposals_planned 40 + proposals_deferred 30 are more than proposals_filed 150"),
    ("提案办复率120%。", "reply_rate", "reply_rate 120 is more than 100 %"),
)  # fmt: skip

AGREEMENTS = (
    "区政协十届三次会议以来共征集提案171件，立案151件，其中涉及民生类提案92件，占总数的61%。",
    "共收到提案200件，立案180件，立案率90%。",
    "立案提案150件，已经解决的90件，正在解决的40件，留作参考的20件。",
    "立案150件，其中集体提案30件，委员提案100件，联名提案20件。",
    "共收到提案200余件，立案210件。",
    "会议应到委员210人，实到200人。",
    "去年立案171件，今年共收到提案160件。",
    "共提出提案491件，立案466件，占94.9%。",
    "各专委会报送信息40篇，界别组报送信息36篇。委员个人报送信息71篇。",
    "立案提案12件内容相近，九届四次会议33件B类提案中，去年落实19件。",
    "办复提案9件超过时限，跟踪督办上年度B类提案27件。",
    "收到提案140件，立案100件、并案8件，实际立案92件，立案率71.4%。",
    "收到提案160件，其中集体提案30件，委员联名提案50件，委员个人提案80件。集体提案和联名提案占50%，委员个人提案占50%。",
    "立案提案90件。其中，专门委员会提案2件，乡镇联络组提案7件，占总数的10%。",
    "立案提案90件，其中经济类20件，占25%；城建类60件，占75%。",
    "全年引进项目8个，引资2.4亿元，其中招商专班引资6000万元，新上项目23个。",
    "支部开展结对帮扶，委员郑涛助销农产品92万元。委员林芳捐赠化肥价值8万元，捐资助学14万元。",
)


@pytest.mark.parametrize(("text", "code", "warning"), CONTRADICTIONS)
def test_a_contradiction_is_named_at_the_figure(text: str, code: str, warning: str) -> None:
    found = parse_text(text, "http://www.example.gov.cn/1.htm").indicators
    assert {item.code: item.warning for item in found if item.warning} == {code: warning}


@pytest.mark.parametrize("text", AGREEMENTS)
def test_agreeing_figures_carry_no_warning(text: str) -> None:
    found = parse_text(text, "http://www.example.gov.cn/1.htm").indicators
    assert len(found) > 1
    assert [item.warning for item in found if item.warning] == []


@pytest.mark.parametrize(
    "text",
    [
        "全年报送社情民意信息96条，县领导批示7条；其中林芳委员报送信息15条，被采用2条。",
        "全年收到社情民意信息96条，被省政协采用4条，其中工商联界报送信息15条。",
        "提出意见建议96条，被采纳5条，其中教育界委员提出建议15条。",
    ],
)
def test_what_was_sent_in_is_no_part_of_what_came_of_it(text: str) -> None:
    found = parse_text(text, "http://www.example.gov.cn/1.htm").indicators
    whole, part = (item for item in found if item.value in (96, 15))
    assert part.part_of == whole.indicator_id
    assert [item.warning for item in found if item.warning] == []
