"""PDF: PDFium (Apache-2.0, BSD) gives the glyphs, :mod:`~cppcc_archive.files.layout` reads them."""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass, field
from math import degrees, hypot
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from cppcc_archive.files.damage import is_damaged, is_stray
from cppcc_archive.files.grid import Stroke
from cppcc_archive.files.layout import reading_of
from cppcc_archive.files.lines import Glyph, Sheet
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits
from cppcc_archive.files.ocr import Ocr, glyphs_of, read_upright
from cppcc_archive.files.scans import is_print
from cppcc_archive.files.turn import Turn

_THIN = 2.5
"""Points up to which a filled shape is a line."""
_SCAN = 0.5
"""Share of a page that one picture covers from which it is a scan."""
_SOME = 0.15
"""Share of a page that pictures of print cover from which they are to be read."""
_FEW_LETTERS = 40
"""Letters on a scan that are no text of its own: a stamp, a page number."""
_DRAWN = 200
"""Shapes on a page without a letter from which they are its letters."""
_SPECK = 0.05
"""Share of a page from which a picture is looked at."""
_MOST_LOOKS = 30
"""Pictures of a page that are looked at; each costs its decoding, however often the same one is drawn."""
_OCR_DPI = 200
_MOST_PIXELS = 24_000_000
_BOLD = 600
_INVISIBLE = 3
_MOST_SEGMENTS = 2000


@dataclass(slots=True)
class _Look:
    """How the glyphs of one text object look."""

    size: float
    is_bold: bool
    is_visible: bool


@dataclass(slots=True)
class _Print:
    """A page's glyphs, in the direction most of them run."""

    visible: list[Glyph] = field(default_factory=list)
    invisible: list[Glyph] = field(default_factory=list)
    unmapped: int = 0


@dataclass(slots=True)
class _Drawn:
    """What is on a page beside text."""

    strokes: list[Stroke] = field(default_factory=list)
    shapes: int = 0
    picture_share: float = 0.0
    print_share: float = 0.0
    looks: int = 0
    covers_text: bool = False


