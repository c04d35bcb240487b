"""Texts of those who answer proposals, and what deputies put forward beside them, which is none of the committee's."""

from __future__ import annotations

import pytest

from cppcc_archive.reports import parse_text
from tests.growth import grows_linearly

OTHER = "other"
TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "县政府办理人大代表建议和政协提案情况\n一、代表建议办理情况\n县政府收到县人大交办的代表建议64件。\n按内容分，道路交通类24件，占37.5%；教育类40件，占62.5%。\n所提建议已经解决的30件，占46.9%；列入计划解决的34件，占53.1%。代表满意率100%。",
        (OTHER,) * 10,
    ),
    (
        "县水利局建议提案办理情况\n今年，我局承办县人大二次会议代表建议21件（主办17件、协办4件）和县政协九届二次会议提案13件（主办8件、协办5件），全部办结。",
        (OTHER, OTHER, OTHER, "proposals_assigned", "proposals_assigned", OTHER),
    ),
    (
        "县教育局建议提案办理情况\n今年，我局承办县人大会议议案建议共11件，其中：主办建议7件，协办建议4件；县政协九届三次会议提案共计14件，其中：主办提案9件，协办提案5件。",
        (OTHER, OTHER, OTHER, "proposals_assigned", "proposals_assigned", OTHER),
    ),
    (
        "青河县办理建议提案总结\n由县政府主办的建议、提案共有21件，其中：人大代表建议9件，政协委员提案12件。9件代表建议所提问题已经解决（A类）3件，占33.3%。",
        (OTHER, OTHER, "proposals_assigned", OTHER, OTHER, OTHER),
    ),
    ("县政府办理政协提案96件、人大代表建议71件，办复率均达100%。", ("proposals_assigned", OTHER, "reply_rate")),
    ("今年，县政府共收到主席会议建议案2件、提案57件、信访件18件。", (OTHER, "proposals_assigned", OTHER)),
    ("组织14个部门参加提案交办视频会。", (OTHER,)),
    ("县政协提案工作报告\n提案与人大代表建议同步交办。全年办复112件。", ("proposals_replied",)),
    ("县政协提案工作报告\n县委召开人大代表建议、政协提案交办会，会上交办112件。", ("proposals_assigned",)),
    ("县政协提案工作报告\n与会代表建议加强督办。全年立案提案112件。", ("proposals_filed",)),
    (
        "县政府承办人大代表建议79件、政协提案45件，分别占建议、提案总数的95.2%、96%。",
        (OTHER, "proposals_assigned", OTHER, "proposals_share"),
    ),
    (
        "县民政局建议提案办理情况\n我局接收人大代表建议、政协委员提案26件（其中承办22件，协办4件），已解决19件，占73%，办结率100%。其中，承办人大代表议案建议9件，已解决7件；承办政协委员提案13件，已解决11件。",
        (OTHER,) * 5 + ("reply_rate", OTHER, OTHER, "proposals_assigned", "proposals_resolved"),
    ),
    (
        "县交通局建议提案办理情况\n全局办理人大代表建议5件，政协委员提案4件。政协委员提案4件中，主办类3件，协办类1件。主办的5件人大建议和4件政协提案均于6月办理完成。",
        (OTHER, "proposals_assigned", "proposals_assigned", "proposals_assigned", OTHER, OTHER, "proposals_replied"),
    ),
    (
        "县住建局建议提案办理结果\n31件县人大主办件中，解决采纳16件，留作参考15件；18件县政协主办件中，解决或采纳12件，留作参考6件。",
        (OTHER, OTHER, OTHER, OTHER, "proposals_resolved", "proposals_deferred"),
    ),
    (
        "县政协会议开幕\n会上报告了提案工作情况。从办理看，提案建议得到采纳和部分采纳的占58.4%，列入计划的占31.2%，留作参考的占10.4%。委员对办理结果很满意的占52.1%，满意的占39.6%，两项合计91.7%。",
        ("resolution_rate", "planned_share", "deferred_share", *("satisfaction_rate",) * 2, OTHER, "satisfaction_rate"),
    ),
    (
        "县政府办理提案情况\n县政协九届四次会议期间转交县政府办理的政协提案87件。38件提案所提问题需要长期坚持去抓，已列入工作计划。",
        ("proposals_assigned", "proposals_planned"),
    ),
    (
        "县政协提案工作报告\n按内容分，产业发展方面的提案14件，城乡建设方面的提案21件，民生保障与公共服务方面的提案33件。",
        ("proposals_by_sector", "proposals_by_sector", "proposals_livelihood"),
    ),
    (
        "县政协提案工作报告\n党派团体提案16件，界别提案7件，委员镇街活动小组提案4件，委员提案129件。",
        (*("proposals_by_source",) * 3, "proposals_individual"),
    ),
    (
        "县政府收到县政协三次会议提案75件，社情民意5件，分别交由34个部门承办。",
        ("proposals_assigned", "opinions_submitted", "handling_bodies"),
    ),
)


@pytest.mark.parametrize(("text", "codes"), TEXTS, ids=[text[:20] for text, _ in TEXTS])
def test_what_deputies_put_forward_is_no_proposal(text: str, codes: tuple[str, ...]) -> None:
    found = parse_text(text, "http://www.example.gov.cn/1.htm").indicators
    assert tuple(one.code for one in found) == codes


def test_deputies_named_again_and_again_cost_no_more_than_their_length() -> None:
    assert grows_linearly(lambda size: parse_text("提案、代表建议" * size, "http://www.example.gov.cn/1.htm"), 4000)
