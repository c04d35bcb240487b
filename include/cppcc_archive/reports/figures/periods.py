"""Which time a figure speaks of when it is not the year reviewed: cues before it in its sentence, else its section."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final

from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.anchors import Asked, Sought, tried
from cppcc_archive.reports.figures.context import Sentence, titles_in
from cppcc_archive.reports.figures.cue_table import CUES, HEADINGS, OPENINGS, Cue
from cppcc_archive.reports.figures.numbers import Figure, lies_in
from cppcc_archive.reports.figures.numerals import parse_integer

_STOPS: Final = tuple(re.compile(cue.stops) for cue in CUES)
_CUES: Final = {asked.at: (order, asked.pattern) for order, asked in enumerate([Asked(cue.pattern) for cue in CUES])}
_REACH: Final = max(cue.reach for cue in CUES)


_AIM: Final = Asked(
    "的?目标|以[下上]?的[^，。；]{0,10}(?:要|须|应|将)|的委员[^，。；]{0,4}(?:要|须|应|将)|(?:提案|问题|项目)?，?(?:要|须|必须|确保|将于?)在?(?:年底|[0-9]{1,2}月(?:[0-9]{1,2}日|底|份)?)[之以]?前"
)
_DONE: Final = Asked(
    "(?:项目|单位|问题|企业)?已经?(?:全部|陆续|基本)?(?:开工|完工|竣工|建成|投产|签约|落地|办[复结]|解决|完成)"
)
_GREW: Final = Asked("[^，。；0-9]{0,4}(?:提高|上升|提升|增长|增加|扩大|下降|降低|减少|降|升|增)(?:到|至|为)")
_FROM: Final = Ended("[由从][^，。；0-9]{0,8}$")
_RATIOS: Final = ("倍", "百分点", "个百分点")
"""Units that compare with an earlier year and belong to the later one."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years and the plenary of a document, which cues are held against; unknown is None.

    ``now`` is the year of the event or of publication, ``planned`` the one that the document looks ahead to,
    ``heard`` the one that the plenary was told of which news and speeches are of, ``over`` the last one that is over,
    ``told`` the latest that a document speaks of which has no day; ``is_dated``: whether it has one;
    ``is_after``: whether it tells what became of a plenary's proposals, ``is_of_plan``: whether its title names the
    years of a five-year plan, which are no term; ``is_new_year``: whether it is news of the first two months.
    """

    reviewed: int | None = None
    now: int | None = None
    term: int | None = None
    session: int | None = None
    planned: int | None = None
    heard: int | None = None
    over: int | None = None
    told: int | None = None
    is_dated: bool = True
    is_after: bool = False
    is_of_plan: bool = False
    is_new_year: bool = False

    @property
    def last(self) -> int | None:
        """The latest year that the document looks back on."""
        return self.reviewed or self.heard or self.over


@dataclass(slots=True)
class _Found:
    cue: Cue
    stops: re.Pattern[str]
    period: str
    start: int
    end: int
    is_old: bool
    """Whether it compares with a year before the last (``由2016年的95%``): what is held against it may be a term's."""


_ENDS: Final = {"past_now": ("past_now",), "done": ("done",), "past": ("past_now", "done")}
"""What each period of this kind ends: what a past cue said, what a planned one did."""
_SINCE: Final = re.compile("次(?:全体)?会议以来|一年来|一年以来|过去一年")
_THEN: Final = ("当年", "该年")
_SAYS: Final = re.compile("[^，。；：0-9]{0,24}(?:据悉|据了解|了解到?|获悉|通报|介绍|透露|指出)[，：]")
_DONE_BEFORE: Final = re.compile(
    "(?:签订|签署|达成|成立|启动|完成|召开|举行|通过|印发|出台|引进|建成|开工|制定|落实)了?[^，。；]{0,12}，"
)
"""``与两家公司签订协议，计划今年引资1.1亿元。``: the plan is an aside of what was done, and ends with its sentence."""
_YEAR_OVER: Final = re.compile(
    "(?:(?<![比较与同从由])去年(?![底末0-9])|过去的?一年|一年来)(?!.*(?:今年|本次|大会|全会|会议收到))"
)
_DONE_THEN: Final = Sought("[已均]于?去年")
"""``十届一次会议以来的248件立案提案，已于去年11月全部办复``: said behind the figure, too."""
_WILL: Final = re.compile("，?[^，。；\\n]{0,14}(?:将|(?<![主需重必])要|拟|计划)")
_JUST: Final = 16
_TWO_BEFORE: Final = 2
"""Sessions between the one that asked and the one that hears what was done since the next."""
_RESETS: Final = 4
_OPENING: Final = 30
"""Characters before the cue that a sentence opens with."""


