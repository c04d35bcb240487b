"""The years and the plenary of a document, which what it says of time is held against, and its time as a whole."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.reports.figures.periods import Calendar
from cppcc_archive.reports.head.dates import COUNTS, SUMMER, as_of, year_over
from cppcc_archive.reports.model import ANNUAL, DocType

_AT_PLENARIES: Final = (DocType.MEETING_NEWS, DocType.SPEECH, DocType.RESOLUTION)
_OF_COMMITTEE: Final = "[案史济卫体法教族侨农育环]委(?:员会)?[^，。]{0,6}(?:召开|举行)"
_PLENARY: Final = re.compile(
    f"^(?!.*(?:交办|督办|办理|以来|征集|常委会|主席会|{_OF_COMMITTEE})).*(?:次(?:全体)?会议|全会|[开闭]幕|大会|召开)"
)
_SITS: Final = re.compile(
    "次(?:全体)?(?:会议|全会)(?:上?(?:传出|传来|透露|获悉)|上，?[^，。；]{0,8}作|(?:[^，。；]{0,6}|于(?:20[0-9]{2}年)?[0-9]{1,2}月[^，。；]{0,16})(?:(?:开幕|闭幕)(?!以|之?后)|(?<!将)(?<!将于)举行|召开))"
)
"""A plenary that the first words of news tell of, whatever its title says."""
_AFTERWARDS: Final = re.compile(f"交办|督办|办理|办[复结]|{_OF_COMMITTEE}")
"""News of what becomes of a plenary's proposals is not of the plenary."""
_OF_A_YEAR: Final = re.compile("20[0-9]{2}年度?[^，。]{0,8}(?:工作|履职|提案|委员|成绩|亮点)")
"""News and statistics of a year are of no plenary that they name."""
_AHEAD: Final = (DocType.PLAN, DocType.NOTICE, DocType.REGULATION)
_LEAD: Final = 300
_NEVER: Final = 9999
"""Characters in which a text says which year it tells of, and the year of one that is of none."""
_YEAR_TOLD: Final = re.compile("(?<![0-9])(20[0-9]{2})(?:年度?|[·”])(?![0-9]{1,2}[月年])")
_YEAR_LED: Final = re.compile(
    f"(?:通报|总结|回顾|盘点|晒出|回眸)了?[^，。]{{0,10}}?{_YEAR_TOLD.pattern}"
    f"|对(?=(?:(?!20)[^，。]){{0,6}}20[0-9]{{2}}年[^，。]{{0,24}}(?:总结|回顾|通报|盘点))[^，。]{{0,6}}?(20[0-9]{{2}})年"
)
"""``总结2023年工作``, ``对2023年开展的活动进行总结``."""
_CALLED: Final = re.compile("(?:拟|将|定)[于在]?(20[0-9]{2})年[^，。；]{0,10}(?:召开|举行)")
"""The meeting that a notice prepares, and asks for proposals to: what it plans is of that year."""
_SUMMARY: Final = re.compile("总结|小结|回顾|综述|情况|盘点|概况|概述|统计|汇总|一览")
"""Titles of what looks back on the year before, until summer; else an earlier year that is named is one before."""
_NEW_YEAR: Final = 2
_SPRING: Final = 4
_AUTUMN: Final = 11
"""The last months of news that look back on the year before and of news that count to the end of it, and the first of
reports on the whole of their year."""
_SINCE: Final = re.compile("次(?:全体)?(?:会议|全会)以来")
_ANSWERED: Final = re.compile("办[复结]|办理完毕|答复|满意率|提案工作情况|(?:提案)?办理(?:工作)?情况|表彰|表扬")
"""``十届三次会议以来，…全部办复``, told in January: that is of the year just over."""
_LATER: Final = re.compile("会议|座谈会|督[查办]|交办|评议|视察|调研")
"""What a later meeting hears of a year over that it names is of an earlier year, no digest of it (``数说2023``)."""
_MEETS: Final = re.compile(
    "[^。\n]{0,60}(?:会议?(?:[^，。]{0,6})?(?:召开|举行)，|(?:召开|举行)[^，。；]{0,24}(?<!社)会[，。])"
)
_UNTIL_LAST: Final = re.compile("截[至止]到?(?:去年|上年)")
_HANDS_OVER: Final = re.compile("交办|转办")
_SUMMED: Final = re.compile("(?:总结|通报|回顾|汇报)了?(20[0-9]{2})年")
_TODAY: Final = re.compile("(?:^|[，。；\n])今年")
_OF_PLAN: Final = re.compile("十[一二三四五]五[”’]?(?:时期|期间|以来|[五这]年)")
_FIRST_WORDS: Final = 60
_TELLS: Final = re.compile("^[^\\n]*。", re.MULTILINE)
_YEAR_OPENS: Final = re.compile(" *(20[0-9]{2})年(?P<since>以?来)?，[^。\\n]*。 *\\n")
_IS_OF_NOW: Final = re.compile(
    "(?<!计划)(?<!打算)(?<!准备)今年(?!计划|将|拟|打算|准备)|本年|近日|日前|[昨今][日天]|目前|至今|以来"
)
"""What a text says that does not tell of the year it opens with alone."""
_ANY_YEAR: Final = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年")
_NEWEST: Final = Begun(
    "(?:^|[。；，：\n])[^，。；：\n0-9]{0,12}((?:19|20)[0-9]{2})年度?(?!代|来|以|前|底?[^，。；]{0,12}[将拟])(?:[，]|[^，。；]{0,8}(?:重点|优秀|平时)提案)"
    "|((?:19|20)[0-9]{2})年度?“[^”\\n]{2,14}”[^，。；]{0,6}(?:活动|行动|工作|联系|帮扶|结对)"
    "|(?:列为|确定为|作为|表彰|表扬|评选)((?:19|20)[0-9]{2})年度?[^，。；]{0,10}(?:重点|优秀|先进|十佳)"
    "|(?:落实|按照|根据|列入|纳入|完成|执行)了?[^，。；]{0,8}?((?:19|20)[0-9]{2})年度?[^，。；0-9]{0,12}(?:计划|要点|安排)"
    "|(?:举办|举行|开展|召开|组织)了?((?:19|20)[0-9]{2})年度?(?!以来)[^，。；0-9]{2,24}(?:仪式|活动|会议?|培训班)"
    "|(?:研究|确定|筛选|讨论|遴选|推荐)了?((?:19|20)[0-9]{2})年度?[^，。；0-9]{0,8}(?:重点|优秀|督办)"
)
"""The years an undated text speaks of as its own (``2018年，``; ``2012年“结对”活动``; ``落实2017年计划``)."""


