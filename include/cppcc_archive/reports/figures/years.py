"""The year a figure speaks of, and its period by that year."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.anchors import Sought, Words
from cppcc_archive.reports.figures.grid import Place
from cppcc_archive.reports.figures.numerals import parse_integer
from cppcc_archive.reports.figures.periods import Calendar
from cppcc_archive.reports.model import ANNUAL, DocType, Period

_YEAR: Final = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?<![0-9].{4})(?:(?<![比较与同].{4})|(?=年度?的))(?:年(?!代|来|以|间|前(?![0-9一二三四五六七八九十半]))|(?=$))(?:[0-9]{1,2}月)?"
)
_ASIDE: Final = Sought(
    "（[^（）\\n]{0,80}）|《[^《》\\n]{1,120}》|“[^“”\\n]{0,40}(?:先进|优秀|模范|示范)[^“”\\n]{0,16}”"
)
"""``（上年12月增补委员5人）``, ``《办法（2018年修订）》``: its years are of nothing that stands behind it."""
_LISTED: Final = re.compile("((?:19|20)[0-9]{2})(?:年?度?(?:至|到|[—－-]{1,2})((?:19|20)[0-9]{2})|年(?!代|来|以|间)|$)")
_SAID: Final = "今年|本年|去年|上年|以来|至今|上半年"
NOW: Final = Begun(f"{_SAID}|一年来|当年|全年")
DURING: Final = re.compile("(?:会议|大会|全会|开会)期间")
NOWS: Final = Sought(NOW.pattern.pattern)
_THIS: Final = Begun(f"{_SAID}|年底前|(?:提高|上升|提升|增加|增长|下降|降低|减少|增|降)[到至]")
"""``2021年…，全年``, ``2018年…，当年``: still the year printed."""
_NEXT: Final = re.compile("明年|来年|下一年度?")
_LAST_TERM: Final = Ended("上一?届(?!会议|全会)[^，。；0-9]{0,12}$")
_PLAN_OF: Final = re.compile("《[^《》]*?(20[0-9]{2})年[^《》]*(?:计划|要点|安排|方案)》[^。；]*$")
_TWO_BACK: Final = re.compile("前年(?!.*[去上]年)")
_SESSION: Final = Begun(
    "(?:本次|这次|此次|大会|全会)(?:会议|大会|全会)?(?:提案(?:审查|工作)?(?:组|委(?:员会)?))?(?:共|期间|上|为期|收到|安排|表彰|还)|(?<!为开好)(?<!为办好)(?<!筹备)(?:本次|这次|此次)(?:专题)?(?:[^，。；以]{0,6}班|培训|讲座|座谈会|协商会|活动(?![^，。；]{0,6}(?:资助|捐|募|救助|帮扶|走访|慰问|发放)))|作了?大会发言|大会(?:口头|书面)发言|(?:^|[，；])会议(?:围绕|就)(?![^。；]*(?:报告|汇报|通报|总结))|会议(?:协商|表决|审议)通过了?[^。；]{0,8}人事[^。；]*|会议期间|开会期间|(?:^|[，。；])(?:培训|学习|研修)班?(?:为期|采取|安排|设置|开设)|会议(?:还|并|共)?(?:共|安排|表彰|补选|选举|增选|通报表扬|收到)|会上(?!提案|，[^，。；了]{2,14}(?:通报|汇报|介绍|报告)，)|出席(?:会议|大会)(?:[开闭]幕[式会])?的|先后(?:作了?)?发言|应[到出]|实到|实出|列席|(?<!闭)会期(?!间)|(?<!调研)(?<!活动)(?<!培训)历时|(?:小组|分组|联组|界别)讨论|[0-9一二三四五两半]天(?:多?来|的(?:会议|大会))|(?:大家|委员们|各位委员|与会(?:同志|委员))[^。；]{0,12}(?:听取|审议|讨论|协商|踊跃)"
)
_SESSION_WORDS: Final = Words(_SESSION.pattern.pattern)
_OF_PLENARY: Final = ("本次全会", "这次全会", "此次全会", "全会")
_ATTRIBUTE: Final = re.compile("[报上提立办收编列承][^，。；]{1,5}的[^；]*；")
"""``2019年报送的信息中7条获批示；``: a year of its own clause."""
_REACH: Final = 80
_ANOTHER: Final = re.compile("次$|[今去]年，?$|届[一二三四五六七八九十]{1,3}次(?:全体)?(?:会议|全会)(?!以来|闭幕)")
"""Another plenary by its number, named before what was done there."""


_OVER_YEARS: Final = re.compile(
    r"(?:(?:19|20)\d\d年?(?:[、和至到]|[—－~～-]{1,2}))+(?:19|20)\d\d年(?![^，。；]*分别)[^，。；]*$"
)
"""A list or span of years in the figure's own clause: one figure for them all."""
_SPAN: Final = Begun(
    r"(?:^|[，。；：\n】 ])(?:19|20)\d\d年?(?:[0-9]{1,2}月)?(?:至|到|[—－~～-]{1,2})(?:19|20)\d\d年"
    r"(?:[0-9]{1,2}月|底|末)?(?=[，间共的])(?![^。；]*分别|.*(?:(?:19|20)\d\d年|[今去上]年))"
)
"""A span of years that opens a clause before it: the same."""


