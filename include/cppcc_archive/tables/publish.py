"""Adding rows to the tables, so that doing it again adds nothing."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from cppcc_archive.captures.model import Capture, Confirmation
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.errors import OvertakenError
from cppcc_archive.sites.gazetteer import Entry
from cppcc_archive.sites.model import Site
from cppcc_archive.store.base import Store
from cppcc_archive.tables.arrow import fitting_rows, rows_of
from cppcc_archive.tables.commits import BEGIN, announce, append, delete_where, replace_all, replace_where, upsert
from cppcc_archive.tables.contract import (
    CAPTURES,
    CONFIRMED,
    CRAWL_OUTCOMES,
    DIVISIONS,
    PARSES,
    PARTS,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
    SITES,
)
from cppcc_archive.tables.delta import Tables, tables_of, transaction_version
from cppcc_archive.tables.literals import text_list
from cppcc_archive.tables.rows import Row, capture_row, confirmed_row, division_row, outcome_row, site_row
from cppcc_archive.tables.scan import equals, scan
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.standing import ordered, rows_of_reports

log = logging.getLogger(__name__)

_DONE = "build/"
_AT_ONCE = 4


def append_captures(store: Store, captures: Sequence[Capture], run_id: str, shard: str) -> dict[str, list[str]]:
    """Add a shard's captures; those that an earlier try of the same run added already are left out.

    By site, why a row of it could not be written: it costs that row, not the commit.
    """
    if not captures:
        return {}
    # An audit may have added rows that the run itself never came to write.
    known = _keys_of_run(store, CAPTURES, run_id, {capture.site_id for capture in captures})
    rows = [row for capture in captures if (capture.capture_id,) not in known for row in [capture_row(capture)]]
    arrow, refused = fitting_rows(CAPTURES, rows)
    append(store, CAPTURES, arrow, _next_transaction(store, CAPTURES, run_id, shard))
    reasons: dict[str, list[str]] = {}
    for row, error in refused:
        reasons.setdefault(str(row["site_id"]), []).append(f"no row for {row['requested_url']!a:.200}: {error}")
    return reasons


def append_confirmed(store: Store, confirmed: Mapping[str, Sequence[Confirmation]], run_id: str, shard: str) -> None:
    """Add, by site, the pages that a run found as they were; a site that has a row from this run keeps it."""
    sites = [site_id for site_id, pages in confirmed.items() if pages]
    if not sites:
        return
    known = _keys_of_run(store, CONFIRMED, run_id, sites)
    rows = [confirmed_row(site_id, run_id, confirmed[site_id]) for site_id in sites if (run_id, site_id) not in known]
    append(store, CONFIRMED, rows_of(CONFIRMED, rows), _next_transaction(store, CONFIRMED, run_id, shard))


def append_outcomes(store: Store, outcomes: Sequence[SiteOutcome], run_id: str, shard: str) -> None:
    """Add a shard's outcomes; one that a site has from an earlier try of this run is replaced.

    An outcome that cannot be written as it is comes down to that: an error that says so.
    """
    if not outcomes:
        return
    known = _keys_of_run(store, CRAWL_OUTCOMES, run_id, {outcome.site_id for outcome in outcomes})
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


def append_outcome_once(store: Store, outcome: SiteOutcome, shard: str) -> None:
    """Add the outcome of a site that has none from its run; whoever does the same meanwhile, there is one row."""
    tables = tables_of(store)
    app_id = f"{BEGIN}{outcome.run_id}/{outcome.site_id}"
    tables.refresh(CRAWL_OUTCOMES)
    if (outcome.run_id, outcome.site_id) in _keys_held(tables, CRAWL_OUTCOMES, outcome.run_id, [outcome.site_id]):
        return
    number = tables.numbers(CRAWL_OUTCOMES).get(app_id, 0) + 1
    with suppress(OvertakenError):
        # Written to the table as it was looked at: of two that saw no row one is refused.
        append(tables, CRAWL_OUTCOMES, rows_of(CRAWL_OUTCOMES, [outcome_row(outcome, shard)]), {app_id: number})


def _next_transaction(store: Store, table: Table, run_id: str, shard: str) -> dict[str, int]:
    app_id = f"{run_id}/{shard}"
    return {app_id: (transaction_version(store, table, app_id) or 0) + 1}


def _keys_of_run(store: Store, table: Table, run_id: str, sites: Collection[str]) -> set[tuple[str, ...]]:
    tables = tables_of(store)
    tables.refresh(table)
    return _keys_held(tables, table, run_id, sites)


def _keys_held(tables: Tables, table: Table, run_id: str, sites: Collection[str]) -> set[tuple[str, ...]]:
    found = scan(
        tables, table, table.key, sites=sites, by=("run_id",), keep=lambda rows: equals(rows, "run_id", run_id)
    )
    return {tuple(row[name] for name in table.key) for row in found.to_pylist()}


Place = tuple[str, str, str]
"""(site_id, report_id, version_id): whose text, parts or stays."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What one batch of a build changes.

    ``reports``, ``texts``, ``parts`` (by table), ``versions`` and ``parses`` are whole rows. Text and parts of
    ``replaced`` places are put in the place of what is there, those of ``dropped`` ones go; of ``ended`` places the
    stays do. ``numbers`` is the number of this build of each site it concerns.
    """

    reports: Sequence[Row]
    texts: Sequence[Row]
    parts: Mapping[str, Sequence[Row]]
    replaced: Collection[Place]
    dropped: Collection[Place]
    versions: Sequence[Row]
    ended: Collection[Place]
    parses: Sequence[Row]
    numbers: Mapping[str, int]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Those that it is written to, beside ``parses``: all where anything that is there is replaced."""
        rows = {
            REPORT_TEXTS: self.texts,
            **{table: self.parts[table.name] for table in PARTS},
            REPORT_VERSIONS: self.versions,
            REPORTS: self.reports,
        }
        changes = self.replaced or self.dropped or self.ended
        return tuple(table for table, found in rows.items() if found or changes)


