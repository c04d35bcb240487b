"""The archive's numbers on their way out of Airflow: received by a collector, with their tags."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from demo_sites.services import CHECKOUT

pytestmark = pytest.mark.slow

PROGRAM = """
from archive_metrics import count_build, count_shard
site = {"site_id": "a", "result": "ok", "cms": "trs", "requests": 7, "bytes_received": 1234,
        "articles_new": 2, "articles_changed": 0, "articles_gone": 1, "verdicts": {"ok": 2, "gone": 1}}
count_shard({"sites": [site]})
count_build({"captures_read": 2, "failures": [], "reports_new": 2, "reports_changed": 0, "reports_unchanged": 0,
             "reports_gone": 1})
"""


def counted(home: Path, **metrics: str) -> None:
    """What tasks count, counted in a process of its own: Airflow sets its metrics up once."""
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "OTEL"))},
        "AIRFLOW_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(str(CHECKOUT / name) for name in ("include", "plugins")),
        **metrics,
    }
    subprocess.run([sys.executable, "-c", PROGRAM], env=environ, check=True, capture_output=True, timeout=120)


def test_statsd_gets_every_count_with_its_tags(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as collector:
        collector.bind(("127.0.0.1", 0))
        counted(
            tmp_path,
            AIRFLOW__METRICS__STATSD_ON="True",
            AIRFLOW__METRICS__STATSD_HOST="127.0.0.1",
            AIRFLOW__METRICS__STATSD_PORT=str(collector.getsockname()[1]),
            AIRFLOW__METRICS__STATSD_INFLUXDB_ENABLED="True",
        )
        collector.setblocking(False)
        got = set()
        try:
            while True:
                got.add(collector.recv(4096).decode())
        except BlockingIOError:
            pass
    assert got >= {
        "airflow.cppcc.crawl.sites,result=ok:1|c",
        "airflow.cppcc.crawl.requests,family=trs:7|c",
        "airflow.cppcc.crawl.articles,family=trs,state=gone:1|c",
        "airflow.cppcc.crawl.fetches,family=trs,verdict=ok:2|c",
        "airflow.cppcc.build.captures_read:2|c",
        "airflow.cppcc.build.reports,state=new:2|c",
    }


@contextmanager
def otlp_collector() -> Iterator[tuple[int, list[bytes]]]:
    """A server that takes OpenTelemetry's metrics over HTTP; its port and what came."""
    got: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], got
        server.shutdown()


def test_opentelemetry_gets_every_count_with_its_tags(tmp_path: Path) -> None:
    from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

    with otlp_collector() as (port, got):
        counted(
            tmp_path,
            AIRFLOW__METRICS__OTEL_ON="True",
            OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{port}",
            OTEL_EXPORTER_OTLP_PROTOCOL="http/protobuf",
            OTEL_EXPORTER_OTLP_COMPRESSION="none",
        )
    found = {
        (
            metric.name,
            *sorted(f"{one.key}={one.value.string_value}" for one in point.attributes),
            point.as_double or point.as_int,
        )
        for body in got
        for resource in ExportMetricsServiceRequest.FromString(body).resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
        for point in metric.sum.data_points
    }
    assert found >= {
        ("airflow.cppcc.crawl.requests", "family=trs", 7),
        ("airflow.cppcc.crawl.articles", "family=trs", "state=gone", 1),
        ("airflow.cppcc.build.reports", "state=new", 2),
    }
