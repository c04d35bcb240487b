"""Of which year a figure is where page and text say little: the nearest time that is named holds."""

from __future__ import annotations

from datetime import datetime

import pytest

from cppcc_archive.extract.document import Block, BlockKind, Document
from cppcc_archive.reports import parse, parse_text
from tests.reports.figures.reading import SITE

URL = "http://www.example.gov.cn/1.htm"
Told = tuple[str | None, int | None]


def times(text: str, url: str = URL) -> list[Told]:
    """Period and year of every figure with a code."""
    found = parse_text(text, url, site=SITE).indicators
    return [(item.period, item.figure_year) for item in found if item.code != "other"]


NEWS = (
    "县政协{}次会议以来提案全部办复\n本报讯 {}，县政协{}次会议上传出消息，{}提交提案210件，立案180件。\n"
    "从内容看，经济类65件。"
)


@pytest.mark.parametrize(
    ("url", "head", "said", "year"),
    [
        ("http://www.example.com/kb/201301/t1.htm", "1月16日", "", 2012),
        ("http://www.example.com/news/2013/01/77.html", "1月16日", "", 2012),
        (URL, "1月16日", "到2012年11月底，提案已全部办复。一年来，", 2012),
        (URL, "3月2日", "截至2012年12月31日，共", 2012),
    ],
)
def test_news_that_its_page_does_not_date(url: str, head: str, said: str, year: int) -> None:
    text = NEWS.format("八届一", head, "八届二", said)
    assert times(text, url) == [("reviewed", year)] * 3


@pytest.mark.parametrize("line", ["16.01.2013 09:20", "16.01.2013"])
def test_a_day_before_its_month(line: str) -> None:
    head = f"县政协八届一次会议以来提案全部办复\n{line}  来源：青河日报\n"
    text = f"{head}1月15日，县政协八届二次会议开幕。一年来，收到提案210件。"
    report = parse_text(text, URL, site=SITE)
    assert report.published_at is not None and report.published_at.date().isoformat() == "2013-01-16"
    assert [(item.period, item.figure_year) for item in report.indicators] == [("reviewed", 2012)]


def test_the_address_that_a_page_was_taken_from_dates_it() -> None:
    text = (
        "县政协提案委员会举行会议\n1月12日，县政协提案委员会举行会议。会上通报，本次大会共收到提案131件。\n"
        "文章来源：http://www.example.com/2021/0113/52.shtml"
    )
    assert times(text) == [("session", 2021)]


def test_a_yearbook_s_address_is_no_month() -> None:
    assert times("提案工作\n县政协收到提案318件。", "http://www.example.com/nj2016/1106.htm") == [("reviewed", None)]


def test_a_day_without_its_month_lies_two_weeks_back_at_most() -> None:
    head = "县政协举行提案审查委员会会议\n发布日期：2022-01-09\n"
    text = head + "{}日下午，县政协提案审查委员会举行会议。到{}日，大会共收到提案171件。"
    assert times(text.format(17, 17)) == [("session", 2022)]
    assert times(text.format(30, 30)) == [("session", 2021)]


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("县政协九届三次会议收到提案152件", "到1月11日12时，大会共收到提案152件。"),
        ("县政协九届三次会议举行提案审查会议", "1月11日晚，县政协九届三次会议举行提案审查会议。共收到提案152件。"),
        (
            "县政协提案委员会举行第十次会议",
            "会议讨论了县政协九届三次会议提案审查情况的报告（草案）。到规定时间，共征集提案152件。",
        ),
        (
            "县政协九届三次会议召开提案委会议",
            "会议对县政协九届三次会议期间收到的提案进行审查。到1月11日，提案委共收到提案152件。",
        ),
        ("县政协九届三次会议提案情况", "县政协九届三次会议期间，共收到提案152件。"),
    ],
)
def test_what_a_plenary_receives_is_of_it_in_every_paragraph(title: str, first: str) -> None:
    text = f"{title}\n发布日期：2019-01-12\n{first}经审查，立案140件。\n按内容分，经济类提案50件，占35.7%。"
    found = times(text)
    assert found == [("session", 2019)] * len(found)


def test_what_another_plenary_received_is_not_of_this_one() -> None:
    text = (
        "县政协八届三次会议开幕\n发布日期：2015-01-26\n1月25日，县政协八届三次会议开幕。八届二次会议以来，收到提案129件，"
        "其中八届二次会议期间收到119件，闭会期间收到10件。"
    )
    assert times(text) == [("reviewed", 2014)] * 3


