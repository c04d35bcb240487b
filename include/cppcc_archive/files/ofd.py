"""OFD (GB/T 33190), the country's own page format: a zip of XML, glyphs by their places as in PDF."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from cppcc_archive.files.damage import is_damaged, is_stray
from cppcc_archive.files.grid import Stroke
from cppcc_archive.files.layout import reading_of
from cppcc_archive.files.lines import Glyph, Sheet
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits
from cppcc_archive.files.ocr import Ocr
from cppcc_archive.files.picture import read_scan
from cppcc_archive.files.turn import Box, Matrix, Turn
from cppcc_archive.files.xml import Container, attribute, local, parse_xml

_POINT = 72 / 25.4
"""Points in a millimetre, the unit of OFD."""
_A4 = (0.0, 0.0, 210.0, 297.0)
_SCAN = 0.5
_FEW_LETTERS = 40
_DRAWN = 200
"""Shapes on a page without a letter from which they are its letters."""
_THIN = 1.0
_BOLD = 600
_PATH = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_ASCENT, _DESCENT = 0.88, 0.12
_MOST_DEPTH = 20


@dataclass(slots=True)
class _Picture:
    resource: str
    share: float
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class _Page:
    """What is on a page, in points from its upper left corner; ``glyphs`` by the quarter in which they run."""

    glyphs: dict[int, list[Glyph]] = field(default_factory=dict)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[_Picture] = field(default_factory=list)
    objects: int = 0
    shapes: int = 0

    def turned(self, width: float, height: float) -> list[tuple[Turn, list[Glyph]]]:
        """Its print in the direction most of it runs, then in the others that have more than a few letters."""
        found = sorted(self.glyphs.items(), key=lambda item: -len(item[1])) or [(0, [])]
        turns = [(Turn(0.0, 0.0, width, height, quarter), glyphs) for quarter, glyphs in found]
        return [
            (turn, [_turned(one, turn) for one in glyphs])
            for number, (turn, glyphs) in enumerate(turns)
            if not number or sum(not one.text.isspace() for one in glyphs) > _FEW_LETTERS
        ]


def _turned(glyph: Glyph, turn: Turn) -> Glyph:
    x0, top, x1, bottom = turn.level((glyph.x0, glyph.top, glyph.x1, glyph.bottom))
    return glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def read_ofd(body: bytes, limits: Limits, ocr: Ocr | None = None) -> FileReading:
    """Read an OFD. FileError when it is damaged or locked."""
    container = Container(body, limits)
    root = parse_xml(container.read("OFD.xml"))
    if container.has("Encryptions.xml") or any(local(item) == "Encryptions" for item in root.iter()):
        raise FileError("it is locked by a password")
    sheets: list[Sheet] = []
    unread: list[int] = []
    warnings: list[str] = []
    count = seen = 0
    for document in (item.text or "" for item in root.iter() if local(item) == "DocRoot"):
        for page in _Document(container, document.strip().replace("\\", "/").lstrip("/"), limits).pages():
            count += 1
            if count > limits.pages:
                continue
            width, height, found, media = page
            reader = ocr if seen < limits.ocr_pages else None
            read = _sheets(count, width, height, found, media, reader, warnings)
            if read is None:
                unread.append(count)
            else:
                sheets += read
                seen += any(sheet.is_ocr for sheet in read)
    if count > limits.pages:
        warnings.append(f"{count} pages, of which {limits.pages} were read")
    if not count:
        raise FileError("a damaged OFD: it has no page")
    return reading_of(FileKind.OFD, sheets, count, unread, warnings)


def _sheets(
    number: int, width: float, height: float, page: _Page, media: _Media, ocr: Ocr | None, warnings: list[str]
) -> list[Sheet] | None:
    """One page, a sheet for each direction print runs in; None when only an OCR can read it, and none could."""
    printed = page.turned(width, height)
    glyphs = printed[0][1]
    letters = sum(not glyph.text.isspace() for glyph in glyphs)
    biggest = max(page.pictures, key=lambda one: one.share, default=None)
    is_scan = biggest is not None and biggest.share >= _SCAN
    if is_damaged("".join(glyph.text for glyph in glyphs)):
        warnings.append(f"page {number}: its fonts do not say which characters they show")
    elif letters > _FEW_LETTERS or (not is_scan and (letters or page.shapes < _DRAWN)):
        return [_printed(number, turn, found, page.strokes) for turn, found in printed]
    if ocr is None or biggest is None:
        return None
    x0, _, x1, _ = biggest.box
    try:
        return [read_scan(number, media.read(biggest.resource), ocr, x1 - x0)]
    except FileError as error:
        warnings.append(f"page {number}: {error}")
        return None


def _printed(number: int, turn: Turn, glyphs: list[Glyph], strokes: list[Stroke]) -> Sheet:
    level = [Stroke(*turn.level(one)) for one in strokes]
    return Sheet(number, *turn.size, [one for one in glyphs if not is_stray(one.text)], level)


@dataclass(slots=True)
class _Media:
    """The pictures and drawings of a document by their ids."""

    container: Container
    paths: dict[str, str] = field(default_factory=dict)
    drawings: dict[str, Any] = field(default_factory=dict)

    def read(self, resource: str) -> bytes:
        return self.container.read(self.paths.get(resource, resource))


@dataclass(slots=True)
class _Document:
    container: Container
    path: str
    limits: Limits
    _templates: dict[str, str] = field(default_factory=dict)
    _bold: set[str] = field(default_factory=set)
    _objects: int = 0

    def pages(self) -> Iterator[tuple[float, float, _Page, _Media]]:
        """Width and height in points, what is on it, and the document's pictures, page by page."""
        root = parse_xml(self.container.read(self.path))
        media = _Media(self.container)
        for item in root.iter():
            if local(item) == "TemplatePage":
                self._templates[attribute(item, "ID") or ""] = self._beside(self.path, attribute(item, "BaseLoc") or "")
            elif local(item) in ("PublicRes", "DocumentRes"):
                self._resources(self._beside(self.path, (item.text or "").strip()), media)
        standard = _box_of(root) or _A4
        for pages in (item for item in root.iter() if local(item) == "Pages"):
            for page in pages:
                if local(page) == "Page":
                    yield self._page(self._beside(self.path, attribute(page, "BaseLoc") or ""), standard, media)

    def _beside(self, path: str, other: str) -> str:
        other = other.replace("\\", "/")
        if other.startswith("/"):
            return other.lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), other))

    def _resources(self, path: str, media: _Media) -> None:
        if not self.container.has(path):
            return
        root = parse_xml(self.container.read(path))
        base = attribute(root, "BaseLoc") or ""
        for item in root.iter():
            if local(item) == "MultiMedia":
                named = next((child.text or "" for child in item if local(child) == "MediaFile"), "").strip()
                found = self._beside(path, posixpath.join(base, named))
                media.paths[attribute(item, "ID") or ""] = (
                    found if self.container.has(found) else self._beside(path, named)
                )
            elif local(item) == "CompositeGraphicUnit":
                media.drawings[attribute(item, "ID") or ""] = item
            elif local(item) == "Font" and "bold" in (attribute(item, "FontName") or "").lower():
                self._bold.add(attribute(item, "ID") or "")

    def _page(
        self, path: str, standard: tuple[float, float, float, float], media: _Media
    ) -> tuple[float, float, _Page, _Media]:
        root = parse_xml(self.container.read(path))
        box = _box_of(root) or standard
        reader = _PageReader(box, self._bold, media.drawings, self.limits.objects - self._objects)
        for item in root:
            if local(item) == "Template" and (template := self._templates.get(attribute(item, "TemplateID") or "")):
                reader.read(parse_xml(self.container.read(template)))
        reader.read(root)
        self._objects += reader.page.objects
        if self._objects > self.limits.objects:
            raise FileError(f"more than {self.limits.objects} objects")
        return box[2] * _POINT, box[3] * _POINT, reader.page, media


