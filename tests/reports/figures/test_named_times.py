"""Which time a page speaks of: since a beginning, year by year in a chronicle, a plan's years, an appendix."""

from __future__ import annotations

import pytest

from cppcc_archive.reports import parse_text
from tests.reports.figures.reading import SITE

URL = "http://www.example.gov.cn/1.htm"
ALL_TIME = ("cumulative", None)


def old(year: int) -> tuple[str, int]:
    """An earlier year."""
    return "prior_year", year


def times(text: str) -> list[tuple[str | None, int | None]]:
    """Period and year of every figure with a code, of a page of 5 September 2024."""
    title, _, rest = text.partition("\n")
    found = parse_text(f"{title}\n2024-09-05\n{rest}", URL, site=SITE).indicators
    return [(item.period, item.figure_year) for item in found if item.code != "other"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("委员之家\n2022年3月挂牌。\n建成以来，接待群众。\n截至2024年8月底，共接待460人次；讲座6场。", ALL_TIME),
        ("议事厅\n县政协议事厅运行两年来，已协商46场，解决问题120个。", ALL_TIME),
        ("数字政协\n平台上线以来，委员提交提案312件，反映社情民意信息890条。", ALL_TIME),
        ("帮扶活动\n“同心助农”行动实施以来，政协委员捐款36万元，走访农户120户。", ALL_TIME),
        ("书香政协\n去年5月起，县政协先后建成书屋12个，举办读书会28场。", ALL_TIME),
        ("履职综述\n“十三五”以来，县政协提出提案820件。五年来，编发信息400期。", ALL_TIME),
        ("“十三五”时期履职成效\n“十三五”时期，县政协视察30次。五年间共收到提案486件。", ALL_TIME),
        ("历届提案\n一届期间立案264件，其中经济建设方面118件。", ("term", None)),
        ("协商\n自4月份以来，县政协协商12次，视察3次。", ("reviewed", 2024)),
        ("协商\n近年来，县政协举办培训班5期，组织视察3次。", ("reviewed", 2024)),
        ("提案办理\n按照交办会要求，6月底前全部办结，其中政协提案13件，满意率100%。", ("reviewed", 2024)),
        ("监督\n县政协去年3月选派监督员。一年来，监督员调研15次，提出建议46条。", old(2023)),
        ("助学\n县政协会员企业将持续对2名学生予以资助，共4万元。", ("planned", 2024)),
        ("第三节 县政协\n1987年4月7日至12日，政协二届一次会议召开，委员98人。会议收到提案120件。", ("reviewed", 1987)),
        ("第三节 县政协\n全委会　1988年3月5～9日，召开二届二次会议，与会委员101人。收到提案96件。", ("reviewed", 1988)),
        ("政协\n2022年，县政协服务大局。全年视察6次。\n坚守初心。举办读书班3期。", ("reviewed", 2022)),
        ("县志·政协\n【概况】由14个界别、47名委员组成。1985年5月举行会议，出席委员38名。", ("reviewed", 1985)),
        ("年鉴（2023）·政协\n【概况】 2022年，县政协有委员276名。\n【提案】 全年收到提案180件。", ("reviewed", 2022)),
        ("年鉴（2020）·政协\n【提案】 全年收到提案180件。\n【视察】 3月，视察学校6所。", ("reviewed", 2019)),
        ("政协青河县委员会年鉴-2020\n【提案】 全年收到提案180件。\n【视察】 3月，视察学校6所。", ("reviewed", 2019)),
        ("助学\n县政协2015年组建了助学联盟。截至目前，联盟共筹集善款340万元，资助学生896名。", ALL_TIME),
        ("交办会\n县政协召开提案交办会。今年，大会收到提案180件，立案160件。", ("reviewed", 2024)),
        ("助学\n县政协委员近3年帮扶学生423人，资助学费130万元。", ALL_TIME),
        (
            "第三节 县政协机构\n第一次会议于1984年1月10日至15日举行，应出席委员55人，其中老干部界、民盟、台属、体育界、"
            "宗教界各1人，文化界2人，共青团、工会、妇女界、少数民族各4人，科技界、卫生界各3人，农民界6人，教育界11人。",
            ("reviewed", 1984),
        ),
    ],
)  # fmt: skip
def test_of_which_time_all_figures_are(text: str, told: tuple[str | None, int | None]) -> None:
    assert set(times(text)) == {told}


