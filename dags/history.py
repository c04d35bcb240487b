"""``import_captures``: captures that somebody else made, put into the store as files, into the archive.

Each file (WARC, ARC, WACZ) below the prefix is read; records of registered sites become captures with their true time.
What is there already is left, so the files may stay. The years that got something new are built.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Param, get_current_context, task

from archive_common import TASKS, announce, runbook
from archive_settings import task_settings


@task(execution_timeout=timedelta(hours=12))
def take_in() -> dict[str, Any]:
    """Read every file below the prefix; the result counts what came of it."""
    from cppcc_archive.jobs.importing import Import

    params = get_current_context()["params"]
    settings = task_settings()
    operator = params["operator"] or settings.contact
    return Import(settings.open_store(), settings.registry(), operator=operator).prefix(params["prefix"]).to_json()


with DAG(
    "import_captures",
    dag_display_name="import_captures · 导入存档",
    description="By hand: captures that somebody else made, from files in the store, with their true time",
    schedule=None,
    catchup=False,
    default_args=dict(TASKS),
    max_active_runs=1,
    params={
        "prefix": Param("imports/", type="string", description="where in the store the WARC, ARC and WACZ files lie"),
        "operator": Param(None, type=["null", "string"], description="who made or hands in these captures"),
    },
    is_paused_upon_creation=False,
    doc_md=runbook("import_captures"),
    tags=["cppcc", "history"],
):
    announce(take_in())  # type: ignore[arg-type]
