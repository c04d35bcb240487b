"""From the stages' shapes to table rows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from cppcc_archive.captures.model import Capture, Verdict
from cppcc_archive.crawl.model import SiteOutcome

Row = dict[str, Any]


def capture_row(capture: Capture) -> Row:
    """A row of ``captures``."""
    row = {item.name: getattr(capture, item.name) for item in fields(Capture)}
    return {**row, "kind": capture.kind.value, "verdict": capture.verdict.value}


def outcome_row(outcome: SiteOutcome, shard: str) -> Row:
    """A row of ``crawl_outcomes``."""
    counted = {f"verdict_{verdict.value}": _count(outcome.verdicts, verdict) for verdict in Verdict}
    plain = {
        item.name: getattr(outcome, item.name)
        for item in fields(SiteOutcome)
        if item.name not in ("verdicts", "result")
    }
    return {
        **plain,
        **counted,
        "shard": shard,
        "result": outcome.result.value,
        "published_years": list(outcome.published_years),
        "warnings": list(outcome.warnings),
    }


def _count(verdicts: Mapping[str, int], verdict: Verdict) -> int:
    return verdicts.get(verdict.value, 0)
