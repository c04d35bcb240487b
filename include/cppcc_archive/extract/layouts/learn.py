"""From a site's archived pages to its layouts: pages of one template are put together, and what varies on them is told
from what stays.

A container that varies holds the article; a line that stands at the same place on most pages belongs to the template.
What recurs because committees write it often (特此通知。) stands among paragraphs that vary, and stays text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from statistics import median

from cppcc_archive.extract.layouts.furniture import beside_of, furniture_of, is_beside, is_known_furniture
from cppcc_archive.extract.layouts.model import Layout, digest
from cppcc_archive.extract.layouts.pages import Keep, Marks, Said, Seen, SeenLine, SitePage, see
from cppcc_archive.extract.layouts.paths import taken_apart
from cppcc_archive.extract.nodes import BOXES
from cppcc_archive.markup.text import breaks_off

__all__ = ["Marks", "SitePage", "learn"]

FEWEST = 5  # pages of one template from which something is learned
FEW_TEACHERS, MOST_TEACHERS = 16, 30  # pages of one template that are read to learn it; the others only show its frame
_ALIKE = 0.8  # share of the smaller page's marks that two pages of one template have in common
_CORE = 0.9  # share of the pages that have what is a mark of their template
_MOST_MARKS = 80
_RECURS = 0.4  # share of the pages on which a line at a place that hardly varies is no article's
_VARIED = 0.5
"""Share of the pages with a place that say something there which no other does, from which it is the articles' own."""
_WHOLE = (0.97, 0.9, 0.8)  # share of the articles' text that their container holds, as sure as can be had
_UNREAD, _UNSURE = 0.05, 0.3
"""What a letter weighs that varies and stands below all that the page alone took for text, where other pages have
text, and where that was nothing.
What stands between the title and such text counts in full."""
_ENOUGH = 0.5  # share of the pages on which a place must be found to be learned first
_MOST_PLACES = 4
_LONGEST_INFO = 120  # letters of an info line
_LABEL = 12  # letters of a form's label


def learn(
    pages: Iterable[SitePage], known: Sequence[Layout] = (), keep: Keep = lambda page, nodes: None
) -> tuple[Layout, ...]:
    """The layouts of the templates that these pages of one site have, as far as there are enough pages.

    ``known`` are layouts learned before: a template keeps its name, and its version when nothing else is learned of
    it. The order of the pages does not matter. ``keep`` is given those that were taken apart.
    """
    ordered = sorted(pages, key=lambda page: (page.url, page.body))
    marks = Marks()
    groups = _groups([(page, marks.of(page)) for page in ordered])
    found = [_learned(group, counts, keep) for group, counts in groups if len(group) >= FEWEST]
    return tuple(sorted((_named(layout, known) for layout in found), key=lambda layout: layout.template))


def _named(layout: Layout, known: Sequence[Layout]) -> Layout:
    """``layout`` under the name and with the version that its template has."""
    marks = set(layout.marks)
    alike = [one for one in known if len(marks & set(one.marks)) >= _ALIKE * min(len(marks), len(one.marks))]
    if not alike:
        return layout
    before = max(alike, key=lambda one: (len(marks & set(one.marks)), one.version, one.template))
    layout = replace(layout, template=before.template)
    same = layout.layout_id == before.layout_id
    return replace(layout, version=before.version if same else before.version + 1)


def _groups(pages: Sequence[tuple[SitePage, frozenset[str]]]) -> list[tuple[list[SitePage], Counter[str]]]:
    """The pages by template, with how many of them have each mark."""
    groups: list[tuple[list[SitePage], Counter[str]]] = []
    cores: list[frozenset[str]] = []
    for page, own in pages:
        best, share = -1, _ALIKE
        for at, core in enumerate(cores):
            # Most pages of a template have the same marks, which are the core then.
            common = core if core is own else core & own
            alike = len(common) / max(1, min(len(core), len(own)))
            if alike >= share:
                best, share = at, alike
        if best < 0:
            best = len(groups)
            groups.append(([], Counter()))
            cores.append(own)
        group, marks = groups[best]
        group.append(page)
        marks.update(own)
        if cores[best] is not own:
            cores[best] = frozenset(mark for mark, count in marks.items() if 2 * count > len(group))
    return groups


