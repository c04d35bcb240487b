"""Formats that are text themselves: RTF, HTML and MHTML saved as Word files, plain text."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from cppcc_archive.extract import extract
from cppcc_archive.extract.document import Block
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits, Piece, paragraph
from cppcc_archive.files.rtf import blocks_of_rtf
from cppcc_archive.markup.decode import decode
from cppcc_archive.markup.text import one_line


def read_rtf(body: bytes, limits: Limits) -> FileReading:
    """Read an RTF."""
    found = _reading(FileKind.RTF, tuple(blocks_of_rtf(body, limits)), limits)
    if not found.pieces and not body.rstrip(b"\x00\r\n ").endswith(b"}"):
        raise FileError("a damaged RTF: it is cut before its text")
    return found


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
