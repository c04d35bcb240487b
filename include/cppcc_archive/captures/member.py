"""One record as this archive writes it, taken apart at once: a gzip member of plain header lines and a block. Pure.

A reader of anybody's WARC looks at every line of a record by itself, which took a tenth of reading a page of news.
Whatever is written otherwise is left to such a reader, which also says what is wrong with it.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import NamedTuple

_GZIP = zlib.MAX_WBITS | 16
_VERSIONS = frozenset({b"WARC/1.1", b"WARC/1.0"})
_UNPLAIN = (b" ", b"\t")
"""What a folded header's further lines begin with."""


class Member(NamedTuple):
    """A record: its header lines' values by name in lower case (of several of one name the first), and its block."""

    headers: Mapping[bytes, bytes]
    block: bytes

    def header(self, name: str) -> str | None:
        """What a header says."""
        value = self.headers.get(name.lower().encode())
        if value is None:
            return None
        try:
            return value.decode().strip()
        except UnicodeDecodeError:
            return value.decode("latin-1").strip()


def plain_member(data: bytes) -> Member | None:
    """The record in ``data``; None when that is not one whole gzip member of a record with plain header lines."""
    inflated = zlib.decompressobj(_GZIP)
    try:
        record = inflated.decompress(data)
    except zlib.error:
        return None
    end = record.find(b"\r\n\r\n")
    if end < 0 or not inflated.eof or inflated.unused_data:
        return None
    version, *lines = record[:end].split(b"\r\n")
    if version not in _VERSIONS:
        return None
    headers: dict[bytes, bytes] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or b"\n" in line or name.endswith(_UNPLAIN) or line.startswith(_UNPLAIN):
            return None
        headers.setdefault(name.lower(), value)
    target, length = headers.get(b"warc-target-uri", b"").strip(), headers.get(b"content-length", b"").strip()
    # Some programs put an address into angle brackets, or leave blanks in it.
    if b" " in target or target.startswith(b"<") or not length.isdigit():
        return None
    block = record[end + 4 : end + 4 + int(length)]
    return Member(headers, block) if len(block) == int(length) else None
