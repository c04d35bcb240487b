"""The tables in the words of each warehouse: read in place, or made anew to load a release into. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
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
    """One warehouse: how it reads the Delta tables in place, and how it declares a table of its own and loads it.

    ``stored`` is the schema of the tables as they are stored, ``schema`` that of the names analysts use (None: the
    session's own).
    """

    name: str
    title: str
    preface: tuple[str, ...]
    mount: Callable[[Table], str]
    create: Callable[[Table], str]
    stored: str = "cppcc_stored"
    schema: str | None = "cppcc"


def script(
    dialect: Dialect, stored: Iterable[Table], names: Mapping[str, tuple[Table, str]], released: Iterable[Table]
) -> str:
    """The whole SQL file of a dialect. ``names`` are what analysts use, by name in the order of what needs what, each
    with its SELECT in DuckDB's words; ``released`` are the tables that a release has a folder of."""
    parts = [f"-- {HEADER}", f"-- {dialect.title}. Replace BUCKET/PREFIX by the place of your store.", *dialect.preface]
    parts += ["", "-- 1. Mount the tables as they are stored", ""]
    parts += [f"{dialect.mount(table)}\n" for table in stored]
    parts += ["-- 2. The names of docs/tables.md over them", ""]
    parts += [f"{_view(dialect, table, sql)}\n" for table, sql in names.values()]
    parts += ["-- 3. Or tables of your own, loaded from a release (replace DATE by its name)", ""]
    parts += [f"{dialect.create(table)}\n" for table in released]
    return "\n".join(parts).rstrip() + "\n"


def _view(dialect: Dialect, table: Table, sql: str) -> str:
    name = f"{dialect.schema}.{table.name}" if dialect.schema else table.name
    end = {"redshift": "\nWITH NO SCHEMA BINDING", "clickhouse": "\nSETTINGS join_use_nulls = 1"}.get(dialect.name, "")
    return f"-- {table.description}\nCREATE OR REPLACE VIEW {name} AS\n{in_dialect(dialect, sql)}{end};"


def in_dialect(dialect: Dialect, sql: str) -> str:
    """A SELECT of ours in the dialect's words, its tables in the dialect's schemas."""
    import sqlglot
    from sqlglot import exp

    tree = sqlglot.parse_one(sql, read="duckdb")
    inner = {one.alias for one in tree.find_all(exp.CTE)}
    for found in tree.find_all(exp.Table):
        if found.db == "stored":
            found.set("db", exp.to_identifier(dialect.stored))
        elif not found.db and dialect.schema and found.name not in inner:
            found.set("db", exp.to_identifier(dialect.schema))
    text: str = tree.sql(dialect=dialect.name, pretty=True, unsupported_level=sqlglot.ErrorLevel.RAISE)
    # Its SUBSTRING counts bytes.
    return re.sub(r"\bSUBSTR(ING)?\(", "substringUTF8(", text) if dialect.name == "clickhouse" else text


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
        f"CREATE OR REPLACE VIEW stored.{table.name} AS SELECT * FROM delta_scan('{SOURCE}/tables/{table.name}');\n"
        f"COMMENT ON VIEW stored.{table.name} IS {_quote(table.description)};"
    )


def _duckdb_create(table: Table) -> str:
    body = _columns("duckdb", table.columns, None)
    return f"CREATE SCHEMA IF NOT EXISTS release;\nCREATE OR REPLACE TABLE release.{table.name} (\n{body}\n);\n" + (
        f"INSERT INTO release.{table.name} BY NAME SELECT * FROM '{SOURCE}/releases/DATE/{table.name}/*.parquet';"
    )


def _athena_mount(table: Table) -> str:
    return (
        f"CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_stored.{table.name}\n"
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
        f"CREATE OR REPLACE EXTERNAL TABLE cppcc_stored.{table.name}\nWITH CONNECTION `PROJECT.REGION.CONNECTION`\n"
        f"OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/{table.name}'],\n"
        f"  description = {_quote(table.description, chr(92) + chr(39))});"
    )


def _bigquery_create(table: Table) -> str:
    body = _columns("bigquery", table.columns, "OPTIONS (description = {})", "\\'")
    cluster = [name for name in table.order if name in table.column][:4]
    return (
        f"CREATE OR REPLACE TABLE cppcc_release.{table.name} (\n{body}\n)\n"
        f"CLUSTER BY {', '.join(cluster)}\n"
        f"OPTIONS (description = {_quote(table.description, chr(92) + chr(39))});\n"
        f"LOAD DATA INTO cppcc_release.{table.name}\n"
        f"FROM FILES (format = 'PARQUET', uris = ['gs://BUCKET/PREFIX/releases/DATE/{table.name}/*.parquet']);"
    )


def _snowflake_mount(table: Table) -> str:
    return (
        f"CREATE OR REPLACE ICEBERG TABLE stored.{table.name}\n  CATALOG = 'CPPCC_DELTA'\n"
        f"  EXTERNAL_VOLUME = 'CPPCC'\n  BASE_LOCATION = 'tables/{table.name}'\n  AUTO_REFRESH = TRUE\n"
        f"  COMMENT = {_quote(table.description)};"
    )


