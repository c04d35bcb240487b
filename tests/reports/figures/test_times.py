"""Of which time a figure is: what leads to it, what a meeting of spring hears, where a term begins."""

from __future__ import annotations

from datetime import datetime

import pytest

from cppcc_archive.extract.document import Block, BlockKind, Document
from cppcc_archive.reports import SiteHint, parse, parse_text
from cppcc_archive.reports.model import Indicator
from tests.reports.figures.reading import SITE, parsed, read


def test_what_a_lead_in_announces_is_still_to_come() -> None:
    done, *ahead = read(
        "召开督办会3次。2025年，我们将着重抓好以下三个方面工作：\n一是提高质量。评选优秀提案12件。\n二是加强督办。满意率达到98%。"
    )
    assert (done.period, [(item.period, item.figure_year) for item in ahead]) == ("reviewed", [("planned", 2025)] * 2)


def test_a_lead_in_to_a_coming_term_is_of_none_of_its_years() -> None:
    found = read("今后五年，建议抓好以下工作：\n一是加强学习。每年培训委员2次。\n")
    assert [(item.period, item.figure_year, item.role) for item in found] == [("planned", None, "norm")]


@pytest.mark.parametrize(
    ("lead", "planned"),
    [
        ("2025年，我们将突出抓好“三项行动”：", True),
        ("明年是换届之年。县政协将扎实推进：", True),
        ("下一步，常委会要重点做好：", True),
        ("2025年，力争做好以下三项工作：", True),
        ("2024年，县政协认真履职：", False),
        ("2024年，我们着力抓了以下三项工作：", False),
        ("常委会认为，成绩来之不易，主要体现在：", False),
    ],
)
def test_bullets_are_of_the_time_that_what_leads_to_them_says(lead: str, planned: bool) -> None:
    found = read(f"{lead}\n• 提升协商质效。专题协商5场。\n• 办好提案。评选优秀提案12件。\n")
    assert {item.period for item in found} == {"planned" if planned else "reviewed"}


def read_news(title: str, text: str, published: str = "2024-03-12") -> list[Indicator]:
    document = Document(
        url="http://www.example.gov.cn/1.htm",
        encoding="utf-8",
        title=title,
        published_at=datetime.fromisoformat(published),
        blocks=tuple(Block(BlockKind.PARAGRAPH, line) for line in text.split("\n")),
    )
    return [item for item in parse(document, site=SITE).indicators if item.code != "other"]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "青河县政协召开界别协商座谈会",
            "3月11日，青河县政协召开界别协商座谈会，县政协领导主持，32名委员参加。今年以来，县政协开展专题协商3次。",
            [("session", 2024), ("reviewed", 2024)],
        ),
        (
            "青河县政协提案委员会召开全体会议",
            "3月11日，县政协提案委员会召开全体会议。会上通报了县政协十届三次会议提案情况。本次全会共收到提案156件，立案141件。",
            [("reviewed", 2024), ("reviewed", 2024)],
        ),
        (
            "青河县2024年政协提案交办会召开",
            "3月11日，青河县2024年政协提案交办会召开。据悉，县政协十届三次会议共收到提案156件。会议通报了2023年提案办理情况。",
            [("reviewed", 2024)],
        ),
        (
            "政协青河县第十届委员会第三次会议开幕",
            "3月11日，政协青河县第十届委员会第三次会议开幕。报告指出，一年来，县政协开展专题协商12次。大会秘书处收到大会发言材料21篇，其中口头发言8篇。",
            [("reviewed", 2023), ("session", 2024), ("session", 2024)],
        ),
        (
            "青河县政协召开主席会议",
            "3月11日，县政协召开主席会议。会议审议通过了2024年协商工作计划：开展专题协商4次，组织视察3次。",
            [("planned", 2024), ("planned", 2024)],
        ),
    ],
)
def test_news_of_spring_tell_the_meeting_from_what_it_hears(
    title: str, text: str, expected: list[tuple[str, int]]
) -> None:
    assert [(item.period, item.figure_year) for item in read_news(title, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年，立案提案112件。A类提案80件。评选优秀提案10件。", [("prior_year", 2022)] * 3),
        ("会议通报，2022年县政协收到信息300篇。省政协采用12篇。", [("prior_year", 2022)] * 2),
        ("2022年，立案提案112件。今年立案131件。办复131件。", [("prior_year", 2022)] + [("reviewed", 2024)] * 2),
        (
            "立案提案131件。2022年立案112件。评选优秀提案10件。",
            [("reviewed", 2024), ("prior_year", 2022), ("reviewed", 2024)],
        ),
        ("2022年，立案提案112件。\n评选优秀提案10件。", [("prior_year", 2022), ("reviewed", 2024)]),
        ("李主任要求，年底前再组织视察3次。", [("planned", 2025)]),
        ("年底前，县政协还要召开督办会3次。", [("planned", 2025)]),
        ("年底前悉数答复，办复率100%。评选优秀提案9件。", [("reviewed", 2024)] * 2),
        ("立案提案由27家单位承办。年底前全部完成答复，面商率99%，满意率97%。", [("reviewed", 2024)] * 3),
        ("按要求在年底前办结，办复率100%。", [("reviewed", 2024)]),
        ("年底前将立案提案全部办结，办复率100%。", [("reviewed", 2024)]),
        ("年底前召开督办会2次。立案提案90件。", [("reviewed", 2024)] * 2),
        ("会议要求年底前办理完毕，办复率100%。全年立案提案90件。", [("planned", 2025), ("reviewed", 2024)]),
        ("务必于年底前答复，办复率100%。评选优秀提案9件。", [("planned", 2025), ("reviewed", 2024)]),
        ("力争承办单位在年底前答复，办复率100%。评选优秀提案9件。", [("planned", 2025), ("reviewed", 2024)]),
        ("年底前，县政协还要召开督办会3次。评选优秀提案9件。", [("planned", 2025), ("reviewed", 2024)]),
    ],
)
def test_a_year_that_opens_a_paragraph_holds_until_another_time(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(item.period, item.figure_year) for item in read(text)] == expected


