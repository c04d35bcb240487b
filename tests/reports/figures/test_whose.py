"""Whose a figure is where bureaus, courts and the place act; what is a group's own, a difference, a deadline."""

from __future__ import annotations

import pytest

from cppcc_archive.reports.parser import SiteHint, parse_text
from tests.reports.figures.reading import HEAD, parsed


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("县人大常委会视察12次。", "other"),
        ("大会对县人民法院等9个办理先进单位通报表彰。", "own"),
        ("助学基金资助全县1260名贫困学生。", "own"),
        ("县政府筹措资金1.2亿元。", "government"),
        ("列席县人大常委会会议6次。", "own"),
        ("会同县人大常委会视察12次。", "own"),
        ("列席县十六届人大四次会议，分8个小组讨论。", "own"),
        ("《关于发展冷链物流的提案》推动全县建成冷库12座。", "government"),
        ("在《关于整治背街小巷的提案》推动下，新增路灯830盏。", "government"),
        ("《关于加强乡村教师培养的建议》被采纳后，招聘教师46名。", "government"),
        ("《关于建设口袋公园的提案》，经县城管局办理，建成公园9处。", "government"),
        ("涉水提案全部办结。推动新建泵站6座。", "government"),
        ("县政协推动新建泵站6座。", "own"),
        ("提案办理后，委员们种树120棵。", "own"),
        ("县水利局据此新建堤防12公里。", "government"),
        ("县住建局、县水利局等部门采纳提案建议17条。", "government"),
        ("县政府采纳马丽等委员《关于做强牛羊产业的提案》，建成牧场7个。", "government"),
        ("被县住建局采纳建议17条。", "own"),
        ("县住建委采纳提案建议9条。", "government"),
        ("高新区管委会采纳建议8条。", "government"),
        ("据此，县政府研究后采纳21条建议。", "government"),
        ("县政府专题研究，采纳建议14条。", "government"),
        ("县扶贫办会同有关部门采纳建议6条。", "government"),
        ("县委、县政府采纳建议15条。", "own"),
        ("所提建议被县政府采纳12条。", "own"),
        ("报送县政府，采纳建议9条。", "own"),
        ("各承办单位健全机制，主动走访委员220人次。", "government"),
        ("组织承办单位，邀请委员视察12次。", "own"),
        ("各承办单位主要负责人上门走访委员186人次。", "government"),
        ("《关于扶持药材产业的提案》落实后，全县药材种植面积达到9万亩。", "government"),
        ("县政协获“2024年度市政协系统信息工作先进单位”称号，报送信息46条。", "own"),
        ("承办单位上门走访委员190人次。", "government"),
        ("据介绍，全县共有养老机构18家。", "other"),
        ("全县现有委员工作室17个。", "own"),
        ("全年接待游客120万人次。", "other"),
        ("县水利局吸收委员建议，清理淤泥1400吨。", "government"),
        ("县商务局认真办理，建成便民市场7个。", "government"),
        ("县林业局主动与提案人沟通，补植行道树3600株。", "government"),
        ("林海委员提出的提案，推动打通断头路3条。", "government"),
        ("认真听取意见，办理中改造公厕18座。", "government"),
        ("沙棘产值突破20亿元。", "other"),
        ("推动我县油茶种植面积扩大到8万亩。", "other"),
        ("州政协来我县走访4次。", "higher"),
        ("与周边县政协开展互访联谊5次。", "own"),
        ("通过办理提案，新增停车位300个。", "government"),
        ("通过提案落实，改造小区14个。", "government"),
        ("《关于整治河道的提案》督办后，清理淤泥900吨。", "government"),
        ("《关于保护品牌的建议》被吸收后，县里设立维权中心，受理案件60宗。", "government"),
        ("盘活方案被采纳后，已盘活资产41处。", "government"),
        ("报告得到县委书记批示，推动新建冷库7座。", "government"),
        ("围绕提高旅游收入，组织委员视察3次。", "own"),
        ("了解民宿从业人员情况，开展调研4次。", "own"),
        ("围绕茶叶产值突破十亿目标协商2次。", "own"),
        ("提案全部办结。推动委员深入基层调研9次。", "own"),
        ("县政协办公室与县农业农村局研究提案办理，召开会议6次。", "own"),
        ("县政协提案委会同县水利局研究办理提案，召开会议4次。", "own"),
        ("提案办理推动新增车位1900个。", "government"),
        ("跟踪督办，促进建成沼气池900口。", "government"),
        ("提案被列为主席督办提案后，新建小学1所。", "government"),
        ("意见得到部门高度重视，县城新增供热面积61万平方米。", "government"),
        ("一批建议转化为惠民成果：新建充电桩190个。", "government"),
        ("《关于河道治理的提案》提出后，县水利局开展专项整治，取缔采砂点14个。", "government"),
        ("推动新建公厕12座。", "government"),
        ("重点提案由县长领办，推动新增床位420张。", "government"),
        ("推动建成委员工作室7个。", "own"),
        ("市政协来我县视察5次。", "higher"),
        ("全县农村合作医疗参合率91.4%。", "other"),
        ("关于整治黑车的提案，县交通局、县公安局联合整治客运市场，改造站点6个。", "government"),
        ("关于小学操场的提案，县住建局多方筹措资金，新建看台2座。", "government"),
        ("关于网吧的提案，职能部门取缔黑网吧7家。", "government"),
        ("建议得到水务部门采纳，落实维修资金90万元。", "government"),
        ("提出《关于增设充电桩的建议》，推动全县新建充电桩85个。", "government"),
        ("县政府据此完善了办法，安排奖金60万元。", "government"),
        ("副县长田间主持召开推进会4次。", "government"),
        ("关于停车的提案，公安、住建部门联合行动，新增泊位280个。", "government"),
        ("关于公园的提案，县林业部门联合执法，清理摊点15个。", "government"),
        ("会后形成的协商意见推动出台扶持政策2项。", "government"),
        ("调研报告在全市政协系统评选中获奖。接待外地政协来访9批。", "own"),
        ("县政府召开交办会，将提案分解到33个承办单位。", "own"),
        ("据了解，青河义工联已累计组织志愿服务1600场。", "other"),
        ("县红十字会先后救助困难家庭240户。", "other"),
        ("县人民医院共派出医疗队12支。", "other"),
        ("联合县红十字会先后救助困难家庭240户。", "own"),
        ("委员林海所在的县人民医院义诊12场。", "own"),
        ("柳林村共有农户310户。", "other"),
        ("全村现有贫困户46户。", "other"),
        ("该校共有学生620名。", "other"),
        ("深入社区有效开展宣讲12场。", "own"),
        ("全镇有关界别开展活动12场。", "own"),
        ("青河县境内有3条国道。", "other"),
        ("贫困发生率下降到2.1%。", "other"),
        ("该镇现有总人口2.4万人。", "other"),
        ("全县210多名个体工商户投身帮扶。", "other"),
        ("全县210名委员投身帮扶。", "own"),
        ("县教育局共收到代表建议21件。", "other"),
        ("县文旅局为红柳镇书屋赠送图书1200册。", "government"),
        ("协调县文旅局为红柳镇书屋赠送图书1200册。", "own"),
        ("县发改委通报了办理情况。截至目前，民生实事完成12件。", "government"),
        ("会议听取了县住建局关于小区改造的汇报。目前，全县开工小区14个。", "government"),
        ("随后，县水利局负责人介绍了工程进展。今年以来，完工堤防12公里。", "government"),
        ("县发改委通报了办理情况。截至目前，县政协开展视察12次。", "own"),
        ("县发改委通报了办理情况。会后走访企业12家。", "own"),
        ("县政府承办建议、提案共89件。", "own"),
    ],
)
def test_what_the_sentence_says_has_its_holder(sentence: str, holder: str) -> None:
    (found,) = parsed(HEAD + sentence).indicators
    assert found.holder == holder


