"""The sockets of the simulator: one event loop in one thread, one listener per site address."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Raw = Callable[["SimRequest", asyncio.StreamWriter], Awaitable[None]]
"""A fault that writes to the socket itself; the connection is closed afterwards."""


@dataclass(frozen=True)
class SimRequest:
    """One request as it came in. ``path`` has the query; ``headers`` have lower-case names."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    number: int
    """How many requests for this path came before."""


@dataclass(frozen=True)
class Reply:
    """What a route answers. ``raw`` overrides everything else; ``validators`` gives an ETag and answers 304 to it."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    validators: bool = True
    wait: float = 0.0
    raw: Raw | None = None


Route = Reply | Callable[[SimRequest], Reply]


@dataclass(frozen=True)
class LoggedRequest:
    """One line of the log; times are monotonic seconds, ``end`` when the last byte of the answer was written."""

    host: str
    method: str
    path: str
    status: int
    start: float
    end: float
    sent: int
    headers: Mapping[str, str]


@dataclass
class _Host:
    routes: Mapping[str, Route]
    gzip: bool
    counts: dict[str, int] = field(default_factory=dict)
    packed: dict[bytes, bytes] = field(default_factory=dict)


class Simulator:
    """Serves sites until closed. Use as a context manager. ``connections`` counts them by host."""

    def __init__(self) -> None:
        self._log: list[LoggedRequest] = []
        self.connections: dict[str, int] = {}
        self._hosts: dict[str, _Host] = {}
        self._servers: list[asyncio.Server] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="simulator", daemon=True)

    def __enter__(self) -> Simulator:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def serve(
        self,
        address: str,
        routes: Mapping[str, Route],
        *,
        port: int = 0,
        packed: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> str:
        """Start a site on ``address``; returns its base URL. ``routes`` may be changed while it runs."""
        started = asyncio.run_coroutine_threadsafe(self._serve(address, routes, port, packed, tls), self._loop)
        return started.result(10)

    @property
    def log(self) -> list[LoggedRequest]:
        """Every request so far, in the order they ended; the line of an answer just read is there."""
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), self._loop).result(10)
        return list(self._log)

    def forget(self) -> None:
        """Empty the log."""
        self._log.clear()

    def requests(self, base_url: str) -> list[LoggedRequest]:
        """The requests one site got, by start."""
        host = urlsplit(base_url).netloc
        return sorted((line for line in self.log if line.host == host), key=lambda line: line.start)

    async def _serve(
        self, address: str, routes: Mapping[str, Route], port: int, packed: bool, tls: ssl.SSLContext | None
    ) -> str:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        name = f"{address}:{listener.getsockname()[1]}"
        host = self._hosts[name] = _Host(routes, packed)

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections[name] = self.connections.get(name, 0) + 1
            try:
                while await self._exchange(name, host, reader, writer):
                    pass
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
                pass
            finally:
                writer.close()

        self._servers.append(await asyncio.start_server(talk, sock=listener, ssl=tls, limit=1 << 20))
        return f"{'https' if tls else 'http'}://{name}/"

    async def _exchange(
        self, name: str, host: _Host, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        start = time.monotonic()
        first, *lines = head.decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {
            key.strip().lower(): value.strip() for key, _, value in (line.partition(":") for line in lines) if key
        }
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        number = host.counts.get(path, 0)
        host.counts[path] = number + 1
        request = SimRequest(method, path, headers, body, number)
        reply = self._reply(host, request)
        if reply.wait:
            await asyncio.sleep(reply.wait)
        sent = 0
        try:
            if reply.raw is not None:
                await reply.raw(request, writer)
                return False
            data = _wire(host, request, reply)
            sent = len(data)
            writer.write(data)
            await writer.drain()
        finally:
            line = LoggedRequest(name, method, path, _status(request, reply), start, time.monotonic(), sent, headers)
            self._log.append(line)
        return headers.get("connection", "").lower() != "close"

    def _reply(self, host: _Host, request: SimRequest) -> Reply:
        route = host.routes.get(request.path)
        if route is None:
            route = host.routes.get(urlsplit(request.path).path + "?*", host.routes.get("*", NOT_FOUND))
        return route(request) if callable(route) else route

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task():
                task.cancel()


NOT_FOUND = Reply(b"<html><title>404 Not Found</title><h1>404 Not Found</h1></html>", 404, validators=False)


def etag(body: bytes) -> str:
    """The validator the simulator gives a body."""
    return f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()[:16]}"'


def _unchanged(request: SimRequest, reply: Reply) -> bool:
    return reply.validators and reply.status == 200 and request.headers.get("if-none-match") == etag(reply.body)


def _status(request: SimRequest, reply: Reply) -> int:
    return 304 if _unchanged(request, reply) else reply.status


def _wire(host: _Host, request: SimRequest, reply: Reply) -> bytes:
    body, extra = reply.body, list(reply.headers)
    if reply.validators and reply.status == 200:
        extra.append(("ETag", etag(reply.body)))
    if _unchanged(request, reply):
        body = b""
    elif host.gzip and "gzip" in request.headers.get("accept-encoding", "") and body:
        extra.append(("Content-Encoding", "gzip"))
        if body not in host.packed:
            host.packed[body] = gzip.compress(body, 6)
        body = host.packed[body]
    status = _status(request, reply)
    head = [f"HTTP/1.1 {status} Simulated", f"Content-Type: {reply.content_type}"]
    head += [f"{name}: {value}" for name, value in extra]
    if status != 304:
        head.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(head) + "\r\n\r\n").encode("latin-1") + body


def reset(writer: asyncio.StreamWriter) -> None:
    """Make closing ``writer`` send a TCP reset."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
