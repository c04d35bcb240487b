"""Where a figure lives: its paragraph and section, and the time that these speak of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.reports.figures.periods import heading_period, heading_year, paragraph_period
from cppcc_archive.reports.model import Heading, Paragraph

NEXT_TERM: Final = re.compile(
    "(?:今后|未来)[三五]年|新一届|建议(?:每年|[一二三四五六七八九十]{1,3}届)|对[一二三四五六七八九十]{1,3}届[^，。；]{0,10}(?:建议|希望)"
)
"""What is said of the years of a coming term, and of none of them."""
_SOME: Final = Begun("(?:以下|如下|下列|下面|[两几三四五六]个|[两几三四五六]项)[^。\n]{0,10}[：。] *$")
_AHEAD: Final = (
    "(?:20[0-9]{2}年|今年|今后|新的一年|明年|来年|下一?步|下一?阶段|接下来|下半年)[^。\n]{0,40}(?<![需重主])"
)
_SURELY: Final = (
    f"(?:{_AHEAD}|(?<![\u4e00-\u9fff])(?:我们|[区县市旗]?政协|常委会))(?:将|要(?![以求])|拟|计划|打算|建议|希望)[^。\n]*$"
    "|做好(?:今年|20[0-9]{2}年)[^。\n]{0,10}工作，[^。\n]{0,12}[几两三四五六][点个][^。\n]*$"
    "|建议(?:新一|下一|[一二三四五六七八九十]{1,3})届[^。\n]*$"
)
_LEADS: Final = (
    re.compile(_SURELY),
    re.compile(f"{_AHEAD}(?:着力|力争|努力|重点|认真|抓好|做好)(?!了|开展了|做了)[^。\n]*$|{_SURELY}"),
)
"""``2023年，我们将重点做好以下工作：``: what follows in its section is still to come."""
_NO_TIME: Final = re.compile(
    "(?:重点|着重|着力|主要|具体|突出|认真|切实|要|需)*(?:抓好|做好|抓住|办好|抓实|把握|突出|实施|推进)"
)
"""``2023年，我们要做到“五个聚焦”。重点抓好以下几方面：``: the sentence before says when."""
_APPENDED: Final = re.compile(" *附(?:件|录|表)?[0-9一二三]?：")
"""``附：近三年提案情况``: what stands below is no part of the last section."""
_YEAR_APPENDED: Final = re.compile(f"{_APPENDED.pattern}(20[0-9]{{2}})年(?![^\\n]*(?:计划|安排|要点|名单|打算))")
_OF_A_YEAR: Final = re.compile(" *(20[0-9]{2})年，?是(?![^。]{0,60}五年)")
"""``2021年，是九届政协的收官之年。一年来，立案提案283件`` in a report on a term."""
_PLAN_HEAD: Final = re.compile(
    " *(?:20[0-9]{2}年|[今明]年|今后|新的一年|下半年|[二三四]季度|下一?步|下一?阶段)"
    "[^，。；：\\n]{0,8}(?:打算|安排|计划|思路|设想|任务|意见)：? *"
)
"""``下半年打算：`` on a line of its own."""
_LEAD_TAIL: Final = 20
_LEAD_REACH: Final = 240
_DONE: Final = re.compile("(?:做|抓|开展|完成|推进|落实)了|以来|回顾|已|报告如下|汇报如下|主要表现|差距|不足")


@dataclass(slots=True)
class Home:
    """What holds for every figure of a stretch of text: its paragraph's start, its section's index and heading, the
    ``period`` that the section, or one that it lies in, speaks of as a whole, or since a lead-in before it, else that
    its paragraph opens with. ``is_of_a_term``: whether that is about a coming term; ``year``: the one year that a
    section of a report on a term is of."""

    paragraph: int = 0
    section: int | None = None
    heading: str = ""
    period: str | None = None
    is_of_a_term: bool = False
    year: int | None = None


class Homes:
    """Where a position lives, and what is said there of time: asked once for each paragraph."""

    def __init__(
        self,
        shade: str,
        outline: Sequence[Heading],
        paragraphs: Sequence[Paragraph],
        reviewed: int | None,
        general: str | None,
    ) -> None:
        self._shade, self._general = shade, general
        self._outline = outline
        self._headings = [heading.start for heading in outline]
        self._said: list[tuple[str | None, bool]] = []
        self._years: list[int | None] = []
        inner: dict[int, int | None] = {}
        above: dict[int, tuple[str | None, bool]] = {}
        for heading in outline:
            above = {level: said for level, said in above.items() if level < heading.level}
            period, is_next = above[max(above)] if above else (None, False)
            period = heading_period(heading.heading, reviewed) or period
            is_next = is_next or NEXT_TERM.search(heading.heading) is not None
            above[heading.level] = period, is_next
            self._said.append(above[heading.level])
            inner = {level: year for level, year in inner.items() if level < heading.level}
            inner[heading.level] = heading_year(heading.heading) or (inner[max(inner)] if inner else None)
            self._years.append(inner[heading.level] if general == "term" or not reviewed else None)
        self._leads = [end for end in map(self._lead_in, paragraphs) if end is not None]
        self._paragraphs = [paragraph.start for paragraph in paragraphs]
        self._sections = [paragraph.section for paragraph in paragraphs]
        appended = (one.start for one in paragraphs if _APPENDED.match(shade, one.start))
        self._appendix = next(appended, len(shade) + 1)
        self._cuts = sorted({0, *self._paragraphs, *self._leads})
        self._homes: list[Home | None] = [None] * len(self._cuts)

    def _lead_in(self, paragraph: Paragraph) -> int | None:
        """Where a paragraph ends whose last sentence leads to what is still to come."""
        shade, end = self._shade, paragraph.end
        if _PLAN_HEAD.fullmatch(shade, paragraph.start, end):
            return end
        is_some = _SOME.search(shade, max(paragraph.start, end - _LEAD_TAIL), end) is not None
        if not is_some and shade[end - 1] != "：":
            return None
        stop, floor = end, max(paragraph.start, end - _LEAD_REACH)
        begin = max(shade.rfind("。", 0, end - 1) + 1, floor)
        if begin > floor and _NO_TIME.match(shade, begin, end):
            stop, begin = begin - 1, max(shade.rfind("。", 0, begin - 1) + 1, floor)
        is_ahead = _LEADS[is_some].search(shade, begin, stop)
        return end if is_ahead and not _DONE.search(shade, begin, end) else None

    def at(self, position: int) -> Home:
        """Where ``position`` lives."""
        at = bisect_right(self._cuts, position) - 1
        home = self._homes[at]
        if home is None:
            home = self._homes[at] = self._of_its_year(self._home(self._cuts[at]))
        return home

    def _of_its_year(self, home: Home) -> Home:
        """The home of a paragraph that opens with the one year it is of, in a report on a term."""
        is_of_a_term = (home.period or self._general) == "term"
        year = _OF_A_YEAR.match(self._shade, home.paragraph) if is_of_a_term else None
        return replace(home, period="reviewed", year=int(year[1])) if year else home

    def _home(self, position: int) -> Home:
        at = bisect_right(self._paragraphs, position) - 1
        paragraph, section = (self._paragraphs[at], self._sections[at]) if at >= 0 else (0, None)
        opening = paragraph_period(self._shade, paragraph)
        lead = self._lead_to(section, position)
        if section is None:
            is_led = lead is not None and position < self._appendix
            return Home(paragraph, period="planned" if is_led else opening)
        if position >= self._appendix:
            heading, of_year = self._outline[section].heading, _YEAR_APPENDED.match(self._shade, self._appendix)
            if of_year:
                return Home(paragraph, section, heading, "reviewed", year=int(of_year[1]))
            return Home(paragraph, section, heading, opening)
        period, is_next = self._said[section]
        if lead is not None:
            period = period or "planned"
            begin = self._shade.rfind("\n", 0, lead - 1) + 1
            is_next = is_next or NEXT_TERM.search(self._shade, begin, lead) is not None
        year = self._years[section]
        if year and period is None:
            opening = opening or "reviewed"
        return Home(paragraph, section, self._outline[section].heading, period or opening, is_next, year)

    def _lead_to(self, section: int | None, position: int) -> int | None:
        """Where the lead-in ends that still holds at ``position`` in a section, or in a text that has none."""
        at = bisect_right(self._leads, position) - 1
        if at < 0:
            return None
        origin = bisect_right(self._headings, self._leads[at]) - 1
        if section is None or origin < 0:  # ``下半年打算：`` above ``1.抓调研。完成课题3项``
            is_led = origin < 0 and (section is None or self._outline[section].run_in)
            return self._leads[at] if is_led else None
        within = self._outline[origin + 1 : section + 1]
        return self._leads[at] if all(one.level > self._outline[origin].level for one in within) else None
