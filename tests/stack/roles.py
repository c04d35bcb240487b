"""Airflow's own server with its FAB roles over an empty database: who logs in and what each is answered, as JSON.

A program of its own (``python -m tests.stack.roles FILE``): the auth manager is chosen before Airflow is first
imported.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

QUESTIONS: dict[str, tuple[str, str, dict[str, Any] | None]] = {
    "reader": ("GET", "/cppcc/", None),
    "nights": ("GET", "/cppcc/nights.json", None),
    "see DAGs": ("GET", "/api/v2/dags", None),
    "trigger": ("POST", "/api/v2/dags/crawl_nightly/dagRuns", {"logical_date": None}),
    "unpause": ("PATCH", "/api/v2/dags/crawl_nightly", {"is_paused": False}),
    "see variables": ("GET", "/api/v2/variables", None),
    "set variables": ("POST", "/api/v2/variables", {"key": "made-by-{who}", "value": "some value"}),
    "see connections": ("GET", "/api/v2/connections", None),
    "see users": ("GET", "/auth/fab/v1/users", None),
}
"""What everybody tries: by name the request."""

ROLES = ("Analyst", "Viewer", "User", "Op", "Admin")
"""*Analyst* is a role of ours that has no permission at all."""


def answers() -> dict[str, dict[str, int]]:
    """By role, the status of every answer; ``nobody`` did not log in."""
    from airflow.api_fastapi.app import create_app, get_auth_manager
    from airflow.cli.commands.dag_command import dag_reserialize
    from airflow.utils.db import initdb
    from fastapi.testclient import TestClient

    initdb()
    with TestClient(create_app(apps="all")) as client:
        dag_reserialize(Namespace(bundle_name=None))
        manager: Any = get_auth_manager()
        users = manager.security_manager
        users.add_role("Analyst")
        found = {"nobody": _asked(client, "nobody", {})}
        for role in ROLES:
            name, password = role.lower(), f"{role} of this test"
            with manager.flask_app.app_context():
                users.add_user(name, role, role, f"{name}@example.org", [users.find_role(role)], password)
            login = client.post("/auth/token", json={"username": name, "password": password})
            found[role] = _asked(client, name, {"Authorization": f"Bearer {login.json()['access_token']}"})
    return found


def _asked(client: Any, who: str, headers: dict[str, str]) -> dict[str, int]:
    found = {}
    for name, (method, path, body) in QUESTIONS.items():
        filled = json.loads(json.dumps(body).replace("{who}", who))
        found[name] = client.request(method, path, json=filled, headers=headers).status_code
    return found


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(answers()), encoding="utf-8")
