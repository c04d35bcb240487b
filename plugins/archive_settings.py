"""The archive's settings inside Airflow: the environment, and what it lacks from the connection ``cppcc_store``.

Stands in the plugins folder because tasks, the API server's page and callbacks all import from there.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from airflow.sdk import BaseHook
from airflow.sdk.exceptions import AirflowNotFoundException

if TYPE_CHECKING:
    from cppcc_archive.jobs.settings import Settings

CONNECTION = "cppcc_store"
"""Airflow connection of type ``aws``: keys, and ``endpoint_url``, ``region_name``, ``store`` in its extra."""


def task_settings() -> Settings:
    """The operator's settings: the environment, and what it lacks from the connection ``cppcc_store``."""
    from cppcc_archive.jobs.settings import Settings

    for name, value in store_environment().items():
        os.environ.setdefault(name, value)
    return Settings.from_environment()


def store_environment() -> dict[str, str]:
    """The connection as the environment variables that boto3, delta-rs and DuckDB read; empty without a connection."""
    try:
        connection = BaseHook.get_connection(CONNECTION)
    except AirflowNotFoundException:
        return {}
    extra = connection.extra_dejson
    found = {
        "CPPCC_STORE": extra.get("store"),
        "AWS_ACCESS_KEY_ID": connection.login,
        "AWS_SECRET_ACCESS_KEY": connection.password,
        "AWS_SESSION_TOKEN": extra.get("aws_session_token"),
        "AWS_ENDPOINT_URL": extra.get("endpoint_url"),
        "AWS_REGION": extra.get("region_name"),
    }
    return {name: str(value) for name, value in found.items() if value}
