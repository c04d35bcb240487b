"""Looking whether the laws hold: over all rows, or those that came and went; of all sites, or one share of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb
import pyarrow as pa

from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import CAPTURES, CRAWL_OUTCOMES, PARSES, REPORTS, TABLES
from cppcc_archive.tables.delta import Tables, mark_key, open_table
from cppcc_archive.tables.laws.breach import (
    AGAIN,
    OPEN,
    READABLE,
    THERE,
    Breach,
    beyond,
    breach_of,
    unreadable,
)
from cppcc_archive.tables.laws.changes import Changes, Seen, changes_since
from cppcc_archive.tables.laws.checks import CHECKS, broken
from cppcc_archive.tables.laws.content import Content, content_of_news, content_of_span
from cppcc_archive.tables.laws.rows import (
    APPEND_ONLY,
    PLACES,
    RUNS,
    News,
    Span,
    Whole,
    batches_of_span,
    places,
    told_runs,
)
from cppcc_archive.tables.scan import DataFile, batches_of, data_files
from cppcc_archive.tables.schema import Table

SPAN_ROWS = 50_000
"""Rows of captures and reports that one share of a look is worth: below, a task of its own costs more than it saves."""

MOST_SPANS = 256

_REMEDIES = {
    "captures": "cppcc audit --repair reads its rows from the WARC objects",
    "crawl_outcomes": "restore it from a copy: quiet nights leave nothing to make it from",
    "sites": "cppcc build",
    "divisions": "cppcc build",
}


def breaches(store: Store, span: Span | None = None, seen: Mapping[str, Seen] | None = None) -> list[Breach]:
    """The laws that do not hold in ``store``, and the tables that are gone or cannot be read to their end.

    ``span`` restricts the look to some sites. With ``seen``, what a look before had seen of each table, only rows that
    came or went since are looked at, and whether every file is there; unless the log does not tell of them any more.
    A law over a table that cannot be read is not looked at: one damage is one breach.
    """
    span = span or Span()
    found = [breach for table in TABLES.values() if (breach := _lost(store, table) or _unopenable(store, table))]
    if len(found) == len(TABLES):
        raise StoreError(f"no table can be opened: {found[0].rows[0]}")
    tables = Tables(store)
    sound = [table for table in TABLES.values() if table.name not in unreadable(found)]
    tables.refresh(*sound)
    changes = None if seen is None or found else changes_of(tables, sound, seen)
    news = None
    if changes is not None:
        found += (one for table in sound for one in _unaccounted(table, changes[table.name]) if not span.first)
        found += (one for table in sound for one in _unreadable(tables, table, span, changes[table.name].added))
    if changes is not None and not found:
        news = News(tables, span, changes)
        found += (one for table in APPEND_ONLY for one in _went(news, table))
    if news is None or found or news.gone(PARSES).num_rows:
        # Where something is wrong, all of it is looked at.
        found += (one for table in sound for one in _unreadable(tables, table, span, None) if one not in found)
        damaged = unreadable(found)
        held = _held(tables, span, Whole(tables, span), damaged)
        return [*found, *_asked(held, content_of_span(tables, span, damaged), damaged, found)]
    content = content_of_news(tables, news)
    broken_laws = _asked(_held(tables, span, news), content)
    if broken_laws:
        # What a report lacks in its year may be in another.
        news.every_year = True
        broken_laws = _asked(_held(tables, span, news), content)
    return broken_laws


def changes_of(tables: Tables, listed: Iterable[Table], seen: Mapping[str, Seen]) -> dict[str, Changes] | None:
    """By table, what changed since it was seen; None when the log of one does not tell any more."""
    found = {}
    for table in listed:
        changes = changes_since(tables, table, seen.get(table.name))
        if changes is None:
            return None
        found[table.name] = changes
    return found


def spans_of(tables: Tables, changes: Mapping[str, Changes] | None = None, each: int = SPAN_ROWS) -> list[Span]:
    """Shares of about so many rows of captures and reports (of ``changes``, the new ones) that cover every site there
    can be."""
    counts: Counter[str] = Counter()
    for table in (CAPTURES, REPORTS):
        files = None if changes is None else changes[table.name].added
        try:
            for batch in batches_of(tables, table, ("site_id",), files=files):
                counted = batch.group_by("site_id").aggregate([([], "count_all")]).to_pydict()
                counts.update(dict(zip(counted["site_id"], counted["count_all"], strict=True)))
        except StoreError:
            continue  # what cannot be read is told by whoever looks at it
    return split(counts, each)


def split(counts: Mapping[str, int], each: int) -> list[Span]:
    """Spans with no gap between them, even by rows as far as single sites allow. Pure."""
    number = max(1, min(MOST_SPANS, round(sum(counts.values()) / each)))
    share = sum(counts.values()) / number
    begins, done = [""], 0.0
    for site_id in sorted(counts):
        if done and done + counts[site_id] / 2 > share * len(begins):
            begins.append(site_id)
        done += counts[site_id]
    return [Span(first, until) for first, until in zip(begins, [*begins[1:], None], strict=True)]


def damage(store: Store, table: Table, columns: Sequence[str]) -> Breach | None:
    """Why a table is gone or some columns of it cannot be read to their end; None when they can."""
    found = _lost(store, table) or _unopenable(store, table)
    if found is not None:
        return found
    tables = Tables(store)
    return next(_unreadable(tables, table, Span(), None, columns), None)


def _held(tables: Tables, span: Span, look: Whole | News, damaged: frozenset[str] = frozenset()) -> dict[str, pa.Table]:
    """What a look loads of the tables that can be read, by name."""
    held = {table.name: look.ids(table) for table in TABLES.values() if table.name not in damaged}
    if REPORTS.name in held:
        held[PLACES] = places(tables, span, look, held[REPORTS.name])
    if {CAPTURES.name, CRAWL_OUTCOMES.name} <= held.keys():
        held[RUNS] = told_runs(tables, held[CAPTURES.name], held[CRAWL_OUTCOMES.name])
    return held


def _asked(
    held: Mapping[str, pa.Table],
    content: Content,
    damaged: frozenset[str] = frozenset(),
    before: Sequence[Breach] = (),
) -> list[Breach]:
    """The laws that do not hold over what was loaded."""
    found: list[Breach] = []
    with duckdb.connect() as connection:
        for name, rows in held.items():
            connection.register(name, rows)
        for check in CHECKS:
            if damaged.isdisjoint(table.name for table in check.tables) and (breach := broken(connection, check)):
                found += beyond(breach, [*before, *found]) if check.is_second else [breach]
    found += content.spans_breached()
    return [*found, *(one for breach in content.digests_breached() for one in beyond(breach, [*before, *found]))]


def _lost(store: Store, table: Table) -> Breach | None:
    """Whether a table that was once made is not there any more."""
    try:
        if open_table(store, table) is not None or not store.exists(mark_key(table.name)):
            return None
    except StoreError:
        return None
    said = "the table was made here and is gone"
    return Breach(f"{table.name}: {THERE}", 1, (said,), _REMEDIES.get(table.name, AGAIN))


def _unopenable(store: Store, table: Table) -> Breach | None:
    try:
        open_table(store, table)
    except StoreError as error:
        return Breach(f"{table.name}: {OPEN}", 1, (str(error)[:300],), "restore its _delta_log")
    return None


def _unreadable(
    tables: Tables,
    table: Table,
    span: Span,
    files: Sequence[DataFile] | None,
    columns: Sequence[str] | None = None,
) -> Iterator[Breach]:
    """Whether every file of a table is there, and every value of the span's sites (in ``files`` alone, where they are
    given) can be unpacked. (Parquet has no checksum of values.)"""
    remedy = "restore the file it names from a copy, or move the table aside and build it again"
    law = f"{table.name}: {READABLE}"
    listed = data_files(tables, table)
    there = set(tables.store.keys(f"tables/{table.name}/")) if listed else set()
    missing = sorted(file.key for file in listed if file.key not in there)
    if missing:
        yield from breach_of(law, (f"{key} is not in the store" for key in missing), remedy)
        return
    try:
        for _ in batches_of_span(tables, table, list(columns or table.column), span, files):
            pass
    except StoreError as error:
        yield from breach_of(law, [str(error).splitlines()[0][:300]], remedy)


def _unaccounted(table: Table, changes: Changes) -> list[Breach]:
    rows = changes.unexplained
    said = [f"{abs(rows)} rows {'fewer' if rows > 0 else 'more'} than commits brought and took"] if rows else []
    return breach_of(
        f"{table.name}: its log accounts for every row", said, f"restore the table from a copy, or {AGAIN}"
    )


def _went(news: News, table: Table) -> list[Breach]:
    """Rows that went from a table of which none ever goes."""
    rows = (" ".join(str(row[name]) for name in table.key) for row in news.gone(table).to_pylist())
    return breach_of(f"{table.name}: no row that was there is gone", rows, _REMEDIES.get(table.name, AGAIN))