def test_in_a_digest_of_a_term_a_year_holds_for_its_paragraph() -> None:
    found = read_news(
        "青河县政协四年来提案工作总结",
        "2023年，办复提案117件。重点提案9件，并案6件。\n表彰优秀提案31件。",
        "2023-12-20",
    )
    assert [item.figure_year for item in found] == [2023, 2023, 2023, None]


def test_last_year_in_a_summary_without_a_date_is_the_one_it_names() -> None:
    report = parsed("青河县政协提案委2018年工作小结\n去年立案提案76件。")
    assert [(item.period, item.figure_year) for item in report.indicators] == [("reviewed", 2018)]


def test_a_planned_year_holds_for_a_long_list() -> None:
    found = read(
        "2025年，常委会将重点做好这几件事：召开专题协商会5场；开展委员视察3次；建成委员工作室6个；"
        "组织读书活动4期，把学习体会汇编起来分送各界别小组和乡镇联络室；形成调研报告7篇；立案率保持在90%。"
    )
    assert {(item.period, item.figure_year) for item in found} == {("planned", 2025)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议期间，21名委员作大会发言。大会秘书处收到提案144件，立案130件。", ["session"] * 3),
        ("大会期间，委员们分组讨论。收到提案144件，其中集体提案29件。", ["session"] * 2),
        ("会议期间，21名委员作大会发言。一年来，立案提案130件。", ["session", "reviewed"]),
        ("会议期间，21名委员作大会发言。提案办复率100%。", ["session", "reviewed"]),
    ],
)
def test_what_a_plenary_received_is_its_own(text: str, expected: list[str]) -> None:
    found = read_news("政协青河县第十届委员会第一次会议闭幕", "2月23日，会议在县城闭幕。\n" + text, "2024-02-24")
    assert [item.period for item in found] == expected


