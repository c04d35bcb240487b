"""Ruled tables: from the straight lines on a sheet to grids of cells, spans resolved. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from cppcc_archive.files.model import Rows

_NEAR = 2.5
"""Points within which two lines are the same one, or meet."""
_MOST_STROKES = 4000
"""Straight lines of one sheet that are looked at: more are a drawing, or an attack."""
_MOST_CELLS = 20_000


class Stroke(NamedTuple):
    """A straight line along an axis, its ends in order."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_flat(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


class Box(Protocol):
    """What has a place on the sheet."""

    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...


B = TypeVar("B", bound=Box)


@dataclass(slots=True)
class Grid:
    """A ruled table: where its lines are, and which cell of the text each unit of it belongs to."""

    xs: list[float]
    ys: list[float]
    flat: list[Stroke]
    upright: list[Stroke]
    _owner: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.xs[0] - _NEAR <= x <= self.xs[-1] + _NEAR and self.ys[0] - _NEAR <= y <= self.ys[-1] + _NEAR

    def read(self, boxes: Sequence[B], text_of: Callable[[list[B]], str]) -> tuple[Rows, frozenset[tuple[int, int]]]:
        """The rows of texts, a spanning cell's in every place it covers, and the places that only repeat."""
        self._find_owners()
        found: dict[tuple[int, int], list[B]] = {}
        for box in boxes:
            place = (_place(self.ys, (box.top + box.bottom) / 2), _place(self.xs, (box.x0 + box.x1) / 2))
            found.setdefault(self._owner[place], []).append(box)
        texts = {owner: text_of(inside) for owner, inside in found.items()}
        height, width = len(self.ys) - 1, len(self.xs) - 1
        rows = tuple(tuple(texts.get(self._owner[row, column], "") for column in range(width)) for row in range(height))
        return rows, frozenset(place for place, owner in self._owner.items() if place != owner)

    def _find_owners(self) -> None:
        """Units without a line between them are one cell, named by its first."""
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                place = row, column
                x, y = (self.xs[column] + self.xs[column + 1]) / 2, (self.ys[row] + self.ys[row + 1]) / 2
                owner = place
                if column and not any(
                    _near(line.x0, self.xs[column]) and line.y0 <= y <= line.y1 for line in self.upright
                ):
                    owner = self._owner[row, column - 1]
                elif row and not any(_near(line.y0, self.ys[row]) and line.x0 <= x <= line.x1 for line in self.flat):
                    owner = self._owner[row - 1, column]
                self._owner[place] = owner


def find_grids(strokes: Sequence[Stroke]) -> list[Grid]:
    """The ruled tables among a sheet's straight lines: at least two columns and two cells in all."""
    if len(strokes) > _MOST_STROKES:
        return []
    flat = _joined([stroke for stroke in strokes if stroke.is_flat])
    upright = [_turned(one) for one in _joined([_turned(stroke) for stroke in strokes if not stroke.is_flat])]
    grids = []
    for lines, columns in _groups(flat, upright):
        xs, ys = _places([line.x0 for line in columns]), _places([line.y0 for line in lines])
        if len(xs) >= 3 and len(ys) >= 2 and len(xs) * len(ys) <= _MOST_CELLS:
            grids.append(Grid(xs, ys, lines, columns))
    return grids


def _joined(flat: list[Stroke]) -> list[Stroke]:
    """Lines that go on where others end, as one: borders are often drawn cell by cell."""
    joined: list[Stroke] = []
    for stroke in sorted(flat, key=lambda one: (round(one.y0 / _NEAR), one.x0)):
        last = joined[-1] if joined else None
        if last is not None and _near(last.y0, stroke.y0) and stroke.x0 <= last.x1 + _NEAR:
            joined[-1] = last._replace(x1=max(last.x1, stroke.x1))
        else:
            joined.append(stroke)
    return [stroke for stroke in joined if stroke.x1 - stroke.x0 > 3 * _NEAR]


def _groups(flat: list[Stroke], upright: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """The lines by tables: those that meet belong together."""
    parent = list(range(len(flat) + len(upright)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for i, line in enumerate(flat):
        for j, column in enumerate(upright):
            if line.x0 - _NEAR <= column.x0 <= line.x1 + _NEAR and column.y0 - _NEAR <= line.y0 <= column.y1 + _NEAR:
                parent[root(i)] = root(len(flat) + j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, line in enumerate(flat):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for j, column in enumerate(upright):
        groups.setdefault(root(len(flat) + j), ([], []))[1].append(column)
    return [group for group in groups.values() if group[0] and group[1]]


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > 2 * _NEAR:
            places.append(value)
    return places


def _place(edges: list[float], at: float) -> int:
    for index in range(len(edges) - 2, 0, -1):
        if at >= edges[index]:
            return index
    return 0


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 2 * _NEAR


def _turned(stroke: Stroke) -> Stroke:
    return Stroke(stroke.y0, stroke.x0, stroke.y1, stroke.x1)