def test_a_part_is_whose_its_whole_is() -> None:
    found = parsed(HEAD + "县政府召开交办会，将提案分解到33个承办单位，其中县直单位24个、乡镇9个。").indicators
    assert [(one.code, one.holder) for one in found] == [("handling_bodies", "own")] * 3


def test_a_difference_with_its_noun_and_a_deadline_are_no_totals_and_norms() -> None:
    text = "比上年增加协商课题3个。各单位要在收到提案后2个月内答复。"
    found = parsed(HEAD + text).indicators
    assert [(item.code, item.role) for item in found] == [("other", "change"), ("other", "total")]


def test_a_team_of_members_is_no_member_of_that_name() -> None:
    text = "组建委员宣讲团开展宣讲28场，听众3100人次。委员陈芳开展宣讲4场，听众200人次。"
    assert [item.role for item in parsed(HEAD + text).indicators] == ["total", "total", "part", "part"]


def test_what_a_place_has_ends_where_the_committees_deeds_go_on() -> None:
    text = "柳林村共有农户310户，其中贫困户46户，教师9名，委员捐款3万元，资助学生12名。围绕提高脱贫率，开展调研3次。"
    found = parsed(HEAD + text).indicators
    assert [item.holder for item in found] == ["other"] * 3 + ["own"] * 3