def opens_with_span(shade: str, start: int, end: int) -> bool:
    """Whether a sentence opens with years from one to another (``2004年～2010年，``), one figure for them all."""
    return _SPAN_OPENS.match(shade, start, end) is not None


_SPAN_OPENS: Final = re.compile(
    " *(?:【[^】\n]{1,14}】 *|[^，。；：0-9 \n]{1,8} +)?[自从]?"
    "(?:19|20)[0-9]{2}年?(?:至|到|[—－~～-]{1,2})(?:19|20)[0-9]{2}年"
    "(?:底|末)?(?:间|期间)?，(?![^。；]*分别)"
)
_LASTING: Final = {period.value: period for period in (Period.TERM, Period.CUMULATIVE)}


def told(
    period: str | None,
    own_name: str,
    nth: int,
    before: str,
    calendar: Calendar,
    kind: DocType,
    place: Place | None = None,
    named: int | None = None,
) -> tuple[Period | None, int | None]:
    """Period and year of a figure. ``period`` is what cues and sections say, None where they say nothing; ``own_name``
    the figure's own name in a list (``2021、2022年分别收到``), the ``nth`` of that name (``2021年至2023年，分别收到``),
    ``before`` its sentence up to it; ``place`` in a grid, whose years hold; ``named`` the last year that an undated
    text named before it.

    The nearest time holds: that of its sentence, its paragraph, what came before it, the document, the page."""
    if kind is DocType.REGULATION:
        return None, None
    if place and place.latest:
        if place.year:
            return _against(place.year, calendar, calendar.reviewed or place.year), place.year
        if place.is_total:
            return Period.CUMULATIVE, None
    if own_name and (listed := _LISTED.search(own_name)):
        first = int(listed[1])
        named = first + nth % max(1, int(listed[2] or first) - first + 1)
        return _against(named, calendar), named
    if lasting := _LASTING.get(period or ""):
        return lasting, None
    if period == Period.SESSION:
        if calendar.now and printed(before) == calendar.now - 1:
            return Period.REVIEWED, calendar.now - 1  # ``对2021年的办理工作表示满意：全年办复109件``
        return Period.SESSION, calendar.now or named or calendar.told or calendar.heard
    if period == Period.PLANNED:
        passed = _PLAN_OF.search(before) if "》" in before else None
        year = int(passed[1]) if passed else printed(before, len(before))
        if year and not calendar.now and year < (calendar.planned or year):
            return Period.REVIEWED, year  # ``2024年，共开展协商16次`` in a plan without a day
        if year and year >= (calendar.now or 0):
            return Period.PLANNED, year
        if calendar.now and _NEXT.search(before):
            return Period.PLANNED, calendar.now + 1
        return Period.PLANNED, calendar.planned or calendar.now or named or calendar.told or calendar.heard
    if period in (None, Period.PRIOR_YEAR) and _is_over_years(before, period):
        return Period.CUMULATIVE, None
    if period == "last_year":
        return Period.REVIEWED, calendar.now - 1 if calendar.now else calendar.heard
    if period == "earlier":
        return Period.PRIOR_YEAR, calendar.now - 1 if calendar.now else None  # ``十届三次会议立案159件``
    if period == "before_term":
        return Period.PRIOR_YEAR, None  # ``届初共有委员289名``
    if period == Period.PRIOR_YEAR:
        base, year = calendar.reviewed or calendar.now or named, printed(before)
        if calendar.heard and _COMPARED.search(before):
            base = calendar.heard  # at a January plenary ``比去年的45%提高``: the year before the one it hears of
        if year and base and year < base:
            return Period.PRIOR_YEAR, year
        if _LAST_TERM.search(before):
            return Period.PRIOR_YEAR, None  # ``立案率由上届的97%``
        return Period.PRIOR_YEAR, base - (2 if _TWO_BACK.search(before) else 1) if base else None
    if kind not in ANNUAL and kind is not DocType.OTHER and _at_session(before, calendar):
        return Period.SESSION, calendar.now or named
    if calendar.reviewed is None and (year := printed(before) or _met_in(before)) and year <= (calendar.now or year):
        is_earlier = kind in (DocType.MEETING_NEWS, DocType.OTHER) and calendar.is_dated and year < (calendar.last or 0)
        return Period.PRIOR_YEAR if is_earlier else Period.REVIEWED, year
    return Period.REVIEWED, calendar.reviewed or named or calendar.heard or calendar.now or calendar.told


