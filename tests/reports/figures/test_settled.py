"""Conventions of docs/indicators.md that labellers once found open: one sentence each."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import codes_of, told

CODED = (
    ("议事室共协商议题36个，办结28件。", ("consultations", "problems_solved")),
    ("集中力量办好5个重点协商议题。", ("consultations",)),
    ("确定协商议题9项。", ("other",)),
    ("县委常委会会议研究政协工作3次。", ("other",)),
    ("市委先后2次召开政协工作会议。", ("other",)),
    ("“青河政协”公众号编发信息214条。", ("articles_published",)),
    ("立案102件，其中双语书写的提案19件。", ("proposals_filed", "other")),
    ("附有调研报告的提案11件。", ("other",)),
    ("所提问题已经解决或列入计划解决的71件。", ("proposals_resolved",)),
    ("正在解决或列入计划逐步解决的34件。", ("proposals_planned",)),
    ("对26件列入计划的提案跟踪问效。", ("proposals_planned",)),
    ("到11个承办单位对21件提案的办理情况开展视察。", ("other", "other")),
    ("会上，3家承办单位作表态发言。", ("other",)),
    ("40个承办单位采取上门走访、现场答复等方式办理。", ("handling_bodies",)),
    ("召开七届一次会议，委员增至148名。", ("members_total",)),
    ("新任委员实现100%参训。", ("attendance_rate",)),
    ("组织委员赴闽南等地开展招商活动21次。", ("tours",)),
    ("先后9次到外省招商。", ("tours",)),
    ("会议期间，176名委员听取并审议了常委会工作报告。", ("members_attending",)),
    ("确定办实事项目16件，现已完成10件。", ("other", "problems_solved")),
    ("围绕“身边小事”达成共识38项。", ("other",)),
    ("8名委员代表讲述了履职故事，4位专家授课。", ("other", "other")),
    ("每名委员撰写提案或社情民意信息至少2件。", ("proposals_submitted",)),
    ("先后参观了古镇、码头等6处点位，实地察看育苗基地14处。", ("places_reached", "places_reached")),
    ("走访企业17户，深入8个乡镇23个村。", ("visits", "places_reached", "places_reached")),
    ("使城关1.6万人喝上了放心水，解决了31个村小组5200多人行路难的问题。", ("people_aided", "other", "people_aided")),
    ("列席会议的有县直部门和乡镇负责人共96人。", ("participations",)),
    ("书记、县长分别领衔督办重点提案1件和2件。", ("proposals_key", "proposals_key")),
    ("将4件提案作为2025年度重点提案办理。", ("proposals_key",)),
    ("围绕“双碳”行动提出的提案达46件。", ("proposals_by_sector",)),
    ("围绕中心工作提出提案71件。", ("proposals_submitted",)),
    ("针对河蟹养殖、稻田综合利用等产业的6件提案，县农业农村局逐件答复。", ("proposals_by_sector",)),
    ("自身建设：制度建设8项。", ("rules_made",)),
    ("健全述职、请假销假等制度12项。", ("rules_made",)),
    ("走访受益群众30余人。", ("visits",)),
    ("团结组织38名委员（其中教育界13名、医卫界15名）开展工作。", ("members_group",) * 3),
    ("选送5名委员到省委党校深造。", ("participations",)),
    ("198名委员全部下沉52个议事室。", ("participations", "platforms")),
    ("21名委员领办合作社，187名委员上传心得。", ("participations", "participations")),
    ("对不称职的6名委员终止资格，3名委员因故辞去职务。", ("other", "other")),
    (
        "立案139件，并案9件，转为委员来信和社情民意14件。",
        ("proposals_filed", "proposals_merged", "proposals_transferred"),
    ),
    ("洽谈项目26个，签约项目5个。", ("other", "projects_attracted")),
    ("为受灾商户减免租金180万元。", ("aid_value",)),
    ("《关于果蔬产业的提案》推动落实产业扶持资金600万元。", ("other",)),
    ("社会各界筹资32万元，全村214人吃上了放心水。", ("aid_value", "people_aided")),
    ("形成协商意见3份，形成协商意见120条。", ("research_reports", "suggestions_made")),
    ("开展“微协商”“微视察”等活动34次。", ("activities",)),
    ("优秀委员13名、优秀提案9件。", ("honours", "proposals_excellent")),
    ("举办委员读书班2期。", ("study_sessions",)),
    ("县长带队现场办公9次。", ("inspections",)),
    ("所提26条意见大都得到了落实。", ("suggestions_made",)),
    ("提出监督意见160条，其中128条得到落实。", ("suggestions_made", "suggestions_adopted")),
)


@pytest.mark.parametrize(("sentence", "codes"), CODED, ids=[sentence for sentence, _ in CODED])
def test_a_convention_of_the_page_holds(sentence: str, codes: tuple[str, ...]) -> None:
    assert codes_of(sentence) == codes


OPINIONS = "青河县政协社情民意信息工作通报\n（2025年1月9日）\n一、报送情况\n"


def test_each_sender_s_row_has_what_was_sent_and_what_was_adopted_of_it() -> None:
    rows = "经济委报送17条，被采用5条；提案委报送13条，被采用4条；柳林镇联络处报送9条。"
    assert codes_of(rows, OPINIONS) == (*("opinions_submitted", "opinions_adopted") * 2, "opinions_submitted")


def test_a_threshold_is_no_row_of_a_list_of_senders() -> None:
    rows = "报送10条以上的单位有：经济委员会18条，文史委员会14条。"
    assert codes_of(rows, OPINIONS) == ("other", "opinions_submitted", "opinions_submitted")


def test_a_share_that_each_at_least_follows_is_no_difference() -> None:
    found = told("提升质量，集体提案占比达到25%以上，每名委员每年至少提交1件提案。")
    assert [(item.code, item.role) for item in found][1:] == [("proposals_submitted", "norm")]
