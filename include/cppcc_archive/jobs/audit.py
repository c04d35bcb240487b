"""Whether the archive is whole: the WARC objects, their rows, the laws between the tables, and sites that fell silent.

*Problems* are damage: something the archive held is missing, changed or contradicts itself. *Repairs* put back what the
objects themselves tell: rows of captures and indexes that a killed crawl left out. *Warnings* are about sites, which
lose nothing that is here already: one that does not answer any more, brings nothing new, or yields pages without text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from cppcc_archive.captures.cdxj import cdxj
from cppcc_archive.captures.fixity import check_object
from cppcc_archive.captures.manifest import manifest_key, parse_manifest
from cppcc_archive.captures.model import Capture
from cppcc_archive.captures.warc import index_key, recover
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.errors import DamagedArchiveError, InputError, StoreError
from cppcc_archive.jobs.findings import Finding, ask
from cppcc_archive.jobs.laws import Looked, look, plan_laws, remember
from cppcc_archive.jobs.sitehealth import site_warnings
from cppcc_archive.sites.divisions import iter_divisions
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import CAPTURES
from cppcc_archive.tables.laws import damage, unreadable
from cppcc_archive.tables.literals import text_list
from cppcc_archive.tables.publish import append_captures, append_outcome_once

log = logging.getLogger(__name__)

SETTLED = timedelta(days=2)
"""Age from which a WARC object without rows was left behind: a running crawl writes its rows within minutes."""

AHEAD = timedelta(days=1)
"""How far after the audit's own now a capture may be dated: clocks differ."""

SHARD_OBJECTS = 2000
"""WARC objects worth a task of its own."""

_MOST_SHARDS = 256
_AT_A_TIME, _NAMED = 2000, 5
_PLACE = ("warc_key", "capture_id", "warc_offset", "warc_length")


