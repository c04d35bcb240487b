"""Write what follows from the contract: ``docs/tables.md`` and ``include/sql/*.sql``.

``python -m cppcc_archive.tables.generate`` writes them below the current folder (the checkout); ``--check`` writes
nothing and ends with 1 when one is stale.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from cppcc_archive.tables.contract import TABLES
from cppcc_archive.tables.ddl import DIALECTS, HEADER, script
from cppcc_archive.tables.schema import Column, Table
from cppcc_archive.tables.views import ANALYSTS, MACROS, SQL, in_order

_PREFACE = f"""<!-- {HEADER} -->
# The tables

Every table is a Delta Lake table below `<store>/tables/<name>/`, Parquet inside. Ask with `cppcc query "SELECT …"`,
or with any engine that reads Delta: the statements for DuckDB, Athena, BigQuery, Snowflake, Redshift, Trino, Spark and
ClickHouse are in `include/sql/`.

- Unknown is null, never a guess. Times are UTC (`+08:00` for the sites' own clock); dates are the sites' own.
- Offsets (`start_char`, `end_char`) count code points in the report's `text`: `substr(text, start_char + 1, end_char -
  start_char)` is the span.
- `sections`, `paragraphs`, `indicators`, `mentions` and `attachments` show the parts of the version that stands: join
  them to `reports` on `report_id` and `version_id`. `<part>_history` has those of every version, and when it stood.
- What the tables said at a moment: {", ".join(f"`{name}('2026-03-01')`" for name in MACROS)} (DuckDB; elsewhere
  `valid_from <= t AND (valid_to IS NULL OR valid_to > t)` over the history).
- `capture_id` leads from any row to the WARC record it was read from (`warc_key`, `warc_offset`, `warc_length` in
  `captures`).
- A new nullable column is a minor change; anything else is a new major version of the table.
"""


def generated() -> Mapping[str, str]:
    """Path below the checkout to content, of every generated file."""
    names = {name: (ANALYSTS[name], SQL[name]) for name in in_order(ANALYSTS)}
    files = {f"include/sql/{dialect.name}.sql": script(dialect, TABLES.values(), names) for dialect in DIALECTS}
    return {"docs/tables.md": dictionary(), **files}


def dictionary() -> str:
    """The data dictionary as Markdown."""
    index = "\n".join(f"| [`{table.name}`](#{table.name}) | {table.row} |" for table in ANALYSTS.values())
    sections = map(_section, ANALYSTS.values())
    return "\n".join([_PREFACE, "| table | one row is |", "| --- | --- |", index, *sections]) + "\n"


def stale(root: Path) -> list[str]:
    """The generated files below ``root`` that are missing or differ from what the contract says."""
    return [
        path
        for path, content in generated().items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != content
    ]


def main(arguments: list[str] | None = None) -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description="write docs/tables.md and include/sql/ from the declared tables")
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a file is stale")
    parser.add_argument("--root", type=Path, default=Path(), help="the checkout (default: the current folder)")
    options = parser.parse_args(arguments)
    files = stale(options.root)
    for path in files:
        print(f"{path} is stale" if options.check else f"wrote {path}", file=sys.stderr)
        if not options.check:
            (options.root / path).parent.mkdir(parents=True, exist_ok=True)
            (options.root / path).write_text(generated()[path], encoding="utf-8")
    return 1 if options.check and files else 0


def _section(table: Table) -> str:
    facts = [f"One row is {table.row}. {table.description}", f"Key: {_listed(table.key)}."]
    if table.name not in TABLES:
        facts.append("A view: made of other tables when it is asked, a table in releases.")
    elif table.partition_by:
        facts.append(f"Partitioned by {_listed(table.partition_by)}.")
    facts += [f"Sorted by {_listed(table.order)}.", f"Version {table.version}."]
    rows = "\n".join(_row(column) for column in table.columns)
    head = "| column | type | null | what it says | unit | example |\n| --- | --- | --- | --- | --- | --- |"
    return f"\n## {table.name}\n\n{' '.join(facts)}\n\n{head}\n{rows}"


def _row(column: Column) -> str:
    cells = (
        f"`{column.name}`",
        column.type_name,
        "yes" if column.nullable else "no",
        column.description,
        column.unit,
        f"`{column.example}`",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    sys.exit(main())
