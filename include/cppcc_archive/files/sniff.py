"""What a file is, told by its first bytes and, for containers, by what lies inside. Pure."""

from __future__ import annotations

import io
import re
import zipfile

from cppcc_archive.files.model import FileKind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_UNREAD = {
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Founder CEB": "a Founder CEB document",
}
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
_HEAD = 1024
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)


def kind_of(body: bytes) -> FileKind:
    """The kind of a file; UNREAD for what nobody reads here."""
    head = body[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head:
        return FileKind.PDF
    if body.startswith(b"PK"):
        return _inside_zip(body)
    if body.startswith(_OLE):
        return _inside_ole(body)
    if start.startswith(b"{\\rtf"):
        return FileKind.RTF
    if start.startswith(_PICTURES) or (body.startswith(b"BM") and body[6:10] == bytes(4)):
        return FileKind.PICTURE
    if start.startswith(b"<?xml") and (b"Word.Document" in head or b"schemas.microsoft.com/office/word" in head):
        return FileKind.WORD_XML
    if start.startswith(b"<?xml") and b"<office:document" in head and _OPENDOCUMENT + b"text" in body[: 4 * _HEAD]:
        return FileKind.ODT
    if _is_uof(head):
        return FileKind.UNREAD
    if b"MIME-Version:" in head and re.match(rb"[A-Za-z-]+:", start):
        return FileKind.MHTML
    if _HTML.search(head):
        return FileKind.HTML
    return FileKind.TEXT if _is_text(head) else FileKind.UNREAD


def why_unread(body: bytes) -> str:
    """What an UNREAD file is, as far as its first bytes say."""
    return _named(body) or "a file of an unknown kind"


def is_page(body: bytes) -> bool:
    """Whether an answer is to be read as a page, and not as a file: also what is no known file, and text."""
    kind = kind_of(body)
    return kind in (FileKind.HTML, FileKind.TEXT) or (kind is FileKind.UNREAD and _named(body) is None)


def _named(body: bytes) -> str | None:
    if body.startswith(b"PK"):
        return "an OpenDocument presentation or drawing" if _OPENDOCUMENT in _mimetype(body) else "a UOF document"
    if _is_uof(body[:_HEAD]):
        return "a UOF document"
    return next((name for magic, name in _UNREAD.items() if body.startswith(magic)), None)


def _is_uof(head: bytes) -> bool:
    """Whether a file is of GB/T 20916, flat: as old Chinese office programs save it."""
    return b"<uof:UOF" in head or "<uof:标文通".encode() in head or b"schemas.uof.org" in head


def _inside_zip(body: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return FileKind.ZIP
    said = _mimetype(body)
    if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
        return FileKind.DOCX
    if any(name.startswith("xl/workbook.") for name in names) or _OPENDOCUMENT + b"spreadsheet" in said:
        return FileKind.SHEET
    if _OPENDOCUMENT + b"text" in said:
        return FileKind.ODT
    if _OPENDOCUMENT in said or "uof.xml" in names:
        return FileKind.UNREAD
    if "ofd.xml" in names:
        return FileKind.OFD
    return FileKind.ZIP


def _mimetype(body: bytes) -> bytes:
    """What a zip says it is by its member of that name; nothing for most."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive, archive.open("mimetype") as stream:
            return stream.read(_HEAD)
    except Exception:  # there is none, it is locked or damaged: zipfile lets zlib's errors through
        return b""


def _inside_ole(body: bytes) -> FileKind:
    def has(name: str) -> bool:
        return name.encode("utf-16-le") in body

    if has("WordDocument"):
        return FileKind.DOC
    if has("Workbook") or has("Book"):
        return FileKind.SHEET
    return FileKind.UNREAD


def _is_text(head: bytes) -> bool:
    if not head or b"\x00" in head:
        return False
    controls = sum(byte < 32 and byte not in b"\t\r\n\f" for byte in head)
    return controls < len(head) / 50
