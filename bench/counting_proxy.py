"""A proxy before an S3 server that counts requests and lets each wait, as a server in another house does."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


class CountingProxy:
    """Forwards to ``target`` (http://host:port); ``requests`` counts what came, ``sent`` and ``received`` bytes."""

    def __init__(self, target: str, delay: float) -> None:
        parts = urlsplit(target)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.delay = delay
        self.requests = self.sent = self.received = 0
        self.kinds: Counter[str] = Counter()
        self.lock = threading.Lock()


def kind_of(method: str, target: str) -> str:
    """What a request is about: ``GET captures log 17``, ``PUT warc``, ``LIST tables/reports``."""
    parts = urlsplit(target)
    asked = parse_qs(parts.query)
    if method == "GET" and ("list-type" in asked or "prefix" in asked):
        method, key = "LIST", asked.get("prefix", [""])[0]
    else:
        key = unquote(parts.path)
    table = re.search(r"tables/([a-z_]+)(/_delta_log)?", key)
    if table is None:
        found = re.search(r"\.cppcc/[a-z]+|warc|cdxj|manifests", key)
        return f"{method} {found[0] if found else key}"
    if not table[2]:
        return f"{method} {table[1]} data" if method != "LIST" else f"LIST {table[1]}"
    name = key.rpartition("/")[2]
    files = {"_last_checkpoint": "pointer", ".parquet": "checkpoint", ".json": "commit"}
    what = next((what for end, what in files.items() if name.endswith(end)), name)
    return f"{method} {table[1]} log {what}"


@contextmanager
def counting_proxy(target: str, delay: float) -> Iterator[tuple[CountingProxy, str]]:
    """The proxy and its address, while the block runs."""
    proxy = CountingProxy(target, delay)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        # A header and a body written one after the other wait 40 ms for the other side's acknowledgement.
        disable_nagle_algorithm = True

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            """Say nothing."""

        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length) if length else None
            time.sleep(proxy.delay)
            link = http.client.HTTPConnection(proxy.host, proxy.port, timeout=60)
            try:
                link.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
                for name, value in self.headers.items():
                    link.putheader(name, value)
                link.endheaders(body)
                answer = link.getresponse()
                data = answer.read()
                # Counted before it is answered: who reads the counts when its answers are there finds all it asked.
                with proxy.lock:
                    proxy.requests += 1
                    proxy.kinds[kind_of(self.command, self.path)] += 1
                    proxy.received += length
                    proxy.sent += len(data)
                self.send_response_only(answer.status, answer.reason)
                for name, value in answer.getheaders():
                    if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                        self.send_header(name, value)
                size = answer.getheader("Content-Length") if self.command == "HEAD" else None
                self.send_header("Content-Length", size or str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            finally:
                link.close()

    for method in ("GET", "PUT", "POST", "HEAD", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.handle_any)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