class Periods:
    """The cues of one sentence, looked up once, asked for every figure of it."""

    def __init__(self, shade: str, sentence: Sentence, calendar: Calendar) -> None:
        start, end, _, self._may = sentence
        self._shade, self._start, self._end = shade, start, end
        self._found: list[_Found] = []
        titles = titles_in(shade, start, end)
        matches = [
            (match.start(), _CUES[at][0], match)
            for at, places in self._may.items()
            if at in _CUES
            for match in tried(_CUES[at][1], shade, start, end, sorted(places))
            if not lies_in(titles, match.start())  # what stands in a title tells nothing of the figures behind it
        ]
        self._starts: list[int] = []
        self._first = {"past_now": end, "done": end}
        taken = start
        for at, order, match in sorted(matches, key=itemgetter(0, 1)):
            if at >= taken:
                taken = match.end()
                if match[0] in _THEN and any(one.period == "prior_year" for one in self._found):
                    continue  # ``2018年提出建议12条，当年采纳8条``
                if found := _read(order, match, calendar):
                    self._found.append(found)
                    self._starts.append(found.start)
                    for end_of in _ENDS.get(found.period, ()):
                        self._first[end_of] = min(self._first[end_of], found.start)
        self.resets = any(
            "past_now" in (one.period, one.cue.period) and one.start - start <= _RESETS for one in self._found
        )
        """Whether the sentence opens with this year, and what its paragraph opened with holds no longer."""
        self.looks_back = any(one.start - start <= _OPENING and _SINCE.match(shade, one.start) for one in self._found)
        """Whether the sentence opens with the time since another meeting: what a notice tells of it is over."""
        self.opener: str | None = None
        """The period that the sentence opens with, for all of it and for what follows in its paragraph."""
        self._opened: str | None = None
        self._open = (end, end)
        for found in self._found:
            looks_ahead = (
                found.period == "planned" and found.cue.period == "prior_year"
            )  # ``2025年，`` in a report on 2024
            is_alone = found.period == "prior_year" and (
                found.start == start or _SAYS.fullmatch(shade, start, found.start) is not None
            )
            is_alone = is_alone and not found.cue.single
            lasts = found.period == "cumulative" and not found.cue.single
            if (found.cue.opens or looks_ahead or is_alone or lasts) and found.start - start <= _OPENING:
                self._opened = found.period
                is_aside = found.period == "planned" and _DONE_BEFORE.search(shade, start, found.start) is not None
                is_of_name = shade.startswith("的", found.end)  # ``总结三届政协成立以来的文史工作``
                self.opener = None if is_alone or is_aside or is_of_name else found.period
                stop = None if looks_ahead else found.stops.search(shade, found.end, end)
                self._open = found.end, stop.start() if stop else end
                break

    def looks_back_from(self, general: str | None, *, is_first: bool) -> bool:
        """Whether the paragraph goes on with the year reviewed in a document that speaks of another time as a whole: a
        notice that tells what was done since a meeting, a report on a term whose paragraph opens with its last year."""
        return (general == "planned" and self.looks_back) or (general == "term" and is_first and self.resets)

    def of(self, figures: Sequence[Figure], index: int, general: str | None) -> str | None:
        """The period of ``figures[index]``; ``general`` is what its section or the document says."""
        period, figure = self._said(figures, index, general), figures[index]
        if (
            _GREW.at in self._may
            and period != "planned"
            and _GREW.match(self._shade, figure.end)
            and _FROM.search(self._shade, max(0, figure.start - 10), figure.start)
        ):
            # ``由94.5%提高到99%``: the first is the year's before, of a term that of its beginning.
            return "before_term" if period in ("term", "before_term") else "prior_year"
        return period

    def _said(self, figures: Sequence[Figure], index: int, general: str | None) -> str | None:
        figure = figures[index]
        now = done = is_old = False
        for at in range(bisect_left(self._starts, figure.start) - 1, -1, -1):
            found = self._found[at]
            if figure.start - found.end > _REACH:
                # Nothing before it reaches; only what ends the section's own period holds for the whole sentence.
                now, done = now or self._first["past_now"] < found.end, done or self._first["done"] < found.end
                break
            if ended := _ENDS.get(found.period):
                now, done = now or "past_now" in ended, done or "done" in ended
            elif found.period == "earlier":
                if general == "session" and self._reaches(found, figures, index):
                    return "earlier"  # ``十届三次会议立案159件`` where the fourth examines
            elif found.period == "prior_year" and figure.unit in _RATIOS:
                continue
            elif found.period == "planned" and _DONE.at in self._may and _DONE.match(self._shade, figure.end):
                continue  # ``计划总投资22亿元，其中2个项目已开工``
            elif not (done if found.period == "planned" else now) and self._reaches(found, figures, index):
                return found.period
            elif found.period == "prior_year":
                is_old = is_old or (found.is_old and not now)
                now = True  # ``由上年的93%上升至98%``: what is held against last year is this year's
        if self._opened and self._open[0] <= figure.start <= self._open[1]:
            ends = self._first["done" if self._opened == "planned" else "past_now"]
            if not self._open[0] <= ends < figure.start:
                return self._opened
        if _AIM.at in self._may and _AIM.match(self._shade, figure.end):
            return "planned"
        if general == "session" and (
            _YEAR_OVER.search(self._shade, self._start, figure.start)
            or _DONE_THEN.search(self._shade, self._start, self._end)
        ):
            return "last_year"  # ``据了解，去年收到提案276件``
        if (
            figure.unit == "周年"
            or (general in ("term", "cumulative") and now and not is_old)
            or (general == "planned" and done)
        ):
            return None
        return general

    def _reaches(self, found: _Found, figures: Sequence[Figure], index: int) -> bool:
        if found.cue.single:
            # ``分别比去年的47%、8%有所变化``
            while index and figures[index - 1].start >= found.end and self._is_listed(figures, index):
                index -= 1
            if index and figures[index - 1].start >= found.end:
                return False
        start = figures[index].start
        if start - found.end > found.cue.reach:
            return False
        return found.end >= start or not found.stops.search(self._shade, found.end, start)

    def _is_listed(self, figures: Sequence[Figure], index: int) -> bool:
        """Whether a figure stands beside the one before it with nothing but a list's mark between."""
        last, own = figures[index - 1], figures[index]
        return own.start - last.end == 1 and self._shade[last.end] in "、和" and own.unit == last.unit


