"""What stands in the articles' container on the pages of one template and is no article's: what recurs there, by its
words or by its form, at its place. Where else on the pages of the template text stands that is no article's.

What committees write often (各位委员：, 特此通知。, an office and a day) recurs as well, and stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile
from math import ceil
from typing import NamedTuple

from cppcc_archive.extract.chrome import GREETING, NUMBERED, OFFICES, is_furniture, is_info_line, opens_other_section
from cppcc_archive.extract.elements import BLOCK_TAGS, HEADING_TAGS
from cppcc_archive.extract.filing import is_field, is_label, is_proposals_label
from cppcc_archive.extract.layouts.laying import LONGEST_FIELD, SHORT
from cppcc_archive.extract.layouts.model import BELOW, LAST, LEADS, Furniture
from cppcc_archive.extract.layouts.pages import Said, Seen, SeenLine
from cppcc_archive.extract.layouts.paths import taken_apart
from cppcc_archive.extract.links import is_file_name
from cppcc_archive.markup.dates import first_date

_FEWEST = 3  # pages on which something recurs
_OFTEN, _MOSTLY, _ALWAYS = 0.4, 0.5, 0.8  # share of the pages on which it does
_SENTENCE = 15  # letters of a sentence that a template prints; what a committee ends with again and again is shorter
_FORMULA = re.compile(
    NUMBERED + r"|第[一二三四五六七八九十]{1,3}[章条]|特此\S{0,4}$|[（(](?:此件|作者[系为是])|附\s*件"
    r"|图为|\S{2,6}(?:现场|掠影)$|\S{0,4}联系|\S{0,4}电话|[\u3400-\u9fff\s]{1,8}[:：]\s*\w"
)
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


def furniture_of(group: Sequence[Seen], body: Sequence[str], *heads: Sequence[str]) -> tuple[Furniture, ...]:
    """The lines in the containers that belong to the template; ``heads`` are places of the title, of info lines."""
    pages = [inside for page in group if (inside := _inside(page, body, heads))]
    seen = _Recurring(pages)
    return tuple(
        sorted(
            {
                *(*seen.lines(), *seen.exactly(), *seen.labels(), *seen.links(), *seen.days(), *seen.last()),
                *(*seen.fields(), *seen.in_turn()),
            }
        )
    )


def beside_of(group: Sequence[Seen], body: Sequence[str], counts: Mapping[Said, int]) -> tuple[str, ...]:
    """The loose paths outside the containers where pages of the template have lines that lead nowhere, which none of
    them by itself takes for text, or that recur. Where containers stand, anything may be an article's that lost its
    own: of such places those count, by their paths, that read the same again and again. ``counts``: on how many pages
    a place says the same."""
    own = {_loosely(container) for container in body}
    exact = _counted({(line.path, line.text) for line in page.lines if line.loose in own} for page in group)
    often, always = (max(_FEWEST, ceil(share * len(group))) for share in (_OFTEN, _ALWAYS))
    containers = tuple(f"{one}/" for one in body)
    beside: set[str] = set()
    taken: set[str] = set()
    for page in group:
        for line in page.lines:
            # (Of a link with a label before it the label leads nowhere.)
            if (line.is_link and "：" not in line.plain) or line.steps.startswith(containers):
                continue
            if line.loose not in own:
                is_own = line.is_text and counts[line.loose, line.plain] < often
                (taken if is_own else beside).add(line.loose)
            elif exact[line.path, line.text] >= always:
                beside.add(BELOW + line.path)
    return tuple(sorted(beside - taken))


def _inside(page: Seen, body: Sequence[str], heads: Sequence[Sequence[str]]) -> Page:
    """The lines of the first container that the page has, without those at the first place of each of its heads, and
    without the form of a proposal: its labels recur, and are its text (提案编号, 案由, 提案内容)."""
    firsts = (
        next((one for one in places if any(line.steps.startswith(f"{one}/") for line in page.lines)), "")
        for places in heads
    )
    known = tuple(f"{one}/" for one in firsts if one)
    for container in body:
        steps = f"{container}/"
        if lines := [line for line in page.lines if line.steps.startswith(steps)]:
            depth = _loosely(container).count("/") + 1
            forms = _proposals_forms(lines)
            return [
                _Inside(line, "/".join(line.loose.split("/")[depth:]), line.path[len(steps) :])
                for line in lines
                if not line.steps.startswith(known)
                and not (forms and (_table(line.path) in forms or is_proposals_label(line.text)))
            ]
    return []


def _proposals_forms(lines: Sequence[SeenLine]) -> set[str]:
    """The paths of the tables that are forms of a proposal, by the names of their fields."""
    fields = [(_table(line.path), line.text) for line in lines if is_field(line.text)]
    counts = Counter(table for table, _ in fields)
    return {table for table, text in fields if table and counts[table] >= _FEWEST and is_proposals_label(text)}


def _table(path: str) -> str:
    """The path of the innermost table that a path leads into, else empty."""
    at = path.rfind("/table")
    stop = path.find("/t", at + 1)
    return path[:stop] if 0 <= at < stop else ""


def _loosely(path: str) -> str:
    """A path without inline elements and the siblings' numbers."""
    steps = (one.partition(":")[0] for one in path.split("/"))
    return "/".join(one for one in steps if taken_apart(one)[0] in BLOCK_TAGS)