def _met_in(before: str) -> int | None:
    """The year in which the meeting was held that a long sentence tells of, by whoever was at it."""
    year = before.rfind("年")
    if before.find("召开", year) < 0 and before.find("举行", year) < 0:
        return None
    held = _HELD_IN.search(before)
    return int(held[1]) if held and held.end(1) == year else None


_HELD_IN: Final = re.compile("(?:会议|全会)于((?:19|20)[0-9]{2})年[0-9]{1,2}月[^，。；]{0,16}(?:召开|举行)")
"""``第一次会议于1984年1月10日至15日举行，应出席委员55人，其中…``."""


def _is_over_years(before: str, period: str | None) -> bool:
    """Whether a figure is one of several years together."""
    if before.count("19") + before.count("20") <= 1:
        return False
    near = max(0, len(before) - _REACH)
    return bool(_SPAN.search(before, near) or (period is None and _OVER_YEARS.search(before, near)))


_COMPARED: Final = re.compile("(?:[（比较与从由同]|相比|对比)(?:去年|上年)[^，。；]*$")


def _at_session(before: str, calendar: Calendar) -> bool:
    """Whether a sentence speaks of the meeting that the document is of, and of no other time since.

    十一届二次会议共收到 is of another meeting where the document belongs to no plenary, or to the third.
    """
    if not _SESSION_WORDS.stand_in(before):
        return False
    said = [match for match in _SESSION.finditer(before) if _is_own(before, match, calendar.session)]
    if calendar.is_after:
        said = [match for match in said if not DURING.fullmatch(match[0])]  # ``会议期间没有立案的27件``, told later
    return bool(said) and not NOW.search(before, said[-1].end())


