"""The body of a page nobody knows: the run of lines that reads as the article.

Every line below the title has a kind, and a kind a weight (:class:`Kind`): prose much, a plain line a little, what
stands beside and below articles less than nothing. The body is the run of lines with the greatest sum. So a notice of
one sentence is found where nothing else is, a signature is worth its line, and a pager ends the article without a rule
for it. A short line in another box than the prose loses what it is worth.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from cppcc_archive.extract import chrome
from cppcc_archive.extract.blocks import read_table
from cppcc_archive.extract.body.kinds import (
    AFTER,
    BESIDE,
    BUTTONS,
    CARD,
    CLOSING,
    DAY,
    EDITOR,
    FILE,
    FOOT,
    INFO,
    LINK,
    NEAR,
    PART,
    PLAIN,
    PROSE,
    RECORD,
    ROW,
    SECTION,
    TURNS,
    Kind,
    are_two,
    box_of,
    cousin_of,
    is_below_picture,
    is_between,
    is_caption,
    is_copy,
    is_in_row_with,
    is_menu,
    is_of_proposal,
    is_subtitle,
    is_text_below,
    kind_of,
    named_box,
    opens_minutes,
    with_forms,
)
from cppcc_archive.extract.boxes import cards
from cppcc_archive.extract.head.lines import parted
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.dates import first_date

_SECTION_NAME, _LONG = 12, 120  # letters of the name of a section, and of a line that count
_FIELDS = 4  # lines of a proposal's form among which 主办单位 is no site's host
_ELSEWHERE = 8.0  # what a short line loses that stands in another box than the prose
_HEAD, _SUBTITLES, _NAME = 10, 2, 16
"""Lines below a title among which its info line and its second lines stand, letters of a name beside the date."""
_LAST_WORDS, _ABSTRACT = 4, 500  # lines behind the rule that ends a page, and letters of an abstract
_LONGEST_OF_NAMES, _CLOSING = 12, 60  # letters of a name beside the day; of a note, a signature or its day
_CELL_LEVELS, _PARAGRAPHS = 8, ("p", "div", "section", "center")  # elements around a cell's text, and paragraphs
_FEW = 10.0  # what a run is worth at least, to be an article without a title above


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines ``first`` up to ``last`` (exclusive) of a page; ``left`` is the prose below the title that is not among
    them, in letters; ``menus``: where the lines of boxes of links begin that stand amid them."""

    first: int
    last: int
    left: int
    menus: frozenset[int]


def _closes(nodes: Nodes, line: Line) -> bool:
    """Whether a line stands at the right or is a note in brackets, as at the end of an article."""
    box = nodes.block_around(line.at)
    if line.text[0] in "（(" and line.text[-1] in "）)":
        return True
    return nodes.attribute(box, "align").lower() == "right" or "right" in nodes.attribute(box, "style")


def find_passage(
    nodes: Nodes, lines: Sequence[Line], title: int, linked: frozenset[int], beside: frozenset[int]
) -> Passage | None:
    """The run of lines that is the article below the line ``title`` (-1: no title is known); None for none."""
    head = _behind_head(nodes, lines, title)
    below = lines[head:]
    kinds = with_forms(nodes, below, [kind_of(nodes, line, linked, beside) for line in below])
    limit = _behind_rule(nodes, below, kinds)
    limit = min(limit, _limit(nodes, lines[title], below, kinds)) if title >= 0 else limit
    told = [at for at, kind in enumerate(kinds[:limit]) if kind.weight > 0] or [0]
    if amid := cards(nodes, below[told[0] : told[-1] + 1]):
        kinds = [CARD if line.at in amid else kind for line, kind in zip(below, kinds, strict=True)]
    values, menus = _values(nodes, below, kinds, limit, lines[head - 1].end if head else 0)
    best = _best_run(values)
    if best is None or (title < 0 and best[2] < _FEW):
        return None
    first, last, _ = best
    return Passage(head + first, head + last, _left_out(below, kinds, first, last), menus)


def _left_out(lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int) -> int:
    """The letters of prose before a run, and behind it up to where something else begins: buttons and pagers may stand
    amid an article."""
    end = next((at for at in range(last, len(kinds)) if kinds[at] in _OTHERS), len(kinds))
    return sum(len(lines[at].text) for at in (*range(first), *range(last, end)) if kinds[at] is PROSE)


