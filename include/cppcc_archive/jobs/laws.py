"""The laws between the tables, looked at in shares: planned, looked at by as many tasks, and how far that came kept.

What came or went since the last look that found nothing is looked at each time, everything once a quarter. Killed or
failed anywhere, nothing is remembered, and the next look begins where the last one did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from time import sleep
from typing import Any

from cppcc_archive.errors import StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import TABLES
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.laws.breach import Breach, lasting, together
from cppcc_archive.tables.laws.changes import Seen, seen_now
from cppcc_archive.tables.laws.looking import breaches, changes_of, spans_of
from cppcc_archive.tables.laws.rows import Span
from cppcc_archive.tables.laws.seen import Progress, keep, progress

QUARTER = timedelta(weeks=13)
"""How often all rows are looked at, whether anything came or went or not."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one task looks at: sites, and what was ``seen`` of the tables before (None: all rows are looked at);
    ``now`` is what is seen when every share is done, ``whole_at`` when all rows were looked at then."""

    span: Span
    seen: Mapping[str, Seen] | None
    now: Mapping[str, Seen]
    whole_at: datetime

    def to_json(self) -> dict[str, Any]:
        """What one task hands another."""
        return {**asdict(self), "whole_at": self.whole_at.isoformat()}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Share:
        """The share that :meth:`to_json` told of."""
        seen = None if told["seen"] is None else _seen(told["seen"])
        return cls(Span(**told["span"]), seen, _seen(told["now"]), datetime.fromisoformat(told["whole_at"]))


@dataclass(frozen=True, slots=True)
class Looked:
    """What the tasks of one look were given, and what they found together."""

    shares: Sequence[Share]
    found: Sequence[Breach]

    @classmethod
    def from_json(cls, shares: Sequence[Mapping[str, Any]], found: Sequence[Sequence[Mapping[str, Any]]]) -> Looked:
        """From the shares, and by share the breaches, as tasks hand them on."""
        told = (Breach(**{**breach, "rows": tuple(breach["rows"])}) for of_share in found for breach in of_share)
        return cls([Share.from_json(one) for one in shares], together(told))


def plan_laws(store: Store, now: datetime, *, whole: bool = False) -> list[Share]:
    """Shares that cover every site: of what came or went since the last look, or of all rows where that is due, asked
    for (``whole``) or cannot be told."""
    tables = Tables(store)
    before = None if whole else progress(store)
    try:
        tables.refresh(*TABLES.values())
        seen = {table.name: one for table in TABLES.values() if (one := seen_now(tables, table)) is not None}
    except StoreError:
        # Whoever looks at it says what cannot be opened.
        return [Share(Span(), None, {}, now)]
    if before is not None and now - before.whole_at < QUARTER:
        changes = changes_of(tables, TABLES.values(), before.tables)
        if changes is not None and not any(one.unexplained for one in changes.values()):
            spans = spans_of(tables, changes)
            return [Share(span, before.tables, seen, before.whole_at) for span in spans]
        return [Share(span, before.tables, seen, now) for span in spans_of(tables)]
    return [Share(span, None, seen, now) for span in spans_of(tables)]


def look(store: Store, shares: Sequence[Share], pause: float = 60.0) -> list[Breach]:
    """What breaks a law in these shares. It is looked at again after ``pause`` seconds, in case a build is at work."""
    before = [(share, found) for share in shares if (found := breaches(store, share.span, share.seen))]
    if before:
        sleep(pause)
    return together(one for share, found in before for one in lasting(found, breaches(store, share.span, share.seen)))


def remember(store: Store, shares: Sequence[Share], found: Sequence[Breach], now: datetime) -> None:
    """Keep how far the looks have come; nothing where a law is broken: what breaks it is looked at until it is
    mended."""
    if not found and shares and shares[0].now:
        keep(store, Progress(shares[0].now, now, shares[0].whole_at))


def _seen(told: Mapping[str, Mapping[str, Any]]) -> dict[str, Seen]:
    return {name: Seen(**one) for name, one in told.items()}
