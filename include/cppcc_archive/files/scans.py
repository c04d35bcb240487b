"""Whether a picture in a PDF is one of print: mostly paper with some ink, and hardly anything between."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium

_MOST_PIXELS = 50_000_000
_LOOKS = 20_000
"""Pixels that are looked at, spread over the picture."""
_PAPER, _INK = 200, 110
"""From which lightness on a pixel is paper, and up to which it is ink, of 255."""
_LEAST_PAPER, _LEAST_INK, _MOST_BETWEEN = 0.6, 0.01, 0.2


def is_print(item: Any) -> bool:
    """Whether the pixels of an image object are those of a scanned or copied page; a photograph's are not."""
    try:
        width, height = item.get_px_size()
        if not 0 < width * height <= _MOST_PIXELS:
            return False
        bitmap = item.get_bitmap()
    except pdfium.PdfiumError:
        return False
    # The page owns the picture: it is not ours to close.
    return _is_print(bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.n_channels)


def _is_print(pixels: bytes, stride: int, width: int, channels: int) -> bool:
    rows = len(pixels) // stride if stride else 0
    # A prime, so that what is looked at does not stand below itself on every row.
    step = max(1, rows * width // _LOOKS) * 7919 % max(1, rows * width) or 1
    paper = ink = looks = place = 0
    for _ in range(min(_LOOKS, rows * width)):
        at = place // width * stride + place % width * channels
        light = sum(pixels[at : at + min(channels, 3)]) / min(channels, 3)
        paper += light >= _PAPER
        ink += light <= _INK
        looks += 1
        place = (place + step) % (rows * width)
    is_clear = looks - paper - ink <= _MOST_BETWEEN * looks
    return looks > 0 and is_clear and paper >= _LEAST_PAPER * looks and ink >= _LEAST_INK * looks
