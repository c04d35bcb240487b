"""What texts tell that look back on more than a year: gazetteers, terms, decades; and what they list by time."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import codes_of, parsed

Told = tuple[float, str | None, int | None, str | None]
TERM = "政协青河县第九届委员会五年来提案工作情况报告\n——2021年12月6日在政协青河县第十届委员会第一次会议上\n各位委员：\n"
CHAPTER = "第七章 政协青河县委员会\n第一节 会议\n"
STORY = "驻村记\n2023年10月9日　来源：青河县政协\n"


def told(text: str) -> list[Told]:
    """Value, period, year and role of every figure."""
    return [(one.value, one.period, one.figure_year, one.role) for one in parsed(text).indicators]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{CHAPTER}主席会议 1998—2003年，召开主席会议71次。研究重要事项88项。\n2003年5月，视察学校6所。",
            [(71, "cumulative", None), (88, "cumulative", None), (6, "reviewed", 2003)],
        ),
        (
            f"{CHAPTER}1998—2003年，立案提案640件。\n640件提案交由41个单位承办。",
            [(640, "cumulative", None), (640, "cumulative", None), (41, "cumulative", None)],
        ),
        (
            f"{CHAPTER}第四届委员会 1998年3月至2003年2月。由16个界别的135名委员组成。连任委员60名。",
            [(16, "term", None), (135, "term", None), (60, "term", None)],
        ),
        (
            f"{STORY}2021年6月以来，县政协驻村帮扶。\n筹集资金共90万元，建冷库2座，2022年村集体收入达14万元。",
            [(900_000, "cumulative", None), (2, "cumulative", None), (140_000, "prior_year", 2022)],
        ),
    ],
)
def test_a_span_holds_until_another_time_is_named(
    text: str, expected: list[tuple[float, str | None, int | None]]
) -> None:
    assert [one[:3] for one in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("从2018年起推行二次答复制度，对承诺解决的95件提案进行跟踪。", (95, "cumulative", None, "part")),
        ("立案率由上届的93%降到88%。", (93, "prior_year", None, "total")),
        ("二、今后的建议\n集体提案比重力争提高到30%以上。", (30, "planned", None, "part")),
        ("每年由主席会议督办提案8件，共督办40件。", (8, "term", None, "total")),
        ("坚持每年召开座谈会1次。", (1, "term", None, "norm")),
    ],
)
def test_a_report_on_a_term(text: str, expected: Told) -> None:
    assert told(TERM + text)[0] == expected


@pytest.mark.parametrize(
    ("lead", "items"),
    [
        ("分年度看，", "2017年立案150件，2018年立案155件。"),
        ("各次会议立案情况是：", "九届一次会议立案150件，二次会议立案155件。"),
        ("按年代分，", "九十年代立案150件，2000年以来立案155件。"),
    ],
)
def test_what_is_listed_by_time_is_a_slice(lead: str, items: str) -> None:
    assert [one[3] for one in told(f"{TERM}五年共立案提案820件。{lead}{items}")] == ["total", "part", "part"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("今年要抓好“三个一”：召开1次协商会；开展1轮监督，覆盖9个项目。", ["norm", "norm", "total"]),
        ("2025年要办好恳谈会，每场邀请客商不少于30人。", ["norm"]),
    ],
)
def test_what_each_is_to_do_is_a_norm(sentence: str, expected: list[str]) -> None:
    assert [one[3] for one in told(f"青河县政协2025年工作要点\n{sentence}")] == expected


def test_what_is_done_is_not_planned_and_what_is_to_be_done_is() -> None:
    text = "引进项目5个，计划总投资3亿元，其中2个项目已开工。收集问题50个，剩下的7个要在9月底前解决。"
    assert [one[1] for one in told(f"青河县政协2024年工作总结\n{text}")] == [
        "reviewed",
        "planned",
        "reviewed",
        "reviewed",
        "planned",
    ]


def test_offices_and_sectors_are_kinds_of_members() -> None:
    kinds = ("members_total", "members_group", "members_group", "members_group")
    assert codes_of("有委员211人，常务委员41人，主席1人，副主席4人。") == kinds
    assert codes_of("人数较多的界别有：经济界27名，农业界22名。") == ("members_group", "members_group")


def test_a_text_on_decades_is_of_them_all() -> None:
    text = "青河县文史工作三十年概述\n县政协重视文史工作。\n共出版文史资料24辑。其中综合性专辑13辑。"
    assert [one[1:3] for one in told(text)] == [("cumulative", None)] * 2


def test_a_government_tells_of_the_year_since_a_terms_first_session() -> None:
    title = "青河县人民政府关于县政协九届一次会议以来提案办理情况的报告"
    text = f"{title}\n2012年11月20日\n九届一次会议以来，县政府共收到提案131件。截至10月底，131件提案全部办复。\n"
    assert {(period, year) for _, period, year, _ in told(text)} == {("reviewed", 2012)}
