"""``build_year``: the captures of one publication year become rows of the report tables.

Runs for exactly the years a crawl named; downstream DAGs schedule on the asset ``reports``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from airflow.sdk import DAG, Param, PartitionedAssetTimetable, get_current_context, task

from archive_common import CAPTURES, REPORTS, TASKS, requested_year
from archive_settings import task_settings


@task(outlets=[REPORTS], execution_timeout=timedelta(hours=6))
def build() -> dict[str, Any]:
    """Extract and parse the year's captures, merge them into the tables."""
    from cppcc_archive.jobs.build import build_year

    context = get_current_context()
    key = context["dag_run"].partition_key
    year = requested_year(key, context["params"])
    settings = task_settings()
    result = build_year(settings.open_store(), year, registry=settings.registry()).to_json()
    if key is None:
        # A run with a key passes it on by itself.
        context["outlet_events"][REPORTS].add_partitions([str(year)])
    return result


with DAG(
    "build_year",
    description="Captures of one publication year to report tables, for the years a crawl named",
    schedule=PartitionedAssetTimetable(assets=CAPTURES),
    start_date=datetime(2000, 1, 1),
    catchup=False,
    # Two years side by side: partitions of the tables differ, commits of the shared ones are retried by Delta.
    max_active_runs=2,
    default_args=dict(TASKS),
    params={
        "year": Param(
            None,
            type=["null", "integer"],
            minimum=1990,
            maximum=2100,
            description="publication year, when the run has no partition key (manual runs, tests)",
        )
    },
    tags=["cppcc"],
    doc_md=__doc__,
):
    build()
