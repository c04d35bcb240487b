"""The deciding side of a build: what the tables must gain so that they say what the captures say. Pure.

A report's state before the build follows from what was read before, and its state after it from that and the new
readings; the rows to write are the difference. So it does not matter how often and when a build runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

import pyarrow as pa

from cppcc_archive.jobs.reading import Reading
from cppcc_archive.jobs.timeline import Dossier, Fetch, Key, Life, ParseRow, Stay, life_of, shown_by, stays_of
from cppcc_archive.tables.arrow import columns_of, in_order, rows_of
from cppcc_archive.tables.contract import PARTS, REPORT_TEXTS, REPORT_VERSIONS, REPORTS
from cppcc_archive.tables.publish import Place, Publication
from cppcc_archive.tables.rows import Row, part_columns, version_row
from cppcc_archive.tables.standing import NOTHING, Standing

_PARSED = tuple(item.name for item in fields(ParseRow))


@dataclass(slots=True)
class Tally:
    """Reports of a batch by what became of them; ``restored``: their rows were not what had been written."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    restored: int = 0


@dataclass(slots=True)
class Changes:
    """What a batch changes. ``reports`` lack their revision, ``first`` names those that have no row yet; ``touched``
    are those of which only the dates changed, whose rows have to be fetched."""

    reports: list[Row] = field(default_factory=list)
    first: set[str] = field(default_factory=set)
    touched: dict[str, Life] = field(default_factory=dict)
    contents: list[Reading] = field(default_factory=list)
    replaced: set[Place] = field(default_factory=set)
    dropped: set[Place] = field(default_factory=set)
    versions: list[Row] = field(default_factory=list)
    ended: set[Place] = field(default_factory=set)
    parses: list[Row] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def checked(self) -> dict[str, pa.Table]:
        """The rows of reports (their revision 0), text, parts and versions by table, as Arrow; raises TableError for
        what no table takes."""
        found = {
            REPORTS.name: rows_of(REPORTS, [{**row, "revision": 0} for row in self.reports]),
            REPORT_TEXTS.name: rows_of(REPORT_TEXTS, [item.rows.text for item in self.contents]),
            REPORT_VERSIONS.name: rows_of(REPORT_VERSIONS, self.versions),
        }
        # Each one's parts are numbered, so of reports that lie in order theirs do, but for several versions of one.
        contents = sorted((item.rows for item in self.contents), key=lambda rows: _place(rows.text))
        is_in_order = len({rows.text["report_id"] for rows in contents}) == len(contents)
        for table in PARTS:
            found[table.name] = columns_of(table, part_columns(table, contents), is_in_order=is_in_order)
        return found

    def publication(
        self, touched: Iterable[Row], rows: Mapping[str, pa.Table], numbers: Mapping[str, int]
    ) -> Publication:
        """The rows as they are committed; ``touched`` are the standing rows of those whose dates changed, ``rows`` what
        :meth:`checked` made, ``numbers`` those of this build of each site."""
        reports = self._numbered(rows[REPORTS.name], numbers)
        moved = [
            {**row, **_dates(self.touched[row["report_id"]]), "revision": numbers[row["site_id"]]} for row in touched
        ]
        if moved:
            reports = in_order(REPORTS, pa.concat_tables([reports, rows_of(REPORTS, moved)]).combine_chunks())
        return Publication(
            rows={**rows, REPORTS.name: reports},
            replaced=self.replaced,
            dropped=self.dropped,
            ended=self.ended,
            parses=self.parses,
            numbers=numbers,
        )

    def _numbered(self, reports: pa.Table, numbers: Mapping[str, int]) -> pa.Table:
        """The rows with their revision, by which no order changes: no report has two."""
        named = zip(reports["report_id"].to_pylist(), reports["site_id"].to_pylist(), strict=True)
        revisions = [0 if report_id in self.first else numbers[str(site_id)] for report_id, site_id in named]
        column = REPORTS.schema.field("revision")
        return reports.set_column(reports.schema.get_field_index(column.name), column, pa.array(revisions, column.type))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        rows = self.reports, self.touched, self.contents, self.versions, self.dropped, self.ended, self.parses
        return not any(rows)


def lacking(dossiers: Iterable[Dossier], readings: Mapping[Key, Reading]) -> list[tuple[Dossier, Fetch]]:
    """Captures that were read before and have to be read again after all: an older capture that came late has split
    the stay they are in, and they begin a new one."""
    return [
        (dossier, stay.first)
        for dossier in dossiers
        if dossier.work and not _is_new(dossier)
        for stay in _stays_to_write(dossier, known_of(dossier))[0]
        if stay.first.key not in readings
    ]


def known_of(dossier: Dossier) -> Standing:
    """What the tables hold of a report, by what was read before."""
    if _is_new(dossier):
        return NOTHING
    life = life_of(dossier.pages, before=True)
    return Standing(
        digest=life.parse.content_digest if life else None,
        dates=life.dates if life else None,
        parts={
            version: parse.parts_digest or "" for version, (_, parse) in shown_by(dossier.pages, before=True).items()
        },
        stays=frozenset((stay.version_id, stay.valid_from) for stay in stays_of(dossier.pages, before=True)),
    )


