"""Wordings of proposals: how they are received, handed out, answered, told by source and field; one sentence a kind."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import HEAD, parsed

CODED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("与提案者见面率100%，办前走访座谈率96%。", ("contact_rate", "contact_rate")),
    ("解决和基本解决率66%，列入规划率27%，供参考率7%。", ("resolution_rate", "planned_share", "deferred_share")),
    ("提案的61%已经落实，28%列入计划，11%供今后工作参考。", ("resolution_rate", "planned_share", "deferred_share")),
    (
        "已落实、列入规划、解释说明三类提案分别占61%、28%、11%。",
        ("other", "resolution_rate", "planned_share", "deferred_share"),
    ),
    ("纳入规划分批实施的占两成。", ("planned_share",)),
    ("向委员作了解释的占9%。", ("deferred_share",)),
    ("参加提案工作的委员占71%。", ("attendance_rate",)),
    ("有16人没有提交提案，占8%。", ("other", "other")),
    ("人大代表建议和政协提案的办结率为98%。", ("reply_rate",)),
    ("委员满意率98%，公众满意率92%。", ("satisfaction_rate", "other")),
    ("见面率超过九成，其中县直部门为97%。", ("contact_rate", "contact_rate")),
    ("C类占比逐年下降，今年仅为6%。", ("deferred_share",)),
    ("作提案处理的46件，转作来信7件。", ("proposals_filed", "proposals_transferred")),
    ("来件163件，所收163件提案全部登记。", ("proposals_submitted", "proposals_submitted")),
    ("提案数比上年增加12件，达到163件。", ("other", "proposals_submitted")),
    ("提案数由231件精简至176件。", ("proposals_submitted", "proposals_submitted")),
    ("提案数量连续四年保持在180件以上。", ("other", "proposals_submitted")),
    ("审查情况：收163件、立149件、转14件。", ("proposals_submitted", "proposals_filed", "proposals_transferred")),
    ("去年大家提了163件提案，立了149件。", ("proposals_submitted", "proposals_filed")),
    ("9件提案不予受理立案，立案率91%，退件5件。", ("proposals_not_filed", "filing_rate", "proposals_not_filed")),
    ("把内容相近的12件提案合为5件。", ("proposals_merged", "proposals_after_merging")),
    ("会议将149件立案提案分解到47个部门。", ("proposals_filed", "handling_bodies")),
    ("149件提案一次性交办到47个单位。", ("proposals_assigned", "handling_bodies")),
    ("县政府已将112件提案转交36个部门。", ("proposals_assigned", "handling_bodies")),
    ("47个单位承担主办任务，参与办理的单位有61家。", ("handling_bodies", "handling_bodies")),
    ("按提案所涉部门：党群14件，政府121件，均已交办。", ("proposals_assigned", "proposals_assigned")),
    ("交办提案140件：经济类58件，社会类82件。", ("proposals_assigned", "proposals_by_sector", "proposals_by_sector")),
    ("县教育局今年收到政协提案17件。", ("proposals_assigned",)),
    ("两家承办单位办理扎实，但也有3家单位敷衍答复。", ("handling_bodies", "other")),
    ("对办理提案成效显著的7个单位给予表彰。", ("honours",)),
    ("已完成办理的131件。已书面答复提案人的128件。", ("proposals_replied", "proposals_replied")),
    ("信访件办结31件，提案办结128件。", ("other", "proposals_replied")),
    ("正着手解决的14件，无力办理的6件。", ("proposals_planned", "proposals_deferred")),
    ("承诺年内解决的23件，不予采纳的4件。", ("proposals_planned", "proposals_not_adopted")),
    ("对上年承诺办理的21件提案跟踪督办。", ("proposals_planned",)),
    ("承办的集体提案19件、委员提案83件已办复。", ("proposals_collective", "proposals_individual")),
    ("集体提案由上届的9件增加到21件。", ("proposals_collective", "proposals_collective")),
    ("民建支部所提7件、民进支部所提4件。", ("proposals_by_source", "proposals_by_source")),
    ("农工党支部提出的14件提案全部立案。", ("proposals_by_source",)),
    ("宗教界委员提案7件，女委员提案12件。", ("proposals_by_source", "proposals_by_source")),
    ("由个人提出的87件，多人合写的21件。", ("proposals_individual", "proposals_joint")),
    ("有关乡村治理、法治建设的提案计13件。", ("proposals_by_sector",)),
    ("湿地保护提案12件、茶叶增效提案9件。", ("proposals_by_sector", "proposals_by_sector")),
    ("群众盼望的就医、上学类提案24件，均已办结。", ("proposals_by_sector",)),
    ("就发展夜间经济，委员提交提案7件。", ("proposals_by_sector",)),
    ("有183名委员、16个单位提交了提案。", ("proposers", "proposers")),
    ("承办单位面商提案人47人次。", ("other",)),
    ("开展会议督办5场次。", ("meetings_other",)),
    ("全会期间立案139件，闭会期间立案12件。", ("proposals_plenary", "proposals_between")),
    ("职代会征集提案37件，立案29件。", ("other", "other")),
)


@pytest.mark.parametrize(("sentence", "codes"), CODED, ids=[sentence for sentence, _ in CODED])
def test_a_wording_of_proposals_is_told(sentence: str, codes: tuple[str, ...]) -> None:
    found = parsed(HEAD + sentence).indicators
    assert tuple(one.code for one in found if one.start > len(HEAD) - 2) == codes


def test_what_a_plenary_and_the_year_received_needs_no_name() -> None:
    text = "青河年鉴（2020）·政协\n全体会议期间收到131件、平时收到14件。"
    assert [one.code for one in parsed(text).indicators] == ["proposals_plenary", "proposals_between"]


def test_a_rate_of_handling_needs_no_name() -> None:
    text = "青河县政协常委会工作报告\n推动办理由“答复型”向“落实型”转变，解决率达到71%。"
    assert [one.code for one in parsed(text).indicators] == ["resolution_rate"]