def _behind_head(nodes: Nodes, lines: Sequence[Line], title: int) -> int:
    """The first line below title and info line: the lines between that tell date, source or hits, with names that stand
    in one element with them, and buttons."""
    head = title + 1
    if title < 0:
        return head
    box = nodes.block_around(lines[title].at)
    informed = -1
    if len(nodes.text(box)) < chrome.LONGEST_INFO:
        while informed < 0 and head < len(lines) and lines[head].at < nodes.ends[box]:
            # the rest of a title broken over lines, or the info line below it
            informed = head if chrome.is_info_line(parted(nodes, lines[head])) else -1
            if informed < 0 and not is_subtitle(lines[head].text):
                head = title + 1
                break
            head += 1
    for at in range(head, min(head + _HEAD, len(lines))):
        text = lines[at].text
        if chrome.opens_abstract(text) or opens_minutes(lines, at):
            break
        if chrome.is_toolbar(text):
            head = at + 1 if head == at else head
        elif chrome.is_info_line(parted(nodes, lines[at])) and (
            head >= at - _SUBTITLES
            or (
                all(len(line.text) <= _LONGEST_OF_NAMES for line in lines[head:at])
                and is_in_row_with(nodes, lines[title], lines[head], lines[at])
            )
        ):
            if informed >= 0 and is_text_below(nodes, lines, informed, at):
                break
            if is_caption(nodes, lines, at) and (informed >= 0 or first_date(text) is None):
                break
            informed, head = at, at + 1
        elif informed >= 0 and len(text) <= _NAME and is_in_row_with(nodes, lines[title], lines[informed], lines[at]):
            head = at + 1
        elif informed >= 0 or not is_subtitle(text) or is_below_picture(nodes, lines, at):
            break
    return _behind_abstract(nodes, lines, head)


def _behind_abstract(nodes: Nodes, lines: Sequence[Line], head: int) -> int:
    """The first line behind a box of its own that is headed as an abstract, when prose stands below it."""
    if head + 1 >= len(lines) or not chrome.opens_abstract(lines[head].text):
        return head
    label, last = lines[head], lines[head - 1].end if head else 0
    box, own = label.at, chrome.letters(label.text)
    for above in nodes.ancestors(label.at):
        more = chrome.letters(nodes.text(above)) != own
        if above < last or (more and chrome.without_abstract_label(label.text)) or len(nodes.text(above)) > _ABSTRACT:
            break
        box = above
        if more:
            break
    below = next((at for at in range(head + 1, len(lines)) if lines[at].at >= nodes.ends[box]), len(lines))
    after = lines[below : below + _SUBTITLES + 1]
    if not any("。" in line.text for line in after) or nodes.place_of(label.at) == nodes.place_of(after[0].at):
        return head
    return below if chrome.is_abstract(label.text, after[0].text, is_apart=True) else head


def _best_run(values: Sequence[float]) -> tuple[int, int, float] | None:
    """The run with the greatest sum, the longest of equal ones: (first, last, sum)."""
    best: tuple[int, int, float] | None = None
    start, total = 0, 0.0
    for at, value in enumerate(values):
        if total <= 0:
            start, total = at, 0.0
        total += value
        if value > 0 and (best is None or total >= best[2]):
            best = start, at + 1, total
    return best


def _behind_rule(nodes: Nodes, below: Sequence[Line], kinds: Sequence[Kind]) -> int:
    """How many of a page's lines stand above the rule that parts its last words, a few plain lines, from its text."""
    for at in range(len(below) - 1, max(len(below) - 1 - _LAST_WORDS, 0), -1):
        text = below[at].text
        if kinds[at] in (PROSE, FILE) or len(text) > _CLOSING or DAY.match(text) or text[0] in "附注（(":
            break
        if "hr" in nodes.tags[below[at - 1].at : below[at].at]:
            return at
    return len(below)


def _limit(nodes: Nodes, title: Line, below: Sequence[Line], kinds: Sequence[Kind]) -> int:
    """How many of the lines below the head may be the article's: those in the smallest element around title and text,
    and those behind it where prose goes on at once."""
    first = next((at for at, kind in enumerate(kinds) if kind.weight > 0), -1)
    if first < 0:
        return len(kinds)
    root = next((above for above in nodes.ancestors(title.at) if nodes.ends[above] > below[first].at), 0)
    while root > 0:
        inside = next((at for at, line in enumerate(below) if line.at >= nodes.ends[root]), len(below))
        said = sum(kind.weight > 0 for kind in kinds[:inside])
        if inside == len(kinds):
            break
        goes_on = kinds[inside] in (PROSE, CLOSING) and not below[inside].is_heading
        is_row = said < 2 or nodes.tags[root] in ("td", "tr", "p", "span", "font")
        if not (goes_on or (is_row and kinds[inside].weight > 0)):
            return inside
        root = nodes.parents[root]
    return len(kinds)


