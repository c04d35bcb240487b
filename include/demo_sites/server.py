"""Serves the demo sites on 127.0.0.1: threads, one port a site, robots.txt, ETag, Last-Modified, 304, a request log.

``python -m demo_sites.server FOLDER`` serves until interrupted. FOLDER gets ``sites.yaml`` (the registry entries with
the addresses), ``requests.jsonl`` (one line a request) and reads ``night`` (1 or 2, looked up on every request, so that
the second night begins by writing a file).
"""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC
from email.message import Message
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from ruamel.yaml import YAML

from demo_sites.facts import Committee, committees
from demo_sites.layouts.base import Layout, Resource
from demo_sites.layouts.hanweb import Hanweb
from demo_sites.layouts.table import Table
from demo_sites.layouts.trs import Trs

LAYOUTS: Mapping[str, type[Layout]] = {"hanweb": Hanweb, "trs": Trs, "table": Table}
_MAX_FORM = 1 << 16


class DemoSites:
    """A context in which the three sites are served; see the module docstring for ``folder``."""

    def __init__(self, folder: Path, ports: Mapping[str, int] | None = None) -> None:
        self.folder = folder
        self._ports = ports or {}
        self._log_lock = threading.Lock()
        self._stack = ExitStack()
        self.urls: dict[str, str] = {}

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / "night").exists():
            self.set_night(1)
        for committee in committees():
            self._serve(committee)
        self._write_registry()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def registry(self) -> Path:
        """The registry file that names the sites where they are served now."""
        return self.folder / "sites.yaml"

    def night(self) -> int:
        """Which night the sites are in."""
        return int((self.folder / "night").read_text())

    def set_night(self, night: int) -> None:
        """Begin night ``night``: from the next request on the sites are in that state."""
        temporary = self.folder / "night.new"
        temporary.write_text(str(night))
        temporary.replace(self.folder / "night")

    def requests(self) -> list[dict[str, Any]]:
        """The request log: site, night, method, path, status, whether the request was conditional."""
        path = self.folder / "requests.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def log(self, line: Mapping[str, Any]) -> None:
        """Append one line to the request log."""
        with self._log_lock, (self.folder / "requests.jsonl").open("a") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _serve(self, committee: Committee) -> None:
        server = _Server(("127.0.0.1", self._ports.get(committee.id, 0)), _Handler)
        server.sites, server.committee = self, committee
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        self._stack.callback(thread.join, 5)
        self._stack.callback(server.server_close)
        self._stack.callback(server.shutdown)
        self.urls[committee.id] = f"http://127.0.0.1:{server.server_address[1]}/"

    def _write_registry(self) -> None:
        """The demo's sites as they are now; what somebody added beside them (``cppcc sites add``) stays."""
        yaml = YAML()
        yaml.default_flow_style = False
        ours = {committee.id for committee in committees()}
        before = yaml.load(self.registry.read_text(encoding="utf-8")) if self.registry.exists() else None
        added = [entry for entry in before or () if entry["id"] not in ours]
        with self.registry.open("w", encoding="utf-8") as file:
            yaml.dump([*(registry_entry(one, self.urls[one.id]) for one in committees()), *added], file)


def registry_entry(committee: Committee, base_url: str) -> dict[str, Any]:
    """A site's entry, as an operator would write it. On loopback there is nobody to be slow for: no delay."""
    layout = LAYOUTS[committee.layout]
    entry: dict[str, Any] = {
        "id": committee.id,
        "name": f"{committee.name}政协",
        "division_code": committee.division_code,
        "base_url": base_url,
        "status": "active",
        "delay_seconds": 0,
        "allow_private_address": True,
        "invented": True,
    }
    if layout.declared:
        entry["columns"] = [{"path": path, "name": name} for path, name in layout.declared]
    return entry


@cache
def layout_of(committee: Committee, night: int) -> Layout:
    """The site of a committee in a night, built once."""
    return LAYOUTS[committee.layout](committee, night)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    sites: DemoSites
    committee: Committee

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is its own business; anything else is our mistake and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:
        self._answer({})

    def do_HEAD(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), _MAX_FORM)
        self._answer(dict(parse_qsl(self.rfile.read(length).decode("utf-8", "replace"))))

    def _answer(self, form: Mapping[str, str]) -> None:
        night = self.server.sites.night()
        layout = layout_of(self.server.committee, night)
        parts = urlsplit(self.path)
        try:
            resource = layout.answer(parts.path, dict(parse_qsl(parts.query)), form)
        except ValueError:
            resource = Resource(b"bad request", "text/plain", status=400)
        resource = resource or Resource("页面不存在 404 Not Found".encode(), "text/plain; charset=utf-8", status=404)
        validators = _validators(resource, layout.validators)
        unchanged = resource.status == 200 and _matches(self.headers, validators)
        status = 304 if unchanged else resource.status
        self._log(night, status)  # before the answer: who has it finds the line
        self.send_response(status)
        for name, value in validators.items():
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Type", resource.content_type)
            self.send_header("Content-Length", str(len(resource.body)))
        self.end_headers()
        if not unchanged and self.command != "HEAD":
            self.wfile.write(resource.body)

    def _log(self, night: int, status: int) -> None:
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        self.server.sites.log(
            {
                "at": round(time.time(), 3),
                "site": self.server.committee.id,
                "night": night,
                "method": self.command,
                "path": self.path,
                "status": status,
                "conditional": conditional,
                "agent": self.headers.get("User-Agent"),
            }
        )

    def log_message(self, *_: object) -> None:
        """Nothing on standard error: the log file has it."""


def _validators(resource: Resource, sent: frozenset[str]) -> dict[str, str]:
    if resource.modified is None:
        return {}
    found = {}
    if "etag" in sent:
        found["ETag"] = f'"{resource.digest}"'
    if "last-modified" in sent:
        found["Last-Modified"] = format_datetime(resource.modified.astimezone(UTC), usegmt=True)
    return found


def _matches(headers: Message, validators: Mapping[str, str]) -> bool:
    """RFC 9110: an entity tag decides where one was sent, else the date."""
    asked = headers.get("If-None-Match")
    if asked is not None:
        return validators.get("ETag") in {tag.strip() for tag in asked.split(",")}
    since, modified = headers.get("If-Modified-Since"), validators.get("Last-Modified")
    if since is None or modified is None:
        return False
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(modified)
    except ValueError:
        return False


def main(argv: list[str]) -> int:
    """Serve until SIGINT or SIGTERM."""
    if len(argv) != 2:
        print("usage: python -m demo_sites.server FOLDER", file=sys.stderr)
        return 2
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with DemoSites(Path(argv[1])) as sites:
        for name, url in sites.urls.items():
            print(f"{name}: {url}", flush=True)
        stop.wait()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv))
