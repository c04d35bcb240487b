"""What papers, gazetteers and digests say of committees in their own words: gifts, people, history, commendations."""

from __future__ import annotations

import pytest

from cppcc_archive.reports import parse_text
from tests.reports.figures.reading import parsed

_HEAD = "青河县政协动态\n2024年9月3日\n"


def _told(text: str) -> list[tuple[str, str]]:
    return [(item.span, item.code) for item in parsed(f"{_HEAD}{text}").indicators]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("县政协爱心工程拿出32万元资助64名贫困大学生。", [("32万元", "aid_value"), ("64名", "people_aided")]),
        ("从办公经费里挤出6万元完善村里的文化广场。", [("6万元", "aid_value")]),
        ("政协常委白桦自费购买4300元药品送到卫生院。", [("4300元", "aid_value")]),
        ("仪式上，向86名即将入学的大学新生发放了助学金。", [("86名", "people_aided")]),
        ("对37名家境贫寒的应届毕业生进行了结对资助。", [("37名", "people_aided")]),
        ("对林芳等19名品学兼优、家庭贫困的高中生每人资助2600元。", [("19名", "people_aided"), ("2600元", "other")]),
        ("三年来，累计资助近270个困难学子。", [("近270个", "people_aided")]),
        ("共收到58名委员的爱心捐助。", [("58名", "participations")]),
        (
            "24名女政协委员结对41户单亲家庭，机关6名女同志结对认亲8户。",
            [("24名", "participations"), ("41户", "people_aided"), ("6名", "participations"), ("8户", "people_aided")],
        ),
        ("市、县两级政协317名委员，共结对帮扶脱贫户402户。", [("317名", "participations"), ("402户", "people_aided")]),
        ("经济一组委员一行十余人来到云岭乡。", [("十余人", "participations")]),
        ("1300多名在外乡友为家乡抗洪捐赠物资。", [("1300多名", "participations")]),
        ("邀请县委县政府领导参加协商活动14人次。", [("14人次", "other")]),
        ("设置委员“读书屋”9个。", [("9个", "platforms")]),
        ("27个行政村（社区）协商驿站投入使用。", [("27个", "platforms")]),
        ("编报《青河议政》18期、《专报》4期。", [("18期", "bulletins"), ("4期", "bulletins")]),
        (
            "共收到社情民意52条，报送11件，收到部门答复5件。",
            [("52条", "opinions_submitted"), ("11件", "opinions_submitted"), ("5件", "other")],
        ),
        ("全年向县党委、政府反映社情民意信息46条。", [("46条", "opinions_reported")]),
        ("共收到参评作品95件，从中评选出获奖作品31件。", [("95件", "other"), ("31件", "honours")]),
        ("民建支部等5个单位为信息工作先进集体，林芳等9位同志为先进个人。", [("5个", "honours"), ("9位", "honours")]),
        ("一等奖：2名；二等奖：4名。", [("2名", "honours"), ("4名", "honours")]),
        ("接待外地政协考察团31批次、1 050人次。", [("31批次", "guests_received"), ("1 050人次", "guests_received")]),
        ("《青河文史》第廿三辑面世。", []),
        ("组织各种学习会、座谈会、辅导会、报告会22次。", [("22次", "study_sessions")]),
        (
            "县政协开展“五个一”活动，即：反映一条有价值的社情民意，参加一次调研视察活动，撰写一篇调研报告，为社会办一件实事。",
            [
                ("一条", "opinions_submitted"),
                ("一次", "surveys"),
                ("一篇", "research_reports"),
                ("一件", "problems_solved"),
            ],
        ),
        ("就古镇保护情况、“双减”落实情况、饮用水源情况等4个专题，分别进行专题视察。", [("4个", "inspections")]),
        (
            "征集文史稿件七十余篇，收集图片资料二十余幅。",
            [("七十余篇", "history_items"), ("二十余幅", "history_items")],
        ),
        ("54名委员分包特困家庭71户。", [("54名", "participations"), ("71户", "people_aided")]),
        ("深入村组调研指导300余次，协调项目16个。", [("300余次", "surveys"), ("16个", "other")]),
    ],
)
def test_other_words_for_the_same_deeds(text: str, told: list[tuple[str, str]]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "青河县水务局扎实开展挂钩帮扶\n2024年9月3日\n干部职工自筹资金2万元，为43户脱贫户安装水表。",
        "青河县工商联持续走访民营企业\n已走访民营企业128家，收集问题建议73个。",
        "第四节 统战工作\n2009年，民盟支部帮助柳林村协调资金4万元，义诊2次。",
    ],
)
def test_what_another_body_does_is_none_of_ours(text: str) -> None:
    assert {item.code for item in parse_text(text, "http://www.example.gov.cn/1.htm").indicators} <= {"other"}
