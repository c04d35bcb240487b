"""Asks other people's readers about an archive's tables; runs in an environment that does not have this project.

    python reading.py READER QUESTIONS.json

QUESTIONS is a list of questions, each with ``uri`` and ``other_uri`` (two tables), ``column`` and ``value`` (a text to
filter by) and ``keys`` (the texts they are joined on). Prints the answers as JSON, each of three counts: all rows, rows
that hold the value, rows of the join with the other table. A question that fails has the error in place of counts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deltalake import DeltaTable

Question = dict[str, Any]


def pyarrow_datasets(asked: Question) -> list[int]:
    """Filters as analysts write them in Python, joins by Arrow's own engine."""
    import pyarrow.compute as pc

    table, other = (DeltaTable(asked[name]).to_pyarrow_dataset() for name in ("uri", "other_uri"))
    found = table.to_table(filter=pc.field(asked["column"]) == asked["value"])
    keys = asked["keys"]
    # Arrow joins no lists: the keys are enough to count by.
    joined = table.to_table(columns=keys).join(other.to_table(columns=keys), keys=keys, join_type="inner")
    return [table.count_rows(), found.num_rows, joined.num_rows]


def pandas(asked: Question) -> list[int]:
    table, other = (DeltaTable(asked[name]).to_pandas() for name in ("uri", "other_uri"))
    joined = table.merge(other[asked["keys"]], on=asked["keys"])
    return [len(table), len(table[table[asked["column"]] == asked["value"]]), len(joined)]


def polars(asked: Question) -> list[int]:
    import polars as pl

    table, other = (pl.scan_delta(asked[name]) for name in ("uri", "other_uri"))
    joined = table.join(other.select(asked["keys"]), on=asked["keys"], how="inner")
    matching = table.filter(pl.col(asked["column"]) == asked["value"])
    return [frame.collect().height for frame in (table, matching, joined)]


def duckdb(asked: Question) -> list[int]:
    """Over ``to_pyarrow_dataset()``, as docs/analysts.md shows."""
    import duckdb as engine

    connection = engine.connect()
    for name in ("uri", "other_uri"):
        known = "it" if name == "uri" else "other"
        connection.register(known, DeltaTable(asked[name]).to_pyarrow_dataset())
    return [int(connection.execute(sql).fetchone()[0]) for sql in _in_sql("it", "other", asked)]


def datafusion(asked: Question) -> list[int]:
    from datafusion import SessionContext

    context = SessionContext()
    for name in ("uri", "other_uri"):
        known = "it" if name == "uri" else "other"
        context.register_dataset(known, DeltaTable(asked[name]).to_pyarrow_dataset())
    return [context.sql(sql).to_pydict()["n"][0] for sql in _in_sql("it", "other", asked)]


def chdb(asked: Question) -> list[int]:
    """ClickHouse's own reader of Delta."""
    import chdb as engine

    it, other = (f"deltaLakeLocal('{asked[name]}')" for name in ("uri", "other_uri"))
    return [int(str(engine.query(sql, "CSV"))) for sql in _in_sql(it, other, asked)]


def _in_sql(it: str, other: str, asked: Question) -> list[str]:
    same = " AND ".join(f"a.{key} = b.{key}" for key in asked["keys"])
    return [
        f"SELECT count(*) AS n FROM {it}",
        f"SELECT count(*) AS n FROM {it} WHERE {asked['column']} = '{asked['value']}'",
        f"SELECT count(*) AS n FROM {it} AS a JOIN {other} AS b ON {same}",
    ]


READERS: dict[str, Callable[[Question], list[int]]] = {
    read.__name__: read for read in (pyarrow_datasets, pandas, polars, duckdb, datafusion, chdb)
}


def answer(read: Callable[[Question], list[int]], asked: Question) -> Any:
    try:
        return read(asked)
    except Exception as error:  # whatever a reader raises is what the test shows
        return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    questions = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    print(json.dumps([answer(READERS[sys.argv[1]], asked) for asked in questions], ensure_ascii=False))
