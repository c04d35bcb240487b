"""From the stages' shapes to table rows. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache
from itertools import chain, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from cppcc_archive.captures.model import Capture, CaptureKind, Confirmation, Verdict
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.markup.text import storable
from cppcc_archive.markup.urls import canonical
from cppcc_archive.tables.contract import PARTS, REPORT_VERSIONS, REPORTS
from cppcc_archive.tables.places import attachment_columns, places_of
from cppcc_archive.tables.rowtext import as_json, as_objects
from cppcc_archive.tables.schema import Table

if TYPE_CHECKING:  # a crawl writes rows and has no use for the parser; who reads what is known has none for models
    from cppcc_archive.extract.document import Document
    from cppcc_archive.reports.model import Heading, Report
    from cppcc_archive.sites.gazetteer import Entry
    from cppcc_archive.sites.model import Site

Row = dict[str, Any]
Columns = Mapping[str, Sequence[Any]]

_HISTORY = frozenset({"first_seen", "last_changed", "gone_since", "content_digest", "revision"})
"""What the archive's history adds to a report's row."""
_MADE_BY = frozenset({"capture_id", "parser_version", "layout_id"})
"""Which capture and parser made a row: no part of what it says."""
_REPEATED = frozenset({"report_id", "version_id", "site_id", "published_year"})
"""What a part's row repeats of its report's."""

_OWN = tuple(name for name in REPORTS.column if name not in _HISTORY | _MADE_BY)
_BARE = {
    table.name: tuple(name for name in table.column if name not in _REPEATED | _MADE_BY)
    for table in sorted(PARTS, key=lambda table: table.name)
}
_NUMBER = {table.name: table.key[-1] for table in PARTS}

CAPTURE_FIELDS = tuple(item.name for item in fields(Capture))


def capture_row(capture: Capture) -> Row:
    """A row of ``captures``."""
    row = {name: getattr(capture, name) for name in CAPTURE_FIELDS}
    year = capture.captured_at.astimezone(UTC).year
    return {**row, "kind": capture.kind.value, "verdict": capture.verdict.value, "captured_year": year}


def capture_of(row: Row) -> Capture:
    """The capture a row of ``captures`` was made from."""
    made = {name: row[name] for name in CAPTURE_FIELDS}
    moment = row["captured_at"].astimezone(UTC)
    return Capture(
        **{**made, "captured_at": moment, "kind": CaptureKind(row["kind"]), "verdict": Verdict(row["verdict"])}
    )


def page_key(requested_url: str) -> int:
    """How ``confirmed`` names a page: the first 8 bytes of the SHA-256 of its address, as a signed number."""
    return int.from_bytes(hashlib.sha256(requested_url.encode()).digest()[:8], "big", signed=True)


def confirmed_row(site_id: str, run_id: str, pages: Sequence[Confirmation]) -> Row:
    """A row of ``confirmed``."""
    validated = [page for page in pages if page.etag or page.last_modified]
    return {
        "site_id": site_id,
        "run_id": run_id,
        "confirmed_at": max(page.confirmed_at for page in pages),
        "pages": [page_key(page.requested_url) for page in pages],
        "validated": [page_key(page.requested_url) for page in validated],
        "etags": [storable(page.etag or "") for page in validated],
        "last_modifieds": [storable(page.last_modified or "") for page in validated],
    }


def outcome_row(outcome: SiteOutcome, shard: str) -> Row:
    """A row of ``crawl_outcomes``."""
    counted = {f"verdict_{verdict.value}": _count(outcome.verdicts, verdict) for verdict in Verdict}
    plain = {
        item.name: getattr(outcome, item.name)
        for item in fields(SiteOutcome)
        if item.name not in ("verdicts", "result")
    }
    return {
        **plain,
        **counted,
        "shard": shard,
        "result": outcome.result.value,
        "published_years": list(outcome.published_years),
        "warnings": list(outcome.warnings),
        "progress": None if outcome.progress is None else list(outcome.progress),
    }


def outcome_of(row: Row) -> SiteOutcome:
    """The outcome a row of ``crawl_outcomes`` was made from (verdicts that never occurred are left out)."""
    made = {item.name: row[item.name] for item in fields(SiteOutcome) if item.name != "verdicts"}
    counts = {verdict.value: row[f"verdict_{verdict.value}"] for verdict in Verdict}
    return SiteOutcome(
        **made
        | {
            "result": SiteResult(row["result"]),
            "verdicts": {name: count for name, count in counts.items() if count},
            "published_years": tuple(row["published_years"]),
            "warnings": tuple(row["warnings"]),
            "progress": None if row["progress"] is None else tuple(row["progress"]),
        }
    )


@dataclass(frozen=True, slots=True)
class Origins:
    """What every row of one report has in common beside the report itself: where and by what it was read."""

    site_id: str
    division_code: str | None
    capture: Capture
    parser_version: str

    @property
    def published_year(self) -> int:
        """The year the crawler put the capture under; the year of capture when it knew none."""
        return self.capture.published_year or self.capture.captured_at.year


@dataclass(frozen=True, slots=True)
class ReportRows:
    """All rows one report makes: its own (without what the archive's history adds), its text, its parts by table, these
    as columns, without what they have in common with the text's.

    ``digest`` covers everything but which capture and parser it was read from and by, ``parts_digest`` the text and
    the parts: equal digests mean nothing is to be written.
    """

    report: Row
    text: Row
    parts: Mapping[str, Columns]
    digest: str
    parts_digest: str


def report_rows(report: Report, document: Document, origins: Origins) -> ReportRows:
    """The rows of a report and its parts."""
    year = report.published_at.astimezone(SHANGHAI).year if report.published_at else origins.published_year
    made_by = {
        "report_id": report.report_id,
        "version_id": report.version_id,
        "published_year": year,
        "capture_id": origins.capture.capture_id,
        "parser_version": origins.parser_version,
    }
    place = {"site_id": origins.site_id, "division_code": report.division_code or origins.division_code}
    row = {**made_by, **place, **_report_columns(report, document)}
    common = {**made_by, "site_id": origins.site_id}
    parts = _parts(report, document, place["division_code"])
    said = {table: [parts[table][name] for name in names] for table, names in _BARE.items()}
    text = {**common, "text": report.text}
    return ReportRows(row, text, parts, *_digests(row, report.text, said))


def part_columns(table: Table, reports: Sequence[ReportRows]) -> dict[str, Sequence[Any] | pa.Array[Any]]:
    """The columns of a table of parts: one report's rows after the other's."""
    parts = [one.parts[table.name] for one in reports]
    counts = [len(part[_NUMBER[table.name]]) for part in parts]
    whose = pa.array(chain.from_iterable(map(repeat, range(len(parts)), counts)), pa.int32())
    columns: dict[str, Sequence[Any] | pa.Array[Any]] = {
        name: list(chain.from_iterable([part[name] for part in parts])) for name in _BARE[table.name]
    }
    for name in table.column.keys() - columns.keys():
        columns[name] = pa.array([one.text[name] for one in reports], table.column[name].type).take(whose)
    return columns


def _report_columns(report: Report, document: Document) -> Row:
    published = _utc(report.published_at)
    return {
        "url": report.url,
        "title": report.title,
        "doc_type": report.doc_type.value,
        "doc_type_evidence": report.doc_type_evidence,
        "organisation": report.organisation,
        "organisation_printed": report.organisation_printed,
        "term": report.term,
        "session": report.session,
        "speaker": report.speaker,
        "speaker_role": report.speaker_role,
        "event_date": report.event_date,
        "published_at": published,
        "published_date": published.astimezone(SHANGHAI).date() if published else None,
        "year_reviewed": report.year_reviewed,
        "year_planned": report.year_planned,
        "source": document.source,
        "author": document.author,
        "breadcrumb": list(report.breadcrumb),
        "characters": len(report.text),
        "anomalies": as_json([item._asdict() for item in report.anomalies]),
        "anomaly_count": len(report.anomalies),
        "encoding": document.encoding,
        "warnings": list(report.warnings),
        "layout_id": document.layout,
        "text_origin": document.text_origin,
        "needs_ocr": document.needs_ocr,
    }


def _parts(report: Report, document: Document, division_code: str | None) -> dict[str, dict[str, Sequence[Any]]]:
    """The columns of each part, without what its rows have in common."""
    places = places_of(document)
    paragraphs, indicators = _columns("paragraphs", report.paragraphs), _columns("indicators", report.indicators)
    count = len(report.indicators)
    attachments = [
        {"attachment": number, "url": canonical(item.url), "name": item.name, **attachment_columns(document, item.url)}
        for number, item in enumerate(document.attachments)
    ]
    return {
        "sections": {**_columns("sections", report.outline), "parent": _parents(report.outline)},
        "paragraphs": {**paragraphs, **places.columns(paragraphs["start_char"])},
        "indicators": {
            **indicators,
            "value": list(map(float, indicators["value"])),
            "year": [report.year_reviewed] * count,
            "division_code": [division_code] * count,
            **places.columns(indicators["start_char"]),
        },
        "mentions": _columns("mentions", report.mentions),
        "anomalies": _columns("anomalies", report.anomalies),
        "attachments": {name: [row[name] for row in attachments] for name in _BARE["attachments"]},
    }


def _columns(table: str, items: Sequence[NamedTuple]) -> dict[str, Sequence[Any]]:
    """Named tuples by their fields, and their number; without any, the table's columns."""
    if not items:
        return dict.fromkeys(_BARE[table], ())
    names = _named(items[0]._fields)
    return {_NUMBER[table]: range(len(items)), **dict(zip(names, zip(*items, strict=True), strict=True))}


@cache
def _named(fields: tuple[str, ...]) -> tuple[str, ...]:
    """What the columns of a shape's fields are called."""
    return tuple({"start": "start_char", "end": "end_char"}.get(name, name) for name in fields)


def _parents(outline: Sequence[Heading]) -> list[int | None]:
    """The section that each heading stands in."""
    found: list[int | None] = []
    open_sections: list[int] = []
    for number, heading in enumerate(outline):
        while open_sections and outline[open_sections[-1]].level >= heading.level:
            open_sections.pop()
        found.append(open_sections[-1] if open_sections else None)
        open_sections.append(number)
    return found


def digests_of(report: Row, text: str | None, parts: Mapping[str, list[Row]]) -> tuple[str, str]:
    """The ``digest`` and ``parts_digest`` of a report's row, text and parts, as they are made and as the tables hold
    them: the same, unless rows were lost or changed.

    ``parts`` are its rows by table, in order; times are aware.
    """
    said = {
        table: list(zip(*map(itemgetter(*names), rows), strict=True))
        for table, names in _BARE.items()
        if (rows := parts.get(table))
    }
    return _digests(report, text, said)


def _digests(report: Row, text: str | None, parts: Mapping[str, Sequence[Sequence[Any]]]) -> tuple[str, str]:
    """``parts``: the columns of :data:`_BARE`, by table."""
    told = [f'"{table}": {as_objects(_BARE[table], columns)}' for table, columns in parts.items() if columns[0]]
    of_parts = _digest(f"[{as_json(report['published_year'])}, {as_json(text)}, {{{', '.join(told)}}}]")
    return _digest(as_json([of_parts, _said(_OWN, itemgetter(*_OWN)(report))])), of_parts


def _said(names: Sequence[str], values: Sequence[Any]) -> Row:
    """What a row says, null left out: a column that a table gained since makes no other content of the same."""
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def version_row(report: Row, valid_from: datetime) -> Row:
    """The row of ``report_versions`` that goes with a report's row."""
    return {**{name: report[name] for name in REPORT_VERSIONS.column if name in report}, "valid_from": valid_from}


def site_row(site: Site) -> Row:
    """A row of ``sites``."""
    return {
        "site_id": site.id,
        "name": site.name,
        "division_code": site.division_code,
        "base_url": site.base_url,
        "cms": site.cms,
        "status": site.status.value,
        "since": site.since,
        "until": site.until,
        "column_count": len(site.columns),
        "layout": _pinned(site),
        "invented": site.is_invented,
    }


def _pinned(site: Site) -> str | None:
    pins = {name: places for name, places in site.layout.model_dump(mode="json").items() if places}
    return json.dumps(pins, ensure_ascii=False, sort_keys=True) if pins else None


def division_row(entry: Entry) -> Row:
    """A row of ``divisions``."""
    division = entry.division
    return {
        "division_code": division.code,
        "name": division.name,
        "level": division.level,
        "parent_code": division.parent,
        "full_name": entry.full_name,
        "valid_from": division.valid_from,
        "valid_to": division.valid_to,
        "province_code": entry.province_code,
        "city_code": entry.city_code,
        "name_pinyin": entry.name_pinyin,
        "name_en": entry.name_en,
        "is_current": division.stands,
        "successors": None if entry.successors is None else list(entry.successors),
    }


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)).astimezone(UTC)


def _count(verdicts: Mapping[str, int], verdict: Verdict) -> int:
    return verdicts.get(verdict.value, 0)
