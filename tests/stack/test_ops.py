"""``docs/ops.md`` followed by somebody who knows Airflow: on one machine, and with Celery workers, where things break.

Every command is one that the page has, run as it says ("in Compose every command is …"), in the environment of that
service. Long: marked so, runs in ``make test-stack``.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
import requests
from aiosmtpd.controller import Controller
from ruamel.yaml import YAML

from cppcc_archive.tables.query import query
from demo_sites.services import CHECKOUT
from tests.sim import Reply, SimSite, Simulator, build
from tests.sim.content import articles
from tests.stack.topology import (
    CELERY,
    ONE_MACHINE,
    QUICKLY_MISSED,
    Stack,
    free_port,
    missing,
    secret_settings,
    standing,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(bool(missing()) and not os.environ.get("CPPCC_STACK"), reason=f"needs {', '.join(missing())}"),
]

PAGE = re.sub(r"\s*\\\n\s*", " ", (CHECKOUT / "docs" / "ops.md").read_text(encoding="utf-8"))
FIRST, LAST = 2019, 2024
A_YEAR = 20
"""Articles of a site in a year."""
PAUSE = 0.15
"""Seconds between two requests in the province that is filled in: a year long enough to be killed in."""

CONTENT = "SELECT site_id, url, title, version_id, gone_since IS NOT NULL AS gone FROM reports ORDER BY ALL"
DOUBLES = """
SELECT url FROM captures WHERE kind = 'article' AND verdict = 'ok'
GROUP BY site_id, url, payload_digest HAVING count(*) > 1
UNION ALL SELECT report_id FROM reports GROUP BY report_id HAVING count(*) > 1
"""


def site_of_years(family: str, name: str, seed: int) -> SimSite:
    """A site with as many articles in each of the years."""
    days = [
        date(year, 12, 20) - timedelta(days=17 * number)
        for year in range(LAST, FIRST - 1, -1)
        for number in range(A_YEAR)
    ]
    found = articles(len(days), seed, paragraphs=3)
    dated = [replace(article, day=day) for article, day in zip(found, days, strict=True)]
    return build(family, {"baogao": dated}, name=name)


def relaunch(site: SimSite) -> None:
    """The site in another system and dress: its old addresses are gone, new articles stand in another template."""
    other = build("vsb", {"baogao": articles(40, 9, paragraphs=3)}, name=site.name)
    for path in other.article_paths.values():
        reply = other.routes[path]
        assert isinstance(reply, Reply)
        dressed = reply.body.replace(b"<h1>", b"<main class='wrapper'><h1>").replace(b"<div class='foot'>", b"</main>")
        other.routes[path] = replace(reply, body=dressed)
    site.routes.clear()
    site.routes.update(other.routes)


@dataclass
class Person:
    """Whoever follows the page: a shell in a service's container, a mailbox, a browser."""

    stack: Stack
    registry: Path
    sites: dict[str, SimSite]
    bases: dict[str, str]
    dies: Callable[[], None]
    """Ends the one site that will die."""
    mailbox: Sequence[Any]

    @property
    def shell(self) -> str:
        """ "On Celery a worker in place of the scheduler"."""
        return "crawl-worker" if "crawl-worker" in self.stack.services else "scheduler"

    def types(self, said: str, fill_in: Sequence[tuple[str, str]] = (), code: int = 0) -> str:
        """Run a command of the page, its examples replaced by what is here; what it printed."""
        assert said in PAGE, f"docs/ops.md does not say: {said}"
        for example, real in fill_in:
            assert example in said
            said = said.replace(example, real)
        done = subprocess.run(
            shlex.split(said),
            env=self.stack.environ(self.shell),
            cwd=self.stack.folder / self.shell,
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == code, f"{said}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def newest_run(self, dag_id: str) -> str:
        return str(self.stack.runs(dag_id)[-1]["dag_run_id"])

    def note(self, dag_id: str, run_id: str) -> str:
        return str(self.stack.api("GET", f"dags/{dag_id}/dagRuns/{run_id}")["note"])

    def browses(self, path: str) -> requests.Response:
        """A page of the reader, logged in."""
        base = f"http://127.0.0.1:{self.stack.ports['api']}"
        login = {"username": "admin", "password": "admin-of-the-test"}
        token = requests.post(f"{base}/auth/token", json=login, timeout=60).json()["access_token"]
        answer = requests.get(f"{base}/cppcc/{path}", headers={"Authorization": f"Bearer {token}"}, timeout=120)
        answer.raise_for_status()
        return answer

    def subjects(self) -> list[str]:
        return [str(mail["subject"]) for mail in self.mailbox]

    def ask(self, sql: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = query(self.stack.s3.open_store(), sql).to_pylist()
        return rows

    def night(self, *site_ids: str) -> str:
        """Trigger a night of these sites, wait for its end and for the years it named to be built; its run."""
        said = """airflow dags trigger crawl_nightly --conf '{"sites": ["some-site"]}'"""
        self.types(said, [('"some-site"', ", ".join(f'"{one}"' for one in site_ids))])
        run_id = self.newest_run("crawl_nightly")
        assert self.stack.wait("crawl_nightly", run_id) == "success"
        self.stack.built()
        return run_id


def until(holds: Callable[[], Any], what: str, seconds: float = 900) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(1)


@pytest.fixture(scope="module")
def mailbox() -> Iterator[tuple[int, list[Any]]]:
    taken: list[Any] = []

    class Handler:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
            taken.append(message_from_bytes(envelope.content, policy=policy.default))
            return "250 OK"

    server = Controller(Handler(), hostname="127.0.0.1", port=free_port())
    server.start()
    yield server.port, taken
    server.stop()


@pytest.fixture(scope="module", params=[ONE_MACHINE, CELERY], ids=["one machine", "celery"])
def person(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, mailbox) -> Iterator[Person]:
    if missing():
        pytest.fail(f"this machine lacks {', '.join(missing())}")
    folder = tmp_path_factory.mktemp("ops")
    sites = {
        "qingyuan": site_of_years("trs", "青源县政协", 1),
        "baiyun": site_of_years("vsb", "白云区政协", 2),
        "heishan": site_of_years("trs", "黑山县政协", 3),
        "donghu": site_of_years("trs", "东湖区政协", 4),
        "xihe": site_of_years("vsb", "西河县政协", 5),
    }
    codes = {"qingyuan": "539901", "baiyun": "539902", "heishan": "539903", "donghu": "529901", "xihe": "529902"}
    with Simulator() as serving, ExitStack() as dying:
        mortal = dying.enter_context(Simulator())
        bases = {
            name: (mortal if name == "baiyun" else serving).serve(f"127.9.1.{number}", site.routes)
            for number, (name, site) in enumerate(sites.items(), 1)
        }
        registry = folder / "sites.yaml"
        entries = [
            {
                "id": name,
                "name": site.name,
                "division_code": codes[name],
                "base_url": bases[name],
                "status": "active",
                "delay_seconds": PAUSE if codes[name].startswith("52") else 0,
                "allow_private_address": True,
            }
            for name, site in sites.items()
            if name != "heishan"
        ]
        with registry.open("w", encoding="utf-8") as file:
            YAML().dump(entries, file)
        settings = {
            **secret_settings(),
            "CPPCC_SITES": str(registry),
            "CPPCC_SHARD_SITES": "1",
            "CPPCC_RETRY_SECONDS": "5",
            # Whatever the hour: a night's end would let the rest wait for the next.
            "CPPCC_NIGHT_END": time.strftime("%H:%M", time.gmtime(time.time() + 7 * 3600)),
            "CPPCC_NIGHT_MINUTES": "1380",
        }
        with standing(folder / "stack", settings, QUICKLY_MISSED, request.param) as stack:
            port, taken = mailbox
            taken.clear()
            found = Person(stack, registry, sites, bases, dying.close, taken)
            until(lambda: len(stack.api("GET", "dags")["dags"]) >= 9, "the DAGs")
            found.types(
                "airflow connections add cppcc_notices --conn-type smtp --conn-host mail.example.org --conn-port 587 "
                """--conn-login USER --conn-password SECRET --conn-extra '{"from_email": "archive@example.org"}'""",
                [
                    ("mail.example.org", "127.0.0.1"),
                    ("587", str(port)),
                    ("--conn-login USER --conn-password SECRET ", ""),
                    ('"}', '", "disable_ssl": true, "disable_tls": true}'),
                ],
            )
            found.types("""airflow variables set cppcc_notify "ops@example.org, me@example.org\"""")
            yield found


def test_a_site_is_added_and_has_its_first_night(person: Person) -> None:
    person.types(
        "cppcc sites add https://zx.example.gov.cn/", [("https://zx.example.gov.cn/", person.bases["heishan"])]
    )
    yaml = YAML()
    entries = yaml.load(person.registry.read_text(encoding="utf-8"))
    (added,) = [entry for entry in entries if entry["base_url"].rstrip("/") == person.bases["heishan"].rstrip("/")]
    added["id"], added["division_code"], added["delay_seconds"] = "heishan", "539903", 0
    with person.registry.open("w", encoding="utf-8") as file:
        yaml.dump(entries, file)
    person.types("airflow dags unpause crawl_nightly")
    run_id = person.night("qingyuan", "baiyun", "heishan")
    assert person.note("crawl_nightly", run_id).startswith(f"**sites 3 · answered 3 · new {3 * 6 * A_YEAR}")
    assert {row["site_id"] for row in person.ask(CONTENT)} == {"qingyuan", "baiyun", "heishan"}
    assert person.ask(DOUBLES) == []
    assert person.subjects() == []


def test_a_dead_and_a_redesigned_site_are_seen_and_told_once(person: Person) -> None:
    before = len(person.ask(CONTENT))
    person.dies()
    relaunch(person.sites["qingyuan"])
    run_id = person.night("qingyuan", "baiyun", "heishan")
    note = person.note("crawl_nightly", run_id)
    assert re.search(r"`baiyun` error: .*refuses connections on this port: the site is down or has moved", note)
    assert person.subjects() == ["1 site does not answer", "sites were redesigned"]
    dead, redesigned = (mail.get_body(("html",)).get_content() for mail in person.mailbox)
    assert "baiyun" in dead and "qingyuan" not in dead and "/cppcc/nights" in dead
    assert "qingyuan: redesigned, another template since" in redesigned
    # The same night again, as ops do to see whether it was only for a moment.
    again = person.night("qingyuan", "baiyun", "heishan")
    assert "Still not answering: 1 more" in person.note("crawl_nightly", again)
    assert len(person.subjects()) == 2
    # Nothing was lost by it.
    assert sum(not row["gone"] for row in person.ask(CONTENT)) >= before
    page = person.browses("nights?lang=en").text
    assert "refuses connections" in page
    sites = {row["site_id"]: row for row in person.browses("nights.json").json()["sites"]}
    assert (sites["baiyun"]["strip"][-1], sites["heishan"]["strip"][-1]) == ("error", "unchanged")
    assert sites["qingyuan"]["redesigned"] and not sites["heishan"]["redesigned"]
    assert "Redesigned: another template since" in person.browses("site/qingyuan?lang=en").text


def test_a_province_is_filled_in_whatever_is_killed_meanwhile(person: Person) -> None:
    said = "cppcc backfill start --from 2019 --to 2024 --province 43"
    here = [("--province 43", "--province 52")]
    assert "backfill_year is paused" in person.types(said, here, code=2)
    person.types("airflow dags unpause backfill_year")
    person.types(said, here)
    assert "is under way" in person.types(said, here, code=2)
    if "crawl-worker" in person.stack.services:
        kill_in_mid_year(person)

    def ended() -> bool:
        runs = [run for run in person.stack.runs("backfill_year") if run["run_type"] == "backfill"]
        return len(runs) == LAST - FIRST + 1 and {run["state"] for run in runs} <= {"success", "failed"}

    until(ended, "the end of the backfill", 2400)
    runs = person.stack.runs("backfill_year")
    assert {run["state"] for run in runs} == {"success"}
    person.stack.built()
    filled = person.ask(
        "SELECT site_id, published_year AS year, count(*) AS n, count(DISTINCT url) AS urls FROM captures "
        "WHERE kind = 'article' AND verdict = 'ok' AND site_id IN ('donghu', 'xihe') GROUP BY ALL ORDER BY ALL"
    )
    years = range(FIRST, LAST + 1)
    assert filled == [
        {"site_id": site, "year": year, "n": A_YEAR, "urls": A_YEAR} for site in ("donghu", "xihe") for year in years
    ]
    built = person.ask("SELECT count(*) AS n FROM reports WHERE site_id IN ('donghu', 'xihe')")
    assert built == [{"n": 2 * len(years) * A_YEAR}]
    assert person.ask(DOUBLES) == []
    # The year that Airflow adds of its own accord asked nobody.
    extra = [run for run in runs if run["run_type"] == "scheduled"]
    assert all("nobody asked for it" in run["note"] for run in extra)
    told = json.loads(
        person.types("cppcc backfill progress", [("progress", "progress donghu --from 2019 --to 2024")]).partition(
            "\ndonghu:"
        )[0]
    )
    assert [year["is_done"] for year in told["sites"][0]["years"]] == [True] * 6
    assert "filled" in person.browses("site/donghu?lang=en").text


def kill_in_mid_year(person: Person) -> None:
    """kill -9 of the crawl worker, with its tasks, when a year has begun to come."""
    asked = len(person.ask("SELECT 1 FROM captures WHERE site_id = 'donghu'"))

    def is_crawling() -> bool:
        for run in person.stack.runs("backfill_year"):
            if run["state"] == "running":
                states = person.stack.states("backfill_year", run["dag_run_id"])
                return sum(state == "running" for name, state in states.items() if name.startswith("crawl")) > 0
        return False

    until(is_crawling, f"a crawl of a year (captures before: {asked})")
    time.sleep(3)
    person.stack.kill("crawl-worker")
    person.stack.start("crawl-worker")


def test_a_year_is_rebuilt_whatever_is_restarted_meanwhile(person: Person) -> None:
    before = person.ask(CONTENT)
    person.types("""airflow dags trigger rebuild_year --conf '{"year": 2021}'""")
    run_id = person.newest_run("rebuild_year")
    if "redis" in person.stack.services:
        until(
            lambda: (
                "running" in person.stack.states("rebuild_year", run_id).values()
                or person.stack.api("GET", f"dags/rebuild_year/dagRuns/{run_id}")["state"] == "success"
            ),
            "the rebuild",
        )
        person.stack.redis_stop()
        person.stack.redis_start()
        person.stack.kill("build-worker")
        person.stack.start("build-worker")
    assert person.stack.wait("rebuild_year", run_id, 1200) == "success"
    assert person.note("rebuild_year", run_id).startswith("**2021 · captures read ")
    assert person.ask(CONTENT) == before
    assert person.ask(DOUBLES) == []
    # Nobody was told of anything since: a task that was killed is tried again.
    assert person.subjects() == ["1 site does not answer", "sites were redesigned"]
