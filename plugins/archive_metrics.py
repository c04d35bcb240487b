"""Numbers of the archive for Airflow's own metrics (StatsD, OpenTelemetry): what a shard's crawl and a build did.

Names and tags stand in docs/ops.md; they cost nothing where no collector is set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any


def count_shard(result: Mapping[str, Any]) -> None:
    """Count one crawled shard: sites by result, and by CMS family requests, bytes, verdicts and articles."""
    from airflow.sdk.observability import stats

    for (name, tags), count in crawl_counts(result).items():
        stats.incr(f"cppcc.crawl.{name}", count, tags=dict(tags))


def crawl_counts(result: Mapping[str, Any]) -> Counter[tuple[str, tuple[tuple[str, str], ...]]]:
    """The counts of a shard by metric name and tags. Pure."""
    counts: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
    for site in result["sites"]:
        family = ("family", str(site["cms"] or "unknown"))
        counts["sites", (("result", str(site["result"])),)] += 1
        counts["requests", (family,)] += site["requests"]
        counts["bytes", (family,)] += site["bytes_received"]
        for state in ("new", "changed", "gone"):
            counts["articles", (family, ("state", state))] += site[f"articles_{state}"]
        for verdict, number in site["verdicts"].items():
            counts["fetches", (family, ("verdict", str(verdict)))] += number
    return +counts


def count_build(result: Mapping[str, Any]) -> None:
    """Count one build: captures read, reports by what became of them, pages that could not be read."""
    from airflow.sdk.observability import stats

    stats.incr("cppcc.build.captures_read", int(result["captures_read"]))
    stats.incr("cppcc.build.failures", len(result["failures"]))
    for state in ("new", "changed", "unchanged", "gone"):
        stats.incr("cppcc.build.reports", int(result[f"reports_{state}"]), tags={"state": state})
