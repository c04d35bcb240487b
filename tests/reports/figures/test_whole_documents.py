"""What a document is and where its site has it say of which time, and whose, its figures are."""

from __future__ import annotations

import pytest

from cppcc_archive.reports import SiteHint, parse_text
from tests.reports.figures.reading import SITE

URL = "http://www.example.gov.cn/1.htm"


def told(text: str, site: SiteHint = SITE) -> list[tuple[str | None, int | None, str | None]]:
    """Period, year and holder of each figure that has a code."""
    found = parse_text(text, URL, site=site).indicators
    return [(one.period, one.figure_year, one.holder) for one in found if one.code != "other"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "政协青河县第八届委员会常务委员会工作报告\n（2012年1月14日在政协青河县第九届委员会第一次会议上）\n"
            "八届政协任期的五年，是不平凡的五年。\n先后组织调研63次。\n特别是2011年，立案217件。",
            [("term", None, "own"), ("reviewed", 2011, "own")],
            id="a new term's first session hears of the term before",
        ),
        pytest.param(
            "政协青河县第十届委员会提案审查报告\n（2022年1月14日在政协青河县第十届委员会第一次会议上）\n"
            "经审查，立案215件，其中委员个人提案164件。",
            [("session", 2022, "own")] * 2,
            id="an examination looks back on none",
        ),
        pytest.param(
            "关于青河县政协九届五次会议以来提案工作情况的报告\n（2022年1月14日在政协青河县第十届委员会第一次会议上）\n"
            "共收到提案153件。",
            [("reviewed", 2021, "own")],
            id="what it hears of the time since the last session",
        ),
        pytest.param(
            "县政协十届一次会议提案办理情况报告\n发布日期：2022-10-16\n受县政府委托，我报告县政协十届一次会议提案的办理情况。\n"
            "交办委员提案108件，城建交通类49件。",
            [("reviewed", 2022, "own")] * 2,
            id="what became of a first session's proposals",
        ),
        pytest.param(
            "政协青河县第十一届委员会第一次会议立案提案承办情况统计表\n发布日期：2022-04-29\n"
            "政协青河县第十一届委员会第一次会议期间，共收到提案211件，立案183件。\n按内容统计：经济建设54件。",
            [("reviewed", 2022, "own")] * 3,
            id="a list of a first session's proposals",
        ),
        pytest.param(
            "县政协上半年工作总结和下半年工作计划\n发布日期：2023-07-06\n上半年，组织专题调研4次。\n"
            "下半年，县政协将重点做好以下工作：\n召开常委会会议1次；开展民主监督2次。",
            [("reviewed", 2023, "own")] + [("planned", 2023, "own")] * 2,
            id="a lead-in holds where no heading stands",
        ),
        pytest.param(
            "县政协\n首页 > 青河年鉴 > 2015卷\n发布日期：2016-12-08\n"
            "【县政协七届四次会议】 1月6—9日召开。会议期间收到提案214件。\n"
            "【提案办理】 年底前全部办结，满意率98.6%。",
            [("reviewed", 2014, "own")] * 2,
            id="a yearbook tells of the year before its name, whenever it was put on its site",
        ),
        pytest.param(
            "县政协文史委2008年工作小结\n发布日期：2008-12-18\n该辑自2006年3月开始征编，先后走访老人130人次。",
            [("cumulative", None, "own")],
            id="from a year on",
        ),
        pytest.param(
            "关于召开县政协四届九次常委会会议的通知\n发布日期：2018-08-20\n各位常委：\n据统计，今年1至6月共完成调研课题9项。",
            [("reviewed", 2018, "own")],
            id="facts in a notice are done",
        ),
        pytest.param(
            "县政协十届二次会议召开提案审查会议\n发布日期：2018-01-14\n1月13日，县政协十届二次会议召开提案审查会议。大会共收到提案271件。\n"
            "据了解，十届一次会议以来的248件立案提案，已于去年11月全部办复。",
            [("session", 2018, "own"), ("reviewed", 2017, "own")],
            id="done last year, said behind the figure",
        ),
        pytest.param(
            "全县2023年提案交办会召开\n发布日期：2023-03-10\n3月9日，县政协召开2023年提案交办会。\n会上表彰了2022年度优秀提案15件。",
            [("session", 2023, "own")],
            id="what is commended at a meeting, whatever year it is of",
        ),
        pytest.param(
            "县政协召开提案督办会\n发布日期：2019-10-11\n10月9日，县政协提案督办会召开。会上，县政府办通报，截至9月底，137件立案提案已办复131件。",
            [("reviewed", 2019, "own")] * 2,
            id="what is reported at a meeting",
        ),
        pytest.param(
            "小信息撬动大民生\n发布日期：2023-05-16\n2022年，青河县政协收到社情民意信息517篇。进入2023年，前4个月已收到211篇。",
            [("prior_year", 2022, "own"), ("reviewed", 2023, "own")],
            id="an earlier year that a dated piece names",
        ),
        pytest.param(
            "县政协通报表扬2021年度提案工作\n发布日期：2022-03-17\n3月16日，县政协召开提案工作座谈会。2021年，县政协立案提案171件。",
            [("prior_year", 2021, "own")],
            id="a later meeting that hears of it",
        ),
        pytest.param(
            "县政协主席会议研究监督工作\n发布日期：2021-12-20\n12月18日，县政协召开主席会议。会议明确，2022年开展监督12次。\n"
            "会议通过《青河县政协2022年度协商计划》，确定专题协商4次、对口协商6次。",
            [("planned", 2022, "own")] * 3,
            id="what a meeting decides, and the plan that it passes",
        ),
        pytest.param(
            "县政协“连心船”小记\n发布日期：2018-11-09\n预计到年底，走访将覆盖渔民300户。",
            [("planned", 2018, "own")],
            id="a forecast",
        ),
        pytest.param(
            "政协青河县委员会部门预算绩效目标\n发布日期：2025-02-14\n2025年绩效目标：召开全体会议1次；组织视察调研20次；编发信息60期。",
            [("planned", 2025, "own")] * 3,
            id="a year's goals",
        ),
        pytest.param(
            "县政协机关支部学习教育扎实推进\n发布日期：2021-10-29\n自今年4月党史学习教育开展以来，县政协举办读书班3期。",
            [("reviewed", 2021, "own")],
            id="since a month of this year",
        ),
        pytest.param(
            "文史工作\n第三节 文史研究\n第一届委员会期间，出版《青河文史资料》4辑。1993年，征集海外稿件23篇。",
            [("term", None, "own"), ("reviewed", 1993, "own")],
            id="a year that an undated text names ends the term before it",
        ),
        pytest.param(
            "县政协委员建议\n发布日期：2024-12-20\n今年，县政协开展协商9次。2025年，县政协将再建议事点15个。",
            [("reviewed", 2024, "own"), ("planned", 2025, "own")],
            id="a year ahead with a will",
        ),
        pytest.param(
            "民建支部召开年度总结会\n发布日期：2019-01-22\n1月20日，民建青河县支部召开总结会。会议指出，去年县政协委员共提交提案11件。",
            [("reviewed", 2018, "own")],
            id="last year, said in January",
        ),
        pytest.param(
            "政协青河县第九届委员会常务委员会工作报告\n发布日期：2022-02-23\n一、五年工作回顾\n立案提案1371件。\n"
            "2021年，是九届政协的收官之年。一年来，立案提案283件。",
            [("term", None, "own"), ("reviewed", 2021, "own")],
            id="the last year of a term has a paragraph of its own",
        ),
        pytest.param(
            "青河县政协2020年上半年工作总结\n发布日期：2020-07-08\n一、主要工作\n开展视察2次。\n三、下半年工作安排\n（一）召开常委会2次、主席会5次。",
            [("reviewed", 2020, "own")] + [("planned", 2020, "own")] * 2,
            id="a half-year's plan",
        ),
        pytest.param(
            "青河县政协2022年工作要点\n发布日期：2022-03-02\n一、主要任务\n开展协商4次。\n附：2021年县政协履职情况\n召开专题协商会3次，立案提案187件。",
            [("planned", 2022, "own")] + [("reviewed", 2021, "own")] * 2,
            id="what is appended to a plan is of the year that it names",
        ),
        pytest.param(
            "县政协召开专题协商会\n发布日期：2023-06-20\n6月19日，县政协召开专题协商会。据介绍，为开好这次协商会，县政协从3月起召开座谈会8场。",
            [("reviewed", 2023, "own")],
            id="what was done for this meeting",
        ),
        pytest.param(
            "青河县志\n三届委员会 1987年4月至1990年3月，召开全体会议3次，收到提案216件。组织委员视察17次。",
            [("term", None, "own")] * 3,
            id="a term with its years",
        ),
        pytest.param(
            "青河县政协上半年工作小结\n发布日期：2023-07-06\n开展视察2次。\n下半年打算：\n1.抓调研。完成重点课题调研3项。",
            [("reviewed", 2023, "own"), ("planned", 2023, "own")],
            id="a plan's head without a number",
        ),
        pytest.param(
            "青河县志·第九编 政协青河县委员会\n发布日期：2013-05-02\n"
            "1990年2月，县政协第八届委员会第一次会议召开，出席委员98人。\n"
            "2001年，开展专题调研5次。",
            [("reviewed", 1990, "own"), ("reviewed", 2001, "own")],
            id="a gazetteer, whenever it was put on its site",
        ),
        pytest.param(
            "县政协召开提案工作座谈会\n发布日期：2019-04-11\n4月10日，县政协召开提案工作座谈会。\n"
            "会议回顾了2018年提案办理情况。151件立案提案全部按期办复。",
            [("prior_year", 2018, "own")],
            id="what a meeting looks back on holds for the next sentence",
        ),
        pytest.param(
            "县政协推行院坝协商\n发布日期：2023-08-11\n县政协去年启动“院坝协商”以来，已建成议事点68个，开展协商213场。",
            [("cumulative", None, "own")] * 2,
            id="since last year's beginning",
        ),
        pytest.param(
            "委员风采\n发布日期：2019-06-18\n担任县政协委员以来，陈立共提交提案9件。",
            [("cumulative", None, "own")],
            id="since one became a member",
        ),
        pytest.param(
            "情系灾区\n发布日期：2009-05-10\n震后以来，县政协争取救灾资金86万元。机关走访受灾群众1420户。",
            [("cumulative", None, "own")] * 2,
            id="since what befell",
        ),
    ],
)
def test_the_time_of_figures(text: str, expected: list[tuple[str | None, int | None, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        pytest.param(
            "市政协十五届二次会议开幕 我县委员积极建言\n发布日期：2023-02-16\n"
            "2月15日，政协云州市第十五届委员会第二次会议开幕。会议应到委员412名，实到398名。\n大会收到提案537件。\n我县政协全年收到提案120件。",
            ["higher", "higher", "higher", "own"],
            id="a county's page on its city's plenary",
        ),
        pytest.param(
            "对县政协十届三次会议第45号提案的答复\n2024年6月3日\n您提出的提案收悉。我局组织调研3次，举办培训班4期。",
            ["government", "government"],
            id="a bureau's answer",
        ),
        pytest.param(
            "青河县政府工作报告\n发布日期：2023-01-09\n一、2022年工作回顾\n办理政协提案183件，办复率达100%。",
            ["government", "government"],
            id="a government's report",
        ),
    ],
)
def test_whose_figures_are(text: str, holders: list[str]) -> None:
    assert [holder for _, _, holder in told(text)] == holders


def test_a_page_of_nobody_knows_whom_is_the_city_s_that_it_tells_of() -> None:
    found = parse_text("市政协八届三次会议收到提案\n大会提案组共收到提案126件。", URL).indicators
    assert [one.holder for one in found] == ["own"]


PORTRAIT = "委员风采：扎根山乡二十年\n发布日期：2019-06-18\n陈立，青河县政协委员、果业公司董事长。\n"
BRANCH = "民盟青河县支部：一年履职答卷\n发布日期：2025-02-19\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{PORTRAIT}担任委员后，他积极建言。2019年，他提交提案3件。", [("proposals_individual", "part")]),
        (f"{PORTRAIT}自2016年担任县政协委员以来，先后提交提案17件。", [("proposals_individual", "part")]),
        (f"{PORTRAIT}担任县政协委员以来，陈立共提交提案9件。", [("proposals_individual", "part")]),
        (f"{PORTRAIT}“我共提交提案46件。”", [("proposals_individual", "part")]),
        (
            f"{BRANCH}县政协会议上，11位政协委员共提交提案10件。",
            [("proposers", "part"), ("proposals_by_source", "part")],
        ),
        (f"{BRANCH}支部向县政协提交集体提案7件。", [("proposals_by_source", "part")]),
    ],
)
def test_what_one_member_or_one_branch_put_in_is_theirs(text: str, expected: list[tuple[str, str]]) -> None:
    found = parse_text(text, URL, site=SITE).indicators
    assert [(one.code, one.role) for one in found if one.code != "other"] == expected


def test_a_county_s_page_on_its_city_s_plenary_is_the_county_s() -> None:
    text = (
        "市政协十五届二次会议开幕 我县委员积极建言\n2月15日，政协云州市第十五届委员会第二次会议开幕。\n收到提案537件。"
    )
    assert parse_text(text, URL, site=SITE).organisation == "中国人民政治协商会议青河县委员会"


def test_a_report_of_a_later_session_is_on_the_year_before_though_it_does_not_say_so() -> None:
    text = (
        "政协青河县第十届委员会常务委员会工作报告\n——在政协青河县第十届委员会第二次会议上\n（2023年2月8日）\n各位委员：\n"
        "我们坚持首年首抓学习，举办培训班3期。"
    )
    assert parse_text(text, URL, site=SITE).year_reviewed == 2022
