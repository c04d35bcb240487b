"""What tells of a meeting itself, in its news, its resolutions and the reports that it hears: who was there, what it
received and what was commended at it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.figures.periods import Calendar
from cppcc_archive.reports.figures.years import DURING, NOW, NOWS, is_of_another
from cppcc_archive.reports.model import DocType, Period

_COMMENDS: Final = Begun(
    "(?:会议|大会|全会|会上)[^，。；]{0,6}(?:表彰|表扬|授予|命名)[^。；]*$|[开结]业仪?式上[^。；]*(?:表彰|评选|评为)[^。；]*$"
)
_COMMENDS_WHOM: Final = Begun("(?:会议|大会|全会|会上)(?:决定)?对[^。；]*$")
_WILL_COMMEND: Final = Begun("(?:本次|这次|此次)(?:会议|大会|全会)，?(?:还|也|拟)?将[^。；]*$")
"""``这次会议将对8件优秀提案和5个先进单位进行表彰`` in the report that it hears."""
_ARE_COMMENDED: Final = re.compile("[^。；]{0,60}(?:表彰|表扬)")
"""``大会对12件优秀提案予以表彰``: the verb stands behind what it commends."""
_JUST_NOW: Final = re.compile("(?:近日|日前|[昨今][天日])，[^。；]{0,20}(?:决定|表彰|授予|命名)")
"""``日前，县政协作出决定，对12件优秀提案给予表彰``, told in January: that is of the new year."""
_COMMENDED: Final = frozenset({"honours", "proposals_excellent"})
_HANDED: Final = re.compile("(?<!提)交(?:办|由|给)?[^，。；]{0,40}$")
"""``5件提案分别交县住建局等4个单位办理``."""
_GIVEN_AWAY: Final = frozenset({"aid_value", "people_aided"})
"""What is given at a meeting, or on the occasion of one, is of its year."""
_CHOSEN_FROM: Final = Ended("会上，[^，。；]{0,4}(?:从|对|未)[^，。；0-9]{0,12}$")
"""``会上，从立案的117件提案中筛选出``: what a meeting chooses from was there before."""
_UNTIL_HOUR: Final = Ended("截[至止]到?[^，。；]{0,14}(?:[0-9]{1,2}[时点]|上午|下午|中午|当晚)[^。；]{0,40}$")
_PRESENT: Final = re.compile(
    "[^。；]{0,40}(?:参加|出席|列席|旁听)了?(?:本次|此次|这次)?(?:会议|座谈|交办会|大会|[^，。；]{0,4}(?<!社)会(?![员议]))|[^，。；]{0,14}(?:到会听取|[欢汇齐共]聚一堂)|[^，。；]{0,8}作了?(?:大会|表态|交流|典型|书面|口头)?发言|[^，。；]{0,20}(?:进行|作)了?[^，。；]{0,4}(?:汇报|述职|表态)|[^，。；]{0,40}(?:参训|围坐|参加(?:协商|培训|仪式|捐赠))|[^，。；]{0,14}，?赴[^。；]{2,20}(?:举办|参加)了?[^。；]{0,30}(?:培训|研修)班"
)
_SERIES: Final = Ended("[期场次]，[^，。；]{0,6}$")
"""``开办培训班18期，900余人次参训``: of many, not of the one that is told of."""
_ALONG: Final = re.compile("[^，。；]{0,14}(?:参加|参会|列席|到会|出席)(?=[，。；]|$)")
_MEETS: Final = Begun(
    "(?:召开|举行|举办|出席|参加|主持)[^。；]{0,40}(?:会议?|会上|式|班|论坛)(?:召开|举行|在|并[^，。；]{1,8})?[，、]|(?:会|式|班|论坛)(?:召开|举行|举办|开班)"
)
"""``召开座谈会，23名委员参加``: who was there, where a sentence tells of the meeting."""
AT_MEETINGS: Final = (DocType.MEETING_NEWS, DocType.SPEECH, DocType.RESOLUTION)
AT_ANY: Final = _COMMENDED | {"proposals_assigned"}
"""What a report, too, may tell of the meeting that hears it."""
_EXAMINED: Final = frozenset({"proposals_filed", "proposals_not_filed", "proposals_transferred", "proposals_merged"})
"""What an examination makes of what a meeting has received."""
_RECEIVED_TOO: Final = """
proposals_submitted proposals_collective proposals_individual proposals_joint proposals_by_source
proposals_by_sector proposals_livelihood proposals_share filing_rate proposers proposals_after_merging attendance_rate
"""
_RECEIVED: Final = _EXAMINED | frozenset(_RECEIVED_TOO.split())


class Sitting:
    """Where the document of a meeting speaks of the time while it sat, and where of another: looked up once."""

    def __init__(self, shade: str, kind: DocType, session: int | None) -> None:
        self._kind = kind
        during = DURING.finditer(shade) if session else ()
        self._during = [match.span() for match in during if not is_of_another(shade, match.start(), session)]
        self._now = [match.span() for match in NOWS.finditer(shade)]

    def goes_on(self, code: str, paragraph: int, start: int, end: int, *, has_received: bool) -> bool:
        """Whether a figure at ``end``, of the sentence from ``start`` on, has no time of its own and goes on with what
        its paragraph says that the meeting received or did while it sat."""
        is_during = _stands(self._during, paragraph, end)
        codes = _EXAMINED if self._kind is DocType.RESOLUTION and not is_during else _RECEIVED
        return (has_received or is_during) and code in codes and not _stands(self._now, start, end)


def _stands(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of ``spans``, in order, lies between ``start`` and ``end``."""
    at = bisect_left(spans, (start, start))
    return at < len(spans) and spans[at][1] <= end


