"""Where things lie on a page, and pages on their side: the space in which print of one direction runs level. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]

_ASKEW = 0.14
"""The tangent up to which print is level."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From a page's own space (y upwards) to a sheet's (y downwards), turned so that ``quarter`` × 90° is level; the
    quarters count against the clock."""

    left: float
    bottom: float
    right: float
    top: float
    quarter: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarter % 2 else (width, height)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box's left, top, right and bottom on the sheet."""
        if self.quarter == 0:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        if self.quarter == 1:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.quarter == 2:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        return self.top - y1, self.right - x1, self.top - y0, self.right - x0

    def level(self, box: Box) -> Box:
        """The same of a box whose page counts downwards from its upper left corner: ``bottom`` and ``left`` are 0."""
        x0, top, x1, bottom = box
        return self.box(x0, self.top - bottom, x1, self.top - top)


class Matrix(NamedTuple):
    """An affine map as page formats write it: ``x' = a·x + c·y + e``, ``y' = b·x + d·y + f``, y downwards."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def on(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inside(self, other: Matrix) -> Matrix:
        """This one and then ``other``, in whose space it lies."""
        (a, b), (c, d), (e, f) = other.by(self.a, self.b), other.by(self.c, self.d), other.on(self.e, self.f)
        return Matrix(a, b, c, d, e, f)

    def by(self, x: float, y: float) -> tuple[float, float]:
        """A direction, which knows no place."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    @property
    def quarter(self) -> int | None:
        """In which direction print runs in it, in quarters of a turn against the clock; None where it stands askew."""
        if abs(self.b) <= _ASKEW * abs(self.a):
            return 0 if self.a > 0 else 2
        if abs(self.a) <= _ASKEW * abs(self.b):
            return 3 if self.b > 0 else 1
        return None
