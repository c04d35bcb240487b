"""Wordings of proposals: how they are received, handed out, answered, told by source and field; one sentence a kind."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import codes_of, parsed

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
    ("收到提案162件，审查通过147件，转信15件。", ("proposals_submitted", "proposals_filed", "proposals_transferred")),
    ("审查后立案103件，退回修改16件。", ("proposals_filed", "proposals_not_filed")),
    ("全会收提案83条，经济建设方面42条，文教方面41条。", ("proposals_submitted", *["proposals_by_sector"] * 2)),
    ("经济建设方面立案86件，社会建设方面立案73件。", ("proposals_by_sector", "proposals_by_sector")),
    ("环保方面的提案逐年增多，达到24件。", ("proposals_by_sector",)),
    ("围绕古城保护这一主题，提出14件提案。", ("proposals_by_sector",)),
    ("提得176件，立得159件，办得159件。", ("proposals_submitted", "proposals_filed", "proposals_replied")),
    ("有9件提案与其他提案相近，予以合并。", ("proposals_merged",)),
    ("交区委办11件，交区政府办97件。", ("proposals_assigned", "proposals_assigned")),
    ("158件提案全部被签收。", ("proposals_assigned",)),
    ("承办市、县政协提案31件，其中市政协提案4件。", ("proposals_assigned", "proposals_assigned")),
    ("县委系统承办提案9件，其中县委宣传部5件、县委组织部4件。", ("proposals_assigned",) * 3),
    ("承办单位涵盖县直部门39个、乡镇15个。", ("handling_bodies", "handling_bodies")),
    ("县直32个单位、12个乡镇参与提案办理。", ("handling_bodies", "handling_bodies")),
    ("还有4个承办单位未开展面商。", ("other",)),
    ("评选优秀提案46件，其中教育类7件。", ("proposals_excellent", "proposals_excellent")),
    ("优秀提案中，一等奖2件。", ("proposals_excellent",)),
    ("由李某等6名委员联名提交的“关于修缮老街的提案”已落实。", ("proposers",)),
    ("提案人132名，提案单位11家。", ("proposers", "proposers")),
    ("提案中，58%由委员个人提出，31%由委员联名提出。", ("proposals_share", "proposals_share")),
    ("对91%的提案予以采纳，对其余9%的提案作了解释、留作参考。", ("resolution_rate", "deferred_share")),
    ("平时提案占比由5%提高到14%。", ("proposals_share", "proposals_share")),
    ("211名委员提交提案，占到会委员的91%。", ("proposers", "attendance_rate")),
    ("“马上能办”的72件、“计划能办”的49件。", ("proposals_resolved", "proposals_planned")),
    ("37件提案排进时间表，分步解决18件。", ("proposals_planned", "proposals_planned")),
    ("主席班子包抓提案11件，提案委跟踪催办38件。", ("proposals_led", "proposals_led")),
    ("3件C类提案转为B类。", ("other",)),
    ("编印《提案选编》1册。", ("other",)),
    ("会议向23个镇街、部门交办提案14件。", ("handling_bodies", "proposals_assigned")),
    ("全部提案由36个部门认领。", ("handling_bodies",)),
    ("提案答复满意件占97%。", ("satisfaction_rate",)),
    ("应办结而未办结的4件。", ("other",)),
    ("说明理由后不采纳的提案5件。", ("proposals_not_adopted",)),
    ("建议、提案共168件，已办结141件。", ("other", "other")),
    ("职代会征集提案37件，立案29件。", ("other", "other")),
)


@pytest.mark.parametrize(("sentence", "codes"), CODED, ids=[sentence for sentence, _ in CODED])
def test_a_wording_of_proposals_is_told(sentence: str, codes: tuple[str, ...]) -> None:
    assert codes_of(sentence) == codes


def test_what_a_plenary_and_the_year_received_needs_no_name() -> None:
    text = "青河年鉴（2020）·政协\n全体会议期间收到131件、平时收到14件。"
    assert [one.code for one in parsed(text).indicators] == ["proposals_plenary", "proposals_between"]


def test_a_rate_of_handling_needs_no_name() -> None:
    text = "青河县政协常委会工作报告\n推动办理由“答复型”向“落实型”转变，解决率达到71%。"
    assert [one.code for one in parsed(text).indicators] == ["resolution_rate"]


def test_shares_of_answers_need_no_name() -> None:
    text = "青河县政协工作总结\n已采纳的占61%，列入规划的占27%，留作参考的占12%。"
    codes = ["resolution_rate", "planned_share", "deferred_share"]
    assert [one.code for one in parsed(text).indicators] == codes
