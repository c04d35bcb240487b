"""How far a backfill is: of each site and year what its lists have and what is here, what is left, and when it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Any

from cppcc_archive.crawl.lists import Days, ListMemory
from cppcc_archive.crawl.memory import shanghai_date
from cppcc_archive.jobs.keptlists import remembered_lists
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.sites.model import Site
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import query

RUNS = "backfill-year-%"
"""The runs of the DAG ``backfill_year``, as the archive names them."""
_ENTRANCE = 10
"""List pages that are looked at to find a year's first one."""
_ENOUGH = 50
"""Requests from which a site's own pace is known."""
_FETCH_SECONDS = 0.5
"""What an answer takes, beside the pause before it, where nothing is known."""

ARTICLES = """
SELECT site_id, published_year AS year, count(DISTINCT url) AS articles FROM captures
WHERE kind = 'article' AND published_year IS NOT NULL AND verdict NOT IN ('error', 'blocked') GROUP BY ALL
"""
DONE = f"""
SELECT site_id, sum(requests) AS requests, sum(date_diff('millisecond', started_at, finished_at)) / 1000 AS seconds,
    max_by(result, finished_at) AS result
FROM crawl_outcomes WHERE run_id LIKE '{RUNS}' GROUP BY site_id
"""


@dataclass(frozen=True, slots=True)
class YearProgress:
    """One publication year of a site. ``rows`` is about how many articles its lists have (None: they were not looked at
    there yet), never fewer than the ``articles`` that are here, and as many where ``is_done``: nothing of it is left to
    ask for. What a done list had beside its articles were other people's pages, and rows that stood in two lists."""

    year: int
    rows: int | None
    articles: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class SiteProgress:
    """One site. ``requests_left`` counts the years whose rows are known; ``years_unknown`` are those beside them.
    ``ends_at`` is when the site alone would be done, if nights are as set and its pace stays (None: nothing known is
    left). ``result`` is how its last slice ended."""

    site_id: str
    years: tuple[YearProgress, ...]
    requests_done: int
    requests_left: int
    years_unknown: tuple[int, ...]
    nights_left: int
    ends_at: datetime | None
    result: str | None

    def to_json(self) -> dict[str, Any]:
        """One entry of ``sites`` in what ``cppcc backfill progress`` prints."""
        return {**asdict(self), "ends_at": self.ends_at.isoformat() if self.ends_at else None}

    def __str__(self) -> str:
        done = sum(year.is_done for year in self.years)
        rows = sum(year.rows or 0 for year in self.years)
        said = (
            f"{done} of {len(self.years)} years, {sum(year.articles for year in self.years)} of about {rows} articles"
        )
        said += f"; requests: {self.requests_done} made, about {self.requests_left} left"
        if self.years_unknown:
            said += f", and years nobody has looked at: {_spans(self.years_unknown)}"
        if self.ends_at:
            said += f"; ends about {self.ends_at:%Y-%m-%d %H:%M} UTC (nights: {self.nights_left})"
        return said


@dataclass(frozen=True, slots=True)
class Done:
    """What the slices of backfills did at a site so far: requests, the seconds they took, how the last one ended."""

    requests: int = 0
    seconds: float = 0.0
    result: str | None = None


def progress(
    settings: Settings, store: Store, sites: Iterable[Site], first: int, last: int, now: datetime | None = None
) -> list[SiteProgress]:
    """How far the sites are with the publication years ``first`` to ``last``. Two queries, and one small object a
    site; no site is asked anything."""
    now = now or datetime.now(UTC)
    articles: dict[str, dict[int, int]] = {}
    for row in query(store, ARTICLES).to_pylist():
        articles.setdefault(row["site_id"], {})[row["year"]] = row["articles"]
    done = {
        row["site_id"]: Done(int(row["requests"]), float(row["seconds"]), row["result"])
        for row in query(store, DONE).to_pylist()
    }
    years = range(first, last + 1)
    return [
        progress_of(
            settings,
            site.id,
            site.delay_seconds,
            remembered_lists(store, site.id),
            articles.get(site.id, {}),
            done.get(site.id, Done()),
            years,
            now,
        )
        for site in sites
    ]


def years_known(lists: Mapping[str, ListMemory], articles: Mapping[int, int], today: date) -> range:
    """The years that lists were seen to reach or that have articles, to this one."""
    seen = [mark.oldest.year for one in lists.values() for mark in one.marks.values()]
    seen += [span.first.year for one in lists.values() for span in one.done]
    seen += [row.listed_date.year for one in lists.values() for row in one.rows if row.listed_date]
    return range(min([*seen, *articles, today.year]), today.year + 1)


def progress_of(
    settings: Settings,
    site_id: str,
    delay: float,
    lists: Mapping[str, ListMemory],
    articles: Mapping[int, int],
    done: Done,
    years: Sequence[int],
    now: datetime,
) -> SiteProgress:
    """How far a site, asked with a pause of ``delay`` seconds, is with ``years``: by what is remembered of its lists,
    the articles here by year, and what was done so far."""
    found = tuple(_year(list(lists.values()), year, articles.get(year, 0), shanghai_date(now)) for year in years)
    per_page = max((one.per_page for one in lists.values()), default=0)
    left = sum(_left(year, per_page, len(lists)) for year in found)
    pace = done.seconds / done.requests if done.requests >= _ENOUGH else delay + _FETCH_SECONDS
    nights = _nights(settings, left, pace)
    # The last night's part, behind the nights before it.
    rest = timedelta(seconds=(left - (nights - 1) * _a_night(settings, pace)) * pace) if left else timedelta()
    return SiteProgress(
        site_id,
        found,
        done.requests,
        left,
        tuple(year.year for year in found if year.rows is None and not year.is_done),
        nights,
        now + timedelta(days=nights - 1) + rest if left else None,
        done.result,
    )


def _year(lists: Sequence[ListMemory], year: int, articles: int, today: date) -> YearProgress:
    days = Days(date(year, 1, 1), min(date(year, 12, 31), today))
    rows = [one.rows_in(days) for one in lists]
    known = None if not lists or None in rows else sum(row or 0 for row in rows)
    is_done = bool(lists) and all(_is_done(one, days, known, articles) for one in lists)
    # An estimate that what is here contradicts was one of fewer; of a year that is done nothing is estimated.
    told = articles if is_done else None if known is None else max(known, articles)
    return YearProgress(year, told, articles, is_done)


def _is_done(memory: ListMemory, days: Days, rows: int | None, articles: int) -> bool:
    if memory.is_ordered is False:
        return memory.is_whole and rows is not None and articles >= rows
    return memory.wanted(days) is None


def _left(year: YearProgress, per_page: int, columns: int) -> int:
    """Requests for the rest of a year: its articles, their list pages, the way to them."""
    if year.is_done or year.rows is None:
        return 0
    rows = max(year.rows - year.articles, 0)
    return rows + (ceil(rows / per_page) if per_page else 0) + _ENTRANCE * columns


def _a_night(settings: Settings, pace: float) -> int:
    return max(1, min(settings.backfill_requests, int(settings.night_minutes * 60 / max(pace, 0.001))))


def _nights(settings: Settings, requests: int, pace: float) -> int:
    return ceil(requests / _a_night(settings, pace))


def _spans(years: Sequence[int]) -> str:
    """Years as spans: 2006-2009, 2012."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
