"""Adding rows to the tables, so that doing it again adds nothing."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from cppcc_archive.captures.model import Capture, Confirmation
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.errors import OvertakenError
from cppcc_archive.sites.gazetteer import ENTRIES, SAID, gazetteer
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
from cppcc_archive.tables.scan import data_files, equals, scan
from cppcc_archive.tables.schema import Table
from cppcc_archive.tables.standing import ordered, rows_of_reports

log = logging.getLogger(__name__)

_DONE = "build/"
_GAZETTEER = "gazetteer"
_AT_ONCE = 4
OF_CONTENTS = (REPORT_TEXTS, *PARTS, REPORT_VERSIONS)
"""Tables whose rows say what a version holds, and when it stood."""


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

    ``rows`` (by table) are those of reports, text, parts and versions, as Arrow of the table's own, ``parses`` as they
    are made. Text and parts of ``replaced`` places are put in the place of what is there, those of ``dropped`` ones go;
    of ``ended`` places the stays do. ``numbers`` is the number of this build of each site it concerns.
    """

    rows: Mapping[str, pa.Table]
    replaced: Collection[Place]
    dropped: Collection[Place]
    ended: Collection[Place]
    parses: Sequence[Row]
    numbers: Mapping[str, int]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Those that it is written to, beside ``parses``: all where anything that is there is replaced."""
        changes = self.replaced or self.dropped or self.ended
        return tuple(table for table in (*OF_CONTENTS, REPORTS) if changes or self.rows[table.name].num_rows)


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
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        places = {*batch.replaced, *batch.dropped}
        list(pool.map(lambda table: _put(tables, table, batch, places), (REPORT_TEXTS, *PARTS)))
    _put(tables, REPORT_VERSIONS, batch, batch.ended)
    reports = batch.rows[REPORTS.name]
    append(tables, REPORTS, reports, _ids(batch, _sites(reports)))
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
            _replace(tables, table, rows_of(table, kept), where, ids)


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


def publish_divisions(where: Store | Tables) -> None:
    """Bring ``divisions`` to what the gazetteer says; it is not read where the table says that by its own account."""
    tables = tables_of(where)
    tables.refresh(DIVISIONS)
    count = sum(file.rows for file in data_files(tables, DIVISIONS))
    if count == ENTRIES and transaction_version(tables, DIVISIONS, _GAZETTEER) == SAID:
        return
    wanted = rows_of(DIVISIONS, map(division_row, gazetteer()))
    there = scan(tables, DIVISIONS, list(DIVISIONS.column))
    if ordered(DIVISIONS, wanted.cast(there.schema)).equals(ordered(DIVISIONS, there)):
        announce(tables, DIVISIONS, {_GAZETTEER: SAID})
    else:
        replace_all(tables, DIVISIONS, wanted, {_GAZETTEER: SAID})


def _ids(batch: Publication, sites: Iterable[str]) -> dict[str, int]:
    """The application ids of a commit: of two builds of a site only one is ever at work."""
    return {f"{_DONE}{site_id}": batch.numbers[site_id] for site_id in sorted(sites)}


def _sites(rows: pa.Table) -> set[str]:
    return {str(site_id) for site_id in rows["site_id"].unique().to_pylist()}


def _put(tables: Tables, table: Table, batch: Publication, places: Collection[Place]) -> None:
    """Append the rows of a table; in the place of what is there of these ``places``."""
    rows = batch.rows[table.name]
    ids = _ids(batch, {*_sites(rows), *(place[0] for place in places)})
    taken = {place[1:] for place in places}
    append(tables, table, _of(rows, taken, others=True), ids)
    if not taken:
        return
    there = scan(tables, table, ["site_id", "report_id", "version_id"], sites={place[0] for place in places})
    pairs = {(row["report_id"], row["version_id"]) for row in there.to_pylist()}
    for group in _exact(places, pairs):
        mine = {place[1:] for place in group}
        kept = _of(rows, mine)
        if kept.num_rows or mine & pairs:
            _replace(tables, table, kept, _where(group), ids)


def _of(rows: pa.Table, pairs: Collection[tuple[str, str]], *, others: bool = False) -> pa.Table:
    """The rows of these (report, version), or the others."""
    if not pairs:
        return rows if others else rows.slice(0, 0)
    named = zip(rows["report_id"].to_pylist(), rows["version_id"].to_pylist(), strict=True)
    return rows.filter(pa.array([(pair in pairs) is not others for pair in named], pa.bool_()))


def _replace(tables: Tables, table: Table, rows: pa.Table, where: str, ids: Mapping[str, int]) -> None:
    if rows.num_rows:
        replace_where(tables, table, rows, where, ids)
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