def _is_own(before: str, match: re.Match[str], session: int | None) -> bool:
    """Whether what is said of a meeting is said of the document's own, the ``session``-th plenary or none."""
    if session is None:
        return not (match[0].startswith(_OF_PLENARY) or _ANOTHER.search(before, 0, match.start()))
    return not is_of_another(before, match.start(), session)


def is_of_another(shade: str, position: int, session: int | None) -> bool:
    """Whether the meeting of which ``position`` speaks has the number of another plenary."""
    told = _NUMBERED.search(shade, max(0, position - _JUST), position)
    return told is not None and parse_integer(told[1]) != session


_NUMBERED: Final = re.compile("届第?([0-9一二三四五六七八九十]{1,3})次(?:全体)?$")
_JUST: Final = 10
_AHEAD: Final = 40
_DAYS: Final = "[0-9]{1,2}月(?:[0-9]{1,2}日?(?:[～~—－至到-]+(?:[0-9]{1,2}月)?[0-9]{1,2})?日?)?"
_YEAR_AHEAD: Final = "(?=[^，。；：\\n0-9]{0,54}+ *[，：]?(?:19|20))"
"""Only where a number like a year comes first are the words that may lead to it looked for."""
_LEADS: Final = re.compile(
    f"{_YEAR_AHEAD}"
    "(?:[^，。；：\\n0-9]{0,50}(?:通报|介绍|汇报|说|指出|显示|获悉|了解到?|透露|传出消息)[，：]"
    "|[^，。；：\\n0-9]{0,8}(?:回顾|总结|通报|听取)了?"
    "|[^，。；：\\n0-9 ]{1,8} +)?"
    "(?P<said>(?P<year>(?:19|20)[0-9]{2})年)"
    f"(?:度|全年|[上下]半年|(?P<days>{_DAYS})(?=，[^。；]{{0,40}}(?:召开|举行|开幕)))?"
    "(?![0-9]|[底末]|[起至到、和与—-]|[^，。；]{0,14}(?:以来|至今|启动|成立|创办|出版))"
)
_OTHER_TIME: Final = Sought(
    f"{_SAID}|(?<![比较与同由从])(?:19|20)[0-9]{{2}}年|明年|来年|下一?步|[五四三]年[来间]|近几?年来|连续|届(?!委员会?(?:委员|常务|副?主席)|常务委员)"
)


def leading_year(shade: str, paragraph: int, start: int, end: int, last: int | None) -> str | None:
    """The year as printed that a paragraph's first sentence with figures opens with, for what follows in it, unless
    what stands before it speaks of another time. The day of a meeting tells it in a chronicle: before the ``last`` year
    that a dated document looks back on."""
    led = _LEADS.match(shade, start, end)
    if led and led["days"] and not (last and int(led["year"]) < last):
        return None
    if not led or _OTHER_TIME.pattern.search(shade[paragraph:start].replace(led["said"], "")):
        return None
    return led["said"]


def names_later_year(shade: str, start: int, end: int, year: int) -> bool:
    """Whether a sentence that opens with a ``year`` goes on to a later one (``2016年捐款9万元；2017年捐款4万元``)."""
    return any(int(one["year"]) > year for one in _LATER_YEAR.finditer(shade, start, end))


_LATER_YEAR: Final = re.compile("(?<=[；，。])(?:到)?(?P<year>(?:19|20)[0-9]{2})年(?![底末初前]|以)")


def led_by(shade: str, paragraph: int, start: int, calendar: Calendar) -> tuple[str, str | None] | None:
    """The year as printed that a paragraph opens with whose first figures stand in the sentence from ``start`` on, and
    the period of that year (``2023年，县政协围绕中心履职。召开协商会12次``)."""
    led = _LEADS.match(shade, paragraph, start)
    if not led or start - paragraph <= 1 or speaks_of_another_time(shade, led.end(), start):
        return None
    is_prior = calendar.last is not None and int(led["year"]) < calendar.last
    return led["said"], Period.PRIOR_YEAR if is_prior else None


