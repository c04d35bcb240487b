"""Formats that are text themselves: RTF, HTML and MHTML saved as Word files, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from striprtf.striprtf import rtf_to_text

from cppcc_archive.extract import extract
from cppcc_archive.extract.document import Block
from cppcc_archive.extract.text import one_line
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits, Piece, paragraph, table
from cppcc_archive.markup.decode import decode

_DECLARES = re.compile(r"\\ansicpg(\d+)")
_PICTURE = re.compile(rb"\{\\(?:\*\\shppict|nonshppict|\*\\objdata|object|pict)\b[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_ROW = re.compile(r"^[^\n]*\|[^\n]*\|$")


def read_rtf(body: bytes, limits: Limits) -> FileReading:
    """Read an RTF by striprtf (BSD), which marks the ends of cells with bars."""
    text = _PICTURE.sub(b"", body).decode("latin-1")
    declared = _DECLARES.search(text)
    charset = "gb18030" if declared is None or declared[1] in ("936", "0") else f"cp{declared[1]}"
    try:
        plain: str = rtf_to_text(text, encoding=charset, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, RecursionError) as error:
        raise FileError(f"a damaged RTF: {error}") from None
    return _reading(FileKind.RTF, _blocks_of_rows(plain.split("\n")), limits)


def read_text(body: bytes, limits: Limits) -> FileReading:
    """Read plain text: a paragraph a line."""
    text = decode(body, None).text
    return _reading(FileKind.TEXT, (paragraph(one_line(line)) for line in text.splitlines()), limits)


def read_html(body: bytes, url: str, limits: Limits) -> FileReading:
    """Read a page that was saved as a file, by what reads pages."""
    return _reading(FileKind.HTML, extract(body, url).blocks, limits)


def read_mhtml(body: bytes, url: str, limits: Limits) -> FileReading:
    """Read the page in a web archive (.mht), as Word saves it under any name."""
    message = message_from_bytes(body, policy=policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            inner = part.get_payload(decode=True)
            if isinstance(inner, bytes):
                found = extract(inner, url, part.get_content_charset())
                return _reading(FileKind.MHTML, found.blocks, limits)
    raise FileError("a web archive without a page in it")


def _reading(kind: FileKind, blocks: Iterator[Block] | tuple[Block, ...], limits: Limits) -> FileReading:
    pieces: list[Piece] = []
    characters = 0
    for block in blocks:
        if not block.text and block.src is None:
            continue
        characters += len(block.text)
        if characters > limits.characters:
            warnings = (f"more than {limits.characters} characters: the rest was not read",)
            return FileReading(kind, tuple(pieces), warnings=warnings)
        pieces.append(Piece(block))
    return FileReading(kind, tuple(pieces))


def _blocks_of_rows(lines: list[str]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if _ROW.match(line):
            rows.append(tuple(one_line(cell) for cell in line[:-1].split("|")))
            continue
        if rows:
            width = max(map(len, rows))
            yield table(tuple((*row, *[""] * (width - len(row))) for row in rows))
            rows = []
        if text := one_line(line):
            yield paragraph(text)
