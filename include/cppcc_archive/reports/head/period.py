"""Which time a document speaks of as a whole: by its kind, its title, and the session that hears it."""

from __future__ import annotations

import re
from typing import Final

from cppcc_archive.reports.model import ANNUAL, DocType

_FIVE_YEARS: Final = re.compile(
    r"(?<![〇○零一二三四五六七八九十0-9])[五四三]年(?:来|间)[^，。]{0,16}(?:工作|情况|报告|总结|综述)"
)
_OF_NO_TERM: Final = re.compile("20[0-9]{2}年|(?<!一)次(?:全体)?会议以来")
"""Titles of what a first session hears and is no look back on a term: of a year, since the last session."""
_LOOKS_BACK: Final = re.compile("五年来|过去的?五年|[三四]年多?来|本届(?:政协)?以来|届内")
_TERM_LED: Final = re.compile(f"{_LOOKS_BACK.pattern}|(?<![〇○零一二三四五六七八九十0-9])五年")


_DIGEST: Final = re.compile(
    "^五年来|[这过]去?五年|五年(?:履职|答卷|成绩|巡礼|回眸|回顾|数[读说据字]|政协|工作)|届.{0,14}(?:答卷|成绩单|巡礼|回眸|数[读说])|数[读说].{0,12}(?:五年|届)"
)
_SPAN: Final = re.compile("(20[0-9]{2})年?(?:至|到|[—－-]{1,2})(20[0-9]{2})年?(?![0-9月.])")
"""``2019至2023年履职综述``: a title that names the years of a term."""
_OF_A_TERM: Final = 3
"""Years between the first and the last from which on they are a term."""
_CAPTIONED: Final = re.compile(
    "^[^\n]{0,60}(?:五年来|五年间|换届以来|本届(?:政协|委员会)?以来)[^\n]{0,120}\n\\s*(?:【|[●■◆★▲◎]|（?[一1]）?[、.．]?[^\n]{0,12}\n)",
    re.MULTILINE,
)
"""A digest whose lead says of which years it is, with its figures under captions."""
_CAPTIONED_WORDS: Final = ("五年来", "五年间", "以来")
"""One of these stands in it; few texts that are asked have any."""
_LEAD: Final = 200
_SINCE_THE_FIRST: Final = re.compile("届(?:委员会)?(?:第?一次(?:全体)?会议)?以来")
_A_YEAR: Final = re.compile("(?:^|[，。；：\\n])(?:过去)?一年(?:多?来|，)")
"""What a report since the first session says that looks back on the one year since."""
_IS_A_YEAR: Final = re.compile("(?:^|[。\\n])20[0-9]{2}年是(?![^。]{0,40}(?:换届|届满|收官))")
"""``2007年是…``: what a report since a new term's first session is of, where it speaks of no more years."""
_TELLS: Final = re.compile(
    "(?:情况|结果|数据|成交|中标)的?(?:统计|汇总|考核|评定|综合)*的?(?:通报|反馈|公示|公告|公布|一览)"
)
_LOOKS_BOTH_WAYS: Final = re.compile(
    "20[0-9]{2}年[^，。]{0,10}(?:情况|总结|回顾)[^，。]{0,4}20[0-9]{2}年[^，。]{0,8}(?:打算|计划|安排|思路|要点)"
)
"""``2025年工作情况和2026年工作打算``: only what stands below the plan's heading is still to come."""
_FIRST: Final = 1
"""The session that hears what the term before it did."""
_SECOND: Final = 2
"""The session that hears of one year alone what was done since the first."""


_PLAN_PASSED: Final = re.compile(
    "(?:通过|印发|出台|制定|下发)了?《[^《》]*(?:20[0-9]{2})年[^《》]*(?:计划|要点|安排)》|《[^《》]*20[0-9]{2}年[^《》]*(?:计划|要点|安排)》(?:出台|印发)"
)
"""``研究通过《政协青河县委员会2021年协商计划》``: what such news tells is still to come."""
_LAST_YEAR: Final = re.compile("(?:^|[。：\\n])去年，(?:我们|[^，。；0-9]{0,6}政协|常委会|提案委)")
"""What says so further down: a term's report has no last year that did all of it."""


def document_period(kind: DocType, title: str, head: str, shade: str, session: int | None, opens: int) -> str | None:
    """The period that a document speaks of as a whole: told by its title, or where a new term's first session hears
    the old term's report, as title or ``head`` say. What a plan or a notice names is still to come, unless the notice
    tells what was done."""
    opening = shade[:opens]
    if kind in (DocType.PLAN, DocType.NOTICE):
        return None if _TELLS.search(title) or _LOOKS_BOTH_WAYS.search(title) else "planned"
    if kind not in ANNUAL:
        named = title or opening.partition("。")[0]
        if "提案" in named and not _HANDLED.search(named) and _EXAMINES.search(opening, 0, _LEAD):
            return "session"
        if kind is DocType.MEETING_NEWS and _PLAN_PASSED.search(title):
            return "planned"
        is_digest = _DIGEST.search(title) and _TERM_LED.search(opening, 0, _LEAD)
        is_captioned = any(word in opening for word in _CAPTIONED_WORDS) and _CAPTIONED.search(opening)
        return "term" if is_digest or is_captioned else _title_period(title)
    looks_back = _LOOKS_BACK.search(opening)
    is_work_report = kind is DocType.STANDING_COMMITTEE_REPORT and "一次" in f"{title}{head}"
    is_firsts = session == _FIRST and (is_work_report or looks_back) and not _OF_NO_TERM.search(title)
    if is_firsts or (_SINCE_THE_FIRST.search(title) and session != _SECOND):
        says_a_year = _A_YEAR.search(opening) or _LAST_YEAR.search(shade) or _IS_A_YEAR.search(shade)
        if looks_back or not says_a_year:
            return "term"
    return _title_period(title)


_EXAMINED: Final = re.compile(
    "提案(?:初步)?(?:审查|征集|立案)(?:和?立案)?(?:的)?(?:情况|结果|报告)|提案(?:立案)?审查(?:委员会|[^，。；]{0,6}会议)"
    "|^(?!.*(?:以来|办理|交办|答复))[^，]*(?:会议|全会|大会)(?:提案组|秘书处)?(?:共|已)*(?:收到|征集)[^，。；]{0,6}提案|次(?:全体)?(?:会议|全会)提案情况$|^(?!.*(?:以来|办理|交办|答复)).*收到大会提案"
)
_EXAMINES: Final = re.compile(
    "(?:审议|讨论|听取|通过|报告|通报)了?[^。；]{0,24}提案(?:初步)?(?:初审|审查)(?:立案)?情况"
    "|提案(?:立案)?审查(?:立案)?(?:委员会)?[^，。；]{0,6}会议|对[^。；]{0,30}提案(?:进行)?了?(?:初步)?审查"
)
"""``提案委员会召开会议，讨论提案审查情况的报告（草案）``: it sits while the plenary does."""


_HANDLED: Final = re.compile("交办|督办|办理|办复|办结|答复|以来")


def _title_period(title: str) -> str | None:
    """The period that a document's title says it looks back on as a whole (关于五年来提案工作情况的报告)."""
    if _EXAMINED.search(title):
        return "session"  # what a meeting received, examined while it sits
    years = _SPAN.search(title)
    is_of_a_term = years and int(years[2]) - int(years[1]) >= _OF_A_TERM
    return "term" if is_of_a_term or _FIVE_YEARS.search(title) else None
