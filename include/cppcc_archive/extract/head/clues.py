"""What a page says about itself apart from its layout: metas, ``<title>``, the founder CMS's property comment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.markup.dates import SHANGHAI, FoundDate
from cppcc_archive.markup.text import one_line
from cppcc_archive.markup.urls import absolute, path_of

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&nbsp;")
_LONGEST_BASE = 2000
LONGEST_TITLE = 500
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


@dataclass(frozen=True, slots=True)
class Clues:
    """``metas`` by lower-case name (the first non-empty one counts), the page's ``title`` and its ``base`` address."""

    metas: dict[str, str] = field(default_factory=dict)
    title: str = ""
    base: str = ""

    @property
    def shared(self) -> str:
        """What the page is to be called where it is shared."""
        return self.meta("og:title", "twitter:title", "title")

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
    title = title if len(title) <= LONGEST_TITLE else ""
    return Clues(metas, title, (absolute(url, base) if 0 < len(base) <= _LONGEST_BASE else None) or url)


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
