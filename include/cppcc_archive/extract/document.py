"""What extraction yields: the article as ordered blocks, with its metadata, links and doubts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class BlockKind(StrEnum):
    """What a block is. Layout tables are paragraphs; only data tables are ``table``."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE = "table"
    IMAGE = "image"


class Place(NamedTuple):
    """Where a block of an article stands whose text is not the page's own: in a file it links or shows.

    ``file`` is the file's address (``…#name`` for one inside a zip), ``page`` counts from 1 (None: the format has no
    pages). ``is_ocr``: a machine read it off a picture, as sure as ``confidence`` (0 to 1; None: it did not say).
    """

    file: str
    page: int | None = None
    is_ocr: bool = False
    confidence: float | None = None


class Block(NamedTuple):
    """One block of the body, in document order. (A tuple: it is made in a third of the time, and a page has hundreds.)

    ``text`` holds the characters as printed (a table: cells joined by tabs, rows by newlines; an image: its alt text).
    ``rows`` only for tables, spans resolved. ``bold`` and ``centred`` are layout hints for the whole block. ``marker``
    is the number a browser draws before an item of an ordered list (``2.``): seen by readers, no character of the page.
    ``place`` only for what was read from a file.
    """

    kind: BlockKind
    text: str
    rows: tuple[tuple[str, ...], ...] | None = None
    level: int | None = None
    bold: bool = False
    centred: bool = False
    src: str | None = None
    marker: str | None = None
    place: Place | None = None

    @property
    def is_printed(self) -> bool:
        """Whether ``text`` is part of the article's text. Of pictures' alt texts only those that stand for a heading
        are: a photo's describes it, and no reader sees that."""
        return bool(self.text) and (self.src is None or self.level is not None)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file linked from the body or below it: absolute URL and the name it is shown under."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of an article that was read for its text. ``pages`` None: the format has none. ``needs_ocr``: some of its
    text is pictures, and was not read; ``is_ocr``: some was read off pictures. ``problem`` says why it, or part of it,
    could not be read."""

    url: str
    kind: str
    pages: int | None = None
    is_ocr: bool = False
    needs_ocr: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article page. Times are Asia/Shanghai. Unknown is None or empty, never a guess.

    ``next_pages`` are the further pages of the same article (in-article pagination), absolute, in order.
    ``method`` says how the body was found (``layout``, ``selector:#zoom``, ``scoring``, ``anchored`` …); ``layout`` and
    ``template`` name the learned layout that the page was read with.
    """

    url: str
    encoding: str
    title: str | None
    published_at: datetime | None
    blocks: tuple[Block, ...]
    source: str | None = None
    author: str | None = None
    column: str | None = None
    subtitles: tuple[str, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    images: tuple[Attachment, ...] = ()
    next_pages: tuple[str, ...] = ()
    method: str = ""
    layout: str | None = None
    template: str | None = None
    files: tuple[FileFacts, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def needs_ocr(self) -> bool:
        """Whether text of its own is known to be there that only an OCR would have."""
        return any(item.needs_ocr for item in self.files)

    @property
    def text_origin(self) -> str:
        """Where the text was read: ``page``, ``file``, ``ocr``, ``mixed`` of these, ``none`` where there is none."""
        places = {block.place for block in self.printed}
        found = {"page" if place is None else "ocr" if place.is_ocr else "file" for place in places}
        return found.pop() if len(found) == 1 else "mixed" if found else "none"

    @property
    def printed(self) -> tuple[Block, ...]:
        """The blocks that ``text`` is made of, in order."""
        return tuple(block for block in self.blocks if block.is_printed)

    @property
    def text(self) -> str:
        """The printed blocks' text joined by newlines."""
        return "\n".join(block.text for block in self.printed)

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc extract`` prints (an interface: scripts depend on it)."""
        return {
            "url": self.url,
            "encoding": self.encoding,
            "title": self.title,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "source": self.source,
            "author": self.author,
            "column": self.column,
            "subtitles": list(self.subtitles),
            "breadcrumb": list(self.breadcrumb),
            "text": self.text,
            "blocks": [_block_json(block) for block in self.blocks],
            "attachments": [{"url": item.url, "name": item.name} for item in self.attachments],
            "images": [{"url": item.url, "name": item.name} for item in self.images],
            "next_pages": list(self.next_pages),
            "method": self.method,
            **({"layout": self.layout} if self.layout else {}),
            **({"files": [asdict(item) for item in self.files]} if self.files else {}),
            "warnings": list(self.warnings),
        }


def _block_json(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": block.kind.value, "text": block.text}
    if block.rows is not None:
        found["rows"] = [list(row) for row in block.rows]
    rest = {"level": block.level, "src": block.src, "marker": block.marker}
    found |= {name: value for name, value in rest.items() if value is not None}
    if block.place is not None:
        found["place"] = block.place._asdict()
    return found