def _values(
    nodes: Nodes, lines: Sequence[Line], kinds: Sequence[Kind], limit: int, head: int
) -> tuple[list[float], frozenset[int]]:
    """What each line is worth where it stands: a short one little outside the boxes that hold the prose; and the lines
    of boxes of links amid the prose."""
    values: list[float] = []
    found = _Found(nodes, lines, kinds, limit, head, head, [line.at for line in lines])
    boxes, places = found.boxes, found.places
    closed, prose, opened = False, False, -1  # (the first line of it)
    first = next((at for at, kind in enumerate(kinds[:limit]) if kind is PROSE), -1)
    own = box_of(nodes, lines[first], head) if first > 0 else None
    for at, (line, kind) in enumerate(zip(lines[:limit], kinds, strict=False)):
        value = kind.weight + kind.each * min(len(line.text), _LONG)
        if kind is not PROSE and nodes.typed_in(line.at) not in places and found.is_insert(at):
            value = 0.0
        elif kind.weight > 0:
            box, place = box_of(nodes, line, head), nodes.typed_in(line.at)
            is_foot = (
                chrome.is_footer(line.text)
                and not found.is_named(line)
                and not any(is_of_proposal(other.text) for other in lines[max(at - _FIELDS, 0) : at + _FIELDS])
            )
            if found.is_own(line):
                places.add(place)
            elif not closed and found.grid_in(line) >= 0:
                boxes |= {box, (box[0], "", "")}  # data are one with the text around
                places.add(place)
                prose = prose or head > 0
            elif box not in boxes and is_copy(nodes, lines, opened, at):
                value, closed = -4.0, True
            elif closed or (
                (kind is PROSE or not boxes) and at and kinds[at - 1] is ROW and not are_two(nodes, lines, kinds, at)
            ):
                value = -4.0
            elif kind is PLAIN and kinds[at + 1 : at + 3] == [ROW, ROW] and len(line.text) <= _SECTION_NAME and prose:
                value, closed = SECTION.weight, True
            elif places and RECORD.match(line.text) and (kinds[at - 1] is not CLOSING or DAY.match(lines[at - 1].text)):
                value = INFO.weight
            elif (
                kind is PROSE
                or not boxes
                or box in boxes
                or (at < first and box == own)
                or found.heads(at, box)
                or (kind is FILE and values[-1] > 0)
                or ((values[-1] > 0 or kinds[at - 1] is TURNS) and is_caption(nodes, lines, at))
            ) and not is_foot:
                opened = at if opened < 0 else opened
                boxes.add(box)
                places.add(place)
                parent = named_box(nodes, line)
                if parent[2] or nodes.tags[parent[0]] in ("section", "article", "tr", "ul", "ol"):
                    found.named.add(parent)
                    found.cousins.add(cousin_of(nodes, parent))
                prose = prose or kind is PROSE or head > 0
            elif not (
                _closes(nodes, line)
                or _is_amid(values, found.following(at), boxes)
                or (
                    kind is CLOSING
                    and kinds[at - 1] is CLOSING
                    and values[-1] > 0
                    and not DAY.match(lines[at - 1].text)
                )
            ):
                value -= _ELSEWHERE
            if is_foot and place not in places:
                value = INFO.weight
        elif (kind in (BESIDE, SECTION, ROW, LINK) or (kind.closes and nodes.typed_in(line.at) not in places)) and any(
            (kinds[after] is PROSE or (kinds[after].weight > 0 and kind in (BUTTONS, BESIDE) and not closed))
            and (found.is_own(lines[after]) or (kinds[after] is PROSE and found.is_part(after, line)))
            for after in range(at + 1, min(at + NEAR, limit))
        ):
            value = 0.0  # a box, or a link, in the middle of the article
        elif kind.closes and is_between(nodes, lines, kinds, at, limit):
            value = PLAIN.weight
        elif (
            kind is EDITOR
            and nodes.typed_in(line.at) in places
            and (kinds[at + 1 : at + 2] not in _FOLLOWED or "源" in line.text)
        ):
            value = 1.0  # typed into the article like its other paragraphs
        elif kind.closes and prose:
            # Buttons amid the first lines, prose right below them, stand above the text.
            closed = kind is not BUTTONS or kinds[at + 1 : at + 3] != [PROSE, PROSE] or PROSE in kinds[:at]
        values.append(value)
        found.last = line.end if value > 0 else found.last
    return values, frozenset(found.menus)