def speaks_of_another_time(shade: str, start: int, end: int) -> bool:
    """Whether a sentence has a time of its own, so that what its paragraph opened with holds no longer."""
    return _OTHER_TIME.search(shade, start, end) is not None


_MOVES_ON: Final = Sought(
    f"{_OTHER_TIME.pattern.pattern}|近[日期]|日前|[昨今]天|[昨今]日|[0-9]{{1,2}}月[0-9]{{1,2}}日|[本这此]次|会议(?:强调|要求|指出)"
)


def moves_on(shade: str, start: int, end: int) -> bool:
    """Whether a stretch speaks of a time of its own, so that what an earlier paragraph opened with holds no longer."""
    return _MOVES_ON.search(shade, start, end) is not None


_NAMED: Final = Sought(
    "(?<![0-9自由从比较与同以至到、—~～-])(?<![立办建设组]于)(?P<said>(?P<year>(?:19|20)[0-9]{2})年)(?![代来以间内起至到、和与及~～—-]|前(?![0-9一二三四五六七八九十半])|度?修)"
    "度?(?P<month>[0-9]{1,2}月(?:[0-9]{1,2}日)?(?![0-9月日]))?(?![^，。；\\n]{0,8}(?:以来|至今|成立|创办))"
    "(?!年?[底末]?(?:至|到|[—~～-]{1,2})(?:19|20)[0-9]{2}年)"
)
"""``1991年3月9~12日，…举行``, ``2015年，``: years that tell of which time a text speaks from there on."""
_OPENS: Final = re.compile("(?:^|[。；，：\\n】） ]|讯|(?<!关)于|在)$")
_TO_COME: Final = re.compile("(?:决定|[将定拟])[^。；\\n]{0,40}$")
"""``会议决定，五次会议于2026年1月12日召开``: a year that is still to come."""


class NamedYears:
    """The years that a text without a day names, in order: each holds until the next."""

    def __init__(self, shade: str) -> None:
        asides = [match.span() for match in _ASIDE.finditer(shade)]
        self._starts: list[int] = []
        self._years: list[str] = []
        for match in _NAMED.finditer(shade):
            start = match.start()
            at = bisect_left(asides, (start, start)) - 1
            is_aside = at >= 0 and asides[at][1] > start
            if (
                not is_aside
                and _TO_COME.search(shade, max(0, start - _AHEAD), start) is None
                and (match["month"] or _OPENS.search(shade, max(0, start - 1), start))
            ):
                self._starts.append(start)
                self._years.append(match["said"])
        self._paragraph = shade.rfind("\n", 0, self._starts[0]) + 1 if self._starts else 0

    def at(self, position: int) -> str | None:
        """The last year named before ``position``, else the first one if it stands in the same paragraph."""
        at = bisect_left(self._starts, position)
        if at:
            return self._years[at - 1]
        return self._years[0] if self._starts and position >= self._paragraph else None

    def is_ahead(self, position: int) -> bool:
        """Whether all the years that the text names stand behind ``position``."""
        return bool(self._starts) and self._starts[0] >= position


def printed(before: str, reach: int = _REACH) -> int | None:
    """The last year printed before a figure, unless other words of time stand between."""
    if "）" in before or "》" in before or "”" in before:
        before = _ASIDE.pattern.sub("", before)
    floor, at = max(0, len(before) - reach), len(before)
    while (at := max(before.rfind("20", floor, at), before.rfind("19", floor, at))) >= 0:
        year = _YEAR.match(before, at)
        if year and not _ATTRIBUTE.match(before, year.end()):
            return int(year["year"]) if not _THIS.search(before, year.end()) else None
    return None


def _against(year: int, calendar: Calendar, base: int | None = None) -> Period:
    base = base or calendar.reviewed or calendar.now
    if base is None or year == base:
        return Period.REVIEWED
    return Period.PRIOR_YEAR if year < base else Period.PLANNED