def _read(order: int, match: re.Match[str], calendar: Calendar) -> _Found | None:
    """The cue that matched, with its year and term held against the document's."""
    cue, stops = CUES[order], _STOPS[order]
    groups = match.groupdict()
    period = cue.period
    if year := groups.get("year"):
        against = calendar.last
        if (against is None and period == "prior_year") or (against is not None and int(year) >= against):
            ahead = max(calendar.now or 0, calendar.planned or 0)  # ``2025年，收到提案176件`` in a notice for 2026
            is_past = int(year) < ahead if calendar.reviewed is None else int(year) == calendar.reviewed
            period = "past" if is_past else "past_now"
            looked_back = calendar.reviewed or calendar.heard
            is_ahead = int(year) > (looked_back or int(year)) or (
                int(year) > (calendar.now or int(year)) and _WILL.match(match.string, match.end()) is not None
            )
            if cue.period == "prior_year" and is_ahead:
                period = "planned"
    elif year := groups.get("then"):
        against = calendar.last
        if against and int(year) > against:
            return None
        period = "past_now" if int(year) == (against or int(year)) else period
    elif held := groups.get("held"):
        number = parse_integer(held) or 0
        if calendar.session is None or number >= calendar.session:
            return None
        is_whose = match.string.startswith(("的", "以来的"), match.end())
        if calendar.reviewed and number == calendar.session - _TWO_BEFORE and is_whose:
            # ``十届一次会议的49件B类提案中``, where the third hears of what was done since the second
            cue, period = replace(cue, single=True), "prior_year"
    elif groups.get("half") and calendar.reviewed and calendar.reviewed < (calendar.now or 0):
        return None  # ``下半年，组织视察3次`` of a year that is over
    elif groups.get("this") and (calendar.reviewed or calendar.heard or 0) != (calendar.now or 0) - 1:
        # Only who looks back on the year before has this one ahead.
        period = "past_now"
    elif groups.get("last"):
        # At a January plenary, as in a summary without a date, 去年 is the very year reviewed, unless it is held
        # against 今年; in January's news the year that is over.
        last = calendar.reviewed or calendar.heard
        if match.string.find("今年", match.end(), match.endpos) < 0:
            is_over = last is not None and last == (calendar.now or last + 1) - 1
            period = "past_now" if is_over else "last_year" if calendar.is_new_year and not last else period
    elif term := groups.get("term"):
        whole = groups["first"].endswith(("政协", "委员会", "换届", "成立")) or match[0].endswith("届以来")
        ended = calendar.term is not None and (parse_integer(term) or 0) < calendar.term
        if not (whole or ended):
            return None
    elif period == "past_now" and match.string.startswith("以来", match.end()):
        period = "past"  # ``今年以来，收到提案150件`` in a notice is no plan
    if period == "cumulative" and match.string.find("自今年", max(0, match.start() - _JUST), match.start()) >= 0:
        return None  # ``自今年4月学习教育开展以来``
    if period == "term" and calendar.is_of_plan:
        period = "cumulative"
    is_old = "上届" in match[0] or bool(cue.single and year and calendar.last and int(year) < calendar.last - 1)
    return _Found(cue, stops, period, match.start(), match.end(), is_old)


_OF_A_YEAR: Final = re.compile("(20[0-9]{2})年")


def heading_period(heading: str, reviewed: int | None) -> str | None:
    """The period that every figure below this heading speaks of, None for the year ``reviewed``."""
    if period := next((period for period, words in HEADINGS if words.search(heading)), None):
        return period
    year = heading_year(heading)
    return "planned" if year and reviewed and year > reviewed else None


def heading_year(heading: str) -> int | None:
    """The one year that a heading opens with (``2021年提案办理情况``)."""
    year = _OF_A_YEAR.match(heading)
    return int(year[1]) if year else None


def paragraph_period(shade: str, start: int) -> str | None:
    """The period that every figure of the paragraph beginning at ``start`` speaks of, None for the year reviewed."""
    return next((period for period, words, _ in OPENINGS if words.match(shade, start)), None)
