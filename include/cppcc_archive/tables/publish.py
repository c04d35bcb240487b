"""Adding rows to the tables, so that doing it again adds nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from cppcc_archive.captures.model import Capture
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.sites.gazetteer import Entry
from cppcc_archive.sites.model import Site
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import (
    CAPTURES,
    CRAWL_OUTCOMES,
    DIVISIONS,
    PARSES,
    PARTS,
    REPORT_VERSIONS,
    REPORTS,
    SITES,
)
from cppcc_archive.tables.delta import (
    append,
    delete_where,
    fitting_rows,
    replace_all,
    replace_where,
    rows_of,
    text_list,
    transaction_version,
    upsert,
)
from cppcc_archive.tables.query import connect
from cppcc_archive.tables.rows import Row, capture_row, division_row, outcome_row, site_row
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.standing import Archive


def append_captures(store: Store, captures: Sequence[Capture], run_id: str, shard: str) -> dict[str, list[str]]:
    """Add a shard's captures; those that an earlier try of the same run added already are left out.

    By site, why a row of it could not be written: it costs that row, not the commit.
    """
    if not captures:
        return {}
    # An audit may have added rows that the run itself never came to write.
    known = _keys_of_run(store, CAPTURES, run_id)
    rows = [row for capture in captures if (capture.capture_id,) not in known for row in [capture_row(capture)]]
    arrow, refused = fitting_rows(CAPTURES, rows)
    append(store, CAPTURES, arrow, _next_transaction(store, CAPTURES, run_id, shard))
    reasons: dict[str, list[str]] = {}
    for row, error in refused:
        reasons.setdefault(str(row["site_id"]), []).append(f"no row for {row['requested_url']!a:.200}: {error}")
    return reasons


def append_outcomes(store: Store, outcomes: Sequence[SiteOutcome], run_id: str, shard: str) -> None:
    """Add a shard's outcomes; one that a site has from an earlier try of this run is replaced.

    An outcome that cannot be written as it is comes down to that: an error that says so.
    """
    if not outcomes:
        return
    known = _keys_of_run(store, CRAWL_OUTCOMES, run_id)
    made = {outcome.site_id: outcome_row(outcome, shard) for outcome in outcomes}
    _, refused = fitting_rows(CRAWL_OUTCOMES, made.values())
    for row, error in refused:
        bare = SiteOutcome(
            run_id, str(row["site_id"]), SiteResult.ERROR, f"the outcome could not be written: {error!a:.300}",
            row["started_at"], row["finished_at"],
        )  # fmt: skip
        made[bare.site_id] = outcome_row(bare, shard)
    again = [row for site_id, row in made.items() if (run_id, site_id) in known]
    new = [row for site_id, row in made.items() if (run_id, site_id) not in known]
    append(store, CRAWL_OUTCOMES, rows_of(CRAWL_OUTCOMES, new), _next_transaction(store, CRAWL_OUTCOMES, run_id, shard))
    upsert(store, CRAWL_OUTCOMES, rows_of(CRAWL_OUTCOMES, again))


def _next_transaction(store: Store, table: Table, run_id: str, shard: str) -> tuple[str, int]:
    app_id = f"{run_id}/{shard}"
    return app_id, (transaction_version(store, table, app_id) or 0) + 1


def _keys_of_run(store: Store, table: Table, run_id: str) -> set[tuple[str, ...]]:
    with connect(store, frozenset({table.name})) as connection:
        sql = f"SELECT {', '.join(table.key)} FROM {table.name} WHERE run_id = $run"
        return set(connection.execute(sql, {"run": run_id}).fetchall())


Place = tuple[str, str, int]
"""(report_id, version_id, published_year): where parts of a report lie."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What one batch of a build changes.

    ``reports`` are whole rows. ``contents`` names by (report_id, version_id) those whose content is new; ``parts``
    holds all their parts, by table. ``settled`` maps every report the batch looked at to the version that stands.
    """

    reports: Sequence[Row]
    versions: Sequence[Row]
    contents: Collection[tuple[str, str]]
    parts: Mapping[str, Sequence[Row]]
    parses: Sequence[Row]
    settled: Mapping[str, str]


def publish_reports(store: Store, archive: Archive, batch: Publication) -> None:
    """Commit a batch: parts, versions, reports, then what became superfluous, and last the record that it was done.

    Killed in between, every report has the parts of its version, and the next build does the batch again: each step
    puts the same rows in the same place.
    """
    there = archive.parts(batch.settled.keys())
    with ThreadPoolExecutor(len(PARTS)) as pool:
        list(pool.map(lambda table: _put_parts(store, table, batch, there[table.name]), PARTS))
    _put(store, REPORT_VERSIONS, batch.versions, (), archive.versions(batch.settled.keys()))
    if batch.reports:
        before = archive.standing([row["report_id"] for row in batch.reports]).values()
        years = {row["published_year"] for row in batch.reports} | {row.published_year for row in before}
        upsert(store, REPORTS, rows_of(REPORTS, batch.reports), sorted(years))
    for table in PARTS:
        _drop_superseded(store, table, there[table.name], batch)
    append(store, PARSES, rows_of(PARSES, batch.parses))


def publish_sites(store: Store, sites: Iterable[Site]) -> None:
    """Bring the rows of ``sites`` to what is given; sites that are not given keep theirs."""
    with connect(store, frozenset({SITES.name})) as connection:
        there = {row["site_id"]: row for row in connection.execute("FROM sites").to_arrow_table().to_pylist()}
    changed = [row for row in map(site_row, sites) if there.get(row["site_id"]) != row]
    upsert(store, SITES, rows_of(SITES, changed))


def publish_divisions(store: Store, divisions: Iterable[Entry]) -> None:
    """Replace ``divisions`` where they differ from what is given."""
    wanted = rows_of(DIVISIONS, map(division_row, divisions))
    with connect(store, frozenset({DIVISIONS.name})) as connection:
        there = connection.execute("FROM divisions").to_arrow_table().cast(DIVISIONS.schema)
    if sorted(map(repr, there.to_pylist())) != sorted(map(repr, wanted.to_pylist())):
        replace_all(store, DIVISIONS, wanted)


def _put_parts(store: Store, table: Table, batch: Publication, there: Collection[Place]) -> None:
    """Write the parts of new contents in the place of those that are there of the same version."""
    taken = [place for place in there if place[:2] in batch.contents]
    _put(store, table, batch.parts[table.name], taken, {place[:2] for place in there})


def _drop_superseded(store: Store, table: Table, there: Collection[Place], batch: Publication) -> None:
    """Delete the parts of versions that do not stand any more."""
    old = [place for place in there if place[1] != batch.settled[place[0]]]
    for group in _exact(old, {*(place[:2] for place in there), *batch.contents}):
        delete_where(store, table, _where(group))


def _put(
    store: Store, table: Table, rows: Sequence[Row], taken: Collection[Place], there: Collection[tuple[str, str]]
) -> None:
    """Write rows in the place of what their report and version has in the table, also where that is nothing: two
    builds that append the same rows at once would not get in each other's way, and both would be there."""
    places = {(row["report_id"], row["version_id"], row["published_year"]) for row in rows}
    for group in _exact({*places, *taken}, there):
        pairs = {place[:2] for place in group}
        mine = [row for row in rows if (row["report_id"], row["version_id"]) in pairs]
        if mine:
            replace_where(store, table, rows_of(table, mine), _where(group))
        else:
            delete_where(store, table, _where(group))


def _exact(places: Collection[Place], there: Collection[tuple[str, str]]) -> Iterator[list[Place]]:
    """The places in groups whose :func:`_where` selects nothing else that is there.

    It names reports and versions apart (delta-rs cannot read a predicate over both back when it looks for conflicts),
    so a report that has another's version too, because their texts are the same, goes by itself.
    """
    ids, versions = {place[0] for place in places}, {place[1] for place in places}
    wanted = {place[:2] for place in places}
    alone = {pair[0] for pair in there if pair not in wanted and pair[0] in ids and pair[1] in versions}
    together = [place for place in places if place[0] not in alone]
    if together:
        yield together
    for report_id in sorted(alone):
        yield [place for place in places if place[0] == report_id]


def _where(places: Collection[Place]) -> str:
    years = ", ".join(str(year) for year in sorted({year for _, _, year in places}))
    ids = text_list(report_id for report_id, _, _ in places)
    versions = text_list(version_id for _, version_id, _ in places)
    return f"published_year IN ({years}) AND report_id IN ({ids}) AND version_id IN ({versions})"
