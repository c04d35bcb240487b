"""``make demo``: two nights over the demo sites through a real Airflow, then a look into the tables.

Airflow runs in this process (its database in SQLite, ``dag.test()``); what it logs goes to ``.demo/demo.log``, what
matters to the screen. Ctrl-C ends everything: the S3 server holds a pipe to this process and goes with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from demo_sites.articles import YEARS
from demo_sites.dagruns import announced_years, prepare_airflow, returned, run_dag
from demo_sites.services import FOLDER, Services, airflow_environ, clean_environ, services, shown
from demo_sites.standing import KEEPER, busy, keeper_lock, standing

if TYPE_CHECKING:
    import pyarrow as pa
    from airflow.models.dagrun import DagRun

_LOG = FOLDER / "demo.log"
_STOPPED = "\nstopped; nothing is left running"
_STOPS = (signal.SIGINT, signal.SIGTERM)

_REPORTS = """
SELECT s.name AS committee, {by_year}
FROM reports r JOIN sites s USING (site_id) GROUP BY s.name ORDER BY s.name
"""
_REPORTS_CELL = 'count(*) FILTER (r.published_year = {year}) AS "{year}"'
_PROPOSALS = """
WITH figures AS (
  SELECT s.name AS committee, p.year, max(p.value) FILTER (p.code = 'proposals_submitted')::INT AS submitted,
         max(p.value) FILTER (p.code = 'proposals_filed')::INT AS filed
  FROM panel p JOIN sites s USING (site_id) GROUP BY ALL)
SELECT committee, {by_year} FROM figures GROUP BY committee ORDER BY committee
"""
_PROPOSALS_CELL = "max(submitted || '/' || filed) FILTER (year = {year} - 1) AS \"{year_before}\""
_CHANGES = """
WITH versions AS (
  SELECT report_id, count(*) AS versions,
         string_agg(regexp_extract(text, '立案(\\d+)件', 1), ' → ' ORDER BY valid_from) AS filed
  FROM report_versions GROUP BY report_id)
SELECT s.name AS committee, r.title,
       CASE WHEN r.gone_since IS NOT NULL THEN 'deleted there, still here'
            WHEN r.first_seen >= TIMESTAMPTZ '{since}' THEN 'new'
            ELSE 'edited: ' || v.versions || ' versions' END AS second_night,
       v.filed AS "立案 filed"
FROM reports r JOIN sites s USING (site_id) JOIN versions v USING (report_id)
WHERE greatest(r.first_seen, r.last_changed, r.gone_since) >= TIMESTAMPTZ '{since}'
ORDER BY second_night, committee
"""
_DOUBTS = """
WITH found AS (
  SELECT 1 AS place, 'warning' AS what, i.site_id, i.report_id, i.span AS printed,
    i.warning_kind || regexp_extract(i.warning, ' \\(.*\\)$') AS said
  FROM indicators i WHERE i.warning IS NOT NULL
  UNION ALL
  SELECT 2, 'anomaly', a.site_id, a.report_id, a.span,
    coalesce('should be ' || a.expected || ': ', '') || a.label_en FROM anomalies a
  UNION ALL
  SELECT 3, 'conflict', p.site_id, p.report_id, p.span,
    p.code || ' is ' || regexp_replace(p.conflict_value::VARCHAR, '\\.0$', '') || ' in another document'
  FROM panel p WHERE p.conflict_report_id IS NOT NULL
  UNION ALL
  SELECT 4, 'approximate', i.site_id, i.report_id, i.span, i.code || ': qualifier ' || i.qualifier
  FROM indicators i WHERE i.qualifier = 'approx'
  QUALIFY row_number() OVER (ORDER BY i.published_year DESC, i.site_id, i.start_char) = 1)
SELECT f.what, s.name AS committee, r.published_year AS published, f.printed, f.said AS "what the tables say of it"
FROM found f JOIN reports r USING (report_id) JOIN sites s ON s.site_id = f.site_id ORDER BY f.place, 2, 3, 4
"""


class Screen:
    """What the user sees while it works: one line a step, with the seconds since the start."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._began = time.monotonic()

    def say(self, text: str = "") -> None:
        """One line."""
        print(text, file=self._out, flush=True)

    def step(self, text: str) -> None:
        """One line with the time."""
        self.say(f"[{time.monotonic() - self._began:5.1f} s] {text}")

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._began


