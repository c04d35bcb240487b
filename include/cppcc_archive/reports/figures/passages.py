"""Where a figure lives and what goes on to it: its paragraph and section, their time, who acted before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.reports.anchors import Sought
from cppcc_archive.reports.figures.holders import Actor
from cppcc_archive.reports.figures.periods import Calendar, heading_period, heading_year, paragraph_period
from cppcc_archive.reports.figures.years import (
    leading_year,
    led_by,
    moves_on,
    names_later_year,
    opens_with_span,
    speaks_of_another_time,
)
from cppcc_archive.reports.model import ANNUAL, DocType, Heading, Holder, Paragraph, Period

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


_GOES_ON: Final = re.compile(
    " *(?:(?:提案|内容)[^。\n0-9]{2,30}。)?"
    "(?:在?(?:这些|上述|以上|所有|立案的?|所提)*(?:[0-9]{1,5}件)?的?(?:立案)?提案[中里的]|其中|从[^，。；]{1,10}看"
    "|[0-9]{1,5}件(?:立案)?提案[^，。；]{0,6}[交由]|[按依](?:照)?[^，。；]{1,10}分|(?:办理|内容|结构)方面)"
)
"""``在394件提案中，``: a paragraph that tells of what the one before counted."""
_SUMS_UP: Final = re.compile(
    "(?:累计|总计|共计|合计|先后|迄今|至今|一?共(?![同建产青享赢识和性商谋促富筑])|截[至止]到?(?:目前|今年|(?:19|20)[0-9]{2}年))[^。]*$"
)
"""``累计``, ``先后``: told of all the time since a beginning, where a paragraph before named one."""

_BEGUN: Final = re.compile(
    "(?:(?P<year>(?:19|20)[0-9]{2})年(?:[0-9]{1,2}月)?[^，。；\n0-9]{0,24}|(?:自|(?<=[。\n]))[^，。；\n0-9届]{0,24}"
    "(?:成立|启动|创办|开展|实施|组建|设立|运行|开通|挂牌|揭牌|建成|上线|投用)[^，。；\n0-9]{0,6})(?:以来|起，|至今)"
    "|(?P<founded>(?:19|20)[0-9]{2})年[^。；\n0-9]{0,24}?(?:成立|创办|设立|组建|发起)了"
)
"""``2015年以来，县政协连续组织委员送医下乡。``: a beginning that a sentence without figures names."""
_BEGUN_ENDS: Final = Sought("以来|起，|至今|(?:成立|创办|设立|组建|发起)了")
"""How all of those end: where none of it stands, none of them does, and most sentences are spared."""
_OF_LAST_YEAR: Final = re.compile("[^。\n]{0,24}去年[0-9]{1,2}月(?!以来|起)")
_YEAR_SINCE: Final = ("一年来", "一年多来")
_SINCE_THEN: Final = re.compile(
    "(?<!截[至止])(?<!截[至止]到)今年|[本去上明来前当全]年|近[日期]|日前|[昨今][天日]|月[0-9]{1,2}日|(?<!自)(?<!截[至止])(?<!截[至止]到)(?:19|20)[0-9]{2}年(?![^，。；]{0,30}(?:以来|起|至今))"
    "|[一三四五]年[来间]|(?:本次|这次|此次)(?:活动|会议)|下一?步|十[一二三四五]五[”’]?规划"
)
"""Another time, with which what was said since a beginning ends."""


class Passage:
    """The paragraph that is being read: its first ``period``, the ``actor`` of its last sentence, the year as printed
    that it was ``led`` by with the period of that year, and whether the meeting has received something so far. The
    ``period`` of the whole document, if it has one, is no passage's."""

    def __init__(self, shade: str, calendar: Calendar, kind: DocType, period: str | None) -> None:
        self._shade, self._calendar, self._is_open = shade, calendar, period is None and kind not in ANNUAL
        self._is_annual = kind in ANNUAL
        self._since = False
        self._until = 0
        self.start = -1
        self._end = 0
        self.period: str | None = None
        self.actor: Actor | None = None
        self._acted: Actor | None = None
        self.at_session = False
        self.led: tuple[str, str | None] | None = None
        self._lasting: tuple[str, str | None] | None = None

    def enter(self, paragraph: int, start: int, end: int) -> bool:
        """Read on in a sentence, in a new ``paragraph`` perhaps, as which it tells it. A new one forgets what the one
        before said unless it tells of the same, but for the year that opened it where the document has none: that holds
        until another time is named."""
        is_new = paragraph != self.start
        if is_new:
            if not _GOES_ON.match(self._shade, paragraph):
                self._since = self._since or (self.period == "cumulative" and not self._is_annual)
                self.period = None
            self.start, self.actor, self.led = paragraph, None, None
            if opens_with_span(self._shade, start, end):
                self.period = "cumulative"  # ``2004年～2010年，提出提案1386件。其中七届二次会议195件；``
            if self._calendar.reviewed is None:
                if self._lasting and moves_on(self._shade, self._end, end):
                    self._lasting = None
                led = led_by(self._shade, paragraph, start, self._calendar)
                if led and self._is_open:
                    self._lasting = led  # ``2022年，区政协服务大局。全年视察6次。`` leads the paragraphs behind it, too
                self.led = led or self._lasting
        elif self._acted and self._acted.holder is not Holder.OWN and self._shade.startswith("其中", start):
            self.actor = self._acted  # ``县政府承办建议、提案115件。其中，已解决的74件``
        told = self._end
        if not self._is_annual and (began := self._begun(start)):
            self._since, told = True, began
        then = _SINCE_THEN.search(self._shade, told, end) if self._since else None
        self._since, self._until = self._since and then is None, then.start() if then else 0
        if is_new and self._since and told > paragraph and self._opens_with_beginning(paragraph, start):
            self.period = "cumulative"  # ``自1983年建立文史处以来，已有三年。共征集稿件705篇；报送60余篇``
        self._end = end
        if self.led and speaks_of_another_time(self._shade, start, end):
            self.led = self._lasting = None
        now = None if self._calendar.reviewed else self._calendar.now
        is_since = self._shade.startswith(_YEAR_SINCE, start)
        if now and is_since and _OF_LAST_YEAR.match(self._shade, paragraph, start):
            self.led = f"{now - 1}年", Period.PRIOR_YEAR  # ``去年3月，首批监督员上任。一年来，调研15次``
        return is_new

    def act(self, actors: Sequence[Actor], passes_on: Holder) -> None:
        """Remember who acted last in a sentence: who ``passes_on`` acts in the next one, too; others, a government
        before deputies whose suggestions it handles, where that opens with 其中."""
        last = actors[-1] if actors else None
        self.actor = last if last and last.holder is passes_on else None
        self._acted = next((one for one in actors if one.holder is Holder.GOVERNMENT), last)

    def _begun(self, start: int) -> int | None:
        """Where a beginning ends that is named before the sentence from ``start`` on, of a year that is over."""
        if not _BEGUN_ENDS.stands(self._shade, self._end, start):
            return None
        began = _BEGUN.search(self._shade, self._end, start)
        this = self._calendar.now or self._calendar.reviewed
        year = began["year"] or began["founded"] if began else None
        is_over = began and not (year and this and int(year) >= this)
        return began.end() if began and is_over else None

    def _opens_with_beginning(self, paragraph: int, start: int) -> bool:
        """Whether a sentence without figures that opens a paragraph names a beginning."""
        began = _BEGUN.search(self._shade, paragraph, start)
        return began is not None and began.start() - paragraph <= len(" 自")

    def sums_up(self, start: int, end: int) -> bool:
        """Whether a figure at ``end`` is told of all the time since the beginning that a paragraph before named, of
        one deed or body, and before another time is named. A report of a year has many, and its 累计 is of the year."""
        return (self._since or end < self._until) and _SUMS_UP.search(self._shade, start, end) is not None

    def lead(self, start: int, end: int, period: str | None) -> None:
        """Remember the year that the paragraph's first sentence with figures opens with; it lasts beyond it where
        the document speaks of no time as a whole."""
        if opens_with_span(self._shade, start, end):
            return
        if (opening := leading_year(self._shade, self.start, start, end, self._calendar.last)) and not names_later_year(
            self._shade, start, end, int(opening[:4])
        ):
            self.led = opening, period
            if self._is_open and self._calendar.reviewed is None:
                self._lasting = self.led
