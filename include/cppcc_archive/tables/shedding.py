"""Rows that nobody needs any more, found among what came lately and deleted a group of sites at a time: what is held in
memory grows neither with the table nor with the time since the care was last taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pyarrow.compute as pc

from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import delete_where, replace_where
from cppcc_archive.tables.contract import CONFIRMED, REPORTS
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.literals import quoted, text_list
from cppcc_archive.tables.rows import Row
from cppcc_archive.tables.scan import DataFile, above, among, batches_of, scan

REPORTS_AT_ONCE = 2000
"""Reports whose revisions are compared, and named in one predicate."""

PAGES_AT_ONCE = 1 << 20
"""Confirmed pages held at once: some 200 bytes each."""

_SETTLED = timedelta(days=1)
"""Age from which no crawl at work writes a confirmation any more."""


def drop_superseded(tables: Tables, files: Iterable[DataFile] | None = None) -> int:
    """Delete the rows of ``reports`` that a later revision replaced; how many reports had some.

    Later revisions are looked for in ``files`` (None: in all).
    """
    revised: dict[str, set[str]] = {}
    keys = ("site_id", "report_id")
    for batch in batches_of(
        tables, REPORTS, keys, by=("revision",), keep=lambda rows: above(rows, "revision", 0), files=files
    ):
        for site_id, report_id in zip(*(batch[name].to_pylist() for name in keys), strict=True):
            revised.setdefault(site_id, set()).add(report_id)
    counts = {site_id: len(ids) for site_id, ids in revised.items()}
    return sum(
        _drop_of_sites(tables, sites, {report_id for site_id in sites for report_id in revised[site_id]})
        for sites in groups(counts, REPORTS_AT_ONCE)
    )


def fold_confirmed(tables: Tables, now: datetime) -> int:
    """Keep of every page only its newest confirmation; how many rows became shorter or went."""
    counts: Counter[str] = Counter()
    for batch in batches_of(tables, CONFIRMED, ("site_id", "pages")):
        lengths = pc.list_value_length(batch["pages"]).to_pylist()
        for site_id, length in zip(batch["site_id"].to_pylist(), lengths, strict=True):
            counts[str(site_id)] += 1 + (length or 0)
    return sum(_fold_sites(tables, sites, now - _SETTLED) for sites in groups(counts, PAGES_AT_ONCE))


def groups(counts: Mapping[str, int], each: int) -> Iterator[list[str]]:
    """The counted sites in order, in groups of about so many; a site that has more goes by itself. Pure."""
    group: list[str] = []
    size = 0
    for site_id in sorted(counts):
        if group and size + counts[site_id] > each:
            yield group
            group, size = [], 0
        group.append(site_id)
        size += counts[site_id]
    if group:
        yield group


def _drop_of_sites(tables: Tables, sites: Sequence[str], report_ids: set[str]) -> int:
    rows = scan(
        tables,
        REPORTS,
        ["report_id", "revision", "published_year"],
        sites=sites,
        by=("report_id",),
        keep=lambda rows: among(rows, "report_id", report_ids),
    ).to_pylist()
    newest: dict[str, int] = {}
    for row in rows:
        newest[row["report_id"]] = max(row["revision"], newest.get(row["report_id"], 0))
    old = [row for row in rows if row["revision"] < newest[row["report_id"]]]
    ids = sorted({row["report_id"] for row in old})
    for start in range(0, len(ids), REPORTS_AT_ONCE):
        some = set(ids[start : start + REPORTS_AT_ONCE])
        years = {row["published_year"] for row in old if row["report_id"] in some}
        delete_where(tables, REPORTS, _superseded(sites, years, {one: newest[one] for one in some}))
    return len(ids)


def _superseded(sites: Sequence[str], years: Iterable[int], newest: Mapping[str, int]) -> str:
    """A predicate for the rows of some reports below their newest revision; of the sites as a range, since that is what
    the statistics of files are compared with."""
    by_revision: dict[int, list[str]] = {}
    for report_id, revision in newest.items():
        by_revision.setdefault(revision, []).append(report_id)
    older = (
        f"(revision < {revision} AND report_id IN ({text_list(ids)}))" for revision, ids in sorted(by_revision.items())
    )
    listed = ", ".join(map(str, sorted(set(years))))
    return f"published_year IN ({listed}) AND {_of_sites(sites)} AND ({' OR '.join(older)})"


def _fold_sites(tables: Tables, sites: Sequence[str], until: datetime) -> int:
    found = scan(tables, CONFIRMED, list(CONFIRMED.column), sites=sites).to_pylist()
    rows = [row for row in found if row["confirmed_at"] < until]
    kept = list(_folded(sorted(rows, key=lambda row: (row["confirmed_at"], row["run_id"]), reverse=True)))
    as_they_were = set(map(id, rows))
    changed = len(rows) - sum(id(row) in as_they_were for row in kept)
    if changed:
        where = f"{_of_sites(sites)} AND confirmed_at < '{until:%Y-%m-%dT%H:%M:%S.%fZ}'"
        replace_where(tables, CONFIRMED, rows_of(CONFIRMED, kept), where)
    return changed


def _folded(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, newest first, without the pages and validators that a newer row of the site has; one that has none of
    those is the very row that came."""
    seen: dict[str, set[int]] = {}
    valid: dict[str, set[int]] = {}
    for row in rows:
        pages, known = seen.setdefault(row["site_id"], set()), valid.setdefault(row["site_id"], set())
        left = [page for page in row["pages"] if page not in pages]
        validators: list[tuple[Any, ...]] = [
            item
            for item in zip(row["validated"], row["etags"], row["last_modifieds"], strict=True)
            if item[0] not in known
        ]
        pages.update(left)
        known.update(page for page, _, _ in validators)
        if not (left or validators):
            continue
        if len(left) == len(row["pages"]) and len(validators) == len(row["validated"]):
            yield row
        else:
            yield {
                **row,
                "pages": left,
                "validated": [page for page, _, _ in validators],
                "etags": [etag for _, etag, _ in validators],
                "last_modifieds": [modified for _, _, modified in validators],
            }


def _of_sites(sites: Sequence[str]) -> str:
    return f"site_id >= {quoted(sites[0])} AND site_id <= {quoted(sites[-1])}"
