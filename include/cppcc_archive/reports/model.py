"""The shape of a parsed report. Offsets are code points into ``Report.text``: ``text[start:end] == span`` always."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple


class DocType(StrEnum):
    """What kind of document this is."""

    STANDING_COMMITTEE_REPORT = "standing_committee_report"
    PROPOSAL_REPORT = "proposal_report"
    OPINION_REPORT = "opinion_report"
    SPEECH = "speech"
    RESOLUTION = "resolution"
    MEETING_NEWS = "meeting_news"
    NOTICE = "notice"
    PLAN = "plan"
    REGULATION = "regulation"
    MEMBER_LIST = "member_list"
    OTHER = "other"


ANNUAL: Final = (DocType.STANDING_COMMITTEE_REPORT, DocType.PROPOSAL_REPORT, DocType.OPINION_REPORT)
"""Documents that look back on a year as a whole."""


class Qualifier(StrEnum):
    """How exactly a figure was given: 余, 多, 以上, 超过 / 不足, 不到, 以内 / 近, 约, 左右, 数十, 上百."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    APPROX = "approx"


class Period(StrEnum):
    """Which time a figure speaks of."""

    REVIEWED = "reviewed"
    PRIOR_YEAR = "prior_year"
    TERM = "term"
    CUMULATIVE = "cumulative"
    PLANNED = "planned"
    SESSION = "session"


class Holder(StrEnum):
    """Whose figure it is, seen from the committee whose document it stands in."""

    OWN = "own"
    HIGHER = "higher"
    LOWER = "lower"
    GOVERNMENT = "government"
    PARTY = "party"
    OTHER = "other"


class Role(StrEnum):
    """Whether a figure is a whole, a slice of one, a difference between two, or what a rule demands."""

    TOTAL = "total"
    PART = "part"
    CHANGE = "change"
    NORM = "norm"


class Sector(StrEnum):
    """What a figure is about: the five fields of construction (五位一体), and ten finer ones."""

    ECONOMIC = "economic"
    POLITICAL = "political"
    CULTURAL = "cultural"
    SOCIAL = "social"
    ECOLOGICAL = "ecological"
    AGRICULTURE = "agriculture"
    INDUSTRY = "industry"
    COMMERCE = "commerce"
    URBAN = "urban"
    TRANSPORT = "transport"
    EDUCATION = "education"
    SCIENCE = "science"
    HEALTH = "health"
    WELFARE = "welfare"
    LAW = "law"


class SourceKind(StrEnum):
    """Who proposed or sent in what is counted."""

    PARTY = "party"
    GROUP = "group"
    SECTOR = "sector"
    COMMITTEE = "committee"
    LOCALITY = "locality"
    COLLECTIVE = "collective"
    MEMBER = "member"
    JOINT = "joint"


class WarningKind(StrEnum):
    """How figures contradict each other."""

    OVER_100 = "over_100"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    PARTS_DO_NOT_SUM = "parts_do_not_sum"
    SHARE_IS_NOT_QUOTIENT = "share_is_not_quotient"


class Act(StrEnum):
    """What a person does in the text."""

    REPORTED = "reported"
    SPOKE = "spoke"
    CHAIRED = "chaired"
    COMMENTED = "commented"
    LED = "led"
    ATTENDED = "attended"
    VISITED = "visited"
    PROPOSED = "proposed"


class Heading(NamedTuple):
    """One heading and the section it opens. ``number`` as printed (``（一）``), None for a run-in lead or a lost
    ordinal.

    ``start``/``end`` cut the heading itself. ``section_end`` is where its section (subsections included) ends.
    """

    level: int
    number: str | None
    heading: str
    start: int
    end: int
    section_end: int
    run_in: bool = False


class Paragraph(NamedTuple):
    """One paragraph of the text and the index of the innermost heading above it (None before the first)."""

    start: int
    end: int
    section: int | None


class Indicator(NamedTuple):
    """A number with meaning. (A tuple: a report has hundreds, and makes them in a third of the time.)

    ``value`` in ``unit`` as printed (98.5 with unit ``%``; 37000 with unit ``件`` for 3.7万件); of a range (6—8件)
    the lower end, both ends in ``value_min`` and ``value_max``. ``section`` is an index into the outline. ``warning``
    names a contradiction with the figure ``warning_with``; the figure stays as printed.

    Dimensions, None where the text does not tell: ``period`` and ``figure_year``; ``holder`` and its name as printed;
    ``role`` and ``part_of``, the ``indicator_id`` of the whole; ``sector`` and its name as printed; ``source_kind``.
    ``indicator_id`` is 16 hex digits, the same as long as the figure stands in the same words (its number may change).
    """

    code: str
    label: str
    value: float
    unit: str
    qualifier: Qualifier
    span: str
    start: int
    end: int
    section: int | None
    period: Period | None = None
    warning: str | None = None
    indicator_id: str | None = None
    figure_year: int | None = None
    holder: Holder | None = None
    holder_name: str | None = None
    role: Role | None = None
    part_of: str | None = None
    sector: Sector | None = None
    sector_name: str | None = None
    source_kind: SourceKind | None = None
    value_min: float | None = None
    value_max: float | None = None
    warning_kind: WarningKind | None = None
    warning_with: str | None = None


class Mention(NamedTuple):
    """A named thing: ``proposal``, ``work`` (《》), ``person``, ``meeting``, ``mechanism``; for persons the office
    (``role``) and what they do (``act``)."""

    kind: str
    text: str
    start: int
    end: int
    role: str | None = None
    act: Act | None = None


class Anomaly(NamedTuple):
    """Text that lost characters or contradicts itself: what is there, what it should be where that is certain.

    ``field`` says what the offsets cut: ``text``, or ``title`` where the title came apart from the text.
    """

    kind: str
    span: str
    start: int
    end: int
    expected: str | None = None
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Report:
    """One parsed document. Unknown is None, never a guess; ``text`` is never repaired.

    ``organisation`` is the canonical full name, ``organisation_printed`` the name as it stands in the text.
    ``doc_type_evidence`` says which rule decided.
    """

    report_id: str
    version_id: str
    url: str
    title: str | None
    doc_type: DocType
    doc_type_evidence: str
    organisation: str | None
    organisation_printed: str | None
    division_code: str | None
    term: int | None
    session: int | None
    speaker: str | None
    speaker_role: str | None
    event_date: date | None
    published_at: datetime | None
    year_reviewed: int | None
    year_planned: int | None
    breadcrumb: tuple[str, ...]
    outline: tuple[Heading, ...]
    paragraphs: tuple[Paragraph, ...]
    indicators: tuple[Indicator, ...]
    mentions: tuple[Mention, ...]
    anomalies: tuple[Anomaly, ...]
    text: str
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc parse`` prints (an interface: scripts depend on it)."""
        shown = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "paragraphs"}
        return shown | {
            "event_date": self.event_date.isoformat() if self.event_date else None,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "breadcrumb": list(self.breadcrumb),
            "outline": [{name: getattr(item, name) for name in Heading._fields[:_CUT]} for item in self.outline],
            "indicators": [{name: getattr(item, name) for name in _PRINTED} for item in self.indicators],
            "mentions": [item._asdict() for item in self.mentions],
            "anomalies": [item._asdict() for item in self.anomalies],
            "warnings": list(self.warnings),
        }


_CUT: Final = Heading._fields.index("section_end")
_LAST: Final = ("warning", "warning_kind", "warning_with", "indicator_id")
_PRINTED: Final = (*(name for name in Indicator._fields if name not in _LAST), *_LAST)
"""The first ten names of a figure stand as they always did; the dimensions follow."""
