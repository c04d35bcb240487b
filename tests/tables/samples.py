"""Rows for tests: every column holds the example of its declaration, but for what a test is about."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pyarrow as pa

from cppcc_archive.tables.schema import Column, Table

_NUMBERS = count()


def sample(table: Table, **facts: Any) -> dict[str, Any]:
    """One row of ``table``; keys that a test does not name are unique."""
    unknown = facts.keys() - table.column.keys()
    assert not unknown, f"{table.name} has no {unknown}"
    row = {column.name: _example(column) for column in table.columns}
    for name in table.key:
        if name not in facts and pa.types.is_string(table.column[name].type):
            row[name] = f"{name}-{next(_NUMBERS)}"
    return {**row, **facts}


def _example(column: Column) -> Any:
    text = column.example
    kind = column.type
    if pa.types.is_string(kind):
        return text
    if pa.types.is_integer(kind):
        return int(text)
    if pa.types.is_floating(kind):
        return float(text)
    if pa.types.is_boolean(kind):
        return text == "true"
    if pa.types.is_date(kind):
        return date.fromisoformat(text)
    if pa.types.is_timestamp(kind):
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    if pa.types.is_integer(kind.value_type):
        return json.loads(text)
    return [item for item in text.strip("[]").split(", ") if item]
