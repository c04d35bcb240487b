"""deploy/helm/values.yaml names what the official chart has, and what Airflow has; with a chart at hand it is rendered.

No package registry has the chart: where it is on disk, ``make test-helm CHART=…`` renders it by Helm itself.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from ruamel.yaml import YAML

from demo_sites.services import CHECKOUT

CHART = {
    "images.airflow": {"repository", "tag", "digest", "pullPolicy"},
    "data": {"metadataSecretName", "resultBackendSecretName", "brokerUrlSecretName"},
    "postgresql": {"enabled"},
    "redis": {"enabled"},
    "securityContexts": {"pod", "containers"},
    "scheduler": {"resources", "replicas"},
    "dagProcessor": {"resources", "replicas"},
    "triggerer": {"resources", "replicas"},
    "apiServer": {"resources", "replicas"},
    "workers": {"celery", "kubernetes"},
    "workers.celery": {"queue", "replicas", "terminationGracePeriodSeconds", "resources"},
    "workers.kubernetes": {"terminationGracePeriodSeconds", "resources"},
}
"""What the chart (1.21) takes where, as far as we use it; written down from its documentation."""

TOP = {
    "airflowVersion",
    "executor",
    "fernetKeySecretName",
    "jwtSecretName",
    "apiSecretKeySecretName",
    "config",
    "env",
    "extraEnvFrom",
    "images",
    *{name.partition(".")[0] for name in CHART},
}


@pytest.fixture(scope="module")
def values() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load((CHECKOUT / "deploy" / "helm" / "values.yaml").read_text("utf-8"))
    return found


def test_every_key_is_one_that_the_chart_has(values) -> None:
    assert set(values) <= TOP
    for path, allowed in CHART.items():
        section = values
        for part in path.split("."):
            section = section[part]
        assert set(section) <= allowed, path


def test_every_option_of_airflow_is_one_that_it_has(values) -> None:
    from airflow.configuration import conf

    for section, options in values["config"].items():
        if section == "openlineage" and find_spec("airflow.providers.openlineage") is None:
            continue
        assert set(options) <= set(conf.configuration_description[section]["options"]), section


def test_the_version_is_the_locked_one_and_the_settings_are_the_project_s(values) -> None:
    lock = (CHECKOUT / "requirements.lock").read_text("utf-8")
    assert f"apache-airflow=={values['airflowVersion']} " in lock
    table = (CHECKOUT / "docs" / "ops.md").read_text("utf-8").partition("| setting |")[2].partition("\n\n")[0]
    for variable in values["env"]:
        assert f"`{variable['name']}`" in table


def test_both_kinds_of_worker_get_the_memory_a_task_wants(values) -> None:
    def limits(section: dict[str, Any]) -> Iterator[tuple[str, str]]:
        yield from section["resources"]["limits"].items()

    assert list(limits(values["workers"]["celery"])) == list(limits(values["workers"]["kubernetes"]))
    assert values["workers"]["celery"]["queue"].split(",") == ["crawl", "default"]


@pytest.mark.slow
@pytest.mark.skipif("CPPCC_CHART" not in os.environ, reason="no chart at hand: make test-helm CHART=…")
@pytest.mark.parametrize("executor", ["KubernetesExecutor", "CeleryExecutor"])
def test_the_chart_renders_with_our_values_and_kubernetes_takes_what_comes(executor) -> None:
    program = [CHECKOUT / ".venv-helm/bin/python", CHECKOUT / "tests/dags/helm_chart.py"]
    done = subprocess.run([*program, os.environ["CPPCC_CHART"], executor], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = {(one["kind"], one["name"]): one for one in json.loads(done.stdout)}
    scheduler = next(one for (kind, name), one in found.items() if kind != "Service" and name == "archive-scheduler")
    assert "registry.example.org/cppcc-archive:0.1.0" in scheduler["images"]
    assert {"CPPCC_STORE", "CPPCC_CONTACT", "CPPCC_CRAWL_SLOTS"} <= set(scheduler["env"])
    assert {"memory": "1536Mi"} in scheduler["limits"]
    workers = [one for (_, name), one in found.items() if name == "archive-worker"]
    assert bool([one for one in workers if one["images"]]) is (executor == "CeleryExecutor")
