"""The payload of an archived answer: its codings undone as a crawl undoes them, its digests compared. Pure."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cppcc_archive.captures.coding import DamagedBodyError, Inflate, codings, unreadable
from cppcc_archive.captures.head import Head
from cppcc_archive.errors import RefusedError

MOST_RATIO = 200
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_PIECE = 64 << 10


@dataclass(frozen=True, slots=True)
class Payload:
    """``entity`` has the transfer coding undone, ``body`` the content coding too; ``undone`` names their headers.

    ``truncated`` says why it is not whole, in WARC's words.
    """

    entity: bytes = field(repr=False)
    body: bytes = field(repr=False)
    undone: tuple[str, ...] = ()
    truncated: str | None = None


def payload_of(head: Head, stored: bytes, most: int, truncated: str | None = None) -> Payload:
    """The payload behind ``head`` as a record holds it; many archives have undone its codings already."""
    entity, undone = stored, []
    if "chunked" in _said(head, "transfer-encoding").lower():
        undone.append("transfer-encoding")
        entity = _unchunked(stored)
    names = codings([_said(head, "content-encoding")])
    if not names or unreadable(names):
        return Payload(entity, entity[:most], tuple(undone), truncated or ("length" if len(entity) > most else None))
    body, problem = _inflated(entity, names, most)
    return Payload(entity, body, (*undone, "content-encoding"), truncated or problem)


def matches(declared: str, contents: Iterable[bytes]) -> bool:
    """Whether a digest as WARC writes it (``sha1:…`` in base 32 or hex) is that of one of the contents.

    One of an algorithm that is not known says nothing, and so nothing against them.
    """
    label, _, value = declared.partition(":")
    label = label.strip().lower().replace("-", "")
    if label not in {"sha1", "sha256", "sha512", "md5"} or not value:
        return True
    for content in contents:
        made = hashlib.new(label, content, usedforsecurity=False)
        spelt = {made.hexdigest(), base64.b32encode(made.digest()).decode().rstrip("=").lower()}
        if value.strip().rstrip("=").lower() in spelt:
            return True
    return False


def _said(head: Head, name: str) -> str:
    return ",".join(value for key, value in head.headers if key.lower() == name)


def _unchunked(data: bytes) -> bytes:
    """The chunks put together; data that is in no chunks (many tools undo them and leave the header) as it is."""
    parts: list[bytes] = []
    at = 0
    while found := _SIZE.match(data, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(data[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1 if data[at : at + 1] == b"\n" else 0
    return b"".join(parts) if parts else data


def _inflated(entity: bytes, names: tuple[str, ...], most: int) -> tuple[bytes, str | None]:
    stages = [Inflate(MOST_RATIO) for _ in names]
    out: list[bytes] = []
    size = 0
    for start in range(0, len(entity), _PIECE):
        part = entity[start : start + _PIECE]
        try:
            for stage in reversed(stages):
                part = stage.feed(part, start + _PIECE, most - size + 1)
        except DamagedBodyError as error:
            out.append(error.part)
            return b"".join(out)[:most], "unspecified"
        except RefusedError:
            return b"".join(out)[:most], "length"
        out.append(part)
        size += len(part)
        if size > most:
            return b"".join(out)[:most], "length"
    out += (stage.rest() for stage in reversed(stages))
    whole = all(stage.complete and stage.is_sound for stage in stages)
    return b"".join(out), None if whole or not entity else "unspecified"
