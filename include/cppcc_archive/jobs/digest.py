"""What a night was like, for people: a note on the run, and a table for the log. Pure, but for the one query.

Sites that do not answer are named when they stop, and again after a week and after a month, by the night's first run
that finds it so; in between they are a number. Nobody reads the same forty names every morning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cppcc_archive.crawl.model import SiteResult
from cppcc_archive.crawl.outcome import BROKE_OFF
from cppcc_archive.errors import QuietNightError
from cppcc_archive.jobs.buildresult import BuildResult
from cppcc_archive.jobs.crawl import ANSWERED
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import query

GOOD = f"(result IN ('ok', 'unchanged') OR result = 'partial' AND NOT starts_with(reason, '{BROKE_OFF}'))"
"""That a site answered to the end of its crawl: in SQL, of a row of ``crawl_outcomes``."""

UNANSWERED = f"""
WITH crawls AS (SELECT * FROM crawl_outcomes WHERE shard <> 'import'),
     asked AS (SELECT site_id, max(started_at) AS newest,
                      max(started_at) FILTER {GOOD} AS last_good
               FROM crawls GROUP BY site_id),
     silent AS (SELECT * FROM asked WHERE last_good IS NULL OR last_good < newest),
     bad AS (SELECT o.site_id, arg_max({{result: result, reason: reason, cms: cms}}, started_at) AS last,
                    min(started_at) AS bad_since,
                    count(DISTINCT (started_at AT TIME ZONE 'Asia/Shanghai')::DATE) AS nights,
                    arg_max(run_id, ((started_at AT TIME ZONE 'Asia/Shanghai')::DATE, -epoch(started_at))) AS first_run
             FROM crawls o JOIN silent s ON s.site_id = o.site_id
             WHERE s.last_good IS NULL OR o.started_at > s.last_good GROUP BY o.site_id)
SELECT bad.site_id, name, last.result AS result, last.reason AS reason, last.cms AS cms, bad_since AS since, nights,
       last_good, first_run
FROM bad JOIN silent USING (site_id) LEFT JOIN sites ON sites.site_id = bad.site_id ORDER BY bad_since, bad.site_id
"""
"""Every site whose last outcome is no answer, or one that broke off: since when, on how many days (several runs of a
day are one), when it last answered to the end, and which run was the first of the last of these days."""

NAMED_AFTER = (1, 7, 30)
"""Nights without an answer after which a site is named."""

_OURS = frozenset({SiteResult.BUSY, SiteResult.STOPPED})
_MOST_NAMED = 20
_SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Silence:
    """A site that does not answer: how it came out, why, and on how many nights in a row. ``is_news``: no run before
    this one told of this night."""

    site_id: str
    result: str
    reason: str
    nights: int
    since: datetime | None = None
    is_news: bool = True

    @property
    def is_named(self) -> bool:
        """Whether people are told of it by name. Runs that are in each other's way, or were ended, are ours to mend."""
        return self.is_news and self.nights in NAMED_AFTER and self.result not in _OURS

    def __str__(self) -> str:
        told = f"`{self.site_id}` {self.result}" + (f" for {self.nights} nights" if self.nights > 1 else "")
        return f"{told}: {self.reason}" if self.reason else told


@dataclass(frozen=True, slots=True)
class Digest:
    """A night in words. ``note`` is Markdown for the run, ``table`` plain lines for the log; ``named`` are the sites
    that somebody should hear of."""

    note: str
    table: str
    named: Sequence[Silence] = ()


_OUTCOMES = """
SELECT site_id, arg_max(result, finished_at) AS result, arg_max(reason, finished_at) AS reason,
    sum(articles_new)::INT AS articles_new, sum(articles_changed)::INT AS articles_changed,
    sum(articles_gone)::INT AS articles_gone, sum(requests)::INT AS requests,
    min(started_at) AS started_at, max(finished_at) AS finished_at
FROM crawl_outcomes WHERE run_id = $run OR regexp_full_match(run_id, $run || '-[0-9]{4}') GROUP BY ALL ORDER BY site_id
"""


def digest_of_run(store: Store, run_id: str, missing: Sequence[str] = ()) -> Digest:
    """The digest of a run as its outcomes stand in the tables; ``missing`` are shards that brought no result.

    Of sites that do not answer only those that it asked: a run over one province says nothing of the others.
    """
    sites = query(store, _OUTCOMES, {"run": run_id}).to_pylist()
    asked = {site["site_id"] for site in sites}
    return digest(sites, missing, [one for one in silences(store, run_id) if one.site_id in asked])


_NIGHTS = """
SELECT max(started_at) AS newest, count(*)::INT AS n FROM crawl_outcomes WHERE starts_with(run_id, $run)
"""


