"""What extends Airflow: a page for logged-in users only, with everything escaped, and notices of failed runs."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from types import SimpleNamespace
from typing import Any

import pytest

from archive_metrics import crawl_counts
from archive_notices import Message, notice, report_failure, report_late, report_recovery, send


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


@pytest.fixture
def mails(monkeypatch) -> Iterator[list[Any]]:
    """A real mail server on this machine, the connection that leads to it, and what it was handed."""
    from aiosmtpd.controller import Controller

    taken: list[Any] = []

    class Handler:
        async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
            taken.append(message_from_bytes(envelope.content, policy=default))
            return "250 OK"

    server = Controller(Handler(), hostname="127.0.0.1", port=free_port())
    server.start()
    extra = {"disable_ssl": True, "disable_tls": True, "from_email": "archive@example.org"}
    connection = {"conn_type": "smtp", "host": "127.0.0.1", "port": server.port, "extra": extra}
    monkeypatch.setenv("AIRFLOW_CONN_CPPCC_NOTICES", json.dumps(connection))
    monkeypatch.setenv("AIRFLOW_VAR_CPPCC_NOTIFY", "ops@example.org, night@example.org")
    yield taken
    server.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_a_failure_is_one_mail_with_what_why_and_where(mails) -> None:
    report_failure({**CONTEXT, "exception": ValueError("no <b>rows</b> {{ dag }}")})
    (mail,) = mails
    assert mail["subject"] == "build_year [2024] failed: build"
    assert mail["to"] == "ops@example.org, night@example.org"
    text = mail.get_body(("html",)).get_content()
    assert "ValueError: no &lt;b&gt;rows&lt;/b&gt; {{ dag }}" in text
    assert "http://127.0.0.1/log" in text


def test_of_mapped_tasks_only_the_log_speaks(mails) -> None:
    task = SimpleNamespace(task_id="crawl", map_index=3, log_url=None)
    report_failure({**CONTEXT, "task_instance": task})
    assert mails == []


@pytest.mark.parametrize(("before", "sent"), [("failed", 1), ("success", 0), (None, 0)])
def test_a_task_that_works_again_says_so_once(mails, before, sent) -> None:
    last = None if before is None else SimpleNamespace(state=before)
    task = SimpleNamespace(task_id="collect", map_index=-1, log_url=None, get_previous_ti=lambda: last)
    report_recovery({**CONTEXT, "task_instance": task})
    assert [mail["subject"] for mail in mails] == ["build_year works again"] * sent


def test_a_night_that_is_late_is_told(mails) -> None:
    report_late(dag_run={"run_id": "scheduled__2026"}, deadline={})
    assert [mail["subject"] for mail in mails] == ["crawl_nightly is late"]


def test_without_a_connection_nothing_is_sent_and_nothing_fails() -> None:
    assert send(Message("subject", "text")) is False
    report_failure(CONTEXT)


def test_a_mail_server_that_is_down_does_not_fail_a_task_again(monkeypatch) -> None:
    connection = {"conn_type": "smtp", "host": "127.0.0.1", "port": free_port(), "extra": {"disable_ssl": True}}
    monkeypatch.setenv("AIRFLOW_CONN_CPPCC_NOTICES", json.dumps(connection))
    monkeypatch.setenv("AIRFLOW_VAR_CPPCC_NOTIFY", "ops@example.org")
    report_failure(CONTEXT)


@pytest.mark.parametrize(
    ("kind", "people", "said"), [("ftp", "x@example.org", "smtp or apprise is expected"), ("smtp", "", "names nobody")]
)
def test_a_wrong_setting_is_said_in_the_log(monkeypatch, caplog, kind, people, said) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_CPPCC_NOTICES", json.dumps({"conn_type": kind, "host": "127.0.0.1"}))
    monkeypatch.setenv("AIRFLOW_VAR_CPPCC_NOTIFY", people)
    assert send(Message("subject", "text")) is False
    assert said in caplog.text


def test_a_shard_is_counted_by_result_family_state_and_verdict() -> None:
    site = {
        "result": "ok",
        "cms": "trs",
        "requests": 12,
        "bytes_received": 400,
        "articles_new": 2,
        "articles_changed": 0,
        "articles_gone": 1,
        "verdicts": {"ok": 10, "gone": 1},
    }
    counts = crawl_counts({"sites": [site, {**site, "cms": None}]})
    family = ("family", "trs")
    assert counts["sites", (("result", "ok"),)] == 2
    assert counts["requests", (family,)] == 12
    assert counts["articles", (family, ("state", "new"))] == 2
    assert counts["fetches", (("family", "unknown"), ("verdict", "gone"))] == 1
    assert ("articles", (family, ("state", "changed"))) not in counts
