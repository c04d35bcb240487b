"""Where a figure lives: its paragraph and section, and the time that these speak of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from cppcc_archive.reports.figures.periods import heading_period, paragraph_period
from cppcc_archive.reports.model import Heading, Paragraph

NEXT_TERM = re.compile(
    "(?:今后|未来)[三五]年|新一届|建议(?:每年|[一二三四五六七八九十]{1,3}届)|对[一二三四五六七八九十]{1,3}届[^，。；]{0,10}(?:建议|希望)"
)
"""What is said of the years of a coming term, and of none of them."""
_LEAD_ENDS = re.compile("(?P<some>(?:以下|如下|下列|下面|[两几三四五六]个|[两几三四五六]项)[^。\n]{0,10}[：。])? *$")
_AHEAD = "(?:20[0-9]{2}年|今年|今后|新的一年|明年|来年|下一?步|下一?阶段|接下来|下半年)[^。\n]{0,40}(?<![需重主])"
_SURELY = (
    f"(?:{_AHEAD}|(?<![\u4e00-\u9fff])(?:我们|[区县市旗]?政协|常委会))(?:将|要(?!以)|拟|计划|打算|建议|希望)[^。\n]*$"
)
_LEADS = (
    re.compile(_SURELY),
    re.compile(f"{_AHEAD}(?:着力|力争|努力|重点|认真|抓好|做好)(?!了|开展了|做了)[^。\n]*$|{_SURELY}"),
)
"""``2023年，我们将重点做好以下工作：``: what follows in its section is still to come."""
_LEAD_TAIL, _LEAD_REACH = 20, 120
_DONE = re.compile("(?:做|抓|开展|完成|推进|落实)了|以来|回顾|已|报告如下|汇报如下")


class Homes:
    """Where a position lives: the start of its paragraph and the index of its section."""

    def __init__(self, shade: str, outline: Sequence[Heading], paragraphs: Sequence[Paragraph]) -> None:
        self._shade = shade
        self._headings = [heading.start for heading in outline]
        self._levels = [heading.level for heading in outline]
        self._periods: list[str | None] = []
        self._of_a_term: list[bool] = []
        above: dict[int, tuple[str | None, bool]] = {}
        for heading in outline:
            above = {level: said for level, said in above.items() if level < heading.level}
            period, is_next = above[max(above)] if above else (None, False)
            period = heading_period(heading.heading) or period
            is_next = is_next or NEXT_TERM.search(heading.heading) is not None
            above[heading.level] = period, is_next
            self._periods.append(period)
            self._of_a_term.append(is_next)
        self._paragraphs = [paragraph.start for paragraph in paragraphs]
        self._sections = [paragraph.section for paragraph in paragraphs]
        self._opening: tuple[int, str | None] = (-1, None)
        self._leads = [end for end in map(self._lead_in, paragraphs) if end is not None]

    def _lead_in(self, paragraph: Paragraph) -> int | None:
        """Where a paragraph ends whose last sentence leads to what is still to come."""
        shade, end = self._shade, paragraph.end
        ending = _LEAD_ENDS.search(shade, max(paragraph.start, end - _LEAD_TAIL), end)
        if not ending or not (ending["some"] or shade[end - 1] == "："):
            return None
        begin = max(shade.rfind("。", 0, end - 1) + 1, paragraph.start, end - _LEAD_REACH)
        is_ahead = _LEADS[ending["some"] is not None].search(shade, begin, end) and not _DONE.search(shade, begin, end)
        return end if is_ahead else None

    def opening(self, paragraph: int) -> str | None:
        """The period that the paragraph beginning at this position opens with."""
        if self._opening[0] != paragraph:
            self._opening = paragraph, paragraph_period(self._shade, paragraph)
        return self._opening[1]

    def period_of(self, section: int | None, position: int) -> str | None:
        """The period that the section, or the one it lies in, speaks of as a whole, or since a lead-in before
        ``position``."""
        if section is None:
            return None
        if (said := self._periods[section]) is None and self._leads and self._is_led(section, position):
            return "planned"
        return said

    def _is_led(self, section: int, position: int) -> bool:
        at = bisect_right(self._leads, position) - 1
        if at < 0:
            return False
        origin = bisect_right(self._headings, self._leads[at]) - 1
        return origin >= 0 and all(self._levels[one] > self._levels[origin] for one in range(origin + 1, section + 1))

    def is_of_a_term(self, section: int | None, position: int) -> bool:
        """Whether the section, or one that it lies in, or a lead-in before ``position``, is about a coming term."""
        if section is None or self._of_a_term[section]:
            return section is not None
        if not self._leads or not self._is_led(section, position):
            return False
        end = self._leads[bisect_right(self._leads, position) - 1]
        return NEXT_TERM.search(self._shade, self._shade.rfind("\n", 0, end - 1) + 1, end) is not None

    def of(self, position: int) -> tuple[int, int | None]:
        """The start of the paragraph that holds ``position``, and the index of its section."""
        at = bisect_right(self._paragraphs, position) - 1
        return (self._paragraphs[at], self._sections[at]) if at >= 0 else (0, None)
