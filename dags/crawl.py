"""``crawl_nightly`` and ``backfill_year``: sites in shards, one task a shard, then a verdict on the whole run.

One dead site is a row in ``crawl_outcomes``, not a failed night; a night in which too few sites answered fails. The
publication years that got something new become partitions of the asset ``captures``, on which ``build_year`` runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from airflow.sdk import (
    DAG,
    CronPartitionTimetable,
    CronTriggerTimetable,
    TriggerRule,
    get_current_context,
    task,
)

from archive_common import (
    CRAWL_POOL,
    CRAWL_SLOTS,
    LATE,
    TASKS,
    YEAR,
    announce,
    archive_run_id,
    requested_year,
)
from archive_settings import task_settings


@task
def plan(by_year: bool = False) -> list[dict[str, Any]]:
    """The crawlable sites in shards, each with the year it is to be crawled for (None: an ordinary night)."""
    from cppcc_archive.jobs.crawl import plan_shards

    context = get_current_context()
    year = requested_year(context["dag_run"].partition_key, context["params"]) if by_year else None
    return [{**shard, "year": year} for shard in plan_shards(task_settings())]


@task(map_index_template="{{ shard_name }}", pool=CRAWL_POOL, execution_timeout=timedelta(hours=10))
def crawl(shard: dict[str, Any]) -> dict[str, Any]:
    """Crawl one shard; sites that fail are outcomes in the result."""
    from cppcc_archive.jobs.crawl import crawl_shard
    from cppcc_archive.jobs.history import backfill_shard

    context = get_current_context()
    run = context["dag_run"]
    sites = shard["sites"]
    more = f" +{len(sites) - 1}" if len(sites) > 1 else ""
    # map_index_template shows this name instead of an index.
    cast(dict[str, Any], context)["shard_name"] = f"{shard['shard']}: {sites[0]}{more}"
    run_id = archive_run_id(run.dag_id, run.run_id)
    if shard["year"] is None:
        return crawl_shard(task_settings(), shard, run_id)
    return backfill_shard(task_settings(), shard, run_id, shard["year"])


@task(trigger_rule=TriggerRule.ALL_DONE)
def collect(results: Sequence[dict[str, Any]] | None, planned: Sequence[dict[str, Any]] | None) -> dict[str, Any]:
    """Judge the run. Results of failed shards are missing here, not null: the plan says what was to come."""
    from cppcc_archive.errors import QuietNightError
    from cppcc_archive.jobs.crawl import collect as judge

    if not planned:
        raise QuietNightError("no shard was planned: see the log of the task plan")
    return judge(task_settings(), list(results or ()), [shard["shard"] for shard in planned])


with DAG(
    "crawl_nightly",
    description="Every night: crawl all active sites, archive what is new or changed, name the years to build",
    # Without a start_date the first run is the next one, not the one before the DAG was switched on.
    schedule=CronTriggerTimetable("0 2 * * *", timezone="Asia/Shanghai", run_immediately=LATE),
    catchup=False,
    max_active_runs=1,
    default_args=dict(TASKS),
    tags=["cppcc"],
    doc_md=__doc__,
):
    shards = plan()
    announce(collect(crawl.expand(shard=shards), shards))  # type: ignore[arg-type]

with DAG(
    "backfill_year",
    description="Crawl one publication year of all active sites; run it over many years with `airflow backfill create`",
    schedule=CronPartitionTimetable("0 0 1 1 *", timezone="UTC", key_format="%Y", run_offset=-1, run_immediately=LATE),
    catchup=False,
    max_active_runs=1,
    default_args=dict(TASKS),
    params={"year": YEAR},
    tags=["cppcc"],
    doc_md=__doc__,
):
    shards = plan(by_year=True)
    exclusive = crawl.override(pool_slots=CRAWL_SLOTS)
    announce(collect(exclusive.expand(shard=shards), shards))  # type: ignore[arg-type]
