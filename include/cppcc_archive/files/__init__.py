"""Bodies in files: PDF, Word, WPS, RTF, OFD, spreadsheets, zips of these and pictures to text, page by page.

In: a file's bytes and address. Out: a ``FileReading`` (pieces of text with page and member, pages that need an OCR,
problems), and a ``Document`` whose blocks say which file and page they stand on.
Order: ``process`` (our end) → ``worker`` (the process with the limits), by ``answers`` → ``reading`` by what ``sniff``
says → ``pdf`` with ``scans``, ``ofd``, ``picture`` (by ``ocr``, an extra), ``docx`` and ``odt`` with ``numbering``,
``doc`` with ``doclists``, ``rtf``, ``sheets`` with ``percents``, ``texts``, with ``xml`` for containers → what is laid
out on pages: ``turn``, ``lines`` and ``grid``, ``marks``, ``furniture``, ``columns``, ``layout``; ``damage`` tells
rubbish → ``model`` → ``copies`` → ``body`` (whether an article's text is in its files).
"""

from cppcc_archive.files.body import ReadFile, body_files, document_of_file, with_files
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits, Piece
from cppcc_archive.files.process import FileReader
from cppcc_archive.files.sniff import is_page

__all__ = [
    "FileError",
    "FileKind",
    "FileReader",
    "FileReading",
    "Limits",
    "Piece",
    "ReadFile",
    "body_files",
    "document_of_file",
    "is_page",
    "with_files",
]
