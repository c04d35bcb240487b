"""What reading a file yields: pieces of text with their page, and what kept the rest from being read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from cppcc_archive.errors import InputError
from cppcc_archive.extract.document import Block, BlockKind
from cppcc_archive.markup.text import one_line


class FileKind(StrEnum):
    """What a file is by its own bytes; a name may lie."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    OFD = "ofd"
    SHEET = "sheet"
    WORD_XML = "word_xml"
    HTML = "html"
    MHTML = "mhtml"
    TEXT = "text"
    ZIP = "zip"
    PICTURE = "picture"
    UNREAD = "unread"


class FileError(InputError):
    """A file that cannot be read: damaged, locked by a password, beyond a limit, or of a kind nobody reads here."""


class Limits(NamedTuple):
    """What one file may cost. The counts come first, so that the same file is cut at the same place on any machine;
    seconds (of processor time; ``ocr_seconds`` more for a page that an OCR reads) and megabytes are for what the counts
    do not foresee."""

    seconds: int = 120
    megabytes: int = 1536
    pages: int = 400
    characters: int = 3_000_000
    objects: int = 400_000
    unpacked_megabytes: int = 256
    members: int = 500
    nesting: int = 2
    ocr_pages: int = 60
    ocr_seconds: int = 40


class Piece(NamedTuple):
    """A block with its page (from 1; None where the format has no pages), inside which member of a zip it stands, and
    whether a machine read it off a picture: then ``confidence`` is between 0 and 1 where the machine said so."""

    block: Block
    page: int | None = None
    member: str | None = None
    is_ocr: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file read. ``pages`` is how many it has (None: the format has none). ``unread_pages`` are those whose text
    can only be had by OCR (scans, damaged fonts) and was not, or was looked for in vain in all of the file.
    ``problem`` says why nothing, or not all, was read."""

    kind: FileKind
    pieces: tuple[Piece, ...] = ()
    pages: int | None = None
    unread_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: str | None = None

    @property
    def needs_ocr(self) -> bool:
        """Whether text is known to be there that only an OCR would have."""
        return bool(self.unread_pages)

    @property
    def text(self) -> str:
        """The printed text of all pieces, joined by newlines."""
        return "\n".join(piece.block.text for piece in self.pieces if piece.block.is_printed)


def paragraph(text: str, *, bold: bool = False, centred: bool = False) -> Block:
    """A paragraph's block."""
    return Block(BlockKind.PARAGRAPH, text, bold=bold, centred=centred)


@dataclass(slots=True)
class TextLine:
    """A paragraph of a word processor's file while it is read: its characters, how many of them are bold, and the boxes
    anchored in it."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0
    boxes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters so far, as one line."""
        return one_line("".join(self.parts))

    def block(self, text: str, level: int | None, centred: bool) -> Block:
        """Its block with the final ``text``: a heading of ``level``, None for a paragraph."""
        bold = 2 * self.bold > len(text)
        if level is None:
            return paragraph(text, bold=bold, centred=centred)
        return Block(BlockKind.HEADING, text, level=level, bold=bold, centred=centred)


Rows = tuple[tuple[str, ...], ...]


def data_rows(grid: Sequence[Mapping[int, str]]) -> Rows | None:
    """The rows of cells by their places, all of one length; None for a frame around text, which is no data."""
    across = max((max(row, default=-1) + 1 for row in grid), default=0)
    if across == 1 or len(grid) * across <= 2:
        return None
    return tuple(tuple(row.get(place, "") for place in range(across)) for row in grid)


def table(rows: Rows, repeated: frozenset[tuple[int, int]] = frozenset()) -> Block:
    """A table's block; ``repeated`` are the places that only repeat a spanning cell's text: not printed again."""
    lines = (
        "\t".join("" if (number, place) in repeated else cell for place, cell in enumerate(row)).rstrip("\t")
        for number, row in enumerate(rows)
    )
    return Block(BlockKind.TABLE, "\n".join(line for line in lines if line), rows=rows)