def calendar_of(
    kind: DocType,
    title: str,
    shade: str,
    event: date | None,
    published: date | None,
    years: tuple[int | None, int | None],
    plenary: tuple[int | None, int | None],
    period: str | None,
    of_book: int | None = None,
) -> Calendar:
    """The calendar of a document: ``years`` reviewed and planned as its headings say, ``plenary`` its term and session,
    ``period`` the one that it speaks of as a whole, ``of_book`` the year that its yearbook tells of.

    The year of the document is that of its event, else of its publication, else of the day to which it counts."""
    if event is None and published and kind is DocType.OTHER and _is_of_old(title, shade, published.year):
        published = None  # the day a gazetteer was put on its site is none of its text's
    now, (term, session) = event or published, plenary
    until = as_of(shade[:COUNTS]) if kind not in _AHEAD else None
    is_dated = now is not None
    reviewed = years[0] or (year_over(event) if event and kind in ANNUAL else None)
    is_half = now is not None and now.year == reviewed and now.month < _AUTUMN
    planned = years[1] or (reviewed + (not is_half) if reviewed else None)
    if kind is DocType.NOTICE and (called := _CALLED.search(shade, 0, _LEAD)):
        planned = int(called[1])
    is_of_plenary = session is not None and (
        _PLENARY.search(title) is not None or _SITS.search(shade, 0, _LEAD) is not None
    )
    is_sitting = now is not None and now.month <= _SPRING and kind is DocType.MEETING_NEWS and is_of_plenary
    sat = now if kind is DocType.SPEECH or is_sitting else event
    heard = None
    if sat and sat.month <= SUMMER and is_of_plenary and kind in _AT_PLENARIES:
        heard = sat.year - 1
    elif reviewed is None and kind is not DocType.REGULATION and not (kind in _AHEAD and period == "planned"):
        is_later = (_LATER.search(title) or _MEETS.match(shade)) is not None and (now is None or now.month > _NEW_YEAR)
        heard = (
            None
            if is_later and kind is DocType.MEETING_NEWS
            else _told_of(title, shade[:_LEAD], now.year if now else _NEVER) or _opens_with(shade, now)
        )
        if heard is None and now and _counts_to_last_year(title, shade[:_LEAD], now, until):
            heard = now.year - 1
    is_afterwards = _AFTERWARDS.search(title) or (not is_of_plenary and _OF_A_YEAR.search(title))
    is_news = kind is DocType.MEETING_NEWS or (kind is DocType.OTHER and not _SUMMARY.search(title))
    is_past = now is not None and now.month <= (_NEW_YEAR if is_news else SUMMER)
    if event and until and until > event:
        now = until  # ``工作室于2022年9月27日揭牌。…截至2023年9月，``
    this = now.year if now else _year_by_words(shade[:COUNTS], until)
    years_told = (int(match[match.lastindex or 0]) for match in _NEWEST.finditer(shade, 0, COUNTS))
    return Calendar(
        reviewed=reviewed,
        now=this,
        term=term,
        session=None if is_afterwards else session,
        is_after=session is not None and bool(is_afterwards),
        planned=planned,
        heard=heard,
        over=now.year - is_past if now else this,
        told=None if is_dated or reviewed else of_book or max(years_told, default=None),
        is_dated=is_dated,
        is_new_year=kind is DocType.MEETING_NEWS and now is not None and now.month <= _NEW_YEAR,
        is_of_plan=_OF_PLAN.search(f"{title}\n{shade[:_FIRST_WORDS]}") is not None,
    )


