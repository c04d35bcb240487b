"""Who speaks for whom, and when: organisation, term and session, speaker, event date, years reviewed and planned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from cppcc_archive.reports.figures.numerals import parse_integer
from cppcc_archive.reports.head.dates import BROKEN, SUMMER, first_event, first_full, repaired, year_over
from cppcc_archive.reports.lines import Line
from cppcc_archive.reports.model import ANNUAL, DocType
from cppcc_archive.reports.outline import MARKERS

_N: Final = "0-9〇零一二两三四五六七八九十"
_TERM: Final = rf"(?<![新上下本每历这那前后]) ?第? *([{_N}]{{1,3}}) *届"
_ORDINAL: Final = rf"(?:第 *)?([{_N}]{{1,3}}) *次"
MEETING: Final = re.compile(
    rf"{_TERM}(?P<body>[^，。；\n届次]{{0,24}}?(?:委员会|政协|常委会?|主席))?(?P<all>全体会议)? *{_ORDINAL}"
    r" *(?:（[^（）]{1,4}）)? *(?P<kind>(?:全体|委员)?(?:会议|全会|大会|全委会)|常务|常委|主席|党组|秘书长)?"
)
"""A meeting told by term and number: 第十届…委员会第四次会议, 十届四次全会, 五届五十六次主席会议."""
PLENARY: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = (
    (MEETING, ("政协第十届青河县委员会第四次会议", "区政协十届四次会议", "政协青河县第10届委员会第4次全体会议")),
)
TERM_ONLY: Final = re.compile(
    rf"{_TERM}(?:[^，。\n届]{{0,24}}?(?:委员会|政协|常委会|委员)|{_ORDINAL}(?:主席|常委|常务|全体|会议))"
)
_BASE: Final = re.compile(r"(?:会议|全会)?(?:以来|至|闭会|之后|后)")
_DURING: Final = re.compile("(?:会议|全会)?期间")
"""What was done at a plenary: it tells the plenary where nothing else does."""
_AHEAD: Final = re.compile(r"(?:审议|通过|同意|讨论)[^，。]{0,12}召开[^，。]{0,20}$")
"""A plenary that the meeting of this document only prepares."""
_PREPARING: Final = re.compile(
    "(?:审议|通过|同意|讨论|协商|研究|部署|安排|做好|筹备|听取|提交|提请|指定)[^。；，]{0,24}$"
)
_PREPARED: Final = re.compile(
    "的?(?:各项|各类|有关|相关|筹备|准备|召开|议程|日程|决议|决定|选举|方案|建议名单|草案|主席团|常委会|（草案|补选|事宜|事项|监票|列席)"
)
_PROVINCIAL: Final = ("省", "自治区")
_TOLD_OF: Final = re.compile("(?:传达|学习|贯彻|落实)[^。；，]{0,40}$")
"""Another meeting's results are told here."""
_NOT_PLENARY: Final = re.compile(r"常务|常委|主席|党组|秘书长")
_BODY: Final = "(?:常委会?|常务委员会|主席|党组|秘书长)"
_NTH: Final = rf"(?:第? *[{_N}]{{1,3}} *次)?"
_ENLARGED: Final = "(?:（[^（）]{1,4}）)?"
_OTHER_MEETING: Final = re.compile(
    rf"{_BODY} *{_NTH}{_ENLARGED}(?:会议|办公会)|常委会(?=召开|举行|听取|审议|协商|视察|组成人员)"
)
"""A chairmen's or standing committee meeting in a title: the document belongs to no plenary."""
_HELD: Final = re.compile(rf"(?:召开|举行|主持)[^，。\n]{{0,24}}?{_BODY}{_ENLARGED}{_NTH}{_ENLARGED}(?:会议|办公会)")
_NOT_OURS: Final = re.compile(r"中央|全国|中共|人大|人民代表|中全会|[省市区县旗]委(?!员)|党代|妇联|工会|共青团")
_LEVEL: Final = re.compile("(自治区|全国|[省市区县旗州盟])政协 *(?:第)?$")
_OWN_LEVEL: Final = re.compile(
    rf"(自治区|[市区县旗州盟省])政协|政协[^，。\n第]{{2,16}}?([市区县旗州盟省])(?:第|委员会|[{_N}]{{1,3}}届)"
)
_NAME: Final = "[\u4e00-\u9fff]"
_SPEAKER_LINE: Final = re.compile(rf"^(?:（)?({_NAME}(?: *{_NAME}){{1,3}}|{_NAME}{{2,10}}·{_NAME}{{1,10}})(?:）)?$")
_GLUED: Final = re.compile(rf"({_NAME}{{2,4}}) *(?:各位|同志们)")
"""A speaker's name that an extractor glued to the salutation."""
_OFFICES: Final = "主席|副主席|秘书长|书记|主任|委员|局长|部长|区长|县长|市长|会长|主委"
_ROLE: Final = rf"(?:[^，。：（）]{{0,30}}(?:{_OFFICES}))"
_PERSON: Final = rf"({_NAME}(?: *{_NAME}){{1,3}}|{_NAME}{{5,8}}|{_NAME}{{2,10}}·{_NAME}{{1,10}})"
_GIVEN_BY: Final = "(?:报告人|主讲人|发言人|讲话人)"
_ROLE_SPEAKER: Final = re.compile(
    rf"^{_GIVEN_BY}?：? *({_ROLE})[ ：]+{_PERSON}$|^{_GIVEN_BY}[： ] *(?:[^，。：（）]{{2,34}} +)?{_PERSON}$"
)
_TITLE_SPEAKER: Final = re.compile(rf"({_ROLE})({_NAME}{{2,3}})(?:同志)?在.{{2,40}}(?:讲话|致辞|致词|发言|报告)")
"""``区政协主席马骏在…会议上的讲话``."""
_NO_NAME: Final = re.compile(
    r"项目|数量|件数|占比|类别|序号|工作|报告|会议|委员|同志|讲话|目录|审议|草案|政协|决议|名单|通知|议程|建议|情况|中国|人民|县|区政|打印|各位|附件|总结|回顾|计划|要点|摘要|内容|提案|方案|正文|届|第|开幕|闭幕|致辞|贺词|献词|发言|日期|字号|朗读|协商|来源|作者|编辑|公告|意见"
)


