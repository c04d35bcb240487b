"""What goes wrong with sites: replies that stall, break off, lie about their length, swell, or lead in circles."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from dataclasses import replace

from tests.sim.server import Reply, SimRequest, reset

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def slow(reply: Reply, seconds: float) -> Reply:
    """The same, ``seconds`` later."""
    return replace(reply, wait=seconds)


def status(code: int, *headers: tuple[str, str], body: bytes = b"<h1>error</h1>") -> Reply:
    """A bare status, with headers such as Retry-After."""
    return Reply(body, code, headers=headers, validators=False)


def redirect(url: str, code: int = 302) -> Reply:
    """A redirect to ``url``."""
    return Reply(b"", code, headers=(("Location", url),), validators=False)


def first(times: int, broken: Reply, then: Reply) -> Callable[[SimRequest], Reply]:
    """``broken`` for the first ``times`` requests, ``then`` afterwards."""
    return lambda request: broken if request.number < times else then


def resets() -> Reply:
    """The connection is reset before a byte of the answer."""

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        reset(writer)

    return Reply(raw=raw)


def breaks_off(body: bytes, after: int) -> Reply:
    """Announces all of ``body``, sends ``after`` bytes of it, and hangs up."""

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(_HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body[:after])
        await writer.drain()

    return Reply(raw=raw)


def longer_than_said(body: bytes, said: int) -> Reply:
    """Announces ``said`` bytes and sends more."""

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(_HEAD + f"Content-Length: {said}\r\n\r\n".encode() + body)
        await writer.drain()

    return Reply(raw=raw)


def chunked(*chunks: bytes, end: bool = True) -> Reply:
    """A chunked body; without ``end`` the last chunk never comes."""

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        for chunk in chunks:
            writer.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        if end:
            writer.write(b"0\r\n\r\n")
        await writer.drain()

    return Reply(raw=raw)


def gzip_bomb(megabytes: int) -> Reply:
    """A small gzip body that decodes to ``megabytes`` of spaces."""
    packed = gzip.compress(b" " * (megabytes << 20), 9)

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(_HEAD + f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode() + packed)
        await writer.drain()

    return Reply(raw=raw)


def gzip_cut(body: bytes) -> Reply:
    """A gzip body of the announced length that lacks its end."""
    packed = gzip.compress(body)[:-12]

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(_HEAD + f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode() + packed)
        await writer.drain()

    return Reply(raw=raw)


def endless() -> Reply:
    """A body without length that goes on until the other side hangs up."""

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(_HEAD + b"Connection: close\r\n\r\n")
        while True:
            writer.write(b"<p>x</p>" * 8192)
            await writer.drain()

    return Reply(raw=raw)


def drips_headers(every: float) -> Reply:
    """One header byte every so many seconds, for ever."""

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(every)

    return Reply(raw=raw)


def drips_body(every: float, length: int = 10_000) -> Reply:
    """One body byte every so many seconds."""

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(_HEAD + f"Content-Length: {length}\r\n\r\n".encode())
        for _sent in range(length):
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(every)

    return Reply(raw=raw)


def huge_headers(kilobytes: int) -> Reply:
    """Many large headers."""
    return Reply(b"x", headers=tuple((f"X-{n}", "h" * 8000) for n in range(kilobytes // 8)), validators=False)


def nonsense() -> Reply:
    """Bytes that are no HTTP."""

    async def raw(_: SimRequest, writer: asyncio.StreamWriter) -> None:
        writer.write(b"\x00\x01 SSH-2.0 not http at all\r\n\r\n")
        await writer.drain()

    return Reply(raw=raw)
