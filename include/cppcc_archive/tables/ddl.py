"""The tables in the words of each warehouse: read in place, or made anew to load a release into. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyarrow as pa

from cppcc_archive.tables.schema import Column, Table

HEADER = (
    "Generated from include/cppcc_archive/tables/contract.py by `python -m cppcc_archive.tables.generate`: do not edit."
)
SOURCE = "s3://BUCKET/PREFIX"

# Types by dialect in the order: text, int32, int64, double, boolean, date, UTC timestamp; and how a list is written.
_NAMES = ("string", "int32", "int64", "double", "bool", "date32[day]", "timestamp[us, tz=UTC]")
_PLAIN = {
    "duckdb": ("VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMPTZ"),
    "athena": ("string", "int", "bigint", "double", "boolean", "date", "timestamp"),
    "bigquery": ("STRING", "INT64", "INT64", "FLOAT64", "BOOL", "DATE", "TIMESTAMP"),
    "snowflake": ("VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP_TZ"),
    "redshift": ("VARCHAR(65535)", "INTEGER", "BIGINT", "DOUBLE PRECISION", "BOOLEAN", "DATE", "TIMESTAMP"),
    "trino": ("VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP(6) WITH TIME ZONE"),
    "spark": ("STRING", "INT", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"),
    "clickhouse": ("String", "Int32", "Int64", "Float64", "Bool", "Date32", "DateTime64(6, 'UTC')"),
}
_LISTS = {
    "duckdb": "{}[]",
    "athena": "array<{}>",
    "bigquery": "ARRAY<{}>",
    "snowflake": "ARRAY",
    "redshift": "SUPER",
    "trino": "ARRAY({})",
    "spark": "ARRAY<{}>",
    "clickhouse": "Array({})",
}


@dataclass(frozen=True)
class Dialect:
    """One warehouse: how it reads the Delta tables in place, and how it declares a table of its own."""

    name: str
    title: str
    preface: tuple[str, ...]
    mount: Callable[[Table], str]
    create: Callable[[Table], str] | None


def script(dialect: Dialect, tables: Iterable[Table]) -> str:
    """The whole SQL file of a dialect."""
    listed = list(tables)
    parts = [f"-- {HEADER}", f"-- {dialect.title}. Replace BUCKET/PREFIX by the place of your store.", *dialect.preface]
    parts += ["", "-- 1. Read the tables in place", ""]
    parts += [f"{dialect.mount(table)}\n" for table in listed]
    if dialect.create:
        parts += ["-- 2. Tables of your own, to load a release (releases/<date>/<table>/*.parquet) into", ""]
        parts += [f"{dialect.create(table)}\n" for table in listed]
    return "\n".join(parts).rstrip() + "\n"


def type_in(dialect: str, kind: pa.DataType) -> str:
    """An Arrow type in the dialect's words."""
    if pa.types.is_list(kind):
        return _LISTS[dialect].format(type_in(dialect, kind.value_type))
    return _PLAIN[dialect][_NAMES.index(str(kind))]


def _quote(text: str, escape: str = "''") -> str:
    return "'" + text.replace("\\", "\\\\" if escape != "''" else "\\").replace("'", escape) + "'"


def _name(dialect: str, name: str) -> str:
    return f"`{name}`" if dialect in ("athena", "bigquery", "spark", "clickhouse") else f'"{name}"'


def _said(column: Column) -> str:
    return column.description + (f" ({column.unit})" if column.unit else "")


def _columns(dialect: str, columns: Iterable[Column], comment: str | None, escape: str = "''") -> str:
    lines = []
    for column in columns:
        line = f"  {_name(dialect, column.name)} {_typed(dialect, column)}"
        lines.append(line + (f" {comment.format(_quote(_said(column), escape))}" if comment else ""))
    return ",\n".join(lines)


def _typed(dialect: str, column: Column) -> str:
    kind = type_in(dialect, column.type)
    is_list = pa.types.is_list(column.type)
    if dialect == "clickhouse":
        return kind if not column.nullable or is_list else f"Nullable({kind})"
    if dialect == "athena" or column.nullable or (dialect == "bigquery" and is_list):
        return kind
    return f"{kind} NOT NULL"