def require_night(store: Store, dag: str, now: datetime, hours: int = 30) -> datetime | None:
    """When the newest crawl by this DAG began, None where there never was one: whoever has not begun misses nothing.

    Raises QuietNightError when that is more than ``hours`` ago: a night that never starts has no task that could fail.
    """
    newest: datetime | None = query(store, _NIGHTS, {"run": f"{dag.replace('_', '-')}-"}).to_pylist()[0]["newest"]
    if newest is not None and now - newest > timedelta(hours=hours):
        raise QuietNightError(
            f"no night since {newest.astimezone(UTC):%Y-%m-%d %H:%M} UTC: is {dag} paused, does a run of it hang, does "
            "the pool of crawls have slots, is there a worker for its queue?"
        )
    return newest


def require_moving(dag: str, queued: int, running: int) -> None:
    """Raise QuietNightError where runs of a DAG wait and none is under way: Airflow takes a run of a paused DAG without
    a word, and it waits for ever."""
    if queued and not running:
        waiting = f"1 run of {dag} waits" if queued == 1 else f"{queued} runs of {dag} wait"
        raise QuietNightError(f"{waiting} and none is under way: is it paused? `airflow dags unpause {dag}`")


def note_of_build(years: Sequence[int | None], result: BuildResult) -> str:
    """What a build came to, as Markdown for the run: its years first, by which a list of runs is read."""
    named = [str(year) for year in years if year is not None]
    span = named[0] if len(named) == 1 else f"{named[0]}-{named[-1]}" if named else "all years"
    numbers = {
        "captures read": result.captures_read,
        **{kind: getattr(result, f"reports_{kind}") for kind in ("new", "changed", "gone")},
        **({"put back": result.reports_restored} if result.reports_restored else {}),
        **({"could not be read": len(result.failures)} if result.failures else {}),
    }
    lines = [f"**{span} · " + " · ".join(f"{name} {count:,}" for name, count in numbers.items()) + "**"]
    lines += [f"- {one.url}: {one.reason}" for one in result.failures[:_MOST_NAMED]]
    return "\n\n".join([*lines, *map(str, result.redesigned)])


def silences(store: Store, run_id: str) -> list[Silence]:
    """The sites that do not answer now, as this run may tell of them; those that have been silent longest first."""
    return [
        Silence(
            row["site_id"],
            row["result"],
            row["reason"],
            row["nights"],
            row["since"],
            is_news=re.fullmatch(rf"{re.escape(run_id)}(-\d{{4}})?", row["first_run"]) is not None,
        )
        for row in query(store, UNANSWERED).to_pylist()
    ]


def digest(sites: Sequence[Mapping[str, Any]], missing: Sequence[str], silent: Sequence[Silence]) -> Digest:
    """A night of these outcomes (rows of ``crawl_outcomes``), ``missing`` shards without a result, and sites that do
    not answer now."""
    kinds = Counter(str(site["result"]) for site in sites)
    answered = sum(SiteResult(site["result"]) in ANSWERED for site in sites)
    numbers = {
        "sites": len(sites),
        "answered": answered,
        **{name: sum(site[f"articles_{name}"] for site in sites) for name in ("new", "changed", "gone")},
        "requests": sum(site["requests"] for site in sites),
        **{name: count for name, count in sorted(kinds.items()) if SiteResult(name) not in ANSWERED},
    }
    lines = ["**" + " · ".join(f"{name} {count:,}" for name, count in numbers.items()) + "**"]
    if missing:
        lines.append(f"Shards without a result: {', '.join(missing)} (see their logs; clear them to crawl them)")
    lines += _named(silent)
    slowest = sorted(sites, key=_seconds, reverse=True)[:_SLOWEST]
    if slowest and _seconds(slowest[0]) >= 1:
        lines.append("Slowest: " + ", ".join(f"{site['site_id']} {_seconds(site) / 60:.1f} min" for site in slowest))
    return Digest("\n\n".join(lines), _table(sites), [one for one in silent if one.is_named])


def _named(silent: Sequence[Silence]) -> list[str]:
    fresh = [one for one in silent if one.is_named]
    lines = [f"- {one}" for one in fresh[:_MOST_NAMED]]
    found = ["Not answering, new or since a week or a month:\n" + "\n".join(lines)] if lines else []
    rest = len(silent) - min(len(fresh), _MOST_NAMED)
    return [*found, f"Still not answering: {rest:,} more (Browse → Archive crawls)"] if rest else found


def _seconds(site: Mapping[str, Any]) -> float:
    took: timedelta = site["finished_at"] - site["started_at"]
    return took.total_seconds()


def _table(sites: Sequence[Mapping[str, Any]]) -> str:
    """Sites that brought something or did not answer, one a line, in columns."""
    shown = [
        site
        for site in sites
        if SiteResult(site["result"]) not in ANSWERED
        or any(site[f"articles_{name}"] for name in ("new", "changed", "gone"))
    ]
    rows: list[tuple[str, ...]] = [("site", "result", "new", "changed", "gone", "requests", "reason")]
    rows += [
        (
            str(site["site_id"]),
            str(site["result"]),
            *(str(site[f"articles_{name}"]) for name in ("new", "changed", "gone")),
            str(site["requests"]),
            str(site["reason"])[:100],
        )
        for site in shown
    ]
    widths = [max(len(row[number]) for row in rows) for number in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
