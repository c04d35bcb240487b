"""What a page says about itself apart from its layout: metas, ``<title>``, the founder CMS's property comment; and the
elements that CMSs are known to keep an article's parts in, found in one look at every id and class."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from cppcc_archive.cms.selector_table import ARTICLE_SELECTORS
from cppcc_archive.extract.head.breadcrumb import NAME_OF_WAY
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.markup.dates import SHANGHAI, FoundDate
from cppcc_archive.markup.text import one_line
from cppcc_archive.markup.urls import absolute, path_of

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&nbsp;")
_LONGEST_BASE = 2000
_LONGEST_TITLE = 500
"""Characters of what a page may call itself: more is an attack or a mistake, and would be a row's title."""
_PROPERTY = re.compile(r"<(title|date|author|sourcename|subtitle|introtitle|nodename)>([^<]*)</\1>", re.IGNORECASE)
_FOUNDER = {
    "title": "articletitle",
    "date": "pubdate",
    "author": "author",
    "sourcename": "contentsource",
    "subtitle": "subtitle",
    "introtitle": "introtitle",
    "nodename": "columnname",
}

EARLIEST = 1995  # no government site published before; ``1970-01-01`` is a database's zero
_URL_DATE = re.compile(
    r"/t((?:19|20)\d\d)([01]\d)([0-3]\d)_|/((?:19|20)\d\d)[-/]?([01]?\d)[-/]([0-3]?\d)/|/((?:19|20)\d\d)([01]\d)([0-3]\d)/"
    r"|/((?:19|20)\d\d)([01]\d)/([0-3]\d)/|/((?:19|20)\d\d)/([01]\d)([0-3]\d)/|[/_-]((?:19|20)\d\d)([01]\d)([0-3]\d)\d*\.s?html?$"
)
MOST_LANDMARKS = 20
"""Elements of one kind that are read, so that a hostile page does not buy time with nesting them."""
_LONGEST_LABEL = 20  # letters of what else stands in the box of a paid link
_MOST_REMEMBERED, _LONGEST = 4096, 300  # names, and letters of one that is remembered


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


@dataclass(frozen=True, slots=True)
class Clues:
    """``metas`` by lower-case name (the first non-empty one counts), the page's ``title`` and its ``base`` address, and
    its ``landmarks``."""

    metas: dict[str, str]
    title: str
    base: str
    landmarks: Landmarks

    @property
    def shared(self) -> str:
        """What the page is to be called where it is shared."""
        told = self.meta("og:title", "twitter:title", "title")
        return told if len(told) <= _LONGEST_TITLE else ""

    def meta(self, *names: str) -> str:
        """The first of these metas that says something."""
        return next((self.metas[name] for name in names if self.metas.get(name)), "")


class Hint(NamedTuple):
    """What a page is called, letters only: ``title`` what ``<title>`` or the metas say without the site's name,
    ``parts`` all that ``<title>`` has between its marks, ``names`` what site and columns are called, ``row`` the title
    in the listing, cut short perhaps, ``whole`` all that ``<title>`` says."""

    title: str = ""
    parts: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    row: str = ""
    whole: str = ""


def read_clues(nodes: Nodes, url: str) -> Clues:
    """Collect the clues; ``url`` is where the page was served from."""
    metas: dict[str, str] = {}
    title = next((text for index in nodes.tagged["title"] if (text := clean(nodes.text(index)))), "")
    base = next((address for index in nodes.tagged["base"] if (address := nodes.attribute(index, "href"))), "")
    for index in nodes.tagged["meta"]:
        name = nodes.attribute(index, "name") or nodes.attribute(index, "property")
        content = clean(nodes.attribute(index, "content"))
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    for comment in nodes.comments.values():
        if "enpproperty" in comment:
            for name, value in _PROPERTY.findall(comment):
                if value := clean(value):
                    metas.setdefault(_FOUNDER[name.lower()], value)
    title = title if len(title) <= _LONGEST_TITLE else ""
    base = (absolute(url, base) if 0 < len(base) <= _LONGEST_BASE else None) or url
    return Clues(metas, title, base, _landmarks(nodes))


def clean(text: str) -> str:
    """A meta's or title's text on one line, markup that was pasted into it (``<br>``) gone."""
    return one_line(_TAG.sub("", text) if "<" in text or "&" in text else text)


def date_in_url(url: str) -> FoundDate | None:
    """The date an article's address carries (``/t20250107_1.html``, ``/2025/1/7/``, ``/2025-01-07/``), if plausible."""
    match = _URL_DATE.search(path_of(url))
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        when = datetime(year, month, day, tzinfo=SHANGHAI)
    except ValueError:
        return None
    return FoundDate(when, False, match.start(), match.end()) if year >= EARLIEST else None


_Fit = tuple[str | None, tuple[int, ...]]  # a body's selector, and which of the other ``Landmarks`` it is, in order


def _landmarks(nodes: Nodes) -> Landmarks:
    """Look at every name once."""
    bodies = {index: tag for tag in _BODIES.tags for index in nodes.tagged[tag]}
    titles = [index for tag in _TITLES.tags for index in nodes.tagged[tag]]
    others = [nodes.parents[index] for index in nodes.tagged["a"] if _is_paid(nodes, index)]
    named: tuple[list[int], ...] = (titles, [], [], others, [], [])
    for names, places in nodes.named.items():
        # (A name longer than any system's must not fill the memory.)
        fits = (_remembered if len(names[0] or "") + len(names[1] or "") < _LONGEST else _fit)(*names)
        if fits:
            if fits[0]:
                bodies.update(dict.fromkeys(places, fits[0]))
            for kind in fits[1]:
                named[kind].extend(places)
    return Landmarks(bodies, *map(sorted, named))


def _is_paid(nodes: Nodes, index: int) -> bool:
    """Whether a link says that it is paid for, and is all but alone in its box."""
    if "sponsored" not in (nodes.attributes[index].get("rel") or ""):
        return False
    return len(nodes.text(nodes.parents[index])) <= len(nodes.text(index)) + _LONGEST_LABEL


def _fit(identity: str | None, classes: str | None) -> _Fit | None:
    """What elements with this id and class are known for, None for nothing."""
    body, names = _BODIES.fitting(identity, classes), [name for name in (identity, classes) if name]
    named = (
        _TITLES.fitting(identity, classes) is not None,
        _INFOS.fitting(identity, classes) is not None,
        *(any(map(pattern.search, names)) for pattern in (NAME_OF_WAY, _OTHER_NAME, _ABSTRACT_NAME, _ACCOUNT_NAME)),
    )
    return (body, tuple(compress(count(), named))) if body or any(named) else None


_remembered = lru_cache(_MOST_REMEMBERED)(_fit)  # pages repeat a few names endlessly
