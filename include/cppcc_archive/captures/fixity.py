"""Whether a WARC object still holds what was written: every record readable, every payload with the digest it had."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass

from cppcc_archive.captures.model import Capture
from cppcc_archive.captures.records import captures_in, digest_of, stored_response
from cppcc_archive.errors import StoreError

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ObjectCheck:
    """What one object holds: its captures in order, the size of their payloads in bytes, and what is wrong with it."""

    captures: tuple[Capture, ...]
    payload_bytes: int
    problem: str | None


def check_object(data: bytes, key: str) -> ObjectCheck:
    """Read all of the object ``key``, whose content is ``data``. A revisit has no payload of its own: that is checked
    in the object it lies in. Pure; damage is in the result, not raised."""
    try:
        captures = tuple(captures_in(data, key))
    except StoreError as error:
        return ObjectCheck((), 0, str(error))
    total, problem = 0, _damage(data, key) if captures else f"{key} holds no capture"
    for capture in captures:
        end = capture.warc_offset + capture.warc_length
        try:
            answer = stored_response(data[capture.warc_offset : end], f"{key}, byte {capture.warc_offset}")
        except StoreError as error:
            problem = problem or str(error)
            continue
        total += len(answer.body)
        if answer.origin is None and capture.payload_digest not in (None, digest_of(answer.body)):
            problem = problem or f"{key}: the payload of {capture.url} no longer has the digest it was stored under"
    return ObjectCheck(captures, total, problem)


def _damage(data: bytes, key: str) -> str | None:
    """What is wrong with the gzip members: each carries a checksum, which readers of single records do not look at."""
    try:
        with gzip.open(io.BytesIO(data)) as members:
            while members.read(_CHUNK):
                pass
    except (OSError, EOFError, zlib.error) as error:
        return f"{key} is damaged: {error}"
    return None
