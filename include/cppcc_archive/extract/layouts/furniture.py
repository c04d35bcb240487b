"""What stands in the articles' container on the pages of one template and is no article's: what recurs there, by its
words or by its form, at its place. Where else on the pages of the template text stands that is no article's.

What committees write often (各位委员：, 特此通知。, an office and a day) recurs as well, and stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from math import ceil
from typing import NamedTuple

from cppcc_archive.extract.chrome import (
    OFFICES,
    is_bare_label,
    is_field,
    is_furniture,
    is_info_line,
    opens_other_section,
)
from cppcc_archive.extract.elements import BLOCK_TAGS
from cppcc_archive.extract.layouts.laying import SHORT
from cppcc_archive.extract.layouts.model import BELOW, LEADS, Furniture
from cppcc_archive.extract.layouts.pages import Seen, SeenLine
from cppcc_archive.extract.layouts.paths import taken_apart
from cppcc_archive.extract.links import is_file_name
from cppcc_archive.markup.dates import first_date

_FEWEST = 3  # pages on which something recurs
_OFTEN, _ALWAYS = 0.4, 0.8  # share of the pages on which it does
_SENTENCE = 15  # letters of a sentence that a template prints; what a committee ends with again and again is shorter
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十]{1,3}[章条]")
_DAY = 20  # letters of a day alone
_LABEL_HEAD = 2  # letters that links begin with which say the same


class _Inside(NamedTuple):
    """A line in the container, its loose path below that, and the same with the siblings' numbers."""

    line: SeenLine
    place: str
    path: str

    @property
    def key(self) -> tuple[str, str]:
        return self.place, self.line.plain


Page = Sequence[_Inside]


def furniture_of(group: Sequence[Seen], body: Sequence[str], heads: Sequence[str]) -> tuple[Furniture, ...]:
    """The lines in the containers that belong to the template; ``heads`` are places of title and info line."""
    pages = [inside for page in group if (inside := _inside(page, body, heads))]
    seen = _Recurring(pages)
    return tuple(sorted({*seen.lines(), *seen.labels(), *seen.links(), *seen.last_links(), *seen.fields()}))


def beside_of(group: Sequence[Seen], body: Sequence[str]) -> tuple[str, ...]:
    """The loose paths outside the containers where pages of the template have lines that lead nowhere, which none of
    them by itself takes for text, or that recur. Where containers stand, anything may be an article's that lost its
    own."""
    counts = _counted({(line.loose, line.plain) for line in page.lines} for page in group)
    often = max(_FEWEST, ceil(_OFTEN * len(group)))
    own = [_loosely(container) for container in body]
    around, containers = set(own), tuple(f"{one}/" for one in body)
    beside: set[str] = set()
    taken: set[str] = set()
    for page in group:
        for line in page.lines:
            # (Of a link with a label before it the label leads nowhere.)
            if not ((line.is_link and "：" not in line.plain) or line.steps.startswith(containers)):
                is_own = line.is_text and counts[line.loose, line.plain] < often
                (taken if is_own else beside).add(line.loose)
    return tuple(sorted(beside - taken - around))


def _inside(page: Seen, body: Sequence[str], heads: Sequence[str]) -> Page:
    """The lines of the first container that the page has, without those of its head."""
    known = tuple(f"{one}/" for one in heads)
    for container in body:
        steps = f"{container}/"
        if lines := [line for line in page.lines if line.steps.startswith(steps)]:
            depth = _loosely(container).count("/") + 1
            return [
                _Inside(line, "/".join(line.loose.split("/")[depth:]), line.path[len(steps) :])
                for line in lines
                if not line.steps.startswith(known)
            ]
    return []


def _loosely(path: str) -> str:
    """A path without inline elements and the siblings' numbers."""
    steps = (one.partition(":")[0] for one in path.split("/"))
    return "/".join(one for one in steps if taken_apart(one)[0] in BLOCK_TAGS)


