"""The body of a page nobody knows: the element that holds the prose after the title.

Prose is text outside links, weighed by its Chinese punctuation (menus and lists of headlines have none). The smallest
element that holds most of it is looked for, then widened again as long as what stands beside it is prose as well: a
paragraph too many can be cut off, one too few is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from cppcc_archive.extract.chrome import (
    is_after,
    is_editor_line,
    is_footer,
    is_info_line,
    is_site_footer,
    letters,
    opens_other_section,
)
from cppcc_archive.extract.elements import BLOCK_TAGS, HEADING_TAGS, TEXT
from cppcc_archive.extract.lines import place_of, read_lines
from cppcc_archive.extract.links import is_file
from cppcc_archive.extract.nodes import Nodes, Ranges
from cppcc_archive.extract.text import one_line

Match = Callable[[str, dict[str, str | None]], str | None]

_PUNCTUATION = "，。；：！？、”"
_POINTS = frozenset(_PUNCTUATION)
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:foot|footer|copyright|nav|menu|sidebar|side|comment|comments|share|bdshare\w*|related|relate|breadcrumb|crumbs?"
    r"|position|pager|pages?nav|header|top|login|links?|friend\w*|hot|rank\w*|recommend\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(
    r"(?:^|[\s_-])(?:foot|footer|copyright|bottom|statement|disclaimer|comments?|pinglun|reply|relate[ds]?|xg(?:wz|xw|yd|bd|news)|rec|recommend\w*|sidebar"
    r"|author|bio|advert\w*|hot(?:news|list)?|rank\w*)(?:$|[\s_-]|list|box|con)",
    re.IGNORECASE,
)
"""Names of containers that stand beside or below an article and are never around one."""
_SUMMARY = re.compile(r"摘\s*要|导\s*读|导\s*语|提\s*示|简\s*介|概\s*要")
_ABSTRACT_END = ("…", "...", "……[", "[详细]")
_LINK_PROSE = 300
"""Characters from which an element that says it is a link is one somebody forgot to close."""
_FILES = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
_TABLE_PARTS = frozenset({"tr", "tbody", "table"})
"""Gone through on the way up: a cell's neighbours are its row's and its table's other rows."""
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "header", "form"})
_DATED = re.compile(r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}")
_LABEL = re.compile(r"发布|时间|日期|来源|作者|浏览|点击|阅读|编辑")
_MOST = 0.7
"""Share of the prose that an element must hold to be gone into."""
_SOME = 0.3
"""Share of the prose below the title that the element around title and body holds at least."""
_LITTLE = 40.0
"""Mass of about four words with a comma: less is no article's prose."""
_SECTION_NAME = 12
"""Characters below which a heading names a section of the site rather than a part of an article."""
_INFO_WITHIN = 40
"""How many nodes after the title the info line may stand."""
_BRIEF, _TITLE_LETTERS = 4, 6
"""Letters of a title: of a short one in ``<title>`` that the page prints in full, and of one without that clue."""
_BAR_WITHIN = 400
"""How many nodes a bar with the title may stand above the heading."""
_MOST_SECTIONS = 5
"""Headings of other sections that are looked at, so that a hostile page does not buy time with them."""
_SENTENCE = re.compile(r"[。；！？]")
_MARKS = re.compile(r"[，。；！？]")
_TITLE_END = re.compile(r"[-_|｜—–丨]")
_BESIDE_TAGS = ("aside", "nav", "footer")
"""Elements for what is not the article, by their definition."""
_ROW_MASS, _ROWS, _HEADLINE = 4.0, 3, 8
"""A row of a list of other articles: what its date weighs at most, how many make a list, letters of a headline."""
_CLOSING = 60
"""Characters of a note, a signature or its day."""
_UNLABELLED = 20
"""Letters of a name that stands unlabelled beside the date in an info line."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Nodes ``start`` to ``end``, found by ``method``: ``scoring`` or ``anchored`` (after the title, little prose), the
    whole or a part of ``container``."""

    start: int
    end: int
    method: str
    container: int


