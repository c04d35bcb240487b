"""``audit_archive``, ``release_dataset``, ``watch_nights``: the archive is looked at every week, released every month,
and a night that never started is noticed in the morning.

Once a week the tables are compacted and the archive is looked at as a whole. What the objects themselves can put back
(rows and indexes that a killed crawl left out) is put back; damage fails the run, and its notice names the objects and
the remedy. Sites that fell silent are warnings in the task's result.

A release is the tables of one moment as plain Parquet, with checksums and what changed since the release before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, CronTriggerTimetable, Param, TriggerRule, get_current_context, task

from archive_common import LATE, TASKS, announce, runbook
from archive_settings import task_settings


@task(execution_timeout=timedelta(hours=6))
def compact() -> list[dict[str, Any]]:
    """Fewer and larger files, a checkpoint, nothing older than a week that no version needs."""
    from dataclasses import asdict

    from cppcc_archive.tables.maintenance import maintain

    return [asdict(care) for care in maintain(task_settings().open_store())]


@task(execution_timeout=timedelta(hours=1), trigger_rule=TriggerRule.ALL_DONE)
def plan() -> list[tuple[int, int]]:
    """This week's part of the objects, split into shards."""
    from datetime import UTC, datetime

    from cppcc_archive.jobs.audit import plan_reading

    weeks = int(get_current_context()["params"]["parts"])
    return plan_reading(task_settings().open_store(), datetime.now(UTC), weeks)


@task(
    execution_timeout=timedelta(hours=6),
    # A mapped task does not take it from the docstring.
    doc_md="Reads one shard of the objects to their end. Red: clear it.",
)
def read(part: Sequence[int]) -> dict[str, Any]:
    """Read one shard of the objects; put back what can be."""
    from cppcc_archive.jobs.audit import read_objects

    number, parts = part
    return read_objects(task_settings().open_store(), (number, parts), repair=True).to_json()


@task(execution_timeout=timedelta(hours=1))
def plan_laws() -> list[dict[str, Any]]:
    """What came or went in the tables since the last look, or everything once a quarter, split into shares."""
    from datetime import UTC, datetime

    from cppcc_archive.jobs.laws import plan_laws as planned

    return [one.to_json() for one in planned(task_settings().open_store(), datetime.now(UTC))]


@task(
    execution_timeout=timedelta(hours=6),
    doc_md="Holds one share of the tables against their laws; what breaks one is the result, not a failure.",
)
def hold(share: dict[str, Any]) -> list[dict[str, Any]]:
    """Hold one share of the tables against their laws."""
    from dataclasses import asdict

    from cppcc_archive.jobs.laws import Share, look

    return [asdict(one) for one in look(task_settings().open_store(), [Share.from_json(share)])]


@task(execution_timeout=timedelta(hours=12))
def look(
    results: Sequence[dict[str, Any]], shares: Sequence[dict[str, Any]], broken: Sequence[list[dict[str, Any]]]
) -> dict[str, Any]:
    """The sites' outcomes, with what was found in the objects and in the tables."""
    from cppcc_archive.jobs.audit import Audit, audit
    from cppcc_archive.jobs.laws import Looked

    settings = task_settings()
    objects = [Audit.from_json(one) for one in results]
    looked = Looked.from_json(shares, broken)
    return audit(settings.open_store(), settings.registry(), read=objects, looked=looked, repair=True).to_json()


@task(execution_timeout=timedelta(hours=6))
def write() -> dict[str, Any]:
    """Write the tables as they are now below ``releases/<today>``."""
    from cppcc_archive.tables.release import release

    settings = task_settings()
    return release(settings.open_store(), cite_at=settings.cite_at).to_json()


@task
def judge(found: dict[str, Any]) -> None:
    """Fail when something is damaged."""
    from cppcc_archive.jobs.audit import require_whole

    require_whole(found["problems"])


@task
def look_for_the_night() -> str:
    """Fail when there was a night once and none in the last thirty hours; its notice goes out as any failure's."""
    from datetime import UTC, datetime

    from cppcc_archive.jobs.digest import require_night

    newest = require_night(task_settings().open_store(), "crawl_nightly", datetime.now(UTC))
    return "no night yet" if newest is None else newest.isoformat()


@task(execution_timeout=timedelta(minutes=10))
def look_for_waiting_runs() -> None:
    """Whether runs that somebody asked for wait behind a paused DAG; between two runs of a backfill none is under way
    for a moment, so what looks so is looked at again after a minute."""
    import time

    from cppcc_archive.errors import QuietNightError
    from cppcc_archive.jobs.digest import require_moving

    count = get_current_context()["ti"].get_dr_count
    for dag in ("crawl_nightly", "backfill_year"):
        try:
            require_moving(dag, count(dag, states=["queued"]), count(dag, states=["running"]))
        except QuietNightError:
            time.sleep(60)
            require_moving(dag, count(dag, states=["queued"]), count(dag, states=["running"]))


with DAG(
    "audit_archive",
    dag_display_name="audit_archive · 每周核查",
    description="Every week: compact the tables, read a part of the archive again, put back what a killed crawl left",
    schedule=CronTriggerTimetable("0 12 * * 0", timezone="Asia/Shanghai", run_immediately=LATE),
    catchup=False,
    max_active_runs=1,
    default_args=dict(TASKS),
    params={
        "parts": Param(
            8, type="integer", minimum=1, maximum=520, description="weeks in which every WARC object is read once"
        )
    },
    is_paused_upon_creation=False,
    tags=["cppcc", "care"],
    doc_md=runbook("audit_archive"),
):
    parts = plan()
    compact() >> parts
    objects = read.expand(part=parts)
    shares = plan_laws()
    # What is put back is held against the laws, too.
    objects >> shares
    found = look(objects, shares, hold.expand(share=shares))  # type: ignore[arg-type]
    announce([found])  # type: ignore[list-item]
    judge(found)  # type: ignore[arg-type]

with DAG(
    "release_dataset",
    dag_display_name="release_dataset · 发布数据",
    description="Every month: the tables of one moment as plain Parquet, with checksums and what changed",
    schedule=CronTriggerTimetable("0 16 1 * *", timezone="Asia/Shanghai", run_immediately=LATE),
    catchup=False,
    max_active_runs=1,
    default_args=dict(TASKS),
    is_paused_upon_creation=False,
    tags=["cppcc", "release"],
    doc_md=runbook("release_dataset"),
):
    write()

with DAG(
    "watch_nights",
    dag_display_name="watch_nights · 守夜",
    description="Every morning: was there a night, does a run wait behind a paused DAG? No task of theirs could fail",
    schedule=CronTriggerTimetable("0 9 * * *", timezone="Asia/Shanghai", run_immediately=LATE),
    catchup=False,
    max_active_runs=1,
    default_args=dict(TASKS),
    is_paused_upon_creation=False,
    tags=["cppcc", "care"],
    doc_md=runbook("watch_nights"),
):
    look_for_the_night()
    look_for_waiting_runs()
