"""What a night was like, for people: numbers, who stopped answering, who was slow; nobody named every night."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.crawl.outcome import BROKE_OFF
from cppcc_archive.errors import QuietNightError
from cppcc_archive.jobs.buildresult import BuildResult, Failure
from cppcc_archive.jobs.digest import (
    Silence,
    digest,
    digest_of_run,
    note_of_build,
    require_moving,
    require_night,
    silences,
)
from cppcc_archive.store.base import Store
from cppcc_archive.tables.publish import append_outcomes
from tests.archive_kit import FIRST_NIGHT, SITE


def row(name: str, result: str = "ok", minutes: float = 1, **more: Any) -> dict[str, Any]:
    counts = {"articles_new": 0, "articles_changed": 0, "articles_gone": 0, "requests": 10, "reason": ""}
    times = {"started_at": FIRST_NIGHT, "finished_at": FIRST_NIGHT + timedelta(minutes=minutes)}
    return {"site_id": name, "result": result, **counts, **times, **more}


def test_the_note_begins_with_the_night_s_numbers() -> None:
    found = digest([row("a", articles_new=3), row("b", "unchanged"), row("c", "blocked", reason="a wall")], [], [])
    assert found.note.splitlines()[0] == (
        "**sites 3 · answered 2 · new 3 · changed 0 · gone 0 · requests 30 · blocked 1**"
    )


def test_a_site_is_named_when_it_stops_and_after_a_week_and_a_month_else_counted() -> None:
    silent = [Silence(f"s{nights}", "error", "nothing listens", nights) for nights in (1, 2, 7, 8, 30, 31)]
    note = digest([row("a")], [], silent).note
    for named in ("`s1`", "`s7` error for 7 nights: nothing listens", "`s30`"):
        assert named in note
    for counted in ("`s2`", "`s8`", "`s31`"):
        assert counted not in note
    assert "Still not answering: 3 more" in note


def test_what_our_own_runs_did_to_each_other_is_no_news_of_a_site() -> None:
    ours = [Silence("s1", "busy", "another run", 1), Silence("s2", "stopped", "SIGTERM", 1)]
    assert digest([row("a")], [], ours).named == []


def test_a_site_that_stopped_is_told_by_the_first_run_of_that_night_only(folder_store: Store) -> None:
    def told(run: str, minutes: int, result: SiteResult) -> list[str]:
        began = FIRST_NIGHT + timedelta(minutes=minutes)
        append_outcomes(folder_store, [SiteOutcome(run, SITE, result, "why", began, began)], run, "00")
        return [str(one) for one in digest_of_run(folder_store, run).named]

    assert told("night0", 0, SiteResult.OK) == []
    assert told("night1", 1440, SiteResult.ERROR) == ["`qinghe` error: why"]
    assert told("byhand", 1500, SiteResult.ERROR) == []
    assert told("backfill-0001", 1550, SiteResult.ERROR) == []
    assert [told(f"night{n}", 1440 * n, SiteResult.ERROR) for n in range(2, 7)] == [[]] * 5
    assert told("night7", 1440 * 7, SiteResult.ERROR) == ["`qinghe` error for 7 nights: why"]


def test_a_site_that_broke_off_is_named_and_one_that_met_its_budget_is_not(folder_store: Store) -> None:
    for site, why in (("dies", f"{BROKE_OFF}: 8 failures in a row"), ("large", "budget of 500 requests spent")):
        outcome = SiteOutcome("night", site, SiteResult.PARTIAL, why, FIRST_NIGHT, FIRST_NIGHT)
        append_outcomes(folder_store, [outcome], "night", "00")
    found = digest_of_run(folder_store, "night")
    assert [str(one) for one in found.named] == ["`dies` partial: broke off in the middle: 8 failures in a row"]
    assert "- `dies` partial: broke off" in found.note


def test_a_run_over_some_sites_says_nothing_of_the_silence_of_others(folder_store: Store) -> None:
    for run, site, result in (("n", SITE, SiteResult.ERROR), ("b", "other", SiteResult.OK)):
        append_outcomes(folder_store, [SiteOutcome(run, site, result, "why", FIRST_NIGHT, FIRST_NIGHT)], run, "00")
    assert "ot answering" in digest_of_run(folder_store, "n").note
    assert "ot answering" not in digest_of_run(folder_store, "b").note


def test_many_new_ones_are_named_up_to_a_bound_and_counted_beyond() -> None:
    note = digest([row("a")], [], [Silence(f"s{n}", "error", "", 1) for n in range(50)]).note
    assert note.count("`s") == 20
    assert "Still not answering: 30 more" in note


def test_shards_without_a_result_and_slow_sites_are_said() -> None:
    note = digest([row("quick"), row("slow", minutes=90)], ["03"], []).note
    assert "Shards without a result: 03" in note
    assert "Slowest: slow 90.0 min, quick 1.0 min" in note


def test_the_table_has_sites_that_brought_something_or_did_not_answer() -> None:
    table = digest(
        [row("quiet", "unchanged"), row("brought", articles_new=2), row("dead", "error", reason="gone")], [], []
    ).table
    lines = table.splitlines()
    assert [line.split()[0] for line in lines] == ["site", "brought", "dead"]
    assert lines[2].endswith("gone")


def test_silence_counts_nights_since_the_last_answer_however_many_runs_a_night_had(folder_store: Store) -> None:
    results = (SiteResult.OK, SiteResult.ERROR, SiteResult.BLOCKED, SiteResult.BLOCKED)
    for number, (result, minutes) in enumerate(zip(results, (0, 1440, 2880, 2890), strict=True)):
        began = FIRST_NIGHT + timedelta(minutes=minutes)
        run = f"night{number}"
        append_outcomes(folder_store, [SiteOutcome(run, SITE, result, "why", began, began)], run, "00")
    (found,) = silences(folder_store, "night3")
    assert (found.site_id, found.result, found.nights) == (SITE, "blocked", 2)
    assert "`qinghe` blocked" not in digest_of_run(folder_store, "night3").note
    assert digest_of_run(folder_store, "night3").note.startswith("**sites 1 · answered 0")


def test_the_note_of_a_build_begins_with_its_years() -> None:
    result = BuildResult(2024, captures_read=12, reports_new=3, reports_changed=1)
    assert note_of_build([2024], result) == "**2024 · captures read 12 · new 3 · changed 1 · gone 0**"
    result.failures = [Failure("c", "https://zx.example.gov.cn/1.html", "no text")]
    assert note_of_build([2019, 2020, 2021], result).splitlines() == [
        "**2019-2021 · captures read 12 · new 3 · changed 1 · gone 0 · could not be read 1**",
        "",
        "- https://zx.example.gov.cn/1.html: no text",
    ]
    assert note_of_build([None], BuildResult(None)).startswith("**all years · captures read 0")


def test_runs_that_wait_for_nothing_are_told_with_the_remedy() -> None:
    require_moving("backfill_year", 0, 0)
    require_moving("backfill_year", 6, 1)
    with pytest.raises(QuietNightError, match=r"6 runs of backfill_year wait .*airflow dags unpause backfill_year"):
        require_moving("backfill_year", 6, 0)
    with pytest.raises(QuietNightError, match=r"^1 run of crawl_nightly waits and"):
        require_moving("crawl_nightly", 1, 0)


def test_a_night_that_never_started_is_missed_but_not_before_there_was_one(folder_store: Store) -> None:
    def missed(hours: float) -> datetime | None:
        return require_night(folder_store, "crawl_nightly", FIRST_NIGHT + timedelta(hours=hours))

    for run, after in (("backfill-year-1", 0), ("crawl-nightly-scheduled-1", 10), ("backfill-year-2", 90)):
        began = FIRST_NIGHT + timedelta(hours=after)
        append_outcomes(folder_store, [SiteOutcome(run, SITE, SiteResult.OK, "", began, began)], run, "00")
        if run == "backfill-year-1":
            assert missed(1000) is None
    assert missed(39) == FIRST_NIGHT + timedelta(hours=10)
    with pytest.raises(QuietNightError, match=r"no night since .* is crawl_nightly paused"):
        missed(41)
