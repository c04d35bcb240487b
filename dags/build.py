"""``build_year`` and ``rebuild_year``: the captures of one publication year become rows of the report tables.

``build_year`` runs for exactly the years a crawl named. ``rebuild_year`` is started by hand after a change of the
parser: it reads all of the year's captures again, without a request to any site. Downstream DAGs schedule on the asset
``reports``, which both bring up to date.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from airflow.sdk import DAG, PartitionedAssetTimetable, get_current_context, task

from archive_common import CAPTURES, REPORTS, TASKS, YEAR, requested_year, runbook
from archive_metrics import count_build
from archive_settings import task_settings


@task(outlets=[REPORTS], execution_timeout=timedelta(hours=6))
def build(reparse: bool = False) -> dict[str, Any]:
    """Extract and parse the year's captures, merge them into the tables; ``reparse``: also those that were read."""
    from cppcc_archive.jobs.build import build_year

    context = get_current_context()
    key = context["dag_run"].partition_key
    year = requested_year(key, context["params"])
    settings = task_settings()
    result = build_year(settings.open_store(), year, registry=settings.registry(), reparse=reparse).to_json()
    count_build(result)
    if key is None:
        # A run with a key passes it on by itself.
        context["outlet_events"][REPORTS].add_partitions([str(year)])
    return result


with DAG(
    "build_year",
    dag_display_name="build_year · 建表",
    description="Captures of one publication year to report tables, for the years a crawl named",
    schedule=PartitionedAssetTimetable(assets=CAPTURES),
    start_date=datetime(2000, 1, 1),
    catchup=False,
    # Two years side by side: partitions of the tables differ, commits of the shared ones are retried by Delta.
    max_active_runs=2,
    default_args=dict(TASKS),
    params={"year": YEAR},
    is_paused_upon_creation=False,
    tags=["cppcc", "build"],
    doc_md=runbook("build_year"),
):
    build()

with DAG(
    "rebuild_year",
    dag_display_name="rebuild_year · 重新解析",
    description="By hand: read all captures of one publication year again with the parser as it is now",
    schedule=None,
    max_active_runs=2,
    default_args=dict(TASKS),
    params={"year": YEAR},
    is_paused_upon_creation=False,
    tags=["cppcc", "build"],
    doc_md=runbook("rebuild_year"),
):
    build(reparse=True)