@dataclass(slots=True)
class Audit:
    """What an audit looked at and found; ``published_years`` are those with captures that no build has read;
    ``without_manifest`` the objects of which nobody noted what was written."""

    objects: int = 0
    objects_checked: int = 0
    captures_checked: int = 0
    payload_bytes: int = 0
    problems: list[Finding] = field(default_factory=list)
    repaired: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    published_years: set[int] = field(default_factory=set)
    without_manifest: int = 0

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc audit`` prints."""
        return {
            "objects": self.objects,
            "objects_checked": self.objects_checked,
            "captures_checked": self.captures_checked,
            "payload_bytes": self.payload_bytes,
            "without_manifest": self.without_manifest,
            "problems": [one.to_json() for one in self.problems],
            "repaired": [one.to_json() for one in self.repaired],
            "warnings": [one.to_json() for one in self.warnings],
            "published_years": sorted(self.published_years),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Audit:
        """The audit that :meth:`to_json` told of."""
        findings = {name: [Finding(**one) for one in told[name]] for name in ("problems", "repaired", "warnings")}
        return cls(**{**told, **findings, "published_years": set(told["published_years"])})

    def add(self, other: Audit) -> None:
        """Count what another task has read of the objects."""
        for name in ("objects_checked", "captures_checked", "payload_bytes", "without_manifest"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.problems += other.problems
        self.repaired += other.repaired


def audit(
    store: Store,
    registry: Registry,
    *,
    part: tuple[int, int] = (1, 1),
    read: Sequence[Audit] | None = None,
    since_last: bool = False,
    looked: Looked | None = None,
    repair: bool = False,
    now: datetime | None = None,
    pause: float = 60.0,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Audit:
    """Look at everything once; of the WARC objects only ``part`` (number, of how many) is read in full, or none where
    others have ``read`` them (:func:`read_objects`); of the tables with ``since_last`` only what came or went since the
    last audit (:mod:`cppcc_archive.jobs.laws`), or nothing where others have ``looked``.

    With ``repair`` rows and indexes that objects have and the archive lacks are written, and it is remembered what was
    seen of the tables. What breaks a law between them is looked at again after ``pause`` seconds, in case a build is at
    work. ``advance`` is told how many objects were read, and of how many. Raises InputError for a part that there is
    not, StoreError when the store fails.
    """
    _check_part(part)
    now = now or datetime.now(UTC)
    found = Audit()
    keys = _objects(store)
    found.objects = len(keys)
    damaged = unreadable([breach] if (breach := damage(store, CAPTURES, _PLACE)) else [])
    if not damaged or repair:
        _look_for_missing(store, found, frozenset(keys), damaged)
        if read is None:
            _read_part(store, found, keys, part, repair, now, damaged, advance)
    for one in read or ():
        found.add(one)
    if looked is None:
        shares = plan_laws(store, now, whole=not since_last)
        looked = Looked(shares, look(store, shares, pause))
    if repair:
        remember(store, looked.shares, looked.found, now)
    damaged = unreadable(looked.found)
    found.problems += (
        Finding("table", one.law, f"{one.count}: {'; '.join(one.rows[:_NAMED])}", one.remedy) for one in looked.found
    )
    if damaged.isdisjoint({"reports", "divisions"}):
        found.problems += _divisions(store)
    if CAPTURES.name not in damaged:
        found.problems += _from_the_future(store, now)
    if damaged.isdisjoint({"reports", "crawl_outcomes", "parses"}):
        found.warnings += site_warnings(store, registry, now)
    if damaged.isdisjoint({"captures", "parses"}):
        found.published_years = _unread_years(store, now)
    return found


def read_objects(store: Store, part: tuple[int, int], *, repair: bool = False, now: datetime | None = None) -> Audit:
    """One task's share of an audit: the WARC objects of ``part`` read in full, against their rows and indexes. Killed,
    the next try finds what is repaired already as it should be."""
    _check_part(part)
    found = Audit()
    damaged = unreadable([breach] if (breach := damage(store, CAPTURES, _PLACE)) else [])
    if not damaged or repair:
        _read_part(store, found, _objects(store), part, repair, now or datetime.now(UTC), damaged)
    return found


def plan_reading(store: Store, day: datetime, weeks: int) -> list[tuple[int, int]]:
    """The parts, one a task, of what a weekly audit reads that reads every object once in so many ``weeks``."""
    number = day.toordinal() // 7 % weeks + 1
    shards = max(1, min(_MOST_SHARDS, len(_objects(store)) // weeks // SHARD_OBJECTS))
    # Of a number modulo weeks and shards together the remainder by weeks is that of the week.
    return [(number + weeks * shard, weeks * shards) for shard in range(shards)]


def _check_part(part: tuple[int, int]) -> None:
    number, parts = part
    if not 1 <= number <= parts:
        raise InputError(f"part {number}/{parts}: the first number goes from 1 to the second")


def _objects(store: Store) -> list[str]:
    return [key for key in store.keys("warc/") if key.endswith(".warc.gz")]


def _read_part(
    store: Store,
    found: Audit,
    keys: Sequence[str],
    part: tuple[int, int],
    repair: bool,
    now: datetime,
    damaged: frozenset[str],
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    number, parts = part
    mine = [key for key in keys if crc32(key.encode()) % parts == number - 1]
    for start in range(0, len(mine), _AT_A_TIME):
        _check_objects(store, found, mine[start : start + _AT_A_TIME], repair, now, damaged)
        advance(min(start + _AT_A_TIME, len(mine)), len(mine))


def require_whole(problems: Sequence[Mapping[str, str]]) -> None:
    """Raise DamagedArchiveError naming the first of an audit's ``problems`` (as its JSON has them), if there are
    any."""
    if problems:
        named = "; ".join(f"{one['what']}: {one['detail']} ({one['remedy']})" for one in problems[:_NAMED])
        raise DamagedArchiveError(f"the archive has problems, {len(problems)} in all: {named}")


def _look_for_missing(store: Store, found: Audit, there: frozenset[str], damaged: frozenset[str]) -> None:
    if CAPTURES.name in damaged:
        return
    for row in ask(store, "SELECT warc_key AS key, count(*) AS n FROM captures GROUP BY warc_key ORDER BY warc_key"):
        # A crawl may have written the object after the keys were listed.
        if row["key"] not in there and not store.exists(row["key"]):
            detail = f"{row['n']} captures lie in it and it is not in the store"
            found.problems.append(Finding("object", row["key"], detail, "restore the object from a copy"))


def _check_objects(
    store: Store, found: Audit, keys: Sequence[str], repair: bool, now: datetime, damaged: frozenset[str]
) -> None:
    # Of a table that is gone every row is missing; one that cannot be read is no ground to write on.
    rows = {} if CAPTURES.name in damaged else _places(store, keys)
    begun: list[str] = []
    for key in keys:
        try:
            data = store.get(key)
        except StoreError as error:
            found.problems.append(Finding("object", key, str(error), "look again; if it lasts, restore the object"))
            continue
        checked = check_object(data, key)
        found.objects_checked += 1
        found.captures_checked += len(checked.captures)
        found.payload_bytes += checked.payload_bytes
        if checked.problem:
            remedy = "restore the object from a copy"
            found.problems.append(Finding("object", key, checked.problem, remedy))
        settled = [one for one in checked.captures if now - one.captured_at > SETTLED]
        there = rows.get(key, {})
        places = {one.capture_id: (one.warc_offset, one.warc_length) for one in checked.captures}
        wrong = [one for one, place in there.items() if places.get(one) != place]
        if wrong and not checked.problem:
            detail = f"{len(wrong)} rows of captures name a place where the object has no such record"
            found.problems.append(Finding("rows", key, detail, "restore the object or the table captures from a copy"))
        if checked.problem:
            continue  # nothing is put back from what is damaged itself
        _compare_rows(store, found, key, [one for one in settled if one.capture_id not in there], repair)
        if settled and not wrong:
            has_none = _lacks_manifest(store, found, key, data)
            _check_index(store, found, key, checked.captures, repair)
            if has_none and repair:
                recover(store, key)
                begun.append(key)
            found.without_manifest += has_none and not repair
    if begun:
        detail = (
            f"{len(begun)} objects had no manifest; each was made anew from the object as it is, so that it is the one "
            "that was written is not verified"
        )
        found.repaired.append(Finding("manifest", begun[0], detail, "compare with a copy: cppcc captures verify COPY"))


def _compare_rows(store: Store, found: Audit, key: str, missing: list[Capture], repair: bool) -> None:
    if not missing:
        return
    finding = Finding("rows", key, f"{len(missing)} captures in it have no row", "cppcc audit --repair")
    if not repair:
        found.problems.append(finding)
        return
    for run_id in sorted({one.run_id for one in missing}):
        mine = [one for one in missing if one.run_id == run_id]
        # Killed between the two, the next try finds rows missing and comes here again.
        _put_outcomes(store, mine, run_id, key)
        append_captures(store, mine, run_id, f"audit {key}")
    found.repaired.append(finding)


def _put_outcomes(store: Store, captures: Sequence[Capture], run_id: str, key: str) -> None:
    """Where a run told how its sites came out, a site that it was killed over gets its row too."""
    live = [one for one in captures if one.origin in (None, "live")]
    told = ask(store, f"SELECT DISTINCT site_id FROM crawl_outcomes WHERE run_id IN ({text_list([run_id])})")
    missing = {one.site_id for one in live} - {row["site_id"] for row in told}
    for site_id in sorted(missing) if told else ():
        append_outcome_once(store, _cut_off(live, site_id), f"audit {key}")


def _cut_off(captures: Sequence[Capture], site_id: str) -> SiteOutcome:
    moments = [one.captured_at for one in captures if one.site_id == site_id]
    reason = "the run was killed before it said how this site came out; an audit put its captures back"
    run_id = captures[0].run_id
    return SiteOutcome(run_id, site_id, SiteResult.PARTIAL, reason, min(moments), max(moments))


def _check_index(store: Store, found: Audit, key: str, captures: Sequence[Capture], repair: bool) -> None:
    """The index beside an object must say of it what the object says itself."""
    name = index_key(key)
    try:
        said = store.get(name).splitlines() if store.exists(name) else None
    except StoreError as error:
        found.problems.append(Finding("index", name, str(error), "look again; if it lasts, restore the index"))
        return
    true = cdxj(captures).splitlines()
    if said is None:
        finding = Finding("index", name, f"{key} has no index for replay", "cppcc audit --repair")
        if repair:
            recover(store, key)
        (found.repaired if repair else found.problems).append(finding)
    elif said != true:
        wrong = [line for line in said if line not in set(true)] or [line for line in true if line not in set(said)]
        first = (wrong or [b"another order"])[0].decode("utf-8", "replace")[:200]
        detail = f"{len(wrong)} lines are not what {key} holds, the first: {first}"
        found.problems.append(Finding("index", name, detail, "move it aside, then cppcc audit --repair"))


def _lacks_manifest(store: Store, found: Audit, key: str, data: bytes) -> bool:
    """The object must be the one that was written; whether nobody noted which that was. Older archives have no
    manifests: an audit that repairs begins them."""
    name = manifest_key(key)
    try:
        if not store.exists(name):
            return True
        breach = parse_manifest(store.get(name), name).breach(data)
    except StoreError as error:
        found.problems.append(Finding("manifest", name, str(error), "look again; if it lasts, restore the manifest"))
        return False
    if breach:
        found.problems.append(Finding("object", key, f"{breach} ({name})", "restore the object from a copy"))
    return False


def _divisions(store: Store) -> Iterator[Finding]:
    """The divisions are the code's own list: what a built archive lacks of it was lost."""
    if not ask(store, "SELECT 1 AS one FROM reports LIMIT 1"):
        return
    there = {(row["division_code"], row["name"], row["valid_from"]) for row in ask(store, "FROM divisions")}
    lost = [one for one in iter_divisions() if (one.code, one.name, one.valid_from) not in there]
    if lost:
        named = ", ".join(f"{one.code} {one.name}" for one in lost[:_NAMED])
        yield Finding("table", "divisions: every division is there", f"{len(lost)}: {named}", "cppcc build")


