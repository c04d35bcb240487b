"""Write what follows from the contract: docs/tables.md, docs/tables.zh.md, docs/codes.zh.md and include/sql/*.sql.

``python -m cppcc_archive.tables.generate`` writes them below the current folder (the checkout); ``--check`` writes
nothing and ends with 1 when one is stale.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cppcc_archive.errors import InputError
from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.tables.chinese_table import COLUMNS, HISTORY, ROWS, UNITS
from cppcc_archive.tables.contract import PARTS, TABLES
from cppcc_archive.tables.ddl import DIALECTS, HEADER, script
from cppcc_archive.tables.release import RELEASED
from cppcc_archive.tables.schema import Column, Table
from cppcc_archive.tables.view_codes import documents_of, kind_of
from cppcc_archive.tables.views import ANALYSTS, MACROS, SQL, in_order

_CODES = frozenset(code.code for code in CODES)


def _listed(names: tuple[str, ...], between: str = ", ") -> str:
    return between.join(f"`{name}`" for name in names)


_PREFACE = f"""<!-- {HEADER} -->
# The tables

[中文](tables.zh.md)

Every table is a Delta Lake table below `<store>/tables/<name>/`, Parquet inside. Ask with `cppcc query "SELECT …"`,
or with any engine that reads Delta: the statements for DuckDB, Athena, BigQuery, Snowflake, Redshift, Trino, Spark and
ClickHouse are in `include/sql/`.

