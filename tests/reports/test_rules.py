"""Every rule recognises its own examples, and every rule has one."""

from __future__ import annotations

import re

import pytest

from cppcc_archive.reports import parse_text
from cppcc_archive.reports.anomalies import GAPS
from cppcc_archive.reports.figures.code_table import LEVELS, ROWS, Row
from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.reports.figures.coding import Setting, find_indicators
from cppcc_archive.reports.figures.cue_table import CUES, OPENINGS, Cue
from cppcc_archive.reports.figures.numbers import find_figures
from cppcc_archive.reports.figures.periods import Calendar
from cppcc_archive.reports.figures.rule_table import RULES, Rule
from cppcc_archive.reports.figures.word_table import SUFFIXES
from cppcc_archive.reports.head.doctype import TYPE_RULES, TypeRule, doc_type_of
from cppcc_archive.reports.head.identity import PLENARY, term_and_session
from cppcc_archive.reports.head.organisation import BODIES, NAMED
from cppcc_archive.reports.model import DocType, Paragraph
from cppcc_archive.reports.outline import MARKERS
from cppcc_archive.reports.shadow import shadow

LEAD_INS = {
    "publicity": "媒体宣传有新进展。",
    "proposal": "提案工作有新进展。",
    "opinion": "社情民意信息工作有新进展。",
    "members": "",
}
CODED: list[tuple[Row | Rule, str]] = [(row, example) for row in (*RULES, *ROWS) for example in row.examples]


@pytest.mark.parametrize(("rule", "example"), CODED, ids=[example for _, example in CODED])
def test_a_rule_codes_its_example(rule: Row | Rule, example: str) -> None:
    plain = (LEAD_INS.get(rule.topic or "", "") + example).replace("[", "").replace("]", "")
    position = (LEAD_INS.get(rule.topic or "", "") + example).index("[")
    shade = shadow(plain)
    kind = DocType.MEMBER_LIST if rule.topic == "members" else DocType.OTHER
    setting = Setting(kind, topic=rule.topic if rule.topic == "history" else None)  # told by titles and headings only
    found = find_indicators(shade, plain, find_figures(shade, plain), (), (Paragraph(0, len(plain), None),), setting)
    codes = [item.code for item in found if item.start == position]
    assert rule.code in codes or (rule.code == "opinions_adopted" and codes[0].startswith(rule.code))


@pytest.mark.parametrize(
    ("key", "example"), [(key, example) for _, key, _, examples in SUFFIXES for example in examples]
)
def test_the_end_of_a_compound_says_what_it_is(key: str, example: str) -> None:
    code = {
        "meeting:meeting": "meetings_other",
        "deed:activity": "activities",
        "deed:train": "trainings",
        "deed:read": "reading_activities",
        "rate:form_rate": "other",
        "thing:place": "places_reached",
        "act:edit": "bulletins",
        "act:publish": "articles_published",
    }
    plain = example.replace("[", "").replace("]", "")
    shade = shadow(plain)
    found = find_indicators(
        shade, plain, find_figures(shade, plain), (), (Paragraph(0, len(plain), None),), Setting(DocType.OTHER)
    )
    assert [item.code for item in found] == [code.get(key, "platforms")]


def test_every_rule_names_a_published_code_and_carries_an_example() -> None:
    published = {code.code for code in CODES}
    rules = (*RULES, *ROWS)
    assert {rule.code for rule in rules} <= published
    adopted = {f"opinions_adopted{level}" for level in LEVELS.values()}
    assert published - adopted - {rule.code for rule in rules if rule.examples} == {
        "proposals_by_sector",
        "proposals_by_source",
    }
    # … which lists tell (test_breakdown).


@pytest.mark.parametrize(
    ("code", "example"),
    (
        ("opinions_adopted_national", "被全国政协采用[3篇]。"),
        ("opinions_adopted_national", "被采用60篇，其中全国政协[3篇]。"),
        ("opinions_adopted_national", "全国政协单篇采用4篇、综合采用[9篇]。"),
        ("opinions_adopted_ministry", "国家卫生健康委采纳[1篇]。"),
        ("opinions_adopted_provincial", "报送信息268篇，分别被全国政协、省政协采用3篇、[12篇]。"),
        ("opinions_adopted_provincial", "其中26条被全国政协采用，[4条]被省政协转报。"),
        ("opinions_adopted_city", "向市政协报送信息203条，被单条采用16条、综合采用[44条]。"),
        ("opinions_adopted_city", "省政协、市政协采用我区信息分别为14条和[59条]。"),
        ("opinions_adopted", "被省、市政协采用[46条]。"),
        ("opinions_adopted", "被市级以上采用[168条]。"),
    ),
)
def test_opinions_are_adopted_at_the_level_of_the_body_that_took_them(code: str, example: str) -> None:
    plain = example.replace("[", "").replace("]", "")
    report = parse_text(f"区政协工作总结\n{plain}", "http://www.example.gov.cn/1.htm")
    at = report.text.index(plain) + example.index("[")
    assert [item.code for item in report.indicators if item.start == at] == [code]


