"""The description of a release, as a Frictionless data package: every table and column with its meaning. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from cppcc_archive import __version__
from cppcc_archive.tables.schema import Column, Table
from cppcc_archive.tables.views import described

_TYPES = {pa.string(): "string", pa.float64(): "number", pa.bool_(): "boolean", pa.date32(): "date"}

Written = tuple[str, int, int]
"""One file of a table: its path in the release, its rows, its size in bytes."""


def datapackage(name: str, files: Mapping[str, Sequence[Written]]) -> dict[str, Any]:
    """``datapackage.json`` of the release ``name``; ``files`` are those of each table."""
    return {
        "name": f"cppcc-archive-{name}",
        "title": f"District CPPCC report archive (区县政协报告档案), release {name}",
        "version": name,
        "created_by": f"cppcc-archive {__version__}",
        "resources": [_resource(described(table), written) for table, written in files.items()],
    }


def _resource(table: Table, written: Sequence[Written]) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.row,
        "description": table.description,
        "path": [path for path, _, _ in written],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": sum(size for _, _, size in written),
        "rows": sum(rows for _, rows, _ in written),
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "version": table.version,
        },
    }


def _field(column: Column) -> dict[str, Any]:
    found = {
        "name": column.name,
        "type": _type(column.type),
        "description": column.description,
        "example": column.example,
    }
    if column.unit:
        found["unit"] = column.unit
    return {**found, "constraints": {"required": not column.nullable}}


def _type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_timestamp(kind):
        return "datetime"
    return "array" if pa.types.is_list(kind) else _TYPES[kind]
