"""A backfill of many years, asked of Airflow as its own command line does it, with its traps told in words.

What ``airflow backfill create`` takes without a word, or refuses with a traceback: a DAG that is paused (the runs wait
for ever), years that an earlier backfill had, of other sites perhaps (left out), a second backfill beside a first,
ten years at once. The library does not import Airflow; its program is asked, wherever that works.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cppcc_archive.errors import InputError, SettingsError

DAG = "backfill_year"
NOTICED_AFTER = 35
"""Seconds after which Airflow has noticed that a backfill ended; until then it refuses another."""

_ENDED = frozenset({"success", "failed"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What Airflow's program ended with, and all it printed."""

    code: int
    text: str


Ask = Callable[[Sequence[str]], Answer]
"""Airflow's command line: its arguments, its answer."""


def airflow(arguments: Sequence[str]) -> Answer:
    """Run ``airflow``; SettingsError where it is not there."""
    program = shutil.which("airflow")
    if program is None:
        raise SettingsError("no program `airflow` here: run this where Airflow is, in Compose in the service scheduler")
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return Answer(done.returncode, done.stdout)


def create_command(first: int, last: int, conf: dict[str, Any]) -> list[str]:
    """The arguments of ``airflow`` for the years ``first`` to ``last``, newest first, one at a time.

    A year that was filled in before, of other sites perhaps, gets a run again: what is known costs it little.
    """
    asked = ["backfill", "create", "--dag-id", DAG, "--from-date", f"{first}-01-01", "--to-date", f"{last}-12-31"]
    asked += ["--max-active-runs", "1", "--run-backwards", "--reprocess-behavior", "completed"]
    return [*asked, "--dag-run-conf", json.dumps(conf, ensure_ascii=False)] if conf else asked


def shown(arguments: Sequence[str]) -> str:
    """The command as somebody would type it."""
    return shlex.join(["airflow", *arguments])


def start(
    arguments: Sequence[str], unpause: bool = False, ask: Ask = airflow, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Have Airflow create the backfill of :func:`create_command`.

    InputError where the DAG is paused and ``unpause`` was not said, and where another backfill of it is under way; one
    that ended just now is waited for.
    """
    if is_paused(ask):
        if not unpause:
            raise InputError(
                f"{DAG} is paused: its runs would wait for ever. Say --unpause, or `airflow dags unpause {DAG}` before"
            )
        _done(ask(["dags", "unpause", DAG, "--yes"]), "could not be unpaused")
    answer = ask(arguments)
    if "AlreadyRunningBackfill" in answer.text:
        if waiting := unfinished(ask):
            raise InputError(
                f"another backfill of {DAG} is under way, and there can be one: {len(waiting)} of its runs are left "
                f"(next {waiting[0]}). Wait for its end, or cancel it in the UI, above the DAG's runs"
            )
        sleep(NOTICED_AFTER)
        answer = ask(arguments)
    _done(answer, "took no backfill")


def is_paused(ask: Ask = airflow) -> bool:
    """Whether the DAG is paused."""
    found = _rows(ask(["dags", "details", DAG, "--output", "json"]))
    if not found:
        raise InputError(f"Airflow says nothing of {DAG}: look at `airflow dags details {DAG} --output json`")
    return str(found[0]["is_paused"]) == "True"


def unfinished(ask: Ask = airflow) -> list[str]:
    """The runs of backfills that wait or are under way."""
    rows = _rows(ask(["dags", "list-runs", DAG, "--output", "json"]))
    return [row["run_id"] for row in rows if row["run_id"].startswith("backfill__") and row["state"] not in _ENDED]


def _rows(answer: Answer) -> list[dict[str, Any]]:
    """The table that Airflow printed as JSON, among the lines of its log."""
    _done(answer, "cannot be asked")
    for line in answer.text.splitlines():
        # Lines of a log may begin with a time in brackets.
        with suppress(ValueError):
            rows = json.loads(line)
            if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
                return rows
    return []


def _done(answer: Answer, what: str) -> None:
    if answer.code:
        last = next((line for line in reversed(answer.text.splitlines()) if line.strip()), "no word")
        raise InputError(f"{DAG} {what}; Airflow says: {last}")
