"""Pictures: scans of pages, read by an OCR where there is one."""

from __future__ import annotations

import io
import struct
from typing import Any

from cppcc_archive.files.layout import reading_of
from cppcc_archive.files.lines import Sheet
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits
from cppcc_archive.files.ocr import Ocr, glyphs_of, read_upright

_LEAST_SIDE = 200
"""Pixels of a picture's shorter side below which it holds no page: an icon, a line, a portrait's thumb."""
_MOST_PIXELS = 40_000_000
_WIDTH = 595.0
"""Points a scan is taken to be wide: A4."""
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def read_picture(body: bytes, limits: Limits, ocr: Ocr | None = None) -> FileReading:
    """Read a picture; without an OCR it says that it needs one, unless it is too small to hold a page."""
    size = size_of(body)
    if size is not None and min(size) < _LEAST_SIDE:
        return FileReading(FileKind.PICTURE, pages=1)
    if ocr is None:
        return FileReading(FileKind.PICTURE, pages=1, unread_pages=(1,))
    try:
        frames = _frames(body, limits.ocr_pages)
    except FileError as error:
        return FileReading(FileKind.PICTURE, pages=1, unread_pages=(1,), problem=str(error))
    sheets = []
    for number, frame in enumerate(frames, start=1):
        sheets.append(_sheet(number, frame, ocr, _WIDTH))
    return reading_of(FileKind.PICTURE, sheets, len(sheets))


def read_scan(number: int, body: bytes, ocr: Ocr, width: float) -> Sheet:
    """Page ``number``, which is a picture, ``width`` points wide as it lies."""
    return _sheet(number, _frames(body, 1)[0], ocr, width)


def _sheet(number: int, frame: Any, ocr: Ocr, width: float) -> Sheet:
    seen, scale = read_upright(ocr, frame), width / frame.shape[1]
    return Sheet(number, seen.width * scale, seen.height * scale, glyphs_of(seen.lines, scale), is_ocr=True)


def _frames(body: bytes, most: int) -> list[Any]:
    """The pictures in a file (TIFF holds several) as rows of pixels, turned as the camera says they are to be."""
    import numpy
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with Image.open(io.BytesIO(body)) as picture:
            if picture.format == "GIF":
                return [numpy.asarray(picture.convert("RGB"))]
            return [
                numpy.asarray(ImageOps.exif_transpose(frame).convert("RGB"))
                for frame, _ in zip(ImageSequence.Iterator(picture), range(most), strict=False)
            ]
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, SyntaxError) as error:
        raise FileError(f"a damaged picture: {error}") from None


def size_of(body: bytes) -> tuple[int, int] | None:
    """Width and height as the first bytes of a PNG, GIF, BMP or JPEG say; None for what says nothing."""
    try:
        if body.startswith(b"\x89PNG"):
            return struct.unpack_from(">II", body, 16)
        if body.startswith(b"GIF8"):
            return struct.unpack_from("<HH", body, 6)
        if body.startswith(b"BM"):
            width, height = struct.unpack_from("<ii", body, 18)
            return abs(width), abs(height)
        if body.startswith(b"\xff\xd8"):
            return _jpeg_size(body)
    except struct.error:
        pass
    return None


def _jpeg_size(body: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], struct.unpack_from(">H", body, at + 2)[0]
        if marker in _SOF:
            height, width = struct.unpack_from(">HH", body, at + 5)
            return width, height
        at += 2 + max(length, 2)
    return None
