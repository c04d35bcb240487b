"""Airflow's FAB roles, tried: what docs/security.md says of each is what the server answers."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from importlib.util import find_spec

import pytest

from demo_sites.services import CHECKOUT
from tests.stack.roles import QUESTIONS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        find_spec("airflow.providers.fab") is None, reason="needs Airflow's FAB provider (make cluster)"
    ),
]

READER = {"reader", "nights"}
MAY = {
    "nobody": set[str](),
    "Analyst": READER,
    "Viewer": READER | {"see DAGs"},
    "User": READER | {"see DAGs", "trigger", "unpause"},
    "Op": set(QUESTIONS) - {"see users"},
    "Admin": set(QUESTIONS),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, int]]:
    home = tmp_path_factory.mktemp("airflow")
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")},
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__AUTH_MANAGER": "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager",
        "AIRFLOW__CORE__DAGS_FOLDER": str(CHECKOUT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(CHECKOUT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(64),
        "CPPCC_STORE": str(home / "store"),
        "PYTHONPATH": os.pathsep.join(str(CHECKOUT / name) for name in (".", "include", "dags")),
    }
    told = home / "answers.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.stack.roles", str(told)],
        cwd=CHECKOUT,
        env=environ,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, dict[str, int]] = json.loads(told.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("role", MAY)
def test_a_role_may_do_what_the_page_says_and_no_more(answers: dict[str, dict[str, int]], role: str) -> None:
    assert {name for name, status in answers[role].items() if status < 300} == MAY[role]
    assert {status for status in answers[role].values() if status >= 300} <= {401, 403}
