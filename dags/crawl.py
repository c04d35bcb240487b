"""``crawl_nightly`` and ``backfill_year``: sites in shards, one task a shard, then a verdict on the whole run.

One dead site is a row in ``crawl_outcomes``, not a failed night; a night in which too few sites answered fails. The
publication years that got something new, in a red night too, become partitions of the asset ``captures``, on which
``build_year`` runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from airflow.sdk import (
    DAG,
    CronPartitionTimetable,
    CronTriggerTimetable,
    TriggerRule,
    get_current_context,
    task,
)
from airflow.sdk.definitions.callback import SyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference
from airflow.sdk.exceptions import AirflowRescheduleException, AirflowSkipException

from archive_common import (
    CRAWL_POOL,
    CRAWL_QUEUE,
    DRY_RUN,
    LATE,
    PROVINCE,
    SITES,
    TASKS,
    YEAR,
    announce,
    archive_run_id,
    is_overdue,
    requested_year,
    runbook,
)
from archive_lineage import crawl_lineage, tell
from archive_metrics import count_shard
from archive_notices import report_late, send, silence_message
from archive_runs import NOTE
from archive_settings import task_settings

ASKED = {"sites": SITES, "province": PROVINCE, "dry_run": DRY_RUN}
"""What a run may be asked for by hand."""


@task
def plan(by_year: bool = False) -> list[dict[str, Any]]:
    """The crawlable sites in shards, each with its name and the year it is to be crawled for (None: an ordinary night).

    The store is opened here once: a wrong key fails one task, not every shard. A dry run ends here, and so does the run
    for last year that Airflow adds of its own accord once a DAG with a schedule has had a backfill.
    """
    from cppcc_archive.jobs.plan import plan_run

    context = get_current_context()
    params = context["params"]
    run = context["dag_run"]
    year = requested_year(run.partition_key, params) if by_year else None
    if by_year and run.run_type == "scheduled" and is_overdue(run.run_after, datetime.now(UTC)):
        said = f"{year}: due {run.run_after:%Y-%m-%d}, and nobody asked for it since: left out"
        context["ti"].xcom_push(NOTE, said)
        raise AirflowSkipException(f"{said}; to have it, trigger the DAG with the parameter year")
    planned = plan_run(task_settings(), params.get("sites"), params.get("province"), year)
    print(planned.summary)
    if params.get("dry_run"):
        raise AirflowSkipException("a dry run: nothing is crawled, the plan is above")
    return planned.shards


@task(
    map_index_template="{{ shard_name }}",
    pool=CRAWL_POOL,
    execution_timeout=timedelta(hours=10),
    queue=CRAWL_QUEUE,
    doc_md="One shard of sites; finished sites are not asked again by a retry. A site that fails is a row.",
)
def crawl(shard: dict[str, Any]) -> dict[str, Any]:
    """Crawl one shard; sites that fail are outcomes in the result."""
    from cppcc_archive.jobs.crawl import crawl_shard
    from cppcc_archive.jobs.history import backfill_shard

    context = get_current_context()
    run = context["dag_run"]
    # map_index_template shows this name instead of an index.
    cast(dict[str, Any], context)["shard_name"] = shard["name"]
    run_id = archive_run_id(run.dag_id, run.run_id)
    settings = task_settings()
    if shard["year"] is None:
        result = crawl_shard(settings, shard, run_id)
    else:
        result = backfill_shard(settings, shard, run_id, shard["year"])
        if result["unfinished"]:
            # The task gives its slot back and goes on the next night, as long as it takes.
            print(f"to go on: {', '.join(result['unfinished'])}")
            raise AirflowRescheduleException(settings.next_night(datetime.now(UTC)))  # type: ignore[no-untyped-call]
    count_shard(result)
    tell(settings.store_uri, crawl_lineage(result))
    return result


# Not without a plan: its failure, or its being a dry run, is the run's, and one failure is told once.
@task(trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
def collect(results: Sequence[dict[str, Any]] | None, planned: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Judge the run, and say in a note on it what it brought.

    Results of failed shards are missing here, not null: the plan says what was to come.
    """
    from cppcc_archive.jobs.crawl import collect as judge
    from cppcc_archive.jobs.digest import digest_of_run

    context = get_current_context()
    run, settings, came = context["dag_run"], task_settings(), list(results or ())
    missing = sorted({shard["shard"] for shard in planned} - {result["shard"] for result in came})
    said = digest_of_run(settings.open_store(), archive_run_id(run.dag_id, run.run_id), missing)
    print(said.table)
    context["ti"].xcom_push(NOTE, said.note)
    if said.named:
        send(silence_message(said.named))
    return judge(settings, came, [shard["shard"] for shard in planned])


with DAG(
    "crawl_nightly",
    dag_display_name="crawl_nightly · 每夜抓取",
    description="Every night: crawl all active sites, archive what is new or changed, name the years to build",
    # Without a start_date the first run is the next one, not the one before the DAG was switched on.
    schedule=CronTriggerTimetable("0 2 * * *", timezone="Asia/Shanghai", run_immediately=LATE),
    catchup=False,
    max_active_runs=1,
    # A night cannot be made up for: what a site showed then is gone. Years can be (backfill_year).
    allowed_run_types=["scheduled", "manual"],  # type: ignore[list-item]  # words will do
    # Nothing is asked of anybody before somebody has said so.
    is_paused_upon_creation=True,
    deadline=DeadlineAlert(
        name="the night is over by 08:00",
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=timedelta(hours=6),
        callback=SyncCallback(report_late),
    ),
    default_args=dict(TASKS),
    params=ASKED,
    tags=["cppcc", "crawl"],
    doc_md=runbook("crawl_nightly"),
):
    shards = plan()
    results = crawl.expand(shard=shards)
    collect(results, shards)  # type: ignore[arg-type]
    announce(results)  # type: ignore[arg-type]

with DAG(
    "backfill_year",
    dag_display_name="backfill_year · 补抓年份",
    description="Crawl one publication year of all active sites; run it over many years with `airflow backfill create`",
    schedule=CronPartitionTimetable("0 0 1 1 *", timezone="UTC", key_format="%Y", run_offset=-1, run_immediately=LATE),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=True,
    default_args=dict(TASKS),
    params={"year": YEAR, **ASKED},
    tags=["cppcc", "crawl", "history"],
    doc_md=runbook("backfill_year"),
):
    shards = plan(by_year=True)
    results = crawl.expand(shard=shards)
    collect(results, shards)  # type: ignore[arg-type]
    announce(results)  # type: ignore[arg-type]
