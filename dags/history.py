"""``import_captures``: captures that somebody else made, put into the store as files, into the archive.

Each file (WARC, ARC, WACZ) below the prefix is read; records of registered sites become captures with their true time.
What is there already is left, so the files may stay. The years that got something new are built.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Param, get_current_context, task

from archive_common import TASKS, announce, runbook
from archive_settings import task_settings


@task(execution_timeout=timedelta(hours=1))
def plan() -> list[dict[str, Any]]:
    """The files below the prefix, split into ranges of about as many bytes."""
    from cppcc_archive.jobs.import_shards import plan_prefix

    prefix = get_current_context()["params"]["prefix"]
    return [one.to_json() for one in plan_prefix(task_settings().open_store(), prefix)]


@task(
    execution_timeout=timedelta(hours=12),
    # A mapped task does not take it from the docstring.
    doc_md="Reads one range of files; its result counts what came of it. Red: clear it, what is kept is kept once.",
)
def take_in(shard: dict[str, Any]) -> dict[str, Any]:
    """Read one range of files."""
    from cppcc_archive.jobs.import_shards import file_range
    from cppcc_archive.jobs.importing import Import

    params = get_current_context()["params"]
    settings = task_settings()
    taking = Import(settings.open_store(), settings.registry(), operator=params["operator"] or settings.contact)
    return taking.prefix(params["prefix"], file_range(shard)).to_json()


@task
def collect(results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Add up what came of all ranges."""
    from cppcc_archive.jobs.intake import Taken

    taken = Taken()
    for one in results:
        taken.add(Taken.from_json(one))
    return taken.to_json()


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
    announce([collect(take_in.expand(shard=plan()))])  # type: ignore[arg-type, list-item]