def test_at_a_plenary_the_year_before_is_held_against_the_one_before_it() -> None:
    text = (
        "县政协八届三次会议开幕\n发布日期：2015-01-26\n1月25日，县政协八届三次会议开幕。提案办复率100%，比去年的98%高，"
        "已经解决的占61%，列入计划的占30%，分别比去年的58%、33%有所变化。"
    )
    found = times(text)
    assert found[:2] == [("reviewed", 2014), ("prior_year", 2013)]
    assert found[-2:] == [("prior_year", 2013)] * 2


def test_a_year_that_news_opens_with_holds_in_its_next_paragraphs() -> None:
    text = (
        "去年县政府办理提案301件\n发布日期：2012-03-21\n昨日举行的县政协十三届常委会议透露，2011年，县政府系统办理提案301件。目前，"
        "301件提案均已办结。\n从办理情况看，已经解决的有98件，占32.6%。\n今年，县政协收到提案280件。"
    )
    *before, now = times(text)
    assert before == [("prior_year", 2011)] * len(before)
    assert now == ("reviewed", 2012)


def test_each_sentence_of_a_chronicle_has_its_year() -> None:
    text = (
        "第三节 县政协\n1991年3月9~12日，县政协举行第二次会议，到会委员126人。会议听取工作报告。大会收到提案93件。"
        "1992年3月22~26日，举行第三次会议（上年增补委员4人），到会委员131人。大会收到提案88件。\n"
        "县政协第四届委员会 1993年2月8日在青河召开第一次会议。收到提案101件。"
    )
    found = parse_text(text, URL, site=SITE).indicators
    assert [item.figure_year for item in found if item.code == "proposals_submitted"] == [1991, 1992, 1993]


def test_a_paragraph_may_name_its_year_behind_its_figures() -> None:
    text = "【首届委员会】由14个界别、47名委员组成。1955年5月20日举行首届一次会议。"
    assert ("reviewed", 1955) in times(text)


@pytest.mark.parametrize(
    "said",
    [
        "2004年~2010年，县政协委员围绕发展提出提案1286件",
        "2008~2011年，县政协围绕热点、难点，组织委员开展视察37次",
        "7年间，县政协确定重点提案42件",
        "近3年来，县政协组织视察37次",
        "自1960年12月成立，至1985年，县政协召开全体会议10次",
        "一届至五届委员会期间，县政协接待来访51次",
        "县政协委员连续10年开展助学，累计捐款100万元",
    ],
)
def test_spans_of_years_are_of_none(said: str) -> None:
    assert times(f"县政协概况\n{said}。") == [("cumulative", None)]


def test_a_paragraph_that_tells_of_the_same_pieces_is_of_the_same_term() -> None:
    text = (
        "八届县政协委员提案全部办结\n2月8日，县政协九届一次会议上传出消息，五年来，八届委员提交提案294件。\n"
        "在294件提案中，经济建设方面的212件，占72.1%。\n县政协2月5日收到提案3件。"
    )
    *told, now = times(text)
    assert told == [("term", None)] * len(told)
    assert now[0] != "term"


def test_the_day_before_last_year_s_end_tells_the_year() -> None:
    text = (
        "县政协提案办理满意率达100%\n发布日期：2009-01-12\n日前，县政协十届三次会议期间收到的提案92件均已办理完毕。\n"
        "十届三次全会以来，共收到提案93件，立案89件。截至去年12月，已经解决的26件，占29.2%。"
    )
    assert {year for _, year in times(text)} == {2008}


def test_a_meeting_that_is_called_dates_what_is_said_before_it() -> None:
    text = (
        "县政协召开常委会会议\n12月23日，县政协召开七届常委会会议。会议决定，七届五次会议于2026年1月12日至14日召开。\n"
        "会议认为，一年来，11件重点提案由县领导督办。"
    )
    assert times(text) == [("reviewed", 2025)]


def test_a_year_over_one_figure_holds_for_the_next_sentence() -> None:
    text = (
        "县政协开展扶贫活动\n发布日期：2020-01-20\n1月19日，县政协开展扶贫活动。\n"
        "2019年，县政协将扶贫列为主要任务。一年来，组织扶贫活动5场次，筹措扶贫资金220万元。"
    )
    assert [year for _, year in times(text)] == [2019, 2019]