def _snowflake_create(table: Table) -> str:
    body = _columns("snowflake", table.columns, "COMMENT {}")
    return (
        f"CREATE OR REPLACE TABLE release_{table.name} (\n{body}\n) COMMENT = {_quote(table.description)};\n"
        f"COPY INTO release_{table.name} FROM @CPPCC/releases/DATE/{table.name}/\n"
        "  FILE_FORMAT = (TYPE = PARQUET USE_LOGICAL_TYPE = TRUE) MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE;"
    )


def _redshift_mount(table: Table) -> str:
    inner = [column for column in table.columns if column.name not in table.partition_by]
    kinds = {column.name: _spectrum(column) for column in table.columns}
    body = ",\n".join(f'  "{column.name}" {kinds[column.name]}' for column in inner)
    parts = ", ".join(f'"{name}" {kinds[name]}' for name in table.partition_by)
    return (
        f"CREATE EXTERNAL TABLE cppcc_stored.{table.name} (\n{body}\n)\n"
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
    load = (
        f"COPY \"{table.name}\" FROM '{SOURCE}/releases/DATE/{table.name}/'\n"
        "  IAM_ROLE default FORMAT AS PARQUET SERIALIZETOJSON;\n"
    )
    return f'CREATE TABLE IF NOT EXISTS "{table.name}" (\n{body}\n) SORTKEY ({sort});\n{load}' + _after(
        "redshift", table
    )


def _trino_mount(table: Table) -> str:
    return (
        f"CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => '{table.name}',\n"
        f"  table_location => '{SOURCE}/tables/{table.name}');"
    )


def _trino_create(table: Table) -> str:
    body = _columns("trino", table.columns, "COMMENT {}")
    # Hive's tables know no time zone: what is read is UTC.
    body = body.replace("TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP(6)").replace(" NOT NULL", "")
    return (
        f"CREATE TABLE IF NOT EXISTS hive.cppcc_release.{table.name} (\n{body}\n)\n"
        f"COMMENT {_quote(table.description)}\n"
        f"WITH (format = 'PARQUET', external_location = '{SOURCE}/releases/DATE/{table.name}/');"
    )


def _spark_mount(table: Table) -> str:
    return f"CREATE TABLE IF NOT EXISTS cppcc_stored.{table.name} USING DELTA\n  LOCATION 's3a://BUCKET/PREFIX/tables/{table.name}';"


def _spark_create(table: Table) -> str:
    body = _columns("spark", table.columns, "COMMENT {}", "\\'")
    return (
        f"CREATE TABLE IF NOT EXISTS cppcc_release.{table.name} (\n{body}\n) USING PARQUET\n"
        f"LOCATION 's3a://BUCKET/PREFIX/releases/DATE/{table.name}/'\n"
        f"COMMENT {_quote(table.description, chr(92) + chr(39))};"
    )


def _clickhouse_mount(table: Table) -> str:
    return (
        f"CREATE TABLE IF NOT EXISTS stored.{table.name}\n"
        f"ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/{table.name}/', 'KEY', 'SECRET');"
    )


def _clickhouse_create(table: Table) -> str:
    body = _columns("clickhouse", table.columns, "COMMENT {}", "\\'")
    order = ", ".join(name for name in table.order if not table.column[name].nullable)
    return (
        f"CREATE TABLE IF NOT EXISTS release_{table.name} (\n{body}\n) ENGINE = MergeTree ORDER BY ({order})\n"
        f"COMMENT {_quote(table.description, chr(92) + chr(39))};\n"
        f"INSERT INTO release_{table.name} SELECT * FROM\n"
        f"  s3('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/releases/DATE/{table.name}/*.parquet', 'KEY', 'SECRET');"
    )


DIALECTS = (
    Dialect(
        "duckdb",
        "DuckDB",
        (
            "-- INSTALL delta; INSTALL httpfs; LOAD delta; LOAD httpfs; and CREATE SECRET (TYPE s3, …) come first.",
            "CREATE SCHEMA IF NOT EXISTS stored;",
        ),
        _duckdb_mount,
        _duckdb_create,
        "stored",
        None,
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
            "-- and a stage CPPCC at the store, to load releases from.",
            "CREATE SCHEMA IF NOT EXISTS stored;",
        ),
        _snowflake_mount,
        _snowflake_create,
        "stored",
        None,
    ),
    Dialect(
        "redshift",
        "Amazon Redshift Spectrum",
        (
            "-- It reads symlink manifests. The weekly care (DAG audit_archive) writes them anew: what is built later",
            "-- is seen after the next care.",
            "-- cppcc_stored is an external schema (CREATE EXTERNAL SCHEMA cppcc_stored FROM DATA CATALOG …).",
            "-- Partitions are added with ALTER TABLE … ADD PARTITION.",
        ),
        _redshift_mount,
        _redshift_create,
    ),
    Dialect("trino", "Trino (catalog `delta` with the Delta Lake connector)", (), _trino_mount, _trino_create),
    Dialect("spark", "Apache Spark and Databricks", (), _spark_mount, _spark_create),
    Dialect(
        "clickhouse",
        "ClickHouse",
        ("CREATE DATABASE IF NOT EXISTS stored;",),
        _clickhouse_mount,
        _clickhouse_create,
        "stored",
        None,
    ),
)
