"""How far the looks have come: what the last one had seen of each table, and when all of it was last looked at.

One object of the store keeps it. It is only moved on by a look that found every law kept, so nothing that is broken is
passed over; where it is missing, damaged, or of other laws than these, everything is looked at.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

from cppcc_archive.errors import ObjectExistsError, StoreError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.laws.changes import Seen
from cppcc_archive.tables.laws.checks import CHECKS

log = logging.getLogger(__name__)

KEY = ".cppcc/laws.json"


@dataclass(frozen=True, slots=True)
class Progress:
    """What was seen of each table, when, and when everything was last looked at."""

    tables: Mapping[str, Seen]
    at: datetime
    whole_at: datetime


def progress(store: Store) -> Progress | None:
    """How far the looks have come; None where nobody knows."""
    try:
        held = store.read_tagged(KEY)
        if held is None:
            return None
        told = json.loads(held.data)
        if told["laws"] != _laws():
            return None
        tables = {str(name): Seen(**one) for name, one in told["tables"].items()}
        return Progress(tables, datetime.fromisoformat(told["at"]), datetime.fromisoformat(told["whole_at"]))
    except (StoreError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("%s cannot be read, so all tables are looked at: %s", KEY, error)
        return None


def keep(store: Store, found: Progress) -> None:
    """Remember how far a look has come. Of two that end at once one is remembered."""
    told = {
        "laws": _laws(),
        "at": found.at.isoformat(),
        "whole_at": found.whole_at.isoformat(),
        "tables": {name: asdict(one) for name, one in sorted(found.tables.items())},
    }
    held = store.read_tagged(KEY)
    with suppress(ObjectExistsError):
        store.put_tagged(KEY, (json.dumps(told, indent=1) + "\n").encode(), held.tag if held else None)


def _laws() -> str:
    """What tells these laws from others: a new one is to be looked at over all rows."""
    said = "\n".join(f"{check.law}: {check.sql}" for check in CHECKS)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
