"""How a build is split: ranges of site ids that bring about the same number of captures each. Pure.

A shard names its first and last site and nothing more, so that what passes between tasks stays small however many sites
there are; tables lie by site, so a range is also what is read with the fewest requests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SHARD_CAPTURES = 4000
"""Captures worth a task of its own: below that, starting one costs more than it saves."""

FEWEST_CAPTURES = 250
"""Captures worth a shard where processes wait for one: what a process needs to start reads about so many."""

MOST_SHARDS = 256
"""Tasks of one build at most."""

_MOST_TASKS = 1000
"""Airflow maps no more than ``max_map_length`` (1,024)."""


@dataclass(frozen=True, slots=True)
class SiteRange:
    """The sites from ``first`` to ``last``, both included; ``captures`` is what they were expected to bring."""

    name: str
    first: str
    last: str
    captures: int

    def __contains__(self, site_id: object) -> bool:
        return isinstance(site_id, str) and self.first <= site_id <= self.last

    def to_json(self) -> dict[str, Any]:
        """What one task hands another."""
        return {"shard": self.name, "first": self.first, "last": self.last, "captures": self.captures}


def range_of(shard: Mapping[str, Any]) -> SiteRange:
    """The range a task was handed (see :meth:`SiteRange.to_json`)."""
    return SiteRange(str(shard["shard"]), str(shard["first"]), str(shard["last"]), int(shard["captures"]))


def most_shards(builds: int) -> int:
    """Tasks at most of each of so many builds that are one run. Pure."""
    return min(MOST_SHARDS, max(1, _MOST_TASKS // max(1, builds)))


def plan(
    counts: Mapping[str, int], *, at_most: int = MOST_SHARDS, each: int = SHARD_CAPTURES, workers: int = 1
) -> list[SiteRange]:
    """Ranges that cover every counted site once, in order, even by captures as far as single sites allow.

    As many as are worth a task each, or two for each of several ``workers`` that stand ready on this machine; never
    more than ``at_most``; none when nothing is counted.
    """
    total = sum(counts.values())
    ready = min(2 * workers, total // FEWEST_CAPTURES) if workers > 1 else 1
    number = max(1, min(at_most, max(total // each, ready), len(counts)))
    groups: list[list[str]] = []
    done = 0
    for site_id in sorted(counts):
        # A site goes where its middle falls.
        place = min(number - 1, (done + counts[site_id] // 2) * number // max(1, total))
        if not groups or place >= len(groups):
            groups.append([])
        groups[-1].append(site_id)
        done += counts[site_id]
    return [
        SiteRange(f"{place:03d}", group[0], group[-1], sum(counts[site_id] for site_id in group))
        for place, group in enumerate(groups)
    ]


def chunks(sites: Iterable[str], counts: Mapping[str, int], each: int) -> Iterable[list[str]]:
    """The counted sites in order, in groups of about so many captures: what is held in memory at once."""
    chunk: list[str] = []
    size = 0
    for site_id in sorted(set(sites) & counts.keys()):
        if chunk and size + counts[site_id] > each:
            yield chunk
            chunk, size = [], 0
        chunk.append(site_id)
        size += counts[site_id]
    if chunk:
        yield chunk
