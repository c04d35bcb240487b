# ruff: noqa: E501  (sentences with what they say)
"""Whose a figure is, of which time, whether total or part, in which field and by whom: one sentence each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reports.figures.reading import HEAD, parsed, read

SAID: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    ("又讯：地区政协收到提案537件，立案489件。", [{"holder": "higher", "value": 537}, {"holder": "higher", "value": 489}]),
    ("被地区政协采用社情民意信息12篇。", [{"holder": "own", "code": "opinions_adopted_city"}]),
    ("县政府出台扶持政策3项。", [{"holder": "government", "code": "rules_made"}]),
    ("五年来收到提案800件，立案760件。其中经济方面300件。", [{"period": "term"}] * 3),
    ("2021、2022、2023年分别收到提案150、180、210件。", [{"figure_year": year} for year in (2021, 2022, 2023)]),
    ("2022、2023年分别收到提案150件和180件，立案140件和168件。", [{"figure_year": year} for year in (2022, 2023, 2022, 2023)]),
    ("为每个界别小组落实经费3000元，全年开展界别活动42次。", [{"value": 42, "role": "total"}]),
    ("每位委员每年提交1件提案，参加2次视察。", [{"role": "norm"}, {"role": "norm"}]),
    ("每名委员要做到“三个一”：提交1件提案，参加2次视察。", [{"role": "norm"}, {"role": "norm"}]),
    ("委员全年参加活动不少于3次，立案率保持在90%以上。", [{"role": "norm"}, {"role": "total"}]),
    ("委员陈华一人提交6件提案。", [{"code": "proposals_individual", "role": "part"}]),
    ("林芳委员报送信息9条，被采用2条。", [{"role": "part"}, {"role": "part"}]),
    ("建议新一届政协力争每年培训委员2次。", [{"period": "planned", "figure_year": None}]),
    ("建议八届县政协每年召开常委会会议不少于4次。", [{"period": "planned", "figure_year": None}]),
    ("我县去年报送信息96条，今年分别增长两成。去年报送信息81条。", [{"period": "prior_year", "figure_year": 2023}, {"figure_year": 2024}]),
    ("对2022年以来的B类提案35件跟踪问效。", [{"period": "cumulative", "figure_year": None}]),
    ("县委、县政府召开提案交办会1次。有关部门据此出台政策文件3个。", [{"holder": "party"}, {"holder": "government"}]),
    ("与8个省区的49个市县政协开展交流，接待来访团组23批。", [{"holder": "own", "code": "guests_received"}]),
    ("换届后，新一届县政协共有委员163名。", [{"holder": "own", "code": "members_total"}]),
    ("满意率由94.5%提高到99%。", [{"period": "prior_year", "figure_year": 2023}, {"figure_year": 2024}]),
    ("今年我们抓好：立案率控制在90%。", [{"period": "planned", "figure_year": 2025}]),
    ("立案201件（含平时提案13件）。", [{"role": "total"}, {"role": "part", "code": "proposals_between"}]),
    ("收到提案171件，其中立案151件。", [{"role": "total"}, {"role": "total", "code": "proposals_filed"}]),
    ("刊发稿件90篇，其中中央媒体3篇。", [{"role": "total"}, {"role": "part"}]),
    ("全年提出提案6—8件。", [{"value": 6, "value_min": 6, "value_max": 8}]),
    ("立案1，105件；办复贰佰壹拾件。", [{"value": 1105}, {"value": 210}]),
    ("A、B、C类提案分别为84、19、5件。", [{"value": 84, "code": "proposals_resolved"}, {"value": 19}, {"value": 5}]),
    ("提案28件未被采纳。", [{"code": "proposals_not_adopted"}]),
    ("党派团体提案34件、界别提案9件、委员提案149件。", [{"source_kind": "party"}, {"source_kind": "sector"}, {"source_kind": "member"}]),
    ("采用信息118条，其中国家级2条、省级31条。", [{"role": "total"}, {"role": "part"}, {"role": "part"}]),
    ("收集信息436条，其中被省政协采用22条。", [{"role": "total"}, {"role": "total", "code": "opinions_adopted_provincial"}]),
    ("2025年我们将：围绕规划编制开展专题调研5项；对重点工作持续跟踪，组织委员视察、评议、座谈，推动各项任务落细落实，全年召开协商会6次；新建委员工作站3个。", [{"period": "planned"}] * 3),
    ("召开常委会会议5次，专题议政性常委会会议2次。", [{"role": "total"}, {"role": "part", "code": "standing_committee_meetings"}]),
    ("召开全体会议1次，举办3次专题协商常委会会议。", [{"role": "total"}, {"role": "part", "part_of": None}]),
    ("每名委员每年至少参加5次调研视察，提交2件提案。", [{"qualifier": "more_than", "role": "norm"}, {"qualifier": "more_than"}]),
    ("引进项目12个，计划总投资30亿元，其中委员企业投资3亿元。", [{"period": "reviewed"}, {"period": "planned"}, {"period": "planned", "role": "part"}]),
    ("引进10亿元以上项目2个。引进项目5个，其中10亿元以上1个。", [{"code": "projects_attracted", "value": 2}, {"value": 5}, {"code": "projects_attracted", "role": "part"}]),
    ("坚持每年开展视察4次，促进解决问题12个。", [{"role": "norm"}, {"role": "total", "code": "problems_solved"}]),
    ("区政府系统承办区人大代表建议96件、区政协委员提案152件。", [{"holder": "own", "value": 152}]),
    ("每名委员至少提交1件提案、反映社情民意信息2条。", [{"qualifier": "more_than"}, {"qualifier": "more_than"}]),
    ("每位委员提交提案不少于1件。", [{"role": "norm", "code": "proposals_submitted"}]),
    ("收到提案和社情民意信息分别为220件和410条，分别比上年增加12件和35条。", [{"code": "proposals_submitted"}, {"code": "opinions_submitted"}]),
    ("督办重点提案10件，其中县委领导督办2件，县政府领导督办3件。", [{"code": "proposals_key"}, {"code": "proposals_led"}, {"code": "proposals_led"}]),
    ("主席（扩大）会议9次。", [{"code": "chairmen_meetings"}]),
    ("收集群众诉求340件，推动解决318件。", [{"code": "problems_reported"}, {"code": "problems_solved"}]),
    ("少数委员一年未提交一件提案。", []),
    ("大会期间收到提案116件，会后又收到9件，共收到125件。", [{"role": "part"}, {"role": "part", "code": "proposals_between"}, {"role": "total", "code": "proposals_submitted"}]),
    ("收到委员提案98件、集体提案22件，合计120件。", [{"code": "proposals_individual"}, {"role": "part"}, {"role": "total", "code": "proposals_submitted"}]),
    ("2023年收到提案120件，2024年131件，两年共收到251件。", [{"figure_year": 2023}, {"figure_year": 2024, "role": "total"}, {"figure_year": None, "role": "total"}]),
    ("五年来接待来访69批，其中2023年12批、2024年14批。", [{"role": "total"}, {"role": "part", "figure_year": 2023}, {"role": "part", "figure_year": 2024, "code": "guests_received"}]),
    ("立案提案中，经济建设方面40件，生态环保方面12件。", [{"sector": "economic"}, {"sector": "ecological"}]),
    ("县教育局吸纳提案意见，新增学位1200个，发放补贴80万元。", []),
    ("县农牧局结合《关于发展设施农业的提案》，培训农户900人次。", [{"holder": "government", "code": "participations"}]),
    ("县发改委办理《关于壮大冷链物流的提案》，引进企业4家。", [{"holder": "government", "code": "projects_attracted"}]),
    ("协助省政协、地区政协来县开展视察6次。", [{"holder": "higher", "code": "inspections"}]),
    ("推荐委员担任县法院、县检察院监督员，参加公益活动35次。", [{"holder": "own", "code": "activities"}]),
    ("向塔城地区政协报送信息61条，被省政协采用4条、塔城地区政协采用19条。", [{"holder": "own"}] * 3),
    ("县委书记、县长各领办重点提案1件。", [{"role": "total", "code": "proposals_key"}]),
    ("建议每年督办重点提案不少于8件。", [{"role": "norm"}]),
    ("每年召开督办会2次，五年共督办提案31件。", [{"role": "norm"}, {"role": "total"}]),
    ("收集信息120条，其中6条被省政协采用，3名委员获评先进个人。", [{"role": "total"}, {"role": "total"}, {"role": "total", "code": "honours"}]),
    ("五年来捐款900万元。2020年初，80名委员投身抗疫，捐款捐物120万元。", [{"period": "term"}, {"period": "prior_year", "figure_year": 2020}, {"figure_year": 2020}]),
    ("集体提案约占9%。", [{"qualifier": "approx"}]),
    ("选送28名委员和7名机关干部参加培训班。", [{"code": "participations", "value": 28}, {"code": "participations", "value": 7}]),
    ("选派12名委员担任行风监督员。", []),
    ("现有委员165名，其中土族委员31名、工商界委员21名。", [{"code": "members_total"}, {"code": "members_group", "role": "part"}, {"code": "members_group"}]),
    ("收到诉求133件，办结118件，办结率88.7%。", [{"code": "problems_reported"}, {"code": "problems_solved"}]),
    ("对工作突出的6个单位和12名个人予以通报表扬。", [{"code": "honours", "value": 6}, {"code": "honours", "value": 12}]),
    ("76名委员与92户低收入户结成帮扶对子，帮销农产品52万元。", [{"code": "participations"}, {"code": "people_aided"}, {"code": "aid_value"}]),
    ("立案提案中，围绕农牧业现代化、产业融合发展的提案41件，围绕教育、卫生等民生领域的提案39件，围绕文旅的提案22件。", [{"code": "proposals_by_sector"}] * 3),
    ("提案交由38个单位办理，其中党委系统12件、政府系统113件。", [{"code": "handling_bodies"}, {"code": "proposals_assigned", "role": "part"}, {"code": "proposals_assigned"}]),
    ("县委书记出席政协协商活动5次，党员委员认领“微心愿”96个。", []),
    ("2022、2023、2024年，全县政协系统分别报送信息80篇、91篇、99篇。", [{"figure_year": year} for year in (2022, 2023, 2024)]),
    ("2023年和2024年，县政协依次立案提案101件、118件。", [{"figure_year": 2023}, {"figure_year": 2024}]),
    ("五年来，满意率由2020年的93.1%提高到98%。", [{"period": "prior_year", "figure_year": 2020}, {"period": "term", "figure_year": None}]),
    ("九届以来县政协累计收到提案1180件。", [{"holder": "own"}]),
    ("县政府据此修订管理办法2项。", [{"holder": "government", "code": "rules_made"}]),
    ("委员每人撰写提案1件，报送信息2条，全县报送信息300篇。", [{"role": "norm"}, {"role": "norm"}, {"role": "total"}]),
    ("干部每人联系委员3名、走访企业2家。", [{"role": "norm", "code": "visits"}]),
    ("立案提案中，180件分别交由政府系统41个部门承办，14件交由县委部门办理。", [{"role": "part", "code": "proposals_assigned"}, {"code": "handling_bodies"}, {"role": "part"}]),
    ("提案人132名，占全体委员的71%。", [{"code": "proposers"}, {"code": "attendance_rate"}]),
    ("三分之二以上的委员提交了提案。", [{"code": "attendance_rate"}]),
    ("有12名委员全年无提案，占委员总数的7%。", []),
    ("19%的委员全年提交提案不足2件。", []),
    ("春节前看望老委员数十人，聘为特约监督员的委员21名。", [{"code": "visits"}]),
    ("主席率领24名委员赴乡镇视察，轮训联络员64人。", [{"code": "participations"}, {"code": "participations"}]),
    ("委员培训3期；赴红旗渠学习21人。", [{"code": "trainings"}, {"code": "participations"}]),
    ("推送学习资料36期，每件提案附打印稿3份。", []),
    ("另有6件提案答复超时，11名常委没有参与提案。", []),
    ("公开提案复函98件，占应公开数的90%。", []),
    ("面商率要达到九成半，征集提案预计一百八十件。", [{"value": 95}, {"value": 180, "code": "proposals_submitted"}]),
    ("报送的18条建议中11条被采纳，还有7件建议得到落实。", [{"code": "suggestions_made"}, {"code": "suggestions_adopted"}, {"code": "suggestions_adopted", "unit": "件"}]),
    ("21件提案所提建议未获采纳。", [{"code": "proposals_not_adopted"}]),
    ("收到信息486篇，其中民主党派报送210篇，专委会86篇，委员工作室58篇。", [{"role": "total"}] + [{"role": "part", "code": "opinions_submitted"}] * 3),
    ("编发信息90篇，其中报送省政协40篇、塔城地区政协50篇。", [{"code": "opinions_edited", "role": "total"}] + [{"code": "opinions_reported", "role": "part"}] * 2),
    ("编辑社情民意信息64期，其中报省政协24期、报地区政协40期。", [{"role": "total"}] + [{"code": "opinions_reported", "role": "part"}] * 2),
    ("收集信息300篇，编发80篇，其中上报地区政协56篇、省政协19篇，被采用9篇。", [{"role": "total"}] * 2 + [{"code": "opinions_reported", "role": "part"}] * 2 + [{"role": "total"}]),
    ("收集信息436条，其中报送省政协22条。", [{"role": "total"}, {"code": "opinions_reported", "role": "total"}]),
    ("社情民意信息工作：各民主党派报送120条，委员个人报送100条，工商联报送30条。", [{"code": "opinions_submitted", "role": "part"}] * 3),
    ("社情民意信息工作：来源上，委员210条，界别组30条，信息员40条。", [{"code": "opinions_submitted", "role": "part"}] * 3),
    ("收到社情民意信息312条。按内容分：经济方面130条、文化方面98条、其他84条。", [{"role": "total"}] + [{"code": "opinions_submitted", "role": "part"}] * 3),
    ("收到社情民意信息312条，其中城建领域130条，医疗领域182条。", [{"role": "total"}] + [{"code": "opinions_submitted", "role": "part"}] * 2),
    ("采用信息60条，其中经济类20条、文化类30条、其他10条。", [{"code": "opinions_adopted"}]),
    ("县委办、县政府办联合召开交办会1次。", [{"holder": "party", "code": "meetings_other"}]),
    ("征集史料27篇、老物件26件、影像14集。", [{"code": "history_items"}] * 3),
    ("网站访问9万人次，合同投资12亿元，开展心理疏导5场。", [{"code": "readership"}, {"code": "investment"}, {"code": "activities"}]),
    ("组建6个监督小组。", []),
    ("与提案人见面率要达到100%。", [{"code": "contact_rate"}]),
    ("教科委现联系委员41名，其中教育界13名、科技界9名，中共党员委员8名。", [{"code": "members_group", "role": "part"}] * 4),
    ("提案委现有委员17名，其中企业家6名、律师3名。", [{"code": "members_group"}] * 3),
    ("113名委员参与了提案。96名委员通过提案建言献策。", [{"code": "proposers"}] * 2),
    ("农业农村类提案47件全部办复。民生类提案39件全部落实。A类提案51件全部办结。", [{"code": "proposals_by_sector"}, {"code": "proposals_livelihood"}, {"code": "proposals_resolved"}]),
    ("涉旅游产业提案12件已办结。围绕产业发展、城市更新等，广大委员提出提案210件。", [{"code": "proposals_by_sector", "role": "part"}] * 2),
    ("交由县委系统办理8件，县政府系统办理102件，县法院、县检察院等单位办理4件。", [{"code": "proposals_assigned", "role": "part", "holder": "own"}] * 3),
    ("先后有57个部门承担提案办理任务。", [{"code": "handling_bodies"}]),
    ("接待省市政协来县视察、调研43批。邀请侨胞回乡考察7批次。组织港澳委员返乡考察3批次。", [{"code": "guests_received", "holder": "own"}] * 2 + [{"code": "tours"}]),
    ("征编《青河文史》4辑、《青河风物》2卷。", [{"code": "history_volumes"}] * 2),
    ("对6个部门开展民主评议，满意率96%。有5名委员全年参加活动不到两次。发放工资1200万元。推出研学线路5条。9篇信息未被采用。", []),
    ("民主党派报送信息90篇，县政协各专委会47篇，信息联络员38篇。", [{"code": "opinions_submitted", "role": "part"}] * 3),
    ("一季度收到信息41篇，二季度收到55篇。", [{"code": "opinions_submitted", "role": "part"}] * 2),
    ("前三季度收到信息96篇。", [{"code": "opinions_submitted", "role": "total"}]),
    ("每年评选优秀提案20件。每年遴选重点课题6个。", [{"role": "norm"}] * 2),
    ("民建支部报送信息21篇，被市政协采用6篇、省政协采用2篇。", [{"role": "part"}] * 3),
    ("报送信息300篇，被市政协采用36篇、省政协采用20篇。", [{"role": "total"}] * 3),
    ("县政协委员陈刚牵头成立爱心社，组织义诊9场，资助学生32名；委员李梅连续三年关注养老，提交提案5件。", [{"role": "part"}] * 2 + [{"code": "proposals_individual", "role": "part"}]),
    ("王强是果农出身的委员，他上半年举办技术培训6场，帮助销售蜜柚90万元。县政协组织义诊40场。", [{"role": "part"}] * 2 + [{"role": "total"}]),
    ("副主席率提案委、法制委委员23名视察。", [{"code": "participations"}]),
    ("形成视察报告7份，转化为部门工作措施14项。", [{"code": "research_reports"}, {"code": "suggestions_adopted"}]),
    ("评选“最美委员之家”6个，建成委员之家12个。", [{"code": "honours"}, {"code": "platforms"}]),
    ("每名委员至少提交提案1件，其中常委不少于2件。", [{"code": "proposals_submitted", "role": "norm"}] * 2),
    ("捐资100万元，其中20万元用于修桥。", [{"code": "aid_value"}, {"code": "aid_value", "role": "part"}]),
    ("每名委员联系5户群众。帮扶群众210户，走访群众300户。", [{"code": "people_aided"}, {"code": "people_aided"}, {"code": "visits"}]),
)  # fmt: skip


def test_a_label_of_people_says_what_became_of_them() -> None:
    (found,) = parsed(HEAD + "有12名委员受到通报。").indicators
    assert found.label == "委员受到通报"


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("2．渠道。党派团体反映146条，政协委员反映101条，街道提交88条。", [("opinions_submitted", "part")] * 3),
        ("按主题看，工业类100条，教育类125条，其他类110条。", [("opinions_submitted", "part")] * 3),
        ("协商中提出建议90条。经济类40条，文化类50条。", [("suggestions_made", "total"), *[("other", "total")] * 2]),
    ],
)
def test_a_list_below_a_caption_is_of_the_opinions_before_it(listed: str, expected: list[tuple[str, str]]) -> None:
    head = "青河县政协2024年工作总结\n（2025年1月9日）\n二、社情民意\n1．数量。收集信息335条，县领导批示8条。\n"
    found = parsed(head + listed).indicators[2:]
    assert [(item.code, item.role) for item in found] == expected


@pytest.mark.parametrize(("sentence", "expected"), SAID, ids=[sentence for sentence, _ in SAID])
def test_a_sentence_says(sentence: str, expected: list[dict[str, Any]]) -> None:
    found = read(sentence)
    assert [
        {name: getattr(item, name) for name in want} for item, want in zip(found, expected, strict=True)
    ] == expected


def test_the_cells_of_a_table_count_what_their_row_says_in_the_year_above_them() -> None:
    found = read("项目　2024年　2023年\n主席会议（次）　13　12\n收到提案（件）　178　166\n")
    assert [(item.code, item.value, item.unit, item.figure_year, item.period) for item in found] == [
        ("chairmen_meetings", 13, "次", 2024, "reviewed"),
        ("chairmen_meetings", 12, "次", 2023, "prior_year"),
        ("proposals_submitted", 178, "件", 2024, "reviewed"),
        ("proposals_submitted", 166, "件", 2023, "prior_year"),
    ]


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        (
            "指标\t2022年度\t2023年度\t2024年度\t合计\n专题调研（次）\t6\t7\t9\t22\n",
            [
                ("part", "prior_year", 2022),
                ("part", "prior_year", 2023),
                ("part", "reviewed", 2024),
                ("total", "cumulative", None),
            ],
        ),
        (
            "年份\t收到提案\t满意率\n2023\t142件\t98%\n2024\t151件\t99%\n合计\t293件\t98.5%\n",
            [("part", "prior_year", 2023)] * 2 + [("part", "reviewed", 2024)] * 2 + [("total", "cumulative", None)] * 2,
        ),
        (
            "单位\t主办\t满意率\n县水利局\t19\t97%\n合计\t19\t97%\n",
            [("part", "reviewed", 2024)] * 2 + [("total", "reviewed", 2024)] * 2,
        ),
        ("项目\t2023年\t2024年\n主席会议\t13次\t12次\n", [("total", "prior_year", 2023), ("total", "reviewed", 2024)]),
        ("类别\t提案数\n收到提案\t130\nA类\t90\n", [("total", "reviewed", 2024), ("part", "reviewed", 2024)]),
    ],
)
def test_a_grid_says_whose_part_and_which_year_its_cells_are(
    grid: str, expected: list[tuple[str, str, int | None]]
) -> None:
    assert [(item.role, item.period, item.figure_year) for item in read(grid)] == expected


def test_what_a_meeting_received_is_received_where_it_is_told_apart_behind() -> None:
    found = read("会议期间共收到提案156件，立案141件，其中大会期间120件、闭会期间21件。")
    assert [item.code for item in found][::2] == ["proposals_submitted", "proposals_plenary"]


def test_what_is_handed_out_is_no_part_of_what_was_passed_on() -> None:
    found = read("立案176件，其余22件作为委员来信处理。交党委系统14件、政府系统158件、其他单位4件。")
    assert [item.warning for item in found if item.warning] == []


def test_a_plan_names_what_each_committee_is_to_do_and_what_last_year_left() -> None:
    text = "青河县政协2025年工作要点\n（2025年2月20日）\n一、协商\n各专委会分别组织专题协商2次。\n2024年立案的106件提案开展“回头看”。"
    found = parsed(text).indicators
    assert [(item.code, item.role, item.figure_year) for item in found] == [
        ("consultations", "norm", 2025),
        ("proposals_filed", "total", 2024),
    ]


def test_the_years_behind_among_them_are_parts_of_what_spans_them() -> None:
    whole, *years = read("五年来收到提案800件，其中2023年160件，2024年171件。")
    assert [(year.code, year.figure_year, year.part_of) for year in years] == [
        ("proposals_submitted", 2023, whole.indicator_id),
        ("proposals_submitted", 2024, whole.indicator_id),
    ]


def test_what_a_sentence_sums_up_is_part_of_the_sum() -> None:
    *parts, whole = read("收到提案120件，闭会期间收到提案15件，共计135件。")
    assert [part.part_of for part in parts] == [whole.indicator_id] * 2


def test_statistics_of_the_place_are_nobodys_work() -> None:
    report = parsed(HEAD + "全县生产总值完成265亿元。")
    assert [item.holder for item in report.indicators] == ["other"]


def test_the_shares_of_a_table_are_of_what_their_column_says() -> None:
    found = read("年度　立案（件）　办复率　满意率\n2022年　88　100%　96.1%\n2023年　93　100%　97%\n")
    assert [(item.code, item.value, item.figure_year) for item in found] == [
        ("proposals_filed", 88, 2022),
        ("reply_rate", 100, 2022),
        ("satisfaction_rate", 96.1, 2022),
        ("proposals_filed", 93, 2023),
        ("reply_rate", 100, 2023),
        ("satisfaction_rate", 97, 2023),
    ]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("县委书记马骏出席会议并讲话，副县长陶丽安排部署下步工作。", [("马骏", "spoke"), ("陶丽", "spoke")]),
        ("县政协副主席江上青主持会议。", [("江上青", "chaired")]),
        ("听取了副主席牛再兴所作的提案工作报告。", [("牛再兴", "reported")]),
        ("副主席裴喜受常委会委托，作提案工作报告。", [("裴喜", "reported")]),
        ("沙桂兰委员等5位委员先后发言。", [("沙桂兰", "spoke")]),
        ("欧阳慧委员：\n您提出的提案收悉。", [("欧阳慧", None)]),
        ("各位委员：\n主席向来宾介绍县情，副主席时有发言。", []),
    ],
)
def test_a_person_does_what_his_sentence_says(sentence: str, people: list[tuple[str, str | None]]) -> None:
    mentions = parsed(HEAD + sentence).mentions
    assert [(item.text, item.act) for item in mentions if item.kind == "person"] == people


def test_people_stand_in_rosters_and_before_their_office() -> None:
    text = HEAD + "提案人：董维平、何淑琴\n许晋川委员提出的建议得到采纳。"
    mentions = parsed(text).mentions
    assert [item.text for item in mentions if item.kind == "person"] == ["董维平", "何淑琴", "许晋川"]


def test_an_anniversary_is_nobodys_total() -> None:
    (age,) = parsed(HEAD + "2024年是人民政协成立75周年。").indicators
    assert (age.code, age.value, age.holder, age.role, age.period, age.figure_year) == ("other", 75, *[None] * 4)


def test_a_part_points_at_its_whole() -> None:
    whole, part = read("立案201件（含平时提案13件）。")
    assert part.part_of == whole.indicator_id


def test_a_figure_keeps_its_name_while_its_words_stay() -> None:
    assert [item.indicator_id for item in read("收到提案171件。")] == [
        item.indicator_id for item in read("收到提案173件。")
    ]
    twice = read("收到提案171件。\n收到提案171件。")
    assert twice[0].indicator_id != twice[1].indicator_id


@pytest.mark.parametrize(
    ("sentence", "label"),
    (
        ("深入学习贯彻在庆祝中国人民政治协商会议成立75周年大会上的重要讲话。", "庆祝中国人民政治协商会议成立"),
        ("人均提交0.9件有分量的提案。", "提交有分量的提案"),
        ("列入计划的13个议题按期完成。", "列入计划议题"),
    ),
)
def test_a_label_is_made_of_whole_words(sentence: str, label: str) -> None:
    report = parsed(HEAD + sentence)
    assert label in report.indicators[-1].label


@pytest.mark.parametrize(
    ("sentence", "span", "value", "unit"),
    [
        ("经过两个多小时的讨论，达成一致。", "两个多小时", 2, "小时"),
        ("经过3小时多的讨论，达成一致。", "3小时多", 3, "小时"),
        ("历时两年多，编成文集。", "两年多", 2, "年"),
        ("奔走20多天，走遍各村。", "20多天", 20, "天"),
        ("奔走三个多星期，走遍各村。", "三个多", 3, "个"),
    ],
)
def test_a_time_and_more_is_more_than_the_time(sentence: str, span: str, value: float, unit: str) -> None:
    found = parsed(HEAD + sentence).indicators[-1]
    assert (found.span, found.value, found.unit, found.qualifier) == (span, value, unit, "more_than")


def test_a_share_says_of_what_kind_it_is() -> None:
    sentence = "立案155件，其中涉及民生类提案62件，占立案总数的40%。"
    found = parsed(HEAD + sentence).indicators[-1]
    assert (found.code, found.label) == ("proposals_share", "提案占比：涉及民生类提案占立案总数")


def test_a_fall_is_valued_as_printed_and_its_label_says_which_way() -> None:
    sentence = "会议和文件分别比上年减少16%和9%。"
    found = parsed(HEAD + sentence).indicators
    assert [(one.value, one.role, one.label) for one in found] == [
        (16, "change", "会议减少"),
        (9, "change", "文件减少"),
    ]


def test_what_a_government_was_given_is_the_committees_and_what_it_did_its_own() -> None:
    text = (
        "县人民政府关于2024年政协提案办理情况的报告\n（2024年11月20日）\n"
        "今年交县政府系统办理的提案共152件，其中集体提案31件，涉及38家承办单位。152件提案全部办复，已解决或采纳的103件，占67.8%。"
        "县政府领导领办重点提案6件。\n"
    )
    found = parsed(text).indicators
    assert [(one.value, one.holder) for one in found if one.code != "other"] == [
        (152, "own"),
        (31, "own"),
        (38, "own"),
        (152, "government"),
        (103, "government"),
        (67.8, "government"),
        (6, "government"),
    ]


def test_what_a_meeting_commends_and_who_is_there_is_of_the_meeting() -> None:
    text = (
        "青河县召开政协提案交办会\n发布日期：2024-03-08\n3月6日，青河县召开政协提案交办会。"
        "42家承办单位负责人、委员代表60余人参加会议。会议表彰优秀提案8件，将118件提案交由承办单位办理。"
        "县政协领导将领衔督办9件重点提案。\n"
    )
    found = parsed(text).indicators
    assert [(one.value, one.period) for one in found if one.code != "other"] == [
        (42, "session"),
        (60, "session"),
        (8, "session"),
        (118, "reviewed"),
        (9, "planned"),
    ]


@pytest.mark.parametrize(
    ("told", "period"),
    [
        ("去年，我们着力抓了三件事。", "reviewed"),
        ("去年召开的交办会规格很高。", "term"),
        ("五年来成绩很大。去年，我们举办讲座。", "term"),
    ],
)
def test_a_report_since_the_first_session_says_whether_it_is_of_one_year(told: str, period: str) -> None:
    title = "政协第九届青河县委员会常务委员会关于九届一次会议以来提案工作情况的报告"
    text = f"{title}\n2013年1月6日\n各位委员：\n九届一次会议以来，共收到提案131件。{told}"
    assert [str(one.period) for one in parsed(text).indicators] == [period]
