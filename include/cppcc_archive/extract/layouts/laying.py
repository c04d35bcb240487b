"""A layout laid over a page: what of its container is no text, and what elsewhere on the page may be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from cppcc_archive.extract.blocks import Placed
from cppcc_archive.extract.body.kinds import linked_share
from cppcc_archive.extract.boxes import end_under
from cppcc_archive.extract.chrome import (
    LONGEST_INFO,
    is_bare_label,
    is_info_line,
    is_toolbar,
    letters,
    opens_digest,
    opens_other_section,
)
from cppcc_archive.extract.document import Document
from cppcc_archive.extract.layouts.model import ANYWHERE, BELOW, LAST, Fit, Furniture, Row, listed, numberless
from cppcc_archive.extract.layouts.paths import find_all, find_below, loose_path
from cppcc_archive.extract.links import is_file_name, leads_elsewhere
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.dates import first_date
from cppcc_archive.markup.text import one_line

_INFO_WITHIN = 40  # nodes between a title and the info line below it
_HEAD_LINES = 8  # lines at the top of a container among which its title may stand
_SHIFTED = 4  # nodes behind where a layout has the info line among which it is otherwise
_CODE = re.compile("扫|码")
SHORT = 12  # letters of what stands where there is nothing to lead to (没有了)
LONGEST_FIELD = 40  # letters of what a template prints in a cell
MOSTLY = 0.5  # share of a line's letters in links that makes it a link
_PARAGRAPH = 8  # letters from which what only a reading alone has is missed


def by_row(nodes: Nodes, fit: Fit, row: Row) -> Fit:
    """The places, where the title is the element at the top of the container that the listing's title stands in, if it
    is not where the layout has it, and the info line one of the next where that has none: a second line of the title
    stands there, perhaps."""
    if fit.date >= 0 and not is_info_line(one_line(nodes.text(fit.date))):
        beside = islice(nodes.between(nodes.ends[fit.date], nodes.ends[nodes.parents[fit.date]]), _SHIFTED)
        moved = next((at for at in beside if is_info_line(one_line(nodes.text(at)))), fit.date)
        fit = replace(fit, date=moved, source=moved if fit.source == fit.date else fit.source)
    wanted = row.letters
    if fit.body < 0 or not wanted or listed([letters(line.text) for line in nodes.lines_of(fit.title)], wanted):
        return fit
    lines = nodes.lines_of(fit.body)[:_HEAD_LINES]
    found = listed([letters(line.text) for line in lines], wanted)
    title = nodes.block_around(lines[found[-1]].at) if found else -1
    return replace(fit, title=title) if title > fit.body else fit


def without_furniture(nodes: Nodes, fit: Fit, placed: list[Placed]) -> list[Placed]:
    """The blocks that stand in no element pinned as furniture, nor, of the template's own container, are its furniture
    or its head."""
    pinned = [
        range(index, nodes.ends[index])
        for furniture in fit.layout.furniture
        if furniture.text == ANYWHERE
        for index in find_all(nodes, furniture.place)
    ]
    placed = [one for one in placed if not any(one.at in there for there in pinned)] if pinned else placed
    if fit.body < 0:
        return placed
    known: dict[str, list[Furniture]] = {}
    for furniture in fit.layout.furniture:
        known.setdefault(furniture.place, []).append(furniture)
    end = nodes.ends[fit.body]
    exact = _exactly(nodes, fit, placed)
    start, dated = _head(nodes, fit)
    found: list[Placed] = []
    listing, boxed, named = False, -1, -1
    for number, one in enumerate(placed):
        if not fit.body <= one.at < end:
            found.append(one)
            continue
        if one.at < start or one.at in dated:
            continue
        listing = listing and (not one.block.is_printed or leads_elsewhere(nodes, one.at))
        if listing or one.at < boxed:
            continue
        is_value = one.block.is_printed and nodes.parents[nodes.block_around(one.at)] == named
        named = -1
        if is_value and len(one.block.text) <= LONGEST_FIELD:
            continue
        if one.at in exact or (known and _is_known(nodes, fit, one, known)):
            if is_bare_label(one.block.text) and one.block.text[-1] in ":：":
                named = nodes.parents[nodes.block_around(one.at)]  # its value stands beside it
            listing = opens_other_section(one.block.text)
            if number + 1 < len(placed) and (listing or opens_digest(one.block.text)):
                boxed = end_under(nodes, one.at, placed[number + 1].at, max(found[-1].at if found else 0, fit.body))
            if found and found[-1].block.src is not None and _CODE.search(one.block.text):
                found.pop()  # the code to be scanned
            continue
        found.append(one)
    return _without_last_links(nodes, fit, found, known)


def _without_last_links(
    nodes: Nodes, fit: Fit, placed: list[Placed], known: dict[str, list[Furniture]]
) -> list[Placed]:
    """The blocks without what leads elsewhere at the end, where the layout knows that links end the text."""
    places = {place for place, others in known.items() if any(one.text == LAST for one in others)}
    if not places:
        return placed
    dropped: set[int] = set()
    starts = [line.at for line in nodes.all_lines]
    for one in takewhile(lambda one: fit.body <= one.at < nodes.ends[fit.body], reversed(placed)):
        if one.block.is_printed:
            at = bisect_left(starts, one.at)
            # A button behind an article's last sentence does not take it.
            is_link = any(_is_link(nodes, line) for line in nodes.all_lines[at : at + 1])
            if not (is_link and leads_elsewhere(nodes, one.at)):
                break
            if loose_path(nodes, nodes.parents[one.at], fit.body) not in places:
                break
            dropped.add(one.at)
    return [one for one in placed if one.at not in dropped]


def _is_known(nodes: Nodes, fit: Fit, one: Placed, known: dict[str, list[Furniture]]) -> bool:
    """Whether a block is furniture that the layout knows of its loose place; a file's name is none."""
    at_place = known.get(loose_path(nodes, nodes.parents[one.at] if one.at else 0, fit.body))
    if not at_place or not one.block.is_printed or is_file_name(one.block.text):
        return False
    text, leads = numberless(letters(one.block.text)), leads_elsewhere(nodes, one.at)
    return any(other.fits(text, leads) and (other.text != "*" or leads or len(text) <= SHORT) for other in at_place)


