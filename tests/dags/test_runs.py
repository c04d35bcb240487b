"""The DAGs run: real Airflow, real S3, real HTTP to the demo sites."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from cppcc_archive.tables.commits import delete_where
from cppcc_archive.tables.contract import CAPTURES, PARAGRAPHS, PARSES
from cppcc_archive.tables.release import releases
from demo_sites.articles import articles
from demo_sites.dagruns import announced_years, without_retries
from demo_sites.facts import committees
from tests.archive_kit import report_page
from tests.captures.test_foreign import HTML, warc


def run(bag: Any, dag_id: str, conf: dict[str, Any] | None = None) -> tuple[Any, dict[str, str]]:
    """Run a DAG; the run and the state of every task instance (dag.test() calls a run without tasks a success)."""
    found = without_retries(bag.dags[dag_id]).test(run_conf=conf)
    states = {
        f"{item.task_id}[{item.map_index}]" if item.map_index >= 0 else item.task_id: str(item.state)
        for item in found.get_task_instances()
    }
    return found, states


def fresh() -> Any:
    from airflow.dag_processing.dagbag import DagBag

    from demo_sites.services import CHECKOUT

    return DagBag(str(CHECKOUT / "dags"))


def note_of(found: Any) -> str:
    """The note that the scheduler puts on a run when it ends."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session

    from archive_runs import put_note

    with create_session() as session:
        held = session.get(DagRun, found.id)
        put_note(held)
        session.flush()
        return str(held.note)


def test_a_dry_run_shows_the_plan_and_asks_nobody(archive, bag, capsys) -> None:
    found, states = run(bag, "crawl_nightly", {"province": "53", "dry_run": True})
    assert found.state == "success"
    assert set(states.values()) == {"skipped"}
    assert "1 sites in 1 shards" in "".join(capsys.readouterr())
    assert not [key for key in archive.keys() if key.startswith("warc/")]  # noqa: SIM118 - a method of ours


BUILT = {"plan": "success", "build[0]": "success", "finish": "success"}
CRAWLED = {"plan": "success", "crawl[0]": "success", "collect": "success"}


def test_two_nights_from_crawl_to_tables(archive) -> None:
    night, states = run(fresh(), "crawl_nightly")
    assert night.state == "success"
    assert states == {**CRAWLED, "announce": "success"}
    years = announced_years(night)
    assert years == [str(year) for year in range(2019, 2027)]
    total = sum(not article.tombstone for committee in committees() for article in articles(committee))
    assert archive.ask("SELECT sum(articles_new) AS n FROM crawl_outcomes") == [{"n": total}]

    built, states = run(fresh(), "build_year", {"year": 2026})
    assert (built.state, states) == ("success", BUILT)
    assert announced_years(built) == ["2026"]
    expected = sum(article.published.year == 2026 for committee in committees() for article in articles(committee))
    # A site's first build reads all that its layouts were learned from, of whatever year.
    assert archive.ask("SELECT count(*) AS n FROM reports WHERE published_year = 2026") == [{"n": expected}]

    # A night in which nothing happened at the sites: rows of outcomes, nothing else.
    keys, rows = archive.keys(), archive.ask("SELECT count(*) AS n FROM captures")
    quiet, states = run(fresh(), "crawl_nightly")
    assert (quiet.state, states) == ("success", {**CRAWLED, "announce": "skipped"})
    assert announced_years(quiet) == []
    assert archive.ask("SELECT count(*) AS n FROM captures") == rows
    written = set(archive.keys()) - set(keys)
    assert written
    assert {key.split("/")[1] for key in written if key.startswith("tables/")} == {"confirmed", "crawl_outcomes"}
    # Beside them the mark that a table was made here, by which the audit sees it when it is gone, and that of the try.
    marks = {key for key in written if not key.startswith("tables/")}
    assert {key for key in marks if not key.startswith(".cppcc/tries/crawl-nightly-")} <= {".cppcc/tables/confirmed"}

    # The same build over the same captures: no row changes.
    before = archive.ask("SELECT * FROM reports ORDER BY report_id")
    run(fresh(), "build_year", {"year": 2026})
    assert archive.ask("SELECT * FROM reports ORDER BY report_id") == before

    # The second night of the demo: one edited, one deleted, one new.
    archive.sites.set_night(2)
    second, states = run(fresh(), "crawl_nightly")
    assert (second.state, states) == ("success", {**CRAWLED, "announce": "success"})
    assert announced_years(second) == ["2025", "2026"]
    built, states = run(fresh(), "build_all")
    assert (built.state, states) == ("success", BUILT)
    assert archive.ask("SELECT count(*) AS n FROM reports WHERE published_year = 2026") == [{"n": expected + 1}]
    # The deleted report's list has dropped it and its page answers 404.
    assert archive.ask("SELECT site_id FROM reports WHERE gone_since IS NOT NULL") == [{"site_id": "linhu"}]
    assert archive.ask("SELECT count(*) AS n FROM captures WHERE verdict = 'missing'") == [{"n": 0}]
    assert archive.ask(
        "SELECT site_id, count(*) AS versions FROM report_versions GROUP BY report_id, site_id HAVING count(*) > 1"
    ) == [{"site_id": "yunshan", "versions": 2}]


def test_a_backfill_run_crawls_its_year_only(archive, bag) -> None:
    found, states = run(bag, "backfill_year", {"year": 2021})
    assert found.state == "success"
    assert states == {**CRAWLED, "announce": "success"}
    assert announced_years(found) == ["2021"]
    kept = archive.ask("SELECT DISTINCT published_year AS year FROM captures WHERE kind = 'article'")
    assert kept == [{"year": 2021}]


