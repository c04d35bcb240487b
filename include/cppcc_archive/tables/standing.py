"""What the build needs to know before it begins: the captures of a year's pages, how they were read, what stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from cppcc_archive.captures.model import Capture, CaptureKind, Verdict
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import PARTS
from cppcc_archive.tables.query import connect
from cppcc_archive.tables.rows import Row, digest_of

_CAPTURE = tuple(item.name for item in fields(Capture))
_NEEDED = frozenset({"captures", "sites", "parses", "reports", "report_versions", *(table.name for table in PARTS)})

_FETCHES = f"""
WITH latest AS (
    SELECT capture_id, arg_max(struct_pack(result, reason, report_id, version_id, content_digest, parser_version),
        parsed_at) AS parse
    FROM parses GROUP BY capture_id
)
SELECT {", ".join(f"captures.{name}" for name in _CAPTURE)}, latest.parse
FROM captures SEMI JOIN wanted USING (site_id, requested_url) LEFT JOIN latest USING (capture_id)
WHERE kind = 'article' AND verdict IN ('ok', 'gone', 'tombstone')
ORDER BY site_id, requested_url, captured_at, capture_id
"""


@dataclass(frozen=True, slots=True)
class ParseRow:
    """How a capture was read last: the newest row of ``parses`` for it. ``result``: report, part, failed."""

    result: str
    reason: str | None
    report_id: str | None
    version_id: str | None
    content_digest: str | None
    parser_version: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the row of a report says now, as far as the build compares it."""

    version_id: str
    content_digest: str
    published_year: int
    first_seen: datetime
    last_changed: datetime
    gone_since: datetime | None


class Archive:
    """One build's view of the tables. Close it (it is a context manager) to let the connection go."""

    def __init__(self, store: Store) -> None:
        self._connection = connect(store, _NEEDED)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def fetches_of_year(self, year: int | None) -> Iterator[tuple[Capture, ParseRow | None]]:
        """Every capture with content (or the lack of it) of the article pages of a publication year; None: of all."""
        within = "TRUE" if year is None else f"published_year = {int(year)}"
        wanted = f"SELECT DISTINCT site_id, requested_url FROM captures WHERE kind = 'article' AND {within}"
        return self._fetches(wanted)

    def fetches_of_reports(self, report_ids: Collection[str]) -> Iterator[tuple[Capture, ParseRow | None]]:
        """The same of the pages that were ever read as one of the reports."""
        self._give("ids", report_ids)
        return self._fetches("SELECT DISTINCT site_id, requested_url FROM parses SEMI JOIN ids USING (report_id)")

    def standing(self, report_ids: Collection[str]) -> dict[str, Standing]:
        """The reports that have a row, by id."""
        self._give("ids", report_ids)
        names = [item.name for item in fields(Standing)]
        rows = self._rows(f"SELECT report_id, {', '.join(names)} FROM reports SEMI JOIN ids USING (report_id)")
        return {row.pop("report_id"): Standing(**row) for row in rows}

    def reports(self, report_ids: Collection[str]) -> list[Row]:
        """Whole rows of reports."""
        self._give("ids", report_ids)
        return list(self._rows("SELECT * FROM reports SEMI JOIN ids USING (report_id)"))

    def sites(self) -> list[Row]:
        """All rows of ``sites``."""
        return list(self._rows("FROM sites"))

    def versions(self, report_ids: Collection[str]) -> set[tuple[str, str]]:
        """(report_id, version_id) of every row that ``report_versions`` has of the reports."""
        self._give("ids", report_ids)
        rows = self._rows("SELECT report_id, version_id FROM report_versions SEMI JOIN ids USING (report_id)")
        return {(row["report_id"], row["version_id"]) for row in rows}

    def parts(self, report_ids: Collection[str]) -> dict[str, set[tuple[str, str, int]]]:
        """By table of parts, (report_id, version_id, published_year) of the reports' rows there."""
        self._give("ids", report_ids)
        each = [
            f"SELECT DISTINCT '{table.name}' AS part, report_id, version_id, published_year "
            f"FROM {table.name} SEMI JOIN ids USING (report_id)"
            for table in PARTS
        ]
        found: dict[str, set[tuple[str, str, int]]] = {table.name: set() for table in PARTS}
        for row in self._rows(" UNION ALL ".join(each)):
            found[row["part"]].add((row["report_id"], row["version_id"], row["published_year"]))
        return found

    def damaged(self, standing: Mapping[str, Standing]) -> set[str]:
        """Which of these reports have rows or parts in the tables that are not as they were written."""
        reports = {row["report_id"]: row for row in self.reports(standing)}
        years = ", ".join(str(year) for year in sorted({one.published_year for one in standing.values()}))
        parts: dict[str, dict[str, list[Row]]] = {
            report_id: {table.name: [] for table in PARTS} for report_id in standing
        }
        for table in PARTS if standing else ():
            sql = f"FROM {table.name} SEMI JOIN ids USING (report_id) WHERE published_year IN ({years})"
            for row in self._rows(f"{sql} ORDER BY {', '.join(table.key)}"):
                parts[row["report_id"]][table.name].append(row)
        return {
            report_id
            for report_id, one in standing.items()
            if report_id not in reports or digest_of(reports[report_id], parts[report_id]) != one.content_digest
        }

    def _fetches(self, wanted: str) -> Iterator[tuple[Capture, ParseRow | None]]:
        for row in self._rows(_FETCHES.replace("SEMI JOIN wanted", f"SEMI JOIN ({wanted}) AS wanted")):
            parse = row.pop("parse")
            yield _capture(row), ParseRow(**parse) if parse else None

    def _give(self, name: str, values: Iterable[str]) -> None:
        self._connection.register(name, pa.table({"report_id": pa.array(sorted(values), pa.string())}))

    def _rows(self, sql: str) -> Iterator[Row]:
        for batch in _reader(self._connection, sql):
            for row in batch.to_pylist():
                yield {name: _utc(value) for name, value in row.items()}


def _reader(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[pa.RecordBatch]:
    return iter(connection.execute(sql).to_arrow_reader(8192))


def _capture(row: dict[str, Any]) -> Capture:
    return Capture(**{**row, "kind": CaptureKind(row["kind"]), "verdict": Verdict(row["verdict"])})


def _utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
