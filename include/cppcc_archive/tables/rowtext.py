"""Rows, given by columns, as :func:`json.dumps` writes a list of objects: what digests are made of. Pure.

A report has thousands of values: their JSON is written by one call for all columns, and what a column says throughout
goes with the names between them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain, compress, repeat
from typing import Any

_APART = "\0"
"""What no JSON has in it: stands between values that are written by one call."""

as_json = json.JSONEncoder(ensure_ascii=False, default=str).encode
_values = json.JSONEncoder(ensure_ascii=False, default=str, separators=(_APART, ": ")).encode


def as_objects(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> str:
    """``[{"name": value}]``, null left out: a column that a table gained since makes no other content of the same.
    No value is a list."""
    count = len(columns[0])
    # Numbers with a point may be equal and written otherwise. Most columns that vary end otherwise than they begin.
    varied = [
        column[-1] != column[0] or column.count(column[0]) != count or isinstance(column[0], float)
        for column in columns
    ]
    told = _values(list(chain.from_iterable(compress(columns, varied))))[1:-1].split(_APART)
    at = 0
    before = ""
    pieces: list[Iterable[str]] = []
    for name, column, is_varied in zip(names, columns, varied, strict=True):
        label = f', "{name}": '
        if not is_varied:
            before += "" if column[0] is None else label + as_json(column[0])
            continue
        values = told[at : at + count]
        at += count
        if "null" in values:
            pieces += [repeat(before), ["" if value == "null" else label + value for value in values]]
        else:
            pieces += [repeat(before + label), values]
        before = ""
    rows = map("".join, zip(*pieces, repeat(before, count), strict=False))
    return f"[{{{'}, {'.join([row[2:] for row in rows])}}}]"
