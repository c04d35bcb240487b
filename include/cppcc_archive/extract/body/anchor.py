"""The node that the body of an unknown page follows: its title, or the dated info line below it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, pairwise

from cppcc_archive.extract.body.weights import INFO_WITHIN, LITTLE, ROW_MASS
from cppcc_archive.extract.chrome import (
    is_info_line,
    letters,
)
from cppcc_archive.extract.elements import HEADING_TAGS
from cppcc_archive.extract.nodes import Nodes

DATED = re.compile(r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}")
LABEL = re.compile(r"发布|时间|日期|来源|作者|浏览|点击|阅读|编辑")
SECTION_NAME = 12
"""Characters below which a heading names a section of the site rather than a part of an article."""
_BRIEF, _TITLE_LETTERS = 4, 6
"""Letters of a title: of a short one in ``<title>`` that the page prints in full, and of one without that clue."""
_MOST_HEADINGS = 20
_BAR_WITHIN = 400
"""How many nodes a bar with the title may stand above the heading."""
MARKS = re.compile(r"[，。；！？]")
_TITLE_END = re.compile(r"[-_|｜—–丨]")
UNLABELLED = 20
"""Letters of a name that stands unlabelled beside the date in an info line."""


def behind_line(nodes: Nodes, anchor: int) -> int:
    """Where what follows the title or info line begins: behind the rest of its line, where that is a few words."""
    place = bisect_right(nodes.printed, anchor) - 1
    if place < 0 or nodes.printed[place] != anchor:
        return anchor + 1
    last = place
    while last + 1 < len(nodes.printed) and nodes.lines[last + 1] == nodes.lines[place]:
        last += 1
    rest = nodes.text(anchor + 1, nodes.printed[last] + 1) if last > place else ""
    return anchor + 1 if len(letters(rest)) > 2 * UNLABELLED or MARKS.search(rest) else nodes.printed[last] + 1


def find_anchor(nodes: Nodes, outside: list[int], title: str, mass: list[float]) -> int:
    """The node that the body follows: the title's text, or the dated info line below it; -1 where none is sure."""
    wanted = letters(title)
    brief = letters(_TITLE_END.split(title.strip(), maxsplit=1)[0])
    titled = dated = short = -1
    texts = nodes.texts
    for index in outside:
        text = texts[index]
        if not 4 <= len(text) < 200:
            continue
        if text.lstrip()[0] in wanted and (
            _is_title(line := letters(text), wanted)
            or line == brief
            or (len(brief) >= _BRIEF and line.startswith(brief) and _in_heading(nodes, index))
        ):
            if len(line) < 6:
                short = index
            elif titled < 0 or _again(nodes, titled, index, mass):
                titled, dated = index, -1
        elif dated < 0 and len(text) < 120 and DATED.search(text):
            above = titled if titled >= 0 else short
            informs = (
                above >= 0
                and index < above + INFO_WITHIN
                and sum(mass[above + 1 : index]) < ROW_MASS
                and is_info_line(text.strip())
            )
            if informs or LABEL.search(text):
                titled = above if informs else titled
                dated = index
                if titled >= 0:
                    break
    if titled < 0 and dated < 0:
        titled, dated = _heading_informed(nodes, outside)
    if titled < 0 and dated < 0:
        titled = _only_heading(nodes)
    found = dated if titled < 0 or titled < dated < titled + INFO_WITHIN else titled
    return found if _is_sure(mass, found, 0 <= titled < found == dated) else -1


def _is_sure(mass: list[float], found: int, is_informed: bool) -> bool:
    """Whether enough prose stands below an anchor; below title and info line a little, since more prose above is
    another's."""
    if found < 0:
        return False
    whole, below = sum(mass), sum(mass[found + 1 :])
    return (is_informed and below >= 2 * LITTLE) or whole < 4 * LITTLE or below * 5 >= whole


def _again(nodes: Nodes, titled: int, index: int, mass: list[float]) -> bool:
    """Whether a title that stands a second time, with next to nothing between, is a page's own heading and the first
    one a bar's."""
    return _in_heading(nodes, index) and index < titled + _BAR_WITHIN and sum(mass[titled + 1 : index]) < LITTLE


def _in_heading(nodes: Nodes, index: int) -> bool:
    return any(nodes.tags[above] in HEADING_TAGS for above in islice(nodes.ancestors(index), 3))


def _is_title(line: str, title: str) -> bool:
    """Whether a line is the title that ``<title>`` or the metas tell, or a good part of it."""
    return len(line) >= 6 and len(line) * 3 >= len(title) and line in title


def _heading_informed(nodes: Nodes, outside: list[int]) -> tuple[int, int]:
    """The text of the page's only heading with an info line right below it, and that line; -1 twice for none."""
    found = [
        (index, below)
        for index, below in pairwise(outside)
        if len(nodes.texts[below]) < 60
        and DATED.search(nodes.texts[below])
        and len(letters(nodes.texts[index])) >= _TITLE_LETTERS
        and _in_heading(nodes, index)
        and is_info_line(nodes.texts[below].strip())
    ]
    return found[0] if len(found) == 1 else (-1, -1)


def in_form(nodes: Nodes, anchor: int) -> bool:
    """Whether a title or date stands in a form's field, in one row with its label: what is above it in the form belongs
    to the article too."""
    row = next((above for above in islice(nodes.ancestors(anchor), 5) if nodes.tags[above] == "tr"), -1)
    if row < 0:
        return False
    cells = [text for child in nodes.children(row) if (text := nodes.text(child).strip())]
    return len(cells) > 1 and len(cells[0]) <= SECTION_NAME


def _only_heading(nodes: Nodes) -> int:
    """The last text of the page's only first-level heading, -1 where there is none or several."""
    headings = [index for index in nodes.tagged["h1"][:_MOST_HEADINGS] if 6 <= len(letters(nodes.text(index))) < 200]
    if len(headings) != 1:
        return -1
    _, last = nodes.printed_within(headings[0], nodes.ends[headings[0]])
    return nodes.printed[last - 1]
