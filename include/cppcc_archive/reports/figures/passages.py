"""What goes on from one sentence to the next: the time a paragraph opened with, another committee that acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cppcc_archive.reports.anchors import Sought
from cppcc_archive.reports.figures.holders import Actor
from cppcc_archive.reports.figures.periods import Calendar
from cppcc_archive.reports.figures.years import (
    leading_year,
    led_by,
    moves_on,
    names_later_year,
    opens_with_span,
    speaks_of_another_time,
)
from cppcc_archive.reports.model import ANNUAL, DocType, Holder, Period

_GOES_ON: Final = re.compile(
    " *(?:(?:提案|内容)[^。\n0-9]{2,30}。)?"
    "(?:在?(?:这些|上述|以上|所有|立案的?|所提)*(?:[0-9]{1,5}件)?的?(?:立案)?提案[中里的]|其中|从[^，。；]{1,10}看"
    "|[按依](?:照)?[^，。；]{1,10}分|(?:办理|内容|结构)方面)"
)
"""``在394件提案中，``: a paragraph that tells of what the one before counted."""
_SUMS_UP: Final = re.compile(
    "(?:累计|总计|共计|合计|先后|迄今|至今|一?共(?![同建产青享赢识和性商谋促富筑])|截[至止]到?(?:目前|(?:19|20)[0-9]{2}年))[^。]*$"
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
    "[今本去上明来前当全]年|近[日期]|日前|[昨今][天日]|月[0-9]{1,2}日|(?<!自)(?<!截[至止])(?<!截[至止]到)(?:19|20)[0-9]{2}年(?![^，。；]{0,30}(?:以来|起|至今))"
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
        self._since = self._since and _SINCE_THEN.search(self._shade, told, end) is None
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
        one deed or body. A report of a year has many, and its 累计 is of the year."""
        return self._since and _SUMS_UP.search(self._shade, start, end) is not None

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
