"""The head of an HTTP answer, byte for byte, and what a browser makes of it. Pure.

Servers send lines without a colon, blanks before one, folded values and bytes of any charset. None of it may hide the
headers behind it: what is no header is passed over, and the bytes are kept as they came.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

_STATUS = re.compile(rb"\s*(HTTP/\d+(?:\.\d+)?)[ \t]+(\d{3})(?!\d)[ \t]*(.*)", re.IGNORECASE | re.DOTALL)
_END = re.compile(rb"\n\r?\n")
RENAMED = b"X-Archive-Orig-"
"""Stands before the name of a header whose coding was undone, in replay's own convention."""


@dataclass(frozen=True)
class Head:
    """Status line and headers in ``raw`` (each line with its end, without the blank one that closes them)."""

    raw: bytes = field(repr=False)
    protocol: str
    status: int
    reason: str

    @cached_property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Names and values in order, bytes as Latin-1; folded lines joined, lines that are no headers left out."""
        return tuple((name, value) for _, name, value in _fields(self.raw))


def parse_head(raw: bytes) -> Head | None:
    """The head in ``raw``; None when it does not begin with a status line of HTTP."""
    first = raw.split(b"\n", 1)[0]
    found = _STATUS.fullmatch(first.rstrip(b"\r"))
    if found is None:
        return None
    return Head(raw, found[1].decode("ascii").upper(), int(found[2]), found[3].decode("latin-1").strip())


def made_head(status: int, reason: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """A head for an answer whose own bytes are not known."""
    lines = [f"HTTP/1.1 {status} {reason}".strip(), *(f"{name}: {value}" for name, value in headers)]
    return b"".join(_bytes(" ".join(line.splitlines())) + b"\r\n" for line in lines)


def split_block(block: bytes) -> tuple[bytes, bytes]:
    """A record's block as head and body."""
    end = _END.search(block)
    return (block[: end.start() + 1], block[end.end() :]) if end else (block, b"")


def rename(raw: bytes, names: Collection[str]) -> tuple[bytes, tuple[int, ...]]:
    """``raw`` with :data:`RENAMED` before every header called one of ``names`` (lower case), and on which lines."""
    if not names:
        return raw, ()
    numbers = tuple(number for number, name, _ in _fields(raw) if name.lower() in names)
    lines = _lines(raw)
    for number in numbers:
        lines[number] = RENAMED + lines[number]
    return b"".join(lines), numbers


def restore(raw: bytes, numbers: Iterable[int]) -> bytes:
    """What :func:`rename` was given: only the lines that it named are ours, whatever else is called so."""
    ours = tuple(numbers)
    lines = _lines(raw) if ours else [raw]
    for number in ours:
        lines[number] = lines[number].removeprefix(RENAMED)
    return b"".join(lines)


def _lines(raw: bytes) -> list[bytes]:
    return [line for line in re.split(rb"(?<=\n)", raw) if line]


def _fields(raw: bytes) -> Iterator[tuple[int, str, str]]:
    """Number of its first line, name and value of every header."""
    at, name, values = 0, "", [""]
    for number, line in enumerate(_lines(raw)[1:], 1):
        text = line.decode("latin-1").rstrip("\r\n")
        if text[:1] in (" ", "\t") and name:
            values.append(text.strip(" \t"))
            continue
        if name:
            yield at, name, " ".join(filter(None, values))
        before, colon, after = text.partition(":")
        at, name, values = number, before.strip(" \t") if colon else "", [after.strip(" \t")]
    if name:
        yield at, name, " ".join(filter(None, values))


def _bytes(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
