"""A release: the tables of one moment as plain Parquet, which needs no Delta reader, written once and never changed.

    <store>/releases/2026-12-01/reports/reports-2025.parquet    one file a partition, rows in the table's order
    <store>/releases/2026-12-01/sites/sites.parquet             one file where a table has no partitions
    <store>/releases/2026-12-01/panel.csv.gz, panel.xlsx        for people without SQL
    <store>/releases/2026-12-01/changes.json, changes.csv.gz    what changed since the release before
    <store>/releases/2026-12-01/README.md, README.zh.md, CITATION.cff, .zenodo.json, datacite.json, croissant.json
    <store>/releases/2026-12-01/SHA256SUMS                      of every file above
    <store>/releases/2026-12-01/datapackage.json                every file, table and column described; written last
    <store>/releases/index.json, latest.json                    all releases, and the newest: moved when one is whole

What has no ``datapackage.json`` is no release but what a killed one left behind: the next try takes the next free name
(``2026-12-01-2``).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import duckdb

from cppcc_archive.errors import InputError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.literals import text_list
from cppcc_archive.tables.release.companions import Facts, as_json, commit, croissant, datacite, pages, zenodo
from cppcc_archive.tables.release.datapackage import REFERENCES, Written, data_bytes, datapackage
from cppcc_archive.tables.release.files import Making, for_people, put, write_table
from cppcc_archive.tables.release.index import PACKAGE, ROOT, enlist, names_for
from cppcc_archive.tables.release.moment import RELEASED, take
from cppcc_archive.tables.release.since import changes_since, files_of, first, number, register_known
from cppcc_archive.tables.release.sources import open_sources
from cppcc_archive.tables.view_figures import NO_TOTAL


@dataclass(frozen=True, slots=True)
class Release:
    """What was written: the release's name, its tables' files, bytes of data (tables, sheets), and what changed since
    the release before."""

    name: str
    tables: Mapping[str, tuple[Written, ...]]
    bytes: int
    changes: Mapping[str, Any]

    def summary(self) -> dict[str, Any]:
        """What ``cppcc release`` prints: where it is and how to have it. Rows of every table stand in its
        changes.json."""
        rows = sum(file.rows for files in self.tables.values() for file in files)
        return {
            "release": self.name,
            "key": f"{ROOT}{self.name}/",
            "bytes": self.bytes,
            "tables": len(self.tables),
            "rows": rows,
            "before": self.changes["before"],
            "reports": self.changes["reports"],
            "copy_it": f"cppcc release fetch {self.name} FOLDER",
        }

    def to_json(self) -> dict[str, Any]:
        """What a task hands on."""
        rows = {table: sum(file.rows for file in files) for table, files in self.tables.items()}
        return {"release": self.name, "key": f"{ROOT}{self.name}/", "bytes": self.bytes, "rows": rows, **self.changes}


def release(
    store: Store,
    day: date | None = None,
    advance: Callable[[int, int], None] = lambda done, total: None,
    cite_at: str | None = None,
) -> Release:
    """Write a release named by ``day`` (default: today, UTC). ``advance`` is told how many tables are written,
    and of how many. ``cite_at`` is the address its citation ends with.

    Raises InputError when there is one of that day already, or nothing to release; StoreError when the store fails, or
    builds do not leave the tables alone for the moment it takes to look at all of them.
    """
    before, name = names_for(store, day or datetime.now(UTC).date())
    created = datetime.now(UTC).isoformat(timespec="seconds")
    with tempfile.TemporaryDirectory() as folder, closing(open_sources(store, take(store), folder)) as sources:
        if not number(sources.connection, "SELECT count(*) FROM held.reports"):
            raise InputError(f"there is no report in {store.uri}: crawl and build first")
        making = Making(sources, name, folder, files_of(store, before))
        for done, table in enumerate(RELEASED, 1):
            write_table(making, table)
            advance(done, len(RELEASED))
        tables, connection = making.written, sources.connection
        now = {file.path: (making.root + file.path, file) for written in tables.values() for file in written}
        register_known(store, connection, making.before, now, folder)
        changes = changes_since(store, connection, before, tables)
        files = [file for written in tables.values() for file in written]
        files += for_people(making)
        sources.turn()
        facts = _facts(connection, name, created, before, tables, cite_at)
        holding = _references_that_hold(connection)
    size = data_bytes({file.path: file.size for file in files})
    texts = {
        "changes.json": as_json(changes),
        "datacite.json": as_json(datacite(facts, size)),
        "croissant.json": as_json(croissant(facts, files)),
        ".zenodo.json": as_json(zenodo(facts)),
        **pages(facts),
    }
    files += [put(store, name, path, data) for path, data in texts.items()]
    sums = "".join(f"{file.digest}  {file.path}\n" for file in sorted(files, key=lambda file: file.path))
    put(store, name, "SHA256SUMS", sums.encode())
    put(store, name, PACKAGE, as_json(datapackage(name, created, files, holding, facts.invented_note, cite_at)))
    enlist(store, facts, size)
    return Release(name, tables, size, changes)


def _references_that_hold(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {
        column
        for column, (other, tables) in REFERENCES.items()
        if not any(
            number(connection, f"SELECT count(*) FROM {one} ANTI JOIN {other} USING ({column})") for one in tables
        )
    }


def _facts(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    created: str,
    before: str | None,
    tables: Mapping[str, tuple[Written, ...]],
    cite_at: str | None,
) -> Facts:
    last = number(connection, "SELECT max(published_year) FROM reports")
    return Facts(
        name=name,
        created=created,
        before=before,
        parser_version=str(
            first(connection, "SELECT arg_max(parser_version, try_cast(parser_version AS INTEGER)) FROM reports")
        ),
        commit=commit(),
        tables=RELEASED,
        rows={table: sum(file.rows for file in files) for table, files in tables.items()},
        places=number(connection, "SELECT count(DISTINCT coalesce(division_code, site_id)) FROM reports"),
        first_year=number(connection, "SELECT min(published_year) FROM reports"),
        last_year=last,
        counties=number(connection, f"SELECT count(*) FROM coverage WHERE is_county AND year = {last}"),
        present=number(
            connection, f"SELECT count(*) FROM coverage WHERE is_county AND year = {last} AND state = 'present'"
        ),
        conflicts=number(connection, "SELECT count(*) FROM panel WHERE conflict_report_id IS NOT NULL"),
        several=number(connection, f"SELECT count(*) FROM panel WHERE basis IN ({text_list(NO_TOTAL)})"),
        warned=number(connection, "SELECT count(*) FROM indicators WHERE warning IS NOT NULL"),
        anomalies=number(connection, "SELECT coalesce(sum(anomaly_count), 0) FROM reports"),
        gone=number(connection, "SELECT count(*) FROM reports WHERE gone_since IS NOT NULL"),
        edited=number(connection, "SELECT count(DISTINCT report_id) FROM changes"),
        invented=number(
            connection,
            "SELECT count(DISTINCT coalesce(r.division_code, r.site_id)) FROM reports r JOIN sites s USING (site_id) "
            "WHERE s.invented",
        ),
        cite_at=cite_at,
    )