_AROUND: Final = re.compile(r"^[—（ ]+|[） ]+$")
_DATED: Final = re.compile(rf"[ （]*[{_N}]{{4}} ?[年.] ?[{_N}]{{1,3}} ?[月.] ?[{_N}]{{1,3}}日?[） ]*$")
"""The day behind a speaker's name."""


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


def term_and_session(
    title: str | None, head: str, opening: str, kind: DocType | None = None
) -> tuple[int | None, int | None]:
    """Term and session of the plenary the document belongs to: title first, then the place line, then the opening.

    The first meeting told by its number decides: a chairmen's meeting (五届五十六次主席会议) tells the term, and that
    there is no session. A term without a session counts where no plenary is named (the committee's own term).
    十届三次会议以来 is the base of a period, a plenary that is only prepared or told of is none of this document's.
    """
    texts = [text for text in (title or "", head, opening) if "届" in text]
    if not texts:
        return None, _session_alone(title, head, opening, kind)
    own = _own_level(f"{title or ''}\n{opening}")
    found = [(text, match) for text in texts for match in MEETING.finditer(text) if _ours(text, match, own)]
    plenaries = [item for item in found if not _NOT_PLENARY.search(item[1][0])]
    others = [item for item in found if item not in plenaries]
    no_plenary = kind is DocType.MEETING_NEWS and _tells_of_other_meeting(title, opening)
    if kind is DocType.NOTICE:
        found = plenaries + others
    elif no_plenary:
        found = others
    for text, match in found:
        if match in [item[1] for item in others]:
            return parse_integer(match[1]), None
        if not _DURING.match(text, match.end()):
            return parse_integer(match[1]), parse_integer(match[4])
    if plenaries and kind in (None, DocType.MEETING_NEWS, DocType.PROPOSAL_REPORT) and not no_plenary:
        return parse_integer(plenaries[0][1][1]), parse_integer(plenaries[0][1][4])
    for text in texts:
        for match in TERM_ONLY.finditer(text):
            if not (_foreign(text, match, own) or _only_prepared(text, match)):
                return parse_integer(match[1]), _session_alone(title, head, opening, kind)
    return None, _session_alone(title, head, opening, kind)


