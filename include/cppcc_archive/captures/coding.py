"""Content codings undone as the bytes come, whatever their label says, within bounds."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Collection, Iterable

from cppcc_archive.errors import FetchError, RefusedError

RATIO_FROM_BYTES = 1 << 20
"""A decompression ratio is judged only beyond this many decoded bytes: a small page of spaces is no bomb."""

GZIP = b"\x1f\x8b"

MOST_MEMBERS = 1000
"""gzip members of one body: empty ones cost time and bring nothing."""

AT_ONCE = 16 << 10
"""Bytes decoded at a time: no more is lost where a body is damaged."""

LONGEST_HEAD = 64 << 10
"""Bytes of a gzip header (with a name and a comment)."""

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

    A gzip body may have several members. What comes behind the end of the last is counted as ``junk`` and dropped. A
    checksum or length that is wrong, or not there, takes nothing from what was decoded: browsers do not look at it, and
    here it is only noted (``is_sound``).
    ``most_bytes`` bounds the decoded body and is judged by who reads it; a ratio beyond ``most_ratio`` is refused.
    """

    def __init__(self, most_ratio: int) -> None:
        self._most_ratio = most_ratio
        self._decoder: _Checked | zlib._Decompress | None = None
        self._plain = False
        self._size = 0
        self._members = 1
        self._held = b""
        self._was_sound = True
        self.junk = 0

    @property
    def complete(self) -> bool:
        """Whether the coding came to its own end."""
        ends = self._decoder.is_decoded if isinstance(self._decoder, _Checked) else self._decoder and self._decoder.eof
        return self._plain or self._decoder is None or bool(ends)

    @property
    def is_sound(self) -> bool:
        """Whether the checksums behind the data are those of the data."""
        return self._was_sound and (not isinstance(self._decoder, _Checked) or self._decoder.is_sound)

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
                part = self._decoder.decompress(chunk, min(most, AT_ONCE))
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
        self._was_sound = self.is_sound
        self._decoder = _Checked(zlib.crc32)
        return chunk

    def _choose(self, chunk: bytes) -> None:
        """By the first bytes; what carries a header of gzip or zlib is that, however damaged it is behind it."""
        if chunk.startswith(GZIP):
            self._decoder = _Checked(zlib.crc32)
        elif chunk[0] & 15 == 8 and int.from_bytes(chunk[:2], "big") % 31 == 0:
            self._decoder = _Checked(zlib.adler32)
        elif _inflates(chunk, -15):
            self._decoder = zlib.decompressobj(-15)
        else:
            self._plain = True


class _Checked:
    """One member of gzip (``zlib.crc32``) or zlib (``zlib.adler32``), used like ``zlib.decompressobj``.

    That one raises for a wrong checksum and withholds what it had decoded.
    """

    def __init__(self, summed: Callable[[bytes, int], int]) -> None:
        self._is_gzip = summed is zlib.crc32
        self._summed, self._sum, self._size = summed, summed(b"", 0 if self._is_gzip else 1), 0
        self._head, self._tail = b"", b""
        self._inner: zlib._Decompress | None = None
        self.unused_data = self.unconsumed_tail = b""
        self.eof = False

    @property
    def is_decoded(self) -> bool:
        """Whether the data came to their end, whatever came of the checksum."""
        return self._inner is not None and self._inner.eof

    @property
    def is_sound(self) -> bool:
        """Whether the checksum (and gzip's length) that came is that of the data."""
        if self._is_gzip:
            return self._tail == struct.pack("<II", self._sum, self._size & 0xFFFFFFFF)
        return self._tail == struct.pack(">I", self._sum)

    def decompress(self, chunk: bytes, most: int) -> bytes:
        """At most ``most`` bytes of the data. Raises ``zlib.error`` for damage before their end."""
        part = b""
        if self._inner is None:
            self._head += chunk
            begins = _gzip_data(self._head) if self._is_gzip else (2 if len(self._head) >= 2 else None)
            if begins is None:
                self.unconsumed_tail = b""
                return part
            chunk, self._head, self._inner = self._head[begins:], b"", zlib.decompressobj(-15)
        if not self._inner.eof:
            part = self._inner.decompress(chunk, most)
            self._sum, self._size = self._summed(part, self._sum), self._size + len(part)
            self.unconsumed_tail = self._inner.unconsumed_tail
            if not self._inner.eof:
                return part
            chunk = self._inner.unused_data
        whole = 8 if self._is_gzip else 4
        left = whole - len(self._tail)
        self._tail, self.unused_data, self.unconsumed_tail = self._tail + chunk[:left], chunk[left:], b""
        self.eof = len(self._tail) == whole
        return part


def _gzip_data(head: bytes) -> int | None:
    """Where the data begin behind gzip's header; None while more of it is to come.

    Raises ``zlib.error`` for nonsense.
    """
    if len(head) > LONGEST_HEAD or (len(head) > 2 and head[2] != zlib.DEFLATED):
        raise zlib.error("no gzip header")
    if len(head) < 10:
        return None
    flags, at = head[3], 10
    if flags & 4:
        at += 2 + int.from_bytes(head[10:12], "little")
    for flag in (8, 16):  # a name, a comment
        if flags & flag:
            at = head.find(b"\0", at) + 1
            if not at:
                return None
    at += 2 if flags & 2 else 0
    return at if at <= len(head) else None


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