def at_meeting(
    period: Period | None, year: int | None, code: str, before: str, behind: str, calendar: Calendar, kind: DocType
) -> tuple[Period | None, int | None]:
    """Period and year of a figure where it tells of the meeting itself: who was there, what was commended; proposals
    that a later meeting hands over are of the year they were made in."""
    if (
        period is Period.SESSION
        and calendar.session is None
        and (
            code == "proposals_assigned"
            or (code == "handling_bodies" and _HANDED.search(before))
            or code in _GIVEN_AWAY
            or ((code.startswith("proposals_") or "提案" in behind[:4]) and _CHOSEN_FROM.search(before))
        )
    ):
        return Period.REVIEWED, calendar.reviewed or calendar.heard or calendar.now or calendar.told
    if calendar.session and period is Period.REVIEWED and code in _RECEIVED and _UNTIL_HOUR.search(before):
        return Period.SESSION, calendar.now  # ``截至2月22日17时，共收到提案``
    if code in _COMMENDED and _WILL_COMMEND.search(before):
        return Period.SESSION, calendar.now
    if period not in (Period.REVIEWED, Period.PRIOR_YEAR) or kind not in AT_MEETINGS:
        return period, year
    is_commended = code in _COMMENDED and (
        _COMMENDS.search(before) or (_COMMENDS_WHOM.search(before) and _ARE_COMMENDED.match(behind))
    )
    if is_commended:
        return Period.SESSION, calendar.now  # ``会上表彰了2022年度优秀提案15件``: those of a year, at the meeting
    if period is not Period.REVIEWED:
        return period, year
    is_at_it = (_PRESENT.match(behind) and not _SERIES.search(before)) or (
        _ALONG.match(behind) and _MEETS.search(before)
    )
    is_present = (is_at_it or (code == "plenary_speeches" and calendar.session)) and not NOW.search(before)
    if code in _COMMENDED and year and calendar.now and year == calendar.now - 1 and _JUST_NOW.search(before):
        return period, calendar.now
    return (Period.SESSION, calendar.now) if is_present else (period, year)
