"""``build_year``, ``build_all`` and ``rebuild_year``: captures become rows of the report tables.

``build_year`` runs for exactly the years a crawl named; ``build_all`` is the same for whatever is new of any year, in
one run. ``rebuild_year`` is started by hand after a change of the parser: it reads the year's captures again, without a
request to any site. Work is split into ranges of sites, one mapped task each, under whatever executor there
is. Downstream DAGs schedule on the asset ``reports``, which all three bring up to date.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from airflow.sdk import DAG, Param, PartitionedAssetTimetable, TriggerRule, get_current_context, task

from archive_common import CAPTURES, REPORTS, TASKS, UNTIL, YEAR, names_years, requested_years, runbook
from archive_lineage import build_lineage, tell
from archive_metrics import count_build
from archive_notices import Message, send
from archive_runs import NOTE
from archive_settings import task_settings


@task(execution_timeout=timedelta(hours=1))
def plan(mode: str = "new", by_year: bool = True) -> list[dict[str, Any]]:
    """What is to be read, as ranges of sites; each goes with the year and how it is to be read."""
    from cppcc_archive.jobs.build import plan_build
    from cppcc_archive.jobs.dossiers import Mode
    from cppcc_archive.tables.delta import Tables

    context = get_current_context()
    params = context["params"]
    chosen = Mode.OUTDATED if params.get("everything") is False else Mode(mode)
    # What an older parser read may be read again wherever it is; everything of every year is not asked for by leaving
    # a field empty.
    key = context["dag_run"].partition_key
    whole = not by_year or (chosen is Mode.OUTDATED and not names_years(key, params))
    years = [None] if whole else requested_years(key, params)
    settings = task_settings()
    tables, found = Tables(settings.open_store()), []
    for year in years:
        planned = plan_build(tables, year, mode=chosen, registry=settings.registry(), builds=len(years))
        # Also when there is nothing to read the run comes to its end, and says so: a shard without sites reads nothing.
        ranges = [one.to_json() for one in planned.ranges] or [_NOTHING]
        found += [{**one, "year": year, "mode": chosen.value, "version": planned.version} for one in ranges]
    return found


_NOTHING = {"shard": "none", "first": "~", "last": "!", "captures": 0}


@task(
    map_index_template="{{ shard_name }}",
    execution_timeout=timedelta(hours=6),
    # A mapped task does not take it from the docstring.
    doc_md="Reads and commits one range of sites. Red: clear it, it goes on where it stopped.",
)
def build(shard: dict[str, Any]) -> dict[str, Any]:
    """Read and commit one range of sites; killed, the next try makes it right."""
    from cppcc_archive.jobs.build import build_shard
    from cppcc_archive.jobs.dossiers import Mode
    from cppcc_archive.jobs.shards import range_of
    from cppcc_archive.tables.delta import Tables

    name = f"{shard['year'] or 'all years'} · {shard['shard']}: {shard['first']} … {shard['last']}"
    cast(dict[str, Any], get_current_context())["shard_name"] = name
    tables = Tables(task_settings().open_store())
    return build_shard(tables, range_of(shard), shard["year"], mode=Mode(shard["mode"])).to_json()


@task(outlets=[REPORTS], trigger_rule=TriggerRule.NONE_FAILED)
def finish(results: Sequence[dict[str, Any]], planned: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Add up the shards, remember up to where nothing is unread, and tell downstream DAGs."""
    from cppcc_archive.jobs import build as builds
    from cppcc_archive.jobs.buildresult import BuildResult
    from cppcc_archive.jobs.digest import note_of_build
    from cppcc_archive.tables.delta import Tables

    context = get_current_context()
    settings = task_settings()
    tables = Tables(settings.open_store())
    versions = {one["year"]: one["version"] for one in planned}
    result = BuildResult(next(iter(versions)) if len(versions) == 1 else None)
    for year, version in versions.items():
        of_year = BuildResult(year)
        for one in results:
            if one["year"] == year:
                of_year.add(BuildResult.from_json(one))
        builds.finish(tables, version, year, of_year)
        result.add(of_year)
    context["ti"].xcom_push(NOTE, note_of_build(list(versions), result))
    told = result.to_json()
    count_build(told)
    tell(settings.store_uri, build_lineage(told))
    if result.redesigned:
        send(Message("sites were redesigned", "\n".join(map(str, result.redesigned))))
    if context["dag_run"].partition_key is None and (years := [str(year) for year in versions if year is not None]):
        # A run with a key passes it on by itself.
        context["outlet_events"][REPORTS].add_partitions(years)
    return told


_DAGS: dict[str, Any] = {
    # Two runs side by side: a site that both would build is built by one, the other finds nothing left to do.
    "max_active_runs": 2,
    "default_args": dict(TASKS),
    "is_paused_upon_creation": False,
    "tags": ["cppcc", "build"],
}

with DAG(
    "build_year",
    dag_display_name="build_year · 建表",
    description="Captures of one publication year to report tables, for the years a crawl named",
    schedule=PartitionedAssetTimetable(assets=CAPTURES),
    start_date=datetime(2000, 1, 1),
    catchup=False,
    params={"year": YEAR},
    doc_md=runbook("build_year"),
    **_DAGS,
):
    shards = plan()
    finish(build.expand(shard=shards), shards)  # type: ignore[arg-type]

with DAG(
    "build_all",
    dag_display_name="build_all · 全部建表",
    description="By hand: whatever is new of any publication year to report tables, in one run",
    schedule=None,
    doc_md=runbook("build_all"),
    **_DAGS,
):
    shards = plan(by_year=False)
    finish(build.expand(shard=shards), shards)  # type: ignore[arg-type]

with DAG(
    "rebuild_year",
    dag_display_name="rebuild_year · 重新解析",
    description="By hand: read captures of one publication year, or of several, again with the parser as it is now",
    schedule=None,
    params={
        "year": YEAR,
        "until": UNTIL,
        "everything": Param(
            True,
            type="boolean",
            description="all captures, and what the tables lost; no: only what an older parser read (without a year: "
            "of all years), going on where an earlier run stopped",
        ),
    },
    doc_md=runbook("rebuild_year"),
    **_DAGS,
):
    shards = plan(mode="all")
    finish(build.expand(shard=shards), shards)  # type: ignore[arg-type]