def test_how_often_something_was_won_in_a_span_of_years_is_of_none_of_them() -> None:
    text = (
        "县政协\n发布日期：2021-12-20\n2016年至2020年，县政协连续五年获评宣传工作先进单位，其中一等奖2次，二等奖3次。"
    )
    assert set(times(text)) == {("cumulative", None)}


@pytest.mark.parametrize("said", ["5年间", "5年来"])
def test_five_years_in_digits_are_a_term(said: str) -> None:
    assert times(f"县政协六届一次会议召开\n{said}，县政协共召开常委会会议25次。") == [("term", None)]


def test_what_is_summed_up_is_of_the_year_before_this_one() -> None:
    text = (
        "县里召开提案交办会\n日前，县里召开提案交办会，总结2017年办理工作。\n"
        "2017年，县政府承办政协提案139件。\n今年，县政府承办政协提案107件。"
    )
    assert times(text) == [("prior_year", 2017), ("reviewed", 2018)]


def test_years_in_brackets_and_titles_are_of_nothing_behind_them() -> None:
    text = "县政协表彰先进\n发布日期：2021-01-12\n根据《信息奖励办法（2018年修订）》，县政协表彰信息工作先进单位8个。"
    assert times(text)[0][1] == 2021


def test_the_day_behind_who_issued_a_bulletin_dates_it() -> None:
    text = (
        "青河政协\n第11期\n政协青河县委员会 2012年09月5日\n县政协开展助学活动\n"
        "9月4日，县政协组织委员开展助学活动，累计捐款4.6万元。"
    )
    assert times(text) == [("reviewed", 2012)]


def test_the_year_a_text_opens_with_wins_over_that_of_its_page() -> None:
    text = (
        "县政协开展“三送”活动\n发布日期：2016-08-09\n2011年，县政协组织委员开展“三送”活动，成效明显。\n"
        "一是送岗位。委员共引进项目7个。\n二是送温暖。吴明年、沈亮委员分别捐款2万元。"
    )
    assert times(text) == [("reviewed", 2011)] * 2
    assert times(text + "\n今年以来，县政协走访企业19家。")[0] == ("reviewed", 2016)


def test_the_year_just_over_that_early_news_counts_from_is_the_one_told_of() -> None:
    text = "县政协为民办事\n发布日期：2017-02-08\n2016年以来，县政协为民办事。\n企业捐资31万元，资助学生75名。"
    assert times(text) == [("reviewed", 2016)] * 2


def test_the_year_of_a_campaign_dates_a_text_that_nothing_else_does() -> None:
    text = (
        "县政协结对帮扶见成效\n柳树村是县政协2013年“双联双帮”联系村。\n"
        "一年来，县政协多方争取，协调商会出资9万元，走访困难群众28户。"
    )
    assert times(text) == [("reviewed", 2013)] * 2


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("五年来县政协提案全部办复\n五年来，提案工作提质增效。\n截至2011年11月，办复率100%。满意率97%。", "term"),
        ("县政协提案工作\n五年内共计解决提案提出的问题，立案提案812件。", "term"),
        ("县政协助学基金\n爱心人士连续17年向县政协基金捐款，已发放助学金52万元。", "cumulative"),
        ("县政协开展助学\n此次活动资助困难学生14名。", "reviewed"),
    ],
)
def test_the_whole_time_that_is_told(text: str, period: str) -> None:
    assert {told for told, _ in times(text)} == {period}


def test_what_a_plenary_commends_is_of_the_meeting_though_the_verb_comes_last() -> None:
    text = (
        "县政协表彰优秀提案\n发布日期：2021-03-18\n3月17日，县政协九届六次会议闭幕大会举行。"
        "大会对《关于建设游步道的提案》等11件优秀提案，县水利局等6个承办先进单位进行了通报表彰。"
    )
    assert times(text) == [("session", 2021)] * 2


def test_years_from_one_to_another_hold_for_the_paragraph_until_another_time_is_named() -> None:
    text = (
        "提案工作\n2004年～2010年，县政协委员提出提案1386件。其中七届二次会议受理提案195件，立案187件；"
        "七届三次会议受理提案183件。2011年，收到提案190件。"
    )
    assert [period for period, _ in times(text)] == ["cumulative"] * 4 + ["reviewed"]