def _exactly(nodes: Nodes, fit: Fit, placed: Sequence[Placed]) -> set[int]:
    """Where the blocks begin that are furniture at a path of their own."""
    places = [one.at for one in placed]
    found: set[int] = set()
    for furniture in fit.layout.furniture:
        if not furniture.place.startswith(BELOW):
            continue
        for index in find_below(nodes, fit.body, furniture.place[len(BELOW) :]):
            inside = placed[bisect_left(places, index) : bisect_left(places, nodes.ends[index])]
            is_field = len(inside) == 1 and len(inside[0].block.text) <= LONGEST_FIELD
            if furniture.text != "*" or is_field:
                found.update(
                    one.at
                    for one in inside
                    if one.block.is_printed and furniture.fits(numberless(letters(one.block.text)), False)
                )
    return found


def _head(nodes: Nodes, fit: Fit) -> tuple[int, range]:
    """Where the text begins below title and info line, as far as they stand in the container, and the info line."""
    end = nodes.ends[fit.body]
    start = fit.body
    if fit.body < fit.title < end and len(nodes.text(fit.title).strip()) <= LONGEST_INFO:
        start = nodes.ends[fit.title]
    dated = range(end, end)
    if fit.body < fit.date < end and _informs(one_line(nodes.text(fit.date))):
        dated = range(fit.date, nodes.ends[fit.date])
        if fit.date < fit.source < end and fit.body != nodes.parents[fit.date] == nodes.parents[fit.source]:
            dated = range(fit.date, nodes.ends[fit.source])  # a cell of the same row
    within = fit.body < start <= dated.start < min(start + _INFO_WITHIN, end)
    return (dated.stop if within and not _holds_text(nodes, start, dated.start) else start), dated