def main() -> int:
    """Run the demo; 0 when both nights went as they should."""
    found = standing()
    if found:
        print(busy(found), file=sys.stderr)
        return 1
    with keeper_lock(None, "demo"):
        for path in set(FOLDER.iterdir()) - {KEEPER}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return _alone()


def _alone() -> int:
    own = clean_environ()
    os.environ.clear()
    os.environ.update(own)
    with _output_to(_LOG) as out:
        screen = Screen(out)
        try:
            # Not before somebody is there to catch it.
            for number in _STOPS:
                signal.signal(number, _interrupt)
            _demo(screen)
        except KeyboardInterrupt:
            screen.say(_STOPPED)
            return 130
        except Exception:
            import traceback

            traceback.print_exc()
            screen.say(f"\nthe demo failed; the end of {shown(_LOG)}:")
            sys.stderr.flush()
            screen.say("\n".join(_LOG.read_text(errors="replace").splitlines()[-40:]))
            return 1
    return 0


def _demo(screen: Screen) -> None:
    screen.say("The district CPPCC report archive, on three invented committees' sites. Nothing leaves 127.0.0.1;")
    screen.say(f"everything stays below {shown(FOLDER)} in this folder. It takes about a minute.\n")
    with services(FOLDER) as running:
        _stop_at_ctrl_c(screen, running)
        os.environ.update(running.environ)
        screen.step(f"demo sites: {', '.join(f'{name} {url}' for name, url in running.sites.urls.items())}")
        screen.step(f"S3 server:  {running.s3.uri} at {running.s3.settings.endpoint_url}")
        os.environ.update(airflow_environ(FOLDER / "nights"))
        prepare_airflow()
        screen.step("Airflow:    database ready")
        for night in (1, 2):
            running.sites.set_night(night)
            began = time.time()
            news = "" if night == 1 else ": one report was edited at its site, one deleted, one is new"
            screen.say(f"\nNight {night}{news}")
            _night(screen, running, night)
        _look(screen, began)
    _farewell(screen)


def _interrupt(*_: object) -> None:
    _ignore_further()
    raise KeyboardInterrupt


def _ignore_further() -> None:
    # Who is impatient presses Ctrl-C again: the end is under way, once.
    for number in _STOPS:
        signal.signal(number, signal.SIG_IGN)


def _stop_at_ctrl_c(screen: Screen, running: Services) -> None:
    """From here on an interrupt ends the process itself: inside a task Airflow would take it for a failure to retry."""

    def stop(*_: object) -> None:
        _ignore_further()
        running.s3.stop()
        screen.say(_STOPPED)
        os._exit(130)

    for number in _STOPS:
        signal.signal(number, stop)


def _night(screen: Screen, running: Services, night: int) -> None:
    screen.step("crawl_nightly …")
    run = run_dag("crawl_nightly")
    years = announced_years(run)
    requests = [line for line in running.sites.requests() if line["night"] == night]
    unchanged = sum(line["status"] == 304 for line in requests)
    with _asked("crawl_outcomes", "captures") as ask:
        found = ask(
            "SELECT sum(articles_new) AS new, sum(articles_changed) AS changed, sum(articles_gone) AS gone, "
            f"count(*) AS sites FROM crawl_outcomes WHERE run_id = '{_stamp(run)}'"
        ).to_pylist()[0]
        gone = ask(
            "SELECT url, status, verdict FROM captures WHERE kind = 'article' AND verdict IN ('gone', 'tombstone') "
            f"AND run_id = '{_stamp(run)}' ORDER BY url"
        ).to_pylist()
    screen.step(
        f"crawl_nightly: {found['sites']} sites, {len(requests)} requests, {unchanged} of them answered 304; "
        f"articles: {found['new']} new, {found['changed']} changed, {found['gone']} gone"
    )
    for row in gone:
        screen.step(_why_gone(row))
    screen.step(f"it names the years to build: {', '.join(years)}")
    screen.step("build_all …")
    built = returned(run_dag("build_all"), "finish")
    words = {"new": "new", "changed": "changed", "gone": "gone at the site", "unchanged": "as they were"}
    counts = [f"{built[f'reports_{key}']} {word}" for key, word in words.items() if built[f"reports_{key}"]]
    screen.step(f"build_all, these years in one run: reports: {', '.join(counts)}")


