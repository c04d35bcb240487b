"""The one way from a document, or a saved text, to a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cppcc_archive.extract.document import Block, BlockKind, Document
from cppcc_archive.extract.head.clues import date_in_url
from cppcc_archive.markup.text import without_unseen
from cppcc_archive.reports.anomalies import find_anomalies, title_anomalies
from cppcc_archive.reports.figures.coding import Setting, find_indicators
from cppcc_archive.reports.figures.numbers import find_figures
from cppcc_archive.reports.figures.standing import host_of, standing_of
from cppcc_archive.reports.head.calendar import calendar_of, document_period, of_yearbook
from cppcc_archive.reports.head.dates import COUNTS, event_without_year, month_in_url
from cppcc_archive.reports.head.doctype import doc_type_of
from cppcc_archive.reports.head.identity import (
    OPENING,
    event_date_of,
    preface_length,
    signed_on,
    speaker_of,
    term_and_session,
    years_of,
)
from cppcc_archive.reports.head.organisation import organisation_of
from cppcc_archive.reports.head.subject import is_of_committee, is_piece
from cppcc_archive.reports.head.titles import title_of
from cppcc_archive.reports.identifiers import default_report_id, version_id_of
from cppcc_archive.reports.lexicon_table import PARTIES
from cppcc_archive.reports.lines import Line, lines_of
from cppcc_archive.reports.mentions import find_mentions, role_in
from cppcc_archive.reports.model import DocType, Indicator, Report
from cppcc_archive.reports.outline import find_outline, paragraphs_of
from cppcc_archive.reports.plaintext import read_saved
from cppcc_archive.reports.shadow import shadow

_MUNICIPALITIES: Final = ("11", "12", "31", "50")
_OF_MUNICIPALITY: Final = re.compile("市政协(?<=(?:北京|天津|上海|重庆)市政协)")
_IN_MUNICIPALITY: Final = re.compile("(?:北京|天津|上海|重庆)市.")
PARSER_VERSION: Final = "22"
"""Goes up whenever the same page can give another report, whether it is read or parsed otherwise."""


_SUBTITLE: Final = re.compile(
    r"^—+(?!.*[。；]).{4,60}(?:报告|讲话|致辞|致词|发言|[开闭]幕词|决议)(?:（[^）]{1,16}）)?$"
)
_REPRINTED: Final = re.compile(r"(?:来源|原文|出处|转自|转载)[^\n]{0,6}(https?://[^\s，。；）)]{8,200})")
_LONGEST_TITLE: Final = 500
"""Characters of a title that rules look at; more is an attack or a mistake."""
MOST_FIGURES: Final = 10_000
"""Figures of one text that are read, from its beginning: a yearbook has some thousands. Each is held against the others
of its code, and a page of a hundred thousand would cost every reader of all reports hours."""


@dataclass(frozen=True, slots=True)
class SiteHint:
    """What is known of the site a document comes from: the prior for names like 区政协."""

    site_id: str
    name: str
    division_code: str | None = None


def parse_text(text: str, url: str, *, site: SiteHint | None = None) -> Report:
    """A saved text with its page chrome: breadcrumb, date line and footer become metadata, the rest ``Report.text``.

    Where no line says the day of publication, the address may, or that of the page which it was taken from.
    """
    saved = read_saved(without_unseen(text))
    reprinted = _REPRINTED.search(text) if "http" in text else None
    addressed = date_in_url(url) or (date_in_url(reprinted[1]) if reprinted else None)
    document = Document(
        url=url,
        encoding="utf-8",
        title=saved.title,
        published_at=saved.published_at or (addressed.when if addressed else None),
        blocks=(Block(BlockKind.PARAGRAPH, saved.text),),
        breadcrumb=saved.breadcrumb,
        source=saved.source,
    )
    return _parse(document, saved.text, saved.shade, site, None)


def parse(document: Document, *, site: SiteHint | None = None, report_id: str | None = None) -> Report:
    """The report in ``document``. Never raises; what the text does not say is None.

    ``report_id`` defaults to :func:`.identifiers.default_report_id` of the URL.
    """
    text = document.text
    return _parse(document, text, shadow(text), site, report_id)


def _parse(document: Document, text: str, shade: str, site: SiteHint | None, report_id: str | None) -> Report:
    lines = lines_of(shade, document)
    own = lines[: preface_length(lines)]
    preface = [Line(0, 0, shadow(subtitle)) for subtitle in document.subtitles] + own
    title = document.title or title_of(text, lines)
    named = shadow((title or "")[:_LONGEST_TITLE])
    column = "|".join((*document.breadcrumb, document.column or ""))
    kind, evidence = doc_type_of(named, shade[:600], column)
    subtitle = next((line.text.lstrip("—") for line in preface if _SUBTITLE.search(line.text)), None)
    if subtitle and not evidence.startswith("title"):
        # Below a slogan the second line says what the document is.
        kind, evidence = doc_type_of(subtitle, shade[:600], column)
    published = document.published_at.date() if document.published_at else None
    of_book = of_yearbook(named, column, shade)
    if of_book and published and of_book < published.year:
        published = None  # the day that a yearbook was put on its site is none of its text's
    head = "".join(line.text for line in preface)
    opening = "\n".join(line.text for line in lines[len(own) : len(own) + 3])[:600]
    term, session = term_and_session(named, head, opening, kind)
    signature = "\n".join(line.text for line in lines[len(own) :][-4:] if len(line.text) < 40)
    by_government = _BY_GOVERNMENT.search(f"{named}\n{head}\n{opening}") if kind is not DocType.MEETING_NEWS else None
    if not is_piece(title or "", shade):
        by_government = by_government or _BUREAU_HANDLES.match(opening)
    organisation = organisation_of(
        [
            named,
            head,
            *(line.text for line in preface),
            *map(shadow, document.breadcrumb),
            shadow(document.source or ""),
        ],
        opening,
        signature,
        site.name if site else None,
        site.division_code if site else None,
        published,
        shade,
        is_governments=by_government is not None,
    )
    speaker = speaker_of(named, preface, opening, kind)
    event = event_date_of(preface, opening, published, kind)
    if event is None and kind is DocType.RESOLUTION:
        event = signed_on(lines)
    issued = published or (None if of_book else signed_on(lines) or month_in_url(document.url))
    if event is None and published is None and kind in (DocType.MEETING_NEWS, DocType.RESOLUTION):
        event = event_without_year(opening, shade[:COUNTS], issued)
    outline = find_outline(lines, text, len(own))
    headings = [shade[item.start : item.end] for item in outline]
    reviewed, planned = years_of(kind, named, headings, shade, event, published, session)
    paragraphs = paragraphs_of(lines, outline)
    figures, warnings = find_figures(shade, text), document.warnings
    if (count := len(figures)) > MOST_FIGURES:
        figures = figures[:MOST_FIGURES]
        warnings = (*warnings, f"{count} figures, of which {MOST_FIGURES} were read")
    name = report_id or default_report_id(document.url)
    indicators: tuple[Indicator, ...] = ()
    period = document_period(kind, named, head, shade, session, OPENING)
    if figures:  # half of the news has none, and is asked nothing of whose and when
        calendar = calendar_of(kind, named, shade, event, issued, (reviewed, planned), (term, session), period, of_book)
        means = _city_means(organisation.division_code, organisation.name or _municipality_in(shade))
        standing = standing_of(
            organisation.division_code, organisation.name, shade, is_of_region=organisation.is_of_region
        )
        is_of_group = _OF_A_GROUP.search(named) is not None or _OF_A_PARTY.match(named) is not None
        topic = next((topic for topic, words in _TOPICS if words.search(named)), None)
        is_foreign = not is_of_committee(named, document.source or "", shade)
        setting = Setting(
            kind,
            means,
            topic,
            calendar,
            period,
            name,
            standing,
            by_government is not None,
            is_of_group,
            is_foreign,
            host_of(standing, f"{named}\n{opening}"),
        )
        indicators = find_indicators(shade, text, figures, outline, paragraphs, setting)
    anomalies = find_anomalies(shade, text, lines, outline, figures, published, term)
    mentions = find_mentions(shade, text, speaker.name, speaker.role, kind)
    if document.title:
        anomalies = title_anomalies(document.title, term) + anomalies
    return Report(
        report_id=name,
        version_id=version_id_of(title, text),
        url=document.url,
        title=title,
        doc_type=kind,
        doc_type_evidence=evidence,
        organisation=organisation.name,
        organisation_printed=organisation.printed,
        division_code=organisation.division_code,
        term=term,
        session=session,
        speaker=speaker.name,
        speaker_role=speaker.role or (role_in(mentions, speaker.name) if speaker.name else None),
        event_date=event,
        published_at=document.published_at,
        year_reviewed=None if period == "term" else reviewed or of_book,  # a term has no one year
        year_planned=planned,
        breadcrumb=document.breadcrumb,
        outline=outline,
        paragraphs=paragraphs,
        indicators=indicators,
        mentions=mentions,
        anomalies=anomalies,
        text=text,
        warnings=warnings,
    )


_BY_GOVERNMENT: Final = re.compile(
    "^[^\\n]{0,14}(?:政府(?!系统)(?:办公室)?|局|厅|管委会)[^\\n政协]{0,16}(?:政协)?[^\\n]{0,16}(?:提案[^\\n]{0,6}(?:办理|承办)|(?:办理|承办)[^\\n]{0,20}提案)"
    "|^[^\\n]{0,20}提案[^\\n]{0,6}办理[^\\n]{0,12}\\n(?:.*\\n)*?[^\\n]{0,60}(?:受[^，。\\n]{0,8}政府的?委托|政府副?(?:[区县市旗]长|主席|州长)|代表[^，。\\n]{0,6}政府)"
    "|^[^\\n]{0,20}(?:办理[^\\n]{0,16}提案|提案[^\\n]{0,6}办理)[^\\n]{0,12}\\n(?:.*\\n)*?[^\\n]{0,60}(?:我[局委办]|(?:我[县市区旗]|[县市区旗]政府系统)(?:共)?(?:承办|办理)[^\\n]{0,40}提案)"
    "|^[^\\n]{0,20}提案[^\\n]{0,6}办理[^\\n]{0,12}\\n(?:.*\\n)*?[^\\n立案件其]{0,16}[县市区旗]政府(?:共|先后|累计|收集|接收|、){1,4}(?:承办|办理)[^\\n]{0,12}提案"
    "|^[^\\n]{0,24}政府工作报告|收悉[\\s\\S]{0,400}(?:我[局委办厅]|[区县市]政府)"
)
"""A government's own report on the proposals that it handles."""
_BUREAU_HANDLES: Final = re.compile(
    "(?!.{0,60}(?:政协(?:召开|组织|开展|听取|领导|常委会|副?主席|提案委)|主席会议|视察|评议|督办|调研|听取))[^。\\n]{0,60}?(?:"
    "(?:局|厅|教委|住建委|卫健委|发改委|经信委|农业农村委|交通委|文旅委|商务委|管委会|人民政府|[省市县区]政府)(?:系统)?(?:（[^）]{1,8}）)?(?:[0-9年]{5})?"
    "(?:(?:共|一共|总共|累计|需要?|今年|承担)*(?:承办|办理|接办|接到|收到)|召开)[^。\\n]{0,40}提案"
    "|交(?:由|办给|给)?(?:我[局厅委办]|[^，。\\n]{0,12}(?:局|厅|政府))(?:系统)?(?:承办|办理)的[^。\\n]{0,40}提案)"
)
"""What a text opens with that a bureau wrote of the proposals that it handles (``青河县水利局共收到政协提案9件``)."""
_OF_A_GROUP: Final = re.compile(
    "^(?!.*(?:召开|举[办行]|加强|创新|开展|推[进动]|规范|健全|完善|深化|发挥|激活|打造|提升|做[实好活]|各|[0-9]个)[^，。]*$)"
    ".*(?:(?<![年协各员色优])界(?:别组?)?|(?:委员|活动|联络)组|支部)(?:20[0-9]{2}年?)?(?:年度|[上下]半年)?(?:履职|工作|活动)"
    "[^，。]{0,4}(?:纪实|[总小]结|综述|情况|回[眸顾望]|掠影|侧记|盘点|亮点|答卷|成绩单|巡礼|报告|汇报)$"
)
"""The story of one sector's or group's year (``教育界别2023年履职纪实``)."""
_OF_A_PARTY: Final = re.compile(
    f"(?:中国)?(?:国民党革命委员会|民主同盟|民主建国会|民主促进会|农工民主党|{PARTIES}|工商联)"
    "[^，。：、政协]{0,12}(?:委员会|基层委|总支|支部|小组|工委|界别)"
)
"""``民盟青河县支部：一年履职答卷``: what a party's branch sent in is one source's."""
_TOPICS: Final = (
    (
        "proposal",
        re.compile(
            "提案(?:工作|办理|统计|情况|分类|汇总|征集|立案|审查|交办|督办|面商|评选|委)|(?:交办|督办|表扬|评选|审查|征集|办理)[^，。、]{0,6}提案|·提案|提案$"
        ),
    ),
    ("opinion", re.compile("社情民意|信息工作")),
    ("history", re.compile("文史(?!委|和学习|学习)|史料征集")),
)


def _city_means(code: str | None, name: str | None) -> str:
    """The level that a bare 市 stands for in the committee's own texts."""
    if (code or "")[:2] in _MUNICIPALITIES or _IN_MUNICIPALITY.search(name or ""):
        return "provincial"
    serial = (code or "000000")[2:]
    # County-level cities have serials from 81, or stand right under their province (90xx).
    is_county_city = (serial[2:] > "80" or serial.startswith("90")) and (name or "").endswith("市委员会")
    return "district" if is_county_city else "city"


__all__ = ["PARSER_VERSION", "DocType", "SiteHint", "parse", "parse_text"]


def _municipality_in(shade: str) -> str | None:
    """The committee of a municipality that a text without a known committee names, unless it names a province's too."""
    named = _OF_MUNICIPALITY.search(shade) if "市政协" in shade and "省政协" not in shade else None
    return shade[named.start() - 2 : named.end()] if named else None
