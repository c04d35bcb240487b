"""What reading a file yields: pieces of text with their page, and what kept the rest from being read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cppcc_archive.errors import InputError
from cppcc_archive.extract.document import Block, BlockKind


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


Rows = tuple[tuple[str, ...], ...]


def table(rows: Rows, repeated: frozenset[tuple[int, int]] = frozenset()) -> Block:
    """A table's block; ``repeated`` are the places that only repeat a spanning cell's text: not printed again."""
    lines = (
        "\t".join("" if (number, place) in repeated else cell for place, cell in enumerate(row)).rstrip("\t")
        for number, row in enumerate(rows)
    )
    return Block(BlockKind.TABLE, "\n".join(line for line in lines if line), rows=rows)
