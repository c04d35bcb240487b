"""A law that does not hold: which rows break it, and what to do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

KEPT = 1000
"""Broken rows of a law that are kept by name; all are counted."""

THERE, OPEN, READABLE = "the table is there", "the table can be opened", "every file can be read"
_STATES = (THERE, OPEN, READABLE)

AGAIN = "cppcc build --reparse (all years, or those of the reports' captures)"


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that does not hold: how many rows break it, those of them that were kept by name, and what to do."""

    law: str
    count: int
    rows: tuple[str, ...]
    remedy: str


def breach_of(law: str, rows: Iterable[str], remedy: str) -> list[Breach]:
    """The breach of a law by these rows; none where there are none."""
    broken = sorted(set(rows))
    return [Breach(law, len(broken), tuple(broken[:KEPT]), remedy)] if broken else []


def unreadable(found: Iterable[Breach]) -> frozenset[str]:
    """The tables that are gone or cannot be read, by what was found."""
    return frozenset(one.law.partition(":")[0] for one in found if one.law.partition(": ")[2] in _STATES)


def lasting(before: Sequence[Breach], after: Sequence[Breach]) -> list[Breach]:
    """The breaches that two looks have in common, row by row: a build at work breaks laws between its commits."""
    seen = {breach.law: breach for breach in before}
    found = []
    for breach in after:
        known = seen.get(breach.law)
        rows = tuple(row for row in breach.rows if known and row in known.rows)
        if rows:
            found.append(replace(breach, rows=rows, count=len(rows) if breach.count <= KEPT else breach.count))
    return found


def beyond(breach: Breach, found: Iterable[Breach]) -> list[Breach]:
    """A breach less the rows that others name (by their first word) already: one damage is told once."""
    named = {row.split(" ")[0] for one in found for row in one.rows}
    rows = tuple(row for row in breach.rows if row.split(" ")[0] not in named)
    return [replace(breach, rows=rows, count=len(rows) if breach.count <= KEPT else breach.count)] if rows else []


def together(found: Iterable[Breach]) -> list[Breach]:
    """What several shares of one look found, each law once; a table's state that all of them saw is told as one saw
    it."""
    laws: dict[str, Breach] = {}
    for one in found:
        known = laws.get(one.law)
        if known is None:
            laws[one.law] = one
            continue
        rows = tuple(sorted({*known.rows, *one.rows}))
        more = known.count + one.count if len(rows) > KEPT else len(rows)
        laws[one.law] = replace(one, count=max(more, known.count, one.count), rows=rows[:KEPT])
    return list(laws.values())
