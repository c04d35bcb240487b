"""What places around a figure say in wordings that were met late: subjects, sessions, senders, money, what is left."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import codes_of, told

FIELD = "proposals_by_sector"
CODED = (
    ("围绕林药、林果等特色产业发展，共立案31件。", (FIELD,)),
    ("围绕农村饮水、道路养护等问题立案22件。", (FIELD,)),
    ("围绕全县改革、发展、稳定的大局，提出提案138件。", ("proposals_submitted",)),
    ("农业方面，就良种繁育、节水灌溉等提出提案27件。", (FIELD,)),
    ("针对“停车难”问题的提案有31件。", (FIELD,)),
    ("针对2件反映老旧小区改造的提案，县住建局开展整治。", (FIELD,)),
    ("关于提升基层诊疗能力的14件提案得到采纳。", (FIELD,)),
    (
        "各次会议期间收到的提案分别为：一次会议143件，二次会议131件。",
        ("proposals_plenary", "proposals_plenary"),
    ),
    (
        "A类为所提问题已经解决的提案，占71.2%；B类为列入计划解决的提案，占24%；C类为暂不能解决、留作参考的提案，占4.8%。",
        ("resolution_rate", "planned_share", "deferred_share"),
    ),
    ("部分采纳或列入计划的63件。", ("proposals_resolved",)),
    ("在政协网站公开提案及答复128件，占立案总数的61%。", ("other", "other")),
    ("121件提案在规定时限内全部办复。", ("proposals_replied",)),
    ("县委系统办理17件，县政府系统办理147件，法检群团等办理8件。", ("proposals_assigned",) * 3),
    ("接受评议的4个单位共承办提案47件。", ("other", "proposals_assigned")),
    ("委员们围绕破解融资难题、落实惠企政策等提出意见建议18条。", ("suggestions_made",)),
    ("委员们提出了破解融资难、加强培训等9条建议。", ("suggestions_made",)),
    ("委员们围绕防汛提出的意见建议18条，全部被采纳。", ("suggestions_made",)),
    ("县政府在制定方案时吸收了其中的7条。", ("suggestions_adopted",)),
    ("有211条社情民意信息因选题过大未能编报。", ("other",)),
    ("向县委、县政府报送协商报告和建议案12份。", ("research_reports",)),
    ("委员们讨论了《政府工作报告》等5个报告。", ("other",)),
    ("专题议政性常委会会议上，7名委员作大会发言。", ("other",)),
    ("8个议题全部完成协商。", ("consultations",)),
    ("完善委员履职档案196份。", ("other",)),
    ("调研报告引起县政府重视，年内建立儿童之家9所。", ("other",)),
    (
        "发现管护不落实、设施损坏等问题27个，已整改25个，其余2个制定了计划。",
        ("problems_reported", "problems_solved", "other"),
    ),
    ("委员中，女委员70名；大学以上学历的委员142名。", ("members_group", "members_group")),
    ("第一届委员会由中共、工会、妇联等9个界别的43名委员组成。", ("other", "members_total")),
    ("团结带领9个专门委员会、213名委员，认真履职。", ("other", "members_total")),
    ("常委由37名增加到43名。", ("members_group", "members_group")),
    ("由9名委员和县水利局、县林业局负责人组成的调研组深入乡镇。", ("other",)),
    ("领导班子7名成员联系6个贫困村。", ("participations", "other")),
    ("197名县政协委员和18名市政协委员全部编组进室。", ("participations", "participations")),
    ("接待走访群众8600人次。", ("people_aided",)),
    (
        "实地查看福利院3家、互助照料中心8个、民办养老机构2家。",
        ("places_reached", "places_reached", "places_reached"),
    ),
    ("编辑出版文史书籍《青河记忆》，收录文章52篇。", ("history_items",)),
    ("县政府专门拿出资金260万元用于良种繁育。", ("other",)),
    ("县政府出台养殖行动方案，整合资金530万元扶持大户。", ("other",)),
    ("委员与部门协商，推动落实产业扶持资金900万元。", ("other",)),
    ("县政协协调县交通局落实资金50万元。", ("aid_value",)),
    ("法律界委员为农民工追回欠薪83万元。", ("other",)),
    ("捐款2万元以上的委员有37名。", ("other", "participations")),
    ("23名党员交纳特殊党费1.2万元。", ("participations", "aid_value")),
    ("动员委员到村投资兴业，投入资金160万元。", ("investment",)),
    ("全县建成供水工程160处，受益人口12万人。", ("other", "other")),
    ("组织26名委员赴厦门培训，其中第一批14人，第二批12人。", ("participations",) * 3),
    ("举办委员学习大讲堂7期。", ("activities",)),
    ("召开协商会，促成建成“骑手驿站”12处。", ("other",)),
    ("12个签约项目中，投资超5亿元的只有3个。", ("projects_attracted", "other", "projects_attracted")),
    ("委员满意和比较满意率达到97%。", ("satisfaction_rate",)),
    ("A类提案占比力争达到70%。", ("resolution_rate",)),
    ("提出的加快水渠改造等4条建议列入县规划。", ("suggestions_adopted",)),
    ("县政协委员名额为180名，现安排177名。", ("members_total", "members_total")),
    ("委员中，教育界17名，其余12个界别共83名。", ("members_group", "other", "members_group")),
)


@pytest.mark.parametrize(("sentence", "codes"), CODED, ids=[sentence for sentence, _ in CODED])
def test_what_stands_around_a_figure_says_what_it_counts(sentence: str, codes: tuple[str, ...]) -> None:
    assert codes_of(sentence) == codes


OPINIONS = "青河县政协社情民意信息工作通报\n（2025年1月9日）\n一、报送情况\n"
SENT = "opinions_submitted"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (
            "民盟支部报送31条，被市政协采用9条；民建支部报送27条，采用8条；提案委报送12条，采用2条。",
            (SENT, "opinions_adopted_city") * 3,
        ),
        (
            "民盟支部报送31条，被市政协采用9条；民建支部报送27条；提案委报送12条，被采用2条。",
            (SENT, "opinions_adopted_city", SENT, SENT, "opinions_adopted"),
        ),
    ],
)
def test_one_body_adopts_what_a_list_of_senders_sent_it_while_each_is_told(rows: str, codes: tuple[str, ...]) -> None:
    assert codes_of(rows, OPINIONS) == codes


def test_parts_by_session_and_by_subject_are_no_totals() -> None:
    found = told("各次会议期间收到的提案分别为：一次会议143件，二次会议131件。围绕道路养护问题立案22件。")
    assert [item.role for item in found] == ["part", "part", "part"]


@pytest.mark.parametrize("sentence", ["其余17件提案将于8月底前全部办复。", "计划收录文章38篇。"])
def test_what_will_be_done_is_planned(sentence: str) -> None:
    assert [item.period for item in told(sentence)] == ["planned"]
