"""From figures to indicators: each figure gets a code, a label, its section and the period it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from cppcc_archive.reports.figures.consistency import with_warnings
from cppcc_archive.reports.figures.context import Sentence, Topics, sentences, topic_of
from cppcc_archive.reports.figures.frames import frames_of
from cppcc_archive.reports.figures.framing import OPEN, code_under
from cppcc_archive.reports.figures.groups import SENT, Groups, compose, is_sender, listed_in
from cppcc_archive.reports.figures.holders import Actor, actors_in, held, holder_at
from cppcc_archive.reports.figures.labels import caption, changed, described, label_of
from cppcc_archive.reports.figures.meetings import AT_ANY, AT_MEETINGS, Sitting, at_meeting
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.passages import NEXT_TERM, Homes, Passage
from cppcc_archive.reports.figures.periods import Calendar, Periods
from cppcc_archive.reports.figures.positions import (
    LIMITS,
    ONES_OWN,
    code_by_place,
    is_of_him,
    is_of_one,
    is_portrait,
    is_slice,
)
from cppcc_archive.reports.figures.retold import code_of_sum, compared, make_parts, retell, totals_in
from cppcc_archive.reports.figures.roles import MEETINGS, of_a_kind, passes_on, role_of, slice_begins, whole_of
from cppcc_archive.reports.figures.rows import Row, go_on, handed_out, is_split, refine
from cppcc_archive.reports.figures.standing import Standing
from cppcc_archive.reports.figures.wording import Wording
from cppcc_archive.reports.figures.words import Token, tokens_of
from cppcc_archive.reports.figures.years import NamedYears, printed, told
from cppcc_archive.reports.head.subject import speaks_of_committee
from cppcc_archive.reports.identifiers import Places
from cppcc_archive.reports.model import DocType, Heading, Holder, Indicator, Paragraph, Period, Role

_BEFORE: Final = 240
"""Characters of a sentence before a figure that tell its role and its year."""
_LED: Final = 72
"""Characters of a sentence that are read behind the year which its paragraph opened with."""
_BEHIND: Final = 60
"""Characters behind a figure that tell where the people were whom it counts."""
_BASE: Final = re.compile(r"(?:（|比|较|与|同|相比|对比)[^，。；（）#◆]{0,16}◆")
"""The base of a comparison: ``（上年◆）``, ``比2009年的◆``."""
_CITIES: Final = (frozenset({"市"}), frozenset({"市", "州", "盟", "地区"}))
_ACTING: Final = re.compile("(?:^|[，。；：、年次我])$")
"""Before 市政协 where it acts, in a city's own pages: ``今年市政协遴选``."""
_JOINED: Final = re.compile("[、和及与]|以及")
_THIS_YEAR: Final = ("今年", "本年")
_YEAR_OVER: Final = re.compile("过去的?一年|一年来|去年")
"""What an undated text says of the year before the one that it names further on."""
_NOBODY: Final = Actor(0, Holder.OTHER, "")
"""Who acts in a document that speaks of no committee, unless a sentence names a body."""
_DEFAULT_TOPICS: Final = {DocType.PROPOSAL_REPORT: "proposal", DocType.OPINION_REPORT: "opinion"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document as a whole tells about its figures.

    ``city_means`` is the level that a bare 市 stands for: ``provincial`` in a municipality, ``district`` in a
    county-level city, ``city`` elsewhere. ``topic``: what its passages speak of unless they say otherwise.
    ``calendar``: the years that its periods are told from; ``period``: the one that it speaks of as a whole.
    ``report_id`` goes into the figures' names, ``standing`` tells its own committee from others;
    ``is_governments``: whether a government reports to the committee, ``is_of_group``: one sector or group of members,
    ``is_foreign``: whether it is no committee's, and only sentences that speak of one have its figures; ``host``: the
    higher committee whose plenary it tells of.
    """

    kind: DocType
    city_means: str = "city"
    topic: str | None = None
    calendar: Calendar = field(default_factory=Calendar)
    period: str | None = None
    report_id: str = ""
    standing: Standing = field(default_factory=Standing)
    is_governments: bool = False
    is_of_group: bool = False
    is_foreign: bool = False
    host: str = ""


def find_indicators(
    shade: str,
    text: str,
    figures: list[Figure],
    outline: Sequence[Heading],
    paragraphs: Sequence[Paragraph],
    setting: Setting,
) -> tuple[Indicator, ...]:
    """Every figure as an indicator, in order of position."""
    homes = Homes(shade, outline, paragraphs, setting.calendar.reviewed, setting.period)
    reader = _Reader(shade, text, homes, setting, Groups(shade, figures))
    for sentence in sentences(shade, figures, are_parted=setting.is_foreign):
        reader.read(sentence)
    found = sorted(reader.found, key=attrgetter("start", "code"))
    caption(shade, found)
    return with_warnings(shade, found, [homes.at(item.start).paragraph for item in found])


class _Scene:
    """A sentence whose figures have their codes. ``begun``: how many indicators stand before it; ``listed``: the rows
    that are items of a list of opinions; ``handed``: those of proposals handed out; ``named``: how many figures so far
    have each name of a list; ``is_foreign``: whether it speaks of no committee."""

    def __init__(
        self,
        sentence: Sentence,
        rows: list[Row],
        wording: Wording,
        actors: list[Actor],
        listed: frozenset[int],
        begun: int,
        is_foreign: bool,
    ) -> None:
        self.sentence, self.rows, self.wording, self.actors = sentence, rows, wording, actors
        self.listed, self.handed, self.begun, self.is_foreign = listed, handed_out(rows), begun, is_foreign
        self.named: dict[tuple[int, int] | None, int] = {}


class _Said:
    """What a figure's sentence says of it. ``opening``: where the sentence begins, in the figure's paragraph;
    ``before``, ``behind``: what stands around it, as far as its rules look; ``said``: itself and two more characters;
    ``name``: its own in a list, ``nth``: how many of that name stand before it."""

    def __init__(self, opening: int, before: str, behind: str, said: str, name: str, nth: int) -> None:
        self.opening, self.before, self.behind, self.said, self.name, self.nth = (
            opening,
            before,
            behind,
            said,
            name,
            nth,
        )


class _Reader:
    """Reads a document's sentences in order; ``found`` are its indicators so far."""

    def __init__(self, shade: str, text: str, homes: Homes, setting: Setting, groups: Groups) -> None:
        self.found: list[Indicator] = []
        self._groups = groups
        self._is_portrait = is_portrait(shade)
        self._shade, self._text, self._homes, self._setting = shade, text, homes, setting
        self._calendar, self._kind = setting.calendar, setting.kind
        self._names = Places(setting.report_id)
        self._topics = Topics(shade, _DEFAULT_TOPICS.get(setting.kind, setting.topic))
        self._passage = Passage(shade, setting.calendar, setting.kind, setting.period)
        self._sitting = Sitting(shade, setting.kind, setting.calendar.session) if setting.kind in AT_MEETINGS else None
        is_undated = not setting.calendar.is_dated and setting.calendar.reviewed is None
        self._years = NamedYears(shade) if is_undated else None
        self._is_city = setting.standing.called in _CITIES
        self._host = Actor(0, Holder.HIGHER, setting.host) if setting.host else None
        self._passes_on_to = Holder.LOWER if setting.standing.is_of_region else Holder.HIGHER

    def read(self, sentence: Sentence) -> None:
        """Add a sentence's figures."""
        shade, passage = self._shade, self._passage
        start, end, own, may = sentence
        periods = Periods(shade, sentence, self._calendar)
        is_first = passage.enter(self._homes.at(own[0].start).paragraph, start, end)
        if periods.resets:
            passage.period = None
        actors = actors_in(
            shade,
            max(start, passage.start),
            end,
            may,
            self._setting.standing,
            is_on_proposals=self._kind is DocType.PROPOSAL_REPORT,
        )
        is_foreign = self._setting.is_foreign and not speaks_of_committee(shade[start:end])
        if is_foreign:
            actors, passage.actor = [one for one in actors if one.holder is not Holder.OWN], _NOBODY
        wording = Wording(shade, sentence, self._setting.city_means)
        rows = self._rows(sentence, wording, periods, is_foreign=is_foreign)
        listed = listed_in(shade, start, rows, self.found[-1].code if self.found else "other")
        sums = totals_in(shade, own) if len(own) > 2 else {}
        for at, parts in sums.items():
            if rows[at].coded == ["other"]:
                rows[at].coded = [code_of_sum([rows[part].coded[0] for part in parts])]
            if rows[at].figure.unit == "元":
                for part in parts:  # ``商会投资2万元，县交通局出资3万元，共5万元帮助该村修路``
                    rows[part].coded = rows[at].coded if rows[part].coded == ["other"] else rows[part].coded
        scene = _Scene(sentence, rows, wording, actors, listed, len(self.found), is_foreign)
        for index in range(len(rows)):
            self._add(scene, index)
        if sums:
            make_parts(self.found, scene.begun, [figure.start for figure in own], sums)
        looks_back = "reviewed" if periods.looks_back_from(self._setting.period, is_first=is_first) else None
        passage.period = periods.opener or looks_back or passage.period
        if is_first and not periods.opener:
            passage.lead(start, end, rows[0].period)
        passage.act(actors, self._passes_on_to)

    def _tokens(self, start: int, end: int) -> tuple[Token, ...]:
        """The words of a sentence; in a city's own pages 市政协 that acts is the committee itself."""
        tokens = tokens_of(self._shade, start, end)
        if not self._is_city:
            return tokens
        return tuple(
            one.meaning("body", "home")
            if one.text == "市政协" and _ACTING.search(self._shade, start, one.start)
            else one
            for one in tokens
        )

    def _rows(self, sentence: Sentence, wording: Wording, periods: Periods, *, is_foreign: bool) -> list[Row]:
        """The figures of a sentence with the codes that their words, and those of their neighbours, say."""
        shade, passage, kind, general = self._shade, self._passage, self._kind, self._setting.period
        start, end, own, _ = sentence
        frames = frames_of(shade, sentence, self._tokens(start, end))
        rows: list[Row] = []
        for index, (figure, frame) in enumerate(zip(own, frames, strict=True)):
            home = self._homes.at(figure.start)
            if kind is DocType.REGULATION and not _DEMANDED.search(
                shade, max(start, figure.start - _BEFORE), figure.end
            ):
                rows.append(Row(figure, frame, None, ["other"], home, None))
                continue
            topic = "members" if kind is DocType.MEMBER_LIST else self._topics.at(home.paragraph, figure, home.heading)
            around = passage.led[1] if passage.led else home.period or passage.period or general
            if figure.place:
                topic = topic_of("".join(shade[slice(*words)] for words in figure.place.words)) or topic
                around = general  # a table below the last section belongs to none
            coded = ["other"] if is_foreign else wording.codes(index, topic, frame)
            if coded[0] in OPEN and not is_foreign and home.heading:
                coded = code_under(home.heading, frame, topic, coded)
            period = periods.of(own, index, around)
            if period is None and passage.sums_up(start, figure.start):
                period = "cumulative"
            rows.append(Row(figure, frame, topic, coded, home, period))
        if is_foreign:
            return rows
        if any(row.topic == "proposal" for row in rows):
            refine(shade, sentence, rows)
        go_on(shade, rows)
        compose(shade, rows, max(start, passage.start), self.found)
        retell(shade, rows, max(start, passage.start), self.found)
        return rows

    def _add(self, scene: _Scene, index: int) -> None:
        """Add the indicators of one figure: one, or several where it is given for several rates."""
        shade, row = self._shade, scene.rows[index]
        figure, frame = row.figure, row.frame
        opening, nth = max(scene.sentence.start, row.home.paragraph), scene.named.get(frame.own, 0)
        said = _Said(
            opening,
            shade[max(opening, figure.start - _BEFORE) : figure.start],
            shade[figure.end : min(scene.sentence.end, figure.end + _BEHIND)],
            shade[figure.start : figure.end + 2],
            shade[slice(*frame.own)] if frame.own else "",
            nth,
        )
        scene.named[frame.own] = nth + 1
        coded = row.coded
        if row.period == "prior_year" and coded[0] == "other" and _BASE.search(scene.wording.around(index)):
            coded = compared(self.found, figure, opening, row.home.paragraph) or coded
        period, year = self._time(row, said, coded[0])
        actor = holder_at(scene.actors, figure.start, opening) or self._passage.actor
        if actor is None and period is Period.SESSION:
            actor = self._host
        is_of_group = self._setting.is_of_group or self._groups.has(figure.start)
        for code in coded:
            last = self.found[-1].code if len(self.found) > scene.begun else ""
            if not scene.is_foreign:
                code = code_by_place(code, figure.unit, said.before, said.behind, last, is_of_group=is_of_group)
            code, holder = held(code, actor, frame.marks, said.before, last, self._setting.is_governments, row.topic)
            role, is_own_whole = self._role(scene, index, said, code, is_of_group=is_of_group)
            whole = self._whole(scene, row, said, code, period, is_own_whole) if role is Role.PART else None
            if whole and figure.value > whole.value and self.found[-1].part_of == whole.indicator_id:
                role, whole = Role.TOTAL, None  # ``其中委员引进项目17个，新上项目62个``: the list has ended
            is_open = code == "other" or (code == "honours" and said.before.endswith("其中"))  # ``其中2个获评示范站``
            is_led = shade.startswith("其中", scene.sentence.start)
            is_near = whole is not None and (is_led or whole.start >= scene.sentence.start)
            if is_open and whole and is_near and passes_on(self.found, whole, figure, is_led=is_led):
                code, holder = whole.code, whole.holder or holder  # ``接待来访69批次，其中境外4批次``
            if role is Role.CHANGE:
                code = "other"  # a difference counts nothing itself
            label = label_of(code, shade, frame, opening)
            sector, sector_name, source = described(code, shade, frame)
            is_age = figure.unit == _AGE
            self.found.append(
                Indicator.__new__(  # called straight, and by place: by name through its class costs eight times that
                    Indicator,
                    code,
                    changed(label, said.before) if role is Role.CHANGE and frame.own else label,
                    figure.value,
                    figure.unit,
                    figure.qualifier,
                    self._text[figure.start : figure.end],
                    figure.start,
                    figure.end,
                    row.home.section,
                    None if is_age else period,
                    None,  # warning
                    self._names.name(shade, scene.sentence[:2], index, code),
                    None if is_age else year,
                    None if is_age else holder,
                    (actor.name or None) if actor and actor.holder is holder is not Holder.OWN and not is_age else None,
                    None if is_age else role,
                    whole.indicator_id if whole else None,
                    sector,
                    sector_name,
                    source,
                    figure.low,
                    figure.high,
                )
            )

    def _time(self, row: Row, said: _Said, code: str) -> tuple[Period | None, int | None]:
        """The period and the year of a figure."""
        passage, calendar, kind, before = self._passage, self._calendar, self._kind, said.before
        since = f"{passage.led[0]}，{before[-_LED:]}" if passage.led else before
        named = self._named(before, row.figure.start) or row.home.year
        period, year = told(row.period, said.name, said.nth, since, calendar, kind, row.figure.place, named)
        if kind in AT_MEETINGS or code in AT_ANY:
            period, year = at_meeting(period, year, code, before, said.behind, calendar, kind)
            if row.period is None and period is Period.REVIEWED and self._sitting:
                places = row.home.paragraph, said.opening, row.figure.start
                if self._sitting.goes_on(code, *places, has_received=passage.at_session):
                    period, year = Period.SESSION, calendar.now  # ``收到提案132件。经审查，立案114件``
            passage.at_session |= code == "proposals_submitted" and period is Period.SESSION
        is_of_a_term = row.home.is_of_a_term or self._setting.period == Period.TERM
        if period is Period.PLANNED and (is_of_a_term or NEXT_TERM.search(before)):
            said_year = printed(before)
            year = said_year if (said_year or 0) >= (calendar.now or 0) else None  # ``今后五年``
        elif period is Period.PLANNED and code == "investment" and row.home.period is None and calendar.reviewed:
            year = calendar.reviewed  # ``引进项目6个，计划投资33亿元``
        return period, year

    def _named(self, before: str, position: int) -> int | None:
        """The year of which an undated text speaks at ``position``, behind ``before``."""
        if self._years is None or any(word in before for word in _THIS_YEAR):
            return None
        said = self._years.at(position)
        is_before = said is not None and self._years.is_ahead(position) and _YEAR_OVER.search(before) is not None
        return int(said[:4]) - is_before if said else None

    def _role(self, scene: _Scene, index: int, said: _Said, code: str, *, is_of_group: bool) -> tuple[Role, bool]:
        """The role of a figure, and whether only a figure of its own code can be its whole."""
        shade, found, row = self._shade, self.found, scene.rows[index]
        figure, frame, before = row.figure, row.frame, said.before
        role = role_of(before, said.said, scene.sentence.may, figure, code, self._kind, row.period, found, scene.begun)
        if index and found[-1].role is Role.CHANGE and _JOINED.fullmatch(shade, found[-1].end, figure.start):
            return Role.CHANGE, False  # ``分别比上年增加12件和35条``
        if role is Role.PART and figure.qualifier in LIMITS and "sign:threshold" in frame.marks:
            return Role.TOTAL, False  # ``其中得分120分以上的31名``
        is_kind = code == MEETINGS and of_a_kind(shade, frame)  # ``专题议政性常委会会议2次``
        if role is not Role.TOTAL:
            return role, is_kind
        is_sent = code in SENT or (code == "opinions_adopted" and index in scene.listed)
        is_part = (
            is_kind
            or (code == "proposals_assigned" and is_split(scene.rows, scene.handed, index, before))
            or (
                is_sent
                and (
                    "thing:opinion_kind" in frame.marks
                    or index in scene.listed
                    or is_sender(said.name or shade[frame.clause : figure.start])
                    or is_slice(before, said.behind)
                )
            )
            or ((code in ONES_OWN or code == "other") and is_of_one(before))
            or (self._is_portrait and is_of_him(before))
            or (is_of_group and code != "other")
            or (code.startswith("opinions_adopted") and len(found) > scene.begun and self._is_taken(figure))
        )
        return Role.PART if is_part else role, is_kind or is_sent

    def _is_taken(self, figure: Figure) -> bool:
        """Whether a figure counts what was adopted of one sender's (``民盟支部报送32篇，被市政协采用9篇``)."""
        last = self.found[-1]
        is_part = last.role is Role.PART and last.code.startswith(("opinions_submitted", "opinions_adopted"))
        return is_part and _TAKEN.fullmatch(self._shade, last.end, figure.start) is not None

    def _whole(
        self, scene: _Scene, row: Row, said: _Said, code: str, period: Period | None, is_own_whole: bool
    ) -> Indicator | None:
        """The whole that a figure is part of."""
        figure, before = row.figure, said.before
        led = slice_begins(before, scene.sentence.may)
        until = figure.start if led is None else figure.start - len(before) + led
        return whole_of(figure, code, period, self.found, row.home.paragraph, scene.begun, until, is_kind=is_own_whole)


_AGE: Final = "周年"
"""``成立七十五周年`` counts nothing: it is nobody's, of no year, and no total."""
_TAKEN: Final = re.compile("[，、][^，。；0-9]{2,16}")


_DEMANDED: Final = re.compile("(?:至少|不少于|不低于|每(?:年|季度?|月|半年|名|位|人))[^。；]*$")
"""What a regulation demands by number; its other numbers count nothing."""