def prose_container(nodes: Nodes, title: str, wrapper: Match) -> Prose | None:
    """The range that holds the page's prose. ``wrapper`` tells containers that often hold bodies."""
    outside = _outside_links(nodes)
    unread = Ranges(nodes.spans(nodes.hidden_within(0, len(nodes.tags))))
    visible = [index for index in outside if not unread.holds(index)] if unread else outside
    mass = _masses(nodes, visible)
    anchor = _anchor(nodes, visible, title, mass)
    if unread and sum(mass[anchor + 1 :]) < _LITTLE:  # the article may be hidden until a script shows it
        shown = _masses(nodes, outside)
        mass = shown if sum(shown) > 4 * sum(mass) else mass
    if anchor >= 0:
        mass[: anchor + 1] = [0.0] * (anchor + 1)
        mass = _without_other_sections(nodes, anchor, mass)
    for index in range(anchor + 1, min(anchor + _INFO_WITHIN, len(mass)) if anchor >= 0 else 0):
        if (
            mass[index]
            and len(nodes.texts[index]) < 60
            and (_DATED.search(text := nodes.texts[index]) or _LABEL.search(text))
        ):
            mass[index] = 0.0
    if anchor >= 0 and sum(mass) < _LITTLE:
        _weigh_media(nodes, anchor, mass)
    if not any(mass):
        return None
    root = _viewed(nodes, anchor, mass)
    totals = _totals(nodes, mass)
    if root < 0:
        root = _root(nodes, totals, anchor) if anchor >= 0 else 0
    here = _widened(nodes, totals, _deepest(nodes, totals, root, wrapper), root, anchor)
    if nodes.tags[here] in _TABLE_PARTS and here <= anchor < nodes.ends[here] and _in_form(nodes, anchor):
        here = next(above for above in (here, *nodes.ancestors(here)) if nodes.tags[above] in ("table", "html"))
    elif here <= anchor < nodes.ends[here]:
        end = _end_of_prose(nodes, mass, anchor, nodes.ends[here])
        return Prose(_behind_line(nodes, anchor), end, "anchored", here)
    end = _end_of_prose(nodes, mass, here, nodes.ends[here])
    return Prose(here, _closing(nodes, here) if end == nodes.ends[here] else end, "scoring", here)


def _totals(nodes: Nodes, mass: list[float]) -> list[float]:
    """What each element holds of the mass. Only nodes between the first and the last that weigh anything are gone
    through, and then the elements around them."""
    totals, parents = list(mass), nodes.parents
    first = mass.index(next(filter(None, mass)))
    last = len(mass) - 1 - mass[::-1].index(next(filter(None, reversed(mass))))
    for index in range(last, first - 1, -1):
        if totals[index]:
            totals[parents[index]] += totals[index]
    for above in nodes.ancestors(first):
        if above > 0:
            totals[parents[above]] += totals[above]
    return totals


def _behind_line(nodes: Nodes, anchor: int) -> int:
    """Where what follows the title or info line begins: behind the rest of its line, where that is a few words."""
    place = bisect_left(nodes.printed, anchor)
    last = place
    while last + 1 < len(nodes.printed) and nodes.lines[last + 1] == nodes.lines[place]:
        last += 1
    rest = nodes.text(anchor + 1, nodes.printed[last] + 1) if last > place else ""
    return anchor + 1 if len(letters(rest)) > 2 * _UNLABELLED or _MARKS.search(rest) else nodes.printed[last] + 1


def _masses(nodes: Nodes, outside: list[int]) -> list[float]:
    """What each text node weighs, of those ``outside`` links; footers weigh nothing."""
    mass = [0.0] * len(nodes.tags)
    texts, printed, lines = nodes.texts, nodes.printed, nodes.lines
    run: list[int] = []
    number, place = -1, 0
    for index in outside:
        while printed[place] != index:
            place += 1
        if lines[place] != number:
            if run:
                _weigh(texts, run, mass)
            run, number = [], lines[place]
        run.append(index)
    if run:
        _weigh(texts, run, mass)
    return mass


