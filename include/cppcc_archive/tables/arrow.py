"""Rows as Arrow, in the types, the order and with the keys that the contract declares. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from cppcc_archive.errors import TableError
from cppcc_archive.tables.schema import Column, Table

Row = Mapping[str, Any]


def rows_of(table: Table, rows: Iterable[Row]) -> pa.Table:
    """The rows as Arrow in the table's schema and order.

    Raises TableError naming table, column and row for a value that does not fit, a missing or unknown column, or a key
    that occurs twice.
    """
    found = list(rows)
    names = set(table.column)
    for number, row in enumerate(found):
        if row.keys() != names:
            wrong = sorted(names ^ row.keys())
            raise TableError(f"{table.name}, row {number}: missing or unknown columns: {', '.join(wrong)}")
    return columns_of(table, {name: [row[name] for row in found] for name in names})


def columns_of(
    table: Table, columns: Mapping[str, Sequence[Any] | pa.Array[Any]], *, is_in_order: bool = False
) -> pa.Table:
    """:func:`rows_of` of rows that are given by columns, all that the table has. ``is_in_order``: they lie in the
    table's order as they are, and no two have one key."""
    arrow = pa.table([_array(table, column, columns[column.name]) for column in table.columns], schema=table.schema)
    if is_in_order:
        return arrow
    _check_key(table, list(zip(*map(_listed, (columns[name] for name in table.key)), strict=True)))
    return in_order(table, arrow)


def _listed(values: Sequence[Any] | pa.Array[Any]) -> Sequence[Any]:
    listed: Sequence[Any] = values.to_pylist() if isinstance(values, pa.Array) else values
    return listed


def in_order(table: Table, rows: pa.Table) -> pa.Table:
    """The rows as they lie in the table's files."""
    return rows.sort_by([(name, "ascending") for name in (*table.partition_by, *table.order)])


def fitting_rows(table: Table, rows: Iterable[Row]) -> tuple[pa.Table, list[tuple[Row, TableError]]]:
    """:func:`rows_of` where one row must not stop the others: what does not fit is left out, and named."""
    found = list(rows)
    try:
        return rows_of(table, found), []
    except TableError:
        kept: dict[tuple[Any, ...], Row] = {}
        refused: list[tuple[Row, TableError]] = []
        for row in found:
            key = tuple(row.get(name) for name in table.key)
            try:
                rows_of(table, [kept[key], row] if key in kept else [row])
            except TableError as error:
                refused.append((row, error))
            else:
                kept[key] = row
        return rows_of(table, kept.values()), refused


def _array(table: Table, column: Column, values: Sequence[Any] | pa.Array[Any]) -> Any:
    if isinstance(values, pa.Array):
        return values
    try:
        array = pa.array(values, column.type)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        for number, value in enumerate(values):
            try:
                pa.array([value], column.type)
            except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
                raise TableError(
                    f"{table.name}.{column.name}, row {number}: {value!r:.80} is no {column.type}: {error}"
                ) from error
        raise
    if not column.nullable and array.null_count:
        raise TableError(f"{table.name}.{column.name}, row {values.index(None)}: must not be null")
    return array


def _check_key(table: Table, keys: Sequence[tuple[Any, ...]]) -> None:
    if len(set(keys)) == len(keys):
        return
    seen: dict[tuple[Any, ...], int] = {}
    for number, key in enumerate(keys):
        if key in seen:
            named = ", ".join(f"{name}={value}" for name, value in zip(table.key, key, strict=True))
            raise TableError(f"{table.name}, rows {seen[key]} and {number}: the same key twice ({named})")
        seen[key] = number
