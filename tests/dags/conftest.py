"""A real Airflow for these tests: its home in a temporary folder, SQLite, our DAGs and plugins.

Airflow reads its settings when it is first imported, so they stand here at module level.
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.store.base import Store
from cppcc_archive.store.embedded import EmbeddedS3, embedded_s3
from cppcc_archive.tables.query import query
from demo_sites.dagruns import prepare_airflow
from demo_sites.server import DemoSites
from demo_sites.services import airflow_environ

_HOME = Path(tempfile.mkdtemp(prefix="cppcc-airflow-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ.update(airflow_environ(_HOME))
# The demo asks nobody to log in; here it matters who may see what.
os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS"] = "False"
os.environ["AIRFLOW__API_AUTH__JWT_SECRET"] = secrets.token_urlsafe(64)


@pytest.fixture(scope="session")
def airflow_database() -> None:
    """The metadata database, once."""
    prepare_airflow()


@pytest.fixture(scope="session")
def s3() -> Iterator[EmbeddedS3]:
    """One embedded S3 server; every archive has a prefix of its own on it."""
    with embedded_s3() as server:
        yield server


@dataclass
class Archive:
    """One archive on S3, the demo sites it crawls, and how many times DAGs ran."""

    store: Store
    sites: DemoSites

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """Rows of a query over the tables."""
        rows: list[dict[str, Any]] = query(self.store, sql).to_pylist()
        return rows

    def keys(self) -> list[str]:
        """Every object of the store."""
        return list(self.store.keys(""))


@pytest.fixture
def archive(s3: EmbeddedS3, airflow_database: None, tmp_path: Path, monkeypatch) -> Iterator[Archive]:
    """A fresh archive, and the environment by which tasks find it."""
    with DemoSites(tmp_path / "sites") as sites:
        store = s3.open_store(tmp_path.name)
        for name, value in {**s3.environ, "CPPCC_STORE": store.uri, "CPPCC_SITES": str(sites.registry)}.items():
            monkeypatch.setenv(name, value)
        yield Archive(store, sites)


@pytest.fixture
def bag(airflow_database: None) -> Any:
    """The DAGs, parsed anew: a run's parameters stay behind in the DAG object it was given to."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
