"""A night is judged from its shards: dead sites are rows, a quiet night is a failure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.errors import QuietNightError
from cppcc_archive.jobs.crawl import collect, plan_shards
from cppcc_archive.jobs.plan import plan_run
from cppcc_archive.jobs.settings import Settings


def _site(site_id: str, result: str = "ok") -> dict[str, Any]:
    return {"site_id": site_id, "result": result, "reason": "connection refused" if result == "error" else ""}


def _shard(name: str, sites: list[dict[str, Any]], years: list[int] | None = None) -> dict[str, Any]:
    return {"shard": name, "sites": sites, "captures": len(sites), "published_years": years or []}


def test_years_of_all_shards_are_built_once() -> None:
    found = collect(
        Settings(), [_shard("00", [_site("a")], [2024, 2025]), _shard("01", [_site("b")], [2025])], ["00", "01"]
    )
    assert found["published_years"] == [2024, 2025]
    assert found["answered"] == found["sites"] == 2


def test_one_dead_site_is_named_and_does_not_fail_the_night() -> None:
    found = collect(Settings(), [_shard("00", [_site("a"), _site("b"), _site("dead", "error")])], ["00"])
    assert found["failed"] == ["dead: error (connection refused)"]


def test_too_few_answers_fail_the_night_and_say_who() -> None:
    with pytest.raises(QuietNightError, match=r"only 1 of about 3 sites.*dead-1: error.*dead-2: error"):
        collect(Settings(), [_shard("00", [_site("a"), _site("dead-1", "error"), _site("dead-2", "error")])], ["00"])


def test_a_shard_without_a_result_counts_as_unanswered() -> None:
    with pytest.raises(QuietNightError, match="shards without a result: 01"):
        collect(Settings(shard_sites=10), [_shard("00", [_site("a")])], ["00", "01"])


def test_no_results_at_all_is_a_quiet_night() -> None:
    with pytest.raises(QuietNightError, match="only 0"):
        collect(Settings(min_answered=0), [], [])


def test_silent_and_blocked_sites_have_not_answered() -> None:
    with pytest.raises(QuietNightError):
        collect(Settings(), [_shard("00", [_site("a"), _site("b", "silent"), _site("c", "blocked")])], ["00"])


def test_a_program_without_airflow_plans_what_it_collects(tmp_path: Path) -> None:
    settings = Settings(store_uri=str(tmp_path), shard_sites=10)
    shards = plan_run(settings).shards
    sites = [site_id for shard in shards for site_id in shard["sites"]]
    assert sorted(sites) == sorted(site.id for site in settings.registry().crawlable())
    results = [_shard(shard["shard"], [_site(site_id) for site_id in shard["sites"]]) for shard in shards]
    found = collect(settings, results, [shard["shard"] for shard in shards])
    assert (found["answered"], found["missing_shards"]) == (len(sites), [])


def test_such_a_program_needs_one_module(tmp_path: Path) -> None:
    settings = Settings(store_uri=str(tmp_path), shard_sites=10)
    assert plan_shards(settings) == plan_run(settings).shards != []