def test_what_the_year_before_says_ends_where_this_one_is_named() -> None:
    text = "协商在一线\n2022年，县政协列为试点，协商12次。今年以来，协商26次。\n考察组走访企业3家。"
    assert times(text) == [("prior_year", 2022), ("reviewed", 2024), ("reviewed", 2024)]


def test_a_handing_over_is_of_its_year() -> None:
    text = (
        "县政协集中交办平时提案\n9月4日，县政协召开交办会。会上，提案委作了说明，5件提案分别交县住建局等4个单位办理。"
        "据悉，今年大会期间立案的132件提案已答复97件。"
    )
    assert set(times(text)) == {("reviewed", 2024)}


@pytest.mark.parametrize(
    "said",
    ["据了解，去年县政协共收到提案276件，立案241件。", "会议指出，过去一年，县政协立案提案276件，办结率100%。"],
)
def test_what_a_sitting_meeting_hears_of_the_year_before(said: str) -> None:
    text = f"县政协九届四次会议收到大会提案290件\n2024-01-10\n县政协九届四次会议收到提案290件。\n{said}"
    found = parse_text(text, URL, site=SITE).indicators
    assert [(one.period, one.figure_year) for one in found] == [
        ("session", 2024),
        ("reviewed", 2023),
        ("reviewed", 2023),
    ]


def test_a_year_s_section_in_a_report_on_a_term() -> None:
    text = (
        "政协青河县委员会关于五年来提案工作情况的报告\n（2022年3月16日在青河县政协十届一次会议上）\n各位委员：\n"
        "一、五年来的工作\n五年来，立案702件。\n2021年，召开协商会12次。视察6次。\n二、2021年提案办理情况\n收到提案171件，立案144件。\n三、建议\n不足仍有。"
    )
    found = parse_text(text, URL, site=SITE).indicators
    assert [(one.period, one.figure_year) for one in found] == [("term", None)] + [("reviewed", 2021)] * 4


def test_a_report_since_a_first_session_that_names_its_year() -> None:
    text = (
        "政协青河县委员会关于十一届一次会议以来提案工作情况的报告\n2008-01-08\n各位委员：\n十一届一次会议以来，收到提案80件。\n"
        "2007年是收到提案最多的一年。立案78件。"
    )
    assert {(one.period, one.figure_year) for one in parse_text(text, URL, site=SITE).indicators} == {
        ("reviewed", 2007)
    }


def test_what_goes_on_with_a_number_behind_a_sentence_of_praise() -> None:
    text = "提案工作\n五年来，县政协收到提案394件。\n提案涉及领域广泛，内容丰富。在394件提案中，经济类212件。"
    assert set(times(text)) == {("term", None)}


def test_what_is_appended_to_a_plan_is_none() -> None:
    text = (
        "青河县政协提案工作报告\n（2025年1月9日）\n各位委员：\n一、2024年工作回顾\n收到提案176件。"
        "十届一次会议的49件B类提案中已有23件得到解决。\n二、2025年工作打算\n征集提案150件以上。\n"
        "附：近两年提案情况\n2023年，收到提案162件；2024年，收到提案176件，立案152件。\n优秀提案：工商联1件，教育界2件。"
    )
    found = parse_text(text, URL, site=SITE).indicators
    assert [(one.period, one.figure_year) for one in found if one.section is not None and one.start > text.index("附")]
    told = {one.span: (one.period, one.figure_year) for one in found}
    assert told["150件以上"] == ("planned", 2025)
    assert told["162件"] == ("prior_year", 2023)
    assert told["152件"] == told["2件"] == ("reviewed", 2024)


def test_a_table_of_sessions_is_summed_up_over_the_years() -> None:
    rows = "\n".join(f"{session}\t198{year}年5月\t87\t80" for session, year in (("一届一次", 4), ("一届二次", 5)))
    found = parse_text(f"提案一览\n届次\t时间\t收到提案（件）\t立案（件）\n{rows}\n合计\t\t174\t160\n", URL).indicators
    assert [(one.period, one.role) for one in found[-2:]] == [("cumulative", "total")] * 2
