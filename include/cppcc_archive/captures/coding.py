"""Content codings undone as the bytes come, whatever their label says, within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable

from cppcc_archive.errors import FetchError, RefusedError

RATIO_FROM_BYTES = 1 << 20
"""A decompression ratio is judged only beyond this many decoded bytes: a small page of spaces is no bomb."""

GZIP = b"\x1f\x8b"

MOST_MEMBERS = 1000
"""gzip members of one body: empty ones cost time and bring nothing."""

MOST_JUNK = 64 << 10
"""Bytes behind the end of a compressed body that are read, so that the connection can be kept, and thrown away."""

MOST_CODINGS = 2

_READ = frozenset({"gzip", "x-gzip", "deflate"})
_UNREAD = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})
"""Codings that were not asked for and cannot be undone here; any other name is no coding, and browsers pass over it."""


def codings(labels: Iterable[str]) -> tuple[str, ...]:
    """The content codings that ``Content-Encoding`` headers name, in the order they were applied."""
    names = [name.strip().lower() for label in labels for name in label.split(",")]
    return tuple(name for name in names if name in _READ | _UNREAD)


def unreadable(names: Collection[str]) -> str | None:
    """Why a body in these codings cannot be read; None when it can."""
    for name in names:
        if name in _UNREAD:
            return f"the body came in the content coding {name!r}, which was not asked for"
    return f"the body came in {len(names)} content codings, one over the other" if len(names) > MOST_CODINGS else None


class Inflate:
    """gzip, zlib or raw deflate, told apart by the first bytes; a body that is not compressed passes as it is.

    A gzip body may have several members. What comes behind the end of the last is counted as ``junk`` and dropped.
    ``most_bytes`` bounds the decoded body and is judged by who reads it; a ratio beyond ``most_ratio`` is refused.
    """

    def __init__(self, most_ratio: int) -> None:
        self._most_ratio = most_ratio
        self._decoder: zlib._Decompress | None = None
        self._plain = False
        self._size = 0
        self._members = 1
        self._held = b""
        self.junk = 0

    @property
    def complete(self) -> bool:
        """Whether the coding came to its own end."""
        return self._plain or self._decoder is None or self._decoder.eof

    def feed(self, chunk: bytes, received: int, most: int) -> bytes:
        """What ``chunk`` decodes to, at most ``most`` bytes; ``received`` bytes of the coded body have come so far.

        Raises RefusedError for a bomb, FetchError with what could be decoded in ``part`` for damage.
        """
        if self._decoder is None and not self._plain:
            chunk, self._held = self._held + chunk, b""
            if len(chunk) < len(GZIP):
                self._held = chunk
                return b""
            self._choose(chunk)
        if self._plain or self._decoder is None:
            return chunk[:most]
        out: list[bytes] = []
        while chunk and most > 0:
            if self._decoder.eof:
                chunk = self._next_member(chunk)
                continue
            try:
                part = self._decoder.decompress(chunk, most)
            except zlib.error as error:
                raise DamagedBodyError(f"the compressed body is damaged: {error}", b"".join(out)) from error
            out.append(part)
            most -= len(part)
            self._size += len(part)
            if self._size > max(RATIO_FROM_BYTES, received * self._most_ratio):
                raise RefusedError(f"the body grows more than {self._most_ratio}-fold when decompressed")
            chunk = self._decoder.unused_data if self._decoder.eof else self._decoder.unconsumed_tail
        return b"".join(out)

    def rest(self) -> bytes:
        """What was held back to be told apart and never was."""
        return b"" if self._decoder else self._held

    def _next_member(self, chunk: bytes) -> bytes:
        """Begin another gzip member with what follows an ended one; anything else is junk."""
        chunk, self._held = self._held + chunk, b""
        if self.junk or not chunk.startswith(GZIP[: len(chunk)]):
            self.junk += len(chunk)
            return b""
        if len(chunk) < len(GZIP):
            self._held = chunk
            return b""
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise RefusedError(f"the compressed body has more than {MOST_MEMBERS} members")
        self._decoder = zlib.decompressobj(31)
        return chunk

    def _choose(self, chunk: bytes) -> None:
        """By the first bytes; what carries a header of gzip or zlib is that, however damaged it is behind it."""
        if chunk.startswith(GZIP):
            self._decoder = zlib.decompressobj(31)
        elif chunk[0] & 15 == 8 and int.from_bytes(chunk[:2], "big") % 31 == 0:
            self._decoder = zlib.decompressobj(15)
        elif _inflates(chunk, -15):
            self._decoder = zlib.decompressobj(-15)
        else:
            self._plain = True


class DamagedBodyError(FetchError):
    """A coded body that breaks off in nonsense; ``part`` is what the last piece gave before it did."""

    def __init__(self, message: str, part: bytes) -> None:
        super().__init__(message)
        self.part = part


def _inflates(chunk: bytes, wbits: int) -> bool:
    try:
        zlib.decompressobj(wbits).decompress(chunk[:64], 1)
    except zlib.error:
        return False
    return True