class _Recurring:
    """What recurs on pages of one template, each given by the lines in its container."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._often, self._always = (max(_FEWEST, ceil(share * len(pages))) for share in (_OFTEN, _ALWAYS))
        self._told = {one.key: one.line for page in pages for one in page}
        self._same = {one.key for page in pages for one in page} - {
            one.key for page in pages for one in page if one.line.text != self._told[one.key].text
        }  # (An office's numbers and a day vary.)
        self._counts = _counted({one.key for one in page} for page in pages)
        prose = [[at for at, one in enumerate(page) if self._is_prose(one)] for page in pages]
        there = _counted({page[at].place for at in own} for page, own in zip(pages, prose, strict=True))
        self._prose_places = {place for place, count in there.items() if count >= _FEWEST}
        between = (page[own[0] + 1 : own[-1]] if own else () for page, own in zip(pages, prose, strict=True))
        self._amid = {one.key for page in between for one in page}
        self._heads = [page[: own[0]] if own else page for page, own in zip(pages, prose, strict=True)]
        self._tails = [page[self._tail(page) :] for page in pages]

    def _is_prose(self, one: _Inside) -> bool:
        """Whether a line is one page's own, and leads nowhere."""
        return not one.line.is_link and self._counts[one.key] < self._often

    def _tail(self, page: Page) -> int:
        """Where the lines at the end begin that lead elsewhere or recur, and that nobody signs with."""
        at = len(page)
        while at and (
            page[at - 1].line.is_link
            or (self._counts[page[at - 1].key] >= self._always and not _is_signature(page[at - 1].line.text))
        ):
            at -= 1
        return at

    def lines(self) -> Iterable[Furniture]:
        """Lines that read the same again and again at the same place."""
        tails = _counted({one.key for one in tail} for tail in self._tails)
        for key, count in self._counts.items():
            line, (place, _) = self._told[key], key
            if count < _FEWEST or line.is_link or is_file_name(line.text):
                continue
            is_own = place not in self._prose_places
            if is_known_furniture(line.text):
                found = is_own or count >= self._often
            elif count < self._always:
                found = is_own and count >= self._often and _is_named(place) and not _may_be_typed(line.text)
                found = found and key not in self._amid
            elif is_own and _is_named(place):
                found = not _is_signature(line.text)
            else:
                is_last = tails[key] == count and len(line.plain) >= _SENTENCE
                is_typed = _is_signature(line.text) or (_may_be_typed(line.text) and not is_last)
                found = key not in self._amid and key in self._same and not is_typed
            if found:
                yield Furniture(*key)
        exact = _counted({(one.path, one.line.text) for one in page if not one.line.is_link} for page in self._pages)
        plain = {one.line.text: one.line.plain for page in self._pages for one in page}
        for (path, text), count in exact.items():
            if count >= self._always and path and not _may_be_typed(text):
                yield Furniture(BELOW + path, plain[text])

    def labels(self) -> Iterable[Furniture]:
        """Lines that begin with the same label again and again, which by its words is no article's (责任编辑：)."""
        found = _counted(
            {
                (one.place, one.line.plain.partition("：")[0])
                for one in page
                if "：" in one.line.plain and is_known_furniture(one.line.text)
            }
            for page in self._pages
        )
        for (place, label), count in found.items():
            if count >= (self._often if place in self._prose_places else _FEWEST):
                yield Furniture(place, f"{label}：*")

    def links(self) -> Iterable[Furniture]:
        """Places where all but nothing stands besides what leads elsewhere: whatever leads elsewhere there; all that
        does, where the rest only says that there is nothing (已经是第一条)."""
        lines: dict[str, list[SeenLine]] = defaultdict(list)
        for page in self._pages:
            for one in page:
                lines[one.place].append(one.line)
        pages = _counted({one.place for one in page if one.line.is_link} for page in self._pages)
        for place, count in pages.items():
            others = [line for line in lines[place] if not line.is_link]
            if place and count >= self._often and len(others) <= (1 - _ALWAYS) * len(lines[place]):
                is_bare = all(len(line.plain) <= SHORT and not is_file_name(line.text) for line in others)
                yield Furniture(
                    place, "*" if is_bare and _is_named(place) and place not in self._prose_places else LEADS
                )

    def last_links(self) -> Iterable[Furniture]:
        """The links at the end, among paragraphs, that begin alike (返回要闻, 返回公告)."""
        heads: dict[tuple[str, str], list[str]] = defaultdict(list)
        for tail in self._tails:
            own = {(one.place, _begun(one.line.plain)): one.line for one in tail}
            for key, line in own.items():
                if line.is_link:
                    heads[key].append(line.plain)
        for (place, _), texts in heads.items():
            if len(texts) >= self._always:
                yield Furniture(place, _alike(texts) + LEADS)

    def fields(self) -> Iterable[Furniture]:
        """Cells that by the label in the cell before them, or by themselves above the text, say who published an
        article and when."""
        found: Counter[tuple[str, str]] = Counter()
        for page, head in zip(self._pages, self._heads, strict=True):
            cells = set()
            for label, value in pairwise(page):
                is_label = is_bare_label(label.line.text) or is_field(label.line.text)
                if is_label and is_beside(label.path, value.path):
                    cells |= {(label.path, label.line.plain), (value.path, "*")}
            above = head if len(head) < len(page) else ()
            cells |= {(one.path, "*") for one in above if self._is_cell(one) and _tells_day(one.line.text)}
            found.update(cells)
        return (Furniture(BELOW + path, text) for (path, text), count in found.items() if count >= self._always)

    def _is_cell(self, one: _Inside) -> bool:
        """Whether a line stands in a cell or where no page has anything of its own."""
        return "/t" in one.path or one.place not in self._prose_places


