"""Who speaks for whom, and when: organisation, term and session, speaker, event date, years reviewed and planned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cppcc_archive.reports.dates import BROKEN, first_event, repaired
from cppcc_archive.reports.lines import Line
from cppcc_archive.reports.model import DocType
from cppcc_archive.reports.numerals import parse_integer
from cppcc_archive.reports.outline import MARKERS

_N = "0-9〇零一二两三四五六七八九十"
_TERM = rf"第? *([{_N}]{{1,3}}) *届"
_ORDINAL = rf"(?:第 *)?([{_N}]{{1,3}}) *次"
PLENARY: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            rf"{_TERM}(?:[^，。\n届]{{0,24}}?委员会)?(?:全体会议)? *(?!常务|常委){_ORDINAL}"
            r" *(?:全体|委员)?(?:会议|全会|大会|全委会)?(?!常委|常务|主席)"
        ),
        ("政协第十届青河县委员会第四次会议", "区政协十届四次会议", "政协青河县第10届委员会第4次全体会议"),
    ),
)
TERM_ONLY = re.compile(
    rf"{_TERM}(?:[^，。\n届]{{0,24}}?(?:委员会|政协|常委会|委员)|{_ORDINAL}(?:主席|常委|常务|全体|会议))"
)
_BASE = re.compile(r"(?:会议|全会)?(?:以来|至|闭会|期间|之后|后)")
_AHEAD = re.compile(r"(?:审议|通过|同意|讨论)[^，。]{0,12}召开[^，。]{0,20}$")
"""A plenary that the meeting of this document only prepares."""
_NOT_PLENARY = re.compile(r"常务委员|常委|主席")
_NOT_OURS = re.compile(r"中央|全国|中共|人大|人民代表|中全会|[省市区县]委(?!员)|党代|妇联|工会|共青团")
_NAME = "[\u4e00-\u9fff]"
_SPEAKER_LINE = re.compile(rf"^(?:（)?({_NAME}(?: *{_NAME}){{1,3}}|{_NAME}{{2,10}}·{_NAME}{{1,10}})(?:）)?$")
_GLUED = re.compile(rf"({_NAME}{{2,4}}) *(?:各位|同志们)")
"""A speaker's name that an extractor glued to the salutation."""
_OFFICES = "主席|副主席|秘书长|书记|主任|委员|局长|部长|区长|县长|市长|会长|主委"
_ROLE = rf"(?:[^，。：（）]{{0,30}}(?:{_OFFICES}))"
_PERSON = rf"({_NAME}(?: *{_NAME}){{1,3}})"
_GIVEN_BY = "(?:报告人|主讲人|发言人|讲话人)"
_ROLE_SPEAKER = re.compile(rf"^{_GIVEN_BY}?：? *({_ROLE}) +{_PERSON}$|^{_GIVEN_BY}[： ] *{_PERSON}$")
_TITLE_SPEAKER = re.compile(rf"({_ROLE})({_NAME}{{2,3}})(?:同志)?在.{{2,40}}(?:讲话|致辞|致词|发言|报告)")
"""``区政协主席马骏在…会议上的讲话``."""
_NO_NAME = re.compile(
    r"工作|报告|会议|委员|同志|讲话|目录|审议|草案|政协|决议|名单|通知|议程|建议|情况|中国|人民|县|区政|打印|各位|附件|总结|回顾|计划|要点|摘要|内容|提案|方案|正文|届|第"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who gave the report or speech, and as what."""

    name: str | None = None
    role: str | None = None


def preface_length(lines: list[Line]) -> int:
    """How many lines stand before the text proper (title, date and place, speaker)."""
    for index, line in enumerate(lines[:16]):
        if re.match(r"(?:各位|同志们|尊敬的|区政协|县政协)[^。]{0,24}[：:]?$", line.text) and line.text.endswith(
            ("：", "！")
        ):
            return index
        if len(line.text) > 60 or line.text.endswith(("。", "；")):
            return index
        if any(marker.pattern.match(line.text) for marker in MARKERS):
            return index
    return min(len(lines), 4) if len(lines) < 16 else 0


def term_and_session(title: str | None, head: str, opening: str) -> tuple[int | None, int | None]:
    """Term and session of the plenary the document belongs to: title first, then the place line, then the opening.

    A term without a session counts where no plenary is named (the committee's own term). 十届三次会议以来 is the base
    of a period and 五届五十六次主席会议 no plenary: the latter still tells the term.
    """
    texts = (title or "", head, opening)
    for text in texts:
        for pattern, _ in PLENARY:
            for match in pattern.finditer(text):
                if _is_plenary(text, match):
                    return parse_integer(match[1]), parse_integer(match[2])
    for text in texts:
        for match in TERM_ONLY.finditer(text):
            if not _foreign(text, match):
                return parse_integer(match[1]), None
    return None, None


def _is_plenary(text: str, match: re.Match[str]) -> bool:
    """Whether it is the plenary of this document: ours, no other meeting, no base of a period, none to be called."""
    return not (
        _foreign(text, match)
        or _NOT_PLENARY.search(match[0])
        or _BASE.match(text, match.end())
        or _AHEAD.search(text[max(0, match.start() - 60) : match.start()])
    )


def _foreign(text: str, match: re.Match[str]) -> bool:
    """Whether the term belongs to somebody else's committee (中共, 全国, 人大)."""
    return bool(_NOT_OURS.search(text, max(0, match.start() - 5), match.end()))


def speaker_of(title: str | None, preface: list[Line], first: str) -> Speaker:
    """The speaker named in the preface: alone on a line, or after a role."""
    for line in preface:
        text = re.sub(r"^[—（ ]+|[） ]+$", "", line.text)
        if match := _ROLE_SPEAKER.match(text):
            name = (match[2] or match[3]).replace(" ", "")
            if not _NO_NAME.search(name):
                return Speaker(name, match[1].strip() if match[1] else None)
        if (match := _SPEAKER_LINE.match(text)) and not _NO_NAME.search(match[1].replace(" ", "")):
            return Speaker(match[1].replace(" ", ""))
    for text in (preface[-1].text if preface else "", first):
        if (match := _GLUED.match(text)) and not _NO_NAME.search(match[1]):
            return Speaker(match[1])
    if title and (match := re.match(rf"({_NAME}{{2,4}})(?:同志)?(?:：|在)", title)) and not _NO_NAME.search(match[1]):
        return Speaker(match[1])
    if title and (match := _TITLE_SPEAKER.match(title)) and not _NO_NAME.search(match[2]):
        return Speaker(match[2], match[1])
    return Speaker()


def event_date_of(preface: list[Line], first: str, published: date | None, kind: DocType) -> date | None:
    """The day of the meeting or event: the place line first, then the first sentences."""
    place = "\n".join(line.text for line in preface)
    if match := BROKEN.search(place):
        return repaired(match, published)
    if found := first_event(place, published):
        return found
    if kind in (DocType.MEETING_NEWS, DocType.RESOLUTION, DocType.OTHER):
        return first_event(first, published)
    return None


_YEAR = "(20[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2})"
_REVIEW = re.compile(
    rf"{_YEAR}年(?:的|度)?[^，。；\n]{{0,20}}(?:回顾|总结|小结|情况|通报|综述|成效|成绩)|(?:回望|回首|回顾){_YEAR}"
)
_PLAN = re.compile(
    rf"{_YEAR}年(?:的|度)?(?:主要|重点)?(?:的)?(?:工作)?[^，。\n回总]{{0,8}}"
    rf"(?:打算|安排|思路|任务|计划|设想|部署|要点|重点|意见|建议|展望|目标)|{_YEAR}年，?是|(?:展望|迎接|奋进){_YEAR}"
)
_PAST = re.compile(rf"(?:刚刚|已经)过去的{_YEAR}年")
_TERM_REVIEW = re.compile(r"(?:[五四三]年|届)[^，。]{0,10}(?:回顾|总结)")
_SINCE = re.compile(rf"{_TERM}[^，。\n届]{{0,24}}?{_ORDINAL}(?:全体)?(?:会议|全会|大会)?以来")
"""``十届四次会议以来``: what a plenary looks back on begins with the plenary before it."""
_PUBLISHED_BY = 3
"""A report published in the first quarter was given at a plenary of that winter."""
_WORK_OF = re.compile(rf"{_YEAR}年(?:的|度)?(?:主要|重点)?工作$")
"""``2023年主要工作``: looked back on when the year is over at the meeting, looked forward to otherwise."""


def years_of(
    kind: DocType,
    title: str | None,
    headings: list[str],
    text: str,
    event: date | None,
    published: date | None = None,
    session: int | None = None,
) -> tuple[int | None, int | None]:
    """The year looked back on and the year looked forward to, as headings or the opening say them."""
    reports = (
        DocType.STANDING_COMMITTEE_REPORT,
        DocType.PROPOSAL_REPORT,
        DocType.OPINION_REPORT,
        DocType.PLAN,
        DocType.SPEECH,
        DocType.OTHER,
    )
    if kind not in reports:
        return None, None
    reviewed = planned = None
    for source in [*headings, title or ""]:
        if reviewed is None and (match := _REVIEW.search(source)):
            reviewed = parse_integer(match[1] or match[2])
        if planned is None and (match := _PLAN.search(source)):
            planned = parse_integer(match[1] or match[2] or match[3])
        if event and (match := _WORK_OF.search(source)):
            year = parse_integer(match[1])
            if year == event.year - (event.month <= 6):
                reviewed = reviewed or year
            elif year == event.year + (event.month > 6):
                planned = planned or year
    if kind in (DocType.STANDING_COMMITTEE_REPORT, DocType.PROPOSAL_REPORT, DocType.OPINION_REPORT):
        if reviewed is None and (match := _PAST.search(text, 0, 1500)):
            reviewed = parse_integer(match[1])
        whole_term = any(_TERM_REVIEW.search(heading) for heading in headings)
        if reviewed is None and event and not whole_term and re.search(r"一年来|过去的?一年|去年", text):
            reviewed = event.year - 1 if event.month <= 6 else event.year
        if planned is None and reviewed is not None and re.search(rf"{reviewed + 1}年", text):
            planned = reviewed + 1
        if reviewed is None and planned is not None and re.search(rf"{planned - 1}年", text):
            reviewed = planned - 1
        if reviewed is None and not whole_term:
            reviewed = _since_last(f"{title or ''}\n{text[:1500]}", event, published, session)
    return reviewed, planned


def _since_last(opening: str, event: date | None, published: date | None, session: int | None) -> int | None:
    """The year that a report on the time since the last plenary reviews; None where the day leaves it open.

    The publish date serves where the day of the plenary is not known, and only early in a year that the text does not
    contradict.
    """
    base = _SINCE.search(opening)
    if not base or session == 1 or (session is not None and parse_integer(base[2]) != session - 1):
        return None
    if event:
        return event.year - 1 if event.month <= 6 else event.year
    if published and published.month <= _PUBLISHED_BY:
        named = [parse_integer(year) or 0 for year in re.findall(f"{_YEAR}年", opening)]
        return published.year - 1 if not named or max(named) in (published.year - 1, published.year) else None
    return None