def _is_of_old(title: str, shade: str, year: int) -> bool:
    """Whether a text tells of nothing but years before the one that its page is of: a chronicle's, a yearbook's."""
    if not (_CHRONICLE.search(title) or _OLD.match(shade)):
        return False
    named = [int(one) for one in _ANY_YEAR.findall(shade)]
    is_chronicle = _CHRONICLE.search(title) is not None
    is_over = bool(named) and min(named) < year and (is_chronicle or max(named) < year)
    return is_over and not (_IS_OF_TODAY if is_chronicle else _IS_OF_NOW).search(shade)


def of_yearbook(title: str, column: str, shade: str) -> int | None:
    """The year that a yearbook tells of, by its page's title, place or first words: the one before that of its name
    (``年鉴（2019）``, 年鉴 > 2019卷)."""
    said = f"{title}|{column}|{shade[:_FIRST_WORDS]}"
    book = _YEARBOOK.search(said) if "年鉴" in said else None
    return int(book[1] or book[2]) - 1 if book else None


_YEARBOOK: Final = re.compile(
    "((?:19|20)[0-9]{2})年?[^，。 |\\n]{0,8}年鉴|年鉴[·|]?[（( —－-]?((?:19|20)[0-9]{2})(?!年(?![版卷）)]))"
)
_CHRONICLE: Final = re.compile("年鉴|[县市区州旗]志|志(?:》|$|·)|大事记|历届|第[一二三四五六七八九十]{1,3}[章节编]")
_OLD: Final = re.compile(
    "(?:[^。\\n]{0,20}\\n)?(?:【[^】\\n]{1,16}】|[^，。；：0-9 \\n]{1,8} +)? *"
    "[^，。；：0-9《（“\\n]{0,24}(?:19|20)[0-9]{2}年(?![代来以间]|至今)"
)
"""What such a text opens with, below its heading."""
_IS_OF_TODAY: Final = re.compile("今年|本年(?!度)|近日|日前|[昨今][日天]|去年")