@dataclass(slots=True)
class _Found:
    """What of the article was found up to a line, the ``last`` of it, and where it stands. (No functions within the one
    that looks: compiled, such hold themselves, and the page, until the garbage collector comes.)"""

    nodes: Nodes
    lines: Sequence[Line]
    kinds: Sequence[Kind]
    limit: int
    head: int
    last: int
    starts: list[int]
    boxes: set[tuple[int, str, str]] = field(default_factory=set)
    named: set[tuple[int, str, str]] = field(default_factory=set)
    cousins: set[tuple[int, str, str, str]] = field(default_factory=set)
    places: set[tuple[int, str]] = field(default_factory=set)
    inserts: dict[int, bool] = field(default_factory=lambda: {0: False})
    menus: set[int] = field(default_factory=set)
    grids: dict[int, int] = field(default_factory=lambda: {-1: -1})

    def grid_in(self, line: Line) -> int:
        """What the table of data stands in that a line is part of; -1 for none."""
        table = self.nodes.around(line.at, ("table",), _CELL_LEVELS)
        if table not in self.grids:
            self.grids[table] = self.nodes.parents[table] if read_table(self.nodes, table) is not None else -1
        return self.grids[table]

    def is_own(self, line: Line) -> bool:
        """Whether a line stands where the article's paragraphs do, in a table of data maybe."""
        grid = self.grid_in(line)
        return self.nodes.typed_in(line.at) in self.places or any((grid, tag) in self.places for tag in _PARAGRAPHS)

    def following(self, at: int) -> tuple[int, str, str] | None:
        """The box of the line below, if the article may go on there."""
        goes_on = at + 1 < self.limit and self.kinds[at + 1].weight > 0
        return box_of(self.nodes, self.lines[at + 1], self.head) if goes_on else None

    def is_part(self, at: int, amid: Line) -> bool:
        """Whether the article goes on at a line: in a box named like its first and not like the one ``amid``."""
        line = self.lines[at]
        is_other = named_box(self.nodes, line) != named_box(self.nodes, amid)
        return is_other and self.is_named(line) and are_two(self.nodes, self.lines, self.kinds, at)

    def is_named(self, line: Line) -> bool:
        """Whether a line stands in a box made like one of the article's."""
        box = named_box(self.nodes, line)
        return box in self.named or cousin_of(self.nodes, box) in self.cousins

    def is_insert(self, at: int) -> bool:
        """Whether a line stands in a box with links that parts two paragraphs of one place, however long the box is."""
        nodes, lines, kinds = self.nodes, self.lines, self.kinds
        box = nodes.outermost(lines[at].at, self.last, len(nodes.tags)) if self.places else 0
        if box not in self.inserts:
            behind = bisect_left(self.starts, nodes.ends[box])
            goes_on = kinds[behind : behind + 1] == [PROSE] and nodes.typed_in(lines[behind].at) in self.places
            parts = goes_on and behind < self.limit and any(kind in _OTHERS for kind in kinds[at:behind])
            self.inserts[box] = parts
            if parts and is_menu(lines[at:behind], kinds[at:behind]):
                self.menus.update(self.starts[at:behind])
        return self.inserts[box]

    def heads(self, at: int, box: tuple[int, str, str]) -> bool:
        """Whether prose of its own box stands right below a line, or of any below the heading of a part."""
        is_above = self.kinds[at + 1 : at + 2] == [PROSE]
        return is_above and (self.following(at) == box or PART.match(self.lines[at].text) is not None)


def _is_amid(values: Sequence[float], following: tuple[int, str, str] | None, boxes: set[tuple[int, str, str]]) -> bool:
    """Whether one line of another make stands between two of the article's (a speaker's name)."""
    return bool(values) and values[-1] > 0 and following is not None and following in boxes


_OTHERS = (SECTION, FOOT, BESIDE, ROW, LINK)  # kinds with which something else begins
_FOLLOWED = ([SECTION], [AFTER], [BUTTONS], [ROW])  # kinds below an editor's name that make it the template's


def span_of(nodes: Nodes, lines: Sequence[Line], found: Passage, behind: int) -> tuple[int, int]:
    """The nodes that a passage's lines and the pictures among them take up: from behind the line above it (a data table
    that begins after ``behind``, the end of the title, is taken whole) to the end of the outermost element that ends
    before the line below."""
    start = lines[found.first - 1].end if found.first else 0
    after = lines[found.last].at if found.last < len(lines) else len(nodes.tags)
    last = lines[found.last - 1]
    head = nodes.outermost(lines[found.first].at, start, after)
    end = nodes.ends[nodes.outermost(last.at, start, after)]
    table = nodes.around(head, ("table",))
    if table > behind and read_table(nodes, table) is not None:
        head = table
    return head, max(end, last.end)