def test_files_in_the_store_are_taken_in_by_ranges(archive, bag, monkeypatch) -> None:
    monkeypatch.setattr("cppcc_archive.jobs.import_shards.SHARD_BYTES", 1)
    url = archive.sites.urls["qingyan"] + "art/2010/1/7/art_1_1.html"
    for name, day in (("a", 3), ("b", 4)):
        page = report_page(100 + day, 91, "2010-01-07")
        data = warc(("response", url, page, HTML), said={"WARC-Date": f"2010-02-0{day}T04:05:06Z"})
        archive.store.put_new(f"imports/{name}.warc.gz", data)
    found, states = run(bag, "import_captures")
    assert found.state == "success"
    each = {f"take_in[{number}]": "success" for number in range(2)}
    assert states == {"plan": "success", **each, "collect": "success", "announce": "success"}
    assert announced_years(found) == ["2010"]
    assert archive.ask("SELECT count(*) AS n FROM captures WHERE origin = 'import'") == [{"n": 2}]


def test_a_night_in_which_no_site_answers_fails_and_the_log_says_why(
    archive, bag, monkeypatch, tmp_path, capsys
) -> None:
    registry = tmp_path / "dead.yaml"
    entry = {"id": "dead", "name": "空山区政协", "cms": "trs", "allow_private_address": True, "delay_seconds": 0}
    entry["base_url"] = archive.sites.urls["qingyan"] + "moved/away/"
    registry.write_text(json.dumps([entry]), encoding="utf-8")
    monkeypatch.setenv("CPPCC_SITES", str(registry))
    found, states = run(bag, "crawl_nightly")
    assert found.state == "failed"
    assert states["crawl[0]"] == "success"
    assert states["collect"] == "failed"
    assert note_of(found).startswith("**sites 1 · answered 0")
    printed = "".join(capsys.readouterr())
    assert "only 0 of about 1 sites answered" in printed
    assert "dead  error" in printed
    assert archive.ask("SELECT site_id, result FROM crawl_outcomes") == [{"site_id": "dead", "result": "error"}]


def test_what_a_site_brought_is_built_though_its_night_is_red(archive, bag, monkeypatch, tmp_path) -> None:
    registry = tmp_path / "one-of-three.yaml"
    common = {"cms": "trs", "allow_private_address": True, "delay_seconds": 0}
    sites = [
        {"id": name, "name": "空山区政协", "base_url": archive.sites.urls["qingyan"] + path, **common}
        for name, path in (("well", ""), ("dead", "moved/away/"), ("gone", "moved/far/"))
    ]
    registry.write_text(json.dumps(sites), encoding="utf-8")
    monkeypatch.setenv("CPPCC_SITES", str(registry))
    found, states = run(bag, "crawl_nightly")
    assert (found.state, states["collect"], states["announce"]) == ("failed", "failed", "success")
    assert announced_years(found) != []


def test_a_night_without_a_plan_fails_in_plan_and_is_told_once(archive, bag, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("CPPCC_SITES", str(tmp_path / "missing.yaml"))
    found, states = run(bag, "crawl_nightly")
    assert found.state == "failed"
    assert (states["plan"], states["collect"], states["announce"]) == ("failed", *["upstream_failed"] * 2)


def test_the_weekly_care_puts_back_what_a_killed_crawl_left_and_fails_on_damage(archive, monkeypatch, capsys) -> None:
    run(fresh(), "backfill_year", {"year": 2021})
    run(fresh(), "build_year", {"year": 2021})
    monkeypatch.setattr("cppcc_archive.jobs.audit.SETTLED", timedelta(0))
    monkeypatch.setattr("cppcc_archive.jobs.laws.sleep", lambda _: None)
    sound, states = run(fresh(), "audit_archive", {"parts": 1})
    assert sound.state == "success"
    done = dict.fromkeys(("compact", "plan", "read[0]", "plan_laws", "hold[0]", "look", "judge"), "success")
    assert states == {**done, "announce": "skipped"}
    rows = archive.ask("SELECT count(*) AS n FROM captures")

    # As if that site's crawl had been killed before its rows were written, and nobody had built it.
    for table in (CAPTURES, PARSES):
        delete_where(archive.store, table, "site_id = 'yunshan'")
    mended, states = run(fresh(), "audit_archive", {"parts": 1})
    assert states["announce"] == "success"
    assert announced_years(mended) == ["2021"]
    assert archive.ask("SELECT count(*) AS n FROM captures") == rows

    delete_where(archive.store, PARAGRAPHS, "true")
    damaged, states = run(fresh(), "audit_archive", {"parts": 1})
    assert (damaged.state, states["look"], states["judge"]) == ("failed", "success", "failed")
    assert "the archive has problems, 1 in all: reports: every report" in "".join(capsys.readouterr())

    # What only the tables lost is read again from the archived pages.
    rebuilt, states = run(fresh(), "rebuild_year", {"year": 2021})
    assert (rebuilt.state, states, announced_years(rebuilt)) == ("success", BUILT, ["2021"])
    whole, _ = run(fresh(), "audit_archive", {"parts": 1})
    assert whole.state == "success"

    released, states = run(fresh(), "release_dataset")
    assert (released.state, states) == ("success", {"write": "success"})
    assert len(releases(archive.store)) == 1


@pytest.mark.parametrize(
    ("dag_id", "task"), [("build_year", "plan"), ("rebuild_year", "plan"), ("backfill_year", "plan")]
)
def test_a_run_without_a_year_fails_with_the_remedy(archive, bag, capsys, dag_id, task) -> None:
    found, states = run(bag, dag_id)
    assert found.state == "failed"
    assert states[task] == "failed"
    assert "trigger it with a partition key like 2025 or with the parameter year" in capsys.readouterr().out