def _informs(text: str) -> bool:
    """Whether the element with the date holds an info line and no paragraph or table of an article's."""
    return len(text) <= LONGEST_INFO and (is_info_line(text) or first_date(text) is not None)


def _holds_text(nodes: Nodes, start: int, end: int) -> bool:
    """Whether more than a second line of the title and buttons stands between title and info line: these are below the
    text then."""
    between = [line.text for line in nodes.lines_between(start, end) if not is_toolbar(line.text)]
    return len(between) > 1 or any("。" in text for text in between)


def strays(nodes: Nodes, fit: Fit) -> frozenset[str]:
    """The letters of the lines below the title and outside the container that lead nowhere and stand where no page of
    the template has any: an article's, maybe, that has another container."""
    places = _stray_places(nodes, fit)
    if not places:
        return frozenset()
    found = []
    for line in nodes.all_lines:
        at = bisect_left(places, line.at)
        if at < len(places) and places[at] < line.end and not _is_link(nodes, line):
            found.append(letters(line.text))
    return frozenset(found)


def is_of_template(nodes: Nodes, fit: Fit, line: Line) -> bool:
    """Whether a line outside the container stands where the template prints what is no text."""
    beside = fit.layout.beside
    if not beside:
        return False
    return loose_path(nodes, nodes.parents[line.at], 0) in beside or any(line.at in one for one in _paths(nodes, fit))


def _paths(nodes: Nodes, fit: Fit) -> list[range]:
    """Where the elements stand that print what is no text where containers stand."""
    paths = [one[len(BELOW) :] for one in fit.layout.beside if one.startswith(BELOW)]
    return [range(index, nodes.ends[index]) for path in paths for index in find_below(nodes, 0, path)]


def _is_link(nodes: Nodes, line: Line) -> bool:
    return linked_share(nodes, line, nodes.linked) > MOSTLY and not is_file_name(line.text)


def _stray_places(nodes: Nodes, fit: Fit) -> list[int]:
    known = set(fit.layout.beside)
    heads = [range(index, nodes.ends[index]) for index in (fit.title, fit.date, fit.source, fit.way) if index >= 0]
    heads = [head for head in (*heads, *_paths(nodes, fit)) if fit.body not in head]
    first, _ = nodes.printed_within(nodes.ends[fit.title] if fit.title >= 0 else 0, 0)
    body, behind, unseen, parents = fit.body, nodes.ends[fit.body], nodes.unseen, nodes.parents
    linked = nodes.linked
    beside: dict[int, bool] = {}
    found: list[int] = []
    for at in nodes.printed[first:]:
        if body <= at < behind or at in unseen:
            continue
        if at in linked and not is_file_name(nodes.texts[at]):
            continue
        parent = parents[at]
        if parent not in beside:
            beside[parent] = loose_path(nodes, parent, 0) in known
        if not (beside[parent] or any(at in head for head in heads)):
            found.append(at)
    return found


def loses(found: Document, alone: Document, stray: frozenset[str]) -> bool:
    """Whether a page's reading by its layout has not all stray lines that it has alone."""
    own, whole = set(cells_of(found)), letters(found.text)
    # (A file that the text names is listed below it again.)
    lost = [line for line in {*cells_of(alone)} - own if line in stray and line.rpartition("：")[2] not in whole]
    below = {letters(line.text) for picture, line in pairwise(alone.blocks) if picture.src is not None}
    return bool(lost) and (not own or sum(map(len, lost)) >= _PARAGRAPH or not below.isdisjoint(lost))


def cells_of(document: Document) -> list[str]:
    """The letters of the text's lines, and of the cells of those that are rows."""
    return [letters(cell) for line in document.text.split("\n") for cell in (line, *line.split("\t"))]
