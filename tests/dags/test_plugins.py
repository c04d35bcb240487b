"""What extends Airflow: a page for logged-in users only, with everything escaped, and notices of failed runs."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from archive_notices import COMMAND, notice, report_failure, send


@pytest.fixture(scope="module")
def client(airflow_database) -> Any:
    """Airflow's own API server with the plugin mounted."""
    from airflow.api_fastapi.app import create_app
    from fastapi.testclient import TestClient

    with TestClient(create_app(apps="core")) as found:
        yield found


@pytest.fixture(scope="module")
def user(client) -> dict[str, str]:
    """The header of a logged-in user."""
    from airflow.api_fastapi.app import get_auth_manager
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser

    token = get_auth_manager().generate_jwt(SimpleAuthManagerUser(username="reader", role="viewer"))
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    "path", ["/cppcc/", "/cppcc/nights", "/cppcc/nights.json", "/cppcc/style.css", "/cppcc/report/x"]
)
def test_nobody_sees_the_reader_without_logging_in(client, path) -> None:
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"Authorization": "Bearer made.up.token"}).status_code in {401, 403}


@pytest.mark.parametrize("path", ["/cppcc/docs", "/cppcc/redoc", "/cppcc/openapi.json"])
def test_the_app_describes_itself_to_nobody(client, user, path) -> None:
    assert client.get(path, headers=user).status_code == 404


def test_the_reader_shows_the_last_crawls_and_who_did_not_answer(client, user, archive, monkeypatch, tmp_path) -> None:
    from cppcc_archive.jobs.crawl import crawl, year_scope
    from cppcc_archive.jobs.settings import Settings

    registry = json.dumps(
        [
            {
                "id": "gone-site",
                "name": "空山区政协",
                "cms": "trs",
                "allow_private_address": True,
                "delay_seconds": 0,
                "base_url": archive.sites.urls["qingyan"] + "moved/",
            }
        ]
    )
    (tmp_path / "gone.json").write_text(registry, encoding="utf-8")
    monkeypatch.setenv("CPPCC_SITES", str(tmp_path / "gone.json"))
    settings = Settings.from_environment()
    crawl(settings, settings.registry().crawlable(), year_scope(None), run_id="the-run")

    fresh = mounted(user)
    answer = fresh.get("/cppcc/nights", headers=user)
    assert answer.status_code == 200
    assert "the-run" in answer.text
    assert "gone-site" in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert 'href="./style.css"' in answer.text
    found = fresh.get("/cppcc/nights.json", headers=user).json()
    assert [(run["run_id"], run["sites"], run["answered"]) for run in found["runs"]] == [("the-run", 1, 0)]
    assert [row["site_id"] for row in found["unanswered"]] == ["gone-site"]
    # Archived pages are never shown from Airflow's origin.
    assert "frame-src 'none'" in answer.headers["content-security-policy"]


def test_an_unreadable_store_is_a_503_that_tells_no_address(user, monkeypatch) -> None:
    for name in ("CPPCC_STORE", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    fresh = mounted(user)
    for path in ("/cppcc/", "/cppcc/nights.json"):
        answer = fresh.get(path, headers=user)
        assert answer.status_code == 503
        assert "CPPCC_STORE" not in answer.text


def mounted(user: dict[str, str]) -> Any:
    """The plugin's app as Airflow mounts it, built anew: the one in the API server keeps the store it first saw."""
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from archive_view import build

    outer = FastAPI()
    outer.mount("/cppcc", build())
    return TestClient(outer, headers=user)


def test_plugins_load_without_importing_the_api_server() -> None:
    import subprocess

    program = "import sys, archive_view, archive_notices; print('airflow.api_fastapi.core_api.security' in sys.modules)"
    path = [entry for entry in sys.path if entry.endswith(("plugins", "dags", "include"))]
    program = f"import sys; sys.path[:0] = {path!r}; {program}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("False")


CONTEXT = {
    "dag_run": SimpleNamespace(dag_id="build_year", run_id="manual__1", partition_key="2024"),
    "task_instance": SimpleNamespace(task_id="build", map_index=-1, log_url="http://127.0.0.1/log"),
    "exception": ValueError("no rows"),
}


def test_a_notice_says_what_failed_and_why() -> None:
    assert notice(CONTEXT) == {
        "dag_id": "build_year",
        "run_id": "manual__1",
        "partition_key": "2024",
        "task_id": "build",
        "map_index": -1,
        "error": "ValueError: no rows",
        "log_url": "http://127.0.0.1/log",
    }


def test_a_notice_without_an_exception_says_where_to_look() -> None:
    assert "see its log" in notice({})["error"]


def test_a_notice_goes_to_the_operator_s_program(monkeypatch, tmp_path) -> None:
    out = tmp_path / "out"
    monkeypatch.setenv(COMMAND, f"tee {out}")
    report_failure(CONTEXT)
    assert json.loads(out.read_text()) == notice(CONTEXT)


@pytest.mark.parametrize("command", [None, "false", "/nowhere/at-all", "unbalanced 'quote"])
def test_a_program_that_fails_does_not_fail_the_run(monkeypatch, command) -> None:
    monkeypatch.delenv(COMMAND, raising=False)
    if command:
        monkeypatch.setenv(COMMAND, command)
    assert send({"dag_id": "x"}) is False
    report_failure(CONTEXT)
