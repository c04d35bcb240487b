"""What the archive's DAGs share: assets and their announcement, the crawl pool, which errors not to retry, whose year a
run is, forms and runbooks.

The library is imported inside the functions: the DAG files are parsed again and again, the warehouse need not be.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import Asset, ExceptionRetryPolicy, Param, RetryAction, RetryRule, TriggerRule, task
from airflow.sdk.exceptions import AirflowSkipException

from archive_lineage import Lineage, tell
from archive_notices import report_failure, report_recovery
from archive_settings import task_settings

CAPTURES = Asset(name="captures", uri="cppcc://archive/captures", group="cppcc")
"""Pages fetched; its partitions are publication years (``2025``) that got something new, changed or gone."""

REPORTS = Asset(name="reports", uri="cppcc://archive/reports", group="cppcc")
"""The tables of a publication year, built anew: what downstream DAGs schedule on."""

CRAWL_POOL = "cppcc_crawl"
"""Shards crawled side by side, of nights and of backfills: its size is ``CPPCC_CRAWL_SLOTS`` where the pool is made.
Hosts are kept apart by their leases in the store, not by slots."""


def _retry_seconds() -> int:
    from cppcc_archive.jobs.variables import whole_number

    return whole_number(os.environ, "CPPCC_RETRY_SECONDS", 300)


CRAWL_QUEUE = os.environ.get("CPPCC_CRAWL_QUEUE") or "default"
"""The workers' queue of crawl tasks, where executors have queues (Celery): builds must not wait behind a night."""

NO_RETRY = ExceptionRetryPolicy(
    rules=[
        RetryRule(
            exception=["cppcc_archive.errors.InputError", "cppcc_archive.errors.UnsafeStoreError"],
            action=RetryAction.FAIL,
            reason="a setting or input is wrong: trying again changes nothing",
        ),
        RetryRule(
            exception="cppcc_archive.errors.DamagedArchiveError",
            action=RetryAction.FAIL,
            reason="the archive is as it is; looking again gives the same findings",
        ),
        RetryRule(
            exception="cppcc_archive.errors.QuietNightError",
            action=RetryAction.FAIL,
            reason="the crawl is over; judging it again gives the same verdict",
        ),
    ]
)
"""Fails fast on what a retry cannot mend; everything else is retried the usual way."""

TASKS: Mapping[str, Any] = {
    "owner": "archive",
    "on_failure_callback": [report_failure],
    "on_success_callback": [report_recovery],
    "retries": 2,
    "retry_delay": timedelta(seconds=_retry_seconds()),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(hours=1),
    "retry_policy": NO_RETRY,
}
"""Default arguments of every DAG here."""


YEAR = Param(
    None,
    type=["null", "integer"],
    minimum=1990,
    maximum=2100,
    description="publication year, when the run has no partition key (manual runs, tests)",
)
"""The parameter ``year`` of the DAGs that work on one."""

UNTIL = Param(
    None,
    type=["null", "integer"],
    minimum=1990,
    maximum=2100,
    description="the last publication year, where several are wanted: all from year to this one",
)
"""The parameter ``until`` of the DAGs that work on several years at once."""

SITES = Param(
    None,
    type=["null", "array"],
    items={"type": "string"},
    title="Sites",
    description="ids of the registry, to crawl just these; empty: every active site",
)
"""The parameter ``sites`` of the DAGs that crawl."""

PROVINCE = Param(
    None,
    type=["null", "string"],
    pattern="^[0-9]{2}$",
    title="Province",
    description="first two digits of the division code, to crawl just its sites: 37 is Shandong (山东)",
)
"""The parameter ``province`` of the DAGs that crawl."""

DRY_RUN = Param(
    False,
    type="boolean",
    title="Dry run",
    description="show in the log of the task plan what would be crawled, and ask nobody",
)
"""The parameter ``dry_run`` of the DAGs that crawl."""


def runbook(dag_id: str) -> str:
    """What a DAG says of itself in the UI: what it does, what to look at, what each failure means."""
    return (Path(__file__).parent / "runbooks" / f"{dag_id}.md").read_text(encoding="utf-8")


LATE = timedelta(minutes=30)
"""By how much a scheduler may miss a DAG's very first time: longer than it takes to read the DAGs again."""


# What healthy shards brought is built however many others failed: judging a run is another task's business.
@task(outlets=[CAPTURES], trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
def announce(results: Sequence[Mapping[str, Any]], outlet_events: Any = None) -> list[str]:
    """Name the publication years to build (``published_years`` of a crawl's shards, an import or an audit's findings);
    skipped, and so without an asset event, when there is none."""
    years = sorted({str(year) for result in results for year in result["published_years"]})
    if not years:
        raise AirflowSkipException("no publication year has anything new, changed, gone or unread: nothing to build")
    outlet_events[CAPTURES].add_partitions(years)
    tell(task_settings().store_uri, Lineage(writes={"captures": None}, counts={"years": len(years)}))
    return years


def archive_run_id(dag_id: str, run_id: str) -> str:
    """Airflow's run as the archive names it, in object keys and rows: letters, digits and dashes only."""
    return re.sub(r"[^0-9A-Za-z]+", "-", f"{dag_id}-{run_id}").strip("-")


def requested_year(partition_key: str | None, params: Mapping[str, Any]) -> int:
    """The publication year of a run: its partition key, else the parameter ``year`` (the way of manual and test runs).

    Raises InputError when there is neither: a manual run of a partitioned DAG is accepted without a key.
    """
    from cppcc_archive.errors import InputError

    found = partition_key or params.get("year")
    try:
        return int(found)  # type: ignore[arg-type]  # None and words end in the message below
    except (TypeError, ValueError):
        raise InputError(
            f"this run has no publication year (partition key {partition_key!r}, parameter year "
            f"{params.get('year')!r}): trigger it with a partition key like 2025 or with the parameter year"
        ) from None


def is_overdue(due: datetime, now: datetime) -> bool:
    """Whether a yearly run was due so long ago that nobody waits for it; a machine off over New Year is only late."""
    return now - due > timedelta(days=31)


def names_years(partition_key: str | None, params: Mapping[str, Any]) -> bool:
    """Whether somebody said which publication years a run is for."""
    return bool(partition_key) or any(params.get(name) is not None for name in ("year", "until"))


def requested_years(partition_key: str | None, params: Mapping[str, Any]) -> list[int]:
    """The publication years of a run that may be for several, in order; see :func:`requested_year`."""
    from cppcc_archive.errors import InputError

    first = requested_year(partition_key, params)
    last = first if partition_key or params.get("until") is None else int(params["until"])
    if last < first:
        raise InputError(f"the years from {first} until {last} are none: until is the later one, or left empty")
    return list(range(first, last + 1))
