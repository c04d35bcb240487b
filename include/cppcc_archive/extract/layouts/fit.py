"""A layout laid over a page: the elements where the template keeps its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cppcc_archive.extract.blocks import Placed
from cppcc_archive.extract.chrome import letters, opens_other_section
from cppcc_archive.extract.layouts.model import ANYWHERE, Furniture, Layout
from cppcc_archive.extract.layouts.paths import find_all, loose_path
from cppcc_archive.extract.links import leads_elsewhere
from cppcc_archive.extract.nodes import Nodes

_INFO_WITHIN = 40
"""Nodes between a title and the info line below it."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Fit:
    """Where on a page its template keeps its parts, by index (-1: not on this page)."""

    layout: Layout
    body: int
    title: int
    date: int
    source: int
    way: int


def fit_layout(nodes: Nodes, layout: Layout) -> Fit:
    """Look for the layout's places on a page."""
    parts = (layout.body, layout.title, layout.date, layout.source, layout.way)
    return Fit(layout, *(_first(nodes, paths) for paths in parts))


def _first(nodes: Nodes, paths: Sequence[str]) -> int:
    return next((found[0] for path in paths if (found := find_all(nodes, path))), -1)


def without_furniture(nodes: Nodes, fit: Fit, placed: Sequence[Placed]) -> list[Placed]:
    """The blocks of the body's container that are no furniture of the template, nor its head."""
    known: dict[str, list[Furniture]] = {}
    for furniture in fit.layout.furniture:
        known.setdefault(furniture.place, []).append(furniture)
    end = nodes.ends[fit.body]
    start = nodes.ends[fit.title] if fit.body < fit.title < end else fit.body
    dated = (fit.date, nodes.ends[fit.date]) if fit.body < fit.date < end else (end, end)
    if fit.body < start <= dated[0] < start + _INFO_WITHIN:
        start = dated[1]
    found = []
    listing = False
    for one in placed:
        if one.at < start or dated[0] <= one.at < dated[1]:
            continue
        listing = listing and (not one.block.is_printed or leads_elsewhere(nodes, one.at))
        if listing:
            continue
        at_place = known.get(loose_path(nodes, nodes.parents[one.at] if one.at else 0, fit.body))
        text = _DIGITS.sub("0", letters(one.block.text)) if at_place else ""
        if at_place and one.block.is_printed and any(other.fits(text) for other in at_place):
            listing = opens_other_section(one.block.text)
            continue
        found.append(one)
    return found


def without_pinned(nodes: Nodes, fit: Fit, placed: Sequence[Placed]) -> list[Placed]:
    """The blocks that stand in no element pinned as furniture."""
    ranges = [
        (index, nodes.ends[index])
        for furniture in fit.layout.furniture
        if furniture.text == ANYWHERE
        for index in find_all(nodes, furniture.place)
    ]
    return (
        [one for one in placed if not any(begin <= one.at < stop for begin, stop in ranges)] if ranges else list(placed)
    )