def test_a_county_level_city_is_its_own_whatever_leads_to_it() -> None:
    text = "霍林市政协开展视察\n一年多以来市政协已召开协商会7次。通州市政协去年也围绕它协商，先后召开4次座谈会。"
    site = SiteHint("huolin", "霍林市政协")
    report = parse_text(text, "http://www.example.gov.cn/1.htm", site=site)
    assert [item.holder for item in report.indicators] == ["own", "higher"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("又讯，鄂尔多斯市政协年内收到提案537件。", "higher"),
        ("另悉，呼伦贝尔市政协全年开展视察9次。", "higher"),
        ("今年，乌兰察布市政协召开协商会7次。", "higher"),
        ("一年来，我们霍林市政协收到提案93件。", "own"),
    ],
)
def test_a_city_with_a_long_name_is_not_the_county_level_city(text: str, holder: str) -> None:
    site = SiteHint("huolin", "霍林市政协")
    lead = "霍林市政协开展视察\n一年多以来市政协已召开协商会7次。"
    report = parse_text(lead + text, "http://www.example.gov.cn/1.htm", site=site)
    assert [item.holder for item in report.indicators] == ["own", holder]


def test_a_term_begins_before_its_figures() -> None:
    found = read("五年来，满意率由94%提高到99%。面商率由届初的85%上升到97%。")
    assert [(item.period, item.figure_year) for item in found] == [("prior_year", None), ("term", None)] * 2


def test_a_year_that_describes_holds_for_its_clause() -> None:
    found = read("2022年报送的信息中6条获领导批示；社情民意信息累计突破200条。")
    assert [(item.period, item.figure_year) for item in found] == [("prior_year", 2022), ("reviewed", 2024)]


def test_a_coming_term_has_no_year() -> None:
    found = read("今后五年，建议新一届政协：\n（一）每年开展视察3次。\n（二）建成委员工作室40个。\n")
    assert [(item.period, item.figure_year) for item in found] == [("planned", None)] * 2


def test_what_led_to_what_was_done_is_past() -> None:
    found = read("2024年，我们主要抓了以下三个方面工作：\n一是提高质量。评选优秀提案12件。")
    assert [item.period for item in found] == ["reviewed"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "履职为民谱新篇——青河县政协2017—2021年工作掠影",
            "五年耕耘不辍。\n（一）建言\n协商28次。\n■ 提案\n立案640件。",
        ),
        ("青河县政协五年工作综述", "过去五年，成果丰硕。\n【学】\n培训班12期。\n聚力监督\n视察45次。"),
        ("数说青河县政协这五年", "五年时光，步履铿锵。\n★ 建言\n协商41次。\n★ 提案\n立案710件。"),
    ],
)
def test_a_digest_of_a_term_is_one_under_all_its_captions(title: str, text: str) -> None:
    found = read_news(title, text, "2021-12-20")
    assert [(item.period, item.figure_year) for item in found] == [("term", None)] * 2


def test_in_a_digest_of_a_term_a_year_holds_for_its_whole_sentence() -> None:
    text = (
        "五年耕耘不辍。\n2019年，围绕全域旅游和特色产业深入乡镇开展大调研，走访企业37家，召开各类座谈会22场，"
        "撰写主报告和分报告，形成调研报告3篇。"
    )
    found = read_news("青河县政协2017—2021年工作掠影", text, "2021-12-20")
    assert {item.figure_year for item in found} == {2019}


