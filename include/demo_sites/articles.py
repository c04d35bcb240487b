"""The articles of the demo sites as facts and paragraphs, before any layout. The same night gives the same articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from demo_sites.facts import NUMERALS, Committee, Figures, fill, pick, prose

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
YEARS = range(2019, 2027)
"""The years in which the committees' plenaries met; each reports on the year before."""

EDITED = ("yunshan", "report-2026")
DELETED = ("linhu", "report-2025")
ADDED = ("qingyan", "proposals-2026")
"""What the second night changes: site and article key. The deleted one is out of its list, too."""

_PROPOSAL_REPORTS = {
    "yunshan": (2020, 2021, 2022, 2023, 2024, 2025, 2026),
    "qingyan": (2021, 2023, 2025, 2026),
    "linhu": (2022, 2024),
}


class Column(StrEnum):
    """The columns (栏目) every demo site has; layouts give them their own addresses."""

    REPORTS = "工作报告"
    PROPOSALS = "提案工作"
    SPEECHES = "领导讲话"
    NEWS = "政协要闻"
    NOTICES = "通知公告"


class Style(StrEnum):
    """How a paragraph stands on the page."""

    CENTRE = "centre"
    HEADING = "heading"
    PLAIN = "plain"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph; ``lead`` characters at its start are a run-in lead, set bold."""

    text: str
    style: Style = Style.PLAIN
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a site. ``number`` is the CMS's id; ``modified`` is what ``Last-Modified`` says.

    A ``tombstone`` is listed and answers 200 with a page that says it is gone; a ``deleted`` one answers 404 and is
    listed no more.
    """

    key: str
    number: int
    column: Column
    title: str
    published: datetime
    modified: datetime
    source: str
    paragraphs: tuple[Para, ...]
    attachment: str | None = None
    tombstone: bool = False
    deleted: bool = False

    @property
    def text(self) -> str:
        """The body as a reader sees it, one paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def articles(committee: Committee, night: int = 1) -> tuple[Article, ...]:
    """All articles of a committee's site in a night, newest first."""
    found = []
    for article in (_slipped(committee, article) for article in _all(committee)):
        name = (committee.id, article.key)
        if night < 2:
            found += [article] if name != ADDED else []
        elif name == DELETED:
            found.append(replace(article, deleted=True))
        else:
            found.append(_edited(committee, article) if name == EDITED else article)
    return tuple(sorted(found, key=lambda article: (article.published, article.number), reverse=True))


def correction(figures: Figures) -> Figures:
    """The figures after the correction of the second night: two proposals more, both filed."""
    return replace(figures, received=figures.received + 2, filed=figures.filed + 2)


def _all(committee: Committee) -> Iterator[Article]:
    for year in YEARS:
        yield _work_report(committee, year, committee.figures[year - 1])
        if year in _PROPOSAL_REPORTS[committee.id]:
            yield _proposal_report(committee, year)
    for turn, year in enumerate((2019, 2023, 2026)):
        yield _speech(committee, year, turn)
    for turn, (year, month) in enumerate(((2020, 6), (2022, 9), (2024, 5), (2026, 7))):
        yield _news(committee, date(year, month, 11 + turn), turn)
    for turn, (year, month) in enumerate(((2023, 7), (2025, 10))):
        yield _notice(committee, date(year, month, 18), turn)
    if committee.layout == "hanweb":
        yield _vanished(committee)


def _slipped(committee: Committee, article: Article) -> Article:
    """The article as it was put on the page, with what was mistyped or lost."""
    for slip in committee.slips:
        if slip.article == article.key:
            written = (replace(para, text=para.text.replace(slip.meant, slip.printed)) for para in article.paragraphs)
            article = replace(article, paragraphs=tuple(written))
    return article


def _edited(committee: Committee, article: Article) -> Article:
    year = article.published.year
    corrected = _work_report(committee, year, correction(committee.figures[year - 1]))
    return replace(corrected, modified=article.modified + timedelta(days=3, hours=5))