def test_what_a_place_earns_ends_with_its_clause() -> None:
    text = "县城管局总产值突破30亿元；组织委员视察3次。"
    assert [item.holder for item in parsed(HEAD + text).indicators] == ["other", "own"]


def test_all_that_a_line_of_a_group_tells_is_the_groups() -> None:
    text = (
        "县政协各活动组2023年度履职情况统计\n第二活动组（经济组）：委员26人，走访农户64户，提交提案19件，捐款3万元。\n"
    )
    found = parsed(text).indicators
    assert [item.code for item in found] == ["members_group", "visits", "proposals_by_source", "aid_value"]
    assert {(item.role, item.figure_year) for item in found} == {("part", 2023)}


@pytest.mark.parametrize(
    ("title", "codes", "role"),
    [
        ("青河县政协教育界别2024年履职纪实", ["members_group", "activities", "proposals_by_source"], "part"),
        ("青河县政协第二委员组2024年度工作总结", ["members_group", "activities", "proposals_by_source"], "part"),
        ("青河县政协经济界别组2024年履职情况", ["members_group", "activities", "proposals_by_source"], "part"),
        ("青河县政协创新界别工作", ["members_total", "activities", "proposals_submitted"], "total"),
        ("青河县政协召开界别活动组工作会议", ["members_total", "activities", "proposals_submitted"], "total"),
        ("青河县政协加强界别工作情况", ["members_total", "activities", "proposals_submitted"], "total"),
        ("青河县政协2024年界别活动总结", ["members_total", "activities", "proposals_submitted"], "total"),
    ],
)
def test_the_story_of_one_group_tells_parts(title: str, codes: list[str], role: str) -> None:
    text = f"{title}\n现有委员18名。开展活动9次。提交提案22件。"
    found = parsed(text).indicators
    assert [item.code for item in found] == codes
    assert {item.role for item in found} == {role}


def test_on_a_regions_page_each_committee_has_its_own_figures() -> None:
    text = (
        "各地政协积极捐资助学\n州政协捐款8万元。青川县政协机关为小学捐款3万元，走访农户40户。又捐书200册。\n"
        "望江县政协委员吕秀英捐款5万元。\n全州委员捐款60万元。"
    )
    found = [
        (item.value, item.holder, item.holder_name)
        for item in parse_text(text, "http://www.example.gov.cn/1.htm").indicators
    ]
    assert found == [
        (80000, "own", None),
        (30000, "lower", "青川县政协"),
        (40, "lower", "青川县政协"),
        (200, "lower", "青川县政协"),
        (50000, "lower", "望江县政协"),
        (600000, "own", None),
    ]


def test_who_is_only_asked_to_come_does_not_act_and_liaison_offices_are_the_committees() -> None:
    text = "邀请区委区政府领导参加协商20人次，举行常委会会议3次。各乡镇政协联络委开展宣讲50场。"
    assert {item.holder for item in parsed(HEAD + text).indicators} == {"own"}


def test_a_bureaus_summary_on_proposals_is_the_governments() -> None:
    for head in (
        "2023年建议提案办理情况\n2023年，我局办理",
        "青河县人民政府关于办理县政协九届三次会议提案情况的报告\n承办",
    ):
        found = parsed(f"{head}政协提案40件。见面率、办复率、满意率均为100%。").indicators
        assert {item.holder for item in found if item.code.endswith("_rate")} == {"government"}


