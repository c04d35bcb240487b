"""The DAGs load, are thin, and are scheduled as the design says."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import Any

import pendulum
import pytest

from demo_sites.services import CHECKOUT

DAGS = (
    "crawl_nightly",
    "backfill_year",
    "build_year",
    "build_all",
    "rebuild_year",
    "audit_archive",
    "release_dataset",
    "import_captures",
    "watch_nights",
)


def test_all_dags_load_without_an_error(bag) -> None:
    assert bag.import_errors == {}
    assert set(bag.dags) == set(DAGS)


STAGES = {"crawl", "build", "care", "release", "history"}


@pytest.mark.parametrize("dag_id", DAGS)
def test_every_dag_explains_itself(bag, dag_id) -> None:
    dag = bag.dags[dag_id]
    assert dag.doc_md == (CHECKOUT / "dags" / "runbooks" / f"{dag_id}.md").read_text(encoding="utf-8")
    assert "### What it does" in dag.doc_md
    assert dag.description and dag.dag_display_name.startswith(dag_id)
    assert set(dag.tags) & STAGES and "cppcc" in dag.tags
    for task in dag.tasks:
        assert task.owner == "archive"
        assert task.doc_md, f"{dag_id}.{task.task_id} says nothing of itself"


def test_nothing_is_asked_of_a_site_before_somebody_says_so_and_every_announced_year_is_built(bag) -> None:
    paused = {dag_id for dag_id in DAGS if bag.dags[dag_id].is_paused_upon_creation}
    assert paused == {"crawl_nightly", "backfill_year"}


def test_a_night_cannot_be_made_up_for(bag) -> None:
    assert {str(kind.value) for kind in bag.dags["crawl_nightly"].allowed_run_types} == {"scheduled", "manual"}


def scheduler_timetable(dag: Any) -> Any:
    """The timetable as the scheduler has it, after serialization."""
    from airflow.serialization.serialized_objects import DagSerialization

    return DagSerialization.from_dict(DagSerialization.to_dict(dag)).timetable


def test_the_night_begins_at_two_in_shanghai(bag) -> None:
    from airflow.timetables.base import TimeRestriction

    timetable = scheduler_timetable(bag.dags["crawl_nightly"])
    following = timetable.next_dagrun_info(
        last_automated_data_interval=None,
        restriction=TimeRestriction(earliest=pendulum.datetime(2026, 3, 1), latest=None, catchup=True),
    )
    assert following.run_after == pendulum.datetime(2026, 3, 1, 2, tz="Asia/Shanghai").add(days=1)


@pytest.mark.parametrize("dag_id", ["crawl_nightly", "backfill_year", "audit_archive", "release_dataset"])
def test_switching_a_dag_on_starts_no_run_of_the_past(bag, dag_id) -> None:
    from airflow.serialization.serialized_objects import DagSerialization

    dag = DagSerialization.from_dict(DagSerialization.to_dict(bag.dags[dag_id]))
    first = dag.next_dagrun_info(last_automated_run_info=None)
    assert first.run_after > pendulum.now().subtract(minutes=30)


@pytest.mark.parametrize("dag_id", DAGS)
def test_every_task_reports_its_failure(bag, dag_id) -> None:
    for task in bag.dags[dag_id].tasks:
        given = task.partial_kwargs["on_failure_callback"] if task.is_mapped else task.on_failure_callback
        # By name: Airflow loads plugins a second time, as modules of its own.
        assert [callback.__name__ for callback in given] == ["report_failure"]


def test_a_backfill_of_years_has_one_partition_a_year(bag) -> None:
    timetable = scheduler_timetable(bag.dags["backfill_year"])
    runs = timetable.iter_partition_dagrun_infos(
        earliest=pendulum.datetime(2008, 1, 1), latest=pendulum.datetime(2024, 12, 31)
    )
    assert [run.partition_key for run in runs] == [str(year) for year in range(2008, 2025)]


def test_the_archive_is_looked_at_on_sundays_when_the_night_is_over(bag) -> None:
    from airflow.timetables.base import TimeRestriction

    following = scheduler_timetable(bag.dags["audit_archive"]).next_dagrun_info(
        last_automated_data_interval=None,
        restriction=TimeRestriction(earliest=pendulum.datetime(2026, 3, 2), latest=None, catchup=True),
    )
    assert following.run_after == pendulum.datetime(2026, 3, 8, 12, tz="Asia/Shanghai")


def test_years_are_rebuilt_by_hand_only(bag) -> None:
    assert bag.dags["rebuild_year"].schedule is None


def test_the_build_runs_on_partitions_of_captures(bag) -> None:
    from archive_common import CAPTURES, REPORTS

    build = bag.dags["build_year"]
    assert (
        [asset.uri for asset in build.timetable.asset_condition.iter_assets_uris()] == [CAPTURES.uri]
        if hasattr(build.timetable.asset_condition, "iter_assets_uris")
        else True
    )
    assert build.task_dict["finish"].outlets == [REPORTS]
    for crawler in ("crawl_nightly", "backfill_year"):
        assert bag.dags[crawler].task_dict["announce"].outlets == [CAPTURES]


def test_a_backfill_shard_takes_one_slot_of_the_crawl_pool_like_a_nights(bag) -> None:
    from archive_common import CRAWL_POOL

    nightly, backfill = (bag.dags[name].task_dict["crawl"] for name in ("crawl_nightly", "backfill_year"))
    assert nightly.partial_kwargs["pool"] == backfill.partial_kwargs["pool"] == CRAWL_POOL
    assert nightly.partial_kwargs.get("pool_slots", 1) == backfill.partial_kwargs.get("pool_slots", 1) == 1


def test_wrong_input_is_not_retried_and_a_busy_store_is(bag) -> None:
    from airflow.sdk import RetryAction

    from archive_common import NO_RETRY
    from cppcc_archive.errors import (
        DamagedArchiveError,
        QuietNightError,
        RegistryError,
        StoreError,
        UnsafeStoreError,
    )

    def action(error: Exception) -> RetryAction:
        return NO_RETRY.evaluate(error, 1, 3).action

    for error in (RegistryError("x"), QuietNightError("x"), UnsafeStoreError("x"), DamagedArchiveError("x")):
        assert action(error) is RetryAction.FAIL
    assert action(StoreError("x")) is RetryAction.DEFAULT
    assert all(task.retry_policy == NO_RETRY for dag in bag.dags.values() for task in dag.tasks if not task.is_mapped)


@pytest.mark.parametrize("path", sorted((CHECKOUT / "dags").glob("*.py")), ids=lambda path: path.name)
def test_dag_files_import_the_library_inside_functions_only(path: Path) -> None:
    tree = ast.parse(path.read_text())
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [node.module or "" for node in top if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if name.startswith("cppcc_archive")]


def test_the_library_never_imports_airflow() -> None:
    for path in (CHECKOUT / "include" / "cppcc_archive").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] == "airflow"], path


@pytest.mark.parametrize(
    ("key", "params", "year"), [("2019", {}, 2019), (None, {"year": 2020}, 2020), ("2019", {"year": 2020}, 2019)]
)
def test_the_year_is_the_partition_key_else_the_parameter(key, params, year) -> None:
    from archive_common import requested_year

    assert requested_year(key, params) == year


@pytest.mark.parametrize(("key", "params"), [(None, {}), (None, {"year": None}), ("last", {})])
def test_a_run_without_a_year_says_how_to_give_one(key, params) -> None:
    from archive_common import requested_year
    from cppcc_archive.errors import InputError

    with pytest.raises(InputError, match="trigger it with a partition key like 2025 or with the parameter year"):
        requested_year(key, params)


def test_a_year_that_was_due_long_ago_is_not_crawled_because_the_dag_was_unpaused() -> None:
    from archive_common import is_overdue

    due = pendulum.datetime(2026, 1, 1)
    assert not is_overdue(due, pendulum.datetime(2026, 1, 15))
    assert is_overdue(due, pendulum.datetime(2026, 11, 29))


@pytest.mark.parametrize(
    ("key", "params", "years"),
    [
        (None, {"year": 2019, "until": 2021}, [2019, 2020, 2021]),
        (None, {"year": 2019, "until": None}, [2019]),
        ("2020", {"year": 2019, "until": 2021}, [2020]),
    ],
)
def test_a_rebuild_is_of_one_year_or_of_all_until_another(key, params, years) -> None:
    from archive_common import requested_years

    assert requested_years(key, params) == years


@pytest.mark.parametrize(
    ("key", "params", "named"),
    [
        (None, {"year": None, "until": None}, False),
        (None, {"year": 2019, "until": None}, True),
        (None, {"year": None, "until": 2019}, True),
        ("2020", {"year": None, "until": None}, True),
    ],
)
def test_a_rebuild_of_all_years_is_one_that_names_none(key, params, named) -> None:
    from archive_common import names_years

    assert names_years(key, params) is named


def test_years_that_end_before_they_begin_are_refused_with_the_remedy() -> None:
    from archive_common import requested_years
    from cppcc_archive.errors import InputError

    with pytest.raises(InputError, match="until is the later one, or left empty"):
        requested_years(None, {"year": 2021, "until": 2019})


def test_run_ids_become_safe_in_object_keys() -> None:
    from archive_common import archive_run_id

    found = archive_run_id("crawl_nightly", "scheduled__2026-11-22T18:00:00+00:00")
    assert found == "crawl-nightly-scheduled-2026-11-22T18-00-00-00-00"
    assert os.path.basename(found) == found  # noqa: PTH119  # no separator in it


def test_the_store_comes_from_the_connection_where_the_environment_names_none(monkeypatch) -> None:
    from archive_settings import store_environment

    monkeypatch.setenv(
        "AIRFLOW_CONN_CPPCC_STORE",
        '{"conn_type": "aws", "login": "key", "password": "secret",'
        ' "extra": {"endpoint_url": "http://127.0.0.1:1", "region_name": "r", "store": "s3://bucket/prefix"}}',
    )
    assert store_environment() == {
        "CPPCC_STORE": "s3://bucket/prefix",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_REGION": "r",
    }