def test_the_time_of_a_term_that_is_over_is_a_term() -> None:
    text = (
        "政协提案超千件\n发布日期：2022-01-12\n1月12日，县政协九届一次会议开幕。\n"
        "据介绍，县八届政协期间，共提出提案1082件。立案提案中，委员个人提案742件，集体提案161件。"
    )
    assert times(text) == [("term", None)] * 3


def test_news_of_a_plan_that_was_passed_tells_what_is_to_come() -> None:
    text = (
        "县委研究通过《政协青河县委员会2020年协商计划》\n3月20日，县委召开常委会会议。\n"
        "县委、县政府主要领导领衔督办2件提案，县政协副主席督办6件提案。"
    )
    assert times(text) == [("planned", 2020)] * 2


def test_who_meets_in_one_hall_and_what_is_examined_there_is_of_the_meeting() -> None:
    head = "县政协九届二次会议闭幕\n发布日期：2017-03-20\n3月13日至15日，县政协九届二次会议召开，"
    assert times(head + "273名政协委员汇聚一堂，共商发展。出席大会开幕式的有268名。") == [("session", 2017)] * 2
    text = (
        "本报讯 发布日期：2023-01-06\n1月5日上午，政协青河县第五届委员会第一次会议召开提案审查委员会会议。\n"
        "截至1月3日12时，共提交提案621件。共立案590件，并案10件。"
    )
    assert times(text) == [("session", 2023)] * 3


def test_what_is_commended_these_days_is_of_the_new_year() -> None:
    text = (
        "县政协表彰提案工作先进\n发布日期：2015-02-07\n日前，县政协作出决定，对24件优秀提案给予表彰。\n"
        "县政协三届三次会议以来，收到提案407件，全部办复。"
    )
    assert times(text)[0] == ("reviewed", 2015)
    assert times(text)[1][1] == 2014


def test_what_an_undated_text_names_as_its_own_dates_it() -> None:
    text = "县政协交办平时提案\n县政协召开2019年平时提案集中交办会。\n县政协共征集平时提案5件，立案5件。"
    assert [year for _, year in times(text)] == [2019] * 2
    aid = "委员帮扶\n自脱贫攻坚工作开展以来，县政协结对帮扶。据统计，2017年前4月，委员捐款200万元。"
    assert times(aid) == [("reviewed", 2017)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "政协青河县九届四次会议于2015年1月8日至10日举行。会议期间，收到提案98件。过去一年，召开常委会议4次。",
            [("session", 2015), ("reviewed", 2014)],
        ),
        (
            "近日，青河县政协走访企业12家。今年以来，县政协落实2017年协商计划，开展协商6次。",
            [("reviewed", 2017)] * 2,
        ),
        (
            "在青河县政协八届五次会议上的讲话\n各位委员：\n过去的一年，收到提案120件。2012年是换届之年，要视察5次。",
            [("reviewed", 2011), ("planned", 2012)],
        ),
    ],
)
def test_texts_that_neither_page_nor_address_dates(text: str, told: list[Told]) -> None:
    assert times(text) == told


@pytest.mark.parametrize(
    ("day", "opening", "year"),
    [
        (datetime(2020, 1, 8), "一年来，县政协常委会竭诚为群众办实事。", 2019),
        (datetime(2020, 3, 2), "2019年是不平凡的一年。过去的一年，常委会依靠全体委员。", 2019),
        (datetime(2020, 6, 2), "一年来，县政协常委会竭诚为群众办实事。", None),
        (datetime(2020, 1, 8), "2013年，县政协换届。一年来，常委会依靠全体委员。", None),
    ],
)
def test_a_report_that_names_no_plenary_looks_back_from_the_day_of_its_page(
    day: datetime, opening: str, year: int | None
) -> None:
    lines = (opening, "全年报送社情民意信息20条。")
    report = parse(
        Document(
            url=URL,
            encoding="utf-8",
            title="政协青河县委员会常务委员会工作报告",
            published_at=day,
            blocks=tuple(Block(BlockKind.PARAGRAPH, line) for line in lines),
        )
    )
    assert report.year_reviewed == year


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("关于政协青河县第九届委员会五年来提案工作情况的报告", None),
        ("青河县政协2019至2023年履职综述", None),
        ("青河年鉴（2020）·政协青河县委员会", 2019),
    ],
)
def test_the_year_reviewed_is_none_of_a_term_and_a_yearbooks_is_the_one_before(title: str, year: int | None) -> None:
    assert parse_text(f"{title}\n（2023年12月28日）\n收到提案900件。", URL, site=SITE).year_reviewed == year
