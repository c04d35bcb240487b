"""Of which time the figures of news are: what a meeting chooses from, what a lead sums up, what is told aside."""

from __future__ import annotations

from datetime import datetime

import pytest

from cppcc_archive.extract.document import Block, BlockKind, Document
from cppcc_archive.reports import parse
from tests.reports.figures.reading import SITE

URL = "http://www.example.gov.cn/1.htm"
Told = tuple[str | None, int | None]


def news(title: str, text: str, day: str | None = None) -> list[Told]:
    """Period and year of every figure with a code of a page's text, published on a day."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, line) for line in text.split("\n"))
    published = datetime.fromisoformat(day) if day else None
    document = Document(url=URL, encoding="utf-8", title=title, published_at=published, blocks=blocks)
    return [(one.period, one.figure_year) for one in parse(document, site=SITE).indicators if one.code != "other"]


@pytest.mark.parametrize(
    ("title", "day", "text", "told"),
    [
        (
            "青河县政协“五个一”活动见成效",
            "2014-09-16",
            "2008年，县政协组织委员开展“五个一”活动。\n引进项目18个。与两家公司签订协议，计划今年引资2亿元。委员李某捐款3万元。",
            [("reviewed", 2008), ("planned", 2014), ("reviewed", 2008)],
        ),
        (
            "青河县政协“百名委员助百户”活动结果喜人",
            "2016-02-17",
            "2月16日，县政协召开会议部署工作，并对2015年开展的结对活动进行总结。\n帮扶贫困户94户，捐款40万元。",
            [("reviewed", 2015)] * 2,
        ),
        (
            "青河县政协主席会议筛选重点提案",
            None,
            "5月16日，县政协召开筛选会，研究2013年重点提案。\n会上，从立案的117件提案中筛选出《关于安全的提案》等。",
            [("reviewed", 2013)],
        ),
        (
            "县政协十二届四次会议提案交办",
            None,
            "近日，县政协交办提案。\n自县政协十二届四次会议召开以来，收到提案244件，立案220件。",
            [("reviewed", None)] * 2,
        ),
        (
            "县政协十届二次会议闭幕",
            "2022-02-23",
            "2月23日，政协青河县第十届委员会第二次会议闭幕。截至2月22日17时，共收到提案82件。",
            [("session", 2022)],
        ),
        (
            "县政协八届五次会议开幕",
            "2011-01-12",
            "1月11日，政协青河县第八届委员会第五次会议开幕。截至去年年底，会上提案172件、平时提案11件全部办结。",
            [("reviewed", 2010)] * 2,
        ),
        (
            "青河县政协十招助力脱贫",
            "2017-07-19",
            "2016年共发动委员捐款160万元；2017年6月发动委员捐款100万元。委员陈某捐款4万元。",
            [("prior_year", 2016), ("reviewed", 2017), ("reviewed", 2017)],
        ),
        (
            "县政协举办助学金发放仪式",
            None,
            "近日，县政协举办2017年捐资助学金发放仪式。\n这次活动得到委员响应，筹集助学款44万元，用于资助106名新生。"
            "据悉，助学活动连续开展6年来，已经筹集助学金102万元。",
            [("reviewed", 2017), ("reviewed", 2017), ("cumulative", None)],
        ),
        (
            "青河县政协提案办复率达100%",
            "2016-01-06",
            "记者从5日开幕的青河县政协十三届五次会议上获悉，一年来，委员提交提案305件，立案276件。",
            [("reviewed", 2015)] * 2,
        ),
        (
            "县政协二届三次会议提案全部办复",
            "2009-10-20",
            "县政协二届三次会议提案244件全部办复。此外，会议期间没有立案的27件转为意见。",
            [("reviewed", 2009)] * 2,
        ),
        (
            "云岭乡政协委员工作室",
            None,
            "工作室于2022年9月27日正式揭牌，有12名委员进驻。\n截至2023年9月，收集社情民意46件。",
            [("reviewed", 2023)],
        ),
        (
            "青河县政协量化信息工作",
            "2010-06-25",
            "日前，县政协召开会议。出台规定，要求委员每年要撰写信息1篇以上，各专委会负责人要撰写6篇。",
            [("planned", 2010)] * 2,
        ),
        (
            "主要工作",
            None,
            "【专题视察】 2008～2011年，县政协围绕大局，组织视察37次，提出建议200多条。",
            [("cumulative", None)] * 2,
        ),
    ],
)
def test_news_of_what_was_and_what_a_meeting_chooses_from(
    title: str, day: str | None, text: str, told: list[Told]
) -> None:
    assert news(title, text, day)[-len(told) :] == told