@dataclass(slots=True)
class _PageReader:
    box: tuple[float, float, float, float]
    bold_fonts: set[str]
    drawings: dict[str, Any]
    most: int
    page: _Page = field(default_factory=_Page)

    def read(self, root: Any) -> None:
        whole = Matrix(e=-self.box[0], f=-self.box[1]).inside(Matrix(_POINT, 0.0, 0.0, _POINT))
        for item in root:
            if local(item) == "Content":
                self._objects(item, whole, 0)

    def _objects(self, element: Any, space: Matrix, depth: int) -> None:
        """What ``element`` holds; ``space`` leads from its millimetres to points on the page."""
        for item in element:
            name = local(item)
            self.page.objects += 1
            if self.page.objects > self.most or attribute(item, "Visible") == "false":
                continue
            if name == "TextObject":
                self._text(item, _placed(item, space))
            elif name == "PathObject":
                self._path(item, _placed(item, space))
            elif name == "ImageObject":
                self._image(item, space)
            elif name == "CompositeObject" and depth < _MOST_DEPTH:
                drawing = self.drawings.get(attribute(item, "ResourceID") or "", ())
                for content in (one for one in drawing if local(one) == "Content"):
                    self._objects(content, _placed(item, space), depth + 1)
            elif name in ("Layer", "PageBlock") and depth < _MOST_DEPTH:
                self._objects(item, space, depth + 1)

    def _text(self, item: Any, matrix: Matrix) -> None:
        quarter = matrix.quarter
        if quarter is None or attribute(item, "Alpha") == "0":
            return  # askew: a watermark; or not to be seen
        size = _number(attribute(item, "Size"), 3.0)
        height = size * hypot(matrix.c, matrix.d)
        weight = attribute(item, "Weight") or ""
        bold = (weight.isdigit() and int(weight) >= _BOLD) or attribute(item, "Font") in self.bold_fonts
        glyphs = self.page.glyphs.setdefault(quarter, [])
        for code in item:
            if local(code) != "TextCode":
                continue
            text = (code.text or "").strip("\n\r")
            x, y = _number(attribute(code, "X"), 0.0), _number(attribute(code, "Y"), size)
            across, down = _deltas(attribute(code, "DeltaX"), len(text)), _deltas(attribute(code, "DeltaY"), len(text))
            for index, character in enumerate(text):
                wide = size * (0.5 if character.isascii() else 1.0)
                step = across[index] if index < len(across) else (0.0 if down else wide)
                one = matrix.on(x, y - _ASCENT * size)
                other = matrix.on(x + (min(step, wide) if step > 0 else wide), y + _DESCENT * size)
                glyphs.append(Glyph(character, *_box_of_points(one, other), height, bold))
                x += step
                y += down[index] if index < len(down) else 0.0

    def _path(self, item: Any, matrix: Matrix) -> None:
        data = next((child.text or "" for child in item if local(child) == "AbbreviatedData"), "")
        points = [(is_line, matrix.on(*one), matrix.on(*other)) for is_line, one, other in _segments(data)]
        if not points:
            return
        xs = [x for _, one, other in points for x, _ in (one, other)]
        ys = [y for _, one, other in points for _, y in (one, other)]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN * _POINT:
            self.page.strokes.append(_level(min(xs), min(ys), max(xs), max(ys)))
            return
        self.page.shapes += 1
        if attribute(item, "Stroke") == "false":
            return
        for is_line, one, other in points:
            x0, y0, x1, y1 = _box_of_points(one, other)
            if is_line and min(x1 - x0, y1 - y0) < 0.5:
                self.page.strokes.append(_level(x0, y0, x1, y1))

    def _image(self, item: Any, space: Matrix) -> None:
        found = _numbers(attribute(item, "Boundary"))
        if len(found) < 4 or not self.box[2] * self.box[3]:
            return
        left, top, width, height = found[:4]
        x0, y0, x1, y1 = box = _box_of_points(space.on(left, top), space.on(left + width, top + height))
        across, down = self.box[2] * _POINT, self.box[3] * _POINT
        share = min(x1 - x0, across) * min(y1 - y0, down) / (across * down)
        self.page.pictures.append(_Picture(attribute(item, "ResourceID") or "", share, box))


