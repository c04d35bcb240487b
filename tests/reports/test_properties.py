# ruff: noqa: E501  (lists of text pieces)
"""What holds for every text: spans cut exactly, sections tile, nothing raises, time grows with length."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import datetime
from operator import attrgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reports import load_cases
from cppcc_archive.extract.document import Block, BlockKind, Document
from cppcc_archive.reports import Report, SiteHint, parse, parse_text
from tests.growth import grows_linearly

URL = "http://www.example.gov.cn/info/1001/2001.htm"
PIECES = st.sampled_from(
    ["一、2024年工作回顾", "（一）坚持党的领导", "1.开展协商。", "一是", "提案", "171件", "立案", "151", "61%", "“", "”", "《", "》", "（", "）",
     "。", "，", "、", "\n", "二百余", "第", "届", "次会议", "202517日", "2025年1月7日", "林知远", "社情民意信息", "被省政协", "采用", "3篇",
     "分别", "区政协", "委员会", "各位委员：", "百分之", "　", " ", "当前位置：", "首页 > ", "发布日期：2025-01-07", "打印本页", "办复率", "和",
     "满意率", "均达", "近", "余", "万", "十", "①"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=60).map("".join)


def check(report: Report) -> None:
    """The promises a report makes about itself."""
    text = report.text
    for item in report.indicators:
        assert text[item.start : item.end] == item.span
        assert item.span
    for hole in report.anomalies:
        assert {"text": text, "title": report.title or ""}[hole.field][hole.start : hole.end] == hole.span
        assert hole.span
    for mention in report.mentions:
        assert text[mention.start : mention.end] == mention.text
    assert [item.start for item in report.outline] == sorted(item.start for item in report.outline)
    for heading in report.outline:
        assert text[heading.start : heading.end] == heading.heading
        assert heading.end <= heading.section_end <= len(text)
    check_tiling(report)


def check_tiling(report: Report) -> None:
    """Paragraphs hold every printed character once, and belong with their figures to the innermost section around."""
    covered = [text for item in report.paragraphs for text in report.text[item.start : item.end]]
    assert "".join("".join(covered).split()) == "".join(report.text.split())
    # Looked up: all of them for each paragraph would take the square of a long text, more than it takes to parse one.
    headings = [heading.start for heading in report.outline]
    indicators = sorted(report.indicators, key=attrgetter("start"))
    starts = [indicator.start for indicator in indicators]
    for item in report.paragraphs:
        begun = range(bisect_left(headings, item.end) - 1, -1, -1)
        assert item.section == next((at for at in begun if item.start < report.outline[at].section_end), None)
        for indicator in indicators[bisect_left(starts, item.start) : bisect_left(starts, item.end)]:
            assert indicator.section == item.section


@given(TEXTS)
@settings(max_examples=300)
def test_no_text_breaks_the_promises(text: str) -> None:
    check(parse_text(text, URL))


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_parsing_never_raises(text: str) -> None:
    check(parse_text(text, URL))


@given(TEXTS, st.none() | st.text(max_size=20), st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)))
@settings(max_examples=150)
def test_documents_keep_the_promises_too(text: str, title: str | None, published: datetime | None) -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, line) for line in text.split("\n") if line)
    document = Document(url=URL, encoding="utf-8", title=title, published_at=published, blocks=blocks)
    check(parse(document, site=SiteHint("x", "云山区政协", "370103")))


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.name)
def test_labelled_texts_keep_the_promises(case: object) -> None:
    report = case.parse()  # type: ignore[attr-defined]
    check(report)
    assert report == case.parse()  # type: ignore[attr-defined]


HOSTILE = (
    "一", "“", "“提", "《", "、和", "提案、", "和调研", "率和", "171件、", "第", "届", "（", "1,", "百分之", "主席", "王", "分别采用", "年",
    "二百余", "被全国政协、省政协", "20251", "政协", "立案", "首页 > ", "提案收到", "一、", "（一）甲。", "甲。乙\n", "——", "县", "各位委员",
    "全国、省、", "\t", "：", "《报》", "协商”活动", "第一次", "召开", "书记王", "占总数的", "五年来",
    "委员王芳、", "提案，推动新建泵站6座，", "2022年至2024年，分别5件、6件、7件，", "主席（扩大）会议3次，", "交办提案3件，", "收到提案500件，其中经济类提案27件，占97%，",
)  # fmt: skip
LONG = 20_000
"""Characters of a hostile text."""


def is_linear(text: Callable[[int], str], size: int) -> bool:
    """Whether a text of ``size`` costs no more than in proportion to one of a quarter of it."""
    return grows_linearly(lambda size: check(parse_text(text(size), URL)), size)


@pytest.mark.parametrize("piece", HOSTILE, ids=lambda piece: piece[:6])
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    assert is_linear(lambda size: (piece * (size // len(piece) + 1))[:size], LONG)
    if "，" in piece:
        assert is_linear(lambda size: (piece * (size // len(piece) + 1))[:size].replace("，", "，\n"), LONG)


AMBIGUOUS = (
    ("提案共计", "共计", "甲5件。"),
    ("社情民意", "共计", "甲5条。"),
    ("开展学习", "研讨会", "甲5次。"),
    ("今天天气。", "共计", "甲乙，5人。"),
    ("提案立案5件，甲", "共有", "乙5件。"),
    ("", "1", "！\n正文。"),
    ("历年提案统计\n", "2000 ", "年\n"),
    ("", "打印", "某\n正文。"),
)
"""Words that can be read in two ways, so often that a pattern which tries both never ends."""


@pytest.mark.parametrize(("head", "piece", "tail"), AMBIGUOUS)
def test_what_can_be_read_in_two_ways_is_read_once(head: str, piece: str, tail: str) -> None:
    assert is_linear(lambda times: head + piece * times + tail, 100)
