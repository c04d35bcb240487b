"""What the tables hold of reports, read from their rows: the row that stands, the digests of its versions' parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from cppcc_archive.tables.contract import PARTS, REPORT_TEXTS, REPORT_VERSIONS, REPORTS
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.rows import Row, digests_of
from cppcc_archive.tables.scan import DataFile, among, scan
from cppcc_archive.tables.schema import Table

Dates = tuple[datetime, datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the tables hold of one report: the digest and the dates of its row (None: it has none), the digest of each
    version's text and parts, and the stays of its versions."""

    digest: str | None = None
    dates: Dates | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    stays: frozenset[tuple[str, datetime]] = frozenset()


NOTHING = Standing()


def rows_of_reports(
    tables: Tables,
    table: Table,
    sites: Collection[str],
    report_ids: Collection[str],
    files: Iterable[DataFile] | None = None,
) -> list[Row]:
    """The rows of some reports of the ``sites``, in the order of the key; times are UTC. Only those in ``files``, where
    they are given."""
    found = scan(
        tables,
        table,
        list(table.column),
        sites=sites,
        by=("report_id",),
        keep=lambda rows: among(rows, "report_id", report_ids),
        files=files,
    )
    return [{name: _utc(value) for name, value in row.items()} for row in ordered(table, found).to_pylist()]


def ordered(table: Table, rows: pa.Table) -> pa.Table:
    """The rows in the order of the table's key."""
    return rows.sort_by([(name, "ascending") for name in table.key])


def standing_rows(tables: Tables, sites: Collection[str], report_ids: Collection[str]) -> dict[str, Row]:
    """The row of ``reports`` that stands of each of the reports that has one."""
    return {row["report_id"]: row for row in rows_of_reports(tables, REPORTS, sites, report_ids)}


@dataclass(frozen=True, slots=True)
class Held:
    """What the tables hold of some reports, row by row: the row that stands, by (report, version) text and parts."""

    reports: Mapping[str, Row]
    texts: Mapping[tuple[str, str], Row]
    parts: Mapping[tuple[str, str], dict[str, list[Row]]]

    def digest(self, row: Row) -> str:
        """The digest of a row of ``reports``, made from what is held."""
        return _digest(row, self.texts, self.parts)

    def is_as_said(self, row: Row) -> bool:
        """Whether a row of ``reports``, with its text and parts, is what its digest says."""
        return bool(self.digest(row) == row["content_digest"])


def held_of(
    tables: Tables,
    sites: Collection[str],
    report_ids: Collection[str],
    files: Mapping[str, Iterable[DataFile]] | None = None,
    without: Collection[str] = (),
) -> Held:
    """All that the tables hold of the reports but for their stays; of ``files`` (by table) alone, where they are
    given, and nothing of tables ``without`` which it must do."""

    def rows(table: Table) -> list[Row]:
        if table.name in without:
            return []
        return rows_of_reports(tables, table, sites, report_ids, None if files is None else files[table.name])

    texts = {(row["report_id"], row["version_id"]): row for row in rows(REPORT_TEXTS)}
    parts: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for table in PARTS:
        for row in rows(table):
            parts.setdefault((row["report_id"], row["version_id"]), {}).setdefault(table.name, []).append(row)
    return Held({row["report_id"]: row for row in rows(REPORTS)}, texts, parts)


def standing_of(tables: Tables, sites: Collection[str], report_ids: Collection[str]) -> dict[str, Standing]:
    """All that the tables hold of the reports, with digests made from the rows themselves: what was lost or changed
    since shows in them."""
    held = held_of(tables, sites, report_ids)
    stays: dict[str, set[tuple[str, datetime]]] = {}
    for row in rows_of_reports(tables, REPORT_VERSIONS, sites, report_ids):
        stays.setdefault(row["report_id"], set()).add((row["version_id"], row["valid_from"]))
    digests: dict[str, dict[str, str]] = {}
    for key in held.texts.keys() | held.parts.keys():
        digests.setdefault(key[0], {})[key[1]] = _parts_digest(held.texts.get(key), held.parts.get(key, {}))
    found = {}
    for report_id in held.reports.keys() | digests.keys() | stays.keys():
        report = held.reports.get(report_id)
        found[report_id] = Standing(
            None if report is None else held.digest(report),
            None if report is None else (report["first_seen"], report["last_changed"], report["gone_since"]),
            digests.get(report_id, {}),
            frozenset(stays.get(report_id, ())),
        )
    return found


def _parts_digest(text: Row | None, parts: Mapping[str, list[Row]]) -> str:
    years = {row["published_year"] for rows in parts.values() for row in rows}
    if text is None or len(years | {text["published_year"]}) > 1:
        return "damaged"
    return digests_of({**dict.fromkeys(REPORTS.column), **text}, text["text"], parts)[1]


def _digest(
    row: Row, texts: Mapping[tuple[str, str], Row], parts: Mapping[tuple[str, str], dict[str, list[Row]]]
) -> str:
    key = row["report_id"], row["version_id"]
    text = texts.get(key)
    return digests_of(row, text["text"] if text else None, parts.get(key, {}))[0]


def _utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
