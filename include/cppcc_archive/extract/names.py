"""Elements that CMSs are known to keep an article's parts in, found in one look at every id and class of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress, count

from cppcc_archive.cms.selector_table import ARTICLE_SELECTORS
from cppcc_archive.extract.head.breadcrumb import NAME_OF_WAY
from cppcc_archive.extract.nodes import Nodes

_LONGEST_LABEL = 20  # letters of what else stands in the box of a paid link
_MOST_REMEMBERED, _LONGEST = 4096, 300  # of names; one longer than any system's must not fill the memory


class Names:
    """A set of selectors as :mod:`cppcc_archive.cms.selector_table` writes them, looked up by element."""

    def __init__(self, selectors: Iterable[str]) -> None:
        self._names = frozenset(selectors)
        self.tags = frozenset(name for name in self._names if name[0] not in "#.")
        self._starts = tuple(sorted(name[:-1] for name in self._names if name[-1] == "*"))

    def fitting(self, identity: str | None, classes: str | None) -> str | None:
        """The selector that fits an element's id and class, or None."""
        for name in (f"#{identity}", *(f".{one}" for one in (classes or "").split())):
            if name in self._names:
                return name
            if name.startswith(self._starts):
                return next(f"{start}*" for start in self._starts if name.startswith(start))
        return None


_OTHER_NAME = re.compile(
    r"(?:^|[\s_-])(?:foot|footer|copyright|bottom|statement|disclaimer|comments?|pinglun|reply|relate[ds]?|xg(?:wz|xw|yd|bd|news)|rec|recommend\w*|sidebar"
    r"|author|bio|advert\w*|hot(?:news|list)?|rank\w*|subscri\w*|newsletter|follow\w{0,3}|(?:down(?:load)?|open|get)[-_]?app|app[-_]?(?:down\w*|tips?|open|guide|promo\w*|banner)|promo\w*|ads?[-_](?:slot|box|wrap|banner|area|item)|poll|votes?|survey)(?:$|[\s_-]|list|box|con)",
    re.IGNORECASE,
)
"""Names of containers that stand beside or below an article and are never around one."""
_ABSTRACT_NAME = re.compile(
    r"(?:^|[\s_-])\w{0,8}(?:summary|intro(?:duction)?|abstract|digest|excerpt|daodu|daoyu|zhaiyao|tiyao)(?:$|[\s_-]|box|con|text)",
    re.IGNORECASE,
)
"""Names of boxes for what a system says of an article above it."""
_ACCOUNT_NAME = re.compile(r"(?:^|[\s_-])(?:js_name|nick_?name|account_?name)(?:$|[\s_-])", re.IGNORECASE)
"""Names of elements that say on whose account an article stands: that is the site, and not where it is from."""
_BODIES = Names(selector for family in ARTICLE_SELECTORS for selector in (*family.editor, *family.body))
_TITLES = Names(selector for family in ARTICLE_SELECTORS for selector in family.title)
_INFOS = Names(selector for family in ARTICLE_SELECTORS for selector in family.info)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where a page has what its CMS is known for: ``bodies`` (containers, with the selector that fits), and in order
    ``titles``, ``infos`` (info lines), ``ways`` (from the home page), ``others`` (what stands beside or below an
    article and is never around one), ``abstracts`` (boxes for what a system says of it) and ``accounts`` (whose account
    it stands on), by index."""

    bodies: dict[int, str]
    titles: list[int]
    infos: list[int]
    ways: list[int]
    others: list[int]
    abstracts: list[int]
    accounts: list[int]

    @property
    def named(self) -> tuple[list[int], ...]:
        """All of them but the bodies."""
        return self.titles, self.infos, self.ways, self.others, self.abstracts, self.accounts


_Fit = tuple[str | None, tuple[int, ...]]  # a body's selector, and among which of ``Landmarks.named`` it is


def find_landmarks(nodes: Nodes) -> Landmarks:
    """Look at every name once."""
    bodies = {index: tag for tag in _BODIES.tags for index in nodes.tagged[tag]}
    found = Landmarks(bodies, [index for tag in _TITLES.tags for index in nodes.tagged[tag]], [], [], [], [], [])
    named = found.named
    for names, places in nodes.named.items():
        fits = _remembered[names] if names in _remembered else _remember(*names)
        if fits:
            if fits[0]:
                bodies.update(dict.fromkeys(places, fits[0]))
            for kind in fits[1]:
                named[kind].extend(places)
    found.others.extend(nodes.parents[index] for index in nodes.tagged["a"] if _is_paid(nodes, index))
    for indices in named:
        indices.sort()
    return found


def _is_paid(nodes: Nodes, index: int) -> bool:
    """Whether a link says that it is paid for, and is all but alone in its box."""
    if "sponsored" not in (nodes.attributes[index].get("rel") or ""):
        return False
    return len(nodes.text(nodes.parents[index])) <= len(nodes.text(index)) + _LONGEST_LABEL


_remembered: dict[tuple[str | None, str | None], _Fit | None] = {}
"""What elements with this id and class are known for, None for nothing: a page repeats a few values endlessly."""


def _remember(identity: str | None, classes: str | None) -> _Fit | None:
    body, names = _BODIES.fitting(identity, classes), [name for name in (identity, classes) if name]
    named = (
        _TITLES.fitting(identity, classes) is not None,
        _INFOS.fitting(identity, classes) is not None,
        *(any(map(pattern.search, names)) for pattern in (NAME_OF_WAY, _OTHER_NAME, _ABSTRACT_NAME, _ACCOUNT_NAME)),
    )
    found = (body, tuple(compress(count(), named))) if body or any(named) else None
    if len(_remembered) >= _MOST_REMEMBERED:
        _remembered.clear()
    if len(identity or "") + len(classes or "") < _LONGEST:
        _remembered[identity, classes] = found
    return found