- Unknown is null, never a guess. Times are UTC (`+08:00` for the sites' own clock); dates are the sites' own.
- Offsets (`start_char`, `end_char`) count code points in the report's `text`: `substr(text, start_char + 1, end_char -
  start_char)` is the span.
- {_listed(tuple(part.name for part in PARTS))} show the parts of the version that stands: join
  them to `reports` on `report_id` and `version_id`. `<part>_history` has those of every version, and when it stood.
- What the tables said at a moment: {", ".join(f"`{name}('2026-03-01')`" for name in MACROS)} (DuckDB; elsewhere
  `valid_from <= t AND (valid_to IS NULL OR valid_to > t)` over the history).
- `capture_id` leads from any row to the WARC record it was read from (`warc_key`, `warc_offset`, `warc_length` in
  `captures`).
- A new nullable column is a minor change; anything else is a new major version of the table.
"""


_PREFACE_ZH = f"""<!-- {HEADER} -->
# 数据表

[English](tables.md)

每张表都是 `<store>/tables/<名称>/` 下的 Delta Lake 表，内为 Parquet。用 `cppcc query "SELECT …"` 查询，
或用任何能读 Delta 的引擎：`include/sql/` 有各引擎的语句（DuckDB、Athena、BigQuery、Snowflake、Redshift、Trino、
Spark、ClickHouse）。

- 不知即为空，从不猜测。时间为 UTC（网站当地时间为 `+08:00`）；日期为网站所示。
- 偏移（`start_char`、`end_char`）以报告 `text` 的码点计：
  `substr(text, start_char + 1, end_char - start_char)` 即原文片段。
- {"、".join(f"`{part.name}`" for part in PARTS)} 为现行版本的部分：按 `report_id` 和 `version_id` 与 `reports` 连接。
  `<部分>_history` 有每个版本的部分及其存续时间。
- 某一时刻各表的内容：{"、".join(f"`{name}('2026-03-01')`" for name in MACROS)}（DuckDB；其他引擎在 history 上用
  `valid_from <= t AND (valid_to IS NULL OR valid_to > t)`）。
- `capture_id` 从任何一行引向它所读自的 WARC 记录（`captures` 的 `warc_key`、`warc_offset`、`warc_length`）。
- 新增可空的列是小改动；其他都是该表的新主版本。
"""


@cache
def generated() -> Mapping[str, str]:
    """Path below the checkout to content, of every generated file."""
    names = {name: (ANALYSTS[name], SQL[name]) for name in in_order(ANALYSTS)}
    files = {
        f"include/sql/{dialect.name}.sql": script(dialect, TABLES.values(), names, RELEASED) for dialect in DIALECTS
    }
    return {
        "docs/tables.md": dictionary(),
        "docs/tables.zh.md": dictionary_zh(),
        "docs/codes.zh.md": codes_zh(),
        **files,
    }


def dictionary() -> str:
    """The data dictionary as Markdown."""
    index = "\n".join(f"| [`{table.name}`](#{table.name}) | {table.row} |" for table in ANALYSTS.values())
    sections = map(_section, ANALYSTS.values())
    return "\n".join([_PREFACE, "| table | one row is |", "| --- | --- |", index, *sections]) + "\n"


def dictionary_zh() -> str:
    """The data dictionary in Chinese."""
    tables = ANALYSTS.values()
    index = "\n".join(f"| [`{table.name}`](#{table.name}) | {_said_of(table)[0]} |" for table in tables)
    return "\n".join([_PREFACE_ZH, "| 表 | 一行是 |", "| --- | --- |", index, *map(_section_zh, tables)]) + "\n"


_PREFACE_CODES = """\
<!-- 由 `python -m cppcc_archive.tables.generate` 写成：请勿在此修改 -->
# 指标代码

`indicators`、`panel` 和 `panel_wide` 的代码（表 `codes` 有同样的内容）。每个代码的规则、例子和准确率见
[indicators.md](indicators.md)（英文）。单位以第一个为先；“类别”为计数、百分比，或同一报告的多个分项
（以 `label` 区分，面板不收）。“由谁交代”是面板取值的文件种类，前者优先。
"""
_KINDS_ZH = {"count": "计数", "share": "百分比", "breakdown": "分项"}
_DOCUMENTS_ZH = {
    "proposal_report": "提案工作报告",
    "opinion_report": "社情民意报告",
    "standing_committee_report": "常委会工作报告",
}


def codes_zh() -> str:
    """The codes of indicators in Chinese, as Markdown."""
    rows = (
        f"| `{code.code}` | {code.label} | {code.unit} | {_KINDS_ZH[kind_of(code)]} "
        f"| {'、'.join(_DOCUMENTS_ZH[document] for document in documents_of(code))} |"
        for code in CODES
    )
    head = "| 代码 | 中文 | 单位 | 类别 | 由谁交代 |\n| --- | --- | --- | --- | --- |"
    return "\n".join([_PREFACE_CODES, head, *rows]) + "\n"


def _said_of(table: Table) -> tuple[str, str]:
    """What one row of a table is and its description, in Chinese."""
    part, is_history, _ = table.name.partition("_history")
    row, description = ROWS[part]
    return (row, HISTORY.format(part=part)) if is_history else (row, description)


def _section_zh(table: Table) -> str:
    row, description = _said_of(table)
    facts = [f"一行是{row}。{description}", f"键：{_listed(table.key, '、')}。"]
    if table.name not in TABLES:
        in_releases = "发布版中没有" if table.name.endswith("_history") else "在发布版中是表"
        facts.append(f"视图：查询时由其他表得出；{in_releases}。")
    elif table.partition_by:
        facts.append(f"按 {_listed(table.partition_by, '、')} 分区。")
    facts += [f"按 {_listed(table.order, '、')} 排序。", f"版本 {table.version}。"]
    head = "| 列 | 类型 | 可空 | 含义 | 单位 | 例子 |\n| --- | --- | --- | --- | --- | --- |"
    rows = "\n".join(
        _cells(column, "是" if column.nullable else "否", _in_chinese(column), UNITS.get(column.unit, column.unit))
        for column in table.columns
    )
    return f"\n## {table.name}\n\n{''.join(facts)}\n\n{head}\n{rows}"


def _in_chinese(column: Column) -> str:
    """A column's meaning. What counts an indicator is described by its Chinese term and, behind it, in English."""
    term, is_indicator, _ = column.description.partition(": ")
    if is_indicator and column.name in _CODES:
        return term
    if column.description not in COLUMNS:
        raise InputError(f"say in tables/chinese_table.py what this is in Chinese: {column.description!r}")
    return COLUMNS[column.description]


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
        kept = "a table in releases" if table in RELEASED else "not in releases"
        facts.append(f"A view: made of other tables when it is asked, {kept}.")
    elif table.partition_by:
        facts.append(f"Partitioned by {_listed(table.partition_by)}.")
    facts += [f"Sorted by {_listed(table.order)}.", f"Version {table.version}."]
    rows = "\n".join(
        _cells(column, "yes" if column.nullable else "no", column.description, column.unit) for column in table.columns
    )
    head = "| column | type | null | what it says | unit | example |\n| --- | --- | --- | --- | --- | --- |"
    return f"\n## {table.name}\n\n{' '.join(facts)}\n\n{head}\n{rows}"


def _cells(column: Column, nullable: str, description: str, unit: str) -> str:
    cells = (f"`{column.name}`", column.type_name, nullable, description, unit, f"`{column.example}`")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