def read_pdf(body: bytes, limits: Limits, ocr: Ocr | None = None) -> FileReading:
    """Read a PDF. FileError when it cannot be opened at all."""
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        reason = "it is locked by a password" if "password" in str(error).lower() else str(error)
        raise FileError(f"the PDF cannot be opened: {reason}") from None
    try:
        return _read(document, limits, ocr)
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, limits: Limits, ocr: Ocr | None) -> FileReading:
    count = len(document)
    warnings = [f"{count} pages, of which {limits.pages} were read"] if count > limits.pages else []
    sheets: list[Sheet] = []
    unread: list[int] = []
    letters = objects = seen = 0
    for number in range(1, min(count, limits.pages) + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            warnings.append(f"page {number} cannot be opened")
            continue
        try:
            objects += raw.FPDFPage_CountObjects(page)
            if objects > limits.objects:
                warnings.append(f"more than {limits.objects} objects: read up to page {number - 1}")
                break
            found, is_whole = _sheets(page, number, ocr if seen < limits.ocr_pages else None, warnings)
        finally:
            page.close()
        if not is_whole:
            unread.append(number)
        sheets += found
        seen += any(sheet.is_ocr for sheet in found)
        letters += sum(len(sheet.glyphs) for sheet in found)
        if letters > limits.characters:
            warnings.append(f"more than {limits.characters} characters: read up to page {number}")
            break
    return reading_of(FileKind.PDF, sheets, count, unread, warnings)


def _sheets(page: pdfium.PdfPage, number: int, ocr: Ocr | None, warnings: list[str]) -> tuple[list[Sheet], bool]:
    """One page, and whether all of it could be read; more than one sheet where print runs in several directions, or
    beside print a picture of print was read. Without an OCR such pictures, and pages that are one, are not read."""
    turns, prints = _prints(page)
    turn, found = turns[0], prints[0]
    drawn = _drawn(page, turn)
    if drawn.covers_text:
        found.invisible, found.visible = found.visible + found.invisible, []
    width, height = turn.size
    letters = sum(not glyph.text.isspace() for glyph in found.visible)
    is_scan = drawn.picture_share >= _SCAN or drawn.print_share >= _SOME
    sheet = Sheet(number, width, height, [one for one in found.visible if not is_stray(one.text)], drawn.strokes)
    if is_damaged("".join(glyph.text for glyph in found.visible), found.unmapped):
        warnings.append(f"page {number}: its fonts do not say which characters they show")
    elif letters > _FEW_LETTERS or (not is_scan and (letters or drawn.shapes < _DRAWN)):
        others = [
            Sheet(number, *other.size, [one for one in printed.visible if not is_stray(one.text)])
            for other, printed in zip(turns[1:], prints[1:], strict=True)
        ]
        if drawn.print_share < _SOME:
            return [sheet, *others], True
        return [sheet, *others, *_pictures_read(page, number, sheet, ocr, warnings)], ocr is not None
    elif len(found.invisible) > _FEW_LETTERS and not is_damaged("".join(glyph.text for glyph in found.invisible)):
        # Text below a scan that nobody sees is another's OCR.
        return [Sheet(number, width, height, found.invisible, is_ocr=True)], True
    elif ocr is None and drawn.picture_share < _SCAN:
        return [sheet], False
    return ([_seen(page, number, ocr)], True) if ocr else ([], False)


def _prints(page: pdfium.PdfPage) -> tuple[list[Turn], list[_Print]]:
    """The print on a page in the direction most of it runs, then in the others that have more than a few letters."""
    left, bottom, right, top = page.get_bbox()
    text = page.get_textpage()
    try:
        turns = [Turn(left, bottom, right, top, quarter) for quarter in _directions(text)]
        prints = [_glyphs(text, turn) for turn in turns]
    finally:
        text.close()
    kept = [
        place
        for place, found in enumerate(prints)
        if not place or sum(not one.text.isspace() for one in found.visible) > _FEW_LETTERS
    ]
    return [turns[place] for place in kept], [prints[place] for place in kept]


def _pictures_read(
    page: pdfium.PdfPage, number: int, sheet: Sheet, ocr: Ocr | None, warnings: list[str]
) -> list[Sheet]:
    """What an OCR reads on a page beside its own print."""
    if ocr is None:
        warnings.append(f"page {number}: what a picture of print on it says was not read")
        return []
    seen = _seen(page, number, ocr)
    printed = [one for one in sheet.glyphs if not one.text.isspace()]
    glyphs = [one for one in seen.glyphs if not any(_is_over(one, other) for other in printed)]
    return [Sheet(number, seen.width, seen.height, glyphs, is_ocr=True)] if glyphs else []


def _is_over(seen: Glyph, printed: Glyph) -> bool:
    """Whether a character that an OCR saw is where one is printed; it knows the places of lines, and guesses these."""
    x, y = (seen.x0 + seen.x1) / 2, (seen.top + seen.bottom) / 2
    near = printed.size
    return printed.x0 - near <= x <= printed.x1 + near and printed.top - near / 4 <= y <= printed.bottom + near / 4


def _seen(page: pdfium.PdfPage, number: int, ocr: Ocr) -> Sheet:
    """The page as an OCR reads it off its picture, upright."""
    width, height = page.get_size()
    scale = min(_OCR_DPI / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    seen = read_upright(ocr, page.render(scale=scale).to_numpy())
    return Sheet(number, seen.width / scale, seen.height / scale, glyphs_of(seen.lines, 1 / scale), is_ocr=True)


# -- glyphs -----------------------------------------------------------------------------------------------------


def _quarter(text: Any, index: int) -> int | None:
    """In which direction a glyph runs, in quarters of a turn; None when it stands askew."""
    angle = degrees(raw.FPDFText_GetCharAngle(text, index)) % 360
    quarter = round(angle / 90)
    # PDFium counts with the clock.
    return -quarter % 4 if abs(angle - 90 * quarter) < 8 else None


def _directions(text: pdfium.PdfTextPage) -> list[int]:
    """The directions glyphs run in, that of most first."""
    count = text.count_chars()
    step = max(1, count // 2000)
    found = Counter(quarter for index in range(0, count, step) if (quarter := _quarter(text, index)) is not None)
    return [quarter for quarter, _ in found.most_common()] or [0]


def _glyphs(text: pdfium.PdfTextPage, turn: Turn) -> _Print:
    """The glyphs on the page that run in its direction; those that stand askew are watermarks and side print."""
    found = _Print()
    box = raw.FS_RECTF()
    looks: dict[int, _Look] = {}
    width, height = turn.size
    high = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in (0, 2, 10, 13, 0xFFFE) or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        if _quarter(text, index) != turn.quarter:
            continue
        x0, top, x1, bottom = turn.box(box.left, box.bottom, box.right, box.top)
        if x1 < 0 or bottom < 0 or x0 > width or top > height:
            continue
        look = _look(text, index, looks)
        found.unmapped += raw.FPDFText_HasUnicodeMapError(text, index) == 1
        glyph = Glyph(chr(code), x0, top, x1, bottom, look.size or bottom - top, look.is_bold)
        (found.visible if look.is_visible else found.invisible).append(glyph)
    return found


def _look(text: pdfium.PdfTextPage, index: int, looks: dict[int, _Look]) -> _Look:
    shown = raw.FPDFText_GetTextObject(text, index)
    key = ctypes.cast(shown, ctypes.c_void_p).value or 0
    if key not in looks:
        matrix = raw.FS_MATRIX()
        has_matrix = raw.FPDFText_GetMatrix(text, index, matrix)
        scale = hypot(matrix.c, matrix.d) if has_matrix else 1.0
        mode = raw.FPDFTextObj_GetTextRenderMode(shown) if key else 0
        weight = raw.FPDFText_GetFontWeight(text, index)
        # Printers of Word make letters bold by drawing their outline too.
        bold = weight >= _BOLD or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        looks[key] = _Look(raw.FPDFText_GetFontSize(text, index) * scale, bold, mode != _INVISIBLE)
    return looks[key]


# -- drawings and pictures --------------------------------------------------------------------------------------


def _drawn(page: pdfium.PdfPage, turn: Turn) -> _Drawn:
    found = _Drawn()
    width, height = turn.size
    covered = False
    for item in page.get_objects(max_depth=2):
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            found.shapes += 1
            if item.level == 0:
                found.strokes += _strokes(item, turn)
        elif item.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            share = _share(item, turn, width * height)
            found.picture_share = max(found.picture_share, share)
            is_asked = share > _SPECK and item.type == raw.FPDF_PAGEOBJ_IMAGE and found.looks < _MOST_LOOKS
            found.looks += is_asked
            if is_asked and is_print(item):
                found.print_share += share
            covered = covered or share > 0.8
            found.covers_text = covered
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            # Printed after the picture: it lies on top and is seen.
            found.covers_text = False
    return found


def _share(item: pdfium.PdfObject, turn: Turn, area: float) -> float:
    try:
        x0, top, x1, bottom = turn.box(*item.get_bounds())
    except pdfium.PdfiumError:
        return 0.0
    width, height = turn.size
    inside = max(0.0, min(x1, width) - max(x0, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))
    return inside / area if area else 0.0


def _strokes(item: pdfium.PdfObject, turn: Turn) -> list[Stroke]:
    """The straight lines along the axes that a shape draws: its edges, or itself where it is as thin as a line."""
    try:
        x0, top, x1, bottom = turn.box(*item.get_bounds())
    except pdfium.PdfiumError:
        return []
    if min(x1 - x0, bottom - top) <= _THIN:
        return [_thin(x0, top, x1, bottom)]
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroked) or not stroked.value:
        return []
    return _edges(item, turn)


def _thin(x0: float, top: float, x1: float, bottom: float) -> Stroke:
    if x1 - x0 >= bottom - top:
        return Stroke(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    return Stroke((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)


def _edges(item: pdfium.PdfObject, turn: Turn) -> list[Stroke]:
    matrix = item.get_matrix()
    strokes = []
    x, y = ctypes.c_float(), ctypes.c_float()
    at = start = None
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        here = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO and at is not None:
            strokes += _level(at, here, turn)
            if raw.FPDFPathSegment_GetClose(segment) and start is not None:
                strokes += _level(here, start, turn)
        at = here
    return strokes


def _level(one: tuple[float, float], other: tuple[float, float], turn: Turn) -> list[Stroke]:
    (xa, ya), (xb, yb) = one, other
    box = turn.box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
    return [_thin(*box)] if min(box[2] - box[0], box[3] - box[1]) <= 0.5 else []
