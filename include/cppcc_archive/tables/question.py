"""What may be asked of the tables: one question that only reads them. Pure but for DuckDB's parser, which sees no file.

The Delta reader does not heed DuckDB's limits on files, and some functions run SQL out of a string. So what a question
calls is looked up in its parsed form: of the functions that make a table only those that make it of nothing are known,
and a form that the parser cannot write down (PIVOT over unknown values) is judged by its words.
"""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections.abc import Collection, Iterator
from typing import Any

import duckdb

from cppcc_archive.errors import InputError

EXPECTED = (
    "one SELECT is expected (or PIVOT, DESCRIBE, SHOW TABLES, SUMMARIZE, EXPLAIN): "
    "the tables are only written by the build"
)

_FIRST = {"select", "with", "from", "values", "table", "pivot", "unpivot", "describe", "desc", "show", "summarize", "("}
_GAP = r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*"
_WORD = re.compile(_GAP + r"(\w+|\()", re.DOTALL)
_EXPLAIN = re.compile(_GAP + r"explain\b" + _GAP + r"(?:analyze\b|\([^()]*\))?", re.DOTALL | re.IGNORECASE)

# Functions that make rows of their arguments or of DuckDB's own catalogue.
_MADE_OF_NOTHING = re.compile(
    "range|generate_series|unnest|repeat|repeat_row|json_each|json_tree|histogram|histogram_values|summary"
    "|test_all_types|pg_timezone_names|icu_calendar_names|pragma_(table_info|show|version)"
    "|duckdb_(columns|constraints|databases|functions|keywords|schemas|settings|tables|types|views)"
)
# What reads or writes files, holds keys, takes addresses in memory, or runs SQL out of a string, wherever it stands.
_REFUSED = re.compile(
    "(delta|read|parquet|duckdb|pragma|arrow_scan|pandas_scan)(_.*)?|query|query_table|json_execute_serialized_sql|glob"
    "|sniff_csv|seq_scan|python_map_function|write_blob|copy_dir|copy_database|import_database|which_secret|getenv"
)
_CATALOGUE = re.compile(
    r"\b(show|desc|describe|information_schema|sqlite_master|(duckdb|pragma|pg)_\w+)\b", re.IGNORECASE
)
_MISSING = re.compile(r"Table with name (.+?) does not exist")


def check(sql: str, tables: Collection[str], macros: Collection[str] = ()) -> frozenset[str]:
    """The ``tables`` and table ``macros`` that a question mentions.

    Raises InputError for what is no question, and for what calls functions that it may not.
    """
    asked = sql
    if explained := _EXPLAIN.match(sql):
        asked = sql[explained.end() :]
    first = _WORD.match(asked)
    if first is None or first[1].lower() not in _FIRST:
        _parsed(sql)  # a slip of the pen is told as one
        raise InputError(EXPECTED)
    statements = _parsed(asked)
    if explained and len(statements) > 1:
        raise InputError("only one statement can be explained: name the values a PIVOT is over (ON … IN (…))")
    # PIVOT over values that are not named stands for several statements, none of which has a text of its own.
    whole = len(statements) == 1 or not any(statement.query for statement in statements)
    if not (whole and statements and statements[-1].type == duckdb.StatementType.SELECT):
        raise InputError(EXPECTED)
    if refused := sorted(_refused(asked) - set(macros)):
        raise InputError(f"a query may not call {', '.join(refused)}: name the tables ({', '.join(tables)})")
    # Every table the text mentions, as a word: DuckDB's own get_table_names() refuses JOIN … USING and NATURAL JOIN
    # while the tables are not there yet. A view too many costs nothing but its opening.
    return frozenset(re.findall(r"\w+", sql.lower())) & (frozenset(tables) | frozenset(macros))


def asks_for_names(sql: str) -> bool:
    """Whether a question wants to know what names there are, and not only what stands in those it mentions."""
    return bool(_CATALOGUE.search(sql))


def unknown_table(error: duckdb.CatalogException, tables: Collection[str]) -> str:
    """What to tell of a table that there is not: its name as the reader wrote it, the one meant, all there are."""
    found = _MISSING.search(str(error))
    if found is None:
        return f"the query cannot be answered: {error}\nThere are the tables {', '.join(tables)}"
    meant = difflib.get_close_matches(found[1].lower(), tables, n=1, cutoff=0.6)
    hint = f"Did you mean {meant[0]}? " if meant else ""
    return f"there is no table {found[1]}. {hint}There are the tables {', '.join(tables)}"


def _parsed(sql: str) -> list[duckdb.Statement]:
    with _parser() as parser:
        try:
            return parser.extract_statements(sql)
        except duckdb.Error as error:
            raise InputError(f"the query cannot be read: {error}") from error


def _refused(sql: str) -> set[str]:
    with _parser() as parser:
        parsed = parser.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    tree = json.loads(parsed[0]) if parsed else {"error": True}
    if tree["error"]:
        called = {word.lower() for word in re.findall(r"\w+", sql)}
        return {name for name in called if _is_refused(name)}
    called = {name.lower() for name in _functions(tree)}
    tables = {name.lower() for name in _table_functions(tree)}
    return {name for name in called if _is_refused(name) or (name in tables and not _MADE_OF_NOTHING.fullmatch(name))}


def _is_refused(name: str) -> bool:
    return bool(_REFUSED.fullmatch(name)) and not _MADE_OF_NOTHING.fullmatch(name)


def _parser() -> duckdb.DuckDBPyConnection:
    return _empty_database().cursor()


@functools.cache
def _empty_database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"enable_external_access": "false", "autoload_known_extensions": "false"})


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _functions(tree: Any) -> Iterator[str]:
    return (node["function_name"] for node in _nodes(tree) if isinstance(node.get("function_name"), str))


def _table_functions(tree: Any) -> Iterator[str]:
    made = (node["function"] for node in _nodes(tree) if node.get("type") == "TABLE_FUNCTION" and "function" in node)
    return (function["function_name"] for function in made)