def _work_report(committee: Committee, year: int, figures: Figures) -> Article:
    texts, words = prose(), _words(committee, year, figures)
    seed = f"{committee.id}:{year}"
    sitting = committee.sitting(year)
    meeting = committee.meeting.format(term=sitting.term, session=sitting.session)
    body = [
        Para(_report_title(committee, year), Style.CENTRE),
        Para(f"——{year}年1月{committee.day}日在{meeting}上", Style.CENTRE),
        Para(committee.chair(year), Style.CENTRE),
        Para("各位委员："),
        Para(fill(pick(texts["openings"], committee, year), words, seed)),
        Para(f"一、{year - 1}年工作回顾", Style.HEADING),
        Para(fill(pick(texts["reviews"], committee, year), words, seed)),
    ]
    for place, section in enumerate(texts["sections"], start=1):
        body.append(Para(f"（{NUMERALS[place]}）" + _heading(section, committee, year, words), Style.HEADING))
        body.extend(_section_paragraphs(section, committee, year, words, seed))
    body += [Para(fill(pick(texts[key], committee, year), words, seed)) for key in ("thanks", "problems")]
    body += [Para(f"二、{year}年工作{'打算' if year % 2 else '安排'}", Style.HEADING)]
    body += [Para(fill(pick(texts["plan_openings"], committee, year), words, seed))]
    body += list(_plan(committee, year, words, seed))
    body += [Para(fill(pick(texts["closings"], committee, year), words, seed))]
    published = datetime(year, 1, committee.day + 2, 9, 12 + year % 40, tzinfo=SHANGHAI)
    return _article(committee, f"report-{year}", Column.REPORTS, _report_title(committee, year), published, body)


def _section_paragraphs(
    section: Mapping[str, Any], committee: Committee, year: int, words: Mapping[str, str], seed: str
) -> Iterator[Para]:
    pool = section["paragraphs"]
    # The livelihood section keeps its first two paragraphs: they carry the proposal and opinion figures.
    fixed = pool[:2] if section["key"] == "livelihood" else []
    rest = pool[len(fixed) :]
    chosen = fixed + [pick(rest, committee, year, turn) for turn in range(3 - len(fixed))]
    for template in chosen:
        lead, text = template.split("**")[1:]
        yield Para(fill(lead + text, words, seed), lead=len(fill(lead, words, seed)))


def _heading(section: Mapping[str, Any], committee: Committee, year: int, words: Mapping[str, str]) -> str:
    heading: str = pick(section["headings"], committee, year)
    return heading.format_map(words)


def _plan(committee: Committee, year: int, words: Mapping[str, str], seed: str) -> Iterator[Para]:
    plans = prose()["plans"]
    for place in range(5):
        heading, text = plans[(place + year) % len(plans)]
        lead = f"{place + 1}.{heading}。"
        yield Para(lead + fill(text, words, seed), lead=len(lead))


def _proposal_report(committee: Committee, year: int) -> Article:
    texts, words = prose()["proposal_report"], _words(committee, year, committee.figures[year - 1])
    seed = f"{committee.id}:{year}:proposals"
    solved, scheduled = (int(fill(template, {}, seed)) for template in ("{62-71}", "{22-26}"))
    words |= {"solved": str(solved), "scheduled": str(scheduled), "noted": str(100 - solved - scheduled)}
    sitting = committee.sitting(year)
    meeting = committee.meeting.format(term=sitting.term, session=sitting.session)
    title = fill(texts["titles"], words, seed)
    body = [
        Para(title, Style.CENTRE),
        Para(f"（{year}年1月{committee.day}日在{meeting}上）", Style.CENTRE),
        Para(committee.words["vice"], Style.CENTRE),
        Para("各位委员："),
        Para(fill(texts["opening"], words, seed)),
    ]
    for place, (heading, text) in enumerate(texts["sections"], start=1):
        body += [Para(f"{NUMERALS[place]}、{heading}", Style.HEADING), Para(fill(text, words, seed))]
    body.append(Para("以上报告，请予审议。"))
    published = datetime(year, 1, committee.day + 3, 15, 8 + year % 40, tzinfo=SHANGHAI)
    attachment = f"{committee.name}政协{year}年重点提案目录" if year == 2025 else None
    return _article(committee, f"proposals-{year}", Column.PROPOSALS, title, published, body, attachment)


def _speech(committee: Committee, year: int, turn: int) -> Article:
    texts = prose()["speech"]
    words = _words(committee, year, committee.figures[year - 1]) | {"session_name": _session_name(committee, year)}
    title = fill(pick(texts["titles"], committee, turn), words, "")
    day = date(year, 1, committee.day + 4)
    body = [
        Para(title, Style.CENTRE),
        Para(f"（{day.year}年{day.month}月{day.day}日）", Style.CENTRE),
        Para(f"{committee.words['u']}政协主席　{committee.chair(year)}", Style.CENTRE),
    ]
    body += [Para(fill(text, words, f"{committee.id}:{year}:speech")) for text in texts["paragraphs"]]
    published = datetime(day.year, day.month, day.day, 17, 41, tzinfo=SHANGHAI)
    return _article(committee, f"speech-{year}", Column.SPEECHES, title, published, body)