@pytest.mark.parametrize(
    "text",
    [
        "二、2025年工作安排\n安排协商会6次。",
        "二、2025年主要任务\n重点提案8件，办复率100%。",
        "2025年，县政协要做到“三个坚持”。着重抓好以下工作：\n一是办好提案。评选优秀提案12件。",
        "要强化责任担当。走访委员企业50家，培训委员90人。",
        "一要办好提案。评选优秀提案12件，办复率100%。",
        "希望各界别要聚焦发展。围绕重点工作协商8次。",
        "今年要紧扣中心抓履职，高质量完成重点课题调研任务，围绕文旅融合、乡村振兴、营商环境优化等工作协商7次，组织专题视察3次。",
    ],
)
def test_what_a_heading_or_a_demand_opens_is_still_to_come(text: str) -> None:
    assert {(item.period, item.figure_year) for item in read(text)} == {("planned", 2025)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二、2024年主要任务完成情况\n立案提案90件。", [("reviewed", 2024)]),
        ("二、2024年工作要点落实情况\n立案提案90件。", [("reviewed", 2024)]),
        ("二、不足\n对照新要求仍有差距，主要是：\n一是建言不多，立案提案只有90件。", [("reviewed", 2024)]),
        ("2022年，县政协提出建议12条，当年采纳8条。", [("prior_year", 2022)] * 2),
        ("力争到2030年培训委员900人，年底前再视察2次。", [("planned", 2030), ("planned", 2025)]),
        (
            "2022年至2024年，分别收到提案130件、141件、152件，立案121件、125件、131件。",
            [("prior_year", 2022), ("prior_year", 2023), ("reviewed", 2024)] * 2,
        ),
        ("2023—2024年分别召开协商会4次、5次。", [("prior_year", 2023), ("reviewed", 2024)]),
        ("帮助解决实际问题20件，要解决实际困难90个。", [("reviewed", 2024), ("planned", 2025)]),
    ],
)
def test_a_figure_is_of_the_year_beside_it(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(item.period, item.figure_year) for item in read(text)] == expected


def test_what_is_held_against_the_last_term_is_of_a_term() -> None:
    text = "青河县政协提案工作报告\n五年来，立案提案900件。与上届相比，提案增加174件。"
    found = parsed(text).indicators
    assert [(item.period, item.figure_year) for item in found] == [("term", None)] * 2


def test_columns_of_years_have_rates_of_their_own() -> None:
    rows = (("项目", "2023年", "2024年"), ("立案", "90件", "96件"), ("立案率", "84.2%", "85.5%"))
    table = Block(BlockKind.TABLE, "\n".join("\t".join(row) for row in rows), rows=rows)
    url, date = "http://www.example.gov.cn/1.htm", datetime(2024, 12, 20)
    document = Document(url=url, encoding="utf-8", title="提案统计表", published_at=date, blocks=(table,))
    found = parse(document, site=SITE).indicators
    assert [(item.code, item.figure_year) for item in found] == [
        (code, year) for code in ("proposals_filed", "filing_rate") for year in (2023, 2024)
    ]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "青河县召开政协提案交办会",
            "3月11日，青河县召开政协提案交办会。会议通报，2023年县政协立案提案141件。今年共立案提案152件。",
            [("prior_year", 2023), ("reviewed", 2024)],
        ),
        (
            "青河县召开政协提案交办会",
            "3月11日，青河县召开政协提案交办会。他要求，各单位要在收到提案后两个月内答复，见面率达到100%，满意率达到98%。",
            [("planned", 2024)] * 2,
        ),
        (
            "青河县政协召开十届八次常委会会议",
            "3月11日，县政协召开常委会会议。会议就“旅游业发展”协商议政，提出建议17条。上半年协商4次。",
            [("session", 2024), ("reviewed", 2024)],
        ),
        (
            "政协青河县第十届委员会第三次会议闭幕",
            "3月11日，会议闭幕。大会收到提案156件，立案141件。立案提案中，经济类52件，社会类40件。去年立案130件。",
            [("session", 2024)] * 4 + [("reviewed", 2023)],
        ),
    ],
)
def test_news_tell_what_a_meeting_did_from_what_it_heard(
    title: str, text: str, expected: list[tuple[str, int]]
) -> None:
    assert [(item.period, item.figure_year) for item in read_news(title, text)] == expected


def test_a_notice_plans_for_the_year_of_the_meeting_that_it_calls() -> None:
    text = (
        "政协青河县第十届委员会第四次会议定于2025年1月召开。\n"
        "县政协十届三次会议以来，收到提案150件。130件立案提案全部办复。\n每名委员至少提交提案1件。"
    )
    found = read_news("关于征集县政协十届四次会议提案的通知", text, "2024-11-12")
    assert [(item.period, item.figure_year) for item in found] == [("reviewed", 2024)] * 2 + [("planned", 2025)]