def _is_new(dossier: Dossier) -> bool:
    """Whether nothing of it was read before."""
    return all(fetch.before is None for fetch in dossier.fetches)


def decide(
    dossiers: Sequence[Dossier],
    readings: Mapping[Key, Reading],
    now: datetime,
    there: Mapping[str, Standing] | None = None,
) -> Changes:
    """What the readings (by the fetches' keys) change; the fetches of the dossiers say by now how each was read.

    ``there`` is what the tables really hold, where that was looked at: what they lost is put back then.
    """
    found = Changes()
    for dossier in dossiers:
        found.parses += [
            _parse_row(dossier, fetch, readings, now) for fetch in dossier.fetches if fetch.parse != fetch.before
        ]
        after = life_of(dossier.pages)
        moved = dossier.work or any(fetch.parse != fetch.before for fetch in dossier.fetches)
        if after is None or not moved:
            continue
        known = known_of(dossier)
        held = known if there is None else there.get(dossier.report_id, NOTHING)
        _count(found.tally, known, held, after)
        _decide_report(found, dossier, readings, held, after)
        _decide_contents(found, dossier, readings, held, put=there is not None)
        _decide_stays(found, dossier, readings, held)
    return found


def _count(tally: Tally, known: Standing, held: Standing, after: Life) -> None:
    if known.digest is None or known.dates is None:
        tally.new += 1
    elif after.gone_since and not known.dates[2]:
        tally.gone += 1
    elif known.digest != after.parse.content_digest or known.dates != after.dates:
        tally.changed += 1
    else:
        tally.unchanged += 1
        tally.restored += held.digest != known.digest or held.dates != known.dates or held.parts != known.parts


def _decide_report(
    found: Changes, dossier: Dossier, readings: Mapping[Key, Reading], held: Standing, after: Life
) -> None:
    reading = readings.get(after.newest.key)
    same = held.digest == after.parse.content_digest
    if same and held.dates == after.dates:
        return
    if reading is not None:
        if held.dates is None:
            found.first.add(dossier.report_id)
        found.reports.append({**reading.rows.report, **_dates(after), "content_digest": reading.rows.digest})
    elif same:
        found.touched[dossier.report_id] = after


def _decide_contents(
    found: Changes, dossier: Dossier, readings: Mapping[Key, Reading], held: Standing, *, put: bool
) -> None:
    """Text and parts of every version are those that the newest capture of it gives."""
    shown = shown_by(dossier.pages)
    for version_id, (fetch, parse) in shown.items():
        reading = readings.get(fetch.key)
        if reading is not None and held.parts.get(version_id) != parse.parts_digest:
            found.contents.append(reading)
            if put or version_id in held.parts:
                found.replaced.add((dossier.site_id, dossier.report_id, version_id))
    found.dropped |= {(dossier.site_id, dossier.report_id, version) for version in held.parts.keys() - shown.keys()}


def _decide_stays(found: Changes, dossier: Dossier, readings: Mapping[Key, Reading], held: Standing) -> None:
    stays, ended = _stays_to_write(dossier, held)
    for stay in stays:
        reading = readings.get(stay.first.key)
        if reading is not None:
            found.versions.append(version_row(reading.rows.report, stay.valid_from))
    found.ended |= {(dossier.site_id, dossier.report_id, version) for version in ended}


def _stays_to_write(dossier: Dossier, held: Standing) -> tuple[list[Stay], set[str]]:
    """The stays that lack a row, and the versions whose rows all go because one of their stays is none any more."""
    after = {(stay.version_id, stay.valid_from): stay for stay in stays_of(dossier.pages)}
    ended = {version_id for version_id, _ in held.stays - after.keys()}
    return [stay for key, stay in after.items() if key not in held.stays or stay.version_id in ended], ended


def _place(row: Row) -> tuple[int, str, str]:
    return row["published_year"], row["site_id"], row["report_id"]


def _dates(life: Life) -> Row:
    return {"first_seen": life.first_seen, "last_changed": life.last_changed, "gone_since": life.gone_since}


def _parse_row(dossier: Dossier, fetch: Fetch, readings: Mapping[Key, Reading], now: datetime) -> Row:
    parse, reading = fetch.parse, readings.get(fetch.key)
    assert parse is not None, "what was read before is read still"
    put_under = fetch.capture.published_year if fetch.capture else None
    return {
        "capture_id": fetch.capture_id,
        "site_id": dossier.site_id,
        "requested_url": dossier.page_of(fetch).url,
        "captured_at": fetch.captured_at,
        "files_at": fetch.files_at,
        **{name: getattr(parse, name) for name in _PARSED},
        "needs": list(parse.needs),
        "lacks": list(parse.lacks),
        "files": list(parse.files),
        "published_year": reading.rows.report["published_year"] if reading else put_under or fetch.captured_at.year,
        "parsed_at": now,
    }
