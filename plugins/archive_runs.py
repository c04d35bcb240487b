"""What Airflow's pages say of our runs: the note that a task left becomes the run's, whether the run is green or red.

A task cannot write its run's note; the scheduler can. It is told by Airflow's listener when a run ends.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from airflow.listeners import hookimpl
from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from airflow.models.dagrun import DagRun

log = logging.getLogger(__name__)

NOTE = "run_note"
"""XCom key under which a task leaves the note."""

_TAG = "cppcc"
_LONGEST = 4000


class RunNotes:
    """The listener."""

    @hookimpl
    def on_dag_run_success(self, dag_run: DagRun, msg: str) -> None:
        """A run ended well."""
        put_note(dag_run)

    @hookimpl
    def on_dag_run_failed(self, dag_run: DagRun, msg: str) -> None:
        """A run ended badly."""
        put_note(dag_run)


def put_note(dag_run: DagRun) -> None:
    """Write the newest note that a task of the run left; never raises: a note must not cost a run."""
    try:
        if note := left_note(dag_run):
            dag_run.note = note[:_LONGEST]
    except Exception:
        log.exception("the note of %s %s could not be written", dag_run.dag_id, dag_run.run_id)


def left_note(dag_run: DagRun) -> str | None:
    """The note in the run's XComs, or None."""
    from airflow.models.xcom import XComModel
    from sqlalchemy.orm import object_session

    session = object_session(dag_run)
    if session is None:
        return None
    row = session.scalars(
        XComModel.get_many(run_id=dag_run.run_id, key=NOTE, dag_ids=dag_run.dag_id, include_prior_dates=False, limit=1)
    ).first()
    return None if row is None else str(XComModel.deserialize_value(row))


class RunNotesPlugin(AirflowPlugin):
    """Registers the listener."""

    name = "cppcc_archive_runs"
    listeners = [RunNotes()]  # noqa: RUF012 - the shape that Airflow wants
