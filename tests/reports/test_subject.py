"""A page that is no committee's has no figure of a committee's; what speaks of one, of members or proposals, has."""

from __future__ import annotations

import pytest

from cppcc_archive.reports import Report
from tests.reports.figures.reading import HEAD, parsed

DAY = "青河县融媒体中心\n2024年6月3日\n"
BULLETIN = (
    "2023年，全县引进项目18个，到位资金6.2亿元，其中工业项目11个。年末移动电话用户达到9.7万户，宽带用户3.1万户。"
    "解决饮水困难群众1.4万人。参加失业保险人数2.2万人，参加农村合作医疗人数14.6万人。接待国内游客83万人次。\n"
) * 4
FOREIGN = {
    "a county's statistics": f"青河县2023年国民经济和社会发展统计公报\n{BULLETIN}",
    "one with a committee in its foot": f"青河县2023年发展概况\n{BULLETIN}主办：青河县政协办公室",
    "a school's news": f"红柳小学开展安全教育\n{DAY}学校召开班主任会议12次，举办安全讲座9场，培训教师63人。",
    "a bureau's": f"县水利局抓好项目建设\n{DAY}全县建成供水站7座，完成投资3200万元。走访农户180户。",
    "a bureau's, members among its guests": f"青河县招商局举行开放日活动\n{DAY}县招商局举行开放日活动，邀请县人大代表、"
    "政协委员走进园区。全县签约招商引资项目53个，到位资金15亿元。",
    "a party's branch": f"民盟青河县支部开展送教下乡\n{DAY}盟员走访农户42户，捐款6万元，举办讲座3场。",
    "a federation's chapter of a yearbook": "青河县工商业联合会 青河年鉴（2006）\n"
    "县工商联召开座谈会12次，走访会员企业96家，送去物资价值8万元。",
    "leaders among others": f"红柳小学新校舍开工\n{DAY}县委副书记丁川、县政协主席姚远、副县长白宁出席仪式。"
    "项目总投资2600万元，林氏宗亲会捐资400万元。",
    "a page's text without its title": "2024年，青河县人民政府共办理县十八届人大四次会议议案3件、代表建议61件，"
    "涉及城建、教育、交通等方面。"
    "截至目前，16个承办单位办复议案3件、建议61件，办复率和满意率均为100%。A类建议41件，占67%，B类建议20件，占33%。"
    "县商会走访农户180户，捐款26万元，资助学生34名，引进项目7个，投资额3.1亿元，受到好评。",
}
OURS = {
    "a government's report where it speaks of proposals": "青河县政府工作报告\n各位代表：\n现在，请予审议，"
    "并请县政协委员提出意见。办复政协提案92件，办复率100%。",
    "an answer": f"关于县政协十届三次会议第45号提案的答复\n{DAY}您提出的提案收悉。我局走访农户160户，举办培训班2期。",
    "a member's story": f"把义诊送进牧区\n{DAY}青河县政协委员、县医院医生林海组织义诊9场，接诊牧民320人次。",
    "a party's branch on its proposals": f"民盟青河县支部履职有为\n{DAY}民盟支部立足县政协，提交提案12件，走访9户。",
    "a notice": f"关于开展调研活动的通知\n{DAY}各委员活动组：拟组织调研6次，召开座谈会3场。",
    "a leader's day": f"姚远带队走访企业\n{DAY}6月1日，县政协党组书记、主席姚远带队走访企业。调研组走访企业7家。",
    "opinions without the committee's name": f"民意“直通车”跑出加速度\n{DAY}今年收到社情民意信息210条。采用74条。",
    "a piece without a title": "举办读书会11期，走访企业24家。",
}


def coded(report: Report) -> list[str]:
    return [one.code for one in report.indicators if one.code != "other"]


@pytest.mark.parametrize("name", FOREIGN)
def test_what_speaks_of_no_committee_has_no_figure_of_one(name: str) -> None:
    report = parsed(FOREIGN[name])
    assert report.indicators
    assert coded(report) == []
    assert "own" not in {one.holder for one in report.indicators}


@pytest.mark.parametrize("name", OURS)
def test_what_speaks_of_a_committee_its_members_or_proposals_has(name: str) -> None:
    report = parsed(OURS[name])
    assert len(coded(report)) == len(report.indicators) > 0
    assert {one.holder for one in report.indicators} <= {"own", "government"}


def test_only_the_sentence_on_proposals_of_anothers_report_is_of_them() -> None:
    report = parsed("青河县政府工作报告\n各位代表：\n引进项目31个。办理政协提案92件。培训农民1.2万人。")
    assert coded(report) == ["proposals_replied"]
    assert [one.holder for one in report.indicators] == ["other", "government", "other"]


