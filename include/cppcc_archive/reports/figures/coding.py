"""From figures to indicators: each figure gets a code, a label, its section and the period it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from cppcc_archive.reports.figures.consistency import with_warnings
from cppcc_archive.reports.figures.context import Topics, sentences, topic_of
from cppcc_archive.reports.figures.frames import frames_of, tokens_of
from cppcc_archive.reports.figures.holders import GIVEN, Actor, Standing, actors_in, holder_at
from cppcc_archive.reports.figures.homes import NEXT_TERM, Homes
from cppcc_archive.reports.figures.informants import listed_in
from cppcc_archive.reports.figures.labels import changed, label_of
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.periods import Calendar, Periods
from cppcc_archive.reports.figures.places import Places
from cppcc_archive.reports.figures.positions import GROUP_PARTS, ONES_OWN, code_by_place, is_of_group, is_of_one
from cppcc_archive.reports.figures.roles import MEETINGS, of_a_kind, role_of, same_unit, slice_begins, whole_of
from cppcc_archive.reports.figures.rows import DEEDS, Row, go_on, is_split, refine
from cppcc_archive.reports.figures.sectors import name_before, sector_of, source_of
from cppcc_archive.reports.figures.totals import code_of_sum, totals_in
from cppcc_archive.reports.figures.wording import Wording
from cppcc_archive.reports.figures.years import (
    AT_MEETINGS,
    at_meeting,
    goes_on_at_session,
    leading_year,
    printed,
    speaks_of_another_time,
    told,
)
from cppcc_archive.reports.model import DocType, Heading, Holder, Indicator, Paragraph, Period, Role, Sector, SourceKind

_BEFORE = 240
"""Characters of a sentence before a figure that tell its role and its year."""
_LED = 72
"""Characters of a sentence that are read behind the year which its paragraph opened with."""
_BEHIND = 60
"""Characters behind a figure that tell where the people were whom it counts."""
_SENT = ("opinions_submitted", "opinions_reported")
_LOOK_BACK = 200
"""Figures back that a comparison's base may belong to."""
_BASE = re.compile(r"(?:（|比|较|与|同|相比|对比)[^，。；（）#◆]{0,16}◆")
"""The base of a comparison: ``（上年◆）``, ``比2009年的◆``."""
_CITIES = (frozenset({"市"}), frozenset({"市", "州", "盟", "地区"}))
_ACTING = re.compile("(?:^|[，。；：、年次我])$")
"""Before 市政协 where it acts, in a city's own pages: ``今年市政协遴选``."""
_JOINED = re.compile("[、和及与]|以及")
_DEFAULT_TOPICS = {DocType.PROPOSAL_REPORT: "proposal", DocType.OPINION_REPORT: "opinion"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document as a whole tells about its figures.

    ``city_means`` is the level that a bare 市 stands for: ``provincial`` in a municipality, ``district`` in a
    county-level city, ``city`` elsewhere. ``topic``: what its passages speak of unless they say otherwise.
    ``calendar``: the years that its periods are told from; ``period``: the one that it speaks of as a whole.
    ``report_id`` goes into the figures' names, ``standing`` tells its own committee from others;
    ``is_governments``: whether a government reports to the committee.
    """

    kind: DocType
    city_means: str = "city"
    topic: str | None = None
    calendar: Calendar = field(default_factory=Calendar)
    period: str | None = None
    report_id: str = ""
    standing: Standing = field(default_factory=Standing)
    is_governments: bool = False


def find_indicators(
    shade: str,
    text: str,
    figures: list[Figure],
    outline: Sequence[Heading],
    paragraphs: Sequence[Paragraph],
    setting: Setting,
) -> tuple[Indicator, ...]:
    """Every figure as an indicator, in order of position."""
    found: list[Indicator] = []
    homes = Homes(shade, outline, paragraphs, setting.calendar.reviewed)
    places = Places(setting.report_id)
    general, kind, calendar = setting.period, setting.kind, setting.calendar
    topics = Topics(shade, _DEFAULT_TOPICS.get(kind, setting.topic))
    passage = _Passage()
    is_city = setting.standing.called in _CITIES
    is_rule = kind is DocType.REGULATION
    for sentence in sentences(shade, figures):
        start, end, own, may = sentence
        periods = Periods(shade, sentence, calendar)
        tokens = tokens_of(shade, start, end)
        if is_city:
            tokens = tuple(
                one.meaning("body", "home") if one.text == "市政协" and _ACTING.search(shade, start, one.start) else one
                for one in tokens
            )
        frames = frames_of(shade, sentence, tokens)
        passage.enter(homes.at(own[0].start).paragraph)
        if periods.resets:
            passage.period = None
        if passage.led and speaks_of_another_time(shade, start, end):
            passage.led = None
        actors = actors_in(shade, max(start, passage.start), end, may, setting.standing)
        wording = Wording(shade, sentence, setting.city_means)
        rows = []
        for index, figure in enumerate(own):
            home = homes.at(figure.start)
            if is_rule and not _DEMANDED.search(shade, max(start, figure.start - _BEFORE), figure.end):
                rows.append(Row(figure, frames[index], None, ["other"], home, None))
                continue
            topic = "members" if kind is DocType.MEMBER_LIST else topics.at(home.paragraph, figure, home.heading)
            around = passage.led[1] if passage.led else home.period or passage.period or general
            if figure.place:
                topic = topic_of("".join(shade[slice(*words)] for words in figure.place.words)) or topic
                around = general  # a table below the last section belongs to none
            coded = wording.codes(index, topic, frames[index])
            rows.append(Row(figure, frames[index], topic, coded, home, periods.of(own, index, around)))
        if any(row.topic == "proposal" for row in rows):
            refine(shade, sentence, rows)
        go_on(rows)
        listed = listed_in(shade, start, rows, found[-1].code if found else "other")
        sums = totals_in(shade, own) if len(own) > 2 else {}
        for at, parts in sums.items():
            if rows[at].coded == ["other"]:
                rows[at].coded = [code_of_sum([rows[part].coded[0] for part in parts])]
        begun = len(found)
        for index, row in enumerate(rows):
            figure, coded, frame = row.figure, row.coded, row.frame
            paragraph = row.home.paragraph
            place = max(start, paragraph)
            if row.period == "prior_year" and coded[0] == "other" and _BASE.search(wording.around(index)):
                coded = _compared(found, figure, place, paragraph) or coded
            before = shade[max(place, figure.start - _BEFORE) : figure.start]
            said = shade[figure.start : figure.end + 2]
            own_name = shade[slice(*frame.own)] if frame.own else ""
            since = f"{passage.led[0]}，{before[-_LED:]}" if passage.led else before
            nth = sum(one.frame.own == frame.own for one in rows[:index]) if own_name else 0
            period, year = told(row.period, own_name, nth, since, calendar, kind, figure.place)
            behind = shade[figure.end : min(end, figure.end + _BEHIND)]
            if kind in AT_MEETINGS or coded[0] == "proposals_assigned":
                period, year = at_meeting(period, year, coded[0], before, behind, calendar, kind)
                if (
                    row.period is None
                    and period is Period.REVIEWED
                    and goes_on_at_session(
                        coded[0],
                        kind,
                        shade,
                        paragraph,
                        place,
                        figure.start,
                        has_received=passage.at_session,
                        is_plenary=calendar.session is not None,
                    )
                ):
                    period, year = Period.SESSION, calendar.now  # ``收到提案132件。经审查，立案114件``
                passage.at_session |= coded[0] == "proposals_submitted" and period is Period.SESSION
            if period is Period.PLANNED and (row.home.is_of_a_term or NEXT_TERM.search(before)):
                said_year = printed(before)
                year = said_year if (said_year or 0) >= (calendar.now or 0) else None  # ``今后五年``
            actor = (holder_at(actors, figure.start, place) if actors else None) or passage.actor
            for code in coded:
                if code == "members_total" and _OF_ONE.search(before):
                    code = "members_group"  # ``教科文卫体委员会共有委员47名``
                code = code_by_place(code, figure.unit, before, behind, found[-1].code if len(found) > begun else "")
                holder = _holder(actor, code) if actor else Holder.OWN
                if setting.is_governments and holder in (Holder.OWN, Holder.GOVERNMENT):
                    holder = Holder.OWN if code in GIVEN else Holder.GOVERNMENT
                if (
                    actor
                    and actor.holder in _VISITING
                    and (code in _OWN_DEEDS or (code in DEEDS and not _ATTENDED.isdisjoint(frame.marks)))
                ):
                    code = "other"  # ``县委书记到政协参加协商6次``
                if holder is Holder.GOVERNMENT and code == "aid_value" and "争取" not in before[-_NEAR:]:
                    code = "other"  # what a bureau spends is no gift
                role = role_of(before, said, may, figure, code, kind, found, begun)
                if code == "proposals_assigned" and role is Role.TOTAL and is_split(rows, index, before):
                    role = Role.PART
                is_kind = code == MEETINGS and of_a_kind(shade, frame)
                if is_kind and role is Role.TOTAL:
                    role = Role.PART  # ``专题议政性常委会会议2次``
                if (
                    index
                    and found
                    and found[-1].role is Role.CHANGE
                    and _JOINED.fullmatch(shade, found[-1].end, figure.start)
                ):
                    role = Role.CHANGE  # ``分别比上年增加12件和35条``
                is_sent = code in _SENT and role is Role.TOTAL
                if is_sent and (index in listed or _SENDER.search(own_name or shade[frame.clause : figure.start])):
                    role = Role.PART  # ``民盟支部、工商联分别报送81篇、54篇``
                if role is Role.TOTAL and (
                    (code in GROUP_PARTS and is_of_group(before)) or (code in ONES_OWN and is_of_one(before))
                ):
                    role = Role.PART  # ``第一委员组：委员31人，参加活动142人次``
                whole = None
                if role is Role.PART:
                    led = slice_begins(before, may)
                    until = figure.start if led is None else figure.start - len(before) + led
                    whole = whole_of(figure, code, period, found, paragraph, begun, until, is_kind or is_sent)
                if (
                    code == "other"
                    and whole
                    and whole.start >= start
                    and same_unit(whole.unit, figure.unit)
                    and whole.code in (found[-1].code, found[-1].unit == "元" and found[-2].code)
                    and _PASSES_ON.match(whole.code)
                ):
                    code = whole.code  # ``接待来访69批次，其中境外4批次``
                if role is Role.CHANGE:
                    code = "other"  # a difference counts nothing itself
                label = label_of(code, shade, frame, place)
                sector, sector_name, source = _described(code, row, shade) if code in _NAMED else (None, None, None)
                found.append(
                    Indicator.__new__(  # called straight: a tuple of 27 by name through its class costs four times that
                        Indicator,
                        code=code,
                        label=changed(label, before) if role is Role.CHANGE and frame.own else label,
                        value=figure.value,
                        unit=figure.unit,
                        qualifier=figure.qualifier,
                        span=text[figure.start : figure.end],
                        start=figure.start,
                        end=figure.end,
                        section=row.home.section,
                        period=period,
                        indicator_id=places.name(shade, (start, end), index, code),
                        figure_year=year,
                        holder=holder,
                        holder_name=(actor.name or None) if actor and holder is not Holder.OWN else None,
                        role=role,
                        part_of=whole.indicator_id if whole else None,
                        sector=sector,
                        sector_name=sector_name,
                        source_kind=source,
                        value_min=figure.low,
                        value_max=figure.high,
                    )
                )
                if figure.unit == _AGE:
                    found[-1] = found[-1]._replace(
                        period=None, figure_year=None, holder=None, holder_name=None, role=None
                    )
        if sums:
            _make_parts(found, begun, [figure.start for figure in own], sums)
        looks_back = "reviewed" if general == "planned" and periods.looks_back else None
        passage.period = periods.opener or looks_back or passage.period
        if not periods.opener and start - passage.start <= 1 and (opening := leading_year(shade, start, end)):
            passage.led = opening, rows[0].period
        passage.actor = actors[-1] if actors and actors[-1].holder is Holder.HIGHER else None
    found.sort(key=attrgetter("start", "code"))
    _caption(shade, found)
    return with_warnings(found, [homes.at(item.start).paragraph for item in found])


def _caption(shade: str, found: list[Indicator]) -> None:
    """A number that stands alone on a line counts what the same number on the line below does."""
    for at, (one, below) in enumerate(pairwise(found)):
        if one.code == "other" != below.code and (one.value, one.unit) == (below.value, below.unit):
            line = shade[shade.rfind("\n", 0, one.start) + 1 : below.start].split("\n")
            if len(line) == _ADJACENT and line[0].strip() == shade[one.start : one.end].strip():
                found[at] = one._replace(code=below.code, label=below.label, role=below.role)


_AGE = "周年"
"""``成立七十五周年`` counts nothing: it is nobody's, of no year, and no total."""
_ADJACENT = 2
"""Lines from a caption to what it is one of."""


def _make_parts(found: list[Indicator], begun: int, starts: Sequence[int], sums: Mapping[int, tuple[int, ...]]) -> None:
    """What a sentence sums up are parts of the sum, unless they speak of another time."""
    at = {item.start: place for place, item in enumerate(found[begun:], begun)}
    for index, parts in sums.items():
        whole = found[at[starts[index]]]
        for part in parts:
            item = found[at[starts[part]]]
            if (item.period, item.figure_year) == (whole.period, whole.figure_year):
                found[at[item.start]] = item._replace(role=Role.PART, part_of=whole.indicator_id)


@dataclass(slots=True)
class _Passage:
    """What goes on from one sentence of a paragraph to the next: the period it opened with, another committee that
    acts."""

    start: int = -1
    period: str | None = None
    actor: Actor | None = None
    at_session: bool = False
    led: tuple[str, str | None] | None = None
    """The year as printed that the paragraph opened with, and the period that its first figure had."""

    def enter(self, paragraph: int) -> None:
        """A new paragraph forgets what the one before said."""
        if paragraph != self.start:
            self.start, self.period, self.actor, self.at_session, self.led = paragraph, None, None, False, None


_OURS = ("proposals_", "opinions_", "filing_", "reply_", "resolution_", "satisfaction_", "suggestions_", "members_")
"""What others than a committee handle and comment on is the committee's all the same."""
_OF_PLACE, _PLACES_OWN = frozenset("全现"), frozenset({"investment", "people_aided", "aid_value"})
_BUREAU = re.compile("局(?:等(?:部门|单位))?$")
_NEAR = 24
"""Characters back that a bureau's money may be said to be won."""


def _holder(actor: Actor, code: str) -> Holder:
    if code == "suggestions_adopted" and _BUREAU.search(actor.name):
        return actor.holder  # ``县教育局采纳提案建议26条``
    if code.startswith(_OURS) and "政协" not in actor.name and actor.holder is not Holder.LOWER:
        return Holder.OWN
    if code != "other" and actor.name[:1] in _OF_PLACE and code not in _PLACES_OWN:
        return Holder.OWN  # ``全区现有协商议事室96个``
    return actor.holder


def _described(code: str, row: Row, shade: str) -> tuple[Sector | None, str | None, SourceKind | None]:
    """Sector, its name as printed, and source of a figure whose code has them."""
    frame = row.frame
    if frame.own:
        name = shade[slice(*frame.own)]
    else:
        name = name_before(shade, frame.clause, row.figure.start) or shade[row.figure.end : frame.end]
    name = name.replace(" ", "").strip("“”的")
    if code in _SOURCED:
        return None, None, source_of(name)
    sector = sector_of(name)
    return sector, name if sector or code == "proposals_by_sector" else None, None


_SOURCED = frozenset({"proposals_collective", "proposals_by_source", "proposals_individual", "proposals_joint"})
_NAMED = _SOURCED | {"proposals_by_sector", "proposals_livelihood"}


_PASSES_ON = re.compile("(?!proposals_|members_|opinions_adopted|opinions_commented|other|.*_rate)")
"""Codes that the parts behind 其中 have as well, unless their own words say another."""
_DEMANDED = re.compile("(?:至少|不少于|不低于|每(?:年|季度?|月|半年|名|位|人))[^。；]*$")
"""What a regulation demands by number; its other numbers count nothing."""
_SENDER = re.compile(
    "^[、和与及]?(?:其中)?[^，。；、各共]{0,10}(?:民革|民盟|民建|民进|农工党?|致公党?|九三(?:学社)?|台盟|工商联|支部|党派|信息员|界别组?|界|专委会|联络[组委站]|工作室|街道|[乡镇])"
    "[^，。；各共]{0,10}$"
)
"""One source of what several sent in (``民盟支部报送81篇``)."""
_OF_ONE = re.compile(
    "(?:[一-鿿]{2}(?<![县区市旗州盟届省国协])委员会|专委会|专委|[案济科文教卫体史法社族农环资城联侨业]委|界别|支部|联络组|活动组)(?:现|共|实|目前)*(?:有|由)(?:政协)?(?:委员)?$"
)
_VISITING = frozenset({Holder.PARTY, Holder.GOVERNMENT})
_OWN_DEEDS = frozenset({"consultations", "standing_committee_meetings", "chairmen_meetings", "plenary_meetings"})
"""What only a committee does: others come to it."""
_ATTENDED = frozenset({"act:take_part", "act:present", "act:come"})


def _compared(found: Sequence[Indicator], figure: Figure, sentence: int, paragraph: int) -> list[str]:
    """The code of the figure that a comparison's base belongs to: the one before it in the same unit, or where the
    sentence has none, the paragraph's first."""
    chosen = None
    for item in reversed(found[-_LOOK_BACK:]):
        if item.start < paragraph:
            break
        if item.unit == figure.unit and item.code != "other" and item.start < figure.start:
            chosen = item
            if item.start >= sentence:
                break
    return [chosen.code] if chosen else []
