"""The runs' pages read the last weeks of outcomes, not all, and say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.jobs.digest import UNANSWERED
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.tables.contract import CRAWL_OUTCOMES, SITES
from cppcc_archive.tables.query import empty
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.nights import newest_runs

FIRST = datetime(2007, 1, 1, 18, tzinfo=UTC)

Outcome = tuple[str, str, datetime, str]
"""run, site, when it began, how it ended."""


def archive(outcomes: Sequence[Outcome]) -> Archive:
    connection = duckdb.connect()
    for table in (CRAWL_OUTCOMES, SITES):
        connection.execute(f"CREATE TABLE {table.name} AS {empty(table)}")
    connection.executemany(
        "INSERT INTO crawl_outcomes (run_id, site_id, started_at, finished_at, result, reason, shard) "
        "VALUES ($1, $2, $3, $3, $4, 'as ' || $4, '00')",
        outcomes,
    )
    return Archive(lambda: connection)


OUTCOMES = st.lists(
    st.tuples(
        st.integers(0, 20 * 365), st.sampled_from("abc"), st.integers(0, 2000), st.sampled_from(("ok", "blocked"))
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda one: one[:2],
).map(
    lambda found: [
        (f"run-{day}", site, FIRST + timedelta(days=day, minutes=minutes), result)
        for day, site, minutes, result in found
    ]
)
"""Nights of twenty years, some of which run into the next."""


@given(OUTCOMES, st.integers(1, 5), st.integers(0, 5))
def test_runs_are_those_of_all_outcomes(outcomes: list[Outcome], most: int, skipped: int) -> None:
    began: dict[str, list[datetime]] = defaultdict(list)
    for run, _, at, _ in outcomes:
        began[run].append(at)
    expected = sorted((min(times) for times in began.values()), reverse=True)[skipped : skipped + most]
    found = newest_runs(archive(outcomes), most, skipped)
    assert [one["began"] for one in found] == expected
    assert all(one["sites"] == len(began[one["run_id"]]) for one in found)


@given(OUTCOMES)
def test_a_site_is_silent_since_the_first_outcome_after_its_last_answer(outcomes: list[Outcome]) -> None:
    expected = {}
    for site in "abc":
        own = sorted((at, result) for _, one, at, result in outcomes if one == site)
        since = next((n for n in range(len(own), 0, -1) if own[n - 1][1] == "ok"), 0)
        if own[since:] and len({at for at, _ in own}) == len(own):
            nights = {at.astimezone(SHANGHAI).date() for at, _ in own[since:]}
            expected[site] = (own[since][0], len(nights), own[since - 1][0] if since else None)
    found = {
        row["site_id"]: (row["since"], row["nights"], row["last_good"]) for row in archive(outcomes).rows(UNANSWERED)
    }
    assert {site: one for site, one in found.items() if site in expected} == expected


def test_of_twenty_years_the_last_weeks_are_read() -> None:
    nights = [(f"run-{day}", "a", FIRST + timedelta(days=day), "ok") for day in range(20 * 365)]
    held = archive(nights)
    asked = []
    rows = held.rows
    held.rows = lambda sql, values=(): (asked.append(values), rows(sql, values))[1]  # type: ignore[method-assign]
    assert len(newest_runs(held, 30, 0)) == 30
    ((_, window),) = ((sql, one) for sql, one in enumerate(asked) if "from" in one)
    assert sum(at >= window["from"] for _, _, at, _ in nights) < 100
