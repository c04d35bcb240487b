"""What was read from a file as JSON, on its way from the process that read it. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cppcc_archive.extract.document import Block, BlockKind
from cppcc_archive.files.model import FileKind, FileReading, Piece


def reading_to_json(reading: FileReading) -> dict[str, Any]:
    """The reading as an answer holds it."""
    plain = asdict(reading)
    plain["pieces"] = [[list(piece.block), *piece[1:]] for piece in reading.pieces]
    return plain


def reading_from_json(plain: dict[str, Any]) -> FileReading:
    """The reading an answer holds."""
    return FileReading(
        FileKind(plain["kind"]),
        tuple(Piece(_block(piece[0]), *piece[1:]) for piece in plain["pieces"]),
        plain["pages"],
        tuple(plain["unread_pages"]),
        tuple(plain["warnings"]),
        plain["problem"],
    )


def _block(values: list[Any]) -> Block:
    kind, text, rows, *rest = values
    return Block(BlockKind(kind), text, tuple(map(tuple, rows)) if rows is not None else None, *rest)
