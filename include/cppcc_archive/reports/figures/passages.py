"""What goes on from one sentence to the next: the time a paragraph opened with, another committee that acts."""

from __future__ import annotations

import re
from typing import Final

from cppcc_archive.reports.figures.holders import Actor
from cppcc_archive.reports.figures.periods import Calendar
from cppcc_archive.reports.figures.years import leading_year, led_by, moves_on, opens_with_span, speaks_of_another_time

_GOES_ON: Final = re.compile(
    " *(?:在?(?:这些|上述|以上|所有|立案的?|所提)*(?:[0-9]{1,5}件)?的?(?:立案)?提案[中里的]|其中|从[^，。；]{1,10}看"
    "|[按依](?:照)?[^，。；]{1,10}分|(?:办理|内容|结构)方面)"
)
"""``在394件提案中，``: a paragraph that tells of what the one before counted."""


class Passage:
    """The paragraph that is being read: its first ``period``, the ``actor`` of its last sentence, the year as printed
    that it was ``led`` by with the period of that year, and whether the meeting has received something so far."""

    def __init__(self, shade: str, calendar: Calendar) -> None:
        self._shade, self._calendar = shade, calendar
        self.start = -1
        self._end = 0
        self.period: str | None = None
        self.actor: Actor | None = None
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
                self.period = None
            self.start, self.actor, self.led = paragraph, None, None
            if self._calendar.reviewed is None:
                if self._lasting and moves_on(self._shade, self._end, end):
                    self._lasting = None
                self.led = led_by(self._shade, paragraph, start, self._calendar) or self._lasting
        self._end = end
        if self.led and speaks_of_another_time(self._shade, start, end):
            self.led = None
        return is_new

    def lead(self, start: int, end: int, period: str | None, *, lasts: bool) -> None:
        """Remember the year that the paragraph's first sentence with figures opens with; it ``lasts`` beyond it where
        the document speaks of no time as a whole. A span of years holds for the paragraph."""
        if period in (None, "prior_year") and opens_with_span(self._shade, start, end):
            self.period = "cumulative"  # ``2004年～2010年，提出提案1386件。其中七届二次会议195件；``
            return
        if opening := leading_year(self._shade, self.start, start, end):
            self.led = opening, period
            if lasts and self._calendar.reviewed is None:
                self._lasting = self.led