def test_what_a_notice_tells_of_its_own_year_is_done() -> None:
    text = "政协青河县第十届委员会第四次会议定于2025年1月召开。\n今年以来，收到提案150件。\n每名委员至少提交提案1件。"
    found = read_news("关于征集县政协十届四次会议提案的通知", text, "2024-11-12")
    assert [(item.period, item.figure_year) for item in found] == [("reviewed", 2024), ("planned", 2025)]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("2023年，县政协围绕中心履职。召开协商会12次。", "2024-01-18", [("reviewed", 2023)]),
        ("2022年，县政协围绕中心履职。召开协商会12次。", "2024-03-18", [("prior_year", 2022)]),
        ("2022年，县政协围绕中心履职。今年工作出色。召开协商会12次。", "2024-03-18", [("reviewed", 2024)]),
    ],
)
def test_a_year_may_open_a_paragraph_in_a_sentence_without_figures(
    text: str, published: str, expected: list[tuple[str, int]]
) -> None:
    found = read_news("青河县政协：实干笃行谱新篇", text, published)
    assert [(item.period, item.figure_year) for item in found] == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("青河县政协提案工作报告", "各位委员：\n一、2024年工作回顾\n下半年，视察3次。", [("reviewed", 2024)]),
        (
            "在政协青河县第十届委员会第四次会议闭幕会上的讲话",
            "第一，要在建言资政上求突破。围绕旅游开展调研6次。\n第二，要下足功夫。去年开展调研5次。",
            [("planned", 2025), ("reviewed", 2024)],
        ),
    ],
)
def test_a_half_of_a_year_over_is_over_and_a_demand_ahead(
    title: str, text: str, expected: list[tuple[str, int]]
) -> None:
    found = parsed(f"{title}\n（2025年1月9日）\n{text}").indicators
    assert [(item.period, item.figure_year) for item in found] == expected


def test_the_year_before_that_a_plan_without_a_day_tells_of_is_over() -> None:
    found = parsed("青河县政协2025年度协商工作计划\n2024年，县政协开展协商16次。\n今年组织调研5次。").indicators
    assert [(item.period, item.figure_year) for item in found] == [("reviewed", 2024), ("planned", 2025)]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("常委会号召委员“人人招商”，全年外出招商9次，接待客商考察12批。", "reviewed reviewed"),
        ("倡议委员企业回报社会，捐款46万元。", "reviewed"),
        ("县政协要举办委员培训班2期，组织外出考察1次。", "planned planned"),
        ("五年来，立案提案689件。至今年10月底，办复率100%，满意率96%。", "term term term"),
        ("五年来，捐款900万元。在2021年特大洪灾中，捐款156万元。", "term prior_year"),
        ("五年来，捐款900万元。面对2020年的疫情，74名委员奋战在一线。", "term prior_year"),
    ],
)
def test_a_call_an_until_and_a_year_within_are_of_their_time(text: str, periods: str) -> None:
    assert [str(one.period) for one in read(text)] == periods.split()


def test_what_a_notice_for_a_coming_meeting_asks_is_of_its_year() -> None:
    found = parsed(
        "关于征集政协青河县十届五次会议提案的通知\n各位委员：\n县政协十届五次会议拟于2026年1月召开，现通知如下：\n一、征集数量\n"
        "每名委员提交提案2件。\n2025年，共提交提案176件。\n政协青河县委员会办公室\n2025年11月7日"
    ).indicators
    assert [(str(one.period), one.figure_year) for one in found] == [("planned", 2026), ("reviewed", 2025)]


def test_a_year_that_a_paragraphs_first_figures_have_goes_on_in_it() -> None:
    told = "会议通报了2023年提案办理情况。2023年，县政协收到提案231件。评出优秀提案16件。"
    found = read_news("青河县召开提案交办会", f"3月27日，青河县召开提案交办会。\n{told}", "2024-03-29")
    assert [one.figure_year for one in found] == [2023, 2023]


def test_a_planned_investment_is_of_the_year_its_project_was_won_in() -> None:
    found = read("引进项目6个，计划投资33亿元。")
    assert [(str(one.period), one.figure_year) for one in found] == [("reviewed", 2024), ("planned", 2024)]
