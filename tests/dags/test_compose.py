"""docker-compose.yml agrees with Airflow, with the library and with the secrets that ``make env`` writes."""

from __future__ import annotations

import contextlib
import re
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from demo_sites.services import CHECKOUT, airflow_environ

TEXT = (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")
CELERY = (CHECKOUT / "docker-compose.celery.yml").read_text(encoding="utf-8")
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
            if section == "openlineage" and find_spec("airflow.providers.openlineage") is None:
                continue
            assert option in conf.configuration_description[section]["options"], variable


def test_every_documented_setting_reaches_the_containers(services) -> None:
    table = (CHECKOUT / "docs" / "ops.md").read_text(encoding="utf-8").partition("| setting |")[2].partition("\n\n")[0]
    documented = set(re.findall(r"`(CPPCC_[A-Z_]+)`", table))
    assert documented
    for name in AIRFLOW_SERVICES:
        assert documented <= set(services[name]["environment"]), name


def test_every_cppcc_variable_is_one_the_project_reads(services) -> None:
    folders = ("include", "dags", "plugins")
    read = "".join(path.read_text() for folder in folders for path in (CHECKOUT / folder).rglob("*.py"))
    for variable in services["scheduler"]["environment"]:
        if variable.startswith("CPPCC_"):
            assert f'"{variable}"' in read


def test_make_env_writes_every_secret_that_compose_asks_for(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "env"
    script.write_text((CHECKOUT / ".ci" / "env").read_text())
    subprocess.run(["bash", script], check=True, capture_output=True)
    written = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text().splitlines() if "=" in line)
    assert set(re.findall(r"\$\{([A-Z_0-9]+):\?", TEXT + CELERY)) == set(written)
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


def test_every_service_is_closed_bounded_and_turns_its_logs_over(services) -> None:
    redis = YAML(typ="safe").load(CELERY)["services"]["redis"]
    for name, service in {**services, "redis": redis}.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["read_only"] is True, name
        assert service["init"] is True, name
        assert service["mem_limit"] and service["pids_limit"], name
        assert set(service["logging"]["options"]) == {"max-size", "max-file"}, name


def test_a_night_leaves_room_for_what_judges_and_builds(services) -> None:
    environment = services["scheduler"]["environment"]
    slots, parallel = (int(environment[name].rpartition(":-")[2].rstrip("}")) for name in ROOM)
    assert parallel > slots
    wait = int(environment["AIRFLOW__EXECUTION_API__JWT_EXPIRATION_TIME"].rpartition(":-")[2].rstrip("}"))
    assert wait >= 12 * 3600


ROOM = ("CPPCC_CRAWL_SLOTS", "AIRFLOW__CORE__PARALLELISM")


def test_workers_of_the_celery_file_take_every_queue_that_tasks_go_to() -> None:
    celery = YAML(typ="safe").load(CELERY)["services"]
    taken = {name: celery[name]["command"][celery[name]["command"].index("--queues") + 1] for name in WORKERS}
    environment = celery["scheduler"]["environment"]
    assert set(taken.values()) == {environment["CPPCC_CRAWL_QUEUE"], environment["AIRFLOW__OPERATORS__DEFAULT_QUEUE"]}
    for name in (*AIRFLOW_SERVICES, *WORKERS):
        assert celery[name]["environment"] == environment, name


WORKERS = ("crawl-worker", "build-worker")


def test_analysts_may_read_the_archive_and_nothing_else(tmp_path: Path) -> None:
    """The roles of the file, in a real server with the file's own flags."""
    import boto3
    from botocore.exceptions import ClientError

    keys = {"AWS": ("ARCHIVEKEY", "archive-secret"), "ANALYST": ("ANALYSTKEY", "analyst-secret")}
    roles = YAML(typ="safe").load(TEXT)["configs"]["s3-roles"]["content"]
    for name, (key, secret) in keys.items():
        roles = roles.replace(f"${{{name}_ACCESS_KEY_ID:?run make env}}", key)
        roles = roles.replace(f"${{{name}_SECRET_ACCESS_KEY:?run make env}}", secret)
    (tmp_path / "roles.json").write_text(roles)
    with server_with_roles(tmp_path, *keys["AWS"]) as address:

        def client(name: str) -> Any:
            key, secret = keys[name]
            return boto3.client(
                "s3", endpoint_url=address, aws_access_key_id=key, aws_secret_access_key=secret, region_name="us-east-1"
            )

        client("AWS").put_object(Bucket="archive", Key="tables/x", Body=b"rows")
        analyst = client("ANALYST")
        assert analyst.get_object(Bucket="archive", Key="tables/x")["Body"].read() == b"rows"
        assert analyst.list_objects_v2(Bucket="archive")["KeyCount"] == 1
        for forbidden in (
            lambda: analyst.put_object(Bucket="archive", Key="tables/y", Body=b""),
            lambda: analyst.delete_object(Bucket="archive", Key="tables/x"),
            lambda: analyst.create_bucket(Bucket="other"),
        ):
            with pytest.raises(ClientError, match="AccessDenied"):
                forbidden()
        stranger = boto3.client(
            "s3", endpoint_url=address, aws_access_key_id="x", aws_secret_access_key="y", region_name="us-east-1"
        )
        with pytest.raises(ClientError):
            stranger.get_object(Bucket="archive", Key="tables/x")


@contextlib.contextmanager
def server_with_roles(folder: Path, key: str, secret: str) -> Iterator[str]:
    """The embedded server with the roles in ``folder/roles.json``."""
    from unittest.mock import patch

    from cppcc_archive.store import embedded

    flags = (*embedded._CLOSED, f"-s3.config={folder / 'roles.json'}")
    hexes = iter([key.lower(), secret])

    def chosen(size: int) -> str:
        return next(hexes, "0" * 2 * size)

    with (
        patch.object(embedded, "_CLOSED", flags),
        patch.object(embedded.secrets, "token_hex", chosen),
        embedded.embedded_s3(folder / "data") as server,
    ):
        yield server.settings.endpoint_url or ""


def test_the_s3_service_is_as_closed_as_the_embedded_one(services) -> None:
    from cppcc_archive.store import embedded

    command = services["s3"]["command"]
    assert set(embedded._CLOSED) <= set(command)
    assert f"-bucket={embedded.BUCKET}" in command
    assert set(embedded._TOKENS) <= set(services["s3"]["environment"])
