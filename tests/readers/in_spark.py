"""Runs SQL in Apache Spark; lives in an environment that has pyspark and not this project.

    python in_spark.py SCRIPT.json

SCRIPT has ``statements`` (run in order) and ``questions``, each with the schema it is asked in. Prints JSON: of each
question its rows, as lists of texts, or the error. Needs Java.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession


def rows(spark: SparkSession, schema: str, sql: str) -> Any:
    try:
        spark.sql(f"USE {schema}")
        return [[None if cell is None else str(cell) for cell in row] for row in spark.sql(sql).collect()]
    except Exception as error:  # whatever Spark raises is what the test shows
        return f"{type(error).__name__}: {str(error)[:600]}"


if __name__ == "__main__":
    folder = Path(sys.argv[1]).parent
    script = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "Asia/Shanghai")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    for statement in script["statements"]:
        spark.sql(statement)
    print(json.dumps([rows(spark, schema, sql) for schema, sql in script["questions"]], ensure_ascii=False))