def _stamp(run: DagRun) -> str:
    from archive_common import archive_run_id

    return archive_run_id(run.dag_id, run.run_id)


@contextmanager
def _asked(*names: str) -> Iterator[Callable[[str], pa.Table]]:
    """Answers questions over these names, all from one connection: to open one takes longer than most of them."""
    from cppcc_archive.store import open_store
    from cppcc_archive.tables.query import analysts

    with analysts(open_store(), frozenset(names)) as connection:
        yield lambda sql: connection.execute(sql).to_arrow_table()


def _why_gone(row: Mapping[str, Any]) -> str:
    """Why an article is gone: the number alone looks like a mistake."""
    why = {"tombstone": "answers {status}, but its page says that it was removed (a tombstone)"}
    return f"gone: {row['url']} {why.get(row['verdict'], 'answers {status}').format(**row)}"


def _look(screen: Screen, second_night: float) -> None:
    from cppcc_archive.tables.render import render

    since = time.strftime("%Y-%m-%d %H:%M:%S+00", time.gmtime(second_night))
    shown = (
        ("Reports by committee and year of publication", _REPORTS.format(by_year=_columns(_REPORTS_CELL))),
        (
            "Proposals (提案) by committee and year: 征集/立案, received/filed, from the panel",
            _PROPOSALS.format(by_year=_columns(_PROPOSALS_CELL)),
        ),
        ("What the second night changed", _CHANGES.format(since=since)),
        (
            "What to look at before quoting: warnings, lost characters, conflicts, an approximate figure",
            _DOUBTS,
        ),
    )
    with _asked("reports", "report_versions", "sites", "panel", "indicators", "anomalies") as ask:
        for heading, sql in shown:
            screen.say(f"\n{heading}\n")
            screen.say(render(ask(sql)))


def _columns(cell: str) -> str:
    return ", ".join(cell.format(year=year, year_before=year - 1) for year in YEARS)


def _farewell(screen: Screen) -> None:
    screen.say(
        f"""
Done in {screen.seconds:.0f} s. What lies where:
  {shown(FOLDER)}/s3               the S3 server's own files; the store in them is seen through the commands below:
                         warc/ and cdxj/ (every page as it was), tables/ (Delta, Parquet inside)
  {shown(FOLDER)}/sites            registry entries (sites.yaml) and every request the sites got (requests.jsonl)
  {shown(FOLDER)}/demo.log         what Airflow said
What to try next:
  make query Q="SELECT title, speaker, event_date FROM reports WHERE doc_type = 'standing_committee_report'"
  make query Q="SELECT site_id, year, value, unit FROM indicators WHERE code = 'opinions_submitted' ORDER BY year"
  make query Q="SELECT * FROM reports" F=csv > reports.csv
  make cppcc ARGS="sites list"
  make cppcc ARGS="release"    the tables as plain Parquet; ARGS="release verify PLACE" looks at a copy
  make view              the archive in a browser
  make shell             a shell in which cppcc, DuckDB, pyarrow … find the demo's store (CMD="…" runs one command)
  make up                the same archive under a standing Airflow with its UI; make down ends it"""
    )


@contextmanager
def _output_to(log: Path) -> Iterator[TextIO]:
    """Send this process's output and errors to a file, also those of libraries and children; yields the old output."""
    sys.stdout.flush()
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out, log.open("wb") as file:
        kept = os.dup(2)
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            yield out
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.dup2(out.fileno(), 1)
            os.dup2(kept, 2)
            os.close(kept)