def test_only_the_clause_on_proposals_of_a_bureaus_summary_is_of_them() -> None:
    text = (
        "青河县住建局2023年工作总结\n全年改造小区23个，惠及群众4600户；办理政协提案14件；举办培训班6期。走访企业62家。"
    )
    report = parsed(text)
    assert coded(report) == ["proposals_replied"]
    assert [one.holder for one in report.indicators].count("own") == 1


CUT_OFF = {
    "a school": "6月3日，红柳小学开展消防安全教育。举办讲座2场，培训教师63人。学校还召开班主任会议3次。",
    "a bureau": "今年以来，县市场监管局以优化环境为抓手，走访企业86家，解决问题38个，举办培训班5期。",
    "a township": "白马镇坚持党建引领，走访困难群众210户，发放慰问金8万元，化解矛盾纠纷35起。",
    "a neighbourhood": "城关街道胜利社区搭建议事平台，召开居民议事会18次，解决民生问题42个。",
    "a congress": "县十七届人大常委会共召开常委会会议42次，组织代表视察1200人次，走访选民3万人次。",
    "statistics": "初步核算，全县地区生产总值126.4亿元，比上年增长5.6%。引进项目32个。培训农民6200人次。",
    "a firm": "公司始终坚持回馈社会，近年来累计捐款320万元，资助贫困学生86名。",
    "a hospital": "县人民医院党委组织医护人员义诊12场，服务群众2600人次。",
    "a village": "石桥村去年修建文化广场，调解纠纷12起，走访农户60户。",
    "one that has members as guests": "县供电公司邀请人大代表、政协委员走进变电站。公司走访客户320户、解决问题45个。",
    "one with a title": f"县供电公司走访客户\n{DAY}近日，公司走访客户320户，邀请人大代表、政协委员座谈。解决问题45个。",
}
PIECES = {
    "members of a township": "近日，白马镇委员工作站组织委员走访农户46户，调解纠纷5起。",
    "a brand": "胜利社区“有事好商量”协商议事室召开协商会12次，解决问题26个。",
    "nobody named": "一年来，共召开协商会6次，走访企业32家，报送信息120条，被省级采用8条。",
    "a group": "调研组深入12个乡镇、35个村，召开座谈会16场，提出建议9条。",
    "proposals": "县水利局高度重视提案办理，走访委员12次。",
    "a committee further on": "白马镇积极发展产业，办起合作社。在县政协机关帮扶下，走访农户46户，捐款12万元。",
    "one that speaks of members often": f"石桥村去年修建水渠。{'村民们感慨万千。' * 25}委员走访农户86户。"
    "委员捐款3万元。委员义诊2场。",
}


@pytest.mark.parametrize("name", CUT_OFF)
def test_another_body_that_acts_first_is_told_without_its_title(name: str) -> None:
    report = parsed(CUT_OFF[name])
    assert report.indicators
    assert coded(report) == []


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_of_a_committees_text_keeps_its_figures(name: str) -> None:
    report = parsed(PIECES[name])
    assert len(coded(report)) == len(report.indicators) > 0


@pytest.mark.parametrize(
    "sentence",
    [
        "全县移动电话用户31.5万户。",
        "有线电视用户达到6.4万户，其中农村用户2.7万户。",
        "参加城乡居民医疗保险15.2万人。",
        "全县参加高考1874人。",
        "全县旅游接待总人数达到96万人次。",
        "获批省级科创企业5家。",
        "报名须交免冠彩色照片2张。",
    ],
)
def test_users_insured_examinees_and_tourists_are_no_measure_of_a_committees_report(sentence: str) -> None:
    assert coded(parsed(HEAD + sentence)) == []


def test_who_is_insured_is_at_no_meeting_and_a_year_compared_with_is_not_the_figures() -> None:
    news = parsed(f"县政协召开座谈会\n{DAY}6月1日，县政协召开座谈会。参加失业保险2.1万人，参加农村社会养老保险8万人。")
    assert {one.period for one in news.indicators} == {"reviewed"}
    text = f"县政协调研产业发展\n{DAY}2023年产值12亿元，产值比2019年增长30%，税收比2018年增长9%。"
    assert [one.figure_year for one in parsed(text).indicators] == [2023, 2023, 2023]


def test_a_list_of_parts_goes_on_behind_a_rate_and_a_yield_that_rose_is_a_difference() -> None:
    text = "全县农业产值46亿元，其中：种植业21亿元，比上年增长4%，畜牧业17亿元，增长6%。粮食9万吨，比上年增产2万吨。"
    found = parsed(HEAD + text).indicators
    assert [one.role for one in found] == ["total", "part", "change", "part", "change", "total", "change"]


def test_articles_of_a_law_are_ordinals() -> None:
    (found,) = parsed(HEAD + "依据条例第九条、十条、十三条的规定，组织视察3次。").indicators
    assert found.value == 3