def _after(dialect: str, table: Table) -> str:
    """Comments for those that take them only in statements of their own."""
    lines = [f"COMMENT ON TABLE {_name(dialect, table.name)} IS {_quote(table.description)};"]
    lines += [
        f"COMMENT ON COLUMN {_name(dialect, table.name)}.{_name(dialect, column.name)} IS {_quote(_said(column))};"
        for column in table.columns
    ]
    return "\n".join(lines)


def _duckdb_mount(table: Table) -> str:
    return (
        f"CREATE OR REPLACE VIEW {table.name} AS SELECT * FROM delta_scan('{SOURCE}/tables/{table.name}');\n"
        f"COMMENT ON VIEW {table.name} IS {_quote(table.description)};"
    )


def _duckdb_create(table: Table) -> str:
    body = _columns("duckdb", table.columns, None)
    return f"CREATE SCHEMA IF NOT EXISTS release;\nCREATE OR REPLACE TABLE release.{table.name} (\n{body}\n);"


def _athena_mount(table: Table) -> str:
    return (
        f"CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.{table.name}\n"
        f"LOCATION '{SOURCE}/tables/{table.name}/'\nTBLPROPERTIES ('table_type' = 'DELTA');"
    )


def _athena_create(table: Table) -> str:
    body = _columns("athena", table.columns, "COMMENT {}", "\\'")
    return (
        f"CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.{table.name} (\n{body}\n)\n"
        f"COMMENT {_quote(table.description, chr(92) + chr(39))}\nSTORED AS PARQUET\n"
        f"LOCATION '{SOURCE}/releases/DATE/{table.name}/';"
    )


def _bigquery_mount(table: Table) -> str:
    return (
        f"CREATE OR REPLACE EXTERNAL TABLE cppcc.{table.name}\nWITH CONNECTION `PROJECT.REGION.CONNECTION`\n"
        f"OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/{table.name}'],\n"
        f"  description = {_quote(table.description, chr(92) + chr(39))});"
    )


def _bigquery_create(table: Table) -> str:
    body = _columns("bigquery", table.columns, "OPTIONS (description = {})", "\\'")
    cluster = [name for name in table.order if name in table.column][:4]
    return (
        f"CREATE OR REPLACE TABLE cppcc_release.{table.name} (\n{body}\n)\n"
        f"CLUSTER BY {', '.join(cluster)}\n"
        f"OPTIONS (description = {_quote(table.description, chr(92) + chr(39))});"
    )


def _snowflake_mount(table: Table) -> str:
    return (
        f"CREATE OR REPLACE ICEBERG TABLE {table.name}\n  CATALOG = 'CPPCC_DELTA'\n"
        f"  EXTERNAL_VOLUME = 'CPPCC'\n  BASE_LOCATION = 'tables/{table.name}'\n  AUTO_REFRESH = TRUE\n"
        f"  COMMENT = {_quote(table.description)};"
    )


def _snowflake_create(table: Table) -> str:
    body = _columns("snowflake", table.columns, "COMMENT {}")
    return f"CREATE OR REPLACE TABLE release_{table.name} (\n{body}\n) COMMENT = {_quote(table.description)};"


def _redshift_mount(table: Table) -> str:
    inner = [column for column in table.columns if column.name not in table.partition_by]
    kinds = {column.name: _spectrum(column) for column in table.columns}
    body = ",\n".join(f'  "{column.name}" {kinds[column.name]}' for column in inner)
    parts = ", ".join(f'"{name}" {kinds[name]}' for name in table.partition_by)
    return (
        f"CREATE EXTERNAL TABLE cppcc.{table.name} (\n{body}\n)\n"
        + (f"PARTITIONED BY ({parts})\n" if parts else "")
        + "ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'\n"
        "STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'\n"
        "OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'\n"
        f"LOCATION '{SOURCE}/tables/{table.name}/_symlink_format_manifest/';"
    )