def _unread_years(store: Store, now: datetime) -> set[int]:
    """Publication years with articles that no build has read: put back, or crawled in a night that ended early."""
    rows = ask(
        store,
        "SELECT DISTINCT published_year AS year FROM captures ANTI JOIN parses USING (capture_id) "
        "WHERE kind = 'article' AND verdict = 'ok' AND published_year IS NOT NULL "
        f"AND captured_at < TIMESTAMPTZ '{now - SETTLED}'",
    )
    return {row["year"] for row in rows}


def _from_the_future(store: Store, now: datetime) -> Iterator[Finding]:
    """Captures of a machine whose clock was ahead: until their day comes they stand before all that is true."""
    rows = ask(
        store,
        "SELECT run_id, count(*) AS n, max(captured_at) AS latest FROM captures "
        f"WHERE captured_at > TIMESTAMPTZ '{(now + AHEAD).isoformat()}' GROUP BY run_id ORDER BY run_id",
    )
    for row in rows:
        detail = (
            f"{row['n']} captures are dated after today, up to {row['latest']:%Y-%m-%d}: the crawl's clock was wrong"
        )
        remedy = (
            "set that machine's clock; restore the tables from a copy of before this run and move its objects aside"
        )
        yield Finding("clock", f"run {row['run_id']}", detail, remedy)


def _places(store: Store, keys: Iterable[str]) -> dict[str, dict[str, tuple[int, int]]]:
    """By object, where the rows of captures say that their records lie, by capture id."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for row in ask(store, f"SELECT {', '.join(_PLACE)} FROM captures WHERE warc_key IN ({text_list(keys)})"):
        found.setdefault(row["warc_key"], {})[row["capture_id"]] = row["warc_offset"], row["warc_length"]
    return found