class _Recurring:
    """What recurs on pages of one template, each given by the lines in its container."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._often, self._always = (max(_FEWEST, ceil(share * len(pages))) for share in (_OFTEN, _ALWAYS))
        self._counts = _counted({one.key for one in page} for page in pages)
        self._told = {one.key: one.line for page in pages for one in page}
        every = [one for page in pages for one in page]
        # (A day and a document's number vary.)
        self._vary = {one.key for one in every if one.line.text != self._told[one.key].text}
        shown: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in every:
            shown[one.key].add(one.line.picture)
        self._captions = {key for key, pictures in shown.items() if len(pictures) > 1 and "" not in pictures}
        self._lines: dict[str, list[SeenLine]] = defaultdict(list)
        for one in every:
            self._lines[one.place].append(one.line)
        linked = _counted({one.place for one in page if one.line.is_link} for page in pages)
        self._links = {place for place, count in linked.items() if count >= self._often and self._holds_links(place)}
        prose = [[at for at, one in enumerate(page) if self._is_prose(one)] for page in pages]
        there = _counted({page[at].place for at in own} for page, own in zip(pages, prose, strict=True))
        self._prose = {place for place, count in there.items() if count >= _FEWEST}
        between = (page[own[0] + 1 : own[-1]] if own else () for page, own in zip(pages, prose, strict=True))
        self._amid = {one.key for page in between for one in page}
        self._heads = [page[: own[0]] if own else () for page, own in zip(pages, prose, strict=True)]
        self._tails = [page[self._tail(page) :] for page in pages]
        self._last = _counted({one.key for one in tail} for tail in self._tails)

    def _holds_links(self, place: str) -> bool:
        """Whether all but nothing stands at a place besides what leads elsewhere, or that there is nothing."""
        lines = self._lines[place]
        others = [line for line in lines if not line.is_link]
        is_bare = all(len(line.plain) <= SHORT and not is_file_name(line.text) for line in others)
        return len(others) <= ((1 - _MOSTLY) if is_bare else (1 - _ALWAYS)) * len(lines)

    def _is_prose(self, one: _Inside) -> bool:
        """Whether a line is one page's own, and neither leads elsewhere, nor stands where links do, nor says who
        published the page and when."""
        is_own = not one.line.is_link and one.place not in self._links and self._counts[one.key] < self._often
        return is_own and not (len(one.line.plain) <= LONGEST_FIELD and _tells_day(one.line.text))

    def _tail(self, page: Page) -> int:
        """Where the lines at the end begin that lead elsewhere, stand where links do or recur, and that nobody signs
        with."""
        at = len(page)
        while at and (
            page[at - 1].line.is_link
            or page[at - 1].place in self._links
            or (self._counts[page[at - 1].key] >= self._often and not _is_formula(page[at - 1].line.text))
        ):
            at -= 1
        return at

    def lines(self) -> Iterable[Furniture]:
        """Lines that read the same again and again at the same place."""
        for key, count in self._counts.items():
            line, is_own = self._told[key], key[0] not in self._prose
            if count < _FEWEST or line.is_link or is_file_name(line.text):
                continue
            if is_known_furniture(line.text):
                found = is_own or count >= self._often
            elif is_own:
                found = count >= (self._often if _is_named(key[0]) else _MOSTLY * len(self._pages))
                found = found and (count >= self._always or key not in self._amid)
            else:
                # (Of two templates with one frame each has its own last lines.)
                found = count >= (self._often if self._last[key] == count else self._always)
                found = found and key not in self._amid and key not in self._vary
            if found and (is_known_furniture(line.text) or not self._is_typed(self._told[key], key)):
                yield Furniture(*key)

    def _is_typed(self, line: SeenLine, key: tuple[str, str]) -> bool:
        """Whether a line is one that committees write again and again: a formula; a sentence, unless it is long
        and always the last; what introduces something, among paragraphs that are no end; what pictures that vary are
        called."""
        bare = line.text.strip()
        is_own, is_last = key[0] not in self._prose, self._last[key] == self._counts[key]
        if bare.endswith(("。", "！")):
            is_its = (is_own and _is_named(key[0])) or (is_last and len(line.plain) >= _SENTENCE)
            return not is_its or bare.startswith(("各位委员", "同志们"))
        return key in self._captions or _is_formula(bare) or (bare.endswith(("：", ":")) and not (is_own or is_last))

    def exactly(self) -> Iterable[Furniture]:
        """Lines that read the same again and again at a path of their own."""
        counts = _counted({(one.path, one.line.text) for one in page if not one.line.is_link} for page in self._pages)
        told = {(one.path, one.line.text): one for page in self._pages for one in page}
        for (path, text), count in counts.items():
            one = told[path, text]
            if count >= self._always and path and not self._is_typed(one.line, one.key):
                yield Furniture(BELOW + path, one.line.plain)

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
            if count >= (self._often if place in self._prose else _FEWEST):
                yield Furniture(place, f"{label}：*")

    def links(self) -> Iterable[Furniture]:
        """What leads elsewhere where little else stands, and what stands there if there is nothing to lead to."""
        for place in self._links - {""}:
            if _is_named(place):
                yield Furniture(place, "*")
            else:
                others = Counter(line.plain for line in self._lines[place] if not line.is_link)
                yield Furniture(place, LEADS)
                again = (plain for plain, count in others.items() if count > 1 and not _is_formula(plain))
                yield from (Furniture(place, plain) for plain in again)

    def days(self) -> Iterable[Furniture]:
        """Named places where there are days alone: those of other articles."""
        for place, lines in self._lines.items():
            is_day = place not in self._prose and _is_named(place) and len(lines) >= self._often
            if is_day and all(len(line.plain) <= SHORT and _tells_day(line.text) for line in lines):
                yield Furniture(place, "*")

    def last(self) -> Iterable[Furniture]:
        """The links at the end, among paragraphs: those that begin alike (返回要闻, 返回公告), or whatever they say."""
        heads: dict[tuple[str, str], list[str]] = defaultdict(list)
        places: Counter[str] = Counter()
        for tail in self._tails:
            links = {(one.place, _begun(one.line.plain)): one.line.plain for one in tail if one.line.is_link}
            for key, plain in links.items():
                heads[key].append(plain)
            places.update({place for place, _ in links})
        alike = {place: _alike(texts) for (place, _), texts in heads.items() if len(texts) >= self._often}
        yield from (Furniture(place, text + LEADS) for place, text in alike.items())
        yield from (Furniture(place, LAST) for place, count in places.items() if count >= self._always)

    def fields(self) -> Iterable[Furniture]:
        """Cells that by the label in the cell before them, or by themselves above the text, say who published an
        article and when."""
        found: Counter[tuple[str, str]] = Counter()
        for page, head in zip(self._pages, self._heads, strict=True):
            cells = set()
            for label, value in pairwise(page):
                if is_label(label.line.text) and is_beside(label.path, value.path):
                    cells |= {(label.path, label.line.plain), (value.path, "*")}
            cells |= {(one.path, "*") for one in head if self._is_cell(one) and _tells_day(one.line.text)}
            found.update(cells)
        return (Furniture(BELOW + path, text) for (path, text), count in found.items() if count >= self._always)

    def in_turn(self) -> Iterable[Furniture]:
        """Places of their own where a template prints one of a few lines in turn: what is advertised amid the texts."""
        counts: dict[str, list[int]] = defaultdict(list)
        for (place, _), count in self._counts.items():
            counts[place].append(count)
        paths = _counted({(one.place, one.path) for one in page} for page in self._pages)
        for (place, path), count in paths.items():
            is_again = count >= _FEWEST and sum(counts[place]) >= 2 * len(counts[place])
            is_box = path != "" and taken_apart(path.rpartition("/")[2])[0] not in HEADING_TAGS
            if is_again and is_box and all(self._is_notice(line, (place, line.plain)) for line in self._lines[place]):
                yield Furniture(BELOW + path, "*")

    def _is_notice(self, line: SeenLine, key: tuple[str, str]) -> bool:
        return SHORT < len(line.plain) <= LONGEST_FIELD and not line.is_link and not self._is_typed(line, key)

    def _is_cell(self, one: _Inside) -> bool:
        """Whether a line stands in a cell or where no page has anything of its own."""
        return "/t" in one.path or one.place not in self._prose


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


def _is_formula(text: str) -> bool:
    """Whether a line is whom committees greet, a part's heading, a caption, that this is a notice, a file, a field with
    its value, an office or a day."""
    bare = text.strip()
    is_day = len(bare) < _DAY and first_date(bare) is not None
    return is_day or bare.endswith(OFFICES) or _FORMULA.match(bare) is not None or GREETING.match(bare) is not None


def _is_named(place: str) -> bool:
    """Whether a template's author gave something there a name (Word names every paragraph)."""
    return any(("." in step or "#" in step) and not step.startswith(("p.", "span.")) for step in place.split("/"))
