"""An HTTP answer read from its socket as browsers read it, with the bytes of its head and who sent it.

``http.client`` ends the headers at the first line that is none, takes interim answers other than 100 for the answer
itself, and refuses a blank line before the status line: pages are lost that way which every reader sees.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Iterator
from typing import IO, Any

from cppcc_archive.captures.head import Head, parse_head
from cppcc_archive.errors import RefusedError

MAX_HEADER_BYTES = 256 << 10
MOST_INTERIM = 8
"""Interim answers (100, 103) before the one that counts."""

_FRAMING = ("content-length", "transfer-encoding", "connection", "keep-alive", "proxy-connection", "set-cookie")
"""What the library under us needs to know of the headers; the rest is read from the head itself."""
_LEADING_BLANKS = 4


class WireResponse(http.client.HTTPResponse):
    """``head`` is the answer's own; ``peer`` the address that sent it, ``protocols`` and ``cipher`` as WARC names
    them."""

    def __init__(self, sock: socket.socket, *given: Any, **named: Any) -> None:
        super().__init__(sock, *given, **named)
        self._stream = self.fp
        self.head: Head | None = None
        self.peer = _peer(sock)
        self.tls, self.cipher = _tls_of(sock)

    @property
    def protocols(self) -> tuple[str, ...]:
        """``http/1.1`` and, where there is one, ``tls/1.3``."""
        http_version = (self.head.protocol if self.head else "HTTP/1.1").lower()
        return (http_version, self.tls) if self.tls else (http_version,)

    def begin(self) -> None:
        super().begin()
        if self.fp is not None:
            self.fp = self._stream

    def _read_status(self) -> tuple[str, int, str]:
        """Read the head and hand the framing on to the library, which reads it from ``fp`` next."""
        for _ in range(MOST_INTERIM):
            self.head = head = _read_head(self._stream)
            if not 100 <= head.status < 200 or head.status == 101:
                break
        self.fp = io.BufferedReader(io.BytesIO(b"".join(_framing(head)) + b"\r\n"))
        return "HTTP/1.0" if head.protocol in {"HTTP/1.0", "HTTP/0.9"} else "HTTP/1.1", head.status, head.reason

    def _close_conn(self) -> None:
        super()._close_conn()  # type: ignore[misc]
        self._stream.close()


def _read_head(stream: IO[bytes]) -> Head:
    lines: list[bytes] = []
    size, blanks = 0, 0
    while True:
        line = stream.readline(MAX_HEADER_BYTES + 1)
        size += len(line)
        if size > MAX_HEADER_BYTES:
            raise RefusedError(f"answer headers of more than {MAX_HEADER_BYTES} bytes")
        if not lines and line in (b"\r\n", b"\n") and blanks < _LEADING_BLANKS:
            blanks += 1
            continue
        if not lines and not line:
            raise http.client.RemoteDisconnected("the host closed the connection without an answer")
        if line in (b"\r\n", b"\n", b""):
            break
        lines.append(line)
    head = parse_head(b"".join(lines))
    if head is None:
        raise http.client.BadStatusLine(repr(lines[0][:80] if lines else b""))
    return head


def _framing(head: Head) -> Iterator[bytes]:
    lengths = {part.strip() for name, value in head.headers if name.lower() == "content-length" for part in
               value.split(",")}  # fmt: skip
    for name, value in head.headers:
        lower = name.lower()
        if lower not in _FRAMING:
            continue
        if lower == "content-length":
            value = lengths.pop() if len(lengths) == 1 else value
        elif lower == "transfer-encoding" and value.rpartition(",")[2].strip().lower() == "chunked":
            value = "chunked"
        yield f"{name}: {value}\r\n".encode("latin-1")


def _peer(sock: socket.socket) -> str | None:
    try:
        return str(sock.getpeername()[0]).partition("%")[0]
    except (OSError, AttributeError, IndexError):
        return None


def _tls_of(sock: socket.socket) -> tuple[str | None, str | None]:
    if not isinstance(sock, ssl.SSLSocket):
        return None, None
    version, cipher = sock.version(), sock.cipher()
    return f"tls/{version.removeprefix('TLSv')}" if version else None, cipher[0] if cipher else None
