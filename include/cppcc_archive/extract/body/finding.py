"""Where on the page the article's body is: containers known to hold bodies, else the element that holds the prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile

from cppcc_archive.cms.selector_table import ARTICLE_SELECTORS
from cppcc_archive.extract import chrome, filing
from cppcc_archive.extract.body.passage import find_passage, span_of
from cppcc_archive.extract.concealed import every_line
from cppcc_archive.extract.elements import COMMENT, HEADING_TAGS, TEXT
from cppcc_archive.extract.head.candidates import TITLES, TitleLine, candidates
from cppcc_archive.extract.head.clues import Hint, Landmarks
from cppcc_archive.extract.links import is_file, linked_texts, shows_file
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.dates import first_date
from cppcc_archive.markup.text import one_line

_THREADS = ("#postmessage_*",)  # of a forum's posts the first is the office's, however long the answers are
_EDITORS = frozenset(selector for family in ARTICLE_SELECTORS for selector in family.editor)


@dataclass(frozen=True, slots=True)
class Body:
    """The chosen body: nodes ``start`` to ``end``. Inside ``core`` (the editor's own container, when there is one)
    nothing is ever cut; what else the range holds may be chrome at its edges. ``method`` says how it was found,
    ``title`` the line that it was looked for below; ``loose`` says that ``core`` is a template's container rather than
    an editor's; ``beside`` are texts and pictures of boxes in its middle that are no part of it, ``told`` the
    fields of the grid around it, each with its value."""

    start: int
    end: int
    method: str
    core: tuple[int, int] | None = None
    warnings: tuple[str, ...] = ()
    title: str = ""
    loose: bool = False
    beside: frozenset[int] = frozenset()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A container that a CMS is known to put bodies in."""

    index: int
    selector: str
    weight: int


_CLOSED_EARLY = "the body goes on behind its container: an end tag too many"
_FORMATTING = frozenset({"font", "b", "i", "em", "strong", "u", "small", "big", "tt"})
"""Elements the HTML5 parser closes and reopens around blocks: one ``<font id=zoom>`` may become many."""
_MOST_CONTAINERS, _MOST_LOOKS = 200, 100
"""Bounds that no page made for people meets: a hostile one must not buy time with nesting."""
_BESIDE_TAGS = ("aside", "nav", "footer")  # elements for what is not the article, by their definition
_LEFT_OUT = 0.3  # share of the prose below the title that may be left out without a warning
_FRAME_WITHIN, _SHORTEST_PROSE = 80, 20
"""Nodes below a title within which a frame shows the document; characters of prose."""
_LONGEST_FOOT = 280
_FRAMES = ("iframe", "embed", "object")
_MEDIA = frozenset({"img", "video", *_FRAMES})
_BEGIN = re.compile(
    r"ZJEG_RSS\.content\.begin|\$\[(?:信息)?内容\]>?\s*begin|^\W*enpcontent\W*$|^ContentStart$", re.IGNORECASE
)
_END = re.compile(r"ZJEG_RSS\.content\.end|\$\[(?:信息)?内容\]>?\s*end|^\W*/enpcontent\W*$|^ContentEnd$", re.IGNORECASE)
"""Marks that systems print around the editor's text. ``<!-- content begin -->`` and the like are a template author's
and may enclose half the page."""
_LONGEST_HEAD = 20
_FEWEST_LINKS = 3
_MOSTLY_LINKS = 0.8  # share of what follows in the same box that is links
_HEADS = HEADING_TAGS | {"dt", "strong", "b"}
_ANSWER = re.compile(r"(?:^|[\s_-])reply", re.IGNORECASE)
_INDENTS = "\u3000\xa0\u2002\u2003"
_SILENT_BEHIND = frozenset({TEXT, COMMENT, "p", "script", "style", "br", "o:p", "link", "meta"})
_LEVELS_BEHIND = 3
_SHORTEST_BEHIND = 25
"""Letters that a paragraph behind the container has at least, to be more than a note of the template's."""


def find_body(nodes: Nodes, landmarks: Landmarks, hint: Callable[[], Hint]) -> Body | None:
    """The body of the article; ``hint`` tells what the page and the listing call it. None for a page without text."""
    return _known_body(nodes, landmarks.bodies) or _marked_body(nodes) or _unknown_body(nodes, landmarks, hint())


def second_copies(nodes: Nodes, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges inside the body that print the same lines as an element before them (for phones). Only containers of
    several lines that make up the body between them count: an author may repeat a paragraph."""
    whole = len(chrome.letters(nodes.text(start, end)))
    seen: dict[str, int] = {}
    copies: list[tuple[int, int]] = []
    waiting = list(nodes.between(start, end))
    for _ in range(_MOST_LOOKS):
        if not waiting:
            break
        index = waiting.pop(0)
        text = chrome.letters(nodes.text(index))
        if len(text) * 5 < whole * 2:
            continue
        if text in seen and nodes.ends[seen[text]] <= index and len(nodes.lines_between(index, nodes.ends[index])) > 1:
            copies.append((index, nodes.ends[index]))
            continue
        seen[text] = index
        waiting.extend(nodes.children(index))
    return copies


def _known_body(nodes: Nodes, known: dict[int, str]) -> Body | None:
    found = [
        _Candidate(index, known[index], weight)
        for index in sorted(known)[:_MOST_CONTAINERS]
        if (weight := _weight(nodes, index))
    ]
    if not found:
        return None
    if len(found) > 1:
        # What a reader sees beats what a script may show one day.
        hidden = frozenset(index for index, style in nodes.styles.items() if style.hidden)
        found = [one for one in found if hidden.isdisjoint((one.index, *nodes.ancestors(one.index)))] or found
    outer: list[_Candidate] = []
    for one in found:
        if not outer or one.index >= nodes.ends[outer[-1].index]:
            outer.append(one)
    best = next((one for one in outer if one.selector in _THREADS), None) or max(outer, key=lambda one: one.weight)
    method = f"selector:{best.selector}"
    if nodes.tags[best.index] in _FORMATTING and (split := _reopened(nodes, best, outer)):
        return Body(*split, method)
    start, end = _with_siblings(nodes, best, outer)
    goes_on = _prose_behind(nodes, start, end)
    if goes_on > end:
        return Body(start, goes_on, method, (start, goes_on), (_CLOSED_EARLY,))
    loose = best.selector not in _EDITORS
    within = [one for one in found if start < one.index < end and one.weight * 2 > best.weight]
    inner = max(within, key=lambda one: one.index, default=None)
    if inner is not None and end == nodes.ends[best.index] and best.selector not in _EDITORS:
        return Body(start, end, method, (inner.index, nodes.ends[inner.index]), loose=inner.selector not in _EDITORS)
    return Body(start, end, method, (start, end), loose=loose)


def _weight(nodes: Nodes, index: int) -> int:
    text = nodes.text(index).strip()
    if "。" not in text and len(text) < _LONGEST_FOOT and chrome.is_site_footer(one_line(text)):
        return 0
    if text and not (
        1 < len(text) < 80 and chrome.says_something(text) and chrome.is_toolbar(one_line(text))
    ):  # some templates call their font size buttons "zoom"
        return len(text)
    return 1 if _MEDIA.intersection(nodes.tags[index : nodes.ends[index]]) else 0


def _with_siblings(nodes: Nodes, best: _Candidate, outer: list[_Candidate]) -> tuple[int, int]:
    """The range of ``best`` and of its siblings of the same kind: a body pasted in parts. A second copy of the same
    text (one for phones) is no part."""
    start, end = best.index, nodes.ends[best.index]
    alike = [
        one
        for one in outer
        if one.selector == best.selector and nodes.parents[one.index] == nodes.parents[best.index] and one is not best
    ]
    parts = {chrome.letters(nodes.text(best.index))} if alike else set()
    for one in alike:
        text = chrome.letters(nodes.text(one.index))
        if text and not any(text in part or part in text for part in parts):
            parts.add(text)
            start, end = min(start, one.index), max(end, nodes.ends[one.index])
    return start, end


def _reopened(nodes: Nodes, best: _Candidate, outer: list[_Candidate]) -> tuple[int, int] | None:
    """The range of a formatting element that the parser split into many, or None where it is whole."""
    clones = [one for one in outer if one.selector == best.selector]
    total = sum(one.weight for one in clones)
    if best.weight * 10 >= total * 6:
        return None
    for above in nodes.ancestors(best.index):
        inside = [one for one in clones if above < one.index < nodes.ends[above]]
        if sum(one.weight for one in inside) * 10 >= total * 9:
            return inside[0].index, nodes.ends[inside[-1].index]
    return None


def _marked_body(nodes: Nodes) -> Body | None:
    """What stands between a CMS's own begin and end marks (comments, or metas named ContentStart and ContentEnd)."""
    begin = None
    metas = ((index, nodes.attribute(index, "name")) for index in nodes.tagged["meta"])
    for index, text in sorted([*nodes.comments.items(), *(one for one in metas if one[1].startswith("Content"))]):
        if len(text) > 60:
            continue
        if begin is not None and _END.search(text):
            if len(nodes.text(begin + 1, index).strip()) > 1:
                return Body(begin + 1, index, "marks", (begin + 1, index))
            begin = None
        elif _BEGIN.search(text):
            begin = index
    return None


def _unknown_body(nodes: Nodes, landmarks: Landmarks, hint: Hint) -> Body | None:
    lines = _without_small(nodes, every_line(nodes))
    likely = candidates(nodes, lines, hint)
    title = TITLES.best(likely)
    found = _body_below(nodes, landmarks, lines, title)
    if title and (found is None or found.method == "media"):
        # Below a line of the foot there is no text: the title stands further up, if one does.
        above = TITLES.best(one for one in likely if one.at < title.at)
        other = _body_below(nodes, landmarks, lines, above) if above else None
        found = other if other and other.method == "anchored" else found
    return found


def _without_small(nodes: Nodes, lines: Sequence[Line]) -> Sequence[Line]:
    """``lines``, the info line in a ``<small>`` parted from the text that follows it without a break."""
    if "small" not in nodes.tags:
        return lines
    found: list[Line] = []
    for line in lines:
        box = nodes.parents[line.at]
        end = nodes.ends[box]
        told = one_line(nodes.text(box)) if nodes.tags[box] == "small" and end < line.end else ""
        if told and chrome.is_info_line(told) and (rest := nodes.lines_between(end, line.end)):
            found += [Line(told, line.at, line.is_heading, end), *rest]
        else:
            found.append(line)
    return found


def _body_below(nodes: Nodes, landmarks: Landmarks, lines: Sequence[Line], title: TitleLine | None) -> Body | None:
    """The body that stands below this line, or of a page without any title."""
    linked = linked_texts(nodes)
    at = title.at if title else _dated(lines)
    below = lines[title.at].end if title else 0
    others = [index for index in landmarks.others if index >= below]
    answers = _answers(nodes, others, below)
    named = (index for index in others if index not in answers)
    tagged = (index for tag in _BESIDE_TAGS for index in nodes.tagged[tag])
    boxes = frozenset((*named, *tagged))
    beside = nodes.texts_of(sorted(boxes))
    framed = _framed(nodes, lines, at) if at >= 0 else None
    found = None if framed else find_passage(nodes, lines, at, linked, beside)
    if found is None:
        return framed or _media_body(nodes, lines, at)
    table = nodes.around(lines[at].at, ("table", "html")) if at >= 0 else 0
    # (A form that only repeats the title stands above the text.)
    if title and filing.in_form(nodes, lines[at]) and lines[found.last - 1].at < nodes.ends[table]:
        cell, told = filing.text_in_grid(nodes, table)
        if cell >= 0:
            return Body(cell, nodes.ends[cell], "grid", None, (), title.text, told=told)
        if not any(filing.is_index_label(line.text) for line in nodes.lines_between(table, lines[at].at)):
            return Body(table, nodes.ends[table], "form", None, (), title.text)
    start, end = span_of(nodes, lines, found, lines[at].end if at >= 0 else 0)
    if _heads_links(nodes, start, end):
        return None
    total = found.left + sum(len(line.text) for line in lines[found.first : found.last])
    warnings = (
        (f"{found.left} of {total} letters of prose below the title are left out",)
        if found.left > _LEFT_OUT * total
        else ()
    )
    if beside.isdisjoint(line.at for line in lines[found.first : found.last]):
        beside = frozenset()
    else:
        beside |= {one for one in nodes.within("img", start, end) if not boxes.isdisjoint(nodes.ancestors(one))}
    beside |= found.menus
    method = "anchored" if title else "scoring"
    return Body(start, end, method, None, warnings, title.text if title else "", beside=beside)


def _answers(nodes: Nodes, others: Sequence[int], below: int) -> frozenset[int]:
    """Those of ``others`` that hold all the prose ``below`` a title as an office's answer does, and not what visitors
    say: little stands above it, and no picture."""
    named = [at for at in others if any(_ANSWER.search(nodes.attribute(at, name)) for name in ("id", "class"))]
    if not named:
        return frozenset()
    counts = list(accumulate((text.count("。") for text in nodes.texts), initial=0))
    prose = counts[-1] - counts[below]
    found = [at for at in named if 1 < prose == counts[nodes.ends[at]] - counts[at]]
    if not found or _MEDIA.intersection(nodes.tags[below : found[0]]):
        return frozenset()
    return frozenset(found if len(nodes.text(below, found[0])) < len(nodes.text(found[0])) else ())


def _dated(lines: Sequence[Line]) -> int:
    """The first line that tells date or source and has prose below, where the title is a picture; -1 for none."""
    for at, line in enumerate(lines[:-1]):
        below = lines[at + 1].text
        if (
            chrome.is_info_line(line.text)
            and first_date(line.text)
            and len(below) > _SHORTEST_PROSE
            and not chrome.is_after(below)
        ):
            return at
    return -1


def _framed(nodes: Nodes, lines: Sequence[Line], title: int) -> Body | None:
    """A document shown in a frame right below title and info line: it is the article, whatever stands elsewhere."""
    here = lines[title].end
    for tag in _FRAMES:
        for index in nodes.within(tag, here, here + _FRAME_WITHIN):
            between = nodes.lines_between(here, index)
            if is_file(nodes.attribute(index, "data" if tag == "object" else "src")) and all(map(_is_of_head, between)):
                return Body(index, nodes.ends[index], "frame", None, (), lines[title].text)
    return None


def _media_body(nodes: Nodes, lines: Sequence[Line], title: int) -> Body | None:
    """Where a page has a title and no text: the pictures and files between the info line and what stands below."""
    if title < 0:
        return None
    head = [lines[title], *takewhile(_is_of_head, lines[title + 1 :])]
    start = head[-1].end
    after = lines[title + len(head)].at if title + len(head) < len(lines) else len(nodes.tags)
    media = [index for tag in ("img", *_FRAMES) for index in nodes.within(tag, start, after)]
    media += [index for index, script in nodes.scripts.items() if start <= index < after and shows_file(script)]
    if not media:
        return None
    return Body(start, nodes.ends[max(media)], "media", None, (), lines[title].text)


def _is_of_head(line: Line) -> bool:
    """Whether a line tells when and by whom an article was published, or holds buttons only."""
    return chrome.is_info_line(line.text) or chrome.is_toolbar(line.text)


def _heads_links(nodes: Nodes, start: int, end: int) -> bool:
    """Whether nodes ``start`` to ``end`` are nothing but the heading of a list of links that follows them."""
    text = nodes.text(start, end).strip()
    if not text or len(text) > _LONGEST_HEAD or "。" in text or _HEADS.isdisjoint(nodes.tags[start:end]):
        return False
    box = nodes.parents[start]
    links = nodes.within("a", end, nodes.ends[box])
    whole = len(nodes.text(end, nodes.ends[box]).strip())
    return len(links) >= _FEWEST_LINKS and sum(len(nodes.text(link)) for link in links) >= _MOSTLY_LINKS * whole


def _prose_behind(nodes: Nodes, start: int, end: int) -> int:
    """Where the prose ends that stands right behind nodes ``start`` to ``end``, built just like the prose inside;
    ``end`` where what follows is something else.

    Looked for behind the container and behind those that end together with it, since an end tag too many closes one of
    them and each further one the next.
    """
    last = max((child for child in nodes.children(start) if nodes.tags[child] == "p"), default=-1)
    if last < 0 or "div" in nodes.tags[last:end] or not nodes.text(last).strip():
        return end
    if nodes.text(nodes.ends[last], end).strip() or "img" in nodes.tags[nodes.ends[last] : end]:
        return end
    around = [nodes.ends[above] for above in islice(nodes.ancestors(start), _LEVELS_BEHIND)]
    index = reached = end
    while index < max(around, default=0):
        text = nodes.text(index)
        if text.strip():
            if nodes.tags[index] != "p" or not (_is_alike(nodes, last, index) and _is_prose(text)):
                break
            reached = nodes.ends[index]
        elif nodes.tags[index] not in _SILENT_BEHIND:
            break
        index = nodes.ends[index]
    return reached


def _is_alike(nodes: Nodes, one: int, other: int) -> bool:
    """Whether two paragraphs have the same class, style and indentation."""
    texts = [nodes.text(index).strip("\r\n\t ") for index in (one, other)]
    indents = {text[: len(text) - len(text.lstrip(_INDENTS))] for text in texts}
    names = ("class", "style", "align")
    return len(indents) == 1 and all(nodes.attribute(one, name) == nodes.attribute(other, name) for name in names)


def _is_prose(text: str) -> bool:
    text = text.strip()
    return (
        len(chrome.letters(text)) >= _SHORTEST_BEHIND
        and text[-1] in "。！？；：”’）"
        and not (chrome.is_furniture(text) or chrome.is_info_line(text))
    )
