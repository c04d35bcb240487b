"""What a task read and wrote, for a collector of lineage (OpenLineage): tables of the store, columns, rows, sites.

Airflow's OpenLineage provider (in requirements-cluster.lock) sends the events; what it cannot know by itself it asks
:class:`TaskLineage` for, where ``[openlineage] extractors`` names it (docs/ops.md, "Lineage"). A task says by
:func:`tell` what it did, and leaves it on its operator: the event is sent by a fork of the task's process, which must
ask nobody, and plugins are loaded twice, so a variable of this module would not be seen there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Lineage:
    """What one task did. ``sites`` are the sites it asked, each with its result; ``reads`` tables; ``writes`` tables
    with the rows it added (None: not counted); ``counts`` what else is to be known of the run."""

    sites: Mapping[str, str] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    writes: Mapping[str, int | None] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


_LEFT = "cppcc_lineage"
"""Attribute of an operator: the store's address and what the task did there."""


def tell(store: str | None, done: Lineage) -> None:
    """Leave what the task under way did in ``store`` for its event."""
    from airflow.sdk import get_current_context

    setattr(get_current_context()["task"], _LEFT, (store or "", done))


def crawl_lineage(result: Mapping[str, Any]) -> Lineage:
    """The sites of a shard, and the rows it wrote of them. Pure."""
    sites = result["sites"]
    counts = Counter({"sites": len(sites)})
    for site in sites:
        counts[f"sites_{site['result']}"] += 1
        for name in ("requests", "articles_new", "articles_changed", "articles_gone"):
            counts[name] += site[name]
    return Lineage(
        sites={str(site["site_id"]): str(site["result"]) for site in sites},
        writes={"captures": int(result["captures"]), "crawl_outcomes": len(sites)},
        counts=counts,
    )


def build_lineage(result: Mapping[str, Any]) -> Lineage:
    """Captures read and reports written; the rows of reports' parts are not counted. Pure."""
    from cppcc_archive.tables.contract import PARTS, REPORT_TEXTS, REPORT_VERSIONS

    kinds = ("new", "changed", "unchanged", "gone")
    counts = {f"reports_{kind}": int(result[f"reports_{kind}"]) for kind in kinds}
    parts = (REPORT_TEXTS, REPORT_VERSIONS, *PARTS)
    return Lineage(
        reads=("captures",),
        writes={
            "parses": int(result["captures_read"]),
            "reports": sum(counts.values()) - counts["reports_unchanged"],
            **{table.name: None for table in parts},
        },
        counts={**counts, "captures_read": int(result["captures_read"]), "failures": len(result["failures"])},
    )


def place(store: str, table: str) -> tuple[str, str]:
    """Namespace and name of a table by OpenLineage's rules for object stores and for files. Pure."""
    parts = urlsplit(store)
    if parts.scheme in ("", "file"):
        return "file", f"{parts.path.rstrip('/')}/tables/{table}"
    return f"{parts.scheme}://{parts.netloc}", f"{parts.path.rstrip('/')}/tables/{table}".lstrip("/")


class TaskLineage:
    """The extractor, in the shape the provider wants; it imports the provider only when that calls it."""

    source_code_enabled = False

    def __init__(self, operator: Any) -> None:
        self.operator = operator

    @classmethod
    def get_operator_classnames(cls) -> list[str]:
        """All our tasks are functions."""
        return ["_PythonDecoratedOperator"]

    def extract(self) -> Any:
        """At the start: nothing is known yet."""
        from airflow.providers.openlineage.extractors import OperatorLineage

        return OperatorLineage()

    def extract_on_failure(self, task_instance: Any) -> Any:
        """A task that failed claims to have written nothing."""
        return self.extract()

    def extract_on_complete(self, task_instance: Any) -> Any:
        """What the task told."""
        left = getattr(self.operator, _LEFT, None)
        return self.extract() if left is None else _told_to(left[1], left[0])


def _told_to(done: Lineage, store: str) -> Any:
    from airflow.providers.openlineage.extractors import OperatorLineage
    from openlineage.client import facet_v2 as facets
    from openlineage.client.event_v2 import InputDataset, OutputDataset

    from cppcc_archive.tables.contract import TABLES

    def schema(table: str) -> dict[str, Any]:
        columns = TABLES[table].columns
        of = facets.schema_dataset.SchemaDatasetFacetFields
        fields = [of(name=one.name, type=one.type_name, description=one.description) for one in columns]
        return {"schema": facets.schema_dataset.SchemaDatasetFacet(fields=fields)}

    def rows(number: int | None) -> dict[str, Any]:
        counted = facets.output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet
        return {} if number is None else {"outputStatistics": counted(rowCount=number)}

    def site(result: str) -> dict[str, Any]:
        tag = facets.tags_dataset.TagsDatasetFacetFields(key="result", value=result, source="cppcc")
        return {"tags": facets.tags_dataset.TagsDatasetFacet(tags=[tag])}

    tags = [facets.tags_run.TagsRunFacetFields(name, str(count), "cppcc") for name, count in done.counts.items()]
    return OperatorLineage(
        inputs=[
            *(InputDataset("cppcc://sites", name, facets=site(result)) for name, result in done.sites.items()),
            *(InputDataset(*place(store, table), facets=schema(table)) for table in done.reads),
        ],
        outputs=[
            OutputDataset(*place(store, table), facets=schema(table), outputFacets=rows(number))
            for table, number in done.writes.items()
        ],
        run_facets={"tags": facets.tags_run.TagsRunFacet(tags=tags)} if tags else {},
    )
