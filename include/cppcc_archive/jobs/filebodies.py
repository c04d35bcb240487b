"""Articles whose text is in files: which captures those are, and the Document they make together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from cppcc_archive.captures.model import Capture
from cppcc_archive.errors import StoreError
from cppcc_archive.extract import Attachment, Document
from cppcc_archive.files import FileReader, ReadFile, body_files, document_of_file, is_page, with_files
from cppcc_archive.markup.urls import twin_key

MOST_FILES = 60
"""Files of one article that are read."""


class Completed(NamedTuple):
    """An article with the text of its files; ``lacks`` are the addresses (:func:`twin_key`) of files that never came,
    ``digests`` those of the payloads that were taken."""

    document: Document
    lacks: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()


@dataclass(slots=True)
class FileBodies:
    """Reads the files of articles, in a process that is started when the first comes; close it at the end.

    ``capture_of`` gives the newest capture of a file before a moment by site and :func:`twin_key` (None: there is
    none); ``body_of`` a capture's payload, and raises StoreError when it cannot be had.
    """

    capture_of: Callable[[str, str, datetime | None], Capture | None]
    body_of: Callable[[Capture], bytes]
    reader: FileReader = field(default_factory=FileReader)

    def close(self) -> None:
        """Let the process go."""
        self.reader.close()

    def of_file(self, capture: Capture, body: bytes) -> Document | None:
        """The Document of an article that is a file itself; None when it is a page."""
        if is_page(body):
            return None
        reading = self.reader.read(body, capture.url)
        return document_of_file(capture.url, reading, capture.listed_title, capture.listed_date)

    def complete(
        self, site_id: str, document: Document, files: Sequence[Attachment], until: datetime | None
    ) -> Completed:
        """An article with the text of those of its ``files`` that it is in."""
        if not files:
            return Completed(document)
        read: list[ReadFile] = []
        missing: list[Attachment] = []
        lacks: list[str] = []
        digests: list[str] = []
        for item in files:
            key = twin_key(item.url)
            capture = self.capture_of(site_id, key, until)
            if capture is None:
                lacks.append(key)
            elif capture.payload_digest is not None:
                digests.append(capture.payload_digest)
            try:
                body = self.body_of(capture) if capture is not None else None
            except StoreError:
                body = None
            if body is None:
                missing.append(item)
            else:
                read.append(ReadFile(item, self.reader.read(body, item.url)))
        done = with_files(document, read, missing)
        return Completed(done, tuple(dict.fromkeys(lacks)), tuple(dict.fromkeys(digests)))


def files_with_text(document: Document) -> tuple[Attachment, ...]:
    """The files whose captures a Document's text depends on, beside its own."""
    return body_files(document)[:MOST_FILES]
