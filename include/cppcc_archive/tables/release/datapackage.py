"""The description of a release, as a Frictionless data package: every file, table and column with its meaning. Pure.

One resource a file, so that any reader of data packages can load each: tables of several files are resources that share
``table``. The framework's own validator accepts the package. It reads Parquet through pandas, which knows neither null
whole numbers nor lists: fields that may hold such are ``number`` and ``any`` there, ``arrowType`` says what they are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from cppcc_archive import __version__
from cppcc_archive.captures.model import Verdict
from cppcc_archive.reports.model import (
    Act,
    DocType,
    Holder,
    Period,
    Qualifier,
    Role,
    Sector,
    SourceKind,
    WarningKind,
)
from cppcc_archive.sites.model import SiteStatus
from cppcc_archive.tables.schema import Column, Table
from cppcc_archive.tables.view_figures import NO_TOTAL

_TYPES = {pa.string(): "string", pa.float64(): "number", pa.bool_(): "boolean", pa.date32(): "date"}

LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 (the tables; the texts in them belong to the committees)",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}

ENUMS: Mapping[str, tuple[str, ...]] = {
    "qualifier": tuple(Qualifier),
    "holder": tuple(Holder),
    "role": tuple(Role),
    "period": tuple(Period),
    "sector": tuple(Sector),
    "source_kind": tuple(SourceKind),
    "warning_kind": tuple(WarningKind),
    "doc_type": tuple(DocType),
    "act": tuple(Act),
    "verdict": tuple(Verdict),
    "basis": ("one_value", "documents_differ", *NO_TOTAL),
    "state": ("present", "known", "blocked", "dead", "nothing_found", "never_seen"),
    "status": tuple(SiteStatus),
    "level": ("province", "city", "county"),
}
"""Values of columns that have a closed list, by the column's name."""

REFERENCES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "code": ("codes", ("indicators",)),
    "site_id": ("sites", ("captures", "crawl_outcomes", "reports")),
}
"""Columns that name a row of a table of one file, and the tables whose rows all others take theirs from."""


_DATA = (".parquet", ".csv.gz", ".xlsx")


@dataclass(frozen=True, slots=True)
class Written:
    """One file of a release: its path in it, rows, size in bytes, SHA-256 in hex; ``table`` where it is one's file, and
    then ``content``, a digest of its rows by which a later release knows that they are the same."""

    path: str
    rows: int
    size: int
    digest: str
    table: Table | None = None
    content: str | None = None


def data_bytes(sizes: Mapping[str, int]) -> int:
    """How large a release is, wherever that is said: bytes of tables and sheets. What describes them, itself among it,
    comes on top."""
    return sum(size for path, size in sizes.items() if path.endswith(_DATA))


def datapackage(
    name: str,
    created: str,
    files: Iterable[Written],
    holding: Collection[str] = REFERENCES,
    note: str = "",
    homepage: str | None = None,
) -> dict[str, Any]:
    """``datapackage.json`` of the release ``name``, made at the moment ``created`` (ISO 8601). ``note`` goes before
    what it is; ``homepage`` is where it is had.

    ``holding`` are the columns of ``REFERENCES`` whose every value is a row there: a site may have left the registry, a
    row be older than today's list of codes. Only those are foreign keys.
    """
    listed = list(files)
    single = {file.table.name for file in listed if file.table and _resource_name(file) == file.table.name}
    return {
        "profile": "data-package",
        "name": f"cppcc-archive-{name}",
        "id": f"cppcc-archive/{name}",
        "title": f"District CPPCC report archive (区县政协报告档案), release {name}",
        "description": f"{note} Reports of China's district and county CPPCC committees as tables: texts, figures with "
        "the characters they were read from, and where each page is archived. See README.md and README.zh.md.".lstrip(),
        **({"homepage": homepage} if homepage else {}),
        "version": name,
        "created": created,
        "created_by": f"cppcc-archive {__version__}",
        "keywords": ["CPPCC", "区县政协", "提案", "工作报告", "China", "panel"],
        "licenses": [LICENSE],
        "sources": [{"title": "Web sites of the committees: column url of reports and captures, table sites"}],
        "contributors": [{"title": "Contributors of cppcc-archive", "role": "author"}],
        "resources": [_resource(file, single, holding) for file in listed if file.table],
    }


def _resource_name(file: Written) -> str:
    return file.path.rpartition("/")[2].partition(".")[0].lower()


def _resource(file: Written, single: set[str], holding: Collection[str]) -> dict[str, Any]:
    table = file.table
    assert table is not None
    kind = file.path.partition(".")[2]
    formats = {
        "parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet"},
        "csv.gz": {"format": "csv", "mediatype": "text/csv", "compression": "gz", "encoding": "utf-8"},
    }
    in_text = kind == "csv.gz"
    schema: dict[str, Any] = {
        "fields": [_field(column, in_text) for column in table.columns],
        "primaryKey": [name for name in table.key if not table.column[name].nullable],
        # Parquet has its own nulls, and empty texts beside them.
        "missingValues": [""] if in_text else [],
        "version": table.version,
    }
    keys = [
        {"fields": [name], "reference": {"resource": other, "fields": [name]}}
        for name, (other, _) in REFERENCES.items()
        if name in holding
        and name in table.column
        and other in single
        and table.name != other
        and not table.column[name].nullable
    ]
    if keys:
        schema["foreignKeys"] = keys
    # Which is unique as a whole stands in the table's key; a key with a column that may be null is no primary key.
    if len(schema["primaryKey"]) != len(table.key):
        del schema["primaryKey"]
    return {
        "profile": "tabular-data-resource",
        "name": _resource_name(file) + ("-csv" if kind == "csv.gz" else ""),
        "table": table.name,
        "title": table.row,
        "description": table.description,
        "path": file.path,
        **formats[kind],
        # The validator counts no bytes of a Parquet file, and finds them wrong then.
        ("bytes" if in_text else "size"): file.size,
        "rows": file.rows,
        "hash": f"sha256:{file.digest}",
        **({"content": file.content} if file.content else {}),
        "schema": schema,
    }


def _field(column: Column, in_text: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": _type(column, in_text),
        "arrowType": column.type_name,
        "description": column.description,
        "example": _example(column),
    }
    if column.unit:
        found["unit"] = column.unit
    # In CSV nobody can tell an empty text from none.
    constraints: dict[str, Any] = {"required": not (column.nullable or (in_text and pa.types.is_string(column.type)))}
    if column.name in ENUMS and all(value in column.description for value in ENUMS[column.name]):
        constraints["enum"] = [str(value) for value in ENUMS[column.name]]
    return {**found, "constraints": constraints}


def _example(column: Column) -> str:
    """The example as a value of the field's type is written: lists as JSON, times as ISO 8601."""
    if pa.types.is_timestamp(column.type):
        return column.example.partition(".")[0].replace(" ", "T") + "Z"
    if not pa.types.is_list(column.type):
        return column.example
    items = [item for item in column.example.strip("[]").split(", ") if item]
    whole = pa.types.is_integer(column.type.value_type)
    return json.dumps([int(item) for item in items] if whole else items, ensure_ascii=False)


def _type(column: Column, in_text: bool) -> str:
    if pa.types.is_integer(column.type):
        return "integer" if in_text or not column.nullable else "number"
    if pa.types.is_timestamp(column.type):
        return "datetime"
    if pa.types.is_list(column.type):
        return "array" if in_text else "any"
    return _TYPES[column.type]