def _weigh(texts: list[str], run: list[int], mass: list[float]) -> None:
    """Weigh the text nodes of one line together, and give each its share: Word cuts a sentence into single
    characters."""
    text = texts[run[0]] if len(run) == 1 else "".join([texts[index] for index in run])
    text = text.strip()
    if len(text) < 2 or is_footer(text):
        return
    each = 0.1
    for mark in () if _POINTS.isdisjoint(text) else _PUNCTUATION:  # counting one by one takes a tenth of a pattern's time
        each += text.count(mark)
    if len(run) == 1:
        mass[run[0]] = len(text) * each
    else:
        for index in run:
            mass[index] = len(texts[index].strip()) * each


def _outside_links(nodes: Nodes) -> list[int]:
    """The text nodes that say something and stand in no link, the page's own ``<title>`` left out."""
    ends, parents = nodes.ends, nodes.parents
    links = {index for index in nodes.tagged["a"] if _is_link(nodes, index)}
    wide = Ranges(nodes.spans([*nodes.tagged["title"], *(index for index in links if ends[index] > index + 2)]))
    return [index for index in nodes.printed if parents[index] not in links and not wide.holds(index)]


def _is_link(nodes: Nodes, index: int) -> bool:
    """Whether an ``<a>`` is a link: a named place without an address is none, nor one that holds half an article
    because its end is missing."""
    if not nodes.attributes[index].get("href"):
        return False
    if nodes.ends[index] - index < 4:
        return True
    paragraphs = nodes.tags[index : nodes.ends[index]].count("p")
    return len(nodes.text(index)) < (_LINK_PROSE if paragraphs < 3 else _LINK_PROSE // 2)


def _without_other_sections(nodes: Nodes, anchor: int, mass: list[float]) -> list[float]:
    """``mass`` without what stands in containers named for comments, related articles and feet, below a heading that
    announces those, and in abstracts of other articles, which break off or stand each in a box of its own below its
    headline's link; as it is where little else is left."""
    left = list(mass)
    texts, count = nodes.texts, len(nodes.tags)
    others = Ranges(
        nodes.spans(
            [
                *(
                    index
                    for index, identity, classes in nodes.named_within(anchor + 1, count)
                    if _is_other(identity, classes)
                ),
                *(index for tag in _BESIDE_TAGS for index in nodes.within(tag, anchor + 1, count)),
            ]
        )
    )
    before, prose, looks = 0.0, -1, 0
    teasers: list[int] = []
    last_printed = anchor
    first, last = nodes.printed_within(anchor + 1, count)
    for index in nodes.printed[first:last]:
        previous, last_printed = last_printed, index
        text = texts[index]
        if others and others.holds(index):
            left[index] = 0.0
        elif before > _LITTLE and 4 <= len(text) < 40 and looks < _MOST_SECTIONS and opens_other_section(text):
            looks += 1
            if not _goes_on(nodes, mass, prose, index):
                left[index:] = [0.0] * (count - index)
                break
        elif left[index]:
            if text.rstrip().endswith(_ABSTRACT_END):
                left[index] = 0.0
            elif left[index] > _LITTLE / 2:
                if _is_in_headline(nodes, previous):
                    teasers.append(index)
                prose = index
            before += left[index]
    if len(teasers) >= _ROWS and len({place_of(nodes, index) for index in teasers}) == len(teasers):
        for index in teasers:
            left[index] = 0.0
    return left if sum(left) >= _LITTLE else mass


def _goes_on(nodes: Nodes, mass: list[float], prose: int, heading: int) -> bool:
    """Whether prose below a heading stands where the article's prose above it does: then it is one of the article's
    own."""
    if prose < 0:
        return False
    place = place_of(nodes, prose)
    first, last = nodes.printed_within(heading + 1, nodes.ends[place[0]])
    return any(mass[index] > _LITTLE / 2 and place_of(nodes, index) == place for index in nodes.printed[first:last])


@lru_cache(2048)
def _is_other(*names: str | None) -> bool:
    return any(name and _OTHER_NAME.search(name) for name in names)


def _root(nodes: Nodes, totals: list[float], anchor: int) -> int:
    """The element around title and body: it holds a good share of the prose, or some, and another section begins
    right behind it."""
    for up in nodes.ancestors(anchor):
        if totals[up] > _SOME * totals[0]:
            return up
        if totals[up] > 2 * _LITTLE and _ends_article(nodes, totals, up):
            return up
    return 0


def _ends_article(nodes: Nodes, totals: list[float], index: int) -> bool:
    """Whether the next prose behind an element stands below a heading of its own."""
    above = nodes.parents[index]
    if above < 0 or _SUMMARY.search(nodes.text(index)):
        return False
    following = next((child for child in nodes.children(above) if child > index and totals[child] > 0), -1)
    if following < 0 or nodes.tags[following] in (TEXT, "p"):
        return False
    lines = read_lines(nodes, following, nodes.ends[following])
    return len(lines) > 1 and lines[0].is_heading and len(letters(lines[0].text)) < _SECTION_NAME


def _end_of_prose(nodes: Nodes, mass: list[float], anchor: int, end: int) -> int:
    """Where the page's foot, another section or a list of other articles begins behind the last prose of an element
    that holds both; ``end`` where there is none."""
    prose = [index for index in range(anchor + 1, end) if mass[index]]
    while prose and mass[prose[-1]] < _ROW_MASS and _is_beside_link(nodes, prose[-1]):
        prose.pop()
    if not prose:
        return end
    listed = _listed(nodes, prose, end)
    if listed < end:
        return listed
    index = prose[-1] + 1
    while index < end:
        tag, attributes = nodes.tags[index], nodes.attributes[index]
        if (
            tag == "footer"
            or (attributes and _is_other(attributes.get("id"), attributes.get("class")))
            or (tag == TEXT and (is_site_footer(nodes.texts[index]) or opens_other_section(nodes.texts[index])))
        ):
            return index
        index += 1
    return end


def _closing(nodes: Nodes, body: int) -> int:
    """Where the body ends with what closes an article right behind its container: a note in brackets, a signature and
    its day on the right."""
    end = nodes.ends[body]
    above = nodes.parents[body]
    if above < 0 or nodes.tags[above] in ("html", *_TABLE_PARTS):
        return end
    index = end
    while index < nodes.ends[above]:
        text = one_line(nodes.text(index)) if nodes.ends[index] - index < _INFO_WITHIN else "too much"
        if text:
            if not _closes(nodes, index, text):
                break
            end = nodes.ends[index]
        index = nodes.ends[index]
    return end


def _closes(nodes: Nodes, index: int, text: str) -> bool:
    attributes = nodes.attributes[index]
    is_right = attributes.get("align") == "right" or "right" in (attributes.get("style") or "")
    return (
        1 < len(text) < _CLOSING
        and (is_right or (text[0] in "（(" and text[-1] in "）)"))
        and not nodes.within("a", index, nodes.ends[index])
        and not any(is_other(text) for is_other in (is_after, is_editor_line, is_footer))
        and not is_info_line(text, below_title=False)
    )


def _is_beside_link(nodes: Nodes, index: int) -> bool:
    """Whether a link stands in the same line."""
    place = bisect_left(nodes.printed, index)
    return any(
        0 <= near < len(nodes.printed)
        and nodes.lines[near] == nodes.lines[place]
        and "a" in (nodes.tags[nodes.parents[nodes.printed[near]]], nodes.tags[nodes.parents[index]])
        for near in (place - 1, place + 1)
    )


def _listed(nodes: Nodes, prose: list[int], end: int) -> int:
    """Where a list of other articles begins behind the last of the ``prose``, its heading included; ``end`` where there
    is none. A list that stands where the article's paragraphs do is the article's."""
    links = [index for index in nodes.within("a", prose[-1] + 1, end) if _is_headline(nodes, index)]
    if len(links) < _ROWS:
        return end
    places = [place_of(nodes, index) for index in prose[-2:]]
    if place_of(nodes, links[0] + 1) in places or "table" in _tags_above(nodes, links[0], prose[-1]):
        return end
    start = links[0]
    if len(prose) > 1 and places[0] != places[1] and not _MARKS.search(text := nodes.texts[prose[-1]]):
        start = prose[-1] if len(letters(text)) <= _SECTION_NAME else start
    return start


def _tags_above(nodes: Nodes, index: int, beside: int) -> list[str]:
    """The tags of the elements around ``index`` that do not hold ``beside``."""
    found = []
    for above in nodes.ancestors(index):
        if above <= beside < nodes.ends[above]:
            break
        found.append(nodes.tags[above])
    return found


def _is_in_headline(nodes: Nodes, index: int) -> bool:
    """Whether a text is the link to another article."""
    above = nodes.parents[index]
    return nodes.tags[above] == "a" and _is_headline(nodes, above)


def _is_headline(nodes: Nodes, index: int) -> bool:
    """Whether a link leads to another article: it has a headline's length and no file behind it."""
    target = nodes.attribute(index, "href")
    return bool(target) and not is_file(target) and len(letters(nodes.text(index))) >= _HEADLINE


def _viewed(nodes: Nodes, anchor: int, mass: list[float]) -> int:
    """The smallest element around the title and a document shown in a frame right below it; -1 where there is none.
    The document is the article, whatever prose stands elsewhere."""
    if anchor < 0:
        return -1
    upto = min(anchor + 2 * _INFO_WITHIN, len(mass))
    for tag in ("iframe", "embed", "object"):
        for index in nodes.within(tag, anchor + 1, upto):
            if is_file(nodes.attribute(index, _FILES[tag])) and sum(mass[anchor + 1 : index]) < _LITTLE:
                mass[index] = 2 * _LITTLE
                return next((above for above in nodes.ancestors(anchor) if nodes.ends[above] > index), 0)
    return -1


def _weigh_media(nodes: Nodes, anchor: int, mass: list[float]) -> None:
    """Below the title of a page with next to no prose, pictures and files are what the article is."""
    for index in range(anchor + 1, min(anchor + 2 * _INFO_WITHIN, len(mass))):
        if nodes.tags[index] == "img" and nodes.attribute(index, "src"):
            mass[index] = _LITTLE
        elif nodes.tags[index] in _FILES and is_file(nodes.attribute(index, _FILES[nodes.tags[index]])):
            mass[index] = 2 * _LITTLE


def _anchor(nodes: Nodes, outside: list[int], title: str, mass: list[float]) -> int:
    """The node that the body follows: the title's text, or the dated info line below it; -1 where none is sure."""
    wanted = letters(title)
    brief = letters(_TITLE_END.split(title.strip(), maxsplit=1)[0])
    titled = dated = short = labelled = -1
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
        elif dated < 0 and len(text) < 120 and _DATED.search(text):
            above = titled if titled >= 0 else short
            informs = (
                above >= 0
                and index < above + _INFO_WITHIN
                and sum(mass[above + 1 : index]) < _ROW_MASS
                and is_info_line(text.strip())
            )
            if is_labelled := _LABEL.search(text) is not None:
                labelled = index if labelled < 0 else labelled
            if informs or is_labelled:
                titled = above if informs else titled
                dated = index
                if titled >= 0:
                    break
    if titled < 0 and dated < 0:
        titled, dated = _heading_informed(nodes, outside)
    if titled < 0 and dated < 0:
        titled = _only_heading(nodes)
    found = dated if titled < 0 or titled < dated < titled + _INFO_WITHIN else titled
    if _is_sure(mass, found, 0 <= titled < found == dated):
        return found
    return labelled if titled == short and _is_sure(mass, labelled, False) else -1


def _is_sure(mass: list[float], found: int, is_informed: bool) -> bool:
    """Whether enough prose stands below an anchor; below title and info line a little, since more prose above is
    another's."""
    if found < 0:
        return False
    whole, below = sum(mass), sum(mass[found + 1 :])
    return (is_informed and below >= 2 * _LITTLE) or whole < 4 * _LITTLE or below * 5 >= whole


def _again(nodes: Nodes, titled: int, index: int, mass: list[float]) -> bool:
    """Whether a title that stands a second time, with next to nothing between, is a page's own heading and the first
    one a bar's."""
    return _in_heading(nodes, index) and index < titled + _BAR_WITHIN and sum(mass[titled + 1 : index]) < _LITTLE


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
        and _DATED.search(nodes.texts[below])
        and len(letters(nodes.texts[index])) >= _TITLE_LETTERS
        and _in_heading(nodes, index)
        and is_info_line(nodes.texts[below].strip())
    ]
    return found[0] if len(found) == 1 else (-1, -1)


