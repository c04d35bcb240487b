"""OFD (GB/T 33190), the country's own page format: a zip of XML, glyphs by their places as in PDF."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cppcc_archive.files.damage import is_damaged, is_stray
from cppcc_archive.files.grid import Stroke
from cppcc_archive.files.layout import reading_of
from cppcc_archive.files.lines import Glyph, Sheet
from cppcc_archive.files.model import FileError, FileKind, FileReading, Limits
from cppcc_archive.files.ocr import Ocr
from cppcc_archive.files.picture import read_pixels
from cppcc_archive.files.xml import Container, attribute, local, parse_xml

_POINT = 72 / 25.4
"""Points in a millimetre, the unit of OFD."""
_A4 = (0.0, 0.0, 210.0, 297.0)
_SCAN = 0.5
_FEW_LETTERS = 40
_THIN = 1.0
_BOLD = 600
_PATH = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_ASCENT, _DESCENT = 0.88, 0.12
_MOST_DEPTH = 20


class _Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def on(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


@dataclass(slots=True)
class _Picture:
    resource: str
    share: float
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class _Page:
    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[_Picture] = field(default_factory=list)
    objects: int = 0


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
        for page in _Document(container, document.strip().lstrip("/"), limits).pages():
            count += 1
            if count > limits.pages:
                continue
            width, height, found, media = page
            reader = ocr if seen < limits.ocr_pages else None
            sheet = _sheet(count, width, height, found, media, reader, warnings)
            if sheet is None:
                unread.append(count)
            else:
                sheets.append(sheet)
                seen += sheet.is_ocr
    if count > limits.pages:
        warnings.append(f"{count} pages, of which {limits.pages} were read")
    if not count:
        raise FileError("a damaged OFD: it has no page")
    return reading_of(FileKind.OFD, sheets, count, unread, warnings)


def _sheet(
    number: int, width: float, height: float, page: _Page, media: _Media, ocr: Ocr | None, warnings: list[str]
) -> Sheet | None:
    letters = sum(not glyph.text.isspace() for glyph in page.glyphs)
    biggest = max(page.pictures, key=lambda one: one.share, default=None)
    if is_damaged("".join(glyph.text for glyph in page.glyphs)):
        warnings.append(f"page {number}: its fonts do not say which characters they show")
    elif biggest is None or biggest.share < _SCAN or letters > _FEW_LETTERS:
        return Sheet(number, width, height, [one for one in page.glyphs if not is_stray(one.text)], page.strokes)
    if ocr is None or biggest is None:
        return None
    x0, top, x1, _ = biggest.box
    try:
        seen = read_pixels(media.read(biggest.resource), ocr, x1 - x0)
    except FileError as error:
        warnings.append(f"page {number}: {error}")
        return None
    glyphs = [one._replace(x0=one.x0 + x0, x1=one.x1 + x0, top=one.top + top, bottom=one.bottom + top) for one in seen]
    return Sheet(number, width, height, glyphs, is_ocr=True)


@dataclass(slots=True)
class _Media:
    """The pictures of a document by their ids."""

    container: Container
    paths: dict[str, str] = field(default_factory=dict)

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
            elif local(item) == "Font" and "bold" in (attribute(item, "FontName") or "").lower():
                self._bold.add(attribute(item, "ID") or "")

    def _page(
        self, path: str, standard: tuple[float, float, float, float], media: _Media
    ) -> tuple[float, float, _Page, _Media]:
        root = parse_xml(self.container.read(path))
        box = _box_of(root) or standard
        reader = _PageReader(box, self._bold, self.limits.objects - self._objects)
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
    most: int
    page: _Page = field(default_factory=_Page)

    def read(self, root: Any) -> None:
        for item in root:
            if local(item) == "Content":
                self._objects(item, 0)

    def _objects(self, element: Any, depth: int) -> None:
        for item in element:
            name = local(item)
            self.page.objects += 1
            if self.page.objects > self.most or attribute(item, "Visible") == "false":
                continue
            if name == "TextObject":
                self._text(item)
            elif name == "PathObject":
                self._path(item)
            elif name == "ImageObject":
                self._image(item)
            elif name in ("Layer", "PageBlock") and depth < _MOST_DEPTH:
                self._objects(item, depth + 1)

    def _text(self, item: Any) -> None:
        left, top = (_numbers(attribute(item, "Boundary")) or [0.0, 0.0])[:2]
        matrix = _matrix(attribute(item, "CTM"))
        if abs(matrix.b) > 0.14 * abs(matrix.a or 1) or attribute(item, "Alpha") == "0":
            return  # askew: a watermark; or not to be seen
        size = _number(attribute(item, "Size"), 3.0)
        height = size * abs(matrix.d or 1.0) * _POINT
        weight = attribute(item, "Weight") or ""
        bold = (weight.isdigit() and int(weight) >= _BOLD) or attribute(item, "Font") in self.bold_fonts
        for code in item:
            if local(code) != "TextCode":
                continue
            text = (code.text or "").strip("\n\r")
            x, y = _number(attribute(code, "X"), 0.0), _number(attribute(code, "Y"), size)
            across, down = _deltas(attribute(code, "DeltaX"), len(text)), _deltas(attribute(code, "DeltaY"), len(text))
            for index, character in enumerate(text):
                wide = size * (0.5 if character.isascii() else 1.0)
                step = across[index] if index < len(across) else (0.0 if down else wide)
                x0, base = matrix.on(x, y)
                x1, _ = matrix.on(x + (min(step, wide) if step > 0 else wide), y)
                px0, px1, py = (
                    (x0 + left - self.box[0]) * _POINT,
                    (x1 + left - self.box[0]) * _POINT,
                    (base + top - self.box[1]) * _POINT,
                )
                self.page.glyphs.append(
                    Glyph(character, px0, py - _ASCENT * height, px1, py + _DESCENT * height, height, bold)
                )
                x += step
                y += down[index] if index < len(down) else 0.0

    def _path(self, item: Any) -> None:
        left, top = (_numbers(attribute(item, "Boundary")) or [0.0, 0.0])[:2]
        matrix = _matrix(attribute(item, "CTM"))
        data = next((child.text or "" for child in item if local(child) == "AbbreviatedData"), "")
        points = list(_segments(data))
        ends = [matrix.on(*point) for _, one, other in points for point in (one, other)]
        if not ends:
            return

        def placed(point: tuple[float, float]) -> tuple[float, float]:
            return (point[0] + left - self.box[0]) * _POINT, (point[1] + top - self.box[1]) * _POINT

        xs, ys = [placed(end)[0] for end in ends], [placed(end)[1] for end in ends]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN * _POINT:
            self.page.strokes.append(_level(min(xs), min(ys), max(xs), max(ys)))
            return
        if attribute(item, "Stroke") == "false":
            return
        for is_line, one, other in points:
            (xa, ya), (xb, yb) = placed(matrix.on(*one)), placed(matrix.on(*other))
            if is_line and min(abs(xa - xb), abs(ya - yb)) < 0.5:
                self.page.strokes.append(_level(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)))

    def _image(self, item: Any) -> None:
        found = _numbers(attribute(item, "Boundary"))
        if len(found) < 4 or not self.box[2] * self.box[3]:
            return
        left, top, width, height = found[:4]
        box = left * _POINT, top * _POINT, (left + width) * _POINT, (top + height) * _POINT
        share = min(width, self.box[2]) * min(height, self.box[3]) / (self.box[2] * self.box[3])
        self.page.pictures.append(_Picture(attribute(item, "ResourceID") or "", share, box))


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


def _matrix(text: str | None) -> _Matrix:
    found = _numbers(text)
    return _Matrix(*found) if len(found) == 6 else _Matrix()


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