def test_in_a_governments_report_shares_are_whose_their_counts_are() -> None:
    text = (
        "2023年青河县政协提案办理落实情况\n县政府系统共办理政协提案40件。其中，农业农村方面12件，占30%；城建方面8件，占20%。"
        "已经解决的30件，占75%。办复率100%。"
    )
    found = [(item.code, str(item.holder)) for item in parsed(text).indicators]
    assert [holder for code, holder in found if code == "proposals_share"] == ["own", "own", "government"]
    assert found[-1] == ("reply_rate", "government")


def test_on_a_citys_page_the_committees_below_it_have_their_own_figures_whatever_they_do() -> None:
    text = (
        "衡阳市政协系统服务群众\n2月1日，衡阳市政协组织委员义诊6场。常宁市政协16个委员工作室的90余名委员捐款7万元。"
        "衡南县政协以委员工作室为单位，发动委员捐款3万元。祁东县政协动员委员捐款2万元。"
    )
    site = SiteHint("hengyang", "衡阳市政协", "430400")
    found = parse_text(text, "http://www.example.gov.cn/1.htm", site=site).indicators
    assert [(one.holder, one.holder_name) for one in found] == [
        ("own", None),
        *[("lower", "常宁市政协")] * 3,
        ("lower", "衡南县政协"),
        ("lower", "祁东县政协"),
    ]


def test_a_text_that_speaks_of_county_committees_below_is_a_citys() -> None:
    text = "田园到红柳调研\n市政协联合各县区政协行动。到目前为止，红柳区政协已助引项目13个，其中签约9个。"
    found = parse_text(text, "http://www.example.gov.cn/1.htm").indicators
    assert [(one.code, one.holder) for one in found] == [("projects_attracted", "lower")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "县水利局推进提案办理\n5月31日，县水利局召开政协提案推进会。办复率为100%，满意率为98%。",
        "2024年提案办理\n2024年，青河县水利局（河长办）共承办政协提案22件。办复率为100%，满意率为98%。",
        "提案办理情况\n2024年青河县教育局共收到县人大代表建议30件、县政协委员提案17件。办复率为100%，满意率为98%。",
        "提案办理情况\n县政协九届三次会议以来，交由县政府办理的提案共88件，分别交由46家单位承办。办复率为100%，满意率为98%。",
        "提案办理情况\n2024年，县政协九届三次会议交由我局办理的委员提案共计31件。办复率为100%，满意率为98%。",
    ],
)
def test_what_opens_with_a_bureau_that_handles_proposals_is_the_governments(text: str) -> None:
    found = [(one.code, one.holder) for one in parse_text(text, "http://www.example.gov.cn/1.htm").indicators]
    assert [holder for code, holder in found if code.endswith("_rate")] == ["government"] * 2
    given = [one for one in found if one[0] != "other" and not one[0].endswith("_rate")]
    assert {one[1] for one in given} <= {"own"}
    assert {one[0] for one in given} <= {"proposals_assigned", "handling_bodies"}


def test_a_committee_that_views_a_bureau_keeps_its_figures() -> None:
    text = "县政协视察提案办理\n5月31日，县政协主席姚远到县水利局视察。县水利局承办政协提案22件，办复率100%。"
    found = parse_text(text, "http://www.example.gov.cn/1.htm").indicators
    assert {one.holder for one in found} == {"own"}


def test_a_county_named_in_a_sentence_without_figures_acts_in_the_next_of_a_region_s_page() -> None:
    text = (
        "县区政协动态：协商走访两则\n2023-12-15\n●肥西县政协　今年以来，肥西县政协走访委员186人次。\n"
        "●长丰县政协　12月12日，长丰县政协召开会议。一年来，乡镇联络处协商204场次。"
    )
    found = parse_text(
        text, "http://www.example.gov.cn/1.htm", site=SiteHint("hefei", "合肥市政协", "340100")
    ).indicators
    assert [(one.holder, one.holder_name) for one in found] == [("lower", "肥西县政协"), ("lower", "长丰县政协")]


@pytest.mark.parametrize("called", ["迪庆州", "长阳县", "迪庆藏族自治州"])
def test_a_committee_is_its_own_by_the_short_name_of_its_autonomous_division(called: str) -> None:
    text = f"{called}政协提案全部办复\n（2024年12月9日）\n今年，{called}政协收到提案92件，立案80件。"
    assert [item.holder for item in parse_text(text, "http://www.example.gov.cn/1.htm").indicators] == ["own", "own"]
