"""docker-compose.yml agrees with Airflow, with the library and with the secrets that ``make env`` writes."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from demo_sites.services import CHECKOUT, airflow_environ

TEXT = (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")
AIRFLOW_SERVICES = {"init", "api-server", "scheduler", "dag-processor", "triggerer"}
SHARED = (
    "AIRFLOW__API_AUTH__JWT_SECRET",
    "AIRFLOW__CORE__FERNET_KEY",
    "AIRFLOW__API__SECRET_KEY",
    "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
)


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(TEXT)["services"]
    return found


def test_every_airflow_service_shares_the_secrets(services) -> None:
    for name in AIRFLOW_SERVICES:
        for variable in SHARED:
            assert services[name]["environment"][variable] == services["scheduler"]["environment"][variable]


def test_every_airflow_variable_names_an_option_that_exists(services) -> None:
    from airflow.configuration import conf

    for variable in {*services["scheduler"]["environment"], *airflow_environ(CHECKOUT)}:
        if variable.startswith("AIRFLOW__"):
            _, section, option = variable.lower().split("__")
            assert option in conf.configuration_description[section]["options"], variable


def test_every_cppcc_variable_is_one_the_project_reads(services) -> None:
    read = "".join(path.read_text() for folder in ("include", "dags") for path in (CHECKOUT / folder).rglob("*.py"))
    for variable in services["scheduler"]["environment"]:
        if variable.startswith("CPPCC_"):
            assert f'"{variable}"' in read


def test_make_env_writes_every_secret_that_compose_asks_for(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "env"
    script.write_text((CHECKOUT / ".ci" / "env").read_text())
    subprocess.run(["bash", script], check=True, capture_output=True)
    written = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text().splitlines() if "=" in line)
    assert set(re.findall(r"\$\{([A-Z_0-9]+):\?", TEXT)) == set(written)
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0
    assert len(written["AIRFLOW_JWT_SECRET"]) >= 64

    from cryptography.fernet import Fernet

    assert Fernet(written["AIRFLOW_FERNET_KEY"]).encrypt(b"x")
    before = (tmp_path / ".env").read_text()
    subprocess.run(["bash", script], check=True, capture_output=True)
    assert (tmp_path / ".env").read_text() == before


def test_only_the_ui_is_reachable_and_only_from_this_machine(services) -> None:
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert set(published) == {"api-server"}
    assert all(port.startswith("127.0.0.1:") for port in published["api-server"])


def test_every_standing_service_has_a_health_check(services) -> None:
    assert {name for name, service in services.items() if "healthcheck" not in service} == {"init"}


def test_the_s3_service_is_as_closed_as_the_embedded_one(services) -> None:
    from cppcc_archive.store import embedded

    command = services["s3"]["command"]
    assert set(embedded._CLOSED) <= set(command)
    assert f"-bucket={embedded.BUCKET}" in command
    assert set(embedded._TOKENS) <= set(services["s3"]["environment"])
