"""What an audit finds, and how it asks the tables."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import query


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: its kind, what it is about, what is the matter, and what to do."""

    kind: str
    what: str
    detail: str
    remedy: str

    def to_json(self) -> dict[str, str]:
        """The shape ``cppcc audit`` prints."""
        return asdict(self)


def ask(store: Store, sql: str) -> list[dict[str, Any]]:
    """The rows of a query, as dictionaries by column."""
    rows: list[dict[str, Any]] = query(store, sql).to_pylist()
    return rows