def _learned(pages: Sequence[SitePage], marks: Counter[str], keep: Keep) -> Layout:
    """What the pages of one template have in common. Of many, some that are spread over all of them teach it: the more
    of them where one half would teach otherwise than the other."""
    core = sorted(mark for mark, count in marks.items() if count >= _CORE * len(pages))
    # The shallow ones first: they are the page's frame.
    core = sorted(sorted(core, key=lambda mark: (mark.count("/"), mark))[:_MOST_MARKS])
    seen = {at: see(pages[at], keep) for at in _spread(len(pages), FEW_TEACHERS)}
    group = list(seen.values())
    if len(pages) > FEW_TEACHERS and _taught(group[::2], core).said() != _taught(group[1::2], core).said():
        group = [seen.get(at) or see(pages[at], keep) for at in _spread(len(pages), MOST_TEACHERS)]
    return _taught(group, core)


def _spread(count: int, at_most: int) -> list[int]:
    """So many numbers, or all, that are spread evenly below ``count``."""
    some = min(count, at_most)
    return [at * count // some for at in range(some)]


def _taught(group: list[Seen], core: Sequence[str]) -> Layout:
    site = _Places(group)
    title = site.best([page.titled for page in group], [page.named for page in group])
    date = tuple(dict.fromkeys(site.info_line(path, title) for path in site.best([page.dated for page in group], [])))
    heads = (*title, *date)
    source, way = site.best([page.sourced for page in group], []), site.best([page.led for page in group], [])
    body = _containers(group, site, heads)
    furniture = furniture_of(group, body, title, date) if body else ()
    beside = beside_of(group, body, site.loosely) if body else ()
    told = sum(any(page.lines[at].path in title for at in (*page.titled, *page.named)) for page in group)
    held = sum(_holds(page, *body) for page in group)
    count = len(group)
    sure = round(told * held / count**2, 3)
    return Layout(digest(*core), tuple(core), body, title, date, source, way, furniture, beside, count, sure)


@lru_cache(256)
def _steps(*containers: str) -> tuple[str, ...]:
    """What the ``steps`` of those lines begin with that stand in one of the containers."""
    return tuple(f"{one}/" for one in containers)


def _holds(page: Seen, *containers: str) -> bool:
    """Whether a line of the page stands in one of the containers."""
    steps = _steps(*containers)
    return any(line.steps.startswith(steps) for line in page.lines)


class _Places:
    """What stands where on the pages of one template, counted."""

    def __init__(self, group: list[Seen]) -> None:
        self._group = group
        self._count = len(group)
        self.loosely: Counter[Said] = Counter()
        self._exactly: Counter[Said] = Counter()
        for page in group:
            self.loosely.update(page.loosely)
            self._exactly.update(page.exactly)
        there: Counter[str] = Counter()
        varies: Counter[str] = Counter()
        for page in group:
            there.update({line.loose for line in page.lines})
            varies.update({line.loose for line in page.lines if self.loosely[line.loose, line.plain] == 1})
        articles = {place for place, count in there.items() if varies[place] >= _VARIED * count}
        often = max(3, _RECURS * self._count)
        self._frame = {key for key, count in self.loosely.items() if count >= often and key[0] not in articles}
        self._places = {key for key, count in self._exactly.items() if count >= often}

    def is_of_template(self, line: SeenLine) -> bool:
        """Whether a line stands at just its place on so many pages that it tells nothing about where articles stand."""
        return (line.loose, line.plain) in self._frame or (line.path, line.plain) in self._places

    def best(self, sure: list[frozenset[int]], likely: list[frozenset[int]]) -> tuple[str, ...]:
        """The paths where the lines that these indices name stand, the commonest first; each further one is for pages
        that have none of those before. A line that most pages have names no page."""
        weights: list[dict[str, int]] = []
        for number, page in enumerate(self._group):
            found: dict[str, int] = {}
            for weight, named in ((4, sure[number]), (1, likely[number] if likely else frozenset())):
                for at in named:
                    line = page.lines[at]
                    if self._exactly[line.path, line.plain] < max(3, _RECURS * self._count) or not likely:
                        found[line.path] = max(found.get(line.path, 0), weight)
            weights.append(found)
        paths: list[str] = []
        left = weights
        while len(paths) < _MOST_PLACES:
            votes: Counter[str] = Counter()
            for one in left:
                votes.update(one)
            if not votes:
                break
            path, _ = min(votes.items(), key=lambda item: (-item[1], item[0].count("/"), item[0]))
            pages = sum(path in one for one in left)
            if pages < (_ENOUGH * self._count if not paths else FEWEST - 2):
                break
            paths.append(path)
            left = [one for one in left if path not in one]
        return tuple(paths)

    def info_line(self, path: str, title: Sequence[str]) -> str:
        """The outermost element around a date that holds nothing but an info line on any page."""
        while above := path.rpartition("/")[0]:
            steps = f"{above}/"
            inside = [[one for one in page.lines if one.steps.startswith(steps)] for page in self._group]
            has_text = any(one.is_text for lines in inside for one in lines)
            is_long = max(sum(len(one.plain) for one in lines) for lines in inside) > _LONGEST_INFO
            if has_text or is_long or any(f"{one}/".startswith(steps) for one in title):
                break
            path = above
        return path


def _containers(group: list[Seen], site: _Places, heads: Sequence[str]) -> tuple[str, ...]:
    """The paths of the elements that hold the articles, the commonest first."""
    left = group
    found: list[str] = []
    while len(left) >= (FEWEST if not found else FEWEST - 2) and len(found) < _MOST_PLACES:
        best = _container(left, site, heads)
        if best is None:
            break
        path, pages = best
        found.append(path)
        left = [page for page in left if page.url not in pages]
    return tuple(found)


def _title_at(page: Seen, heads: Sequence[str]) -> int:
    """The last line that is the title where titles stand, -1 for none."""
    named = page.titled | page.named
    return max((at for at in named if page.lines[at].steps.startswith(_steps(*heads))), default=-1)


def _below_title(page: Seen, heads: Sequence[str]) -> tuple[SeenLine, ...]:
    """The lines below the title, all where there is none."""
    return page.lines[_title_at(page, heads) + 1 :]


def _below_head(page: Seen, site: _Places, heads: Sequence[str]) -> list[SeenLine]:
    """The page's own lines below its title, the info line and the rows of forms (a label that every page has, and what
    it labels) left out."""
    found = []
    labelled = ""
    head = _steps(*heads)
    for line in _below_title(page, heads):
        if site.is_of_template(line):
            labelled = line.path if len(line.plain) <= _LABEL else ""
        elif not (
            line.is_link
            or line.steps.startswith(head)
            or is_beside(labelled, line.path)
            or line.informs
            or breaks_off(line.text)
        ):
            found.append(line)
    return found


def _container(group: list[Seen], site: _Places, heads: Sequence[str]) -> tuple[str, set[str]] | None:
    """The innermost element that holds all but all of what the articles of most pages say, and those pages."""
    shares: dict[str, list[float]] = defaultdict(list)
    pages: dict[str, set[str]] = defaultdict(set)
    counted = 0
    there = Counter(place for page in group for place in {line.loose for line in page.lines})
    texts = Counter(place for page in group for place in {line.loose for line in page.lines if line.is_text})
    taken = {place for place, count in texts.items() if 2 * count >= there[place]}
    for page in group:
        masses: dict[str, float] = defaultdict(float)
        lines = _below_head(page, site, heads)
        read = [at for at, line in enumerate(lines) if line.is_text]
        ends = max(read, default=-1)
        begins = 0 if not read or _title_at(page, heads) >= 0 else read[0]
        total = 0.0
        for at, line in enumerate(lines):
            unread = _UNSURE if ends < 0 else _UNREAD if line.loose in taken else 0.0
            weight = len(line.plain) * (1.0 if begins <= at <= ends else unread)
            total += weight
            masses[line.path] += weight
        if not total:
            continue
        counted += 1
        sums: dict[str, float] = defaultdict(float)
        for path, weight in masses.items():
            while path:
                sums[path] += weight
                path = path.rpartition("/")[0]
        for path, weight in sums.items():
            shares[path].append(weight / total)
            pages[path].add(page.url)
    for wanted in _WHOLE:
        fitting = [
            path
            for path, values in shares.items()
            if len(values) >= max(_ENOUGH * counted, 3) and median(values) >= wanted and _is_box(path)
        ]
        if fitting:
            best = max(fitting, key=lambda path: (path.count("/"), len(shares[path]), path))
            around = _around_siblings(group, heads, best)
            # The whole page holds everything: that says nothing of where the article stands.
            return (around, pages[around]) if "/" in around else None
    return None


def _is_box(path: str) -> bool:
    """Whether a path leads to an element that may hold paragraphs and is none."""
    return taken_apart(path.rpartition("/")[2])[0] in BOXES


def _around_siblings(group: list[Seen], heads: Sequence[str], path: str) -> str:
    """``path``, or the element around it while lines like its own stand beside it: it is a paragraph of the article
    then, and the container is further out."""
    while above := path.rpartition("/")[0]:
        inner, outer, known = f"{path}/", f"{above}/", _steps(path, *heads)
        inside = {line.loose for page in group for line in page.lines if line.steps.startswith(inner)}
        if not any(
            line.loose in inside
            and not line.steps.startswith(known)
            and not line.is_link
            and not is_known_furniture(line.text)
            for page in group
            for line in _below_title(page, heads)
            if line.steps.startswith(outer)
        ):
            break
        path = above
    return path
