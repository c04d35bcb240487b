"""What a figure counts that is told by what stands around it: one sentence for each kind."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import HEAD, parsed

CODED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("林海等6名委员联名提出的提案，推动打通断头路3条。", ("proposers", "other")),
    ("郑涛等8名委员提出的《关于治理河道的提案》被列为重点。", ("proposers",)),
    ("委员工作室9个，其中3个获评市级示范。", ("platforms", "platforms")),
    ("建成协商议事室14个，其中2个被评为省级优秀。", ("platforms", "platforms")),
    ("邀请26名委员对8个承办单位开展民主评议。", ("participations", "other")),
    ("抗洪抢险中，141名委员冲锋在前。", ("participations",)),
    ("47名委员走访企业130家。", ("participations", "visits")),
    ("举办新任委员培训班2期，培训118人。", ("trainings", "participations")),
    ("深入12个乡镇和31个社区开展宣讲24场。", ("places_reached", "places_reached", "outreach")),
    ("深入7个乡镇、19家茶企。", ("places_reached", "places_reached")),
    ("选派民主监督员26名进驻9个县直单位。", ("other", "other")),
    ("向18个部门和单位选派民主监督员52名。", ("other", "other")),
    ("帮助企业招工340人，吸纳富余劳动力210多人。", ("people_aided", "people_aided")),
    ("召开党组学习会14次。", ("study_sessions",)),
    ("出版《古渡钟声》3辑、《山城旧影》等专题史料2部。", ("history_volumes", "history_volumes")),
    ("编辑出版《青河文史》1期，刊登文章26篇。", ("history_volumes", "history_items")),
    ("委员撰写读书心得310篇。", ("other",)),
    ("2篇视察报告未得到及时反馈，1个课题未按期完成。", ("other", "other")),
    ("仍有17件B类提案没有取得实质性进展。", ("other",)),
    ("与委员沟通420人次。", ("other",)),
    ("委员满意率98.7%，上年为96.4%。", ("satisfaction_rate", "satisfaction_rate")),
    (
        "得到解决的80件，正在落实的20件，留作参考的10件，三类分别占72.7%、18.2%和9.1%。",
        (
            "proposals_resolved",
            "proposals_planned",
            "proposals_deferred",
            "other",
            "resolution_rate",
            "planned_share",
            "deferred_share",
        ),
    ),
    (
        "112件立案提案中，交县政府系统办理81件，县委系统办理23件。",
        ("proposals_filed", "proposals_assigned", "proposals_assigned"),
    ),
    ("二次会议期间，收到委员和各党派提案140件，闭会期间收到提案9件。", ("proposals_plenary", "proposals_between")),
    ("被采用的信息中，经济类14篇、民生类19篇、其他类3篇。", ("opinions_adopted",) * 3),
    ("各专委会报送信息38篇，其中经济委20篇、文化文史和学习委10篇、农业农村委8篇。", ("opinions_submitted",) * 4),
    ("共有54名委员报送信息。", ("other",)),
    ("团结带领科技、教育等3个界别的52名委员履职。", ("other", "members_group")),
    ("提交提案，推动建成委员工作室12个。", ("platforms",)),
    ("提案得到有效落实。推动协商议政，召开协商会12次。", ("consultations",)),
    ("委员对办理结果测评，满意率97%。", ("satisfaction_rate",)),
    ("组织委员对承办单位进行评议，满意率96%。", ("satisfaction_rate",)),
    ("现有委员180名、机关干部16名。", ("members_total", "other")),
    ("县政协现有24个界别的180名委员。", ("other", "members_total")),
    ("民生支出62亿元，占一般公共预算支出的79.4%。", ("other", "other")),
    ("收到提案136件，审查合并立案108件。", ("proposals_submitted", "proposals_filed")),
    ("立案提案131件并全部办复。", ("proposals_filed",)),
    ("分别交由29家承办单位办理，其中县委部门8件，政府部门95件。", ("handling_bodies",) + ("proposals_assigned",) * 2),
    ("将提案交由38个单位办理，其中交县直部门121件，交乡镇14件。", ("handling_bodies",) + ("proposals_assigned",) * 2),
    ("委员对提案办理表示满意或基本满意的126件，占99.2%。", ("other", "satisfaction_rate")),
    ("民主党派、工商联提交提案29件。", ("proposals_by_source",)),
    ("一季度收到信息82篇，二季度97篇，三季度110篇。", ("opinions_submitted",) * 3),
    ("信息被省政协采用，马丽委员全年报送信息11篇，被采用7篇。", ("opinions_submitted", "opinions_adopted")),
    ("深入8个乡镇、17个行政村走访种植大户和营销大户46户。", ("places_reached", "places_reached", "visits")),
    ("介绍就业210人，96户、340人实现脱贫。", ("people_aided",) * 3),
    ("9家委员企业设立助学基金。", ("other",)),
    ("对3名委员进行提醒谈话。", ("other",)),
    ("214名委员联系群众900户。", ("participations", "people_aided")),
    ("围绕办理情况，承办单位通过上门走访、座谈协商等方式与委员沟通310余次。", ("other",)),
    ("评选表彰优秀委员20名、先进委员活动组4个。", ("honours", "honours")),
    ("报送协商成果14份，县领导批示11份，转化为政策文件5项。", ("research_reports", "opinions_commented", "rules_made")),
    ("提案推动新建停车场6处、改造小区9栋。", ("other", "other")),
    ("召开监督座谈会7次、协商座谈会3次。", ("meetings_other", "consultations")),
    ("组织委员现场踏勘9次。", ("inspections",)),
    ("召开评议会2次。", ("inspections",)),
    ("妥善处置劳资纠纷14件，协助处理邻里矛盾6起。", ("problems_solved", "problems_solved")),
    ("对9个承办单位现场打分。", ("other",)),
    ("对全县180名委员进行履职考评，组织21名常委述职。", ("other", "other")),
    ("112名委员奋战在一线，35名委员闻讯而动。", ("participations", "participations")),
    ("征集侨批210封、家谱12卷、口述录像9集。", ("history_items",) * 3),
    ("出版《青河侨史》《古渡旧影》2册、36万字。", ("history_volumes", "history_words")),
    ("A类率66.2%，委员参加培训率93%。", ("resolution_rate", "attendance_rate")),
    ("举办专场招聘会3场、校园招聘2场。", ("activities", "activities")),
    ("接待香港青年80人次，引荐客商考察13批次。", ("guests_received", "guests_received")),
    ("新建8个界别活动站、3个民情驿亭。", ("platforms", "platforms")),
    ("9个界别召集人制度全面建立，7个专委会工作规则出台。", ("rules_made", "rules_made")),
    ("突出“商量”“书香政协”两个品牌。", ()),
    ("县委部门承办11件、人民团体及其他6件。", ("proposals_assigned", "proposals_assigned")),
    ("交通、环保方面提案61件，教育、养老、文化领域提案45件。", ("proposals_by_sector", "proposals_by_sector")),
    ("为320户居民办理产权证，给46名工人追讨工资。", ("people_aided", "people_aided")),
    ("为12名优秀委员颁发证书。", ("other",)),
    ("举办农技培训3期，培训农户140人。", ("trainings", "participations")),
    ("委员联系界别群众430人次。", ("people_aided",)),
    ("听取群众意见740条，推动解决510条。", ("suggestions_made", "problems_solved")),
    ("6名以上委员联名的提案13件。", ("other", "proposals_joint")),
    ("闭会期间提案少，仅有7件。", ("proposals_between",)),
    ("每名委员要读好2本书。", ("other",)),
    ("协商案例2个入选省级优秀案例。", ("honours",)),
    ("撰写文章21篇，其中4篇获市政协理论研究奖。", ("other", "honours")),
    ("召开常委会议5次，其中专题议政性会议2次。", ("standing_committee_meetings",) * 2),
    ("邀请教授授课4场次。", ("trainings",)),
    ("共收到各类提案212件。", ("proposals_submitted",)),
    ("收到教育方面提案31件。", ("proposals_by_sector",)),
    ("实地察看产业基地26处。", ("places_reached",)),
    ("承办单位走访委员率达100%。", ("contact_rate",)),
    ("152件立案提案分别交由县委、县政府、法检两院等41个单位办理。", ("proposals_filed", "handling_bodies")),
    ("11名委员为居民测血压、听诊。", ("participations",)),
    ("主席主持会议，常委31人出席。", ("members_attending",)),
    ("（一）主席会议。每季度召开1次。", ("chairmen_meetings",)),
    ("与县纪委监委联合开展作风督查4次。", ("inspections",)),
    ("约谈承办单位负责人5人次。", ("other",)),
    ("组织提案评审专家对48件提案进行质量评价。", ("other",)),
    ("本委联系教育、新闻出版2个界别的委员27名。", ("other", "members_group")),
)


@pytest.mark.parametrize(("sentence", "codes"), CODED, ids=[sentence for sentence, _ in CODED])
def test_a_kind_of_figure_is_told_by_what_stands_around_it(sentence: str, codes: tuple[str, ...]) -> None:
    found = parsed(HEAD + sentence).indicators
    assert tuple(one.code for one in found if one.start > len(HEAD) - 2) == codes


def test_columns_of_what_several_answer_together_are_no_handing_over() -> None:
    table = "提案办理情况统计\n承办单位\t主办（件）\t会办（件）\n县住建局\t12\t4\n县教育局\t9\t3\n合计\t21\t7\n"
    found = parsed(HEAD + table).indicators
    assert all(one.code != "proposals_assigned" for one in found if one.value in (4, 3, 7))
