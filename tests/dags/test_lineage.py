"""What a task read and wrote, on its way to a collector of lineage: tables of the store with columns, rows, sites."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from typing import Any

import pytest

from archive_lineage import build_lineage, crawl_lineage, place
from demo_sites.services import CHECKOUT

SITE = {"site_id": "a", "result": "ok", "requests": 7, "articles_new": 2, "articles_changed": 0, "articles_gone": 1}


def test_a_shard_reads_sites_and_writes_the_rows_of_what_they_showed() -> None:
    dead = {**SITE, "site_id": "b", "result": "error", "requests": 1, "articles_new": 0, "articles_gone": 0}
    found = crawl_lineage({"captures": 9, "sites": [SITE, dead]})
    assert found.sites == {"a": "ok", "b": "error"}
    assert found.writes == {"captures": 9, "crawl_outcomes": 2}
    assert found.counts == {
        "sites": 2,
        "sites_ok": 1,
        "sites_error": 1,
        "requests": 8,
        "articles_new": 2,
        "articles_changed": 0,
        "articles_gone": 1,
    }


def test_a_build_reads_captures_and_writes_every_table_of_reports() -> None:
    kinds = {"reports_new": 4, "reports_changed": 1, "reports_unchanged": 20, "reports_gone": 2}
    found = build_lineage({"captures_read": 27, "failures": [], **kinds})
    assert found.reads == ("captures",)
    assert (found.writes["reports"], found.writes["parses"], found.writes["paragraphs"]) == (7, 27, None)
    assert found.counts == {**kinds, "captures_read": 27, "failures": 0}


@pytest.mark.parametrize(
    ("store", "namespace", "name"),
    [
        ("s3://archive", "s3://archive", "tables/reports"),
        ("s3://archive/county/one/", "s3://archive", "county/one/tables/reports"),
        ("/srv/archive", "file", "/srv/archive/tables/reports"),
        ("file:///srv/archive", "file", "/srv/archive/tables/reports"),
    ],
)
def test_a_table_is_named_as_collectors_name_what_lies_in_stores_and_folders(store, namespace, name) -> None:
    assert place(store, "reports") == (namespace, name)


NIGHT = """
from airflow.dag_processing.dagbag import DagBag
from demo_sites.dagruns import without_retries
for dag_id in ("crawl_nightly", "build_all"):
    run = without_retries(DagBag({dags!r}).dags[dag_id]).test()
    assert run.state == "success", run.state
"""


@contextmanager
def collector() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that takes OpenLineage's events; its address and what came."""
    got: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", got
        server.shutdown()


@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("airflow.providers.openlineage") is None, reason="needs Airflow's OpenLineage provider (make cluster)"
)
def test_a_night_and_its_build_tell_a_collector_their_tables_rows_and_sites(archive) -> None:
    with collector() as (address, got):
        transport = {"type": "http", "url": address, "compression": None}
        environ = {
            **os.environ,
            "AIRFLOW__OPENLINEAGE__TRANSPORT": json.dumps(transport),
            "AIRFLOW__OPENLINEAGE__EXTRACTORS": "archive_lineage.TaskLineage",
            "AIRFLOW__OPENLINEAGE__NAMESPACE": "cppcc",
            "PYTHONPATH": os.pathsep.join(str(CHECKOUT / name) for name in ("include", "dags", "plugins")),
        }
        program = NIGHT.format(dags=str(CHECKOUT / "dags"))
        done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    ended = {event["job"]["name"]: event for event in got if event["eventType"] == "COMPLETE"}
    crawl = ended["crawl_nightly.crawl"]
    (reports,) = archive.ask("SELECT count(*) AS n FROM reports")
    (captures,) = archive.ask("SELECT count(*) AS n FROM captures")
    assert {one["name"]: one["facets"]["tags"]["tags"][0]["value"] for one in crawl["inputs"]} == {
        "yunshan": "ok",
        "linhu": "ok",
        "qingyan": "ok",
    }
    bucket, _, prefix = archive.store.uri.removeprefix("s3://").partition("/")
    written = {(one["namespace"], one["name"]): one for one in crawl["outputs"]}
    assert set(written) == {(f"s3://{bucket}", f"{prefix}/tables/{name}") for name in ("captures", "crawl_outcomes")}
    rows = {name: one["outputFacets"]["outputStatistics"]["rowCount"] for (_, name), one in written.items()}
    assert rows == {f"{prefix}/tables/captures": captures["n"], f"{prefix}/tables/crawl_outcomes": 3}
    fields = written[f"s3://{bucket}", f"{prefix}/tables/captures"]["facets"]["schema"]["fields"]
    assert {"capture_id", "url"} <= {one["name"] for one in fields if one["description"]}
    assert {one["key"]: one["value"] for one in crawl["run"]["facets"]["tags"]["tags"]}["sites"] == "3"
    # The verdict writes no table, and says so; what it announced is the table behind the asset.
    assert ended["crawl_nightly.collect"]["outputs"] == []
    assert [one["name"] for one in ended["crawl_nightly.announce"]["outputs"]] == [f"{prefix}/tables/captures"]
    built = {one["name"].rpartition("/")[2]: one for one in ended["build_all.finish"]["outputs"]}
    assert built["reports"]["outputFacets"]["outputStatistics"]["rowCount"] == reports["n"]
    assert [one["name"] for one in ended["build_all.finish"]["inputs"]] == [f"{prefix}/tables/captures"]
