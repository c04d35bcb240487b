"""When an article's text is in its files, and how they become its Document. Pure.

A page that only presents a file says next to nothing itself; a page with a text of its own keeps it, and its
attachments stay attachments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import NamedTuple

from cppcc_archive.extract.document import Attachment, Block, Document, FileFacts, Place
from cppcc_archive.files.copies import is_copy
from cppcc_archive.files.model import FileReading, Piece
from cppcc_archive.markup.dates import SHANGHAI

_PRESENTS = 120
"""Letters up to which a page's own text only presents its files (全文见附件)."""
_POINTS = 400
"""The same where it says that the text is in them."""
_NO_TEXT = 40
"""Letters up to which a page of pictures has no text of its own: a caption, an editor's name."""
_POINTING = re.compile(
    r"(?:全文|正文|内容|详情|文本|报告|原文)(?:请)?(?:详?见|附后|如下|下载|点击|参见)|(?:详?见|参见|请看|下载|查看|点击)(?:下方|以下|下列|所附)?(?:附件|全文|正文|原文|链接)"
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_LABEL = re.compile(r"^(?:附件|附|下载|点击)\W*\d*\W*")
_LEADING = 4
"""Blocks at a file's head that may repeat the title."""


class ReadFile(NamedTuple):
    """A file of an article and what was read from it."""

    file: Attachment
    reading: FileReading


def body_files(document: Document) -> tuple[Attachment, ...]:
    """The files that an article's text is in; none where the page has a text of its own.

    Files it links or shows come before the pictures in it, which count only where there is nothing else.
    """
    if not (document.attachments or document.images):
        return ()
    own = _own_letters(document)
    if document.attachments and (own <= _PRESENTS or (own <= _POINTS and _POINTING.search(document.text))):
        return document.attachments
    return document.images if own <= _NO_TEXT else ()


def with_files(document: Document, files: Sequence[ReadFile], missing: Sequence[Attachment] = ()) -> Document:
    """The article with its files' text behind its own. The same text in another format is taken once: the first that
    prints, else the first. ``missing`` are files that were never captured."""
    chosen = _without_copies(files)
    blocks = [block for one in chosen for block in _blocks(one)]
    if not any(block.is_printed for block in document.blocks):
        blocks = _without_title(blocks, document.title)
    warnings = [f"{one.file.url}: {text}" for one in files for text in one.reading.warnings]
    warnings += [f"{one.file.url}: {one.reading.problem}" for one in files if one.reading.problem]
    warnings += [f"{item.url}: the text is in this file, which was not captured" for item in missing]
    kept = tuple(text for text in document.warnings if text != "no body found" or not blocks)
    return replace(
        document,
        blocks=(*document.blocks, *blocks),
        files=tuple(_facts(one, one in chosen) for one in files),
        warnings=tuple(dict.fromkeys((*kept, *warnings))),
    )


def document_of_file(
    url: str, reading: FileReading, title: str | None = None, published: date | None = None
) -> Document:
    """The article that is a file itself: a row of a list that leads to a PDF. ``title`` and ``published`` are what the
    list says of it."""
    name = title or _file_name(url)
    bare = Document(
        url=url,
        encoding=reading.kind.value,
        title=title,
        published_at=datetime.combine(published, time(), SHANGHAI) if published else None,
        blocks=(),
        method="file",
        attachments=(Attachment(url, name),),
    )
    return with_files(bare, [ReadFile(Attachment(url, name), reading)])


def _own_letters(document: Document) -> int:
    """Letters the page prints itself, the names of its files and its title left out; no more of them than decide."""
    names = {_letters(item.name) for item in document.attachments} | {_letters(document.title or "")}
    count = 0
    for block in document.printed:
        letters = _letters(block.text)
        bare = _letters(_LABEL.sub("", block.text))
        if not {letters, bare} & names:
            count += len(letters)
            if count > _POINTS:
                break
    return count


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)


def _without_copies(files: Sequence[ReadFile]) -> list[ReadFile]:
    """The files with text, each text once."""
    chosen: list[ReadFile] = []
    # What prints comes before what a machine read off a picture.
    order = sorted(files, key=lambda one: any(piece.is_ocr for piece in one.reading.pieces))
    for one in order:
        if one.reading.text and not any(is_copy(one.reading.text, other.reading.text) for other in chosen):
            chosen.append(one)
    return [one for one in files if one in chosen]


def _blocks(one: ReadFile) -> list[Block]:
    return [piece.block._replace(place=_place(one.file.url, piece)) for piece in one.reading.pieces]


def _place(url: str, piece: Piece) -> Place:
    return Place(f"{url}#{piece.member}" if piece.member else url, piece.page, piece.is_ocr, piece.confidence)


def _without_title(blocks: list[Block], title: str | None) -> list[Block]:
    """Without the title at the head, which a Document has beside its blocks."""
    left = _letters(title or "")
    for count, block in enumerate(blocks[:_LEADING], start=1):
        letters = _letters(block.text)
        if not letters or not left.startswith(letters):
            break
        left = left[len(letters) :]
        if not left:
            return blocks[count:]
    return blocks


def _facts(one: ReadFile, is_read: bool) -> FileFacts:
    reading = one.reading
    return FileFacts(
        url=one.file.url,
        kind=reading.kind.value,
        pages=reading.pages,
        is_ocr=any(piece.is_ocr for piece in reading.pieces),
        needs_ocr=reading.needs_ocr and (is_read or not reading.text),
        problem=reading.problem,
    )


def _file_name(url: str) -> str:
    return url.partition("?")[0].rsplit("/", 1)[-1]
