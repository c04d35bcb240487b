"""Adding rows to the tables, so that doing it again adds nothing."""

from __future__ import annotations

from collections.abc import Sequence

from cppcc_archive.captures.model import Capture
from cppcc_archive.crawl.model import SiteOutcome
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import CAPTURES, CRAWL_OUTCOMES
from cppcc_archive.tables.delta import append, rows_of, transaction_version
from cppcc_archive.tables.query import connect
from cppcc_archive.tables.rows import Row, capture_row, outcome_row
from cppcc_archive.tables.schema import Table


def append_captures(store: Store, captures: Sequence[Capture], run_id: str, shard: str) -> None:
    """Add a shard's captures; those that an earlier try of the same run added already are left out."""
    _append_once(store, CAPTURES, [capture_row(capture) for capture in captures], run_id, shard)


def append_outcomes(store: Store, outcomes: Sequence[SiteOutcome], run_id: str, shard: str) -> None:
    """Add a shard's outcomes; a site that has one in this run keeps it."""
    _append_once(store, CRAWL_OUTCOMES, [outcome_row(outcome, shard) for outcome in outcomes], run_id, shard)


def _append_once(store: Store, table: Table, rows: list[Row], run_id: str, shard: str) -> None:
    if not rows:
        return
    app_id = f"{run_id}/{shard}"
    before = transaction_version(store, table, app_id)
    if before is not None:
        known = _keys_of_run(store, table, run_id)
        rows = [row for row in rows if tuple(row[name] for name in table.key) not in known]
    append(store, table, rows_of(table, rows), (app_id, (before or 0) + 1))


def _keys_of_run(store: Store, table: Table, run_id: str) -> set[tuple[str, ...]]:
    with connect(store, frozenset({table.name})) as connection:
        sql = f"SELECT {', '.join(table.key)} FROM {table.name} WHERE run_id = $run"
        return set(connection.execute(sql, {"run": run_id}).fetchall())