def _news(committee: Committee, day: date, turn: int) -> Article:
    item = pick(prose()["news"], committee, turn)
    words = _words(committee, day.year, committee.figures[day.year - 1])
    words |= {"date": f"{day.month}月{day.day}日", "session_number": f"第{20 + 2 * turn}次"}
    body = [Para(fill(text, words, f"{committee.id}:{day}")) for text in item["paragraphs"]]
    body.append(Para("（供稿：委员联络室）", Style.RIGHT))
    published = datetime(day.year, day.month, day.day, 18, 20 + turn, tzinfo=SHANGHAI) + timedelta(days=1)
    title = fill(item["title"], words, "")
    return _article(committee, f"news-{day.year}", Column.NEWS, title, published, body)


def _notice(committee: Committee, day: date, turn: int) -> Article:
    item = pick(prose()["notices"], committee, turn)
    held = day + timedelta(days=9)
    words = _words(committee, day.year, committee.figures[day.year - 1])
    words |= {"date": f"{held.year}年{held.month}月{held.day}日", "planned": str(day.year + 1)}
    body = [Para(fill(text, words, f"{committee.id}:{day}")) for text in item["paragraphs"]]
    body += [Para(f"政协{committee.name}委员会办公室", Style.RIGHT)]
    body += [Para(f"{day.year}年{day.month}月{day.day}日", Style.RIGHT)]
    published = datetime(day.year, day.month, day.day, 10, 5, tzinfo=SHANGHAI)
    attachment = "议题建议表" if "见附件" in "".join(item["paragraphs"]) else None
    title = fill(item["title"], words, "")
    return _article(committee, f"notice-{day.year}", Column.NOTICES, title, published, body, attachment)


def _vanished(committee: Committee) -> Article:
    """Listed, but its page is a 200 that says the page is gone."""
    published = datetime(2021, 3, 4, 11, 30, tzinfo=SHANGHAI)
    title = f"{committee.name}政协机关开展植树活动"
    return replace(_article(committee, "vanished", Column.NEWS, title, published, []), tombstone=True)


def _article(
    committee: Committee,
    key: str,
    column: Column,
    title: str,
    published: datetime,
    body: list[Para],
    attachment: str | None = None,
) -> Article:
    # Ids rise with time, as a CMS counts them: days since 2018, then the column and committee in the last two digits.
    number = (published.date() - date(2018, 1, 1)).days * 100 + 10 * list(Column).index(column) + committee.day % 10
    return Article(
        key, number, column, title, published, published, f"{committee.name}政协办公室", tuple(body), attachment
    )


def _report_title(committee: Committee, year: int) -> str:
    return committee.report_title.format(term=committee.reporting_term(year))


def _session_name(committee: Committee, year: int) -> str:
    sitting = committee.sitting(year)
    return committee.session_name.format(term=sitting.term, session=sitting.session)


def _attendance(committee: Committee, reviewed: int) -> str:
    """A year's rate in per cent, the same in its own report and in the next one's."""
    return f"{86.1 + 0.9 * (reviewed - 2017) + 0.3 * len(committee.name + committee.id):.1f}"


def _words(committee: Committee, year: int, figures: Figures) -> dict[str, str]:
    texts = prose()
    words = dict(committee.words) | figures.words()
    words |= {
        "reviewed": str(year - 1),
        "planned": str(year),
        "theme": texts["themes"][year - 1],
        "theme_next": texts["themes"][year],
        "chair": committee.chair(year),
        "issue": pick(texts["issues"], committee, year),
        "organisation": committee.organisation.format(term=committee.reporting_term(year)),
        "session_name": _session_name(committee, year - 1),
        "attendance": _attendance(committee, year - 1),
        "attendance_before": _attendance(committee, year - 2),
    }
    for name, drawn in (("key", "{8-12}"), ("led", "{9-14}"), ("satisfied", "{97-99}.{1-9}")):
        words[name] = fill(drawn, {}, f"{committee.id}:{year}:{name}")  # one committee's documents agree
    words["proposals"] = pick(texts["proposal_figures"], committee, year).format_map(words)
    words["opinions"] = pick(texts["opinion_figures"], committee, year).format_map(words)
    return words
