"""Builds are split into ranges of sites: every site once, even, never too many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.jobs.shards import MOST_SHARDS, chunks, most_shards, plan, range_of

COUNTS = st.dictionaries(st.text("abc-0123", min_size=1, max_size=6), st.integers(1, 5000), max_size=60)


@given(COUNTS, st.integers(1, 20))
def test_every_site_is_in_one_range(counts: dict[str, int], at_most: int) -> None:
    ranges = plan(counts, at_most=at_most, each=1000)
    assert len(ranges) <= at_most
    for site_id in counts:
        assert sum(site_id in one for one in ranges) == 1
    assert sum(one.captures for one in ranges) == sum(counts.values())


@given(COUNTS)
def test_no_range_is_larger_than_its_share_and_one_site(counts: dict[str, int]) -> None:
    ranges = plan(counts, each=1000)
    if ranges:
        share = sum(counts.values()) / len(ranges)
        assert max(one.captures for one in ranges) <= 2 * share + max(counts.values())


def test_little_is_one_shard_and_much_is_never_too_many() -> None:
    assert len(plan({"a": 10, "b": 20})) == 1
    assert plan({}) == []
    assert len(plan({f"s{number:05d}": 9000 for number in range(3000)})) == MOST_SHARDS


def test_processes_that_stand_ready_all_have_something_to_do() -> None:
    counts = {f"site{number:03d}": 10 for number in range(200)}
    assert len(plan(counts)) == 1
    shares = [shard.captures for shard in plan(counts, workers=2)]
    assert len(shares) == 4
    assert max(shares) <= 1.1 * sum(shares) / 4
    # Not for what one has read before another has started.
    assert len(plan(dict(list(counts.items())[:20]), workers=8)) == 1


def test_a_range_passes_between_tasks_as_it_is() -> None:
    (one,) = plan({"a": 10, "b": 20})
    assert range_of(one.to_json()) == one
    assert "aa" in one
    assert "c" not in one


@given(COUNTS, st.integers(1, 9000))
def test_chunks_hold_every_site_once_in_order(counts: dict[str, int], each: int) -> None:
    found = list(chunks(counts, counts, each))
    assert [site_id for chunk in found for site_id in chunk] == sorted(counts)
    assert all(len(chunk) == 1 or sum(counts[site_id] for site_id in chunk) <= each for chunk in found)


@pytest.mark.parametrize("builds", [1, 3, 4, 20, 111])
def test_builds_that_are_one_run_have_no_more_shards_together_than_airflow_maps(builds: int) -> None:
    assert 1 <= most_shards(builds) <= MOST_SHARDS
    assert most_shards(builds) * builds <= 1024