def _spectrum(column: Column) -> str:
    if pa.types.is_list(column.type):
        return f"ARRAY<{type_in('redshift', column.type.value_type)}>"
    return type_in("redshift", column.type)


def _redshift_create(table: Table) -> str:
    body = _columns("redshift", table.columns, None)
    sort = ", ".join(f'"{name}"' for name in table.order)
    return f'CREATE TABLE IF NOT EXISTS "{table.name}" (\n{body}\n) SORTKEY ({sort});\n' + _after("redshift", table)


def _trino_mount(table: Table) -> str:
    return (
        f"CALL delta.system.register_table(schema_name => 'cppcc', table_name => '{table.name}',\n"
        f"  table_location => '{SOURCE}/tables/{table.name}');"
    )


def _trino_create(table: Table) -> str:
    body = _columns("trino", table.columns, "COMMENT {}")
    return f"CREATE TABLE IF NOT EXISTS cppcc_release.{table.name} (\n{body}\n)\nCOMMENT {_quote(table.description)};"


def _spark_mount(table: Table) -> str:
    return (
        f"CREATE TABLE IF NOT EXISTS cppcc.{table.name} USING DELTA LOCATION 's3a://BUCKET/PREFIX/tables/{table.name}';"
    )


def _spark_create(table: Table) -> str:
    body = _columns("spark", table.columns, "COMMENT {}", "\\'")
    return (
        f"CREATE TABLE IF NOT EXISTS cppcc_release.{table.name} (\n{body}\n) USING PARQUET\n"
        f"COMMENT {_quote(table.description, chr(92) + chr(39))};"
    )


def _clickhouse_mount(table: Table) -> str:
    return (
        f"CREATE TABLE IF NOT EXISTS {table.name}\n"
        f"ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/{table.name}/', 'KEY', 'SECRET');"
    )


def _clickhouse_create(table: Table) -> str:
    body = _columns("clickhouse", table.columns, "COMMENT {}", "\\'")
    order = ", ".join(name for name in table.order if not table.column[name].nullable)
    return (
        f"CREATE TABLE IF NOT EXISTS release_{table.name} (\n{body}\n) ENGINE = MergeTree ORDER BY ({order})\n"
        f"COMMENT {_quote(table.description, chr(92) + chr(39))};"
    )


DIALECTS = (
    Dialect(
        "duckdb",
        "DuckDB",
        ("-- INSTALL delta; INSTALL httpfs; LOAD delta; LOAD httpfs; and CREATE SECRET (TYPE s3, …) come first.",),
        _duckdb_mount,
        _duckdb_create,
    ),
    Dialect(
        "athena", "Amazon Athena (read-only; the columns come from the Delta log)", (), _athena_mount, _athena_create
    ),
    Dialect(
        "bigquery",
        "Google BigQuery (BigLake external tables over a copy of the store in Cloud Storage)",
        (),
        _bigquery_mount,
        _bigquery_create,
    ),
    Dialect(
        "snowflake",
        "Snowflake (Delta Direct)",
        (
            "-- Once, beside an external volume CPPCC at the store:",
            "-- CREATE CATALOG INTEGRATION CPPCC_DELTA",
            "--   CATALOG_SOURCE = OBJECT_STORE TABLE_FORMAT = DELTA ENABLED = TRUE;",
        ),
        _snowflake_mount,
        _snowflake_create,
    ),
    Dialect(
        "redshift",
        "Amazon Redshift Spectrum",
        (
            "-- It reads symlink manifests; cppcc_archive.tables.maintenance.write_manifests makes them.",
            "-- Partitions are added with ALTER TABLE … ADD PARTITION.",
        ),
        _redshift_mount,
        _redshift_create,
    ),
    Dialect("trino", "Trino (catalog `delta` with the Delta Lake connector)", (), _trino_mount, _trino_create),
    Dialect("spark", "Apache Spark and Databricks", (), _spark_mount, _spark_create),
    Dialect("clickhouse", "ClickHouse", (), _clickhouse_mount, _clickhouse_create),
)