def _placed(item: Any, space: Matrix) -> Matrix:
    """From the space an object is written in to the page: its own matrix, its place, then what it lies in."""
    left, top = (_numbers(attribute(item, "Boundary")) or [0.0, 0.0])[:2]
    return _matrix(attribute(item, "CTM")).inside(Matrix(e=left, f=top)).inside(space)


def _box_of_points(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _level(x0: float, y0: float, x1: float, y1: float) -> Stroke:
    if x1 - x0 >= y1 - y0:
        return Stroke(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Stroke((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _segments(data: str) -> Iterator[tuple[bool, tuple[float, float], tuple[float, float]]]:
    """The parts of a path: whether straight, from where to where."""
    tokens = _PATH.findall(data[:200_000])
    counts = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
    at = start = (0.0, 0.0)
    index = 0
    while index < len(tokens):
        command = tokens[index]
        count = counts.get(command)
        index += 1
        if count is None:
            continue
        if command == "C":
            yield True, at, start
            at = start
            continue
        values = tokens[index : index + count]
        index += count
        try:
            here = float(values[-2]), float(values[-1])
        except (ValueError, IndexError):
            return
        if command in "MS":
            start = here
        else:
            yield command == "L", at, here
        at = here


def _box_of(element: Any) -> tuple[float, float, float, float] | None:
    for item in element.iter():
        if local(item) == "PhysicalBox":
            found = _numbers(item.text)
            if len(found) == 4 and found[2] > 0 and found[3] > 0:
                return found[0], found[1], found[2], found[3]
    return None


def _matrix(text: str | None) -> Matrix:
    found = _numbers(text)
    return Matrix(*found) if len(found) == 6 else Matrix()


def _numbers(text: str | None) -> list[float]:
    try:
        return [float(part) for part in (text or "").split()]
    except ValueError:
        return []


def _number(text: str | None, default: float) -> float:
    found = _numbers(text)
    return found[0] if len(found) == 1 else default


def _deltas(text: str | None, most: int) -> list[float]:
    """The steps from glyph to glyph; ``g 3 5.0`` is three times five."""
    parts = (text or "").split()
    found: list[float] = []
    index = 0
    try:
        while index < len(parts) and len(found) < most:
            if parts[index] == "g":
                found += [float(parts[index + 2])] * min(int(parts[index + 1]), most)
                index += 3
            else:
                found.append(float(parts[index]))
                index += 1
    except (ValueError, IndexError):
        pass
    return found