@pytest.mark.parametrize(
    "rule", TYPE_RULES, ids=[f"{rule.kind}-{rule.field}-{rule.examples[0]}" for rule in TYPE_RULES]
)
def test_a_type_rule_decides_its_examples(rule: TypeRule) -> None:
    for example in rule.examples:
        fields = {"title": "", "head": "", "column": "", rule.field: example}
        kind, evidence = doc_type_of(fields["title"], fields["head"], fields["column"])
        assert kind is rule.kind, (example, evidence)
        assert evidence.startswith(f"{rule.field}: ")


@pytest.mark.parametrize("example", [example for marker in MARKERS for example in marker.examples])
def test_a_numbering_style_opens_a_section(example: str) -> None:
    report = parse_text(f"工作报告\n{example}\n全年工作扎实推进。", "http://www.example.gov.cn/1.htm")
    assert len(report.outline) == 1
    heading = report.outline[0]
    assert heading.number is not None
    assert example.startswith(heading.number)
    assert report.text[heading.start : heading.end] == heading.heading


@pytest.mark.parametrize("example", [example for gap in GAPS for example in gap.examples])
def test_a_gap_is_seen_where_it_is(example: str) -> None:
    span = re.search(r"\[(.*?)\]", example)
    assert span is not None
    report = parse_text(example.replace("[", "").replace("]", ""), "http://www.example.gov.cn/1.htm")
    assert span[1] in [anomaly.span for anomaly in report.anomalies]


@pytest.mark.parametrize("example", [example for _, examples in PLENARY for example in examples])
def test_a_plenary_gives_term_and_session(example: str) -> None:
    assert term_and_session(shadow(example), "", "") == (10, 4)


@pytest.mark.parametrize("example", [example for _, examples in (*NAMED, *BODIES) for example in examples])
def test_a_committee_is_recognised_by_name(example: str) -> None:
    report = parse_text(f"{example}\n工作总结", "http://www.example.gov.cn/1.htm")
    assert report.organisation is not None
    assert report.organisation.startswith("中国人民政治协商会议")


CALENDAR = Calendar(reviewed=2014, now=2014, term=10, session=3)
TIMED = [(cue, example) for cue in CUES for example in cue.examples]


def period_in(example: str) -> str | None:
    plain = example.replace("[", "").replace("]", "")
    shade = shadow(plain)
    setting = Setting(DocType.OTHER, calendar=CALENDAR)
    found = find_indicators(shade, plain, find_figures(shade, plain), (), (Paragraph(0, len(plain), None),), setting)
    return {item.start: item.period for item in found}[example.index("[")]


@pytest.mark.parametrize(("cue", "example"), TIMED, ids=[example for _, example in TIMED])
def test_a_cue_sets_the_period_of_its_example(cue: Cue, example: str) -> None:
    assert period_in(example) == cue.period


@pytest.mark.parametrize(
    ("period", "example"), [(period, example) for period, _, examples in OPENINGS for example in examples]
)
def test_a_paragraphs_opening_sets_the_period_of_its_examples(period: str, example: str) -> None:
    assert period_in(example) == period


@pytest.mark.parametrize(
    "example",
    (
        "立案151件，同比增长[8.1%]。",
        "共收到提案226件，较十届二次会议的211件增加[15件]。",
        "去年立案139件，今年立案[156件]。",
        "十届二次会议以来，共收到提案[171件]。",
        "2014年，共收到提案[171件]。",
        "截至去年12月底，已办复[150件]。",
        "立案提案中，列入计划解决的[40件]。",
        "市委主要领导批示[9件]。",
        "争取上级资金[200万元]。",
        "计划开展协商6次，实际完成[8次]。",
        "将组织委员视察作为重点，全年视察[12次]。",
        "2014年以来，开展协商[12次]。",
        "为确保提案质量，召开培训会[3次]。",
        "会议要求严格，开展学习[12次]。",
        "首要任务落实到位，走访企业[30家]。",
        "编发58期（上年51期），被采用[66条]。",
    ),
)
def test_a_figure_of_the_year_reviewed_says_so(example: str) -> None:
    assert period_in(example) == "reviewed"


def test_last_year_is_the_year_reviewed_when_the_meeting_is_in_january() -> None:
    text = "政协云山区第五届委员会常务委员会工作报告\n（2024年1月9日）\n各位委员：\n一、2023年工作回顾\n去年立案151件。"
    assert [item.period for item in parse_text(text, "http://www.example.gov.cn/1.htm").indicators] == ["reviewed"]
