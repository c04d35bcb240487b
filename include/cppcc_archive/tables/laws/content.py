"""Whether texts and parts are what they were written as: figures, names and headings stand in the text where they say,
and a report's row with its parts is what its digest says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cppcc_archive.tables.contract import INDICATORS, MENTIONS, PARTS, REPORT_TEXTS, REPORTS, SECTIONS
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.laws.breach import AGAIN, Breach, breach_of
from cppcc_archive.tables.laws.rows import OF_REPORTS, News, Span, batches, scan_span
from cppcc_archive.tables.scan import DataFile
from cppcc_archive.tables.standing import Held, held_of

_SPANS = (
    (SECTIONS, "heading", "heading"),
    (INDICATORS, "span", "figure"),
    (MENTIONS, "text", "name"),
)
"""Tables of parts, their column that repeats the report's text, and what it is called."""

_REPORTS_AT_ONCE = 1000


@dataclass(slots=True)
class Content:
    """What was found: by table the spans that stand elsewhere, and the reports that are not what their digest says."""

    spans: dict[str, set[str]] = field(default_factory=dict)
    other: set[str] = field(default_factory=set)

    def spans_breached(self) -> list[Breach]:
        """The spans' laws that do not hold."""
        return [
            breach
            for table, _, called in _SPANS
            for breach in breach_of(
                f"{table.name}: every {called} stands in the report's text where it says",
                self.spans.get(table.name, ()),
                AGAIN,
            )
        ]

    def digests_breached(self) -> list[Breach]:
        """The law of digests, where it does not hold."""
        tables = ", ".join(table.name for table in PARTS)
        return breach_of(f"reports: every row with its parts ({tables}) is what its digest says", self.other, AGAIN)


def content_of_span(tables: Tables, span: Span, damaged: frozenset[str] = frozenset()) -> Content:
    """All texts and parts of some sites, but for the ``damaged`` tables."""
    ids = {
        (site_id, report_id)
        for table in (REPORTS, REPORT_TEXTS)
        if table.name not in damaged
        for site_id, report_id in _pairs(scan_span(tables, table, ("site_id", "report_id"), span).to_pydict())
    }
    return _looked_at(tables, sorted(ids), damaged=damaged)


def content_of_news(tables: Tables, news: News) -> Content:
    """Those of versions that are new, and of those that lost anything. The new ones are in few small files; what is
    not found whole there is looked for in all."""
    new_texts = news.pairs(news.new, (REPORT_TEXTS,))
    changed = news.pairs(news.lost, (REPORT_TEXTS, *PARTS)) | news.pairs(news.new, PARTS)
    standing: dict[str, tuple[int, str, str]] = {}
    for row in news.ids(REPORTS).to_pylist():
        known = standing.get(row["report_id"])
        if known is None or row["revision"] > known[0]:
            standing[row["report_id"]] = row["revision"], row["site_id"], row["version_id"]
    fresh, again = [], []
    for report_id, (_, site_id, version_id) in standing.items():
        if (report_id, version_id) in new_texts:
            fresh.append((site_id, report_id))
        elif (report_id, version_id) in changed:
            again.append((site_id, report_id))
    files = {table.name: news.changes[table.name].added for table in OF_REPORTS}
    found = _looked_at(tables, sorted(fresh), files)
    doubted = [one for one in fresh if one[1] in found.other]
    found.other.clear()
    rest = _looked_at(tables, sorted({*again, *doubted}))
    for name, rows in rest.spans.items():
        found.spans.setdefault(name, set()).update(rows)
    found.other |= rest.other
    return found


def _pairs(columns: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    return zip(columns["site_id"], columns["report_id"], strict=True)


def _looked_at(
    tables: Tables,
    reports: list[tuple[str, str]],
    files: Mapping[str, Iterable[DataFile]] | None = None,
    damaged: frozenset[str] = frozenset(),
) -> Content:
    found = Content()
    for chunk in batches(reports, _REPORTS_AT_ONCE):
        ids = {report_id for _, report_id in chunk}
        held = held_of(tables, {site_id for site_id, _ in chunk}, ids, files, damaged)
        if damaged.isdisjoint(table.name for table in OF_REPORTS):
            found.other |= {report_id for report_id, row in held.reports.items() if not held.is_as_said(row)}
        for table, column, _ in _SPANS:
            misplaced = set(_misplaced(held, table.name, table.key[2], column))
            if misplaced:
                found.spans.setdefault(table.name, set()).update(misplaced)
    return found


def _misplaced(held: Held, table: str, number: str, column: str) -> Iterator[str]:
    for key, parts in held.parts.items():
        if key not in held.texts:
            continue
        text = held.texts[key]["text"]
        for row in parts.get(table, ()):
            if text[row["start_char"] : row["end_char"]] != row[column]:
                yield f"{row['report_id']} {row[number]}"