def _counted(pages: Iterable[Iterable[tuple[str, str]] | Iterable[str]]) -> Counter:  # type: ignore[type-arg]
    counts: Counter = Counter()  # type: ignore[type-arg]
    for page in pages:
        counts.update(page)
    return counts


def is_beside(label: str, value: str) -> bool:
    """Whether these are paths of two cells of one row, or in them."""
    (row, _, cell), (its, _, other) = (path.rpartition("/t") for path in (label, value))
    return row != "" and row == its and cell.partition("/")[0] != other.partition("/")[0]


def _begun(plain: str) -> str:
    """What a line begins with: two letters, or one mark."""
    return plain[: _LABEL_HEAD if plain[:1].isalnum() else 1]


def _alike(texts: Sequence[str]) -> str:
    """What all these begin with."""
    return "".join(column[0] for column in takewhile(lambda column: len(set(column)) == 1, zip(*texts, strict=False)))


def _tells_day(text: str) -> bool:
    return is_info_line(text) and first_date(text) is not None


def is_known_furniture(text: str) -> bool:
    """Whether a line's words alone say that it is no article's."""
    return is_furniture(text) or opens_other_section(text) or is_info_line(text, below_title=False)


def _is_signature(text: str) -> bool:
    """Whether a line may close a notice: a day, an office."""
    bare = text.strip()
    return bare.endswith(OFFICES) or (len(bare) < _DAY and first_date(bare) is not None)


def _may_be_typed(text: str) -> bool:
    """Whether a line may be one that committees write often: that closes or opens a notice, a sentence, a part's
    heading."""
    bare = text.strip()
    return _is_signature(bare) or bare.endswith(("。", "：", ":", "！")) or _NUMBERED.match(bare) is not None


def _is_named(place: str) -> bool:
    """Whether a template's author gave something there a name (Word names every paragraph)."""
    return any(("." in step or "#" in step) and not step.startswith(("p.", "span.")) for step in place.split("/"))
