"""A backfill asked of Airflow's command line: what that takes without a word, or refuses with a traceback, is said."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from cppcc_archive.errors import InputError, SettingsError
from cppcc_archive.jobs.backfillstart import NOTICED_AFTER, Answer, airflow, create_command, shown, start

ASKED = create_command(2019, 2024, {"province": "53"})
RUNNING = Answer(1, "Traceback …\nairflow.models.backfill.AlreadyRunningBackfill: Another backfill is running\n")


class Airflow:
    """Answers as Airflow's program does, its log's lines around: whether it is paused, ``create``'s answers in turn."""

    def __init__(
        self, paused: bool = False, creates: Sequence[Answer] = (), runs: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.paused, self.creates, self.runs = paused, list(creates), runs
        self.asked: list[list[str]] = []
        self.slept: list[float] = []

    def __call__(self, arguments: Sequence[str]) -> Answer:
        self.asked.append(list(arguments))
        match arguments:
            case ["dags", "details", *_]:
                return self._table([{"dag_id": "backfill_year", "is_paused": str(self.paused)}])
            case ["dags", "list-runs", *_]:
                return self._table([{"run_id": run_id, "state": state} for run_id, state in self.runs])
            case ["dags", "unpause", *_]:
                self.paused = False
                return Answer(0, "")
            case _:
                return self.creates.pop(0) if self.creates else Answer(0, "created")

    def start(self, unpause: bool = False) -> None:
        start(ASKED, unpause, self, self.slept.append)

    @property
    def created(self) -> int:
        return self.asked.count(ASKED)

    def _table(self, rows: list[dict[str, str]]) -> Answer:
        log = "2026-01-01 [warning ] Could not import graphviz.\n[2026-01-01T00:00:00.000+0000] WARNING - deprecated\n"
        return Answer(0, f"{log}{json.dumps(rows)}\n")


def test_the_years_are_asked_newest_first_one_at_a_time_and_again_where_another_had_them() -> None:
    assert shown(ASKED) == (
        "airflow backfill create --dag-id backfill_year --from-date 2019-01-01 --to-date 2024-12-31 "
        """--max-active-runs 1 --run-backwards --reprocess-behavior completed --dag-run-conf '{"province": "53"}'"""
    )
    assert "--dag-run-conf" not in create_command(2019, 2019, {})


def test_a_backfill_of_a_dag_that_runs_is_created_once() -> None:
    found = Airflow()
    found.start()
    assert found.created == 1


def test_a_paused_dag_is_refused_with_the_remedy_and_nothing_is_created() -> None:
    found = Airflow(paused=True)
    with pytest.raises(InputError, match=r"backfill_year is paused.*--unpause"):
        found.start()
    assert found.created == 0
    found.start(unpause=True)
    assert found.created == 1 and not found.paused


def test_a_second_backfill_is_refused_naming_what_is_left_of_the_first() -> None:
    runs = [
        ("backfill__2020", "running"),
        ("backfill__2019", "queued"),
        ("backfill__2021", "success"),
        ("manual", "queued"),
    ]
    found = Airflow(creates=[RUNNING], runs=runs)
    with pytest.raises(InputError, match=r"2 of its runs are left \(next backfill__2020\)"):
        found.start()
    assert (found.created, found.slept) == (1, [])


def test_one_that_ended_just_now_is_waited_for() -> None:
    found = Airflow(creates=[RUNNING], runs=[("backfill__2020", "success")])
    found.start()
    assert (found.created, found.slept) == (2, [NOTICED_AFTER])


def test_what_airflow_refuses_otherwise_is_said_in_its_own_last_words() -> None:
    found = Airflow(creates=[Answer(1, "Traceback …\nDagNotFound: Could not find dag backfill_year\n\n")])
    with pytest.raises(InputError, match="took no backfill; Airflow says: DagNotFound"):
        found.start()


def test_of_a_dag_that_airflow_says_nothing_of_the_command_to_look_with_is_named() -> None:
    with pytest.raises(InputError, match="says nothing of backfill_year"):
        start(ASKED, ask=lambda arguments: Answer(0, "No data found\n"))


def test_where_airflow_is_not_the_place_to_run_it_is_named(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SettingsError, match="service scheduler"):
        airflow(["version"])
