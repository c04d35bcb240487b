"""One file's bytes to its text, whatever kind it is. Everything here runs where limits hold (:mod:`.worker`)."""

from __future__ import annotations

import zipfile
from dataclasses import replace

from cppcc_archive.files.copies import is_copy
from cppcc_archive.files.doc import read_doc
from cppcc_archive.files.docx import read_docx, read_word_xml
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits
from cppcc_archive.files.ocr import Ocr
from cppcc_archive.files.odt import read_odt
from cppcc_archive.files.ofd import read_ofd
from cppcc_archive.files.pdf import read_pdf
from cppcc_archive.files.picture import read_picture
from cppcc_archive.files.sheets import read_sheet
from cppcc_archive.files.sniff import kind_of, why_unread
from cppcc_archive.files.texts import read_html, read_mhtml, read_rtf, read_text
from cppcc_archive.files.xml import Container


def read_file(body: bytes, url: str, limits: Limits, ocr: Ocr | None = None, depth: int = 0) -> FileReading:
    """Read one file. What is wrong with it is in ``problem`` and ``warnings``; a bug of a library comes through."""
    kind = kind_of(body)
    try:
        return _read(kind, body, url, limits, ocr, depth)
    except FileError as error:
        return FileReading(kind, problem=str(error))


def _read(kind: FileKind, body: bytes, url: str, limits: Limits, ocr: Ocr | None, depth: int) -> FileReading:
    match kind:
        case FileKind.PDF:
            return read_pdf(body, limits, ocr)
        case FileKind.DOCX:
            return read_docx(body, limits)
        case FileKind.DOC:
            return read_doc(body, limits)
        case FileKind.ODT:
            return read_odt(body, limits)
        case FileKind.OFD:
            return read_ofd(body, limits, ocr)
        case FileKind.SHEET:
            return read_sheet(body, limits)
        case FileKind.RTF:
            return read_rtf(body, limits)
        case FileKind.WORD_XML:
            return read_word_xml(body, limits)
        case FileKind.HTML:
            return read_html(body, url, limits)
        case FileKind.MHTML:
            return read_mhtml(body, url, limits)
        case FileKind.TEXT:
            return read_text(body, limits)
        case FileKind.PICTURE:
            return read_picture(body, limits, ocr)
        case FileKind.ZIP:
            return _read_zip(body, url, limits, ocr, depth)
    raise FileError(f"{why_unread(body)}: nothing here reads it")


def _read_zip(body: bytes, url: str, limits: Limits, ocr: Ocr | None, depth: int) -> FileReading:
    """The files of a zip one after the other; the same text in another format is read once."""
    if depth >= limits.nesting:
        raise FileError(f"zip archives nested more than {limits.nesting} deep")
    container = Container(body, limits)
    members = [info for info in container.members if _is_wanted(info.filename)]
    if len(members) > limits.members:
        raise FileError(f"{len(members)} files in one archive; at most {limits.members} are read")
    readings: list[FileReading] = []
    warnings: list[str] = []
    for info in members:
        name = _name(info)
        inner = container.read_member(info)
        left = limits._replace(unpacked_megabytes=max(limits.unpacked_megabytes - (container.unpacked >> 20), 1))
        found = read_file(inner, url, left, ocr, depth + 1)
        if found.problem:
            warnings.append(f"{name}: {found.problem}")
            continue
        if any(is_copy(found.text, other.text) for other in readings):
            continue
        pieces = tuple(
            piece._replace(member=f"{name}/{piece.member}" if piece.member else name) for piece in found.pieces
        )
        readings.append(replace(found, pieces=pieces))
        warnings += [f"{name}: {warning}" for warning in found.warnings]
    return FileReading(
        FileKind.ZIP,
        tuple(piece for found in readings for piece in found.pieces),
        unread_pages=tuple(page for found in readings for page in found.unread_pages),
        warnings=tuple(warnings),
        problem=None if readings or not warnings else "; ".join(warnings[:3]),
    )


def _is_wanted(path: str) -> bool:
    name = path.rsplit("/", 1)[-1]
    return not (
        path.startswith("__MACOSX/") or name.startswith((".", "~$")) or name.lower() in ("thumbs.db", "desktop.ini")
    )


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; Chinese programs write it as GBK without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
