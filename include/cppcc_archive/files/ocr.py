"""Reading pictures: the optional extra ``ocr`` (RapidOCR, Apache-2.0; its wheel ships the Chinese models).

A scan may lie on its side or on its head. Read as it lies, print on its side has boxes that are higher than wide, and
print on its head is hardly legible; then it is read turned, and the reading that is surer of more upright print counts.
"""

from __future__ import annotations

import importlib.util
import logging
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from cppcc_archive.files.lines import Glyph

_LEAST_CONFIDENCE = 0.5
"""Below it a line is a stain, or a seal."""
_SURE = 0.8
"""Mean confidence from which print is read the right way up: there it is above .9, upside down below .7."""
_OBLONG = 1.5
"""How much longer than high the box of a line is that says which way it runs."""


class Seen(NamedTuple):
    """A line of print in a picture: its text, its box in pixels, and how sure the reader is (0 to 1)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float


class Ocr(Protocol):
    """What reads pictures."""

    def read(self, picture: Any) -> list[Seen]:
        """The lines in a picture (rows of pixels, as numpy holds them), as it lies; doubtful ones too."""


class Upright(NamedTuple):
    """The lines of a picture and its size in pixels, as they are when it is turned upright."""

    lines: list[Seen]
    width: int
    height: int

    @property
    def score(self) -> float:
        """How much upright print was read how surely."""
        return sum(line.confidence * len(line.text) for line in self.lines if _is_wide(line))

    @property
    def is_on_its_side(self) -> bool:
        """Whether most of it runs up or down."""
        return 2 * sum(len(line.text) for line in self.lines if _is_tall(line)) > self._letters

    @property
    def is_sure(self) -> bool:
        """Whether it was read the right way up, or there is nothing to read."""
        confidence = sum(line.confidence * len(line.text) for line in self.lines)
        return not self.is_on_its_side and confidence >= _SURE * self._letters

    @property
    def _letters(self) -> int:
        return sum(len(line.text) for line in self.lines)


def read_upright(ocr: Ocr, picture: Any) -> Upright:
    """Read a picture, turned by quarters where its print does not stand upright."""
    best = _read_turned(ocr, picture, 0)
    for quarters in (1, 3) if best.is_on_its_side else (2,):
        if best.is_sure:
            break
        best = max(best, _read_turned(ocr, picture, quarters), key=lambda one: one.score)
    return best._replace(lines=[line for line in best.lines if line.confidence >= _LEAST_CONFIDENCE])


def _read_turned(ocr: Ocr, picture: Any, quarters: int) -> Upright:
    import numpy

    turned = numpy.ascontiguousarray(numpy.rot90(picture, quarters)) if quarters else picture
    return Upright(ocr.read(turned), turned.shape[1], turned.shape[0])


def _is_wide(line: Seen) -> bool:
    return line.x1 - line.x0 >= _OBLONG * (line.bottom - line.top)


def _is_tall(line: Seen) -> bool:
    return line.bottom - line.top >= _OBLONG * (line.x1 - line.x0)


@dataclass(slots=True)
class _RapidOcr:
    _engine: Any = field(default=None)

    def read(self, picture: Any) -> list[Seen]:
        if self._engine is None:
            from rapidocr import RapidOCR

            # Its own turning of single lines would hide that a page stands on its head.
            asked = {"Global.log_level": "critical", "Global.use_cls": False, "Global.text_score": 0.0}
            self._engine = RapidOCR(params=asked)
        answer = self._engine(picture)
        if answer.txts is None:
            return []
        found = []
        for text, score, box in zip(answer.txts, answer.scores, answer.boxes, strict=True):
            xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
            if text.strip():
                found.append(Seen(text, min(xs), min(ys), max(xs), max(ys), float(score)))
        return found


@lru_cache(maxsize=1)
def installed_ocr() -> Ocr | None:
    """The OCR of the extra ``ocr``; None where it is not installed."""
    if importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("onnxruntime") is None:
        return None
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return _RapidOcr()


def glyphs_of(seen: list[Seen], scale: float) -> list[Glyph]:
    """The lines as glyphs, each line's box dealt out evenly; ``scale`` points to a pixel."""
    glyphs = []
    for line in seen:
        weights = [0.55 if character.isascii() else 1.0 for character in line.text]
        unit = (line.x1 - line.x0) * scale / sum(weights)
        # The box keeps some air above and below the print.
        size = min((line.bottom - line.top) * scale * 0.8, 1.25 * unit)
        x = line.x0 * scale
        for character, weight in zip(line.text, weights, strict=True):
            box = (x, line.top * scale, x + weight * unit, line.bottom * scale)
            glyphs.append(Glyph(character, *box, size, confidence=line.confidence))
            x += weight * unit
    return glyphs
