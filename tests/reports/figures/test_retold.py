# ruff: noqa: E501  (sentences with what their figures count)
"""Numbers of proposals told again, left by merging, compared with last year's; how a report splits and hands them out."""

from __future__ import annotations

import pytest

from tests.growth import grows_linearly
from tests.reports.figures.reading import HEAD, codes_of, parsed

P = "proposals_"
TOLD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("收到提案140件，立案104件，并案后立案98件。", (P + "submitted", P + "filed", P + "after_merging")),
    ("立案104件、并案6件，实际立案98件。", (P + "filed", P + "merged", P + "after_merging")),
    ("收到提案140件，合并后立案98件。", (P + "submitted", P + "filed")),  # no other number was filed
    (
        "立案104件，对内容相近的9件提案并案处理后，共立案98件。",
        (P + "filed", P + "merged", P + "after_merging"),
    ),
    ("合并处理5件（其中2案并1案的3件，3案并1案的2件）。", (P + "merged",) * 3),
    (
        "共收到提案140件，交由县政府系统办理的104件。104件提案中，已经解决或采纳的80件。",
        (P + "submitted", P + "assigned", P + "assigned", P + "resolved"),
    ),
    ("收到提案140件。在140件提案中，经济方面的60件。", (P + "submitted", P + "submitted", P + "by_sector")),
    ("收到提案140件，立案104件。在立案办复的104件提案中，已解决的80件。", (P + "submitted", P + "filed", P + "replied", P + "resolved")),
    (
        "104件提案中，所提意见建议被采纳的占46%，比去年的41%明显提高；列入计划逐步解决的占45%，留作参考的占9%，分别比去年的48%、11%有所减少。",
        (P + "filed", "resolution_rate", "resolution_rate", "planned_share", "deferred_share", "planned_share", "deferred_share"),
    ),
    ("围绕民生保障和服务的提案30件，围绕产业发展的提案24件，社保民生类8件。", (P + "livelihood", P + "by_sector", P + "by_sector")),
    ("经济建设方面94件，改善民生方面61件，法制、党委、政协工作类12件。", (P + "by_sector", P + "livelihood", P + "by_sector")),
    ("围绕经济建设方面提出46件，占40%。", (P + "by_sector", P + "share")),
    ("经济方面47件，点61%；城建方面30件，约占39%。", (P + "by_sector", P + "share", P + "by_sector", P + "share")),
    ("已经解决的50件，部分解决或列入计划逐步解决的31件。", (P + "resolved", P + "planned")),
    ("立案104件，12件作人民群众来信来访处理。", (P + "filed", P + "transferred")),
    ("立案104件，未予立案，作为意见建议或以其他方式处理的8件。", (P + "filed", P + "not_filed")),
    ("以提案形式提出意见建议1640件，立案1502件。", (P + "submitted", P + "filed")),
    ("经审查立案交有关单位办理的104件，占97%。", (P + "filed", P + "share")),
    ("大会收到提案资料117件，参与委员160人次。", (P + "submitted", "proposers")),
    ("提交提案的委员103人，占总人数的64%。", ("proposers", "attendance_rate")),
    ("会议收到提案140件，立案104件。会议收到的140件提案中，网上提交的90件。", (P + "submitted", P + "filed", P + "submitted", P + "submitted")),
    ("去年政协提案23件B类件已经解决16件。", (P + "planned", P + "resolved")),
    ("立案的提案中，委员提案81件，人民团体提案6件，界别、小组等提案9件。", (P + "individual", P + "by_source", P + "by_source")),
    ("一年来围绕加快产业结构调整、促进城乡协调发展、加强生态保护等方面提出提案63件，围绕教育、养老等民生问题提出提案31件。", (P + "by_sector", P + "by_sector")),
    ("大会提案组收到以提案形式提交的意见建议112件，其中立案105件。", (P + "submitted", P + "filed")),
    ("遴选出事关发展大局、群众关心的提案9件，经主席会议审定为领导领衔督办的重点提案。", (P + "key",)),
    ("立案的340件提案绝大多数已经办复。", (P + "filed",)),
    ("31件委员提案的建议已在办复前就得到较好地落实。", (P + "resolved",)),
    ("县政协收到以提案形式的意见建议93件，立案89件。", (P + "submitted", P + "filed")),
    ("提案面办率96%。", ("contact_rate",)),
    ("收到社情民意信息41条，编报《社情民意》简报19期，编印《提案摘报》12期。", ("opinions_submitted", "opinions_edited", "bulletins")),
    ("主席会议对9件重点提案办理落实情况开展督查评议。", (P + "key",)),
    ("办理这些提案的县政府系统有46个单位。", ("handling_bodies",)),
    ("决定对县法院等6个先进承办单位、张华等9名先进承办个人予以通报表扬。", ("honours", "honours")),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "codes"), TOLD, ids=[sentence for sentence, _ in TOLD])
def test_a_number_of_proposals_is_told_by_those_before_it(sentence: str, codes: tuple[str, ...]) -> None:
    assert codes_of(sentence) == codes


def test_a_hostile_row_of_bases_costs_no_more_than_its_length() -> None:
    assert grows_linearly(lambda size: parsed(HEAD + "提案占4%，分别比去年的" + "3%、分别比" * size), 400)