def begun_and_done(tables: Tables, site_id: str) -> tuple[int, int]:
    """The number of the last build of a site that began to write, and of the last that came to its end."""
    numbers = tables.numbers(PARSES)
    return numbers.get(f"{BEGIN}{site_id}", 0), numbers.get(f"{_DONE}{site_id}", 0)


def unfinished(tables: Tables, sites: Iterable[str]) -> dict[str, int]:
    """Sites of which a build began to write and is not done, with the number of the last that came to its end."""
    numbers = ((site_id, begun_and_done(tables, site_id)) for site_id in sites)
    return {site_id: done for site_id, (begun, done) in numbers if begun != done}


def claim(tables: Tables, numbers: Mapping[str, int]) -> None:
    """Begin to write a batch of these sites under these numbers; raises OvertakenError when another build did."""
    announce(tables, PARSES, {f"{BEGIN}{site_id}": number for site_id, number in numbers.items()})


def publish_reports(tables: Tables, batch: Publication) -> None:
    """Commit a batch that was claimed: texts and parts, versions, reports, and last the record that it was done.

    Killed in between, the next build finds that it began and was not done (:func:`take_back`). Raises OvertakenError
    when another build took over meanwhile.
    """
    rows = {REPORT_TEXTS.name: batch.texts, **batch.parts}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda table: _put(tables, table, rows[table.name], batch), (REPORT_TEXTS, *PARTS)))
    ids = _ids(batch, {row["site_id"] for row in batch.versions} | {place[0] for place in batch.ended})
    _put_where(tables, REPORT_VERSIONS, batch.versions, batch.ended, ids)
    append(tables, REPORTS, rows_of(REPORTS, batch.reports), _ids(batch, {row["site_id"] for row in batch.reports}))
    append(tables, PARSES, rows_of(PARSES, batch.parses), _ids(batch, batch.numbers))


def take_back(tables: Tables, site_id: str, number: int, done: int, keep: Kept) -> None:
    """Remove what a build of a site left that was killed before its end; ``number`` is the claim it is done under.

    ``keep`` says what the finished builds wrote; ``done`` is the number of the last of them.
    """
    ids = {f"{_DONE}{site_id}": number}
    for table in (REPORT_TEXTS, *PARTS, REPORT_VERSIONS, REPORTS):
        names = ["report_id", "version_id", *(table.key[-1:] if table in (REPORT_VERSIONS, REPORTS) else ())]
        rows = scan(tables, table, names, sites=[site_id]).to_pylist()
        stray = {row["report_id"] for row in rows if not keep.holds(table, row, done)}
        if stray:
            log.warning("%s: taking back what a killed build left of %d reports in %s", site_id, len(stray), table.name)
            whole = rows_of_reports(tables, table, [site_id], stray)
            kept = [row for row in whole if keep.holds(table, row, done)]
            where = f"site_id = {_text(site_id)} AND report_id IN ({text_list(stray)})"
            _replace(tables, table, kept, where, ids)