def _in_form(nodes: Nodes, anchor: int) -> bool:
    """Whether a title or date stands in a form's field, in one row with its label: what is above it in the form belongs
    to the article too."""
    row = next((above for above in islice(nodes.ancestors(anchor), 5) if nodes.tags[above] == "tr"), -1)
    if row < 0:
        return False
    cells = [text for child in nodes.children(row) if (text := nodes.text(child).strip())]
    return len(cells) > 1 and len(cells[0]) <= _SECTION_NAME


def _only_heading(nodes: Nodes) -> int:
    """The last node of the page's only first-level heading, -1 where there is none or several."""
    headings = [index for index in nodes.tagged["h1"] if 6 <= len(letters(nodes.text(index))) < 200]
    return nodes.ends[headings[0]] - 1 if len(headings) == 1 else -1


def _deepest(nodes: Nodes, totals: list[float], root: int, wrapper: Match) -> int:
    """Down from ``root`` into whichever child holds most of the mass, to where it spreads over children."""
    here = root
    known = -1
    while True:
        heir = max(
            (child for child in nodes.children(here) if nodes.tags[child] != TEXT),
            key=lambda child: totals[child],
            default=-1,
        )
        if heir < 0 or totals[heir] < _MOST * totals[here] or nodes.tags[heir] == "p":
            break
        here = heir
        if nodes.attributes[here] and wrapper(nodes.tags[here], nodes.attributes[here]):
            known = here
    return known if known >= 0 and totals[known] >= _MOST * totals[root] else here


