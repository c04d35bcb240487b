"""From figures to indicators: each figure gets a code, a label, its section and the period it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from cppcc_archive.reports.figures.breakdown import PIECES, recoded
from cppcc_archive.reports.figures.codes import code_of, is_guarded, ruled
from cppcc_archive.reports.figures.consistency import with_warnings
from cppcc_archive.reports.figures.context import Sentence, Topics, marked, sentences
from cppcc_archive.reports.figures.frames import Frame, frames_of, tokens_of
from cppcc_archive.reports.figures.framing import code_in
from cppcc_archive.reports.figures.holders import Actor, Standing, actors_in, holder_at
from cppcc_archive.reports.figures.labels import label_of
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.periods import Calendar, Periods, heading_period, paragraph_period
from cppcc_archive.reports.figures.places import Places
from cppcc_archive.reports.figures.roles import role_of, whole_of
from cppcc_archive.reports.figures.sectors import name_before, sector_of, source_of
from cppcc_archive.reports.figures.years import told
from cppcc_archive.reports.model import DocType, Heading, Holder, Indicator, Paragraph, Role

_RATE_LIST = re.compile(
    r"((?:[^，。；：、#◆]{0,8}(?:率|度)(?:、|和|与|及|以及)){1,4}[^，。；：、#◆]{0,8}(?:率|度))[^，。；#◆率]{0,10}◆"
)
_JOINTS = re.compile(r"以及|、|和|与|及|，")
_RUN = re.compile(r"(?:[#◆][^，。；、#◆]{0,3}(?:、|，|和|及|以及|与)){1,6}[#◆]")
_SHARED_BEFORE = re.compile(
    r"(?P<names>[^，。；：#◆]{2,60}?)(?P<verb>(?:采用|采纳|录用|刊用|批示|签批)的?[^，。；：、#◆]{0,14}分别(?:为|达到|达|是|有)?|分别(?:为|达到|达|是|有|召开|采用|开展|共)?|(?:分别)?(?:采用|采纳|录用|刊用)(?:社情民意|信息)*(?:分别(?:为|达)?)?)(?P<rest>[^，。；：#◆]{0,6})$"
)
_SHARING = ("分别", "采用", "采纳", "录用", "刊用", "批示", "签批")
_DENIED = re.compile(
    r"(?:未被|未获|未能|尚未|没有被?)[^，。；#◆]{0,10}(?:采用|采纳|录用|办复|答复|办结|立案|解决|落实)[^，。；#◆]{0,6}◆(?!提案[^，。；]{0,6}(?:难|参考))"
    r"|◆[^，。；#◆]{0,6}(?:未被|未获)[^，。；#◆]{0,8}(?:采用|采纳|录用|立案)|未(?:被)?采纳(?:的)?(?:提案)?(?:有)?◆|(?:未能?|没有?|尚未)(?:达到?|超过)◆"
)
"""``未被省政协采用的12篇``, ``办复率未达到100%``: what did not happen was not counted as done."""
_NOT_FILED = re.compile(
    r"(?:未被|未获|未能|尚未|没有被?)[^，。；#◆]{0,4}立案|◆[^，。；#◆]{0,6}(?:未被|未获)[^，。；#◆]{0,4}立案"
)
_BEFORE = 240
"""Characters of a sentence before a figure that tell its role and its year."""
_LOOK_BACK = 200
"""Figures back that a comparison's base may belong to."""
_SUMMED_UP = re.compile("“?[两三四五]率”?")
"""``办结率、满意率、落实率“三率”分别为``"""
_SENT = ("报送", "上报", "提交", "反映", "撰写", "报")
_LABEL = 16
"""How many characters before a figure its label takes at most."""
_JOINING = tuple("和与及并、，来等")
_EMPTY_VERB = re.compile(r"(?<=采用|采纳|录用|刊用|批示|签批)的|分别|为|达到|达|是|有|召开|开展|共")
_BARE_CITY = re.compile(r"(?<![\u4e00-\u9fff])市(?:政协|委|政府|级|领导)|[被获由为经]市(?:政协|委|政府|级|领导)")
_TO_OWN_CITY = re.compile("(?:向|报|送|给)市(?:政协|委|政府)")
_JOINTS_BEFORE = ("以及◆", "和◆", "与◆", "及◆")
"""``优秀提案和6个先进单位``: what stands before 和 is counted by the figure before it."""
_ROSE = re.compile(
    r"(?:由|从)[^，。；#◆]{0,8}#[^，。；#◆]{0,4}(?:提高|上升|提升|增长|增加|增|升|扩大|下降|降低|减少|降)(?:到|至|为)[^，。；#◆]{0,8}◆"
)
"""``满意率由91%提高到97.8%``: the second figure counts what the first does."""
_GREW = re.compile(
    r"(?:比|较|与|同比)[^，。；◆]{0,24}(?:翻番|翻一番|增长|提高|上升|下降|减少|提升|增加)[^，。；◆]{0,6}，(?:总数|已|共)?(?:达到|达|为|升至|降至|增至)◆"
)
"""``采用量比上年增长8%，达到124篇``: the clause of comparison stands between a figure and what it counts."""
_FROM = re.compile(r"(?:由|从)(?:去年|上年|上一年|[12][0-9]{3}年)(?:度|同期)?的?(?=◆)")
"""``立案数由去年的120件增加到今年的151件``: the first figure counts what is named before it."""
_FOREIGN = re.compile(
    r"(?:人大[^，。；政协#◆]{0,8}(?:议案|建议)|代表(?:去年|今年)?(?:提出的?|所提的?)?(?:议案|建议)|到会代表|出席代表|人大[^，。；政协◆]{0,10}会议[^。；政协◆]{0,14}(?:举行|召开|开幕|闭幕)"
    r"|[区县市]人大(?:常委会)?(?:共?收到|交办|开展|组织|视察|审议|召开)|人代会)"
    r"(?:(?!政协|委员(?!会)|提案|社情民意)[^。◆])*◆"
    r"|(?:法院|检察院|检察机关)(?:(?!政协|委员(?!会)|提案|社情民意|评议|视察|调研|座谈|监督员|旁听)[^。◆])*◆"
)
"""The people's congress, courts and prosecutors: their figures run on until the committee's own are named."""
_CLAUSE = re.compile(r"[，。；：！？、#◆（）\n]")
_LABEL_TRIM = re.compile(
    r"^(?:其中|全年|先后|累计|一年来|[并共等了的和及与各已有还])++|(?:共计|累计|达到|分别|超过|[共达为计约了的有])++$"
)

