"""Conventions of docs/indicators.md that labellers once found open: one sentence each."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import codes_of, parsed, told

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
    ("《关于服务快递员的提案》催生“骑手驿站”38处。", ("other",)),
    ("未完成任务的有5个乡镇联络处，4个联络处没有报送。", ("other", "other")),
    ("走访企业、大师工作室83家。", ("visits",)),
    ("建成委员工作室32个，其中获评市级示范工作室3个。", ("platforms", "platforms")),
    ("建成1个委员履职服务中心。", ("platforms",)),
    ("推动“委员e站”提档升级20个，83个“委员e站”协商312场。", ("platforms", "platforms", "consultations")),
    ("监督小组深入29个村委会，视察人畜饮水工程11处。", ("places_reached", "places_reached")),
    ("印发提案办理进度通报3期。", ("bulletins",)),
    (
        "收到提案118件，立案97件，有21件因选题重复作为意见转办。",
        ("proposals_submitted", "proposals_filed", "proposals_transferred"),
    ),
    ("召开2次谈心会，报送请示、报告28件。", ("meetings_other", "other")),
    ("对28项重点协商成果实行挂图督办。", ("other",)),
    ("县公安局组织开展专项整治行动5次。", ("other",)),
    ("203名委员以不同方式参与了提案工作。", ("proposers",)),
    ("来自各地的近500名企业家、专家学者共赴盛会。", ("participations",)),
    ("会议期间收到的提案88件和会后提出的2件提案均已办理完毕。", ("proposals_plenary", "proposals_between")),
    ("七届四次会议期间，18名委员作大会发言和书面发言。", ("plenary_speeches",)),
    ("各专门委员会至少提交3件提案。", ("proposals_by_source",)),
    ("代表、委员满意和基本满意率达到100%。", ("satisfaction_rate",)),
    ("促成台商投资办厂2家。", ("projects_attracted",)),
    ("抓好山海协作、合作医疗等5个课题调研。", ("surveys",)),
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


def test_what_a_portrait_tells_of_one_member_is_a_part_throughout() -> None:
    text = (
        "【委员风采】陈华：山里的药农\n（2024年5月9日）\n县政协委员陈华是柳林村的药农。\n"
        "2019年，他流转荒坡210亩，带动40户农户增收。担任委员以来，他提交提案12件，反映信息19条，被市政协采用5条。\n"
        "他还为村小捐书300册、捐款2万元。今年，他又走访老人16户。\n"
    )
    found = [item for item in parsed(text).indicators if item.code != "other"]
    assert len(found) == 6
    assert {item.role for item in found} == {"part"}


def test_what_leaders_visit_is_no_one_member_s() -> None:
    (found,) = told("坚持主席、副主席走访委员制度，全年走访委员87人次。")
    assert (found.code, found.role) == ("visits", "total")


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("各专门委员会报送信息不少于8条。", "norm"),
        ("人均报送信息不少于2条。", "norm"),
        ("围绕防汛抢险反映社情民意信息41条。", "part"),
        ("围绕中心工作反映社情民意信息410条。", "total"),
        ("报送防汛抢险方面的社情民意信息29条。", "part"),
    ],
)
def test_what_opinions_are_asked_for_or_sent_on_one_subject(sentence: str, role: str) -> None:
    assert told(sentence, OPINIONS)[-1].role == role


def test_rates_and_bodies_of_years_are_not_summed_up() -> None:
    table = (
        "年份\t立案（件）\t承办单位（个）\t办复率（%）\n2022年\t109\t31\t98.1\n2023年\t121\t33\t100\n合计\t230\t-\t-\n"
    )
    found = parsed("青河县政协提案情况统计\n（2024年1月9日）\n" + table).indicators
    assert {item.role for item in found if item.code in ("handling_bodies", "reply_rate")} == {"total"}
    assert [item.role for item in found if item.code == "proposals_filed"] == ["part", "part", "total"]


def test_news_of_a_course_tells_of_what_was_heard_and_who_was_there() -> None:
    text = (
        "青河县政协举办委员履职能力培训班\n（2024年4月19日）\n4月15日至18日，青河县政协举办委员履职能力提升培训班，"
        "82名委员参加培训。\n培训班安排专题讲座5场、现场教学2次。结业仪式上，评选表彰优秀学员7名。\n"
    )
    found = [item for item in parsed(text).indicators if item.code != "other"]
    assert [item.period for item in found] == ["session"] * 4


def test_many_courses_are_of_their_year() -> None:
    text = "青河县政协举办农技培训\n（2024年4月19日）\n今年以来，委员开办种植培训班18期，900余人次参训。\n"
    assert {item.period for item in parsed(text).indicators} == {"reviewed"}


def test_a_report_tells_of_what_the_meeting_will_commend_that_hears_it() -> None:
    found = told("这次会议将对8件优秀提案和5个先进单位进行表彰。")
    assert [(item.code, item.period) for item in found] == [("proposals_excellent", "session"), ("honours", "session")]


@pytest.mark.parametrize("head", ["今后工作的主要任务", "做好今年的政协工作，我讲几点意见："])
def test_what_stands_below_a_line_on_what_is_to_come_is_planned(head: str) -> None:
    found = parsed(
        f"青河县政协常委会工作报告\n（2025年1月9日）\n2024年，召开协商会4次。\n{head}\n（一）强化学习。集中学习12次。\n"
    )
    assert [item.period for item in found.indicators] == ["reviewed", "planned"]


def test_history_gathered_since_a_time_is_of_its_year() -> None:
    (found,) = told("征集改革开放以来县域林业方面史料72篇。")
    assert (found.period, found.figure_year) == ("reviewed", 2024)