def _widened(nodes: Nodes, totals: list[float], here: int, root: int, anchor: int) -> int:
    """Up again, at most to ``root``, while the element's siblings are prose, or stand between title and body and are
    no info line: its parent is the body and it only the longest part."""
    widest = here
    while here > root:
        above = nodes.parents[here]
        beside = [child for child in nodes.children(above) if child > anchor and child != here]
        if any(
            _is_prose(nodes, child, totals) or (anchor >= 0 and child < here and _is_head_of_body(nodes, child))
            for child in beside
        ):
            widest = above
        elif nodes.tags[above] not in _TABLE_PARTS:
            break
        here = above
    return widest


def _is_head_of_body(nodes: Nodes, index: int) -> bool:
    """Whether what stands between the title and the longest part of the body belongs to the body."""
    informed = False
    for line in read_lines(nodes, index, nodes.ends[index]):
        text = line.text
        if is_info_line(text):
            informed = True
        elif len(text) > 3 and not line.is_heading and text[0] not in "—－" and not is_after(text):
            beside_date = informed and len(text) <= _UNLABELLED and not any(mark in text for mark in _PUNCTUATION)
            if not beside_date and not is_editor_line(text):
                return True
    return False


def _is_prose(nodes: Nodes, index: int, totals: list[float]) -> bool:
    """Whether an element beside the body reads like part of it: a paragraph or bare text, no chrome."""
    if totals[index] <= 0:
        return False
    tag, attributes = nodes.tags[index], nodes.attributes[index]
    if tag in _CHROME_TAGS or _CHROME_NAME.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
        return False
    text = nodes.text(index).strip()
    if is_after(text) or is_editor_line(text):
        return False
    if tag == TEXT or tag == "p" or tag not in BLOCK_TAGS:
        return bool(text) and not (_DATED.search(text) and _LABEL.search(text))
    inside = nodes.tags[index : nodes.ends[index]]
    return len(text) >= 20 and _SENTENCE.search(text) is not None and inside.count("a") <= 2 and "input" not in inside
