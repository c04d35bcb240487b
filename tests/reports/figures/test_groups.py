"""Rows of a list by who: all that they count is of a group, whatever it is called."""

from __future__ import annotations

import pytest

from cppcc_archive.reports.figures.groups import Groups
from cppcc_archive.reports.figures.numbers import find_figures
from tests.growth import grows_linearly
from tests.reports.figures.reading import HEAD, parsed

_TITLE = "青河县政协2023年度委员履职情况统计\n"
_MEMBERS, _PROPOSALS = ("members_group", "part"), ("proposals_by_source", "part")
_PEOPLE, _DEEDS = ("participations", "part"), ("activities", "part")
_OPINIONS, _ADOPTED = ("opinions_submitted", "part"), ("opinions_adopted_provincial", "part")
_ALL = ("proposals_submitted", "total")


def _told(text: str) -> list[tuple[str, str]]:
    return [(item.code, item.role.value if item.role else "") for item in parsed(text).indicators]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            "经济界：委员18人，提交提案32件。\n教育界：委员15人，提交提案27件。\n合计：委员33人，提交提案59件。",
            [_MEMBERS, _PROPOSALS] * 2 + [("members_total", "total"), _ALL],
        ),
        (
            "白马镇：有委员12名，开展活动6次，提出提案14件。\n双河乡：有委员9名，开展活动5次，办实事7件。",
            [_MEMBERS, _DEEDS, _PROPOSALS, _MEMBERS, _DEEDS, ("problems_solved", "part")],
        ),
        (
            "1.城北委员联络组：现有委员22人，组织活动3次。\n2.城南委员联络组：现有委员19人，组织活动2次。",
            [_MEMBERS, _DEEDS] * 2,
        ),
        (
            "1.共青团：委员8人，开展活动3次。\n2.县科协：委员5人，开展活动2次。",
            [_MEMBERS, _DEEDS] * 2,
        ),
        (
            "提案委员会：开展调研4次，召开协商会3次。\n经济科技委：开展调研6次，召开协商会2次。",
            [("surveys", "part"), ("consultations", "part")] * 2,
        ),
        (
            "民革支部：提交提案12件，报送信息36条，被省政协采用3条；\n县工商联：提交提案8件，报送信息17条，被省政协采用1条。",
            [_PROPOSALS, _OPINIONS, _ADOPTED] * 2,
        ),
        (
            "各组情况如下：柳林组：委员26人，开展活动5次；石桥组：委员31人，开展活动7次；全年合计提交提案51件。",
            [_MEMBERS, _DEEDS] * 2 + [_ALL],
        ),
        (
            "柳林组：委员共26人，参加活动142人次。石桥组：委员共31人，参加活动170人次。全年提交提案51件。",
            [_MEMBERS, _PEOPLE] * 2 + [_ALL],
        ),
    ],
)
def test_lines_that_open_with_a_name_and_count_the_same_are_of_groups(lines: str, told: list[tuple[str, str]]) -> None:
    assert _told(f"{_TITLE}{lines}\n") == told


@pytest.mark.parametrize(
    "lines",
    [
        "提案工作：收到提案132件，立案120件。\n信息工作：收到信息210条，编发信息30期。",
        "政治协商：召开会议5次，形成建议12条；民主监督：召开会议3次，形成建议9条。",
        "一是：召开会议5次，形成建议12条。二是：召开会议3次，形成建议9条。",
        "集中视察：开展活动5次，参加委员120人次。\n对口调研：开展活动3次，参加委员60人次。",
        "会议：召开会议5次，形成建议12条。\n调研视察：开展视察4次，形成报告3篇。",
    ],
)
def test_leads_of_a_report_head_no_rows(lines: str) -> None:
    assert {role for _, role in _told(f"{HEAD}{lines}\n")} == {"total"}


@pytest.mark.parametrize("row", ["柳林组：委员26人，", "柳林组：", "：柳林组：提案8件；", "委员26人，"])
def test_many_rows_in_one_sentence_take_time_that_grows_with_their_number(row: str) -> None:
    def work(rows: int) -> object:
        text = f"柳林组：{row * rows}"
        return Groups(text, find_figures(text, text))

    assert grows_linearly(work, 4000)
