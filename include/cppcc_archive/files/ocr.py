"""Reading pictures: the optional extra ``ocr`` (RapidOCR, Apache-2.0; its wheel ships the Chinese models)."""

from __future__ import annotations

import importlib.util
import logging
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from cppcc_archive.files.lines import Glyph

_LEAST_CONFIDENCE = 0.5
"""Below it a line is a stain, or a seal."""


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
        """The lines in a picture (rows of pixels, as numpy holds them)."""


@dataclass(slots=True)
class _RapidOcr:
    _engine: Any = field(default=None)

    def read(self, picture: Any) -> list[Seen]:
        if self._engine is None:
            from rapidocr import RapidOCR

            self._engine = RapidOCR(params={"Global.log_level": "critical"})
        answer = self._engine(picture)
        if answer.txts is None:
            return []
        found = []
        for text, score, box in zip(answer.txts, answer.scores, answer.boxes, strict=True):
            xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
            if text.strip() and score >= _LEAST_CONFIDENCE:
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
