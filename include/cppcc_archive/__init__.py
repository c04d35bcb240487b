"""The district CPPCC report archive (区县政协工作报告档案): discover, capture, extract, parse, publish.

The data's way through the house, one package a stage::

    sites ──> cms ──> crawl ──> captures ──> extract ──> reports ──> tables
    (facts)  (families) (fetch)   (WARC)     (Document)  (Report)   (Delta)

``markup`` (bytes to text to tree, dates, URLs) and ``store`` (folder or S3) stand below all of them; ``jobs`` joins the
stages into what the command line and the DAGs run. Nothing here imports Airflow.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__version__ = "0.1.0"

# Arrow's own keeps what was freed, 24 MB after a look at the known pages of 64 sites; asked for once, as it is loaded.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")


def open(uri: str | None = None) -> DuckDBPyConnection:  # noqa: A001 - `cppcc_archive.open(…)` says what it does
    """The archive or the release at ``uri`` (default: CPPCC_STORE) as a DuckDB connection with every table and view::

        import cppcc_archive
        db = cppcc_archive.open("s3://my-bucket/cppcc")
        db.sql("SELECT year, sum(value) FROM panel WHERE code = 'proposals_filed' GROUP BY year ORDER BY year").df()

    Raises SettingsError or InputError when there is nothing to open.
    """
    from cppcc_archive.tables.opening import open_archive

    return open_archive(uri)
