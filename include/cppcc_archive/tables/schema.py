"""What a table declaration is made of: columns with meaning, and the Arrow schema that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

TEXT = pa.string()
INT = pa.int32()
LONG = pa.int64()
REAL = pa.float64()
BOOL = pa.bool_()
DATE = pa.date32()
TIME = pa.timestamp("us", tz="UTC")
TEXTS = pa.list_(pa.string())
INTS = pa.list_(pa.int32())
LONGS = pa.list_(pa.int64())


@dataclass(frozen=True)
class Column:
    """One column: what it says, in which unit, with an example.

    ``bulky`` columns hold long text: no dictionary and no statistics are kept for them.
    """

    name: str
    type: pa.DataType
    description: str
    example: str
    unit: str = ""
    nullable: bool = False
    bulky: bool = False

    @property
    def type_name(self) -> str:
        """The Arrow type as people read it; how a list's items are called in files does not matter to them."""
        return str(self.type).replace("list<item: ", "list<").replace("list<element: ", "list<")


@dataclass(frozen=True)
class Table:
    """One table. ``key`` is what a row is unique by, ``order`` how rows lie in a file, ``group_rows`` how many of
    them a row group holds, ``version`` its major version: adding a nullable column keeps it, anything else raises
    it."""

    name: str
    row: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]
    partition_by: tuple[str, ...] = ()
    bloom: tuple[str, ...] = ()
    version: int = 1
    group_rows: int = 4096

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema rows are validated against and written with; descriptions go along as Delta comments."""
        return pa.schema(
            [
                pa.field(column.name, column.type, column.nullable, metadata={"comment": column.description})
                for column in self.columns
            ]
        )

    @cached_property
    def column(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @property
    def measured(self) -> tuple[str, ...]:
        """The columns worth keeping file statistics of: short, no lists, not what the partition says already."""
        return tuple(
            column.name
            for column in self.columns
            if not column.bulky and not pa.types.is_list(column.type) and column.name not in self.partition_by
        )


@dataclass(frozen=True)
class View:
    """A name that is stored nowhere: its declaration, and the SELECT over other names that makes it."""

    table: Table
    sql: str


def borrowed(table: Table, *names: str) -> tuple[Column, ...]:
    """Columns of ``table`` that another declaration has too."""
    return tuple(table.column[name] for name in names)
