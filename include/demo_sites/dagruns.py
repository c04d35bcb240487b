"""DAG runs in this process: Airflow's database, its execution API as the demo's tasks need it, ``dag.test()``.

Airflow is imported inside the functions: it reads its settings from the environment as it is imported.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from demo_sites.services import CHECKOUT

if TYPE_CHECKING:
    from airflow.models.dagrun import DagRun


def prepare_airflow() -> None:
    """Make Airflow's database, and the API that tasks of this process ask."""
    # Half a million objects come with Airflow's imports, to stay; not to be looked through for rubbish again and again.
    gc.set_threshold(50_000, 20, 100)
    from airflow.utils.db import initdb

    initdb()
    only_newest_api()


def only_newest_api() -> None:
    """Let the execution API of this process speak its newest version alone, before anything asks it.

    ``dag.test()`` serves the API in this process, and Airflow makes it for the workers of nine versions, a copy of all
    routes each: six CPU seconds at the first request and two at the end. Its tasks here are of this very version.
    """
    from airflow.api_fastapi.execution_api import routes, versions
    from cadwyn import HeadVersion, Version, VersionBundle

    newest = versions.bundle.versions[0].value
    versions.bundle = VersionBundle(HeadVersion(), Version(newest), api_version_var=versions.bundle.api_version_var)
    # What only older versions had; none is left to have it.
    kept = [route for route in routes.execution_api_router.routes if "_CADWYN_DELETED_ROUTE" not in _tags(route)]
    routes.execution_api_router.routes[:] = kept


def _tags(route: Any) -> list[str]:
    return getattr(route, "tags", None) or []


def run_dag(dag_id: str, conf: dict[str, Any] | None = None) -> DagRun:
    """Run a DAG in this process; raises RuntimeError unless every task ran and the run succeeded.

    A fresh DagBag each time: a run's ``conf`` stays behind in the parameters of the DAG object it was given to.
    """
    from airflow.dag_processing.dagbag import BundleDagBag

    folder = CHECKOUT / "dags"
    bag = BundleDagBag(folder, bundle_path=folder, bundle_name="dags-folder")
    if bag.import_errors:
        raise RuntimeError(f"the DAGs do not load: {bag.import_errors}")
    run: DagRun = without_retries(bag.dags[dag_id]).test(run_conf=conf)
    instances = {(item.task_id, item.map_index): item.state for item in run.get_task_instances()}
    # dag.test() calls a run without any task a success: count them.
    if run.state != "success" or len(instances) < len(bag.dags[dag_id].task_ids):
        raise RuntimeError(f"{dag_id} {run.run_id} ended as {run.state}: {instances}")
    return run


def returned(run: DagRun, task_id: str) -> Any:
    """What a task of a finished run returned."""
    from airflow.models.xcom import XComModel
    from airflow.utils.session import create_session

    with create_session() as session:
        query = XComModel.get_many(run_id=run.run_id, dag_ids=run.dag_id, task_ids=task_id, key="return_value")
        return XComModel.deserialize_value(session.scalars(query).one())


def without_retries(dag: Any) -> Any:
    """The DAG with every task tried once (dag.test() really sleeps a retry's delay) and no deadline (dag.test()
    looks for its row and never wrote one)."""
    dag.deadline = None
    for task in dag.tasks:
        (task.partial_kwargs if task.is_mapped else vars(task))["retries"] = 0
    return dag


def announced_years(run: DagRun) -> list[str]:
    """The partitions of ``captures`` that a crawl run named: in a standing Airflow each starts ``build_year``; here
    one run of ``build_all`` builds them together."""
    from airflow.models.asset import AssetEvent
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        found = session.scalars(select(AssetEvent.partition_key).where(AssetEvent.source_run_id == run.run_id))
        return sorted({key for key in found if key})