def _counts_to_last_year(title: str, lead: str, now: date, until: date | None) -> bool:
    """Whether what is told of proposals early in a year is of the year before."""
    if _UNTIL_LAST.search(lead):
        return True
    if until and until.year == now.year - 1 and now.month <= _SPRING:
        return True
    said = f"{title}\n{lead}"
    is_since = now.month <= _NEW_YEAR and _SINCE.search(said) is not None and _ANSWERED.search(said) is not None
    return is_since and not _HANDS_OVER.search(said)


def _year_by_words(shade: str, until: date | None) -> int | None:
    """The year of an undated document: what it sums up is over where it speaks of this year too."""
    summed = _SUMMED.search(shade)
    if summed and _TODAY.search(shade):
        return int(summed[1]) + 1
    return until.year if until else None


def _opens_with(shade: str, now: date | None) -> int | None:
    """The year over that a text's lead, one sentence, opens with (``2008年，县政协开展…活动。``, whenever
    it was put on its site), if it tells of no later one; early in a year the one just over (``2014年以来，``)."""
    told = _TELLS.search(shade[:_LEAD])
    opening = _YEAR_OPENS.match(shade, told.start()) if told else None
    if opening is None or now is None:
        return None
    year, rest = int(opening[1]), shade[opening.end(1) + 4 :]
    if opening["since"]:
        return year if year == now.year - 1 and now.month <= _NEW_YEAR else None
    is_alone = not _IS_OF_NOW.search(rest) and not any(int(one) > year for one in _ANY_YEAR.findall(rest))
    return year if year < now.year and is_alone else None


def _told_of(title: str, lead: str, now: int) -> int | None:
    """The year over that a document that is no report looks back on: by its title (数说2023) or its first words."""
    own = [*_YEAR_TOLD.finditer(title)]
    said = own if any(int(match[1]) == now for match in own) else [*own, *_YEAR_LED.finditer(lead)]
    return max((year for match in said if (year := int(match[match.lastindex or 1])) < now), default=None)


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
_DIGEST_LEAD: Final = 200
_SINCE_THE_FIRST: Final = re.compile("^(?!.*政府).*届(?:委员会)?(?:第?一次(?:全体)?会议)?以来")
"""A government tells each year of what it did with proposals, after a term's first session as well."""
_A_YEAR: Final = re.compile("(?:^|[，。；：\\n])(?:过去)?一年(?:多?来|，)")
"""What a report since the first session says that looks back on the one year since."""
_IS_A_YEAR: Final = re.compile("(?:^|[。\\n])20[0-9]{2}年是(?![^。]{0,40}(?:换届|届满|收官))")
"""``2007年是…``: what a report since a new term's first session is of, where it speaks of no more years."""
_TELLS_OF_DONE: Final = re.compile(
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
        return None if _TELLS_OF_DONE.search(title) or _LOOKS_BOTH_WAYS.search(title) else "planned"
    if kind not in ANNUAL:
        named = title or opening.partition("。")[0]
        if "提案" in named and not _HANDLED.search(named) and _EXAMINES.search(opening, 0, _DIGEST_LEAD):
            return "session"
        if kind is DocType.MEETING_NEWS and _PLAN_PASSED.search(title):
            return "planned"
        is_digest = _DIGEST.search(title) and _TERM_LED.search(opening, 0, _DIGEST_LEAD)
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
    if is_of_a_term or _FIVE_YEARS.search(title):
        return "term"
    return "cumulative" if _DECADES.search(title) else None


_DECADES: Final = re.compile(
    "[一二三四五六七八九]?十[一二三四五六七八九]?年(?:来)?[^，。]{0,10}(?:概述|概况|综述|回[顾眸望]|总结|历程|纪实|巡礼|发展|成就)"
)
"""``文史工作三十年概述``."""