_ALONE: Final = re.compile(
    rf"(?:政协|委员会)[^，。；\n届次]{{0,12}}?第 *(?P<session>[{_N}]{{1,3}}) *次(?:全体)?(?:会议|全会)(?!以来|至|之?后)"
)

_REPORTED_TO: Final = re.compile(rf"向(?:大会)?第 *(?P<session>[{_N}]{{1,3}}) *次(?:全体)?会议(?=报告|作)")


def _session_alone(title: str | None, head: str, opening: str, kind: DocType | None) -> int | None:
    """The session that a title or the place line below it tells without its term: 在政协青河县委员会第四次会议上."""
    if kind not in _SPOKEN:
        return None
    told = [match for text in (title or "", head) for match in _ALONE.finditer(text)]
    told += _REPORTED_TO.finditer(opening)
    found = [match for match in told if not _NOT_PLENARY.search(match[0])]
    return parse_integer(found[0]["session"]) if found else None


def _tells_of_other_meeting(title: str | None, opening: str) -> bool:
    """Whether the news is of a meeting other than a plenary, by title or, without one, by the first sentence."""
    if title and not MEETING.search(title):
        return bool(_OTHER_MEETING.search(title))
    return not title and bool(_HELD.search(opening.partition("。")[0]))


def _own_level(text: str) -> str | None:
    """区 or 市: the level of the committee that is named first, a province's only where no other is named."""
    named = [match[1] or match[2] for match in _OWN_LEVEL.finditer(text)]
    return next((level for level in named if level not in _PROVINCIAL), named[0] if named else None)


def _ours(text: str, match: re.Match[str], own: str | None) -> bool:
    """Whether it is a meeting of this document: ours, no base of a period, none to be called or told of."""
    return not (_foreign(text, match, own) or _BASE.match(text, match.end()) or _only_prepared(text, match))