_BASE = re.compile(r"(?:（|比|较|与|同|相比|对比)[^，。；（）#◆]{0,16}◆")
"""The base of a comparison: ``（上年◆）``, ``比2009年的◆``."""
_DEFAULT_TOPICS = {DocType.PROPOSAL_REPORT: "proposal", DocType.OPINION_REPORT: "opinion"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document as a whole tells about its figures.

    ``city_means`` is the level that a bare 市 stands for: ``provincial`` in a municipality, ``district`` in a
    county-level city, ``city`` elsewhere. ``topic``: what its passages speak of unless they say otherwise.
    ``calendar``: the years that its periods are told from; ``period``: the one its title says that it looks back on.
    ``report_id`` goes into the figures' names, ``standing`` tells its own committee from others.
    """

    kind: DocType
    city_means: str = "city"
    topic: str | None = None
    calendar: Calendar = field(default_factory=Calendar)
    period: str | None = None
    report_id: str = ""
    standing: Standing = field(default_factory=Standing)


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
    homes = _Homes(outline, paragraphs)
    places = Places(setting.report_id)
    # What a plan or a notice names is still to come.
    general = "planned" if setting.kind in (DocType.PLAN, DocType.NOTICE) else setting.period
    topics = Topics(shade, _DEFAULT_TOPICS.get(setting.kind, setting.topic))
    passage = _Passage()
    for sentence in sentences(shade, figures):
        periods = Periods(shade, sentence.start, sentence.end, setting.calendar)
        rows = []
        words = tokens_of(shade, sentence.start, sentence.end)
        frames = frames_of(shade, sentence.start, sentence.end, sentence.figures, words)
        passage.enter(homes.of(sentence.figures[0].start)[0])
        actors = actors_in(shade, max(sentence.start, passage.start), sentence.end, setting.standing)
        for index, figure in enumerate(sentence.figures):
            paragraph, section = homes.of(figure.start)
            heading = outline[section].heading if section is not None else ""
            topic = "members" if setting.kind is DocType.MEMBER_LIST else topics.at(paragraph, figure, heading)
            context = marked(shade, sentence, index)
            around = homes.period_of(section) or paragraph_period(shade, paragraph) or passage.period or general
            period = periods.of(sentence.figures, index, around)
            if setting.kind is DocType.REGULATION:
                # What a regulation demands was never counted.
                coded, period = ["other"], None
            else:
                coded = _codes(context, figure, topic, setting.city_means, frames[index])
            rows.append(_Row(figure, frames[index], context, topic, coded, paragraph, section, period))
        if setting.kind is not DocType.REGULATION and any(row.topic == "proposal" for row in rows):
            _refine(shade, sentence, rows)
        for index, row in enumerate(rows):
            figure, coded = row.figure, row.coded
            if row.period == "prior_year" and coded[0] == "other" and _BASE.search(row.context):
                coded = _compared(found, figure, max(row.paragraph, sentence.start), row.paragraph) or coded
            place = max(sentence.start, row.paragraph)
            before = shade[max(place, figure.start - _BEFORE) : figure.start]
            own_name = shade[slice(*row.frame.own)] if row.frame.own else ""
            period, year = told(row.period, own_name, before, setting.calendar, setting.kind)
            actor = holder_at(actors, figure.start, place) or passage.actor
            for code in coded:
                role = role_of(before, code, figure.unit, setting.kind is DocType.REGULATION)
                item = Indicator(
                    code=code,
                    label=label_of(code, shade, row.frame, place),
                    value=figure.value,
                    unit=figure.unit,
                    qualifier=figure.qualifier,
                    span=text[figure.start : figure.end],
                    start=figure.start,
                    end=figure.end,
                    section=row.section,
                    period=period,
                    figure_year=year,
                    indicator_id=places.name(shade, (sentence.start, sentence.end), index, code),
                    holder=_holder(actor, code),
                    holder_name=actor.name if actor and _holder(actor, code) is not Holder.OWN else None,
                    role=role,
                    value_min=figure.low,
                    value_max=figure.high,
                )
                if role is Role.PART:
                    item = item._replace(part_of=whole_of(item, found[-_LOOK_BACK:], row.paragraph))
                found.append(_described(item, row, shade))
        if periods.leads("term"):
            passage.period = "term"
        passage.actor = actors[-1] if actors and actors[-1].holder in (Holder.HIGHER, Holder.LOWER) else None
    found.sort(key=lambda item: (item.start, item.code))
    return with_warnings(found, [homes.of(item.start)[0] for item in found])


@dataclass(slots=True)
class _Passage:
    """What goes on from one sentence of a paragraph to the next: the period it opened with, another committee that
    acts."""

    start: int = -1
    period: str | None = None
    actor: Actor | None = None

    def enter(self, paragraph: int) -> None:
        """A new paragraph forgets what the one before said."""
        if paragraph != self.start:
            self.start, self.period, self.actor = paragraph, None, None


_OURS = ("proposals_", "opinions_", "filing_", "reply_", "resolution_", "satisfaction_", "suggestions_", "members_")
"""What governments and parties handle and comment on is the committee's all the same."""
_THEIRS = frozenset({Holder.GOVERNMENT, Holder.PARTY})


def _holder(actor: Actor | None, code: str) -> Holder:
    if actor is None or (actor.holder in _THEIRS and code.startswith(_OURS)):
        return Holder.OWN
    return actor.holder


def _described(item: Indicator, row: _Row, shade: str) -> Indicator:
    """The same indicator with its sector and its source, where its code has one."""
    if item.code not in _NAMED:
        return item
    if row.frame.own:
        name = shade[slice(*row.frame.own)]
    else:
        name = name_before(shade, row.frame.clause, item.start) or shade[item.end : row.frame.end]
    name = name.replace(" ", "").strip("“”的")
    if item.code in _SOURCED:
        return item._replace(source_kind=source_of(name))
    sector = sector_of(name)
    printed = name if sector or item.code == "proposals_by_sector" else None
    return item._replace(sector=sector, sector_name=printed)


_SOURCED = frozenset({"proposals_collective", "proposals_by_source", "proposals_individual", "proposals_joint"})
_NAMED = _SOURCED | {"proposals_by_sector", "proposals_livelihood"}


@dataclass(slots=True)
class _Row:
    """One figure of a sentence on its way to an indicator."""

    figure: Figure
    frame: Frame
    context: str
    topic: str | None
    coded: list[str]
    paragraph: int
    section: int | None
    period: str | None


def _refine(shade: str, sentence: Sentence, rows: list[_Row]) -> None:
    """What the breakdowns of a sentence about proposals tell of figures that no rule knew by their own words."""
    codes = [row.coded[0] if row.topic == "proposal" or row.figure.unit == "%" else "" for row in rows]
    for index, code in recoded(shade, sentence.start, sentence.end, sentence.figures, codes).items():
        if rows[index].frame.own is None or rows[index].coded == ["other"]:
            rows[index].coded = [code]


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


class _Homes:
    """Where a position lives: the start of its paragraph and the index of its section."""

    def __init__(self, outline: Sequence[Heading], paragraphs: Sequence[Paragraph]) -> None:
        self._headings = [heading.start for heading in outline]
        self._periods: list[str | None] = []
        above: dict[int, str | None] = {}
        for heading in outline:
            own = heading_period(heading.heading)
            above = {level: period for level, period in above.items() if level < heading.level}
            above[heading.level] = own or (above[max(above)] if above else None)
            self._periods.append(above[heading.level])
        self._paragraphs = [paragraph.start for paragraph in paragraphs]

    def period_of(self, section: int | None) -> str | None:
        """The period that the section, or the one it lies in, speaks of as a whole."""
        return None if section is None else self._periods[section]

    def of(self, position: int) -> tuple[int, int | None]:
        at = bisect_right(self._paragraphs, position) - 1
        section = bisect_right(self._headings, position) - 1
        return (self._paragraphs[at] if at >= 0 else 0), (section if section >= 0 else None)


def _codes(context: str, figure: Figure, topic: str | None, city_means: str, frame: Frame) -> list[str]:
    """One code, or several where one figure is given for several rates."""
    unit = figure.unit or "_"
    if unit == "%" and (shared := _RATE_LIST.search(context)) and "分别" not in shared[0]:
        names = [name for name in _JOINTS.split(shared[1]) if name]
        codes = [_rate(name) or code_of(f"{name}达◆", unit, topic) for name in names]
        return list(dict.fromkeys(codes))
    context = _distributed(context) or context
    plain = context
    for joint in _JOINTS_BEFORE:
        plain = plain.replace(joint, "、◆")
    if "比" in plain or "较" in plain:
        plain = _GREW.sub("达◆", plain)
    if "由" in plain or "从" in plain:
        plain = _FROM.sub("达", _ROSE.sub("达◆", plain))
    if (
        "人大" in plain or "代表" in plain or "人代会" in plain or "法院" in plain or "检察" in plain
    ) and _FOREIGN.search(plain):
        return ["other"]
    if ("未" in plain or "没" in plain) and _DENIED.search(plain):
        code = "proposals_not_filed" if _NOT_FILED.search(plain) else "other"
        if topic == "proposal" and unit in PIECES and "采纳" in plain and code == "other":
            code = "proposals_not_adopted"
        return [code]
    if is_guarded(plain, unit, topic):
        return ["other"]
    told = code_in(frame, topic)
    known = told[0].code if told and not told[0].weak else ruled(plain, unit, topic)
    if known is None and told is None and "”" in plain:
        # “微视察”6次 counts what the quoted word says.
        known = ruled(plain.replace("“", "").replace("”", ""), unit, topic)
    code = known or (told[0].code if told else "other")
    if code == "opinions_reported" and city_means == "district" and _TO_OWN_CITY.search(context):
        code = "opinions_submitted"
    if code == "opinions_adopted_city" and (
        city_means == "provincial" or _BARE_CITY.search(_CLAUSE.split(context.partition("◆")[0])[-1])
    ):
        code = f"opinions_adopted_{city_means}"
    return [code]


def _rate(name: str) -> str | None:
    """The code of a rate by its own name (``见面率``)."""
    named = [token.word.name for token in tokens_of(name, 0, len(name)) if token.word.sort == "rate"]
    return named[-1] if named and named[-1] in _PERSONAL_RATES else None


_PERSONAL_RATES = frozenset({"contact_rate", "attendance_rate"})
"""Rates that need nothing beside their name; others depend on what is answered, filed or liked."""


def _distributed(context: str) -> str | None:
    """``分别被全国政协、省政协采用3篇、12篇``: the figure with the one name that is its own."""
    if "#" not in context or not any(word in context for word in _SHARING):
        return None
    for run in _RUN.finditer(context):
        if "◆" not in run[0]:
            continue
        figures = re.findall("[#◆]", run[0])
        head = context[: run.start()]
        shared = _SHARED_BEFORE.search(head)
        if not shared:
            return None
        names = [name for name in re.split(r"、|和|与|及|以及", shared["names"]) if name]
        if len(names) < len(figures):
            return None
        names[-1] = _SUMMED_UP.sub("", names[-1])
        own = names[len(names) - len(figures) :][figures.index("◆")]
        if "的" in names[-1] and "的" not in own:
            # ``对办理过程和办理结果的满意率分别为``: the last name's noun is everybody's.
            own += "的" + names[-1].partition("的")[2]
        lead = head[: shared.start()]
        # What a contributor sent in is not what the committee did.
        done = "" if shared["rest"].startswith(_SENT) else shared["rest"]
        return f"{lead}{own}{_EMPTY_VERB.sub('', shared['verb'])}{done}◆{context[run.end() :]}"
    return None