@dataclass(frozen=True, slots=True)
class Kept:
    """What finished builds wrote of a site: (report, version) of every reading, and the stays of versions."""

    versions: Collection[tuple[str, str]]
    stays: Collection[tuple[str, str, datetime]]

    def holds(self, table: Table, row: Row, done: int) -> bool:
        """Whether a finished build wrote the row."""
        pair = row["report_id"], row["version_id"]
        if table is REPORTS:
            return pair in self.versions and row["revision"] <= done
        if table is REPORT_VERSIONS:
            return (*pair, row["valid_from"].astimezone(UTC)) in self.stays
        return pair in self.versions


def publish_sites(where: Store | Tables, sites: Iterable[Site]) -> None:
    """Bring the rows of ``sites`` to what is given; sites that are not given keep theirs."""
    tables = tables_of(where)
    tables.refresh(SITES)
    there = {row["site_id"]: row for row in scan(tables, SITES, list(SITES.column)).to_pylist()}
    changed = [row for row in map(site_row, sites) if there.get(row["site_id"]) != row]
    upsert(tables, SITES, rows_of(SITES, changed))


def publish_divisions(where: Store | Tables, divisions: Iterable[Entry]) -> None:
    """Replace ``divisions`` where they differ from what is given."""
    tables = tables_of(where)
    tables.refresh(DIVISIONS)
    wanted = rows_of(DIVISIONS, map(division_row, divisions))
    there = scan(tables, DIVISIONS, list(DIVISIONS.column))
    if not ordered(DIVISIONS, wanted.cast(there.schema)).equals(ordered(DIVISIONS, there)):
        replace_all(tables, DIVISIONS, wanted)


def _ids(batch: Publication, sites: Iterable[str]) -> dict[str, int]:
    """The application ids of a commit: of two builds of a site only one is ever at work."""
    return {f"{_DONE}{site_id}": batch.numbers[site_id] for site_id in sorted(sites)}


def _put(tables: Tables, table: Table, rows: Sequence[Row], batch: Publication) -> None:
    """Append texts or parts; in the place of what is there, where the same version was read otherwise."""
    places = {*batch.replaced, *batch.dropped}
    _put_where(tables, table, rows, places, _ids(batch, {row["site_id"] for row in rows} | {one[0] for one in places}))


def _put_where(
    tables: Tables, table: Table, rows: Sequence[Row], places: Collection[Place], ids: Mapping[str, int]
) -> None:
    taken = {place[1:] for place in places}
    fresh = [row for row in rows if (row["report_id"], row["version_id"]) not in taken]
    append(tables, table, rows_of(table, fresh), ids)
    if not taken:
        return
    there = scan(tables, table, ["site_id", "report_id", "version_id"], sites={place[0] for place in places})
    pairs = {(row["report_id"], row["version_id"]) for row in there.to_pylist()}
    for group in _exact(places, pairs):
        mine = {place[1:] for place in group}
        kept = [row for row in rows if (row["report_id"], row["version_id"]) in mine]
        if kept or mine & pairs:
            _replace(tables, table, kept, _where(group), ids)


def _replace(tables: Tables, table: Table, rows: Sequence[Row], where: str, ids: Mapping[str, int]) -> None:
    if rows:
        replace_where(tables, table, rows_of(table, rows), where, ids)
    else:
        delete_where(tables, table, where, ids)


def _exact(places: Collection[Place], there: Collection[tuple[str, str]]) -> Iterator[list[Place]]:
    """The places in groups whose :func:`_where` selects nothing else that is there.

    It names reports and versions apart (delta-rs cannot read a predicate over both back when it looks for conflicts),
    so a report that has another's version too, because their texts are the same, goes by itself.
    """
    wanted = {place[1:] for place in places}
    ids, versions = {report_id for report_id, _ in wanted}, {version_id for _, version_id in wanted}
    alone = {pair[0] for pair in there if pair not in wanted and pair[0] in ids and pair[1] in versions}
    together = [place for place in places if place[1] not in alone]
    if together:
        yield together
    for report_id in sorted(alone):
        yield [place for place in places if place[1] == report_id]


def _where(places: Collection[Place]) -> str:
    """The sites as a range: that is what the statistics of files are compared with."""
    sites = sorted(site_id for site_id, _, _ in places)
    reports = text_list(report_id for _, report_id, _ in places)
    versions = text_list(version_id for _, _, version_id in places)
    return (
        f"site_id >= {_text(sites[0])} AND site_id <= {_text(sites[-1])} "
        f"AND report_id IN ({reports}) AND version_id IN ({versions})"
    )


def _text(value: str) -> str:
    return text_list([value])