def _only_prepared(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    if _AHEAD.search(before) or _TOLD_OF.search(before):
        return True
    return bool(_PREPARED.match(text, match.end()) and _PREPARING.search(before))


def _foreign(text: str, match: re.Match[str], own: str | None) -> bool:
    """Whether the term belongs to somebody else's committee (中共, 全国, 人大, 市政协 in a 区政协's text)."""
    if _NOT_OURS.search(text, max(0, match.start() - 5), match.end()):
        return True
    level = _LEVEL.search(text[max(0, match.start() - 8) : match.start(1)])
    return bool(own and level and level[1] != own)


_SPOKEN: Final = (*ANNUAL, DocType.SPEECH)
"""What somebody gives; a name alone on a line of anything else is a writer's, a caption's, a button's."""


def speaker_of(title: str | None, preface: list[Line], first: str, kind: DocType = DocType.SPEECH) -> Speaker:
    """The speaker named in the preface: alone on a line, or after a role."""
    if kind not in _SPOKEN:
        return Speaker()
    for line in preface:
        text = _AROUND.sub("", _DATED.sub("", line.text))
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
    place = "\n".join(line.text for line in preface if not _PUBLISHED.search(line.text))
    if match := BROKEN.pattern.search(place):
        return repaired(match, published)
    if found := first_event(place, published):
        return found
    if kind in (DocType.MEETING_NEWS, DocType.RESOLUTION):
        return first_event(first, published)
    return None


_PUBLISHED: Final = re.compile("发布(?:时间|日期)?：|发表时间|时间：.{0,30}来源|来源：.{0,30}时间|截[至止]")
_SIGNED: Final = re.compile(rf"[（(]?(?P<day>[{_N}]{{4}}年[{_N}]{{1,3}}月[{_N}]{{1,3}}日)[^。]{{0,30}}[）)]?")


def signed_on(lines: list[Line]) -> date | None:
    """The date that stands alone among the last lines: when a resolution was passed."""
    for line in lines[-3:]:
        if match := _SIGNED.fullmatch(line.text):
            return first_full(match["day"])
    return None


_YEAR: Final = "(20[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2})"
_REVIEW: Final = re.compile(
    rf"{_YEAR}年(?:的|度)?[^，。；\n]{{0,20}}(?:回顾|总结|小结|情况|通报|综述|成效|成绩|概况|概述)|(?:回望|回首|回顾){_YEAR}"
)
_PLAN: Final = re.compile(
    rf"{_YEAR}年(?:的|度)?(?:主要|重点)?(?:的)?(?:工作)?[^，。\n回总]{{0,8}}"
    rf"(?:打算|安排|思路|任务|计划|设想|部署|要点|重点|意见|建议|展望|目标)|{_YEAR}年，?是|(?:展望|迎接|奋进){_YEAR}"
)
_PAST: Final = re.compile(rf"(?:刚刚|已经)过去的{_YEAR}年")
_REPORTED: Final = re.compile(rf"报告(?:了)?{_YEAR}年(?:的|度)?(?:主要)?(?:工作|提案工作|情况)")
"""``向大会报告2014年工作``."""
_TERM_REVIEW: Final = re.compile(r"(?:[五四三]年|届)[^，。]{0,10}(?:回顾|总结)")
_SINCE: Final = re.compile(rf"{_TERM}[^，。\n届]{{0,24}}?{_ORDINAL}(?:全体)?(?:会议|全会|大会)?以来")
"""``十届四次会议以来``: what a plenary looks back on begins with the plenary before it."""
_HANDLED: Final = re.compile(
    rf"{_TERM}[^，。\n届]{{0,24}}?{_ORDINAL}(?:全体)?(?:会议|全会)(?:政协|委员)?提案的?(?:办理|办复|答复)"
)
"""``八届二次会议委员提案的办理情况``: a government's report on what that plenary asked for."""
_COMES_NEXT: Final = re.compile(
    r"^ *(20[0-9]{2})年"
    r"(?:，?[^，。\n]{0,10}(?:将|要|拟)|，?计划|，(?:继续|重点)|工?作?(?:打算|安排|思路|设想)：)",
    re.M,
)
"""A summary's last paragraph: ``2020年，区政协将围绕…``."""
OPENING: Final = 1500
"""Characters in which a report says what it looks back on."""
_PUBLISHED_BY: Final = 3
"""A report published in the first quarter was given at a plenary of that winter."""
_THIS_YEAR: Final = re.compile("[这过]一年|一年(?:来|间|回眸|盘点)|年终盘点|年度(?:盘点|答卷|回眸)")
"""``数读政协这一年``: a digest that comes out when the year ends, or soon after."""
_DECEMBER: Final = 12
_NEW_TERM: Final = re.compile("开局之年|(?:今后|未来)五年|新一届")
"""``对新一届政协提几点希望``: the old term's last report looks ahead to the new term's first year."""
_WORK_OF: Final = re.compile(
    rf"{_YEAR}年(?:的|度)?(?:主要|重点|常委会|常务委员会)?工作(?:(?:报告|总结)(?:（[^（）]*）)?)?$"
)
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
    name = title or ""
    if kind not in _YEARLY and not _THIS_YEAR.search(name):
        return None, None
    sources = [*headings, name]
    if kind is DocType.PLAN and not title:
        sources.append(text[:300])
    is_early = published is not None and published.month <= _PUBLISHED_BY
    reviewed, planned = _years_named(sources, event or (published if is_early else None))
    if reviewed is None and published and _THIS_YEAR.search(name) and (is_early or published.month == _DECEMBER):
        reviewed = published.year - is_early
    if kind is DocType.OTHER and reviewed and planned is None:
        planned = next((reviewed + 1 for match in _COMES_NEXT.finditer(text) if int(match[1]) == reviewed + 1), None)
    if kind not in ANNUAL:
        return reviewed, planned
    if reviewed is None and (match := _PAST.search(text, 0, OPENING) or _REPORTED.search(text, 0, OPENING)):
        reviewed = parse_integer(match[1])
    is_of_a_term = any(_TERM_REVIEW.search(heading) for heading in headings)
    if reviewed is None and not is_of_a_term:
        reviewed = _year_over(text, event, published if is_early and session != 1 else None)
    if planned is None and reviewed is not None:
        ahead = (f"{reviewed + 1}年", "新的一年", "今后一年", "来年")
        planned = reviewed + 1 if any(words in text for words in ahead) else None
    if reviewed is None and planned is not None and f"{planned - 1}年" in text:
        reviewed = planned - 1
    if reviewed is None and not is_of_a_term:
        reviewed = _since_last(f"{name}\n{text[:OPENING]}", event, published, session)
        if reviewed is None and event and session not in (None, 1) and "审查" not in name:
            reviewed = year_over(event)
    if planned is None and reviewed is None and event and session == 1 and _NEW_TERM.search(text):
        planned = year_over(event) + 1
    return reviewed, planned


_YEARLY: Final = (*ANNUAL, DocType.PLAN, DocType.SPEECH, DocType.OTHER)


def _years_named(sources: list[str], day: date | None) -> tuple[int | None, int | None]:
    """The first years that headings and title name as looked back on and as looked forward to, for a document of a
    ``day``."""
    reviewed = planned = None
    for source in sources:
        if reviewed is None and (match := _REVIEW.search(source)):
            reviewed = parse_integer(match[1] or match[2])
        if planned is None and (match := _PLAN.search(source)):
            planned = parse_integer(match[1] or match[2] or match[3])
        if day and (match := _WORK_OF.search(source)):
            year = parse_integer(match[1])
            if year == year_over(day):
                reviewed = reviewed or year
            elif year == year_over(day) + 1:
                planned = planned or year
    return reviewed, planned


def _year_over(text: str, event: date | None, published: date | None) -> int | None:
    """The year that a report of the day of its plenary, else of its page, looks back on if it says that it does."""
    day = event or published
    if day is None:
        return None
    is_said = re.search(
        rf"一年来|过去的?一年|去年|次(?:全体)?(?:会议|全会)以来|^{year_over(day)}年，"
        if event
        else "一年来|过去的?一年",
        text,
        re.M,
    )
    is_left_open = not event and _names_other_years(text[:OPENING], day.year)
    return year_over(day) if is_said and not is_left_open else None


def _names_other_years(opening: str, year: int) -> bool:
    """Whether the latest year that an opening names is neither that of its page nor the one before."""
    named = [parse_integer(one) or 0 for one in re.findall(f"{_YEAR}年", opening)]
    return bool(named) and max(named) not in (year - 1, year)


def _since_last(opening: str, event: date | None, published: date | None, session: int | None) -> int | None:
    """The year that a report on the time since the last plenary reviews; None where the day leaves it open.

    The publish date serves where the day of the plenary is not known, and only early in a year that the text does not
    contradict.
    """
    base = _SINCE.search(opening) if "以来" in opening else None
    if not base and event and _HANDLED.search(opening):
        return year_over(event)
    if not base or session == 1 or (session is not None and parse_integer(base[2]) != session - 1):
        return None
    if event:
        return year_over(event)
    if published and published.month > SUMMER and "政府" in opening[:60]:
        return published.year
    if published and published.month <= _PUBLISHED_BY:
        return None if _names_other_years(opening, published.year) else published.year - 1
    return None
